//! The page: its sources, the engine and the pilots that come with it, in one document that may ask for nothing else.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;

use crate::encode::{base64, hash, packed};
use crate::{modules, read};

/// The style of reports, which the page shares, and shows within itself.
const STYLE_OF_REPORTS: &str = include_str!("../../../src/render/html/style.css");

/// Makes the page of its sources. Where something is to stand, `index.html` has a comment that names it.
pub fn make(root: &Path, sources: &Path, engine: &[u8]) -> Result<String, String> {
    let style = style(sources)?;
    let script = modules::script(sources, "main.js")?;
    let worker = read(&sources.join("worker.js"))?;
    ends_nowhere("script", &script)?;
    ends_nowhere("style", &style)?;
    let engine = packed(engine).map_err(|error| format!("the engine cannot be packed: {error}"))?;
    let data = [
        block("desk-engine", "text/plain", " data-form=\"gzip\"", &base64(engine)),
        block("desk-worker", "text/plain", "", &base64(worker)),
        block("desk-pilots", "application/json", "", &pilots(root)?),
    ];
    let policy = policy(&script, &style);
    let mut page = read(&sources.join("index.html"))?;
    let parts = [
        ("policy", format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">")),
        ("style", format!("<style>{STYLE_OF_REPORTS}</style>\n<style>{style}</style>")),
        ("data", data.join("\n")),
        ("script", format!("<script>{script}</script>")),
    ];
    for (name, part) in parts {
        let place = format!("<!-- desk:{name} -->");
        let (before, behind) = page.split_once(&place).ok_or_else(|| format!("index.html has no {place}"))?;
        page = [before, &part, behind].concat();
    }
    Ok(page)
}

/// What a browser may load and run: the style of reports and that of the page, its script, and the engine in a thread of its
/// own. No connection to anywhere.
fn policy(script: &str, style: &str) -> String {
    [
        "default-src 'none'".to_owned(),
        format!("script-src {} 'wasm-unsafe-eval'", hash(script)),
        format!("style-src {} {}", hash(STYLE_OF_REPORTS), hash(style)),
        "worker-src blob:".to_owned(),
        "img-src data:".to_owned(),
        "base-uri 'none'".to_owned(),
        "form-action 'none'".to_owned(),
    ]
    .join("; ")
}

/// All style sheets, in the order of their names.
fn style(sources: &Path) -> Result<String, String> {
    let mut style = String::new();
    for file in files(sources, "css")? {
        style.push_str(&read(&file)?);
    }
    Ok(style)
}

/// The pilots that come with the program, as a list of names and texts.
fn pilots(root: &Path) -> Result<String, String> {
    let mut pilots = Vec::new();
    for file in files(&root.join("pilots"), "yaml")? {
        let name = file.strip_prefix(root).map_err(|error| error.to_string())?.display().to_string();
        pilots.push(json!({"name": name.replace('\\', "/"), "text": read(&file)?}));
    }
    // Within an element that scripts are written in, only this sign could end it.
    Ok(serde_json::Value::Array(pilots).to_string().replace('<', "\\u003c"))
}

/// The files of a folder, and of those in it, with this ending, in the order of their names.
fn files(folder: &Path, ending: &str) -> Result<Vec<PathBuf>, String> {
    let wrong = |error| format!("{}: {error}", folder.display());
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(wrong)? {
        let path = entry.map_err(wrong)?.path();
        if path.is_dir() {
            found.extend(files(&path, ending)?);
        } else if path.extension().is_some_and(|end| end == ending) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// An element that holds data: no browser runs it.
fn block(id: &str, kind: &str, more: &str, data: &str) -> String {
    format!("<script id=\"{id}\" type=\"{kind}\"{more}>{data}</script>")
}

/// Sees that nothing within a text ends the element that it stands in.
fn ends_nowhere(what: &str, text: &str) -> Result<(), String> {
    for sign in ["</script", "</style", "<!--", "@import", "url("] {
        if text.contains(sign) {
            return Err(format!("the {what} of the page has `{sign}` in it, which may not stand there"));
        }
    }
    Ok(())
}

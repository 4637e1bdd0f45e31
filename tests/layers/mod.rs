//! Who may import whom: a folder of the library imports only what stands below it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

mod files;

/// The folders and files at the top of the library, from the lowest. Each may import what stands on a line before it.
/// A new arrow is a decision: it is made here, and told in `ARCHITECTURE.md`.
const LAYERS: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("threads", &[]),
    ("files", &["text"]),
    ("model", &["text"]),
    ("source", &["model", "text"]),
    ("tree", &["model", "text"]),
    ("vocabularies", &["model", "text", "tree"]),
    ("pilot", &["model", "text", "tree"]),
    ("edit", &["model", "pilot", "text", "tree"]),
    ("evaluate", &["model", "pilot"]),
    ("schema", &["model", "text", "tree"]),
    ("configuration", &["model", "schema", "source", "text", "tree"]),
    ("rules", &["evaluate", "model", "pilot", "schema", "source", "text", "threads", "tree"]),
    ("citations", &["model", "pilot", "rules", "schema", "source", "text", "tree"]),
    ("report", &["citations", "evaluate", "model", "pilot", "rules", "text"]),
    ("baseline", &["model", "report", "text"]),
    ("check", &["baseline", "citations", "evaluate", "model", "pilot", "report", "rules", "schema", "source", "text"]),
    ("cases", &["evaluate", "model", "pilot", "rules", "text", "threads"]),
    ("agreement", &["model", "pilot", "report", "text"]),
    ("diff", &["check", "evaluate", "model", "pilot", "report", "rules", "text"]),
    ("explain", &["cases", "citations", "evaluate", "model", "pilot", "rules", "text"]),
    ("reason", &["cases", "check", "evaluate", "model", "pilot", "report", "rules", "schema", "text"]),
    ("promises", &["evaluate", "model", "pilot", "report", "rules"]),
    ("questions", &["citations", "evaluate", "explain", "model", "pilot", "report", "rules", "text"]),
    ("waivers", &["model", "report", "rules"]),
    ("repair", &["check", "edit", "evaluate", "model", "pilot", "reason", "report", "rules", "source", "text", "tree"]),
    (
        "answers",
        &[
            "agreement",
            "cases",
            "check",
            "citations",
            "diff",
            "explain",
            "model",
            "pilot",
            "promises",
            "questions",
            "reason",
            "repair",
            "report",
            "rules",
            "schema",
            "text",
            "waivers",
        ],
    ),
    ("template", &["explain", "model", "text", "tree"]),
    ("starter", &["model", "template"]),
    (
        "render",
        &[
            "agreement",
            "answers",
            "cases",
            "check",
            "citations",
            "diff",
            "evaluate",
            "explain",
            "model",
            "pilot",
            "questions",
            "reason",
            "repair",
            "report",
            "rules",
            "text",
            "waivers",
        ],
    ),
    (
        "project",
        &[
            "agreement",
            "answers",
            "baseline",
            "check",
            "citations",
            "configuration",
            "diff",
            "edit",
            "evaluate",
            "explain",
            "files",
            "model",
            "pilot",
            "questions",
            "reason",
            "render",
            "repair",
            "report",
            "rules",
            "schema",
            "source",
            "text",
            "threads",
            "tree",
            "vocabularies",
            "waivers",
        ],
    ),
    (
        "editor",
        &[
            "cases",
            "citations",
            "explain",
            "files",
            "model",
            "pilot",
            "project",
            "questions",
            "render",
            "repair",
            "report",
            "rules",
            "schema",
            "source",
            "text",
            "tree",
        ],
    ),
];

#[test]
fn no_folder_imports_upwards() {
    let mut wrong = Vec::new();
    for (at, (layer, may)) in LAYERS.iter().enumerate() {
        let below: Vec<&str> = LAYERS.iter().take(at).map(|(name, _)| *name).collect();
        for name in *may {
            assert!(below.contains(name), "{layer} may import {name}, which does not stand below it");
        }
        for (file, imported) in imports(layer) {
            if imported != *layer && !may.contains(&imported.as_str()) {
                wrong.push(format!("{file} imports crate::{imported}"));
            }
        }
    }
    assert!(wrong.is_empty(), "arrows that are not on the list:\n{}", wrong.join("\n"));
}

#[test]
fn no_arrow_on_the_list_is_gone() {
    for (layer, may) in LAYERS {
        let imported: BTreeSet<String> = imports(layer).into_iter().map(|(_, imported)| imported).collect();
        for name in *may {
            assert!(imported.contains(*name), "{layer} no longer imports {name}: take it off the list");
        }
    }
}

#[test]
fn every_folder_has_its_layer() {
    let known: BTreeSet<&str> = LAYERS.iter().map(|(name, _)| *name).collect();
    for entry in source().read_dir().expect("the sources").map(|entry| entry.expect("an entry")) {
        let name = entry.file_name().into_string().expect("a plain name");
        let name = name.trim_end_matches(".rs");
        assert!(matches!(name, "lib" | "brief") || known.contains(name), "src/{name} has no layer");
    }
}

/// The rooms whose files are held, too: none of them imports another that imports it in turn, by whatever way.
const ROOMS: &[(&str, &str)] = &[("brief", "crate::"), ("project", "crate::project::")];

#[test]
fn no_file_of_a_room_imports_itself_by_way_of_others() {
    for (room, root) in ROOMS {
        let arrows = arrows(&source().join(room), root);
        assert!(arrows.len() > 10, "the files of src/{room} are found: {arrows:?}");
        assert!(arrows.values().any(|to| !to.is_empty()), "the arrows of src/{room} are found");
        // Whatever imports nothing that is left is put aside, until nothing is left, or only circles.
        let mut left = arrows;
        while let Some(done) = left.iter().find(|(_, to)| !to.iter().any(|to| left.contains_key(to))) {
            let done = done.0.clone();
            left.remove(&done);
        }
        assert!(left.is_empty(), "circles in src/{room}, or files that lead into one: {left:#?}");
    }
}

/// For each file or folder of a room, those beside it that it imports; but for the file that only names them.
fn arrows(room: &Path, root: &str) -> BTreeMap<String, BTreeSet<String>> {
    let entries = room.read_dir().expect("a folder").map(|entry| entry.expect("an entry").path());
    let stem = |path: &Path| path.file_stem().expect("a name").to_str().expect("UTF-8").to_owned();
    let all: Vec<PathBuf> = entries.filter(|path| !["mod", "main"].contains(&stem(path).as_str())).collect();
    let names: BTreeSet<String> = all.iter().map(|path| stem(path)).collect();
    let arrows = all.iter().map(|path| {
        let name = stem(path);
        let mut to = BTreeSet::new();
        for (file, up) in code_files(path) {
            // What stands beside the room's files is reached by so many steps, or from the root.
            for before in [format!("{}::", vec!["super"; up].join("::")), root.to_owned()] {
                to.extend(imported(&file, &before).into_iter().filter(|to| names.contains(to) && *to != name));
            }
        }
        (name, to)
    });
    arrows.collect()
}

/// The code of a file or of all files of a folder, each with how many steps lead from it to what stands beside that.
fn code_files(path: &Path) -> Vec<(String, usize)> {
    if path.is_file() {
        return vec![(code(path), 1)];
    }
    let entries = path.read_dir().expect("a folder").map(|entry| entry.expect("an entry").path());
    let below = entries.flat_map(|path| {
        let up = usize::from(!path.ends_with("mod.rs"));
        code_files(&path).into_iter().map(move |(code, steps)| (code, steps + up))
    });
    below.collect()
}

/// The names that stand behind `before`, one or, in braces, several.
fn imported(code: &str, before: &str) -> Vec<String> {
    let mut names = Vec::new();
    for (at, _) in code.match_indices(before) {
        // One step more leads elsewhere.
        if code.get(..at).is_some_and(|text| text.ends_with("::")) {
            continue;
        }
        let after = code.get(at + before.len()..).unwrap_or_default();
        let list = after.strip_prefix('{').map(|list| list.split('}').next().unwrap_or_default());
        let words = |text: &str| -> Vec<String> {
            text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').map(str::to_owned).collect()
        };
        match list {
            Some(list) => names.extend(words(list)),
            None => names.extend(words(after).into_iter().take(1)),
        }
    }
    names
}

/// The code of a file, without comments and tests.
fn code(path: &Path) -> String {
    let text = std::fs::read_to_string(path).expect("a source file");
    let code = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
    let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// The names that follow `crate::` in the files of a layer, outside comments and tests, each with its file.
fn imports(layer: &str) -> Vec<(String, String)> {
    let mut imports = Vec::new();
    let mut waiting = vec![source().join(layer), source().join(format!("{layer}.rs"))];
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            let entries = path.read_dir().expect("a folder").map(|entry| entry.expect("an entry").path());
            waiting.extend(entries.filter(|path| path.file_stem().is_none_or(|stem| stem != "tests")));
        } else if path.extension().is_some_and(|extension| extension == "rs") && path.is_file() {
            let text = std::fs::read_to_string(&path).expect("a source file");
            let code = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
            let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
            for after in lines.flat_map(|line| line.split("crate::").skip(1)) {
                let name = after.split(|c: char| !c.is_ascii_lowercase() && c != '_').next().unwrap_or_default();
                if !name.is_empty() {
                    let shown = path.strip_prefix(source()).expect("below the sources").display().to_string();
                    imports.push((format!("src/{shown}"), name.to_owned()));
                }
            }
        }
    }
    imports
}

//! The inputs that fuzzing found worth keeping, tried again without a fuzzer; and what a new run begins with.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::panic;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde_json::Value;
use watching_brief::model::vocabulary::Vocabulary;
use watching_brief::schema;

#[path = "fuzz_bodies/lib.rs"]
mod bodies;

/// Whether these are the sources that Cargo packs, which go without the inputs.
fn is_packed() -> bool {
    Path::new("Cargo.toml.orig").is_file()
}

/// Tries every input of a target; there must be some.
fn replay(target: &str, body: fn(&[u8])) {
    if is_packed() {
        return;
    }
    let files = files(&Path::new("fuzz/corpus").join(target));
    assert!(files.len() >= 50, "{} inputs of {target}", files.len());
    let fails = |file: &&PathBuf| {
        let bytes = fs::read(file).expect("an input");
        panic::catch_unwind(|| body(&bytes)).is_err()
    };
    let failed: Vec<&PathBuf> = files.par_iter().filter(fails).collect();
    assert!(failed.is_empty(), "what is said above is of {failed:?}");
}

/// The files of a folder, in order.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let mut files: Vec<PathBuf> = entries.filter(|path| path.is_file()).collect();
    files.sort();
    files
}

#[test]
fn yaml_reader() {
    replay("yaml_reader", bodies::yaml_reader::run);
}

#[test]
fn pilot() {
    replay("pilot", bodies::pilot::run);
}

#[test]
fn rule_set() {
    replay("rule_set", bodies::rule_set::run);
}

#[test]
fn conditions() {
    replay("conditions", bodies::conditions::run);
}

#[test]
fn renderers() {
    replay("renderers", bodies::renderers::run);
}

#[test]
fn lsp() {
    replay("lsp", bodies::lsp::run);
}

#[test]
fn numbers() {
    replay("numbers", bodies::numbers::run);
}

#[test]
fn vocabulary() {
    replay("vocabulary", bodies::vocabulary::run);
}

#[test]
fn letters() {
    replay("letters", bodies::letters::run);
}

#[test]
fn html() {
    replay("html", bodies::html::run);
}

/// Nothing is kept that costs much, or that would be better kept where it came from.
#[test]
fn the_corpus_stays_small() {
    if is_packed() {
        return;
    }
    let targets = fs::read_dir("fuzz/corpus").expect("a folder").map(|entry| entry.expect("an entry").path());
    let kept = targets.flat_map(|target| files(&target));
    let sizes: Vec<(u64, PathBuf)> = kept.map(|file| (file.metadata().expect("a file").len(), file)).collect();
    let large: Vec<_> = sizes.iter().filter(|(size, _)| *size > 16 * 1024).collect();
    assert!(large.is_empty(), "{large:?}");
    let all: u64 = sizes.iter().map(|(size, _)| size).sum();
    assert!(all < 2_500_000, "{all} bytes");
}

/// What a new run begins with: the pilots, every rule of the rule sets, the cases of bad input, and for the targets that
/// make their own inputs anything at all; and a dictionary of all names and signs.
#[test]
#[ignore = "writes fuzz/seeds"]
fn seeds() {
    let seeds = Path::new("fuzz/seeds");
    let targets = ["yaml_reader", "pilot", "rule_set", "conditions", "renderers"];
    for target in targets.into_iter().chain(["vocabulary", "numbers", "letters", "html", "lsp"]) {
        fs::create_dir_all(seeds.join(target)).expect("a folder");
    }
    let put = |target: &str, name: &str, bytes: &[u8]| {
        fs::write(seeds.join(target).join(name), bytes).expect("a seed");
    };
    let read = |path: &Path| {
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        (name, fs::read_to_string(path).expect("text"))
    };
    for (name, text) in files(Path::new("pilots")).iter().map(|path| read(path)) {
        put("pilot", &name, text.as_bytes());
        put("yaml_reader", &name, text.as_bytes());
    }
    for (name, text) in files(Path::new("rules")).iter().map(|path| read(path)) {
        let Some((head, rules)) = text.split_once("\nrules:\n") else { continue };
        for (at, rule) in rules.split("\n  - id:").enumerate() {
            let begin = if at == 0 { "" } else { "  - id:" };
            let seed = format!("{head}\nrules:\n{begin}{rule}\n");
            put("rule_set", &format!("{name}-{at}"), seed.as_bytes());
            put("yaml_reader", &format!("{name}-{at}"), seed.as_bytes());
        }
    }
    for (name, text) in files(Path::new("tests/bad_input"))
        .iter()
        .filter(|path| path.extension().is_some_and(|end| end == "md"))
        .map(|p| read(p))
    {
        for (at, block) in text.split("```yaml").skip(1).enumerate() {
            let block = block.split("```").next().unwrap_or_default();
            let (kind, block) = block.split_once('\n').unwrap_or_default();
            let lines = block.lines().filter(|line| !line.trim_start().starts_with('^'));
            let seed = format!("{}{}\n", head(kind.trim(), block), lines.collect::<Vec<_>>().join("\n"));
            let target = if name == "ruleset" { "rule_set" } else { "pilot" };
            put(target, &format!("{name}-{at}"), seed.as_bytes());
            put("yaml_reader", &format!("{name}-{at}"), seed.as_bytes());
        }
    }
    vocabularies().into_iter().enumerate().for_each(|(at, text)| put("vocabulary", &at.to_string(), text.as_bytes()));
    let mut any = 1_u64;
    for length in (16..512).step_by(4) {
        let bytes: Vec<u8> = std::iter::repeat_with(|| {
            any = any.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (any >> 56) as u8
        })
        .take(length)
        .collect();
        for target in ["conditions", "renderers", "numbers", "letters", "html", "lsp"] {
            put(target, &format!("any-{length}"), &bytes);
        }
    }
    fs::write(seeds.join("words.dict"), dictionary()).expect("the dictionary");
}

/// Vocabularies: those of the examples, the samples of the reference, and the shipped one, section by section.
fn vocabularies() -> Vec<String> {
    let read = |path: &str| fs::read_to_string(path).expect("text");
    let mut all: Vec<String> =
        ["school-advice", "council"].map(|name| read(&format!("examples/{name}/vocabulary.yaml"))).into();
    for page in ["vocabularies", "diagnostics"] {
        let text = read(&format!("docs/reference/{page}.md"));
        let blocks = text.split("```yaml\n").skip(1).filter_map(|block| block.split("```").next());
        all.extend(blocks.filter(|block| block.contains("vocabulary:")).map(str::to_owned));
    }
    let shipped = read("src/vocabularies/health-and-work.yaml");
    let facts = shipped.split("\nfacts:\n").nth(1).expect("facts");
    for section in facts.split("\n  ").fold(Vec::<String>::new(), |mut sections, piece| {
        match sections.last_mut() {
            Some(last) if piece.starts_with(' ') => last.extend(["\n  ", piece]),
            _ => sections.push(piece.trim_start().to_owned()),
        }
        sections
    }) {
        let first: String = section.lines().take(40).map(|line| format!("{line}\n")).collect();
        all.push(format!("format: 1\nvocabulary: v\ntitle: T\nfacts:\n  {first}"));
    }
    all
}

/// The keys that a case of bad input goes without.
fn head(kind: &str, block: &str) -> &'static str {
    match kind {
        _ if block.contains("format:") => "",
        "pilot" => "format: 1\npilot: p\ntitle: T\nstatus: running\n",
        "ruleset" => "format: 1\nruleset: r\ntitle: T\nissued_by: [Us]\nsummary: S\n",
        "rule" => {
            "format: 1\nruleset: r\ntitle: T\nissued_by: [Us]\nsummary: S\nrules:\n- id: R-1\n  title: T\n  about: referral\n  force: must\n  by: us\n  cite: {document: d, paragraph: 1, phrase: p}\n  reason: R\n  remedy: M\n"
        }
        _ => "",
    }
}

/// Every key and name of the schemas and of the vocabulary, and the signs of YAML.
fn dictionary() -> String {
    let mut words: BTreeSet<String> = Vocabulary::shipped().facts().iter().map(|fact| fact.path.clone()).collect();
    for schema in [schema::pilot(Vocabulary::shipped()), schema::ruleset(Vocabulary::shipped())] {
        names(&schema, &mut words);
    }
    let signs = [
        "---\n",
        "...\n",
        "%YAML 1.2\n",
        "&a ",
        "*a",
        "<<: *a",
        "!!str ",
        "! ",
        "|\n",
        "|-\n",
        ">+\n",
        ">2\n",
        "\n  - ",
        "\n    ",
        "? ",
        ": ",
        "{}",
        "[]",
        ", ",
        "''",
        "\"",
        "\\u00e9",
        "\\x9b",
        "\t",
        "\r\n",
        "\u{85}",
        "\u{2028}",
        "\u{feff}",
        "\u{202e}",
        "\u{1f600}",
        " #",
        "~",
        ".inf",
        "0x1f",
        "1e3",
        "\0",
        "\u{1b}",
        "null",
        "true",
        "false",
        "none",
    ];
    words.extend(signs.map(str::to_owned));
    let mut lines = String::new();
    for word in words {
        let bytes = word.bytes().map(|byte| match byte {
            b' '..=b'~' if byte != b'"' && byte != b'\\' => char::from(byte).to_string(),
            _ => format!("\\x{byte:02x}"),
        });
        writeln!(lines, "\"{}\"", bytes.collect::<String>()).expect("text");
    }
    lines
}

/// The keys that a schema knows, and the words that it takes.
fn names(schema: &Value, words: &mut BTreeSet<String>) {
    match schema {
        Value::Object(entries) => {
            for (key, value) in entries {
                match (key.as_str(), value) {
                    ("properties", Value::Object(keys)) => words.extend(keys.keys().map(|key| format!("{key}: "))),
                    ("enum", Value::Array(taken)) => {
                        words.extend(taken.iter().filter_map(|word| Some(word.as_str()?.to_owned())));
                    }
                    _ => {}
                }
                names(value, words);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| names(item, words)),
        _ => {}
    }
}

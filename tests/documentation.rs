//! The documentation tells the truth: what its commands are shown to print is what they print, and its examples are
//! sound.
//!
//! In README.md and under docs/, a block marked `console` begins with `$ brief ...` and goes on with what that prints,
//! to the letter. A block marked `yaml FILE` is put into that file first, in a folder of its own for each document. A
//! block marked `yaml pilot`, `yaml ruleset` or `yaml configuration` is a whole example, and must be sound.

use crate::support;
use std::fs;
use std::path::{Path, PathBuf};

struct Block {
    marks: Vec<String>,
    text: String,
    line: usize,
}

fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<Block> = None;
    for (number, line) in (1..).zip(text.lines()) {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(marks)) => {
                let marks = marks.split_whitespace().map(str::to_owned).collect();
                open = Some(Block { marks, text: String::new(), line: number });
            }
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (Some(block), None) => {
                block.text.push_str(line);
                block.text.push('\n');
            }
            (None, None) => {}
        }
    }
    blocks
}

fn documents() -> Vec<PathBuf> {
    let mut found = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"].map(PathBuf::from).to_vec();
    let mut folders = vec![PathBuf::from("docs")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "md") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn brief(folder: &Path, words: &[String]) -> (String, Option<i32>) {
    let mut command = support::command(support::BRIEF);
    command.args(words).current_dir(folder);
    let done = command.output().expect("brief runs");
    // Tables end their lines as their standard asks; documents do not.
    let mut printed = String::from_utf8(done.stdout).expect("text").replace("\r\n", "\n");
    printed.push_str(&String::from_utf8(done.stderr).expect("text"));
    (printed, done.status.code())
}

/// Splits a command line at spaces, but not within quotation marks.
fn words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quoted) = (Vec::new(), String::new(), false);
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ' ' if !quoted => words.extend((!word.is_empty()).then(|| std::mem::take(&mut word))),
            c => word.push(c),
        }
    }
    words.extend((!word.is_empty()).then_some(word));
    words
}

#[test]
fn commands_print_what_the_documents_show() {
    let mut shown = 0;
    let mut wrong = Vec::new();
    for path in documents() {
        let text = fs::read_to_string(&path).expect("a text");
        let folder = tempfile::tempdir().expect("a folder");
        for block in blocks(&text) {
            let marks: Vec<&str> = block.marks.iter().map(String::as_str).collect();
            match marks.as_slice() {
                ["yaml", file] if file.contains('.') => {
                    let file = folder.path().join(file);
                    fs::create_dir_all(file.parent().expect("a folder")).expect("made");
                    fs::write(file, &block.text).expect("written");
                }
                ["console", ..] => {
                    let (first, expected) = block.text.split_once('\n').expect("a command");
                    let call = first.strip_prefix("$ brief ").expect("a block of the console begins with $ brief");
                    let (printed, _) = brief(folder.path(), &words(call));
                    shown += 1;
                    if printed.trim_end() != expected.trim_end() {
                        wrong.push(format!("{}:{}: `brief {call}` prints\n{printed}", path.display(), block.line));
                    }
                }
                _ => {}
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(shown >= 3, "only {shown} commands are shown");
}

#[test]
fn whole_examples_are_sound() {
    let mut checked = 0;
    for path in documents() {
        let text = fs::read_to_string(&path).expect("a text");
        for block in blocks(&text) {
            let marks: Vec<&str> = block.marks.iter().map(String::as_str).collect();
            let folder = tempfile::tempdir().expect("a folder");
            fs::write(folder.path().join("example.yaml"), &block.text).expect("written");
            let call = match marks.as_slice() {
                ["yaml", "pilot"] => "check example.yaml --quiet",
                ["yaml", "ruleset"] => "rules --rules example.yaml",
                ["yaml", "configuration"] => "config --config example.yaml",
                _ => continue,
            };
            let (printed, status) = brief(folder.path(), &words(call));
            assert_ne!(status, Some(2), "{}:{}:\n{printed}", path.display(), block.line);
            checked += 1;
        }
    }
    assert!(checked >= 3, "only {checked} examples are there");
}

/// The example of a configuration has every key that there is.
#[test]
fn every_key_of_configuration_is_shown() {
    let text = fs::read_to_string("docs/reference/configuration.md").expect("a text");
    let blocks = blocks(&text);
    let example = blocks.iter().find(|block| block.marks == ["yaml", "configuration"]).expect("an example");
    let schema = watching_brief::schema::configuration();
    let keys = schema.pointer("/properties/brief/properties").and_then(serde_json::Value::as_object).expect("keys");
    for key in keys.keys() {
        assert!(example.text.lines().any(|line| line.starts_with(&format!("  {key}:"))), "{key} is not in the example");
        assert!(text.contains(&format!("\n| `{key}` | ")), "{key} is not in the table");
    }
}

/// No link within the documentation leads nowhere.
#[test]
fn links_within_the_project_lead_somewhere() {
    for path in documents() {
        let text = fs::read_to_string(&path).expect("a text");
        // What a block shows is no link of the page, such as a message of SARIF with links of its own.
        let prose: Vec<&str> = text.split("\n```").step_by(2).collect();
        for link in prose.join("\n").split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            if link.contains("://") || link.starts_with('#') {
                continue;
            }
            let file = link.split('#').next().unwrap_or(link);
            let target = path.parent().expect("a folder").join(file);
            assert!(target.exists(), "{}: {link}", path.display());
        }
    }
}

//! Input that would break out of a form, or make a reader do something.

use std::fmt::Write as _;

use serde_json::Value;

use super::readers::{read, read_by_node};
use super::{RULES, shapes};
use crate::support::{Folder, Ran};

/// What somebody might try, in any free text.
pub const NASTY: [&str; 24] = [
    "=HYPERLINK(\"http://x.example\")",
    "+1+1",
    "-2+3",
    "@SUM(1)",
    "\t=1",
    "\r\n=1",
    "  =1",
    "＝1+1",
    "a; =1+1",
    "]]><script>alert(1)</script>",
    "<!-- & --> <?x?> &amp; &#0;",
    "# SKIP not today",
    "x # TODO # SKIP \\# \\",
    "ok 7 - all is well\n1..0\nBail out! now",
    "...\n---\nkey: value",
    "[link](http://evil.example) ![p](http://evil.example/p.png) <http://evil.example>",
    "http://evil.example www.evil.example mail@evil.example @team/admins #12 GH-7 !3 :tada:",
    "` `` ``` code | cell \\| | **bold** __b__ ~~s~~ $x$ $$y$$ [^1] [ ] [x]",
    "\n\n# heading\n\n> quote\n\n- item\n\n1. one\n\n    code\n\n***",
    "\u{0}\u{1}\u{7}\u{8}\u{b}\u{c}\u{1b}[31m\u{7f}",
    "\u{85}\u{9b}\u{200e}\u{202e}\u{2028}\u{2029}\u{feff}\u{fffe}\u{ffff}",
    "\u{1f600}\u{10ffff}\u{fdd0}",
    "- 1) + 2. x",
    "::error file=a,line=1::%0A said",
];

/// A text as YAML has it between quotation marks, with everything escaped that may be.
pub fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            ' '..='~' if c != '"' && c != '\\' => out.push(c),
            c => write!(out, "\\U{:08x}", c as u32).expect("written"),
        }
    }
    out + "\""
}

/// A rule set and a pilot in which every free text is this one.
pub fn files(text: &str) -> (String, String) {
    let text = quoted(text);
    let mut rules = String::new();
    for line in RULES.lines() {
        let free = ["title: ", "summary: ", "by: ", "reason: ", "reading: ", "remedy: "];
        let key = free.iter().find(|key| line.trim_start_matches([' ', '-']).starts_with(**key));
        match key {
            Some(key) => {
                let (before, _) = line.split_once(key).expect("the key");
                let _ = writeln!(rules, "{before}{key}{text}");
            }
            None if line.starts_with("issued_by") => {
                let _ = writeln!(rules, "issued_by: [{text}]");
            }
            None => {
                let _ = writeln!(rules, "{line}");
            }
        }
    }
    let said = format!(
        "by: {text}, basis: claimed, document: {text}, phrase: {text}, date: {text}, url: {text}, note: {text}"
    );
    let pilot = format!(
        "format: 1\npilot: hostile\ntitle: {text}\nstatus: running\nsummary: {text}\nvoluntariness:\n  sanction_for_refusal: {{value: true, {said}}}\n\
         location:\n  venues:\n    - {{includes: [jobcentre], {said}}}\n    - {{excludes: [jobcentre], by: other, basis: observed}}\n\
         governance: {{clinical_liability: {{value: {text}, by: x, basis: claimed}}}}\n\
         waivers:\n  - {{rule: H-01, reason: {text}, by: {text}, until: 2027-03-31}}\n  - {{rule: {text}, reason: {text}, by: {text}, until: 2027-03-31}}\n"
    );
    (rules, pilot)
}

/// Each of the texts in every free field, and in the name of a file.
fn folder(name: &str) -> (Folder, Vec<String>) {
    let folder = Folder::new(&format!("formats-hostile-{name}"));
    let mut names = Vec::new();
    for (at, text) in NASTY.iter().enumerate() {
        let (rules, pilot) = files(text);
        let file = format!("{at}{}.yaml", text.replace(['/', '\0'], "_"));
        let (rules, pilot) = (
            rules.replace("H-0", &format!("H-{at}0")).replace("house", &format!("house-{at}")),
            pilot.replace("H-0", &format!("H-{at}0")).replace("hostile", &format!("hostile-{at}")),
        );
        folder.write(&format!("rules/{at}.yaml"), rules).write(&format!("pilots/{file}"), pilot);
        names.push(file);
    }
    (folder, names)
}

fn run(folder: &Folder, format: &str) -> Ran {
    folder.brief(&["check", "pilots", "--rules", "rules", "--today", "2026-11-22", "--all", "--format", format])
}

#[test]
fn no_reader_is_misled() {
    let (folder, _) = folder("readers");
    let report = run(&folder, "json").json();
    let results = super::results(&report);
    let pilots = report["pilots"].as_array().expect("pilots").len();
    assert!(pilots > 16, "only {pilots} are read: {:#}", report["errors"]);
    let errors = report["errors"].as_array().expect("errors").len();

    let junit = run(&folder, "junit").out;
    if let Some(found) = read("junit", &junit) {
        let suites = found["suites"].as_array().expect("suites");
        let cases: usize = suites.iter().map(|suite| suite["cases"].as_array().expect("cases").len()).sum();
        assert_eq!((cases, &found["faults"]), (results.len() + errors, &serde_json::json!([])));
        assert!(suites.iter().all(|suite| suite["counts"] == suite["counted"]));
    }
    let tap = run(&folder, "tap").out;
    // How the results stand, whatever their texts are.
    let mut wanted: Vec<(bool, bool, bool)> = results
        .iter()
        .map(|(_, result)| {
            let standing = super::expected(result);
            (matches!(standing, "pass" | "skip"), standing == "aside", standing == "skip")
        })
        .collect();
    wanted.extend(std::iter::repeat_n((false, false, false), errors));
    if let Some(found) = read("tap", &tap) {
        let is = |point: &Value, key: &str| point[key].as_bool().expect("true or false");
        let lines = found.as_array().expect("lines");
        let read: Vec<_> = lines
            .iter()
            .filter(|line| line["category"] == "test")
            .map(|one| (is(one, "ok"), is(one, "todo"), is(one, "skip")))
            .collect();
        assert_eq!(read, wanted);
        assert!(lines.iter().all(|line| line["category"] != "unknown" && line["category"] != "bail"));
    }
    if let Some(found) = read_by_node(&tap) {
        let has = |point: &Value, key: &str| point.get(key).is_some_and(|value| *value != Value::Bool(false));
        let events = found.as_array().expect("events");
        let read: Vec<_> = events
            .iter()
            .filter(|event| event[0] == "assert")
            .map(|event| (event[1]["ok"] == true, has(&event[1], "todo"), has(&event[1], "skip")))
            .collect();
        assert_eq!(read, wanted);
    }
    let csv = run(&folder, "csv").out;
    if let Some(found) = read("csv", &csv) {
        assert_eq!(found.as_array().expect("rows").len(), results.len() + 1);
    }
}

#[test]
fn no_cell_is_a_formula_whatever_ends_a_cell() {
    let (folder, _) = folder("csv");
    let printed = run(&folder, "csv").out;
    let mut cells = 0;
    for delimiter in [b',', b';'] {
        let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(printed.as_bytes());
        for row in reader.records() {
            for cell in &row.expect("a row") {
                cells += 1;
                let begins = cell.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
                assert!(!begins.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']), "{cell:?}");
                assert!(!cell.contains(['\t', '\r', '\n']), "{cell:?}");
            }
        }
    }
    assert!(cells > 1000 && printed.contains("'=HYPERLINK"), "{cells} cells");
}

#[test]
fn nothing_of_the_input_acts_in_markdown() {
    let (folder, _) = folder("markdown");
    let ran = run(&folder, "markdown");
    let found = shapes::read(&ran.out);
    assert_eq!(found.acts, <[&str; 0]>::default());
    for heading in &found.headings {
        assert_ne!(heading, "heading");
    }
    // What a site looks for in the text once Markdown is read: names, numbers of issues, addresses.
    for mark in ["@team", "@SUM", "#12", "GH-7", "!3", "http://", "www.", ":tada:"] {
        assert!(!found.words.contains(mark), "{mark} is in the text");
        assert!(found.words.replace('\u{2060}', "").contains(mark), "{mark} is lost");
    }
    // The texts are there, as they were written.
    for text in ["** **bold** __b__ ~~s~~", "[link](http://evil.example)", "<!-- & --> <?x?> &amp; &#0;"] {
        let text = text.trim_start_matches("** ");
        assert!(found.words.replace(['\u{2060}', '\n'], "").contains(text), "{text} is lost");
    }
    let questions = folder.brief(&["questions", "pilots", "--rules", "rules", "--format", "markdown"]);
    let found = shapes::read(&questions.out);
    assert_eq!(found.acts, <[&str; 0]>::default());
}

#[test]
fn no_form_sends_control_characters() {
    let (folder, _) = folder("control");
    for format in watching_brief::render::FORMATS {
        let ran = run(&folder, format.name);
        for printed in [&ran.out, &ran.err] {
            let steers = |c: char| {
                c.is_control() && !matches!(c, '\n' | '\r')
                    || ('\u{202a}'..='\u{202e}').contains(&c)
                    || matches!(c, '\u{fffe}' | '\u{ffff}')
            };
            let found = printed.chars().find(|c| steers(*c));
            assert_eq!(found, None, "{}", format.name);
        }
    }
}

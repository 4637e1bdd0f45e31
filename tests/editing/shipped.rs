//! The shipped pilots, read and changed.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::written::{Tape, any_change};
use super::{change, model, project, read};

fn pilots() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("pilots");
    let entries = fs::read_dir(folder).expect("the pilots").map(|entry| entry.expect("an entry").path());
    let mut pilots: Vec<(String, String)> =
        entries.map(|path| (path.display().to_string(), fs::read_to_string(&path).expect("a pilot"))).collect();
    pilots.sort();
    assert!(pilots.len() > 10);
    pilots
}

fn facts(document: &Value) -> Vec<(String, Vec<Value>)> {
    let facts = document["facts"].as_array().expect("a list").iter();
    facts
        .map(|fact| {
            let statements = fact["statements"].as_array().expect("a list").clone();
            (fact["fact"].as_str().expect("a path").to_owned(), statements)
        })
        .collect()
}

/// A page that is saved as it was opened gives the same bytes: no change, or each statement stated as it is.
#[test]
fn what_is_not_changed_is_the_same_to_the_byte() {
    let project = project();
    for (name, text) in pilots() {
        assert_eq!(change(&project, &text, 0, &[]).as_ref(), Ok(&text), "{name}");
        let answer = read(&project, &text);
        let mut same = Vec::new();
        for (fact, statements) in facts(&answer["documents"][0]) {
            for (at, statement) in statements.iter().enumerate() {
                same.push(json!({"change": "replace", "fact": fact, "at": at, "statement": model::plain(statement)}));
            }
        }
        assert!(!same.is_empty(), "{name}");
        let top = &answer["documents"][0];
        for key in ["pilot", "title", "status", "owners"] {
            if top[key] != json!([]) {
                same.push(json!({"change": "set", "key": key, "value": top[key]}));
            }
        }
        assert_eq!(change(&project, &text, 0, &same).as_ref(), Ok(&text), "{name}");
    }
}

/// Each statement is found where the answer says that it stands.
#[test]
fn a_statement_has_its_place_in_the_text() {
    let project = project();
    let mut seen = 0;
    for (name, text) in pilots() {
        let lines: Vec<&str> = text.lines().collect();
        for (fact, statements) in facts(&read(&project, &text)["documents"][0]) {
            for statement in statements {
                let number =
                    |key: &str| usize::try_from(statement[key].as_u64().expect("a number")).expect("a small one");
                let Some(value) = statement["value"].as_str().filter(|_| number("line") == number("end_line")) else {
                    continue;
                };
                let line = lines[number("line") - 1];
                let (from, to) = (number("column") - 1, number("end_column") - 1);
                let there: String = line.chars().skip(from).take(to - from).collect();
                assert_eq!(there.trim_matches(['"', '\'']).replace("''", "'"), value, "{name}, {fact}");
                seen += 1;
            }
        }
    }
    assert!(seen > 40, "{seen}");
}

#[test]
fn changes_of_shipped_pilots_say_what_was_asked_for() {
    let project = project();
    let mut made = 0;
    for (number, (name, text)) in pilots().into_iter().enumerate() {
        let before = model::documents(&read(&project, &text));
        for round in 0..12_usize {
            let tape: Vec<u8> = (0..24)
                .map(|at: usize| u8::try_from((number * 7 + round * 31 + at * (13 + round)) % 251).expect("a byte"))
                .collect();
            let asked = any_change(&mut Tape(&tape));
            let mut expected = before.clone();
            let possible = expected.get_mut(&0).expect("a pilot").change(&asked);
            let changed = change(&project, &text, 0, std::slice::from_ref(&asked));
            assert_eq!(changed.is_ok(), possible, "{name}: {asked}\n{changed:?}");
            let Ok(new) = changed else { continue };
            made += 1;
            assert_eq!(model::documents(&read(&project, &new)), expected, "{name}: {asked}\n{new}");
            // Few lines are others, and no comment is lost.
            let gone = text.lines().filter(|line| !new.contains(*line)).count();
            let most = if asked["change"] == "withdraw" && asked["at"].is_null() { 30 } else { 12 };
            assert!(gone <= most, "{name}: {asked}\n{gone} lines are others\n{new}");
            let comments = |text: &str| {
                text.lines()
                    .filter(|line| line.trim_start().starts_with('#'))
                    .map(str::trim)
                    .map(str::to_owned)
                    .collect::<Vec<_>>()
            };
            let after = comments(&new);
            assert!(comments(&text).iter().all(|comment| after.contains(comment)), "{name}: {asked}\n{new}");
        }
    }
    assert!(made > 100, "{made}");
}

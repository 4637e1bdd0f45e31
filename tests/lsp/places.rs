//! What stands at a place: what it means, where it is written, and what a file holds.

use serde_json::{Value, json};

use super::able;
use super::client::Client;
use crate::support::{Folder, GOOD, RULES};

const VOCABULARY: &str = "\
format: 1
vocabulary: house
title: What we look at
extends: [health-and-work]
sections: {house: the house itself}
facts:
  house:
    colour:
      type: choice
      values: {red: it is red, blue: it is blue}
      means: which colour it has
      ask: Which colour has the house?
";

const PILOT: &str = "\
format: 1
vocabulary: house
pilot: good
title: \u{1f600} G
status: running
provenance: {document: letter}
house:
  colour: {value: red, paragraph: 2, phrase: the \u{1f600} house is red}
voluntariness: {sanction_for_refusal: true, participation: voluntary}
waivers:
  - {rule: T-1, by: us, until: 2026-12-31, reason: agreed}
";

const REGISTER: &str = "\
format: 1
documents:
  - document: letter
    title: The letter
    about: a letter
    paragraphs: 2
    counted: one paragraph a line
    sha256: abcd000000000000000000000000000000000000000000000000000000000000
";

fn folder(name: &str) -> Folder {
    let folder = Folder::new(&format!("places-{name}"));
    let configuration =
        "format: 1\nbrief:\n  vocabulary: words.yaml\n  rules: [rules.yaml]\n  documents: [register.yaml]\n";
    folder.write("brief.yaml", configuration).write("words.yaml", VOCABULARY).write("register.yaml", REGISTER);
    folder.write("rules.yaml", RULES.replace("ruleset: one", "vocabulary: house\nruleset: one"));
    folder.write("texts/letter.txt", "The first paragraph.\nHere the \u{1f600} house is red.\n");
    folder
}

fn meaning(client: &mut Client<'_>, text: &str, needle: &str) -> String {
    let at = client.at("a.yaml", text, needle);
    let hover = client.ask("textDocument/hover", &at);
    hover["contents"]["value"].as_str().unwrap_or_default().to_owned()
}

/// Where what stands at a place is written: the file and the line, from 0.
fn written(client: &mut Client<'_>, text: &str, needle: &str) -> Option<(String, u64)> {
    let at = client.at("a.yaml", text, needle);
    let location = client.ask("textDocument/definition", &at);
    let address = location["uri"].as_str()?.strip_prefix(&client.address(""))?.to_owned();
    Some((address, location["range"]["start"]["line"].as_u64()?))
}

#[test]
fn what_stands_at_a_place_is_explained() {
    let folder = folder("hover");
    let mut client = Client::with_texts(&folder, &able());
    assert_eq!(client.opened("a.yaml", PILOT), [] as [Value; 0]);
    for (needle, parts) in [
        ("colour", vec!["# house.colour", "Which colour has the house?", "- `blue`: it is blue"]),
        ("red,", vec!["# house.colour: red", "It is red."]),
        ("house:\n", vec!["# house", "The house itself.", "- `colour`"]),
        ("voluntariness", vec!["# voluntariness", "`sanction_for_refusal`"]),
        ("voluntary}", vec!["# voluntariness.participation: voluntary"]),
        ("true,", vec!["# voluntariness.sanction\\_for\\_refusal: true"]),
        ("T-1", vec!["# T-1: Nobody is sanctioned", "Stated by nobody", "So that there is something to report."]),
        ("2, phrase", vec!["# letter: The letter", "Paragraph 2", "Here the \u{1f600} house is red."]),
        ("house is red}", vec!["# letter: The letter", "Paragraph 2"]),
        ("letter}", vec!["# letter: The letter"]),
    ] {
        let found = meaning(&mut client, PILOT, needle);
        assert!(!parts.is_empty() && parts.iter().all(|part| found.contains(part)), "{needle}: {parts:?}\n{found}");
    }
    for nothing in ["format", "G\n", "running", "reason"] {
        assert_eq!(meaning(&mut client, PILOT, nothing), "", "{nothing}");
    }
    let at = client.at("a.yaml", PILOT, "red,");
    let hover = client.ask("textDocument/hover", &at);
    let line = at["position"]["line"].clone();
    assert_eq!(
        hover["range"],
        json!({"start": {"line": line, "character": 18}, "end": {"line": line, "character": 21}})
    );
    // What is wrong at a place is explained as well.
    let wrong = PILOT.replace("value: red", "value: rde");
    client.change("a.yaml", 2, &json!([{"text": wrong}]));
    let found = meaning(&mut client, &wrong, "rde");
    assert!(found.contains("# unknown-value") && found.contains("How to mend it"), "{found}");
}

#[test]
fn whatever_is_written_in_a_file_leads_there() {
    let folder = folder("definition");
    let mut client = Client::with_texts(&folder, &able());
    client.opened("a.yaml", PILOT);
    let of = |file: &str, line: u64| Some((file.to_owned(), line));
    for (needle, found) in [
        ("colour", of("words.yaml", 7)),
        ("red,", of("words.yaml", 7)),
        ("house:\n", of("words.yaml", 6)),
        ("T-1", of("rules.yaml", 7)),
        ("the \u{1f600} house", of("texts/letter.txt", 1)),
        ("letter}", of("register.yaml", 2)),
        ("sanction_for_refusal", None),
        ("status", None),
    ] {
        assert_eq!(written(&mut client, PILOT, needle), found, "{needle}");
    }
    // Without texts, a citation leads to the register.
    let mut without = Client::new(&folder, &able());
    without.opened("a.yaml", PILOT);
    assert_eq!(written(&mut without, PILOT, "the \u{1f600} house"), of("register.yaml", 2));
    // From a rule, too.
    let rules = RULES
        .replace("ruleset: one", "vocabulary: house\nruleset: one")
        .replace("document: nothing", "document: letter");
    client.opened("rules.yaml", &rules);
    let at = client.at("rules.yaml", &rules, "voluntariness.sanction");
    let hover = client.ask("textDocument/hover", &at);
    assert!(hover["contents"]["value"].as_str().expect("a text").starts_with("# voluntariness.sanction"), "{hover}");
    let at = client.at("rules.yaml", &rules, "a phrase");
    let location = client.ask("textDocument/definition", &at);
    assert_eq!(location["uri"], client.address("texts/letter.txt"));
}

fn names(symbols: &Value) -> Vec<String> {
    symbols
        .as_array()
        .map_or_else(Vec::new, |all| all.iter().map(|one| one["name"].as_str().expect("a name").to_owned()).collect())
}

#[test]
fn the_outline_has_documents_sections_and_facts() {
    let folder = folder("symbols");
    let mut client = Client::new(&folder, &able());
    let two = format!("{PILOT}---\n{GOOD}");
    for (name, text, tops, path, below) in [
        ("a.yaml", two.as_str(), vec!["good", "good"], vec![6], vec!["colour"]),
        ("rules.yaml", RULES, vec!["one"], vec![5], vec!["T-1"]),
        ("words.yaml", VOCABULARY, vec!["house"], vec![5], vec!["house"]),
        ("register.yaml", REGISTER, vec!["documents"], vec![1], vec!["letter"]),
    ] {
        client.opened(name, text);
        let symbols =
            client.ask("textDocument/documentSymbol", &json!({"textDocument": {"uri": client.address(name)}}));
        assert_eq!(names(&symbols), tops, "{name}: {symbols}");
        let section = path.iter().fold(&symbols[0], |of, at: &usize| &of["children"][*at]);
        assert_eq!(names(&section["children"]), below, "{name}: {section}");
        within(&symbols[0]);
    }
    client.change("a.yaml", 9, &json!([{"text": "pilot: [\n"}]));
    let symbols =
        client.ask("textDocument/documentSymbol", &json!({"textDocument": {"uri": client.address("a.yaml")}}));
    assert!(symbols.is_array(), "{symbols}");
}

/// A name stands within what it names, and what stands below it too, as the protocol has it.
fn within(symbol: &Value) {
    let key = |position: &Value| {
        (position["line"].as_u64().expect("a line"), position["character"].as_u64().expect("a column"))
    };
    let (start, end) = (key(&symbol["range"]["start"]), key(&symbol["range"]["end"]));
    let name = &symbol["selectionRange"];
    assert!(start <= key(&name["start"]) && key(&name["end"]) <= end, "{symbol}");
    for child in symbol["children"].as_array().into_iter().flatten() {
        assert!(start <= key(&child["range"]["start"]) && key(&child["range"]["end"]) <= end, "{symbol}");
        within(child);
    }
}

#[test]
fn facts_that_are_not_stated_are_told_of_where_that_is_wished_for() {
    let folder = Folder::new("places-hints");
    let rules = RULES.replace(
        "{voluntariness.sanction_for_refusal: false}",
        "{all: [{voluntariness.sanction_for_refusal: false}, {referral.presented_as_optional: true}]}",
    );
    folder.write("brief.yaml", "format: 1\nbrief: {rules: [rules.yaml]}\n").write("rules.yaml", rules);
    let text =
        "format: 1\npilot: good\ntitle: \u{1f600}\nstatus: running\nvoluntariness:\n  can_withdraw_any_time: true\n";
    let mut able = able();
    able["workspace"]["inlayHint"] = json!({"refreshSupport": true});
    let mut client = Client::new(&folder, &able);
    client.opened("a.yaml", text);
    let whole = json!({"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}});
    let parameters = json!({"textDocument": {"uri": client.address("a.yaml")}, "range": whole});
    assert_eq!(client.ask("textDocument/inlayHint", &parameters), Value::Null);
    client.notify("workspace/didChangeConfiguration", &json!({"settings": {"hints": true}}));
    client.until(|message| message["method"] == "workspace/inlayHint/refresh");
    let hints = client.ask("textDocument/inlayHint", &parameters);
    let places: Vec<(&Value, &Value)> =
        hints.as_array().expect("a list").iter().map(|hint| (&hint["position"], &hint["label"])).collect();
    let at = |line: u64, character: u64| json!({"line": line, "character": character});
    assert_eq!(places, [(&at(1, 11), &json!("1 fact not stated")), (&at(4, 14), &json!("1 fact not stated"))]);
    let asked = hints[1]["tooltip"]["value"].as_str().expect("a text");
    assert!(asked.starts_with("- `voluntariness.sanction_for_refusal`: Can anyone"), "{asked}");
    let top = json!({"textDocument": {"uri": client.address("a.yaml")}, "range": {"start": at(0, 0), "end": at(2, 0)}});
    assert_eq!(client.ask("textDocument/inlayHint", &top).as_array().map(Vec::len), Some(1));
}

//! What is told of files: the same as the command tells, with the unsaved text of everything.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use watching_brief::schema::Kind;

use super::client::Client;
use super::{able, in_short};
use crate::bad_input::table;
use crate::support::{Folder, GOOD, RULES, Ran};

const CONFIGURATION: &str = "format: 1\nbrief:\n  rules: [rules.yaml]\n";

fn folder(name: &str) -> Folder {
    let folder = Folder::new(&format!("diagnostics-{name}"));
    folder.write("brief.yaml", CONFIGURATION).write("rules.yaml", RULES);
    folder
}

/// What the command says of a text on its standard input: each thing with its place, and each finding.
fn of_the_command(folder: &Folder, text: &str) -> Vec<String> {
    let arguments = ["check", "--format", "json", "-", "--stdin-filename", "a.yaml", "--today", "2026-11-22"];
    let json = Ran::of(&mut folder.command(&arguments), text.as_bytes()).json();
    let number = |value: &Value, less: u64| value.as_u64().expect("a number") - less;
    let told = |list: &str, severity: u8| {
        let of_file = json[list].as_array().expect("a list").iter().filter(|one| one["file"] == "a.yaml");
        let lines: Vec<&str> = text.split('\n').collect();
        let short = of_file.map(|one| {
            // Columns are told in letters there, and in units of UTF-16 here.
            let (line, column) =
                if one["line"].is_null() { (0, 0) } else { (number(&one["line"], 1), number(&one["column"], 1)) };
            let before =
                lines.get(usize::try_from(line).expect("a line")).unwrap_or(&"").trim_start_matches('\u{feff}');
            let units: usize =
                before.chars().take(usize::try_from(column).expect("a column")).map(char::len_utf16).sum();
            format!(
                "{line}:{units} {} {severity} {}",
                one["code"].as_str().expect("a code"),
                one["message"].as_str().expect("a text")
            )
        });
        short.collect::<Vec<_>>()
    };
    let mut all = [told("errors", 1), told("notices", 3)].concat();
    let results = json["pilots"]
        .as_array()
        .expect("a list")
        .iter()
        .flat_map(|pilot| pilot["results"].as_array().expect("a list"));
    all.extend(
        results.filter(|result| is_finding(result)).map(|result| result["rule"].as_str().expect("an id").to_owned()),
    );
    all.sort();
    all
}

/// Whether a result counts as it is usual: a must that is breached, and not waived.
fn is_finding(result: &Value) -> bool {
    result["verdict"] == "breached" && result["force"] == "must" && result["waived"]["state"] != "active"
}

/// The same of the server.
fn of_the_server(told: &[Value]) -> Vec<String> {
    let code = |one: &Value| one["code"].as_str().expect("a code").to_owned();
    let is_rule = |one: &Value| code(one).chars().any(char::is_uppercase);
    let each = told.iter().zip(in_short(told)).map(|(one, short)| {
        if is_rule(one) { code(one) } else { format!("{short} {}", one["message"].as_str().expect("a text")) }
    });
    let mut all: Vec<String> = each.collect();
    all.sort();
    all
}

#[test]
fn unsaved_text_gives_what_the_command_gives_for_standard_input() {
    let folder = folder("equal");
    let pilots = Path::new(env!("CARGO_MANIFEST_DIR")).join("pilots");
    let shipped = fs::read_dir(pilots).expect("the pilots").map(|entry| entry.expect("an entry").path());
    let mut texts: Vec<String> = shipped.map(|path| fs::read_to_string(path).expect("a pilot")).collect();
    texts.extend(table::inputs(include_str!("../bad_input/pilot.md")));
    texts.extend(table::inputs(include_str!("../bad_input/yaml.md")));
    texts.push(format!("{GOOD}---\n{}", GOOD.replace("good", "second")));
    texts.push(format!("{GOOD}---\n{GOOD}"));
    texts.push(GOOD.replace('\n', "\r\n"));
    texts.push(format!("\u{feff}{}", GOOD.replace("sanction_for_refusal", "\u{1f600}: 1, sanction_for")));
    texts.push(format!("{GOOD}waivers: [{{rule: T-1, by: the board, until: 2026-12-31, reason: agreed}}]\n"));
    texts.push(format!("{GOOD}waivers: [{{rule: T-1, by: the board, until: 2026-01-31, reason: agreed}}]\n"));
    texts.retain(|text| Kind::all_in(text) == [Kind::Pilot]);
    assert!(texts.len() > 150, "{} texts", texts.len());
    let mut client = Client::new(&folder, &able());
    client.open("a.yaml", 0, "");
    for (version, text) in (1..).zip(&texts) {
        client.change("a.yaml", version, &json!([{"text": text}]));
        assert_eq!(of_the_server(&client.told_of("a.yaml", version)), of_the_command(&folder, text), "{text}");
    }
    assert_eq!(client.leave(), Some(0));
}

#[test]
fn a_finding_tells_its_reasons_and_where_the_rule_is_written() {
    let folder = folder("finding");
    let contested = "format: 1\npilot: good\ntitle: G\nstatus: running\nvoluntariness:\n  sanction_for_refusal:\n    - {value: true, by: A, basis: observed}\n    - {value: false, by: B, basis: observed}\n";
    let mut client = Client::new(&folder, &able());
    let told = client.opened("a.yaml", GOOD);
    assert_eq!(in_short(&told), ["5:24 T-1 1"]);
    assert!(
        told[0]["message"].as_str().expect("a text").starts_with("Breached (must): Nobody is sanctioned for refusing."),
        "{told:?}"
    );
    assert_eq!(told[0]["range"]["end"], json!({"line": 5, "character": 28}));
    let related = told[0]["relatedInformation"].as_array().expect("a list");
    let rule = related.last().expect("a place");
    assert_eq!(rule["message"], "T-1 is written here");
    assert_eq!(rule["location"]["uri"], client.address("rules.yaml"));
    assert_eq!(rule["location"]["range"]["start"], json!({"line": 6, "character": 8}));
    // What is contested counts where somebody says so, and both sides of it are shown.
    client.open("brief.yaml", 1, &format!("{CONFIGURATION}  fail_on: contested\n"));
    client.change("a.yaml", 2, &json!([{"text": contested}]));
    let told = client.told_of("a.yaml", 2);
    assert_eq!(in_short(&told), ["6:14 T-1 1"]);
    let lines: Vec<&Value> = told[0]["relatedInformation"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| &one["location"]["range"]["start"]["line"])
        .collect();
    assert_eq!(lines, [6, 7, 6]);
    // An editor that cannot show other places is told of none.
    let mut plain = Client::new(&folder, &json!({}));
    assert!(plain.opened("a.yaml", GOOD)[0].get("relatedInformation").is_none());
}

#[test]
fn a_finding_weighs_as_much_as_its_rule_and_need_not_be_shown() {
    let folder = folder("forces");
    folder.write("brief.yaml", format!("{CONFIGURATION}  min_force: ask\n"));
    let mut client = Client::new(&folder, &able());
    client.opened("a.yaml", GOOD);
    for (version, (force, severity)) in (1..).zip([("must", 1), ("should", 2), ("ask", 3)]) {
        client.open("rules.yaml", version, &RULES.replace("must", force));
        client.told_of("rules.yaml", version);
        assert_eq!(client.told["a.yaml"][0]["severity"], severity, "{force}");
    }
    client.notify("workspace/didChangeConfiguration", &json!({"settings": {"brief": {"findings": false}}}));
    client.open("b.yaml", 1, GOOD);
    assert!(client.told_of("b.yaml", 1).is_empty() && client.told.is_empty(), "{:?}", client.told);
    let mut quiet = Client::with_wishes(&folder, &able(), &json!({"findings": false}));
    assert!(quiet.opened("a.yaml", GOOD).is_empty());
}

#[test]
fn unsaved_rules_and_unsaved_configuration_count() {
    let folder = folder("unsaved");
    let mut client = Client::new(&folder, &able());
    assert_eq!(in_short(&client.opened("a.yaml", GOOD)), ["5:24 T-1 1"]);
    // A rule that asks for the contrary.
    client.open("rules.yaml", 1, &RULES.replace("refusal: false", "refusal: true"));
    assert!(client.told_of("rules.yaml", 1).is_empty());
    assert!(client.told.is_empty(), "{:?}", client.told);
    // One that is no rule: it is told there, and nothing can be said of the pilot.
    client.change("rules.yaml", 2, &json!([{"text": RULES.replace("force: must", "force: most")}]));
    assert_eq!(in_short(&client.told_of("rules.yaml", 2)), ["9:11 invalid-value 1"]);
    assert!(!client.told.contains_key("a.yaml"), "{:?}", client.told);
    client.close("rules.yaml");
    // Configuration that is wrong is told there, and that nothing is checked is told here.
    client.open("brief.yaml", 1, "format: 1\nbrief:\n  ruels: [rules.yaml]\n");
    assert_eq!(in_short(&client.told_of("brief.yaml", 1)), ["2:2 unknown-key 1"]);
    let unchecked = &client.told["a.yaml"][0];
    assert!(
        unchecked["message"].as_str().expect("a text").starts_with("this file is not checked, because"),
        "{unchecked}"
    );
    assert_eq!(unchecked["relatedInformation"][0]["location"]["uri"], client.address("brief.yaml"));
    // With a waiver for it, and closed again without having been saved.
    let waived = format!(
        "{CONFIGURATION}  waivers: [{{rule: T-1, pilots: [good], by: the board, until: 2026-12-31, reason: agreed}}]\n"
    );
    client.change("brief.yaml", 2, &json!([{"text": waived}]));
    client.told_of("brief.yaml", 2);
    assert!(client.told.is_empty(), "{:?}", client.told);
    client.close("brief.yaml");
    client.open("b.yaml", 1, "");
    client.told_of("b.yaml", 1);
    assert_eq!(in_short(&client.told["a.yaml"]), ["5:24 T-1 1"]);
}

#[test]
fn files_that_change_on_the_disk_are_read_again() {
    let folder = folder("disk");
    let mut client = Client::new(&folder, &able());
    assert_eq!(client.opened("a.yaml", GOOD).len(), 1);
    folder.write("rules.yaml", RULES.replace("refusal: false", "refusal: true"));
    let changes = json!({"changes": [{"uri": client.address("rules.yaml"), "type": 2}]});
    client.notify("workspace/didChangeWatchedFiles", &changes);
    client.open("b.yaml", 1, "");
    client.told_of("b.yaml", 1);
    assert!(client.told.is_empty(), "{:?}", client.told);
    // What is open is the editor's, whatever the disk says.
    folder.write("a.yaml", "format: 1\npilot: [\n");
    client
        .notify("workspace/didChangeWatchedFiles", &json!({"changes": [{"uri": client.address("a.yaml"), "type": 1}]}));
    client.change("b.yaml", 2, &json!([{"text": "\n"}]));
    client.told_of("b.yaml", 2);
    assert!(client.told.is_empty(), "{:?}", client.told);
    // Closed and opened again, it is what it is then.
    client.close("a.yaml");
    assert_eq!(client.opened("a.yaml", GOOD.replace("true", "perhaps").as_str()).len(), 1);
}

#[test]
fn each_kind_of_file_is_told_what_is_wrong_with_it_and_others_nothing() {
    let folder = Folder::new("diagnostics-kinds");
    let mut client = Client::new(&folder, &able());
    for (name, text, told) in [
        ("rules.yaml", RULES.replace("about: v", "abuot: v"), vec!["8:4 unknown-key 1"]),
        ("documents.yaml", "format: 1\ndocuments: [{document: d}]\n".to_owned(), vec!["1:12 missing-key 1"]),
        ("vocabulary.yaml", "format: 1\nvocabulary: X\n".to_owned(), vec!["0:0 missing-key 1", "1:12 invalid-value 1"]),
        (
            "brief.yml",
            "format: 1\nbrief: {ruels: [x]}\n".to_owned(),
            vec!["1:8 unknown-key 1", "0:0 misnamed-configuration 3"],
        ),
        ("compose.yaml", "services:\n  web: {image: [}\n".to_owned(), vec![]),
        ("empty.yaml", String::new(), vec![]),
        ("new.yaml", "format: 1\npiolt: x\n".to_owned(), vec!["1:0 unknown-kind 1"]),
    ] {
        assert_eq!(in_short(&client.opened(name, &text)), told, "{name}");
    }
}

#[test]
fn a_test_of_a_rule_that_fails_is_told_at_its_place() {
    let folder = folder("tests");
    let tests = "    tests:\n      - {given: {voluntariness.sanction_for_refusal: true}, verdict: met}\n      - {given: {voluntariness.sanction_for_refusal: false}, verdict: met}\n";
    let mut client = Client::new(&folder, &able());
    let told = client.opened("rules.yaml", &format!("{RULES}{tests}"));
    assert_eq!(in_short(&told), ["16:8 failing-test 2"]);
    let message = told[0]["message"].as_str().expect("a text");
    assert!(
        message.starts_with("a test of T-1 fails\ngiven: ") && message.contains("expected: met\ngot: breached"),
        "{message}"
    );
}

/// Editors write one address in several ways: what is told is withdrawn by the address that it was told by.
#[test]
fn what_is_told_of_a_file_is_withdrawn_where_it_was_told() {
    let folder = folder("addresses");
    let mut client = Client::new(&folder, &able());
    for name in ["a(1)+\u{e9}.yaml", "b%28%29.yaml"] {
        assert!(!client.opened(name, GOOD).is_empty(), "{name}");
        client.close(name);
        client.opened("last.yaml", "");
        assert_eq!(client.told.keys().collect::<Vec<_>>(), Vec::<&String>::new(), "{name}");
        client.close("last.yaml");
    }
    assert_eq!(client.leave(), Some(0));
}

/// A change whose range cannot be read is passed over: it is no whole text.
#[test]
fn a_change_of_no_known_range_changes_nothing() {
    let folder = folder("ranges");
    let mut client = Client::new(&folder, &able());
    let told = client.opened("a.yaml", GOOD);
    let beyond = json!({"start": {"line": 0, "character": -1}, "end": {"line": 5_000_000_000_u64, "character": 0}});
    client.change("a.yaml", 2, &json!([{"range": beyond, "text": "x"}]));
    let nowhere = json!({"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}});
    client.change("a.yaml", 3, &json!([{"range": nowhere, "text": ""}]));
    assert_eq!(client.told_of("a.yaml", 3), told);
    assert_eq!(client.leave(), Some(0));
}

//! The EARL form, read back by programs that are not ours, which `.ci/run` installs: pyld, rdflib, and the reader of PROV.
//!
//! Without them the test says that it is skipped, but not where `CI=true`: there they must be found.

use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use crate::support::{self, Folder, tools};

/// What all our addresses begin with.
const OWN: &str = "urn:uuid:8d34a772-6717-4244-87d6-5cf82906092a#";

fn brief(words: &[&str]) -> Vec<u8> {
    support::command(support::BRIEF).args(words).output().expect("brief runs").stdout
}

fn read_back(python: &Path, files: &[&Path]) -> Value {
    let output = Command::new(python).arg("tests/linked_data/read.py").args(files).output().expect("python runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    // What the reader of PROV makes nothing of, it says there.
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    serde_json::from_slice(&output.stdout).expect("JSON")
}

#[test]
fn readers_of_linked_data_find_the_verdicts_again() {
    let Some(python) = tools::python("prov, pyld, rdflib") else { return };
    let folder = Folder::new("linked-data");
    let call = ["check", "pilots/", "--only", "professional-bodies", "--only", "dwp-assurances", "--only", "COM-01"];
    let run = |name: &str, more: &[&str]| {
        folder.write(name, brief(&[&call[..], &["--format", "earl"], more].concat()));
        let report = brief(&[&call[..], &["--format", "json", "--by-word"], more].concat());
        (folder.path().join(name), serde_json::from_slice::<Value>(&report).expect("JSON"))
    };
    let (first, report) = run("first.json", &[]);
    let (second, bound) = run("second.json", &["--basis", "specified"]);
    let found = read_back(&python, &[&first, &second]);
    let outcome = |told: &Value| match (told["verdict"].as_str().expect("a verdict"), &told["applies"]) {
        ("met", applies) if applies == "open" => "cantTell",
        ("met", _) => "passed",
        ("breached", _) => "failed",
        ("contested", _) => "cantTell",
        ("unstated", _) => "untested",
        _ => "inapplicable",
    };
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let results = |report: &Value| {
        let pilots = report["pilots"].as_array().expect("pilots").iter();
        let each = pilots.flat_map(|pilot| {
            let results = pilot["results"].as_array().expect("results").iter();
            results.map(|result| (pilot["pilot"].clone(), result.clone())).collect::<Vec<_>>()
        });
        each.collect::<Vec<(Value, Value)>>()
    };
    let register = watching_brief::citations::Register::embedded();
    let mut expected = Vec::new();
    let mut quotes = serde_json::Map::new();
    for (pilot, result) in results(&report) {
        let sides = result["sides"].as_array().into_iter().flatten();
        let mut sides: Vec<Value> = sides.map(|side| json!([text(&side["speaker"]), side["verdict"]])).collect();
        sides.sort_by_key(ToString::to_string);
        let rule = format!("{OWN}rule/{}", text(&result["rule"]));
        expected.push(json!([format!("{OWN}pilot/{}", text(&pilot)), rule, outcome(&result), sides]).to_string());
        let cite = &result["cite"];
        let document = text(&cite["document"]);
        let title = &register.document(&document).expect("a document").title;
        let quote = json!([format!("{OWN}document/{document}"), title, cite["paragraph"].to_string(), cite["phrase"]]);
        quotes.insert(rule, quote);
    }
    let read = found["assertions"].as_array().expect("assertions").iter().map(|one| {
        let mut sides = one["sides"].as_array().expect("sides").clone();
        sides.sort_by_key(ToString::to_string);
        json!([one["pilot"], one["rule"], one["outcome"], sides]).to_string()
    });
    let mut read: Vec<String> = read.collect();
    expected.sort();
    read.sort();
    assert_eq!(read, expected);
    assert!(read.iter().any(|one| !one.ends_with("[]]")), "no side of anything contested is among them");
    assert_eq!(found["quotes"], Value::Object(quotes));

    // Whoever counts failures counts what is breached, in each run and in both together.
    let breached =
        |report: &Value| results(report).iter().filter(|(_, result)| result["verdict"] == "breached").count();
    let (one, other) = (breached(&report), breached(&bound));
    assert!(other > 0 && other < one, "{one} and {other}");
    assert_eq!(found["failures"], json!([one, other]));
    assert_eq!((&found["merged"], &found["at_odds"]), (&json!(one + other), &json!(0)));
    // Everything has an address, and the reader of PROV finds those who speak, and what they say.
    assert_eq!(found["blank"], json!([]));
    let speakers = |found: &Value| found["agents"].as_u64().expect("a number");
    assert!(speakers(&found) >= 20, "{}", found["agents"]);
    assert!(found["entities"].as_u64().expect("a number") > expected.len() as u64);
}

#[test]
fn a_run_that_is_made_again_is_the_same_and_another_is_another() {
    let call = |more: &[&str]| {
        let call = ["check", "pilots/", "--only", "PB-02", "--format", "earl", "--today"];
        String::from_utf8(brief(&[&call[..], more].concat())).expect("text")
    };
    let ids = |text: &str, kind: &str| {
        let lead = format!("{{\"@id\":\"{OWN}{kind}/");
        text.lines()
            .filter(|line| line.starts_with(&lead))
            .map(|line| line.split('"').nth(3).expect("an id").to_owned())
            .collect::<Vec<_>>()
    };
    let first = call(&["2026-11-22"]);
    assert_eq!(first, call(&["2026-11-22"]));
    let later = call(&["2026-11-23"]);
    for kind in ["assertion", "run"] {
        let (first, later) = (ids(&first, kind), ids(&later, kind));
        assert!(!first.is_empty() && first.len() == later.len());
        assert!(first.iter().all(|id| !later.contains(id)), "{first:?}");
    }
    // What is the same in both has one address.
    for kind in ["rule", "ruleset", "pilot", "document"] {
        assert!(!ids(&first, kind).is_empty());
        assert_eq!(ids(&first, kind), ids(&later, kind));
    }
    for gone in ["urn:watching-brief", "%2D", "oa:", "hasTarget"] {
        assert!(!first.contains(gone), "{gone}");
    }
}

//! The schemas in the hands of programs that nobody here wrote: ajv in strict mode, and yaml-language-server, which stands
//! behind most editors.

use std::process::Command;

use serde_json::{Value, json};

use crate::support::{Folder, tools};

/// Runs a script of this folder, and gives what it prints.
fn ran(script: &str, args: &[String]) -> Value {
    let script = format!("{}/tests/schemas/{script}", env!("CARGO_MANIFEST_DIR"));
    let output = Command::new("node").arg(script).args(args).output().expect("node runs");
    let (out, wrong) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    serde_json::from_str(&out).unwrap_or_else(|error| panic!("{error}: {out}{wrong}"))
}

/// A folder of what `.ci/run` installs for node, if node is there.
fn installed(package: &str) -> Option<String> {
    tools::program("node")?;
    let package = tools::installed(&format!("ci-node/node_modules/{package}"))?;
    Some(package.to_string_lossy().into_owned())
}

#[test]
fn ajv_takes_every_schema_in_strict_mode() {
    let Some(ajv) = installed("ajv") else { return };
    let folder = Folder::new("schemas-ajv");
    let good = json!({"format": 1, "pilot": "p", "title": "T", "status": "running"});
    let stated = |section: &str, name: &str, value: Value| {
        let mut pilot = good.clone();
        pilot[section][name] = value;
        pilot
    };
    let waiver = |day: &str| {
        let mut pilot = good.clone();
        pilot["waivers"] = json!([{"rule": "R", "reason": "r", "by": "b", "until": day}]);
        pilot
    };
    let sanction = |statement: Value| stated("voluntariness", "sanction_for_refusal", statement);
    let venues = |statement: Value| stated("location", "venues", statement);
    let right = [
        good.clone(),
        sanction(json!(true)),
        sanction(json!([{"value": true, "paragraph": 3}, {"value": false, "paragraph": "p. 12"}])),
        sanction(json!({"unanswered": true, "by": "DWP", "asked": "2024-02-29"})),
        venues(json!(["jobcentre"])),
        venues(json!({"includes": ["jobcentre"], "excludes": ["gp-surgery"]})),
        waiver("2024-02-29"),
    ];
    let wrong = [
        sanction(json!("yes")),
        sanction(json!({"value": true, "paragraph": 0})),
        sanction(json!({"value": true, "unanswered": true, "by": "DWP"})),
        venues(json!({"value": ["jobcentre"], "includes": ["jobcentre"]})),
        venues(json!({"includes": ["jobcentre"], "excludes": ["gp-surgery", "jobcentre"]})),
        venues(json!([{"includes": ["jobcentre"], "excludes": ["jobcentre"]}])),
        venues(json!({"includes": []})),
        waiver("2023-02-29"),
        waiver("2024-04-31"),
    ];
    let mut args = vec![ajv];
    let names = ["pilot", "ruleset", "documents", "configuration", "vocabulary", "report"];
    args.extend(names.iter().map(|name| format!("schemas/{name}.schema.json")));
    args.push("--".to_owned());
    let documents: Vec<(&Value, bool)> =
        right.iter().map(|document| (document, true)).chain(wrong.iter().map(|document| (document, false))).collect();
    for (at, (document, _)) in documents.iter().enumerate() {
        folder.write(&format!("{at}.json"), document.to_string());
        args.push(folder.path().join(format!("{at}.json")).to_string_lossy().into_owned());
    }
    let found = ran("strict.mjs", &args);
    for name in names {
        assert_eq!(found[format!("schemas/{name}.schema.json")], json!([]), "{name}");
    }
    for ((document, is_right), file) in documents.iter().zip(args.iter().rev().take(documents.len()).rev()) {
        let problems = found[file.as_str()].as_array().expect("a list");
        assert_eq!(problems.is_empty(), *is_right, "{document}: {problems:?}");
        // The command has the same opinion.
        let ran = folder.brief(&["check", file]);
        assert_eq!(ran.status == Some(2), !is_right, "{document}: {}{}", ran.out, ran.err);
    }
}

/// What an editor is to offer and to show at a place.
struct Place(&'static [&'static str], &'static str);

/// Opens a file of this text, below the lines that are there already, and looks at what an editor has for each `~`, which is
/// taken out.
fn look(folder: &Folder, server: &str, file: &str, text: &str, places: &[Place]) {
    let mut plain = String::new();
    let mut args = vec![server.to_owned(), folder.path().join(file).to_string_lossy().into_owned()];
    for (at, line) in text.lines().enumerate() {
        if let Some((before, _)) = line.split_once('~') {
            args.push(format!("{}:{}", at + 1, before.chars().count() + 1));
        }
        plain += &line.replacen('~', "", 1);
        plain.push('\n');
    }
    folder.write(file, plain);
    assert_eq!(args.len(), places.len() + 2);
    let found = ran("editor.mjs", &args);
    for (place, Place(offers, shows)) in args.iter().skip(2).zip(places) {
        let (offered, shown) = (&found["places"][place]["offered"], &found["places"][place]["shown"]);
        let offered: Vec<&str> = offered.as_array().expect("a list").iter().filter_map(Value::as_str).collect();
        assert!(offers.iter().all(|offer| offered.contains(offer)), "{place}: {offered:?}");
        assert!(!offers.is_empty() || offered.is_empty(), "{place}: {offered:?}");
        assert!(shown.as_str().expect("a text").replace('\\', "").contains(shows), "{place}: {shown}");
    }
}

#[test]
fn an_editor_offers_and_explains_what_a_pilot_may_say() {
    let Some(server) = installed("yaml-language-server/bin/yaml-language-server") else { return };
    let folder = Folder::new("schemas-editor");
    let own = "format: 1\nvocabulary: our-own\ntitle: Ours\nextends: [health-and-work]\nfacts:\n  course:\n    began: {type: date, \
               means: the day on which it began, ask: When did it begin?}\n    length: {type: number, unit: weeks, means: how long it \
               takes, ask: How long does it take?}\n";
    folder.write("own.yaml", own).write("made/keep", "");
    let made =
        folder.brief(&["new", "p", "-o", "made/p.yaml", "--schema", "own.schema.json", "--vocabulary", "own.yaml"]);
    assert_eq!((made.status, made.err.as_str()), (Some(0), ""));
    let first = std::fs::read_to_string(folder.path().join("made/p.yaml")).expect("the pilot");
    let first = first.lines().next().expect("a line");
    assert_eq!(first, "# yaml-language-server: $schema=../own.schema.json");
    let text = "\
format: 1
pilot: p
title: T
status: ~
invented: ~
provenance: {by: x, basis: ~}
referral:
  work_coach_role: ~
  routes: [self, ~]
  diagnosis_required:
    value: ~
    basis: ~
    note~: who says so
location:
  venues: {includes: [jobcentre, ~]}
data_sharing~: {}
course:
  began: ~
  length~: 6
";
    let basis: &[&str] = &["claimed", "specified", "observed"];
    let places = [
        Place(&["proposed", "planned", "running", "ended"], "How far the pilot has come"),
        Place(&["true", "false"], "describes nothing real"),
        Place(basis, "somebody with a stake"),
        Place(&["none", "informs", "suggests", "refers", "mandates"], "The most that a work coach does"),
        Place(&["gp", "work-coach"], "come of their own accord"),
        Place(&["true", "false"], "A diagnosis is needed"),
        Place(basis, "somebody with a stake"),
        Place(&["phrase"], "A remark"),
        Place(&["gp-surgery", "library"], "What is in it"),
        Place(&["service"], "What is passed on about people"),
        Place(&["2024-04-01"], "The day on which it began"),
        Place(&["length"], "counted in weeks"),
    ];
    look(&folder, &server, "made/p.yaml", &format!("{first}\n{text}"), &places);
}

#[test]
fn an_editor_offers_and_explains_what_a_rule_may_ask() {
    let Some(server) = installed("yaml-language-server/bin/yaml-language-server") else { return };
    let folder = Folder::new("schemas-editor-rules");
    folder.write("ruleset.schema.json", folder.brief(&["schema", "ruleset"]).out);
    let text = "\
# yaml-language-server: $schema=ruleset.schema.json
format: 1
ruleset: r
title: T
issued_by: [us]
summary: S
rules:
- id: R-1
  about: ~
  force: ~
  require:
    referral.work_coach_role: ~
    referral.diagnosis_required: ~
    referral.routes: ~
    location.venues: {excludes: [~]}
  tests:
  - given: {referral.work_coach_role: ~}
    verdict: ~
";
    let places = [
        Place(&["referral", "data-sharing", "governance"], "The side of a pilot"),
        Place(&["must", "should", "ask"], "a requirement or a prohibition"),
        Place(&["none", "mandates", "stated"], "The most that a work coach does"),
        Place(&["true", "false", "stated"], "A diagnosis is needed"),
        Place(&["empty", "not-empty", "stated"], "How people come into the service"),
        Place(&["jobcentre"], "location.venues"),
        Place(&["informs"], "The most that a work coach does"),
        Place(&["met", "breached", "not-applicable"], ""),
    ];
    look(&folder, &server, "r.yaml", text, &places);
}

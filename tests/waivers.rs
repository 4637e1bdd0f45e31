//! `brief waivers`: every waiver of a run, with what it hides and when it ends.

use crate::support::{Folder, Ran};
use serde_json::{Value, json};

const RULES: &str = "\
format: 1
ruleset: forces
title: Three rules
issued_by: [nobody]
summary: Three rules.
rules:
  - id: F-MUST
    title: Nobody is sanctioned for refusing
    about: voluntariness
    force: must
    by: nobody
    cite: {document: nothing, paragraph: 1, phrase: a phrase}
    require: {voluntariness.sanction_for_refusal: false}
    reason: A reason.
    remedy: A remedy.
  - id: F-SHOULD
    title: Nobody is sanctioned for stopping
    about: voluntariness
    force: should
    by: nobody
    cite: {document: nothing, paragraph: 2, phrase: a phrase}
    require: {voluntariness.sanction_for_stopping: false}
    reason: A reason.
    remedy: A remedy.
";

fn pilot(id: &str, refusal: bool, more: &str) -> String {
    format!(
        "format: 1\npilot: {id}\ntitle: Pilot {id}\nstatus: running\nvoluntariness: {{sanction_for_refusal: {refusal}}}\n{more}"
    )
}

/// Two pilots that breach `F-MUST`, and one that does not; `quay` has a waiver of its own.
fn folder(name: &str, waivers: &str) -> Folder {
    let folder = Folder::new(&format!("waivers-{name}"));
    let own = "waivers:\n  - {rule: F-SHOULD, reason: nobody has asked yet, by: the clinic, until: 2026-12-01}\n";
    folder.write("rules.yaml", RULES).write("pilots/harbour.yaml", pilot("harbour", true, ""));
    folder.write("pilots/quay.yaml", pilot("quay", true, own)).write("pilots/river.yaml", pilot("river", false, ""));
    folder.write("brief.yaml", format!("format: 1\nbrief:\n  rules: [rules.yaml]\n  waivers:\n{waivers}"));
    folder
}

const SHARED: &str =
    "    - {rule: F-MUST, pilots: [harbour, r*], reason: it is being mended, by: the board, until: 2027-03-31}
    - {rule: F-MUST, pilots: [quay], reason: it was to be mended, by: the board, until: 2026-11-21}
    - {rule: F-MST, pilots: [quay], reason: a slip, by: the board, until: 2027-03-31}
    - {rule: F-MUST, pilots: [riverside], reason: a slip, by: the board, until: 2026-11-22}
";

fn list(folder: &Folder, args: &[&str]) -> Ran {
    folder.brief(&[&["waivers", "--today", "2026-11-22"], args].concat())
}

fn waivers(ran: &Ran) -> Vec<Value> {
    ran.json()["waivers"].as_array().expect("a list").clone()
}

#[test]
fn each_says_what_it_hides_and_when_it_ends() {
    let ran = list(&folder("human", SHARED), &[]);
    let expected = "\
F-MUST of harbour and r* (brief.yaml:5)
   in force until 2027-03-31, 129 days after 2026-11-22
   by the board: it is being mended
   hides: harbour (breached, which would count); nothing in river (met)

F-MUST of quay (brief.yaml:6)
   ended on 2026-11-21; it no longer counts
   by the board: it was to be mended
   would hide: breached, which would count

F-MST of quay (brief.yaml:7)
   there is no such rule in the rule sets loaded
   by the board: a slip
   hides nothing

F-MUST of riverside (brief.yaml:8)
   in force until 2026-11-22, which is its last day
   by the board: a slip
   hides nothing: no pilot that it is for was checked against this rule

F-SHOULD of quay (pilots/quay.yaml:7)
   in force until 2026-12-01, 9 days after 2026-11-22
   by the clinic: nobody has asked yet
   hides: unstated

5 waivers: 3 in force on 2026-11-22, of which 1 hides nothing; 1 over; 1 of a
rule that there is not.
";
    assert_eq!((ran.status, ran.out.as_str(), ran.err.as_str()), (Some(0), expected, ""));
    let none = Folder::new("waivers-none");
    none.write("pilots/river.yaml", pilot("river", false, ""));
    assert_eq!(list(&none, &[]).out, "There is no waiver.\n");
}

#[test]
fn as_json() {
    let folder = folder("json", SHARED);
    let ran = list(&folder, &["--format", "json"]);
    let all = waivers(&ran);
    assert_eq!((ran.status, all.len()), (Some(0), 5));
    assert_eq!(
        all[0],
        json!({
            "rule": "F-MUST", "pilots": ["harbour", "r*"], "by": "the board", "reason": "it is being mended",
            "until": "2027-03-31", "state": "active", "days": 129, "file": "brief.yaml", "line": 5,
            "results": [
                {"pilot": "harbour", "verdict": "breached", "applies": "yes", "at_bar": true, "hides": true},
                {"pilot": "river", "verdict": "met", "applies": "yes", "at_bar": false, "hides": false},
            ],
        })
    );
    let states: Vec<&Value> = all.iter().map(|waiver| &waiver["state"]).collect();
    assert_eq!(states, ["active", "expired", "unknown-rule", "active", "active"]);
    assert_eq!((&all[1]["days"], &all[3]["days"]), (&json!(null), &json!(0)));
    assert_eq!(ran.json()["today"], "2026-11-22");
    assert_eq!(ran.out, list(&folder, &["--format", "json"]).out);
    // The bar is that of the call.
    let bar = waivers(&list(&folder, &["--format", "json", "--fail-on", "unstated", "--min-force", "should"]));
    assert_eq!(bar[4]["results"][0]["at_bar"], true);
}

#[test]
fn of_rules_that_are_not_checked_nothing_is_hidden() {
    let folder = folder("only", SHARED);
    let all = waivers(&list(&folder, &["--format", "json", "--only", "F-SHOULD"]));
    let results: Vec<usize> = all.iter().map(|waiver| waiver["results"].as_array().expect("a list").len()).collect();
    assert_eq!(results, [0, 0, 0, 0, 1]);
    assert_eq!(all[0]["state"], "active", "the rule is there");
    // Other rule sets have other rules.
    let all = waivers(&list(&folder, &["--format", "json", "--rules", "professional-bodies"]));
    assert!(all.iter().all(|waiver| waiver["state"] == "unknown-rule"), "{all:?}");
    // And other paths are other pilots.
    let all = waivers(&list(&folder, &["--format", "json", "pilots/river.yaml"]));
    assert_eq!(all.len(), 4);
    assert_eq!(all[0]["results"].as_array().map(Vec::len), Some(1));
}

#[test]
fn a_baseline_changes_nothing_of_it_and_errors_are_told() {
    let folder = folder("errors", SHARED);
    let before = list(&folder, &[]).out;
    folder.write(
        "base.yaml",
        format!("format: 1\nbrief:\n  rules: [rules.yaml]\n  baseline: none.json\n  waivers:\n{SHARED}"),
    );
    let with = list(&folder, &["--config", "base.yaml"]);
    let moved =
        |text: &str| text.lines().filter(|line| !line.contains(".yaml:")).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!((with.status, moved(&with.out)), (Some(0), moved(&before)));
    folder.write("pilots/wrong.yaml", "format: 1\npilot: wrong\n");
    let ran = list(&folder, &[]);
    assert_eq!((ran.status, ran.out), (Some(2), before));
    assert!(ran.err.contains("pilots/wrong.yaml"), "{}", ran.err);
    let json = list(&folder, &["--format", "json"]);
    assert_eq!((json.status, json.errors().len(), json.err.as_str()), (Some(2), 1, ""));
}

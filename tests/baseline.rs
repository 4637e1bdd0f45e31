//! `brief baseline` and `brief check --baseline`: what is old, what is new, and what is fixed.

use std::fs;
use watching_brief::model::vocabulary::Vocabulary;

use crate::support::{self, Folder, Ran};
use serde_json::Value;

/// Of refusing, stopping and the routes: a `must` each. The last rule looks at two facts.
const RULES: &str = "\
format: 1
ruleset: three
title: Three rules
issued_by: [nobody]
summary: Three rules.
rules:
  - id: B-1
    title: Nobody is sanctioned for refusing
    about: voluntariness
    force: must
    by: nobody
    cite: {document: nothing, paragraph: 1, phrase: a phrase}
    require: {voluntariness.sanction_for_refusal: false}
    reason: A reason.
    remedy: A remedy.
  - id: B-2
    title: There is another way than the work coach
    about: referral
    force: must
    by: nobody
    cite: {document: nothing, paragraph: 2, phrase: a phrase}
    require: {referral.routes: {includes_any: [self, gp]}}
    reason: A reason.
    remedy: A remedy.
  - id: B-3
    title: No diagnosis is needed
    about: referral
    force: should
    by: nobody
    cite: {document: nothing, paragraph: 3, phrase: a phrase}
    require: {referral.diagnosis_required: false}
    reason: A reason.
    remedy: A remedy.
";

fn pilot(id: &str, facts: &str) -> String {
    format!("format: 1\npilot: {id}\ntitle: Pilot {id}\nstatus: running\n{facts}")
}

const REFUSAL: &str = "voluntariness:\n  sanction_for_refusal: true\n";
const COACH: &str = "referral:\n  routes: [work-coach]\n  diagnosis_required: true\n";

/// `harbour` breaches B-1 and, below the bar, B-3; `quay` breaches nothing.
fn folder(name: &str) -> Folder {
    let folder = Folder::new(&format!("baseline-{name}"));
    let diagnosis = "referral: {diagnosis_required: true}\n";
    folder.write("rules.yaml", RULES).write("pilots/harbour.yaml", pilot("harbour", &(REFUSAL.to_owned() + diagnosis)));
    folder.write("pilots/quay.yaml", pilot("quay", "referral: {routes: [self]}\n"));
    folder
}

fn record(folder: &Folder, args: &[&str]) -> Ran {
    folder.brief(&[&["baseline", "--rules", "rules.yaml"], args].concat())
}

/// A check against `brief-baseline.json`.
fn check(folder: &Folder, args: &[&str]) -> Ran {
    folder.check(&[&["--rules", "rules.yaml", "--baseline", "brief-baseline.json"], args].concat())
}

fn read(folder: &Folder, name: &str) -> String {
    fs::read_to_string(folder.path().join(name)).expect("a file")
}

/// The rules of which the baseline has a finding, by pilot.
fn known(ran: &Ran) -> Vec<String> {
    let report = ran.json();
    let mut known = Vec::new();
    for pilot in report["pilots"].as_array().expect("pilots") {
        for result in pilot["results"].as_array().expect("results").iter().filter(|result| result["known"] == true) {
            known.push(format!(
                "{} {}",
                pilot["pilot"].as_str().expect("an id"),
                result["rule"].as_str().expect("an id")
            ));
        }
    }
    known
}

const RECORDED: &str = r#"{"format": 1, "baseline": [
{"pilot":"harbour","rule":"B-1","verdict":"breached","facts":{"voluntariness.sanction_for_refusal":["true"]}}
]}
"#;

/// The findings of a baseline, without the vocabularies that it also records, each by its id and its digest.
fn findings(folder: &Folder) -> String {
    let text = read(folder, "brief-baseline.json");
    let (findings, vocabularies) = text.split_once(", \"vocabularies\": ").expect("vocabularies");
    let recorded: serde_json::Value =
        serde_json::from_str(vocabularies.trim_end().strip_suffix('}').expect("an end")).expect("a list");
    assert_eq!(recorded[0]["vocabulary"], "health-and-work");
    assert_eq!(recorded[0]["sha256"].as_str().map(str::len), Some(64));
    format!("{findings}}}\n")
}

#[test]
fn what_is_recorded_counts_no_more() {
    let folder = folder("recorded");
    assert_eq!(folder.check(&["--rules", "rules.yaml"]).status, Some(1));
    let ran = record(&folder, &[]);
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""));
    assert_eq!(ran.out, "Recorded 1 finding of 2 pilots in brief-baseline.json: 1 new, 0 gone.\n");
    assert_eq!(findings(&folder), RECORDED);

    let ran = check(&folder, &[]);
    assert_eq!((ran.status, ran.errors(), ran.notices()), (Some(0), vec![], vec![]));
    assert_eq!(known(&ran), ["harbour B-1"]);
    assert_eq!(ran.json()["pilots"][0]["results"][0]["verdict"], "breached", "old is not the same as gone");
    assert_eq!(ran.json()["pilots"][0]["summary"]["breached"], 2);
    assert_eq!(check(&folder, &["--quiet"]).status, Some(0));
    assert_eq!(check(&folder, &["--by-word"]).status, Some(0));
    // The schema knows of it.
    let schema = jsonschema::validator_for(&watching_brief::answers::check::report_schema(Vocabulary::shipped()))
        .expect("a sound schema");
    let mut report = ran.json();
    assert!(schema.is_valid(&report));
    report["pilots"][0]["results"][0]["known"] = "yes".into();
    assert!(!schema.is_valid(&report));
    // Without the baseline it counts as before.
    assert_eq!(folder.check(&["--rules", "rules.yaml"]).status, Some(1));
    assert_eq!(known(&folder.check(&["--rules", "rules.yaml"])), [""; 0]);
    // People see it as old.
    let args = ["check", "--rules", "rules.yaml", "--baseline", "brief-baseline.json"];
    let human = folder.brief(&args).out;
    assert!(human.contains("breached B-1 (must) Nobody") && human.contains("line 6, in the baseline"), "{human}");
    let long = folder.brief(&[&args[..], &["--rules-first"]].concat()).out;
    assert!(long.contains("breached B-1 (must) - in the baseline"), "{long}");
    assert!(human.contains("No finding (what counts: a must that is breached); 1 is in the baseline."), "{human}");
    // What is below the bar of the day it was recorded is new at a lower one.
    let lower = check(&folder, &["--min-force", "should"]);
    assert_eq!((lower.status, known(&lower)), (Some(1), vec!["harbour B-1".to_owned()]));
}

#[test]
fn a_new_finding_counts_beside_old_ones() {
    let folder = folder("new");
    record(&folder, &[]);
    folder.write("pilots/quay.yaml", pilot("quay", COACH));
    for quiet in [&[][..], &["--quiet"]] {
        assert_eq!(check(&folder, quiet).status, Some(1), "{quiet:?}");
    }
    assert_eq!(known(&check(&folder, &[])), ["harbour B-1"]);
    // Another pilot with the very same finding is another finding.
    folder.write("pilots/quay.yaml", pilot("quay", REFUSAL));
    assert_eq!(check(&folder, &[]).status, Some(1));
    assert_eq!(record(&folder, &[]).out, "Recorded 2 findings of 2 pilots in brief-baseline.json: 1 new, 0 gone.\n");
    assert_eq!(check(&folder, &[]).status, Some(0));
}

#[test]
fn moved_lines_and_other_speakers_change_nothing() {
    let folder = folder("moved");
    folder.write("pilots/harbour.yaml", pilot("harbour", COACH));
    record(&folder, &[]);
    let said = "referral:\n  diagnosis_required: true\n\n  # A remark.\n  routes:\n    - {value: [work-coach], by: DWP, basis: claimed, document: leaflet, note: n}\n    - {value: [work-coach], by: a claimant, basis: observed}\n";
    for facts in [said.to_owned(), format!("summary: Words.\n{said}")] {
        folder.write("pilots/harbour.yaml", pilot("harbour", &facts));
        let ran = check(&folder, &[]);
        assert_eq!(
            (ran.status, ran.errors(), known(&ran)),
            (Some(0), vec![], vec!["harbour B-2".to_owned()]),
            "{facts}"
        );
    }
    // A file by another name holds the same pilot.
    fs::rename(folder.path().join("pilots/harbour.yaml"), folder.path().join("pilots/zebra.yaml")).expect("renamed");
    assert_eq!(check(&folder, &[]).status, Some(0));
}

#[test]
fn a_changed_value_or_verdict_makes_a_finding_new() {
    let folder = folder("changed");
    folder.write("pilots/harbour.yaml", pilot("harbour", COACH));
    record(&folder, &[]);
    folder.write("pilots/harbour.yaml", pilot("harbour", "referral: {routes: []}\n"));
    let ran = check(&folder, &[]);
    assert_eq!((ran.status, known(&ran), ran.notices()), (Some(1), vec![], vec![]), "still breached, by another value");

    let open = ["--fail-on", "contested"];
    let two = |one: bool, other: bool| {
        format!(
            "voluntariness:\n  sanction_for_refusal:\n    - {{value: {one}, by: a, basis: claimed}}\n    - {{value: {other}, by: b, basis: claimed}}\n"
        )
    };
    folder.write("pilots/harbour.yaml", pilot("harbour", &two(true, false)));
    record(&folder, &open);
    assert_eq!(check(&folder, &open).status, Some(0));
    folder.write("pilots/harbour.yaml", pilot("harbour", &two(false, true)));
    assert_eq!(check(&folder, &open).status, Some(0), "the same two values");
    folder.write("pilots/harbour.yaml", pilot("harbour", &two(true, true)));
    let ran = check(&folder, &open);
    assert_eq!((ran.status, known(&ran)), (Some(1), vec![]), "it was contested, and is breached");
}

#[test]
fn what_is_fixed_is_told_and_can_be_taken_out() {
    let folder = folder("fixed");
    folder.write("pilots/quay.yaml", pilot("quay", COACH));
    record(&folder, &[]);
    folder.write("pilots/harbour.yaml", pilot("harbour", "voluntariness: {sanction_for_refusal: false}\n"));
    let told = "pilots/harbour.yaml B-1 of the pilot `harbour` is in the baseline and is no finding any more; `brief baseline --shrink` takes it out";
    let ran = check(&folder, &[]);
    assert_eq!((ran.status, ran.notices()), (Some(0), vec![told.to_owned()]));
    assert_eq!(check(&folder, &["--quiet"]).notices(), [told]);
    // A breach of which nothing is known any more counts as fixed too.
    folder.write("pilots/harbour.yaml", pilot("harbour", ""));
    assert_eq!(check(&folder, &[]).notices(), [told]);
    // Of what is not checked nothing is known.
    assert_eq!(check(&folder, &["pilots/quay.yaml"]).notices(), [""; 0]);
    assert_eq!(check(&folder, &["--only", "B-2"]).notices(), [""; 0]);

    // A new finding is not let in by the way.
    folder.write("pilots/harbour.yaml", pilot("harbour", "referral: {routes: [work-coach]}\n"));
    let ran = record(&folder, &["--shrink"]);
    assert_eq!((ran.status, ran.out.as_str()), (Some(0), "Kept 1 finding in brief-baseline.json: 1 gone.\n"));
    let ran = check(&folder, &[]);
    assert_eq!((ran.status, known(&ran), ran.notices()), (Some(1), vec!["quay B-2".to_owned()], vec![]));
    // What is not checked stays.
    assert_eq!(
        record(&folder, &["--shrink", "pilots/harbour.yaml"]).out,
        "Kept 1 finding in brief-baseline.json: 0 gone.\n"
    );
    assert_eq!(record(&folder, &["--shrink", "--only", "B-1"]).out, "Kept 1 finding in brief-baseline.json: 0 gone.\n");
    let none = record(&folder, &["--shrink", "--output", "none.json"]);
    assert_eq!(none.status, Some(2));
    assert!(none.err.contains("none.json") && none.err.contains("there is no such file"), "{none:?}");
}

#[test]
fn another_bar_fixes_nothing() {
    let folder = folder("bar");
    record(&folder, &[]);
    for bar in [["--fail-on", "never"], ["--only", "B-1"], ["--min-force", "must"]] {
        let ran = check(&folder, &bar);
        assert_eq!((ran.status, ran.notices()), (Some(0), vec![]), "{bar:?}");
    }
    // A graver verdict under a higher bar is no progress.
    let said = "voluntariness:\n  sanction_for_refusal:\n    - {value: true, by: a, basis: claimed}\n    - {value: false, by: b, basis: claimed}\n";
    folder.write("pilots/harbour.yaml", pilot("harbour", said));
    record(&folder, &["--fail-on", "contested"]);
    folder.write("pilots/harbour.yaml", pilot("harbour", REFUSAL));
    assert_eq!(check(&folder, &["--fail-on", "never"]).notices(), [""; 0]);
}

#[test]
fn what_is_waived_is_not_recorded() {
    let folder = folder("waived");
    let waivers = "waivers:\n  - {rule: B-1, reason: r, by: b, until: 2027-03-31}\n";
    folder.write("pilots/harbour.yaml", pilot("harbour", &(REFUSAL.to_owned() + waivers)));
    let ran = record(&folder, &["--today", "2027-03-31"]);
    assert_eq!(ran.out, "Recorded 0 findings of 2 pilots in brief-baseline.json: 0 new, 0 gone.\n");
    assert_eq!(findings(&folder), "{\"format\": 1, \"baseline\": []}\n");
    assert_eq!(check(&folder, &["--today", "2027-03-31"]).status, Some(0));
    assert_eq!(check(&folder, &["--today", "2027-04-01"]).status, Some(1), "when the waiver ends it counts");
    let all = record(&folder, &["--no-waivers", "--today", "2027-03-31"]);
    assert_eq!(all.out, "Recorded 1 finding of 2 pilots in brief-baseline.json: 1 new, 0 gone.\n");
    // Waived and old is waived.
    let ran = check(&folder, &["--today", "2027-03-31"]);
    assert_eq!((ran.status, known(&ran), ran.notices()), (Some(0), vec![], vec![]));
    assert_eq!(ran.json()["pilots"][0]["results"][0]["waived"]["state"], "active");
}

#[test]
fn nothing_is_written_where_anything_is_wrong() {
    let folder = folder("wrong");
    record(&folder, &[]);
    folder.write("pilots/quay.yaml", pilot("quay", REFUSAL)).write("pilots/wrong.yaml", "format: 1\npilot: wrong\n");
    let ran = record(&folder, &[]);
    assert_eq!((ran.status, ran.out.as_str()), (Some(2), ""));
    assert!(ran.err.contains("brief-baseline.json is left as it is"), "{}", ran.err);
    assert_eq!(findings(&folder), RECORDED);
    for args in [&["--rules", "nowhere.yaml"][..], &["--only", "B-9"], &["nowhere.yaml"]] {
        assert_eq!(record(&folder, args).status, Some(2), "{args:?}");
        assert_eq!(findings(&folder), RECORDED, "{args:?}");
    }
    let nowhere = record(&folder, &["pilots/quay.yaml", "--output", "no/folder.json"]);
    assert_eq!(nowhere.status, Some(2));
    assert!(nowhere.err.contains("no/folder.json: the folder that it would stand in does not exist"), "{nowhere:?}");
}

#[test]
fn what_is_no_baseline_is_neither_read_nor_written_over() {
    let folder = folder("foreign");
    for (text, place, message) in [
        ("", "mine.json:1:1", "EOF while parsing"),
        ("format: 1\n", "mine.json:1:2", "expected"),
        ("{\"format\": 2, \"baseline\": {}}", "mine.json", "this baseline has format 2; only format 1 is known"),
        ("{\"format\": 1}", "mine.json:1:13", "missing field `baseline`"),
        ("{\"é\": 1}", "mine.json:1:4", "unknown field `é`"),
        ("{\"format\": 1, \"baseline\": [\n{\"pilot\": 1}]}", "mine.json:2:11", "invalid type"),
        (
            "{\"format\": 1, \"baseline\": [{\"pilot\": \"a\", \"rule\": \"b\", \"verdict\": \"c\", \"facts\": {}, \"line\": 4}]}",
            "mine.json:1:",
            "unknown field `line`",
        ),
        (&"[".repeat(100_000), "mine.json:1:", "this is not a baseline"),
    ] {
        folder.write("mine.json", text);
        let ran = folder.check(&["--rules", "rules.yaml", "--baseline", "mine.json"]);
        let errors = ran.errors();
        assert_eq!((ran.status, errors.len(), ran.pilots().len()), (Some(2), 1, 0), "{errors:?}");
        assert!(errors[0].starts_with(place) && errors[0].contains(message), "{errors:?}");
        let ran = record(&folder, &["--output", "mine.json"]);
        assert_eq!((ran.status, ran.out.as_str()), (Some(2), ""), "{ran:?}");
        assert_eq!(read(&folder, "mine.json"), text);
    }
    fs::write(folder.path().join("mine.json"), b"\xff\xfe").expect("written");
    assert_eq!(folder.check(&["--baseline", "mine.json"]).status, Some(2));
    assert_eq!(folder.check(&["--baseline", "pilots"]).status, Some(2));
    let missing = check(&folder, &[]);
    assert_eq!(missing.errors(), ["brief-baseline.json there is no such file or folder; `brief baseline` writes one"]);
}

#[cfg(unix)]
#[test]
fn a_baseline_without_an_end_does_not_fill_the_memory() {
    let folder = folder("endless");
    let ran = folder.check(&["--rules", "rules.yaml", "--baseline", "/dev/zero"]);
    assert_eq!(ran.errors(), ["/dev/zero it cannot be read: it has more than 256 MiB; that is the most that is read"]);
}

#[test]
fn it_goes_where_the_call_or_the_configuration_says_and_is_the_same_each_time() {
    let folder = folder("where");
    folder.write("pilots/quay.yaml", pilot("quay", &(COACH.to_owned() + REFUSAL)));
    record(&folder, &["--output", "a.json"]);
    record(&folder, &["--baseline", "b.json"]);
    record(&folder, &["--output", "c.json", "--baseline", "b.json", "pilots/quay.yaml", "pilots/harbour.yaml"]);
    let text = read(&folder, "a.json");
    assert_eq!(
        (&text, &text),
        (&read(&folder, "b.json"), &read(&folder, "c.json")),
        "whatever the order of the pilots"
    );
    let parsed: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(support::texts(&parsed["baseline"], "rule"), ["B-1", "B-1", "B-2"]);
    assert!(!folder.path().join("brief-baseline.json").exists());
    let ran = record(&folder, &["--output", "-"]);
    assert_eq!((ran.status, ran.out), (Some(0), text));
    folder.write("brief.yaml", "format: 1\nbrief: {baseline: ci/old.json, rules: [rules.yaml], pilots: [pilots]}\n");
    fs::create_dir(folder.path().join("ci")).expect("a folder");
    assert!(folder.brief(&["baseline"]).out.contains("in ci/old.json: 3 new, 0 gone"));
    assert_eq!(folder.check(&[]).status, Some(0));
    assert_eq!(folder.check(&["--no-baseline"]).status, Some(1));
    let both = folder.check(&["--no-baseline", "--baseline", "a.json"]);
    assert_eq!(both.status, Some(2), "one or the other");
}

/// The findings of a pilot that is gone would hide those of a later one that takes its id.
#[test]
fn a_pilot_that_is_gone_is_told_and_taken_out() {
    let folder = crate::support::Folder::new("gone");
    folder.write("rules.yaml", crate::support::RULES).write("pilots/a.yaml", crate::support::GOOD);
    folder.write("pilots/b.yaml", crate::support::GOOD.replace("good", "b"));
    folder.write("brief.yaml", "format: 1\nbrief: {rules: [rules.yaml], baseline: known.json}\n");
    assert_eq!(folder.brief(&["baseline"]).status, Some(0));
    std::fs::remove_file(folder.path().join("pilots/b.yaml")).expect("it was there");
    let ran = folder.check(&[]);
    let told = "known.json it has findings of the pilot `b`, which is not there any more; `brief baseline --shrink` takes them out";
    assert_eq!(ran.status, Some(0));
    assert!(ran.notices().iter().any(|notice| notice.ends_with(told.split_once(' ').expect("a text").1)), "{ran:?}");
    // A call that names pilots need not name all.
    assert_eq!(folder.check(&["pilots/a.yaml"]).notices(), [""; 0]);
    assert!(folder.brief(&["baseline", "--shrink", "pilots/a.yaml"]).out.contains("0 gone"));
    assert_eq!(folder.brief(&["baseline", "--shrink"]).out, "Kept 1 finding in known.json: 1 gone.\n");
    assert_eq!(folder.check(&[]).notices(), [""; 0]);
    folder.write("pilots/later.yaml", crate::support::GOOD.replace("good", "b"));
    assert_eq!(folder.check(&[]).status, Some(1), "a later pilot of that id has a finding of its own");
    // Some editors put a mark before the text.
    let text = std::fs::read_to_string(folder.path().join("known.json")).expect("a baseline");
    folder.write("known.json", format!("\u{feff}{text}"));
    assert_eq!(folder.check(&["pilots/a.yaml"]).status, Some(0));
}

//! What is set apart from what counts by something other than the pilot: a baseline, and waivers for several pilots.

use jiff::civil::{Date, date};
use serde_json::{Value, json};
use watching_brief::baseline::Baseline;
use watching_brief::check::{Checker, Selection};
use watching_brief::citations::Register;
use watching_brief::model::{SharedWaiver, Waiver};
use watching_brief::render::{DisplayOptions, format};
use watching_brief::report::{Finding, Run};
use watching_brief::rules::Collection;
use watching_brief::source::Documents;
use watching_brief::text::{Place, Span};

use super::python::{is_valid, results};
use super::{RULES, pilot};

/// A report of [`pilot`] in a form, with its exit status.
fn report(form: &str, today: Date, waivers: &[SharedWaiver], baseline: Option<&Baseline>) -> (String, u8) {
    let (mut collection, mut wrong) = (Collection::default(), Vec::new());
    for document in Documents::new(RULES.as_bytes()) {
        collection.add_document("rules.yaml", &document.expect("text"), false, &mut wrong);
    }
    assert!(wrong.is_empty(), "{wrong:?}");
    let register = Register::embedded();
    let selection = Selection::only(&collection, &[]).expect("all rules");
    let checker = Checker { waivers, baseline, ..Checker::new(&collection, selection, &register, today) };
    let renderer = (format(form).expect("a form").make)(DisplayOptions::PLAIN);
    let opening = checker.opening();
    let (mut run, mut text) = (Run::default(), renderer.begin(&opening));
    for document in Documents::new(pilot("").as_bytes()) {
        let outcome = checker.document("a.yaml", &document.expect("text"), false, |report| renderer.pilot(report));
        text.extend(run.take("a.yaml", outcome).map(|part| renderer.take(part)));
    }
    let ending = run.end(&[]);
    (text + &renderer.end(&opening, &ending), ending.exit_status())
}

/// The finding of the breach, as a baseline has it.
fn known() -> Baseline {
    let (mut collection, mut wrong) = (Collection::default(), Vec::new());
    for document in Documents::new(RULES.as_bytes()) {
        collection.add_document("rules.yaml", &document.expect("text"), false, &mut wrong);
    }
    let register = Register::embedded();
    let selection = Selection::only(&collection, &["H-BREACHED".to_owned()]).expect("a rule");
    let checker = Checker::new(&collection, selection, &register, TODAY);
    let document = Documents::new(pilot("").as_bytes()).next().expect("a document").expect("text");
    let found = checker.document("a.yaml", &document, false, |report| Finding::from_result(report, &report.results[0]));
    Baseline::from_findings([found.pilot.expect("a pilot").shown])
}

const TODAY: Date = date(2026, 11, 22);

fn shared(until: Date) -> [SharedWaiver; 1] {
    let waiver = Waiver {
        rule: "H-BREACHED".into(),
        reason: "it is being mended".into(),
        by: "the council".into(),
        until,
        span: Span::default(),
    };
    let place = Place { line: 4, column: 5 };
    [SharedWaiver { waiver, pilots: vec!["river*".to_owned()], file: "brief.yaml".to_owned(), place }]
}

fn breach(sarif: &str) -> Value {
    is_valid(sarif);
    let sarif: Value = serde_json::from_str(sarif).expect("JSON");
    results(&sarif).iter().find(|result| result["ruleId"] == "H-BREACHED").cloned().unwrap_or_default()
}

#[test]
fn with_a_baseline_sarif_tells_new_from_unchanged() {
    let states = |baseline: Option<&Baseline>| {
        let (text, status) = report("sarif", TODAY, &[], baseline);
        let result = breach(&text);
        (result["baselineState"].clone(), result["properties"]["standing"].clone(), status)
    };
    let (known, new) = (known(), Baseline::default());
    assert_eq!(states(None), (Value::Null, json!("finding"), 1));
    assert_eq!(states(Some(&new)), (json!("new"), json!("finding"), 1));
    assert_eq!(states(Some(&known)), (json!("unchanged"), json!("known"), 0));
    // Below the bar nothing is held against a baseline.
    let sarif: Value = serde_json::from_str(&report("sarif", TODAY, &[], Some(&new)).0).expect("JSON");
    let with_state: Vec<&Value> = results(&sarif).iter().filter(|one| one.get("baselineState").is_some()).collect();
    assert_eq!(with_state.len(), 1);
    assert_eq!(breach(&report("sarif-github", TODAY, &[], Some(&known)).0), Value::Null);
}

#[test]
fn what_is_known_stays_visible_in_words() {
    let known = known();
    let (text, status) = report("github", TODAY, &[], Some(&known));
    let first = text.lines().next().expect("a line");
    assert!(first.starts_with("::notice file=a.yaml,line=7,"), "{first}");
    assert!(first.contains("H-BREACHED (must) is breached%2C in the baseline::"), "{first}");
    assert!(first.ends_with("%0AIt is in the baseline: an earlier run had it already."), "{first}");
    assert!(text.contains("0 findings, 0 waived, 1 in the baseline"), "{text}");
    let quality: Value = serde_json::from_str(&report("gitlab", TODAY, &[], Some(&known)).0).expect("JSON");
    assert_eq!((&quality[0]["severity"], status), (&json!("info"), 0));
    let told = quality[0]["description"].as_str().expect("a description");
    assert!(told.starts_with("H-BREACHED: Breached (must), in the baseline: "), "{told}");
}

#[test]
fn a_waiver_for_several_pilots_is_external_and_says_where_it_is_written() {
    let (text, status) = report("sarif", TODAY, &shared(TODAY), None);
    let result = breach(&text);
    let expected = json!([{
        "kind": "external", "status": "accepted", "justification": "it is being mended",
        "location": {"physicalLocation": {
            "artifactLocation": {"uri": "brief.yaml", "uriBaseId": "%SRCROOT%"}, "region": {"startLine": 4, "startColumn": 5},
        }},
        "properties": {"by": "the council", "until": "2026-11-22"},
    }]);
    assert_eq!((&result["suppressions"], status), (&expected, 0));
    let (text, status) = report("sarif", TODAY.tomorrow().expect("a day"), &shared(TODAY), None);
    assert_eq!((&breach(&text)["suppressions"], status), (&json!([]), 1));
    for form in ["github", "gitlab"] {
        let (text, status) = report(form, TODAY, &shared(TODAY), None);
        assert_eq!(status, 0);
        let who = "Waived by the council until 2026-11-22 (brief.yaml:4): It is being mended.";
        assert!(text.contains(who), "{form}: {text}");
        let (text, status) = report(form, TODAY.tomorrow().expect("a day"), &shared(TODAY), None);
        assert!(status == 1 && text.contains("No longer waived: the waiver by the council (brief.yaml:4) ended on"));
    }
}

//! What makes a finding the same: what decides it alone, and nothing that makes its rule apply.

use std::fs;

use serde_json::Value;

use super::{check, folder, pilot};
use crate::support::{Folder, Ran};

fn facts(offer: &str, refusal: &str) -> String {
    format!("service: {{offer: [{offer}]}}\nvoluntariness: {{sanction_for_refusal: {refusal}}}\n")
}

fn call<'a>(command: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    let rules = ["--rules", "set.yaml", "--only", "S-1", "--today", "2026-11-22"];
    [&[command], &rules[..], more, &["pilot.yaml"]].concat()
}

fn against(folder: &Folder, more: &[&str]) -> Ran {
    folder.brief(&call("check", &[more, &["--format", "json", "--baseline", "brief-baseline.json"]].concat()))
}

#[test]
fn a_wider_scope_makes_no_finding_new() {
    let folder = folder("wider", &facts("psychological-therapy", "true"));
    assert_eq!(folder.brief(&call("baseline", &[])).status, Some(0));
    let recorded = fs::read_to_string(folder.path().join("brief-baseline.json")).expect("a baseline");
    assert!(
        recorded.contains("voluntariness.sanction_for_refusal") && !recorded.contains("service.offer"),
        "{recorded}"
    );
    folder.write("pilot.yaml", pilot("trial", &facts("psychological-therapy, job-coaching", "true")));
    assert_eq!(against(&folder, &[]).status, Some(0), "more is offered, and the breach is the old one");
}

#[test]
fn an_answer_to_one_question_makes_no_open_finding_new() {
    let open = ["--fail-on", "unstated"];
    let folder = folder("answered", "");
    assert_eq!(folder.brief(&call("baseline", &open)).status, Some(0));
    assert_eq!(against(&folder, &open).status, Some(0));
    folder.write("pilot.yaml", pilot("trial", "service: {offer: [psychological-therapy]}\n"));
    assert_eq!(against(&folder, &open).status, Some(0), "it turns on less than it did");
    folder.write("pilot.yaml", pilot("trial", &facts("psychological-therapy", "true")));
    assert_eq!(against(&folder, &open).status, Some(1), "another verdict is another finding");
}

#[test]
fn a_baseline_of_an_earlier_version_is_read() {
    let folder = folder("earlier", &facts("psychological-therapy", "true"));
    let recorded = |offer: &str, refusal: &str| {
        let of = format!("\"service.offer\": [\"[{offer}]\"], \"voluntariness.sanction_for_refusal\": [\"{refusal}\"]");
        let finding =
            "{\"pilot\": \"trial\", \"rule\": \"S-1\", \"verdict\": \"breached\", \"facts\": {".to_owned() + &of;
        format!("{{\"format\": 1, \"baseline\": [\n{finding}}}}}\n]}}\n")
    };
    // Besides what decides it, it has what made the rule apply, which does not count.
    for offer in ["psychological-therapy", "psychological-therapy, digital-therapy"] {
        folder.write("brief-baseline.json", recorded(offer, "true"));
        assert_eq!(against(&folder, &[]).status, Some(0), "{offer}");
    }
    folder.write("brief-baseline.json", recorded("psychological-therapy", "false"));
    assert_eq!(against(&folder, &[]).status, Some(1), "another value is another finding");
    // Recorded anew, it holds what decides alone.
    folder.write("brief-baseline.json", recorded("psychological-therapy", "true"));
    assert_eq!(
        folder.brief(&call("baseline", &[])).out,
        "Recorded 1 finding of 1 pilot in brief-baseline.json: 0 new, 0 gone.\n"
    );
    let renewed = fs::read_to_string(folder.path().join("brief-baseline.json")).expect("a baseline");
    assert!(!renewed.contains("service.offer"), "{renewed}");
}

#[test]
fn fingerprints_rest_on_what_decides() {
    let prints = |offer: &str, refusal: &str| {
        let folder = folder(&format!("prints-{}-{refusal}", offer.len()), &facts(offer, refusal));
        let gitlab: Value = check(&folder, "gitlab", &["--only", "S-1"]).json();
        let sarif = check(&folder, "sarif", &["--only", "S-1"]).json();
        let of_sarif = sarif["runs"][0]["results"][0]["partialFingerprints"]["watchingBriefFinding/v2"].clone();
        assert_eq!(gitlab[0]["fingerprint"], of_sarif);
        of_sarif
    };
    let first = prints("psychological-therapy", "true");
    assert!(first.is_string());
    assert_eq!(prints("psychological-therapy, job-coaching", "true"), first);
}

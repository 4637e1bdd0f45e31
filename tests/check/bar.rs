//! The bar, and the exit status.

use super::{FORCES, pilot, verdicts};
use crate::support::{Folder, RULES};

const BREACHED: &str = "{value: true, by: a claimant, basis: observed}";
const CONTESTED: &str = "[{value: true, by: a claimant, basis: observed}, {value: false, by: DWP, basis: claimed}]";

fn folder(name: &str) -> Folder {
    let folder = Folder::new(name);
    folder.write("rules.yaml", FORCES);
    for (name, value) in [("breached", BREACHED), ("contested", CONTESTED), ("unstated", "~"), ("met", "false")] {
        let facts = format!(
            "voluntariness: {{sanction_for_refusal: {value}, sanction_for_stopping: {value}}}\nreferral: {{diagnosis_required: {value}}}\n"
        );
        folder.write(&format!("{name}.yaml"), pilot(name, &facts));
    }
    folder
}

#[test]
fn each_bar_has_its_exit_status() {
    let folder = folder("bar");
    // The verdict of one rule, the bar, and whether it is a finding.
    let cases: [(&str, &str, &[&str], i32); 22] = [
        ("breached", "F-MUST", &[], 1),
        ("breached", "F-SHOULD", &[], 0),
        ("breached", "F-ASK", &[], 0),
        ("contested", "F-MUST", &[], 0),
        ("unstated", "F-MUST", &[], 0),
        ("met", "F-MUST", &[], 0),
        ("breached", "F-SHOULD", &["--min-force", "should"], 1),
        ("breached", "F-MUST", &["--min-force", "should"], 1),
        ("breached", "F-ASK", &["--min-force", "should"], 0),
        ("breached", "F-ASK", &["--min-force", "ask"], 1),
        ("contested", "F-ASK", &["--min-force", "ask"], 0),
        ("breached", "F-MUST", &["--fail-on", "contested"], 1),
        ("contested", "F-MUST", &["--fail-on", "contested"], 1),
        ("contested", "F-SHOULD", &["--fail-on", "contested"], 0),
        ("contested", "F-SHOULD", &["--fail-on", "contested", "--min-force", "should"], 1),
        ("unstated", "F-MUST", &["--fail-on", "contested"], 0),
        ("breached", "F-MUST", &["--fail-on", "unstated"], 1),
        ("contested", "F-MUST", &["--fail-on", "unstated"], 1),
        ("unstated", "F-MUST", &["--fail-on", "unstated"], 1),
        ("unstated", "F-ASK", &["--fail-on", "unstated", "--min-force", "ask"], 1),
        ("met", "F-MUST", &["--fail-on", "unstated", "--min-force", "ask"], 0),
        ("breached", "F-MUST", &["--fail-on", "never", "--min-force", "ask"], 0),
    ];
    for (name, rule, bar, status) in cases {
        let file = format!("{name}.yaml");
        let args = [&[file.as_str(), "--rules", "rules.yaml", "--only", rule], bar].concat();
        let ran = folder.check(&args);
        assert_eq!(verdicts(&ran.json()), [format!("{name} {rule} {name}")]);
        assert_eq!((ran.status, ran.errors().len()), (Some(status), 0), "{args:?}");
        for more in [&["--format", "human"][..], &["--quiet"]] {
            assert_eq!(folder.brief(&[&["check"], &args[..], more].concat()).status, Some(status), "{args:?} {more:?}");
        }
    }
}

#[test]
fn an_error_is_above_every_bar() {
    let folder = folder("bar-errors");
    folder.write("wrong.yaml", "format: 1\n").write("wrong-rules.yaml", RULES.replace("force: must", "force: shall"));
    let calls: [&[&str]; 5] = [
        &["met.yaml", "wrong.yaml", "--rules", "rules.yaml"],
        &["met.yaml", "nowhere.yaml", "--rules", "rules.yaml"],
        &["met.yaml", "--rules", "rules.yaml", "--rules", "wrong-rules.yaml"],
        &["met.yaml", "--rules", "rules.yaml", "--rules", "nowhere"],
        &["met.yaml", "--rules", "rules.yaml", "--only", "nothing"],
    ];
    for call in calls {
        for bar in [&[][..], &["--fail-on", "never"], &["--quiet"]] {
            for format in ["human", "json"] {
                let ran = folder.brief(&[&["check", "--format", format], call, bar].concat());
                assert_eq!((ran.status, ran.err.as_str()), (Some(2), ""), "{call:?} {bar:?} {format}");
            }
        }
    }
}

#[test]
fn a_call_that_is_wrong_says_what_would_be_right() {
    let folder = folder("bar-calls");
    let calls: [(&[&str], &str); 7] = [
        (&["--fail-on", "breach"], "breached"),
        (&["--min-force", "shuld"], "should"),
        (&["--basis", "seen"], "observed"),
        (&["--format", "jsn"], "json"),
        (&["--today", "2026-02-30"], "2026-02-30"),
        (&["--al"], "--all"),
        (&["--quiet", "--all"], "--all"),
    ];
    for (args, expected) in calls {
        let ran = folder.brief(&[&["check", "met.yaml"], args].concat());
        assert_eq!((ran.status, ran.out.as_str()), (Some(2), ""), "{args:?}");
        assert!(ran.err.contains(expected), "{args:?}: {}", ran.err);
    }
}

//! The validator of those who made SARIF, with their own rules and those of the services that take it.

use std::process::Command;

use serde_json::Value;

use super::{WAIVER, check, folder, pilot};
use crate::support::tools;

/// What the validator finds, of everything that a form can hold; `kinds` are the rules that it looks at.
fn found(form: &str, kinds: &str) -> Option<Vec<String>> {
    tools::program("node")?;
    let multitool = tools::installed("ci-node/node_modules/.bin/sarif-multitool")?;
    let folder = folder(&format!("multitool-{form}-{kinds}"), &pilot(WAIVER));
    folder.write("pilots/wrong.yaml", "format: 1\npilot: wrong\ntitle: W\nstatus: gone\n");
    let ran = check(&folder, form, &["--fail-on", "unstated", "--min-force", "ask", "--today", "2027-04-01"]);
    assert_eq!(ran.status, Some(2), "{}", ran.err);
    folder.write("report.sarif", &ran.out);
    let mut command = Command::new(multitool);
    command.args(["validate", "report.sarif", "--output", "found.sarif", "--rule-kind"]);
    let output = command.arg(kinds).current_dir(folder.path()).output().expect("the validator runs");
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(told.contains("Analysis completed successfully."), "{told}");
    let text = std::fs::read_to_string(folder.path().join("found.sarif")).expect("what is found");
    let found: Value = serde_json::from_str(text.trim_start_matches('\u{feff}')).expect("JSON");
    assert_eq!(found["runs"][0]["invocations"][0]["executionSuccessful"], true, "{text}");
    let mut rules = crate::support::texts(&found["runs"][0]["results"], "ruleId");
    rules.sort();
    rules.dedup();
    Some(rules)
}

#[test]
fn their_own_rules_miss_only_an_address_that_there_is_not() {
    for form in ["sarif", "sarif-github"] {
        let Some(found) = found(form, "Sarif") else { return };
        // `informationUri`: the project has no public address.
        assert_eq!(found, ["SARIF2005"], "{form}");
    }
}

#[test]
fn the_rules_of_github_find_nothing() {
    let Some(found) = found("sarif-github", "Ghas") else { return };
    assert_eq!(found, [""; 0]);
}

#[test]
fn the_rules_of_azure_miss_only_what_its_pipeline_adds() {
    for form in ["sarif", "sarif-github"] {
        let Some(found) = found(form, "Ado") else { return };
        // The ids and the name of the build, which its task writes when it publishes.
        assert_eq!(found, ["GHAzDO1019", "GHAzDO1020"], "{form}");
    }
}

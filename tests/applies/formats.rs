//! Whether a rule applies in every format: nothing that is met if it applies is ticked off, and the first place of a finding
//! is what decides it.

use serde_json::Value;

use super::{OPEN, check, folder};

/// In scope by its fifth line, and breached by its sixth.
const BREACH: &str = "service: {offer: [psychological-therapy]}\nvoluntariness: {sanction_for_refusal: true}\n";
const SCOPE: &str = "service.offer";

fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a format prints of a pilot that meets `S-1` if it applies.
fn met_if(format: &str) -> String {
    check(&folder(&format!("met-{format}"), OPEN), format, &["--only", "S-1"]).out
}

/// What a format prints of a pilot that breaches `S-1`.
fn breached(format: &str) -> String {
    check(&folder(&format!("breached-{format}"), BREACH), format, &["--only", "S-1"]).out
}

#[test]
fn a_person_reads_that_it_is_met_if_it_applies() {
    let folder = folder("human-met", OPEN);
    let shown = check(&folder, "human", &["--only", "S-1", "--all"]).out;
    assert!(line(&shown).contains("~ met, if it applies S-1 (must)") && !shown.contains('✓'), "{shown}");
    assert!(line(&shown).contains("1 rule: 1 met if it applies."), "{shown}");
    let quiet = check(&folder, "human", &["--only", "S-1", "--quiet"]).out;
    let counts = "1 verdict: 0 breached, 0 contested, 0 unstated, 0 met, 1 met if it applies, 0 not applicable.";
    assert!(line(&quiet).contains(counts), "{quiet}");
}

#[test]
fn markdown_counts_it_apart() {
    let folder = folder("markdown-met", OPEN);
    let shown = check(&folder, "markdown", &["--only", "S-1", "--all"]).out;
    assert!(shown.contains("| met | met, if it applies | not applicable |"), "{shown}");
    assert!(shown.contains("| A set with a scope | nobody | 0 | 0 | 0 | 0 | 1 | 0 |"), "{shown}");
    assert!(shown.contains("- **Met, if it applies:** S"), "{shown}");
    assert!(breached("markdown").contains("- **It applies because of** `service.offer`:\n"));
}

#[test]
fn programs_read_no_pass() {
    let junit = met_if("junit");
    assert!(junit.contains("skipped=\"1\"") && junit.contains("message=\"met, if it applies, because of "), "{junit}");
    let tap = met_if("tap");
    assert!(tap.contains(" # SKIP met, if it applies, because of ") && tap.contains("  applies: \"open\"\n"), "{tap}");
    let csv = met_if("csv");
    assert!(csv.contains(",\"met, if it applies\",specified,"), "{csv}");
    assert!(csv.trim_end().ends_with(",open,"), "{csv}");
    let sarif: Value = serde_json::from_str(&met_if("sarif")).expect("JSON");
    let result = &sarif["runs"][0]["results"][0];
    assert_eq!((&result["kind"], &result["level"]), (&"informational".into(), &"none".into()));
    assert_eq!(result["properties"]["applies"], "open");
    let earl: Value = serde_json::from_str(&met_if("earl")).expect("JSON");
    let graph = earl["@graph"].as_array().expect("a graph");
    let assertion = graph.iter().find(|node| node["@type"][0] == "earl:Assertion").expect("an assertion");
    assert_eq!(assertion["result"]["outcome"], "earl:cantTell");
    assert_eq!((&assertion["result"]["verdict"], &assertion["result"]["applies"]), (&"met".into(), &"open".into()));
    for format in ["github", "gitlab"] {
        assert!(!met_if(format).contains("S-1"), "there is nothing to look at");
    }
}

#[test]
fn the_matrix_has_a_letter_of_its_own_for_it() {
    let folder = folder("matrix", OPEN);
    let matrix = |format: &str| {
        folder.brief(&["matrix", "--rules", "set.yaml", "--only", "S-1", "--format", format, "pilot.yaml"]).out
    };
    let short = matrix("human");
    assert!(short.contains("met, if it applies"), "{short}");
    let human = folder.brief(&["matrix", "--rules", "set.yaml", "--only", "S-1", "--all", "pilot.yaml"]).out;
    assert!(
        human.contains("m met if it applies, B breached") && human.contains("S-1   must     m  Nobody is sanctioned"),
        "{human}"
    );
    assert!(matrix("markdown").contains("| must | m |"));
    assert!(matrix("csv").contains(",\"met, if it applies\""));
    let json: Value = serde_json::from_str(&matrix("json")).expect("JSON");
    assert_eq!(json["rules"][0]["verdicts"], serde_json::json!({"trial": "met"}));
    assert_eq!(json["rules"][0]["applies"], serde_json::json!({"trial": "open"}));
    assert!(matrix("svg").contains("wb-met-if") && matrix("svg").contains("S-1, trial: met, if it applies"));
}

#[test]
fn a_comparison_says_so_of_what_moved() {
    let folder = folder("diff", BREACH);
    folder.write("new.yaml", super::pilot("trial", OPEN));
    let call = ["diff", "--rules", "set.yaml", "--only", "S-1", "pilot.yaml", "new.yaml"];
    let human = folder.brief(&call).out;
    assert!(line(&human).contains("was breached, is met, if it applies"), "{human}");
    let markdown = folder.brief(&[&call[..], &["--format", "markdown"]].concat()).out;
    assert!(markdown.contains("| breached | **met, if it applies** |"), "{markdown}");
}

#[test]
fn the_first_place_of_a_finding_is_what_decides_it() {
    let sarif: Value = serde_json::from_str(&breached("sarif")).expect("JSON");
    let result = &sarif["runs"][0]["results"][0];
    let start = |location: &Value| location["physicalLocation"]["region"]["startLine"].as_u64();
    assert_eq!(start(&result["locations"][0]), Some(6));
    let related = result["relatedLocations"].as_array().expect("places");
    assert_eq!(related.iter().map(start).collect::<Vec<_>>(), [Some(6), Some(5)]);
    assert!(
        related[1]["message"]["text"].as_str().expect("a text").starts_with("it applies because of service.offer: ")
    );
    assert!(result["message"]["text"].as_str().expect("a text").contains(
        "\nIt applies because of service.offer: [psychological-therapy, and nothing else](1), says this file (specified).\n"
    ));
    assert_eq!(result["properties"]["appliesBecause"], serde_json::json!([SCOPE]));

    let gitlab: Value = serde_json::from_str(&breached("gitlab")).expect("JSON");
    assert_eq!(gitlab[0]["location"]["lines"]["begin"], 6);
    assert!(gitlab[0]["description"].as_str().expect("a text").contains("It applies because of service.offer: "));
    let github = breached("github");
    assert!(
        github.contains("file=pilot.yaml,line=6,") && github.contains("%0AIt applies because of service.offer: "),
        "{github}"
    );
    let junit = breached("junit");
    assert!(junit.contains(">pilot.yaml:6:") && junit.contains("\nIt applies because of service.offer: "), "{junit}");
    let tap = breached("tap");
    assert!(tap.contains("\"line\":6,") && tap.contains("  applies_because: [{\"fact\":\"service.offer\""), "{tap}");
    let human = breached("human");
    assert!(human.contains("would have to change\n    line 6: true"), "{human}");
    let human =
        folder("rules-first", BREACH).brief(&["check", "--rules", "set.yaml", "--rules-first", "pilot.yaml"]).out;
    assert!(human.contains("pilot.yaml:6:"), "{human}");
    assert!(
        line(&human).contains("It applies because of service.offer (psychological-therapy, and nothing else, line 5).")
    );
    let earl: Value = serde_json::from_str(&breached("earl")).expect("JSON");
    let assertion =
        earl["@graph"].as_array().expect("a graph").iter().find(|node| node["@type"][0] == "earl:Assertion");
    assert_eq!(assertion.expect("an assertion")["appliesBecause"][0]["fact"], SCOPE);
    assert!(breached("csv").trim_end().ends_with(",yes,service.offer"));
}

//! Places: where a value is used, and where it is written.

use serde_json::{Value, json};

use crate::support::Folder;

/// A rule that is met by every pilot that states these facts.
fn rules(facts: &[&str]) -> String {
    let tests: Vec<String> = facts.iter().map(|fact| format!("{fact}: stated")).collect();
    crate::support::RULES.replace("voluntariness.sanction_for_refusal: false", &tests.join(", "))
}

/// The line and the column, in code points, at which a needle stands in a text of which it is a part once.
fn place(text: &str, needle: &str) -> Value {
    assert_eq!(text.matches(needle).count(), 1, "{needle:?} stands once");
    let before = text.split(needle).next().expect("what stands before").trim_start_matches('\u{feff}');
    let lines: Vec<&str> = before.split('\n').collect();
    json!({"line": lines.len(), "column": lines.last().expect("a line").chars().count() + 1})
}

/// Where a statement is used, and where it is written if that is elsewhere.
type Needles<'t> = (&'t str, Option<&'t str>);

/// Holds the places of the statements that a rule rests on against needles in the text: where each is used, and where it
/// is written if that is elsewhere.
fn assert_places(name: &str, text: &str, document: usize, expected: &[(&str, &[Needles<'_>])]) {
    let folder = Folder::new(name);
    let facts: Vec<&str> = expected.iter().map(|(fact, _)| *fact).collect();
    folder.write("a.yaml", text).write("rules.yaml", rules(&facts));
    let ran = folder.check(&["a.yaml", "--rules", "rules.yaml"]);
    assert_eq!((ran.status, ran.errors()), (Some(0), vec![]));
    let report = ran.json();
    let pilot = report["pilots"].as_array().expect("pilots").iter().find(|pilot| pilot["document"] == document);
    let because = pilot.expect("the document")["results"][0]["because"].as_array().expect("reasons").clone();
    assert_eq!(because.len(), expected.len());
    for (fact, needles) in expected {
        let reason = because.iter().find(|reason| reason["fact"] == *fact).expect("the fact");
        let statements = reason["statements"].as_array().expect("statements");
        assert_eq!(statements.len(), needles.len(), "{fact}");
        for (statement, (used, written)) in statements.iter().zip(*needles) {
            let at = json!({"line": statement["line"], "column": statement["column"]});
            assert_eq!(at, place(text, used), "{fact} at {used:?}");
            let written = written.map_or(Value::Null, |written| place(text, written));
            assert_eq!(statement["written_at"], written, "{fact} at {used:?}");
        }
    }
}

const HEAD: &str = "format: 1\npilot: p\ntitle: Spans\nstatus: running\n";

#[test]
fn plain_values_statements_and_sets() {
    let text = format!(
        "{HEAD}referral:\n  routes: [self, gp]\n  work_coach_role:\n    value: informs\n    by: DWP\n    basis: claimed\nvoluntariness:\n  participation:\n    - {{by: DWP, basis: claimed, value:   voluntary}}\n    - by: a claimant\n      basis: observed\n      value:\n        mandatory\nlocation:\n  venues:\n    excludes: [library]\n    includes:\n      - clubhouse\n"
    );
    assert_places(
        "spans-plain",
        &text,
        0,
        &[
            ("referral.routes", &[("[self", None)]),
            ("referral.work_coach_role", &[("informs", None)]),
            ("voluntariness.participation", &[("voluntary}", None), ("mandatory", None)]),
            ("location.venues", &[("- clubhouse", None)]),
        ],
    );
}

#[test]
fn aliases_and_merge_keys() {
    let text = format!(
        "{HEAD}provenance: &who {{by: DWP, basis: claimed}}\nreferral:\n  work_coach_role: &role informs\n  routes: &routes [self]\n  diagnosis_required: &whole {{value: false, note: x}}\n  presented_as_optional: *whole\nvoluntariness: &section\n  sanction_for_refusal:\n    <<: [*who, *whole]\n  sanction_for_stopping: {{<<: *who, value: true}}\ndata_sharing:\n  consent: &none none\n  with_dwp: *none\n  from_dwp: {{value:  *none }}\n"
    );
    assert_places(
        "spans-aliases",
        &text,
        0,
        &[
            ("referral.work_coach_role", &[("informs", None)]),
            ("referral.diagnosis_required", &[("false, note", None)]),
            ("referral.presented_as_optional", &[("*whole\nvol", Some("false, note"))]),
            ("voluntariness.sanction_for_refusal", &[("*whole]", Some("false, note"))]),
            ("voluntariness.sanction_for_stopping", &[("true}", None)]),
            ("data_sharing.with_dwp", &[("*none\n", Some("none\n  with"))]),
            ("data_sharing.from_dwp", &[("*none }", Some("none\n  with"))]),
        ],
    );
}

#[test]
fn whole_sections_that_are_merged() {
    let text = format!(
        "{HEAD}service: &same\n  called_therapy: true\npurpose:\n  aim_published: &yes true\ntargets:\n  recovery: *yes\n  job_outcomes: {{<<: {{value: false}}}}\n"
    );
    assert_places(
        "spans-sections",
        &text,
        0,
        &[
            ("targets.recovery", &[("*yes", Some("true\ntargets"))]),
            ("targets.job_outcomes", &[("{value: false", Some("false}"))]),
        ],
    );
}

#[test]
fn blocks_of_text() {
    let text = format!(
        "{HEAD}summary: >-\n  folded – here\n\n  and “there”\ngovernance:\n  clinical_liability: |\n\n    The trust,\n    for all.\n  accountable_lead: >2-\n      Somebody\n"
    );
    assert_places(
        "spans-blocks",
        &text,
        0,
        &[
            ("governance.clinical_liability", &[("The trust", None)]),
            ("governance.accountable_lead", &[("  Somebody", None)]),
        ],
    );
}

#[test]
fn several_documents_with_text_that_is_not_ascii_line_ends_and_a_mark() {
    let first = HEAD.replace("Spans", "Première – “été” 🧭").replace('\n', "\r\n");
    let second = HEAD.replace("pilot: p", "pilot: q").replace('\n', "\r\n");
    let text = format!(
        "\u{feff}# 🧭\r\n{first}referral: {{work_coach_role: {{note: “naïve” 🧭, value: informs}}, \"routes\": [gp]}}\r\n--- # café\r\n\r\n{second}referral:\r\n  routes: {{note: é, excludes: [keyworker]}}\r\n  work_coach_role: suggests\r\n"
    );
    assert_places(
        "spans-first",
        &text,
        0,
        &[("referral.work_coach_role", &[("informs", None)]), ("referral.routes", &[("[gp]", None)])],
    );
    // Of a set of which nothing but an exclusion is stated, it is open whether it is stated.
    let text = text.replace("excludes: [keyworker]", "includes: [keyworker]");
    assert_places(
        "spans-second",
        &text,
        1,
        &[("referral.work_coach_role", &[("suggests", None)]), ("referral.routes", &[("[keyworker]", None)])],
    );
}

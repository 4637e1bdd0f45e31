//! Every answer in JSON is as its schema says, and the schemas are sound.

use crate::support;
use serde_json::Value;

/// A command that prints JSON for each schema, by the schema's name.
const COMMANDS: [(&str, &[&str]); 21] = [
    ("agree", &["agree", "pilots", "pilots/example-unacceptable.yaml", "--format", "json"]),
    ("audit", &["rules", "audit", "pilots", "--format", "json"]),
    ("compare", &["compare", "professional-bodies", "dwp-assurances", "--format", "json"]),
    ("config", &["config", "--format", "json"]),
    ("coverage", &["sources", "coverage", "no-such-texts", "pilots", "--format", "json"]),
    ("diff", &["diff", "pilots/example-acceptable.yaml", "pilots/example-unacceptable.yaml", "--format", "json"]),
    ("explain", &["explain", "PB-02", "--format", "json"]),
    ("facts", &["facts", "--format", "json"]),
    ("matrix", &["matrix", "pilots/islington-job-coaches.yaml", "--rules", "dwp-assurances", "--format", "json"]),
    ("promises", &["promises", "pilots", "--of", "dwp-assurances", "--format", "json"]),
    ("questions", &["questions", "pilots/islington-job-coaches.yaml", "--format", "json"]),
    ("reconcile", &["reconcile", "professional-bodies", "dwp-assurances", "--format", "json"]),
    (
        "repair",
        &[
            "repair",
            "pilots/canterbury-psicon.yaml",
            "--rules",
            "mental-wealth-foundation",
            "--min-force",
            "should",
            "--format",
            "json",
        ],
    ),
    ("report", &["check", "pilots", "--by-word", "--format", "json"]),
    ("rules", &["rules", "--format", "json"]),
    ("rules-test", &["rules", "test", "rules/dwp-assurances.yaml", "--coverage", "--mutants", "--format", "json"]),
    ("search", &["search", "sanction", "--format", "json"]),
    ("verification", &["sources", "verify", "no-such-texts", "pilots", "--format", "json"]),
    ("vocabulary-check", &["vocabulary", "check", "examples/council/vocabulary.yaml", "--format", "json"]),
    (
        "vocabulary-diff",
        &["vocabulary", "diff", "health-and-work", "examples/council/vocabulary.yaml", "--format", "json"],
    ),
    ("waivers", &["waivers", "pilots", "--format", "json"]),
];

fn brief(args: &[&str]) -> Value {
    let output = support::command(support::BRIEF)
        .args(args)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("brief runs");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    serde_json::from_str(&text)
        .unwrap_or_else(|error| panic!("{args:?}: {error}\n{}\n{text:.300}", String::from_utf8_lossy(&output.stderr)))
}

#[test]
fn each_answer_is_as_its_schema_says() {
    for (name, args) in COMMANDS {
        let schema = brief(&["schema", name]);
        jsonschema::meta::validate(&schema).unwrap_or_else(|error| panic!("the schema {name}: {error}"));
        let validator = jsonschema::validator_for(&schema).expect("a schema");
        let answer = brief(args);
        let wrong: Vec<String> =
            validator.iter_errors(&answer).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(wrong.is_empty(), "{name}:\n{}", wrong.join("\n"));
        // A schema that any object fits would hold nothing.
        assert!(!validator.is_valid(&serde_json::json!({})), "the schema {name} asks for nothing");
    }
}

#[test]
fn every_answer_with_a_schema_is_tried_here() {
    let tried: Vec<&str> = COMMANDS.iter().map(|(name, _)| *name).collect();
    let known: Vec<&str> = watching_brief::answers::SCHEMAS.iter().map(|schema| schema.name).collect();
    assert_eq!(tried, known);
}

#[test]
fn facts_rules_and_explanations_are_told_as_data() {
    let facts = brief(&["facts", "referral", "--format", "json"]);
    assert_eq!(facts["sections"][0]["section"], "referral");
    let role = facts["sections"][0]["facts"].as_array().expect("facts").iter();
    let role = role.clone().find(|fact| fact["fact"] == "referral.work_coach_role").expect("the role");
    assert_eq!(role["type"], "choice");
    assert!(role["values"].as_array().expect("values").contains(&"suggests".into()));

    let rules = brief(&["rules", "--only", "PB-02", "--format", "json"]);
    let rule = &rules["rulesets"][0]["rules"][0];
    assert_eq!(
        (&rule["rule"], &rule["force"], &rule["cite"]["paragraph"]),
        (&"PB-02".into(), &"must".into(), &24.into())
    );
    assert!(rule["facts"].as_array().expect("facts").contains(&"voluntariness.sanction_for_refusal".into()));

    let explained = brief(&["explain", "pb-02", "--format", "json"]);
    assert!(explained["title"].as_str().expect("a title").starts_with("PB-02"));
    assert!(explained["parts"].as_array().expect("parts").len() > 5);
}

/// The report is written in pieces, and its schema is derived from a type: nothing is written that the type does not have.
#[test]
fn the_report_has_no_key_that_its_type_does_not_have() {
    fn closed(schema: &mut Value) {
        if let Some(map) = schema.as_object_mut() {
            if map.contains_key("properties") {
                map.insert("additionalProperties".into(), false.into());
            }
            map.values_mut().for_each(closed);
        } else if let Some(list) = schema.as_array_mut() {
            list.iter_mut().for_each(closed);
        }
    }
    let mut schema = brief(&["schema", "report"]);
    closed(&mut schema);
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    for args in [
        &["check", "pilots", "--by-word", "--format", "json"][..],
        &["check", "pilots", "--basis", "observed", "--without", "DWP", "--format", "json"],
        &["check", "examples", "pilots", "--exclude", "*-2014.yaml", "--format", "json"],
        &[
            "check",
            "examples/school-advice/pilots",
            "--vocabulary",
            "examples/school-advice/vocabulary.yaml",
            "--rules",
            "examples/school-advice/rules.yaml",
            "--format",
            "json",
        ],
    ] {
        let report = brief(args);
        let wrong: Vec<String> =
            validator.iter_errors(&report).map(|error| format!("{}: {error:.200}", error.instance_path())).collect();
        // A vocabulary of its own has other dimensions and facts.
        let wrong: Vec<&String> = wrong.iter().filter(|error| !error.contains("is not one of")).collect();
        assert!(wrong.is_empty(), "{args:?}:\n{wrong:?}");
    }
}

//! Requests, as a page puts them: what is answered, and what is told of those that are wrong. That the answers are those of
//! the command is for `tests/desk/` of the program to see.

use desk_engine::{Status, answer};
use serde_json::{Value, json};

const PILOT: &str =
    "format: 1\npilot: riverside\ntitle: Riverside\nstatus: proposed\nreferral:\n  work_coach_role: suggests\n";

fn asked(call: &str, more: &Value) -> Value {
    let mut request =
        json!({"call": call, "files": [{"name": "riverside.yaml", "text": PILOT}], "today": "2026-11-22"});
    for (key, value) in more.as_object().expect("keys") {
        request[key] = value.clone();
    }
    request
}

fn put(request: &Value) -> (Status, String) {
    let answer = answer(request.to_string().as_bytes());
    (answer.status, answer.text)
}

fn answered(request: &Value) -> String {
    let (status, text) = put(request);
    assert_eq!(status, Status::Answered, "{request}: {text}");
    text
}

/// The messages of a refusal.
fn refused(request: &Value) -> Vec<String> {
    let (status, text) = put(request);
    assert_eq!(status, Status::Refused, "{request}: {text}");
    let told: Value = serde_json::from_str(&text).expect("JSON");
    let told = told["diagnostics"].as_array().expect("a list");
    told.iter().map(|one| one["message"].as_str().expect("a message").to_owned()).collect()
}

/// The verdict on a rule in the report of a request.
fn verdict(request: &Value, rule: &str) -> String {
    let report: Value = serde_json::from_str(&answered(request)).expect("JSON");
    let results = report["pilots"][0]["results"].as_array().expect("a list");
    let result = results.iter().find(|one| one["rule"] == rule).expect("a result");
    result["verdict"].as_str().expect("a verdict").to_owned()
}

#[test]
fn the_engine_tells_what_it_has_with_it() {
    let about: Value = serde_json::from_str(&answered(&json!({"call": "about"}))).expect("JSON");
    assert_eq!(about["version"], env!("CARGO_PKG_VERSION"));
    assert_eq!(about["vocabulary"], "health-and-work");
    let sets = about["rulesets"].as_array().expect("a list");
    assert!(sets.len() > 4, "{about:#}");
    for set in sets {
        let count = |key: &str| set[key].as_u64().expect("a number");
        assert!(count("musts") + count("shoulds") + count("asks") > 0, "{set:#}");
        assert!(!set["summary"].as_str().expect("a text").is_empty(), "{set:#}");
    }
}

#[test]
fn options_count() {
    assert_eq!(verdict(&asked("check", &json!({})), "MWF-03"), "breached");
    let options = json!({"options": {"basis": "observed"}});
    assert_eq!(verdict(&asked("check", &options), "MWF-03"), "unstated");
    let one = json!({"rules": ["professional-bodies"], "options": {"only": ["PB-02"]}});
    let report: Value = serde_json::from_str(&answered(&asked("check", &one))).expect("JSON");
    assert_eq!(report["pilots"][0]["results"].as_array().map(Vec::len), Some(1));
}

#[test]
fn configuration_and_rule_sets_may_be_among_the_files() {
    let rules =
        "format: 1\nruleset: house\ntitle: H\nissued_by: [C]\nsummary: S.\nimport: [{from: cotton-questions}]\n";
    let configuration = "format: 1\nbrief:\n  pilots: [riverside.yaml]\n  rules: [house.yaml]\n";
    let files = json!([
        {"name": "riverside.yaml", "text": PILOT},
        {"name": "house.yaml", "text": rules},
        {"name": "brief.yaml", "text": configuration},
    ]);
    let report: Value = serde_json::from_str(&answered(&asked("check", &json!({"files": files})))).expect("JSON");
    assert_eq!(report["rulesets"][0]["ruleset"], "house", "{report:#}");
    let of_configuration = asked("check", &json!({"files": files, "pilots": []}));
    let pilots: Value = serde_json::from_str(&answered(&of_configuration)).expect("JSON");
    assert_eq!(pilots["pilots"][0]["pilot"], "riverside");
}

#[test]
fn each_call_has_its_forms_and_no_others() {
    for call in ["check", "questions", "repair", "promises", "explain", "facts"] {
        let mut request = asked(call, &json!({"form": "html"}));
        if call == "explain" {
            request["with"] = json!({"name": "PB-02"});
        }
        assert!(answered(&request).starts_with("<!DOCTYPE html>"), "{call}");
        request["form"] = json!("word");
        let told = refused(&request);
        assert!(told[0].contains("has no form `word`"), "{told:?}");
    }
    assert!(answered(&asked("rules", &json!({"form": "markdown"}))).starts_with('#'));
    assert!(refused(&asked("rules", &json!({"form": "html"})))[0].contains("there are human, json and markdown"));
    assert!(answered(&asked("letter", &json!({}))).starts_with("Subject: "));
    assert!(refused(&asked("letter", &json!({"form": "html"})))[0].contains("there is text"));
}

#[test]
fn a_repair_gives_the_text_of_an_alternative() {
    let repair = |form: &str, alternative: usize| {
        let with = json!({"alternative": alternative});
        asked("repair", &json!({"options": {"min_force": "should"}, "form": form, "with": with}))
    };
    let proposed: Value = serde_json::from_str(&answered(&repair("json", 1))).expect("JSON");
    let count = proposed["alternatives"].as_array().expect("a list").len();
    assert!(count > 0, "{proposed:#}");
    for alternative in 1..=count {
        let text = answered(&repair("text", alternative));
        assert_ne!(text, PILOT);
        let mut again = repair("text", 1);
        again["files"][0]["text"] = json!(text);
        assert!(refused(&again)[0].contains("there are 0 alternatives"), "{text}");
    }
    assert!(refused(&repair("text", count + 1))[0].contains("there is no alternative"));
    assert!(refused(&repair("text", 0))[0].contains("there is no alternative 0"));
}

#[test]
fn what_is_wrong_with_a_request_is_told() {
    let cases = [
        (json!({"call": "chek"}), "did you mean `check`?"),
        (json!({"call": "facts", "day": "2026-01-01"}), "unknown field `day`"),
        (json!({"call": "facts", "with": {"sektion": "referral"}}), "unknown field `sektion`"),
        (json!({"call": "facts", "with": {"section": "referal"}}), "did you mean `referral`?"),
        (json!({"call": "check", "files": []}), "needs the day"),
        (json!({"call": "check", "today": "tomorrow"}), "as in \"2026-01-01\""),
        (asked("check", &json!({"options": {"basis": "heard"}})), "`heard` is none of claimed, specified and observed"),
        (asked("repair", &json!({"files": []})), "needs one file"),
        (asked("explain", &json!({})), "missing field `name`"),
        (asked("explain", &json!({"with": {"name": "PB-99"}})), "PB-99"),
        (asked("letter", &json!({"with": {"law": "habeas"}})), "`habeas` is none of"),
        (asked("new", &json!({"with": {"id": "Not an id"}})), "id"),
        (asked("schema", &json!({"with": {"name": "pilots"}})), "no schema `pilots`"),
        (
            asked("questions", &json!({"form": "html", "files": [{"name": "a.yaml", "text": "pilot: ["}]})),
            "no closing bracket",
        ),
    ];
    for (request, expected) in cases {
        let told = refused(&request);
        assert!(told.iter().any(|one| one.contains(expected)), "{request}: {told:?}");
    }
    assert_eq!(answer(b"\xff").status, Status::Refused);
}

/// A form that can tell what is wrong does so, and is an answer.
#[test]
fn a_report_tells_what_is_wrong_with_a_file() {
    let files = json!([{"name": "a.yaml", "text": "pilot: ["}]);
    let report: Value = serde_json::from_str(&answered(&asked("check", &json!({"files": files})))).expect("JSON");
    assert_eq!(report["errors"][0]["file"], "a.yaml");
}

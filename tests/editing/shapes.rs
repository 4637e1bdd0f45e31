//! How a changed text looks, and what is refused.

use serde_json::{Value, json};

use super::{change, project, read};

const HEAD: &str = "format: 1\npilot: p\ntitle: T\nstatus: proposed\n";

/// The text below the head after one change.
fn after(below: &str, asked: &Value) -> String {
    let text = format!("{HEAD}{below}");
    let new = change(&project(), &text, 0, std::slice::from_ref(asked)).expect("a change that can be made");
    new.strip_prefix(HEAD).unwrap_or(&new).to_owned()
}

fn state(fact: &str, statement: &Value) -> Value {
    json!({"change": "state", "fact": fact, "statement": statement})
}

const SANCTION: &str = "voluntariness.sanction_for_refusal";

#[test]
fn the_author_s_own_word_is_a_plain_value() {
    let value = json!({"value": false});
    assert_eq!(after("", &state(SANCTION, &value)), "voluntariness:\n  sanction_for_refusal: false\n");
    assert_eq!(after("voluntariness:\n", &state(SANCTION, &value)), "voluntariness:\n  sanction_for_refusal: false\n");
    assert_eq!(
        after("voluntariness: # what is free\n  # more\n", &state(SANCTION, &value)),
        "voluntariness: # what is free\n  sanction_for_refusal: false\n  # more\n"
    );
}

/// What agrees with the defaults of the file is left out, and what they would put into somebody's mouth is set aside.
#[test]
fn what_the_defaults_say_is_not_said_again() {
    let provenance = "provenance: {by: the provider, basis: claimed, document: leaflet}\n";
    let said = |statement: &Value| {
        let new = after(provenance, &state(SANCTION, statement));
        new.strip_prefix(provenance)
            .and_then(|new| new.strip_prefix("voluntariness:\n  sanction_for_refusal: "))
            .expect("the fact")
            .to_owned()
    };
    let usual = json!({"value": true, "by": "the provider", "basis": "claimed", "document": "leaflet"});
    assert_eq!(said(&usual), "true\n");
    let place = json!({"value": true, "by": "the provider", "basis": "claimed", "document": "leaflet", "paragraph": 3, "phrase": "we will"});
    assert_eq!(said(&place), "{value: true, paragraph: 3, phrase: \"we will\"}\n");
    assert_eq!(said(&json!({"value": true})), "{value: true, basis: specified, by: null, document: null}\n");
    let other = json!({"value": true, "by": "DWP", "basis": "claimed", "document": "leaflet"});
    assert_eq!(said(&other), "{value: true, by: DWP, basis: claimed}\n");
    let unanswered = json!({"unanswered": true, "by": "the provider", "asked": "2024-11-20", "document": "leaflet"});
    assert_eq!(said(&unanswered), "{unanswered: true, asked: \"2024-11-20\"}\n");
}

#[test]
fn two_speakers_make_a_fact_contested() {
    let new = after(
        "voluntariness:\n  sanction_for_refusal: false # says the leaflet\n",
        &state(SANCTION, &json!({"value": true, "by": "a claimant", "basis": "observed"})),
    );
    assert_eq!(
        new,
        "voluntariness:\n  sanction_for_refusal: [{value: false}, {value: true, by: \"a claimant\", basis: observed}] # says the leaflet\n"
    );
}

#[test]
fn a_statement_in_a_list_is_replaced_in_its_place() {
    let list = "voluntariness:\n  sanction_for_refusal:\n    # the first\n    - value: false # a\n      # between\n      by: DWP # b\n      basis: claimed\n    - {value: true, by: a claimant, basis: observed} # c\n  can_withdraw_any_time: true\n";
    let asked = json!({"change": "replace", "fact": SANCTION, "at": 0, "statement": {"value": true}});
    assert_eq!(
        after(list, &asked),
        "voluntariness:\n  sanction_for_refusal:\n    # the first\n    - {value: true} # a\n      # between\n      # b\n    - {value: true, by: a claimant, basis: observed} # c\n  can_withdraw_any_time: true\n"
    );
    let asked = json!({"change": "replace", "fact": SANCTION, "at": 1, "statement": {"value": false, "by": "A", "basis": "observed"}});
    assert_eq!(
        after(list, &asked),
        list.replace("{value: true, by: a claimant, basis: observed}", "{value: false, by: A, basis: observed}")
    );
}

#[test]
fn what_is_taken_away_leaves_its_comments() {
    let asked = json!({"change": "withdraw", "fact": SANCTION});
    assert_eq!(
        after(
            "voluntariness:\n  # above\n  sanction_for_refusal: false # beside\n  can_withdraw_any_time: true\n",
            &asked
        ),
        "voluntariness:\n  # above\n  # beside\n  can_withdraw_any_time: true\n"
    );
    // What a merge key would bring in is kept out.
    let merged =
        "x-base: &base {sanction_for_refusal: true}\nvoluntariness:\n  <<: *base\n  sanction_for_refusal: false\n";
    assert_eq!(after(merged, &asked), merged.replace("refusal: false", "refusal: null"));
}

#[test]
fn what_stands_at_the_top_is_set() {
    let set = |key: &str, value: Value| json!({"change": "set", "key": key, "value": value});
    let text = format!("{HEAD}owners: [A] # who\nreferral:\n  routes: [self]\n");
    let new = |asked: &Value| change(&project(), &text, 0, std::slice::from_ref(asked)).expect("a change");
    assert_eq!(new(&set("title", json!("A: b"))), text.replace("title: T", "title: \"A: b\""));
    assert_eq!(new(&set("owners", json!(["B", "C"]))), text.replace("[A]", "[B, C]"));
    assert_eq!(new(&set("owners", Value::Null)), text.replace("owners: [A] # who", "# who"));
    assert_eq!(new(&set("summary", json!("S"))), text.replace("status: proposed\n", "status: proposed\nsummary: S\n"));
}

#[test]
fn what_cannot_be_is_refused_with_the_words_of_the_reader() {
    let text = format!("{HEAD}referral:\n  work_coach_role: informs\n");
    let refused = |asked: Value| change(&project(), &text, 0, &[asked]).expect_err("a refusal").join("\n");
    for (asked, wanted) in [
        (state("referral.work_coach_rol", &json!({"value": "informs"})), "did you mean `referral.work_coach_role`?"),
        (state("referral.work_coach_role", &json!({"value": "inform"})), "`informs`"),
        (state("referral.work_coach_role", &json!({"value": "informs", "by": "A"})), "speaks without a basis"),
        (state("referral.work_coach_role", &json!({"value": "informs", "pharse": "a"})), "phrase"),
        (state("referral.work_coach_role", &json!({})), "says nothing"),
        (
            state("referral.work_coach_role", &json!({"value": "informs", "phrase": "a b c d e f g h i j k l m"})),
            "at most 12",
        ),
        (json!({"change": "withdraw", "fact": "referral.work_coach_role", "at": 1}), "none at 1"),
        (json!({"change": "set", "key": "pilot", "value": "Not An Id"}), "id"),
        (json!({"change": "set", "key": "title", "value": ""}), "title"),
        (json!({"change": "set", "key": "format", "value": 2}), "cannot be set"),
    ] {
        let told = refused(asked.clone());
        assert!(told.contains(wanted), "{asked}: {told}");
    }
}

#[test]
fn what_does_not_read_is_told_and_all_else_is_read() {
    let project = project();
    let text = format!("{HEAD}referral:\n  work_coach_role: inform\n---\n{}", HEAD.replace("pilot: p", "pilot: q"));
    let answer = read(&project, &text);
    assert_eq!(answer["documents"][0]["pilot"], "q");
    assert_eq!((&answer["errors"][0]["line"], &answer["errors"][0]["code"]), (&json!(6), &json!("unknown-value")));
    let asked = [json!({"change": "set", "key": "title", "value": "N"})];
    assert!(change(&project, &text, 0, &asked).is_err());
    let new = change(&project, &text, 1, &asked).expect("a change of the other");
    assert_eq!(new, text.replace("pilot: q\ntitle: T", "pilot: q\ntitle: N"));
    for unreadable in ["", "a: [", "\u{0}", "- a\n", "pilot: p\n"] {
        let answer = read(&project, unreadable);
        assert_eq!(answer["documents"], json!([]), "{unreadable:?}");
        assert_ne!(answer["errors"], json!([]), "{unreadable:?}");
        assert!(change(&project, unreadable, 0, &asked).is_err(), "{unreadable:?}");
    }
}

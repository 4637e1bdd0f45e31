//! What `--basis`, `--without`, `--by-word` and the field `basis` make of a scope: it is judged on the whole pilot first.

use serde_json::json;

use super::{OFFER, check, facts, folder, of_rule, result, told};

/// That there is therapy is only claimed; what was seen is a sanction.
const CLAIMED: &str = "\
service: {offer: {value: [psychological-therapy], by: the provider, basis: claimed}}
voluntariness:
  sanction_for_refusal:
    - {value: false, by: DWP, basis: claimed}
    - {value: true, by: a claimant, basis: observed}
";

/// That there is therapy is in dispute; what was seen is that there is.
const DISPUTED: &str = "\
service:
  offer:
    - {value: [psychological-therapy], by: a visitor, basis: observed}
    - {value: [job-coaching], by: the provider, basis: claimed}
voluntariness: {sanction_for_refusal: {value: true, by: a claimant, basis: observed}}
";

const REFUSAL: &str = "voluntariness.sanction_for_refusal";

#[test]
fn where_the_whole_pilot_is_in_scope_only_what_is_required_is_decided_from_what_is_left() {
    let whole = result("whole", CLAIMED, "S-1", &[]);
    assert_eq!(told(&whole), (json!(["contested", "yes"]), vec![], vec![OFFER]));
    let observed = result("whole-observed", CLAIMED, "S-1", &["--basis", "observed"]);
    assert_eq!(told(&observed), (json!(["breached", "yes"]), vec![REFUSAL], vec![OFFER]));
    // The facts are those of the whole pilot, with what is said of them there.
    assert_eq!(observed["applies_because"], whole["applies_because"]);
    assert_eq!(observed["applies_because"][0]["statements"][0]["by"], "the provider");
    assert_eq!(observed["because"][0]["statements"].as_array().expect("statements").len(), 1);
    let without = result("whole-without", CLAIMED, "S-1", &["--without", "the provider", "--without", "a claimant"]);
    assert_eq!(told(&without), (json!(["met", "yes"]), vec![REFUSAL], vec![OFFER]));
    // Nothing is left of what is required: there is something to ask, and the rule applies all the same.
    let nothing = result("whole-nothing", CLAIMED, "S-1", &["--without", "dwp", "--without", "a claimant"]);
    assert_eq!(told(&nothing), (json!(["unstated", "yes"]), vec![], vec![OFFER]));
    assert_eq!(facts(&nothing["turns_on"]), [REFUSAL]);
}

#[test]
fn else_where_what_is_left_is_in_scope_the_rule_applies_by_that() {
    let whole = result("left", DISPUTED, "S-1", &[]);
    assert_eq!((told(&whole).0, facts(&whole["turns_on"])), (json!(["contested", "open"]), vec![OFFER]));
    let observed = result("left-observed", DISPUTED, "S-1", &["--basis", "observed"]);
    assert_eq!(told(&observed), (json!(["breached", "yes"]), vec![REFUSAL], vec![OFFER]));
    let statements = observed["applies_because"][0]["statements"].as_array().expect("statements");
    assert_eq!((statements.len(), &statements[0]["by"]), (1, &json!("a visitor")), "as what is left states it");
}

#[test]
fn elsewhere_both_are_decided_from_what_is_left() {
    // Out of scope by what is left, though the whole pilot leaves it open.
    let out = result("else-out", DISPUTED, "S-1", &["--without", "a visitor"]);
    assert_eq!(told(&out), (json!(["not-applicable", "no"]), vec![OFFER], vec![OFFER]));
    // Out of scope by the whole pilot, and open by what is left of it.
    let claimed = "service: {offer: {value: [job-coaching], by: the provider, basis: claimed}}\n\
                   voluntariness: {sanction_for_refusal: {value: false, by: a claimant, basis: observed}}\n";
    let whole = result("else-whole", claimed, "S-1", &[]);
    assert_eq!(told(&whole).0, json!(["not-applicable", "no"]));
    let open = result("else-open", claimed, "S-1", &["--basis", "observed"]);
    assert_eq!(told(&open), (json!(["met", "open"]), vec![REFUSAL], vec![]));
}

#[test]
fn the_basis_is_that_of_what_is_required() {
    let seen = "service: {offer: {value: [psychological-therapy], by: the provider, basis: claimed}}\n\
                voluntariness: {sanction_for_refusal: {value: true, by: a claimant, basis: observed}}\n";
    let found = result("basis-observed", seen, "S-1", &[]);
    assert_eq!((&found["verdict"], &found["basis"]), (&json!("breached"), &json!("observed")));
    // Of a rule that does not apply it is that of its scope.
    let out = "service: {offer: {value: [job-coaching], by: the provider, basis: claimed}}\n";
    let found = result("basis-out", out, "S-1", &[]);
    assert_eq!((&found["verdict"], &found["basis"]), (&json!("not-applicable"), &json!("claimed")));
    // With nothing but what was seen, it is found again.
    let report = check(&folder("basis-filter", seen), "json", &["--basis", "observed"]);
    assert_eq!((report.status, &of_rule(&report.json(), "S-1")["verdict"]), (Some(1), &json!("breached")));
}

#[test]
fn by_word_looks_at_the_answer() {
    let seen = "service: {offer: {value: [psychological-therapy], by: the provider, basis: claimed}}\n\
                voluntariness: {sanction_for_refusal: {value: true, by: a claimant, basis: observed}}\n";
    let found = result("word", seen, "S-1", &["--by-word"]);
    // The provider, who makes the rule apply, is no word that the breach rests on.
    assert_eq!(found["by_word"], json!([{"speaker": "a claimant", "otherwise": "unstated", "applies": "yes"}]));
    let sides = result("word-sides", CLAIMED, "S-1", &["--by-word"]);
    assert_eq!(
        sides["sides"],
        json!([
            {"speaker": "DWP", "verdict": "met", "applies": "yes"},
            {"speaker": "a claimant", "verdict": "breached", "applies": "yes"},
        ])
    );
    // A word without which it is met if it applies is not said to make it met.
    let out = "service: {offer: {value: [job-coaching], by: the provider, basis: claimed}}\n\
               voluntariness: {sanction_for_refusal: false}\n";
    let found = result("word-out", out, "S-1", &["--by-word"]);
    assert_eq!(found["by_word"], json!([{"speaker": "the provider", "otherwise": "met", "applies": "open"}]));
    let human = check(&folder("word-human", out), "human", &["--by-word", "--all"]);
    let line = human.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(line.contains("on the word of the provider alone; without it: met, if it applies"), "{}", human.out);
}

#[test]
fn a_repair_mends_what_is_breached_by_what_is_left() {
    let folder = folder("repair", CLAIMED);
    let call = ["repair", "--rules", "set.yaml", "--basis", "observed", "--format", "json", "pilot.yaml"];
    let report = folder.brief(&call).json();
    let text = report.to_string();
    assert!(text.contains(REFUSAL) && !text.contains("\"fact\":\"service.offer\""), "{report:#}");
}

#[test]
fn a_comparison_tells_of_what_is_set_aside_where_that_moves_a_verdict() {
    let folder = folder("diff", CLAIMED);
    folder.write("new.yaml", super::pilot("trial", &CLAIMED.replace("[psychological-therapy]", "[job-coaching]")));
    let call = ["diff", "--rules", "set.yaml", "--only", "S-1", "--basis", "observed", "pilot.yaml", "new.yaml"];
    let json = folder.brief(&[&call[..], &["--format", "json"]].concat()).json();
    let moved = &json["pilots"][0]["moved"][0];
    assert_eq!(
        json!([moved["was"], moved["was_applies"], moved["is"], moved["is_applies"]]),
        json!(["breached", "yes", "unstated", "open"])
    );
    assert_eq!((facts(&moved["because"]), &json["pilots"][0]["changed"]), (vec![OFFER], &json!([OFFER])));
    let human = folder.brief(&call).out;
    let line = human.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        line.contains("service.offer: what is set aside of it changed, and with that whether the rule applies"),
        "{human}"
    );
}

//! Whether a rule applies, apart from what it asks: each sentence on that, through the command.

mod formats;
mod identity;
mod words;

use serde_json::{Value, json};

use crate::support::{Folder, Ran};

/// A set with a scope, and rules without one, with one of their own, and one that asks about a fact of its scope too.
const SET: &str = "\
format: 1
ruleset: scoped
title: A set with a scope
issued_by: [nobody]
summary: Rules for therapy.
applies_when: {service.offer: {includes_any: [psychological-therapy]}}
rules:
  - id: S-1
    title: Nobody is sanctioned for saying no
    about: voluntariness
    force: must
    by: nobody
    cite: {document: no-document, paragraph: 1, phrase: no one should lose a penny}
    require: {voluntariness.sanction_for_refusal: false}
    reason: People cannot choose freely otherwise.
    remedy: Promise it in writing.
  - id: S-2
    title: In a jobcentre there is another place to go to
    about: location
    force: must
    by: nobody
    cite: {document: no-document, paragraph: 2, phrase: another door}
    applies_when: {location.venues: {includes_any: [jobcentre]}}
    require: {location.alternatives_outside_jobcentre: true}
    reason: Not everybody dares to go there.
    remedy: Offer a second place.
  - id: S-3
    title: What is offered is called what it is, and is not coaching
    about: service
    force: should
    by: nobody
    cite: {document: no-document, paragraph: 3, phrase: call it by its name}
    require:
      service.called_therapy: true
      service.offer: {excludes: [job-coaching]}
    reason: People must know what they are offered.
    remedy: Say what it is.
";

/// A set without a scope: its rules always apply, but for the last.
const ALWAYS: &str = "\
format: 1
ruleset: always
title: A set without a scope
issued_by: [nobody]
summary: Rules for everything.
rules:
  - id: A-1
    title: Somebody is supervised
    about: workforce
    force: must
    by: nobody
    cite: {document: no-document, paragraph: 4, phrase: never alone}
    require: {workforce.clinical_supervision: true}
    reason: Nobody should work alone.
    remedy: Supervise.
  - id: A-2
    title: Something holds either way
    about: workforce
    force: ask
    by: nobody
    cite: {document: no-document, paragraph: 5, phrase: one or the other}
    applies_when: {any: [{targets.recovery: true}, {targets.recovery: false}]}
    require: {any: [{workforce.accredited: true}, {workforce.accredited: false}]}
    reason: It always does.
    remedy: Nothing.
";

/// Says nothing of what is offered.
const OPEN: &str = "voluntariness: {sanction_for_refusal: false}\n";

fn folder(name: &str, facts: &str) -> Folder {
    let folder = Folder::new(name);
    folder.write("set.yaml", SET).write("always.yaml", ALWAYS);
    folder.write("pilot.yaml", pilot("trial", facts));
    folder
}

fn pilot(id: &str, facts: &str) -> String {
    format!("format: 1\npilot: {id}\ntitle: A trial\nstatus: running\n{facts}")
}

/// Checks the pilot against both sets.
fn check(folder: &Folder, format: &str, more: &[&str]) -> Ran {
    let call = ["check", "--rules", "set.yaml", "--rules", "always.yaml", "--today", "2026-11-22", "--format", format];
    folder.brief(&[&call, more, &["pilot.yaml"]].concat())
}

/// The result of a rule.
fn result(name: &str, facts: &str, rule: &str, more: &[&str]) -> Value {
    let ran = check(&folder(name, facts), "json", more);
    of_rule(&ran.json(), rule)
}

fn of_rule(report: &Value, rule: &str) -> Value {
    let results = report["pilots"][0]["results"].as_array().expect("results");
    results.iter().find(|result| result["rule"] == rule).expect("the rule").clone()
}

fn facts(list: &Value) -> Vec<&str> {
    list.as_array().expect("a list").iter().map(|one| one["fact"].as_str().expect("a fact")).collect()
}

/// What there is to compare of a result: the verdict, whether it applies, and the facts of both.
fn told(result: &Value) -> (Value, Vec<&str>, Vec<&str>) {
    (json!([result["verdict"], result["applies"]]), facts(&result["because"]), facts(&result["applies_because"]))
}

const THERAPY: &str = "service: {offer: [psychological-therapy]}\n";
const OFFER: &str = "service.offer";

#[test]
fn a_rule_applies_where_its_scope_is_true_in_every_completion() {
    let breach = format!("{THERAPY}voluntariness: {{sanction_for_refusal: true}}\n");
    let found = result("yes", &breach, "S-1", &[]);
    // The answer is that of what is required alone, and so are its reasons.
    assert_eq!(told(&found), (json!(["breached", "yes"]), vec!["voluntariness.sanction_for_refusal"], vec![OFFER]));
    // Both have one form.
    let said = json!([{"value": ["psychological-therapy"], "by": null, "basis": "specified", "document": null,
        "paragraph": null, "phrase": null, "line": 5, "column": 18, "written_at": null}]);
    assert_eq!(found["applies_because"], json!([{"fact": OFFER, "statements": said}]));
}

#[test]
fn a_rule_does_not_apply_where_its_scope_is_false_in_every_completion() {
    let found = result("no", "service: {offer: [job-coaching]}\n", "S-1", &[]);
    assert_eq!(told(&found), (json!(["not-applicable", "no"]), vec![OFFER], vec![OFFER]));
    assert_eq!(found["because"], found["applies_because"], "the same set");
    // Of several facts that rule it out, the smallest set, and the first.
    let both = "service: {offer: [job-coaching]}\nlocation: {venues: [library]}\n";
    let found = result("no-first", both, "S-2", &[]);
    assert_eq!(told(&found), (json!(["not-applicable", "no"]), vec![OFFER], vec![OFFER]));
}

#[test]
fn elsewhere_it_is_open_whether_it_applies() {
    let found = result("open-met", OPEN, "S-1", &[]);
    let because = vec!["voluntariness.sanction_for_refusal"];
    assert_eq!(told(&found), (json!(["met", "open"]), because, vec![]));
    // What it turns on is that of scope implies what is required, as ever.
    let found = result("open-unstated", "voluntariness: {sanction_for_refusal: true}\n", "S-1", &[]);
    assert_eq!((told(&found).0, facts(&found["turns_on"])), (json!(["unstated", "open"]), vec![OFFER]));
    let disputed = "service:\n  offer:\n    - {value: [psychological-therapy], by: a, basis: claimed}\n    \
                    - {value: [job-coaching], by: b, basis: claimed}\nvoluntariness: {sanction_for_refusal: true}\n";
    let found = result("open-contested", disputed, "S-1", &[]);
    assert_eq!((told(&found).0, facts(&found["turns_on"])), (json!(["contested", "open"]), vec![OFFER]));
}

#[test]
fn without_a_scope_a_rule_applies_because_of_nothing() {
    let found = result("none", "workforce: {clinical_supervision: false}\n", "A-1", &[]);
    assert_eq!(told(&found), (json!(["breached", "yes"]), vec!["workforce.clinical_supervision"], vec![]));
    // And so does one whose scope holds whatever a pilot says.
    let found = result("either", "", "A-2", &[]);
    assert_eq!((told(&found), &found["basis"]), ((json!(["met", "yes"]), vec![], vec![]), &Value::Null));
}

#[test]
fn where_it_applies_an_open_verdict_turns_on_what_is_required_alone() {
    let found = result("turns", THERAPY, "S-1", &[]);
    assert_eq!(told(&found), (json!(["unstated", "yes"]), vec![], vec![OFFER]));
    assert_eq!(facts(&found["turns_on"]), ["voluntariness.sanction_for_refusal"]);
    // A set that is stated in part is open, and yet makes the rule apply.
    let partly = "service: {offer: {includes: [psychological-therapy]}}\n";
    let found = result("turns-partly", partly, "S-3", &[]);
    assert_eq!(told(&found), (json!(["unstated", "yes"]), vec![], vec![OFFER]));
    assert_eq!(facts(&found["turns_on"]), [OFFER, "service.called_therapy"]);
}

#[test]
fn a_fact_may_stand_in_both() {
    let coaching = "service: {offer: [psychological-therapy, job-coaching], called_therapy: true}\n";
    let found = result("both", coaching, "S-3", &[]);
    assert_eq!(told(&found), (json!(["breached", "yes"]), vec![OFFER], vec![OFFER]));
    let venues = format!("{THERAPY}location: {{venues: [jobcentre], alternatives_outside_jobcentre: false}}\n");
    let found = result("two", &venues, "S-2", &[]);
    // In the order of the vocabulary.
    let scope = vec![OFFER, "location.venues"];
    assert_eq!(told(&found), (json!(["breached", "yes"]), vec!["location.alternatives_outside_jobcentre"], scope));
}

#[test]
fn a_breach_always_applies_and_the_counts_add_up() {
    for (name, facts) in [("sum-open", OPEN), ("sum-therapy", THERAPY), ("sum-none", "")] {
        let report = check(&folder(name, facts), "json", &[]).json();
        let pilot = &report["pilots"][0];
        let results = pilot["results"].as_array().expect("results");
        assert!(results.iter().all(|result| result["verdict"] != "breached" || result["applies"] == "yes"));
        let count = |key: &str| pilot["summary"][key].as_u64().expect("a count");
        let all = ["met", "breached", "contested", "unstated", "not-applicable"].map(count).iter().sum::<u64>();
        assert_eq!(all, 5, "five keys add up to all results");
        let apart = results.iter().filter(|one| one["verdict"] == "met" && one["applies"] == "open").count();
        assert_eq!(count("met-if-it-applies"), apart as u64, "and what is met if it applies is among what is met");
    }
}

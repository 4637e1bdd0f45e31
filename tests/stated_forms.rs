//! What can be stated: choices, numbers and dates, whole and in part; that nobody answered; and words such as "may".

use std::sync::Arc;

use serde_json::{Value, json};
use watching_brief::check::{Checker, Selection};
use watching_brief::citations::Register;
use watching_brief::model::limits::Limits;
use watching_brief::model::vocabulary::Vocabulary;
use watching_brief::rules::Collection;
use watching_brief::schema::Schemas;
use watching_brief::source::Document;

use super::support::Folder;

const FACTS: &str = "\
format: 1
vocabulary: figures
title: Figures
dimensions: {service: what is offered}
facts:
  waiting:
    weeks: {type: number, unit: weeks, least: 0, means: how long people wait, ask: How long do people wait?}
    share: {type: number, means: the share that is seen, ask: What share is seen?}
  dates:
    start: {type: date, means: when it starts, ask: When does it start?}
    end: {type: date, least: 2020-01-01, greatest: 2030-12-31, means: when it ends, ask: When does it end?}
";

const PILOT: &str = "format: 1\npilot: p\ntitle: P\nstatus: running\n";

fn document(text: String) -> Document {
    Document { index: 0, first_line: 1, text, limits: Limits::default() }
}

/// What a pilot that says this comes to by a rule that requires that: the verdict, with why it is open; or what is wrong.
fn verdict(require: &str, says: &str) -> Result<String, Vec<String>> {
    let vocabulary = Arc::new(Vocabulary::parse(FACTS).expect("sound"));
    let mut collection = Collection::new(Arc::new(Schemas::new(vocabulary)));
    let rules = format!(
        "format: 1\nruleset: one\ntitle: T\nissued_by: [n]\nsummary: s\nrules:\n  - {{id: T-1, title: t, about: service, \
         force: must, by: n, cite: {{document: d, paragraph: 1, phrase: p}}, require: {{{require}}}, reason: r, remedy: m}}\n"
    );
    let mut wrong = Vec::new();
    collection.add_document("rules.yaml", &document(rules), false, &mut wrong);
    if !wrong.is_empty() {
        return Err(wrong.into_iter().map(|one| one.message).collect());
    }
    let register = Register::default();
    let all = Selection::only(&collection, &[]).expect("all");
    let checker = Checker::new(&collection, all, &register, jiff::civil::date(2026, 11, 22));
    let outcome = checker.document("p.yaml", &document(format!("{PILOT}{says}")), false, |report| {
        let decision = &report.results[0].decision;
        let why: Vec<&str> = decision.turns_on.iter().map(|turn| turn.why.name()).collect();
        format!("{} {}", decision.verdict.name(), why.join(" ")).trim().to_owned()
    });
    let told: Vec<String> = outcome.diagnostics.into_iter().map(|one| one.message).collect();
    outcome.pilot.map(|pilot| pilot.shown).ok_or(told)
}

#[track_caller]
fn comes_to(require: &str, says: &str, expected: &str) {
    assert_eq!(verdict(require, says), Ok(expected.to_owned()), "{require} | {says}");
}

#[test]
fn a_number_passes_each_test_up_to_its_very_end() {
    let weeks = |value: &str| format!("waiting: {{weeks: {value}}}\n");
    for (test, passes, fails) in [
        ("12", ["12", "12.0"], ["12.01", "11.999"]),
        ("{at_most: 12}", ["12", "0"], ["12.000000000000001", "13"]),
        ("{at_least: 12}", ["12.00", "40"], ["11.99", "0"]),
        ("{less_than: 12}", ["11.999999999999999", "0"], ["12", "12.5"]),
        ("{more_than: 2.5}", ["2.500001", "3"], ["2.5", "2.50"]),
        ("{between: [2, 2.5]}", ["2", "2.50"], ["1.999", "2.51"]),
    ] {
        let require = format!("waiting.weeks: {test}");
        passes.iter().for_each(|value| comes_to(&require, &weeks(value), "met"));
        fails.iter().for_each(|value| comes_to(&require, &weeks(value), "breached"));
        comes_to(&require, "", "unstated unstated");
    }
    comes_to("waiting.weeks: stated", &weeks("{at_least: 3}"), "met");
    comes_to("waiting.weeks: stated", &weeks("{none_of: [3]}"), "unstated partly-stated");
    comes_to("waiting.weeks: stated", "", "unstated unstated");
}

#[test]
fn a_date_passes_each_test_up_to_its_very_day() {
    let start = |value: &str| format!("dates: {{start: {value}}}\n");
    for (test, passes, fails) in [
        ("2024-02-29", "2024-02-29", "2024-03-01"),
        ("{before: 2024-03-01}", "2024-02-29", "2024-03-01"),
        ("{after: 2024-02-29}", "2024-03-01", "2024-02-29"),
        ("{on_or_before: 2024-02-29}", "2024-02-29", "2024-03-01"),
        ("{on_or_after: 2024-03-01}", "2024-03-01", "2024-02-29"),
        ("{between: [2024-02-28, 2024-02-29]}", "2024-02-28", "2024-03-01"),
    ] {
        let require = format!("dates.start: {test}");
        comes_to(&require, &start(passes), "met");
        comes_to(&require, &start(fails), "breached");
        comes_to(&require, "", "unstated unstated");
    }
    // Between two days there is nothing, and so one of these always holds.
    comes_to("any: [{dates.start: {before: 2024-03-01}}, {dates.start: {after: 2024-02-29}}]", "", "met");
    comes_to("all: [{dates.start: {after: 2024-02-29}}, {dates.start: {before: 2024-03-01}}]", "", "breached");
}

#[test]
fn parts_add_up_and_what_no_value_agrees_with_is_contested() {
    let weeks = |said: &str| format!("waiting: {{weeks: {said}}}\n");
    let six = "waiting.weeks: {at_most: 6}";
    comes_to(six, &weeks("{at_most: 6}"), "met");
    comes_to(six, &weeks("{at_least: 5, at_most: 7}"), "unstated partly-stated");
    comes_to(six, &weeks("[{at_least: 5}, {at_most: 6, by: DWP, basis: claimed}]"), "met");
    comes_to(six, &weeks("[{at_least: 7}, {at_most: 6, by: DWP, basis: claimed}]"), "contested contested");
    comes_to(six, &weeks("[{one_of: [4, 9]}, {none_of: [9], by: DWP, basis: claimed}]"), "met");
    comes_to(six, &weeks("[{value: 6}, {value: 6.0, by: DWP, basis: claimed}]"), "met");
    // By its bounds there is no wait of less than nothing.
    comes_to("waiting.weeks: {at_least: 0}", "", "met");
    comes_to("waiting.weeks: {less_than: 0}", "", "breached");
    comes_to("waiting.share: {at_least: 0}", "", "unstated unstated");
    let start = "dates.start: {on_or_after: 2024-04-01}";
    comes_to(start, "dates: {start: {from: 2024-04-01, until: 2025-03-31}}\n", "met");
    comes_to(start, "dates: {start: {until: 2024-03-31}}\n", "breached");
    comes_to(start, "dates: {start: {from: 2024-03-01}}\n", "unstated partly-stated");
    let second = "dates.start: {on_or_after: 2024-04-02}";
    comes_to(second, "dates: {start: [{from: 2024-04-02}, {value: 2024-04-01}]}\n", "contested contested");
    comes_to(start, "dates: {start: [{from: 2024-04-02}, {value: 2024-04-01}]}\n", "met");
}

#[test]
fn what_is_no_number_or_day_is_told_with_what_would_be_one() {
    let wrong = |says: &str| verdict("waiting.weeks: stated", says).expect_err(says).join("; ");
    for (says, expected) in [
        ("waiting: {weeks: \"12\"}\n", "in quotation marks is a text; write 12 without them"),
        ("waiting: {weeks: 12 weeks}\n", "`waiting.weeks` is a number, not `12 weeks`; write 12"),
        ("waiting: {weeks: 1e3}\n", "not a number in plain digits"),
        ("waiting: {weeks: -1}\n", "`waiting.weeks` is at least 0, not -1"),
        ("waiting: {weeks: 1234567890123456789.5}\n", "18 are the most"),
        ("waiting: {weeks: {at_least: 7, at_most: 6}}\n", "it ends before it begins"),
        ("waiting: {weeks: {one_of: [4, 4.0]}}\n", "4.0 stands in `waiting.weeks` already"),
        ("waiting: {weeks: {value: 4, at_least: 3}}\n", "`at_least` stands beside `value` in one statement"),
        ("dates: {start: 2023-02-29}\n", "not a day of the calendar"),
        ("dates: {start: May 2023}\n", "not a day"),
        ("dates: {end: 2031-01-01}\n", "`dates.end` is from 2020-01-01 to 2030-12-31"),
        ("dates: {start: {from: 2024-01-02, until: 2024-01-01}}\n", "it ends before it begins"),
    ] {
        let told = wrong(says);
        assert!(told.contains(expected), "{says}: {told}");
    }
    let wrong = |require: &str| verdict(require, "").expect_err(require).join("; ");
    for (require, expected) in [
        ("waiting.weeks: {between: [7, 6]}", "write the lower one first, as in {between: [6, 7]}"),
        ("waiting.weeks: {before: 2024-01-01}", "`before` is not a test for `waiting.weeks`, which is a number"),
        ("dates.start: {at_most: 3}", "`at_most` is not a test for `dates.start`, which is a date"),
        ("waiting.weeks: soon", "not a test"),
    ] {
        let told = wrong(require);
        assert!(told.contains(expected), "{require}: {told}");
    }
}

fn folder(name: &str, says: &str) -> Folder {
    let folder = Folder::new(name);
    folder.write("p.yaml", format!("{PILOT}{says}"));
    folder
}

fn result(report: &Value, rule: &str) -> Value {
    let results = report["pilots"][0]["results"].as_array().expect("results");
    results.iter().find(|result| result["rule"] == rule).expect("the rule").clone()
}

/// A rule set of one rule about what work coaches do.
const ROLE: &str = "\
format: 1
ruleset: one
title: One rule
issued_by: [nobody]
summary: s
rules:
  - id: T-1
    title: Work coaches refer nobody
    about: referral
    force: must
    by: nobody
    cite: {document: d, paragraph: 4-6, phrase: a phrase}
    require: {referral.work_coach_role: {is_not: refers}}
    reason: r
    remedy: m
";

#[test]
fn a_choice_known_in_part_is_shown_as_it_is_stated() {
    let said = "referral:\n  work_coach_role:\n    - {one_of: [suggests, refers], by: DWP, basis: claimed}\n";
    let folder = folder("choice", said);
    folder.write("rules.yaml", ROLE);
    let report = folder.check(&["p.yaml", "--rules", "rules.yaml"]).json();
    let open = result(&report, "T-1");
    assert_eq!(open["verdict"], "unstated");
    assert_eq!(open["cite"]["paragraph"], "4-6");
    assert_eq!(open["turns_on"][0]["why"], "partly-stated");
    assert_eq!(open["turns_on"][0]["statements"][0]["one_of"], json!(["suggests", "refers"]));
    folder.write("p.yaml", format!("{PILOT}{said}    - {{none_of: [refers], by: a claimant, basis: observed}}\n"));
    let report = folder.check(&["p.yaml", "--rules", "rules.yaml"]).json();
    assert_eq!(result(&report, "T-1")["verdict"], "met");
}

#[test]
fn somebody_who_was_asked_and_did_not_answer_is_named_with_the_day() {
    let folder = folder(
        "unanswered",
        "referral:\n  work_coach_role: {unanswered: true, by: DWP, asked: 2024-11-20, document: foi-7, note: declined}\n",
    );
    folder.write("rules.yaml", ROLE);
    let report = folder.check(&["p.yaml", "--rules", "rules.yaml"]).json();
    let open = result(&report, "T-1");
    assert_eq!((&open["verdict"], &open["turns_on"][0]["why"]), (&json!("unstated"), &json!("unanswered")));
    let said = &open["turns_on"][0]["statements"][0];
    assert_eq!((&said["unanswered"], &said["asked"], &said["by"]), (&json!(true), &json!("2024-11-20"), &json!("DWP")));
    assert_eq!((&said["basis"], &said["note"]), (&Value::Null, &json!("declined")));
    // Nobody's word is set aside by that: there is none.
    let report = folder.check(&["p.yaml", "--rules", "rules.yaml", "--without", "DWP", "--basis", "observed"]).json();
    assert_eq!(result(&report, "T-1")["turns_on"][0]["why"], "unanswered");
    for call in [&["questions", "p.yaml"][..], &["check", "p.yaml", "--all"]] {
        let told = folder.brief(&[call, &["--rules", "rules.yaml"]].concat()).out;
        let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(told.contains("DWP was asked on 2024-11-20, and did not answer"), "{told}");
    }
    folder.write("p.yaml", format!("{PILOT}referral: {{work_coach_role: {{unanswered: true, asked: 2024-11-31}}}}\n"));
    let ran = folder.check(&["p.yaml", "--rules", "rules.yaml"]);
    let told: Vec<String> =
        ran.json()["errors"].as_array().expect("errors").iter().map(|one| one["message"].to_string()).collect();
    assert!(told.iter().any(|one| one.contains("add `by:`")), "{told:?}");
    assert!(told.iter().any(|one| one.contains("is not a day of the calendar")), "{told:?}");
}

#[test]
fn what_is_hedged_is_listened_to_only_where_that_is_wanted() {
    let folder = folder(
        "hedged",
        "referral:\n  work_coach_role: {value: refers, hedged: true, by: DWP, basis: claimed, phrase: may refer}\n",
    );
    folder.write("rules.yaml", ROLE);
    let call = ["p.yaml", "--rules", "rules.yaml"];
    let open = result(&folder.check(&call).json(), "T-1");
    let turn = &open["turns_on"][0];
    assert_eq!(
        (&open["verdict"], &turn["why"], &turn["statements"]),
        (&json!("unstated"), &json!("unstated"), &json!([]))
    );
    assert_eq!((&turn["hedged"][0]["value"], &turn["hedged"][0]["hedged"]), (&json!("refers"), &json!(true)));
    let told = folder.brief(&["questions", "p.yaml", "--rules", "rules.yaml"]).out;
    let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(told.contains("according to DWP, hedged, so that it does not count: refers, “may refer”"), "{told}");
    let heard = result(&folder.check(&[&call[..], &["--hedged"]].concat()).json(), "T-1");
    assert_eq!(heard["verdict"], "breached");
    assert_eq!(heard["because"][0]["statements"][0]["hedged"], true);
}

#[test]
fn a_label_is_resolved_where_the_register_says_that_the_document_counts_so() {
    let cited = |paragraph: &str| {
        format!(
            "referral: {{work_coach_role: {{value: informs, document: plan, paragraph: {paragraph}, phrase: coaches inform}}}}\n"
        )
    };
    let folder = folder("labels", &cited("\"5.1\""));
    folder.write("texts/plan.txt", "A heading.\nAt first coaches inform.\nThen they rest.\n");
    let register = |labels: &str| {
        format!(
            "format: 1\ndocuments:\n  - {{document: plan, title: t, about: a, paragraphs: 3, counted: lines, \
             sha256: {}{labels}}}\n",
            "a".repeat(64)
        )
    };
    let verify = || {
        let call = ["sources", "verify", "texts", "p.yaml", "--documents", "r.yaml", "--format", "json"];
        let report = folder.brief(&call).json();
        let all = report["citations"].as_array().expect("citations").clone();
        all.into_iter().find(|one| one["document"] == "plan").expect("the citation")
    };
    folder.write("r.yaml", register(", labels: {\"5.1\": 2, p. 12: 2-3}"));
    let found = verify();
    assert_eq!((&found["state"], &found["paragraph"]), (&json!("found"), &json!("5.1")));
    folder.write("r.yaml", register(""));
    assert_eq!(verify()["state"], "no-label");
    folder.write("p.yaml", format!("{PILOT}{}", cited("1-2")));
    assert_eq!((&verify()["state"], &verify()["paragraph"]), (&json!("found"), &json!("1-2")));
    folder.write("p.yaml", format!("{PILOT}{}", cited("\"3-2\"")));
    let told = folder.check(&["p.yaml"]).json()["errors"][0]["message"].to_string();
    assert!(told.contains("the first and the last, counted from 1, as in 4-6"), "{told}");
}

#[test]
fn an_owner_does_not_observe_a_pilot_of_its_own() {
    let says =
        "owners: [the provider]\nreferral: {work_coach_role: {value: informs, by: The  Provider, basis: observed}}\n";
    let folder = folder("owners", says);
    folder.write("rules.yaml", ROLE);
    let ran = folder.check(&["p.yaml", "--rules", "rules.yaml"]);
    let notice = ran.json()["notices"][0].clone();
    assert_eq!((ran.status, &notice["line"]), (Some(0), &json!(6)));
    assert!(notice["message"].to_string().contains("answers for the pilot"), "{notice}");
}

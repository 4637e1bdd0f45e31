//! The command line of `brief check`.

#![allow(clippy::format_collect, reason = "the texts are small, and read best so")]

mod bar;
mod by_fact;
mod left_out;
mod paths;
mod report;
mod selection;
mod spans;
mod waivers;

/// A rule set with a rule of each force that asks whether the fact of it is stated as false.
const FORCES: &str = "\
format: 1
ruleset: forces
title: A rule of each force
issued_by: [nobody]
summary: Three rules.
rules:
  - id: F-MUST
    title: Nobody is sanctioned for refusing
    about: voluntariness
    force: must
    by: nobody
    cite: {document: nothing, paragraph: 1, phrase: a phrase}
    require: {voluntariness.sanction_for_refusal: false}
    reason: A reason.
    remedy: A remedy.
  - id: F-SHOULD
    title: Nobody is sanctioned for stopping
    about: voluntariness
    force: should
    by: nobody
    cite: {document: nothing, paragraph: 2, phrase: a phrase}
    require: {voluntariness.sanction_for_stopping: false}
    reason: A reason.
    remedy: A remedy.
  - id: F-ASK
    title: No diagnosis is needed
    about: referral
    force: ask
    by: nobody
    cite: {document: nothing, paragraph: 3, phrase: a phrase}
    require: {referral.diagnosis_required: false}
    reason: A reason.
    remedy: A remedy.
";

/// A pilot of this id, with these lines.
fn pilot(id: &str, lines: &str) -> String {
    format!("format: 1\npilot: {id}\ntitle: Pilot {id}\nstatus: running\n{lines}")
}

/// The verdicts of a report: `pilot rule verdict`.
fn verdicts(json: &serde_json::Value) -> Vec<String> {
    let mut verdicts = Vec::new();
    for pilot in json["pilots"].as_array().expect("pilots") {
        for result in pilot["results"].as_array().expect("results") {
            let words =
                [&pilot["pilot"], &result["rule"], &result["verdict"]].map(|word| word.as_str().expect("a text"));
            verdicts.push(words.join(" "));
        }
    }
    verdicts
}

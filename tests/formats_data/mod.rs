//! The forms that other programs read: lines of JSON, JUnit, Markdown, CSV and TAP, each read back by a reader that is not
//! ours and held against the JSON form.

mod agree;
mod hostile;
mod property;
mod readers;
mod shapes;
mod waived;

pub use hostile::{NASTY, files, quoted};

use crate::support::{self, Folder, Ran};
use serde_json::Value;

/// A rule for each kind of verdict on [`PILOTS`].
pub const RULES: &str = "\
format: 1
ruleset: house
title: The house conditions
issued_by: [Aye, Bee]
summary: Conditions for tests.
rules:
  - id: H-01
    title: Nobody is sanctioned for saying no
    about: voluntariness
    force: must
    by: the five bodies
    cite: {document: letter-2016, paragraph: 24, phrase: denounce any coercion}
    require: {voluntariness.sanction_for_refusal: false}
    reason: Help that is forced is no help.
    reading: refusing is read as saying no at any time
    remedy: Promise in writing that nobody loses money.
  - id: H-02
    title: Sessions are not held in a jobcentre
    about: location
    force: should
    by: a forum contributor
    cite: {document: forum-2015, paragraph: 3, phrase: anywhere but there}
    require: {location.venues: {excludes: [jobcentre]}}
    reason: People need a place that they trust.
    remedy: Move the sessions out of the jobcentre.
  - id: H-03
    title: Digital therapy has a clinician behind it
    about: service
    force: must
    by: an article
    cite: {document: article-2019, paragraph: 9, phrase: no person there}
    applies_when: {service.offer: {includes_any: [digital-therapy]}}
    require: {workforce.accredited: true}
    reason: A program cannot answer for itself.
    remedy: Employ accredited clinicians.
";

/// Every verdict, with findings, a waiver in force and one that is over, an error, and notices of the waiver that
/// is over and of one for no rule.
const PILOTS: &str = "\
format: 1
pilot: first
title: The first
status: running
voluntariness:
  sanction_for_refusal: {value: true, by: the provider, basis: claimed, document: leaflet, paragraph: 7, phrase: money may stop}
location:
  venues:
    - {includes: [jobcentre], by: a user, basis: observed}
    - {excludes: [jobcentre], by: DWP, basis: claimed}
service: {offer: [job-coaching]}
---
format: 1
pilot: second
title: The second
status: planned
voluntariness: {sanction_for_refusal: true}
location: {venues: [library]}
waivers:
  - {rule: H-01, reason: it is being mended, by: the board, until: 2027-03-31}
---
format: 1
pilot: third
title: The third
status: ended
voluntariness: {sanction_for_refusal: true}
waivers:
  - {rule: H-01, reason: there was no time, by: the minister, until: 2020-01-01}
  - {rule: H-99, reason: nobody knows, by: nobody, until: 2028-01-01}
---
format: 1
pilot: fourth
title: The fourth
status: nonsense
";

const CALL: [&str; 6] = ["check", "pilots.yaml", "--rules", "rules.yaml", "--today", "2026-11-22"];

/// The pilots and the rules above, in a folder of a test's own.
fn folder(name: &str) -> Folder {
    let folder = Folder::new(&format!("formats-{name}"));
    folder.write("rules.yaml", RULES).write("pilots.yaml", PILOTS);
    folder
}

fn in_format(folder: &Folder, format: &str) -> Ran {
    folder.brief(&[&CALL[..], &["--format", format]].concat())
}

/// The shipped pilots held against some of the shipped rules, in a format.
fn shipped(format: &str) -> Ran {
    let mut command = support::command(support::BRIEF);
    command.args(["check", "--only", "professional-bodies", "--only", "dwp-assurances"]);
    command.args(["--today", "2026-11-22", "--format", format]).current_dir(env!("CARGO_MANIFEST_DIR"));
    Ran::of(&mut command, &[])
}

/// All results of a report in the JSON form, each with the pilot that it is of.
fn results(report: &Value) -> Vec<(Value, Value)> {
    let pilots = report["pilots"].as_array().expect("pilots");
    let of = |pilot: &Value| {
        let results = pilot["results"].as_array().expect("results").clone();
        results.into_iter().map(|result| (pilot.clone(), result)).collect::<Vec<_>>()
    };
    pilots.iter().flat_map(of).collect()
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or_else(|| panic!("{key} of {value}"))
}

/// How a result stands at the bar as it comes: `pass`, `skip`, `fail`, or `aside` for what is neither. What is met if it
/// applies is no pass.
fn expected(result: &Value) -> &'static str {
    let waived = result["waived"]["state"] == "active";
    match (text(result, "verdict"), text(result, "force")) {
        ("met", _) if result["applies"] == "open" => "skip",
        ("met", _) => "pass",
        ("not-applicable", _) => "skip",
        ("breached", "must") if !waived => "fail",
        _ => "aside",
    }
}

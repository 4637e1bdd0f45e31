//! The forms of `brief check` for services that run checks: SARIF, GitHub's workflow commands, GitLab's Code Quality.

#![allow(clippy::format_collect, reason = "the texts are small, and read best so")]

mod all;
mod github;
mod gitlab;
mod multitool;
mod python;
mod sarif;
mod sarif_github;
mod set_apart;
mod workspace;

use crate::support::{Folder, Ran};

/// A rule set of which [`pilot`] meets, breaches, contests, leaves open and is out of the scope of a rule each.
const RULES: &str = "\
format: 1
ruleset: house
title: The house conditions
issued_by: [Aye, Bee]
summary: Conditions for tests.
rules:
  - id: H-BREACHED
    title: Nobody is sanctioned for refusing
    about: voluntariness
    force: must
    by: the five bodies
    cite: {document: letter-2016, paragraph: 24, phrase: denounce any coercion}
    require: {voluntariness.sanction_for_refusal: false}
    reason: Help that is forced is no help.
    reading: refusing is read as saying no at any time
    remedy: Promise in writing that nobody loses money
  - id: H-CONTESTED
    title: Nobody is sanctioned for stopping
    about: voluntariness
    force: must
    by: a forum contributor
    cite: {document: forum-2015, paragraph: 3, phrase: my payment stopped}
    require: {voluntariness.sanction_for_stopping: false}
    reason: Stopping is a choice too.
    remedy: Rule it out.
  - id: H-OPEN
    title: No diagnosis is needed
    about: referral
    force: ask
    by: a lecturer
    cite: {document: article-2016, paragraph: 5, phrase: whose diagnosis}
    require: {referral.diagnosis_required: false}
    reason: A label is no ticket.
    remedy: Ask for none.
  - id: H-MET
    title: Sessions are not held in a jobcentre
    about: location
    force: should
    by: a forum contributor
    cite: {document: forum-2015, paragraph: 9, phrase: anywhere but there}
    require: {location.venues: {excludes: [jobcentre]}}
    reason: People need a place that they trust.
    remedy: Move the sessions.
  - id: H-OUT
    title: Digital therapy has a clinician behind it
    about: service
    force: should
    by: an article
    cite: {document: article-2019, paragraph: 9, phrase: no person there}
    applies_when: {service.offer: {includes_any: [digital-therapy]}}
    require: {workforce.accredited: true}
    reason: A program cannot answer for itself.
    remedy: Employ clinicians.
  - id: H-BELOW
    title: A work coach says nothing of the service
    about: referral
    force: should
    by: a union
    cite: {document: letter-2017, paragraph: 1, phrase: not their job}
    require: {referral.work_coach_role: none}
    reason: A word from a work coach weighs much.
    remedy: Let somebody else tell people.
";

/// The head of a pilot.
const PILOT: &str = "\
# é: a letter of two bytes
format: 1
pilot: riverside
title: Talking next to a jobcentre
status: running
";

/// A pilot with a verdict of each kind, and with these waivers; one of its values is used by an alias.
fn pilot(waivers: &str) -> String {
    let facts = "\
voluntariness:
  sanction_for_refusal: {value: &anchor true, by: a \"é\" claimant, basis: observed, document: forum, paragraph: 7, phrase: it stopped}
  sanction_for_stopping:
    - {by: DWP, basis: claimed, value: false}
    - {by: é, basis: observed, value: *anchor}
referral: {work_coach_role: suggests}
location:
  venues:
    - library
    - gp-surgery
service: {offer: [job-coaching]}
";
    format!("{PILOT}{facts}{waivers}")
}

/// A waiver of the breach; its last day is the last of March.
const WAIVER: &str = "waivers:\n  - {rule: H-BREACHED, reason: it is being mended, by: the board, until: 2027-03-31}\n";

/// The last day of the waiver, and the day after.
const DAYS: [&str; 2] = ["2027-03-31", "2027-04-01"];

/// A folder with the rules and a pilot.
fn folder(name: &str, pilot: &str) -> Folder {
    let folder = Folder::new(&format!("formats_ci-{name}"));
    folder.write("rules.yaml", RULES).write("pilots/a.yaml", pilot);
    folder
}

/// Checks the folder's pilots in a form.
fn check(folder: &Folder, format: &str, args: &[&str]) -> Ran {
    let call = ["check", "pilots", "--rules", "rules.yaml", "--format", format];
    let day = if args.contains(&"--today") { &[][..] } else { &["--today", "2026-11-22"] };
    folder.brief(&[&call, day, args].concat())
}

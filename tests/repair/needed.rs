//! What a change is needed for, and what is left out because a rule would stop applying.

use std::path::Path;
use std::sync::Arc;

use jiff::civil::date;
use watching_brief::evaluate::Facts;
use watching_brief::files::disk::DiskFiles;
use watching_brief::model::{Force, Verdict};
use watching_brief::project::{Project, ProjectOptions, RepairRequest};
use watching_brief::repair::{Fate, Proposal};

use crate::support::Folder;

/// The rules of a list that are bad, by their ids.
type Ids = Vec<String>;

/// Of each change of each proposal for the shipped pilots: with all others made as the proposed text has them, and this
/// fact as it was, just the rules that it is said to be needed for are not mended.
#[test]
fn without_a_change_the_rules_it_is_needed_for_stay_breached() {
    let mut tried = 0;
    let mut pilots: Vec<_> =
        std::fs::read_dir("pilots").expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    pilots.sort();
    for path in pilots {
        let text = std::fs::read_to_string(&path).expect("a pilot");
        for (settle, least) in [(false, Force::Should), (true, Force::Must)] {
            let options = ProjectOptions { min_force: Some(least), ..ProjectOptions::new(date(2026, 1, 1)) };
            let project = Project::open(Arc::new(DiskFiles), std::slice::from_ref(&path), options).expect("a project");
            let request = RepairRequest { settle, most: 1, ..RepairRequest::default() };
            tried += replayed(&project, &path, &text, &request, least);
        }
    }
    assert!(tried >= 20, "{tried} changes were tried");
}

fn replayed(project: &Project, path: &Path, text: &str, request: &RepairRequest, least: Force) -> usize {
    let name = path.to_str().expect("a name");
    let checker = project.checker();
    let mut tried = 0;
    let done = project.repair(name, text, request, |proposed| {
        let Proposal::Alternatives { all, .. } = proposed.proposal else { return };
        for alternative in all {
            let mended: Ids = alternative.mends.iter().map(|moved| moved.rule.id.clone()).collect();
            let written = watching_brief::source::Documents::new(alternative.text.as_bytes()).next();
            let written = written.expect("a document").expect("which can be read");
            let good = |force: Force, verdict: Verdict| {
                if request.settle && force >= least { verdict.is_satisfied() } else { verdict != Verdict::Breached }
            };
            checker.document(name, &written, false, |after| {
                for changed in &alternative.changes {
                    let fact = changed.change.fact;
                    let mut stated: Vec<_> = after.pilot.facts.iter().filter(|one| one.fact != fact).cloned().collect();
                    // What is to be answered is taken as settled.
                    for other in &alternative.changes {
                        let before = proposed.report.pilot.statements(other.change.fact).iter().zip(&other.fates);
                        let answered = before.filter(|(_, fate)| **fate == Fate::ToBeAnswered);
                        let answered: Vec<_> = answered.map(|(one, _)| (&one.by, &one.said, &one.phrase)).collect();
                        for one in stated.iter_mut().filter(|one| one.fact == other.change.fact) {
                            one.statements.retain(|one| !answered.contains(&(&one.by, &one.said, &one.phrase)));
                        }
                    }
                    stated.extend(proposed.report.pilot.facts.iter().filter(|one| one.fact == fact).cloned());
                    stated.sort_by_key(|one| one.fact);
                    let facts = Facts::new(project.collection().vocabulary(), &stated, &checker.hearing);
                    let bad = project.collection().rules().filter(|(_, rule)| {
                        let verdict = rule.prepared.verdict(&facts).expect("few steps");
                        mended.contains(&rule.rule.id) && !good(rule.rule.force, verdict)
                    });
                    let bad: Ids = bad.map(|(_, rule)| rule.rule.id.clone()).collect();
                    let told: Ids = changed.mends.iter().map(|rule| rule.id.clone()).collect();
                    assert_eq!(told, bad, "{name}: {fact:?}");
                    assert!(!told.is_empty() || !changed.keeps.is_empty(), "{name}: {fact:?} is needed for nothing");
                    tried += 1;
                }
            });
        }
    });
    done.expect("a proposal");
    tried
}

const RULES: &str = "format: 1
ruleset: t
title: T
issued_by: [T]
summary: A rule within a scope.
applies_when: {service.offer: {includes: [psychological-therapy]}}
rules:
  - {id: T-1, title: t, about: voluntariness, force: must, by: T, cite: {document: mwf-letters-2016, paragraph: 1, phrase: a}, require: {voluntariness.sanction_for_refusal: false}, reason: r, remedy: r}
";

const PILOT: &str = "format: 1\npilot: p\ntitle: P\nstatus: proposed\nservice:\n  offer: [psychological-therapy, job-coaching]\nvoluntariness:\n  sanction_for_refusal: true\n";

#[test]
fn a_change_that_takes_a_rule_out_of_scope_is_no_mend_unless_asked_for() {
    let folder = Folder::new("repair-scope");
    folder.write("p.yaml", PILOT).write("t.yaml", RULES);
    let call = ["repair", "p.yaml", "--rules", "t.yaml", "--format", "json"];
    let facts = |more: &[&str]| {
        let ran = folder.brief(&[&call[..], more].concat());
        assert_eq!(ran.status, Some(1), "{}{}", ran.out, ran.err);
        let json = ran.json();
        let changes = json["alternatives"].as_array().expect("a list").iter();
        let facts: Vec<String> =
            changes.map(|one| one["changes"][0]["fact"].as_str().expect("a fact").to_owned()).collect();
        (facts, json["left_out"].clone())
    };
    let (usual, _) = facts(&[]);
    assert_eq!(usual, ["voluntariness.sanction_for_refusal"]);
    // With that fact kept only the scope is left, and is said to be left out.
    let (none, left_out) = facts(&["--keep", "voluntariness"]);
    assert_eq!((none.len(), &left_out["ways"], &left_out["rules"]), (0, &1.into(), &serde_json::json!(["T-1"])));
    let human = folder.brief(&["repair", "p.yaml", "--rules", "t.yaml", "--keep", "voluntariness"]);
    let words = human.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("--allow-out-of-scope shows such ways too"), "{words}");
    let (allowed, left_out) = facts(&["--keep", "voluntariness", "--allow-out-of-scope"]);
    assert_eq!((allowed, left_out), (vec!["service.offer".to_owned()], serde_json::Value::Null));
}

#[test]
fn what_is_unstated_in_a_kept_section_may_be_stated() {
    let folder = Folder::new("repair-keep-unstated");
    let rules = RULES.replace(
        "require: {voluntariness.sanction_for_refusal: false}",
        "require: {voluntariness.can_withdraw_any_time: true}",
    );
    folder.write("p.yaml", PILOT).write("t.yaml", rules);
    let call = ["repair", "p.yaml", "--rules", "t.yaml", "--settle", "--keep", "voluntariness", "--format", "json"];
    let ran = folder.brief(&call);
    let json = ran.json();
    assert_eq!(json["alternatives"][0]["changes"][0]["fact"], "voluntariness.can_withdraw_any_time", "{}", ran.out);
    assert_eq!(json["keep"], serde_json::json!(["voluntariness.sanction_for_refusal"]));
}

//! The first sheet is for a board: what counts, whose conditions they are, and what is not settled, in the words that were said.

use super::plain;
use crate::support::{Folder, assert_in_order, html};

fn rules(id: &str, rules: &[(&str, &str, &str, &str)]) -> String {
    let head = format!("format: 1\nruleset: {id}\ntitle: The set {id}\nissued_by: [n]\nsummary: s\nrules:\n");
    let rules = rules.iter().map(|(rule, by, force, require)| {
        format!(
            "  - {{id: {rule}, title: the condition {rule}, about: service, force: {force}, by: {by}, cite: {{document: d, \
             paragraph: 1, phrase: p}}, require: {{{require}}}, reason: r, remedy: m}}\n"
        )
    });
    head + &rules.collect::<String>()
}

const PILOT: &str = "\
format: 1
pilot: p
title: P
status: proposed
evaluation:
  planned: {value: false, by: us, basis: claimed, phrase: no study}
  ethics_approval: {unanswered: true, by: us, document: plan, paragraph: 3, phrase: has yet to see it, note: in May}
  independent: {unanswered: true, by: DWP, asked: 2024-11-20}
  results_published: {value: true, by: us, basis: claimed, phrase: we publish, note: of two}
governance:
  contract_published: {value: false, by: us, basis: claimed, document: plan, paragraph: 2, phrase: kept private, note: so far}
  crisis_protocol: {value: true, hedged: true, by: us, basis: claimed, phrase: we may write one, note: not yet}
";

fn sheet(folder: &Folder, sets: &[&str]) -> String {
    let sets: Vec<&str> = sets.iter().flat_map(|set| ["--rules", set]).collect();
    let ran = folder.brief(&[&["check", "p.yaml", "--format", "html", "--quiet"], &sets[..]].concat());
    let page = html::read(&ran.out);
    plain(&page.named("section").find(|one| one.attribute("class") == "part sheet").expect("a sheet").text)
}

#[test]
fn facts_come_by_what_they_breach_and_nobody_outranks_another() {
    let folder = Folder::new("html-board");
    folder.write("p.yaml", PILOT);
    folder.write("a.yaml", rules("a", &[("A-1", "a passer-by", "must", "evaluation.planned: true")]));
    let of_b = [
        ("B-1", "the bodies", "should", "governance.contract_published: true"),
        ("B-2", "the charity", "must", "governance.contract_published: true"),
        ("B-3", "the bodies", "must", "governance.contract_published: true"),
        ("B-4", "the charity", "must", "evaluation.results_published: true"),
        ("B-5", "the charity", "should", "evaluation.results_published: true"),
    ];
    folder.write("b.yaml", rules("b", &of_b));
    for sets in [["a.yaml", "b.yaml"], ["b.yaml", "a.yaml"]] {
        let sheet = sheet(&folder, &sets);
        assert_in_order(
            &sheet,
            &[
                "Breached: 4 conditions, 3 of them musts",
                "Is the contract or specification published?",
                "No, according to us (claimed): “kept private”, plan paragraph 2. Note: So far.",
                "3 conditions, stated by the bodies (1 must, 1 should); the charity (1 must).",
                "the condition B-2 (must)",
                "the condition B-3 (must)",
                "the condition B-1 (should)",
                "Is an evaluation planned?",
                "the condition A-1 (must)",
                // What is met stands with its words, once.
                "the condition B-4 (must). Stated by the charity. On the word of us alone; without it: unstated. B-4",
                "Yes: “we publish”. Note: Of two.",
            ],
        );
        assert!(!sheet.contains("evaluation.planned"), "{sheet}");
    }
}

#[test]
fn what_is_not_settled_has_a_part_of_its_own() {
    let folder = Folder::new("html-unsettled");
    folder.write("p.yaml", PILOT);
    folder.write("r.yaml", rules("r", &[("R-1", "n", "should", "governance.crisis_protocol: true")]));
    let told = sheet(&folder, &["r.yaml"]);
    // What a condition turns on comes before what none does.
    for part in [
        "Not settled, or not answered Is there a written protocol for someone who breaks down or is at risk of suicide? Us, \
         not as settled: Yes: “we may write one”. Note: Not yet.Are the evaluators free of any financial stake in \
         the result? DWP was asked on 2024-11-20, and did not answer.Has an ethics committee",
        "Us: “has yet to see it”. Note: In May.",
        "Unstated",
    ] {
        assert!(told.contains(part), "{part:?} is not in {told}");
    }
    // Nothing is accused of not answering, and nobody on the sheet is told of findings.
    assert!(!told.contains("Breached") && !told.contains("finding") && !told.contains("does not answer"), "{told}");
    folder.write("rules.yaml", rules("r", &[("R-1", "n", "should", "evaluation.planned: true")]));
    for force in ["must", "should"] {
        let set = ["check", "p.yaml", "--format", "html", "--quiet", "--rules", "rules.yaml", "--min-force", force];
        let told = plain(&html::read(&folder.brief(&set).out).text);
        assert!(told.contains("Breached: 1 condition, not a must") && !told.contains("finding"), "{told}");
    }
}

/// What is contested stands above: it is not what too little is said of.
#[test]
fn what_is_contested_is_not_told_as_unstated() {
    let folder = Folder::new("html-contested-apart");
    let statements = "[{value: true, by: us, basis: claimed}, {value: false, by: them, basis: claimed}]";
    folder.write(
        "p.yaml",
        format!("format: 1\npilot: p\ntitle: P\nstatus: proposed\nevaluation: {{planned: {statements}}}\n"),
    );
    let of_set = [
        ("R-1", "n", "must", "evaluation.planned: true"),
        ("R-2", "n", "must", "evaluation.planned: true"),
        ("R-3", "n", "should", "evaluation.results_published: true"),
    ];
    folder.write("r.yaml", rules("r", &of_set));
    let told = sheet(&folder, &["r.yaml"]);
    let (above, below) =
        told.split_once("First those on which most musts, then most conditions, turn.").expect("what is unstated");
    assert!(above.contains("Is an evaluation planned?") && above.ends_with("decide 1 condition. "), "{told}");
    let (asked, turning) = below
        .split_once("By whom the conditions are stated")
        .expect("who states them")
        .0
        .split_once('?')
        .expect("a question");
    assert!(asked.contains("published in full") && turning.trim() == "1 condition.", "{told}");
}

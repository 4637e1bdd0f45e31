//! Findings by the fact that would have to change, on the shipped pilots and their rules.

use std::fs;

use jiff::civil::date;
use watching_brief::check::{Checker, Selection};
use watching_brief::citations::Register;
use watching_brief::model::{FailOn, Force, Verdict};
use watching_brief::report::{Bar, PilotReport, by_fact, facts_to_change};
use watching_brief::rules::Collection;
use watching_brief::source::Documents;

/// Looks at the report of every shipped pilot, with this bar; gives how many there were.
fn shipped(bar: Bar, mut look: impl FnMut(&PilotReport<'_>)) -> usize {
    let (mut collection, mut wrong) = (Collection::default(), Vec::new());
    collection.add_all_embedded(&mut wrong);
    assert!(wrong.is_empty(), "{wrong:?}");
    let register = Register::embedded();
    let checker =
        Checker { bar, ..Checker::new(&collection, Selection::all(&collection), &register, date(2026, 11, 22)) };
    let mut count = 0;
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/pilots");
    for entry in fs::read_dir(folder).expect("the shipped pilots") {
        let text = fs::read(entry.expect("an entry").path()).expect("a pilot");
        for document in Documents::new(text.as_slice()) {
            let outcome = checker.document("a.yaml", &document.expect("a text"), false, &mut look);
            assert!(outcome.diagnostics.is_empty(), "{:?}", outcome.diagnostics);
            count += usize::from(outcome.pilot.is_some());
        }
    }
    count
}

/// How grave a result is, told another way than the library does.
fn rank(verdict: Verdict, force: Force) -> usize {
    use Verdict::{Breached, Contested, Unstated};
    let order = [
        (Breached, Force::Must),
        (Contested, Force::Must),
        (Breached, Force::Should),
        (Contested, Force::Should),
        (Breached, Force::Ask),
        (Contested, Force::Ask),
        (Unstated, Force::Must),
        (Unstated, Force::Should),
        (Unstated, Force::Ask),
    ];
    order.iter().position(|one| *one == (verdict, force)).expect("a verdict that can be a finding")
}

#[test]
fn each_finding_is_told_once_with_a_fact_that_it_rests_on_and_gravest_first() {
    for (fail_on, min_force) in
        [(FailOn::Breached, Force::Must), (FailOn::Contested, Force::Should), (FailOn::Unstated, Force::Ask)]
    {
        let (mut findings, mut groups, mut several) = (0, 0, 0);
        let pilots = shipped(Bar { fail_on, min_force }, |report| {
            let grouped = report.findings_by_fact();
            let told: Vec<&str> =
                grouped.iter().flat_map(|group| &group.results).map(|result| result.rule.id.as_str()).collect();
            let mut sorted = told.clone();
            sorted.sort_unstable();
            let mut expected: Vec<&str> =
                report.results.iter().filter(|one| one.is_finding()).map(|one| one.rule.id.as_str()).collect();
            expected.sort_unstable();
            assert_eq!(sorted, expected, "each once, and none else");
            let firsts: Vec<usize> = grouped
                .iter()
                .map(|group| {
                    let ranks: Vec<usize> =
                        group.results.iter().map(|one| rank(one.decision.verdict, one.rule.force)).collect();
                    assert!(ranks.is_sorted(), "{ranks:?}");
                    ranks[0]
                })
                .collect();
            assert!(firsts.is_sorted(), "{firsts:?}");
            for (at, group) in grouped.iter().enumerate() {
                let fact = group.fact.expect("every shipped rule asks something of a pilot");
                let earlier: Vec<&str> = grouped[..at]
                    .iter()
                    .flat_map(|group| &group.results)
                    .filter(|one| facts_to_change(one).contains(&fact))
                    .map(|one| one.rule.id.as_str())
                    .collect();
                let mut before: Vec<&str> = group.told_before.iter().map(|one| one.rule.id.as_str()).collect();
                let mut expected = earlier.clone();
                before.sort_unstable();
                expected.sort_unstable();
                assert_eq!(before, expected);
                assert!(group.results.iter().all(|one| facts_to_change(one).contains(&fact)));
                assert_eq!(group.rules().count(), group.results.len() + group.told_before.len());
                several += usize::from(group.results.len() > 1);
            }
            findings += told.len();
            groups += grouped.len();
        });
        assert!(pilots >= 18, "{pilots}");
        assert!(groups < findings && several > 0, "{groups} facts tell of {findings} findings");
    }
}

#[test]
fn the_people_whom_a_rule_is_for_are_not_what_would_have_to_change() {
    let mut some = 0;
    shipped(Bar { fail_on: FailOn::Unstated, min_force: Force::Ask }, |report| {
        for result in report.results.iter().filter(|result| result.decision.verdict == Verdict::Breached) {
            let required = result.rule.require.facts();
            let facts = facts_to_change(result);
            assert_eq!(facts, result.decision.because);
            assert!(facts.iter().all(|fact| required.contains(fact)), "{}", result.rule.id);
        }
        for result in report.results.iter().filter(|result| !result.decision.verdict.is_decided()) {
            let turns: Vec<_> = result.decision.turns_on.iter().map(|turn| turn.fact).collect();
            let facts = facts_to_change(result);
            assert!(!facts.is_empty() && facts.iter().all(|fact| turns.contains(fact)), "{}", result.rule.id);
            some += usize::from(facts.len() < turns.len());
        }
    });
    assert!(some > 0, "a verdict that turns on its scope as well");
    // Nothing is nothing.
    assert!(by_fact([]).is_empty());
}

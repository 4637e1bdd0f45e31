//! Whatever the rule and whatever the pilot, the evaluator says what the definitions say.

use std::cell::Cell;

use proptest::prelude::*;
use watching_brief::evaluate::{Facts, Prepared, deciding};
use watching_brief::model::Verdict;
use watching_brief::model::vocabulary::FactId;

use crate::testkit::cases::try_all;
use crate::testkit::oracle::Oracle;
use crate::testkit::random::{self, Case};

/// Tries so many cases, and counts the verdicts that it saw, in the order of [`Verdict::ALL`].
fn compare_all(cases: u32, strategy: impl Strategy<Value = Case>) -> [u32; 5] {
    let seen: Cell<[u32; 5]> = Cell::default();
    try_all(cases, strategy, |case| {
        let verdict = compare(&case)?;
        let mut counts = seen.get();
        counts[verdict as usize] += 1;
        seen.set(counts);
        Ok(())
    });
    seen.get()
}

/// Holds all that the evaluator says of a case against the definitions.
fn compare(case: &Case) -> Result<Verdict, TestCaseError> {
    let Case { vocabulary, scopes, require, stated, hearing } = case;
    let oracle = Oracle::new(vocabulary, scopes, require, stated, hearing);
    let facts = Facts::new(vocabulary, stated, hearing);
    let scopes: Vec<_> = scopes.iter().collect();

    let rule = Prepared::new(vocabulary, &scopes, Some(require)).expect("a rule that is not too much");
    let decision = rule.decide(&facts).expect("a decision that is not too much");
    prop_assert_eq!(&decision, &oracle.decide());
    prop_assert_eq!(rule.verdict(&facts), Ok(decision.verdict));
    prop_assert_eq!(rule.applies(&facts), Ok(oracle.applies()));

    if !decision.verdict.is_decided() {
        let turns_on: Vec<FactId> = decision.turns_on.iter().map(|turn| turn.fact).collect();
        let fewest = deciding(&scopes, require, &facts, &decision.turns_on, rule.limits())
            .expect("a search that is not too much");
        prop_assert_eq!(fewest, oracle.deciding(&turns_on));
    }

    let scope = Prepared::new(vocabulary, &scopes, None).expect("a scope that is not too much");
    prop_assert_eq!(scope.applies(&facts), Ok(oracle.applies()));
    Ok(decision.verdict)
}

#[test]
fn any_rule_and_any_pilot() {
    let seen = compare_all(3000, random::any_case());
    assert!(seen.iter().all(|count| *count >= 50), "each verdict is tried often enough: {seen:?}");
}

#[test]
fn of_several_smallest_reasons_the_first_is_given() {
    compare_all(500, random::case_of_clauses());
}

#[test]
fn contested_sets_have_open_members_too() {
    compare_all(1000, random::case_of_sets());
}

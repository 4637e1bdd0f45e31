//! Whatever the rule and whatever the pilot, the evaluator says what the definitions say.

use std::cell::Cell;

use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use watching_brief::evaluate::{Facts, Prepared, deciding};
use watching_brief::model::Verdict;
use watching_brief::model::vocabulary::FactId;

use super::oracle::Oracle;
use super::random::{self, Case};

/// Tries so many cases, or as many as `PROPTEST_CASES` asks for if these are more, and counts the verdicts that it saw,
/// in the order of [`Verdict::ALL`].
fn try_all(cases: u32, strategy: &impl Strategy<Value = Case>) -> [u64; 5] {
    let config = ProptestConfig::default();
    let config = ProptestConfig { cases: config.cases.max(cases), failure_persistence: None, ..config };
    let seen: Cell<[u64; 5]> = Cell::default();
    let tried = TestRunner::new(config).run(strategy, |case| {
        let verdict = compare(&case)?;
        let mut counts = seen.get();
        counts[verdict as usize] += 1;
        seen.set(counts);
        Ok(())
    });
    tried.unwrap_or_else(|failure| panic!("{failure}"));
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
    let seen = try_all(3000, &random::any_case());
    assert!(seen.iter().all(|count| *count >= 50), "each verdict is tried often enough: {seen:?}");
}

#[test]
fn of_several_smallest_reasons_the_first_is_given() {
    try_all(500, &random::case_of_clauses());
}

#[test]
fn contested_sets_have_open_members_too() {
    try_all(1000, &random::case_of_sets());
}

//! Whatever the rule and whatever the pilot, the evaluator says what the definitions say.

use std::cell::Cell;

use proptest::prelude::*;
use watching_brief::evaluate::{Facts, Prepared, StatementFilter, deciding};
use watching_brief::model::vocabulary::FactId;
use watching_brief::model::{Applies, Verdict};

use crate::testkit::cases::{try_all, try_until};
use crate::testkit::oracle::Oracle;
use crate::testkit::random::{self, Case};

/// Tries so many cases.
fn compare_all(cases: u32, strategy: impl Strategy<Value = Case>) {
    try_all(cases, strategy, |case| compare(&case).map(drop));
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
    prop_assert_eq!(rule.verdict_and_scope(&facts), Ok(decision.verdict_and_scope()));
    prop_assert_eq!(rule.verdict_as_decided(&facts), Ok(decision.verdict_and_scope()));
    prop_assert_eq!(rule.applies(&facts), Ok(oracle.applies()));

    if !decision.verdict.is_decided() {
        let turns_on: Vec<FactId> = decision.turns_on.iter().map(|turn| turn.fact).collect();
        let fewest =
            deciding(&scopes, require, &facts, &decision, rule.limits()).expect("a search that is not too much");
        prop_assert_eq!(fewest, oracle.deciding(&turns_on));
    }

    let scope = Prepared::new(vocabulary, &scopes, None).expect("a scope that is not too much");
    prop_assert_eq!(scope.applies(&facts), Ok(oracle.applies()));
    Ok(decision.verdict)
}

#[test]
fn any_rule_and_any_pilot() {
    // How often each verdict was seen, in the order of `Verdict::ALL`.
    let seen: Cell<[u32; 5]> = Cell::default();
    let test = |case| {
        let verdict = compare(&case)?;
        let mut counts = seen.get();
        counts[verdict as usize] += 1;
        seen.set(counts);
        Ok(())
    };
    let enough = || seen.get().iter().all(|count| *count >= 50);
    try_until(3000, random::any_case(), test, enough);
    assert!(enough(), "each verdict is tried often enough: {:?}", seen.get());
}

#[test]
fn a_scope_is_judged_on_the_whole_pilot_and_then_on_what_is_left() {
    // How often the rule applied by the whole pilot alone, by what is left alone, and by both; and how often it was open
    // or ruled out by what is left.
    let seen: Cell<[u32; 4]> = Cell::default();
    let test = |case: Case| {
        compare(&case)?;
        let applies = |hearing: &StatementFilter| {
            Oracle::new(&case.vocabulary, &case.scopes, &case.require, &case.stated, hearing).applies_to_what_is_left()
        };
        let both = [&StatementFilter::default(), &case.hearing].map(|hearing| applies(hearing) == Applies::Yes);
        let at = match both {
            [true, false] => 0,
            [false, true] => 1,
            [true, true] => 2,
            [false, false] => 3,
        };
        let mut counts = seen.get();
        counts[at] += 1;
        seen.set(counts);
        Ok(())
    };
    let enough = || seen.get().iter().all(|count| *count >= 40);
    try_until(4000, random::case_of_scopes(), test, enough);
    assert!(enough(), "each is tried often enough: {:?}", seen.get());
}

#[test]
fn of_several_smallest_reasons_the_first_is_given() {
    compare_all(500, random::case_of_clauses());
}

#[test]
fn contested_sets_have_open_members_too() {
    compare_all(1000, random::case_of_sets());
}

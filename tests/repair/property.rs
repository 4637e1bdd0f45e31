//! Whatever the rules and whatever the pilot: what is proposed is what brute force finds, no more and no less.

use std::cell::Cell;
use std::collections::BTreeSet;

use proptest::prelude::*;
use watching_brief::evaluate::{Facts, StatementFilter};
use watching_brief::model::Force;
use watching_brief::model::vocabulary::{FactId, Vocabulary};
use watching_brief::pilot::Statement;
use watching_brief::reason::{Change, RepairOptions, Repairs, RuleInSet, repairs};

use super::made::{self, Case};
use super::oracle;
use crate::testkit::cases::try_until;
use crate::testkit::rules::{in_sets, load};

#[test]
fn what_is_proposed_is_all_that_is_smallest() {
    // Nothing to repair, one way, several ways, blocked; and settled among them.
    let seen: Cell<[u32; 5]> = Cell::default();
    // Ways of one size of which some leave more to be answered than others.
    let preferred: Cell<u32> = Cell::default();
    let test = |case: Case| {
        let came = compare(&case, &preferred)?;
        let mut counts = seen.get();
        counts[came] += 1;
        counts[4] += u32::from(case.settle && (1..3).contains(&came));
        seen.set(counts);
        Ok(())
    };
    let enough = || seen.get().iter().all(|count| *count >= 8) && preferred.get() >= 8;
    try_until(500, made::any_case(), test, enough);
    assert!(enough(), "each is tried often enough: {:?}", seen.get());
}

fn compare(case: &Case, preferred: &Cell<u32>) -> Result<usize, TestCaseError> {
    let collection = load(std::slice::from_ref(&case.rules));
    let (rules, oracle) = (in_sets(&collection), oracle::Rules::of(case));
    let hearing = StatementFilter::default();
    let facts = Facts::new(Vocabulary::shipped(), &case.pilot, &hearing);
    let keep: Vec<FactId> =
        case.facts.iter().zip(&case.keep).filter(|(_, keep)| **keep).map(|(fact, _)| fact.id).collect();
    let wish = RepairOptions {
        least: Force::Must,
        keep: keep.clone(),
        settle: case.settle,
        allow_out_of_scope: case.out_of_scope,
        most: 10_000,
    };
    let contested = case.facts.iter().filter(|fact| !case.settle && oracle::contested(case, fact));
    let stays: Vec<FactId> = keep.iter().copied().chain(contested.map(|fact| fact.id)).collect();
    let expected = oracle::smallest(&oracle, &stays);
    let is_anothers = |one: &Statement<'_>| one.by.is_some();
    match repairs(&rules, &facts, &wish, &is_anothers).expect("a small search") {
        Repairs::Needless => {
            prop_assert_eq!(expected.map(|(facts, ..)| facts), Some(0));
            Ok(0)
        }
        Repairs::Found { alternatives, facts: count, members, more } => {
            let Some((facts_expected, members_expected, all)) = expected else {
                return Err(TestCaseError::fail(format!("nothing helps, but {alternatives:?} is proposed")));
            };
            prop_assert_eq!((count, members, more), (facts_expected, members_expected, false));
            let told = |changes: &Vec<Change>| {
                let told =
                    changes.iter().map(|one| oracle::told(&oracle, Vocabulary::shipped().fact(one.fact), &one.said));
                told.collect::<Vec<_>>()
            };
            let found: BTreeSet<_> = alternatives.iter().map(told).collect();
            let answers = answers(case, &alternatives);
            told_in_order(&oracle, &alternatives.iter().map(told).collect::<Vec<_>>(), &answers, &all)?;
            prop_assert_eq!(found.len(), alternatives.len(), "one is proposed twice");
            let was = oracle.verdicts(&case.pilot);
            for changes in &alternatives {
                prop_assert!(changes.iter().all(|change| !stays.contains(&change.fact)));
                let changes: Vec<_> = changes.iter().map(|change| (change.fact, change.said.clone())).collect();
                let is = oracle.verdicts(&oracle::changed(case, &changes));
                prop_assert!(oracle::all_good(case, &was, &is));
            }
            let one = repairs(&rules, &facts, &RepairOptions { most: 1, ..wish }, &is_anothers);
            let Repairs::Found { alternatives: one, more, .. } = one.expect("a small search") else {
                return Err(TestCaseError::fail("with a limit there is no proposal"));
            };
            prop_assert_eq!((one.len(), more), (1, alternatives.len() > 1));
            if !case.facts.iter().any(|fact| oracle::is_contested_beside(&oracle, fact)) {
                let changes: Vec<_> = one.iter().flatten().map(|one| (one.fact, one.said.clone())).collect();
                let fewest = answers.iter().min().copied();
                prop_assert_eq!(Some(oracle::to_be_answered(case, &changes)), fewest, "the one that is found first");
            }
            let differ = answers.first() != answers.last();
            preferred.set(preferred.get() + u32::from(differ));
            Ok(if alternatives.len() == 1 { 1 } else { 2 })
        }
        Repairs::Blocked { rules: blocking, facts: held, applying } => {
            prop_assert!(applying.is_empty() || !case.out_of_scope);
            prop_assert_eq!(expected.map(|(facts, ..)| facts), None);
            prop_assert!(held.iter().all(|fact| stays.contains(fact)));
            let was = oracle.verdicts(&case.pilot);
            let can = |blocking: &[RuleInSet<'_>], held: &[FactId], applying: &[RuleInSet<'_>]| {
                oracle::all_ways(&oracle, held).iter().any(|ways| {
                    let changes: Vec<_> = ways.iter().map(|(fact, way)| (*fact, way.said.clone())).collect();
                    let is = oracle.verdicts(&oracle::changed(case, &changes));
                    let mut all = rules.iter().zip(was.iter().zip(&is));
                    all.all(|(one, (was, is))| {
                        let among = |rules: &[RuleInSet<'_>]| rules.iter().any(|other| other.is(one));
                        (!among(blocking) || oracle::good(case, one.rule.rule.force, *was, *is))
                            && (!among(applying) || oracle::goes_on(*was, *is))
                    })
                })
            };
            prop_assert!(!can(&blocking, &held, &applying), "they do not block one another");
            for at in 0..blocking.len() {
                let mut fewer = blocking.clone();
                fewer.remove(at);
                prop_assert!(can(&fewer, &held, &applying), "a rule can be left out");
            }
            for at in 0..held.len() {
                let mut fewer = held.clone();
                fewer.remove(at);
                prop_assert!(can(&blocking, &fewer, &applying), "a fact can be left out");
            }
            for at in 0..applying.len() {
                let mut fewer = applying.clone();
                fewer.remove(at);
                prop_assert!(can(&blocking, &held, &fewer), "a rule may stop applying");
            }
            Ok(3)
        }
    }
}

/// Of how many facts each way leaves somebody to be answered.
fn answers(case: &Case, alternatives: &[Vec<Change>]) -> Vec<usize> {
    let of = |changes: &Vec<Change>| {
        let changes: Vec<_> = changes.iter().map(|one| (one.fact, one.said.clone())).collect();
        oracle::to_be_answered(case, &changes)
    };
    alternatives.iter().map(of).collect()
}

/// Those that leave fewer to be answered come first. All are there, but for those than which another is nearer; a nearer one
/// that leaves more to be answered keeps none away.
fn told_in_order(
    rules: &oracle::Rules<'_>,
    found: &[oracle::Told],
    answers: &[usize],
    all: &BTreeSet<oracle::Told>,
) -> Result<(), TestCaseError> {
    prop_assert!(answers.is_sorted(), "{answers:?}");
    prop_assert!(found.iter().all(|one| all.contains(one)));
    let is_there = |one: &&oracle::Told| !all.iter().any(|other| oracle::is_nearer(rules, other, one));
    prop_assert!(all.iter().filter(is_there).all(|one| found.contains(one)));
    for (one, count) in found.iter().zip(answers) {
        let mut nearer = found.iter().zip(answers).filter(|(other, _)| oracle::is_nearer(rules, other, one));
        prop_assert!(nearer.all(|(_, more)| more > count), "another is nearer");
    }
    Ok(())
}

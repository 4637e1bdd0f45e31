//! Of two pilots whose verdicts differ, the set of facts that is given is the first of the smallest that move the verdict.

use std::cell::Cell;

use proptest::prelude::*;
use watching_brief::diff::{Because, smallest};
use watching_brief::evaluate::{Facts, Prepared};
use watching_brief::model::vocabulary::FactId;
use watching_brief::pilot::StatedFact;

use crate::testkit::cases::try_until;
use crate::testkit::oracle::Oracle;
use crate::testkit::random::{self, Case};

/// The first pilot, with what the second says of these facts.
fn mixed(case: &Case, other: &[StatedFact<'static>], facts: &[FactId]) -> Vec<StatedFact<'static>> {
    let kept = case.stated.iter().filter(|stated| !facts.contains(&stated.fact));
    let taken = other.iter().filter(|stated| facts.contains(&stated.fact));
    let mut mixed: Vec<_> = kept.chain(taken).cloned().collect();
    mixed.sort_by_key(|stated| stated.fact);
    mixed
}

/// All sets of some facts, smaller ones first, and in the order of the vocabulary within a size.
fn sets(facts: &[FactId]) -> Vec<Vec<FactId>> {
    let chosen = |bits: u32| facts.iter().enumerate().filter(move |(at, _)| bits >> at & 1 == 1).map(|(_, fact)| *fact);
    let mut sets: Vec<Vec<FactId>> = (0..1u32 << facts.len()).map(|bits| chosen(bits).collect()).collect();
    sets.sort_by_key(|set| (set.len(), set.clone()));
    sets
}

#[test]
fn the_first_of_the_smallest_sets_moves_the_verdict_and_nothing_smaller_does() {
    // How often the verdict moved by so many facts.
    let seen: Cell<[u32; 8]> = Cell::default();
    let enough = |seen: [u32; 8]| seen[1] > 300 && seen[2] > 50 && seen[3] > 3;
    let test = |(case, other): (Case, Vec<StatedFact<'static>>)| {
        let oracle = Oracle::new(&case.vocabulary, &case.scopes, &case.require, &case.stated, &case.hearing);
        let verdict = |stated: &[StatedFact<'static>]| oracle.of_pilot(stated).decide().verdict;
        let wanted = verdict(&other);
        if verdict(&case.stated) == wanted {
            return Ok(());
        }
        let facts: Vec<FactId> = case.vocabulary.facts().iter().map(|fact| fact.id).collect();
        let scopes: Vec<_> = case.scopes.iter().collect();
        let rule = Prepared::new(&case.vocabulary, &scopes, Some(&case.require)).expect("a rule that is not too much");
        let of_rule: Vec<FactId> = facts.iter().copied().filter(|fact| rule.speaks_of(*fact)).collect();
        let (old, new) = (
            Facts::new(&case.vocabulary, &case.stated, &case.hearing),
            Facts::new(&case.vocabulary, &other, &case.hearing),
        );
        let found = smallest(&rule, &old, &new, &of_rule, wanted);
        // A fact of which both say the same moves nothing, so that no smallest set has it.
        let said = |stated: &[StatedFact<'static>], fact| stated.iter().find(|one| one.fact == fact).cloned();
        let moved = |fact: &FactId| said(&case.stated, *fact) != said(&other, *fact);
        let differing: Vec<FactId> = facts.iter().copied().filter(moved).collect();
        let brute = sets(&differing).into_iter().find(|set| verdict(&mixed(&case, &other, set)) == wanted);
        let brute = brute.expect("all of them together");
        let mut counts = seen.get();
        counts[brute.len()] += 1;
        seen.set(counts);
        prop_assert_eq!(found, Because { facts: brute, smallest: true });
        Ok(())
    };
    try_until(2000, random::case_of_two(), test, || enough(seen.get()));
    assert!(enough(seen.get()), "sets of each size are tried often enough: {:?}", seen.get());
}

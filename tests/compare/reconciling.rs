//! What `reconcile` finds is what there is in a small world: the smallest pilot, or all that cannot stand together and all
//! that would have to give way.

use std::cell::Cell;
use std::collections::BTreeSet;

use proptest::prelude::*;
use watching_brief::reason::RuleInSet;
use watching_brief::reason::reconcile::{Outcome, reconcile};

use super::small::{AllPilots, Known, SmallWorld, read, side};
use crate::testkit::cases::try_until;
use crate::testkit::rules::PlainSet;

/// Sets of things, as bits.
fn bits<T>(lists: &[Vec<T>], place: impl Fn(&T) -> usize) -> Vec<u32> {
    lists.iter().map(|list| list.iter().fold(0, |all, one| all | 1 << place(one))).collect()
}

/// Of all sets of so many things, those of which this is so and of no part of them.
fn minimal(things: usize, so: impl Fn(u32) -> bool) -> BTreeSet<u32> {
    let found: Vec<u32> = (0..1u32 << things).filter(|set| so(*set)).collect();
    found.iter().copied().filter(|set| !found.iter().any(|part| part != set && part & set == *part)).collect()
}

/// Holds lists of clashes and of ways out against the definitions, and against one another.
fn hold(
    things: usize,
    clashes: &[u32],
    ways_out: &[u32],
    complete: bool,
    most: usize,
    stands: impl Fn(u32) -> bool,
) -> Result<(), TestCaseError> {
    let all = (1u32 << things) - 1;
    let expected = [minimal(things, |set| !stands(set)), minimal(things, |set| stands(all & !set))];
    // What must give way meets every clash, and nothing in it can be spared.
    prop_assert_eq!(&expected[1], &minimal(things, |set| expected[0].iter().all(|clash| clash & set != 0)));
    for (found, expected) in [clashes, ways_out].into_iter().zip(&expected) {
        let set: BTreeSet<u32> = found.iter().copied().collect();
        prop_assert_eq!(set.len(), found.len(), "nothing is named twice");
        prop_assert!(set.is_subset(expected), "{:?} of {:?}", found, expected);
        prop_assert!(found.len() <= most);
        prop_assert!(found.is_sorted_by_key(|set| set.count_ones()));
        prop_assert!(!complete || set == *expected, "{:?} of {:?}", found, expected);
    }
    let cut = expected.iter().any(|list| list.len() > most);
    prop_assert_eq!(complete, !cut);
    Ok(())
}

#[test]
fn what_is_found_is_all_there_is_and_nothing_smaller() {
    hold_all(SmallWorld::plain());
}

#[test]
fn so_it_is_of_numbers_and_days() {
    hold_all(SmallWorld::of_numbers_and_days());
}

fn hold_all(small: &'static SmallWorld) {
    let seen: Cell<[u32; 4]> = Cell::default();
    let most = prop_oneof![1 => Just(100usize), 1 => 1..=2usize];
    let few = proptest::collection::vec(small.any_set(1..=3, 0), 1..=3);
    let many = proptest::collection::vec(small.any_set(4..=6, 0), 1..=2);
    let scoped = proptest::collection::vec(small.scoped_set(), 3..=5);
    let sets = prop_oneof![2 => few, 2 => many, 1 => scoped];
    let test = |(sets, out_of_scope, most): (Vec<PlainSet>, bool, usize)| {
        let collection = small.load(&sets);
        let side = side("all", &collection);
        let (world, musts) = (AllPilots::of(small, &[&side]), side.musts());
        let reconciled = reconcile(side.clone(), out_of_scope, most).expect("an answer");
        let pilots: Vec<&Known> = world.looked_at(!out_of_scope).collect();
        let good = pilots.iter().filter(|known| known.satisfies_all(&musts));
        let mut counts = seen.get();
        match &reconciled.outcome {
            Outcome::Pilot(witness) => {
                prop_assert_eq!(good.map(|known| known.facts).min(), Some(witness.facts));
                let known = read(small, &[&side], &witness.yaml);
                prop_assert!(known.satisfies_all(&musts) && (known.within || out_of_scope));
                prop_assert_eq!(known.facts, witness.facts);
                counts[0] += 1;
            }
            Outcome::Blocked(deadlock) => {
                prop_assert!(good.count() == 0 && !pilots.is_empty());
                let place = |held: &RuleInSet<'_>| {
                    let is_it = |rule: &usize| std::ptr::eq(side.rules[*rule].rule, held.rule);
                    musts.iter().position(is_it).expect("a must")
                };
                let (clashes, ways_out) = (bits(&deadlock.clashes, place), bits(&deadlock.ways_out, place));
                hold(musts.len(), &clashes, &ways_out, deadlock.complete, most, |set| {
                    let rules = musts.iter().enumerate().filter(|(at, _)| set >> at & 1 == 1);
                    let rules: Vec<usize> = rules.map(|(_, rule)| *rule).collect();
                    pilots.iter().any(|known| known.satisfies_all(&rules))
                })?;
                counts[1] += 1;
                counts[2] += u32::from(!deadlock.complete);
            }
            Outcome::Apart(deadlock) => {
                prop_assert!(!out_of_scope && pilots.is_empty());
                let sets = side.sets();
                let place = |set: &&watching_brief::rules::ReadySet| {
                    sets.iter().position(|one| std::ptr::eq(*one, *set)).expect("a set")
                };
                let (clashes, ways_out) = (bits(&deadlock.clashes, place), bits(&deadlock.ways_out, place));
                hold(sets.len(), &clashes, &ways_out, deadlock.complete, most, |set| {
                    world.pilots.iter().any(|known| (0..sets.len()).all(|at| set >> at & 1 == 0 || known.sets[at]))
                })?;
                counts[3] += 1;
            }
        }
        seen.set(counts);
        Ok(())
    };
    let enough = || seen.get().iter().all(|count| *count >= 1);
    try_until(300, (sets, any::<bool>(), most), test, enough);
    assert!(enough(), "each outcome is tried: {:?}", seen.get());
}

//! What `compare` says of two sides is what the pilots of a small world say, one by one.

use std::cell::Cell;

use proptest::prelude::*;
use watching_brief::model::Verdict;
use watching_brief::reason::compare::{Comparison, Way, compare};
use watching_brief::reason::{Pair, RuleInSet};

use super::small::{AllPilots, Known, SmallWorld, read, side};
use crate::testkit::cases::try_until;
use crate::testkit::rules::PlainSet;

fn ids(rules: &[RuleInSet<'_>]) -> Vec<String> {
    rules.iter().map(|held| held.rule.rule.id.clone()).collect()
}

fn pairs(pairs: &[Pair<'_>]) -> Vec<(String, String)> {
    pairs.iter().map(|[a, b]| (a.rule.rule.id.clone(), b.rule.rule.id.clone())).collect()
}

/// Whether satisfying the rules `from` implies satisfying the rules `to`; gives the number of facts of the witness, and
/// whether it breaches.
fn hold_way(
    world: &AllPilots,
    within: bool,
    way: &Way<'_>,
    [from, to]: [&[usize]; 2],
    name: impl Fn(usize) -> String,
) -> Result<Option<(usize, bool)>, TestCaseError> {
    let good: Vec<&Known> = world.looked_at(within).filter(|known| known.satisfies_all(from)).collect();
    prop_assert_eq!(way.possible, !good.is_empty());
    let (mut follow, mut breachable, mut open) = (Vec::new(), Vec::new(), Vec::new());
    for rule in to {
        if good.iter().any(|known| known.verdicts[*rule] == Verdict::Breached) {
            breachable.push(name(*rule));
        } else if good.iter().any(|known| !known.satisfies(*rule)) {
            open.push(name(*rule));
        } else {
            follow.push(name(*rule));
        }
    }
    prop_assert_eq!(ids(&way.follow), follow);
    prop_assert_eq!(ids(&way.breachable), breachable.clone());
    prop_assert_eq!(ids(&way.open), open);
    let breaches = |known: &Known| to.iter().any(|rule| known.verdicts[*rule] == Verdict::Breached);
    let fails = |known: &Known| if breachable.is_empty() { !known.satisfies_all(to) } else { breaches(known) };
    let fewest = good.iter().filter(|known| fails(known)).map(|known| known.facts).min();
    prop_assert_eq!(way.witness.as_ref().map(|witness| witness.facts), fewest);
    Ok(fewest.map(|fewest| (fewest, !breachable.is_empty())))
}

#[test]
fn what_is_said_of_two_sets_is_what_all_pilots_say() {
    hold_all(SmallWorld::plain(), 140);
}

#[test]
fn so_it_is_of_numbers_and_days() {
    hold_all(SmallWorld::of_numbers_and_days(), 200);
}

fn hold_all(small: &'static SmallWorld, least: u32) {
    let seen: Cell<[u32; 6]> = Cell::default();
    let group = || proptest::collection::vec(small.any_set(1..=3, 1), 1..=2);
    let test = |(first, second, within): (Vec<PlainSet>, Vec<PlainSet>, bool)| {
        let (a, b) = (small.load(&first), small.load(&second));
        let sides = [side("a", &a), side("b", &b)];
        let world = AllPilots::of(small, &[&sides[0], &sides[1]]);
        let comparison: Comparison<'_> = compare(sides[0].clone(), sides[1].clone(), within).expect("an answer");
        prop_assert_eq!(comparison.any, world.looked_at(within).next().is_some());
        let shift = sides[0].rules.len();
        let of_second: Vec<usize> = sides[1].musts().into_iter().map(|rule| rule + shift).collect();
        let both = [sides[0].musts(), of_second];
        let all = [sides[0].rules.as_slice(), &sides[1].rules].concat();
        let name = |rule: usize| all[rule].rule.rule.id.clone();
        let [forth, back] = &comparison.ways;
        let mut counts = seen.get();
        for (way, [from, to]) in [(forth, [&both[0], &both[1]]), (back, [&both[1], &both[0]])] {
            match hold_way(&world, within, way, [from, to], name)? {
                None => counts[0] += 1,
                Some((_, true)) => counts[1] += 1,
                Some((_, false)) => counts[2] += 1,
            }
            if let Some(witness) = &way.witness {
                let known = read(small, &[&sides[0], &sides[1]], &witness.yaml);
                prop_assert!(known.satisfies_all(from), "{}", witness.yaml);
                prop_assert!(!known.satisfies_all(to) && (known.within || !within), "{}", witness.yaml);
                prop_assert_eq!(known.facts, witness.facts);
                let failed: Vec<String> = to
                    .iter()
                    .filter(|rule| {
                        let breached = known.verdicts[**rule] == Verdict::Breached;
                        if way.breachable.is_empty() { !known.satisfies(**rule) } else { breached }
                    })
                    .map(|rule| name(*rule))
                    .collect();
                prop_assert_eq!(
                    way.failed.iter().map(|(held, _)| held.rule.rule.id.clone()).collect::<Vec<_>>(),
                    failed
                );
            }
        }
        let pilots: Vec<&Known> = world.looked_at(within).collect();
        hold_relations(&comparison, &pilots, shift, all.len(), name)?;
        let relations = &comparison.relations;
        counts[3] += u32::try_from(relations.same.len()).expect("few");
        counts[4] += u32::try_from(relations.forth.len() + relations.back.len()).expect("few");
        counts[5] += u32::try_from(relations.conflicts.len()).expect("few");
        seen.set(counts);
        Ok(())
    };
    let enough = || seen.get().iter().all(|count| *count >= 1);
    try_until(least, (group(), group(), any::<bool>()), test, enough);
    assert!(enough(), "each answer is tried: {:?}", seen.get());
}

/// Each pair, by the definitions.
fn hold_relations(
    comparison: &Comparison<'_>,
    pilots: &[&Known],
    shift: usize,
    all: usize,
    name: impl Fn(usize) -> String,
) -> Result<(), TestCaseError> {
    let some = |so: &dyn Fn(&Known) -> bool| pilots.iter().any(|known| so(known));
    let varies = |rule: usize| some(&|known| known.satisfies(rule)) && some(&|known| !known.satisfies(rule));
    let met = |known: &Known, rule: usize| known.applies[rule] && known.verdicts[rule] == Verdict::Met;
    let can_be_met = |rule: usize| some(&|known| met(known, rule));
    let implies = |a: usize, b: usize| !some(&|known| known.satisfies(a) && !known.satisfies(b));
    let [mut same, mut forth, mut back, mut conflicts, mut ousts, mut ousted] = [const { Vec::new() }; 6];
    for a in 0..shift {
        for b in shift..all {
            let pair = (name(a), name(b));
            if varies(a) && varies(b) {
                match (implies(a, b), implies(b, a)) {
                    (true, true) => same.push(pair.clone()),
                    (true, false) => forth.push(pair.clone()),
                    (false, true) => back.push(pair.clone()),
                    (false, false) => {}
                }
            }
            let both = |known: &Known| known.applies[a] && known.applies[b];
            let together = some(&|known| met(known, a) && met(known, b));
            if can_be_met(a) && can_be_met(b) && some(&both) && !together {
                let each = [a, b].map(|rule| some(&|known| both(known) && met(known, rule)));
                if each == [true, true] {
                    conflicts.push(pair);
                } else {
                    ousts.extend((!each[0]).then(|| pair.clone()));
                    ousted.extend((!each[1]).then_some(pair));
                }
            }
        }
    }
    let relations = &comparison.relations;
    prop_assert_eq!(pairs(&relations.same), same);
    prop_assert_eq!(pairs(&relations.forth), forth);
    prop_assert_eq!(pairs(&relations.back), back);
    prop_assert_eq!(pairs(&relations.conflicts), conflicts);
    prop_assert_eq!(pairs(&relations.ousts), ousts);
    prop_assert_eq!(pairs(&relations.ousted), ousted);
    let of_sides = |so: &dyn Fn(usize) -> bool| {
        [0..shift, shift..all].map(|range| range.filter(|rule| so(*rule)).map(&name).collect::<Vec<_>>())
    };
    let idle = of_sides(&|rule| !some(&|known| !known.satisfies(rule)));
    let hopeless = of_sides(&|rule| some(&|known| known.applies[rule]) && !can_be_met(rule));
    prop_assert_eq!(relations.idle.each_ref().map(|rules| ids(rules)), idle);
    prop_assert_eq!(relations.hopeless.each_ref().map(|rules| ids(rules)), hopeless);
    Ok(())
}

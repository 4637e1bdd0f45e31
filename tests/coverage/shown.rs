//! The definitions of coverage and of mutants, read word by word for small rules.

use std::collections::BTreeSet;

use watching_brief::cases::Outcome;
use watching_brief::evaluate::Replacement;
use watching_brief::model::vocabulary::Fact;
use watching_brief::model::{Condition, Verdict};
use watching_brief::pilot::StatedValue;

use crate::testkit::definitions::{contested_members, is_contested, possible_stated, possible_values};
use crate::testkit::every::{pilots_that_say, sayings};
use crate::testkit::world::{Bits, IsSo, Pilot, Says, World};

/// Pilots of every kind: each combination of what can come of a fact by no statement, one or two.
pub fn pilots_of_every_kind(world: &World<'_>, most: usize) -> Option<Vec<Pilot>> {
    let pilots = pilots_that_say(world.facts.iter().copied(), kinds, most)?;
    Some(pilots.into_iter().map(|given| world.pilot(given)).collect())
}

/// What can be said of a fact by no statement, one or two: of each that comes to the same, the first.
fn kinds(fact: &Fact) -> Vec<Vec<StatedValue<'static>>> {
    let mut kinds: Vec<Vec<StatedValue<'static>>> = vec![Vec::new()];
    let mut known = BTreeSet::new();
    let single = sayings(fact);
    let pairs = single.iter().flat_map(|one| single.iter().map(move |other| vec![one.clone(), other.clone()]));
    for said in single.iter().map(|one| vec![one.clone()]).chain(pairs) {
        let heard: Vec<&StatedValue<'static>> = said.iter().collect();
        let contested = (is_contested(fact, &heard), contested_members(fact, &heard));
        let comes = (possible_values(fact, &heard), possible_stated(fact, &heard), contested);
        if known.insert(comes) {
            kinds.push(said);
        }
    }
    kinds
}

/// What a test of this kind comes to.
pub fn comes_to(world: &World<'_>, pilot: &Pilot, says: &Says, outcome: Outcome) -> Verdict {
    match (world.verdict(pilot, says), outcome) {
        (Verdict::NotApplicable, Outcome::Holds) => Verdict::Met,
        (Verdict::Contested, Outcome::Holds) => Verdict::Unstated,
        (verdict, _) => verdict,
    }
}

/// How a pilot shows an atom: how it is held for the answer yes, whether the answer is, and whether the atom holds.
type Shows = (bool, bool, &'static str);

/// How a pilot shows an atom, by the answers as the rule has it and with the atom held as true and as false.
pub fn shows(pilot: &Pilot, answer: &Bits, with: &Bits, without: &Bits, atom: &Bits) -> Vec<Shows> {
    let value = match pilot.finds(atom) {
        IsSo::Always => "true",
        IsSo::Never => "false",
        IsSo::Sometimes => "open",
    };
    let yes = |bits: &Bits| pilot.finds(bits) == IsSo::Always;
    let senses = [(true, with, without), (false, without, with)];
    let shown = senses.into_iter().filter(|(_, held, other)| yes(held) && !yes(other));
    shown.map(|(sense, ..)| (sense, yes(answer), value)).collect()
}

/// Whether two among these cover an atom.
pub fn covered(all: &[Shows]) -> bool {
    all.iter().any(|one| all.iter().any(|other| one.0 == other.0 && one.1 && !other.1 && one.2 != other.2))
}

/// A rule with a part of it changed.
pub fn changed(
    scope: Option<&Condition>,
    require: &Condition,
    part: usize,
    instead: Replacement,
) -> (Option<Condition>, Condition) {
    let mut at = 0;
    let scope = scope.map(|scope| change(scope, &mut at, part, instead));
    let require = change(require, &mut at, part, instead);
    (scope, require)
}

fn change(condition: &Condition, at: &mut usize, part: usize, instead: Replacement) -> Condition {
    let this = *at;
    *at += 1;
    let mut of = |condition: &Condition| change(condition, at, part, instead);
    let same = match condition {
        Condition::All(parts) => Condition::All(parts.iter().map(of).collect()),
        Condition::Any(parts) => Condition::Any(parts.iter().map(of).collect()),
        Condition::Not(part) => Condition::Not(Box::new(of(part))),
        Condition::If(scope, then) => Condition::If(Box::new(of(scope)), Box::new(of(then))),
        Condition::Fact(..) => condition.clone(),
    };
    if this != part {
        return same;
    }
    match (instead, same) {
        (Replacement::Yes, _) => Condition::All(Vec::new()),
        (Replacement::No, _) => Condition::Any(Vec::new()),
        (Replacement::Opposite, same) => Condition::Not(Box::new(same)),
        (Replacement::Test(test), Condition::Fact(fact, _)) => Condition::Fact(fact, test),
        (Replacement::All, Condition::Any(parts)) => Condition::All(parts),
        (Replacement::Any, Condition::All(parts)) => Condition::Any(parts),
        (Replacement::All, Condition::If(scope, then)) => Condition::All(vec![*scope, *then]),
        (Replacement::Then, Condition::If(_, then)) => *then,
        (Replacement::Turned, Condition::If(scope, then)) => Condition::If(then, scope),
        (instead, same) => panic!("{instead:?} is no change of {same:?}"),
    }
}

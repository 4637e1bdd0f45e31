//! How the conditions of two sides stand to one another, pair by pair.

use rustsat::types::Lit;

use super::compared_rules::ComparedRules;
use super::rules::{RuleInSet, Terms};
use super::search::{RuleStatus, Search};
use super::witness::Refused;
use crate::model::Verdict;

/// A condition of the first side and one of the second.
pub type Pair<'c> = [RuleInSet<'c>; 2];

/// How the conditions of two sides stand to one another, among the pilots that are looked at.
///
/// Conditions that every pilot satisfies, or none, would imply others or be implied whatever those say. They are named
/// apart, once, and stand in no pair.
#[derive(Debug, Default)]
pub struct Relations<'c> {
    /// Satisfied by the same pilots.
    pub same: Vec<Pair<'c>>,
    /// Whatever pilot satisfies that of the first side satisfies that of the second, and not the other way round.
    pub forth: Vec<Pair<'c>>,
    /// Whatever pilot satisfies that of the second side satisfies that of the first, and not the other way round.
    pub back: Vec<Pair<'c>>,
    /// There are pilots to which both apply; such a pilot can meet either, and none can meet both.
    pub conflicts: Vec<Pair<'c>>,
    /// There are pilots to which both apply, but none of these meets the first: it is met only where the second does not
    /// apply.
    pub ousts: Vec<Pair<'c>>,
    /// The same of the second: it is met only where the first does not apply.
    pub ousted: Vec<Pair<'c>>,
    /// Of each side, the conditions that every pilot satisfies.
    pub idle: [Vec<RuleInSet<'c>>; 2],
    /// Of each side, the conditions that no pilot meets to which they apply, though there are such pilots.
    pub hopeless: [Vec<RuleInSet<'c>>; 2],
}

/// What is known of a rule alone.
#[derive(Debug, Clone, Copy)]
struct Alone {
    /// Whether some pilot satisfies it, and some does not.
    varies: bool,
    /// Whether some pilot meets it to which it applies.
    can_be_met: bool,
}

/// Looks at each pair of a condition of the first side, which come first in the search, and one of the second.
///
/// # Errors
/// [`Refused`] where a search takes too long.
pub(super) fn relations<'c>(
    search: &mut Search<'c>,
    first: &ComparedRules<'c>,
    second: &ComparedRules<'c>,
) -> Result<Relations<'c>, Refused> {
    use Terms::{Satisfied, Unsatisfied};
    let mut found = Relations::default();
    let mut alone: Vec<Alone> = Vec::new();
    let of_sides = [first, second].into_iter().enumerate();
    let rules = of_sides.flat_map(|(at, side)| side.rules.iter().map(move |held| (at, held)));
    for (rule, (side, held)) in rules.enumerate() {
        let can_be_satisfied = search.is_there(&[(rule, Satisfied)])?;
        let can_fail = search.is_there(&[(rule, Unsatisfied)])?;
        let can_be_met = search.is_there(&[(rule, Terms::Applies), (rule, Satisfied)])?;
        let applies = can_be_met || search.is_there(&[(rule, Terms::Applies)])?;
        if !can_fail {
            found.idle.get_mut(side).into_iter().for_each(|idle| idle.push(*held));
        }
        if applies && !can_be_met {
            found.hopeless.get_mut(side).into_iter().for_each(|hopeless| hopeless.push(*held));
        }
        alone.push(Alone { varies: can_be_satisfied && can_fail, can_be_met });
    }
    meet_many(search, &alone)?;
    let shift = first.rules.len();
    for (a, (of_first, a_alone)) in first.rules.iter().zip(&alone).enumerate() {
        for (b, (of_second, b_alone)) in (shift..).zip(second.rules.iter().zip(alone.iter().skip(shift))) {
            if !search.may_touch(a, b) {
                continue;
            }
            let pair = [*of_first, *of_second];
            if a_alone.varies && b_alone.varies {
                match (implies(search, a, b)?, implies(search, b, a)?) {
                    (true, true) => found.same.push(pair),
                    (true, false) => found.forth.push(pair),
                    (false, true) => found.back.push(pair),
                    (false, false) => {}
                }
            }
            if a_alone.can_be_met && b_alone.can_be_met {
                match clash(search, a, b)? {
                    Clash::None => {}
                    Clash::Conflict => found.conflicts.push(pair),
                    Clash::Ousts => found.ousts.push(pair),
                    Clash::Ousted => found.ousted.push(pair),
                    Clash::Either => {
                        found.ousts.push(pair);
                        found.ousted.push(pair);
                    }
                }
            }
        }
    }
    Ok(found)
}

/// The most pilots that are looked for to meet many conditions at once.
const ROUNDS: usize = 8;

/// Looks for a few pilots that meet as many conditions as they can, each where it applies. They show of most pairs that
/// these can be met together, which would be asked pair by pair otherwise.
fn meet_many(search: &mut Search<'_>, alone: &[Alone]) -> Result<(), Refused> {
    let can_be_met = |(_, alone): &(usize, &Alone)| alone.can_be_met;
    let rules: Vec<usize> = alone.iter().enumerate().filter(can_be_met).map(|(rule, _)| rule).collect();
    let mut left = rules.clone();
    for _ in 0..ROUNDS {
        let Some(first) = left.first().copied() else { break };
        let mut held: Vec<Lit> = Vec::new();
        for rule in [first].into_iter().chain(rules.iter().copied()) {
            let wanted = [search.literal(rule, Terms::Applies)?, search.literal(rule, Terms::Satisfied)?];
            let wanted = [held.as_slice(), &wanted].concat();
            // The pilot that was found last meets all that is held so far.
            if !held.is_empty() && is_met(search.last(), rule) || search.can_hold(&wanted)? {
                held = wanted;
            }
        }
        left.retain(|rule| *rule != first && !is_met(search.last(), *rule));
    }
    Ok(())
}

/// Whether a condition applies to a pilot for certain, and is met.
fn is_met(stands: &[RuleStatus], rule: usize) -> bool {
    stand(stands, rule).is_some_and(|stand| stand.applies && stand.verdict == Verdict::Met)
}

/// Whether every pilot that satisfies the one satisfies the other.
fn implies(search: &mut Search<'_>, a: usize, b: usize) -> Result<bool, Refused> {
    let against = |stands: &[RuleStatus]| {
        stand(stands, a).is_some_and(RuleStatus::satisfied) && !stand(stands, b).is_some_and(RuleStatus::satisfied)
    };
    Ok(!search.saw(against) && !search.is_there(&[(a, Terms::Satisfied), (b, Terms::Unsatisfied)])?)
}

enum Clash {
    None,
    Conflict,
    Ousts,
    Ousted,
    Either,
}

/// Whether two conditions can be met together where both apply, and if not, whether each can.
fn clash(search: &mut Search<'_>, a: usize, b: usize) -> Result<Clash, Refused> {
    use Terms::{Applies, Satisfied};
    if search.saw(|stands| is_met(stands, a) && is_met(stands, b)) {
        return Ok(Clash::None);
    }
    let mut can = |wanted: &[(usize, Terms)]| search.is_there(&[&[(a, Applies), (b, Applies)], wanted].concat());
    if can(&[(a, Satisfied), (b, Satisfied)])? || !can(&[])? {
        return Ok(Clash::None);
    }
    Ok(match (can(&[(a, Satisfied)])?, can(&[(b, Satisfied)])?) {
        (true, true) => Clash::Conflict,
        (false, true) => Clash::Ousts,
        (true, false) => Clash::Ousted,
        (false, false) => Clash::Either,
    })
}

fn stand(stands: &[RuleStatus], rule: usize) -> Option<RuleStatus> {
    stands.get(rule).copied()
}

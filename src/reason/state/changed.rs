//! A fact of a pilot of which something else may be said.

use std::collections::{BTreeMap, BTreeSet};

use rustsat::types::Lit;

use super::{FactState, State, Values, any_set, certain, just_one};
use crate::evaluate::{Facts, Question, Remaining};
use crate::model::number::Range;
use crate::model::vocabulary::{Fact, FactId};
use crate::pilot::StatedValue;
use crate::reason::solver::Solver;

/// What a fact is changed to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::reason) enum Changed {
    /// It is given this value, by its branch.
    To(u8),
    /// A number or a date is given a value of this range, by the place of the cell.
    Into(u16, Range),
    /// Of a set: of the members that rules ask for (`asked`), these are put in and those are taken out. It may have to be
    /// stated besides, without regard to these: by another member, or as the empty set.
    Members { asked: u64, put_in: u64, taken_out: u64, besides: bool },
}

/// The ways in which a fact may be changed, as literals.
pub(in crate::reason) enum WaysOfChange {
    /// Whether it is changed; and each of its values, with whether it has that.
    ToOne(Lit, Vec<(Changed, Lit)>),
    /// Of a set.
    Members {
        /// The members that rules ask for: whether each is put in or taken out, and whether it can be out, and be in.
        moved: Vec<(u8, Lit, [Lit; 2])>,
        /// Whether it is stated besides.
        besides: Option<Lit>,
        /// Whether all members that no rule asks for are taken out.
        emptied: Option<(Lit, u64)>,
    },
}

/// A fact that is no set: it may be given one value. `before` says of each of its values, or cells, whether it is possible
/// now; none where there is no such value at all.
pub(super) fn value(
    solver: &mut Solver,
    before: impl Iterator<Item = Option<bool>>,
    pilot: &Facts<'_>,
    fact: FactId,
    changed: Lit,
) -> FactState {
    let (stated, contested) = (pilot.is_stated(fact), pilot.is_contested(fact));
    let before: Vec<Option<bool>> = before.collect();
    let possible = before.iter().filter(|before| **before == Some(true)).count();
    let values: Vec<Lit> =
        before.iter().map(|before| if before.is_some() { solver.fresh() } else { solver.no() }).collect();
    just_one(solver, changed, &values);
    for (before, lit) in before.iter().zip(&values) {
        let before = *before == Some(true);
        solver.clause(&[changed, if before { *lit } else { !*lit }]);
        // A value that was there alone already is no change.
        if before && possible == 1 && stated && !contested {
            solver.clause(&[!changed, !*lit]);
        }
    }
    let stated = if stated { solver.yes() } else { changed };
    FactState {
        said: changed,
        stated,
        values: Values::One(values),
        parts: Vec::new(),
        contested,
        besides: None,
        emptied: None,
        members: BTreeMap::new(),
    }
}

/// A set of a pilot, of which members may be put in or taken out.
pub(super) fn set(
    solver: &mut Solver,
    asked: &BTreeSet<Question>,
    pilot: &Facts<'_>,
    fact: &Fact,
    left: &Remaining,
    changed: Lit,
) -> FactState {
    let id = fact.id;
    let Remaining::Set { inside, outside, contested } = *left else { return any_set(solver, asked, changed) };
    let (mut members, mut moved, mut mask) = (BTreeMap::new(), BTreeMap::new(), 0u64);
    for question in asked {
        let Question::Member(member) = question else { continue };
        mask |= 1 << member;
        let either @ [can_out, can_in] = [solver.fresh(), solver.fresh()];
        solver.clause(&either);
        let part = solver.fresh();
        solver.implies(part, changed);
        let (was_in, was_out) = (inside >> member & 1 == 1, outside >> member & 1 == 1);
        // Unchanged, a member is as it was; changed, it is in or out, and not as it was.
        solver.clause(&[part, if was_in { !can_out } else { can_out }]);
        solver.clause(&[part, if was_out { !can_in } else { can_in }]);
        solver.clause(&[!part, !can_out, !can_in]);
        if was_in {
            solver.clause(&[!part, !can_in]);
        }
        if was_out {
            solver.clause(&[!part, !can_out]);
        }
        // A set of which something else is said is contested no more.
        if contested >> member & 1 == 1 {
            solver.implies(changed, part);
        }
        members.insert(*member, either);
        moved.insert(*member, part);
    }
    let mut parts: Vec<Lit> = moved.values().copied().collect();
    let (mut besides, mut emptied) = (None, None);
    let asks_stated = asked.contains(&Question::Stated);
    // Changed, a set is stated that was stated to be just so, or has a member; unchanged, it is as it was.
    let exactly = pilot.heard(id).any(|statement| matches!(statement.said, StatedValue::Exactly(_)));
    let others = inside & !mask;
    let stated = if exactly || (others != 0 && !asks_stated) {
        if pilot.is_stated(id) { solver.yes() } else { changed }
    } else {
        let (certain_in, certain_out) = certain(&members);
        let mut now = certain_in;
        if asks_stated {
            let lit = solver.fresh();
            solver.implies(lit, changed);
            parts.push(lit);
            if others == 0 {
                // It can be stated without regard to those members, too: by one that no rule asks for, which may have been
                // out until then, or as the empty set.
                if fact.all_values() & !mask == 0 {
                    certain_out.iter().for_each(|is_out| solver.implies(lit, *is_out));
                }
                now.push(lit);
                besides = Some(lit);
            } else {
                // Members that no rule asks for state it, unless each of them is taken out.
                for _ in 1..others.count_ones() {
                    let another = solver.fresh();
                    solver.implies(lit, another);
                    solver.implies(another, lit);
                    parts.push(another);
                }
                now.push(!lit);
                emptied = Some((lit, others));
            }
        }
        let now = solver.any(&now);
        let was = if pilot.is_stated(id) { solver.yes() } else { solver.no() };
        let before = solver.all(&[!changed, was]);
        let after = solver.all(&[changed, now]);
        solver.any(&[before, after])
    };
    // Where it is contested of a member that no rule asks for, to settle that is a change that counts no member.
    if contested & !mask == 0 {
        let mut some = parts.clone();
        some.push(!changed);
        solver.clause(&some);
    }
    let (values, contested) = (Values::Set(members), pilot.is_contested(id));
    FactState { said: changed, stated, values, parts, contested, besides, emptied, members: moved }
}

impl State {
    /// What a fact is changed to in the answer that was found last, in a state that begins from a pilot; none where it is
    /// not changed.
    pub fn change(&self, solver: &Solver, id: FactId) -> Option<Changed> {
        let state = self.facts.get(&id)?;
        if !solver.holds(state.said) {
            return None;
        }
        Some(match &state.values {
            Values::One(possible) => {
                let at = possible.iter().position(|lit| solver.holds(*lit))?;
                match self.cells.get(&id).and_then(|cells| cells.get(at)) {
                    Some(cell) => Changed::Into(u16::try_from(at).ok()?, *cell),
                    None => Changed::To(u8::try_from(at).ok()?),
                }
            }
            Values::Set(members) => {
                let moved = |branch: usize| {
                    let is = |(member, either): &(&u8, &[Lit; 2])| {
                        state.members.get(member).is_some_and(|part| solver.holds(*part))
                            && either.get(branch).is_some_and(|lit| solver.holds(*lit))
                    };
                    members.iter().filter(is).fold(0u64, |all, (member, _)| all | 1 << member)
                };
                let asked = members.keys().fold(0u64, |all, member| all | 1 << member);
                let besides = state.besides.is_some_and(|lit| solver.holds(lit));
                let emptied = state.emptied.filter(|(lit, _)| solver.holds(*lit)).map_or(0, |(_, others)| others);
                Changed::Members { asked, put_in: moved(1), taken_out: moved(0) | emptied, besides }
            }
        })
    }

    /// The ways in which a fact may be changed; only where this begins from a pilot.
    pub fn ways_of_change(&self, id: FactId) -> Option<WaysOfChange> {
        let state = self.facts.get(&id)?;
        Some(match &state.values {
            Values::One(possible) => {
                let cells = self.cells.get(&id);
                let way = |(at, lit): (usize, &Lit)| {
                    let way = match cells {
                        Some(cells) => Changed::Into(u16::try_from(at).ok()?, *cells.get(at)?),
                        None => Changed::To(u8::try_from(at).ok()?),
                    };
                    Some((way, *lit))
                };
                WaysOfChange::ToOne(state.said, possible.iter().enumerate().filter_map(way).collect())
            }
            Values::Set(members) => {
                let moved =
                    state.members.iter().filter_map(|(member, part)| Some((*member, *part, *members.get(member)?)));
                WaysOfChange::Members { moved: moved.collect(), besides: state.besides, emptied: state.emptied }
            }
        })
    }

    /// Literals that hold together just where a fact is changed as in the answer that was found last, and, of a set, no
    /// less; none where it is not changed there.
    pub fn change_literals(&self, solver: &Solver, id: FactId) -> Vec<Lit> {
        let Some(state) = self.facts.get(&id).filter(|state| solver.holds(state.said)) else { return Vec::new() };
        let holding = |lits: &mut dyn Iterator<Item = Lit>| lits.filter(|lit| solver.holds(*lit)).collect::<Vec<_>>();
        let mut all = vec![state.said];
        match &state.values {
            Values::One(possible) => all.extend(holding(&mut possible.iter().copied())),
            Values::Set(members) => {
                for (member, part) in state.members.iter().filter(|(_, part)| solver.holds(**part)) {
                    all.push(*part);
                    all.extend(holding(&mut members.get(member).into_iter().flatten().copied()));
                }
                all.extend(state.besides.filter(|lit| solver.holds(*lit)));
                all.extend(state.emptied.map(|(lit, _)| lit).filter(|lit| solver.holds(*lit)));
            }
        }
        all
    }
}

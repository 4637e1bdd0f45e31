//! What a pilot may say, as literals: of each fact, which values it leaves possible.
//!
//! A state stands for a pilot and not for a completion: a fact of which nothing is said leaves every value possible. Only
//! what some rule can tell apart has literals; all other values and members are of one class.

use std::collections::{BTreeMap, BTreeSet};

use rustsat::types::Lit;

use super::solver::Solver;
use crate::evaluate::{Facts, Left, Question};
use crate::pilot::Said;
use crate::vocabulary::{Fact, FactId, FactType, Vocabulary};

/// The questions that rules put, fact by fact.
pub(super) type Questions = BTreeMap<FactId, BTreeSet<Question>>;

/// What a pilot may say of all facts that some rule asks for.
#[derive(Debug)]
pub(super) struct State {
    facts: BTreeMap<FactId, FactState>,
}

/// What a pilot may say of one fact.
#[derive(Debug)]
pub(super) struct FactState {
    /// Whether anything is said of it; in a state that begins from a pilot, whether something else is said than there.
    pub said: Lit,
    /// Whether it is stated in every completion.
    stated: Lit,
    values: Values,
    /// What is counted where two states differ in as many facts: of a set, the members of which something else is said.
    pub parts: Vec<Lit>,
    /// Whether it is contested in the pilot that this begins from, so that its members go together as they are said.
    contested: bool,
    /// Of a set that is changed: whether it is stated besides, by a member that no rule asks for or as the empty set.
    besides: Option<Lit>,
    /// Of a set that is changed: whether all its members that no rule asks for are taken out, so that these do not state it.
    emptied: Option<(Lit, u32)>,
    /// Of a set that is changed: for each member that a rule asks for, whether it is put in or taken out.
    members: BTreeMap<u8, Lit>,
}

#[derive(Debug)]
enum Values {
    /// For each value, whether it is possible.
    One(Vec<Lit>),
    /// For each member that a rule asks for, whether it can be out, and whether it can be in.
    Set(BTreeMap<u8, [Lit; 2]>),
}

/// What a fact is changed to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Changed {
    /// It is given this value, by its branch.
    To(u8),
    /// Of a set: of the members that rules ask for (`asked`), these are put in and those are taken out. It may have to be
    /// stated besides, without regard to these: by another member, or as the empty set.
    Members { asked: u32, put_in: u32, taken_out: u32, besides: bool },
}

impl State {
    /// Any pilot whatever, without contested facts.
    ///
    /// Contested facts add nothing to what can be: a pilot that is contested has the completions of some pilots that are
    /// not.
    pub fn any(solver: &mut Solver, questions: &Questions) -> Self {
        let vocabulary = Vocabulary::shipped();
        let facts = questions.iter().map(|(id, asked)| {
            let fact = vocabulary.fact(*id);
            let said = solver.fresh();
            let state = match fact.kind {
                FactType::Set => any_set(solver, asked, said),
                _ => any_value(solver, count(fact), said),
            };
            (*id, state)
        });
        Self { facts: facts.collect() }
    }

    /// A pilot with some facts changed. A fact that is changed is given a value; of a set, members are put in or taken out.
    /// `may_change` says of which facts something else may be said.
    pub fn changed(
        solver: &mut Solver,
        questions: &Questions,
        pilot: &Facts<'_>,
        may_change: impl Fn(FactId) -> bool,
    ) -> Self {
        let vocabulary = Vocabulary::shipped();
        let facts = questions.iter().map(|(id, asked)| {
            let changed = if may_change(*id) { solver.fresh() } else { solver.no() };
            let state = match pilot.left(*id) {
                Left::One(possible) => {
                    changed_value(solver, count(vocabulary.fact(*id)), possible, pilot.is_stated(*id), changed)
                }
                left @ Left::Set { .. } => changed_set(solver, asked, pilot, vocabulary.fact(*id), &left, changed),
            };
            (*id, state)
        });
        Self { facts: facts.collect() }
    }

    /// The facts, in the order of the vocabulary.
    pub fn facts(&self) -> impl Iterator<Item = (FactId, &FactState)> {
        self.facts.iter().map(|(id, state)| (*id, state))
    }

    /// Whether an answer to a question about a fact is possible.
    pub fn allows(&self, solver: &Solver, fact: FactId, question: Question, branch: usize) -> Lit {
        let Some(state) = self.facts.get(&fact) else { return solver.yes() };
        match (question, &state.values) {
            (Question::Stated, _) if branch == 0 => !state.stated,
            (Question::Stated, _) => solver.yes(),
            (Question::Value, Values::One(possible)) => possible.get(branch).copied().unwrap_or(solver.no()),
            (Question::Member(member), Values::Set(members)) => {
                let either = members.get(&member).and_then(|either| either.get(branch));
                either.copied().unwrap_or(solver.yes())
            }
            _ => solver.no(),
        }
    }

    /// Whether a fact is contested, and where it is, whether something else is said of it.
    pub fn contested(&self, fact: FactId) -> Option<Lit> {
        self.facts.get(&fact).filter(|state| state.contested).map(|state| state.said)
    }

    /// What a fact is changed to in the answer that was found last, in a state that begins from a pilot; none where it is
    /// not changed.
    pub fn change(&self, solver: &Solver, id: FactId) -> Option<Changed> {
        let state = self.facts.get(&id)?;
        if !solver.holds(state.said) {
            return None;
        }
        Some(match &state.values {
            Values::One(possible) => {
                Changed::To(u8::try_from(possible.iter().position(|lit| solver.holds(*lit))?).ok()?)
            }
            Values::Set(members) => {
                let moved = |branch: usize| {
                    let is = |(member, either): &(&u8, &[Lit; 2])| {
                        state.members.get(member).is_some_and(|part| solver.holds(*part))
                            && either.get(branch).is_some_and(|lit| solver.holds(*lit))
                    };
                    members.iter().filter(is).fold(0u32, |all, (member, _)| all | 1 << member)
                };
                let asked = members.keys().fold(0u32, |all, member| all | 1 << member);
                let besides = state.besides.is_some_and(|lit| solver.holds(lit));
                let emptied = state.emptied.filter(|(lit, _)| solver.holds(*lit)).map_or(0, |(_, others)| others);
                Changed::Members { asked, put_in: moved(1), taken_out: moved(0) | emptied, besides }
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

    /// What is said of a fact in the answer that was found last; none where nothing is said, or nothing else than in the
    /// pilot that this begins from.
    pub fn said(&self, solver: &Solver, id: FactId) -> Option<Said<'static>> {
        let state = self.facts.get(&id)?;
        if !solver.holds(state.said) {
            return None;
        }
        let fact = Vocabulary::shipped().fact(id);
        match &state.values {
            Values::One(possible) => {
                let value = possible.iter().position(|lit| solver.holds(*lit))?;
                Some(match fact.kind {
                    FactType::Bool => Said::Bool(value == 1),
                    FactType::Text if value == 0 => Said::Text(crate::pilot::NO_TEXT.into()),
                    FactType::Text => Said::Text("somebody".into()),
                    _ => Said::Choice(u8::try_from(value).ok()?),
                })
            }
            Values::Set(members) => {
                let can = |branch: usize| {
                    let can = |(_, either): &(&u8, &[Lit; 2])| either.get(branch).is_some_and(|lit| solver.holds(*lit));
                    members.iter().filter(can).map(|(member, _)| *member).collect::<Vec<u8>>()
                };
                let (can_out, can_in) = (can(0), can(1));
                let includes: Vec<u8> = can_in.iter().copied().filter(|member| !can_out.contains(member)).collect();
                let excludes: Vec<u8> = can_out.iter().copied().filter(|member| !can_in.contains(member)).collect();
                let whole = includes.len() + excludes.len() == members.len();
                // Where every member that a rule asks for is known, the others make no difference.
                Some(if whole && solver.holds(state.stated) {
                    Said::Exactly(includes)
                } else {
                    Said::Partly { includes, excludes }
                })
            }
        }
    }
}

/// The number of values of a fact that is no set, as rules see them.
fn count(fact: &Fact) -> usize {
    match fact.kind {
        FactType::Bool | FactType::Text => 2,
        FactType::Choice | FactType::Set => fact.values.len(),
    }
}

/// Just one of these holds where `when` does.
fn just_one(solver: &mut Solver, when: Lit, lits: &[Lit]) {
    let mut some = lits.to_vec();
    some.push(!when);
    solver.clause(&some);
    for (at, a) in lits.iter().enumerate() {
        for b in lits.iter().skip(at + 1) {
            solver.clause(&[!when, !*a, !*b]);
        }
    }
}

fn any_value(solver: &mut Solver, count: usize, said: Lit) -> FactState {
    let possible: Vec<Lit> = (0..count).map(|_| solver.fresh()).collect();
    just_one(solver, said, &possible);
    for lit in &possible {
        solver.clause(&[said, *lit]);
    }
    FactState {
        said,
        stated: said,
        values: Values::One(possible),
        parts: Vec::new(),
        contested: false,
        besides: None,
        emptied: None,
        members: BTreeMap::new(),
    }
}

/// What is certain of the members of a set: for each, whether it is in, and whether it is out.
fn certain(members: &BTreeMap<u8, [Lit; 2]>) -> (Vec<Lit>, Vec<Lit>) {
    members.values().map(|[can_out, can_in]| (!*can_out, !*can_in)).unzip()
}

fn any_set(solver: &mut Solver, asked: &BTreeSet<Question>, said: Lit) -> FactState {
    let mut members = BTreeMap::new();
    for question in asked {
        if let Question::Member(member) = question {
            let either = [solver.fresh(), solver.fresh()];
            solver.clause(&either);
            members.insert(*member, either);
        }
    }
    let (inside, outside) = certain(&members);
    let stated = solver.fresh();
    // Members that are in make a set stated; without any, it is so only as the empty set.
    for is_in in &inside {
        solver.implies(*is_in, stated);
    }
    let some = solver.any(&inside);
    for is_out in &outside {
        solver.clause(&[!stated, some, *is_out]);
    }
    solver.implies(stated, said);
    let parts: Vec<Lit> = inside.into_iter().chain(outside).collect();
    for part in &parts {
        solver.implies(*part, said);
    }
    // Something is said only where it makes a difference.
    let mut because = parts.clone();
    because.extend([stated, !said]);
    solver.clause(&because);
    FactState {
        said,
        stated,
        values: Values::Set(members),
        parts,
        contested: false,
        besides: None,
        emptied: None,
        members: BTreeMap::new(),
    }
}

fn changed_value(solver: &mut Solver, count: usize, possible: u32, stated: bool, changed: Lit) -> FactState {
    let contested = stated && possible.count_ones() > 1;
    let values: Vec<Lit> = (0..count).map(|_| solver.fresh()).collect();
    just_one(solver, changed, &values);
    for (at, lit) in values.iter().enumerate() {
        let before = possible >> at & 1 == 1;
        solver.clause(&[changed, if before { *lit } else { !*lit }]);
        // A value that was there alone already is no change.
        if before && possible.is_power_of_two() && stated {
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

fn changed_set(
    solver: &mut Solver,
    asked: &BTreeSet<Question>,
    pilot: &Facts<'_>,
    fact: &Fact,
    left: &Left,
    changed: Lit,
) -> FactState {
    let id = fact.id;
    let Left::Set { inside, outside, contested } = *left else { return any_set(solver, asked, changed) };
    let (mut members, mut moved, mut mask) = (BTreeMap::new(), BTreeMap::new(), 0u32);
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
    let exactly = pilot.heard(id).any(|statement| matches!(statement.said, Said::Exactly(_)));
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

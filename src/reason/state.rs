//! What a pilot may say, as literals: of each fact, which values it leaves possible.
//!
//! A state stands for a pilot and not for a completion: a fact of which nothing is said leaves every value possible. Only
//! what some rule can tell apart has literals; all other values and members are of one class.

mod changed;

pub(super) use changed::{Changed, WaysOfChange};

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rustsat::types::Lit;

use super::solver::Solver;
use crate::evaluate::{Facts, Question, Remaining};
use crate::model::number::{Cut, Range};
use crate::model::vocabulary::{Fact, FactId, FactType, Vocabulary};
use crate::pilot::{NumberClaim, StatedValue};

/// The questions that rules put, fact by fact.
#[derive(Debug, Default)]
pub(super) struct Questions {
    pub asked: BTreeMap<FactId, BTreeSet<Question>>,
    /// Of a number or a date, the places at which any of the rules tells its values apart.
    pub cuts: BTreeMap<FactId, BTreeSet<Cut>>,
}

impl Questions {
    /// The cells into which all rules together divide the values of a number or a date; none for other facts.
    fn cells(&self, fact: &Fact) -> Vec<Range> {
        if !matches!(fact.kind, FactType::Number | FactType::Date) {
            return Vec::new();
        }
        let cuts: Vec<Option<Cut>> = self.cuts.get(&fact.id).into_iter().flatten().copied().map(Some).collect();
        let from = [None].into_iter().chain(cuts.iter().copied());
        let until = cuts.iter().copied().chain([None]);
        from.zip(until).map(|(from, until)| Range { from, until }).collect()
    }
}

/// What a pilot may say of all facts that some rule asks for.
#[derive(Debug)]
pub(super) struct State {
    vocabulary: Arc<Vocabulary>,
    /// The cells of each number and date, in order.
    cells: BTreeMap<FactId, Vec<Range>>,
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
    emptied: Option<(Lit, u64)>,
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

impl State {
    /// Any pilot whatever, without contested facts.
    ///
    /// Contested facts add nothing to what can be: a pilot that is contested has the completions of some pilots that are
    /// not.
    pub fn any(solver: &mut Solver, vocabulary: &Arc<Vocabulary>, questions: &Questions) -> Self {
        let mut cells = BTreeMap::new();
        let facts = questions.asked.iter().map(|(id, asked)| {
            let fact = vocabulary.fact(*id);
            let said = solver.fresh();
            // That a fact is not stated can be asked; a choice or a number may then still be said not to have some values.
            let may_exclude = matches!(fact.kind, FactType::Choice | FactType::Number);
            let stated = if may_exclude && asked.contains(&Question::Stated) { solver.fresh() } else { said };
            let state = match fact.kind {
                FactType::Set => any_set(solver, asked, said),
                FactType::Number => {
                    let of_fact = cells.entry(*id).or_insert_with(|| questions.cells(fact));
                    let values = of_fact.iter().map(|cell| Value::of_cell(cell, fact));
                    any_value(solver, values, said, stated)
                }
                FactType::Date => {
                    let of_fact = cells.entry(*id).or_insert_with(|| questions.cells(fact));
                    let values =
                        of_fact.iter().map(|cell| Value { is_there: cell.meets(fact.range), is_excludable: false });
                    any_value(solver, values, said, said)
                }
                FactType::Choice => any_value(solver, (0..count(fact)).map(|_| Value::USUAL), said, stated),
                FactType::Bool | FactType::Text => {
                    any_value(solver, (0..count(fact)).map(|_| Value::USUAL), said, said)
                }
            };
            (*id, state)
        });
        Self { facts: facts.collect(), cells, vocabulary: Arc::clone(vocabulary) }
    }

    /// A pilot with some facts changed. A fact that is changed is given a value; of a set, members are put in or taken out.
    /// `may_change` says of which facts something else may be said.
    pub fn changed(
        solver: &mut Solver,
        questions: &Questions,
        pilot: &Facts<'_>,
        may_change: impl Fn(FactId) -> bool,
    ) -> Self {
        let vocabulary = pilot.vocabulary();
        let mut cells = BTreeMap::new();
        let facts = questions.asked.iter().map(|(id, asked)| {
            let changed = if may_change(*id) { solver.fresh() } else { solver.no() };
            let state = match pilot.left(*id) {
                Remaining::One(possible) => {
                    let before = (0..count(vocabulary.fact(*id))).map(|at| Some(possible >> at & 1 == 1));
                    changed::value(solver, before, pilot, *id, changed)
                }
                Remaining::Within(possible) => {
                    let fact = vocabulary.fact(*id);
                    let of_fact = cells.entry(*id).or_insert_with(|| questions.cells(fact));
                    let before = |cell: &Range| cell.meets(fact.range).then(|| possible.meet(*cell));
                    changed::value(solver, of_fact.iter().map(before), pilot, *id, changed)
                }
                left @ Remaining::Set { .. } => {
                    changed::set(solver, asked, pilot, vocabulary.fact(*id), &left, changed)
                }
            };
            (*id, state)
        });
        Self { facts: facts.collect(), cells, vocabulary: Arc::clone(vocabulary) }
    }

    /// For each cell of a number or a date, in order, whether a value in it is possible; none of other facts.
    pub fn cells(&self, fact: FactId) -> Option<impl Iterator<Item = (Range, Lit)>> {
        let Values::One(possible) = &self.facts.get(&fact)?.values else { return None };
        Some(self.cells.get(&fact)?.iter().copied().zip(possible.iter().copied()))
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

    /// What is said of a fact in the answer that was found last; none where nothing is said, or nothing else than in the
    /// pilot that this begins from.
    pub fn stated_value(&self, solver: &Solver, id: FactId) -> Option<StatedValue<'static>> {
        let state = self.facts.get(&id)?;
        if !solver.holds(state.said) {
            return None;
        }
        let fact = self.vocabulary.fact(id);
        match &state.values {
            Values::One(possible) if !solver.holds(state.stated) => {
                let is_out = |at: &usize| possible.get(*at).is_some_and(|lit| !solver.holds(*lit));
                let excluded = (0..possible.len()).filter(is_out);
                Some(match self.cells.get(&id) {
                    Some(cells) => {
                        let points = excluded.filter_map(|at| cells.get(at)?.and(fact.range).only());
                        StatedValue::Number(NumberClaim::NoneOf(points.collect()))
                    }
                    None => StatedValue::NoneOf(excluded.filter_map(|at| u8::try_from(at).ok()).collect()),
                })
            }
            Values::One(possible) => {
                let value = possible.iter().position(|lit| solver.holds(*lit))?;
                Some(match fact.kind {
                    FactType::Bool => StatedValue::Bool(value == 1),
                    FactType::Text if value == 0 => StatedValue::Text(crate::pilot::NO_TEXT.into()),
                    FactType::Text => StatedValue::Text("somebody".into()),
                    FactType::Number | FactType::Date => {
                        let cell = self.cells.get(&id).and_then(|cells| cells.get(value)).copied();
                        StatedValue::some_of(fact.kind, cell.unwrap_or(Range::ALL).and(fact.range))
                    }
                    _ => StatedValue::Choice(u8::try_from(value).ok()?),
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
                    StatedValue::Exactly(includes)
                } else {
                    StatedValue::Partly { includes, excludes }
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
        FactType::Number | FactType::Date => 1,
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

/// A value of a fact that is no set, or a cell.
#[derive(Debug, Clone, Copy)]
struct Value {
    /// Whether there is such a value at all.
    is_there: bool,
    /// Whether a pilot can say that it is not this: of a number only where it is one number.
    is_excludable: bool,
}

impl Value {
    const USUAL: Self = Self { is_there: true, is_excludable: true };

    fn of_cell(cell: &Range, fact: &Fact) -> Self {
        let cell = cell.and(fact.range);
        Self { is_there: !cell.is_empty(), is_excludable: cell.only().is_some() }
    }
}

/// A fact that is no set: it has one value where it is stated, and any where nothing is said of it. Where it may be said
/// and not stated (`stated` is then another literal than `said`), some values are excluded and no more is known.
fn any_value(solver: &mut Solver, values: impl Iterator<Item = Value>, said: Lit, stated: Lit) -> FactState {
    let values: Vec<Value> = values.collect();
    let possible: Vec<Lit> =
        values.iter().map(|value| if value.is_there { solver.fresh() } else { solver.no() }).collect();
    just_one(solver, stated, &possible);
    for (value, lit) in values.iter().zip(&possible).filter(|(value, _)| value.is_there) {
        solver.clause(&[said, *lit]);
        if stated != said && !value.is_excludable {
            solver.clause(&[stated, *lit]);
        }
    }
    let mut parts = Vec::new();
    if stated != said {
        // A plain value is preferred to what only says what it is not.
        parts.push(solver.all(&[said, !stated]));
        solver.implies(stated, said);
        solver.clause(&possible);
        // Something is said only where it makes a difference.
        let excluded: Vec<Lit> = possible.iter().filter(|lit| **lit != solver.no()).map(|lit| !*lit).collect();
        let mut because = vec![stated, !said];
        because.extend(excluded);
        solver.clause(&because);
    }
    FactState {
        said,
        stated,
        values: Values::One(possible),
        parts,
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

//! Rules, and the literals for what they come to.

use std::sync::Arc;

use rustsat::types::Lit;

use super::encode::Encoder;
use super::solver::Solver;
use super::state::{Changed, Questions, State};
use crate::evaluate::{Exceeded, Facts, Prepared, Remaining};
use crate::model::vocabulary::{FactId, Vocabulary};
use crate::pilot::{StatedFact, StatedValue, Statement};
use crate::rules::{ReadyRule, ReadySet};

/// A rule of a set.
#[derive(Debug, Clone, Copy)]
pub struct RuleInSet<'c> {
    /// The set.
    pub set: &'c ReadySet,
    /// The rule.
    pub rule: &'c ReadyRule,
}

impl RuleInSet<'_> {
    /// Whether they are the same rule.
    #[must_use]
    pub fn is(&self, other: &RuleInSet<'_>) -> bool {
        std::ptr::eq(self.rule, other.rule)
    }
}

/// What a rule can come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Terms {
    /// It is met or not applicable: the answer is yes in every completion.
    Satisfied,
    /// It is breached, contested or unstated: the answer is no in some completion.
    Unsatisfied,
    /// It is breached: the answer is no in every completion.
    Breached,
    /// It is anything but breached: the answer is yes in some completion.
    Unbreached,
    /// Its scope holds in every completion.
    Applies,
    /// Its scope holds in some completion.
    MayApply,
    /// Its scope holds in no completion.
    Inapplicable,
}

/// Rules over the pilots of a state.
#[derive(Debug)]
pub(super) struct Field<'f, 'p> {
    pub solver: Solver,
    pub state: State,
    pilot: Option<&'f Facts<'p>>,
}

impl<'f, 'p> Field<'f, 'p> {
    /// Any pilot whatever.
    #[cfg(test)]
    pub fn any<'c>(rules: impl IntoIterator<Item = RuleInSet<'c>>) -> Self {
        Self::any_of(rules.into_iter().map(|held| &held.rule.prepared))
    }

    /// Any pilot whatever, as far as these diagrams ask about it.
    pub fn any_of<'c>(diagrams: impl IntoIterator<Item = &'c Prepared>) -> Self {
        let mut solver = Solver::new();
        let diagrams: Vec<&Prepared> = diagrams.into_iter().collect();
        let vocabulary = diagrams.first().map_or(Vocabulary::empty(), |first| first.vocabulary());
        let state = State::any(&mut solver, vocabulary, &questions(diagrams.iter().copied()));
        Self { solver, state, pilot: None }
    }

    /// A pilot with some facts changed, as far as these diagrams ask about it; `may_change` says which facts may be.
    pub fn changed<'c>(
        diagrams: impl IntoIterator<Item = &'c Prepared>,
        pilot: &'f Facts<'p>,
        may_change: impl Fn(FactId) -> bool,
    ) -> Self {
        let mut solver = Solver::new();
        let state = State::changed(&mut solver, &questions(diagrams), pilot, may_change);
        Self { solver, state, pilot: Some(pilot) }
    }

    /// A literal under which a rule comes to this.
    ///
    /// # Errors
    /// [`Exceeded`] where its diagrams take too many steps.
    pub fn literal(&mut self, rule: RuleInSet<'_>, terms: Terms) -> Result<Lit, Exceeded> {
        self.literal_of(&rule.rule.prepared, terms)
    }

    /// A literal under which some diagrams come to this.
    ///
    /// # Errors
    /// [`Exceeded`] where they take too many steps.
    pub fn literal_of(&mut self, prepared: &Prepared, terms: Terms) -> Result<Lit, Exceeded> {
        let (answer, scope) = (prepared.answer_root(), prepared.scope_root());
        let mut encoder = Encoder { solver: &mut self.solver, state: &self.state, pilot: self.pilot };
        match terms {
            Terms::Satisfied => encoder.always(prepared, answer, true),
            Terms::Unsatisfied => encoder.sometimes(prepared, answer, false),
            Terms::Breached => encoder.always(prepared, answer, false),
            Terms::Unbreached => encoder.sometimes(prepared, answer, true),
            Terms::Applies => encoder.always(prepared, scope, true),
            Terms::MayApply => encoder.sometimes(prepared, scope, true),
            Terms::Inapplicable => encoder.always(prepared, scope, false),
        }
    }

    /// A literal under which one of two holds.
    pub fn either(&mut self, one: Lit, other: Lit) -> Lit {
        let either = self.solver.fresh();
        self.solver.clause(&[!either, one, other]);
        either
    }

    /// What the answer that was found last says of each fact, in the order of the vocabulary; where the state begins from
    /// a pilot, only of those of which it says something else.
    pub fn stated_values(&self) -> Vec<(FactId, StatedValue<'static>)> {
        self.state.facts().filter_map(|(fact, _)| Some((fact, self.state.stated_value(&self.solver, fact)?))).collect()
    }

    /// What each fact is changed to in the answer that was found last, in the order of the vocabulary; only where this begins
    /// from a pilot.
    pub fn changes(&self) -> Vec<(FactId, Changed)> {
        self.state.facts().filter_map(|(fact, _)| Some((fact, self.state.change(&self.solver, fact)?))).collect()
    }

    /// Rules the answer that was found last out, and any that changes as much as it does and more.
    pub fn rule_out(&mut self) {
        let facts: Vec<(FactId, Lit)> = self.state.facts().map(|(fact, state)| (fact, state.said)).collect();
        let (mut all, mut cells): (Vec<Lit>, Vec<Vec<Lit>>) = (Vec::new(), Vec::new());
        for (fact, changed) in facts {
            match self.moved(fact) {
                // Of a number or a date whatever lies farther off on the same side is ruled out with it. As it stands now it
                // may well have such values.
                Some(moved) => {
                    all.push(changed);
                    cells.push(moved.farther());
                }
                None => all.extend(self.state.change_literals(&self.solver, fact)),
            }
        }
        all.extend(cells.iter().map(|farther| self.solver.any(farther)));
        let not: Vec<Lit> = all.into_iter().map(|lit| !lit).collect();
        self.solver.clause(&not);
    }

    /// Where a number or a date is changed to in the answer that was found last; none where it is not changed, or is another
    /// kind of fact.
    fn moved(&self, fact: FactId) -> Option<MovedTo> {
        let Remaining::Within(now) = self.pilot?.left(fact) else { return None };
        if self.state.change_literals(&self.solver, fact).is_empty() {
            return None;
        }
        let (mut cells, mut first, mut last) = (Vec::new(), None, None);
        for (place, (cell, lit)) in self.state.cells(fact)?.enumerate() {
            cells.push(lit);
            if now.meet(cell) {
                first = first.or(Some(place));
                last = Some(place);
            }
        }
        let at = cells.iter().position(|lit| self.solver.holds(*lit))?;
        let side = match first.zip(last) {
            Some((first, _)) if at < first => Side::Below(first),
            Some((_, last)) if at > last => Side::Above(last),
            _ => Side::Among,
        };
        Some(MovedTo { cells, at, side })
    }

    /// Puts nearer values in the place of those that the answer that was found last gives to numbers and dates, as long as
    /// there are any: all else stays as it is, and none of them goes farther off, or to the other side of what is stated
    /// now. What lies farther off on that side is ruled out together with the answer.
    ///
    /// # Errors
    /// [`Exceeded`] where the search takes too long.
    pub fn nearest(&mut self, assumed: &[Lit]) -> Result<(), Exceeded> {
        let changed: Vec<FactId> = self.changes().into_iter().map(|(fact, _)| fact).collect();
        let fixed: Vec<Lit> = changed
            .iter()
            .filter(|fact| self.moved(**fact).is_none())
            .flat_map(|fact| self.state.change_literals(&self.solver, *fact))
            .chain(assumed.iter().copied())
            .collect();
        loop {
            let moved: Vec<MovedTo> = changed.iter().filter_map(|fact| self.moved(*fact)).collect();
            let is_there = moved.iter().filter_map(|moved| moved.cells.get(moved.at).copied());
            let same: Vec<Lit> = fixed.iter().copied().chain(is_there).collect();
            let nearer: Vec<Lit> = moved.iter().flat_map(MovedTo::nearer).collect();
            if nearer.is_empty() {
                return Ok(());
            }
            let mut wanted = fixed.clone();
            wanted.push(self.solver.any(&nearer));
            for moved in &moved {
                let at = moved.cells.get(moved.at).copied();
                let allowed: Vec<Lit> = moved.nearer().chain(at).collect();
                wanted.push(self.solver.any(&allowed));
            }
            if !self.solver.solve(&wanted)? {
                // The last answer is lost by asking for others.
                return if self.solver.solve(&same)? { Ok(()) } else { Err(Exceeded) };
            }
        }
    }

    /// For each fact, whether anything is said of it (or something else than in the pilot that this begins from).
    pub fn said_literals(&self) -> Vec<(FactId, Lit)> {
        self.state.facts().map(|(fact, state)| (fact, state.said)).collect()
    }

    /// For each member of a set, whether something is said of it, or something else.
    pub fn part_literals(&self) -> Vec<Lit> {
        self.state.facts().flat_map(|(_, state)| state.parts.iter().copied()).collect()
    }
}

/// On which side of what is stated now a cell lies, with the last cell of that on this side.
enum Side {
    Below(usize),
    Above(usize),
    /// It is one that it may be in now, or lies between such.
    Among,
}

/// The cells of a number or a date, and the one that it is changed to.
struct MovedTo {
    cells: Vec<Lit>,
    at: usize,
    side: Side,
}

impl MovedTo {
    /// The cells that lie nearer on the same side.
    fn nearer(&self) -> impl Iterator<Item = Lit> + '_ {
        let places = match self.side {
            Side::Below(first) => self.at + 1..first,
            Side::Above(last) => last + 1..self.at,
            Side::Among => 0..0,
        };
        self.cells.get(places).unwrap_or_default().iter().copied()
    }

    /// The cell itself, and those that lie farther off on the same side.
    fn farther(&self) -> Vec<Lit> {
        let places = match self.side {
            Side::Below(_) => 0..self.at + 1,
            Side::Above(_) => self.at..self.cells.len(),
            Side::Among => self.at..self.at + 1,
        };
        self.cells.get(places).unwrap_or_default().to_vec()
    }
}

fn questions<'c>(diagrams: impl IntoIterator<Item = &'c Prepared>) -> Questions {
    let mut questions = Questions::default();
    for prepared in diagrams {
        for (fact, question) in prepared.questions() {
            questions.asked.entry(fact).or_default().insert(question);
        }
        for fact in prepared.facts() {
            questions.cuts.entry(fact).or_default().extend(prepared.cuts(fact));
        }
    }
    questions
}

/// The vocabulary of some rules, which is the same for all of them.
pub(super) fn vocabulary_of<'v>(rules: &'v [RuleInSet<'_>]) -> &'v Arc<Vocabulary> {
    rules.first().map_or(Vocabulary::empty(), |held| held.set.vocabulary())
}

/// What is said of facts, as a pilot's own author would state it.
pub(super) fn stated(said: Vec<(FactId, StatedValue<'static>)>) -> Vec<StatedFact<'static>> {
    said.into_iter().map(|(fact, said)| StatedFact { fact, statements: vec![Statement::plain(said)] }).collect()
}

#[cfg(test)]
mod tests;

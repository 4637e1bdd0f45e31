//! The parts of the conditions of one rule set, and what they come to for one pilot.
//!
//! A scope that several rules have, such as that of their set, is there once, so that for each pilot it is looked at once.
//! What a part comes to is found when it is first asked for, and kept as long as the pilot is looked at.

use std::cell::Cell;
use std::ops::Range;

use super::facts::{Domain, Facts};
use super::value_test::{EITHER, FAIL, HOLD, Possibility, ValueTest};
use crate::model::Condition;
use crate::model::vocabulary::{FactId, Vocabulary};

/// The place of a part among those of its set.
pub(super) type PartId = u32;

#[derive(Debug, Clone)]
pub(super) enum Part {
    /// All of its children, or any of them; they stand together among the children of all.
    Join { all: bool, children: Range<u32> },
    /// A test of a fact, or the opposite of it.
    Leaf { fact: FactId, asks: ValueTest, negated: bool },
}

/// The parts of the conditions of one rule set.
#[derive(Debug, Clone, Default)]
pub struct ConditionParts {
    /// Each behind its children.
    parts: Vec<Part>,
    children: Vec<PartId>,
    /// What each can come to where nothing is said of any fact.
    free: Vec<Possibility>,
}

impl ConditionParts {
    /// A part; none where there is none at the place.
    pub(super) fn part(&self, at: PartId) -> Option<&Part> {
        self.parts.get(at as usize)
    }

    pub(super) fn children(&self, children: &Range<u32>) -> &[PartId] {
        self.children.get(children.start as usize..children.end as usize).unwrap_or_default()
    }

    /// What a part can come to where nothing is said of any fact.
    pub(super) fn free(&self, at: PartId) -> Possibility {
        self.free.get(at as usize).copied().unwrap_or(EITHER)
    }

    /// The tests of a part: of each the fact, what is asked, and whether the opposite of it is.
    pub(super) fn tests_in(&self, at: PartId) -> Vec<(FactId, ValueTest, bool)> {
        let (mut tests, mut waiting) = (Vec::new(), vec![at]);
        while let Some(at) = waiting.pop() {
            match self.part(at) {
                Some(Part::Leaf { fact, asks, negated }) => tests.push((*fact, *asks, *negated)),
                Some(Part::Join { children, .. }) => waiting.extend(self.children(children)),
                None => {}
            }
        }
        tests
    }
}

/// The making of the parts of a set.
#[derive(Debug)]
pub struct PartsBuilder<'c> {
    vocabulary: &'c Vocabulary,
    parts: ConditionParts,
    /// The scopes so far, each with the part that says that it does not hold.
    scopes: Vec<(&'c Condition, PartId)>,
}

impl<'c> PartsBuilder<'c> {
    /// No parts so far.
    #[must_use]
    pub fn new(vocabulary: &'c Vocabulary) -> Self {
        Self { vocabulary, parts: ConditionParts::default(), scopes: Vec::new() }
    }

    /// All of them.
    #[must_use]
    pub fn finish(self) -> ConditionParts {
        self.parts
    }

    pub(super) fn vocabulary(&self) -> &'c Vocabulary {
        self.vocabulary
    }

    pub(super) fn parts(&self) -> &ConditionParts {
        &self.parts
    }

    /// The part that says that a scope does not hold.
    pub(super) fn out_of(&mut self, scope: &'c Condition) -> PartId {
        let known = self.scopes.iter().find(|(known, _)| std::ptr::eq(*known, scope) || *known == scope);
        if let Some((_, at)) = known {
            return *at;
        }
        let at = self.condition(scope, true);
        self.scopes.push((scope, at));
        at
    }

    /// A condition, or its opposite.
    pub(super) fn condition(&mut self, condition: &Condition, negated: bool) -> PartId {
        match condition {
            Condition::All(parts) | Condition::Any(parts) => {
                let all = matches!(condition, Condition::All(_)) != negated;
                let children: Vec<PartId> = parts.iter().map(|part| self.condition(part, negated)).collect();
                self.join(all, &children)
            }
            Condition::Not(part) => self.condition(part, !negated),
            Condition::If(scope, then) => {
                let children = [self.condition(scope, !negated), self.condition(then, negated)];
                self.join(negated, &children)
            }
            Condition::Fact(fact, test) => {
                let of = self.vocabulary.fact(*fact);
                let (asks, opposite) = ValueTest::of(of, *test);
                let negated = negated != opposite;
                self.add(Part::Leaf { fact: *fact, asks, negated }, asks.can(&Domain::open(of), negated))
            }
        }
    }

    /// All of some parts, or any of them.
    pub(super) fn join(&mut self, all: bool, children: &[PartId]) -> PartId {
        let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let first = place(self.parts.children.len());
        self.parts.children.extend(children);
        let free = joined(all, children.iter().map(|child| self.parts.free(*child)));
        self.add(Part::Join { all, children: first..place(self.parts.children.len()) }, free)
    }

    fn add(&mut self, part: Part, free: Possibility) -> PartId {
        let at = PartId::try_from(self.parts.parts.len()).unwrap_or(PartId::MAX);
        self.parts.parts.push(part);
        self.parts.free.push(free);
        at
    }
}

/// What all of some parts come to, or any of them.
fn joined(all: bool, children: impl Iterator<Item = Possibility>) -> Possibility {
    // All hold together if each can, and fail together if one can: of any, the other way round.
    let (each, one) = if all { (HOLD, FAIL) } else { (FAIL, HOLD) };
    let mut some = 0;
    for child in children {
        some |= child;
        if child & each == 0 {
            return one;
        }
    }
    each | some & one
}

/// What the parts of a set come to, each by itself, with what these facts leave possible.
#[derive(Debug)]
pub(super) struct PartsView<'f> {
    pub parts: &'f ConditionParts,
    pub facts: &'f Facts<'f>,
    /// By part; nothing yet where it was not asked for.
    can: Vec<Cell<Possibility>>,
}

impl<'f> PartsView<'f> {
    pub fn new(parts: &'f ConditionParts, facts: &'f Facts<'f>) -> Self {
        Self { parts, facts, can: vec![Cell::new(0); parts.parts.len()] }
    }

    /// What a part can come to.
    pub fn can(&self, at: PartId) -> Possibility {
        let Some((known, part)) = self.can.get(at as usize).zip(self.parts.part(at)) else { return EITHER };
        if known.get() != 0 {
            return known.get();
        }
        let can = match part {
            Part::Leaf { fact, asks, negated } => {
                let domain = self.facts.domain(*fact);
                if domain.said || domain.stated { asks.can(domain, *negated) } else { self.parts.free(at) }
            }
            Part::Join { all, children } => {
                joined(*all, self.parts.children(children).iter().map(|child| self.can(*child)))
            }
        };
        known.set(can);
        can
    }
}

/// One pilot as the rules of one set look at it: by what is left of it and, where something may be set aside, by the whole.
#[derive(Debug)]
pub struct PilotView<'f> {
    pub(super) left: PartsView<'f>,
    pub(super) whole: Option<PartsView<'f>>,
}

impl<'f> PilotView<'f> {
    /// Nothing is looked at before it is asked for.
    #[must_use]
    pub fn new(parts: &'f ConditionParts, facts: &'f Facts<'f>) -> Self {
        let whole = facts.whole_if_other().map(|whole| PartsView::new(parts, whole));
        Self { left: PartsView::new(parts, facts), whole }
    }
}

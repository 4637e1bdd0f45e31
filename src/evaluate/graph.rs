//! The diagrams of a rule as a graph, for those who ask about all pilots and not about one.

use super::decision_diagram::{NO, YES};
use super::facts::{Facts, MemberClaims, Values};
use super::order::Asks;
use super::reach::exits;
use super::{Exceeded, Prepared};
use crate::model::number::{Cut, Ranges};
use crate::model::vocabulary::FactId;

/// A node of a rule's diagrams.
pub(crate) type Node = u32;

/// What a node is.
#[derive(Debug)]
pub(crate) enum Step {
    /// An answer.
    Answer(bool),
    /// A question, with the node that each answer leads to, by the number of its branch.
    Ask { fact: FactId, question: Question, branches: Vec<Node> },
}

/// What is asked of a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Question {
    /// Which value it has: a branch for each value; of a fact that is true or false, false first; of a text, none first.
    Value,
    /// Whether this value is in the set: out, in.
    Member(u8),
    /// Whether it is stated: no, yes.
    Stated,
}

/// What the statements of a fact leave of it, as far as a question can tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Remaining {
    /// Of a fact that is no set: the bits of the possible values.
    One(u64),
    /// Of a number or a date: the possible values.
    Within(Ranges),
    /// Of a set: the members that are in, those that are out and those that are contested; the others may be either.
    Set { inside: u64, outside: u64, contested: u64 },
}

impl Prepared {
    /// The root of the diagram of the answer: whether the scope implies what is required.
    pub(crate) fn answer_root(&self) -> Node {
        self.diagrams().answer
    }

    /// The root of the diagram of the scope.
    pub(crate) fn scope_root(&self) -> Node {
        self.diagrams().scope
    }

    /// What a node is.
    pub(crate) fn step(&self, node: Node) -> Step {
        match node {
            NO => Step::Answer(false),
            YES => Step::Answer(true),
            _ => {
                let diagrams = self.diagrams();
                let (fact, asks) = diagrams.asks(node);
                let question = match asks {
                    Asks::Value => Question::Value,
                    Asks::Member(member) => Question::Member(member),
                    Asks::Stated => Question::Stated,
                };
                let count = diagrams.branches(diagrams.store.level(node));
                let branches = (0..count).map(|branch| diagrams.store.branch(node, branch)).collect();
                Step::Ask { fact, question, branches }
            }
        }
    }

    /// The places at which the diagrams tell the values of a number or a date apart, in order.
    pub(crate) fn cuts(&self, fact: FactId) -> &[Cut] {
        let groups = &self.diagrams().order.groups;
        groups.iter().find(|group| group.fact == fact).map_or(&[], |group| &group.cuts)
    }

    /// The nodes that may come next after all questions about the fact of a node, with the values that the facts leave of
    /// it. Unlike single steps this tells apart which contested members of a set go together.
    ///
    /// # Errors
    /// [`Exceeded`] where that would take too many steps.
    pub(crate) fn after(&self, node: Node, facts: &Facts<'_>) -> Result<Vec<Node>, Exceeded> {
        let diagrams = self.diagrams();
        let (fact, _) = diagrams.asks(node);
        let mut found = Vec::new();
        exits(diagrams, node, facts.domain(fact), &mut self.budget(), &mut found)?;
        Ok(found)
    }

    /// All questions that the diagrams put, each once, in order.
    pub(crate) fn questions(&self) -> Vec<(FactId, Question)> {
        let mut questions: Vec<(FactId, Question)> = Vec::new();
        let diagrams = self.diagrams();
        let mut seen = vec![false; diagrams.store.len()];
        let mut waiting = vec![diagrams.answer, diagrams.scope];
        while let Some(node) = waiting.pop() {
            if seen.get_mut(node as usize).is_none_or(|seen| std::mem::replace(seen, true)) {
                continue;
            }
            if let Step::Ask { fact, question, branches } = self.step(node) {
                questions.push((fact, question));
                waiting.extend(branches);
            }
        }
        questions.sort_unstable();
        questions.dedup();
        questions
    }
}

impl Facts<'_> {
    /// What is left of a fact.
    pub(crate) fn left(&self, fact: FactId) -> Remaining {
        match &self.domain(fact).values {
            Values::One(possible) => Remaining::One(*possible),
            Values::Within(values) => Remaining::Within(values.clone()),
            Values::Set { inside, outside, contested } => {
                let both = |cube: &MemberClaims| (cube.inside, cube.outside);
                let (some_in, some_out) = contested.iter().map(both).fold((0, 0), |(a, b), (c, d)| (a | c, b | d));
                Remaining::Set { inside: *inside, outside: *outside, contested: some_in & some_out }
            }
        }
    }

    /// Whether the same is left of a fact as others leave of it.
    pub(crate) fn same(&self, other: &Self, fact: FactId) -> bool {
        self.domain(fact) == other.domain(fact)
    }

    /// Whether no value agrees with all that is stated of a fact.
    pub(crate) fn is_contested(&self, fact: FactId) -> bool {
        self.domain(fact).contested
    }

    /// Whether a fact is stated in every completion.
    pub(crate) fn is_stated(&self, fact: FactId) -> bool {
        self.domain(fact).stated
    }

    /// Whether anything is said of a fact.
    pub(crate) fn is_said(&self, fact: FactId) -> bool {
        self.domain(fact).said
    }
}

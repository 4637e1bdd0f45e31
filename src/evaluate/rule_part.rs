//! The parts of a rule that questions are put to.

use super::decision_diagram::Node;
use super::rule_diagrams::Diagrams;
use crate::model::Applies;

/// The part of a rule that a question is put to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RulePart {
    /// Whether its scope holds.
    Scope,
    /// Whether what it requires holds.
    Require,
    /// Whether its scope implies what it requires.
    Answer,
}

impl RulePart {
    /// The part that gives the verdict: where the rule applies, what it requires alone.
    pub fn of_verdict(applies: Applies) -> Self {
        match applies {
            Applies::Yes => Self::Require,
            Applies::No => Self::Scope,
            Applies::Open => Self::Answer,
        }
    }

    /// The diagram of the part.
    pub fn root(self, diagrams: &Diagrams) -> Node {
        match self {
            Self::Scope => diagrams.scope,
            Self::Require => diagrams.require,
            Self::Answer => diagrams.answer,
        }
    }
}

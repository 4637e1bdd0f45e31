//! Verdicts with their reasons.
//!
//! A pilot leaves facts open, and each way to settle them is a completion. What is asked of all completions is asked of
//! a decision diagram (`decision_diagram`) instead, which is made once for each rule:
//!
//! - `reach`: which answers can be reached from it, with only the values that the pilot leaves possible;
//! - `restrict`: the diagram with all other values cut away, in which a fact still appears just if the answer turns on it;
//! - `because`: the smallest set of facts that fix the answer.
//!
//! Most rules need no diagram for most pilots: `rule_expression` decides them by their own parts, and `decide` asks the diagrams
//! where these do not tell. A test holds the two ways against each other.
//!
//! To see what the tests of a rule show, `rule_variants` makes the diagrams of the rule with any part of it otherwise, and `search`
//! finds a pilot for which two of them differ, or proves that there is none.
//!
//! Nothing here knows of YAML, files or reports. What would take more steps than a [`Budget`] has is refused, never
//! guessed.

mod because;
mod condition_parts;
mod decide;
mod decision_diagram;
mod facts;
mod fewest_deciding_facts;
mod goal;
mod graph;
mod order;
mod prepare;
mod reach;
mod repeated_fact;
mod restrict;
mod rule_diagrams;
mod rule_expression;
mod rule_part;

mod rule_variants;
mod search;
mod settled;
mod statement_filter;
mod value_test;
mod verdict;
mod weight;

pub use condition_parts::{ConditionParts, PartsBuilder, PilotView};
pub use facts::Facts;
pub use fewest_deciding_facts::deciding;
pub use goal::{Root, Roots, SearchGoal};
pub(crate) use graph::{Node, Question, Remaining, Step};
pub use prepare::{Prepared, RuleTree};
pub use reach::Answers;
pub use rule_variants::{Change, Replacement, RuleVariants};
pub use statement_filter::StatementFilter;

use crate::model::limits::{Limit, Limits};
use crate::model::vocabulary::FactId;
use crate::model::{Applies, Basis, Verdict, VerdictAndScope, Why};

/// A fact on which an open verdict turns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenFact {
    /// The fact.
    pub fact: FactId,
    /// Why it is open.
    pub why: Why,
}

/// A verdict with its reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The verdict.
    pub verdict: Verdict,
    /// Of a decided verdict: the first of the smallest sets of facts that fix it, in the order of the vocabulary. Where the
    /// rule applies these are facts of what it requires alone.
    pub because: Vec<FactId>,
    /// Of an open verdict: the facts that it turns on, in the order of the vocabulary.
    pub turns_on: Vec<OpenFact>,
    /// Of a decided verdict that rests on anything: the strongest basis on which its reasons still decide it.
    pub basis: Option<Basis>,
    /// Whether the rule applies: whether its scope holds.
    pub applies: Applies,
    /// Where it applies, and where it does not: the first of the smallest sets of facts that fix its scope.
    pub applies_because: Vec<FactId>,
    /// Whether the rule applies by the whole pilot, every statement listened to: these facts then fix the scope as the whole
    /// pilot states them, and else as what is left of it does.
    pub on_whole_pilot: bool,
}

impl Decision {
    /// A verdict without its reason.
    #[must_use]
    pub fn without_reason(VerdictAndScope { verdict, applies }: VerdictAndScope) -> Self {
        let (because, applies_because, turns_on) = (Vec::new(), Vec::new(), Vec::new());
        Self { verdict, because, turns_on, basis: None, applies, applies_because, on_whole_pilot: false }
    }

    /// The verdict, and whether the rule applies.
    #[must_use]
    pub fn verdict_and_scope(&self) -> VerdictAndScope {
        VerdictAndScope { verdict: self.verdict, applies: self.applies }
    }

    /// The facts that decide it, or those that it turns on.
    pub fn facts(&self) -> impl Iterator<Item = FactId> + '_ {
        self.because.iter().copied().chain(self.turns_on.iter().map(|turn| turn.fact))
    }
}

/// How many steps may be taken before an answer is refused.
///
/// Deciding a rule is coNP-hard and finding a smallest reason harder still, so that some rule will always be too much.
/// Steps are counted, not timed: the same rule is refused on every machine.
#[derive(Debug, Clone)]
pub struct Budget {
    left: u32,
}

impl Budget {
    /// As many times the steps that these limits allow for a rule: by default those are a quarter of a second.
    #[must_use]
    pub fn of(limits: &Limits, times: u32) -> Self {
        Self::new(limits.number(Limit::Steps).saturating_mul(times))
    }

    /// So many steps.
    #[must_use]
    pub fn new(steps: u32) -> Self {
        Self { left: steps }
    }

    fn step(&mut self) -> Result<(), Exceeded> {
        self.left = self.left.checked_sub(1).ok_or(Exceeded)?;
        Ok(())
    }
}

impl Default for Budget {
    fn default() -> Self {
        Self::of(&Limits::default(), 1)
    }
}

/// The budget of steps was not enough: there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exceeded;

impl Exceeded {
    /// What it was too much for, as messages have it.
    #[must_use]
    pub fn within(self, limits: &Limits) -> String {
        format!("{self} within {} steps", limits.in_words(Limit::Steps))
    }
}

impl std::fmt::Display for Exceeded {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("too much to decide")
    }
}

impl std::error::Error for Exceeded {}

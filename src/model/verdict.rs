//! What a pilot held against a rule comes to, and why it is open.

use super::{Applies, name_of};

/// What a pilot held against a rule comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// The answer is yes in every completion.
    Met,
    /// The answer is no in every completion.
    Breached,
    /// It turns on a contested fact.
    Contested,
    /// It turns on facts that are not stated.
    Unstated,
    /// The scope is false in every completion.
    NotApplicable,
}

impl Verdict {
    /// All of them, with their names.
    pub const ALL: [(Self, &'static str); 5] = [
        (Self::Met, "met"),
        (Self::Breached, "breached"),
        (Self::Contested, "contested"),
        (Self::Unstated, "unstated"),
        (Self::NotApplicable, "not-applicable"),
    ];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        name_of(&Self::ALL, self)
    }

    /// Whether the answer is yes in every completion: the rule is met, or does not apply.
    #[must_use]
    pub fn is_satisfied(self) -> bool {
        matches!(self, Self::Met | Self::NotApplicable)
    }

    /// Whether it is neither contested nor unstated.
    #[must_use]
    pub fn is_decided(self) -> bool {
        !matches!(self, Self::Contested | Self::Unstated)
    }
}

/// A verdict, and whether the rule applies at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VerdictAndScope {
    /// The verdict.
    pub verdict: Verdict,
    /// Whether the scope of the rule holds.
    pub applies: Applies,
}

impl VerdictAndScope {
    /// Whether it is met, and it is open whether it applies: once all is known it may turn out not to apply, so that it is
    /// nowhere shown or counted as met without saying so.
    #[must_use]
    pub fn is_met_if_it_applies(self) -> bool {
        self.verdict == Verdict::Met && self.applies == Applies::Open
    }

    /// The name of the verdict, unless that would be no more than half of it.
    #[must_use]
    pub fn name(self) -> &'static str {
        if self.is_met_if_it_applies() { "met, if it applies" } else { self.verdict.name() }
    }

    /// How it is read in a sentence.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self.verdict {
            Verdict::NotApplicable => "not applicable",
            _ => self.name(),
        }
    }
}

/// Why a fact is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// Nothing is said of it, and nobody was asked.
    Unstated,
    /// Nothing is said of it, and somebody was asked who did not answer.
    Unanswered,
    /// Only a part of it is known: of some members of a set nothing is said, or several values agree with what is said.
    PartlyStated,
    /// What is said of it does not agree.
    Contested,
}

impl Why {
    /// All of them, with their names.
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::Unstated, "unstated"),
        (Self::Unanswered, "unanswered"),
        (Self::PartlyStated, "partly-stated"),
        (Self::Contested, "contested"),
    ];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        name_of(&Self::ALL, self)
    }
}

//! What an audit of rules finds odd, and what it finds worth knowing.

use super::ground::Example;
use super::rules::RuleInSet;
use crate::evaluate::Replacement;
use crate::model::{AuditFindingKind, Condition};
use crate::rules::{Acceptance, ReadySet};
use crate::text::Place;

/// A rule that follows from another.
#[derive(Debug)]
pub struct Implied<'c> {
    /// Whatever satisfies this one ..
    pub from: RuleInSet<'c>,
    /// .. satisfies this one.
    pub rule: RuleInSet<'c>,
    /// Not the other way round: a pilot, with the fewest facts, that satisfies the second and not the first.
    pub apart: Example,
}

/// Something odd about one rule, or about rules of one author.
#[derive(Debug)]
pub struct Finding<'c> {
    /// The set.
    pub set: &'c ReadySet,
    /// The rules: of an implication first the one that says more; none where it is about the scope of the set.
    pub rules: Vec<RuleInSet<'c>>,
    /// What it is.
    pub found: Oddness<'c>,
    /// The acceptance that covers it, if its author keeps it.
    pub accepted: Option<&'c Acceptance>,
}

/// What is odd.
#[derive(Debug)]
pub enum Oddness<'c> {
    /// No pilot can breach it; the pilot meets it.
    NeverBreached(Option<Example>),
    /// No pilot can meet it; the pilot breaches it.
    NeverMet(Option<Example>),
    /// The same pilots satisfy them.
    Equivalent,
    /// Whatever satisfies the first satisfies the second; the pilot satisfies the second and not the first.
    Implied(Example),
    /// A part changes nothing.
    IdleClause(Clause<'c>),
    /// It lacks these hostile cases, and does not say why.
    NoHostilePair(Vec<&'static str>),
}

/// A part of a condition that changes nothing.
#[derive(Debug, Clone, Copy)]
pub struct Clause<'c> {
    /// The part.
    pub part: &'c Condition,
    /// What may stand in its place.
    pub instead: Replacement,
    /// Where it stands.
    pub place: Place,
}

impl Oddness<'_> {
    /// What it is called in a rule file.
    #[must_use]
    pub fn oddity(&self) -> AuditFindingKind {
        match self {
            Self::NeverBreached(_) => AuditFindingKind::NeverBreached,
            Self::NeverMet(_) => AuditFindingKind::NeverMet,
            Self::Equivalent => AuditFindingKind::Equivalent,
            Self::Implied(_) => AuditFindingKind::Implied,
            Self::IdleClause(_) => AuditFindingKind::IdleClause,
            Self::NoHostilePair(_) => AuditFindingKind::NoHostilePair,
        }
    }
}

impl Finding<'_> {
    /// Where it is: at the part, or else at the last of the rules, which says what is said already.
    #[must_use]
    pub fn place(&self) -> (&str, Place) {
        let rule = self.rules.last();
        let file = rule.map_or(self.set.set.file.as_str(), |held| self.set.set.file_of(&held.rule.rule));
        let place = match &self.found {
            Oddness::IdleClause(clause) => clause.place,
            _ => rule.map_or(self.set.set.place, |held| held.rule.rule.place),
        };
        (file, place)
    }
}

//! What the audit can find about rules.

use super::name_of;

/// What the audit can find about rules of one author.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AuditFindingKind {
    /// No pilot can breach a rule.
    NeverBreached,
    /// No pilot can meet a rule.
    NeverMet,
    /// The same pilots satisfy several rules.
    Equivalent,
    /// Whatever satisfies the first of two rules satisfies the second.
    Implied,
    /// A part of a rule changes nothing.
    IdleClause,
    /// A rule lacks hostile tests, and does not say why.
    NoHostilePair,
}

impl AuditFindingKind {
    /// All of them, with their names.
    pub const ALL: [(Self, &'static str); 6] = [
        (Self::NeverBreached, "never-breached"),
        (Self::NeverMet, "never-met"),
        (Self::Equivalent, "equivalent"),
        (Self::Implied, "implied"),
        (Self::IdleClause, "idle-clause"),
        (Self::NoHostilePair, "no-hostile-pair"),
    ];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        name_of(&Self::ALL, self)
    }
}

//! The side of a pilot that a rule is about.

use super::name_of;

/// The side of a pilot that a rule is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names are the documentation")]
pub enum Dimension {
    Referral,
    DataSharing,
    Voluntariness,
    Location,
    Purpose,
    Service,
    Workforce,
    Targets,
    Evaluation,
    Governance,
}

impl Dimension {
    /// All of them, with their names.
    pub const ALL: [(Self, &'static str); 10] = [
        (Self::Referral, "referral"),
        (Self::DataSharing, "data-sharing"),
        (Self::Voluntariness, "voluntariness"),
        (Self::Location, "location"),
        (Self::Purpose, "purpose"),
        (Self::Service, "service"),
        (Self::Workforce, "workforce"),
        (Self::Targets, "targets"),
        (Self::Evaluation, "evaluation"),
        (Self::Governance, "governance"),
    ];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        name_of(&Self::ALL, self)
    }
}

//! On what a statement rests.

use super::name_of;

/// On what a statement rests, from the weakest to the strongest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// Somebody with a stake says so.
    Claimed,
    /// Binding text: a specification, a contract, a published policy.
    Specified,
    /// Seen or measured by somebody independent.
    Observed,
}

impl Basis {
    /// All of them, with their names, from the weakest.
    pub const ALL: [(Self, &'static str); 3] =
        [(Self::Claimed, "claimed"), (Self::Specified, "specified"), (Self::Observed, "observed")];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        name_of(&Self::ALL, self)
    }
}

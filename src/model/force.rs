//! How strongly a condition is stated.

use super::name_of;

/// How strongly a condition is stated, from the weakest to the strongest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Force {
    /// A question.
    Ask,
    /// A concern, a risk or a preference.
    Should,
    /// A requirement, a prohibition or an outright wrong.
    Must,
}

impl Force {
    /// All of them, with their names, from the strongest.
    pub const ALL: [(Self, &'static str); 3] = [(Self::Must, "must"), (Self::Should, "should"), (Self::Ask, "ask")];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        name_of(&Self::ALL, self)
    }
}

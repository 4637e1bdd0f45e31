//! Which verdicts count in the exit status.

use super::name_of;

/// The verdicts that count; each includes those before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FailOn {
    /// None.
    Never,
    /// What is breached.
    Breached,
    /// What is contested, too.
    Contested,
    /// What is unstated, too.
    Unstated,
}

impl FailOn {
    /// All of them, with their names.
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::Breached, "breached"),
        (Self::Contested, "contested"),
        (Self::Unstated, "unstated"),
        (Self::Never, "never"),
    ];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        name_of(&Self::ALL, self)
    }
}

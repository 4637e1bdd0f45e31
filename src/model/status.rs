//! How far a pilot has come.

use super::name_of;

/// How far a pilot has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Somebody proposes it.
    Proposed,
    /// It is decided.
    Planned,
    /// It takes place.
    Running,
    /// It is over.
    Ended,
}

impl Status {
    /// All of them, with their names.
    pub const ALL: [(Self, &'static str); 4] =
        [(Self::Proposed, "proposed"), (Self::Planned, "planned"), (Self::Running, "running"), (Self::Ended, "ended")];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        name_of(&Self::ALL, self)
    }
}

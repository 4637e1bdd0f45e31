//! Whether a scope holds.

use super::name_of;

/// Whether a scope holds, as far as a pilot says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Applies {
    /// It holds in every completion.
    Yes,
    /// It holds in none.
    No,
    /// It is open.
    Open,
}

impl Applies {
    /// All of them, with their names.
    pub const ALL: [(Self, &'static str); 3] = [(Self::Yes, "true"), (Self::No, "false"), (Self::Open, "open")];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        name_of(&Self::ALL, self)
    }
}

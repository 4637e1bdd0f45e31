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
    /// All of them, with their names in the tests of a rule set.
    pub const ALL: [(Self, &'static str); 3] = [(Self::Yes, "true"), (Self::No, "false"), (Self::Open, "open")];

    /// All of them, with their names in a report.
    pub const IN_REPORTS: [(Self, &'static str); 3] = [(Self::Yes, "yes"), (Self::No, "no"), (Self::Open, "open")];

    /// Its name in the tests of a rule set.
    #[must_use]
    pub fn name(self) -> &'static str {
        name_of(&Self::ALL, self)
    }

    /// Its name in a report.
    #[must_use]
    pub fn name_in_reports(self) -> &'static str {
        name_of(&Self::IN_REPORTS, self)
    }
}

//! What the tests of a condition tell apart.

use crate::model::Verdict;

/// What a test of a condition tells apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Verdicts, as the tests of a rule do.
    Verdict,
    /// Whether it holds, as the tests of a scope do: true is `met`, false `breached`, and whatever is open `unstated`.
    Holds,
}

impl Outcome {
    /// A verdict as far as it is told apart.
    pub(super) fn distinguish(self, verdict: Verdict) -> Verdict {
        match (self, verdict) {
            (Self::Holds, Verdict::Contested) => Verdict::Unstated,
            _ => verdict,
        }
    }
}

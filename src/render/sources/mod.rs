//! What `brief sources` shows: citations held against their documents, and paragraphs with those who cite them.

mod coverage;
mod verification;

pub use coverage::coverage;
pub use verification::verification;

use crate::citations::By;
use crate::model::diagnostic::Diagnostic;
use crate::report::RunEnding;

/// How much is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// What something is wrong with, and a summary.
    Findings,
    /// All citations or paragraphs.
    All,
    /// The summary alone.
    Summary,
}

impl Extent {
    /// Whether something is shown that is in order, or is not.
    fn shows(self, in_order: bool) -> bool {
        match self {
            Self::Findings => !in_order,
            Self::All => true,
            Self::Summary => false,
        }
    }
}

/// Who cites.
fn name(by: &By) -> String {
    match by {
        By::Rule(id) => id.clone(),
        By::Fact(pilot, fact) => format!("{pilot} {fact}"),
        By::Noted(_) => "noted in the register".to_owned(),
    }
}

fn diagnostics(ending: &RunEnding) -> Vec<Diagnostic> {
    ending.errors.iter().chain(&ending.notices).cloned().collect()
}

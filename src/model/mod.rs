//! The terms that everything shares: verdicts, forces, dimensions, conditions, waivers, the vocabulary, limits and
//! diagnostics. Nothing here reads a file, decides a verdict or shows one.

mod applies;
mod audit_finding;
mod basis;
mod by_name;
mod condition;
pub mod diagnostic;
pub mod diagnostic_codes;
mod dimension;
mod fail_on;
mod force;
pub mod limits;
pub mod number;
mod problem;
mod report_formats;
mod status;
mod verdict;
pub mod vocabulary;
mod waiver;

pub use applies::Applies;
pub use audit_finding::AuditFindingKind;
pub use basis::Basis;
pub use condition::{Condition, Test};
pub use diagnostic_codes::DiagnosticCode;
pub use dimension::Dimension;
pub use fail_on::FailOn;
pub use force::Force;
pub use problem::{MAX_TOLD, Problem, ProblemFix};
pub use report_formats::REPORT_FORMATS;
pub use status::Status;
pub use verdict::{Verdict, VerdictAndScope, Why};
pub use waiver::{SharedWaiver, Waiver};

/// The name that goes with a value in one of the lists of names.
pub(crate) fn name_of<T: Copy + PartialEq>(all: &[(T, &'static str)], value: T) -> &'static str {
    all.iter().find(|(one, _)| *one == value).map_or("", |(_, name)| name)
}

/// The value that goes with a name in one of the lists of names.
pub(crate) fn named<T: Copy>(all: &[(T, &'static str)], name: &str) -> Option<T> {
    all.iter().find(|(_, one)| *one == name).map(|(value, _)| *value)
}

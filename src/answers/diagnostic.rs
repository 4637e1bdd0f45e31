//! Errors and notices.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::diagnostic::Diagnostic;

/// An error or a notice; file and place are null where it has none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DiagnosticAnswer {
    /// The file, as it was named.
    pub file: Option<String>,
    /// The line, from 1.
    pub line: Option<u32>,
    /// The column, from 1, in code points.
    pub column: Option<u32>,
    /// What it is, and the nearest right thing.
    pub message: String,
}

impl From<&Diagnostic> for DiagnosticAnswer {
    fn from(diagnostic: &Diagnostic) -> Self {
        Self {
            file: diagnostic.file.clone(),
            line: diagnostic.place.map(|place| place.line),
            column: diagnostic.place.map(|place| place.column),
            message: diagnostic.message.clone(),
        }
    }
}

/// All of some diagnostics, in their order.
pub(super) fn diagnostics(diagnostics: &[Diagnostic]) -> Vec<DiagnosticAnswer> {
    diagnostics.iter().map(DiagnosticAnswer::from).collect()
}

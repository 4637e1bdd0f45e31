//! What `brief explain` answers.

use schemars::JsonSchema;
use serde::Serialize;

use super::FORMAT;
use super::diagnostic::{DiagnosticAnswer, diagnostics};
use crate::explain::Explanation;
use crate::model::diagnostic::Diagnostic;

/// What a rule, a fact, a rule set or a dimension means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(title = "What brief explain answers")]
pub struct ExplainAnswer {
    /// The format, 1.
    pub format: u32,
    /// The name as it was asked for.
    pub name: String,
    /// What is explained.
    pub title: String,
    /// The parts of the explanation, in order.
    pub parts: Vec<ExplainedPart>,
    /// What was wrong.
    pub errors: Vec<DiagnosticAnswer>,
    /// What is worth knowing.
    pub notices: Vec<DiagnosticAnswer>,
}

/// A part of an explanation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ExplainedPart {
    /// What the part tells.
    pub heading: String,
    /// Its lines.
    pub lines: Vec<ExplainedLine>,
}

/// A line of an explanation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ExplainedLine {
    /// How deep it stands, from 0.
    pub depth: usize,
    /// Whether it is an entry of a list.
    pub entry: bool,
    /// What it says.
    pub text: String,
    /// Whether it is a line of a file, which is shown as it stands.
    pub verbatim: bool,
}

impl ExplainAnswer {
    /// The answer of an explanation.
    #[must_use]
    pub fn new(name: &str, explanation: &Explanation, told: &[Diagnostic]) -> Self {
        let (errors, notices) = Diagnostic::errors_and_notices(told);
        let parts = explanation.parts.iter().map(|part| ExplainedPart {
            heading: part.heading.clone(),
            lines: part
                .lines
                .iter()
                .map(|line| ExplainedLine {
                    depth: line.depth,
                    entry: line.entry,
                    text: line.text.clone(),
                    verbatim: line.verbatim,
                })
                .collect(),
        });
        Self {
            format: FORMAT,
            name: name.to_owned(),
            title: explanation.title.clone(),
            parts: parts.collect(),
            errors: diagnostics(&errors),
            notices: diagnostics(&notices),
        }
    }
}

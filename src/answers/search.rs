//! What `brief search` answers.

use schemars::JsonSchema;
use serde::Serialize;

use super::FORMAT;
use super::diagnostic::{DiagnosticAnswer, diagnostics};
use crate::explain::Hit;
use crate::model::diagnostic::Diagnostic;

/// What speaks of some words, the most telling first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(title = "What brief search answers")]
pub struct SearchAnswer {
    /// The format, 1.
    pub format: u32,
    /// The words that were looked for.
    pub words: String,
    /// What speaks of them.
    pub hits: Vec<HitAnswer>,
    /// How many more there are.
    pub more: usize,
    /// What was wrong.
    pub errors: Vec<DiagnosticAnswer>,
    /// What is worth knowing.
    pub notices: Vec<DiagnosticAnswer>,
}

/// Something that speaks of the words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct HitAnswer {
    /// What it is: term, rule, fact, value, ruleset or document.
    pub kind: &'static str,
    /// The name by which `brief explain` knows it; of a value, that of its fact.
    pub name: String,
    /// Of a value: which.
    pub value: Option<String>,
    /// What it says, in a sentence.
    pub title: String,
    /// How many of the words it speaks of.
    pub words: usize,
}

impl SearchAnswer {
    /// The first hits, at most so many.
    #[must_use]
    pub fn new(words: &str, hits: &[Hit], most: usize, told: &[Diagnostic]) -> Self {
        let (errors, notices) = Diagnostic::errors_and_notices(told);
        let answer = |hit: &Hit| HitAnswer {
            kind: hit.kind.name(),
            name: hit.name.clone(),
            value: hit.value.clone(),
            title: hit.title.clone(),
            words: hit.words,
        };
        Self {
            format: FORMAT,
            words: words.to_owned(),
            hits: hits.iter().take(most).map(answer).collect(),
            more: hits.len().saturating_sub(most),
            errors: diagnostics(&errors),
            notices: diagnostics(&notices),
        }
    }
}

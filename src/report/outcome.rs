//! What came of one document, before the run takes it up.

use super::{Finding, Summary};
use crate::model::diagnostic::Diagnostic;

/// What came of one document.
#[derive(Debug, Clone)]
pub struct Outcome<R> {
    /// What is wrong with it, or worth knowing whatever becomes of the pilot.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether it is of another kind and was passed over.
    pub passed_over: bool,
    /// The pilot, if it holds one that could be checked.
    pub pilot: Option<CheckedPilot<R>>,
}

/// A pilot that was checked.
#[derive(Debug, Clone)]
pub struct CheckedPilot<R> {
    /// Its id.
    pub id: String,
    /// An error at the place of the id, to be told where another pilot has the same.
    pub at: Diagnostic,
    /// Whether nothing is stated of it, or nothing that is listened to.
    pub is_silent: bool,
    /// How many results have which verdict.
    pub summary: Summary,
    /// The rules of the results that count in the exit status, gravest first.
    pub findings: Vec<String>,
    /// Whether any of them is breached.
    pub is_breached: bool,
    /// The number of results at the bar that a waiver takes out of it.
    pub waived: usize,
    /// The number of results at the bar that the baseline has already.
    pub known: usize,
    /// The findings of the baseline that are there no more.
    pub fixed: Vec<Finding>,
    /// The waivers for several pilots that are for this one, by their places, each with whether it hides anything here.
    pub shared: Vec<(usize, bool)>,
    /// Who speaks in it; only where some speakers are set aside.
    pub speakers: Vec<String>,
    /// What is worth knowing.
    pub notices: Vec<Diagnostic>,
    /// What was made of its report.
    pub shown: R,
}

impl<R> Outcome<R> {
    /// Nothing: an empty document.
    #[must_use]
    pub fn nothing() -> Self {
        Self { diagnostics: Vec::new(), passed_over: false, pilot: None }
    }
}

//! Which number a statement has in a pilot's report, and so where it stands in full.

use std::collections::HashMap;

use super::anchor;
use crate::pilot::Statement;
use crate::render::html::Html;
use crate::report::PilotReport;

/// The statements of a pilot by their numbers: each stands under its speaker once, with its words and its lines, and whatever
/// rests on it leads there.
pub(super) struct Numbers(HashMap<usize, usize>);

impl Numbers {
    pub fn new(report: &PilotReport<'_>) -> Self {
        let statements = report.pilot.facts.iter().flat_map(|stated| &stated.statements);
        Self(statements.enumerate().map(|(at, statement)| (place_in_memory(statement), at + 1)).collect())
    }

    /// The name of the place where a statement stands.
    pub fn anchor(&self, report: &PilotReport<'_>, statement: &Statement<'_>) -> Option<String> {
        let number = self.0.get(&place_in_memory(statement))?;
        Some(anchor::part(&report.pilot.id, &format!("said-{number}")))
    }

    /// Adds a text as a link to the place where a statement stands.
    pub fn link(&self, report: &PilotReport<'_>, statement: &Statement<'_>, text: &str, out: &mut Html) {
        match self.anchor(report, statement) {
            Some(name) => anchor::link(&name, text, out),
            None => drop(out.text(text)),
        }
    }
}

/// Which statement it is, whatever it says: two may say the same.
fn place_in_memory(statement: &Statement<'_>) -> usize {
    std::ptr::from_ref(statement).addr()
}

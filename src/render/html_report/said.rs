//! What is said of a fact in short, with links: each statement stands in full once, under its speaker.

use std::collections::HashMap;

use super::anchor;
use super::question::answer;
use super::statement::{self, MAX_STATEMENTS};
use crate::model::vocabulary::Fact;
use crate::pilot::Statement;
use crate::render::html::Html;
use crate::report::PilotReport;

/// All that is said of a fact and listened to, in short: what is said, as a link to the words, and by whom.
pub(super) fn in_short(report: &PilotReport<'_>, fact: &Fact, numbers: &Numbers) -> Html {
    let mut out = Html::default();
    let heard: Vec<&Statement<'_>> = report.facts.heard(fact.id).collect();
    if heard.is_empty() {
        return out;
    }
    let shown = statement::both_sides(&heard, MAX_STATEMENTS);
    out.markup("<ul class=\"said\">");
    for statement in &shown {
        out.markup("<li>");
        numbers.link(report, statement, &answer(&statement.said, fact), &mut out);
        out.markup(", ");
        statement::by_whom(statement, &mut out);
        statement::basis(statement, &mut out);
        out.markup(".</li>");
    }
    if heard.len() > shown.len() {
        out.markup("<li>");
        statement::more(report, heard.len() - shown.len(), &mut out);
        out.markup("</li>");
    }
    out.markup("</ul>");
    out
}

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

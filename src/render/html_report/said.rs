//! What is said of a fact in short, with links: each statement stands in full once, under its speaker, with its source and lines.

use super::numbers::Numbers;
use super::question::answer;
use super::statement::{self, MAX_STATEMENTS};
use crate::model::vocabulary::Fact;
use crate::pilot::Statement;
use crate::render::html::Html;
use crate::report::PilotReport;

/// All that is said of a fact and listened to, in short: what is said, as a link to all of it, by whom, in which words, and the
/// remark on it.
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
        if let Some(phrase) = statement.phrase.as_deref() {
            out.markup(": ");
            statement::quotation(phrase, &mut out);
        }
        out.markup(".");
        statement::note(statement.remark(), &mut out);
        out.markup("</li>");
    }
    if heard.len() > shown.len() {
        out.markup("<li>");
        statement::more(report, heard.len() - shown.len(), &mut out);
        out.markup("</li>");
    }
    out.markup("</ul>");
    out
}

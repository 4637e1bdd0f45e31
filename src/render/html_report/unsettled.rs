//! What is said, but not as settled, and what is left without an answer: it decides nothing, and a board would ask of both.

use super::{anchor, statement};
use crate::model::vocabulary::FactId;
use crate::pilot::Statement;
use crate::questions::Question;
use crate::render::html::Html;
use crate::report::PilotReport;
use crate::text::words::sentence;

/// On the first sheet, at most so many are shown.
const MAX_ON_SHEET: usize = 2;

/// Adds, for the first sheet, what is not settled: first of the questions on which most turns. Tells whether there is any.
pub(super) fn in_short(report: &PilotReport<'_>, questions: &[Question<'_>], out: &mut Html) -> bool {
    let statements = statements(report, questions);
    if statements.is_empty() {
        return false;
    }
    out.markup("<h3>Not settled, or not answered</h3>\n<ul>");
    for (id, statement) in statements.iter().take(MAX_ON_SHEET) {
        let fact = report.facts.vocabulary().fact(*id);
        out.markup("<li>").text(&sentence(&fact.ask)).markup(" ");
        if statement.hedged {
            statement::words(report, fact, statement, true, out);
        } else {
            statement::without_answer(report, statement, true, out);
        }
        out.markup("</li>");
    }
    anchor::rest_of_list(&report.pilot.id, "speakers", statements.len().saturating_sub(MAX_ON_SHEET), None, out);
    out.markup("</ul>\n");
    true
}

/// The statements that are not listened to because they are hedged, and those that do not answer: in the order of these
/// questions, and behind them those of which none is asked.
fn statements<'r>(report: &'r PilotReport<'_>, questions: &[Question<'_>]) -> Vec<(FactId, &'r Statement<'r>)> {
    let place = |fact: FactId| questions.iter().position(|question| question.fact.id == fact).unwrap_or(usize::MAX);
    let mut stated: Vec<FactId> = report.pilot.facts.iter().map(|stated| stated.fact).collect();
    stated.sort_by_key(|fact| place(*fact));
    let of_fact = |fact: FactId| {
        let statements = report.facts.hedged(fact).chain(report.facts.unanswered(fact));
        statements.map(move |statement| (fact, statement))
    };
    stated.into_iter().flat_map(of_fact).collect()
}

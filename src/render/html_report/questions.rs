//! What nobody has said: the questions to put, those first on which most turns.

use super::result::beside;
use super::{anchor, statement};
use crate::model::{Force, Why};
use crate::questions::{Question, by_fact};
use crate::render::html::Html;
use crate::report::PilotReport;
use crate::text::words::{counted, sentence};

/// On the first sheet, at most so many questions are shown.
const MAX_QUESTIONS: usize = 3;

/// Of the conditions that turn on a question, at most so many are named.
const MAX_CONDITIONS: usize = 12;

/// Adds, for the first sheet, the questions on which most turns.
pub(super) fn in_short(report: &PilotReport<'_>, out: &mut Html) {
    let questions = by_fact(report);
    out.markup("<ul>");
    for question in questions.iter().take(MAX_QUESTIONS) {
        out.markup("<li>").text(&sentence(&question.fact.ask)).markup(" <span class=\"soft\">");
        out.text(&turning(question)).markup("</span></li>");
    }
    if questions.len() > MAX_QUESTIONS {
        let more = format!("and {}", counted(questions.len() - MAX_QUESTIONS, "more question"));
        out.markup("<li>");
        anchor::link(&anchor::part(&report.pilot.id, "questions"), &more, out);
        out.markup("</li>");
    }
    out.markup("</ul>");
}

/// How many conditions turn on a question.
fn turning(question: &Question<'_>) -> String {
    let musts = question.musts();
    let verb = if question.rules.len() == 1 { "turns" } else { "turn" };
    let musts = if musts == 0 { String::new() } else { format!(", {musts} of them a {}", Force::Must.name()) };
    format!("{} {verb} on it{musts}.", counted(question.rules.len(), "condition"))
}

/// Adds the part on questions.
pub(super) fn part(report: &PilotReport<'_>, out: &mut Html) {
    let questions = by_fact(report);
    out.markup("<h3 id=\"").text(&anchor::part(&report.pilot.id, "questions")).markup("\">Questions to put</h3>");
    if questions.is_empty() {
        out.markup("<p>No question is open.</p>");
        return;
    }
    out.markup("<p>Those come first on which most conditions of force must turn.</p><ol class=\"questions\">");
    for question in &questions {
        let fact = question.fact;
        out.element("<li><p>", &sentence(&fact.ask), "</p>").html(&beside(report, fact));
        out.markup("<p class=\"soft\"><code>").text(&fact.path).markup("</code>, ").markup(match question.why {
            Why::Unstated => "unstated. ",
            Why::Unanswered => "unanswered. ",
            Why::PartlyStated => "stated in part. ",
            Why::Contested => "contested. ",
        });
        out.text(&turning(question)).markup(" ");
        for (at, rule) in question.rules.iter().take(MAX_CONDITIONS).enumerate() {
            out.markup(if at == 0 { "" } else { ", " });
            anchor::link(&anchor::result(&report.pilot.id, &rule.id), &rule.id, out);
        }
        let more = question.rules.len().saturating_sub(MAX_CONDITIONS);
        if more > 0 {
            out.markup(" and ").number(more).markup(" more");
        }
        out.markup("</p>");
        if !question.statements.is_empty() {
            out.html(&statement::all(report, fact));
        }
        out.markup("</li>");
    }
    out.markup("</ol>");
}

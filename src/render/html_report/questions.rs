//! What nobody has said: the questions to put, those first on which most turns.

use super::numbers::Numbers;
use super::said;
use super::{anchor, question, rule, sets, statement};
use crate::model::vocabulary::Fact;
use crate::model::{Force, Why};
use crate::questions::Question;
use crate::render::html::Html;
use crate::report::PilotReport;
use crate::text::words::{counted, sentence};

/// On the first sheet, at most so many questions are shown.
const MAX_QUESTIONS: usize = 3;

/// Of the conditions that turn on a question, at most so many are named.
const MAX_CONDITIONS: usize = 12;

/// Adds, for the first sheet, the questions on which most turns.
pub(super) fn in_short(report: &PilotReport<'_>, questions: &[Question<'_>], out: &mut Html) {
    out.markup("<ul>");
    for question in questions.iter().take(MAX_QUESTIONS) {
        out.markup("<li>").text(&sentence(&question.fact.ask)).markup(" <span class=\"soft\">");
        out.text(&turning(question)).markup(".</span></li>");
    }
    if questions.len() > MAX_QUESTIONS {
        let more = format!("and {}", counted(questions.len() - MAX_QUESTIONS, "more question"));
        out.markup("<li>");
        anchor::rest(&anchor::part(&report.pilot.id, "questions"), &more, out);
        out.markup("</li>");
    }
    out.markup("</ul>");
}

/// How many conditions turn on a question: `17 conditions, 8 of them a must`.
fn turning(question: &Question<'_>) -> String {
    let musts = question.musts();
    let musts = if musts == 0 { String::new() } else { format!(", {musts} of them a {}", Force::Must.name()) };
    format!("{}{musts}", counted(question.rules.len(), "condition"))
}

/// Adds the part on questions.
pub(super) fn part(report: &PilotReport<'_>, questions: &[Question<'_>], numbers: &Numbers, out: &mut Html) {
    out.markup("<h3 id=\"").text(&anchor::part(&report.pilot.id, "questions")).markup("\">Questions to put</h3>");
    if questions.is_empty() {
        out.markup("<p>Nothing is left to ask: no condition is unstated or contested.</p>");
        return;
    }
    out.markup("<p>Those come first on which most conditions of force must turn.</p><p class=\"soft\">Conditions stand by their codes. ");
    sets::codes_in_words(report, out);
    out.markup(".</p><ol class=\"questions\">");
    for question in questions {
        let fact = question.fact;
        out.markup("<li id=\"").text(&anchor::question(&report.pilot.id, fact)).markup("\" tabindex=\"-1\"><p>");
        question::question(fact, out);
        out.markup("</p>").html(&beside(report, fact));
        out.markup("<p class=\"soft\">").markup(match question.why {
            Why::Unstated if question.statements.is_empty() && report.pilot.statements(fact.id).is_empty() => {
                "This description says nothing of it. "
            }
            Why::Unstated => "What is said of it is set aside. ",
            Why::Unanswered if report.facts.is_only_spoken_of(fact.id) => "It is spoken of, and not answered. ",
            Why::Unanswered => "It was asked, and not answered. ",
            Why::PartlyStated => "Only a part of it is said. ",
            Why::Contested => "What is said of it does not agree. ",
        });
        out.markup("On it turn ").text(&turning(question)).markup(": ");
        rule::codes(report, question.rules.iter().copied().take(MAX_CONDITIONS), out);
        let more = question.rules.len().saturating_sub(MAX_CONDITIONS);
        if more > 0 {
            out.markup(" and ").number(more).markup(" more");
        }
        out.markup(".");
        out.markup("</p>").html(&said::in_short(report, fact, numbers)).markup("</li>");
    }
    out.markup("</ol>");
}

/// Who was asked about a fact already, and what is said of it, but not as settled.
fn beside(report: &PilotReport<'_>, fact: &Fact) -> Html {
    let mut out = Html::default();
    for statement in report.facts.unanswered(fact.id) {
        out.markup("<p>");
        statement::without_answer(report, statement, true, &mut out);
        out.markup("</p>");
    }
    for statement in report.facts.hedged(fact.id) {
        out.markup("<p>Said, but not as settled, so that it decides nothing: ");
        statement::words(report, fact, statement, true, &mut out);
        out.markup("</p>");
    }
    out
}

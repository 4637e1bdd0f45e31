//! What nobody has said: the questions to put, those first on which most turns.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::numbers::Numbers;
use super::said;
use super::{anchor, question, rule, sets, statement};
use crate::model::vocabulary::Fact;
use crate::model::{Force, Verdict, Why};
use crate::questions::{Question, musts};
use crate::render::html::Html;
use crate::report::PilotReport;
use crate::rules::Rule;
use crate::text::words::{counted, sentence};

/// On the first sheet, at most so many questions are shown.
const MAX_QUESTIONS: usize = 3;

/// Of the conditions that turn on a question, at most so many are named.
const MAX_CONDITIONS: usize = 12;

/// Adds, for the first sheet, the questions on which most conditions turn of those that are unstated: what is contested has a
/// part of its own there.
pub(super) fn in_short(report: &PilotReport<'_>, questions: &[Question<'_>], out: &mut Html) {
    let unstated = report.results.iter().filter(|result| result.decision.verdict == Verdict::Unstated);
    let unstated: BTreeSet<&str> = unstated.map(|result| result.rule.id.as_str()).collect();
    let mut asked: Vec<(&Fact, Vec<&Rule>)> =
        questions.iter().map(|question| (question.fact, question.rules.clone())).collect();
    for (_, rules) in &mut asked {
        rules.retain(|rule| unstated.contains(rule.id.as_str()));
    }
    asked.retain(|(_, rules)| !rules.is_empty());
    asked.sort_by_key(|(_, rules)| Reverse((musts(rules), rules.len())));
    out.markup("<ul>");
    for (fact, rules) in asked.iter().take(MAX_QUESTIONS) {
        out.markup("<li>").text(&sentence(&fact.ask)).markup(" <span class=\"soft\">");
        out.text(&turning(rules)).markup(".</span></li>");
    }
    anchor::rest_of_list(
        &report.pilot.id,
        "questions",
        asked.len().saturating_sub(MAX_QUESTIONS),
        Some("question"),
        out,
    );
    out.markup("</ul>");
}

/// How many conditions turn on a question: `17 conditions, 8 of them a must`.
fn turning(rules: &[&Rule]) -> String {
    let musts = musts(rules);
    let musts = if musts == 0 { String::new() } else { format!(", {musts} of them a {}", Force::Must.name()) };
    format!("{}{musts}", counted(rules.len(), "condition"))
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
        out.markup("On it turn ").text(&turning(&question.rules)).markup(": ");
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

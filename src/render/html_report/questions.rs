//! What nobody has said: the questions to put, those first on which most turns.

use std::collections::BTreeSet;

use super::numbers::Numbers;
use super::room::{LINE, Tenths, taken};
use super::said;
use super::{anchor, question, rule, sets, statement};
use crate::model::vocabulary::{Fact, FactId};
use crate::model::{Force, Verdict, Why};
use crate::questions::{ORDER, Question, musts};
use crate::render::html::Html;
use crate::report::{PilotReport, RuleResult};
use crate::rules::Rule;
use crate::text::words::{counted, sentence};

/// On the first sheet, at most so many questions are shown, and where there is little room so many.
const MAX_QUESTIONS: usize = 8;
const LEAST_QUESTIONS: usize = 3;

/// The room that these take there at the least, with what stands round them.
pub(super) const LEAST: Tenths = (2 + 2 + LEAST_QUESTIONS + 1) * LINE;

/// Of the conditions that turn on a question, at most so many are named.
const MAX_CONDITIONS: usize = 12;

/// Adds, for the first sheet, that too little is said of what is unstated, and the first of the questions on which that turns, as
/// far as there is room: not those of which somebody speaks, nor what is contested, as these have parts of their own there.
pub(super) fn in_short(
    report: &PilotReport<'_>,
    questions: &[Question<'_>],
    spoken_of: &[FactId],
    room: Tenths,
    out: &mut Html,
) {
    let is_unstated = |result: &&RuleResult<'_>| result.decision.verdict == Verdict::Unstated;
    let unstated: BTreeSet<&str> =
        report.results.iter().filter(is_unstated).map(|result| result.rule.id.as_str()).collect();
    if unstated.is_empty() {
        return;
    }
    let turns = |question: &&Question<'_>| question.rules.iter().any(|rule| unstated.contains(rule.id.as_str()));
    let is_new = |question: &&Question<'_>| !spoken_of.contains(&question.fact.id) && question.why != Why::Contested;
    let asked: Vec<&Question<'_>> = questions.iter().filter(turns).filter(is_new).collect();
    let mut part = out.piece();
    part.markup("<h3>Unstated</h3>\n<p>Too little is said to decide ").text(&counted(unstated.len(), "condition"));
    part.markup(".");
    if !asked.is_empty() {
        part.markup(" ").markup(ORDER);
    }
    part.markup("</p>\n<ul>");
    let mut left = room.saturating_sub(taken(&part) + LINE);
    let mut shown = 0;
    for question in asked.iter().take(MAX_QUESTIONS) {
        let mut item = out.piece();
        item.markup("<li>").text(&sentence(&question.fact.ask)).markup(" <span class=\"soft\">");
        item.text(&turning(&question.rules)).markup(".</span></li>");
        if shown >= LEAST_QUESTIONS && taken(&item) > left {
            break;
        }
        left = left.saturating_sub(taken(&item));
        part.html(&item);
        shown += 1;
    }
    anchor::rest_of_list(&report.pilot.id, "questions", asked.len() - shown, Some("question"), &mut part);
    out.html(&part).markup("</ul>\n");
}

/// How many conditions turn on a question: `17 conditions, 8 musts`.
fn turning(rules: &[&Rule]) -> String {
    let musts = match musts(rules) {
        0 => String::new(),
        1 if rules.len() == 1 => ", a must".to_owned(),
        musts => format!(", {}", counted(musts, Force::Must.name())),
    };
    format!("{}{musts}", counted(rules.len(), "condition"))
}

/// Adds the part on questions.
pub(super) fn part(report: &PilotReport<'_>, questions: &[Question<'_>], numbers: &Numbers, out: &mut Html) {
    out.markup("<h3 id=\"").text(&anchor::part(&report.pilot.id, "questions")).markup("\">Questions to put</h3>");
    if questions.is_empty() {
        out.markup("<p>Nothing is left to ask: no condition is unstated or contested.</p>");
        return;
    }
    out.markup("<p>").markup(ORDER).markup("</p><p class=\"soft\">Conditions stand by their codes. ");
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
            Why::Unanswered if report.facts.is_only_spoken_of(fact.id) => "It is spoken of, and left open. ",
            Why::Unanswered => "It was asked, and not answered. ",
            Why::PartlyStated => "Only a part of it is said. ",
            Why::Contested => "What is said of it does not agree. ",
        });
        let (lead, rules) = match question.rules.as_slice() {
            [] => ("It tells whether these apply: ", &question.may_apply),
            _ => ("On it turn ", &question.rules),
        };
        out.markup(lead);
        if !question.rules.is_empty() {
            out.text(&turning(rules)).markup(": ");
        }
        rule::codes(report, rules.iter().copied().take(MAX_CONDITIONS), out);
        let more = rules.len().saturating_sub(MAX_CONDITIONS);
        if more > 0 {
            out.markup(" and ").number(more).markup(" more");
        }
        out.markup(".</p>").html(&said::in_short(report, fact, numbers)).markup("</li>");
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

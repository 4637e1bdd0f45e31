//! What is said, but not as settled, and what is left without an answer: it decides nothing, and a board would ask of both.

use super::room::{LINE, Tenths, taken};
use super::{anchor, statement};
use crate::model::vocabulary::FactId;
use crate::pilot::Statement;
use crate::questions::Question;
use crate::render::html::Html;
use crate::report::PilotReport;
use crate::text::words::sentence;

/// The statements of a fact that leave its question open.
type LeftOpen<'r> = (FactId, Vec<&'r Statement<'r>>);

/// Whether there is any.
pub(super) fn is_any(report: &PilotReport<'_>) -> bool {
    let is_open = |fact| report.facts.hedged(fact).chain(report.facts.unanswered(fact)).next().is_some();
    report.pilot.facts.iter().any(|stated| is_open(stated.fact))
}

/// The room that the questions alone take on the first sheet, with what stands above them.
pub(super) fn least(report: &PilotReport<'_>, asked: &[Question<'_>], out: &Html) -> Tenths {
    let names = names(report, &left_open(report, asked), out);
    if names.as_str().is_empty() { 0 } else { taken(&names) + 3 * LINE }
}

/// Adds, for the first sheet, what is not settled, in the order in which its questions are asked: the first with their words, as
/// long as those that follow have room for their names. Tells of which facts it is.
pub(super) fn in_short(report: &PilotReport<'_>, asked: &[Question<'_>], room: Tenths, out: &mut Html) -> Vec<FactId> {
    let all = left_open(report, asked);
    if all.is_empty() {
        return Vec::new();
    }
    out.markup("<h3>Not settled, or not answered</h3>\n");
    let room = room.saturating_sub(taken(out) + LINE);
    // With its words each takes more room than its name alone.
    let with_words = |many: usize| {
        let mut list = out.piece();
        let (first, rest) = all.split_at(many);
        if !first.is_empty() {
            list.markup("<ul>");
            first.iter().for_each(|of_fact| whole(report, of_fact, &mut list));
            list.markup("</ul>\n");
        }
        list.html(&names(report, rest, out));
        list
    };
    let most = (0..=all.len()).take_while(|many| taken(&with_words(*many)) <= room).last();
    if let Some(most) = most {
        out.html(&with_words(most));
    } else {
        // Not even all names have room.
        let fits = |many: &usize| taken(&names(report, all.get(..*many).unwrap_or(&all), out)) <= room;
        let shown = (1..all.len()).take_while(fits).last().unwrap_or(1);
        out.html(&names(report, all.get(..shown).unwrap_or(&all), out)).markup("<p>");
        let more = format!("and {} more", all.len() - shown);
        anchor::rest(&report.pilot.id, "speakers", &more, out);
        out.markup("</p>\n");
    }
    all.into_iter().map(|(fact, _)| fact).collect()
}

/// A question with what is said of it.
fn whole(report: &PilotReport<'_>, (id, statements): &LeftOpen<'_>, out: &mut Html) {
    let fact = report.facts.vocabulary().fact(*id);
    out.markup("<li>").text(&sentence(&fact.ask));
    for statement in statements {
        out.markup(" ");
        statement::left_open(report, fact, statement, out);
    }
    out.markup("</li>");
}

/// Questions alone; nothing where there is none.
fn names(report: &PilotReport<'_>, facts: &[LeftOpen<'_>], out: &Html) -> Html {
    let mut list = out.piece();
    if facts.is_empty() {
        return list;
    }
    list.markup("<ul class=\"columns\">");
    for (id, _) in facts {
        list.element("<li>", &sentence(&report.facts.vocabulary().fact(*id).ask), "</li>");
    }
    list.markup("</ul>\n");
    list
}

/// The statements that are not listened to because they are hedged, and those that do not answer: in the order of these
/// questions, and behind them those of which none is asked.
fn left_open<'r>(report: &'r PilotReport<'_>, asked: &[Question<'_>]) -> Vec<LeftOpen<'r>> {
    let place = |fact: FactId| asked.iter().position(|question| question.fact.id == fact).unwrap_or(usize::MAX);
    let of_fact = |fact: FactId| report.facts.hedged(fact).chain(report.facts.unanswered(fact)).collect::<Vec<_>>();
    let mut facts: Vec<LeftOpen<'_>> =
        report.pilot.facts.iter().map(|stated| (stated.fact, of_fact(stated.fact))).collect();
    facts.retain(|(_, statements)| !statements.is_empty());
    facts.sort_by_key(|(fact, _)| place(*fact));
    facts
}

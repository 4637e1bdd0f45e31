//! What is breached or contested, by the fact that would have to change, with the words on both sides.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::numbers::Numbers;
use super::result::standing;
use super::sets::Told;
use super::{anchor, question, rule, statement, whose_word};
use crate::model::vocabulary::Fact;
use crate::model::{Force, Verdict};
use crate::render::html::{Html, mark};
use crate::report::{FactFindings, PilotReport, RuleResult, by_fact};
use crate::text::words::{counted, sentence};

/// What the first sheet has room for: so many facts, and so many conditions of all of them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Room {
    pub facts: usize,
    pub conditions: usize,
}

/// On the first sheet, at most so many are named of those who state the conditions that a fact touches.
const MAX_SPEAKERS: usize = 4;

/// On the first sheet, at most so many statements of a fact are shown.
const MAX_STATEMENTS: usize = 2;

/// The results that are breached or contested, by fact, those first that touch most.
pub(super) fn findings<'r, 'p>(report: &'r PilotReport<'p>) -> Vec<FactFindings<'r, 'p>> {
    by_fact(report.results.iter().filter(|one| is_finding(one.decision.verdict)))
}

fn is_finding(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::Breached | Verdict::Contested)
}

/// Adds, for the first sheet, what has a verdict: each fact with what is said of it, and the conditions that it touches, with
/// those who state them.
pub(super) fn in_short(report: &PilotReport<'_>, verdict: Verdict, room: Room, out: &mut Html) {
    let groups = by_fact(report.results.iter().filter(|one| one.decision.verdict == verdict));
    let mut shown = 0;
    for (at, group) in groups.iter().take(room.facts).enumerate() {
        // Each of the facts that follow has room for a condition.
        let follow = groups.len().min(room.facts) - at - 1;
        let most = room.conditions.saturating_sub(shown + follow).max(1);
        fact_in_short(report, group, out);
        let mut whose = out.piece();
        touched(report, group, &mut whose);
        let conditions = group.results.get(..most).unwrap_or(&group.results);
        let word = whose_word::same_for_all(conditions);
        if let Some(word) = word.clone().or_else(|| whose_word::against_whose(report, conditions)) {
            whose.element(" <strong>", &word, "</strong>");
        }
        if !whose.as_str().is_empty() {
            out.markup("<p>").html(&whose).markup("</p>");
        }
        out.markup("<ul>");
        for result in conditions {
            out.markup("<li>");
            // Of a dispute it stands above whose words they are.
            let own = result.on_one_word().filter(|_| word.is_none());
            let own = own.and_then(|_| whose_word::in_words(report, result));
            condition(report, result, own.as_deref(), out);
            out.markup("</li>");
        }
        out.markup("</ul>");
        shown += conditions.len();
    }
    let all = report.summary.count_of(verdict);
    if all > shown {
        let what = if shown == 0 { "condition" } else { "more condition" };
        out.markup("<p>");
        anchor::rest(&report.pilot.id, "findings", &format!("and {}", counted(all - shown, what)), out);
        out.markup("</p>");
    }
}

/// Adds a fact as a question, with the first of what is said of it.
fn fact_in_short(report: &PilotReport<'_>, group: &FactFindings<'_, '_>, out: &mut Html) {
    let Some(fact) = group.fact.map(|fact| report.facts.vocabulary().fact(fact)) else {
        out.markup("<h4>Whatever is said of a pilot</h4>");
        return;
    };
    out.element("<h4>", &sentence(&fact.ask), "</h4><p>");
    let heard: Vec<_> = report.facts.heard(fact.id).collect();
    let is_one_said = heard.windows(2).all(|pair| matches!(pair, [one, next] if one.said == next.said));
    let shown = statement::both_sides(&heard, if is_one_said { 1 } else { MAX_STATEMENTS });
    for (at, statement) in shown.iter().enumerate() {
        out.markup(if at == 0 { "" } else { "<br>" });
        statement::words(report, fact, statement, true, out);
    }
    if heard.len() > shown.len() {
        out.markup(" ");
        let more = heard.len() - shown.len();
        let more = counted(more, if is_one_said { "more statement of the same" } else { "more statement" });
        anchor::rest(&report.pilot.id, "findings", &more, out);
    }
    out.markup("</p>");
}

/// How many conditions a fact touches, where there are several, and who states how many of which force, in the order of the
/// rule sets: nobody outranks another.
fn touched(report: &PilotReport<'_>, group: &FactFindings<'_, '_>, out: &mut Html) {
    let [_, _, ..] = group.results.as_slice() else { return };
    let is_touched = |result: &&RuleResult<'_>| group.results.iter().any(|touched| std::ptr::eq(*touched, *result));
    let mut speakers: Vec<(&str, BTreeMap<Reverse<Force>, usize>)> = Vec::new();
    for rule in report.results.iter().filter(is_touched).map(|result| result.rule) {
        let known = speakers.iter().position(|(by, _)| *by == rule.by).unwrap_or(speakers.len());
        if known == speakers.len() {
            speakers.push((&rule.by, BTreeMap::new()));
        }
        if let Some((_, forces)) = speakers.get_mut(known) {
            *forces.entry(Reverse(rule.force)).or_default() += 1;
        }
    }
    let told: Vec<String> = speakers
        .iter()
        .take(MAX_SPEAKERS)
        .map(|(by, forces)| {
            let forces: Vec<String> =
                forces.iter().map(|(Reverse(force), number)| format!("{number} {}", force.name())).collect();
            format!("{by} ({})", forces.join(", "))
        })
        .collect();
    let others = if speakers.len() > told.len() { "; and others" } else { "" };
    out.markup("<span class=\"soft\">").text(&counted(group.results.len(), "condition")).markup(", stated by ");
    out.text(&told.join("; ")).markup(others).markup(".</span>");
}

/// Adds a condition by its title, as a link to its result, with its force, those who state it, what is to be said of the word
/// that it rests on, and its code.
pub(super) fn condition(report: &PilotReport<'_>, result: &RuleResult<'_>, word: Option<&str>, out: &mut Html) {
    title(report, result, out);
    out.element(" <span class=\"soft\">Stated by ", &result.rule.by, ".</span>");
    if let Some(word) = word {
        out.markup(" ").text(word);
    }
    out.element(" <code class=\"name\">", &result.rule.id, "</code>");
}

fn title(report: &PilotReport<'_>, result: &RuleResult<'_>, out: &mut Html) {
    anchor::link(&anchor::result(&report.pilot.id, &result.rule.id), &result.rule.title, out);
    out.markup(" (").markup(result.rule.force.name()).markup(").").markup(standing(result));
}

/// Adds the part on findings.
pub(super) fn part(report: &PilotReport<'_>, numbers: &Numbers, out: &mut Html) {
    let groups = findings(report);
    out.markup("<h3 id=\"")
        .text(&anchor::part(&report.pilot.id, "findings"))
        .markup("\">Findings, by the fact that would have to change</h3>");
    if groups.is_empty() {
        out.markup("<p>No condition is breached or contested.</p>");
        return;
    }
    let vocabulary = report.facts.vocabulary();
    let mut told = Told::default();
    for group in &groups {
        match group.fact.map(|fact| vocabulary.fact(fact)) {
            Some(fact) => asked_and_said(report, fact, numbers, out),
            None => drop(out.markup("<h4>Whatever is said of a pilot</h4>")),
        }
        let word = whose_word::same_for_all(&group.results);
        if let Some(word) = &word {
            out.element("<p><strong>", word, "</strong></p>");
        }
        out.markup("<ul class=\"conditions\">");
        for result in &group.results {
            out.markup("<li><p>").markup(mark(result.verdict_and_scope())).markup(" ");
            title(report, result, out);
            told.code(report, result, out);
            out.markup("</p><p>Stated by ");
            rule::stated_by(result.rule, report.register, out);
            out.markup("</p>");
            if let Some(word) = whose_word::in_words(report, result).filter(|_| word.is_none()) {
                out.element("<p>", &word, "</p>");
            }
            if result.decision.verdict == Verdict::Breached {
                out.element("<p>What would have to change: ", &sentence(&result.rule.remedy), "</p>");
            }
            out.markup("</li>");
        }
        out.markup("</ul>");
        if !group.told_before.is_empty() {
            out.markup("<p>It touches as well, told above: ");
            rule::codes(report, group.told_before.iter().map(|result| result.rule), out);
            out.markup(".</p>");
        }
    }
    repair(report, out);
}

fn asked_and_said(report: &PilotReport<'_>, fact: &Fact, numbers: &Numbers, out: &mut Html) {
    out.markup("<h4>");
    question::question(fact, out);
    out.markup("</h4>");
    statement::all(report, fact, numbers, out);
}

/// Adds by which call the smallest change is found: working it out takes longer than all the rest of a report.
fn repair(report: &PilotReport<'_>, out: &mut Html) {
    let file = report.file;
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '.' | '_' | '-');
    let file = if file == "-" || file.starts_with('-') || !file.chars().all(is_plain) { "FILE" } else { file };
    out.markup("<p class=\"panel\"><code>brief repair ").text(file).markup(
        "</code> works out the smallest changes by which the pilot keeps every condition, writes them, and checks them again.</p>",
    );
}

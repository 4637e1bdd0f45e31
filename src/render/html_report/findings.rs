//! What is breached or contested, by the fact that would have to change, with the words on both sides.

use super::result::standing;
use super::{anchor, rule, statement};
use crate::model::Verdict;
use crate::model::vocabulary::Fact;
use crate::render::html::{Html, mark};
use crate::report::{FactFindings, PilotReport, RuleResult, by_fact};
use crate::text::words::{counted, sentence};

/// On the first sheet, at most so many facts are shown of a kind, and so many conditions of each.
const MAX_FACTS: usize = 2;
const MAX_CONDITIONS: usize = 3;

/// The results that are breached or contested, by fact, gravest first.
pub(super) fn findings<'r, 'p>(report: &'r PilotReport<'p>) -> Vec<FactFindings<'r, 'p>> {
    by_fact(report.results.iter().filter(|one| is_finding(one.decision.verdict)))
}

fn is_finding(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::Breached | Verdict::Contested)
}

/// Adds, for the first sheet, what has a verdict: each fact with what is said of it, and the conditions that it touches, with
/// those who state them.
pub(super) fn in_short(report: &PilotReport<'_>, verdict: Verdict, out: &mut Html) {
    let groups = by_fact(report.results.iter().filter(|one| one.decision.verdict == verdict));
    let vocabulary = report.facts.vocabulary();
    let facts = shown(groups.len(), MAX_FACTS);
    for group in groups.iter().take(facts) {
        match group.fact.map(|fact| vocabulary.fact(fact)) {
            None => drop(out.markup("<p>Whatever a pilot says:</p>")),
            Some(fact) => {
                out.element("<p>", &sentence(&fact.means), "</p><p><code>").text(&fact.path).markup("</code>: ");
                let heard: Vec<_> = report.facts.heard(fact.id).collect();
                for (at, statement) in heard.iter().take(3).enumerate() {
                    out.markup(if at == 0 { "" } else { "<br>" });
                    statement::words(report, fact, statement, true, out);
                }
                if heard.len() > 3 {
                    out.markup(" ").text(&counted(heard.len() - 3, "more statement")).markup(" below.");
                }
                out.markup("</p>");
            }
        }
        out.markup("<ul>");
        let shown = shown(group.results.len(), MAX_CONDITIONS);
        for result in group.results.iter().take(shown) {
            out.markup("<li>");
            condition(report, result, out);
            out.markup(" <span class=\"soft\">Stated by ").text(&result.rule.by).markup(".</span></li>");
        }
        if group.results.len() > shown {
            more(report, group.results.len() - shown, "condition", out);
        }
        out.markup("</ul>");
    }
    if groups.len() > facts {
        out.markup("<ul>");
        more(report, groups.len() - facts, "fact", out);
        out.markup("</ul>");
    }
}

/// How many of some are shown: all but for the sake of one more are not left out.
fn shown(all: usize, most: usize) -> usize {
    if all <= most + 1 { all } else { most }
}

fn more(report: &PilotReport<'_>, number: usize, noun: &str, out: &mut Html) {
    out.markup("<li>");
    anchor::link(
        &anchor::part(&report.pilot.id, "findings"),
        &format!("and {}", counted(number, &format!("more {noun}"))),
        out,
    );
    out.markup("</li>");
}

/// Adds a condition by its id, as a link to its result, with its force and its title.
pub(super) fn condition(report: &PilotReport<'_>, result: &RuleResult<'_>, out: &mut Html) {
    anchor::link(&anchor::result(&report.pilot.id, &result.rule.id), &result.rule.id, out);
    out.markup(" (").markup(result.rule.force.name()).markup("): ").text(&sentence(&result.rule.title));
    out.markup(standing(result));
}

/// Adds the part on findings.
pub(super) fn part(report: &PilotReport<'_>, out: &mut Html) {
    let groups = findings(report);
    out.markup("<h3 id=\"")
        .text(&anchor::part(&report.pilot.id, "findings"))
        .markup("\">Findings, by the fact that would have to change</h3>");
    if groups.is_empty() {
        out.markup("<p>No condition is breached or contested.</p>");
        return;
    }
    let vocabulary = report.facts.vocabulary();
    for group in &groups {
        match group.fact.map(|fact| vocabulary.fact(fact)) {
            Some(fact) => {
                out.markup("<h4><code>").text(&fact.path).markup("</code></h4>");
                name_and_said(report, fact, out);
            }
            None => drop(out.markup("<h4>Whatever a pilot says</h4>")),
        }
        out.markup("<ul class=\"conditions\">");
        for result in &group.results {
            out.markup("<li><p>").markup(mark(result.verdict_and_scope())).markup(" ");
            condition(report, result, out);
            out.markup("</p><p>Stated by ");
            rule::stated_by(result.rule, report.register, out);
            out.markup("</p>");
            if result.decision.verdict == Verdict::Breached {
                out.element("<p>What would have to change: ", &sentence(&result.rule.remedy), "</p>");
            }
            out.markup("</li>");
        }
        out.markup("</ul>");
        if !group.told_before.is_empty() {
            out.markup("<p>It touches as well, told above: ");
            for (at, result) in group.told_before.iter().enumerate() {
                out.markup(if at == 0 { "" } else { ", " });
                anchor::link(&anchor::result(&report.pilot.id, &result.rule.id), &result.rule.id, out);
            }
            out.markup(".</p>");
        }
    }
    repair(report, out);
}

fn name_and_said(report: &PilotReport<'_>, fact: &Fact, out: &mut Html) {
    out.element("<p>", &sentence(&fact.means), "</p>");
    out.html(&statement::all(report, fact));
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

//! The rule sets of a report: by whom the conditions are stated, and what came of those of each.

use super::anchor;
use super::result::Results;
use crate::model::vocabulary::FactId;
use crate::render::html::Html;
use crate::render::human::counts;
use crate::report::{PilotReport, RuleResult, Summary};
use crate::rules::{ReadySet, RuleSet};
use crate::text::words::{counted, listed, sentence};

/// On the first sheet, at most so many rule sets are shown.
const MAX_SETS: usize = 8;

/// Which rule sets a reader of some part has been told of: where a condition stands by its code, the first of each says of
/// what set that is.
#[derive(Debug, Default)]
pub(super) struct Told<'r>(Vec<&'r ReadySet>);

impl<'r> Told<'r> {
    /// Adds the code of a condition; the first time also the rule set, and who issued it.
    pub fn code(&mut self, report: &PilotReport<'_>, result: &RuleResult<'r>, out: &mut Html) {
        out.markup(" <code class=\"name\">").text(&result.rule.id).markup("</code>");
        if self.0.iter().any(|set| std::ptr::eq(*set, result.set)) {
            return;
        }
        self.0.push(result.set);
        let (set, by) = (&result.set.set, &result.rule.by);
        out.markup(" <span class=\"soft\">of ");
        link(report, result.set, out);
        if !matches!(set.issued_by.as_slice(), [one] if one == by) {
            out.markup(", issued by ").text(&listed(&set.issued_by, "and"));
        }
        out.markup("</span>");
    }
}

fn of_sets<'r, 'p>(report: &'r PilotReport<'p>) -> impl Iterator<Item = &'r [RuleResult<'p>]> {
    report.results.chunk_by(|one, next| std::ptr::eq(one.set, next.set))
}

fn anchor_of(report: &PilotReport<'_>, set: &ReadySet) -> Option<String> {
    let of_set = |results: &[RuleResult<'_>]| results.first().is_some_and(|first| std::ptr::eq(first.set, set));
    let at = of_sets(report).position(of_set)?;
    Some(anchor::part(&report.pilot.id, &format!("set-{}", at + 1)))
}

/// Adds the title of a rule set, as a link to its results.
fn link(report: &PilotReport<'_>, set: &ReadySet, out: &mut Html) {
    match anchor_of(report, set) {
        Some(name) => anchor::link(&name, &set.set.title, out),
        None => drop(out.text(&set.set.title)),
    }
}

/// Adds, for the first sheet, by whom the conditions are stated, and what came of those of each: there is no score over
/// several.
pub(super) fn in_short(report: &PilotReport<'_>, out: &mut Html) {
    let sets: Vec<_> = of_sets(report).collect();
    out.markup("<h3 id=\"")
        .text(&anchor::part(&report.pilot.id, "sets"))
        .markup("\">By whom the conditions are stated</h3>\n");
    out.markup("<ul class=\"columns\">");
    for results in sets.iter().take(MAX_SETS) {
        let Some(set) = results.first().map(|result| result.set) else { continue };
        out.markup("<li>");
        link(report, set, out);
        out.markup(" <code class=\"name\">").text(&codes(results)).markup("</code>, ").text(&tally_of(results));
        shared_question(report, results, out);
        out.markup("</li>");
    }
    anchor::rest_of_list(&report.pilot.id, "results", sets.len().saturating_sub(MAX_SETS), Some("rule set"), out);
    out.markup("</ul>\n");
}

/// The first and the last code of a rule set.
fn codes(results: &[RuleResult<'_>]) -> String {
    match results {
        [] => String::new(),
        [one] => one.rule.id.clone(),
        [first, .., last] => format!("{} to {}", first.rule.id, last.rule.id),
    }
}

/// The question on which all that is unstated of a set turns, where there is one: without its answer none of these can be
/// told.
fn shared_question(report: &PilotReport<'_>, results: &[RuleResult<'_>], out: &mut Html) {
    let open: Vec<&RuleResult<'_>> = results.iter().filter(|result| !result.decision.turns_on.is_empty()).collect();
    let [first, others @ ..] = open.as_slice() else { return };
    let of_all = |fact: FactId| others.iter().all(|one| one.decision.turns_on.iter().any(|turn| turn.fact == fact));
    let shared = first.decision.turns_on.iter().find(|turn| of_all(turn.fact));
    if let Some(shared) = shared.filter(|_| !others.is_empty()) {
        let ask = &report.facts.vocabulary().fact(shared.fact).ask;
        out.text(&format!(
            " None of the {} that are unstated can be told before this is answered: {}",
            open.len(),
            sentence(ask)
        ));
    }
}

/// Adds what the codes of conditions stand for.
pub(super) fn codes_in_words(report: &PilotReport<'_>, out: &mut Html) {
    for (at, results) in of_sets(report).enumerate() {
        let Some(set) = results.first().map(|result| result.set) else { continue };
        out.markup(if at == 0 { "" } else { "; " }).text(&codes(results)).markup(": ");
        link(report, set, out);
    }
}

/// How many conditions there are, and how many have which verdict.
fn tally_of(results: &[RuleResult<'_>]) -> String {
    let mut summary = Summary::default();
    results.iter().for_each(|result| summary.count(result.verdict_and_scope()));
    format!("{}: {}.", counted(results.len(), "condition"), counts(&summary))
}

/// Adds every condition with its result, set by set, each set with its own account of itself.
pub(super) fn part<'r>(report: &'r PilotReport<'_>, mut results: Results<'r, '_>, out: &mut Html) {
    out.markup("<h3 id=\"").text(&anchor::part(&report.pilot.id, "results")).markup("\">Every condition</h3>\n");
    for of_set in of_sets(report) {
        let Some(set) = of_set.first().map(|result| result.set) else { continue };
        let place = anchor_of(report, set).unwrap_or_default();
        out.markup("<section class=\"set\"><h4 id=\"").text(&place).markup("\" tabindex=\"-1\">");
        heading(&set.set, of_set, out);
        results.begin_set(&place, of_set, out);
        of_set.iter().for_each(|result| results.add(result, out));
        out.markup("</section>\n");
    }
}

fn heading(set: &RuleSet, results: &[RuleResult<'_>], out: &mut Html) {
    out.text(&set.title)
        .markup("</h4>\n<p class=\"soft\">Issued by ")
        .text(&listed(&set.issued_by, "and"))
        .markup(". ");
    out.text(&tally_of(results)).markup("</p>\n<p>").text(&set.summary).markup("</p>\n");
}

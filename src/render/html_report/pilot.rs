//! One pilot: a first sheet for those who have a minute, and then all that it rests on.

use super::result::Results;
use super::rule::RuleTexts;
use super::{anchor, findings, questions, speakers};
use crate::model::vocabulary::FactId;
use crate::model::{Applies, Verdict, VerdictAndScope};
use crate::render::html::{Html, mark};
use crate::render::human::{basis, counts, file_name};
use crate::report::{PilotReport, RuleResult, Summary};
use crate::text::words::{capital, counted, listed, sentence};

/// On the first sheet, at most so many conditions are named that are met on one word alone.
const MAX_ON_ONE_WORD: usize = 3;

/// About as many bytes as a result takes.
const RESULT: usize = 2_048;

/// Writes the part of a pilot.
pub(super) fn pilot(report: &PilotReport<'_>, rules: &RuleTexts) -> Html {
    let mut out = Html::with_capacity((report.results.len() + 8) * RESULT);
    let id = &report.pilot.id;
    out.markup("<article class=\"pilot\" aria-labelledby=\"").text(id).markup("\">\n");
    sheet(report, &mut out);
    out.markup("<section class=\"part\">\n");
    findings::part(report, &mut out);
    out.markup("\n</section>\n<section class=\"part\">\n");
    speakers::part(report, &mut out);
    out.markup("\n</section>\n<section class=\"part\">\n");
    questions::part(report, &mut out);
    out.markup("\n</section>\n<section class=\"results\">\n");
    results(report, rules, &mut out);
    out.markup("</section>\n</article>\n");
    out
}

/// The first sheet: what the pilot is, and what came of it in short.
fn sheet(report: &PilotReport<'_>, out: &mut Html) {
    let pilot = report.pilot;
    out.markup("<header><h2 id=\"")
        .text(&pilot.id)
        .markup("\" tabindex=\"-1\">")
        .text(&pilot.title)
        .markup("</h2>\n<p class=\"soft\">Pilot <code>");
    out.text(&pilot.id).markup("</code>, ").markup(pilot.status.name()).markup(", ").text(file_name(report.file));
    if report.document > 0 {
        out.markup(", line ").number(report.lines.place(pilot.id_span.start).line as usize);
    }
    out.markup(".");
    if !pilot.owners.is_empty() {
        // Names of people have commas in them.
        out.markup(" Who answers for it: ").text(&pilot.owners.join("; ")).markup(".");
    }
    out.markup("</p></header>\n<section class=\"part sheet\">\n");
    parts(&pilot.id, out);
    if pilot.invented {
        out.markup("<p class=\"panel\">An invented example: it describes nothing real.</p>\n");
    }
    tally(report, out);
    if let Some(summary) = &pilot.summary {
        out.element("<p>", summary, "</p>\n");
    }
    for verdict in [Verdict::Breached, Verdict::Contested] {
        if report.summary.count_of(verdict) > 0 {
            out.element("<h3>", &capital(verdict.name()), "</h3>\n");
            findings::in_short(report, verdict, out);
        }
    }
    on_one_word(report, out);
    let open = report.summary.count_of(Verdict::Unstated);
    if open > 0 {
        let verb = if open == 1 { "is" } else { "are" };
        out.markup("<h3>Not known</h3>\n<p>").text(&format!(
            "{} {verb} open: nobody has said what would decide {}. Most turns on these questions:",
            counted(open, "condition"),
            if open == 1 { "it" } else { "them" },
        ));
        out.markup("</p>\n");
        questions::in_short(report, out);
    }
    sets(report, out);
    out.markup("</section>\n");
}

/// How many conditions have which verdict, in words.
fn tally(report: &PilotReport<'_>, out: &mut Html) {
    let counts =
        [Verdict::Breached, Verdict::Contested, Verdict::Unstated].map(|one| (one, report.summary.count_of(one)));
    let met = [(Applies::Yes, report.summary.met_and_applies()), (Applies::Open, report.summary.met_if_it_applies())];
    let met = met.map(|(applies, count)| (VerdictAndScope { verdict: Verdict::Met, applies }, count));
    let beside = report.summary.count_of(Verdict::NotApplicable);
    let beside = (VerdictAndScope { verdict: Verdict::NotApplicable, applies: Applies::No }, beside);
    let counts = counts.map(|(verdict, count)| (VerdictAndScope { verdict, applies: Applies::Yes }, count));
    out.markup("<ul class=\"tally\">");
    for (verdict, count) in counts.into_iter().chain(met).chain([beside]).filter(|(_, count)| *count > 0) {
        out.markup("<li>").markup(mark(verdict)).markup(" ").text(&counted(count, "condition")).markup("</li>");
    }
    out.markup("</ul>\n");
}

/// What is met because one speaker says so, and nobody else.
fn on_one_word(report: &PilotReport<'_>, out: &mut Html) {
    let alone: Vec<&RuleResult<'_>> = report
        .results
        .iter()
        .filter(|result| result.decision.verdict == Verdict::Met && result.by_word.len() == 1)
        .collect();
    if alone.is_empty() {
        return;
    }
    out.markup("<h3>Met on one word alone</h3>\n<ul>");
    for result in alone.iter().take(MAX_ON_ONE_WORD) {
        out.markup("<li>");
        findings::condition(report, result, out);
        if let Some(rests) = result.decision.basis {
            out.markup(" <span class=\"soft\">").text(&sentence(&basis(rests, &result.by_word, &[]))).markup("</span>");
        }
        out.markup("</li>");
    }
    if alone.len() > MAX_ON_ONE_WORD {
        out.markup("<li>and ").number(alone.len() - MAX_ON_ONE_WORD).markup(" more below</li>");
    }
    out.markup("</ul>\n");
}

/// By whom the conditions are stated, and what came of those of each: there is no score over several.
fn sets(report: &PilotReport<'_>, out: &mut Html) {
    out.markup("<h3>By whom the conditions are stated</h3>\n<ul class=\"sets\">");
    for (at, results) in of_sets(report).enumerate() {
        let Some(set) = results.first().map(|result| &result.set.set) else { continue };
        out.markup("<li>");
        anchor::link(&set_anchor(report, at), &set.title, out);
        out.markup(", issued by ").text(&listed(&set.issued_by, "and")).markup(": ").text(&tally_of(results));
        shared_question(report, results, out);
        out.markup("</li>");
    }
    out.markup("</ul>\n");
}

/// The question on which all that is open of a set turns, where there is one: without its answer none of these can be told.
fn shared_question(report: &PilotReport<'_>, results: &[RuleResult<'_>], out: &mut Html) {
    let open: Vec<&RuleResult<'_>> = results.iter().filter(|result| !result.decision.turns_on.is_empty()).collect();
    let [first, others @ ..] = open.as_slice() else { return };
    let of_all = |fact: FactId| others.iter().all(|one| one.decision.turns_on.iter().any(|turn| turn.fact == fact));
    let shared = first.decision.turns_on.iter().find(|turn| of_all(turn.fact));
    if let Some(shared) = shared.filter(|_| !others.is_empty()) {
        let ask = &report.facts.vocabulary().fact(shared.fact).ask;
        out.text(&format!(
            " Each of the {} that are open turns on this, whatever else is open: {}",
            open.len(),
            sentence(ask)
        ));
    }
}

/// The parts of a pilot's report, as links.
fn parts(pilot: &str, out: &mut Html) {
    out.markup("<p class=\"only-on-screen\">More of this pilot: ");
    let parts = [
        ("findings", "findings, with what would have to change"),
        ("speakers", "who says what"),
        ("questions", "questions to put"),
        ("results", "every condition"),
    ];
    for (at, (name, text)) in parts.into_iter().enumerate() {
        out.markup(if at == 0 { "" } else { " · " });
        anchor::link(&anchor::part(pilot, name), text, out);
    }
    out.markup("</p>\n");
}

fn of_sets<'r, 'p>(report: &'r PilotReport<'p>) -> impl Iterator<Item = &'r [RuleResult<'p>]> {
    report.results.chunk_by(|one, next| std::ptr::eq(one.set, next.set))
}

fn set_anchor(report: &PilotReport<'_>, at: usize) -> String {
    anchor::part(&report.pilot.id, &format!("set-{}", at + 1))
}

/// How many conditions there are, and how many have which verdict.
fn tally_of(results: &[RuleResult<'_>]) -> String {
    let mut summary = Summary::default();
    results.iter().for_each(|result| summary.count(result.verdict_and_scope()));
    format!("{}: {}.", counted(results.len(), "condition"), counts(&summary))
}

/// Every condition with its result, set by set.
fn results(report: &PilotReport<'_>, rules: &RuleTexts, out: &mut Html) {
    out.markup("<h3 id=\"").text(&anchor::part(&report.pilot.id, "results")).markup("\">Every condition</h3>\n");
    let mut results = Results::new(report, rules);
    for (at, of_set) in of_sets(report).enumerate() {
        let Some(set) = of_set.first().map(|result| &result.set.set) else { continue };
        out.markup("<section class=\"set\"><h4 id=\"").text(&set_anchor(report, at)).markup("\">").text(&set.title);
        out.markup("</h4>\n<p class=\"soft\">Issued by ").text(&listed(&set.issued_by, "and")).markup(". ");
        out.text(&tally_of(of_set)).markup("</p>\n");
        of_set.iter().for_each(|result| results.add(result, out));
        out.markup("</section>\n");
    }
}

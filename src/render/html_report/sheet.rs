//! The first sheet of a pilot: what it is, and what came of it, in so few words that they fit one side of paper.

use super::findings::Room;
use super::sets::{self, Told};
use super::{anchor, findings, noted, questions, statement, unsettled, whose_word};
use crate::model::vocabulary::FactId;
use crate::model::{Applies, Force, Verdict, VerdictAndScope};
use crate::questions::Question;
use crate::render::html::{Html, mark};
use crate::render::human::{file_name, short};
use crate::report::{PilotReport, RuleResult};
use crate::text::words::{capital, counted};

/// At most so many conditions are named that are met on one word alone; one, where there is more to tell that is said.
const MAX_ON_ONE_WORD: usize = 2;

/// Of what decides one of these, at most so many statements are shown.
const MAX_STATEMENTS: usize = 2;

/// The room for what is breached, or contested, where there is nothing of the other kind.
const ALONE: Room = Room { facts: 2, conditions: 5 };

/// The room for each of the two.
const BESIDE_ANOTHER: Room = Room { facts: 1, conditions: 2 };

/// The most that is shown of what a pilot says of itself, in characters.
const MAX_SUMMARY: usize = 1_000;

/// The first sheet: what the pilot is, and what came of it in short.
pub(super) fn sheet(report: &PilotReport<'_>, asked: &[Question<'_>], out: &mut Html) {
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
        out.markup(" Who answers for it: ").text(&short(&pilot.owners.join("; "), MAX_SUMMARY)).markup(".");
    }
    out.markup("</p></header>\n<section class=\"part sheet\">\n");
    if !out.leads_nowhere() {
        parts(&pilot.id, out);
    }
    if pilot.invented {
        out.markup("<p class=\"panel\">An invented example: it describes nothing real.</p>\n");
    }
    tally(report, out);
    if let Some(summary) = &pilot.summary {
        out.element("<p>", &short(summary, MAX_SUMMARY), "</p>\n");
    }
    let mut told = Told::default();
    let found = [Verdict::Breached, Verdict::Contested].map(|verdict| (verdict, report.summary.count_of(verdict)));
    let room = if found.iter().all(|(_, count)| *count > 0) { BESIDE_ANOTHER } else { ALONE };
    for (verdict, _) in found.into_iter().filter(|(_, count)| *count > 0) {
        out.element("<h3>", &capital(verdict.name()), "</h3>\n");
        what_counts(report, verdict, out);
        findings::in_short(report, verdict, room, &mut told, out);
    }
    let is_more_said = unsettled::in_short(report, asked, out) || !report.noted().is_empty();
    on_one_word(report, if is_more_said { 1 } else { MAX_ON_ONE_WORD }, &mut told, out);
    let open = report.summary.count_of(Verdict::Unstated);
    if open > 0 {
        out.markup("<h3>Unstated</h3>\n<p>Too little is said to decide ").text(&counted(open, "condition"));
        out.markup(". Most turns on these questions:</p>\n");
        questions::in_short(report, asked, out);
    }
    noted::in_short(report, out);
    sets::in_short(report, out);
    out.markup("</section>\n");
}

/// How many of the conditions with a verdict are musts, and how many count as findings, where any do.
fn what_counts(report: &PilotReport<'_>, verdict: Verdict, out: &mut Html) {
    let of_verdict = || report.results.iter().filter(|result| result.decision.verdict == verdict);
    let findings = of_verdict().filter(|result| result.is_finding()).count();
    if findings == 0 {
        return;
    }
    let musts = of_verdict().filter(|result| is_must(result)).count();
    let are_the_musts = musts == findings && of_verdict().filter(|result| result.is_finding()).all(is_must);
    let (all, name) = (of_verdict().count(), verdict.name());
    out.markup("<p>").text(&match (all, are_the_musts, findings) {
        (1, true, _) => format!("1 condition is {name}; it is a must, and counts as a finding."),
        (1, false, _) => format!("1 condition is {name}, and counts as a finding."),
        (_, true, 1) => format!("{all} conditions are {name}; 1 of them is a must, and counts as a finding."),
        (_, true, _) => format!("{all} conditions are {name}; {findings} of them are musts, and count as findings."),
        (_, false, 1) => format!("{all} conditions are {name}; 1 of them counts as a finding."),
        (_, false, _) => format!("{all} conditions are {name}; {findings} of them count as findings."),
    });
    out.markup("</p>\n");
}

fn is_must(result: &RuleResult<'_>) -> bool {
    result.rule.force == Force::Must
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
        out.markup("<li>").markup(mark(verdict)).markup(" ").text(&counted(count, "condition"));
        let is_alone =
            |result: &&RuleResult<'_>| result.verdict_and_scope() == verdict && result.on_one_word().is_some();
        let alone = report.results.iter().filter(is_alone).count();
        if verdict.verdict.is_decided() && verdict.verdict != Verdict::NotApplicable && alone > 0 {
            let alone = match (alone, count) {
                (_, 1) => String::new(),
                (alone, count) if alone == count => "each ".to_owned(),
                (alone, _) => format!("{alone} of them "),
            };
            out.markup(", ").text(&alone).markup("on one speaker’s word alone");
        }
        out.markup("</li>");
    }
    out.markup("</ul>\n<p class=\"only-on-screen\"><a href=\"#_key\">What these words mean</a></p>\n");
}

/// What is met because one speaker says so, and nobody else.
fn on_one_word<'r>(report: &'r PilotReport<'_>, most: usize, told: &mut Told<'r>, out: &mut Html) {
    let is_alone = |result: &&RuleResult<'_>| result.decision.verdict == Verdict::Met && result.on_one_word().is_some();
    let alone: Vec<&RuleResult<'_>> = report.results.iter().filter(is_alone).collect();
    if alone.is_empty() {
        return;
    }
    out.markup("<h3>Met on one speaker’s word alone</h3>\n<ul>");
    let mut before: &[FactId] = &[];
    for result in alone.iter().take(most) {
        out.markup("<li>");
        findings::condition(report, result, whose_word::in_words(result).as_deref(), told, out);
        if result.decision.because == before {
            out.markup(" By the same words.");
        } else {
            in_which_words(report, result, out);
        }
        before = &result.decision.because;
        out.markup("</li>");
    }
    anchor::rest_of_list(&report.pilot.id, "results", alone.len().saturating_sub(most), None, out);
    out.markup("</ul>\n");
}

/// What is said that decides a condition, in the words of the one who says so.
fn in_which_words(report: &PilotReport<'_>, result: &RuleResult<'_>, out: &mut Html) {
    let heard = |fact: FactId| report.facts.heard(fact).map(move |statement| (fact, statement));
    for (fact, statement) in result.decision.because.iter().copied().flat_map(heard).take(MAX_STATEMENTS) {
        out.markup("<br>");
        statement::in_few_words(report, report.facts.vocabulary().fact(fact), statement, out);
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

//! The first sheet of a pilot: what it is, and what came of it, in so few words that they fit one side of paper.

use super::findings::Room;
use super::room::{LINE, SHEET, taken};
use super::{anchor, findings, noted, questions, sets, statement, unsettled, whose_word};
use crate::model::vocabulary::FactId;
use crate::model::{Applies, Force, Verdict, VerdictAndScope};
use crate::questions::Question;
use crate::render::html::{Html, mark};
use crate::render::human::short;
use crate::report::{PilotReport, RuleResult};
use crate::text::words::{capital, counted};

/// At most so many conditions are named that are met on one word alone; one, where there is more to tell that is said.
const MAX_ON_ONE_WORD: usize = 2;

/// Of what decides one of these, at most so many statements are shown.
const MAX_STATEMENTS: usize = 2;

/// The room for what is breached, and for what is contested: the first that leaves enough for what is open.
const ROOMS: [Room; 4] = [
    Room { facts: 3, conditions: 7 },
    Room { facts: 2, conditions: 4 },
    Room { facts: 2, conditions: 3 },
    Room { facts: 1, conditions: 2 },
];

/// What is open need have no more than this.
const OPEN: usize = 24 * LINE;

/// What the head of a report takes above the first sheet.
const HEAD: usize = 2 * LINE;

/// What the frame takes round the words that a pilot is an invented example.
const FRAME: usize = 2 * LINE;

/// The most that is shown of what a pilot says of itself, in characters.
const MAX_SUMMARY: usize = 1_000;

/// The first sheet: what the pilot is, and what came of it in short.
pub(super) fn sheet(report: &PilotReport<'_>, asked: &[Question<'_>], out: &mut Html) {
    let mut head = out.piece();
    opening(report, &mut head);
    let mut found = out.piece();
    tally(report, &mut found);
    if let Some(summary) = &report.pilot.summary {
        found.element("<p>", &short(summary, MAX_SUMMARY), "</p>\n");
    }
    let mut met = out.piece();
    let is_more_said = unsettled::is_any(report) || !report.noted().is_empty();
    on_one_word(report, if is_more_said { 1 } else { MAX_ON_ONE_WORD }, &mut met);
    let mut below = out.piece();
    noted::in_short(report, &mut below);
    sets::in_short(report, &mut below);
    // What is open has the room that all else leaves.
    let all_else: usize = [&head, &found, &met, &below].into_iter().map(taken).sum();
    let room = SHEET.saturating_sub(HEAD + all_else + if report.pilot.invented { FRAME } else { 0 });
    let open = unsettled::least(report, asked, out).min(OPEN) + questions::LEAST;
    let with = ROOMS.map(|room| {
        let mut found = out.piece();
        what_is_found(report, room, &mut found);
        found
    });
    let fits = |found: &&Html| taken(found) + open <= room;
    let breached_or_contested = with.iter().find(fits).or(with.last()).cloned().unwrap_or_default();
    let room = room.saturating_sub(taken(&breached_or_contested));
    found.html(&breached_or_contested);
    let mut unsettled = out.piece();
    let spoken_of = unsettled::in_short(report, asked, room.saturating_sub(questions::LEAST), &mut unsettled);
    out.html(&head);
    out.markup("<section class=\"part sheet\">\n");
    if !out.leads_nowhere() {
        parts(&report.pilot.id, out);
    }
    out.html(&found).html(&unsettled).html(&met);
    questions::in_short(report, asked, &spoken_of, room.saturating_sub(taken(&unsettled)), out);
    out.html(&below).markup("</section>\n");
}

/// What the pilot is.
fn opening(report: &PilotReport<'_>, out: &mut Html) {
    let pilot = report.pilot;
    out.markup("<header><h2 id=\"")
        .text(&pilot.id)
        .markup("\" tabindex=\"-1\">")
        .text(&pilot.title)
        .markup("</h2>\n<p class=\"soft\">");
    out.text(&capital(pilot.status.name())).markup(".");
    if !pilot.owners.is_empty() {
        // Names of people have commas in them.
        out.markup(" Who answers for it: ").text(&short(&pilot.owners.join("; "), MAX_SUMMARY)).markup(".");
    }
    out.markup("</p>");
    if pilot.invented {
        out.markup("<p class=\"panel\">An invented example: it describes nothing real.</p>");
    }
    out.markup("</header>\n");
}

/// What is breached, and what is contested.
fn what_is_found(report: &PilotReport<'_>, room: Room, out: &mut Html) {
    let found = [Verdict::Breached, Verdict::Contested].map(|verdict| (verdict, report.summary.count_of(verdict)));
    for (verdict, _) in found.into_iter().filter(|(_, count)| *count > 0) {
        let heading = format!("{}: {}", capital(verdict.name()), how_many(report, verdict));
        out.element("<h3>", &heading, "</h3>\n");
        findings::in_short(report, verdict, room, out);
    }
}

/// How many conditions have a verdict, and how many of these are musts: `5 conditions, 1 of them a must`.
fn how_many(report: &PilotReport<'_>, verdict: Verdict) -> String {
    let of_verdict = || report.results.iter().filter(|result| result.decision.verdict == verdict);
    let musts = of_verdict().filter(|result| result.rule.force == Force::Must).count();
    let all = of_verdict().count();
    let of_these = match musts {
        0 if all == 1 => "not a must".to_owned(),
        1 if all == 1 => "a must".to_owned(),
        0 => "none of them a must".to_owned(),
        1 => "1 of them a must".to_owned(),
        musts if musts == all => "all of them musts".to_owned(),
        musts => format!("{musts} of them musts"),
    };
    format!("{}, {of_these}", counted(all, "condition"))
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
fn on_one_word(report: &PilotReport<'_>, most: usize, out: &mut Html) {
    let is_alone = |result: &&RuleResult<'_>| result.decision.verdict == Verdict::Met && result.on_one_word().is_some();
    let alone: Vec<&RuleResult<'_>> = report.results.iter().filter(is_alone).collect();
    if alone.is_empty() {
        return;
    }
    out.markup("<h3>Met on one speaker’s word alone</h3>\n<ul>");
    let mut before: &[FactId] = &[];
    for result in alone.iter().take(most) {
        out.markup("<li>");
        findings::condition(report, result, whose_word::in_words(report, result).as_deref(), out);
        if result.decision.because == before {
            out.markup(" By the same words.");
        } else {
            in_which_words(report, result, out);
        }
        before = &result.decision.because;
        out.markup("</li>");
    }
    anchor::rest_of_list(&report.pilot.id, "results", alone.len().saturating_sub(most), Some("condition"), out);
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

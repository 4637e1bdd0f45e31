//! What stands round the pilots: how to read the report and how to find something in it; and the run as a whole.

use super::page_names::PageNames;
use super::row::PilotRow;
use super::table::table;
use crate::model::diagnostic::Diagnostic;
use crate::model::{Applies, Verdict, VerdictAndScope};
use crate::render::html::{Html, mark};
use crate::render::human::{self, counts, file_name};
use crate::report::{RunEnding, RunOpening};
use crate::text::words::{counted, grouped, sentence};

/// The head of a report, with the way to find something in it. Where each pilot has a page of its own, it leads back to the
/// index.
pub(super) fn head(opening: &RunOpening<'_>, place: Place<'_>) -> Html {
    let mut out = Html::default();
    out.markup("<header class=\"run\">\n<h1>Pilots held against stated conditions</h1>\n<p>Report of ");
    out.text(&opening.today.to_string()).markup(": ");
    out.text(&counted(opening.rules().count(), "condition")).markup(" of ");
    out.text(&counted(opening.sets.len(), "rule set")).markup(". ");
    // Elsewhere this stands with how the run ended, which a page of one pilot and the first sheets do not tell.
    if let Place::Pilot(_) | Place::Sheet = place {
        for text in human::not_heard(opening.hearing, &[]) {
            out.text(&text).markup(" ");
        }
    }
    out.markup("</p>\n<p class=\"only-on-screen\">");
    match place {
        Place::Pilot(index) => out.markup("<a href=\"").text(index).markup("\">all pilots</a></p>\n"),
        Place::Sheet => {
            out.markup("This is the first sheet alone. The whole report has every condition with its reason.</p>\n")
        }
        Place::Whole | Place::Index => out.markup(
            "<a href=\"#_run\">the run as a whole</a> · <a href=\"#_table\">all conditions in a table</a></p>\n",
        ),
    };
    key(&mut out);
    out.markup("</header>\n");
    out
}

/// Of which page something is part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place<'n> {
    /// The one page with all pilots.
    Whole,
    /// The page with the first sheet of each pilot alone.
    Sheet,
    /// The page of one pilot, with the address of the page that leads to those of the others.
    Pilot(&'n str),
    /// The page that leads to those of the pilots.
    Index,
}

/// What the marks and the words mean: closed at the top, where it does not stand in the way.
fn key(out: &mut Html) {
    out.markup(
        "<details class=\"only-on-screen\"><summary><h2 id=\"_key\">How to read this: what the words mean</h2></summary>\n",
    );
    meanings(out);
    out.markup("</details>\n");
}

/// The same for paper, behind all else: the first sheet is for the pilot.
pub(super) fn key_on_paper(out: &mut Html) {
    out.markup("<section class=\"part only-on-paper\">\n<h2>How to read this</h2>\n");
    meanings(out);
    out.markup("</section>\n");
}

fn meanings(out: &mut Html) {
    let meanings = [
        (
            Verdict::Breached,
            Applies::Yes,
            "As the pilot is described, the condition is not kept, whatever else is true.",
        ),
        (
            Verdict::Contested,
            Applies::Yes,
            "What is said of the pilot does not agree, and the answer turns on who is right.",
        ),
        (
            Verdict::Unstated,
            Applies::Yes,
            "Too little is said of the pilot to tell. Somebody may know; nobody says so here.",
        ),
        (Verdict::Met, Applies::Yes, "As the pilot is described, the condition is kept, whatever else is true."),
        (
            Verdict::Met,
            Applies::Open,
            "The same, but too little is said to tell whether the condition is about such a pilot at all.",
        ),
        (Verdict::NotApplicable, Applies::No, "The condition is not about such a pilot."),
    ];
    out.markup("<dl>");
    for (verdict, applies, meaning) in meanings {
        out.markup("<dt>")
            .markup(mark(VerdictAndScope { verdict, applies }))
            .markup("</dt><dd>")
            .markup(meaning)
            .markup("</dd>");
    }
    out.markup(
        "</dl>\n<p>A condition is a <em>must</em>, a <em>should</em> or something to <em>ask</em>, as those who state it put it. \
         Its code, such as <code>AB-01</code>, is its number within its rule set. \
         What is said of a pilot is <em>claimed</em> by those who run, pay for or promote it, or at second hand; \
         <em>specified</em> in a text that binds them; or <em>observed</em> at first hand by somebody who does not answer for \
         it. A verdict rests <em>on one speaker’s word alone</em> where it would be another one if that speaker were not \
         believed.</p>\n",
    );
}

/// What comes behind the pilots.
pub(super) fn end(
    opening: &RunOpening<'_>,
    ending: &RunEnding,
    pilots: &[PilotRow],
    names: Option<&PageNames>,
    is_long: bool,
) -> Html {
    let mut out = Html::default();
    out.markup("<section class=\"run\">\n");
    whole(opening, ending, &mut out);
    if is_long {
        out.markup(
            "<p>This page is long. <code>brief check --output html=FOLDER/</code> writes a page for each pilot, and one that \
             leads to them.</p>\n",
        );
    }
    diagnostics("Errors", &ending.errors, &mut out);
    diagnostics("Notices", &ending.notices, &mut out);
    if pilots.len() > 1 || names.is_some() && !pilots.is_empty() {
        index(pilots, names, &mut out);
    }
    out.markup("</section>\n");
    table(opening, pilots, names, &mut out);
    key_on_paper(&mut out);
    out
}

/// What comes behind the first sheets of pilots where nothing else does: what is wrong, or is worth knowing.
pub(super) fn end_of_sheets(ending: &RunEnding) -> Html {
    let mut out = Html::default();
    if ending.errors.is_empty() && ending.notices.is_empty() {
        return out;
    }
    out.markup("<section class=\"run\">\n<h2 id=\"_run\" tabindex=\"-1\">What went wrong, or is worth knowing</h2>\n");
    diagnostics("Errors", &ending.errors, &mut out);
    diagnostics("Notices", &ending.notices, &mut out);
    out.markup("</section>\n");
    out
}

/// What came of the run.
fn whole(opening: &RunOpening<'_>, ending: &RunEnding, out: &mut Html) {
    out.markup("<h2 id=\"_run\" tabindex=\"-1\">The run as a whole</h2>\n");
    let (lead, rest) = human::findings(opening.bar, ending);
    out.markup("<p><strong>").text(&lead).markup("</strong> ").text(&rest).markup("</p>\n<ul>");
    for text in human::not_heard(opening.hearing, &ending.unknown_speakers) {
        out.element("<li>", &text, "</li>");
    }
    let told = [
        Some(human::checked(opening, ending)),
        Some(human::verdicts(ending)),
        human::left_out(ending),
        human::counted(ending),
    ];
    for text in told.into_iter().flatten() {
        out.element("<li>", &text, "</li>");
    }
    out.markup("<li>Made by <code>brief</code> ").text(env!("CARGO_PKG_VERSION")).markup(".</li></ul>\n");
}

/// What was wrong, or is worth knowing.
fn diagnostics(heading: &'static str, diagnostics: &[Diagnostic], out: &mut Html) {
    if diagnostics.is_empty() {
        return;
    }
    out.markup("<h3>").markup(heading).markup("</h3>\n<ul>");
    for diagnostic in diagnostics {
        out.markup("<li>");
        if let Some(file) = diagnostic.file.as_deref().map(file_name) {
            let place = diagnostic.place.map_or_else(String::new, |place| format!(":{place}"));
            out.markup("<code>").text(&format!("{file}{place}")).markup("</code>: ");
        }
        out.text(&sentence(&diagnostic.message)).markup("</li>");
    }
    out.markup("</ul>\n");
}

/// The pilots, with how many conditions have which verdict.
fn index(pilots: &[PilotRow], names: Option<&PageNames>, out: &mut Html) {
    out.markup("<h3 id=\"_pilots\">").text(&grouped(pilots.len())).markup(" pilots</h3>\n<ul class=\"index\">");
    for pilot in pilots {
        out.markup("<li>");
        out.markup("<a href=\"")
            .text(&names.map_or_else(String::new, |names| names.address(&pilot.id)))
            .markup("#")
            .text(&pilot.id)
            .markup("\">")
            .text(&pilot.title)
            .markup("</a>");
        out.markup(": ").text(&counts(&pilot.summary)).markup(".</li>");
    }
    out.markup("</ul>\n");
}

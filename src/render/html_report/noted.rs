//! What a document that the pilot cites says besides, though no question asks for it.

use super::{anchor, statement};
use crate::citations::{NotedWords, Registered};
use crate::render::html::Html;
use crate::render::human::ALSO_SAID;
use crate::report::PilotReport;

/// On the first sheet, at most so many are shown.
const MAX_ON_SHEET: usize = 2;

/// Adds, for the first sheet, the first of these words.
pub(super) fn in_short(report: &PilotReport<'_>, out: &mut Html) {
    let noted = report.noted();
    if noted.is_empty() {
        return;
    }
    out.element("<h3>", ALSO_SAID, "</h3>\n<ul>");
    for (document, words) in noted.iter().take(MAX_ON_SHEET) {
        item(report, document, words, out);
    }
    anchor::rest_of_list(&report.pilot.id, "noted", noted.len().saturating_sub(MAX_ON_SHEET), None, out);
    out.markup("</ul>\n");
}

/// Adds the part on them, where there are any.
pub(super) fn part(report: &PilotReport<'_>, out: &mut Html) {
    let noted = report.noted();
    if noted.is_empty() {
        return;
    }
    out.markup("<section class=\"part\">\n<h3 id=\"").text(&anchor::part(&report.pilot.id, "noted")).markup("\">");
    out.element("", ALSO_SAID, "</h3>\n<ul>");
    noted.iter().for_each(|(document, words)| item(report, document, words, out));
    out.markup("</ul>\n</section>\n");
}

fn item(report: &PilotReport<'_>, document: &Registered, words: &NotedWords, out: &mut Html) {
    out.markup("<li>");
    statement::quotation(&words.phrase, out);
    out.markup(", ");
    statement::passage(report.register, &document.id, &words.paragraph, out);
    out.markup(".");
    statement::note(words.note.as_deref(), out);
    out.markup("</li>");
}

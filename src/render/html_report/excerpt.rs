//! Lines of a pilot's file, with what a statement says marked in them.

use crate::pilot::Statement;
use crate::render::html::Html;
use crate::report::PilotReport;
use crate::text::{Span, cut};

/// Of a value over several lines, at most so many are shown.
const MAX_ROWS: usize = 5;

/// The most bytes that are shown of what stands before a mark in its line, in it, and behind it.
const MAX_BYTES: usize = 120;

/// Adds the lines in which a statement stands; also those where its value is written, where that is elsewhere.
pub(super) fn excerpt(report: &PilotReport<'_>, statement: &Statement<'_>, out: &mut Html) {
    out.markup("<pre>");
    rows(report, statement.span, out);
    if let Some(span) = statement.written_at {
        out.markup("\n<i>written at:</i>\n");
        rows(report, span, out);
    }
    out.markup("</pre>");
}

/// Adds the rows of a span, each with its number; before it the row that names the fact, where its value stands below that.
fn rows(report: &PilotReport<'_>, span: Span, out: &mut Html) {
    let lines = report.lines;
    let inside = lines.text().get(span.range()).unwrap_or_default();
    let end = (span.start as usize + inside.trim_end().len()).max(span.start as usize + 1);
    let (first, last) = (lines.row(span.start), lines.row(Span::new(0, end - 1).end));
    let lead = first.checked_sub(1).filter(|row| row_text(report, *row).trim_end().ends_with(':'));
    for row in lead.into_iter().chain((first..=last).take(MAX_ROWS)) {
        if row != lead.unwrap_or(first) {
            out.markup("\n");
        }
        let number = lines.first_line() as usize + row;
        out.markup("<i>").number(number).markup("</i> ");
        let (text, base) = (row_text(report, row), lines.row_range(row).start);
        let from = (span.start as usize).saturating_sub(base);
        let to = end.saturating_sub(base).min(text.len());
        marked(text, from, to, out);
    }
    if last >= first + MAX_ROWS {
        out.markup("\n…");
    }
}

/// The text of a row, without its line break.
fn row_text<'r>(report: &PilotReport<'r>, row: usize) -> &'r str {
    report.lines.text().get(report.lines.row_range(row)).unwrap_or_default().trim_end_matches(['\n', '\r'])
}

/// Adds a row in which these bytes are marked; the whole row without a mark where they are none of it.
fn marked(text: &str, from: usize, to: usize, out: &mut Html) {
    let parts = (text.get(..from), text.get(from..to), text.get(to..));
    let (Some(before), Some(inside), Some(after)) = parts else {
        out.text(head(text));
        return;
    };
    let indent = if from == 0 { inside.len() - inside.trim_start().len() } else { 0 };
    let (white, inside) = inside.split_at(indent);
    if tail(before).len() < before.len() {
        out.markup("…");
    }
    out.text(tail(before)).text(white);
    out.markup("<mark>").text(head(inside)).markup("</mark>");
    if head(inside).len() == inside.len() {
        out.text(head(after));
    }
    if head(inside).len() < inside.len() || head(after).len() < after.len() {
        out.markup("…");
    }
}

/// The beginning of a text, as much as is shown of it.
fn head(text: &str) -> &str {
    text.get(..cut::at_or_before(text, MAX_BYTES)).unwrap_or_default()
}

/// The end of a text, likewise.
fn tail(text: &str) -> &str {
    text.get(cut::at_or_after(text, text.len().saturating_sub(MAX_BYTES))..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(text: &str, from: usize, to: usize) -> String {
        let mut out = Html::default();
        marked(text, from, to, &mut out);
        out.into_string()
    }

    #[test]
    fn a_mark_stands_where_it_should() {
        assert_eq!(row("  a: [x]", 5, 8), "  a: <mark>[x]</mark>");
        assert_eq!(row("    b", 0, 5), "    <mark>b</mark>");
        assert_eq!(row("a", 3, 2), "a");
    }

    #[test]
    fn long_rows_are_cut_between_letters() {
        let long = "é".repeat(500);
        let shown = row(&long, 400, 404);
        assert_eq!(shown, format!("…{}<mark>éé</mark>{}…", "é".repeat(60), "é".repeat(60)));
        assert_eq!(row(&long, 0, 1_000), format!("<mark>{}</mark>…", "é".repeat(60)));
    }
}

//! What is said of a fact: by whom, on what basis, where it can be read, and the lines of the file that say so.

use crate::citations::Register;
use crate::model::vocabulary::Fact;
use crate::pilot::{Paragraph, StatedValue, Statement};
use crate::questions;
use crate::render::html::{Html, link};
use crate::render::human::{AUTHOR, short};
use crate::report::PilotReport;
use crate::text::words::{capital, counted, sentence};

use super::anchor;
use super::numbers::Numbers;
use super::question::answer;

/// The most that is shown of a phrase, of a note or of a name, in characters.
pub(super) const MAX_TEXT: usize = 300;

/// Of one fact, at most so many statements are shown with a result; the part on who says what has them all.
pub(super) const MAX_STATEMENTS: usize = 6;

/// Who makes a statement.
pub(super) fn speaker<'s>(statement: &'s Statement<'_>) -> &'s str {
    statement.by.as_deref().unwrap_or(AUTHOR)
}

/// Adds all that is said of a fact and listened to. The lines of the file stand where each leads.
pub(super) fn all(report: &PilotReport<'_>, fact: &Fact, numbers: &Numbers, out: &mut Html) {
    let heard: Vec<&Statement<'_>> = report.facts.heard(fact.id).collect();
    if heard.is_empty() {
        return;
    }
    let shown = both_sides(&heard, MAX_STATEMENTS);
    out.markup("<ul class=\"said\">");
    for statement in &shown {
        out.markup("<li>");
        words(report, fact, statement, true, out);
        out.markup(" <span class=\"name\">");
        let line = report.lines.place(statement.span.start).line;
        numbers.link(report, statement, &format!("line {line}"), out);
        out.markup("</span></li>");
    }
    out.markup("</ul>");
    if heard.len() > shown.len() {
        out.markup("<p>");
        more(report, heard.len() - shown.len(), out);
        out.markup("</p>");
    }
}

/// A link to the statements that are not shown.
pub(super) fn more(report: &PilotReport<'_>, number: usize, out: &mut Html) {
    anchor::link(
        &anchor::part(&report.pilot.id, "speakers"),
        &format!("{} of it", counted(number, "more statement")),
        out,
    );
}

/// Adds who says it, and who tells of that where it is another.
pub(super) fn by_whom(statement: &Statement<'_>, out: &mut Html) {
    match &statement.by {
        Some(by) => out.markup("according to ").text(&short(by, MAX_TEXT)),
        None => out.markup("says ").text(AUTHOR),
    };
    if let Some(retold) = statement.retold() {
        out.markup(", ").text(&retold.words());
    }
}

/// Adds on what basis it is said.
pub(super) fn basis(statement: &Statement<'_>, out: &mut Html) {
    out.markup(" (").markup(statement.basis.name()).markup(if statement.hedged { ", hedged)" } else { ")" });
}

/// A statement in words: what is said, by whom, and where. Under its speaker's name it goes without that, and has the ids of
/// documents.
pub(super) fn words(report: &PilotReport<'_>, fact: &Fact, statement: &Statement<'_>, by: bool, out: &mut Html) {
    out.element("<b>", &answer(&statement.said, fact), "</b>");
    if by {
        out.markup(", ");
        by_whom(statement, out);
    }
    basis(statement, out);
    in_which_words(report, statement, !by, out);
    note(if by { statement.remark() } else { statement.note.as_deref() }, out);
}

/// A statement of a speaker who is named beside it: what is said, in which words and where.
pub(super) fn in_few_words(report: &PilotReport<'_>, fact: &Fact, statement: &Statement<'_>, out: &mut Html) {
    out.element("<b>", &answer(&statement.said, fact), "</b>");
    in_which_words(report, statement, false, out);
    note(statement.note.as_deref(), out);
}

/// Adds the words of a statement, and where they stand.
fn in_which_words(report: &PilotReport<'_>, statement: &Statement<'_>, with_id: bool, out: &mut Html) {
    if let Some(phrase) = statement.phrase.as_deref() {
        out.markup(": ");
        quotation(phrase, out);
    }
    place(report, statement, with_id, out);
    out.markup(".");
}

/// That somebody was asked, and did not answer; or the words with which somebody speaks of a fact without answering it, and
/// where.
pub(super) fn without_answer(report: &PilotReport<'_>, statement: &Statement<'_>, by: bool, out: &mut Html) {
    let Some(phrase) = statement.phrase.as_deref().filter(|_| statement.speaks_without_answering()) else {
        out.text(&sentence(&questions::without_answer(statement, report.register)));
        note(statement.note.as_deref(), out);
        return;
    };
    if by {
        out.markup("According to ").text(&short(speaker(statement), MAX_TEXT)).markup(": ");
    }
    quotation(phrase, out);
    place(report, statement, !by, out);
    out.markup(".");
    note(statement.note.as_deref(), out);
    out.markup(" <span class=\"soft\">This ").markup(questions::LEAVES_OPEN).markup(".</span>");
}

/// A statement that leaves its question open, for a list of such: who says it, in which words, and the remark on them.
pub(super) fn left_open(report: &PilotReport<'_>, fact: &Fact, statement: &Statement<'_>, out: &mut Html) {
    if statement.said == StatedValue::Unanswered && !statement.speaks_without_answering() {
        out.text(&sentence(&questions::without_answer(statement, report.register)));
    } else {
        out.text(&capital(&short(speaker(statement), MAX_TEXT)));
        if statement.hedged {
            out.markup(", not as settled: ").text(&answer(&statement.said, fact));
        }
        if let Some(phrase) = statement.phrase.as_deref() {
            out.markup(": ");
            quotation(phrase, out);
        }
        out.markup(".");
    }
    note(statement.note.as_deref(), out);
}

/// Adds where a statement can be read.
fn place(report: &PilotReport<'_>, statement: &Statement<'_>, with_id: bool, out: &mut Html) {
    if let Some(document) = statement.document.as_deref() {
        out.markup(", ");
        document_by_title(report.register, document, with_id, out);
        in_paragraph(report.register, document, statement.paragraph.as_ref(), out);
    } else if let Some(paragraph) = &statement.paragraph {
        out.markup(", ").markup(paragraph.noun()).markup(" ").text(&short(&paragraph.to_string(), MAX_TEXT));
    }
    if let Some(date) = statement.date.as_deref() {
        out.markup(", ").text(&short(date, MAX_TEXT));
    }
    if let Some(url) = statement.url.as_deref() {
        out.markup(", ");
        link(url, &short(url, MAX_TEXT), out);
    }
}

/// Adds the remark on a statement or on words that are kept, where there is one.
pub(super) fn note(note: Option<&str>, out: &mut Html) {
    if let Some(note) = note {
        out.markup(" <span class=\"soft\">Note: ").text(&sentence(&short(note, MAX_TEXT))).markup("</span>");
    }
}

/// A phrase between quotation marks.
pub(super) fn quotation(phrase: &str, out: &mut Html) {
    // Not every program that opens a page writes the marks itself.
    out.markup("<q>“").text(&short(phrase, MAX_TEXT)).markup("”</q>");
}

/// A document with the paragraph of it, and where it can be read.
pub(super) fn passage(register: &Register, document: &str, paragraph: &Paragraph<'_>, out: &mut Html) {
    document_by_title(register, document, false, out);
    in_paragraph(register, document, Some(paragraph), out);
}

/// A document by its title, as far as that is known, with its id where that is wanted.
fn document_by_title(register: &Register, document: &str, with_id: bool, out: &mut Html) {
    match register.document(document) {
        Some(known) => {
            out.markup("<cite>");
            match known.url.as_deref() {
                Some(url) => link(url, &known.title, out),
                None => drop(out.text(&known.title)),
            }
            out.markup("</cite>");
            if with_id {
                out.markup(" (<code>").text(document).markup("</code>)");
            }
        }
        None => drop(out.markup("<code>").text(&short(document, MAX_TEXT)).markup("</code>")),
    }
}

fn in_paragraph(register: &Register, document: &str, paragraph: Option<&Paragraph<'_>>, out: &mut Html) {
    let Some(paragraph) = paragraph else { return };
    out.markup(" ").markup(paragraph.noun()).markup(" ").text(&short(&paragraph.to_string(), MAX_TEXT));
    if let Some(part) = register.part(document, paragraph) {
        out.markup(" (").text(&part.name).markup(")");
    }
}

/// At most `room` of some statements, in order: of each thing said the first comes before any second, so that of a dispute
/// both sides are there.
pub(super) fn both_sides<'s, 'p>(all: &[&'s Statement<'p>], room: usize) -> Vec<&'s Statement<'p>> {
    let mut first: Vec<usize> = Vec::new();
    let mut again: Vec<usize> = Vec::new();
    for (at, statement) in all.iter().enumerate() {
        let is_said_before = all.iter().take(at).any(|earlier| earlier.said == statement.said);
        if is_said_before { again.push(at) } else { first.push(at) }
    }
    let mut chosen: Vec<usize> = first.into_iter().chain(again).take(room).collect();
    chosen.sort_unstable();
    chosen.into_iter().filter_map(|at| all.get(at).copied()).collect()
}

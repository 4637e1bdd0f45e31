//! Who says what: all statements of a pilot, by their speakers.

use super::numbers::Numbers;
use super::{anchor, excerpt, question, statement};
use crate::model::vocabulary::Fact;
use crate::pilot::{StatedValue, Statement, fold_speaker};
use crate::render::html::Html;
use crate::render::human::file_name;
use crate::report::PilotReport;
use crate::text::words::{capital, counted};

/// What one speaker says.
struct Speaker<'r> {
    name: &'r str,
    folded: Option<String>,
    statements: Vec<(&'r Fact, &'r Statement<'r>)>,
}

/// The speakers of a pilot, in the order in which the vocabulary first has something that they say.
fn speakers<'r>(report: &'r PilotReport<'_>) -> Vec<Speaker<'r>> {
    let vocabulary = report.facts.vocabulary();
    let mut speakers: Vec<Speaker<'r>> = Vec::new();
    for stated in &report.pilot.facts {
        for statement in &stated.statements {
            let folded = statement.by.as_deref().map(fold_speaker);
            let told = (vocabulary.fact(stated.fact), statement);
            match speakers.iter_mut().find(|known| known.folded == folded) {
                Some(known) => known.statements.push(told),
                None => speakers.push(Speaker { name: statement::speaker(statement), folded, statements: vec![told] }),
            }
        }
    }
    speakers
}

/// Adds the part on who says what.
pub(super) fn part(report: &PilotReport<'_>, numbers: &Numbers, out: &mut Html) {
    out.markup("<h3 id=\"").text(&anchor::part(&report.pilot.id, "speakers")).markup("\">Who says what</h3>");
    where_it_stands(report, out);
    let speakers = speakers(report);
    if speakers.is_empty() {
        out.markup("<p>Nothing is stated of this pilot.</p>");
    }
    for speaker in speakers {
        out.element("<h4>", &capital(speaker.name), "</h4><p class=\"soft\">");
        if speaker.statements.first().is_some_and(|(_, statement)| report.pilot.is_by_owner(statement)) {
            out.markup("Answers for the pilot. ");
        }
        out.text(&counted(speaker.statements.len(), "statement")).markup(".</p><ul class=\"said\">");
        for (fact, statement) in speaker.statements {
            out.markup("<li id=\"")
                .text(&numbers.anchor(report, statement).unwrap_or_default())
                .markup("\" tabindex=\"-1\"><p>");
            question::question(fact, out);
            out.markup("<br>");
            let is_unanswered = statement.said == StatedValue::Unanswered;
            if is_unanswered {
                statement::without_answer(report, statement, false, out);
            } else {
                statement::words(report, fact, statement, false, out);
            }
            if !is_unanswered && !report.facts.heard(fact.id).any(|heard| std::ptr::eq(heard, statement)) {
                out.markup(" <em>It is set aside in this report.</em>");
            }
            out.markup("</p>");
            excerpt::excerpt(report, statement, out);
            out.markup("</li>");
        }
        out.markup("</ul>");
    }
}

/// Adds the file that the lines of this part are of, and what the pilot is called there.
fn where_it_stands(report: &PilotReport<'_>, out: &mut Html) {
    out.markup("<p class=\"soft\">Lines are those of the pilot <code>").text(&report.pilot.id).markup("</code>, in ");
    out.text(file_name(report.file));
    if report.document > 0 {
        out.markup(" from line ").number(report.lines.place(report.pilot.id_span.start).line as usize).markup(" on");
    }
    out.markup(".</p>");
}

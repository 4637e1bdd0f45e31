//! What `brief questions` shows: the questions that a pilot leaves, as text, Markdown, JSON or a table.

use std::fmt::Write as _;

use super::human::{not_heard, value};
use super::markup::escaped;
use super::{DisplayOptions, json as wire, table, wrapped};
use crate::model::Why;
use crate::pilot::Statement;
use crate::questions::{Letter, OpenRule, Question, Questions, asked};
use crate::report::{PilotReport, RunEnding};
use crate::text::words;

/// For a person at a terminal.
#[must_use]
pub fn human(report: &PilotReport<'_>, questions: &Questions<'_>, look: DisplayOptions) -> String {
    let mut out = fill(&format!("{} ({})", report.pilot.title, report.pilot.id), "", look);
    out.push_str(&fill(&opening(questions), "", look));
    for text in not_heard(report.facts.hearing(), &[]) {
        out.push_str(&fill(&text, "", look));
    }
    for (number, question) in (1..).zip(&questions.questions) {
        out.push('\n');
        out.push_str(&fill(&format!("{number}. {}", question.fact.ask), "", look));
        let mut about = vec![format!("{}: {}", question.fact.path, why(report, question))];
        about.extend(statement_lines(report, question));
        about.push(turning(question));
        for line in about {
            out.push_str(&fill(&line, "   ", look));
        }
    }
    if !questions.open.is_empty() {
        out.push_str("\nThe fewest answers that could decide each open rule:\n");
        for open in &questions.open {
            out.push_str(&fill(&deciding(open), "   ", look));
        }
    }
    out
}

/// Text wrapped; lines after the first hang by three.
fn fill(text: &str, indent: &str, look: DisplayOptions) -> String {
    wrapped(text, indent.len(), 3, look)
}

fn opening(questions: &Questions<'_>) -> String {
    match (questions.questions.len(), questions.open.len()) {
        (0, _) => "No rule is open: there is nothing to ask.".to_owned(),
        (some, open) => {
            let verb = if open == 1 { "turns" } else { "turn" };
            format!("{} on which {} {verb}.", words::counted(some, "question"), words::counted(open, "open rule"))
        }
    }
}

fn why(report: &PilotReport<'_>, question: &Question<'_>) -> &'static str {
    match question.why {
        Why::Unstated if report.pilot.statements(question.fact.id).is_empty() => "nothing is stated of it",
        Why::Unstated => "what is stated of it is set aside",
        Why::Unanswered => "it was asked for, and not answered",
        Why::PartlyStated => "it is stated only in part",
        Why::Contested => "what is stated of it does not agree",
    }
}

/// What is said of the fact so far, a line a statement.
fn statement_lines<'r>(report: &'r PilotReport<'_>, question: &'r Question<'_>) -> impl Iterator<Item = String> + 'r {
    let place = |statement: &Statement<'_>| report.lines.place(statement.span.start);
    let says = move |statement: &Statement<'_>, says: &str| {
        let by = statement.by.as_deref().unwrap_or("this file");
        let (value, basis) = (value(&statement.said, question.fact), statement.basis.name());
        format!("{by} {says}: {value} ({basis}; {}:{})", report.file, place(statement))
    };
    let heard = question.statements.iter().map(move |statement| says(statement, "says"));
    let unanswered = question
        .unanswered
        .iter()
        .map(move |statement| format!("{} ({}:{})", asked(statement), report.file, place(statement)));
    let hedged = question.hedged.iter().map(move |one| says(one, "says, hedged, so that it does not count"));
    heard.chain(unanswered).chain(hedged)
}

fn turning(question: &Question<'_>) -> String {
    let ids: Vec<&str> = question.rules.iter().map(|rule| rule.id.as_str()).collect();
    let musts = match (question.musts(), ids.len()) {
        (0, _) => String::new(),
        (1, 1) => ", a must".to_owned(),
        (musts, _) => format!(", {musts} of them a must"),
    };
    format!("{}{musts}: {}", words::counted(ids.len(), "rule"), ids.join(", "))
}

fn deciding(open: &OpenRule<'_>) -> String {
    let facts = match &open.decided_by {
        Ok(facts) => words::listed(&facts.iter().map(|fact| fact.path.as_str()).collect::<Vec<_>>(), "and"),
        Err(exceeded) => format!("not known: {exceeded}"),
    };
    format!("{}: {facts}", open.rule.id)
}

/// A part of a Markdown document.
#[must_use]
pub fn markdown(report: &PilotReport<'_>, questions: &Questions<'_>) -> String {
    let mut out = format!("# {}\n\n`{}`. {}\n", escaped(&report.pilot.title), report.pilot.id, opening(questions));
    for text in not_heard(report.facts.hearing(), &[]) {
        let _ = writeln!(out, "\n{}", escaped(&text));
    }
    for (number, question) in (1..).zip(&questions.questions) {
        // A text takes whatever is written to it.
        let _ = write!(
            out,
            "\n{number}. **{}**\n\n   `{}`: {}.\n",
            escaped(&question.fact.ask),
            question.fact.path,
            why(report, question)
        );
        for line in statement_lines(report, question) {
            let _ = writeln!(out, "   - {}", escaped(&line));
        }
        let _ = writeln!(out, "   - {}", escaped(&turning(question)));
    }
    if !questions.open.is_empty() {
        out.push_str(
            "\n## The fewest answers that could decide each open rule\n\n| rule | stated by | facts |\n|---|---|---|\n",
        );
        for open in &questions.open {
            let facts = match &open.decided_by {
                Ok(facts) => facts.iter().map(|fact| format!("`{}`", fact.path)).collect::<Vec<_>>().join(", "),
                Err(exceeded) => format!("not known: {exceeded}"),
            };
            let _ = writeln!(
                out,
                "| {}: {} | {} | {facts} |",
                open.rule.id,
                escaped(&open.rule.title),
                escaped(&open.rule.by)
            );
        }
    }
    out
}

/// The beginning of the JSON form.
#[must_use]
pub fn begin_json() -> String {
    "{\"format\":1,\"pilots\":[\n".to_owned()
}

/// The end of the JSON form.
#[must_use]
pub fn end_json(ending: &RunEnding) -> String {
    format!(
        "\n],\"errors\":{},\"notices\":{}}}\n",
        wire::diagnostics(&ending.errors),
        wire::diagnostics(&ending.notices)
    )
}

/// The first line of the table.
pub const CSV_HEAD: &str = "pilot,number,question,fact,why,musts,rules\r\n";

/// The lines of the table for one pilot (RFC 4180).
#[must_use]
pub fn csv(report: &PilotReport<'_>, questions: &Questions<'_>) -> String {
    let mut out = String::new();
    for (number, question) in (1..).zip(&questions.questions) {
        let rules = question.rules.iter().map(|rule| rule.id.as_str()).collect::<Vec<_>>().join(" ");
        let cells = [
            report.pilot.id.to_string(),
            number.to_string(),
            question.fact.ask.clone(),
            question.fact.path.clone(),
            question.why.name().to_owned(),
            question.musts().to_string(),
            rules,
        ];
        out.push_str(&table::row(cells));
    }
    out
}

/// A letter, with the address that opens it as a request where one is wanted.
#[must_use]
pub fn letter(letter: &Letter, link: Option<&str>) -> String {
    match link {
        Some(link) => format!("{link}\n"),
        None => format!("Subject: {}\n\n{}", letter.title, letter.text),
    }
}

//! The form for editors and for programs that read what compilers write: a line each for what must be looked at,
//! `file:line:column: verdict RULE: title`.

use super::human::{self, file_name};
use super::reasons::wants_a_look;
use super::result_in_words::place;
use super::{Format, Renderer};
use crate::model::diagnostic::Diagnostic;
use crate::report::{Detail, PilotReport, ResultStanding, RuleResult, RunEnding, RunOpening};
use crate::text::words::harmless;

/// The form of one line each.
pub(super) const FORMAT: Format = Format {
    name: "line",
    what: "A line a finding, error or notice, for editors",
    detail: Detail::Reasons,
    quiet: None,
    summary: false,
    make: |_| Box::new(Line),
};

/// Writes reports in lines.
#[derive(Debug)]
struct Line;

fn result(report: &PilotReport<'_>, result: &RuleResult<'_>) -> String {
    let (at, verdict, rule) = (place(report, result), result.decision.verdict.name(), result.rule);
    let standing = match (result.waived.as_ref().map(human::waiver), result.standing()) {
        (Some((lead, text)), _) => format!(" ({lead} {text})"),
        (None, ResultStanding::Known) => " (in the baseline)".to_owned(),
        (None, ResultStanding::Below) => " (not counted)".to_owned(),
        (None, _) => String::new(),
    };
    let file = file_name(report.file);
    line(&format!("{file}:{}:{}: {verdict} {}: {}{standing}", at.line, at.column, rule.id, rule.title))
}

fn diagnostic_line(severity: &str, diagnostic: &Diagnostic) -> String {
    let file = diagnostic.file.as_deref().map_or("brief", file_name);
    let place = diagnostic.place.map_or_else(String::new, |place| format!("{}:{}:", place.line, place.column));
    line(&format!("{file}:{place} {severity}: {}", diagnostic.message))
}

/// What an input holds makes no line of its own.
fn line(text: &str) -> String {
    harmless(text) + "\n"
}

impl Renderer for Line {
    fn begin(&self, _: &RunOpening<'_>) -> String {
        String::new()
    }

    fn pilot(&self, report: &PilotReport<'_>) -> String {
        report.results.iter().filter(|one| wants_a_look(one)).map(|one| result(report, one)).collect()
    }

    fn end(&self, _: &RunOpening<'_>, ending: &RunEnding) -> String {
        let errors = ending.errors.iter().map(|error| diagnostic_line("error", error));
        errors.chain(ending.notices.iter().map(|notice| diagnostic_line("notice", notice))).collect()
    }
}

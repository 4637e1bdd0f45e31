//! The JSON form: format 1. Its types are those of `answers/check.rs`, from which its schema is derived; it is written in
//! pieces, as a report of many pilots is long.

mod result;

use std::io;

pub(super) use result::Rules;
use serde::Serialize;

use super::{DisplayOptions, Format, Out, Renderer};
use crate::answers::DiagnosticAnswer;
use crate::answers::check::{CheckHead, PilotHead, SummaryAnswer};
use crate::model::diagnostic::Diagnostic;
use crate::report::{Detail, PilotReport, RunEnding, RunOpening};
use crate::text::words;

/// The JSON form.
pub(super) const FORMAT: Format = Format {
    name: "json",
    what: "One JSON object",
    detail: Detail::Reasons,
    quiet: Some(Detail::Verdicts),
    summary: false,
    make: |look| Box::new(Json::new(look)),
};

/// Most results take fewer bytes than this, on the whole.
pub(super) const RESULT: usize = 1024;

/// Writes reports as one JSON object.
#[derive(Debug)]
pub struct Json {
    look: DisplayOptions,
    rules: Rules,
}

impl Json {
    /// A renderer; only `quiet` of the look matters.
    #[must_use]
    pub fn new(look: DisplayOptions) -> Self {
        Self { look, rules: Rules::default() }
    }

    /// One pilot; `keep` says that what is repeated may be kept.
    fn write_pilot(
        &self,
        report: &PilotReport<'_>,
        keep: bool,
        out: &mut impl FnMut(&str) -> io::Result<()>,
    ) -> io::Result<()> {
        let head = text(&PilotHead {
            id: &report.pilot.id,
            title: &report.pilot.title,
            file: report.file,
            document: report.document,
        });
        out(head.strip_suffix('}').unwrap_or(&head))?;
        out(",\"results\":[")?;
        let mut results = self.rules.results(report, keep);
        let shown = if self.look.quiet { &[] } else { report.results.as_slice() };
        for (at, result) in shown.iter().enumerate() {
            out(if at == 0 { "{" } else { ",{" })?;
            results.write(result, out)?;
            out("}")?;
        }
        out("],\"summary\":")?;
        out(&text(&SummaryAnswer::new(&report.summary)))?;
        out("}")
    }
}

/// A text of about so many bytes, from its pieces.
pub(super) fn written(bytes: usize, write: impl FnOnce(&mut String) -> io::Result<()>) -> String {
    let mut text = String::with_capacity(bytes);
    // A text takes everything.
    write(&mut text).map_or_else(|_| String::new(), |()| text)
}

/// Adds pieces to a text.
pub(super) fn adding(text: &mut String) -> impl FnMut(&str) -> io::Result<()> {
    |piece| {
        text.push_str(piece);
        Ok(())
    }
}

/// One part as text. None of our types can fail to be written.
pub(super) fn text<T: Serialize>(part: &T) -> String {
    words::safe_json(serde_json::to_string(part).unwrap_or_default())
}

impl Renderer for Json {
    fn begin(&self, opening: &RunOpening<'_>) -> String {
        self.rules.begin(opening);
        let head = text(&CheckHead::new(opening));
        format!("{},\"pilots\":[\n", head.strip_suffix('}').unwrap_or(&head))
    }

    fn pilot(&self, report: &PilotReport<'_>) -> String {
        let results = if self.look.quiet { 0 } else { report.results.len() };
        let pilot = |text: &mut String| self.write_pilot(report, true, &mut adding(text));
        written((results + 1) * RESULT, pilot)
    }

    fn write(&self, report: &PilotReport<'_>, mut out: Out<'_>) -> io::Result<()> {
        self.write_pilot(report, false, &mut out)
    }

    fn in_pieces(&self) -> bool {
        true
    }

    fn between(&self) -> &'static str {
        ",\n"
    }

    fn end(&self, _: &RunOpening<'_>, ending: &RunEnding) -> String {
        let (errors, notices) = (diagnostics(&ending.errors), diagnostics(&ending.notices));
        format!("\n]{},\"errors\":{errors},\"notices\":{notices}}}\n", left_out(ending))
    }
}

/// The key that says what was left out of folders; none where nothing was.
fn left_out(ending: &RunEnding) -> String {
    if ending.left_out.is_any() { format!(",\"left_out\":{}", text(&ending.left_out)) } else { String::new() }
}

/// Diagnostics, as JSON.
pub(super) fn diagnostics(diagnostics: &[Diagnostic]) -> String {
    text(&diagnostics.iter().map(DiagnosticAnswer::from).collect::<Vec<_>>())
}

//! The JSON form: format 1. Its types are its own; the reference and the schema describe them.

mod result;
mod statement;

use std::fmt::Write as _;
use std::io;

pub(super) use result::Rules;
use serde::Serialize;
pub(super) use statement::{stated, statements_of};

use super::{DisplayOptions, Format, Out, Renderer};
use crate::model::Verdict;
use crate::model::diagnostic::{Diagnostic, Fix, RelatedPlace, TextEdit};
use crate::report::{Detail, PilotReport, RunEnding, RunOpening, Summary};
use crate::text::words;

/// The JSON form.
pub(super) const FORMAT: Format = Format {
    name: "json",
    what: "One JSON object",
    detail: Detail::Reasons,
    quiet: true,
    summary: false,
    make: |look| Box::new(Json::new(look)),
};

/// About as many bytes as a result takes.
pub(super) const RESULT: usize = 768;

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
    fn put(
        &self,
        report: &PilotReport<'_>,
        keep: bool,
        out: &mut impl FnMut(&str) -> io::Result<()>,
    ) -> io::Result<()> {
        let head = text(&Pilot {
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
        out(&text(&counts(&report.summary)))?;
        out("}")
    }
}

/// What a run was asked to do.
#[derive(Serialize)]
pub(super) struct Head<'r> {
    format: u32,
    tool: Tool,
    today: String,
    basis: Option<&'static str>,
    without: &'r [String],
    rulesets: Vec<Set<'r>>,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct Set<'r> {
    ruleset: &'r str,
    title: &'r str,
    issued_by: &'r [String],
    rules: usize,
}

/// The keys of a pilot before those of its results and its summary.
#[derive(Serialize)]
struct Pilot<'r> {
    #[serde(rename = "pilot")]
    id: &'r str,
    title: &'r str,
    file: &'r str,
    document: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Counts {
    met: usize,
    breached: usize,
    contested: usize,
    unstated: usize,
    not_applicable: usize,
}

/// An error or a notice.
#[derive(Serialize)]
pub(super) struct JsonDiagnostic<'r> {
    file: Option<&'r str>,
    line: Option<u32>,
    column: Option<u32>,
    end_line: Option<u32>,
    end_column: Option<u32>,
    code: &'static str,
    message: &'r str,
    related: Vec<JsonRelated<'r>>,
    fixes: Vec<JsonFix<'r>>,
}

/// Another place that has to do with an error or a notice.
#[derive(Serialize)]
struct JsonRelated<'r> {
    file: &'r str,
    line: u32,
    column: u32,
    end_line: Option<u32>,
    end_column: Option<u32>,
    message: &'r str,
}

/// A way to mend what is wrong.
#[derive(Serialize)]
struct JsonFix<'r> {
    title: &'r str,
    edits: Vec<JsonEdit<'r>>,
}

/// A stretch of the file, with the text that is to stand in its place.
#[derive(Serialize)]
struct JsonEdit<'r> {
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
    new_text: &'r str,
}

/// A text of about so many bytes, from its pieces.
pub(super) fn whole(bytes: usize, write: impl FnOnce(Out<'_>) -> io::Result<()>) -> String {
    let mut text = String::with_capacity(bytes);
    let written = write(&mut |piece| {
        text.push_str(piece);
        Ok(())
    });
    // A text takes everything.
    written.map_or_else(|_| String::new(), |()| text)
}

/// One part as text. None of our types can fail to be written.
pub(super) fn text<T: Serialize>(part: &T) -> String {
    escaped(serde_json::to_string(part).unwrap_or_default())
}

/// JSON in which the control characters that JSON itself lets stand are escaped too: the text may go to a terminal.
pub(super) fn escaped(json: String) -> String {
    let acts = |c: char| c > '~' && words::harmless_char(c).is_some();
    if json.is_ascii() && !json.contains('\u{7f}') || !json.contains(acts) {
        return json;
    }
    let mut out = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        if acts(c) {
            // All of them stand in the first plane, so that one unit is enough.
            let _ = write!(out, "\\u{:04x}", c as u32);
        } else {
            out.push(c);
        }
    }
    out
}

impl Renderer for Json {
    fn begin(&self, opening: &RunOpening<'_>) -> String {
        self.rules.begin(opening);
        let head = text(&head(opening));
        format!("{},\"pilots\":[\n", head.strip_suffix('}').unwrap_or(&head))
    }

    fn pilot(&self, report: &PilotReport<'_>) -> String {
        let results = if self.look.quiet { 0 } else { report.results.len() };
        whole((results + 1) * RESULT, |mut out| self.put(report, true, &mut out))
    }

    fn write(&self, report: &PilotReport<'_>, mut out: Out<'_>) -> io::Result<()> {
        self.put(report, false, &mut out)
    }

    fn in_pieces(&self) -> bool {
        true
    }

    fn between(&self) -> &'static str {
        ",\n"
    }

    fn end(&self, _: &RunOpening<'_>, ending: &RunEnding) -> String {
        format!("\n],\"errors\":{},\"notices\":{}}}\n", told_as_json(&ending.errors), told_as_json(&ending.notices))
    }
}

/// What a run was asked to do.
pub(super) fn head<'r>(opening: &'r RunOpening<'_>) -> Head<'r> {
    let sets = opening.sets.iter().map(|of| Set {
        ruleset: &of.set.set.id,
        title: &of.set.set.title,
        issued_by: &of.set.set.issued_by,
        rules: of.rules.len(),
    });
    Head {
        format: 1,
        tool: Tool { name: "brief", version: env!("CARGO_PKG_VERSION") },
        today: opening.today.to_string(),
        basis: opening.hearing.least.map(crate::model::Basis::name),
        without: &opening.hearing.without,
        rulesets: sets.collect(),
    }
}

pub(super) fn counts(summary: &Summary) -> Counts {
    Counts {
        met: summary.of(Verdict::Met),
        breached: summary.of(Verdict::Breached),
        contested: summary.of(Verdict::Contested),
        unstated: summary.of(Verdict::Unstated),
        not_applicable: summary.of(Verdict::NotApplicable),
    }
}

pub(super) fn told(diagnostic: &Diagnostic) -> JsonDiagnostic<'_> {
    JsonDiagnostic {
        code: diagnostic.code.name(),
        file: diagnostic.file.as_deref(),
        line: diagnostic.place.map(|place| place.line),
        column: diagnostic.place.map(|place| place.column),
        end_line: diagnostic.end.map(|end| end.line),
        end_column: diagnostic.end.map(|end| end.column),
        message: &diagnostic.message,
        related: diagnostic.related.iter().map(related).collect(),
        fixes: diagnostic.fixes.iter().map(fix).collect(),
    }
}

fn related(related: &RelatedPlace) -> JsonRelated<'_> {
    JsonRelated {
        file: &related.file,
        line: related.place.line,
        column: related.place.column,
        end_line: related.end.map(|end| end.line),
        end_column: related.end.map(|end| end.column),
        message: &related.message,
    }
}

fn fix(fix: &Fix) -> JsonFix<'_> {
    JsonFix { title: &fix.title, edits: fix.edits.iter().map(edit).collect() }
}

fn edit(edit: &TextEdit) -> JsonEdit<'_> {
    let TextEdit { start, end, new_text, .. } = edit;
    JsonEdit { line: start.line, column: start.column, end_line: end.line, end_column: end.column, new_text }
}

/// Diagnostics, as values of JSON.
pub(super) fn told_values(diagnostics: &[Diagnostic]) -> serde_json::Value {
    serde_json::to_value(diagnostics.iter().map(told).collect::<Vec<_>>()).unwrap_or_default()
}

/// Diagnostics, as JSON.
pub(super) fn told_as_json(diagnostics: &[Diagnostic]) -> String {
    text(&diagnostics.iter().map(told).collect::<Vec<_>>())
}

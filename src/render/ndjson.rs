//! The JSON form in lines: each is one JSON object, written as soon as it is known, so that a reader need not wait for
//! the whole. `type` says what a line is. The last line is the only one of type `end`: a stream without it was cut off.

use std::io;

use serde::Serialize;

use super::json::{self, Rules, text};
use super::{DisplayOptions, Format, Out, Renderer};
use crate::answers::DiagnosticAnswer;
use crate::answers::check::{CheckHead, SummaryAnswer};
use crate::report::{Detail, LeftOutCount, PilotReport, RunEnding, RunOpening};

/// The JSON form in lines.
pub(super) const FORMAT: Format = Format {
    name: "ndjson",
    what: "JSON, a line for each result",
    detail: Detail::Reasons,
    quiet: Some(Detail::Verdicts),
    summary: false,
    make: |look| Box::new(NdJson::new(look)),
};

/// Writes reports as lines of JSON.
#[derive(Debug)]
pub struct NdJson {
    quiet: bool,
    rules: Rules,
}

impl NdJson {
    /// A renderer; only `quiet` of the look matters.
    #[must_use]
    pub fn new(look: DisplayOptions) -> Self {
        Self { quiet: look.quiet, rules: Rules::default() }
    }

    /// The lines of one pilot; `keep` says that what is repeated may be kept.
    fn write_pilot(
        &self,
        report: &PilotReport<'_>,
        keep: bool,
        out: &mut impl FnMut(&str) -> io::Result<()>,
    ) -> io::Result<()> {
        let (pilot, file, document) = (report.pilot.id.as_ref(), report.file, report.document);
        let head = text(&Line::Result(OfPilot { pilot, file, document }));
        let head = head.strip_suffix('}').unwrap_or(&head);
        let mut results = self.rules.results(report, keep);
        for result in if self.quiet { &[] } else { report.results.as_slice() } {
            out(head)?;
            out(",")?;
            results.write(result, out)?;
            out("}\n")?;
        }
        let (title, summary) = (report.pilot.title.as_ref(), SummaryAnswer::new(&report.summary));
        out(&line(&Line::Pilot(Pilot { id: pilot, title, file, document, summary })))
    }
}

/// A line. What it holds has the keys that it has in the JSON form.
#[derive(Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum Line<'r> {
    Run(CheckHead<'r>),
    Result(OfPilot<'r>),
    Pilot(Pilot<'r>),
    Error(DiagnosticAnswer),
    Notice(DiagnosticAnswer),
    End(End),
}

/// The keys of a result before those that it has in the JSON form.
#[derive(Serialize)]
struct OfPilot<'r> {
    pilot: &'r str,
    file: &'r str,
    document: usize,
}

#[derive(Serialize)]
struct Pilot<'r> {
    #[serde(rename = "pilot")]
    id: &'r str,
    title: &'r str,
    file: &'r str,
    document: usize,
    summary: SummaryAnswer,
}

/// The run as a whole.
#[derive(Serialize)]
struct End {
    pilots: usize,
    summary: SummaryAnswer,
    findings: usize,
    waived: usize,
    known: usize,
    errors: usize,
    notices: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    left_out: Option<LeftOutCount>,
    exit_status: u8,
}

fn line(line: &Line<'_>) -> String {
    text(line) + "\n"
}

impl Renderer for NdJson {
    fn begin(&self, opening: &RunOpening<'_>) -> String {
        self.rules.begin(opening);
        line(&Line::Run(CheckHead::new(opening)))
    }

    fn pilot(&self, report: &PilotReport<'_>) -> String {
        let results = if self.quiet { 0 } else { report.results.len() };
        let pilot = |text: &mut String| self.write_pilot(report, true, &mut json::adding(text));
        json::written((results + 1) * (json::RESULT + report.file.len()), pilot)
    }

    fn write(&self, report: &PilotReport<'_>, mut out: Out<'_>) -> io::Result<()> {
        self.write_pilot(report, false, &mut out)
    }

    fn in_pieces(&self) -> bool {
        true
    }

    fn end(&self, _: &RunOpening<'_>, ending: &RunEnding) -> String {
        let errors = ending.errors.iter().map(|one| line(&Line::Error(one.into())));
        let notices = ending.notices.iter().map(|one| line(&Line::Notice(one.into())));
        let mut lines: String = errors.chain(notices).collect();
        lines.push_str(&line(&Line::End(End {
            pilots: ending.pilots,
            summary: SummaryAnswer::new(&ending.summary),
            findings: ending.findings,
            waived: ending.waived,
            known: ending.known,
            errors: ending.errors.len(),
            notices: ending.notices.len(),
            left_out: ending.left_out.is_any().then_some(ending.left_out),
            exit_status: ending.exit_status(),
        })));
        lines
    }
}

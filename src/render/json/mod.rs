//! The JSON form: format 1. Its types are its own; the reference and the schema describe them.

mod result;

use std::io;

pub(super) use result::Rules;
use serde::Serialize;

use super::{DisplayOptions, Format, Out, Renderer};
use crate::answers::DiagnosticAnswer;
use crate::model::Verdict;
use crate::model::diagnostic::Diagnostic;
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
    vocabularies: Vec<VocabularyHead<'r>>,
}

/// A vocabulary of the run: one that is extended, or the one in force.
#[derive(Serialize)]
struct VocabularyHead<'r> {
    vocabulary: &'r str,
    title: &'r str,
    sha256: &'r str,
    facts: usize,
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
    /// How many of those that are met may turn out not to apply: they are among them.
    met_if_it_applies: usize,
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
    words::safe_json(serde_json::to_string(part).unwrap_or_default())
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
        let (errors, notices) = (diagnostics(&ending.errors), diagnostics(&ending.notices));
        format!("\n]{},\"errors\":{errors},\"notices\":{notices}}}\n", left_out(ending))
    }
}

/// The key that says what was left out of folders; none where nothing was.
fn left_out(ending: &RunEnding) -> String {
    if ending.left_out.is_any() { format!(",\"left_out\":{}", text(&ending.left_out)) } else { String::new() }
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
        vocabularies: opening
            .vocabulary
            .parts()
            .iter()
            .map(|part| VocabularyHead {
                vocabulary: &part.id,
                title: &part.title,
                sha256: &part.sha256,
                facts: part.facts,
            })
            .collect(),
    }
}

pub(super) fn counts(summary: &Summary) -> Counts {
    Counts {
        met: summary.of(Verdict::Met),
        breached: summary.of(Verdict::Breached),
        contested: summary.of(Verdict::Contested),
        unstated: summary.of(Verdict::Unstated),
        not_applicable: summary.of(Verdict::NotApplicable),
        met_if_it_applies: summary.met_if_it_applies(),
    }
}

/// Diagnostics, as JSON.
pub(super) fn diagnostics(diagnostics: &[Diagnostic]) -> String {
    text(&diagnostics.iter().map(DiagnosticAnswer::from).collect::<Vec<_>>())
}

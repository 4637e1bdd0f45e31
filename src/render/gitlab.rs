//! The form for GitLab: a Code Quality report, a JSON array with an entry for each result that somebody should look at.
//!
//! GitLab knows no waiver and no baseline: what is waived or known stays, with words that say so, at the least severity.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::address;
use super::reasons::{Reasons, in_force, one_line, plain, wants_a_look};
use super::{Format, Renderer, Workspace};
use crate::model::Force;
use crate::model::diagnostic::{Diagnostic, Severity};
use crate::report::{Detail, Finding, PilotReport, ResultStanding, RuleResult, RunEnding, RunOpening};
use crate::text::words::safe_json;

/// The form for GitLab.
pub(super) const FORMAT: Format = Format {
    name: "gitlab",
    what: "A Code Quality report for GitLab",
    detail: Detail::Reasons,
    quiet: None,
    summary: false,
    make: |look| Box::new(GitLab { workspace: look.workspace, ..GitLab::default() }),
};

/// Writes reports for GitLab.
#[derive(Debug, Default)]
struct GitLab {
    workspace: Option<&'static Workspace>,
    /// Whether an entry was written, so that a comma must come before the next.
    begun: AtomicBool,
}

#[derive(Serialize)]
struct Entry<'r> {
    description: String,
    check_name: &'r str,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<u32>,
}

fn text(entry: &Entry<'_>) -> String {
    safe_json(serde_json::to_string(entry).unwrap_or_default())
}

/// How severe a result is: by the force of its rule, one step less below the bar, and least where it is waived or known.
fn severity(result: &RuleResult<'_>) -> &'static str {
    if in_force(result).is_some() {
        return "info";
    }
    match (result.standing(), result.rule.force) {
        (ResultStanding::Finding, Force::Must) => "critical",
        (ResultStanding::Finding, Force::Should) | (ResultStanding::Below, Force::Must) => "major",
        (ResultStanding::Finding, Force::Ask) | (ResultStanding::Below, Force::Should) => "minor",
        (ResultStanding::Below, Force::Ask) | (ResultStanding::Waived | ResultStanding::Known, _) => "info",
    }
}

fn entry(report: &PilotReport<'_>, result: &RuleResult<'_>, workspace: Option<&Workspace>) -> String {
    let reasons = Reasons::new(report, result);
    let (from, to) = super::ends(report.lines, reasons.place());
    text(&Entry {
        description: format!("{}: {}", result.rule.id, plain(&reasons.sentences(), " ")),
        check_name: &result.rule.id,
        fingerprint: Finding::from_result(report, result).fingerprint(),
        severity: severity(result),
        location: Location {
            path: path(report.file, workspace),
            lines: Lines { begin: from.line, end: (to.line > from.line).then_some(to.line) },
        },
    })
}

/// The file of an entry; what is read from standard input has a name that stands for it.
fn path(file: &str, workspace: Option<&Workspace>) -> String {
    if file == "-" { address::STANDARD_INPUT.to_owned() } else { address::path(file, workspace) }
}

/// The entries of errors and notices. What belongs to no file is told of the project as a whole, if it is an error.
fn diagnostic_entries<'d>(
    diagnostics: impl Iterator<Item = &'d Diagnostic>,
    workspace: Option<&Workspace>,
) -> Vec<String> {
    // The same may be wrong in one file more than once; the second is told from the first by its number.
    let mut before: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut entries = Vec::new();
    for diagnostic in diagnostics {
        let (check_name, severity) = match diagnostic.severity {
            Severity::Error => ("error", "blocker"),
            Severity::Notice => ("notice", "info"),
        };
        if diagnostic.file.is_none() && diagnostic.severity == Severity::Notice {
            continue;
        }
        let file = diagnostic.file.as_deref().unwrap_or(".");
        let count = before.entry((file, &diagnostic.message)).or_default();
        *count += 1;
        let mut hash = Sha256::new();
        for part in [check_name, file, &diagnostic.message, &count.to_string()] {
            hash.update(part.as_bytes());
            hash.update([0]);
        }
        entries.push(text(&Entry {
            description: one_line(&diagnostic.message),
            check_name,
            fingerprint: format!("{:x}", hash.finalize()),
            severity,
            location: Location {
                path: path(file, workspace),
                lines: Lines { begin: diagnostic.place.map_or(1, |place| place.line), end: None },
            },
        }));
    }
    entries
}

impl Renderer for GitLab {
    fn begin(&self, _: &RunOpening<'_>) -> String {
        "[\n".to_owned()
    }

    fn pilot(&self, report: &PilotReport<'_>) -> String {
        let shown = report.results.iter().filter(|result| wants_a_look(result));
        shown.map(|result| entry(report, result, self.workspace)).collect::<Vec<_>>().join(",\n")
    }

    fn between(&self) -> &'static str {
        ",\n"
    }

    fn take(&self, part: String) -> String {
        self.begun.fetch_or(!part.is_empty(), Ordering::Relaxed);
        part
    }

    fn end(&self, _: &RunOpening<'_>, ending: &RunEnding) -> String {
        let entries = diagnostic_entries(ending.errors.iter().chain(&ending.notices), self.workspace);
        let comma = if self.begun.load(Ordering::Relaxed) && !entries.is_empty() { ",\n" } else { "" };
        format!("{comma}{}\n]\n", entries.join(",\n"))
    }

    /// There is no summary, and what belongs to no file has no place; a job's log tells all of it.
    fn tells(&self) -> bool {
        false
    }
}

//! Diagnostics and findings as the protocol has them.

use std::path::Path;

use gen_lsp_types::{Code, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location, Range};
use watching_brief::editor::{FailingTest, FileView, ShownFinding};
use watching_brief::model::Force;
use watching_brief::model::diagnostic::{self, RelatedPlace, Severity};
use watching_brief::text::{Place, names};

use super::position::Positions;

/// Finds the location of a place of any file.
pub type Locate<'l> = &'l dyn Fn(&Path, Place, Option<Place>) -> Location;

/// What a file is told in, with the locations of other files.
#[derive(Clone, Copy)]
pub struct Notes<'n> {
    pub positions: &'n Positions<'n>,
    pub locate: Locate<'n>,
    /// Whether the editor shows other places.
    pub related: bool,
}

impl Notes<'_> {
    /// All that is to be shown of a file, with its findings where these are wanted.
    pub fn of_view(&self, view: &FileView, findings: bool) -> Vec<Diagnostic> {
        let unchecked = view.unchecked.iter().map(|wrong| self.unchecked(wrong));
        let found = view.findings.iter().filter(|_| findings).map(|finding| self.finding(finding));
        let mut all: Vec<Diagnostic> = view.diagnostics.iter().map(|told| self.diagnostic(told)).collect();
        all.extend(view.failing_tests.iter().map(|test| self.failing_test(test)));
        all.extend(unchecked);
        all.extend(found);
        all
    }

    /// What is wrong with the file, or worth knowing.
    pub fn diagnostic(&self, told: &diagnostic::Diagnostic) -> Diagnostic {
        let start = told.place.unwrap_or(Place { line: 1, column: 1 });
        let severity = match told.severity {
            Severity::Error => DiagnosticSeverity::Error,
            Severity::Notice => DiagnosticSeverity::Information,
        };
        self.note(self.positions.range(start, told.end), severity, &told.code.to_string(), &told.message, &told.related)
    }

    /// A test that fails.
    fn failing_test(&self, test: &FailingTest) -> Diagnostic {
        self.note(
            self.positions.range(test.place, None),
            DiagnosticSeverity::Warning,
            "failing-test",
            &test.message,
            &[],
        )
    }

    /// What keeps the file from being checked, and stands elsewhere.
    fn unchecked(&self, wrong: &diagnostic::Diagnostic) -> Diagnostic {
        let place = Place { line: 1, column: 1 };
        let message = format!("this file is not checked, because something is wrong elsewhere: {}", wrong.message);
        let elsewhere = wrong.file.iter().map(|file| RelatedPlace {
            file: file.clone(),
            place: wrong.place.unwrap_or(place),
            end: wrong.end,
            message: "it is wrong here".to_owned(),
        });
        let related: Vec<RelatedPlace> = elsewhere.collect();
        self.note(
            self.positions.range(place, None),
            DiagnosticSeverity::Error,
            &wrong.code.to_string(),
            &message,
            &related,
        )
    }

    /// A finding, of the weight of its rule.
    fn finding(&self, finding: &ShownFinding) -> Diagnostic {
        let shown = &finding.shown;
        let severity = match finding.force {
            Force::Must => DiagnosticSeverity::Error,
            Force::Should => DiagnosticSeverity::Warning,
            Force::Ask => DiagnosticSeverity::Information,
        };
        let rule = finding.rule_at.iter().map(|(file, place)| RelatedPlace {
            file: file.clone(),
            place: *place,
            end: None,
            message: format!("{} is written here", finding.rule),
        });
        let related: Vec<RelatedPlace> = shown.related.iter().cloned().chain(rule).collect();
        let range = self.positions.range(shown.start, Some(shown.end));
        self.note(range, severity, &finding.rule, &shown.message, &related)
    }

    fn note(
        &self,
        range: Range,
        severity: DiagnosticSeverity,
        code: &str,
        message: &str,
        related: &[RelatedPlace],
    ) -> Diagnostic {
        let related = related.iter().filter(|_| self.related).map(|one| DiagnosticRelatedInformation {
            location: (self.locate)(&names::path(&one.file), one.place, one.end),
            message: one.message.clone(),
        });
        let related: Vec<DiagnosticRelatedInformation> = related.collect();
        Diagnostic {
            range,
            severity: Some(severity),
            code: Some(Code::String(code.to_owned())),
            code_description: None,
            source: Some("brief".to_owned()),
            message: message.to_owned().into(),
            tags: None,
            related_information: (!related.is_empty()).then_some(related),
            data: None,
        }
    }
}

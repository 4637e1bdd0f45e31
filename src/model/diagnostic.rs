//! What is wrong with an input, or worth knowing about it, with its place and the lines round it.

use super::problem::ProblemFix;
use crate::model::{DiagnosticCode, MAX_TOLD, Problem};
use crate::text::{LineIndex, Place, Span};

/// How a diagnostic counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Something is wrong: the exit status is 2.
    Error,
    /// Worth knowing; the exit status does not change.
    Notice,
}

/// One thing to tell about an input, a rule or the call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of thing it is.
    pub code: DiagnosticCode,
    /// How it counts.
    pub severity: Severity,
    /// The file, as it was named; none where it is about the call as a whole.
    pub file: Option<String>,
    /// Where it begins in the file.
    pub place: Option<Place>,
    /// Where it ends: the place behind its last character. None where the text is no longer at hand.
    pub end: Option<Place>,
    /// What it is, and the nearest right thing.
    pub message: String,
    /// The lines round the place, to be shown to a person.
    pub excerpt: Option<Excerpt>,
    /// Other places that have to do with it.
    pub related: Vec<RelatedPlace>,
    /// Ways to mend it, the likeliest first.
    pub fixes: Vec<Fix>,
}

/// Another place that has to do with a diagnostic, such as the first of two keys that are the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RelatedPlace {
    /// The file, as it was named.
    pub file: String,
    /// Where it begins.
    pub place: Place,
    /// Where it ends; none where the text is no longer at hand.
    pub end: Option<Place>,
    /// What stands there.
    pub message: String,
}

/// A way to mend what is wrong: changes of the file, all of them or none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What is done, as a request: "Write `suggests`".
    pub title: String,
    /// The changes, in the order of the text.
    pub edits: Vec<TextEdit>,
}

/// A stretch of a file with the text that is to stand in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextEdit {
    /// The bytes, within the text of the document.
    pub span: Span,
    /// Where they begin in the file.
    pub start: Place,
    /// Where they end in the file.
    pub end: Place,
    /// The new text.
    pub new_text: String,
}

/// A few lines of a file, kept so that the file itself need not be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// The line, from 1, on which the text begins.
    pub first_line: u32,
    /// The text of the lines.
    pub text: String,
    /// What is underlined, within the text.
    pub span: Span,
}

/// The longest line, in bytes, that is kept to be shown.
const MAX_LINE: usize = 400;

impl Diagnostic {
    /// An error at a place in a file.
    #[must_use]
    pub fn error(code: DiagnosticCode, file: &str, lines: &LineIndex<'_>, span: Span, message: String) -> Self {
        Self {
            place: Some(lines.place(span.start)),
            end: Some(lines.place(span.end)),
            excerpt: excerpt(lines, span),
            ..Self::file(code, file, message)
        }
    }

    /// What a problem of a document is told as.
    #[must_use]
    pub fn problem(file: &str, lines: &LineIndex<'_>, problem: Problem) -> Self {
        let Problem { code, span, written, mut message, related, fixes } = problem;
        if written != span {
            message = format!("{message} (written in line {})", lines.place(written.start).line);
        }
        let written = (written != span).then(|| (written, "it is written here".to_owned()));
        let related = written.into_iter().chain(related).map(|(span, message)| RelatedPlace {
            file: file.to_owned(),
            place: lines.place(span.start),
            end: Some(lines.place(span.end)),
            message,
        });
        Self {
            related: related.collect(),
            fixes: fixes.into_iter().map(|fix| Fix::of(fix, lines)).collect(),
            ..Self::error(code, file, lines, span, message)
        }
    }

    /// An error for each problem of a document, in their order; of very many, the first.
    #[must_use]
    pub fn errors(file: &str, lines: &LineIndex<'_>, problems: Vec<Problem>) -> Vec<Self> {
        let more = problems.len() > MAX_TOLD;
        let told = problems.into_iter().take(MAX_TOLD + 1).enumerate();
        let errors = told.map(|(at, problem)| {
            if more && at == MAX_TOLD {
                let message = format!(
                    "more is wrong from here on than the {MAX_TOLD} mistakes that are told; put these right first"
                );
                return Self::error(DiagnosticCode::MoreErrors, file, lines, problem.span, message);
            }
            Self::problem(file, lines, problem)
        });
        errors.collect()
    }

    /// An error about a whole file.
    #[must_use]
    pub fn file(code: DiagnosticCode, file: &str, message: String) -> Self {
        Self { file: Some(file.to_owned()), ..Self::call(code, message) }
    }

    /// An error at a place whose text is no longer at hand.
    #[must_use]
    pub fn placed(code: DiagnosticCode, file: &str, place: Place, message: String) -> Self {
        Self { place: Some(place), ..Self::file(code, file, message) }
    }

    /// An error about the call.
    #[must_use]
    pub fn call(code: DiagnosticCode, message: String) -> Self {
        Self {
            code,
            severity: Severity::Error,
            file: None,
            place: None,
            end: None,
            message,
            excerpt: None,
            related: Vec::new(),
            fixes: Vec::new(),
        }
    }

    /// The same, as a notice.
    #[must_use]
    pub fn as_notice(self) -> Self {
        Self { severity: Severity::Notice, ..self }
    }

    /// Errors and notices, apart.
    #[must_use]
    pub fn errors_and_notices(all: &[Self]) -> (Vec<Self>, Vec<Self>) {
        all.iter().cloned().partition(|one| one.severity == Severity::Error)
    }

    /// The same with another place that has to do with it, whose text is no longer at hand.
    #[must_use]
    pub fn with_related(mut self, file: &str, place: Place, message: &str) -> Self {
        self.related.push(RelatedPlace { file: file.to_owned(), place, end: None, message: message.to_owned() });
        self
    }
}

impl Fix {
    fn of(fix: ProblemFix, lines: &LineIndex<'_>) -> Self {
        let edits = fix.edits.into_iter().map(|(span, new_text)| TextEdit {
            span,
            start: lines.place(span.start),
            end: lines.place(span.end),
            new_text,
        });
        Self { title: fix.title, edits: edits.collect() }
    }

    /// The text of the document with the changes made; none where it is not the text that they are for.
    #[must_use]
    pub fn applied(&self, document: &str) -> Option<String> {
        let (mut text, mut at) = (String::with_capacity(document.len()), 0);
        for edit in &self.edits {
            let range = edit.span.range();
            text.push_str(document.get(at..range.start)?);
            text.push_str(&edit.new_text);
            at = range.end;
        }
        text.push_str(document.get(at..)?);
        Some(text)
    }
}

/// The line of a span with the one before and the one after; none where a line is too long to be shown.
fn excerpt(lines: &LineIndex<'_>, span: Span) -> Option<Excerpt> {
    let row = lines.row(span.start);
    let first = row.saturating_sub(1);
    let last = (row + 1).min(lines.rows().saturating_sub(1));
    let start = lines.row_range(first).start;
    let end = lines.row_range(last).end;
    if (first..=last).any(|row| lines.row_range(row).len() > MAX_LINE) {
        return None;
    }
    let line_end = lines.row_range(row).end;
    let text = lines.text().get(start..end)?;
    // What goes over several lines is underlined on its first.
    let stop = (span.end as usize).min(line_end).max(span.start as usize);
    let inside = lines.text().get(span.start as usize..stop)?.trim_end().len();
    let from = (span.start as usize).checked_sub(start)?;
    let first_line = lines.first_line().saturating_add(u32::try_from(first).ok()?);
    Some(Excerpt { first_line, text: text.to_owned(), span: Span::new(from, from + inside) })
}

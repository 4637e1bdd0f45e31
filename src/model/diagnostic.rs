//! What is wrong with an input, or worth knowing about it, with its place and the lines round it.

use crate::model::{MAX_TOLD, Problem};
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
    /// How it counts.
    pub severity: Severity,
    /// The file, as it was named; none where it is about the call as a whole.
    pub file: Option<String>,
    /// The place in the file.
    pub place: Option<Place>,
    /// What it is, and the nearest right thing.
    pub message: String,
    /// The lines round the place, to be shown to a person.
    pub excerpt: Option<Excerpt>,
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
    pub fn error(file: &str, lines: &LineIndex<'_>, span: Span, message: String) -> Self {
        Self::at(Severity::Error, file, lines, span, message)
    }

    /// A notice at a place in a file.
    #[must_use]
    pub fn notice(file: &str, lines: &LineIndex<'_>, span: Span, message: String) -> Self {
        Self::at(Severity::Notice, file, lines, span, message)
    }

    /// An error for each problem of a document, in their order; of very many, the first.
    #[must_use]
    pub fn errors(file: &str, lines: &LineIndex<'_>, problems: Vec<Problem>) -> Vec<Self> {
        let more = problems.len() > MAX_TOLD;
        let told = problems.into_iter().take(MAX_TOLD + 1).enumerate();
        let errors = told.map(|(at, problem)| {
            let message = if more && at == MAX_TOLD {
                format!("more is wrong from here on than the {MAX_TOLD} mistakes that are told; put these right first")
            } else if problem.written == problem.span {
                problem.message
            } else {
                format!("{} (written in line {})", problem.message, lines.place(problem.written.start).line)
            };
            Self::error(file, lines, problem.span, message)
        });
        errors.collect()
    }

    /// An error about a whole file.
    #[must_use]
    pub fn file(file: &str, message: String) -> Self {
        Self { severity: Severity::Error, file: Some(file.to_owned()), place: None, message, excerpt: None }
    }

    /// An error at a place whose text is no longer at hand.
    #[must_use]
    pub fn placed(file: &str, place: Place, message: String) -> Self {
        Self { place: Some(place), ..Self::file(file, message) }
    }

    /// An error about the call.
    #[must_use]
    pub fn call(message: String) -> Self {
        Self { severity: Severity::Error, file: None, place: None, message, excerpt: None }
    }

    /// The same, as a notice.
    #[must_use]
    pub fn as_notice(self) -> Self {
        Self { severity: Severity::Notice, ..self }
    }

    /// Errors and notices, apart.
    #[must_use]
    pub fn apart(all: &[Self]) -> (Vec<Self>, Vec<Self>) {
        all.iter().cloned().partition(|one| one.severity == Severity::Error)
    }

    fn at(severity: Severity, file: &str, lines: &LineIndex<'_>, span: Span, message: String) -> Self {
        Self {
            severity,
            file: Some(file.to_owned()),
            place: Some(lines.place(span.start)),
            message,
            excerpt: excerpt(lines, span),
        }
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

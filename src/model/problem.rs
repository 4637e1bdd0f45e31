//! A mistake in a document, before anyone says which line it is on.

use super::DiagnosticCode;
use crate::text::Span;

/// The most mistakes that are told of a document, and the most errors that are told of a run. Thousands of them help
/// nobody, and a large file that is wrong throughout could fill a disk with its own report.
pub const MAX_TOLD: usize = 100;

/// A mistake, with its place in the text of its document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What kind of mistake it is.
    pub code: DiagnosticCode,
    /// Where it is; of a value that came in by an alias or a merge key, where it is used.
    pub span: Span,
    /// Where what is wrong is written: there too, unless it came in so.
    pub written: Span,
    /// What it is, for the reader of the file.
    pub message: String,
    /// Other places of the document that have to do with it, each with what they are.
    pub related: Vec<(Span, String)>,
    /// Ways to mend it, the likeliest first.
    pub fixes: Vec<ProblemFix>,
}

/// A way to mend a mistake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProblemFix {
    /// What is done, as a request: "Write `suggests`".
    pub title: String,
    /// What is replaced in the text of the document, in its order, each with the new text.
    pub edits: Vec<(Span, String)>,
}

impl ProblemFix {
    /// Another text in one place.
    #[must_use]
    pub fn replace(title: impl Into<String>, span: Span, new_text: impl Into<String>) -> Self {
        Self { title: title.into(), edits: vec![(span, new_text.into())] }
    }
}

impl Problem {
    /// A problem at a place.
    #[must_use]
    pub fn new(code: DiagnosticCode, span: Span, message: String) -> Self {
        Self { code, span, written: span, message, related: Vec::new(), fixes: Vec::new() }
    }

    /// The same with another place that has to do with it.
    #[must_use]
    pub fn with_related(mut self, span: Span, message: impl Into<String>) -> Self {
        self.related.push((span, message.into()));
        self
    }

    /// The same with a way to mend it: another text in one place.
    #[must_use]
    pub fn with_fix(mut self, title: impl Into<String>, span: Span, new_text: impl Into<String>) -> Self {
        self.fixes.push(ProblemFix::replace(title, span, new_text));
        self
    }
}

//! What can be wrong with a document, at a place in it.

use crate::text::Span;

/// So many problems of one document are told at the most.
pub const MAX_TOLD: usize = 100;

/// Something wrong with a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where it is; of a value that came in by an alias or a merge key, where it is used.
    pub span: Span,
    /// Where what is wrong is written: there too, unless it came in so.
    pub written: Span,
    /// What it is, for the reader of the file.
    pub message: String,
}

impl Problem {
    /// A problem at a place.
    #[must_use]
    pub fn new(span: Span, message: String) -> Self {
        Self { span, written: span, message }
    }
}

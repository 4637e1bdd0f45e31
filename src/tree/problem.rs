//! What can be wrong with a document, at a place in it.

use super::{Key, Node};
use crate::source::Span;

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

    /// A problem of a value.
    #[must_use]
    pub fn at(node: Node<'_>, message: String) -> Self {
        let span = node.opening();
        Self { span, written: node.written_at().unwrap_or(span), message }
    }

    /// A problem of a key.
    #[must_use]
    pub fn of_key(key: Key<'_>, message: String) -> Self {
        Self { span: key.span, written: key.written, message }
    }
}

//! Problems of the values and keys of a tree.

use super::{Key, Node};
use crate::model::Problem;

impl Problem {
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

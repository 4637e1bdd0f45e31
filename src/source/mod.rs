//! Source text: documents cut from a stream, and places in them.
//!
//! A file may hold several YAML documents. [`Documents`] cuts them out one by one, so that neither a large file nor
//! a document beyond the limit ever stands in memory as a whole. Spans are byte ranges within one document's text;
//! [`LineIndex`](crate::text::LineIndex) is the one place that turns them into lines and columns.

mod documents;

pub use documents::{Document, Documents, Fault};

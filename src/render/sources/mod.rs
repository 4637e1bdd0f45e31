//! What `brief sources` shows: citations held against their documents, and paragraphs with those who cite them.

mod human;

pub use human::{coverage as coverage_human, verification as verification_human};

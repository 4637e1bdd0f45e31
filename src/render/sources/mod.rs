//! What `brief sources` shows: citations held against their documents, and paragraphs with those who cite them.

mod human;
mod json;

pub use human::{coverage as coverage_human, verification as verification_human};
pub use json::{coverage as coverage_json, verification as verification_json};

//! Text as people read it: words, names of files, and places with their lines and columns.

pub mod cut;
mod digest;
mod encoding;
pub mod names;
mod place;
pub mod words;

pub use digest::digest;
pub use encoding::{composed, decode, is_utf16};
pub use place::{LineIndex, Place, Span};

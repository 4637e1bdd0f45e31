//! What an editor shows of the files that are open in it: what is wrong with them, their findings, what stands where, and
//! what could be changed.
//!
//! A [`Workspace`] holds the texts that are open over the saved files, and opens the project that each belongs to. Nothing
//! here knows of the protocol by which an editor asks.

mod at_place;
mod file_view;
mod meaning;
mod open_questions;
mod symbols;
mod workspace;

pub use at_place::{AtPlace, Meant};
pub use file_view::{FailingTest, FileView, ShownFinding};
pub use meaning::WrittenAt;
pub use open_questions::OpenSection;
pub use symbols::{Symbol, SymbolKind, symbols};
pub use workspace::Workspace;

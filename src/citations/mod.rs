//! Citations held against the documents that they cite.
//!
//! A citation names a document, a paragraph and a phrase, which is looked for with upper and lower case and the like folded.
//! What is found is given as the text has it: a TextQuoteSelector of the W3C's Web Annotation Data Model (2017, section
//! 4.2.4), which folds nothing.

mod cited;
mod coverage;
mod entry;
mod noted;
mod pasted;
mod phrase;
mod quote;
mod register;
mod text;
mod verify;

pub use cited::{By, Cited, of_pilot, of_register, of_rules, of_statement};
pub use coverage::{Claim, Counts, Coverage, Covered, State, coverage};
pub use entry::{AsideParagraph, Entry, NotAdded, NotNoted};
pub use noted::{Noted, NotedWords};
pub use pasted::source_text;
pub use phrase::{MAX_WORDS, NoPhrase, Phrase, Word, words};
pub use register::{Part, Register, Registered, SetAside};
pub use text::{Passage, Text, Texts};
pub use verify::{Checked, Document, Nearest, Resolution, TextState, Verification, verify};

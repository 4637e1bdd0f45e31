//! Citations held against the documents that they cite.
//!
//! A citation names a document, a paragraph and a phrase. It is resolved as the TextQuoteSelector of the W3C Web
//! Annotation Data Model (2017, section 4.2.4) is: the phrase is the exact quotation, and the paragraph its position.

mod cited;
mod coverage;
mod quote;
mod register;
mod text;
mod verify;

pub use cited::{By, Cited, of_pilot, of_rules};
pub use coverage::{Claim, Counts, Coverage, Covered, State, coverage};
pub use register::{Part, Register, Registered, SetAside};
pub use text::{Passage, Text, Texts};
pub use verify::{Checked, Document, Nearest, Resolution, TextState, Verification, verify};

//! Watching Brief holds descriptions of pilots against stated conditions, and gives each verdict with its reason.
//!
//! There is one way through, from text to report:
//!
//! ```text
//! source -> tree -> schema -> pilot --+
//!                     |               +-> evaluate -> report -> render
//!                     +----> rules ---+
//! ```
//!
//! [`source`] cuts a stream into documents, [`tree`] reads one with the place of every value, [`schema`] holds it
//! against the shape of its kind, [`pilot`] and [`rules`] make of it what it means, [`evaluate`] decides, [`check`] does
//! all that for a document, [`report`] is what came of it, and [`mod@render`] shows it. The [`model`] has the terms that all
//! of them share, [`text`] words, names of files and places. [`configuration`] is what a project asks for in every run, [`baseline`] the findings of an earlier day,
//! [`mod@diff`] compares two versions of pilots, and [`reason`] asks about
//! all pilots at once. Nothing here touches files, the terminal or the process; the command `brief` does.
//!
//! ```
//! use watching_brief::check::{Checker, Selection};
//! use watching_brief::citations::Register;
//! use watching_brief::rules::Collection;
//! use watching_brief::source::Documents;
//!
//! let pilot = "
//! format: 1
//! pilot: riverside-outreach
//! title: Talking therapies next to a jobcentre
//! status: proposed
//! referral:
//!   work_coach_role: suggests
//! ";
//! let (mut collection, mut diagnostics) = (Collection::default(), Vec::new());
//! collection.add_all_embedded(&mut diagnostics);
//! let selection = Selection::only(&collection, &["MWF-03".to_owned()])?;
//! let register = Register::embedded();
//! let checker = Checker::new(&collection, selection, &register, jiff::civil::date(2026, 11, 22));
//! for document in Documents::new(pilot.as_bytes()) {
//!     let document = document.expect("text");
//!     let outcome = checker.document("riverside.yaml", &document, false, |report| {
//!         report.results.iter().map(|result| result.decision.verdict.name()).collect::<Vec<_>>()
//!     });
//!     assert_eq!(outcome.pilot.expect("a pilot").shown, ["breached"]);
//! }
//! # Ok::<(), watching_brief::check::UnknownNames>(())
//! ```
#![forbid(unsafe_code)]
#![deny(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::unreachable
)]
#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
        reason = "a test that fails may stop"
    )
)]

pub mod agreement;
pub mod answers;
pub mod baseline;
pub mod cases;
pub mod check;
pub mod citations;
pub mod configuration;
pub mod diff;
pub mod edit;
pub mod editor;
pub mod evaluate;
pub mod explain;
pub mod files;
pub mod model;
pub mod pilot;
pub mod project;
pub mod promises;
pub mod questions;
pub mod reason;
pub mod render;
pub mod repair;
pub mod report;
pub mod rules;
pub mod schema;
pub mod source;
pub mod starter;
pub mod template;
pub mod text;
mod threads;
pub mod tree;
pub mod vocabularies;
pub mod waivers;

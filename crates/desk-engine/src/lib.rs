//! Watching Brief for a page in a browser: one function from JSON to JSON over a [`Project`](watching_brief::project::Project)
//! whose files stand in memory.
//!
//! A request names a call and hands in everything that counts: the files, the day, and what the call wants to know. No
//! request depends on an earlier one. What is answered are the bytes that the command prints; nothing here decides a verdict.
//! `docs/reference/desk-interface.md` tells of each call.
//!
//! ```
//! let request = r#"{"call": "facts", "with": {"section": "referral"}}"#;
//! let answer = desk_engine::answer(request.as_bytes());
//! assert_eq!(answer.status, desk_engine::Status::Answered);
//! assert!(answer.text.contains("referral.work_coach_role"));
//! ```
// In an answer to a page nothing may fail but by an answer.
#![deny(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::unreachable
)]

mod answer;
mod calls;
mod memory;
mod project;
mod request;

pub use answer::{Answer, Status};
pub use calls::answer;
pub use memory::{answer_request, forget, reserve};

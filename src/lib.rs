//! Watching Brief.
#![forbid(unsafe_code)]
pub mod diagnostic;
pub mod evaluate;
pub mod pilot;
pub mod rules;
pub mod schema;
pub mod source;
pub mod tree;
pub mod vocabulary;
pub mod words;
pub mod check;
pub mod render;
pub mod report;

//! What is tried with any bytes, target by target. Nothing here needs the fuzzer: it makes the bytes, and a test of the
//! program gives the ones that are kept to the same functions.

mod bytes;
pub mod conditions;
mod forms;
mod hostile;
pub mod html;
pub mod letters;
mod libyaml;
pub mod lsp;
mod markdown;
pub mod numbers;
pub mod pilot;
pub mod renderers;
pub mod rule_set;
mod shipped;
pub mod vocabulary;
pub mod yaml_reader;

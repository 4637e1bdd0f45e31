//! The desk: the engine that it has in it. `cargo run --release -p desk-page` builds both.

mod command;
mod engine;
mod pages;

//! The desk: the engine that it has in it. `cargo run --release -p desk-page` builds both.

use std::path::{Path, PathBuf};

use crate::support::tools;

mod command;
mod engine;
mod page;
mod pages;

/// A file that is built with the desk, as far as that was after the last change of what it is built from.
fn built(file: &str) -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let file = root.join("target/desk").join(file);
    let is_new = tools::is_newer(&file, &["src", "rules", "pilots", "crates/desk-engine", "crates/desk-page"]);
    tools::needed(is_new.then_some(file), "the desk of these sources, of `cargo run --release -p desk-page`,")
}

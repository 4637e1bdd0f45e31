//! The desk: the engine that it has in it. `cargo run --release -p desk-page` builds both.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::support::tools;

mod command;
mod engine;
mod page;
mod pages;

/// A file that is built with the desk, as far as that was after the last change of what it is built from: an older one does
/// what we did then.
fn built(file: &str) -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let file = root.join("target/desk").join(file);
    let mut sources = ["src", "rules", "pilots", "crates"].map(|folder| root.join(folder)).to_vec();
    let mut newest = SystemTime::UNIX_EPOCH;
    while let Some(path) = sources.pop() {
        let data = path.metadata().expect("what is there");
        if data.is_dir() {
            sources.extend(fs::read_dir(&path).expect("a folder").map(|entry| entry.expect("an entry").path()));
        } else {
            newest = newest.max(data.modified().expect("a time"));
        }
    }
    let is_new = file.metadata().and_then(|data| data.modified()).is_ok_and(|built| built > newest);
    tools::needed(is_new.then_some(file), "the desk of these sources, of `cargo run --release -p desk-page`,")
}

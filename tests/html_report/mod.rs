//! The report to hand over: all that the JSON form says is in it, nothing of the input acts in it, and it asks for nothing.

mod agree;
mod board;
mod folder;
mod hostile;
mod shape;
mod word;

use crate::support::html::{self, Document};
use crate::support::{self, Folder, Ran};

const DAY: [&str; 2] = ["--today", "2026-11-22"];

/// The shipped pilots of these names held against all shipped rules, in a format.
fn shipped(pilots: &[&str], format: &str) -> Ran {
    shipped_with(pilots, &["--format", format])
}

/// The same with options of one's own.
fn shipped_with(pilots: &[&str], options: &[&str]) -> Ran {
    let mut command = support::command(support::BRIEF);
    command.arg("check").args(pilots.iter().map(|pilot| format!("pilots/{pilot}.yaml")));
    command.args(DAY).args(options).current_dir(env!("CARGO_MANIFEST_DIR"));
    Ran::of(&mut command, &[])
}

/// A report, read back.
fn report(folder: &Folder, call: &[&str]) -> Document {
    let ran = folder.brief(&[&["check"][..], call, &DAY, &["--format", "html"]].concat());
    assert!(ran.err.is_empty(), "{}", ran.err);
    html::read(&ran.out)
}

/// White space as a reader sees it.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

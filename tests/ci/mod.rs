//! What a pipeline uses: the hooks, the action, and the samples of the documentation; and what a release is made by.

mod action;
mod hooks;
mod install;
mod npm;
mod package;
mod project;
mod samples;
mod workflows;

use std::path::PathBuf;
use std::process::Command;

/// Runs a command to its end, and gives the exit status and all that it says.
fn ran(command: &mut Command) -> (Option<i32>, String) {
    let output = command.output().expect("a command that runs");
    let text = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8_lossy(&text).into_owned())
}

/// A file of the project.
fn file(name: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The blocks of a page of the documentation that are marked so.
fn blocks(page: &str, mark: &str) -> Vec<String> {
    let text = file(page);
    let opening = format!("```{mark}\n");
    let blocks =
        text.split(&opening).skip(1).map(|rest| rest.split("\n```").next().expect("a block").to_owned() + "\n");
    blocks.collect()
}

//! The Python module, in an environment into which `.ci/run` has installed the wheel: what Python sees is tried in Python.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::{Ran, tools};

/// The Python that has the module, unless it is older than what it is built from.
pub fn python() -> Option<PathBuf> {
    let python = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/python/environment/bin/python3");
    let sources = ["Cargo.lock", "crates/python", "pilots", "pyproject.toml", "rules", "src"];
    let built = python.with_file_name("built");
    let is_new = tools::is_newer(&built, &sources);
    tools::needed(is_new.then_some(python), "a Python with the wheel of these sources")
}

/// Runs the tests of one file.
fn passes(file: &str) {
    let Some(python) = python() else { return };
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let call = ["-m", "pytest", "--quiet", "-p", "no:cacheprovider", "--import-mode", "prepend", file];
    let ran = Ran::of(
        Command::new(python).args(call).env("PYTHONDONTWRITEBYTECODE", "1").current_dir(root.join("tests/python")),
        &[],
    );
    assert_eq!(ran.status, Some(0), "{}\n{}", ran.out, ran.err);
    assert!(ran.out.contains(" passed"), "{}", ran.out);
}

#[test]
fn texts_are_checked_each_by_itself() {
    passes("test_texts.py");
}

#[test]
fn a_project_answers_as_the_command_does() {
    passes("test_project.py");
}

#[test]
fn threads_and_processes_work_with_it() {
    passes("test_threads.py");
}

#[test]
fn tables_are_those_of_the_command() {
    passes("test_arrow.py");
}

#[test]
fn types_and_examples_hold() {
    passes("test_typed.py");
}

#[test]
fn the_notebook_runs() {
    passes("test_notebook.py");
}

#[test]
fn what_is_handed_out_is_whole() {
    passes("test_package.py");
}

#[test]
fn the_wheel_runs_on_old_systems() {
    passes("test_old_systems.py");
}

//! Readers that are not ours, which `.ci/run` installs. Without them a test says that it is skipped, but not where
//! `CI=true`: there they must be found.

use std::process::Command;

use serde_json::Value;

use crate::support::{Ran, tools};

/// What a reader in Python finds in a report.
pub fn read(format: &str, report: &str) -> Option<Value> {
    let mut command = Command::new(tools::python("junitparser, lxml, tap.parser, yaml, more_itertools")?);
    command.args(["tests/formats_data/read.py", format]).current_dir(env!("CARGO_MANIFEST_DIR"));
    command.env("PYTHONIOENCODING", "utf-8");
    let ran = Ran::of(&mut command, report.as_bytes());
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""), "{format}:\n{report}");
    Some(serde_json::from_str(&ran.out).expect("JSON"))
}

/// What the `tap-parser` of npm makes of a report: each of its events.
pub fn read_by_node(report: &str) -> Option<Value> {
    let parser = tools::installed("ci-node/node_modules/.bin/tap-parser")?;
    let ran = Ran::of(Command::new(parser).arg("--json=1"), report.as_bytes());
    Some(serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {}", ran.err)))
}

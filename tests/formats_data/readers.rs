//! Readers that are not ours, which `.ci/run` installs. Without them a test says that it is skipped, but not where
//! `CI=true`: there they must be found.

use std::process::{Command, Stdio};

use serde_json::Value;

use crate::support::Ran;

fn found(reader: Option<String>, what: &str) -> Option<String> {
    assert!(
        reader.is_some() || std::env::var_os("CI").is_none_or(|ci| ci != "true"),
        "with CI=true {what} must be there"
    );
    if reader.is_none() {
        println!("skipped: {what} is not here");
    }
    reader
}

/// A Python with the readers of JUnit and TAP: of the environment that `.ci/run` makes, or of the machine.
fn python() -> Option<String> {
    let own = concat!(env!("CARGO_MANIFEST_DIR"), "/target/ci-python/bin/python3");
    let has_them = |python: &&str| {
        let tried = Command::new(python)
            .args(["-c", "import junitparser, lxml, tap.parser, yaml, more_itertools"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        tried.is_ok_and(|status| status.success())
    };
    found([own, "python3"].into_iter().find(has_them).map(str::to_owned), "a Python with junitparser and tap.py")
}

/// What a reader in Python finds in a report.
pub fn read(format: &str, report: &str) -> Option<Value> {
    let mut command = Command::new(python()?);
    command.args(["tests/formats_data/read.py", format]).current_dir(env!("CARGO_MANIFEST_DIR"));
    command.env("PYTHONIOENCODING", "utf-8");
    let ran = Ran::of(&mut command, report.as_bytes());
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""), "{format}:\n{report}");
    Some(serde_json::from_str(&ran.out).expect("JSON"))
}

/// What the `tap-parser` of npm makes of a report: each of its events.
pub fn read_by_node(report: &str) -> Option<Value> {
    let parser = concat!(env!("CARGO_MANIFEST_DIR"), "/target/ci-node/node_modules/.bin/tap-parser");
    let there = std::path::Path::new(parser).exists().then(|| parser.to_owned());
    let ran = Ran::of(Command::new(found(there, "tap-parser of npm")?).arg("--json=1"), report.as_bytes());
    Some(serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {}", ran.err)))
}

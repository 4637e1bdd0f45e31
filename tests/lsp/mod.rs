//! The language server, spoken to as an editor speaks to it.

mod actions;
mod client;
mod conversation;
mod diagnostics;
mod edits;
mod places;
mod readers;

use serde_json::{Value, json};

/// What an editor can do that shows everything.
fn able() -> Value {
    json!({
        "general": {"positionEncodings": ["utf-16"]},
        "textDocument": {"publishDiagnostics": {"relatedInformation": true}},
        "workspace": {"didChangeWatchedFiles": {"dynamicRegistration": true}},
    })
}

/// What is told, in short: where it begins, its code and its severity.
fn in_short(told: &[Value]) -> Vec<String> {
    let short = told.iter().map(|one| {
        let start = &one["range"]["start"];
        let code = one["code"].as_str().expect("a code");
        format!("{}:{} {code} {}", start["line"], start["character"], one["severity"])
    });
    short.collect()
}

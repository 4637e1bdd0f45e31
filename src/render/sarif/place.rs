//! Places as SARIF has them.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::object;
use crate::render::{Workspace, address, ends};
use crate::text::{LineIndex, Span};

/// The name that SARIF has for the top of a project, wherever that is.
pub(super) const TOP: &str = "%SRCROOT%";

/// A place in a file, or the file as a whole.
pub(super) fn physical(file: &str, region: Option<Value>, workspace: Option<&Workspace>) -> Value {
    let uri = address::uri(file, workspace);
    let within = file != "-" && !uri.starts_with("file:") && !address::is_above(&uri);
    let artifact = object([
        ("uri", Some(json!(uri))),
        ("uriBaseId", within.then(|| json!(TOP))),
        ("description", (file == "-").then(|| json!({"text": "standard input"}))),
    ]);
    object([("artifactLocation", Some(artifact)), ("region", region)])
}

/// A span, with the place behind its last letter as its end.
pub(super) fn region(lines: &LineIndex<'_>, span: Span) -> Value {
    let (from, to) = ends(lines, span);
    json!({"startLine": from.line, "startColumn": from.column, "endLine": to.line, "endColumn": to.column})
}

/// The same, written: there are many places in a report.
pub(super) fn write_region(lines: &LineIndex<'_>, span: Span, out: &mut String) {
    let (from, to) = ends(lines, span);
    let _ = write!(out, "{{\"startLine\":{},\"startColumn\":{},", from.line, from.column);
    let _ = write!(out, "\"endLine\":{},\"endColumn\":{}}}", to.line, to.column);
}

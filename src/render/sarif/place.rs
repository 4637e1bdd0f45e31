//! Places as SARIF has them.

use serde_json::{Value, json};

use super::object;
use crate::render::{address, ends};
use crate::text::{LineIndex, Span};

/// A place in a file, or the file as a whole.
pub(super) fn physical(file: &str, region: Option<Value>) -> Value {
    let uri = json!(address::uri(file));
    let artifact = match file {
        "-" => json!({"uri": uri, "description": {"text": "standard input"}}),
        _ => json!({"uri": uri}),
    };
    object([("artifactLocation", Some(artifact)), ("region", region)])
}

/// A span, with the place behind its last letter as its end.
pub(super) fn region(lines: &LineIndex<'_>, span: Span) -> Value {
    let (from, to) = ends(lines, span);
    json!({"startLine": from.line, "startColumn": from.column, "endLine": to.line, "endColumn": to.column})
}

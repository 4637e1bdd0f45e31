//! Errors and notices.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::diagnostic::{Diagnostic, Fix, RelatedPlace, TextEdit};

/// An error or a notice; file and place are null where it has none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DiagnosticAnswer {
    /// The file, as it was named.
    pub file: Option<String>,
    /// The line, from 1.
    #[schemars(range(min = 1))]
    pub line: Option<u32>,
    /// The column, from 1, in code points.
    #[schemars(range(min = 1))]
    pub column: Option<u32>,
    /// The line on which it ends.
    #[schemars(range(min = 1))]
    pub end_line: Option<u32>,
    /// The column behind its last character.
    #[schemars(range(min = 1))]
    pub end_column: Option<u32>,
    /// What kind of thing it is; `brief explain CODE` tells what it means. Later versions may have more of them.
    pub code: String,
    /// What it is, and the nearest right thing.
    pub message: String,
    /// Other places that have to do with it.
    pub related: Vec<RelatedPlaceAnswer>,
    /// Ways to mend it, the likeliest first.
    pub fixes: Vec<FixAnswer>,
}

/// Another place that has to do with an error or a notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RelatedPlaceAnswer {
    /// The file, as it was named.
    pub file: String,
    /// The line, from 1.
    #[schemars(range(min = 1))]
    pub line: u32,
    /// The column, from 1, in code points.
    #[schemars(range(min = 1))]
    pub column: u32,
    /// The line on which it ends, where that is known.
    #[schemars(range(min = 1))]
    pub end_line: Option<u32>,
    /// The column behind its last character, where that is known.
    #[schemars(range(min = 1))]
    pub end_column: Option<u32>,
    /// What stands there.
    pub message: String,
}

/// A way to mend what is wrong: all of its edits, or none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FixAnswer {
    /// What is done, as a request.
    pub title: String,
    /// What is replaced in the file. Edits do not overlap, and come in the order of the text.
    pub edits: Vec<TextEditAnswer>,
}

/// A stretch of the file, with the text that is to stand in its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TextEditAnswer {
    /// The line on which the stretch begins, from 1.
    #[schemars(range(min = 1))]
    pub line: u32,
    /// The column at which it begins, from 1, in code points.
    #[schemars(range(min = 1))]
    pub column: u32,
    /// The line on which it ends.
    #[schemars(range(min = 1))]
    pub end_line: u32,
    /// The column behind its last character.
    #[schemars(range(min = 1))]
    pub end_column: u32,
    /// The new text.
    pub new_text: String,
}

impl From<&Diagnostic> for DiagnosticAnswer {
    fn from(diagnostic: &Diagnostic) -> Self {
        Self {
            file: diagnostic.file.clone(),
            line: diagnostic.place.map(|place| place.line),
            column: diagnostic.place.map(|place| place.column),
            end_line: diagnostic.end.map(|end| end.line),
            end_column: diagnostic.end.map(|end| end.column),
            code: diagnostic.code.name().to_owned(),
            message: diagnostic.message.clone(),
            related: diagnostic.related.iter().map(RelatedPlaceAnswer::from).collect(),
            fixes: diagnostic.fixes.iter().map(FixAnswer::from).collect(),
        }
    }
}

impl From<&RelatedPlace> for RelatedPlaceAnswer {
    fn from(related: &RelatedPlace) -> Self {
        Self {
            file: related.file.clone(),
            line: related.place.line,
            column: related.place.column,
            end_line: related.end.map(|end| end.line),
            end_column: related.end.map(|end| end.column),
            message: related.message.clone(),
        }
    }
}

impl From<&Fix> for FixAnswer {
    fn from(fix: &Fix) -> Self {
        Self { title: fix.title.clone(), edits: fix.edits.iter().map(TextEditAnswer::from).collect() }
    }
}

impl From<&TextEdit> for TextEditAnswer {
    fn from(edit: &TextEdit) -> Self {
        Self {
            line: edit.start.line,
            column: edit.start.column,
            end_line: edit.end.line,
            end_column: edit.end.column,
            new_text: edit.new_text.clone(),
        }
    }
}

/// All of some diagnostics, in their order.
pub(super) fn diagnostics(diagnostics: &[Diagnostic]) -> Vec<DiagnosticAnswer> {
    diagnostics.iter().map(DiagnosticAnswer::from).collect()
}

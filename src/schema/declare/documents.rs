//! The schema of registers of documents.

use serde_json::{Value, json};

use super::super::bounds;
use super::{DRAFT, PARAGRAPHS, PHRASE, SHA256, map, object, paragraph, text};

/// The schema of a register of documents.
pub(in crate::schema) fn documents() -> Value {
    let paragraphs = json!({"type": ["integer", "string"], "minimum": 1, "pattern": PARAGRAPHS, "description": "A paragraph, or the first and the last of several, as in 3-9."});
    let part = object(
        map(
            json!({"part": text("What it is called."), "by": text("Who wrote it."), "date": text("When."), "paragraphs": paragraphs}),
        ),
        &json!({"required": ["part", "paragraphs"]}),
    );
    let aside = object(
        map(json!({"paragraphs": paragraphs, "reason": text("Why nobody needs to cite them, in one line.")})),
        &json!({"required": ["paragraphs", "reason"]}),
    );
    let noted = object(
        map(json!({
            "paragraph": paragraph(),
            "phrase": {"type": "string", "pattern": PHRASE, "maxLength": bounds::text(), "description": "The words, at most 12 of that paragraph."},
            "note": text("A remark on them."),
        })),
        &json!({"required": ["paragraph", "phrase"]}),
    );
    let document = object(
        map(json!({
            "document": text("The id by which it is cited; its text is looked for in a file of that name, ending in .txt."),
            "title": text("Its title."),
            "author": text("Who wrote it, as far as is known."),
            "date": text("When, as far as is known."),
            "publisher": text("Who published it, as far as is known."),
            "about": text("What it is, in a sentence."),
            "url": text("Where it can be read, as far as is known."),
            "no_url": text("In the place of url: why no address is given, such as: none is known."),
            "paragraphs": {"type": "integer", "minimum": 1, "maximum": u32::MAX, "description": "The number of its paragraphs."},
            "counted": text("How a paragraph is counted."),
            "labels": {"type": "object", "additionalProperties": paragraphs, "minProperties": 1, "description": "Where the document counts its paragraphs itself: its labels, such as \"5.1\" or p. 12, each with the paragraphs that it stands for."},
            "sha256": {"type": "string", "pattern": SHA256, "description": "The SHA-256 of the text as cited, in lower case hexadecimal."},
            "parts": {"type": "array", "items": part, "description": "Letters, articles and the like within it."},
            "set_aside": {"type": "array", "items": aside, "description": "The paragraphs that nobody needs to cite, each with the reason."},
            "noted": {"type": "array", "items": noted, "description": "Words that are kept although no question asks for them; reports of pilots that cite the document list them."},
        })),
        &json!({"required": ["document", "title", "about", "paragraphs", "counted", "sha256"]}),
    );
    object(
        map(json!({
            "format": {"const": 1, "description": "The version of this format."},
            "documents": {"type": "array", "minItems": 1, "items": document, "description": "The documents."},
        })),
        &json!({
            "$schema": DRAFT,
            "patternProperties": super::own_keys(),
            "title": "A register of documents",
            "description": "The documents that rules and pilots cite.",
            "required": ["format", "documents"],
        }),
    )
}

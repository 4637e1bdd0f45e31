//! The schema of vocabularies.

use serde_json::{Value, json};

use super::{DRAFT, ID, map, names, object, text};
use crate::model::vocabulary::FactType;

/// What a number counts, with some that an editor may offer.
fn unit() -> Value {
    let mut unit = map(text("What a number counts, such as weeks."));
    let examples = ["people", "days", "weeks", "months", "hours", "sessions", "pounds", "per cent"];
    unit.insert("examples".into(), json!(examples));
    Value::Object(unit)
}

/// The schema of a vocabulary.
pub(in crate::schema) fn vocabulary() -> Value {
    let titles = |of: &str, all: &str| json!({"type": "object", "additionalProperties": text(of), "description": all});
    let values = json!({
        "if": {"type": "object"},
        "then": {"type": "object", "minProperties": 1, "additionalProperties": text("What the value means.")},
        "else": {"type": "array", "minItems": 1, "uniqueItems": true, "items": text("A value.")},
        "description": "The values of a choice or a set: a list of names, or each with what it means.",
    });
    let fact = object(
        map(json!({
            "type": {"enum": names(&FactType::ALL), "description": "The kind of its values. Left out where values are added to a fact of an extended vocabulary."},
            "values": values,
            "unit": unit(),
            "least": {"type": ["integer", "number", "string"], "description": "The least number, or the first day, that the fact may have."},
            "greatest": {"type": ["integer", "number", "string"], "description": "The greatest number, or the last day."},
            "means": text("What a stated value says."),
            "ask": text("The question to put while the fact is not stated."),
        })),
        &json!({"description": "A fact, or the values that are added to one."}),
    );
    let section = json!({"type": "object", "minProperties": 1, "additionalProperties": fact, "description": "The facts of a section, by name."});
    object(
        map(json!({
            "format": {"const": 1, "description": "The version of this format."},
            "vocabulary": {"type": "string", "pattern": ID, "maxLength": 200, "description": "The vocabulary's id: lower case letters, digits and hyphens."},
            "title": text("What the vocabulary is for, in a few words."),
            "extends": {"type": "array", "minItems": 1, "uniqueItems": true, "items": {"type": "string", "pattern": ID, "maxLength": 200, "description": "The id of a vocabulary."}, "description": "The vocabularies whose facts are taken over, in order."},
            "sections": titles("What the section takes in.", "The sections, each with a title."),
            "dimensions": titles("What the dimension takes in.", "What rules may be about, each with a title."),
            "facts": {"type": "object", "additionalProperties": section, "description": "The facts, by section and name."},
        })),
        &json!({
            "$schema": DRAFT,
            "title": "A vocabulary",
            "description": "The facts that pilots may state and that rules may ask about.",
            "required": ["format", "vocabulary", "title"],
        }),
    )
}

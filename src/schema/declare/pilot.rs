//! The schema of pilots.

use serde_json::{Value, json};

use super::configuration::waiver;
use super::{DRAFT, FactForm, ID, map, names, object, text, vocabulary_id};
use crate::model::Status;
use crate::model::vocabulary::Vocabulary;
use crate::text::words::capital;

/// The schema of a pilot.
pub(in crate::schema) fn pilot(vocabulary: &Vocabulary, form: FactForm) -> Value {
    let mut properties = map(json!({
        "format": {"const": 1, "description": "The version of this format."},
        "pilot": {"type": "string", "pattern": ID, "maxLength": 200, "description": "The pilot's id: lower case letters, digits and hyphens."},
        "vocabulary": vocabulary_id(),
        "title": text("What the pilot is, in a few words."),
        "status": {"enum": names(&Status::ALL), "description": "How far the pilot has come."},
        "invented": {"type": "boolean", "description": "True for an example that describes nothing real."},
        "summary": {"type": ["string", "null"], "description": "The pilot in a few sentences, with what no fact holds."},
        "provenance": {"if": {"type": "null"}, "else": {"type": "object", "$ref": "#/$defs/provenance"}, "description": "Where the statements of this file come from, unless they say otherwise key by key."},
        "owners": {"type": ["array", "null"], "uniqueItems": true, "items": text("Who answers for the pilot."), "description": "Who answers for the pilot: what they say of it is claimed or specified, and never observed."},
        "waivers": {
            "type": ["array", "null"],
            "description": "Findings of which somebody has decided that they do not count for a time.",
            "items": object(
                waiver(),
                &json!({"required": ["rule", "reason", "by", "until"]}),
            ),
        },
    }));
    for (section, facts) in vocabulary.sections() {
        let inside = facts.iter().map(|one| (one.name.clone(), form.of(one))).collect();
        let about = vocabulary.section_title(section).unwrap_or(section);
        let more = json!({"type": ["object", "null"], "title": section, "description": format!("{}.", capital(about))});
        properties.insert(section.to_owned(), object(inside, &more));
    }
    object(
        properties,
        &json!({
            "$schema": DRAFT,
            "patternProperties": super::own_keys(),
            "title": "A pilot",
            "description": "What is stated of a pilot, fact by fact, with who says so and where.",
            "required": ["format", "pilot", "title", "status"],
            "$defs": form.definitions(vocabulary.facts()),
        }),
    )
}

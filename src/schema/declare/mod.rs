//! The JSON Schemas. Those of pilots and rule sets are built from the one declaration of the vocabulary.

mod configuration;
mod documents;
mod pilot;
mod report;
mod ruleset;

use serde_json::{Map, Value, json};

pub(super) use configuration::configuration;
pub(super) use documents::documents;
pub(super) use pilot::pilot;
pub(super) use report::report;
pub(super) use ruleset::ruleset;

use super::bounds;
use super::pattern::{DAY, ID, PARAGRAPHS, PHRASE, RULE_ID, SHA256, TEXT};
use crate::model::Basis;
use crate::model::vocabulary::{Fact, FactType};
use crate::text::words::sentence;

const DRAFT: &str = "https://json-schema.org/draft/2020-12/schema";

/// Keys at the top of a file that are somebody's own: whatever stands there is passed over.
fn own_keys() -> Value {
    json!({"^x-": {"description": "A key of your own, which is passed over."}})
}

fn names<T>(all: &[(T, &'static str)]) -> Vec<&'static str> {
    all.iter().map(|(_, name)| *name).collect()
}

fn text(description: &str) -> Value {
    json!({"type": "string", "pattern": TEXT, "maxLength": bounds::text(), "description": description})
}

fn object(mut properties: Map<String, Value>, more: &Value) -> Value {
    let mut schema = json!({"type": "object", "additionalProperties": false});
    if let (Some(schema), Some(more)) = (schema.as_object_mut(), more.as_object()) {
        schema.insert("properties".into(), Value::Object(std::mem::take(&mut properties)));
        schema.extend(more.clone());
    }
    schema
}

fn map(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

/// The keys of a statement that say where it comes from.
fn provenance() -> Map<String, Value> {
    map(json!({
        "by": text("Who says so. Leave it out where it is the author of this file."),
        "basis": {"enum": names(&Basis::ALL), "description": "claimed: somebody with a stake says so; specified: binding text, such as a contract or a published policy; observed: seen or measured by somebody independent."},
        "document": text("The id of the document that it is found in."),
        "paragraph": {"type": "integer", "minimum": 1, "maximum": u32::MAX, "description": "The paragraph of the document, counted from 1."},
        "phrase": {"type": "string", "pattern": PHRASE, "maxLength": bounds::text(), "description": "A phrase found in that paragraph, of at most 12 words."},
        "date": text("When it was said."),
        "url": text("Where it can be read."),
        "note": text("A remark, such as how a passage is read."),
    }))
}

/// The definitions that facts refer to.
fn definitions() -> Map<String, Value> {
    let mut one = provenance();
    // A statement sets a default of its file aside with null.
    one.values_mut().for_each(|schema| *schema = json!({"if": {"type": "null"}, "else": schema.take()}));
    one.insert("value".into(), json!({"description": "What is stated."}));
    let mut set = one.clone();
    set.insert("includes".into(), json!({"type": "array", "minItems": 1}));
    set.insert("excludes".into(), json!({"type": "array", "minItems": 1}));
    map(json!({
        "provenance": object(provenance(), &json!({})),
        "statement": object(one, &json!({"required": ["value"]})),
        "set-statement": object(set, &json!({"minProperties": 1})),
    }))
}

fn fact_value(fact: &Fact) -> Value {
    match fact.kind {
        FactType::Bool => json!({"type": "boolean"}),
        FactType::Choice => json!({"enum": fact.values}),
        FactType::Set => json!({"type": "array", "items": {"enum": fact.values}, "uniqueItems": true}),
        FactType::Text => json!({"type": "string", "pattern": TEXT, "maxLength": bounds::text()}),
    }
}

/// An object of these entries, which are moved and not written anew: there are many facts.
fn of<const N: usize>(entries: [(&str, Value); N]) -> Value {
    Value::Object(entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
}

/// What may stand for a fact: a plain value, one statement, or a list of statements.
fn fact(fact: &Fact) -> Value {
    let plain = fact_value(fact);
    let properties = match fact.kind {
        FactType::Set => of([("value", plain.clone()), ("includes", plain.clone()), ("excludes", plain.clone())]),
        _ => of([("value", plain.clone())]),
    };
    let definition = if fact.kind == FactType::Set { "#/$defs/set-statement" } else { "#/$defs/statement" };
    let statement = of([("type", "object".into()), ("$ref", definition.into()), ("properties", properties)]);
    // A list is a list of statements, unless it is a set's plain value.
    let list = match fact.kind {
        FactType::Set => json!({"type": "array", "contains": {"type": "object"}}),
        _ => json!({"type": "array"}),
    };
    let statements = of([
        ("type", "array".into()),
        ("minItems", 1.into()),
        ("maxItems", bounds::statements().into()),
        ("items", statement.clone()),
    ]);
    let one = of([("if", json!({"type": "object"})), ("then", statement), ("else", or_null(plain))]);
    of([
        ("title", fact.path.as_str().into()),
        ("description", format!("{} {}", sentence(&fact.means), fact.ask).into()),
        ("if", list),
        ("then", statements),
        ("else", one),
    ])
}

/// What a schema of a plain value allows, or null.
fn or_null(mut schema: Value) -> Value {
    if let Some(kind) = schema.get_mut("type") {
        *kind = Value::Array(vec![kind.take(), "null".into()]);
    } else if let Some(values) = schema.get_mut("enum").and_then(Value::as_array_mut) {
        values.push(Value::Null);
    }
    schema
}

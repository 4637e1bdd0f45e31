//! The JSON Schemas. Those of pilots and rule sets are built from the one declaration of the vocabulary.

mod configuration;
mod documents;
mod pilot;
mod ruleset;
mod vocabulary;

use serde_json::{Map, Value, json};

pub(super) use configuration::configuration;
pub(super) use documents::documents;
pub(super) use pilot::pilot;
pub(super) use ruleset::ruleset;
pub(super) use vocabulary::vocabulary;

use super::bounds;
use super::pattern::{DAY, ID, PARAGRAPHS, PHRASE, RULE_ID, SHA256, TEXT};
use crate::model::Basis;
use crate::model::vocabulary::{Fact, FactType, Vocabulary};
use crate::text::words::sentence;

const DRAFT: &str = "https://json-schema.org/draft/2020-12/schema";

/// Keys at the top of a file that are somebody's own: whatever stands there is passed over.
fn own_keys() -> Value {
    json!({"^x-": {"description": "A key of your own, which is passed over."}})
}

fn names<T>(all: &[(T, &'static str)]) -> Vec<&'static str> {
    all.iter().map(|(_, name)| *name).collect()
}

/// The vocabulary that a pilot or a rule set names.
fn vocabulary_id() -> Value {
    let what = "The id of the vocabulary whose facts it speaks of; the one in force where this is left out.";
    json!({"type": "string", "pattern": ID, "maxLength": 200, "description": what})
}

/// The names of the dimensions.
fn dimensions(vocabulary: &Vocabulary) -> Vec<&str> {
    vocabulary.dimensions().iter().map(|(dimension, _)| dimension.name()).collect()
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

/// The paragraph of a citation.
fn paragraph() -> Value {
    json!({"type": ["integer", "string"], "minimum": 1, "maximum": u32::MAX, "pattern": TEXT, "maxLength": MAX_LABEL, "description": "The paragraph of the document, counted from 1; the first and the last of several, as in 4-6; or a label such as \"5.1\", where the register says that the document counts so."})
}

/// The most characters of a label.
const MAX_LABEL: u32 = 60;

/// The keys of a statement that say where it comes from.
fn provenance() -> Map<String, Value> {
    map(json!({
        "by": text("Who says so. Leave it out where it is the author of this file."),
        "basis": {"enum": names(&Basis::ALL), "description": "claimed: somebody with a stake says so; specified: binding text, such as a contract or a published policy; observed: seen or measured by somebody independent."},
        "document": text("The id of the document that it is found in."),
        "paragraph": paragraph(),
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
    one.insert(
        "unanswered".into(),
        json!({"const": true, "description": "Somebody was asked and did not answer: nothing is said of the value."}),
    );
    one.insert(
        "asked".into(),
        json!({"type": "string", "pattern": DAY, "description": "The day on which they were asked."}),
    );
    one.insert("hedged".into(), json!({"type": "boolean", "description": "True where it is said with words such as \"may\"; it is then listened to only with --hedged."}));
    let list = || json!({"type": "array", "minItems": 1});
    let with = |keys: &[(&str, Value)]| {
        let mut all = one.clone();
        all.extend(keys.iter().map(|(key, schema)| ((*key).to_owned(), schema.clone())));
        object(all, &json!({"minProperties": 1}))
    };
    let answered = json!({"if": {"required": ["unanswered"]}, "else": {"required": ["value"]}});
    let parts = [("one_of", list()), ("none_of", list())];
    let free = json!({});
    map(json!({
        "provenance": object(provenance(), &json!({})),
        "statement": object(one.clone(), &answered),
        "set-statement": with(&[("includes", list()), ("excludes", list())]),
        "choice-statement": with(&parts),
        "number-statement": with(&[&parts[..], &[("at_least", free.clone()), ("at_most", free.clone())]].concat()),
        "date-statement": with(&[("from", free.clone()), ("until", free)]),
    }))
}

fn fact_value(fact: &Fact) -> Value {
    match fact.kind {
        FactType::Bool => json!({"type": "boolean"}),
        FactType::Choice => json!({"enum": fact.values}),
        FactType::Set => list_of(fact),
        FactType::Text => json!({"type": "string", "pattern": TEXT, "maxLength": bounds::text()}),
        FactType::Number => json!({"type": "number"}),
        FactType::Date => json!({"type": "string", "pattern": DAY}),
    }
}

/// A list of the values of a choice or a set, each once.
fn list_of(fact: &Fact) -> Value {
    json!({"type": "array", "items": {"enum": fact.values}, "uniqueItems": true})
}

/// An object of these entries, which are moved and not written anew: there are many facts.
fn of<const N: usize>(entries: [(&str, Value); N]) -> Value {
    Value::Object(entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
}

/// What a fact tells, its question, and what its values mean.
fn description(fact: &Fact) -> String {
    let values = fact.values_with_meaning().map(|(value, means)| format!("\n- {value}: {means}"));
    let unit = fact.unit.as_ref().map_or_else(String::new, |unit| format!(" It is counted in {unit}."));
    format!("{} {}{unit}{}", sentence(&fact.means), fact.ask, values.collect::<String>())
}

/// What an editor offers for a fact, and for a test of one: it looks for that beside an `if`, and into none.
fn examples(fact: &Fact) -> Vec<Value> {
    match fact.kind {
        FactType::Bool => vec![true.into(), false.into()],
        FactType::Choice => fact.values.iter().map(|value| value.as_str().into()).collect(),
        FactType::Date => vec!["2024-04-01".into()],
        FactType::Set | FactType::Text | FactType::Number => Vec::new(),
    }
}

/// What may stand for a fact, with what it means.
fn fact(fact: &Fact) -> Value {
    let mut schema = map(of([("title", fact.path.as_str().into()), ("description", description(fact).into())]));
    let examples = examples(fact);
    if !examples.is_empty() {
        schema.insert("examples".into(), examples.into());
    }
    schema.extend(statements(fact));
    Value::Object(schema)
}

/// How a schema says what may stand for a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FactForm {
    /// Fact by fact, each with what it means: for people and their editors.
    Each,
    /// Once for all facts of a kind that have no values of their own: a document is held against that, and it is sooner ready.
    ByKind,
}

impl FactForm {
    /// What may stand for a fact.
    fn of(self, of: &Fact) -> Value {
        match self {
            Self::Each => fact(of),
            Self::ByKind if of.kind.has_values() => Value::Object(statements(of)),
            Self::ByKind => json!({"$ref": format!("#/$defs/{}-fact", of.kind.name())}),
        }
    }

    /// The definitions that these facts refer to.
    fn definitions(self, facts: &[Fact]) -> Map<String, Value> {
        let mut definitions = definitions();
        for of in facts.iter().filter(|of| self == Self::ByKind && !of.kind.has_values()) {
            let name = format!("{}-fact", of.kind.name());
            definitions.entry(name).or_insert_with(|| Value::Object(statements(of)));
        }
        definitions
    }
}

/// What may stand for a fact: a plain value, one statement, or a list of statements.
fn statements(fact: &Fact) -> Map<String, Value> {
    let plain = fact_value(fact);
    let numbers = || json!({"type": "array", "items": {"type": "number"}});
    let properties = match fact.kind {
        FactType::Set => of([("value", plain.clone()), ("includes", plain.clone()), ("excludes", plain.clone())]),
        FactType::Choice => of([("value", plain.clone()), ("one_of", list_of(fact)), ("none_of", list_of(fact))]),
        FactType::Number => of([
            ("value", plain.clone()),
            ("one_of", numbers()),
            ("none_of", numbers()),
            ("at_least", plain.clone()),
            ("at_most", plain.clone()),
        ]),
        FactType::Date => of([("value", plain.clone()), ("from", plain.clone()), ("until", plain.clone())]),
        FactType::Bool | FactType::Text => of([("value", plain.clone())]),
    };
    let definition = match fact.kind {
        FactType::Set => "#/$defs/set-statement",
        FactType::Choice => "#/$defs/choice-statement",
        FactType::Number => "#/$defs/number-statement",
        FactType::Date => "#/$defs/date-statement",
        FactType::Bool | FactType::Text => "#/$defs/statement",
    };
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
    map(of([("if", list), ("then", statements), ("else", one)]))
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

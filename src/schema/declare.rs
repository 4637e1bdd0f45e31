//! The JSON Schemas of pilots and rule sets, built from the one declaration of the vocabulary.

use serde_json::{Map, Value, json};

use crate::pilot::{Basis, Status};
use crate::rules::{Dimension, Force};
use crate::vocabulary::{Fact, FactType, Vocabulary};

const DRAFT: &str = "https://json-schema.org/draft/2020-12/schema";

/// At most twelve words.
const PHRASE: &str = r"^\s*\S+(\s+\S+){0,11}\s*$";

/// Something besides white space.
const TEXT: &str = r"\S";

const ID: &str = "^[a-z0-9][a-z0-9-]*$";

const RULE_ID: &str = r"^[A-Za-z0-9][A-Za-z0-9._-]*$";

const DAY: &str = r"^\d{4}-\d{2}-\d{2}$";

fn names<T>(all: &[(T, &'static str)]) -> Vec<&'static str> {
    all.iter().map(|(_, name)| *name).collect()
}

fn text(description: &str) -> Value {
    json!({"type": "string", "pattern": TEXT, "description": description})
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
        "phrase": {"type": "string", "pattern": PHRASE, "description": "A phrase found in that paragraph, of at most 12 words."},
        "date": text("When it was said."),
        "url": text("Where it can be read."),
        "note": text("A remark, such as how a passage is read."),
    }))
}

/// The definitions that facts refer to.
fn definitions() -> Map<String, Value> {
    let mut one = provenance();
    one.insert("value".into(), json!({"not": {"type": "null"}}));
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
        FactType::Text => json!({"type": "string", "pattern": TEXT}),
    }
}

/// What may stand for a fact: a plain value, one statement, or a list of statements.
fn fact(fact: &Fact) -> Value {
    let plain = fact_value(fact);
    let (statement, plain_or_null) = match fact.kind {
        FactType::Set => (
            json!({"type": "object", "$ref": "#/$defs/set-statement", "properties": {"value": plain, "includes": plain, "excludes": plain}}),
            json!({"type": ["array", "null"], "items": {"enum": fact.values}, "uniqueItems": true}),
        ),
        FactType::Bool => (json!({"type": "object", "$ref": "#/$defs/statement", "properties": {"value": plain}}), json!({"type": ["boolean", "null"]})),
        FactType::Choice => {
            let mut values: Vec<Value> = fact.values.iter().map(|value| json!(value)).collect();
            values.push(Value::Null);
            (json!({"type": "object", "$ref": "#/$defs/statement", "properties": {"value": plain}}), json!({"enum": values}))
        }
        FactType::Text => (
            json!({"type": "object", "$ref": "#/$defs/statement", "properties": {"value": plain}}),
            json!({"type": ["string", "null"], "pattern": TEXT}),
        ),
    };
    // A list is a list of statements, unless it is a set's plain value.
    let list = match fact.kind {
        FactType::Set => json!({"type": "array", "contains": {"type": "object"}}),
        _ => json!({"type": "array"}),
    };
    json!({
        "title": fact.path,
        "description": format!("{} {}", sentence(&fact.means), fact.ask),
        "if": list,
        "then": {"type": "array", "minItems": 1, "maxItems": super::MAX_STATEMENTS, "items": statement},
        "else": {"if": {"type": "object"}, "then": statement, "else": plain_or_null},
    })
}

/// A meaning as a sentence: with a capital letter and a full stop.
fn sentence(means: &str) -> String {
    let mut letters = means.chars();
    let first = letters.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}

/// The schema of a pilot.
pub(super) fn pilot(vocabulary: &Vocabulary) -> Value {
    let mut properties = map(json!({
        "format": {"const": 1, "description": "The version of this format."},
        "pilot": {"type": "string", "pattern": ID, "description": "The pilot's id: lower case letters, digits and hyphens."},
        "title": text("What the pilot is, in a few words."),
        "status": {"enum": names(&Status::ALL), "description": "How far the pilot has come."},
        "invented": {"type": "boolean", "description": "True for an example that describes nothing real."},
        "summary": {"type": ["string", "null"], "description": "The pilot in a few sentences, with what no fact holds."},
        "provenance": {"if": {"type": "null"}, "else": {"type": "object", "$ref": "#/$defs/provenance"}, "description": "Where the statements of this file come from, unless they say otherwise key by key."},
        "waivers": {
            "type": ["array", "null"],
            "description": "Findings that somebody has decided to live with for a time.",
            "items": object(
                map(json!({
                    "rule": text("The id of the rule."),
                    "reason": text("Why."),
                    "by": text("Who decided."),
                    "until": {"type": "string", "pattern": DAY, "description": "The last day, as in 2027-03-31."},
                })),
                &json!({"required": ["rule", "reason", "by", "until"]}),
            ),
        },
    }));
    for (section, facts) in vocabulary.sections() {
        let inside = facts.iter().map(|one| (one.name.clone(), fact(one))).collect();
        properties.insert(section.to_owned(), object(inside, &json!({"type": ["object", "null"]})));
    }
    object(
        properties,
        &json!({
            "$schema": DRAFT,
            "title": "A pilot",
            "description": "What is stated of a pilot, fact by fact, with who says so and where.",
            "required": ["format", "pilot", "title", "status"],
            "$defs": definitions(),
        }),
    )
}

/// The test that a condition may put to a fact.
fn test(fact: &Fact) -> Value {
    let list = json!({"type": "array", "items": {"enum": fact.values}, "minItems": 1, "uniqueItems": true});
    let one_of = |tests: Value| object(map(tests), &json!({"minProperties": 1, "maxProperties": 1}));
    let body = match fact.kind {
        FactType::Bool => json!({"enum": [true, false, "stated"]}),
        FactType::Text => json!({"enum": ["stated"]}),
        FactType::Choice => {
            let mut words: Vec<&str> = fact.values.iter().map(String::as_str).collect();
            words.push("stated");
            json!({
                "if": {"type": "array"},
                "then": list,
                "else": {
                    "if": {"type": "object"},
                    "then": one_of(json!({"is_not": {"enum": fact.values}, "none_of": list})),
                    "else": {"enum": words},
                },
            })
        }
        FactType::Set => json!({
            "if": {"type": "object"},
            "then": one_of(json!({"includes": list, "includes_any": list, "excludes": list, "only": list, "at_least": {"type": "integer", "minimum": 0}})),
            "else": {"enum": ["empty", "not-empty", "stated"]},
        }),
    };
    let mut schema = map(body);
    schema.insert("title".into(), json!(fact.path));
    schema.insert("description".into(), json!(sentence(&fact.means)));
    Value::Object(schema)
}

fn cases(outcome: &str, outcomes: Value) -> Value {
    json!({
        "type": "array",
        "description": "Cases of its own, each with what is expected.",
        "items": object(
            map(json!({"given": {"$ref": "#/$defs/given"}, outcome: {"enum": outcomes}})),
            &json!({"required": ["given", outcome]}),
        ),
    })
}

/// The schema of a rule set.
pub(super) fn ruleset(vocabulary: &Vocabulary) -> Value {
    let mut condition = map(json!({
        "all": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/condition"}, "description": "All of these hold."},
        "any": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/condition"}, "description": "At least one of these holds."},
        "not": {"$ref": "#/$defs/condition", "description": "This does not hold."},
        "if": {"$ref": "#/$defs/condition", "description": "Where this holds, `then` must hold."},
        "then": {"$ref": "#/$defs/condition", "description": "What must hold where `if` does."},
    }));
    condition.extend(vocabulary.facts().iter().map(|one| (one.path.clone(), test(one))));
    let given = vocabulary.facts().iter().map(|one| (one.path.clone(), fact(one))).collect();
    let mut definitions = definitions();
    definitions.insert("condition".into(), object(condition, &json!({"minProperties": 1})));
    definitions.insert("given".into(), object(given, &json!({})));
    let cite = object(
        map(json!({
            "document": text("The id of the document."),
            "paragraph": {"type": "integer", "minimum": 1, "maximum": u32::MAX, "description": "The paragraph, counted from 1."},
            "phrase": {"type": "string", "pattern": PHRASE, "description": "A phrase found in that paragraph, of at most 12 words."},
        })),
        &json!({"required": ["document", "paragraph", "phrase"], "description": "Where the condition is stated."}),
    );
    let rule = object(
        map(json!({
            "id": {"type": "string", "pattern": RULE_ID, "description": "The rule's id, unique over all rule sets."},
            "title": text("The condition in one sentence."),
            "about": {"enum": names(&Dimension::ALL), "description": "The side of a pilot that it is about."},
            "force": {"enum": names(&Force::ALL), "description": "must: a requirement or a prohibition; should: a concern or a preference; ask: a question."},
            "by": text("Who states it."),
            "cite": cite,
            "applies_when": {"$ref": "#/$defs/condition", "description": "Where it applies, within the scope of the set."},
            "require": {"$ref": "#/$defs/condition", "description": "What it requires."},
            "reason": text("Why the source asks for it, in your words."),
            "reading": text("How the source is read where the test goes beyond its words."),
            "remedy": text("What would have to change where it is breached."),
            "tests": cases("verdict", json!(["met", "breached", "contested", "unstated", "not-applicable"])),
        })),
        &json!({"required": ["id", "title", "about", "force", "by", "cite", "require", "reason", "remedy"]}),
    );
    object(
        map(json!({
            "format": {"const": 1, "description": "The version of this format."},
            "ruleset": {"type": "string", "pattern": ID, "description": "The rule set's id: lower case letters, digits and hyphens."},
            "title": text("What the rule set is, in a few words."),
            "issued_by": {"type": "array", "minItems": 1, "items": text("Who issued it."), "description": "Who states these conditions."},
            "summary": text("The rule set in a few sentences."),
            "applies_when": {"$ref": "#/$defs/condition", "description": "The scope of the whole set."},
            "tests": cases("applies", json!([true, false, "open"])),
            "rules": {"type": "array", "minItems": 1, "items": rule, "description": "The rules."},
        })),
        &json!({
            "$schema": DRAFT,
            "title": "A rule set",
            "description": "Conditions that somebody states, with the place where they state them.",
            "required": ["format", "ruleset", "title", "issued_by", "summary", "rules"],
            "$defs": definitions,
        }),
    )
}

/// The schema of the JSON report.
pub(super) fn report(vocabulary: &Vocabulary) -> Value {
    use crate::evaluate::{Verdict, Why};
    let one = |schema: Value| {
        // Every key is there; more may come with later versions.
        let required: Vec<String> = schema.as_object().map(|keys| keys.keys().cloned().collect()).unwrap_or_default();
        json!({"type": "object", "properties": schema, "required": required})
    };
    let string = || json!({"type": "string"});
    let count = || json!({"type": "integer", "minimum": 0});
    let place = || json!({"type": "integer", "minimum": 1});
    let maybe = |mut schema: Value| {
        if let Some(kind) = schema.get_mut("type") {
            *kind = json!([kind.clone(), "null"]);
        }
        schema
    };
    let list = |items: Value| json!({"type": "array", "items": items});
    let paths: Vec<&str> = vocabulary.facts().iter().map(|fact| fact.path.as_str()).collect();
    let mut bases: Vec<Value> = names(&Basis::ALL).into_iter().map(Value::from).collect();
    let basis = json!({"enum": bases});
    bases.push(Value::Null);
    let waived = one(json!({"reason": string(), "by": string(), "until": string(), "state": {"enum": ["active", "expired"]}}));
    let told = one(json!({"file": maybe(string()), "line": maybe(place()), "column": maybe(place()), "message": string()}));
    let statement = json!({
        "type": "object",
        "description": "A statement: its value, or, of a set known in part, what it includes and excludes.",
        "properties": {
            "value": {"type": ["boolean", "string", "array"], "items": string()},
            "includes": list(string()),
            "excludes": list(string()),
            "by": maybe(string()),
            "basis": basis,
            "document": maybe(string()),
            "paragraph": maybe(place()),
            "phrase": maybe(string()),
            "date": string(),
            "url": string(),
            "note": string(),
            "line": place(),
            "column": place(),
            "written_at": {"description": "Where the value is written, if an alias or a merge key brought it in.", "if": {"type": "null"}, "else": one(json!({"line": place(), "column": place()}))},
        },
        "required": ["by", "basis", "document", "paragraph", "phrase", "line", "column", "written_at"],
    });
    let statements = || list(json!({"$ref": "#/$defs/statement"}));
    let counts: Map<String, Value> = Verdict::ALL.iter().map(|(_, name)| ((*name).to_owned(), count())).collect();
    let result = one(json!({
        "rule": string(),
        "ruleset": string(),
        "title": string(),
        "force": {"enum": names(&Force::ALL)},
        "about": {"enum": names(&Dimension::ALL)},
        "by": string(),
        "verdict": {"enum": names(&Verdict::ALL)},
        "basis": {"enum": bases, "description": "The strongest basis on which the reasons still decide the verdict."},
        "waived": {"if": {"type": "null"}, "else": waived},
        "because": list(one(json!({"fact": {"enum": paths}, "statements": statements()}))),
        "turns_on": list(one(json!({"fact": {"enum": paths}, "why": {"enum": names(&Why::ALL)}, "ask": string(), "statements": statements()}))),
        "cite": one(json!({"document": string(), "paragraph": place(), "phrase": string()})),
    }));
    let pilot = one(json!({
        "pilot": string(),
        "title": string(),
        "file": string(),
        "document": count(),
        "results": list(result),
        "summary": one(Value::Object(counts)),
    }));
    let mut report = one(json!({
        "format": {"const": 1},
        "tool": one(json!({"name": {"const": "brief"}, "version": string()})),
        "today": {"type": "string", "pattern": DAY},
        "rulesets": list(one(json!({"ruleset": string(), "title": string(), "issued_by": list(string()), "rules": count()}))),
        "pilots": list(pilot),
        "errors": list(told.clone()),
        "notices": list(told),
    }));
    if let Some(report) = report.as_object_mut() {
        report.insert("$schema".into(), json!(DRAFT));
        report.insert("title".into(), json!("A report of brief check"));
        report.insert("$defs".into(), json!({"statement": statement}));
    }
    report
}

//! The schema of rule sets.

use serde_json::{Value, json};

use super::super::bounds;
use super::{
    DAY, DRAFT, FactForm, ID, PHRASE, RULE_ID, dimensions, examples, map, names, object, paragraph, text, vocabulary_id,
};
use crate::model::vocabulary::{Fact, FactType, Vocabulary};
use crate::model::{AuditFindingKind, Force};
use crate::text::words::sentence;

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
        FactType::Number => {
            let number = json!({"type": "number"});
            let between = json!({"type": "array", "minItems": 2, "maxItems": 2, "items": number});
            json!({
                "if": {"type": "object"},
                "then": one_of(json!({"at_most": number, "at_least": number, "less_than": number, "more_than": number, "between": between})),
                "else": {"if": {"type": "string"}, "then": {"enum": ["stated"]}, "else": number},
            })
        }
        FactType::Date => {
            let day = json!({"type": "string", "pattern": DAY});
            let between = json!({"type": "array", "minItems": 2, "maxItems": 2, "items": day});
            json!({
                "if": {"type": "object"},
                "then": one_of(json!({"before": day, "after": day, "on_or_before": day, "on_or_after": day, "between": between})),
                "else": {"if": {"const": "stated"}, "else": day},
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
    let words: &[&str] = match fact.kind {
        FactType::Set => &["empty", "not-empty", "stated"],
        _ => &["stated"],
    };
    let mut offered = examples(fact);
    offered.extend(words.iter().map(|word| Value::from(*word)));
    schema.insert("examples".into(), offered.into());
    Value::Object(schema)
}

fn cases(outcome: &str, outcomes: &Value) -> Value {
    json!({
        "type": "array",
        "description": "Cases of its own, each with what is expected.",
        "items": object(
            map(json!({
                "given": {"$ref": "#/$defs/given"},
                outcome: {"enum": outcomes},
                "because": text("Why this is right, in your words."),
                "hostile": {"type": "boolean", "description": "It is a pilot that a hostile reader would bring: one that the source condemns and a careless rule would let pass, or the other way round. It needs a `because`."},
            })),
            &json!({
                "required": ["given", outcome],
                "if": {"properties": {"hostile": {"const": true}}, "required": ["hostile"]},
                "then": {"required": ["because"]},
            }),
        ),
    })
}

/// The schema of a rule set.
pub(in crate::schema) fn ruleset(vocabulary: &Vocabulary, form: FactForm) -> Value {
    let mut condition = map(json!({
        "all": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/condition"}, "description": "All of these hold."},
        "any": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/condition"}, "description": "At least one of these holds."},
        "not": {"$ref": "#/$defs/condition", "description": "This does not hold."},
        "if": {"$ref": "#/$defs/condition", "description": "Where this holds, `then` must hold."},
        "then": {"$ref": "#/$defs/condition", "description": "What must hold where `if` does."},
    }));
    condition.extend(vocabulary.facts().iter().map(|one| (one.path.clone(), test(one))));
    let given = vocabulary.facts().iter().map(|one| (one.path.clone(), form.of(one))).collect();
    let mut definitions = form.definitions(vocabulary.facts());
    let together = json!({"minProperties": 1, "dependentRequired": {"if": ["then"], "then": ["if"]}});
    definitions.insert("condition".into(), object(condition, &together));
    definitions.insert("given".into(), object(given, &json!({})));
    let cite = object(
        map(json!({
            "document": text("The id of the document."),
            "paragraph": paragraph(),
            "phrase": {"type": "string", "pattern": PHRASE, "maxLength": bounds::text(), "description": "A phrase found in that paragraph, of at most 12 words."},
        })),
        &json!({"required": ["document", "paragraph", "phrase"], "description": "Where the condition is stated."}),
    );
    let rule = object(
        map(json!({
            "id": {"type": "string", "pattern": RULE_ID, "maxLength": 200, "description": "The rule's id, unique over all rule sets."},
            "title": text("The condition in one sentence."),
            "about": {"enum": dimensions(vocabulary), "description": "The side of a pilot that it is about."},
            "force": {"enum": names(&Force::ALL), "description": "must: a requirement or a prohibition; should: a concern or a preference; ask: a question."},
            "by": text("Who states it."),
            "cite": cite,
            "applies_when": {"$ref": "#/$defs/condition", "description": "Where it applies, within the scope of the set."},
            "require": {"$ref": "#/$defs/condition", "description": "What it requires."},
            "reason": text("Why the source asks for it, in your words."),
            "reading": text("How the source is read where the test goes beyond its words."),
            "remedy": text("What would have to change where it is breached."),
            "no_hostile": text("Why there is no pair of hostile tests, if there is none."),
            "tests": cases("verdict", &json!(["met", "breached", "contested", "unstated", "not-applicable"])),
        })),
        &json!({"required": ["id", "title", "about", "force", "by", "cite", "require", "reason", "remedy"]}),
    );
    let mut properties = map(json!({
            "format": {"const": 1, "description": "The version of this format."},
            "ruleset": {"type": "string", "pattern": ID, "maxLength": 200, "description": "The rule set's id: lower case letters, digits and hyphens."},
            "vocabulary": vocabulary_id(),
            "title": text("What the rule set is, in a few words."),
            "issued_by": {"type": "array", "minItems": 1, "items": text("Who issued it."), "description": "Who states these conditions."},
            "summary": text("The rule set in a few sentences."),
            "applies_when": {"$ref": "#/$defs/condition", "description": "The scope of the whole set."},
            "tests": cases("applies", &json!([true, false, "open"])),
    }));
    properties.insert("import".into(), import());
    properties.insert("accepts".into(), accepts());
    properties.insert("rules".into(), json!({"type": "array", "items": rule, "description": "Its own rules; they may be left out where something is imported."}));
    let needed = ["format", "ruleset", "title", "issued_by", "summary"];
    let needed_with_rules: Vec<&str> = needed.into_iter().chain(["rules"]).collect();
    object(
        properties,
        &json!({
            "$schema": DRAFT,
            "patternProperties": super::own_keys(),
            "title": "A rule set",
            "description": "Conditions that somebody states, with the place where they state them.",
            "if": {"required": ["import"]},
            "then": {"required": needed},
            "else": {"required": needed_with_rules, "properties": {"rules": {"minItems": 1}}},
            "$defs": definitions,
        }),
    )
}

/// What a set imports.
fn import() -> Value {
    let why = |description: &str| {
        let reason = text(description);
        let rule = text("The id of a rule, or several with a `*` in place of any characters, as in PB-0*.");
        (rule, reason)
    };
    let (rule, reason) = why("Why they are left out.");
    let drop = object(map(json!({"rule": rule, "reason": reason})), &json!({"required": ["rule", "reason"]}));
    let (rule, reason) = why("Why they are given another force.");
    let force = object(
        map(
            json!({"rule": rule, "force": {"enum": names(&Force::ALL), "description": "The force that they are given."}, "reason": reason}),
        ),
        &json!({"required": ["rule", "force", "reason"]}),
    );
    let one = object(
        map(json!({
            "from": text("The id of a rule set, or the path of a file or a folder, as in ./rules.yaml: relative to the folder of this file."),
            "only": {"type": "array", "minItems": 1, "uniqueItems": true, "items": text("The id of a rule, several with a `*` in place of any characters, or a dimension."), "description": "The rules that are taken; all where this is left out."},
            "drop": {"type": "array", "minItems": 1, "items": drop, "description": "The rules that are left out again."},
            "force": {"type": "array", "minItems": 1, "items": force, "description": "The rules that are given another force."},
        })),
        &json!({"required": ["from"]}),
    );
    json!({"type": "array", "minItems": 1, "items": one, "description": "Rules that others state, and that are taken over with all that they say of themselves."})
}

/// The findings of the audit that a set keeps.
fn accepts() -> Value {
    let rules = json!({"type": "array", "minItems": 1, "uniqueItems": true, "items": text("The id of a rule of this set."), "description": "The rules that it is found of; for implied two, first the one that says more."});
    let one = object(
        map(json!({
            "finding": {"enum": names(&AuditFindingKind::ALL), "description": "What `brief rules audit` finds."},
            "rules": rules,
            "reason": text("Why it is kept."),
        })),
        &json!({"required": ["finding", "rules", "reason"]}),
    );
    json!({"type": "array", "minItems": 1, "items": one, "description": "What `brief rules audit` finds of these rules, and is kept for a reason."})
}

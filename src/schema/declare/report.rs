//! The schema of the JSON report.

use serde_json::{Map, Value, json};

use super::{DAY, DRAFT, dimensions, names};
use crate::model::vocabulary::Vocabulary;
use crate::model::{Applies, Basis, DiagnosticCode, Force, Verdict, Why};

/// The schema of the JSON report.
pub(in crate::schema) fn report(vocabulary: &Vocabulary) -> Value {
    let one = |schema: Value| {
        // Every key is there; more may come with later versions.
        let required: Vec<String> = schema.as_object().map(|keys| keys.keys().cloned().collect()).unwrap_or_default();
        json!({"type": "object", "properties": schema, "required": required})
    };
    let string = || json!({"type": "string"});
    let count = || json!({"type": "integer", "minimum": 0});
    let position = || json!({"type": "integer", "minimum": 1});
    let maybe = |mut schema: Value| {
        if let Some(kind) = schema.get_mut("type") {
            *kind = json!([kind.clone(), "null"]);
        }
        schema
    };
    let list = |entries: Value| json!({"type": "array", "items": entries});
    let paths: Vec<&str> = vocabulary.facts().iter().map(|fact| fact.path.as_str()).collect();
    let mut bases: Vec<Value> = names(&Basis::ALL).into_iter().map(Value::from).collect();
    bases.push(Value::Null);
    let basis = json!({"enum": bases, "description": "Null where nobody answered."});
    let diagnostic = diagnostic();
    let statement = json!({
        "type": "object",
        "description": "A statement: its value, or what is known of it in part; or that somebody was asked and did not answer.",
        "properties": {
            "value": {"type": ["boolean", "number", "string", "array"], "items": string()},
            "includes": list(string()),
            "excludes": list(string()),
            "one_of": list(json!({"type": ["number", "string"]})),
            "none_of": list(json!({"type": ["number", "string"]})),
            "at_least": {"type": "number"},
            "at_most": {"type": "number"},
            "from": {"type": "string", "pattern": DAY},
            "until": {"type": "string", "pattern": DAY},
            "unanswered": {"const": true},
            "asked": {"type": "string", "pattern": DAY},
            "hedged": {"const": true},
            "by": maybe(string()),
            "basis": basis,
            "document": maybe(string()),
            "paragraph": {"type": ["integer", "string", "null"], "minimum": 1},
            "phrase": maybe(string()),
            "date": string(),
            "url": string(),
            "note": string(),
            "line": position(),
            "column": position(),
            "written_at": {"description": "Where the value is written, if an alias or a merge key brought it in.", "if": {"type": "null"}, "else": one(json!({"line": position(), "column": position()}))},
        },
        "required": ["by", "basis", "document", "paragraph", "phrase", "line", "column", "written_at"],
    });
    let statements = || list(json!({"$ref": "#/$defs/statement"}));
    let mut counts: Map<String, Value> = Verdict::ALL.iter().map(|(_, name)| ((*name).to_owned(), count())).collect();
    let of_met = "How many of those that are met may turn out not to apply; they are counted in `met`, too.";
    counts.insert("met-if-it-applies".into(), json!({"type": "integer", "minimum": 0, "description": of_met}));
    let mut cite = one(
        json!({"document": string(), "paragraph": {"type": ["integer", "string"], "minimum": 1}, "phrase": string()}),
    );
    if let Some(properties) = cite.pointer_mut("/properties").and_then(Value::as_object_mut) {
        properties.insert("part".into(), string());
    }
    let mut result = one(json!({
        "rule": string(),
        "ruleset": string(),
        "title": string(),
        "force": {"enum": names(&Force::ALL)},
        "about": {"enum": dimensions(vocabulary)},
        "by": string(),
        "verdict": {"enum": names(&Verdict::ALL)},
        "applies": applies(),
        "basis": {"enum": bases.clone(), "description": "The strongest basis on which the reasons still decide the verdict."},
        "waived": {"if": {"type": "null"}, "else": waived()},
        "because": list(one(json!({"fact": {"enum": paths}, "statements": statements()}))),
        "applies_because": list(one(json!({"fact": {"enum": paths}, "statements": statements()}))),
        "turns_on": list(one(json!({"fact": {"enum": paths}, "why": {"enum": names(&Why::ALL)}, "ask": string(), "statements": statements()}))),
        "cite": cite,
    }));
    if let Some(properties) = result.pointer_mut("/properties").and_then(Value::as_object_mut) {
        properties.insert("known".into(), json!({"const": true, "description": "The baseline has it already."}));
        let word =
            one(json!({"speaker": maybe(string()), "otherwise": {"enum": names(&Verdict::ALL)}, "applies": applies()}));
        properties.insert("by_word".into(), list(word));
        properties.insert("origin".into(), origin());
        let side =
            one(json!({"speaker": maybe(string()), "verdict": {"enum": names(&Verdict::ALL)}, "applies": applies()}));
        properties.insert("sides".into(), list(side));
    }
    if let Some(turns) = result.pointer_mut("/properties/turns_on/items/properties").and_then(Value::as_object_mut) {
        let of_hedged = json!({"type": "array", "items": {"$ref": "#/$defs/statement"}, "description": "Statements that are not listened to because they are hedged."});
        turns.insert("hedged".into(), of_hedged);
    }
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
        "basis": {"enum": bases, "description": "Statements weaker than this are set aside."},
        "without": list(string()),
        "today": {"type": "string", "pattern": DAY},
        "rulesets": list(one(json!({"ruleset": string(), "title": string(), "issued_by": list(string()), "rules": count()}))),
        "vocabularies": list(one(json!({"vocabulary": string(), "title": string(), "sha256": string(), "facts": count()}))),
        "pilots": list(pilot),
        "errors": list(diagnostic.clone()),
        "notices": list(diagnostic),
    }));
    if let Some(report) = report.as_object_mut() {
        report.insert("$schema".into(), json!(DRAFT));
        report.insert("title".into(), json!("A report of brief check"));
        report.insert("$defs".into(), json!({"statement": statement}));
    }
    report
}

/// An error or a notice.
fn diagnostic() -> Value {
    let codes = names(DiagnosticCode::ALL);
    let position = json!({"type": "integer", "minimum": 1});
    let maybe = json!({"type": ["integer", "null"], "minimum": 1});
    let edit = json!({
        "type": "object",
        "description": "A stretch of the file, with the text that is to stand in its place. Edits do not overlap, and come in the order of the text.",
        "properties": {"line": position, "column": position, "end_line": position, "end_column": position, "new_text": {"type": "string"}},
        "required": ["line", "column", "end_line", "end_column", "new_text"],
    });
    let fix = json!({
        "type": "object",
        "description": "A way to mend it: all of the edits, or none.",
        "properties": {"title": {"type": "string"}, "edits": {"type": "array", "items": edit}},
        "required": ["title", "edits"],
    });
    let related = json!({
        "type": "object",
        "description": "Another place that has to do with it.",
        "properties": {"file": {"type": "string"}, "line": position, "column": position, "end_line": maybe, "end_column": maybe, "message": {"type": "string"}},
        "required": ["file", "line", "column", "end_line", "end_column", "message"],
    });
    json!({
        "type": "object",
        "properties": {
            "file": {"type": ["string", "null"]},
            "line": maybe,
            "column": maybe,
            "end_line": {"type": ["integer", "null"], "minimum": 1, "description": "Where it ends: the place behind its last character."},
            "end_column": maybe,
            "code": {"type": "string", "examples": codes, "description": "What kind of thing it is; `brief explain CODE` tells what it means. Later versions may have more of them."},
            "message": {"type": "string"},
            "related": {"type": "array", "items": related},
            "fixes": {"type": "array", "items": fix},
        },
        "required": ["file", "line", "column", "end_line", "end_column", "code", "message", "related", "fixes"],
    })
}

/// Whether a rule applies.
fn applies() -> Value {
    json!({"enum": names(&Applies::IN_REPORTS), "description": "Whether the rule applies."})
}

/// Where a rule comes from that is imported, or whose force was changed.
fn origin() -> Value {
    let list = json!({"type": "array", "items": {"type": "string"}});
    json!({
        "type": "object",
        "properties": {
            "ruleset": {"type": "string"},
            "title": {"type": "string"},
            "issued_by": list,
            "force": {"enum": names(&Force::ALL), "description": "The force with which the source states it, where it has another here."},
            "weighed_by": list,
            "reason": {"type": "string"},
        },
        "required": ["ruleset", "title", "issued_by"],
        "dependentRequired": {"force": ["weighed_by", "reason"]},
    })
}

/// The waiver of a result. Where it is written is there only where that is not the pilot.
fn waived() -> Value {
    json!({
        "type": "object",
        "properties": {
            "reason": {"type": "string"},
            "by": {"type": "string"},
            "until": {"type": "string"},
            "state": {"enum": ["active", "expired"]},
            "file": {"type": "string", "description": "The configuration, where it is a waiver for several pilots."},
            "line": {"type": "integer", "minimum": 1},
        },
        "required": ["by", "reason", "state", "until"],
    })
}

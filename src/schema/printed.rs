//! The schemas as they are printed, for editors and for validators that others wrote.
//!
//! What a file is held against here says no more than our own messages need, and leaves the rest to those that read it. What
//! is printed says as much as a schema can; it says it so that strict validators take it; and what an editor offers, or
//! shows where the pointer rests, stands beside each `if`, as editors look into none.

use serde_json::{Map, Value, json};

use super::pattern::{CALENDAR_DAY, DAY};
use crate::model::vocabulary::{Fact, FactType, Vocabulary};
use crate::text::words::sentence;

/// Which content a statement has: keys of one group go together, those of two contradict each other.
const CONTENT: [&[&str]; 7] = [
    &["value"],
    &["includes", "excludes"],
    &["one_of"],
    &["none_of"],
    &["at_least", "at_most"],
    &["from", "until"],
    &["unanswered"],
];

/// The keys by which a schema speaks of lists alone.
const OF_LISTS: [&str; 5] = ["items", "contains", "minItems", "maxItems", "uniqueItems"];

/// The keys by which a schema speaks of mappings alone.
const OF_MAPPINGS: [&str; 6] =
    ["properties", "required", "additionalProperties", "minProperties", "maxProperties", "dependentRequired"];

/// A schema in the form in which it is printed under a name.
pub(super) fn printed(name: &str, vocabulary: &Vocabulary, mut schema: Value) -> Value {
    for fact in vocabulary.facts() {
        name_statement(fact, &mut schema);
    }
    if let Some(definitions) = schema.get_mut("$defs").and_then(Value::as_object_mut) {
        definitions.values_mut().for_each(say_one_thing);
    }
    let mut schema = strict(schema);
    if let Some(schema) = schema.as_object_mut() {
        // A name and no address: whoever has the schema has it from somewhere, and we know of no place for all.
        schema.insert("$id".into(), format!("{name}.schema.json").into());
    }
    schema
}

/// Gives the statement of a fact a definition, in place of all that is said of it wherever one may stand.
fn name_statement(fact: &Fact, schema: &mut Value) {
    let in_pilots = format!("/properties/{}/properties/{}", fact.section, fact.name);
    let in_tests = format!("/$defs/given/properties/{}", fact.path);
    let mut definition = None;
    for of_fact in [in_pilots, in_tests] {
        for place in ["/then/items", "/else/then"] {
            if let Some(statement) = schema.pointer_mut(&format!("{of_fact}{place}")) {
                let reference = json!({"$ref": format!("#/$defs/{}", fact.path)});
                definition = Some(std::mem::replace(statement, reference));
            }
        }
    }
    let definitions = schema.get_mut("$defs").and_then(Value::as_object_mut);
    if let (Some(mut definition), Some(definitions)) = (definition, definitions) {
        explain_values(fact, &mut definition);
        if fact.kind == FactType::Set {
            set(&mut definition, "allOf", fact.values.iter().map(|value| not_both(value)).collect());
        }
        definitions.insert(fact.path.clone(), definition);
    }
}

/// Says beside each key that says what is stated which fact that is, and what the key says of it.
fn explain_values(fact: &Fact, definition: &mut Value) {
    let keys = definition.get_mut("properties").and_then(Value::as_object_mut);
    for (key, schema) in keys.into_iter().flatten() {
        let says = match key.as_str() {
            "includes" => "What is in it; what is named neither here nor behind `excludes` may be or not.",
            "excludes" => "What is not in it.",
            "one_of" => "It is one of these.",
            "none_of" => "It is none of these.",
            "at_least" => "It is this or more.",
            "at_most" => "It is this or less.",
            "from" => "It is this day or a later one.",
            "until" => "It is this day or an earlier one.",
            _ => "What is stated.",
        };
        if let Some(schema) = schema.as_object_mut() {
            if key != "value" && schema.contains_key("items") {
                schema.insert("minItems".into(), 1.into());
            }
            schema.insert("title".into(), fact.path.as_str().into());
            schema.insert("description".into(), format!("{says} {}", sentence(&fact.means)).into());
        }
    }
}

/// Gives a schema a key.
fn set(schema: &mut Value, key: &str, value: Value) {
    if let Some(schema) = schema.as_object_mut() {
        schema.insert(key.to_owned(), value);
    }
}

/// A member of a set cannot be both in and out.
fn not_both(member: &str) -> Value {
    let lists = json!({"type": "array", "contains": {"const": member}});
    json!({"not": {"required": ["includes", "excludes"], "properties": {"includes": lists, "excludes": lists}}})
}

/// A statement says one thing: of the keys that say what is stated, no two that contradict each other.
fn say_one_thing(definition: &mut Value) {
    let keys = definition.get("properties").and_then(Value::as_object);
    let Some(keys) = keys.filter(|_| definition.get("additionalProperties").is_some()) else { return };
    let has = |key: &&&str| keys.contains_key(**key);
    let mut alone = Map::new();
    for (at, group) in CONTENT.iter().enumerate() {
        let mut others: Vec<&str> = CONTENT.iter().skip(at + 1).copied().flatten().filter(has).copied().collect();
        if *group == ["unanswered"] {
            others.extend(["hedged", "basis"]);
        }
        let never: Map<String, Value> = others.into_iter().map(|key| (key.to_owned(), Value::Bool(false))).collect();
        if !never.is_empty() {
            let of_group = group.iter().filter(has).map(|key| ((*key).to_owned(), json!({"properties": never})));
            alone.extend(of_group);
        }
    }
    if alone.len() > 1 {
        set(definition, "dependentSchemas", Value::Object(alone));
        name_keys(definition);
    }
}

/// What all facts share says of a key that says what is stated only that there is one, as each fact says what it is. The others
/// have a title: an editor would give them that of the fact that it has last seen.
fn name_keys(definition: &mut Value) {
    let keys = definition.get_mut("properties").and_then(Value::as_object_mut);
    for (key, schema) in keys.into_iter().flatten() {
        if key != "unanswered" && CONTENT.iter().any(|group| group.contains(&key.as_str())) {
            *schema = Value::Bool(true);
        } else {
            set(schema, "title", key.as_str().into());
        }
    }
}

/// A schema and all that is in it, as strict validators take them.
fn strict(schema: Value) -> Value {
    match schema {
        Value::Object(map) => {
            let map = map.into_iter().map(|(key, inside)| {
                let literal = matches!(key.as_str(), "const" | "enum" | "examples" | "required");
                (key, if literal { inside } else { strict(inside) })
            });
            one_schema(map.collect())
        }
        Value::Array(list) => Value::Array(list.into_iter().map(strict).collect()),
        other => other,
    }
}

fn one_schema(mut map: Map<String, Value>) -> Value {
    if map.get("pattern").is_some_and(|pattern| pattern == DAY) {
        map.insert("pattern".into(), CALENDAR_DAY.into());
        map.entry("examples").or_insert_with(|| json!(["2027-03-31"]));
    }
    // What is not null, and is described: an editor looks for that beside the `if`.
    if map.get("if").is_some_and(|schema| *schema == json!({"type": "null"})) {
        for key in ["title", "description", "examples"] {
            if let Some(told) = map.get_mut("else").and_then(Value::as_object_mut).and_then(|map| map.shift_remove(key))
            {
                map.insert(key.into(), told);
            }
        }
        if let Some(values) = map.get("else").and_then(|schema| schema.get("enum")).cloned() {
            map.entry("examples").or_insert(values);
        }
    }
    // What is required is a property, also where another part of the schema says what it is like.
    if let Some(required) = map.get("required").and_then(Value::as_array).cloned()
        && !map.contains_key("additionalProperties")
    {
        let properties = map.entry("properties").or_insert_with(|| json!({}));
        for key in required.iter().filter_map(Value::as_str) {
            if properties.get(key).is_none() {
                set(properties, key, Value::Bool(true));
            }
        }
    }
    if !map.contains_key("type") && OF_LISTS.iter().any(|key| map.contains_key(*key)) {
        map.insert("type".into(), "array".into());
    }
    each_type_alone(map)
}

/// A schema of several types as one for each; but for null, which may stand beside one.
fn each_type_alone(mut map: Map<String, Value>) -> Value {
    let types = map.get("type").and_then(Value::as_array).cloned().unwrap_or_default();
    let other_than_null = types.iter().filter(|name| **name != "null").count();
    if other_than_null < 2 {
        return Value::Object(map);
    }
    map.shift_remove("type");
    let told = ["title", "description", "examples"].map(|key| (key, map.shift_remove(key)));
    let of_type = |name: &Value| {
        let keys = map.iter().filter(|(key, _)| {
            let of = |keys: &[&str]| keys.contains(&key.as_str());
            match name.as_str() {
                Some("null" | "boolean") => false,
                Some("integer" | "number") => of(&["minimum", "maximum"]),
                Some("string") => of(&["pattern", "minLength", "maxLength"]),
                Some("array") => of(&OF_LISTS),
                _ => of(&OF_MAPPINGS),
            }
        });
        let mut one = Map::from_iter([("type".to_owned(), name.clone())]);
        one.extend(keys.map(|(key, inside)| (key.clone(), inside.clone())));
        Value::Object(one)
    };
    let any: Value = types.iter().map(of_type).collect();
    let told = told.into_iter().filter_map(|(key, told)| Some((key.to_owned(), told?)));
    let mut one: Map<String, Value> = told.collect();
    one.insert("anyOf".into(), any);
    Value::Object(one)
}

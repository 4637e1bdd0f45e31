//! What the schemas say of the limits that can be set.
//!
//! A schema that is printed has the numbers of the contract. Where a document is held against it, the limits of that
//! document count instead: the tree is built within them, and the pilot is read within them.

use serde_json::Value;

use crate::model::limits::{Limit, Limits};

/// The most characters of a text, as a schema has it.
pub(super) fn text() -> u32 {
    Limits::default().number(Limit::Characters)
}

/// The most statements of a fact, as a schema has it.
pub(super) fn statements() -> u32 {
    Limits::default().number(Limit::Statements)
}

/// A schema without these two; other bounds, such as those of ids, stay.
pub(super) fn separate(mut schema: Value) -> Value {
    let is = |value: Option<&Value>, number: u32| value.and_then(Value::as_u64) == Some(u64::from(number));
    match &mut schema {
        Value::Object(map) => {
            if is(map.get("maxLength"), text()) {
                map.remove("maxLength");
            }
            if is(map.get("maxItems"), statements()) {
                map.remove("maxItems");
            }
            map.values_mut().for_each(|value| *value = separate(value.take()));
        }
        Value::Array(list) => list.iter_mut().for_each(|value| *value = separate(value.take())),
        _ => {}
    }
    schema
}

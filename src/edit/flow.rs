//! Values of YAML on one line.

use std::borrow::Cow;
use std::fmt::Write as _;

use serde_json::Value;

use crate::model::Basis;
use crate::model::vocabulary::Fact;
use crate::pilot::{PROVENANCE, Statement};
use crate::tree::{Kind, Node};

/// A value with all that it holds, with aliases and merges written out.
#[must_use]
pub fn node(value: Node<'_>) -> String {
    match value.kind() {
        Kind::Null => "null".to_owned(),
        Kind::Text => text(value.as_text().unwrap_or_default()),
        Kind::Bool | Kind::Int | Kind::Float => value.as_written().unwrap_or_default().to_owned(),
        Kind::List => format!("[{}]", value.items().map(node).collect::<Vec<_>>().join(", ")),
        Kind::Map => {
            let entry = |(key, value): (crate::tree::Key<'_>, Node<'_>)| format!("{}: {}", text(key.name), node(value));
            format!("{{{}}}", value.entries().map(entry).collect::<Vec<_>>().join(", "))
        }
    }
}

/// A value of JSON.
#[must_use]
pub fn json(value: &Value) -> String {
    match value {
        Value::Null | Value::Bool(_) | Value::Number(_) => value.to_string(),
        Value::String(words) => text(words),
        Value::Array(items) => format!("[{}]", items.iter().map(json).collect::<Vec<_>>().join(", ")),
        Value::Object(entries) => {
            let entry = |(key, value): (&String, &Value)| format!("{}: {}", text(key), json(value));
            format!("{{{}}}", entries.iter().map(entry).collect::<Vec<_>>().join(", "))
        }
    }
}

/// A statement as one of several: with its keys, even if it was a plain value.
pub(super) fn statement(value: Node<'_>) -> String {
    if value.kind() == Kind::Map { node(value) } else { format!("{{value: {}}}", node(value)) }
}

/// A text, in quotation marks unless it is a plain word.
pub(super) fn text(text: &str) -> String {
    let word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let numberlike = text.eq_ignore_ascii_case("null") || text.eq_ignore_ascii_case("true");
    let plain = text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.chars().all(word);
    if plain && !numberlike && !text.eq_ignore_ascii_case("false") {
        return text.to_owned();
    }
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            // A text takes whatever is written to it.
            '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}' => drop(write!(out, "\\u{:04X}", c as u32)),
            c if c.is_control() => drop(write!(out, "\\x{:02X}", c as u32)),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A statement of a fact: as a plain value where it is the only one and that says it, else with its keys. `provenance` is
/// what all statements of the file have unless they say otherwise: what agrees with that is left out, and what it would put
/// into somebody's mouth is set aside.
pub(super) fn stated(fact: &Fact, statement: &Statement<'_>, provenance: Option<Node<'_>>, alone: bool) -> String {
    let usual = |key: &str| provenance.and_then(|provenance| provenance.get(key)).and_then(Node::as_written);
    let from = Provenance(statement);
    let as_usual = |key: &str| from.of(key).as_deref() == usual(key);
    let mut entries: Vec<(&str, String)> = Vec::new();
    for (key, yaml) in statement.keys(fact, text) {
        // A basis goes with whoever says it, and where.
        let left_out = match (key, usual(key)) {
            ("basis", Some(_)) => ["by", "basis", "document"].iter().all(|key| as_usual(key)),
            ("basis", None) => statement.by.is_none() && statement.basis == Basis::Specified,
            (_, Some(_)) => as_usual(key),
            (_, None) => false,
        };
        if !left_out {
            entries.push((key, yaml));
        }
    }
    let set_aside = PROVENANCE.into_iter().filter(|key| *key != "basis" && usual(key).is_some());
    entries.extend(set_aside.filter(|key| from.of(key).is_none()).map(|key| (key, "null".to_owned())));
    if let ([("value", value)], true) = (entries.as_slice(), alone) {
        return value.clone();
    }
    let entries: Vec<String> = entries.into_iter().map(|(key, value)| format!("{key}: {value}")).collect();
    format!("{{{}}}", entries.join(", "))
}

/// Where a statement comes from, key by key.
struct Provenance<'s>(&'s Statement<'s>);

impl Provenance<'_> {
    fn of(&self, key: &str) -> Option<Cow<'_, str>> {
        let Statement { by, document, phrase, date, url, note, .. } = self.0;
        let text = match key {
            "by" => by,
            "document" => document,
            "phrase" => phrase,
            "date" => date,
            "url" => url,
            "note" => note,
            "paragraph" => return self.0.paragraph.as_ref().map(|paragraph| Cow::Owned(paragraph.to_string())),
            _ => return Some(Cow::Borrowed(self.0.basis.name())),
        };
        text.as_deref().map(Cow::Borrowed)
    }
}

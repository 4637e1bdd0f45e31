//! Values of YAML on one line.

use std::fmt::Write as _;

use crate::model::Basis;
use crate::model::vocabulary::Fact;
use crate::pilot::{PROVENANCE, StatedValue};
use crate::tree::{Kind, Node};

/// A value with all that it holds, with aliases and merges written out.
pub(super) fn node(value: Node<'_>) -> String {
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

/// What the file's own author states of a fact, on a basis: as a plain value where that says it, else with its keys.
/// `defaults` are the keys that all statements of the file have unless they say otherwise.
pub(super) fn author(fact: &Fact, said: &StatedValue<'_>, basis: Basis, defaults: &[&str], alone: bool) -> String {
    let mut entries: Vec<(&str, String)> = Vec::new();
    let value = said.plain(fact).map(|content| content.yaml(text));
    if value.is_none() {
        entries.extend(said.contents(fact).into_iter().map(|(key, content)| (key, content.yaml(text))));
    }
    // What the defaults would put into the author's mouth is set aside.
    let set_aside = PROVENANCE.into_iter().filter(|key| *key != "basis" && defaults.contains(key));
    let usual = basis == Basis::Specified && !defaults.contains(&"basis");
    if let (Some(value), true, true, None) = (&value, alone, usual, set_aside.clone().next()) {
        return value.clone();
    }
    entries.extend(value.map(|value| ("value", value)));
    if !usual {
        entries.push(("basis", basis.name().to_owned()));
    }
    entries.extend(set_aside.map(|key| (key, "null".to_owned())));
    let entries: Vec<String> = entries.into_iter().map(|(key, value)| format!("{key}: {value}")).collect();
    format!("{{{}}}", entries.join(", "))
}

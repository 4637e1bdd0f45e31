//! What another reader of YAML makes of the same text: libyaml, as the crate `yaml_serde` has it.

use serde_yaml::Value;
use watching_brief::tree::{Kind, Node};

/// Signs of documents that libyaml may read otherwise, since it reads YAML 1.1: there further characters break lines, a
/// colon is no part of the name of an anchor, a word within brackets never begins with `?`, and there are other
/// directives; and it takes a byte order mark within a text.
const APART: [char; 8] = ['&', '*', '%', '?', '\u{85}', '\u{2028}', '\u{2029}', '\u{feff}'];

/// Holds a document that our reader takes against what libyaml makes of it, if that takes it too. What a plain word
/// means, be it a number or a text, YAML 1.1 and 1.2 do not agree on; and merges and tags are left to us.
pub fn agrees(text: &str, root: Node<'_>) {
    // A block of text that is the whole document need not be indented, which libyaml wants.
    if text.contains(APART) || text.contains("<<") || root.kind() == Kind::Text {
        return;
    }
    // Of a block of text, libyaml would leave out a break at its end that is not written; the YAML test suite (L24T) has it.
    if let Ok(other) = serde_yaml::from_str(&format!("{text}\n")) {
        same(root, &other);
    }
}

fn same(ours: Node<'_>, other: &Value) {
    match (ours.kind(), other) {
        (_, Value::Tagged(_)) => {}
        (Kind::List, Value::Sequence(items)) => {
            assert_eq!(ours.items().len(), items.len(), "{items:?}");
            ours.items().zip(items).for_each(|(ours, other)| same(ours, other));
        }
        (Kind::Map, Value::Mapping(entries)) => {
            assert_eq!(ours.entries().len(), entries.len(), "{entries:?}");
            for ((key, ours), (name, other)) in ours.entries().zip(entries) {
                assert!(name.as_str().is_none_or(|name| name == key.name), "{:?} is {name:?} to libyaml", key.name);
                same(ours, other);
            }
        }
        (Kind::Text, Value::String(other)) => assert_eq!(ours.as_text(), Some(other.as_str())),
        (ours, other) => {
            let alike = ours != Kind::List && ours != Kind::Map && !other.is_sequence() && !other.is_mapping();
            assert!(alike, "{ours:?} is {other:?} to libyaml");
        }
    }
}

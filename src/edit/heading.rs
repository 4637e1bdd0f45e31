//! What stands at the top of a pilot, with something else in its place.

use serde_json::Value;

use super::flow;
use super::writer::Writer;
use crate::tree::Tree;

/// The text of a document with another value of a key at its top, or without that key where there is no value. A new key
/// goes behind the status. None where the text is of a shape in which that cannot be done.
#[must_use]
pub fn set_key(tree: &Tree<'_>, name: &str, value: Option<&Value>) -> Option<String> {
    let (root, mut writer) = (tree.root(), Writer::new(tree));
    let yaml = value.map_or_else(|| "null".to_owned(), flow::json);
    match root.entry(name) {
        Some((key, old)) if key.span == key.written => {
            if value.is_some() || !writer.remove_entry(root, key, old) {
                writer.replace(key, old, &yaml)?;
            }
        }
        found => {
            let status = root.entry("status").filter(|(key, _)| key.span == key.written);
            if value.is_some() || found.is_some() {
                writer.add_entry(root, status.map(|(_, value)| value), (name, yaml))?;
            }
        }
    }
    writer.finish()
}

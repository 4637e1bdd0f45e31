//! The keys of a statement that is a mapping, each looked at once: statements are most of a pilot.

use smallvec::SmallVec;

use super::CONTENT;
use super::provenance::Provenance;
use crate::tree::{Key, Kind, Node};

/// What the keys of a statement are.
#[derive(Debug, Default)]
pub(super) struct StatementKeys<'t> {
    /// Where it comes from: as its own keys say, and else as the defaults do.
    pub from: Provenance<'t>,
    /// Whether a key that says where it comes from has nothing behind it.
    pub has_null: bool,
    /// Whether it has a basis of its own, were it null.
    pub names_basis: bool,
    /// The keys that say what is said.
    pub content: SmallVec<[(Key<'t>, Node<'t>); 2]>,
    /// When somebody was asked.
    pub asked: Option<Node<'t>>,
    /// Whether it is hedged.
    pub hedged: Option<Node<'t>>,
    /// Whether there is a key that no statement has.
    pub strange: bool,
}

impl<'t> StatementKeys<'t> {
    /// The keys of a statement.
    pub fn read(node: Node<'t>, defaults: &Provenance<'t>) -> Self {
        let mut keys = Self { from: *defaults, ..Self::default() };
        for (key, value) in node.entries() {
            if keys.from.take(key.name, value) {
                keys.has_null |= value.kind() == Kind::Null;
                keys.names_basis |= key.name == "basis";
            } else if CONTENT.contains(&key.name) {
                keys.content.push((key, value));
            } else {
                match key.name {
                    "asked" => keys.asked = Some(value),
                    "hedged" => keys.hedged = Some(value),
                    _ => keys.strange = true,
                }
            }
        }
        keys
    }
}

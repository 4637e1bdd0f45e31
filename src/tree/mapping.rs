//! A mapping whose end has come: keys that stand in it twice are taken out, and merge keys resolved.

use std::borrow::Cow;
use std::collections::HashSet;

use super::build::{Builder, MERGE};
use super::{Content, Entry, NodeData, NodeId, slice};
use crate::text::words;

impl<'s> Builder<'s> {
    /// Takes out, and tells of, the entries of a mapping whose key stands in it already.
    pub(super) fn duplicates(&mut self, first: usize) {
        let entries = self.entries.get(first..).unwrap_or_default();
        let mut again: Vec<usize> = Vec::new();
        if entries.len() <= 16 {
            for (at, entry) in entries.iter().enumerate() {
                if entries.iter().take(at).any(|earlier| earlier.key == entry.key) {
                    again.push(at);
                }
            }
        } else {
            let mut seen = HashSet::with_capacity(entries.len());
            again.extend(
                entries.iter().enumerate().filter(|(_, entry)| !seen.insert(entry.key.as_ref())).map(|(at, _)| at),
            );
        }
        if again.is_empty() {
            return;
        }
        for (at, entry) in self.entries.split_off(first).into_iter().enumerate() {
            if again.binary_search(&at).is_ok() {
                // Two keys that are no names are not therefore the same.
                if self.problems.iter().any(|problem| problem.span == entry.key_span) {
                    continue;
                }
                let key = words::shown(&entry.key);
                self.problem(entry.key_span, format!("`{key}` is a key of this mapping already; keep one of the two"));
            } else {
                self.entries.push(entry);
            }
        }
    }

    /// Replaces the merge key of a mapping by the entries that it brings: explicit keys win, and of several mappings
    /// the first.
    pub(super) fn merge(&mut self, first: usize) {
        let Some(at) = self.entries.get(first..).and_then(|own| own.iter().position(|entry| entry.key == MERGE)) else {
            return;
        };
        let merge = self.entries.remove(first + at);
        let target = |id: NodeId, nodes: &[NodeData<'s>]| match nodes.get(id.0 as usize).map(|node| &node.content) {
            Some(Content::Alias(target)) => *target,
            _ => id,
        };
        let value = target(merge.value, &self.nodes);
        let sources: Vec<NodeId> = match self.nodes.get(value.0 as usize).map(|node| &node.content) {
            Some(Content::Map(_)) => vec![merge.value],
            Some(Content::List(range)) => slice(&self.items, range).to_vec(),
            _ => {
                self.problem(
                    merge.key_span,
                    "`<<` merges mappings in: it takes an alias to a mapping, or a list of these".into(),
                );
                return;
            }
        };
        let mut seen: HashSet<Cow<'s, str>> =
            self.entries.get(first..).unwrap_or_default().iter().map(|entry| entry.key.clone()).collect();
        for source in sources {
            let Some(Content::Map(range)) =
                self.nodes.get(target(source, &self.nodes).0 as usize).map(|node| &node.content)
            else {
                self.problem(
                    merge.key_span,
                    "`<<` merges mappings in: it takes an alias to a mapping, or a list of these".into(),
                );
                continue;
            };
            // No more are copied than were counted, as they were written or at the alias.
            for index in range.clone() {
                let Some(entry) = self.entries.get(index as usize).cloned() else { continue };
                if seen.insert(entry.key.clone()) {
                    // Of a list that is itself behind an alias, that alias is where its mappings are used.
                    let used_at = if value == merge.value { source } else { merge.value };
                    self.entries.push(Entry { used_at: Some(used_at), ..entry });
                }
            }
        }
    }
}

//! A mapping whose end has come: keys that stand in it twice are taken out, and merge keys resolved.

use std::borrow::Cow;
use std::collections::HashSet;

use super::builder::{Builder, MERGE};
use super::problem::removal;
use super::{Content, Entry, NodeData, NodeId, slice};
use crate::model::{DiagnosticCode, MAX_TOLD, Problem, ProblemFix};
use crate::text::{Span, words};

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
                if self.problems.len() > MAX_TOLD {
                    continue;
                }
                // Two keys that are no names are not therefore the same.
                if self.problems.iter().any(|problem| problem.span == entry.key_span) {
                    continue;
                }
                let problem = self.duplicate(first, &entry);
                self.add_problem(problem);
            } else {
                self.entries.push(entry);
            }
        }
    }

    /// What is told of an entry whose key stands in the mapping already. Where both have the same value, it can be taken
    /// out without a loss.
    fn duplicate(&self, first: usize, entry: &Entry<'s>) -> Problem {
        let key = words::excerpt(&entry.key);
        let message = format!("`{key}` is a key of this mapping already; keep one of the two");
        let mut problem = Problem::new(DiagnosticCode::DuplicateKey, entry.key_span, message);
        let earlier = self.entries.get(first..).unwrap_or_default().iter().find(|earlier| earlier.key == entry.key);
        let Some(earlier) = earlier else { return problem };
        problem.related.push((earlier.key_span, format!("`{key}` stands here first")));
        let written =
            |id: NodeId| self.nodes.get(id.0 as usize).map(|node| (node.span, self.text.get(node.span.range())));
        if let (Some((_, Some(one))), Some((span, Some(other)))) = (written(earlier.value), written(entry.value))
            && one.trim_end() == other.trim_end()
        {
            let end = (span.start as usize + other.trim_end().len()).max(entry.key_span.end as usize);
            let whole = Span::new(entry.key_span.start as usize, end);
            let fix = removal(self.text, whole)
                .map(|span| ProblemFix::replace(format!("Take out the second `{key}`"), span, ""));
            problem.fixes.extend(fix);
        }
        problem
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
                    DiagnosticCode::WrongMerge,
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
                    DiagnosticCode::WrongMerge,
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

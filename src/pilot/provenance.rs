//! Where statements come from: what each says of it itself, and what the defaults of the file say.

use super::fold_speaker;
use crate::model::{Basis, Problem};
use crate::text::{LineIndex, Span};
use crate::tree::{Kind, Node};

/// The keys that say where a statement comes from.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Provenance<'t> {
    pub by: Option<Node<'t>>,
    pub basis: Option<Node<'t>>,
    pub document: Option<Node<'t>>,
    pub paragraph: Option<Node<'t>>,
    pub phrase: Option<Node<'t>>,
    pub date: Option<&'t str>,
    pub url: Option<&'t str>,
    pub note: Option<&'t str>,
}

impl<'t> Provenance<'t> {
    pub fn read(node: Node<'t>) -> Self {
        let mut from = Self::default();
        for (key, value) in node.entries() {
            from.take(key.name, value);
        }
        from
    }

    /// Takes up what a key says of where a statement comes from, instead of what was there; tells whether it is such a key.
    pub fn take(&mut self, key: &str, value: Node<'t>) -> bool {
        // Null sets a default aside.
        let some = (value.kind() != Kind::Null).then_some(value);
        match key {
            "by" => self.by = some,
            "basis" => self.basis = some,
            "document" => self.document = some,
            "paragraph" => self.paragraph = some,
            "phrase" => self.phrase = some,
            "date" => self.date = value.as_text(),
            "url" => self.url = value.as_text(),
            "note" => self.note = value.as_text(),
            _ => return false,
        }
        true
    }

    /// Whether there is a value for a key.
    pub fn has(&self, key: &str) -> bool {
        match key {
            "by" => self.by.is_some(),
            "basis" => self.basis.is_some(),
            "document" => self.document.is_some(),
            "paragraph" => self.paragraph.is_some(),
            "phrase" => self.phrase.is_some(),
            "date" => self.date.is_some(),
            "url" => self.url.is_some(),
            _ => self.note.is_some(),
        }
    }
}

/// What a statement without a basis of its own says of where it comes from, and the defaults say otherwise: their basis is
/// then not for it.
pub(super) fn another_source<'t>(node: Node<'t>, defaults: &Provenance<'t>) -> Option<(&'static str, Node<'t>)> {
    defaults.basis?;
    let text = |node: Node<'t>| node.as_text().unwrap_or_default();
    let by = node
        .get("by")
        .filter(|by| defaults.by.is_some_and(|usual| fold_speaker(text(usual)) != fold_speaker(text(*by))));
    let document =
        node.get("document").filter(|document| defaults.document.is_some_and(|usual| text(usual) != text(*document)));
    by.map(|by| ("by", by)).or(document.map(|document| ("document", document)))
}

/// A problem of a statement that lacks a basis, with a way to mend it for each that there is: which holds, only whoever
/// writes the file knows.
pub(super) fn or_basis(mut problem: Problem, statement: Node<'_>, behind: Node<'_>) -> Problem {
    if statement.written_at().is_some() || behind.written_at().is_some() || statement.kind() != Kind::Map {
        return problem;
    }
    let text = statement.text();
    let end = behind.span().end as usize;
    let place = Span::new(end, end);
    let between = if text.as_bytes().get(statement.span().start as usize) == Some(&b'{') {
        ", ".to_owned()
    } else {
        let lines = LineIndex::new(text, 1);
        let first = statement.opening();
        let column = lines.place(first.start).column.saturating_sub(1);
        // The value must be at the end of its line.
        let row = lines.row_range(lines.row(behind.span().end));
        if text.get(end..row.end).is_none_or(|rest| !rest.trim().is_empty()) {
            return problem;
        }
        format!("\n{}", " ".repeat(column as usize))
    };
    for (_, name) in Basis::ALL {
        problem = problem.with_fix(format!("Add `basis: {name}`"), place, format!("{between}basis: {name}"));
    }
    problem
}

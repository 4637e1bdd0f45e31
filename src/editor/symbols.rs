//! What a file holds, as an outline.

use crate::model::limits::Limits;
use crate::source::Documents;
use crate::text::{LineIndex, Place, Span};
use crate::tree::{self, Key, Kind, Node};

/// What an entry of an outline is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SymbolKind {
    /// A document: a pilot, a rule set, a register, a vocabulary or configuration.
    Document,
    /// A section, or a key with others below it.
    Section,
    /// A fact, or a key.
    Key,
    /// A rule, a registered document or another entry of a list that has an id.
    Entry,
}

/// An entry of an outline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Symbol {
    /// Its name.
    pub name: String,
    /// What it is called besides.
    pub detail: Option<String>,
    /// What it is.
    pub kind: SymbolKind,
    /// All of it: where it begins and ends.
    pub range: (Place, Place),
    /// Its name alone.
    pub name_range: (Place, Place),
    /// What stands below it.
    pub children: Vec<Symbol>,
}

/// How deep an outline goes below a document.
const DEPTH: usize = 2;

/// The keys that name a document or an entry of a list.
const NAMES: [&str; 7] = ["pilot", "ruleset", "vocabulary", "brief", "documents", "id", "document"];

/// The outline of the text of a file.
#[must_use]
pub fn symbols(text: &str, limits: Limits) -> Vec<Symbol> {
    let mut all = Vec::new();
    for document in Documents::within(text.as_bytes(), limits).flatten() {
        let lines = LineIndex::new(&document.text, document.first_line);
        if let Some(tree) = tree::read_within(&document.text, limits).tree
            && tree.root().kind() == Kind::Map
        {
            let whole = tree.root().span();
            all.extend(named(
                &Outline { text: &document.text, lines },
                tree.root(),
                whole,
                SymbolKind::Document,
                DEPTH,
            ));
        }
    }
    all
}

struct Outline<'t> {
    text: &'t str,
    lines: LineIndex<'t>,
}

impl Outline<'_> {
    /// Where a span begins and ends, without the white space at its end.
    fn ends(&self, span: Span) -> (Place, Place) {
        let inside = self.text.get(span.range()).unwrap_or_default().trim_end().len();
        let end = span.start.saturating_add(u32::try_from(inside).unwrap_or(u32::MAX));
        (self.lines.place(span.start), self.lines.place(end))
    }
}

/// A mapping that has a name of its own.
fn named(outline: &Outline<'_>, node: Node<'_>, whole: Span, kind: SymbolKind, depth: usize) -> Option<Symbol> {
    let (key, value) = NAMES.iter().find_map(|name| node.entry(name))?;
    let own = value.as_text().filter(|text| !text.is_empty());
    let title = ["title", "name"].iter().find_map(|key| node.get(key)).and_then(Node::as_text).map(str::to_owned);
    let at = if own.is_some() && value.written_at().is_none() { value.span() } else { key.written };
    Some(Symbol {
        name: own.unwrap_or(key.name).to_owned(),
        detail: title,
        kind,
        range: outline.ends(whole),
        name_range: outline.ends(at),
        children: children(outline, node, depth),
    })
}

/// What stands below a node. What came in by an alias or a merge stands where it is written.
fn children(outline: &Outline<'_>, node: Node<'_>, depth: usize) -> Vec<Symbol> {
    if depth == 0 || node.written_at().is_some() {
        return Vec::new();
    }
    let items = node.items().filter(|item| item.written_at().is_none());
    let items = items.filter_map(|item| named(outline, item, item.span(), SymbolKind::Entry, 0));
    let entries = node.entries().filter(|(key, _)| key.span == key.written && !key.name.is_empty());
    let entries = entries.map(|(key, value)| entry(outline, key, value, depth));
    items.chain(entries).collect()
}

fn entry(outline: &Outline<'_>, key: Key<'_>, value: Node<'_>, depth: usize) -> Symbol {
    let children = children(outline, value, depth - 1);
    let end = value.span().end.max(key.span.end);
    let detail = value.as_written().and_then(|text| text.lines().next()).map(str::to_owned);
    Symbol {
        name: key.name.to_owned(),
        detail: detail.filter(|text| !text.is_empty()),
        kind: if children.is_empty() { SymbolKind::Key } else { SymbolKind::Section },
        range: outline.ends(Span { start: key.span.start, end }),
        name_range: outline.ends(key.span),
        children,
    }
}

//! The tree of one YAML document, with the byte range of every value.
//!
//! Aliases stay references: nothing is copied, so that no alias can make the tree larger than its text, and a value
//! behind an alias or a merge key knows both places, where it is used and where it is written.

mod build;
mod builder;
mod fault;
mod mapping;
mod problem;
mod scalar;

use std::borrow::Cow;
use std::ops::Range;

pub(crate) use fault::{or_unusual_space, section_commented_out};
pub(crate) use problem::{removal, split_text};

pub use build::{Reading, build, build_within, read, read_within};

use crate::model::limits::Limits;
use crate::text::Span;

/// Which node of a tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct NodeId(u32);

/// What a node holds, by the core schema of YAML 1.2.
#[derive(Debug, Clone, PartialEq)]
enum Content<'s> {
    Null,
    Bool(bool),
    Int(i64),
    Float(f64),
    Text(Cow<'s, str>),
    /// A range of `Tree::items`.
    List(Range<u32>),
    /// A range of `Tree::entries`.
    Map(Range<u32>),
    Alias(NodeId),
}

impl Content<'_> {
    /// Whether it is a text of more characters than so many.
    fn is_longer_than(&self, most: usize) -> bool {
        // A character has a byte or more.
        matches!(self, Self::Text(text) if text.len() > most && text.chars().count() > most)
    }
}

#[derive(Debug, Clone)]
struct NodeData<'s> {
    span: Span,
    content: Content<'s>,
}

/// A key with its value; `used_at` is the merge key's value where the entry came in by one.
#[derive(Debug, Clone)]
struct Entry<'s> {
    key: Cow<'s, str>,
    key_span: Span,
    value: NodeId,
    used_at: Option<NodeId>,
}

/// The tree of one document.
#[derive(Debug, Clone)]
pub struct Tree<'s> {
    text: &'s str,
    limits: Limits,
    /// Texts that are longer than these allow.
    long: Vec<NodeId>,
    nodes: Vec<NodeData<'s>>,
    items: Vec<NodeId>,
    entries: Vec<Entry<'s>>,
    root: NodeId,
}

/// The kinds of values that YAML has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Nothing: `null`, `~` or an empty value.
    Null,
    /// `true` or `false`.
    Bool,
    /// A whole number.
    Int,
    /// A number with a fraction.
    Float,
    /// A text.
    Text,
    /// A list.
    List,
    /// A mapping.
    Map,
}

/// A value in a tree, as it is reached from the root.
#[derive(Debug, Clone, Copy)]
pub struct Node<'t> {
    tree: &'t Tree<'t>,
    /// The node that holds the value, behind any alias.
    id: NodeId,
    /// The outermost alias or merge by which the value came in.
    used_at: Option<NodeId>,
}

impl<'s> Tree<'s> {
    /// The value at the top.
    #[must_use]
    pub fn root(&self) -> Node<'_> {
        Node::reach(self, self.root, None)
    }

    /// The text that the tree was built from.
    #[must_use]
    pub fn text(&self) -> &'s str {
        self.text
    }

    /// What it was read within.
    #[must_use]
    pub fn limits(&self) -> Limits {
        self.limits
    }

    /// The texts that are longer than a text may be, as far as they are told, where they are written.
    pub fn long(&self) -> impl Iterator<Item = Node<'_>> {
        self.long.iter().map(|id| Node { tree: self, id: *id, used_at: None })
    }

    /// The aliases, in the order of the text: where each stands, with the value that it stands for.
    pub fn aliases(&self) -> impl Iterator<Item = (Span, Node<'_>)> {
        self.nodes.iter().filter_map(|node| match node.content {
            Content::Alias(target) => Some((node.span, Node { tree: self, id: target, used_at: None })),
            _ => None,
        })
    }

    /// Where the scalars, keys and aliases stand, in the order of the text: all else is punctuation, white space and
    /// comments.
    #[must_use]
    pub fn words(&self) -> Vec<Span> {
        let is_word = |node: &&NodeData<'_>| !matches!(node.content, Content::List(_) | Content::Map(_));
        let mut words: Vec<Span> = self.nodes.iter().filter(is_word).map(|node| node.span).collect();
        words.sort_unstable();
        words
    }

    fn node(&self, id: NodeId) -> &NodeData<'s> {
        static NOTHING: NodeData<'static> = NodeData { span: Span { start: 0, end: 0 }, content: Content::Null };
        self.nodes.get(id.0 as usize).unwrap_or(&NOTHING)
    }
}

fn slice<'a, T>(all: &'a [T], range: &Range<u32>) -> &'a [T] {
    all.get(range.start as usize..range.end as usize).unwrap_or_default()
}

impl<'t> Node<'t> {
    fn reach(tree: &'t Tree<'t>, id: NodeId, used_at: Option<NodeId>) -> Self {
        match tree.node(id).content {
            // An alias never names another alias: the tree is built so.
            Content::Alias(target) => Self { tree, id: target, used_at: used_at.or(Some(id)) },
            _ => Self { tree, id, used_at },
        }
    }

    fn content(self) -> &'t Content<'t> {
        &self.tree.node(self.id).content
    }

    /// Where the value is used: at the alias or merge, where it came in by one.
    #[must_use]
    pub fn span(self) -> Span {
        self.tree.node(self.used_at.unwrap_or(self.id)).span
    }

    /// Where the value is written, if that is not where it is used.
    #[must_use]
    pub fn written_at(self) -> Option<Span> {
        self.used_at.map(|_| self.tree.node(self.id).span)
    }

    /// Where the value begins to be used, as it is underlined: a scalar or a list whole, a mapping at its first key unless
    /// it is written in braces.
    #[must_use]
    pub fn opening(self) -> Span {
        let in_braces = self.tree.text.as_bytes().get(self.tree.node(self.id).span.start as usize) == Some(&b'{');
        let first = self.entries().next().filter(|_| !in_braces);
        first.map_or_else(|| self.span(), |(key, _)| key.span)
    }

    /// What the document was read within.
    #[must_use]
    pub fn limits(self) -> &'t Limits {
        &self.tree.limits
    }

    /// The text of the document.
    #[must_use]
    pub fn text(self) -> &'t str {
        self.tree.text
    }

    /// What kind of value it is.
    #[must_use]
    pub fn kind(self) -> Kind {
        match self.content() {
            Content::Null | Content::Alias(_) => Kind::Null,
            Content::Bool(_) => Kind::Bool,
            Content::Int(_) => Kind::Int,
            Content::Float(_) => Kind::Float,
            Content::Text(_) => Kind::Text,
            Content::List(_) => Kind::List,
            Content::Map(_) => Kind::Map,
        }
    }

    /// The truth value, if it is one.
    #[must_use]
    pub fn as_bool(self) -> Option<bool> {
        match self.content() {
            Content::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// The whole number, if it is one.
    #[must_use]
    pub fn as_int(self) -> Option<i64> {
        match self.content() {
            Content::Int(value) => Some(*value),
            _ => None,
        }
    }

    /// The text, if it is one.
    #[must_use]
    pub fn as_text(self) -> Option<&'t str> {
        match self.content() {
            Content::Text(value) => Some(value),
            _ => None,
        }
    }

    /// A scalar as it is written, whatever its kind; lists and mappings have none.
    #[must_use]
    pub fn as_written(self) -> Option<&'t str> {
        match self.content() {
            Content::Text(value) => Some(value),
            Content::List(_) | Content::Map(_) => None,
            _ => self.tree.text.get(self.tree.node(self.id).span.range()),
        }
    }

    /// The values of a list; none for anything else.
    #[must_use]
    pub fn items(self) -> Items<'t> {
        let items = match self.content() {
            Content::List(range) => slice(&self.tree.items, range),
            _ => &[],
        };
        Items { of: self, items: items.iter() }
    }

    /// The keys and values of a mapping, merged entries last; none for anything else.
    #[must_use]
    pub fn entries(self) -> Entries<'t> {
        let entries = match self.content() {
            Content::Map(range) => slice(&self.tree.entries, range),
            _ => &[],
        };
        Entries { of: self, entries: entries.iter() }
    }

    /// The value of a key, with the key.
    #[must_use]
    pub fn entry(self, name: &str) -> Option<(Key<'t>, Node<'t>)> {
        self.entries().find(|(key, _)| key.name == name)
    }

    /// The value of a key; a key whose value is null counts as absent.
    #[must_use]
    pub fn get(self, name: &str) -> Option<Node<'t>> {
        self.entry(name).map(|(_, value)| value).filter(|value| value.kind() != Kind::Null)
    }

    /// Follows a path of keys and indices, as a JSON Pointer has them after unescaping.
    #[must_use]
    pub fn follow(self, step: &str) -> Option<Node<'t>> {
        match self.content() {
            Content::List(_) => self.items().at(step.parse().ok()?),
            _ => self.entry(step).map(|(_, value)| value),
        }
    }

    /// What tells this value from every other one of its tree.
    #[must_use]
    pub fn identity(self) -> (usize, u32) {
        (std::ptr::from_ref(self.tree) as usize, self.id.0)
    }
}

/// A key of a mapping.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key<'t> {
    /// The key's text.
    pub name: &'t str,
    /// Where it is used: at the merge, where it came in by one.
    pub span: Span,
    /// Where it is written.
    pub written: Span,
}

/// The values of a list.
#[derive(Debug, Clone)]
pub struct Items<'t> {
    of: Node<'t>,
    items: std::slice::Iter<'t, NodeId>,
}

impl<'t> Iterator for Items<'t> {
    type Item = Node<'t>;

    fn next(&mut self) -> Option<Node<'t>> {
        self.items.next().map(|id| Node::reach(self.of.tree, *id, self.of.used_at))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.items.size_hint()
    }
}

impl ExactSizeIterator for Items<'_> {}

impl<'t> Items<'t> {
    /// The value at a place, from 0.
    fn at(self, index: usize) -> Option<Node<'t>> {
        self.items.as_slice().get(index).map(|id| Node::reach(self.of.tree, *id, self.of.used_at))
    }
}

/// The keys and values of a mapping.
#[derive(Debug, Clone)]
pub struct Entries<'t> {
    of: Node<'t>,
    entries: std::slice::Iter<'t, Entry<'t>>,
}

impl<'t> Iterator for Entries<'t> {
    type Item = (Key<'t>, Node<'t>);

    fn next(&mut self) -> Option<Self::Item> {
        let entry = self.entries.next()?;
        let used_at = self.of.used_at.or(entry.used_at);
        let span = used_at.map_or(entry.key_span, |id| self.of.tree.node(id).span);
        Some((Key { name: &entry.key, span, written: entry.key_span }, Node::reach(self.of.tree, entry.value, used_at)))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.entries.size_hint()
    }
}

impl ExactSizeIterator for Entries<'_> {}

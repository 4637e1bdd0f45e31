//! From the events of the YAML reader to the tree, within bounds.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use granit_parser::{ErrorKind, Event, Options, Parser, ScalarStyle, ScanError, Span as EventSpan, Tag};

use super::scalar;
use super::{Content, Entry, NodeData, NodeId, Tree, slice};
use crate::source::Span;
use crate::words;

/// The most values that a document may hold, counted as if every alias and merge were written out.
pub const MAX_NODES: usize = 100_000;

/// The most lists and mappings that may stand one in another, counted likewise.
pub const MAX_NESTING: usize = 64;

/// Something wrong with the YAML itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where it is.
    pub span: Span,
    /// What it is, for the reader of the file.
    pub message: String,
    /// Whether the reader lost its way, so that nothing after this place can be trusted.
    pub fault: bool,
}

/// Reads one document.
///
/// # Errors
/// All problems that were found, in the order of the text: duplicate keys, unknown anchors and the like one by one,
/// and the first fault of the YAML, behind which nothing is read.
pub fn build(text: &str) -> Result<Tree<'_>, Vec<Problem>> {
    let options: Options = granit_parser::options! {
        strict_indentation: true,
        emit_unresolved_aliases: true,
        emit_anchor_events: true,
        flow_nesting_limit: MAX_NESTING + 1,
        block_nesting_limit: MAX_NESTING + 1,
    };
    let mut builder = Builder::new(text);
    for event in Parser::new_from_str_with_options(text, options) {
        let step = match event {
            Ok((event, span)) => builder.event(event, span),
            Err(error) => Err(fault(text, &error)),
        };
        if let Err(problem) = step {
            builder.problems.push(problem);
            break;
        }
    }
    builder.finish()
}

/// A list or mapping whose end has not come yet.
struct Open<'s> {
    node: NodeId,
    start: u32,
    /// Where its children begin in `Builder::pending`.
    first: usize,
    kind: OpenKind<'s>,
    anchor: usize,
    /// What `Builder::count` was at its start, and how deep its deepest child reaches below it.
    counted: usize,
    height: usize,
    merges: bool,
}

enum OpenKind<'s> {
    List,
    Map { key: Option<(Cow<'s, str>, Span)> },
}

enum Pending<'s> {
    Item(NodeId),
    Entry(Entry<'s>),
}

#[derive(Clone, Copy)]
struct Anchored {
    node: NodeId,
    size: usize,
    height: usize,
}

struct Builder<'s> {
    text: &'s str,
    nodes: Vec<NodeData<'s>>,
    items: Vec<NodeId>,
    entries: Vec<Entry<'s>>,
    open: Vec<Open<'s>>,
    pending: Vec<Pending<'s>>,
    anchors: HashMap<usize, Anchored>,
    names: Vec<String>,
    /// Values so far, with every alias written out.
    count: usize,
    root: Option<NodeId>,
    problems: Vec<Problem>,
}

const MERGE: &str = "<<";

impl<'s> Builder<'s> {
    fn new(text: &'s str) -> Self {
        Self {
            text,
            nodes: Vec::with_capacity(text.len() / 16),
            items: Vec::new(),
            entries: Vec::with_capacity(text.len() / 32),
            open: Vec::new(),
            pending: Vec::new(),
            anchors: HashMap::new(),
            names: Vec::new(),
            count: 0,
            root: None,
            problems: Vec::new(),
        }
    }

    fn event(&mut self, event: Event<'s>, at: EventSpan) -> Result<(), Problem> {
        let span = span_of(&at);
        match event {
            Event::Scalar(value, style, anchor, tag) => self.scalar(value, style, anchor, tag.as_deref(), span),
            Event::SequenceStart(_, anchor, tag) => self.start(OpenKind::List, anchor, tag.as_deref(), span),
            Event::MappingStart(_, anchor, tag) => self.start(OpenKind::Map { key: None }, anchor, tag.as_deref(), span),
            Event::SequenceEnd | Event::MappingEnd => self.end(span),
            Event::Alias(id) => self.alias(id, span),
            Event::UnresolvedAlias(name) => {
                let near = words::nearest(&name, self.names.iter().map(String::as_str));
                let hint = near.map_or_else(String::new, |near| format!("; did you mean `*{near}`?"));
                self.problem(span, format!("`*{name}` refers to an anchor that is not there{hint}"));
                self.add(span, Content::Null, 1).map(|_| ())
            }
            Event::Anchor(_, name) => {
                self.names.push(name.into_owned());
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn problem(&mut self, span: Span, message: String) {
        // A file with thousands of faults is told of the first hundred.
        if self.problems.len() < 100 {
            self.problems.push(Problem { span, message, fault: false });
        }
    }

    fn counted(&mut self, span: Span, values: usize) -> Result<(), Problem> {
        self.count = self.count.saturating_add(values);
        if self.count > MAX_NODES {
            let message = format!("the document holds more than {MAX_NODES} values, aliases and merges written out; that is the most that is read");
            return Err(Problem { span, message, fault: false });
        }
        Ok(())
    }

    fn nested(&self, span: Span, below: usize) -> Result<(), Problem> {
        if self.open.len() + below > MAX_NESTING {
            return Err(Problem { span, message: too_deep(), fault: false });
        }
        Ok(())
    }

    fn add(&mut self, span: Span, content: Content<'s>, values: usize) -> Result<NodeId, Problem> {
        self.counted(span, values)?;
        let id = self.new_node(span, content);
        self.place(id, span);
        Ok(id)
    }

    fn new_node(&mut self, span: Span, content: Content<'s>) -> NodeId {
        let id = NodeId(u32::try_from(self.nodes.len()).unwrap_or(u32::MAX));
        self.nodes.push(NodeData { span, content });
        id
    }

    /// Puts a finished node where it belongs: into its list, behind its key, or at the top.
    fn place(&mut self, id: NodeId, span: Span) {
        let Some(open) = self.open.last_mut() else {
            self.root.get_or_insert(id);
            return;
        };
        match &mut open.kind {
            OpenKind::List => self.pending.push(Pending::Item(id)),
            OpenKind::Map { key } => match key.take() {
                Some((key, key_span)) => {
                    self.pending.push(Pending::Entry(Entry { key, key_span, value: id, used_at: None }));
                }
                None => {
                    let (text, sound) = match self.nodes.get(id.0 as usize).map(|node| &node.content) {
                        Some(Content::Text(text)) => (text.clone(), true),
                        Some(Content::List(_) | Content::Map(_) | Content::Alias(_)) => (Cow::Borrowed(""), false),
                        _ => (Cow::Borrowed(self.text.get(span.range()).unwrap_or_default()), true),
                    };
                    *key = Some((text, span));
                    if !sound {
                        self.problem(span, "a key must be a plain name, not a list, a mapping or an alias".into());
                    }
                }
            },
        }
    }

    fn scalar(&mut self, value: Cow<'s, str>, style: ScalarStyle, anchor: usize, tag: Option<&Tag>, span: Span) -> Result<(), Problem> {
        let tag = self.tag(tag, span);
        let is_key = matches!(self.open.last(), Some(Open { kind: OpenKind::Map { key: None }, .. }));
        if is_key && style == ScalarStyle::Plain && value == MERGE {
            if let Some(open) = self.open.last_mut() {
                open.merges = true;
            }
        }
        // An absent value arrives as `~` with an empty span.
        let content = match tag {
            None if style == ScalarStyle::Plain && span.start == span.end => Content::Null,
            None if style == ScalarStyle::Plain => scalar::plain(value),
            None | Some("str") => Content::Text(value),
            Some(tag) => {
                let content = scalar::plain(value);
                let fits = matches!(
                    (tag, &content),
                    ("null", Content::Null) | ("bool", Content::Bool(_)) | ("int", Content::Int(_)) | ("float", Content::Float(_) | Content::Int(_))
                );
                if !fits {
                    self.problem(span, format!("the tag `!!{tag}` does not fit this value"));
                }
                content
            }
        };
        let before = self.count;
        let id = self.add(span, content, 1)?;
        self.anchor(anchor, id, before, 0);
        Ok(())
    }

    /// The name of a tag of the core schema; any other tag is a problem.
    fn tag<'t>(&mut self, tag: Option<&'t Tag>, span: Span) -> Option<&'t str> {
        let tag = tag?;
        if tag.handle().is_empty() && tag.suffix() == "!" {
            return Some("str");
        }
        let name = tag.core_suffix();
        if name.is_none() {
            self.problem(span, format!("the tag `{}` means nothing here; take it away", tag.original()));
        }
        name
    }

    fn start(&mut self, kind: OpenKind<'s>, anchor: usize, tag: Option<&Tag>, span: Span) -> Result<(), Problem> {
        let wanted = if matches!(kind, OpenKind::List) { "seq" } else { "map" };
        if let Some(name) = self.tag(tag, span).filter(|name| *name != wanted && *name != "str") {
            self.problem(span, format!("the tag `!!{name}` does not fit this value"));
        }
        self.nested(span, 1)?;
        let counted = self.count;
        self.counted(span, 1)?;
        let node = self.new_node(span, Content::Null);
        self.open.push(Open { node, start: span.start, first: self.pending.len(), kind, anchor, counted, height: 0, merges: false });
        Ok(())
    }

    fn end(&mut self, span: Span) -> Result<(), Problem> {
        let Some(open) = self.open.pop() else { return Ok(()) };
        // A block collection ends where its last child ends, not at the token behind it.
        let mut end = span.end;
        let content = match open.kind {
            OpenKind::List => {
                let first = self.items.len();
                let items = self.pending.drain(open.first..).filter_map(|pending| match pending {
                    Pending::Item(id) => Some(id),
                    Pending::Entry(_) => None,
                });
                self.items.extend(items);
                if span.start == span.end {
                    end = self.items.get(first..).and_then(<[_]>::last).map_or(open.start, |id| self.end_of(*id));
                }
                Content::List(range(first, self.items.len()))
            }
            OpenKind::Map { .. } => {
                let first = self.entries.len();
                let entries = self.pending.drain(open.first..).filter_map(|pending| match pending {
                    Pending::Entry(entry) => Some(entry),
                    Pending::Item(_) => None,
                });
                self.entries.extend(entries);
                if span.start == span.end {
                    let last = self.entries.get(first..).and_then(<[_]>::last);
                    end = last.map_or(open.start, |entry| self.end_of(entry.value).max(entry.key_span.end));
                }
                self.duplicates(first);
                if open.merges {
                    self.merge(first)?;
                }
                Content::Map(range(first, self.entries.len()))
            }
        };
        let span = Span { start: open.start, end: end.max(open.start) };
        if let Some(node) = self.nodes.get_mut(open.node.0 as usize) {
            *node = NodeData { span, content };
        }
        self.anchor(open.anchor, open.node, open.counted, open.height + 1);
        if let Some(parent) = self.open.last_mut() {
            parent.height = parent.height.max(open.height + 1);
        }
        self.place(open.node, span);
        Ok(())
    }

    fn end_of(&self, id: NodeId) -> u32 {
        self.nodes.get(id.0 as usize).map_or(0, |node| node.span.end)
    }

    fn anchor(&mut self, anchor: usize, node: NodeId, before: usize, height: usize) {
        if anchor != 0 {
            self.anchors.insert(anchor, Anchored { node, size: self.count - before, height });
        }
    }

    fn alias(&mut self, id: usize, span: Span) -> Result<(), Problem> {
        let Some(target) = self.anchors.get(&id).copied() else {
            self.problem(span, "the alias refers to the very value that it stands in".into());
            return self.add(span, Content::Null, 1).map(|_| ());
        };
        self.nested(span, target.height)?;
        if let Some(parent) = self.open.last_mut() {
            parent.height = parent.height.max(target.height);
        }
        self.add(span, Content::Alias(target.node), target.size).map(|_| ())
    }

    fn duplicates(&mut self, first: usize) {
        let entries = self.entries.get(first..).unwrap_or_default();
        let mut found: Vec<(Span, String)> = Vec::new();
        if entries.len() <= 16 {
            for (at, entry) in entries.iter().enumerate() {
                if entries.iter().take(at).any(|earlier| earlier.key == entry.key) {
                    found.push((entry.key_span, entry.key.to_string()));
                }
            }
        } else {
            let mut seen = HashSet::with_capacity(entries.len());
            for entry in entries {
                if !seen.insert(entry.key.as_ref()) {
                    found.push((entry.key_span, entry.key.to_string()));
                }
            }
        }
        for (span, key) in found {
            self.problem(span, format!("`{key}` stands twice in one mapping; keep one of the two"));
        }
    }

    /// Replaces the merge key of a mapping by the entries that it brings: explicit keys win, and of several mappings
    /// the first.
    fn merge(&mut self, first: usize) -> Result<(), Problem> {
        let Some(at) = self.entries.get(first..).and_then(|own| own.iter().position(|entry| entry.key == MERGE)) else {
            return Ok(());
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
                self.problem(merge.key_span, "`<<` takes a mapping, or a list of mappings, to be merged in".into());
                return Ok(());
            }
        };
        let mut seen: HashSet<Cow<'s, str>> = self.entries.get(first..).unwrap_or_default().iter().map(|entry| entry.key.clone()).collect();
        for source in sources {
            let Some(Content::Map(range)) = self.nodes.get(target(source, &self.nodes).0 as usize).map(|node| &node.content) else {
                self.problem(merge.key_span, "`<<` takes a mapping, or a list of mappings, to be merged in".into());
                continue;
            };
            let range = range.clone();
            self.counted(merge.key_span, range.len())?;
            for index in range {
                let Some(entry) = self.entries.get(index as usize).cloned() else { continue };
                if seen.insert(entry.key.clone()) {
                    self.entries.push(Entry { used_at: Some(source), ..entry });
                }
            }
        }
        Ok(())
    }

    fn finish(mut self) -> Result<Tree<'s>, Vec<Problem>> {
        if !self.problems.is_empty() {
            self.problems.sort_by_key(|problem| problem.span);
            return Err(self.problems);
        }
        let root = match self.root {
            Some(root) => root,
            None => self.new_node(Span::default(), Content::Null),
        };
        Ok(Tree { text: self.text, nodes: self.nodes, items: self.items, entries: self.entries, root })
    }
}

fn range(first: usize, end: usize) -> std::ops::Range<u32> {
    let clip = |at| u32::try_from(at).unwrap_or(u32::MAX);
    clip(first)..clip(end)
}

fn span_of(span: &EventSpan) -> Span {
    let start = span.start.byte_offset().unwrap_or_default();
    Span::new(start, span.end.byte_offset().unwrap_or(start))
}

fn too_deep() -> String {
    format!("lists and mappings stand more than {MAX_NESTING} deep in one another; that is the most that is read")
}

fn fault(text: &str, error: &ScanError) -> Problem {
    let at = error.marker().byte_offset().unwrap_or(text.len()).min(text.len());
    let width = text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    let span = Span::new(at, at + width);
    let message = match error.kind() {
        ErrorKind::RecursionLimitExceeded => return Problem { span, message: too_deep(), fault: true },
        ErrorKind::TabNotAllowed | ErrorKind::TabInBlockIndentation | ErrorKind::TabInIndentation => {
            "a tab stands where YAML wants spaces; indent with spaces only".to_owned()
        }
        ErrorKind::UnclosedQuotedScalar => "a quotation mark is opened here and never closed".to_owned(),
        _ => format!("this is not YAML: {}", error.info()),
    };
    Problem { span, message, fault: true }
}

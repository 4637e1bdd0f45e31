//! The tree, put together event by event: what is open, what is anchored, and how much of the limits is used up.

use std::borrow::Cow;
use std::collections::HashMap;

use granit_parser::{Event, ScalarStyle, Tag};

use super::fault::{Reached, too_deep, too_many};
use super::scalar;
use super::{Content, Entry, NodeData, NodeId, Tree};
use crate::model::limits::{Limit, Limits};
use crate::model::{DiagnosticCode, MAX_TOLD, Problem, ProblemFix};
use crate::text::{Span, words};

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

impl Open<'_> {
    /// Whether the value of a merge key comes next.
    fn is_merging(&self) -> bool {
        self.merges && matches!(&self.kind, OpenKind::Map { key: Some((key, _)) } if key == MERGE)
    }
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

pub(super) struct Builder<'s> {
    pub(super) text: &'s str,
    limits: Limits,
    pub(super) nodes: Vec<NodeData<'s>>,
    pub(super) items: Vec<NodeId>,
    pub(super) entries: Vec<Entry<'s>>,
    open: Vec<Open<'s>>,
    pending: Vec<Pending<'s>>,
    anchors: HashMap<usize, Anchored>,
    names: Vec<String>,
    /// The first texts that are longer than a text may be.
    long: Vec<NodeId>,
    /// Values so far, with every alias written out.
    count: usize,
    root: Option<NodeId>,
    pub(super) problems: Vec<Problem>,
}

pub(super) const MERGE: &str = "<<";
const NO_NAME: &str = "a key must be a name, not a list, a mapping or an alias";
const NO_KEY: &str = "a key is missing here; write its name";

impl<'s> Builder<'s> {
    pub(super) fn new(text: &'s str, limits: Limits) -> Self {
        Self {
            text,
            limits,
            nodes: Vec::with_capacity(text.len() / 16),
            items: Vec::new(),
            entries: Vec::with_capacity(text.len() / 32),
            open: Vec::new(),
            pending: Vec::new(),
            anchors: HashMap::new(),
            names: Vec::new(),
            long: Vec::new(),
            count: 0,
            root: None,
            problems: Vec::new(),
        }
    }

    pub(super) fn event(&mut self, event: Event<'s>, span: Span) -> Result<(), Problem> {
        match event {
            Event::Scalar(value, style, anchor, tag) => self.scalar(value, style, anchor, tag.as_deref(), span),
            Event::SequenceStart(_, anchor, tag) => self.start(OpenKind::List, anchor, tag.as_deref(), span),
            Event::MappingStart(_, anchor, tag) => {
                self.start(OpenKind::Map { key: None }, anchor, tag.as_deref(), span)
            }
            Event::SequenceEnd | Event::MappingEnd => {
                self.end(span);
                Ok(())
            }
            Event::Alias(id) => self.alias(id, span),
            Event::UnresolvedAlias(name) => {
                // Who names a thousand anchors is not helped by the nearest of them all.
                let names = self.names.iter().rev().take(if self.problems.len() > MAX_TOLD { 0 } else { 1000 });
                let near = words::nearest(&name, names.map(String::as_str));
                let hint = near.map_or_else(String::new, |near| format!("; did you mean `*{}`?", words::excerpt(near)));
                let message = format!("`*{}` refers to an anchor that is not there{hint}", words::excerpt(&name));
                let fix = near.map(|near| ProblemFix::replace(format!("Write `*{near}`"), span, format!("*{near}")));
                let problem = Problem::new(DiagnosticCode::UnknownAlias, span, message);
                self.add_problem(Problem { fixes: fix.into_iter().collect(), ..problem });
                self.add(span, Content::Null, 1).map(|_| ())
            }
            Event::Anchor(_, name) => {
                self.names.push(name.into_owned());
                Ok(())
            }
            // The text is that of one document: what follows it must not be lost.
            Event::DocumentStart(..) if self.root.is_some() => Err(Problem::new(
                DiagnosticCode::NotYaml,
                span,
                "another document begins here without a line `---` of its own".into(),
            )),
            _ => Ok(()),
        }
    }

    pub(super) fn problem(&mut self, code: DiagnosticCode, span: Span, message: String) {
        self.add_problem(Problem::new(code, span, message));
    }

    pub(super) fn add_problem(&mut self, problem: Problem) {
        if self.problems.len() <= MAX_TOLD {
            self.problems.push(problem);
        }
    }

    #[inline]
    fn counted(&mut self, span: Span, values: usize) -> Result<(), Problem> {
        self.count = self.count.saturating_add(values);
        if self.count > self.limits.size(Limit::Values) {
            return Err(Problem::new(DiagnosticCode::OverLimit, span, too_many(&self.limits)));
        }
        Ok(())
    }

    fn nested(&self, span: Span, below: usize) -> Result<(), Problem> {
        if self.open.len() + below > self.limits.size(Limit::Nesting) {
            return Err(Problem::new(DiagnosticCode::OverLimit, span, too_deep(&self.limits)));
        }
        Ok(())
    }

    #[inline]
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
    #[inline]
    fn place(&mut self, id: NodeId, span: Span) {
        let Some(open) = self.open.last_mut() else {
            self.root.get_or_insert(id);
            return;
        };
        match &mut open.kind {
            OpenKind::List => self.pending.push(Pending::Item(id)),
            OpenKind::Map { key } => {
                if let Some((key, key_span)) = key.take() {
                    self.pending.push(Pending::Entry(Entry { key, key_span, value: id, used_at: None }));
                    return;
                }
                let (text, fault) = match self.nodes.get(id.0 as usize).map(|node| &node.content) {
                    Some(Content::Text(text)) => (text.clone(), None),
                    Some(Content::List(_) | Content::Map(_) | Content::Alias(_)) => (Cow::Borrowed(""), Some(NO_NAME)),
                    _ if span.start == span.end => (Cow::Borrowed(""), Some(NO_KEY)),
                    _ => (Cow::Borrowed(self.text.get(span.range()).unwrap_or_default()), None),
                };
                *key = Some((text, span));
                if let Some(fault) = fault {
                    self.problem(DiagnosticCode::KeyNotAName, span, fault.into());
                }
            }
        }
    }

    fn scalar(
        &mut self,
        value: Cow<'s, str>,
        style: ScalarStyle,
        anchor: usize,
        tag: Option<&Tag>,
        span: Span,
    ) -> Result<(), Problem> {
        let tag = tag.and_then(|tag| self.tag(tag, span));
        let is_key = matches!(self.open.last(), Some(Open { kind: OpenKind::Map { key: None }, .. }));
        if is_key
            && style == ScalarStyle::Plain
            && value == MERGE
            && let Some(open) = self.open.last_mut()
        {
            open.merges = true;
        }
        // An absent value arrives as `~` with an empty span.
        let content = match tag {
            None if style == ScalarStyle::Plain && span.start == span.end => Content::Null,
            None if style == ScalarStyle::Plain => scalar::plain(value),
            None | Some("str") => Content::Text(value),
            Some(tag) => {
                let content = scalar::plain(value.clone());
                let fits = matches!(
                    (tag, &content),
                    ("null", Content::Null)
                        | ("bool", Content::Bool(_))
                        | ("int", Content::Int(_))
                        | ("float", Content::Float(_) | Content::Int(_))
                );
                if !fits {
                    self.problem(DiagnosticCode::WrongTag, span, format!("the tag `!!{tag}` does not fit this value"));
                }
                // A key is the text that is written, without its quotation marks.
                if is_key && style != ScalarStyle::Plain { Content::Text(value) } else { content }
            }
        };
        let (before, long) = (self.count, content.is_longer_than(self.limits.size(Limit::Characters)));
        let id = self.add(span, content, 1)?;
        if long && self.long.len() <= MAX_TOLD {
            self.long.push(id);
        }
        self.anchor(anchor, id, before, 0);
        Ok(())
    }

    /// The name of a tag of the core schema; any other tag is a problem.
    fn tag<'t>(&mut self, tag: &'t Tag, span: Span) -> Option<&'t str> {
        if tag.handle().is_empty() && tag.suffix() == "!" {
            return Some("str");
        }
        let name = tag.core_suffix();
        if name.is_none() {
            let original = tag.original();
            // The tag stands before its value, with little between them.
            let start = span.start as usize;
            let before = self.text.get(..start).unwrap_or_default();
            let at = before.rfind(original.as_str()).filter(|at| start - at < 256 + original.len());
            let at = at.map_or(span, |at| Span::new(at, at + original.len()));
            self.problem(
                DiagnosticCode::WrongTag,
                at,
                format!("the tag `{}` means nothing here; take it out", words::excerpt(&original)),
            );
        }
        name
    }

    fn start(&mut self, kind: OpenKind<'s>, anchor: usize, tag: Option<&Tag>, span: Span) -> Result<(), Problem> {
        let wanted = if matches!(kind, OpenKind::List) { "seq" } else { "map" };
        if let Some(name) = tag.and_then(|tag| self.tag(tag, span)).filter(|name| *name != wanted && *name != "str") {
            self.problem(DiagnosticCode::WrongTag, span, format!("the tag `!!{name}` does not fit this value"));
        }
        self.nested(span, 1)?;
        let counted = self.count;
        self.counted(span, 1)?;
        let node = self.new_node(span, Content::Null);
        self.open.push(Open {
            node,
            start: span.start,
            first: self.pending.len(),
            kind,
            anchor,
            counted,
            height: 0,
            merges: false,
        });
        Ok(())
    }

    fn end(&mut self, span: Span) {
        let Some(open) = self.open.pop() else { return };
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
                    self.merge(first);
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
    }

    fn end_of(&self, id: NodeId) -> u32 {
        self.nodes.get(id.0 as usize).map_or(0, |node| node.span.end)
    }

    #[inline]
    fn anchor(&mut self, anchor: usize, node: NodeId, before: usize, height: usize) {
        if anchor != 0 {
            self.anchors.insert(anchor, Anchored { node, size: self.count - before, height });
        }
    }

    fn alias(&mut self, id: usize, span: Span) -> Result<(), Problem> {
        let Some(target) = self.anchors.get(&id).copied() else {
            self.problem(
                DiagnosticCode::UnknownAlias,
                span,
                "this alias refers to the very value that it stands in; take it out".into(),
            );
            return self.add(span, Content::Null, 1).map(|_| ());
        };
        // What is merged in stands in the mapping at hand, and not in one of its own.
        let merged = self.open.last().is_some_and(Open::is_merging);
        let (size, height) =
            if merged { (target.size.max(2) - 1, target.height.max(1) - 1) } else { (target.size, target.height) };
        self.nested(span, height)?;
        if let Some(parent) = self.open.last_mut() {
            parent.height = parent.height.max(height);
        }
        self.add(span, Content::Alias(target.node), size).map(|_| ())
    }

    pub(super) fn reached(&self) -> Reached {
        let written = |open: &Open<'_>| matches!(self.text.as_bytes().get(open.start as usize), Some(b'[' | b'{'));
        Reached {
            read: self.nodes.last().map_or(0, |node| node.span.end as usize),
            bracket: self.open.last().filter(|open| written(open)).map(|open| open.start as usize),
        }
    }

    pub(super) fn finish(mut self) -> (Tree<'s>, Vec<Problem>) {
        let root = match self.root {
            Some(root) => root,
            None => self.new_node(Span::default(), Content::Null),
        };
        let tree = Tree {
            text: self.text,
            limits: self.limits,
            long: self.long,
            nodes: self.nodes,
            items: self.items,
            entries: self.entries,
            root,
        };
        (tree, self.problems)
    }
}

fn range(first: usize, end: usize) -> std::ops::Range<u32> {
    let clip = |at| u32::try_from(at).unwrap_or(u32::MAX);
    clip(first)..clip(end)
}

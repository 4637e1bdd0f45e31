//! Changes of a text, place by place: values replaced and lines taken out, with the comments beside them and the anchors in
//! them kept.

use std::ops::Range;

use super::scan::Scanned;
use super::{Edits, flow};
use crate::tree::{Key, Kind, Node, Tree};

pub(super) struct Writer<'t> {
    pub(super) tree: &'t Tree<'t>,
    pub(super) scanned: Scanned<'t>,
    pub(super) edits: Edits,
    /// What is taken out of the text.
    pub(super) removed: Vec<Range<usize>>,
}

/// A fact's name with its text, such as `routes` and `[self]`.
pub(super) type Written<'f> = (&'f str, String);

impl<'t> Writer<'t> {
    pub(super) fn new(tree: &'t Tree<'t>) -> Self {
        Self { tree, scanned: Scanned::new(tree), edits: Edits::default(), removed: Vec::new() }
    }

    /// The text with all changes made; none where two of them are at odds.
    pub(super) fn finish(mut self) -> Option<String> {
        self.restore_anchors();
        self.edits.apply(self.tree.text())
    }

    pub(super) fn byte(&self, at: usize) -> Option<u8> {
        self.scanned.text.as_bytes().get(at).copied()
    }

    /// Whether an alias elsewhere stands for just this value.
    pub(super) fn is_shared(&self, value: Node<'_>) -> bool {
        self.tree.aliases().any(|(_, target)| target.identity() == value.identity())
    }

    /// Whether a value is a list or mapping by its indentation, on lines of its own.
    pub(super) fn on_its_own_lines(&self, value: Node<'_>, start: usize) -> bool {
        matches!(value.kind(), Kind::List | Kind::Map)
            && value.written_at().is_none()
            && !matches!(self.byte(start), Some(b'[' | b'{'))
            && self.scanned.before(start).trim().is_empty()
    }

    /// Where a list begins: at its bracket, or at its first dash, which the span of a list at the margin of its key does not
    /// take in.
    pub(super) fn start_of_list(&self, key: Key<'_>, list: Node<'_>) -> Option<usize> {
        let start = list.span().start as usize;
        if list.kind() != Kind::List || list.written_at().is_some() || self.byte(start) == Some(b'[') {
            return Some(start);
        }
        let colon = self.scanned.behind_colon(key.written.end as usize)?;
        let from = self.scanned.properties(colon..start).last().map_or(colon, |last| last.end.min(start));
        self.scanned.punctuation(from, b'-').filter(|dash| *dash <= start)
    }

    /// Puts a text in the place of the value behind a key.
    pub(super) fn replace(&mut self, key: Key<'t>, value: Node<'t>, new: &str) -> Option<()> {
        let colon = self.scanned.behind_colon(key.written.end as usize)?;
        let mut range = self.scanned.trimmed(value.span());
        range.start = self.start_of_list(key, value)?;
        if value.kind() == Kind::Null && range.is_empty() {
            self.edits.insert(colon, format!(" {new}"));
            return Some(());
        }
        let properties = match value.written_at() {
            Some(_) => Vec::new(),
            None => self.scanned.properties(colon..range.start),
        };
        let own_lines = self.on_its_own_lines(value, range.start);
        for property in &properties {
            // With the blank before it, where nothing comes behind it on its line.
            let blank = |at: usize| usize::from(self.byte(at) == Some(b' '));
            let (before, behind) = (blank(property.start.saturating_sub(1)), blank(property.end));
            let place =
                if own_lines { property.start - before..property.end } else { property.start..property.end + behind };
            self.edits.replace(place, "");
        }
        let indicator = (colon..range.start).find(|at| {
            let is_property = properties.iter().any(|property| property.contains(at));
            matches!(self.byte(*at), Some(b'|' | b'>')) && !is_property && value.written_at().is_none()
        });
        let indicator = indicator.filter(|at| self.scanned.comments(&(colon..*at)).next().is_none());
        if let (Some(at), Kind::Text) = (indicator, value.kind()) {
            // A text in lines of its own, below the sign that says so.
            let sign = self.scanned.text.get(at..range.start).unwrap_or_default();
            let end = at + sign.find(char::is_whitespace).unwrap_or(sign.len());
            self.edits.replace(at..end, new);
            self.remove_lines(range);
        } else if own_lines {
            self.edits.insert(colon, format!(" {new}"));
            self.remove_lines(range);
        } else {
            self.keep_comments(&range);
            self.edits.replace(range.clone(), new);
            self.removed.push(range);
        }
        Some(())
    }

    /// Takes out what stands on lines of its own, but not the comments beside and between.
    pub(super) fn remove_lines(&mut self, range: Range<usize>) {
        let mut at = range.start;
        while at < range.end {
            let line = self.scanned.line(at);
            at = line.end;
            let text = self.scanned.text.get(line.clone()).unwrap_or_default();
            let first = line.start + (text.len() - text.trim_start_matches([' ', '\t']).len());
            let comment = self.scanned.comments(&line).next().map(|comment| comment.start);
            match comment {
                Some(comment) if comment == first => {}
                Some(comment) => self.edits.replace(first..comment, ""),
                None => self.edits.replace(line, ""),
            }
        }
        self.removed.push(range);
    }

    /// Takes an entry out of a mapping that has one on each line; false where it has not, or where another value would come in
    /// by a merge key then.
    pub(super) fn remove_entry(&mut self, mapping: Node<'_>, key: Key<'t>, value: Node<'t>) -> bool {
        let (start, span) = (key.written.start as usize, mapping.span().range());
        let merges = self.scanned.text.get(span.clone()).is_none_or(|text| text.contains("<<"));
        let alone = self.scanned.before(start).trim().is_empty();
        let Some(colon) = self.scanned.behind_colon(key.written.end as usize) else { return false };
        if merges || !alone || self.byte(span.start) == Some(b'{') {
            return false;
        }
        self.remove_lines(self.scanned.line(start).start..self.scanned.trimmed(value.span()).end.max(colon));
        true
    }

    /// Puts the comments within a range that is taken out on lines of their own behind it.
    pub(super) fn keep_comments(&mut self, range: &Range<usize>) {
        let comments: Vec<&str> =
            self.scanned.comments(range).filter_map(|comment| self.scanned.text.get(comment.clone())).collect();
        if comments.is_empty() {
            return;
        }
        let before = self.scanned.before(range.start);
        let indent = before.len() - before.trim_start().len();
        let line = self.scanned.line(range.end);
        let lines: String =
            comments.iter().map(|comment| format!("{:indent$}{comment}{}", "", self.scanned.line_break())).collect();
        self.add_lines(line, lines);
    }

    /// Puts lines behind a line, which may be the last and without a break.
    pub(super) fn add_lines(&mut self, line: Range<usize>, lines: String) {
        let broken = self.scanned.text.get(line.clone()).is_some_and(|text| text.ends_with(['\n', '\r']));
        let line_break = self.scanned.line_break();
        let lines = if broken { lines } else { format!("{line_break}{}", lines.trim_end_matches(line_break)) };
        self.edits.insert(line.end, lines);
    }

    /// Whether nothing but a comment stands on its line behind a key, and no key in braces: what is written below it, by its
    /// indentation, is its value.
    pub(super) fn nothing_stands_behind(&self, key: Key<'_>) -> bool {
        let start = key.written.start as usize;
        let Some(colon) = self.scanned.behind_colon(key.written.end as usize) else { return false };
        let line = self.scanned.line(start);
        let end = self.scanned.comments(&(colon..line.end)).next().map_or(line.end, |comment| comment.start);
        let rest = self.scanned.text.get(colon..end).is_some_and(|rest| rest.trim().is_empty());
        rest && self.byte(self.tree.root().span().start as usize) != Some(b'{')
    }

    /// Writes entries below a key, behind which nothing stands.
    pub(super) fn add_lines_below(&mut self, key: Key<'_>, entries: &[Written<'_>]) {
        let start = key.written.start as usize;
        let indent: String = self.scanned.before(start).chars().map(|_| ' ').collect();
        let line_break = self.scanned.line_break();
        let lines = entries.iter().map(|(name, text)| format!("{indent}  {name}: {text}{line_break}"));
        self.add_lines(self.scanned.line(start), lines.collect());
    }

    /// Adds entries to a mapping.
    pub(super) fn add_entries(&mut self, mapping: Node<'_>, entries: &[Written<'_>]) -> Option<()> {
        if entries.is_empty() {
            return Some(());
        }
        let range = self.scanned.trimmed(mapping.span());
        if self.byte(range.start) == Some(b'{') {
            let inside = self.scanned.text.get(range.start + 1..range.end.checked_sub(1)?)?;
            let all: Vec<String> = entries.iter().map(|(name, text)| format!("{name}: {text}")).collect();
            let end = if inside.trim().is_empty() { "" } else { ", " };
            self.edits.insert(range.start + 1, all.join(", ") + end);
            return Some(());
        }
        self.add_lines_behind(range.start, range.end, entries);
        Some(())
    }

    /// Adds an entry to a mapping, behind a value in it where there is one to stand behind.
    pub(super) fn add_entry(&mut self, mapping: Node<'_>, behind: Option<Node<'_>>, entry: Written<'_>) -> Option<()> {
        let range = self.scanned.trimmed(mapping.span());
        match behind.map(|value| self.scanned.trimmed(value.span())) {
            Some(value) if self.byte(range.start) != Some(b'{') => {
                self.add_lines_behind(range.start, value.end, &[entry]);
                Some(())
            }
            _ => self.add_entries(mapping, &[entry]),
        }
    }

    /// Writes entries of a mapping that begins here on lines behind the one in which something of it ends.
    fn add_lines_behind(&mut self, start: usize, end: usize, entries: &[Written<'_>]) {
        let indent: String = self.scanned.before(start).chars().map(|_| ' ').collect();
        let line_break = self.scanned.line_break();
        let lines = entries.iter().map(|(name, text)| format!("{indent}{name}: {text}{line_break}"));
        self.add_lines(self.scanned.line(end.saturating_sub(1)), lines.collect());
    }

    /// Whether a mapping on lines of its own can be moved in by two columns: it has no anchor and no tag.
    pub(super) fn may_be_moved(&self, key: Key<'_>, value: Node<'_>) -> Option<bool> {
        let colon = self.scanned.behind_colon(key.written.end as usize)?;
        let plain = self.scanned.properties(colon..value.span().start as usize).is_empty();
        Some(plain && self.on_its_own_lines(value, value.span().start as usize))
    }

    /// Writes a value that is taken out, and that others share, where the first of them refers to it.
    pub(super) fn restore_anchors(&mut self) {
        let within = |range: &Range<usize>, of: &Range<usize>| of.start <= range.start && range.end <= of.end;
        let is_removed = |range: &Range<usize>| self.removed.iter().any(|removed| within(range, removed));
        let mut restored: Vec<(usize, u32)> = Vec::new();
        let mut aliases: Vec<_> = self.tree.aliases().collect();
        aliases.sort_by_key(|(span, _)| *span);
        for (span, target) in aliases {
            let place = span.range();
            if is_removed(&place) || !is_removed(&target.span().range()) || restored.contains(&target.identity()) {
                continue;
            }
            restored.push(target.identity());
            let name = self.scanned.text.get(place.clone()).unwrap_or_default().trim_start_matches('*');
            self.edits.replace(place, format!("&{name} {}", flow::node(target)));
        }
    }
}

//! The text of a pilot with something else stated of some facts.

use std::collections::BTreeMap;
use std::ops::Range;

use super::scan::Scanned;
use super::{Edits, flow};
use crate::model::Basis;
use crate::model::vocabulary::{Fact, FactType};
use crate::pilot::{PROVENANCE, StatedValue};
use crate::tree::{Key, Kind, Node, Tree};

/// What is to become of the statements of a fact.
#[derive(Debug, Clone)]
pub struct Rewrite<'f> {
    /// The fact.
    pub fact: &'f Fact,
    /// Which of its statements stay, in the order of the file.
    pub stay: Vec<bool>,
    /// What the file's own author states besides, and on what basis.
    pub add: Option<(StatedValue<'static>, Basis)>,
}

/// The text of a document with the statements of some facts rewritten. All else stays as it is, and a value that other
/// facts share stays theirs. None where the text is of a shape in which that cannot be done.
#[must_use]
pub fn rewrite(tree: &Tree<'_>, rewrites: &[Rewrite<'_>]) -> Option<String> {
    let root = tree.root();
    let provenance = root.get("provenance");
    let is_default = |key: &&str| provenance.is_some_and(|provenance| provenance.get(key).is_some());
    let defaults: Vec<&str> = PROVENANCE.into_iter().filter(is_default).collect();
    let mut writer =
        Writer { tree, scanned: Scanned::new(tree), defaults, edits: Edits::default(), removed: Vec::new() };
    let mut sections: BTreeMap<usize, Vec<&Rewrite<'_>>> = BTreeMap::new();
    for rewrite in rewrites {
        let first = rewrites.iter().position(|other| other.fact.section == rewrite.fact.section)?;
        sections.entry(first).or_default().push(rewrite);
    }
    let mut absent = Vec::new();
    for of_section in sections.values() {
        let name = &of_section.first()?.fact.section;
        match root.entry(name) {
            None => absent.push((name.as_str(), writer.new_facts(of_section, None))),
            Some((key, section)) if key.span != key.written => {
                // It came in by a merge key: written out here, it goes before what is merged in.
                absent.push((name.as_str(), writer.new_facts(of_section, Some(section))));
            }
            Some((key, section)) => writer.section(key, section, of_section)?,
        }
    }
    writer.new_sections(root, &absent)?;
    writer.restore_anchors();
    writer.edits.apply(tree.text())
}

pub(super) struct Writer<'t> {
    tree: &'t Tree<'t>,
    pub(super) scanned: Scanned<'t>,
    /// The keys of provenance that every statement has unless it says otherwise.
    defaults: Vec<&'t str>,
    pub(super) edits: Edits,
    /// What is taken out of the text.
    pub(super) removed: Vec<Range<usize>>,
}

/// A fact's name with its text, such as `routes` and `[self]`.
type Written<'f> = (&'f str, String);

impl<'t> Writer<'t> {
    /// The facts of a section that is to be written out: those that it has, rewritten where that is wanted, and new ones.
    fn new_facts<'f>(&self, rewrites: &[&Rewrite<'f>], section: Option<Node<'f>>) -> Vec<Written<'f>> {
        let mut facts: Vec<Written<'f>> = Vec::new();
        for (key, value) in section.into_iter().flat_map(Node::entries) {
            let text = match rewrites.iter().find(|rewrite| rewrite.fact.name == key.name) {
                Some(rewrite) => self.whole(rewrite, Some(value)),
                None => flow::node(value),
            };
            facts.push((key.name, text));
        }
        for rewrite in rewrites {
            if !facts.iter().any(|(name, _)| *name == rewrite.fact.name) {
                facts.push((&rewrite.fact.name, self.whole(rewrite, None)));
            }
        }
        facts
    }

    /// A fact written out on one line: the statements that stay, and what the author states.
    fn whole(&self, rewrite: &Rewrite<'_>, value: Option<Node<'_>>) -> String {
        let items = value.map(|value| items(rewrite.fact, value)).unwrap_or_default();
        let staying = items.into_iter().zip(&rewrite.stay).filter(|(_, stay)| **stay);
        let mut all: Vec<String> = staying.map(|(item, _)| flow::statement(item)).collect();
        if all.is_empty() {
            return rewrite.add.as_ref().map_or_else(|| "null".to_owned(), |_| self.author(rewrite, true));
        }
        all.extend(rewrite.add.as_ref().map(|_| self.author(rewrite, false)));
        format!("[{}]", all.join(", "))
    }

    fn author(&self, rewrite: &Rewrite<'_>, alone: bool) -> String {
        let Some((said, basis)) = &rewrite.add else { return String::new() };
        flow::author(rewrite.fact, said, *basis, &self.defaults, alone)
    }

    /// A section that stands in the document.
    fn section(&mut self, key: Key<'t>, section: Node<'t>, rewrites: &[&Rewrite<'_>]) -> Option<()> {
        let inline = |facts: &[Written<'_>]| {
            facts.iter().map(|(name, text)| format!("{name}: {text}")).collect::<Vec<_>>().join(", ")
        };
        if section.written_at().is_some() {
            // The alias stays, and what is rewritten goes before what it brings.
            let facts: Vec<Written<'_>> = rewrites
                .iter()
                .map(|rewrite| (rewrite.fact.name.as_str(), self.whole(rewrite, section.get(&rewrite.fact.name))))
                .collect();
            let at = section.span().range();
            self.edits.insert(at.start, "{<<: ");
            self.edits.insert(at.end, format!(", {}}}", inline(&facts)));
            return Some(());
        }
        if section.kind() != Kind::Map || self.is_shared(section) {
            let facts = self.new_facts(rewrites, Some(section));
            return self.replace(key, section, &format!("{{{}}}", inline(&facts)));
        }
        let mut missing: Vec<Written<'_>> = Vec::new();
        for rewrite in rewrites {
            match section.entry(&rewrite.fact.name) {
                Some((key, value)) if key.span == key.written => self.fact(key, value, rewrite)?,
                Some((_, merged)) => missing.push((&rewrite.fact.name, self.whole(rewrite, Some(merged)))),
                None => missing.push((&rewrite.fact.name, self.whole(rewrite, None))),
            }
        }
        self.add_entries(section, &missing)
    }

    /// A fact that stands in its section.
    fn fact(&mut self, key: Key<'t>, value: Node<'t>, rewrite: &Rewrite<'_>) -> Option<()> {
        let items = items(rewrite.fact, value);
        let stays = |at: usize| rewrite.stay.get(at).copied().unwrap_or_default();
        let any = (0..items.len()).any(stays);
        let aliased = value.written_at().is_some();
        if !any || (aliased && value.kind() != Kind::Map) || (!aliased && self.is_shared(value)) {
            return self.replace(key, value, &self.whole(rewrite, Some(value)));
        }
        let listed = items.len() != 1 || value.kind() == Kind::List;
        let in_brackets = self.byte(value.span().start as usize) == Some(b'[');
        let add = rewrite.add.as_ref().map(|_| self.author(rewrite, false));
        if value.kind() == Kind::Map && (aliased || self.byte(value.span().start as usize) == Some(b'{')) {
            let at = value.span().range();
            let colon = self.scanned.behind_colon(key.written.end as usize)?;
            let start = self.scanned.properties(colon..at.start).first().map_or(at.start, |first| first.start);
            self.edits.insert(start, "[");
            self.edits.insert(at.end, format!(", {}]", add?));
            return Some(());
        }
        match value.kind() {
            Kind::List if listed && in_brackets && items.iter().all(|item| item.kind() == Kind::Map) => {
                self.list_in_brackets(value, &items, &stays, add)
            }
            Kind::List if listed && items.iter().all(|item| item.kind() == Kind::Map) => {
                let start = self.start_of_list(key, value)?;
                self.list(start, &items, &stays, add)
            }
            Kind::Map if self.may_be_moved(key, value)? => self.as_first_of_list(value, &add?),
            _ => self.replace(key, value, &self.whole(rewrite, Some(value))),
        }
    }

    pub(super) fn byte(&self, at: usize) -> Option<u8> {
        self.scanned.text.as_bytes().get(at).copied()
    }

    /// Whether an alias elsewhere stands for just this value.
    fn is_shared(&self, value: Node<'_>) -> bool {
        self.tree.aliases().any(|(_, target)| target.identity() == value.identity())
    }

    /// Whether a value is a list or mapping by its indentation, on lines of its own.
    fn on_its_own_lines(&self, value: Node<'_>, start: usize) -> bool {
        matches!(value.kind(), Kind::List | Kind::Map)
            && value.written_at().is_none()
            && !matches!(self.byte(start), Some(b'[' | b'{'))
            && self.scanned.before(start).trim().is_empty()
    }

    /// Where a list begins: at its bracket, or at its first dash, which the span of a list at the margin of its key does not
    /// take in.
    fn start_of_list(&self, key: Key<'_>, list: Node<'_>) -> Option<usize> {
        let start = list.span().start as usize;
        if list.kind() != Kind::List || list.written_at().is_some() || self.byte(start) == Some(b'[') {
            return Some(start);
        }
        let colon = self.scanned.behind_colon(key.written.end as usize)?;
        let from = self.scanned.properties(colon..start).last().map_or(colon, |last| last.end.min(start));
        self.scanned.punctuation(from, b'-').filter(|dash| *dash <= start)
    }

    /// Puts a text in the place of the value behind a key.
    fn replace(&mut self, key: Key<'t>, value: Node<'t>, new: &str) -> Option<()> {
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

    /// Adds entries to a mapping.
    fn add_entries(&mut self, mapping: Node<'_>, entries: &[Written<'_>]) -> Option<()> {
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
        let indent: String = self.scanned.before(range.start).chars().map(|_| ' ').collect();
        let line_break = self.scanned.line_break();
        let lines = entries.iter().map(|(name, text)| format!("{indent}{name}: {text}{line_break}"));
        let last = self.scanned.line(range.end.saturating_sub(1));
        self.add_lines(last, lines.collect());
        Some(())
    }

    /// Adds sections to the document.
    fn new_sections(&mut self, root: Node<'_>, sections: &[(&str, Vec<Written<'_>>)]) -> Option<()> {
        let (start, line_break) = (root.span().start as usize, self.scanned.line_break());
        let in_braces = self.byte(start) == Some(b'{');
        let indent: String = self.scanned.before(start).chars().map(|_| ' ').collect();
        let written = sections.iter().map(|(name, facts)| {
            let lines: Vec<String> = facts.iter().map(|(name, text)| format!("{name}: {text}")).collect();
            let text = if in_braces {
                format!("{{{}}}", lines.join(", "))
            } else {
                lines.iter().map(|line| format!("{line_break}{indent}  {line}")).collect()
            };
            (*name, text)
        });
        let written: Vec<Written<'_>> = written.collect();
        if in_braces {
            return self.add_entries(root, &written);
        }
        if written.is_empty() {
            return Some(());
        }
        let last = self.scanned.line(self.scanned.trimmed(root.span()).end.saturating_sub(1));
        let lines = written.iter().map(|(name, text)| format!("{indent}{name}:{text}{line_break}"));
        self.add_lines(last, lines.collect());
        Some(())
    }

    /// Whether a mapping on lines of its own can be moved in by two columns: it has no anchor and no tag.
    fn may_be_moved(&self, key: Key<'_>, value: Node<'_>) -> Option<bool> {
        let colon = self.scanned.behind_colon(key.written.end as usize)?;
        let plain = self.scanned.properties(colon..value.span().start as usize).is_empty();
        Some(plain && self.on_its_own_lines(value, value.span().start as usize))
    }

    /// Writes a value that is taken out, and that others share, where the first of them refers to it.
    fn restore_anchors(&mut self) {
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

/// The statements of a fact, one by one.
fn items<'n>(fact: &Fact, value: Node<'n>) -> Vec<Node<'n>> {
    let listed = value.kind() == Kind::List
        && (fact.kind != FactType::Set || value.items().any(|item| item.kind() == Kind::Map));
    match value.kind() {
        Kind::Null => Vec::new(),
        _ if listed => value.items().collect(),
        _ => vec![value],
    }
}

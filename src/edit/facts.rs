//! The text of a pilot with something else stated of some facts.

use std::collections::BTreeMap;

use super::flow;
use super::writer::{Writer, Written};
use crate::model::vocabulary::{Fact, FactType};
use crate::pilot::Statement;
use crate::tree::{Key, Kind, Node, Tree};

/// What is to become of the statements of a fact.
#[derive(Debug, Clone)]
pub struct Rewrite<'f> {
    /// The fact.
    pub fact: &'f Fact,
    /// What becomes of each of its statements, in the order of the file; those behind the last stay.
    pub fates: Vec<StatementFate<'f>>,
    /// What is stated besides, behind all of them.
    pub add: Vec<Statement<'f>>,
}

/// What is to become of a statement that is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StatementFate<'f> {
    /// It stays.
    Stays,
    /// It is taken out.
    Goes,
    /// Another takes its place.
    Replaced(Box<Statement<'f>>),
}

/// What is to become of a statement in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// It stays as it is written.
    Stays,
    /// It is taken out.
    Goes,
    /// This is written in its place.
    Replaced(String),
}

/// The text of a document with the statements of some facts rewritten. All else stays as it is, and a value that other
/// facts share stays theirs. None where the text is of a shape in which that cannot be done.
#[must_use]
pub fn rewrite(tree: &Tree<'_>, rewrites: &[Rewrite<'_>]) -> Option<String> {
    let root = tree.root();
    let mut writer = Writer::new(tree);
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
    writer.finish()
}

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

    /// What becomes of the statements of a fact, of which there are so many.
    fn pieces(&self, rewrite: &Rewrite<'_>, count: usize) -> Vec<Piece> {
        let piece = |at: usize| match rewrite.fates.get(at) {
            None | Some(StatementFate::Stays) => Piece::Stays,
            Some(StatementFate::Goes) => Piece::Goes,
            Some(StatementFate::Replaced(by)) => Piece::Replaced(self.stated(rewrite.fact, by, false)),
        };
        (0..count).map(piece).collect()
    }

    /// A fact written out on one line: the statements that stay, those that take the place of others, and what is stated
    /// besides.
    fn whole(&self, rewrite: &Rewrite<'_>, value: Option<Node<'_>>) -> String {
        let items = value.map(|value| items(rewrite.fact, value)).unwrap_or_default();
        let replaced = rewrite.fates.iter().take(items.len()).filter_map(|fate| match fate {
            StatementFate::Replaced(by) => Some(by.as_ref()),
            _ => None,
        });
        let new: Vec<&Statement<'_>> = replaced.chain(&rewrite.add).collect();
        let pieces = self.pieces(rewrite, items.len());
        if !pieces.contains(&Piece::Stays)
            && let [] | [_] = new.as_slice()
        {
            return new.first().map_or_else(|| "null".to_owned(), |one| self.stated(rewrite.fact, one, true));
        }
        let written = items.into_iter().zip(pieces).filter_map(|(item, piece)| match piece {
            Piece::Stays => Some(flow::statement(item)),
            Piece::Goes => None,
            Piece::Replaced(text) => Some(text),
        });
        let all: Vec<String> = written.chain(self.added(rewrite)).collect();
        format!("[{}]", all.join(", "))
    }

    /// What is stated besides.
    fn added(&self, rewrite: &Rewrite<'_>) -> Vec<String> {
        rewrite.add.iter().map(|statement| self.stated(rewrite.fact, statement, false)).collect()
    }

    fn stated(&self, fact: &Fact, statement: &Statement<'_>, alone: bool) -> String {
        flow::stated(fact, statement, self.tree.root().get("provenance"), alone)
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
        if section.kind() == Kind::Null && self.nothing_stands_behind(key) {
            let facts = self.new_facts(rewrites, None);
            self.add_lines_below(key, &facts);
            return Some(());
        }
        if section.kind() != Kind::Map || self.is_shared(section) {
            let facts = self.new_facts(rewrites, Some(section));
            return self.replace(key, section, &format!("{{{}}}", inline(&facts)));
        }
        let mut missing: Vec<Written<'_>> = Vec::new();
        for rewrite in rewrites {
            match section.entry(&rewrite.fact.name) {
                Some((key, value)) if key.span == key.written => {
                    if !self.is_withdrawn(rewrite, value) || !self.remove_entry(section, key, value) {
                        self.fact(key, value, rewrite)?;
                    }
                }
                Some((_, merged)) => missing.push((&rewrite.fact.name, self.whole(rewrite, Some(merged)))),
                None => missing.push((&rewrite.fact.name, self.whole(rewrite, None))),
            }
        }
        self.add_entries(section, &missing)
    }

    /// Whether nothing is left that is said of a fact.
    fn is_withdrawn(&self, rewrite: &Rewrite<'_>, value: Node<'_>) -> bool {
        let pieces = self.pieces(rewrite, items(rewrite.fact, value).len());
        rewrite.add.is_empty() && pieces.iter().all(|piece| *piece == Piece::Goes)
    }

    /// A fact that stands in its section.
    fn fact(&mut self, key: Key<'t>, value: Node<'t>, rewrite: &Rewrite<'_>) -> Option<()> {
        let items = items(rewrite.fact, value);
        let (pieces, add) = (self.pieces(rewrite, items.len()), self.added(rewrite));
        let aliased = value.written_at().is_some();
        let listed = value.kind() == Kind::List && items.iter().all(|item| item.kind() == Kind::Map);
        // What stays of a list keeps its place, and so does what takes the place of something; what is alone is written anew.
        let keeps = |piece: &Piece| *piece == Piece::Stays || listed && *piece != Piece::Goes;
        if !pieces.iter().any(keeps) || (aliased && value.kind() != Kind::Map) || (!aliased && self.is_shared(value)) {
            return self.replace(key, value, &self.whole(rewrite, Some(value)));
        }
        if !listed && add.is_empty() {
            return Some(());
        }
        let opens = self.byte(value.span().start as usize);
        match value.kind() {
            Kind::Map if aliased || opens == Some(b'{') => {
                let at = value.span().range();
                let colon = self.scanned.behind_colon(key.written.end as usize)?;
                let start = self.scanned.properties(colon..at.start).first().map_or(at.start, |first| first.start);
                self.edits.insert(start, "[");
                self.edits.insert(at.end, format!(", {}]", add.join(", ")));
                Some(())
            }
            Kind::Map if self.may_be_moved(key, value)? => self.as_first_of_list(value, &add),
            Kind::List if listed && opens == Some(b'[') => self.list_in_brackets(value, &items, &pieces, &add),
            Kind::List if listed => {
                let start = self.start_of_list(key, value)?;
                self.list(start, &items, &pieces, &add)
            }
            _ => self.replace(key, value, &self.whole(rewrite, Some(value))),
        }
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

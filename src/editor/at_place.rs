//! What stands at a place of a file: a fact, a value, a section, a rule, a rule set or a citation.

use crate::citations::Register;
use crate::model::limits::Limits;
use crate::model::vocabulary::{Fact, FactType};
use crate::pilot::{self, Paragraph};
use crate::rules::Collection;
use crate::source::{Document, Documents};
use crate::text::{LineIndex, Place, Span};
use crate::tree::{self, Node};

/// Something that stands at a place, with where it begins and ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AtPlace {
    /// Where it begins.
    pub start: Place,
    /// Where it ends.
    pub end: Place,
    /// What it is.
    pub what: Meant,
}

/// What is meant by a word of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meant {
    /// A fact, by its path.
    Fact(String),
    /// A value of a fact.
    Value {
        /// The path of the fact.
        fact: String,
        /// The value.
        value: String,
    },
    /// A section of facts.
    Section(String),
    /// A rule, by its id.
    Rule(String),
    /// A rule set, by its id.
    RuleSet(String),
    /// A passage.
    Citation {
        /// The document's id.
        document: String,
        /// The paragraph, where one is told.
        paragraph: Option<Paragraph<'static>>,
    },
}

/// A word of a tree, with the keys that lead to it.
struct Word<'t> {
    span: Span,
    text: &'t str,
    is_key: bool,
    /// The keys from the top on; of a key, itself the last.
    keys: Vec<&'t str>,
    /// The mappings that it stands in, the innermost last.
    within: Vec<Node<'t>>,
}

/// The document of a file that a line belongs to.
pub(super) fn document(text: &str, limits: Limits, line: u32) -> Option<Document> {
    let documents = Documents::within(text.as_bytes(), limits).flatten();
    documents.take_while(|document| document.first_line <= line).last()
}

/// What stands at a place of the text of a file.
pub(super) fn at_place(
    text: &str,
    place: Place,
    limits: Limits,
    collection: &Collection,
    register: &Register,
) -> Option<AtPlace> {
    let document = document(text, limits, place.line)?;
    let lines = LineIndex::new(&document.text, document.first_line);
    let offset = lines.offset(place)?;
    let tree = tree::read_within(&document.text, limits).tree?;
    let word = word(tree.root(), offset, &mut Vec::new(), &mut Vec::new())?;
    let what =
        citation(&word, register).or_else(|| of_facts(&word, collection)).or_else(|| of_rules(&word, collection))?;
    Some(AtPlace { start: lines.place(word.span.start), end: lines.place(word.span.end), what })
}

fn contains(span: Span, offset: u32) -> bool {
    (span.start..=span.end).contains(&offset)
}

/// The key or scalar at an offset. What came in by an alias or a merge is written elsewhere.
fn word<'t>(node: Node<'t>, offset: u32, keys: &mut Vec<&'t str>, within: &mut Vec<Node<'t>>) -> Option<Word<'t>> {
    if node.written_at().is_some() {
        return None;
    }
    if let Some(text) = node.as_written() {
        let (keys, within) = (keys.clone(), within.clone());
        return contains(node.span(), offset).then_some(Word { span: node.span(), text, is_key: false, keys, within });
    }
    if node.entries().len() > 0 {
        within.push(node);
    }
    for (key, value) in node.entries().filter(|(key, _)| key.span == key.written) {
        keys.push(key.name);
        if contains(key.span, offset) {
            let (keys, within) = (keys.clone(), within.clone());
            return Some(Word { span: key.span, text: key.name, is_key: true, keys, within });
        }
        if let Some(found) = word(value, offset, keys, within) {
            return Some(found);
        }
        keys.pop();
    }
    if node.entries().len() > 0 {
        within.pop();
    }
    node.items().find_map(|item| word(item, offset, keys, within))
}

/// The passage that a word belongs to, as its document, its paragraph or its phrase.
fn citation(word: &Word<'_>, register: &Register) -> Option<Meant> {
    let key = *word.keys.last()?;
    if !matches!(key, "document" | "paragraph" | "phrase") {
        return None;
    }
    // What a statement does not say, `provenance` says for all.
    let shared = word.within.first().and_then(|root| root.get("provenance"));
    let said = |key: &str| word.within.last().and_then(|own| own.get(key)).or_else(|| shared?.get(key));
    let document = said("document")?.as_text()?.to_owned();
    // A register has its own id there.
    if word.keys.contains(&"documents") && register.document(&document).is_none() {
        return None;
    }
    // What is wrong with a paragraph is told where it is read.
    let paragraph = said("paragraph").and_then(|node| pilot::paragraph(node, &mut Vec::new()));
    let paragraph = paragraph.map(Paragraph::into_owned);
    Some(Meant::Citation { document, paragraph })
}

/// The fact, the value or the section that a word stands for.
fn of_facts(word: &Word<'_>, collection: &Collection) -> Option<Meant> {
    let vocabulary = collection.vocabulary();
    let pair = |at: usize| {
        let section = at.checked_sub(1).and_then(|at| word.keys.get(at))?;
        vocabulary.find(section, word.keys.get(at)?)
    };
    let fact_at = |at: usize| word.keys.get(at).and_then(|key| vocabulary.find_path(key)).or_else(|| pair(at));
    let last = word.keys.len().checked_sub(1)?;
    if word.is_key {
        if let Some(fact) = fact_at(last) {
            return Some(Meant::Fact(fact.path.clone()));
        }
        return (last == 0 && vocabulary.section(word.text).is_some()).then(|| Meant::Section(word.text.to_owned()));
    }
    if let Some(fact) = vocabulary.find_path(word.text) {
        return Some(Meant::Fact(fact.path.clone()));
    }
    let fact = (0..=last).rev().find_map(fact_at)?;
    let of_value = |fact: &Fact| Meant::Value { fact: fact.path.clone(), value: word.text.to_owned() };
    let is_value = match fact.kind {
        FactType::Bool => matches!(word.text, "true" | "false") && !matches!(word.keys.last(), Some(&"hedged")),
        _ => fact.value(word.text).is_some(),
    };
    is_value.then(|| of_value(fact))
}

/// The rule or the rule set that a word names.
fn of_rules(word: &Word<'_>, collection: &Collection) -> Option<Meant> {
    if word.is_key {
        return None;
    }
    if let Some((_, rule)) = collection.rule(word.text) {
        return Some(Meant::Rule(rule.rule.id.clone()));
    }
    let names_sets = word.keys.iter().any(|key| matches!(*key, "ruleset" | "rules" | "only" | "import" | "from"));
    let set = collection.sets().iter().find(|set| set.set.id == word.text).filter(|_| names_sets)?;
    Some(Meant::RuleSet(set.set.id.clone()))
}

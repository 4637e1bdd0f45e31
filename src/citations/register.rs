//! The register of documents: what each one is, which of its paragraphs nobody needs to cite, and
//! which words of it are kept although no question asks for them.

use std::sync::OnceLock;

use super::noted::{Noted, noted};
use crate::model::diagnostic::Diagnostic;
use crate::model::{DiagnosticCode, Problem};
use crate::pilot::Paragraph;
use crate::schema::{self, Kind, Read};
use crate::source::Document;
use crate::text::{LineIndex, Place, composed};
use crate::tree::{self, Node, Tree};

/// The register that is part of the program.
const EMBEDDED: (&str, &str) = ("rules/documents.yaml", include_str!("../../rules/documents.yaml"));

/// Some neighbouring paragraphs: the first and the last, from 1.
type Paragraphs = std::ops::RangeInclusive<u32>;

/// One document of a register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registered {
    /// The id by which it is cited.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Who wrote it, as far as is known.
    pub author: Option<String>,
    /// When, as far as is known.
    pub date: Option<String>,
    /// Who published it, as far as is known.
    pub publisher: Option<String>,
    /// What it is.
    pub about: String,
    /// Where it can be read, as far as is known.
    pub url: Option<String>,
    /// Why the register gives no address, such as that none is known.
    pub no_url: Option<String>,
    /// The number of its paragraphs.
    pub paragraphs: u32,
    /// How a paragraph is counted.
    pub counted: String,
    /// The SHA-256 of the text as cited, in hexadecimal.
    pub sha256: String,
    /// The labels by which the document counts its own paragraphs, each with those that it stands for; none where it does
    /// not.
    pub labels: Vec<(String, Paragraphs)>,
    /// Letters and the like within it.
    pub parts: Vec<Part>,
    /// The paragraphs that nobody needs to cite.
    pub set_aside: Vec<SetAside>,
    /// Words that are kept although no question asks for them.
    pub noted: Vec<Noted>,
    /// The file of the register.
    pub file: String,
    /// Where its id stands.
    pub place: Place,
}

/// A letter, an article or the like within a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What it is called.
    pub name: String,
    /// Who wrote it.
    pub by: Option<String>,
    /// When.
    pub date: Option<String>,
    /// Its paragraphs.
    pub paragraphs: Paragraphs,
}

/// Paragraphs that nobody needs to cite.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetAside {
    /// Which.
    pub paragraphs: Paragraphs,
    /// Why.
    pub reason: String,
    /// Where it stands.
    pub place: Place,
}

impl Registered {
    /// The paragraphs of a citation, as the texts are counted; none where the document knows no such label.
    #[must_use]
    pub fn numbers(&self, paragraph: &Paragraph<'_>) -> Option<Paragraphs> {
        let label = |label: &str| self.labels.iter().find(|(known, _)| known == label).map(|(_, of)| of.clone());
        match paragraph {
            Paragraph::Label(wanted) => label(wanted),
            other => other.numbers(),
        }
    }

    /// The part that a paragraph belongs to; of several, that of the first.
    #[must_use]
    pub fn part(&self, paragraph: &Paragraph<'_>) -> Option<&Part> {
        let first = *self.numbers(paragraph)?.start();
        self.parts.iter().find(|part| part.paragraphs.contains(&first))
    }
}

/// The documents that are known, in order.
#[derive(Debug, Clone)]
pub struct Register {
    /// The register that is part of the program is read when it is first asked for.
    known: OnceLock<Known>,
}

#[derive(Debug, Clone, Default)]
struct Known {
    documents: Vec<Registered>,
    /// How many of them, the last ones, came with the program.
    embedded: usize,
}

impl Default for Register {
    /// No documents.
    fn default() -> Self {
        Self { known: OnceLock::from(Known::default()) }
    }
}

impl Known {
    fn embedded() -> Self {
        let (file, text) = EMBEDDED;
        let mut known = Self::default();
        if let Ok(tree) = tree::build(text) {
            known.add_tree(file, &LineIndex::new(text, 1), &tree, &mut Vec::new());
        }
        known.embedded = known.documents.len();
        known
    }

    fn add_tree(&mut self, file: &str, lines: &LineIndex<'_>, tree: &Tree<'_>, diagnostics: &mut Vec<Diagnostic>) {
        let mut problems = Vec::new();
        let list = tree.root().get("documents");
        for item in list.into_iter().flat_map(Node::items) {
            let Some(document) = registered(file, item, lines, &mut problems) else { continue };
            let own = self.documents.len().saturating_sub(self.embedded);
            let earlier = self.documents.iter().take(own).find(|earlier| earlier.id == document.id);
            if let Some(earlier) = earlier {
                let message = format!(
                    "the document `{}` is registered already: {}:{}",
                    document.id, earlier.file, earlier.place.line
                );
                let told = Diagnostic::placed(DiagnosticCode::DuplicateDocument, file, document.place, message);
                diagnostics.push(told.with_related(&earlier.file, earlier.place, "it is registered here first"));
                continue;
            }
            if let Some(shipped) = self.documents.iter().position(|earlier| earlier.id == document.id) {
                self.documents.remove(shipped);
                self.embedded -= 1;
            }
            self.documents.insert(own, document);
        }
        diagnostics.extend(problems.into_iter().map(|problem| Diagnostic::problem(file, lines, problem)));
    }
}

impl Register {
    /// The register that is part of the program; a test holds it against its schema.
    #[must_use]
    pub fn embedded() -> Self {
        Self { known: OnceLock::new() }
    }

    fn known_documents(&self) -> &Known {
        self.known.get_or_init(Known::embedded)
    }

    /// All documents.
    #[must_use]
    pub fn documents(&self) -> &[Registered] {
        &self.known_documents().documents
    }

    /// The documents of the caller's own registers.
    #[must_use]
    pub fn own(&self) -> &[Registered] {
        let Known { documents, embedded } = self.known_documents();
        documents.get(..documents.len() - embedded).unwrap_or_default()
    }

    /// The documents that came with the program.
    #[must_use]
    pub fn shipped(&self) -> &[Registered] {
        let Known { documents, embedded } = self.known_documents();
        documents.get(documents.len() - embedded..).unwrap_or_default()
    }

    /// A document by its id.
    #[must_use]
    pub fn document(&self, id: &str) -> Option<&Registered> {
        let id = composed(id);
        self.documents().iter().find(|document| composed(&document.id) == id)
    }

    /// The part of a document that a paragraph belongs to.
    #[must_use]
    pub fn part(&self, document: &str, paragraph: &Paragraph<'_>) -> Option<&Part> {
        self.document(document)?.part(paragraph)
    }

    /// Adds the register of a document; what it says of a document wins over what came with the program.
    pub fn add_document(&mut self, file: &str, document: &Document, walked: bool, diagnostics: &mut Vec<Diagnostic>) {
        let lines = LineIndex::new(&document.text, document.first_line);
        match schema::read_within(Kind::Documents, &document.text, document.limits, walked) {
            Read::Tree(tree, problems) if problems.is_empty() => {
                self.known_documents();
                if let Some(known) = self.known.get_mut() {
                    known.add_tree(file, &lines, &tree, diagnostics);
                }
            }
            Read::Tree(_, problems) | Read::Wrong(problems) => {
                diagnostics.extend(Diagnostic::errors(file, &lines, problems));
            }
            Read::Another | Read::Nothing => {}
        }
    }
}

fn registered(file: &str, node: Node<'_>, lines: &LineIndex<'_>, problems: &mut Vec<Problem>) -> Option<Registered> {
    let text = |key: &str| node.get(key).and_then(Node::as_text).map(str::to_owned);
    let id = node.get("document")?;
    let count = node.get("paragraphs").and_then(Node::as_int).and_then(|count| u32::try_from(count).ok())?;
    if let (Some(_), Some(none)) = (node.get("url"), node.get("no_url")) {
        let message = "`url` gives an address, and `no_url` says why there is none; keep one of them".to_owned();
        problems.push(Problem::at(DiagnosticCode::ContradictingKeys, none, message));
    }
    let mut parts: Vec<Part> = Vec::new();
    let mut set_aside: Vec<SetAside> = Vec::new();
    for item in node.get("parts").into_iter().flat_map(Node::items) {
        let text = |key: &str| item.get(key).and_then(Node::as_text).map(str::to_owned);
        let Some(paragraphs) = paragraphs(item, count, problems) else { continue };
        overlap(item, &paragraphs, parts.iter().map(|part| &part.paragraphs), "a part", problems);
        parts.push(Part { name: text("part")?, by: text("by"), date: text("date"), paragraphs });
    }
    for item in node.get("set_aside").into_iter().flat_map(Node::items) {
        let Some(paragraphs) = paragraphs(item, count, problems) else { continue };
        overlap(item, &paragraphs, set_aside.iter().map(|aside| &aside.paragraphs), "set aside", problems);
        let reason = item.get("reason").and_then(Node::as_text)?.to_owned();
        set_aside.push(SetAside { paragraphs, reason, place: lines.place(item.span().start) });
    }
    let mut labels: Vec<(String, Paragraphs)> = Vec::new();
    for (key, value) in node.get("labels").into_iter().flat_map(Node::entries) {
        labels.extend(numbered(value, count, problems).map(|paragraphs| (key.name.to_owned(), paragraphs)));
    }
    let mut document = Registered {
        id: id.as_text()?.to_owned(),
        title: text("title")?,
        author: text("author"),
        date: text("date"),
        publisher: text("publisher"),
        about: text("about")?,
        url: text("url"),
        no_url: text("no_url"),
        paragraphs: count,
        counted: text("counted")?,
        sha256: text("sha256")?,
        labels,
        parts,
        set_aside,
        noted: Vec::new(),
        file: file.to_owned(),
        place: lines.place(id.span().start),
    };
    document.noted = noted(node, count, &|paragraph| document.numbers(paragraph), lines, problems);
    Some(document)
}

/// `7`, or `3-9`: the paragraphs of a part or of what is set aside.
fn paragraphs(item: Node<'_>, count: u32, problems: &mut Vec<Problem>) -> Option<Paragraphs> {
    numbered(item.get("paragraphs")?, count, problems)
}

/// The paragraphs of a node, among so many.
fn numbered(node: Node<'_>, count: u32, problems: &mut Vec<Problem>) -> Option<Paragraphs> {
    let written = node.as_written()?;
    let (first, last) = written.split_once('-').unwrap_or((written, written));
    let range = first.parse::<u32>().ok().zip(last.parse::<u32>().ok()).map(|(first, last)| first..=last);
    match range {
        Some(range) if !range.is_empty() && *range.start() >= 1 && *range.end() <= count => Some(range),
        _ => {
            let message = format!(
                "`{written}` are not paragraphs of a document that has {count}; write a number, or the first and the last as in 3-9"
            );
            problems.push(Problem::at(DiagnosticCode::WrongParagraphs, node, message));
            None
        }
    }
}

fn overlap<'r>(
    item: Node<'_>,
    new: &Paragraphs,
    mut earlier: impl Iterator<Item = &'r Paragraphs>,
    what: &str,
    problems: &mut Vec<Problem>,
) {
    if let Some(shared) = earlier.find(|old| old.start() <= new.end() && new.start() <= old.end()) {
        let message = format!("paragraph {} is {what} twice", new.start().max(shared.start()));
        problems.push(Problem::at(DiagnosticCode::WrongParagraphs, item.get("paragraphs").unwrap_or(item), message));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_register_is_sound() {
        let (file, text) = EMBEDDED;
        let (mut register, mut diagnostics) = (Register::default(), Vec::new());
        register.add_document(
            file,
            &Document {
                index: 0,
                first_line: 1,
                text: text.to_owned(),
                limits: crate::model::limits::Limits::default(),
            },
            false,
            &mut diagnostics,
        );
        assert_eq!(diagnostics, []);
        assert_eq!(register.documents(), Register::embedded().documents());
        assert_eq!(register.documents().len(), 5);
    }
}

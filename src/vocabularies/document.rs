//! A vocabulary as its document declares it, before it is put together with those that it extends.

use std::sync::LazyLock;

use crate::model::number::{Day, Decimal, Range};
use crate::model::vocabulary::{FactType, MAX_VALUES};
use crate::model::{DiagnosticCode, Problem, named};
use crate::text::{LineIndex, Place, digest, words};
use crate::tree::{self, Key, Kind, Node, Tree};

/// The vocabulary that is shipped.
const SHIPPED: &str = include_str!("health-and-work.yaml");

/// The file of the shipped vocabulary, as messages name it.
pub const SHIPPED_FILE: &str = "health-and-work (comes with the program)";

/// A vocabulary as it is declared.
#[derive(Debug, Clone)]
pub struct VocabularyDocument {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The vocabularies that it extends, in order.
    pub extends: Vec<Extended>,
    /// The sections that it gives a title, each with that.
    pub(super) sections: Vec<DeclaredName>,
    /// The dimensions that it adds, each with what it takes in.
    pub(super) dimensions: Vec<DeclaredName>,
    pub(super) facts: Vec<DeclaredFact>,
    /// The file that it was read from.
    pub file: String,
    /// Where its id stands.
    pub place: Place,
    /// The digest of its text.
    pub sha256: String,
}

/// The id of a vocabulary that another one extends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extended {
    /// The id.
    pub id: String,
    /// Where it is written.
    pub place: Place,
}

/// A name with its title.
#[derive(Debug, Clone)]
pub(super) struct DeclaredName {
    pub name: String,
    pub title: String,
    pub place: Place,
}

/// A fact, or values that are added to one.
#[derive(Debug, Clone)]
pub(super) struct DeclaredFact {
    pub section: String,
    pub name: String,
    pub place: Place,
    /// None where it only adds values.
    pub kind: Option<FactType>,
    pub values: Vec<DeclaredName>,
    pub unit: Option<String>,
    pub range: Range,
    pub means: String,
    pub ask: String,
}

impl DeclaredFact {
    pub fn path(&self) -> String {
        format!("{}.{}", self.section, self.name)
    }
}

impl VocabularyDocument {
    /// The shipped one.
    #[must_use]
    pub fn shipped() -> &'static Self {
        static DOCUMENT: LazyLock<VocabularyDocument> = LazyLock::new(|| {
            let lines = LineIndex::new(SHIPPED, 1);
            let read =
                tree::build(SHIPPED).and_then(|tree| VocabularyDocument::read(&tree, &lines, SHIPPED_FILE, SHIPPED));
            // A test reads the shipped vocabulary, so that this never happens to a user.
            #[allow(clippy::expect_used, reason = "the text is part of the program and tested with it")]
            read.expect("the shipped vocabulary is sound")
        });
        &DOCUMENT
    }

    /// Reads a vocabulary from a tree that its schema accepts; `lines` gives places their lines, and `file` is the name
    /// that messages give.
    ///
    /// # Errors
    /// What no schema can tell: names that do not do, values that do not fit a type.
    pub fn read(tree: &Tree<'_>, lines: &LineIndex<'_>, file: &str, text: &str) -> Result<Self, Vec<Problem>> {
        let root = tree.root();
        let mut reader = Reader { lines, problems: Vec::new() };
        let of = |key: &str| root.get(key).and_then(Node::as_text).unwrap_or_default().to_owned();
        let extends = root.get("extends").into_iter().flat_map(Node::items).filter_map(|item| {
            Some(Extended { id: item.as_text()?.to_owned(), place: lines.place(item.span().start) })
        });
        let extends = extends.collect();
        let sections = reader.titles(root.get("sections"), false);
        let dimensions = reader.titles(root.get("dimensions"), true);
        let mut facts = Vec::new();
        for (section, inside) in root.get("facts").into_iter().flat_map(Node::entries) {
            reader.name(section, false);
            for (name, node) in inside.entries() {
                reader.name(name, false);
                facts.push(reader.fact(section.name, name, node));
            }
        }
        if !reader.problems.is_empty() {
            return Err(reader.problems);
        }
        Ok(Self {
            id: of("vocabulary"),
            title: of("title"),
            extends,
            sections,
            dimensions,
            facts,
            file: file.to_owned(),
            place: lines.place(root.get("vocabulary").map_or(0, |node| node.span().start)),
            sha256: digest(text),
        })
    }
}

struct Reader<'l> {
    lines: &'l LineIndex<'l>,
    problems: Vec<Problem>,
}

/// The keys of a pilot, a rule set or a condition, which no section can be called.
const TAKEN: [&str; 15] = [
    "all",
    "any",
    "format",
    "if",
    "invented",
    "not",
    "owners",
    "pilot",
    "provenance",
    "status",
    "summary",
    "then",
    "title",
    "vocabulary",
    "waivers",
];

impl Reader<'_> {
    fn place(&self, key: Key<'_>) -> Place {
        self.lines.place(key.span.start)
    }

    fn titles(&mut self, node: Option<Node<'_>>, hyphens: bool) -> Vec<DeclaredName> {
        let mut all = Vec::new();
        for (key, title) in node.into_iter().flat_map(Node::entries) {
            self.name(key, hyphens);
            let (name, title) = (key.name.to_owned(), title.as_text().unwrap_or_default().to_owned());
            all.push(DeclaredName { name, title, place: self.place(key) });
        }
        all
    }

    /// Sees whether a section, a fact or a dimension can be called so.
    fn name(&mut self, key: Key<'_>, hyphens: bool) {
        let sound = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_' || hyphens && c == '-';
        let led = key.name.starts_with(|c: char| c.is_ascii_lowercase());
        let shown = words::excerpt(key.name);
        let message = if TAKEN.contains(&key.name) {
            format!("`{shown}` is a key of pilots, rule sets or conditions; give it another name")
        } else if !led || !key.name.chars().all(sound) {
            let also = if hyphens { ", underscores and hyphens" } else { " and underscores" };
            format!(
                "the name `{shown}` does not do: it takes lower case letters, digits{also}, and begins with a letter"
            )
        } else {
            return;
        };
        self.problems.push(Problem::of_key(DiagnosticCode::InvalidId, key, message));
    }

    fn fact(&mut self, section: &str, key: Key<'_>, node: Node<'_>) -> DeclaredFact {
        let of = |name: &str| node.get(name).and_then(Node::as_text).unwrap_or_default().to_owned();
        let kind = node.get("type").and_then(Node::as_text).and_then(|name| named(&FactType::ALL, name));
        let values = node.get("values").map(|list| self.values(list)).unwrap_or_default();
        let path = words::excerpt(&format!("{section}.{}", key.name));
        let wrong = match (kind, node.get("values")) {
            (Some(kind), None) if kind.has_values() => {
                let message = format!("`{path}` is a {} without `values`; name the values that it takes", kind.name());
                Some((DiagnosticCode::MissingKey, None, message))
            }
            (Some(kind), Some(node)) if !kind.has_values() => {
                let message = format!("`{path}` is a {}, which takes no `values`; take them out", kind.name());
                Some((DiagnosticCode::InvalidValue, Some(node), message))
            }
            (None, Some(_)) if node.entries().count() > 1 => {
                let message = format!(
                    "`{path}` has no `type`; a fact of your own needs `type`, `means` and `ask`, and to add values to a \
                     fact of another vocabulary write `values` alone"
                );
                Some((DiagnosticCode::MissingKey, None, message))
            }
            (None, None) => {
                let message = format!("`{path}` has no `type`; a fact needs `type`, `means` and `ask`");
                Some((DiagnosticCode::MissingKey, None, message))
            }
            (Some(_), _) => ["means", "ask"].into_iter().find(|name| node.get(name).is_none()).map(|name| {
                let message = format!("`{path}` has no `{name}`; a fact needs `type`, `means` and `ask`");
                (DiagnosticCode::MissingKey, None, message)
            }),
            _ => None,
        };
        if let Some((code, at, message)) = wrong {
            self.problems.push(match at {
                Some(node) => Problem::at(code, node, message),
                None => Problem::of_key(code, key, message),
            });
        }
        if values.len() > MAX_VALUES {
            let message =
                format!("`{path}` has {} values; {MAX_VALUES} are the most that a fact may have", values.len());
            self.problems.push(Problem::of_key(DiagnosticCode::OverLimit, key, message));
        }
        DeclaredFact {
            section: section.to_owned(),
            name: key.name.to_owned(),
            place: self.place(key),
            kind,
            values,
            unit: node.get("unit").and_then(Node::as_text).map(str::to_owned),
            range: self.range(&path, kind, node),
            means: of("means"),
            ask: of("ask"),
        }
    }

    /// The values that a number or a date may have by its bounds.
    fn range(&mut self, path: &str, kind: Option<FactType>, node: Node<'_>) -> Range {
        if let Some(unit) = node.get("unit").filter(|_| kind != Some(FactType::Number)) {
            let message = format!("`{path}` is no number, and only a number has a `unit`; take it out");
            self.problems.push(Problem::at(DiagnosticCode::InvalidValue, unit, message));
        }
        let bounds = ["least", "greatest"].map(|key| node.get(key));
        let mut wrong = |node: Node<'_>, what: &str| {
            let message = format!("a bound of `{path}` {what}");
            self.problems.push(Problem::at(DiagnosticCode::InvalidValue, node, message));
        };
        let written = |node: Node<'_>| node.as_written().unwrap_or_default().to_owned();
        let range = match kind {
            Some(FactType::Number) => {
                let [least, greatest] = bounds.map(|bound| {
                    let node = bound?;
                    let number = Decimal::parse(&written(node)).ok();
                    if number.is_none() {
                        wrong(node, "is no number that can be kept exactly");
                    }
                    number
                });
                Range::numbers(least, greatest)
            }
            Some(FactType::Date) => {
                let [least, greatest] = bounds.map(|bound| {
                    let node = bound?;
                    let day = Day::parse(&written(node));
                    if day.is_none() {
                        wrong(node, "is no day of the calendar, such as 2026-01-31");
                    }
                    day
                });
                Range::days(least, greatest)
            }
            _ => {
                if let Some(node) = bounds.into_iter().flatten().next() {
                    wrong(node, "does not fit: only numbers and dates have `least` and `greatest`");
                }
                Range::ALL
            }
        };
        if range.is_empty()
            && let [_, Some(node)] = bounds
        {
            wrong(node, "is below its `least`, so that it could have no value");
        }
        range
    }

    /// The values: a list of names, or a mapping in which each has its meaning.
    fn values(&mut self, node: Node<'_>) -> Vec<DeclaredName> {
        let mut all = Vec::new();
        if node.kind() == Kind::Map {
            for (key, means) in node.entries() {
                if !is_value(key.name) {
                    self.problems.push(Problem::of_key(DiagnosticCode::InvalidId, key, no_value(key.name)));
                }
                let (name, title) = (key.name.to_owned(), means.as_text().unwrap_or_default().to_owned());
                all.push(DeclaredName { name, title, place: self.place(key) });
            }
            return all;
        }
        for item in node.items() {
            let Some(name) = item.as_text() else { continue };
            if !is_value(name) {
                self.problems.push(Problem::at(DiagnosticCode::InvalidId, item, no_value(name)));
            }
            let place = self.lines.place(item.span().start);
            all.push(DeclaredName { name: name.to_owned(), title: String::new(), place });
        }
        all
    }
}

/// The words that a condition or a pilot may have in the place of a value.
const WORDS: [&str; 3] = ["stated", "empty", "not-empty"];

fn is_value(name: &str) -> bool {
    let sound = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    !name.is_empty() && name.chars().all(sound) && !WORDS.contains(&name)
}

fn no_value(name: &str) -> String {
    let shown = words::excerpt(name);
    if WORDS.contains(&name) {
        return format!("`{shown}` is a test of conditions, and no name for a value; give it another");
    }
    format!("the value `{shown}` does not do: it takes letters, digits, hyphens, underscores and dots")
}

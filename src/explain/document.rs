//! A document, explained: what it is, where it can be read, and who cites it.

use std::collections::{BTreeMap, BTreeSet};

use super::page::{Explanation, Line, Part};
use crate::citations::{self, By, Cited, NotedWords, Register, Registered};
use crate::pilot::Paragraph;
use crate::rules::{Collection, ReadyRule};
use crate::text::words;

/// What is known of documents, and which pilots are asked whether they cite them.
#[derive(Debug, Clone, Copy)]
pub struct Documents<'d> {
    /// The registers.
    pub register: &'d Register,
    /// The citations of the pilots that are named; none where no pilot is named.
    pub of_pilots: Option<&'d [Cited]>,
}

/// Explains a document of a register, or one of which no register speaks and that is cited all the same. None where no
/// document is meant by this name, in which case and `-` and `_` do not count.
#[must_use]
pub fn document(collection: &Collection, documents: Documents<'_>, name: &str) -> Option<Explanation> {
    let of_rules = citations::of_rules(collection);
    let of_pilots = documents.of_pilots.unwrap_or_default();
    let wanted = |id: &str| super::folded(id) == super::folded(name);
    let registered = documents.register.documents().iter().find(|document| wanted(&document.id));
    let cited = of_rules.iter().chain(of_pilots).filter_map(|cited| cited.document.as_deref());
    let id = registered.map(|document| document.id.as_str()).or_else(|| cited.clone().find(|id| wanted(id)))?;
    let mut parts = registered.map_or_else(
        || vec![Part::sentence("What it is", "No register speaks of it; `--documents FILE` takes one that does.")],
        described,
    );
    parts.push(Part::new("The rules that cite it", citing_rules(collection, id)));
    parts.push(Part::new("The pilots that cite it", citing_pilots(documents.of_pilots, id)));
    let noted = registered.map(noted).filter(|lines| !lines.is_empty());
    parts.extend(noted.map(|lines| Part::new("Also said, though no question here asks for it", lines)));
    let title = registered.map_or_else(|| id.to_owned(), |document| format!("{id}: {}", document.title));
    Some(Explanation { title, parts })
}

/// Explains a document to somebody who cites it.
#[must_use]
pub fn cited_document(document: &Registered) -> Explanation {
    Explanation { title: format!("{}: {}", document.id, document.title), parts: described(document) }
}

/// What a register says of a document.
fn described(document: &Registered) -> Vec<Part> {
    let known =
        |what: &str, value: &Option<String>| value.as_ref().map(|value| Line::sentence(0, format!("{what}: {value}")));
    let mut what = vec![Line::sentence(0, words::sentence(&document.about))];
    what.extend(known("Author", &document.author));
    what.extend(known("Publisher", &document.publisher));
    what.extend(known("Date", &document.date));
    let place = match (&document.url, &document.no_url) {
        (Some(url), _) => url.clone(),
        (None, Some(reason)) => format!("No address is given: {reason}."),
        (None, None) => "The register gives no address.".to_owned(),
    };
    let mut paragraphs = vec![Line::sentence(
        0,
        format!("{}, counted so: {}", words::counted(document.paragraphs as usize, "paragraph"), document.counted),
    )];
    paragraphs.extend(document.parts.iter().map(|part| {
        let by = part.by.as_ref().map_or_else(String::new, |by| format!(", by {by}"));
        let date = part.date.as_ref().map_or_else(String::new, |date| format!(", {date}"));
        Line::entry(0, format!("{}: {}{by}{date}", numbers(&part.paragraphs), part.name))
    }));
    let register = format!("{}:{}", document.file, document.place.line);
    vec![
        Part::new("What it is", what),
        Part::sentence("Where it can be read", place),
        Part::new("Its paragraphs", paragraphs),
        Part::sentence("Where that is registered", register),
    ]
}

/// The words that a register keeps of a document.
fn noted(document: &Registered) -> Vec<Line> {
    let told = document.noted.iter().map(|noted| {
        let NotedWords { paragraph, phrase, note } = &noted.words;
        let note = note.as_ref().map_or_else(String::new, |note| format!(". Note: {}", words::sentence(note)));
        Line::entry(0, format!("{} {paragraph}: “{phrase}”{note}", paragraph.noun()))
    });
    told.collect()
}

/// `paragraph 3`, or `paragraphs 3-9`.
fn numbers(paragraphs: &std::ops::RangeInclusive<u32>) -> String {
    match (paragraphs.start(), paragraphs.end()) {
        (first, last) if first == last => format!("paragraph {first}"),
        (first, last) => format!("paragraphs {first}-{last}"),
    }
}

/// The rules that cite a document, set by set.
fn citing_rules(collection: &Collection, id: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    for set in collection.sets() {
        let citing: Vec<&ReadyRule> = set.rules.iter().filter(|rule| rule.rule.cite.document == id).collect();
        if !citing.is_empty() {
            lines.push(Line::sentence(0, super::fact::count(set, citing.len())));
            lines.extend(citing.iter().map(|ready| {
                let rule = &ready.rule;
                let paragraph = &rule.cite.paragraph;
                Line::entry(
                    0,
                    format!("{} ({}), {} {paragraph}: {}", rule.id, rule.force.name(), paragraph.noun(), rule.title),
                )
            }));
        }
    }
    if lines.is_empty() {
        lines.push(Line::sentence(0, "None of those loaded."));
    }
    lines
}

/// The pilots that cite a document, each with the paragraphs.
fn citing_pilots(of_pilots: Option<&[Cited]>, id: &str) -> Vec<Line> {
    let Some(cited) = of_pilots else {
        let hint = format!("No pilot is named, and so none was looked at: see `brief explain {id} pilots/`.");
        return vec![Line::sentence(0, hint)];
    };
    // In the order of the pilots; each with its statements and their paragraphs.
    let mut order: Vec<&str> = Vec::new();
    let mut citing: BTreeMap<&str, (usize, BTreeSet<&Paragraph<'static>>)> = BTreeMap::new();
    for cited in cited.iter().filter(|cited| cited.document.as_deref() == Some(id)) {
        let By::Fact(pilot, _) = &cited.by else { continue };
        if !citing.contains_key(pilot.as_str()) {
            order.push(pilot);
        }
        let (statements, paragraphs) = citing.entry(pilot).or_default();
        *statements += 1;
        paragraphs.extend(cited.paragraph.as_ref());
    }
    let told = |pilot: &&str| {
        let (statements, paragraphs) = citing.get(pilot)?;
        let statements = words::counted(*statements, "statement");
        let named: Vec<String> = paragraphs.iter().map(ToString::to_string).collect();
        let paragraphs = match named.len() {
            0 => String::new(),
            1 => format!(", paragraph {}", words::listed(&named, "and")),
            _ => format!(", paragraphs {}", words::listed(&named, "and")),
        };
        Some(Line::entry(0, format!("{pilot}: {statements}{paragraphs}")))
    };
    let lines: Vec<Line> = order.iter().filter_map(told).collect();
    if lines.is_empty() { vec![Line::sentence(0, "None of those named.")] } else { lines }
}

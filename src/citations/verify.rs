//! Whether each citation is found where it says.

use std::ops::RangeInclusive;

use super::quote::Folded;
use crate::pilot::Paragraph;

use super::{Cited, Part, Passage, Register, Registered, Text, Texts};
use crate::text::composed;

/// What became of a citation.
#[derive(Debug, Clone, PartialEq)]
pub enum Resolution {
    /// The phrase stands in its paragraph; or, where none is given, in one paragraph alone.
    Found(Passage),
    /// It does not stand in its paragraph, but in this one.
    Moved(Passage),
    /// It does not stand in its paragraph, but in several others; or none is given, and it stands in several.
    Ambiguous(Vec<Passage>),
    /// It stands nowhere; with the passage that is nearest to it.
    Orphaned(Option<Nearest>),
    /// It gives a label, and the register does not say that the document counts so.
    NoLabel,
    /// The document is not at hand.
    Missing,
    /// There is a paragraph or a phrase, but no document that it could stand in.
    NoDocument,
    /// There is no phrase to be looked for.
    NoPhrase,
}

/// A passage that is nearly what a citation says.
#[derive(Debug, Clone, PartialEq)]
pub struct Nearest {
    /// Where it is.
    pub passage: Passage,
    /// Its words, folded.
    pub words: String,
    /// How much of it is the same, from 0 to 100: letters that would have to change, to the longer of the two.
    pub similarity: u8,
}

/// A citation with what became of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Checked {
    /// The citation.
    pub cited: Cited,
    /// What became of it.
    pub resolution: Resolution,
}

impl Resolution {
    /// Its name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Found(_) => "found",
            Self::Moved(_) => "moved",
            Self::Ambiguous(_) => "ambiguous",
            Self::Orphaned(_) => "orphaned",
            Self::NoLabel => "no-label",
            Self::Missing => "missing",
            Self::NoDocument => "no-document",
            Self::NoPhrase => "no-phrase",
        }
    }

    /// Whether it is as it should be.
    #[must_use]
    pub fn is_found(&self) -> bool {
        matches!(self, Self::Found(_))
    }
}

/// All citations of a call, resolved, with the documents that they cite.
#[derive(Debug, Clone)]
pub struct Verification<'r> {
    /// The citations, in order.
    pub checked: Vec<Checked>,
    /// The documents that are registered or cited: first those of the register, in its order, then the others by id.
    pub documents: Vec<Document<'r>>,
    /// How many citations of the program's own rules were left out, as the caller has not the texts that they cite.
    pub left_out: usize,
}

/// A document of a call.
#[derive(Debug, Clone)]
pub struct Document<'r> {
    /// Its id.
    pub id: String,
    /// What the register says of it.
    pub registered: Option<&'r Registered>,
    /// How many citations name it.
    pub citations: usize,
    /// How its text stands.
    pub state: TextState,
}

/// How the text of a document stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextState {
    /// It is the text that the register speaks of.
    Unchanged,
    /// It is not: its SHA-256 or the number of its paragraphs is another.
    Changed,
    /// It is not at hand.
    Missing,
    /// The register does not know it.
    Unregistered,
}

impl TextState {
    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Unchanged => "unchanged",
            Self::Changed => "changed",
            Self::Missing => "missing",
            Self::Unregistered => "unregistered",
        }
    }
}

impl Verification<'_> {
    /// The part of its document that a citation stands in, where the register names one.
    #[must_use]
    pub fn part(&self, cited: &Cited) -> Option<&Part> {
        let document = self.documents.iter().find(|document| Some(&document.id) == cited.document.as_ref())?;
        document.registered?.part(cited.paragraph.as_ref()?)
    }

    /// The number of citations that are not found, and of cited documents that are changed or missing.
    #[must_use]
    pub fn findings(&self) -> usize {
        let citations = self.checked.iter().filter(|one| !one.resolution.is_found()).count();
        let wrong = |document: &&Document<'_>| {
            document.citations > 0 && matches!(document.state, TextState::Changed | TextState::Missing)
        };
        citations + self.documents.iter().filter(wrong).count()
    }
}

/// Resolves citations against the texts at hand, and holds these against the register.
#[must_use]
pub fn verify<'r>(cited: Vec<Cited>, register: &'r Register, texts: &Texts) -> Verification<'r> {
    let checked = resolve_all(cited, register, texts);
    let mut documents: Vec<Document<'r>> = Vec::new();
    let mut others: Vec<&str> = checked
        .iter()
        .filter_map(|one| one.cited.document.as_deref())
        .filter(|id| register.document(id).is_none())
        .collect();
    others.sort_unstable();
    others.dedup();
    for id in register.documents().iter().map(|document| document.id.as_str()).chain(others) {
        let registered = register.document(id);
        let state = match (texts.get(&*composed(id)), registered) {
            (None, _) => TextState::Missing,
            (Some(_), None) => TextState::Unregistered,
            (Some(text), Some(known)) if text.sha256 == known.sha256 && text.paragraphs() == known.paragraphs => {
                TextState::Unchanged
            }
            (Some(_), Some(_)) => TextState::Changed,
        };
        let citations = checked.iter().filter(|one| one.cited.document.as_deref() == Some(id)).count();
        documents.push(Document { id: id.to_owned(), registered, citations, state });
    }
    Verification { checked, documents, left_out: 0 }
}

fn resolve_all(cited: Vec<Cited>, register: &Register, texts: &Texts) -> Vec<Checked> {
    let resolved = cited.into_iter().map(|cited| {
        let resolution = match cited.document.as_ref().map(|id| texts.get(&*composed(id))) {
            None => Resolution::NoDocument,
            Some(None) => Resolution::Missing,
            Some(Some(text)) => match &cited.phrase {
                None => Resolution::NoPhrase,
                Some(phrase) => {
                    let registered = cited.document.as_ref().and_then(|id| register.document(id));
                    let numbers = |paragraph: &Paragraph<'_>| {
                        registered.map_or_else(|| paragraph.numbers(), |document| document.numbers(paragraph))
                    };
                    match &cited.paragraph {
                        None => resolve(text, None, phrase),
                        Some(paragraph) => numbers(paragraph)
                            .map_or(Resolution::NoLabel, |numbers| resolve(text, Some(&numbers), phrase)),
                    }
                }
            },
        };
        Checked { cited, resolution }
    });
    resolved.collect()
}

fn resolve(text: &Text, paragraphs: Option<&RangeInclusive<u32>>, phrase: &str) -> Resolution {
    let mut found = text.find(phrase);
    if let Some(at) =
        found.iter().position(|passage| paragraphs.is_some_and(|wanted| wanted.contains(&passage.paragraph)))
    {
        return Resolution::Found(found.swap_remove(at));
    }
    match (found.len(), paragraphs) {
        (0, _) => Resolution::Orphaned(nearest(text, phrase)),
        (1, None) => Resolution::Found(found.swap_remove(0)),
        (1, Some(_)) => Resolution::Moved(found.swap_remove(0)),
        _ => Resolution::Ambiguous(found),
    }
}

/// How many of the most promising passages are compared letter by letter.
const COMPARED: usize = 24;

/// The passage nearest to a phrase: of all runs of about as many words, the ones that share most words with it are
/// compared letter by letter. Of equally near ones the first.
fn nearest(text: &Text, phrase: &str) -> Option<Nearest> {
    let phrase = Folded::new(phrase);
    let wanted: Vec<&str> = phrase.text().split(' ').filter(|word| !word.is_empty()).collect();
    if wanted.is_empty() {
        return None;
    }
    let mut runs: Vec<(usize, u32, usize, usize)> = Vec::new();
    for (number, paragraph) in text.folded() {
        let words: Vec<(usize, &str)> = words(paragraph.text()).collect();
        for length in [wanted.len().saturating_sub(1).max(1), wanted.len(), wanted.len() + 1] {
            for run in words.windows(length) {
                let shared = run.iter().filter(|(_, word)| wanted.contains(word)).count();
                let (Some((start, _)), Some((last, word))) = (run.first(), run.last()) else { continue };
                if shared > 0 {
                    runs.push((shared, number, *start, last + word.len()));
                }
            }
        }
    }
    runs.sort_by_key(|(shared, number, start, end)| (std::cmp::Reverse(*shared), *number, *start, *end));
    let mut best: Option<(f64, Nearest)> = None;
    for (_, number, start, end) in runs.into_iter().take(COMPARED) {
        let Some((_, paragraph)) = text.folded().find(|(found, _)| *found == number) else { continue };
        let Some((words, (from, to))) = paragraph.text().get(start..end).zip(paragraph.range(start, end)) else {
            continue;
        };
        let similarity = strsim::normalized_levenshtein(phrase.text(), words);
        if best.as_ref().is_none_or(|(most, _)| similarity > *most) {
            let passage = text.passage(number, from, to);
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 100")]
            let percent = (similarity * 100.0).round() as u8;
            best = Some((similarity, Nearest { passage, words: words.to_owned(), similarity: percent }));
        }
    }
    best.map(|(_, nearest)| nearest)
}

/// The words of a folded text with the bytes at which they begin.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split(' ').map(move |word| {
        let start = at;
        at += word.len() + 1;
        (start, word)
    })
}

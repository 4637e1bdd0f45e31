//! What is answered to whoever codes a text: its paragraphs and words, a phrase of it, what was coded, and the register's entry.

use schemars::JsonSchema;
use serde::Serialize;

use super::FORMAT;
use super::diagnostic::{DiagnosticAnswer, diagnostics};
use super::statement::ParagraphAnswer;
use crate::citations::{Checked, Entry, Passage, Phrase, Resolution, Text, words};
use crate::model::diagnostic::Diagnostic;

/// A text, paragraph by paragraph, as citations count them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(title = "A text, paragraph by paragraph")]
pub struct PassagesAnswer {
    /// The format, 1.
    pub format: u32,
    /// The text that is to be saved, a paragraph a line: what is cited counts in this one.
    pub text: String,
    /// Whether it is another than the one that was handed in.
    pub changed: bool,
    /// The SHA-256 of the text, in hexadecimal.
    pub sha256: String,
    /// Its paragraphs.
    pub paragraphs: Vec<ParagraphOfText>,
}

/// A paragraph of a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ParagraphOfText {
    /// Its number, from 1.
    #[schemars(range(min = 1))]
    pub paragraph: u32,
    /// The paragraph.
    pub text: String,
    /// Its words, which a phrase may begin or end with.
    pub words: Vec<WordAnswer>,
}

/// A word of a paragraph, without the punctuation round it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct WordAnswer {
    /// The word.
    pub word: String,
    /// The code points of the paragraph, from 0: the first, and one past the last.
    pub range: [u32; 2],
}

impl PassagesAnswer {
    /// The answer for a text, where `handed_in` is what somebody handed in.
    #[must_use]
    pub fn new(handed_in: &str, text: String) -> Self {
        let read = Text::new(String::new(), text.as_bytes());
        let paragraphs = (1..).zip(read.lines()).map(|(paragraph, line)| {
            let words =
                words(line).into_iter().map(|word| WordAnswer { word: word.text, range: [word.start, word.end] });
            ParagraphOfText { paragraph, text: line.to_owned(), words: words.collect() }
        });
        let paragraphs = paragraphs.collect();
        Self { format: FORMAT, changed: text != handed_in, text, sha256: read.sha256, paragraphs }
    }
}

/// A phrase that can be cited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(title = "A phrase of a text")]
pub struct PhraseAnswer {
    /// The format, 1.
    pub format: u32,
    /// The paragraph, from 1.
    #[schemars(range(min = 1))]
    pub paragraph: u32,
    /// The phrase, with single spaces between its words.
    pub phrase: String,
    /// How many words it has.
    pub words: usize,
    /// The code points of the paragraph that were chosen, from 0: the first, and one past the last.
    pub range: [u32; 2],
    /// Where it is found when it is looked for. Another place than `range` where the words stand earlier in the paragraph, too.
    pub found: [u32; 2],
    /// The other paragraphs that it stands in: a citation without its paragraph would not be found.
    pub also_in: Vec<u32>,
}

impl PhraseAnswer {
    /// The answer for a phrase of a paragraph.
    #[must_use]
    pub fn new(paragraph: u32, phrase: Phrase) -> Self {
        let Phrase { text, words, range, found, also_in } = phrase;
        let (range, found) = (range.into(), found.into());
        Self { format: FORMAT, paragraph, phrase: text, words, range, found, also_in }
    }
}

/// What of a text is coded, and what is not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(title = "What of a text is coded")]
pub struct LocateAnswer {
    /// The format, 1.
    pub format: u32,
    /// The id of the document.
    pub document: String,
    /// How its text stands to the register: unchanged, changed or unregistered.
    pub state: &'static str,
    /// The statements that cite it, in the order of the file and of the vocabulary.
    pub statements: Vec<LocatedStatement>,
    /// The paragraphs, from 1, that no statement is found in, but for those without a word, those that the register sets
    /// aside, and those of which it keeps words.
    pub not_coded: Vec<u32>,
    /// What was wrong with the file.
    pub errors: Vec<DiagnosticAnswer>,
}

/// A statement that cites a text, with where its phrase stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LocatedStatement {
    /// The id of the pilot.
    pub pilot: String,
    /// The path of the fact.
    pub fact: String,
    /// The place of the statement among those of its fact, from 0.
    pub at: usize,
    /// The paragraph that it names.
    pub paragraph: Option<ParagraphAnswer<'static>>,
    /// The phrase that it names.
    pub phrase: Option<String>,
    /// What became of it, as `brief sources verify` tells: found, moved, ambiguous, orphaned, no-label or no-phrase. It is found,
    /// or it is not: in no other place is it marked.
    pub state: &'static str,
    /// Where it is found; null where it is not.
    pub passage: Option<FoundPassage>,
}

/// Where a phrase is found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FoundPassage {
    /// The paragraph, from 1.
    #[schemars(range(min = 1))]
    pub paragraph: u32,
    /// The code points of the paragraph, from 0: the first, and one past the last.
    pub range: [u32; 2],
    /// What stands there, as it is written.
    pub exact: String,
}

impl LocatedStatement {
    /// A statement of a fact, by its place, with what became of its citation.
    #[must_use]
    pub fn new(pilot: &str, fact: &str, at: usize, checked: &Checked) -> Self {
        let passage = match &checked.resolution {
            Resolution::Found(Passage { paragraph, start, end, exact, .. }) => {
                Some(FoundPassage { paragraph: *paragraph, range: [*start, *end], exact: exact.clone() })
            }
            _ => None,
        };
        Self {
            pilot: pilot.to_owned(),
            fact: fact.to_owned(),
            at,
            paragraph: checked.cited.paragraph.as_ref().map(|paragraph| ParagraphAnswer::new(paragraph).into_owned()),
            phrase: checked.cited.phrase.clone(),
            state: checked.resolution.name(),
            passage,
        }
    }
}

impl LocateAnswer {
    /// The answer for a document.
    #[must_use]
    pub fn new(
        document: &str,
        state: &'static str,
        statements: Vec<LocatedStatement>,
        not_coded: Vec<u32>,
        errors: &[Diagnostic],
    ) -> Self {
        Self {
            format: FORMAT,
            document: document.to_owned(),
            state,
            statements,
            not_coded,
            errors: diagnostics(errors),
        }
    }
}

/// The entry of a document in a register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(title = "The entry of a document")]
pub struct RegisterAnswer {
    /// The format, 1.
    pub format: u32,
    /// The id of the document.
    pub document: String,
    /// Its title.
    pub title: String,
    /// What it is.
    pub about: String,
    /// The number of its paragraphs.
    pub paragraphs: u32,
    /// The SHA-256 of its text, in hexadecimal.
    pub sha256: String,
    /// The whole register, with this entry.
    pub register: String,
}

impl RegisterAnswer {
    /// The answer for an entry of a register.
    #[must_use]
    pub fn new(entry: Entry, register: String) -> Self {
        let Entry { document, title, about, paragraphs, sha256, author: _, set_aside: _, noted: _ } = entry;
        Self { format: FORMAT, document, title, about, paragraphs, sha256, register }
    }
}

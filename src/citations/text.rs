//! The texts of documents, one paragraph a line.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::quote::Folded;
use crate::text::decode;

/// The text of one document.
#[derive(Debug, Clone)]
pub struct Text {
    /// The file that it was read from, as it is shown.
    pub file: String,
    /// The SHA-256 of the file's bytes, in hexadecimal.
    pub sha256: String,
    paragraphs: Vec<(String, Folded)>,
}

/// Where a phrase was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The text file.
    pub file: String,
    /// The paragraph, and so the line of the text file, from 1.
    pub paragraph: u32,
    /// The code points of the paragraph, from 0: the first, and one past the last.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// What stands there, as it is written.
    pub exact: String,
    /// What stands before it in its paragraph, as far as is needed to tell it from others.
    pub prefix: String,
    /// What stands behind it.
    pub suffix: String,
}

/// How many characters are given of what stands before and behind a passage.
const AROUND: usize = 32;

/// The texts at hand, by the ids of their documents.
pub type Texts = BTreeMap<String, Text>;

impl Text {
    /// Takes up the bytes of a text file. One that is not UTF-8 is read as what it is, and [`decode`] names that.
    #[must_use]
    pub fn new(file: String, bytes: &[u8]) -> Self {
        let sha256 = format!("{:x}", Sha256::digest(bytes));
        let (text, _) = decode(bytes);
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        Self { file, sha256, paragraphs: text.lines().map(|line| (line.to_owned(), Folded::new(line))).collect() }
    }

    /// The number of paragraphs.
    #[must_use]
    pub fn paragraphs(&self) -> u32 {
        u32::try_from(self.paragraphs.len()).unwrap_or(u32::MAX)
    }

    /// The paragraphs, as they are written.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        self.paragraphs.iter().map(|(line, _)| line.as_str())
    }

    /// The places of a phrase, one for each paragraph that it stands in.
    #[must_use]
    pub fn find(&self, phrase: &str) -> Vec<Passage> {
        let phrase = Folded::new(phrase);
        let found = self.folded().filter_map(|(number, paragraph)| {
            let (start, end) = paragraph.find(&phrase)?;
            Some(self.passage(number, start, end))
        });
        found.collect()
    }

    /// A passage of a paragraph.
    pub(super) fn passage(&self, paragraph: u32, start: u32, end: u32) -> Passage {
        let at = usize::try_from(paragraph.saturating_sub(1)).unwrap_or(usize::MAX);
        let line = self.paragraphs.get(at).map_or("", |(line, _)| line.as_str());
        let (from, to) = (start as usize, end as usize);
        let part = |from: usize, to: usize| line.chars().skip(from).take(to.saturating_sub(from)).collect::<String>();
        Passage {
            file: self.file.clone(),
            paragraph,
            start,
            end,
            exact: part(from, to),
            prefix: part(from.saturating_sub(AROUND), from),
            suffix: part(to, to + AROUND),
        }
    }

    /// The paragraphs with their numbers, from 1.
    pub(super) fn folded(&self) -> impl Iterator<Item = (u32, &Folded)> {
        (1..).zip(self.paragraphs.iter().map(|(_, folded)| folded))
    }
}

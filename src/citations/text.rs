//! The texts of documents, one paragraph a line.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::quote::Folded;

/// The text of one document.
#[derive(Debug, Clone)]
pub struct Text {
    /// The file that it was read from, as it is shown.
    pub file: String,
    /// The SHA-256 of the file's bytes, in hexadecimal.
    pub sha256: String,
    paragraphs: Vec<Folded>,
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
}

/// The texts at hand, by the ids of their documents.
pub type Texts = BTreeMap<String, Text>;

impl Text {
    /// Takes up the bytes of a text file. Bytes that are not UTF-8 stand as replacement characters, and so are found by
    /// no phrase.
    #[must_use]
    pub fn new(file: String, bytes: &[u8]) -> Self {
        let sha256 = format!("{:x}", Sha256::digest(bytes));
        let text = String::from_utf8_lossy(bytes);
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        Self { file, sha256, paragraphs: text.lines().map(Folded::new).collect() }
    }

    /// The number of paragraphs.
    #[must_use]
    pub fn paragraphs(&self) -> u32 {
        u32::try_from(self.paragraphs.len()).unwrap_or(u32::MAX)
    }

    /// The places of a phrase, one for each paragraph that it stands in.
    #[must_use]
    pub fn find(&self, phrase: &str) -> Vec<Passage> {
        let phrase = Folded::new(phrase);
        let found = self.folded().filter_map(|(number, paragraph)| {
            let (start, end) = paragraph.find(&phrase)?;
            Some(Passage { file: self.file.clone(), paragraph: number, start, end })
        });
        found.collect()
    }

    /// The paragraphs with their numbers, from 1.
    pub(super) fn folded(&self) -> impl Iterator<Item = (u32, &Folded)> {
        (1..).zip(&self.paragraphs)
    }
}

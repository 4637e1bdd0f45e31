//! The entry of a document in a register, made from its text.

use super::{MAX_WORDS, NotedWords, Register, Text};
use crate::model::diagnostic::Diagnostic;
use crate::model::limits::Limits;
use crate::pilot::Paragraph;
use crate::source::Documents;
use crate::text::words;

/// The entry of a document: its id, what it is called and what it is, and all that its text tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The id, which is the name of the text file without its ending.
    pub document: String,
    /// Its title.
    pub title: String,
    /// Who wrote it, as far as that is said.
    pub author: Option<String>,
    /// What it is, in a sentence.
    pub about: String,
    /// The number of its paragraphs.
    pub paragraphs: u32,
    /// The SHA-256 of the text.
    pub sha256: String,
    /// The paragraphs that nobody needs to cite, in their order.
    pub set_aside: Vec<AsideParagraph>,
    /// The words that are kept although no question asks for them, in the order given.
    pub noted: Vec<NotedWords>,
}

/// A paragraph that nobody needs to cite.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct AsideParagraph {
    /// Its number, from 1.
    pub paragraph: u32,
    /// Why nobody needs to.
    pub reason: String,
}

/// Why words cannot be kept in an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotNoted {
    /// The text has no such paragraph, or it is named by a label, and an entry that is made from its text has none.
    NoParagraph(Paragraph<'static>),
    /// They are none, or more than may be cited: so many.
    WrongNumberOfWords(usize),
}

/// Why an entry cannot be put into a register.
#[derive(Debug, Clone, PartialEq)]
pub enum NotAdded {
    /// The register has an entry of this document already: whether it is of this very text.
    IsThere {
        /// Whether the text is the one that the entry speaks of.
        unchanged: bool,
    },
    /// The register is wrong as it stands.
    Wrong(Vec<Diagnostic>),
    /// Its list of documents is not at its end, or is written in brackets.
    NotAtItsEnd,
}

impl Entry {
    /// The entry of a text. Where no title is given, the id stands for it.
    #[must_use]
    pub fn new(document: &str, text: &Text, title: Option<&str>, about: Option<&str>) -> Self {
        let usual = || words::capital(&document.replace(['-', '_'], " "));
        Self {
            document: document.to_owned(),
            title: title.map_or_else(usual, str::to_owned),
            author: None,
            about: about.unwrap_or("not written yet").to_owned(),
            paragraphs: text.paragraphs(),
            sha256: text.sha256.clone(),
            set_aside: Vec::new(),
            noted: Vec::new(),
        }
    }

    /// The same with who wrote it.
    #[must_use]
    pub fn with_author(self, author: Option<String>) -> Self {
        Self { author, ..self }
    }

    /// The same with paragraphs that nobody needs to cite.
    ///
    /// # Errors
    /// The number of one that the text does not have.
    pub fn with_set_aside(mut self, mut set_aside: Vec<AsideParagraph>) -> Result<Self, u32> {
        if let Some(wrong) = set_aside.iter().find(|one| !(1..=self.paragraphs).contains(&one.paragraph)) {
            return Err(wrong.paragraph);
        }
        set_aside.sort();
        set_aside.dedup_by_key(|one| one.paragraph);
        self.set_aside = set_aside;
        Ok(self)
    }

    /// The same with words that are kept although no question asks for them, each once.
    ///
    /// # Errors
    /// Why some of them cannot be kept.
    pub fn with_noted(mut self, noted: Vec<NotedWords>) -> Result<Self, NotNoted> {
        for words in noted {
            let numbers = words.paragraph.numbers();
            if !numbers.is_some_and(|numbers| *numbers.start() >= 1 && *numbers.end() <= self.paragraphs) {
                return Err(NotNoted::NoParagraph(words.paragraph));
            }
            let count = words.phrase.split_whitespace().count();
            if !(1..=MAX_WORDS).contains(&count) {
                return Err(NotNoted::WrongNumberOfWords(count));
            }
            if !self.noted.contains(&words) {
                self.noted.push(words);
            }
        }
        Ok(self)
    }

    /// The entry as YAML, indented by so much.
    fn yaml(&self, indent: &str) -> String {
        // A text of JSON is one of YAML.
        let quoted = |text: &str| serde_json::Value::from(text).to_string();
        let author = self.author.as_ref().map(|author| format!("  author: {}", quoted(author)));
        let title = [format!("- document: {}", quoted(&self.document)), format!("  title: {}", quoted(&self.title))];
        let lines = [
            format!("  about: {}", quoted(&self.about)),
            format!("  paragraphs: {}", self.paragraphs),
            "  counted: one paragraph a line, in the text form".to_owned(),
            format!("  sha256: {}", quoted(&self.sha256)),
        ];
        let aside = self
            .set_aside
            .iter()
            .map(|one| format!("    - {{paragraphs: {}, reason: {}}}", one.paragraph, quoted(&one.reason)));
        let head = (!self.set_aside.is_empty()).then(|| "  set_aside:".to_owned());
        let noted = self.noted.iter().map(|words| {
            let paragraph = match &words.paragraph {
                Paragraph::Number(number) => number.to_string(),
                several => quoted(&several.to_string()),
            };
            let note = words.note.as_ref().map_or_else(String::new, |note| format!(", note: {}", quoted(note)));
            format!("    - {{paragraph: {paragraph}, phrase: {}{note}}}", quoted(&words.phrase))
        });
        let head_of_noted = (!self.noted.is_empty()).then(|| "  noted:".to_owned());
        title
            .into_iter()
            .chain(author)
            .chain(lines)
            .chain(head)
            .chain(aside)
            .chain(head_of_noted)
            .chain(noted)
            .map(|line| format!("{indent}{line}\n"))
            .collect()
    }

    /// A register of these entries.
    #[must_use]
    pub fn register(entries: &[Self]) -> String {
        let entries: String = entries.iter().map(|entry| entry.yaml("  ")).collect();
        format!("format: 1\ndocuments:\n{entries}")
    }

    /// A register with this entry at its end, and all else as it was. `file` is its name.
    ///
    /// # Errors
    /// Why the entry cannot be put there.
    pub fn added_to(&self, file: &str, register: &str) -> Result<String, NotAdded> {
        let before = ids(file, register).map_err(NotAdded::Wrong)?;
        if let Some((_, sha256)) = before.iter().find(|(id, _)| *id == self.document) {
            return Err(NotAdded::IsThere { unchanged: *sha256 == self.sha256 });
        }
        let item = register.lines().find(|line| line.trim_start().starts_with("- "));
        let indent: String = item.unwrap_or("  ").chars().take_while(|c| *c == ' ').collect();
        let end = if register.ends_with('\n') { "" } else { "\n" };
        let after = format!("{register}{end}{}", self.yaml(&indent));
        // All that was there is there, and this besides.
        let mut wanted = before;
        wanted.push((self.document.clone(), self.sha256.clone()));
        wanted.sort();
        match ids(file, &after) {
            Ok(found) if found == wanted => Ok(after),
            _ => Err(NotAdded::NotAtItsEnd),
        }
    }
}

/// The documents of a register, each with the digest of its text.
fn ids(file: &str, register: &str) -> Result<Vec<(String, String)>, Vec<Diagnostic>> {
    let (mut read, mut wrong) = (Register::default(), Vec::new());
    for document in Documents::within(register.as_bytes(), Limits::default()).flatten() {
        read.add_document(file, &document, false, &mut wrong);
    }
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let mut all: Vec<(String, String)> =
        read.documents().iter().map(|document| (document.id.clone(), document.sha256.clone())).collect();
    all.sort();
    Ok(all)
}

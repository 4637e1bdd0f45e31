//! A text coded: its paragraphs and words, a phrase of it, what statements cite of it, and its entry in a register.

use super::editing::{documents, with_pilot};
use super::open::Project;
use crate::answers::{LocateAnswer, LocatedStatement, PassagesAnswer, PhraseAnswer, RegisterAnswer};
use crate::citations::{
    AsideParagraph, Cited, Entry, MAX_WORDS, NoPhrase, NotAdded, NotNoted, NotedWords, Registered, Text, Texts,
    of_statement, source_text, verify, words,
};
use crate::model::DiagnosticCode;
use crate::model::diagnostic::Diagnostic;
use crate::text::{composed, words as english};

/// What kind of text is handed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextKind {
    /// It is pasted, or was never cited: it is made into one that has a paragraph a line.
    Pasted,
    /// It is cited as it is, a paragraph a line.
    Source,
}

/// The paragraphs of a text with their words, as citations count them, and the text that is to be saved.
#[must_use]
pub fn passages(text: &str, kind: TextKind) -> PassagesAnswer {
    let source = if kind == TextKind::Pasted { source_text(text) } else { text.to_owned() };
    PassagesAnswer::new(text, source)
}

/// The phrase of a paragraph from its first word to its last, both by their places among the words of [`passages`].
///
/// # Errors
/// Why these words cannot be cited.
pub fn phrase(text: &str, paragraph: u32, first: usize, last: usize) -> Result<PhraseAnswer, Diagnostic> {
    let text = Text::new(String::new(), text.as_bytes());
    text.phrase(paragraph, first, last).map(|phrase| PhraseAnswer::new(paragraph, phrase)).map_err(|why| {
        let (code, message) = match why {
            NoPhrase::NoParagraph => {
                let count = english::counted(text.paragraphs() as usize, "paragraph");
                (DiagnosticCode::WrongParagraphs, format!("the text has {count}, and no paragraph {paragraph}"))
            }
            NoPhrase::NoWord(count) => {
                let count = english::counted(count, "word");
                (DiagnosticCode::WrongCall, format!("paragraph {paragraph} has {count}, counted from 0"))
            }
            NoPhrase::Backwards => (
                DiagnosticCode::WrongCall,
                "the last word stands before the first; choose them the other way round".to_owned(),
            ),
            NoPhrase::TooLong(count) => (
                DiagnosticCode::TooManyWords,
                format!("the phrase has {count} words; a citation takes at most {MAX_WORDS}"),
            ),
            NoPhrase::NotFound => (
                DiagnosticCode::WrongCall,
                "these words would not be found again; begin or end with another word".to_owned(),
            ),
        };
        Diagnostic::call(code, message)
    })
}

/// What a register says of a text besides what the text tells itself.
#[derive(Debug, Clone, Default)]
pub struct EntryWishes {
    /// Its title; made of its id where it is left out.
    pub title: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// What it is, in a sentence.
    pub about: Option<String>,
    /// The paragraphs that nobody needs to cite.
    pub set_aside: Vec<AsideParagraph>,
    /// The words that are kept although no question asks for them.
    pub noted: Vec<NotedWords>,
}

/// The entry of a text in a register: in the one that is handed in, which stays as it is but for the new entry at its end, or in
/// a new one.
///
/// # Errors
/// Why it cannot be put there.
pub fn register_entry(
    document: &str,
    text: &str,
    wishes: EntryWishes,
    register: Option<(&str, &str)>,
) -> Result<RegisterAnswer, Vec<Diagnostic>> {
    let EntryWishes { title, author, about, set_aside, noted } = wishes;
    let read = Text::new(String::new(), text.as_bytes());
    let entry = Entry::new(&composed(document), &read, title.as_deref(), about.as_deref());
    let entry = entry.with_author(author).with_set_aside(set_aside).map_err(|number| {
        let count = english::counted(read.paragraphs() as usize, "paragraph");
        let message = format!("the text has {count}, and no paragraph {number} to set aside");
        vec![Diagnostic::call(DiagnosticCode::WrongParagraphs, message)]
    })?;
    let entry = entry.with_noted(noted).map_err(|why| {
        let (code, message) = match why {
            NotNoted::NoParagraph(paragraph) => {
                let (count, noun) = (english::counted(read.paragraphs() as usize, "paragraph"), paragraph.noun());
                let paragraph = paragraph.to_string();
                let shown = english::excerpt(&paragraph);
                (
                    DiagnosticCode::WrongParagraphs,
                    format!("the text has {count}, and no {noun} {shown} of which words could be kept"),
                )
            }
            NotNoted::WrongNumberOfWords(count) => (
                DiagnosticCode::TooManyWords,
                format!("the phrase has {count} words; what is kept has at least 1 and at most {MAX_WORDS}"),
            ),
        };
        vec![Diagnostic::call(code, message)]
    })?;
    let (file, added) = match register {
        None => ("", Ok(Entry::register(std::slice::from_ref(&entry)))),
        Some((file, register)) => (file, entry.added_to(file, register)),
    };
    let wrong = |code, message| Err(vec![Diagnostic::file(code, file, message)]);
    match added {
        Ok(register) => Ok(RegisterAnswer::new(entry, register)),
        Err(NotAdded::IsThere { unchanged: true }) => {
            Ok(RegisterAnswer::new(entry, register.map_or("", |(_, register)| register).to_owned()))
        }
        Err(NotAdded::IsThere { unchanged: false }) => {
            let id = english::excerpt(document);
            let message = format!(
                "`{id}` has an entry already, of another text; write `paragraphs: {}` and `sha256: {}` there",
                entry.paragraphs, entry.sha256
            );
            wrong(DiagnosticCode::DuplicateDocument, message)
        }
        Err(NotAdded::Wrong(found)) => Err(found),
        Err(NotAdded::NotAtItsEnd) => wrong(
            DiagnosticCode::FileNotWritten,
            "the list of documents does not stand at the end of this file, line by line".to_owned(),
        ),
    }
}

impl Project {
    /// What the statements of a file cite of a text, each found where it says, as `brief sources verify` finds it, or not
    /// found; and the paragraphs in which none is.
    #[must_use]
    pub fn locate(&self, name: &str, pilots: &str, document: &str, text: &str) -> LocateAnswer {
        let (schemas, mut errors) = (self.collection().schemas(), Vec::new());
        let (mut places, mut cited): (Vec<(String, String, usize)>, Vec<Cited>) = (Vec::new(), Vec::new());
        for one in documents(self, name, pilots, &mut errors) {
            let read = with_pilot(schemas, name, &one, |_, pilot, lines| {
                for stated in &pilot.facts {
                    let path = &schemas.vocabulary().fact(stated.fact).path;
                    for (at, statement) in stated.statements.iter().enumerate() {
                        let is_of = statement.document.as_deref().is_some_and(|id| composed(id) == composed(document));
                        if let Some(one) = of_statement(&pilot.id, path, statement, name, lines).filter(|_| is_of) {
                            places.push((pilot.id.to_string(), path.clone(), at));
                            cited.push(one);
                        }
                    }
                }
            });
            errors.extend(read.err().unwrap_or_default());
        }
        let read = Text::new(String::new(), text.as_bytes());
        let texts = Texts::from([(composed(document).into_owned(), read.clone())]);
        let register = self.register();
        let verified = verify(cited, register, &texts);
        let statements = places.iter().zip(&verified.checked);
        let statements: Vec<LocatedStatement> =
            statements.map(|((pilot, fact, at), checked)| LocatedStatement::new(pilot, fact, *at, checked)).collect();
        let registered = register.document(document);
        let coded = |number: u32| {
            statements.iter().filter_map(|one| one.passage.as_ref()).any(|passage| passage.paragraph == number)
        };
        let is_told_of = |of: &Registered, number: u32| {
            let is_noted = |words: &NotedWords| of.numbers(&words.paragraph).is_some_and(|all| all.contains(&number));
            of.set_aside.iter().any(|aside| aside.paragraphs.contains(&number))
                || of.noted.iter().any(|noted| is_noted(&noted.words))
        };
        let not_coded = (1..).zip(read.lines()).filter(|(number, line)| {
            !coded(*number) && !words(line).is_empty() && !registered.is_some_and(|of| is_told_of(of, *number))
        });
        let not_coded = not_coded.map(|(number, _)| number).collect();
        let state = match registered {
            None => "unregistered",
            Some(known) if known.sha256 == read.sha256 && known.paragraphs == read.paragraphs() => "unchanged",
            Some(_) => "changed",
        };
        LocateAnswer::new(document, state, statements, not_coded, &errors)
    }
}

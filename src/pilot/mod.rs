//! A pilot: what somebody says of it, fact by fact, with speaker, basis and place.

mod claims;
mod content;
mod paragraph;
mod provenance;
mod read;
mod retold;
mod statement_keys;
mod values;
mod write;

use crate::model::{Basis, Status, Waiver};
use std::borrow::Cow;

pub use claims::{DateClaim, NumberClaim};
pub(crate) use content::CONTENT;
pub use content::{Content, digits};
pub use paragraph::Paragraph;
pub(crate) use read::paragraph;
pub use read::{given, pilot};
pub use retold::Retold;
pub(crate) use values::PROVENANCE;
pub(crate) use values::{day_of, number_of};
pub use write::{Heading, write};

use crate::model::number::{Day, Decimal, Range};
use crate::model::vocabulary::{Fact, FactId, FactType};
use crate::text::{Span, composed};

/// What a statement says of its fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StatedValue<'s> {
    /// Of a fact that is true or false.
    Bool(bool),
    /// Of a choice: the value's place among the fact's values.
    Choice(u8),
    /// Of a choice: it is one of these, in the order written.
    OneOf(Vec<u8>),
    /// Of a choice: it is none of these, in the order written.
    NoneOf(Vec<u8>),
    /// Of a set: exactly these members, in the order written.
    Exactly(Vec<u8>),
    /// Of a set: these are in and those are out, in the order written; of the others nothing is said.
    Partly {
        /// The members that are in.
        includes: Vec<u8>,
        /// The values that are not.
        excludes: Vec<u8>,
    },
    /// Of a text; `none` says that there is none.
    Text(Cow<'s, str>),
    /// Of a number.
    Number(NumberClaim),
    /// Of a date.
    Date(DateClaim),
    /// Nothing: somebody was asked, and did not answer, or speaks of it without answering it.
    Unanswered,
}

impl StatedValue<'_> {
    /// That a number or a date has some value of a range; that it is 0, or the first of January 2024, where the range has none.
    #[must_use]
    pub fn some_of(kind: FactType, range: Range) -> Self {
        if kind == FactType::Date {
            let usual = Day::USUAL;
            let some = if range.contains(usual.number()) { Some(usual.number()) } else { range.some() };
            return Self::Date(DateClaim::Is(some.and_then(Day::of).unwrap_or(usual)));
        }
        Self::Number(NumberClaim::Is(range.some().unwrap_or(Decimal::whole(0))))
    }

    /// Whether it says only what the value is not. Such a statement leaves open whether the fact is stated at all.
    #[must_use]
    pub fn is_exclusion(&self) -> bool {
        match self {
            Self::NoneOf(_) | Self::Number(NumberClaim::NoneOf(_)) | Self::Unanswered => true,
            Self::Partly { includes, .. } => includes.is_empty(),
            _ => false,
        }
    }
}

/// The text that says that there is none.
pub const NO_TEXT: &str = "none";

/// One statement of one fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement<'s> {
    /// What is said.
    pub said: StatedValue<'s>,
    /// Who says so; none where it is the file's own author.
    pub by: Option<Cow<'s, str>>,
    /// On what it rests.
    pub basis: Basis,
    /// The document that it is found in.
    pub document: Option<Cow<'s, str>>,
    /// The paragraph of the document.
    pub paragraph: Option<Paragraph<'s>>,
    /// A phrase of the paragraph, of at most 12 words.
    pub phrase: Option<Cow<'s, str>>,
    /// When somebody was asked who did not answer.
    pub asked: Option<Cow<'s, str>>,
    /// Whether it is said with words such as "may"; it is then listened to only where that is wanted.
    pub hedged: bool,
    /// When it was said.
    pub date: Option<Cow<'s, str>>,
    /// Where it can be read.
    pub url: Option<Cow<'s, str>>,
    /// A remark.
    pub note: Option<Cow<'s, str>>,
    /// Where its citation stands: at the phrase, or else at the document; none where it cites nothing.
    pub cited_at: Option<Span>,
    /// Where its value is used.
    pub span: Span,
    /// Where its value is written, if that is elsewhere.
    pub written_at: Option<Span>,
}

impl<'s> Statement<'s> {
    /// Whether somebody speaks of the fact here, as these words show, without answering it: nobody is said to have been asked.
    #[must_use]
    pub fn speaks_without_answering(&self) -> bool {
        self.said == StatedValue::Unanswered && self.asked.is_none() && self.phrase.is_some()
    }

    /// What the file's own author says, without more ado.
    #[must_use]
    pub fn plain(said: StatedValue<'s>) -> Self {
        Self {
            said,
            by: None,
            basis: Basis::Specified,
            document: None,
            paragraph: None,
            phrase: None,
            asked: None,
            hedged: false,
            date: None,
            url: None,
            note: None,
            cited_at: None,
            span: Span::default(),
            written_at: None,
        }
    }
}

/// A fact with all its statements.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatedFact<'s> {
    /// Which fact.
    pub fact: FactId,
    /// What is said of it, in the order of the file; at least one statement.
    pub statements: Vec<Statement<'s>>,
}

/// One pilot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pilot<'s> {
    /// Its id.
    pub id: Cow<'s, str>,
    /// Where the id stands.
    pub id_span: Span,
    /// Its title.
    pub title: Cow<'s, str>,
    /// How far it has come.
    pub status: Status,
    /// Whether it is an example that describes nothing real.
    pub invented: bool,
    /// In a few sentences.
    pub summary: Option<Cow<'s, str>>,
    /// The facts of which something is said, in the order of the vocabulary.
    pub facts: Vec<StatedFact<'s>>,
    /// Who answers for it.
    pub owners: Vec<Cow<'s, str>>,
    /// Its waivers.
    pub waivers: Vec<Waiver<'s>>,
    /// Where each section that the file has stands: its name and its key.
    pub sections: Vec<(Cow<'s, str>, Span)>,
}

impl<'s> Pilot<'s> {
    /// What is said of a fact.
    #[must_use]
    pub fn statements(&self, fact: FactId) -> &[Statement<'s>] {
        let found = self.facts.binary_search_by_key(&fact, |stated| stated.fact).ok();
        found.and_then(|at| self.facts.get(at)).map_or(&[], |stated| &stated.statements)
    }

    /// Whether a statement is the word of a speaker who is among those who answer for the pilot.
    #[must_use]
    pub fn is_by_owner(&self, statement: &Statement<'_>) -> bool {
        if self.owners.is_empty() {
            return false;
        }
        let by = statement.by.as_deref().map(fold_speaker);
        by.is_some_and(|by| self.owners.iter().any(|owner| fold_speaker(owner) == by))
    }

    /// Whether the pilot names those who answer for it, and a statement is the word of a speaker who is not among them.
    #[must_use]
    pub fn is_by_non_owner(&self, statement: &Statement<'_>) -> bool {
        !self.owners.is_empty() && statement.by.is_some() && !self.is_by_owner(statement)
    }

    /// Where a fact of which nothing is said would stand: at its section, or else at the id.
    #[must_use]
    pub fn place_of_absent(&self, fact: &Fact) -> Span {
        let section = self.sections.iter().find(|(name, _)| *name == fact.section);
        section.map_or(self.id_span, |(_, span)| *span)
    }
}

/// Folds a speaker's name for comparison: case, and runs of white space, do not count.
#[must_use]
pub fn fold_speaker(name: &str) -> String {
    let lower = composed(name).to_lowercase();
    lower.split_whitespace().collect::<Vec<_>>().join(" ")
}

//! Statements.

use std::borrow::Cow;
use std::fmt;

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::Basis;
use crate::model::vocabulary::{Fact, FactId};
use crate::pilot::{Content, Paragraph, StatedValue, Statement, digits};
use crate::report::PilotReport;
use crate::text::{Place, Span};

/// A statement: its value, or what is known of it in part, under the keys of a pilot; or that somebody was asked and did
/// not answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct StatementAnswer<'r> {
    /// Its value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<ValueAnswer<'r>>,
    /// The members that are in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub includes: Option<ValueAnswer<'r>>,
    /// The values that are not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub excludes: Option<ValueAnswer<'r>>,
    /// Of a choice or a number known in part: it is one of these.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub one_of: Option<ValueAnswer<'r>>,
    /// Of a choice or a number known in part: it is none of these.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub none_of: Option<ValueAnswer<'r>>,
    /// Of a number known in part: it is at least this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_least: Option<ValueAnswer<'r>>,
    /// Of a number known in part: it is at most this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_most: Option<ValueAnswer<'r>>,
    /// Of a date known in part: the first day that it may be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<ValueAnswer<'r>>,
    /// Of a date known in part: the last day that it may be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<ValueAnswer<'r>>,
    /// True where somebody was asked and did not answer: it says nothing of the value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unanswered: Option<bool>,
    /// When they were asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asked: Option<Cow<'r, str>>,
    /// True where it is said with words such as "may".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hedged: Option<bool>,
    /// Who says so; null where it is the file's own author.
    pub by: Option<Cow<'r, str>>,
    /// On what it rests; null where nobody answered.
    pub basis: Option<Basis>,
    /// The document that it is found in.
    pub document: Option<Cow<'r, str>>,
    /// The paragraph of the document: a number from 1, a range such as `4-6`, or a label.
    pub paragraph: Option<ParagraphAnswer<'r>>,
    /// A phrase of the paragraph.
    pub phrase: Option<Cow<'r, str>>,
    /// When it was said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Cow<'r, str>>,
    /// Where it can be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<Cow<'r, str>>,
    /// A remark.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<Cow<'r, str>>,
    /// The line on which its value is used, from 1.
    #[schemars(range(min = 1))]
    pub line: u32,
    /// The column, from 1, in code points.
    #[schemars(range(min = 1))]
    pub column: u32,
    /// Where the value is written, if an alias or a merge key brought it in.
    pub written_at: Option<PlaceAnswer>,
}

/// The value of a statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum ValueAnswer<'r> {
    /// True or false.
    Bool(bool),
    /// A value of a choice, a text, or a day.
    Text(Cow<'r, str>),
    /// A number, with the digits of the file.
    Number(serde_json::Number),
    /// The members of a set, or some values of a choice.
    Members(Vec<Cow<'r, str>>),
    /// Some numbers.
    Numbers(Vec<serde_json::Number>),
}

/// The paragraph of a citation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum ParagraphAnswer<'r> {
    /// Its number, from 1.
    Number(#[schemars(range(min = 1))] u32),
    /// The first and the last of several, or a label.
    Text(Cow<'r, str>),
}

impl<'r> ParagraphAnswer<'r> {
    /// The paragraph of a citation.
    #[must_use]
    pub fn new(paragraph: &'r Paragraph<'_>) -> Self {
        match paragraph {
            Paragraph::Number(number) => Self::Number(*number),
            Paragraph::Label(label) => Self::Text(Cow::Borrowed(label.as_ref())),
            Paragraph::Range(..) => Self::Text(Cow::Owned(paragraph.to_string())),
        }
    }

    /// The same, free of the text that it is from.
    #[must_use]
    pub fn into_owned(self) -> ParagraphAnswer<'static> {
        match self {
            Self::Number(number) => ParagraphAnswer::Number(number),
            Self::Text(text) => ParagraphAnswer::Text(Cow::Owned(text.into_owned())),
        }
    }
}

impl ParagraphAnswer<'_> {
    /// What stands before it in a sentence.
    #[must_use]
    pub fn noun(&self) -> &'static str {
        match self {
            Self::Text(text) => Paragraph::parse(text).map_or("paragraph", |paragraph| paragraph.noun()),
            Self::Number(_) => "paragraph",
        }
    }
}

impl fmt::Display for ParagraphAnswer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => number.fmt(f),
            Self::Text(text) => text.fmt(f),
        }
    }
}

impl<'r> ValueAnswer<'r> {
    fn new(content: Content<'r>) -> Self {
        match content {
            Content::Bool(value) => Self::Bool(value),
            Content::Name(text) | Content::Text(text) => Self::Text(Cow::Borrowed(text)),
            Content::Names(names) => Self::Members(names.into_iter().map(Cow::Borrowed).collect()),
            Content::Number(number) => {
                digits(number).map_or_else(|| Self::Text(number.to_string().into()), Self::Number)
            }
            Content::Numbers(numbers) => Self::Numbers(numbers.into_iter().filter_map(digits).collect()),
            Content::Day(day) => Self::Text(Cow::Owned(day.to_string())),
        }
    }

    fn into_owned(self) -> ValueAnswer<'static> {
        let own = |text: Cow<'r, str>| Cow::Owned(text.into_owned());
        match self {
            Self::Bool(value) => ValueAnswer::Bool(value),
            Self::Text(text) => ValueAnswer::Text(own(text)),
            Self::Number(number) => ValueAnswer::Number(number),
            Self::Members(names) => ValueAnswer::Members(names.into_iter().map(own).collect()),
            Self::Numbers(numbers) => ValueAnswer::Numbers(numbers),
        }
    }
}

/// A place in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PlaceAnswer {
    /// The line, from 1.
    #[schemars(range(min = 1))]
    pub line: u32,
    /// The column, from 1, in code points.
    #[schemars(range(min = 1))]
    pub column: u32,
}

/// The statements of a fact that are listened to.
#[must_use]
pub fn statements<'r>(report: &'r PilotReport<'_>, fact: FactId) -> Vec<StatementAnswer<'r>> {
    answers(report, fact, report.facts.heard(fact))
}

/// The statements of an open fact that are listened to, and those that somebody was asked for and did not make.
#[must_use]
pub fn statements_of_open<'r>(report: &'r PilotReport<'_>, fact: FactId) -> Vec<StatementAnswer<'r>> {
    answers(report, fact, report.facts.heard(fact).chain(report.facts.unanswered(fact)))
}

/// The statements of a fact that are not listened to for one reason alone: they are hedged.
#[must_use]
pub fn hedged<'r>(report: &'r PilotReport<'_>, fact: FactId) -> Vec<StatementAnswer<'r>> {
    answers(report, fact, report.facts.hedged(fact))
}

/// The statements of a fact in the whole pilot, what is set aside included.
#[must_use]
pub fn statements_of_whole<'r>(report: &'r PilotReport<'_>, fact: FactId) -> Vec<StatementAnswer<'r>> {
    answers(report, fact, report.facts.whole().heard(fact))
}

fn answers<'r>(
    report: &'r PilotReport<'_>,
    fact: FactId,
    statements: impl Iterator<Item = &'r Statement<'r>>,
) -> Vec<StatementAnswer<'r>> {
    let place = |span: Span| report.lines.place(span.start);
    let each = statements.map(|statement| {
        let written_at = statement.written_at.map(place);
        StatementAnswer::new(statement, report.facts.vocabulary().fact(fact), place(statement.span), written_at)
    });
    each.collect()
}

impl<'r> StatementAnswer<'r> {
    /// A statement of a fact at a place.
    #[must_use]
    pub fn new(statement: &'r Statement<'_>, fact: &'r Fact, at: Place, written_at: Option<Place>) -> Self {
        let mut contents = statement.said.contents(fact);
        let mut take = |wanted: &str| {
            let at = contents.iter().position(|(key, _)| *key == wanted)?;
            Some(ValueAnswer::new(contents.swap_remove(at).1))
        };
        let unanswered = statement.said == StatedValue::Unanswered;
        let text = |text: &'r Option<Cow<'_, str>>| text.as_deref().map(Cow::Borrowed);
        Self {
            value: take("value"),
            includes: take("includes"),
            excludes: take("excludes"),
            one_of: take("one_of"),
            none_of: take("none_of"),
            at_least: take("at_least"),
            at_most: take("at_most"),
            from: take("from"),
            until: take("until"),
            unanswered: unanswered.then_some(true),
            asked: text(&statement.asked),
            hedged: statement.hedged.then_some(true),
            by: text(&statement.by),
            basis: (!unanswered).then_some(statement.basis),
            document: text(&statement.document),
            paragraph: statement.paragraph.as_ref().map(ParagraphAnswer::new),
            phrase: text(&statement.phrase),
            date: text(&statement.date),
            url: text(&statement.url),
            note: text(&statement.note),
            line: at.line,
            column: at.column,
            written_at: written_at.map(|place| PlaceAnswer { line: place.line, column: place.column }),
        }
    }

    /// The same, free of the texts that it is about.
    #[must_use]
    pub fn into_owned(self) -> StatementAnswer<'static> {
        let own = |text: Cow<'r, str>| Cow::Owned(text.into_owned());
        let value = |value: Option<ValueAnswer<'r>>| value.map(ValueAnswer::into_owned);
        StatementAnswer {
            value: value(self.value),
            includes: value(self.includes),
            excludes: value(self.excludes),
            one_of: value(self.one_of),
            none_of: value(self.none_of),
            at_least: value(self.at_least),
            at_most: value(self.at_most),
            from: value(self.from),
            until: value(self.until),
            unanswered: self.unanswered,
            asked: self.asked.map(own),
            hedged: self.hedged,
            by: self.by.map(own),
            basis: self.basis,
            document: self.document.map(own),
            paragraph: self.paragraph.map(ParagraphAnswer::into_owned),
            phrase: self.phrase.map(own),
            date: self.date.map(own),
            url: self.url.map(own),
            note: self.note.map(own),
            line: self.line,
            column: self.column,
            written_at: self.written_at,
        }
    }
}

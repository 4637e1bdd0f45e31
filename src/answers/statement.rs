//! Statements.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::Basis;
use crate::model::vocabulary::{Fact, FactId};
use crate::pilot::{StatedValue, Statement};
use crate::report::PilotReport;
use crate::text::{Place, Span};

/// A statement; `value`, or `includes` and `excludes` of a set that is known in part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct StatementAnswer<'r> {
    /// Its value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<ValueAnswer<'r>>,
    /// The members that are in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub includes: Option<Vec<Cow<'r, str>>>,
    /// The values that are not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub excludes: Option<Vec<Cow<'r, str>>>,
    /// Who says so; null where it is the file's own author.
    pub by: Option<Cow<'r, str>>,
    /// On what it rests.
    pub basis: Basis,
    /// The document that it is found in.
    pub document: Option<Cow<'r, str>>,
    /// The paragraph of the document, from 1.
    pub paragraph: Option<u32>,
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
    pub line: u32,
    /// The column, from 1, in code points.
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
    /// A value of a choice, or a text.
    Text(Cow<'r, str>),
    /// The members of a set.
    Members(Vec<Cow<'r, str>>),
}

/// A place in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PlaceAnswer {
    /// The line, from 1.
    pub line: u32,
    /// The column, from 1, in code points.
    pub column: u32,
}

/// The statements of a fact that are listened to.
#[must_use]
pub fn statements<'r>(report: &'r PilotReport<'_>, fact: FactId) -> Vec<StatementAnswer<'r>> {
    answers(report, fact, report.facts.heard(fact))
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
        let name = |member: &u8| Cow::Borrowed(fact.value_name(*member));
        let names = |members: &[u8]| members.iter().map(name).collect::<Vec<_>>();
        let some = |members: &[u8]| (!members.is_empty()).then(|| names(members));
        let (value, includes, excludes) = match &statement.said {
            StatedValue::Bool(value) => (Some(ValueAnswer::Bool(*value)), None, None),
            StatedValue::Choice(value) => (Some(ValueAnswer::Text(name(value))), None, None),
            StatedValue::Text(text) => (Some(ValueAnswer::Text(Cow::Borrowed(text.as_ref()))), None, None),
            StatedValue::Exactly(members) => (Some(ValueAnswer::Members(names(members))), None, None),
            StatedValue::Partly { includes, excludes } => (None, some(includes), some(excludes)),
        };
        let text = |text: &'r Option<Cow<'_, str>>| text.as_deref().map(Cow::Borrowed);
        Self {
            value,
            includes,
            excludes,
            by: text(&statement.by),
            basis: statement.basis,
            document: text(&statement.document),
            paragraph: statement.paragraph,
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
        let all = |texts: Vec<Cow<'r, str>>| texts.into_iter().map(own).collect::<Vec<_>>();
        let value = self.value.map(|value| match value {
            ValueAnswer::Bool(value) => ValueAnswer::Bool(value),
            ValueAnswer::Text(text) => ValueAnswer::Text(own(text)),
            ValueAnswer::Members(members) => ValueAnswer::Members(all(members)),
        });
        StatementAnswer {
            value,
            includes: self.includes.map(all),
            excludes: self.excludes.map(all),
            by: self.by.map(own),
            basis: self.basis,
            document: self.document.map(own),
            paragraph: self.paragraph,
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

//! Statements in the JSON form.

use std::borrow::Cow;

use serde::{Serialize, Serializer};

use crate::model::vocabulary::{Fact, FactId};
use crate::pilot::{Content, Paragraph, StatedValue, Statement};
use crate::report::PilotReport;
use crate::text::{Place, Span};

/// A statement: what it says under the keys of a pilot, and where it comes from. One without an answer has no basis.
#[derive(Serialize)]
pub(super) struct JsonStatement<'r> {
    #[serde(flatten)]
    contents: Contents<'r>,
    #[serde(skip_serializing_if = "Option::is_none")]
    asked: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hedged: Option<bool>,
    by: Option<&'r str>,
    basis: Option<&'static str>,
    document: Option<&'r str>,
    paragraph: Option<&'r Paragraph<'r>>,
    phrase: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'r str>,
    line: u32,
    column: u32,
    written_at: Option<At>,
}

/// What a statement says, key by key.
struct Contents<'r>(Vec<(&'static str, Content<'r>)>);

impl Serialize for Contents<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, content)| (key, content)))
    }
}

#[derive(Serialize)]
struct At {
    line: u32,
    column: u32,
}

/// The statements of a fact that are listened to; of an open one also who was asked and did not answer.
pub(super) fn statements<'r>(report: &'r PilotReport<'_>, fact: FactId, open: bool) -> Vec<JsonStatement<'r>> {
    let unanswered = report.facts.unanswered(fact).filter(|_| open);
    report.facts.heard(fact).chain(unanswered).map(|statement| placed(report, fact, statement)).collect()
}

/// The statements of a fact that are not listened to because they are hedged.
pub(super) fn hedged<'r>(report: &'r PilotReport<'_>, fact: FactId) -> Vec<JsonStatement<'r>> {
    report.facts.hedged(fact).map(|statement| placed(report, fact, statement)).collect()
}

fn placed<'r>(report: &'r PilotReport<'_>, fact: FactId, statement: &'r Statement<'_>) -> JsonStatement<'r> {
    let place = |span: Span| report.lines.place(span.start);
    let written_at = statement.written_at.map(place);
    said(statement, report.facts.vocabulary().fact(fact), place(statement.span), written_at)
}

/// The same, as a value of JSON.
pub(in crate::render) fn statements_of(report: &PilotReport<'_>, fact: FactId) -> serde_json::Value {
    serde_json::to_value(statements(report, fact, true)).unwrap_or_default()
}

/// A statement at a place, as a value of JSON.
pub(in crate::render) fn stated(statement: &Statement<'_>, fact: &Fact, at: Place) -> serde_json::Value {
    serde_json::to_value(said(statement, fact, at, None)).unwrap_or_default()
}

fn said<'r>(statement: &'r Statement<'_>, fact: &'r Fact, at: Place, written_at: Option<Place>) -> JsonStatement<'r> {
    let basis = (statement.said != StatedValue::Unanswered).then(|| statement.basis.name());
    let text = |text: &'r Option<Cow<'_, str>>| text.as_deref();
    JsonStatement {
        contents: Contents(statement.said.contents(fact)),
        asked: text(&statement.asked),
        hedged: statement.hedged.then_some(true),
        by: text(&statement.by),
        basis,
        document: text(&statement.document),
        paragraph: statement.paragraph.as_ref(),
        phrase: text(&statement.phrase),
        date: text(&statement.date),
        url: text(&statement.url),
        note: text(&statement.note),
        line: at.line,
        column: at.column,
        written_at: written_at.map(|place| At { line: place.line, column: place.column }),
    }
}

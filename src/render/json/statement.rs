//! Statements in the JSON form.

use std::borrow::Cow;

use serde::Serialize;

use crate::model::vocabulary::{Fact, FactId};
use crate::pilot::{StatedValue, Statement};
use crate::report::PilotReport;
use crate::text::{Place, Span};

/// A statement; `value`, or `includes` and `excludes` of a set that is known in part.
#[derive(Serialize)]
pub(super) struct JsonStatement<'r> {
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<Value<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    includes: Option<Vec<&'r str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    excludes: Option<Vec<&'r str>>,
    by: Option<&'r str>,
    basis: &'static str,
    document: Option<&'r str>,
    paragraph: Option<u32>,
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

#[derive(Serialize)]
#[serde(untagged)]
enum Value<'r> {
    Bool(bool),
    Text(&'r str),
    Members(Vec<&'r str>),
}

#[derive(Serialize)]
struct At {
    line: u32,
    column: u32,
}

/// The statements of a fact that are listened to.
pub(super) fn statements<'r>(report: &'r PilotReport<'_>, fact: FactId) -> Vec<JsonStatement<'r>> {
    let place = |span: Span| report.lines.place(span.start);
    let each = report.facts.heard(fact).map(|statement| {
        let written_at = statement.written_at.map(place);
        said(statement, report.facts.vocabulary().fact(fact), place(statement.span), written_at)
    });
    each.collect()
}

/// The same, as a value of JSON.
pub(in crate::render) fn statements_of(report: &PilotReport<'_>, fact: FactId) -> serde_json::Value {
    serde_json::to_value(statements(report, fact)).unwrap_or_default()
}

/// A statement at a place, as a value of JSON.
pub(in crate::render) fn stated(statement: &Statement<'_>, fact: &Fact, at: Place) -> serde_json::Value {
    serde_json::to_value(said(statement, fact, at, None)).unwrap_or_default()
}

fn said<'r>(statement: &'r Statement<'_>, fact: &'r Fact, at: Place, written_at: Option<Place>) -> JsonStatement<'r> {
    let names = |members: &[u8]| members.iter().map(|member| fact.value_name(*member)).collect::<Vec<_>>();
    let some = |members: &[u8]| (!members.is_empty()).then(|| names(members));
    let (value, includes, excludes) = match &statement.said {
        StatedValue::Bool(value) => (Some(Value::Bool(*value)), None, None),
        StatedValue::Choice(value) => (Some(Value::Text(fact.value_name(*value))), None, None),
        StatedValue::Text(text) => (Some(Value::Text(text)), None, None),
        StatedValue::Exactly(members) => (Some(Value::Members(names(members))), None, None),
        StatedValue::Partly { includes, excludes } => (None, some(includes), some(excludes)),
    };
    let text = |text: &'r Option<Cow<'_, str>>| text.as_deref();
    JsonStatement {
        value,
        includes,
        excludes,
        by: text(&statement.by),
        basis: statement.basis.name(),
        document: text(&statement.document),
        paragraph: statement.paragraph,
        phrase: text(&statement.phrase),
        date: text(&statement.date),
        url: text(&statement.url),
        note: text(&statement.note),
        line: at.line,
        column: at.column,
        written_at: written_at.map(|place| At { line: place.line, column: place.column }),
    }
}

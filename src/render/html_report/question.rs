//! A fact as a reader meets it: the question first, then the answer in plain words, and the fact's name small behind them.

use std::borrow::Cow;

use crate::model::vocabulary::Fact;
use crate::pilot::StatedValue;
use crate::render::html::Html;
use crate::render::human::value;
use crate::text::words::{listed, sentence};

/// Adds what is asked of a fact, and its name.
pub(super) fn question(fact: &Fact, out: &mut Html) {
    out.text(&sentence(&fact.ask));
    name(fact, out);
}

/// Adds the name of a fact, which a reader may leave out.
pub(super) fn name(fact: &Fact, out: &mut Html) {
    out.markup(" <code class=\"name\">").text(&fact.path).markup("</code>");
}

/// What is said of a fact, as the answer to its question.
pub(super) fn answer<'v>(said: &'v StatedValue<'_>, fact: &'v Fact) -> Cow<'v, str> {
    let words = |members: &[u8], and: &str| {
        listed(&members.iter().map(|member| plain(fact.value_name(*member))).collect::<Vec<_>>(), and)
    };
    match said {
        StatedValue::Bool(true) => "Yes".into(),
        StatedValue::Bool(false) => "No".into(),
        StatedValue::Choice(one) => plain(fact.value_name(*one)).into(),
        StatedValue::OneOf(some) => words(some, "or").into(),
        StatedValue::NoneOf(some) => format!("Not {}", words(some, "or")).into(),
        StatedValue::Exactly(members) if members.is_empty() => "None at all".into(),
        StatedValue::Exactly(members) => format!("{}, and nothing else", words(members, "and")).into(),
        StatedValue::Partly { includes, excludes } => {
            let some = (!includes.is_empty()).then(|| format!("At least {}", words(includes, "and")));
            let no = if includes.is_empty() { "Not" } else { "not" };
            let not = (!excludes.is_empty()).then(|| format!("{no} {}", words(excludes, "or")));
            some.into_iter().chain(not).collect::<Vec<_>>().join("; ").into()
        }
        StatedValue::Number(_) | StatedValue::Date(_) | StatedValue::Unanswered | StatedValue::Text(_) => {
            value(said, fact)
        }
    }
}

/// The name of a value, as words.
fn plain(name: &str) -> String {
    name.replace(['-', '_'], " ")
}

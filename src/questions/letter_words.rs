//! The words of a letter: what is asked of a fact, and what is said of it, for somebody who knows none of our words.

use super::place;
use crate::citations::Register;
use crate::explain;
use crate::model::vocabulary::{Fact, FactType};
use crate::pilot::{StatedValue, Statement};
use crate::report::PilotReport;
use crate::text::words;

/// A question to a public body that cannot be answered by yes, by no, or by saying that no such information is held.
pub(super) fn open_question(fact: &Fact) -> String {
    match fact.kind {
        FactType::Bool => format!("What is the policy on {}, and where is it written down?", tells(fact)),
        _ => format!("{} Where is it written down?", one_line(&fact.ask)),
    }
}

/// What is asked where somebody has spoken of the fact: `on whether people can choose where they are seen`.
pub(super) fn on(fact: &Fact) -> String {
    format!("On {}:", tells(fact))
}

/// What a fact tells, without what is for those only who write pilots: which answer is `true`, and what a list says.
fn tells(fact: &Fact) -> String {
    let told = explain::tells(fact).replace(" (true)", "").replace(" (false)", "");
    one_line(told.split(';').next().unwrap_or_default())
}

/// What speaks of treatment.
const TREATMENT: [&str; 2] = ["therap", "treatment"];

/// Whether anything that is said of a pilot speaks of therapy or treatment, as what is offered or done there.
pub(super) fn is_treatment_spoken_of(report: &PilotReport<'_>) -> bool {
    let vocabulary = report.facts.vocabulary();
    let speaks = |text: &str| TREATMENT.iter().any(|word| text.contains(word));
    vocabulary.facts().iter().any(|fact| {
        let named = |values: &[u8]| values.iter().any(|value| speaks(fact.value_name(*value)));
        report.facts.heard(fact.id).any(|statement| match &statement.said {
            StatedValue::Bool(is_so) => *is_so && speaks(&fact.means),
            StatedValue::Choice(value) => named(&[*value]),
            StatedValue::OneOf(values)
            | StatedValue::Exactly(values)
            | StatedValue::Partly { includes: values, .. } => named(values),
            _ => false,
        })
    })
}

/// Whether a question speaks of therapy or treatment as if that were what is offered, and not as one thing of several.
pub(super) fn takes_treatment_for_granted(fact: &Fact) -> bool {
    let of_question = takes_for_granted(&fact.ask);
    of_question || fact.kind == FactType::Bool && takes_for_granted(&tells(fact))
}

fn takes_for_granted(asked: &str) -> bool {
    TREATMENT.iter().any(|word| {
        asked.match_indices(word).any(|(at, _)| {
            let rest = asked.get(at..).unwrap_or_default().trim_start_matches(char::is_alphabetic);
            !rest.starts_with(',') && !rest.starts_with(" or ")
        })
    })
}

/// The same as [`says`] without the document.
pub(super) fn says_in_few_words(fact: &Fact, statement: &Statement<'_>) -> String {
    let by = according_to(statement);
    let phrase = statement.phrase.as_deref().map_or_else(String::new, |phrase| format!(" (“{phrase}”)"));
    one_line(&format!("{by}: {}{phrase}.{}", said(fact, &statement.said), my_note(statement.remark())))
}

/// Who says what, and where that can be read.
pub(super) fn says(fact: &Fact, statement: &Statement<'_>, register: &Register) -> String {
    let by = according_to(statement);
    let place = place_and_phrase(statement, register).map_or_else(String::new, |place| format!(" ({place})"));
    one_line(&format!("{by}: {}{place}.{}", said(fact, &statement.said), my_note(statement.remark())))
}

/// A remark on a statement, which is the writer's own.
pub(super) fn my_note(remark: Option<&str>) -> String {
    remark.map_or_else(String::new, |note| format!(" My note: {}", words::sentence(note)))
}

/// Whose word it is, one speaker's or that of several, whether another tells of it, and whether it is firm.
fn according_to(statement: &Statement<'_>) -> String {
    let by = statement.by.as_deref().unwrap_or("the description of the pilot");
    let retold = statement.retold().map_or_else(String::new, |retold| format!(", {}", retold.words()));
    let hedged = if statement.hedged { ", though not as settled" } else { "" };
    format!("According to {by}{retold}{hedged}")
}

/// Where a statement can be read, and the phrase to find it by.
fn place_and_phrase(statement: &Statement<'_>, register: &Register) -> Option<String> {
    let phrase = statement.phrase.as_deref().map(|phrase| format!("“{phrase}”"));
    match (place(statement, register), phrase) {
        (Some(place), Some(phrase)) => Some(format!("{place}: {phrase}")),
        (place, phrase) => place.or(phrase),
    }
}

/// A value in plain words.
fn said(fact: &Fact, value: &StatedValue<'_>) -> String {
    let name = |value: &u8| fact.value_name(*value).replace('-', " ");
    let names = |members: &[u8], and: &str| words::listed(&members.iter().map(name).collect::<Vec<_>>(), and);
    match value {
        StatedValue::Bool(true) => "yes".to_owned(),
        StatedValue::Bool(false) => "no".to_owned(),
        StatedValue::Choice(value) => name(value),
        StatedValue::OneOf(values) => names(values, "or"),
        StatedValue::NoneOf(values) => format!("not {}", names(values, "or")),
        StatedValue::Exactly(members) if members.is_empty() => "none".to_owned(),
        StatedValue::Exactly(members) => format!("{}, and nothing else", names(members, "and")),
        StatedValue::Partly { includes, excludes } if excludes.is_empty() => {
            format!("at least {}", names(includes, "and"))
        }
        StatedValue::Partly { includes, excludes } if includes.is_empty() => format!("not {}", names(excludes, "or")),
        StatedValue::Partly { includes, excludes } => {
            format!("at least {}, but not {}", names(includes, "and"), names(excludes, "or"))
        }
        StatedValue::Text(text) => text.to_string(),
        StatedValue::Number(claim) => without_is(explain::number_claim(fact, claim)),
        StatedValue::Date(claim) => without_is(explain::date_claim(fact, claim)),
        StatedValue::Unanswered => "nothing".to_owned(),
    }
}

fn without_is(text: String) -> String {
    text.strip_prefix("is ").map(str::to_owned).unwrap_or(text)
}

/// A text on one line, harmless.
pub(super) fn one_line(text: &str) -> String {
    words::harmless(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

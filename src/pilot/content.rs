//! What a statement says, by the keys under which it is written: in a pilot, in a proposal and in a report alike.

use serde::{Serialize, Serializer};

use super::{DateClaim, NumberClaim, StatedValue};
use crate::model::number::{Day, Decimal};
use crate::model::vocabulary::Fact;

/// What stands behind a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content<'v> {
    /// True or false.
    Bool(bool),
    /// The name of a value.
    Name(&'v str),
    /// The names of some values.
    Names(Vec<&'v str>),
    /// A text.
    Text(&'v str),
    /// A number, with its digits.
    Number(Decimal),
    /// Some numbers.
    Numbers(Vec<Decimal>),
    /// A day.
    Day(Day),
}

/// The keys that say what a statement says, by name.
pub(crate) const CONTENT: [&str; 10] =
    ["value", "includes", "excludes", "one_of", "none_of", "at_least", "at_most", "from", "until", "unanswered"];

impl StatedValue<'_> {
    /// What is said, key by key, in the order in which it is written.
    #[must_use]
    pub fn contents<'v>(&'v self, fact: &'v Fact) -> Vec<(&'static str, Content<'v>)> {
        let names =
            |values: &[u8]| Content::Names(values.iter().map(|value| fact.value_name(*value)).collect::<Vec<_>>());
        let lists = |lists: [(&'static str, &Vec<u8>); 2]| {
            lists
                .into_iter()
                .filter(|(_, values)| !values.is_empty())
                .map(|(key, values)| (key, names(values)))
                .collect()
        };
        let ends = |ends: [(&'static str, Option<Content<'v>>); 2]| {
            ends.into_iter().filter_map(|(key, end)| Some((key, end?))).collect()
        };
        match self {
            Self::Bool(value) => vec![("value", Content::Bool(*value))],
            Self::Choice(value) => vec![("value", Content::Name(fact.value_name(*value)))],
            Self::OneOf(values) => vec![("one_of", names(values))],
            Self::NoneOf(values) => vec![("none_of", names(values))],
            Self::Text(text) => vec![("value", Content::Text(text))],
            Self::Exactly(members) => vec![("value", names(members))],
            Self::Partly { includes, excludes } => lists([("includes", includes), ("excludes", excludes)]),
            Self::Number(NumberClaim::Is(number)) => vec![("value", Content::Number(*number))],
            Self::Number(NumberClaim::OneOf(numbers)) => vec![("one_of", Content::Numbers(numbers.clone()))],
            Self::Number(NumberClaim::NoneOf(numbers)) => vec![("none_of", Content::Numbers(numbers.clone()))],
            Self::Number(NumberClaim::Within { at_least, at_most }) => {
                ends([("at_least", at_least.map(Content::Number)), ("at_most", at_most.map(Content::Number))])
            }
            Self::Date(DateClaim::Is(day)) => vec![("value", Content::Day(*day))],
            Self::Date(DateClaim::Within { from, until }) => {
                ends([("from", from.map(Content::Day)), ("until", until.map(Content::Day))])
            }
            Self::Unanswered => vec![("unanswered", Content::Bool(true))],
        }
    }

    /// What is said where it is a plain value, which needs no key.
    #[must_use]
    pub fn plain<'v>(&'v self, fact: &'v Fact) -> Option<Content<'v>> {
        self.contents(fact).into_iter().find(|(key, _)| *key == "value").map(|(_, content)| content)
    }
}

impl Content<'_> {
    /// The content as YAML, where `text` writes names and texts.
    #[must_use]
    pub fn yaml(&self, text: impl Fn(&str) -> String) -> String {
        match self {
            Self::Bool(value) => value.to_string(),
            Self::Name(name) => text(name),
            Self::Text(words) => text(words),
            Self::Names(names) => format!("[{}]", names.iter().map(|name| text(name)).collect::<Vec<_>>().join(", ")),
            Self::Number(number) => number.to_string(),
            Self::Numbers(numbers) => {
                format!("[{}]", numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "))
            }
            Self::Day(day) => day.to_string(),
        }
    }
}

impl Serialize for Content<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Name(text) | Self::Text(text) => serializer.serialize_str(text),
            Self::Names(names) => serializer.collect_seq(names),
            Self::Number(number) => digits(*number).serialize(serializer),
            Self::Numbers(numbers) => serializer.collect_seq(numbers.iter().map(|number| digits(*number))),
            Self::Day(day) => serializer.collect_str(day),
        }
    }
}

/// A number of JSON with the digits of the file.
#[must_use]
pub fn digits(number: Decimal) -> Option<serde_json::Number> {
    number.to_string().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_keeps_its_digits_in_json() {
        for text in ["12.50", "-0.10", "123456789012345678", "0"] {
            let content = Content::Number(Decimal::parse(text).expect("a number"));
            assert_eq!(serde_json::to_string(&content).expect("JSON"), text);
            assert_eq!(serde_json::to_value(&content).expect("JSON").to_string(), text);
        }
    }
}

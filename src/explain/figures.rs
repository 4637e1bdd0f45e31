//! Numbers and dates in words: what a test asks of them, and what is said of them.

use crate::model::number::{Day, Decimal, Range};
use crate::model::vocabulary::{Fact, FactType};
use crate::pilot::{DateClaim, NumberClaim};
use crate::text::words;

/// A number with its unit.
#[must_use]
pub fn number(fact: &Fact, number: Decimal) -> String {
    fact.unit.as_ref().map_or_else(|| number.to_string(), |unit| format!("{number} {unit}"))
}

/// Some numbers, with their unit behind the last.
fn numbers(fact: &Fact, numbers: &[Decimal], and: &str) -> String {
    let unit = fact.unit.as_ref().map_or_else(String::new, |unit| format!(" {unit}"));
    words::listed(&numbers.iter().map(ToString::to_string).collect::<Vec<_>>(), and) + &unit
}

/// A day by its number.
fn day(at: Decimal) -> String {
    Day::of(at).map_or_else(String::new, |day| day.to_string())
}

/// A range, as what is said of a fact: `is at most 6 weeks`.
#[must_use]
pub fn range(fact: &Fact, range: &Range) -> String {
    if fact.kind == FactType::Date {
        let last = |at: Decimal| at.next(false).map_or_else(String::new, day);
        return match (range.from, range.until) {
            (Some(from), Some(until)) if last(until.at) == day(from.at) => format!("is {}", day(from.at)),
            (Some(from), Some(until)) => format!("is from {} to {}", day(from.at), last(until.at)),
            (Some(from), None) => format!("is on or after {}", day(from.at)),
            (None, Some(until)) => format!("is on or before {}", last(until.at)),
            (None, None) => "is any day".to_owned(),
        };
    }
    if let Some(only) = range.only() {
        return format!("is {}", number(fact, only));
    }
    let from = range.from.map(|from| (if from.above { "more than" } else { "at least" }, from.at));
    let until = range.until.map(|until| (if until.above { "at most" } else { "less than" }, until.at));
    match (from, until) {
        (Some(("at least", least)), Some(("at most", most))) => format!("is from {least} to {}", number(fact, most)),
        (Some((one, least)), Some((other, most))) => format!("is {one} {least} and {other} {}", number(fact, most)),
        (Some((one, at)), None) | (None, Some((one, at))) => format!("is {one} {}", number(fact, at)),
        (None, None) => "is any number".to_owned(),
    }
}

/// What is said of a number: `is at least 5 weeks`.
#[must_use]
pub fn number_claim(fact: &Fact, claim: &NumberClaim) -> String {
    match claim {
        NumberClaim::Is(one) => format!("is {}", number(fact, *one)),
        NumberClaim::OneOf(some) => format!("is {}", numbers(fact, some, "or")),
        NumberClaim::NoneOf(some) => format!("is not {}", numbers(fact, some, "or")),
        NumberClaim::Within { at_least, at_most } => range(fact, &Range::numbers(*at_least, *at_most)),
    }
}

/// What is said of a date: `is on or after 2024-04-01`.
#[must_use]
pub fn date_claim(fact: &Fact, claim: &DateClaim) -> String {
    match claim {
        DateClaim::Is(day) => format!("is {day}"),
        DateClaim::Within { from, until } => range(fact, &Range::days(*from, *until)),
    }
}

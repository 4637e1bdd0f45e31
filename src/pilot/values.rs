//! What a statement says, from its node.

use std::borrow::Cow;

use super::statement_keys::StatementKeys;
use super::{DateClaim, NumberClaim, StatedValue};
use crate::model::number::{Day, Decimal, MAX_DIGITS, NotDecimal, Range, Ranges};
use crate::model::vocabulary::{Fact, FactType};
use crate::model::{DiagnosticCode as Code, MAX_TOLD, Problem};
use crate::text::words;
use crate::tree::{Kind, Node};

fn members(fact: &Fact, node: Node<'_>) -> Vec<u8> {
    node.items().filter_map(|item| item.as_text().and_then(|name| fact.value(name))).collect()
}

/// What a plain value says.
pub(super) fn said<'t>(fact: &Fact, node: Node<'t>, problems: &mut Vec<Problem>) -> Option<StatedValue<'t>> {
    Some(match fact.kind {
        FactType::Bool => StatedValue::Bool(node.as_bool()?),
        FactType::Choice => StatedValue::Choice(fact.value(node.as_text()?)?),
        FactType::Set => StatedValue::Exactly(members(fact, node)),
        FactType::Text => StatedValue::Text(Cow::Borrowed(node.as_text()?)),
        FactType::Number => StatedValue::Number(NumberClaim::Is(number_of(fact, node, problems)?)),
        FactType::Date => StatedValue::Date(DateClaim::Is(day_of(fact, node, problems)?)),
    })
}

/// The number of a node, within the bounds of its fact.
pub(crate) fn number_of(fact: &Fact, node: Node<'_>, problems: &mut Vec<Problem>) -> Option<Decimal> {
    let shown = node.as_written()?;
    matches!(node.kind(), Kind::Int | Kind::Float).then_some(())?;
    match Decimal::parse(shown) {
        Ok(number) if fact.range.contains(number) => Some(number),
        Ok(_) => {
            problem(
                problems,
                Problem::at(Code::OutOfRange, node, format!("`{}` {}, not {shown}", fact.path, fact.bounds())),
            );
            None
        }
        Err(NotDecimal::Form) => {
            let message = format!("`{shown}` is not a number in plain digits; write it as in 12 or 2.5");
            problem(problems, Problem::at(Code::InvalidValue, node, message));
            None
        }
        Err(NotDecimal::TooLong) => {
            let message = format!("`{shown}` has too many digits; {MAX_DIGITS} are the most that a number may have");
            problem(problems, Problem::at(Code::InvalidValue, node, message));
            None
        }
    }
}

/// The day of a node, within the bounds of its fact.
pub(crate) fn day_of(fact: &Fact, node: Node<'_>, problems: &mut Vec<Problem>) -> Option<Day> {
    let text = node.as_text()?;
    let day = Day::parse(text);
    match day {
        None => {
            let message = format!("`{}` is not a day of the calendar; write it as in 2024-04-01", words::excerpt(text));
            problem(problems, Problem::at(Code::NotADay, node, message));
        }
        Some(day) if !fact.range.contains(day.number()) => {
            problem(
                problems,
                Problem::at(Code::OutOfRange, node, format!("`{}` {}, not {text}", fact.path, fact.bounds())),
            );
            return None;
        }
        Some(_) => {}
    }
    day
}

/// What a statement with keys says, with the place of it; nothing where it says nothing.
pub(super) fn content<'t>(
    fact: &Fact,
    node: Node<'t>,
    keys: &StatementKeys<'t>,
    problems: &mut Vec<Problem>,
) -> Option<(Node<'t>, Option<StatedValue<'t>>)> {
    let StatementKeys { content: keys, strange, .. } = keys;
    let Some((first, at)) = keys.first().copied() else {
        // Of a key that is none, or that is empty, the schema tells.
        if !strange {
            silent(fact, node, problems);
        }
        return None;
    };
    // Which keys go together: the first says what kind of statement it is.
    let group = |key: &str| match key {
        "includes" | "excludes" => 1,
        "at_least" | "at_most" => 2,
        "from" | "until" => 3,
        "value" => 4,
        "one_of" => 5,
        "none_of" => 6,
        _ => 7,
    };
    let value = keys.iter().find(|(key, _)| key.name == "value").copied();
    let (main, at) = value.unwrap_or((first, at));
    for (key, _) in keys.iter().filter(|(key, _)| group(key.name) != group(main.name)) {
        let message = if main.name == "value" && matches!(key.name, "includes" | "excludes") {
            format!(
                "`{}` stands beside `value`, which says already what is in and what is out; keep one of the two",
                key.name
            )
        } else {
            format!("`{}` stands beside `{}` in one statement; keep one of the two", key.name, main.name)
        };
        problem(problems, Problem::of_key(Code::ContradictingKeys, *key, message));
    }
    let said = match main.name {
        "value" => said(fact, at, problems),
        "includes" | "excludes" => return partly(fact, node, problems).map(|(at, said)| (at, Some(said))),
        "unanswered" => at.as_bool().filter(|value| *value).map(|_| StatedValue::Unanswered),
        key => part(fact, key, node, at, problems),
    };
    Some((at, said))
}

/// Tells of a statement that says nothing. Where nothing but a value can be said, the schema does.
fn silent(fact: &Fact, node: Node<'_>, problems: &mut Vec<Problem>) {
    let (code, message) = match fact.kind {
        FactType::Set => {
            let message =
                format!("this statement of `{}` says nothing; give it `value`, `includes` or `excludes`", fact.path);
            (Code::EmptyValue, message)
        }
        FactType::Choice | FactType::Number | FactType::Date => {
            (Code::MissingKey, format!("this statement of `{}` has no `value`: it says nothing", fact.path))
        }
        FactType::Bool | FactType::Text => return,
    };
    problem(problems, Problem::at(code, node, message));
}

/// A choice, a number or a date known in part.
fn part<'t>(
    fact: &Fact,
    key: &str,
    node: Node<'t>,
    at: Node<'t>,
    problems: &mut Vec<Problem>,
) -> Option<StatedValue<'t>> {
    let excluding = key == "none_of";
    let said = match fact.kind {
        FactType::Choice => {
            let values = members(fact, at);
            if excluding && values.len() == fact.values.len() {
                let message = format!("this leaves no value of `{}`; take one out", fact.path);
                problem(problems, Problem::at(Code::InvalidValue, at, message));
            }
            if excluding { StatedValue::NoneOf(values) } else { StatedValue::OneOf(values) }
        }
        FactType::Number if matches!(key, "one_of" | "none_of") => {
            let mut numbers: Vec<Decimal> = Vec::new();
            for item in at.items() {
                let Some(number) = number_of(fact, item, problems) else { continue };
                if numbers.contains(&number) {
                    let message = format!("{number} stands in `{}` already; take it out here", fact.path);
                    problem(problems, Problem::at(Code::DuplicateValue, item, message));
                }
                numbers.push(number);
            }
            let claim = if excluding { NumberClaim::NoneOf(numbers) } else { NumberClaim::OneOf(numbers) };
            if claim.ranges().and(&Ranges::of(fact.range)).is_empty() {
                let message = format!("this leaves no value of `{}`; take one out", fact.path);
                problem(problems, Problem::at(Code::InvalidValue, at, message));
            }
            StatedValue::Number(claim)
        }
        FactType::Number => {
            let mut end = |key: &str| node.get(key).and_then(|end| number_of(fact, end, problems));
            let (at_least, at_most) = (end("at_least"), end("at_most"));
            ordered(fact, node.get("at_most"), &Range::numbers(at_least, at_most), problems);
            StatedValue::Number(NumberClaim::Within { at_least, at_most })
        }
        FactType::Date => {
            let mut end = |key: &str| node.get(key).and_then(|end| day_of(fact, end, problems));
            let (from, until) = (end("from"), end("until"));
            ordered(fact, node.get("until"), &Range::days(from, until), problems);
            StatedValue::Date(DateClaim::Within { from, until })
        }
        FactType::Bool | FactType::Set | FactType::Text => return None,
    };
    Some(said)
}

/// Tells of a range that ends before it begins.
fn ordered(fact: &Fact, end: Option<Node<'_>>, range: &Range, problems: &mut Vec<Problem>) {
    if let Some(end) = end.filter(|_| range.is_empty()) {
        let message = format!("this leaves no value of `{}`: it ends before it begins", fact.path);
        problem(problems, Problem::at(Code::InvalidValue, end, message));
    }
}

/// A set known in part; its place is its first list.
fn partly<'t>(fact: &Fact, node: Node<'t>, problems: &mut Vec<Problem>) -> Option<(Node<'t>, StatedValue<'t>)> {
    let (includes, excludes) = (node.get("includes"), node.get("excludes"));
    let at = includes.or(excludes)?;
    let inside = includes.map(|list| members(fact, list)).unwrap_or_default();
    let outside = excludes.map(|list| members(fact, list)).unwrap_or_default();
    if let Some(list) = excludes {
        let inside = inside.iter().fold(0u64, |all, value| all | 1 << value);
        for item in list.items() {
            let both = item.as_text().and_then(|name| fact.value(name)).filter(|value| inside >> value & 1 == 1);
            if let Some(value) = both {
                let message = format!(
                    "`{}` is both in and out of `{}`; take it out of one of the two lists",
                    fact.value_name(value),
                    fact.path
                );
                let both = Problem::at(Code::BothInAndOut, item, message);
                let included = includes.into_iter().flat_map(Node::items);
                let mut included = included.filter(|one| one.as_text() == item.as_text());
                problem(
                    problems,
                    match included.next() {
                        Some(one) => both.with_related(one.span(), "it is said to be in here"),
                        None => both,
                    },
                );
            }
        }
    }
    Some((at, StatedValue::Partly { includes: inside, excludes: outside }))
}

/// The keys that say where a statement comes from, by name.
pub(crate) const PROVENANCE: [&str; 8] = ["by", "basis", "document", "paragraph", "phrase", "date", "url", "note"];

pub(super) fn problem(problems: &mut Vec<Problem>, problem: Problem) {
    // A default that is wrong is wrong for every statement, and told once.
    if problems.len() <= MAX_TOLD && !problems.contains(&problem) {
        problems.push(problem);
    }
}

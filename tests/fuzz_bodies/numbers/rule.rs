//! Facts, statements and conditions about numbers and days, as texts and as what they mean.

use super::super::bytes::Bytes;
use super::text::{ONE, Reading, a_day, a_number, day, number, shown};

/// A number or a day, as it is written.
#[derive(Debug, Clone)]
pub struct Written {
    pub text: String,
    pub at: i128,
}

/// A fact: a number, or a day.
#[derive(Debug, Clone)]
pub struct Fact {
    pub name: &'static str,
    pub is_day: bool,
    pub least: Option<Written>,
    pub greatest: Option<Written>,
}

/// What a statement says.
#[derive(Debug, Clone)]
pub enum Said {
    Is(Written),
    OneOf(Vec<Written>),
    NoneOf(Vec<Written>),
    Within(Option<Written>, Option<Written>),
    Unanswered,
}

/// A statement, with whether it is hedged.
#[derive(Debug, Clone)]
pub struct Statement {
    pub said: Said,
    pub hedged: bool,
}

/// A test of a fact.
#[derive(Debug, Clone)]
pub enum Test {
    Is(Written),
    AtMost(Written),
    AtLeast(Written),
    LessThan(Written),
    MoreThan(Written),
    Between(Written, Written),
    Stated,
}

/// A condition.
#[derive(Debug, Clone)]
pub enum Condition {
    Fact(usize, Test),
    All(Vec<Condition>),
    Any(Vec<Condition>),
    Not(Box<Condition>),
    If(Box<Condition>, Box<Condition>),
}

impl Fact {
    pub fn take(bytes: &mut Bytes<'_>, name: &'static str) -> Self {
        let is_day = bytes.below(4) == 0;
        let any = bytes.byte();
        let mut bound = |bit: u8| (any >> bit & 1 == 1).then(|| value(bytes, is_day));
        let (mut least, mut greatest) = (bound(0), bound(1));
        if let (Some(one), Some(other)) = (&least, &greatest)
            && one.at > other.at
        {
            std::mem::swap(&mut least, &mut greatest);
        }
        Self { name, is_day, least, greatest }
    }

    /// Whether it may have a value.
    pub fn takes(&self, at: i128) -> bool {
        (!self.is_day || at % ONE == 0)
            && self.least.as_ref().is_none_or(|least| least.at <= at)
            && self.greatest.as_ref().is_none_or(|greatest| at <= greatest.at)
    }

    /// Its declaration.
    pub fn yaml(&self) -> String {
        let bound = |key: &str, bound: &Option<Written>| {
            bound.as_ref().map_or_else(String::new, |bound| format!(", {key}: {}", bound.text))
        };
        let (least, greatest) = (bound("least", &self.least), bound("greatest", &self.greatest));
        let kind = if self.is_day { "date" } else { "number, unit: things" };
        format!("    {}: {{type: {kind}{least}{greatest}, means: how many, ask: How many?}}\n", self.name)
    }
}

/// A number or a day.
pub fn value(bytes: &mut Bytes<'_>, is_day: bool) -> Written {
    if is_day {
        let text = a_day(bytes);
        let at = i128::from(day(&text).expect("a day")) * ONE;
        return Written { text, at };
    }
    let text = a_number(bytes);
    let Reading::Number(at) = number(&text) else { unreachable!("a number") };
    Written { text, at }
}

impl Statement {
    pub fn take(bytes: &mut Bytes<'_>, is_day: bool) -> Self {
        let how = bytes.byte();
        let mut value = || value(bytes, is_day);
        let said = match how % 8 {
            3 => Said::Within(Some(value()), None),
            4 => Said::Within(None, Some(value())),
            5 => Said::Within(Some(value()), Some(value())),
            6 if how < 64 => Said::Unanswered,
            6 if !is_day => Said::OneOf(vec![value(), value()]),
            7 if !is_day && how < 128 => Said::NoneOf(vec![value(), value()]),
            7 if !is_day => Said::NoneOf(vec![value()]),
            _ => Said::Is(value()),
        };
        let hedged = how >> 3 == 1 && !matches!(said, Said::Unanswered);
        Self { said, hedged }
    }

    /// All that is written in it.
    pub fn values(&self) -> Vec<&Written> {
        match &self.said {
            Said::Is(one) => vec![one],
            Said::OneOf(some) | Said::NoneOf(some) => some.iter().collect(),
            Said::Within(from, until) => from.iter().chain(until).collect(),
            Said::Unanswered => Vec::new(),
        }
    }

    /// Whether a value agrees with it.
    pub fn agrees(&self, at: i128) -> bool {
        match &self.said {
            Said::Is(one) => one.at == at,
            Said::OneOf(some) => some.iter().any(|one| one.at == at),
            Said::NoneOf(some) => some.iter().all(|one| one.at != at),
            Said::Within(from, until) => {
                from.as_ref().is_none_or(|from| from.at <= at) && until.as_ref().is_none_or(|until| at <= until.at)
            }
            Said::Unanswered => true,
        }
    }

    /// As it is written in a pilot, and as a report has it: with all its digits, and one before the point.
    pub fn yaml(&self, is_day: bool, show: fn(&Written) -> String) -> String {
        let list = |some: &[Written]| some.iter().map(show).collect::<Vec<_>>().join(", ");
        let (first, last) = if is_day { ("from", "until") } else { ("at_least", "at_most") };
        match &self.said {
            Said::Is(one) => show(one),
            Said::OneOf(some) => format!("\"one_of\": [{}]", list(some)),
            Said::NoneOf(some) => format!("\"none_of\": [{}]", list(some)),
            Said::Within(from, until) => {
                let end =
                    |key: &str, end: &Option<Written>| end.as_ref().map(|end| format!("\"{key}\": {}", show(end)));
                [end(first, from), end(last, until)].into_iter().flatten().collect::<Vec<_>>().join(", ")
            }
            Said::Unanswered => "\"unanswered\": true".to_owned(),
        }
    }
}

/// A value as a report has it.
pub fn in_report(written: &Written) -> String {
    if day(&written.text).is_some() { format!("\"{}\"", written.text) } else { shown(&written.text) }
}

impl Test {
    fn take(bytes: &mut Bytes<'_>, is_day: bool) -> Self {
        let how = bytes.below(8);
        let one = value(bytes, is_day);
        match how {
            6 if !is_day => {
                let other = value(bytes, is_day);
                if one.at <= other.at { Self::Between(one, other) } else { Self::Between(other, one) }
            }
            2 | 6 => Self::AtMost(one),
            3 => Self::AtLeast(one),
            4 => Self::LessThan(one),
            5 => Self::MoreThan(one),
            7 => Self::Stated,
            _ => Self::Is(one),
        }
    }

    /// What is written in it.
    pub fn values(&self) -> Vec<&Written> {
        match self {
            Self::Is(one) | Self::AtMost(one) | Self::AtLeast(one) | Self::LessThan(one) | Self::MoreThan(one) => {
                vec![one]
            }
            Self::Between(one, other) => vec![one, other],
            Self::Stated => Vec::new(),
        }
    }

    fn passes(&self, at: i128, stated: bool) -> bool {
        match self {
            Self::Is(one) => at == one.at,
            Self::AtMost(one) => at <= one.at,
            Self::AtLeast(one) => at >= one.at,
            Self::LessThan(one) => at < one.at,
            Self::MoreThan(one) => at > one.at,
            Self::Between(one, other) => one.at <= at && at <= other.at,
            Self::Stated => stated,
        }
    }

    fn yaml(&self, is_day: bool) -> String {
        let name = |of_number: &str, of_day: &str, one: &Written| {
            format!("{{{}: {}}}", if is_day { of_day } else { of_number }, one.text)
        };
        match self {
            Self::Is(one) => one.text.clone(),
            Self::AtMost(one) => name("at_most", "on_or_before", one),
            Self::AtLeast(one) => name("at_least", "on_or_after", one),
            Self::LessThan(one) => name("less_than", "before", one),
            Self::MoreThan(one) => name("more_than", "after", one),
            Self::Between(one, other) => format!("{{between: [{}, {}]}}", one.text, other.text),
            Self::Stated => "stated".to_owned(),
        }
    }
}

impl Condition {
    /// A condition of no more parts than are left.
    pub fn take(bytes: &mut Bytes<'_>, facts: &[Fact], depth: usize) -> Self {
        let how = if depth == 0 { 0 } else { bytes.below(8) };
        let part = |bytes: &mut Bytes<'_>| Self::take(bytes, facts, depth.saturating_sub(1));
        match how {
            4 => Self::All((0..=bytes.below(2)).map(|_| part(bytes)).collect()),
            5 => Self::Any((0..=bytes.below(2)).map(|_| part(bytes)).collect()),
            6 => Self::Not(Box::new(part(bytes))),
            7 => Self::If(Box::new(part(bytes)), Box::new(part(bytes))),
            _ => {
                let fact = bytes.below(facts.len());
                Self::Fact(fact, Test::take(bytes, facts[fact].is_day))
            }
        }
    }

    /// Whether it holds where each fact has a value, and is stated or not.
    pub fn holds(&self, settled: &[(i128, bool)]) -> bool {
        match self {
            Self::Fact(fact, test) => test.passes(settled[*fact].0, settled[*fact].1),
            Self::All(parts) => parts.iter().all(|part| part.holds(settled)),
            Self::Any(parts) => parts.iter().any(|part| part.holds(settled)),
            Self::Not(part) => !part.holds(settled),
            Self::If(scope, then) => !scope.holds(settled) || then.holds(settled),
        }
    }

    /// All tests of it.
    pub fn tests(&self) -> Vec<(usize, &Test)> {
        match self {
            Self::Fact(fact, test) => vec![(*fact, test)],
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::tests).collect(),
            Self::Not(part) => part.tests(),
            Self::If(scope, then) => [scope.tests(), then.tests()].concat(),
        }
    }

    /// As a rule file has it.
    pub fn yaml(&self, facts: &[Fact]) -> String {
        let list = |parts: &[Self]| parts.iter().map(|part| part.yaml(facts)).collect::<Vec<_>>().join(", ");
        match self {
            Self::Fact(fact, test) => {
                let fact = &facts[*fact];
                format!("{{f.{}: {}}}", fact.name, test.yaml(fact.is_day))
            }
            Self::All(parts) => format!("{{all: [{}]}}", list(parts)),
            Self::Any(parts) => format!("{{any: [{}]}}", list(parts)),
            Self::Not(part) => format!("{{not: {}}}", part.yaml(facts)),
            Self::If(scope, then) => format!("{{if: {}, then: {}}}", scope.yaml(facts), then.yaml(facts)),
        }
    }
}

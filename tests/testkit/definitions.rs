//! What statements, tests and conditions mean, read word by word: of one fact, and of facts that are all settled.
//!
//! Nothing here asks the evaluator, so that the evaluator and what is built on it can be held against it.

use watching_brief::model::number::{Cut, Day, Decimal, Range};
use watching_brief::model::vocabulary::{Fact, FactId, FactType};
use watching_brief::model::{Condition, Test};
use watching_brief::pilot::{DateClaim, NO_TEXT, NumberClaim, StatedValue};

/// One way to settle one fact.
///
/// The value of a bool is 0 or 1, of a choice the place of the value, of a set the bits of its members; of a text it is
/// 0 for `none` and 1 for any other text, as no test tells one text from another. Numbers are those from 0 to 3, and are
/// given in halves: with nothing but whole numbers said and asked, a half stands for all between two of them, and 3.5 for
/// all beyond 3, where there are any. Days are
/// those from the first to the fifth of January 2024, counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settled {
    pub value: u64,
    pub stated: bool,
}

/// The values of a fact's type.
fn values(fact: &Fact) -> Vec<u64> {
    let count = match fact.kind {
        FactType::Bool | FactType::Text => 2,
        FactType::Choice => fact.values.len(),
        FactType::Set => 1 << fact.values.len(),
        // One stands for all beyond the greatest that is said or asked.
        FactType::Number => 7 + usize::from(fact.range.contains(number(7))),
        FactType::Date => 5,
    };
    (0..).take(count).collect()
}

/// An unstated fact may have any value of its type, and may or may not come to be stated.
pub fn ways(fact: &Fact) -> Vec<Settled> {
    let ways = values(fact).into_iter().flat_map(|value| [false, true].map(|stated| Settled { value, stated }));
    ways.collect()
}

/// Whether a value agrees with a statement.
fn agrees(value: u64, said: &StatedValue<'_>) -> bool {
    match said {
        StatedValue::Bool(said) => value == u64::from(*said),
        StatedValue::Choice(said) => value == u64::from(*said),
        StatedValue::Exactly(members) => value == bits(members),
        StatedValue::Partly { includes, excludes } => bits(includes) & !value == 0 && bits(excludes) & value == 0,
        StatedValue::Text(text) => value == u64::from(text != NO_TEXT),
        StatedValue::OneOf(values) => values.iter().any(|one| u64::from(*one) == value),
        StatedValue::NoneOf(values) => values.iter().all(|one| u64::from(*one) != value),
        StatedValue::Number(claim) => match claim {
            NumberClaim::Is(one) => *one == number(value),
            NumberClaim::OneOf(some) => some.contains(&number(value)),
            NumberClaim::NoneOf(some) => !some.contains(&number(value)),
            NumberClaim::Within { at_least, at_most } => {
                at_least.is_none_or(|least| least <= number(value)) && at_most.is_none_or(|most| number(value) <= most)
            }
        },
        StatedValue::Date(claim) => match claim {
            DateClaim::Is(one) => *one == day(value),
            DateClaim::Within { from, until } => {
                from.is_none_or(|from| from <= day(value)) && until.is_none_or(|until| day(value) <= until)
            }
        },
        StatedValue::Unanswered => true,
    }
}

/// The number of so many halves.
pub fn number(halves: u64) -> Decimal {
    Decimal::parse(&format!("{}.{}", halves / 2, halves % 2 * 5)).expect("a number")
}

/// The half that stands for a number.
pub fn half_for(one: Decimal) -> Decimal {
    let below = (0..7).rfind(|halves| number(*halves) <= one).expect("a number from 0 on");
    if number(below) == one { one } else { number(below + (below + 1) % 2) }
}

/// The day so many days after the first of January 2024.
pub fn day(after: u64) -> Day {
    Day::parse(&format!("2024-01-{:02}", after + 1)).expect("a day")
}

/// Whether a number is in a range, by its ends.
fn is_within(number: Decimal, range: Range) -> bool {
    let above = |cut: Cut| if cut.above { number > cut.at } else { number >= cut.at };
    range.from.is_none_or(above) && range.until.is_none_or(|until| !above(until))
}

/// What a statement says of a member of a set: that it is in, that it is out, or nothing.
fn says_of(said: &StatedValue<'_>, member: u8) -> Option<bool> {
    match said {
        StatedValue::Exactly(members) => Some(members.contains(&member)),
        StatedValue::Partly { includes, .. } if includes.contains(&member) => Some(true),
        StatedValue::Partly { excludes, .. } if excludes.contains(&member) => Some(false),
        _ => None,
    }
}

/// A fact is contested where no value agrees with all its statements.
pub fn is_contested(fact: &Fact, heard: &[&StatedValue<'_>]) -> bool {
    !values(fact).iter().any(|value| heard.iter().all(|said| agrees(*value, said)))
}

/// The bits of the members of a set on which two statements differ.
pub fn contested_members(fact: &Fact, heard: &[&StatedValue<'_>]) -> u64 {
    let members = (0u8..).take(if fact.kind == FactType::Set { fact.values.len() } else { 0 });
    let contested = members.filter(|member| {
        let says: Vec<bool> = heard.iter().filter_map(|said| says_of(said, *member)).collect();
        says.contains(&true) && says.contains(&false)
    });
    bits(&contested.collect::<Vec<u8>>())
}

/// The values that a fact may have, as stated.
pub fn possible_values(fact: &Fact, heard: &[&StatedValue<'_>]) -> Vec<u64> {
    let (all, contested) = (values(fact), contested_members(fact, heard));
    if !is_contested(fact, heard) {
        return all.into_iter().filter(|value| heard.iter().all(|said| agrees(*value, said))).collect();
    }
    let agrees_with_one = |value: &u64| heard.iter().any(|said| agrees(*value, said));
    let stays_as_said = |value: &u64| {
        let mut members = (0u8..32).filter(|member| contested >> member & 1 == 0);
        members.all(|member| {
            let is_in = value >> member & 1 == 1;
            heard.iter().filter_map(|said| says_of(said, member)).all(|said_in| said_in == is_in)
        })
    };
    all.into_iter().filter(agrees_with_one).filter(|value| fact.kind != FactType::Set || stays_as_said(value)).collect()
}

/// Whether a fact is stated. While nothing but exclusions is stated of a set, a choice or a number, and while nothing is
/// stated of any other fact, it is open.
pub fn possible_stated(fact: &Fact, heard: &[&StatedValue<'_>]) -> Vec<bool> {
    let is_exclusion = |said: &&StatedValue<'_>| match said {
        StatedValue::Partly { includes, .. } => includes.is_empty(),
        StatedValue::NoneOf(_) | StatedValue::Number(NumberClaim::NoneOf(_)) => true,
        _ => false,
    };
    let open = match fact.kind {
        FactType::Set | FactType::Choice | FactType::Number => heard.iter().all(is_exclusion),
        _ => heard.is_empty(),
    };
    if open { vec![false, true] } else { vec![true] }
}

fn bits(members: &[u8]) -> u64 {
    members.iter().fold(0, |bits, member| bits | 1 << member)
}

/// Whether a condition holds where all facts are settled, by which tests pass there.
pub fn holds(condition: &Condition, passes: &impl Fn(FactId, Test) -> bool) -> bool {
    match condition {
        Condition::All(parts) => parts.iter().all(|part| holds(part, passes)),
        Condition::Any(parts) => parts.iter().any(|part| holds(part, passes)),
        Condition::Not(part) => !holds(part, passes),
        Condition::If(scope, then) => !holds(scope, passes) || holds(then, passes),
        Condition::Fact(fact, test) => passes(*fact, *test),
    }
}

/// Whether a fact that is settled passes a test.
pub fn passes(kind: FactType, test: Test, settled: Settled) -> bool {
    let Settled { value, stated } = settled;
    match test {
        Test::OneOf(values) => values >> value & 1 == 1,
        Test::NoneOf(values) => values >> value & 1 == 0,
        Test::Includes(members) => members & !value == 0,
        Test::IncludesAny(members) => members & value != 0,
        Test::Excludes(members) => members & value == 0,
        Test::Only(members) => value & !members == 0,
        Test::Within(range) if kind == FactType::Date => is_within(day(value).number(), range),
        Test::Within(range) => is_within(number(value), range),
        Test::AtLeast(count) => value.count_ones() >= count,
        Test::Empty => value == 0,
        Test::NotEmpty => value != 0,
        Test::Stated => stated && (kind != FactType::Text || value != 0),
    }
}

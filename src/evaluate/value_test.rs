//! What a test asks of the values of a fact, and what it can come to.

use super::facts::{Domain, MemberClaims, TEXT_NONE, TEXT_SOME, Values};
use crate::model::Test;
use crate::model::number::{Range, Ranges};
use crate::model::vocabulary::{Fact, FactType};

/// What a test asks of the values of a fact.
#[derive(Debug, Clone, Copy)]
pub(super) enum ValueTest {
    /// Of a fact that is no set, whether it has one of these values.
    One(u64),
    /// Of a number or a date, whether it is in this range.
    Within(Range),
    /// Of a set, whether all of these are in it.
    Includes(u64),
    /// Of a set, whether any of these is in it.
    IncludesAny(u64),
    /// Of a set, whether so many of these are in it.
    AtLeast { members: u64, count: u32 },
    /// Whether it is stated.
    Stated,
    /// Of a text, whether it is stated and not none.
    Text,
}

/// What a part can come to: bit 0 if it can fail, bit 1 if it can hold.
pub(super) type Possibility = u8;
pub(super) const FAIL: Possibility = 1;
pub(super) const HOLD: Possibility = 2;
pub(super) const EITHER: Possibility = 3;

impl ValueTest {
    /// What a test asks, and whether it wants the opposite of that.
    pub fn of(fact: &Fact, test: Test) -> (Self, bool) {
        let all = fact.all_values();
        match test {
            Test::OneOf(values) => (Self::One(values), false),
            Test::NoneOf(values) => (Self::One(values), true),
            Test::Within(range) => (Self::Within(range), false),
            Test::Includes(values) => (Self::Includes(values), false),
            Test::IncludesAny(values) => (Self::IncludesAny(values), false),
            Test::Excludes(values) => (Self::IncludesAny(values), true),
            Test::Only(values) => (Self::IncludesAny(all & !values), true),
            Test::AtLeast(count) => (Self::AtLeast { members: all, count }, false),
            Test::Empty => (Self::IncludesAny(all), true),
            Test::NotEmpty => (Self::IncludesAny(all), false),
            Test::Stated if fact.kind == FactType::Text => (Self::Text, false),
            Test::Stated => (Self::Stated, false),
        }
    }

    /// Whether it, or the opposite of it, can hold and can fail with what is possible of the fact.
    pub fn can(self, domain: &Domain, negated: bool) -> Possibility {
        let (hold, fail) = match (self, &domain.values) {
            (Self::One(values), Values::One(possible)) => (possible & values != 0, possible & !values != 0),
            (Self::Within(range), Values::Within(values)) => (values.meet(range), !values.lie_within(range)),
            (Self::Stated, _) => (true, !domain.stated),
            (Self::Text, Values::One(possible)) => {
                (possible & TEXT_SOME != 0, possible & TEXT_NONE != 0 || !domain.stated)
            }
            (_, Values::Set { inside, outside, contested }) if contested.is_empty() => {
                self.can_of_members(*inside, *outside)
            }
            // The set agrees with one of the statements, whichever.
            (_, Values::Set { inside, outside, contested }) => contested.iter().fold((false, false), |can, one| {
                let (hold, fail) = self.can_of_members(inside | one.inside, outside | one.outside);
                (can.0 | hold, can.1 | fail)
            }),
            // Tests fit the kinds of their facts.
            _ => (true, true),
        };
        let (hold, fail) = if negated { (fail, hold) } else { (hold, fail) };
        (if fail { FAIL } else { 0 }) | (if hold { HOLD } else { 0 })
    }

    /// Whether a test of a set can hold and can fail, with these members in and those out.
    fn can_of_members(self, inside: u64, outside: u64) -> (bool, bool) {
        match self {
            Self::Includes(values) => (values & outside == 0, values & !inside != 0),
            Self::IncludesAny(values) => (values & !outside != 0, values & inside == 0),
            Self::AtLeast { members, count } => {
                ((members & !outside).count_ones() >= count, (members & inside).count_ones() < count)
            }
            _ => (true, true),
        }
    }
}

/// Whether the fact can be settled so that all of these tests, some of them the opposite, come to what is `wanted` that can
/// come to it each by itself. What is not certain counts as no.
pub(super) fn can_together(tests: &[(ValueTest, bool)], domain: &Domain, wanted: Possibility) -> bool {
    let wanting = tests.iter().filter(|(test, negated)| test.can(domain, *negated) & wanted != 0).copied();
    let holds = |negated: bool| (wanted == HOLD) != negated;
    let is_of_statement = |test: ValueTest| matches!(test, ValueTest::Stated | ValueTest::Text);
    // Whether it is stated does not depend on its value, but it cannot be both.
    let (mut as_stated, mut as_unstated) = (false, false);
    for (test, negated) in wanting.clone().filter(|(test, _)| is_of_statement(*test)) {
        if holds(negated) {
            as_stated = true;
        } else {
            as_unstated |= matches!(test, ValueTest::Stated) || !domain.stated;
        }
    }
    if as_stated && as_unstated {
        return false;
    }
    match &domain.values {
        Values::One(possible) => {
            let left = wanting.fold(*possible, |left, (test, negated)| match test {
                ValueTest::One(values) => left & if holds(negated) { values } else { !values },
                ValueTest::Text if holds(negated) => left & TEXT_SOME,
                ValueTest::Text if domain.stated => left & TEXT_NONE,
                _ => left,
            });
            left != 0
        }
        Values::Within(possible) => {
            let left = wanting.fold(possible.clone(), |left, (test, negated)| match test {
                ValueTest::Within(range) if holds(negated) => left.and(&Ranges::of(range)),
                ValueTest::Within(range) => left.and(&range.others().into_iter().flatten().collect()),
                _ => left,
            });
            !left.is_empty()
        }
        Values::Set { inside, outside, contested } => {
            let all = [MemberClaims::default()];
            let statements = if contested.is_empty() { &all[..] } else { contested };
            let mut ends = statements.iter().flat_map(|one| [inside | one.inside, !(outside | one.outside)]);
            // With all members settled a test of them holds, or it fails.
            ends.any(|members| {
                let holds_now = |test: ValueTest| test.can_of_members(members, !members).0;
                wanting.clone().all(|(test, negated)| is_of_statement(test) || holds_now(test) == holds(negated))
            })
        }
    }
}

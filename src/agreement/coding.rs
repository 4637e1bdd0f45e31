//! What a coder says of a fact, in however many statements.

use crate::model::number::{Decimal, Range, Ranges};
use crate::model::vocabulary::{Fact, FactType};
use crate::pilot::{DateClaim, StatedValue};

/// What a coder says of a fact. Two that say the same are equal, in whatever order they say it, and whoever they name for it.
#[derive(Debug, Clone)]
pub(super) struct Coding(Vec<Said>);

/// One of the things that are said of a fact; several of them contradict one another.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Said {
    /// It is one of these values: of a choice its values, else false and true.
    OneOf(u64),
    /// Of a set: these are in, and those are not.
    Members { inside: u64, outside: u64 },
    /// Of a text: whether there is one. What it says is nobody's category.
    Text(bool),
    /// The numbers, or days, that it may be.
    Within(Ranges),
}

/// What is said of one value of a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Member {
    /// It is in.
    In,
    /// It is not.
    Out,
    /// Both is said.
    Disputed,
}

impl PartialEq for Coding {
    fn eq(&self, other: &Self) -> bool {
        self.0.len() == other.0.len() && self.0.iter().all(|said| other.0.contains(said))
    }
}

impl Coding {
    /// What some statements of a fact say; none where there are none.
    pub fn new<'s>(fact: &Fact, statements: impl Iterator<Item = &'s StatedValue<'static>>) -> Option<Self> {
        let mut all: Vec<Said> = Vec::new();
        for said in statements.filter_map(|said| Said::new(fact, said)) {
            if let (Some(Said::Members { inside, outside }), Said::Members { inside: more, outside: fewer }) =
                (all.first_mut(), &said)
            {
                *inside |= more;
                *outside |= fewer;
            } else if !all.contains(&said) {
                all.push(said);
            }
        }
        (!all.is_empty()).then_some(Self(all))
    }

    /// What is said of each value of a set; none of those of which nothing is said.
    pub fn members(&self, fact: &Fact) -> Vec<Option<Member>> {
        let (inside, outside) = match self.0.first() {
            Some(Said::Members { inside, outside }) => (*inside, *outside),
            _ => (0, 0),
        };
        let member = |at: usize| match (inside >> at & 1 == 1, outside >> at & 1 == 1) {
            (true, true) => Some(Member::Disputed),
            (true, false) => Some(Member::In),
            (false, true) => Some(Member::Out),
            (false, false) => None,
        };
        (0..fact.values.len().min(64)).map(member).collect()
    }

    /// The number, or the number of the day, where just one is said.
    pub fn number(&self) -> Option<Decimal> {
        let [Said::Within(ranges)] = self.0.as_slice() else { return None };
        let mut ranges = ranges.iter();
        match (ranges.next(), ranges.next()) {
            (Some(only), None) => only.only(),
            _ => None,
        }
    }
}

impl Said {
    fn new(fact: &Fact, said: &StatedValue<'_>) -> Option<Self> {
        let mask = |values: &[u8]| values.iter().fold(0_u64, |all, value| all | 1 << value);
        let all = u64::MAX >> (64 - fact.values.len().clamp(1, 64));
        Some(match said {
            StatedValue::Bool(value) => Self::OneOf(1 << u8::from(*value)),
            StatedValue::Choice(value) => Self::OneOf(1 << value),
            StatedValue::OneOf(values) => Self::OneOf(mask(values)),
            StatedValue::NoneOf(values) => Self::OneOf(all & !mask(values)),
            StatedValue::Exactly(members) => {
                let inside = mask(members);
                Self::Members { inside, outside: all & !inside }
            }
            StatedValue::Partly { includes, excludes } => {
                Self::Members { inside: mask(includes), outside: mask(excludes) }
            }
            StatedValue::Text(_) => Self::Text(!said.is_no_text()),
            StatedValue::Number(claim) => Self::Within(claim.ranges()),
            StatedValue::Date(claim) => Self::Within(days(*claim)),
            StatedValue::Unanswered => return None,
        })
    }
}

/// The days that a date may be, by their numbers.
fn days(claim: DateClaim) -> Ranges {
    match claim {
        DateClaim::Is(day) => Ranges::of(Range::number(day.number())),
        DateClaim::Within { from: Some(from), until: Some(until) } if from == until => days(DateClaim::Is(from)),
        DateClaim::Within { .. } => claim.ranges(),
    }
}

/// Whether what is said of a fact is a number, or a day, which has a distance to another.
pub(super) fn has_distance(fact: &Fact) -> bool {
    matches!(fact.kind, FactType::Number | FactType::Date)
}

//! What a statement may say of a number or a date: the value itself, or a part of it.

use crate::model::number::{Day, Decimal, Range, Ranges};

/// What is said of a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NumberClaim {
    /// It is this.
    Is(Decimal),
    /// It is one of these.
    OneOf(Vec<Decimal>),
    /// It is none of these.
    NoneOf(Vec<Decimal>),
    /// It is at least this, or at most that, or both.
    Within {
        /// It is at least this.
        at_least: Option<Decimal>,
        /// It is at most this.
        at_most: Option<Decimal>,
    },
}

impl NumberClaim {
    /// The numbers that agree with it.
    #[must_use]
    pub fn ranges(&self) -> Ranges {
        let each = |numbers: &[Decimal]| numbers.iter().map(|number| Range::number(*number)).collect::<Ranges>();
        match self {
            Self::Is(number) => Ranges::of(Range::number(*number)),
            Self::OneOf(numbers) => each(numbers),
            Self::NoneOf(numbers) => Ranges::of(Range::ALL).without(&each(numbers)),
            Self::Within { at_least, at_most } => Ranges::of(Range::numbers(*at_least, *at_most)),
        }
    }
}

/// What is said of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateClaim {
    /// It is this day.
    Is(Day),
    /// It is not before this day, or not after that one, or both.
    Within {
        /// The first day that it may be.
        from: Option<Day>,
        /// The last day that it may be.
        until: Option<Day>,
    },
}

impl DateClaim {
    /// The days that agree with it.
    #[must_use]
    pub fn ranges(&self) -> Ranges {
        Ranges::of(match self {
            Self::Is(day) => Range::days(Some(*day), Some(*day)),
            Self::Within { from, until } => Range::days(*from, *until),
        })
    }
}

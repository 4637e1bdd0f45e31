//! Ranges of numbers and days, with their ends in or out of them.

use super::{Day, Decimal};

/// The most digits behind the point.
const MAX_SCALE: u8 = 18;

/// A place between two numbers: just below a number, or just above it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cut {
    /// The number.
    pub at: Decimal,
    /// Whether the place is above the number, which then lies below it.
    pub above: bool,
}

impl Cut {
    /// The place just below a number.
    #[must_use]
    pub fn below(at: Decimal) -> Self {
        Self { at, above: false }
    }

    /// The place just above a number.
    #[must_use]
    pub fn above(at: Decimal) -> Self {
        Self { at, above: true }
    }

    /// The place between a day and the next. Between two days there is nothing, so that it is below the next one.
    fn after(day: Day) -> Self {
        let number = day.number();
        Self::below(number.next(true).unwrap_or(number))
    }
}

/// All numbers, or days, between two places; without an end where there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Range {
    /// Where it begins.
    pub from: Option<Cut>,
    /// Where it ends.
    pub until: Option<Cut>,
}

impl Range {
    /// All there are.
    pub const ALL: Self = Self { from: None, until: None };

    /// From this number to that, both in it.
    #[must_use]
    pub fn numbers(least: Option<Decimal>, greatest: Option<Decimal>) -> Self {
        Self { from: least.map(Cut::below), until: greatest.map(Cut::above) }
    }

    /// One number.
    #[must_use]
    pub fn number(at: Decimal) -> Self {
        Self::numbers(Some(at), Some(at))
    }

    /// The numbers below this one.
    #[must_use]
    pub fn less_than(at: Decimal) -> Self {
        Self { from: None, until: Some(Cut::below(at)) }
    }

    /// The numbers above this one.
    #[must_use]
    pub fn more_than(at: Decimal) -> Self {
        Self { from: Some(Cut::above(at)), until: None }
    }

    /// From this day to that, both in it.
    #[must_use]
    pub fn days(first: Option<Day>, last: Option<Day>) -> Self {
        Self { from: first.map(|day| Cut::below(day.number())), until: last.map(Cut::after) }
    }

    /// The days before this one.
    #[must_use]
    pub fn before(day: Day) -> Self {
        Self { from: None, until: Some(Cut::below(day.number())) }
    }

    /// The days after this one.
    #[must_use]
    pub fn after(day: Day) -> Self {
        Self { from: Some(Cut::after(day)), until: None }
    }

    /// The places at which it begins and ends.
    pub fn cuts(&self) -> impl Iterator<Item = Cut> {
        self.from.into_iter().chain(self.until)
    }

    /// Whether nothing is in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        matches!((self.from, self.until), (Some(from), Some(until)) if from >= until)
    }

    /// The only number in it, where there is just one. Of days each is written as a range of its own.
    #[must_use]
    pub fn only(&self) -> Option<Decimal> {
        let (from, until) = (self.from?, self.until?);
        (!from.above && until.above && from.at == until.at).then_some(from.at)
    }

    /// The number in it that is nearest to another, with as many digits as the two have, or else with as few more as there
    /// must be: next to an end that is not in it there is no nearest number of all.
    #[must_use]
    pub fn nearest(&self, to: Decimal) -> Option<Decimal> {
        if self.contains(to) {
            return Some(to);
        }
        let upwards = self.from.is_some_and(|from| Cut::below(to) < from);
        let end = if upwards { self.from?.at } else { self.until?.at };
        (end.scale().max(to.scale())..=MAX_SCALE).find_map(|scale| self.beside(end, upwards, scale))
    }

    /// A number in it with few digits.
    #[must_use]
    pub fn some(&self) -> Option<Decimal> {
        let (end, upwards) = match (self.from, self.until) {
            (Some(from), _) => (from.at, true),
            (None, Some(until)) => (until.at, false),
            (None, None) => return Some(Decimal::whole(0)),
        };
        (0..=MAX_SCALE).find_map(|scale| self.beside(end, upwards, scale))
    }

    /// The first number from an end on that is in it, with so many digits behind the point.
    fn beside(&self, end: Decimal, upwards: bool, scale: u8) -> Option<Decimal> {
        let first = end.rounded(scale, upwards)?;
        [Some(first), first.next(upwards)].into_iter().flatten().find(|number| self.contains(*number))
    }

    /// Whether a number is in it.
    #[must_use]
    pub fn contains(&self, number: Decimal) -> bool {
        self.from.is_none_or(|from| from <= Cut::below(number))
            && self.until.is_none_or(|until| until > Cut::below(number))
    }

    /// What is in both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        let from = match (self.from, other.from) {
            (Some(a), Some(b)) => Some(a.max(b)),
            (a, b) => a.or(b),
        };
        let until = match (self.until, other.until) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        Self { from, until }
    }

    /// Whether any number is in both.
    #[must_use]
    pub fn meets(self, other: Self) -> bool {
        !self.and(other).is_empty()
    }

    /// What is not in it, below and above.
    #[must_use]
    pub fn others(self) -> [Option<Self>; 2] {
        [
            self.from.map(|from| Self { from: None, until: Some(from) }),
            self.until.map(|until| Self { from: Some(until), until: None }),
        ]
    }
}

/// Some ranges, in order, of which no two touch.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ranges(Vec<Range>);

impl Ranges {
    /// One range.
    #[must_use]
    pub fn of(range: Range) -> Self {
        Self(if range.is_empty() { Vec::new() } else { vec![range] })
    }

    /// The ranges, in order.
    pub fn iter(&self) -> impl Iterator<Item = &Range> {
        self.0.iter()
    }

    /// Whether nothing is in them.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What is in both.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        self.0.iter().flat_map(|a| other.0.iter().map(|b| a.and(*b))).collect()
    }

    /// What is in either.
    #[must_use]
    pub fn or(&self, other: &Self) -> Self {
        self.0.iter().chain(&other.0).copied().collect()
    }

    /// Whether anything of a range is in them.
    #[must_use]
    pub fn meet(&self, range: Range) -> bool {
        self.0.iter().any(|one| one.meets(range))
    }

    /// Whether nothing but what is in a range is in them.
    #[must_use]
    pub fn lie_within(&self, range: Range) -> bool {
        !range.others().into_iter().flatten().any(|other| self.meet(other))
    }

    /// What is in none of these.
    #[must_use]
    pub fn without(&self, gone: &Self) -> Self {
        let mut left = self.clone();
        for range in &gone.0 {
            let others: Self = range.others().into_iter().flatten().collect();
            left = left.and(&others);
        }
        left
    }
}

impl FromIterator<Range> for Ranges {
    fn from_iter<I: IntoIterator<Item = Range>>(ranges: I) -> Self {
        let mut sorted: Vec<Range> = ranges.into_iter().filter(|range| !range.is_empty()).collect();
        sorted.sort_by_key(|range| range.from);
        let mut joined: Vec<Range> = Vec::with_capacity(sorted.len());
        for range in sorted {
            match joined.last_mut() {
                Some(last) if last.until.is_none_or(|until| range.from.is_none_or(|from| from <= until)) => {
                    last.until = match (last.until, range.until) {
                        (Some(a), Some(b)) => Some(a.max(b)),
                        _ => None,
                    };
                }
                _ => joined.push(range),
            }
        }
        Self(joined)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(number: i64) -> Decimal {
        Decimal::whole(number)
    }

    /// Halves from 0 to 11, which tell all ranges apart whose ends are whole numbers from 0 to 10.
    fn halves() -> Vec<Decimal> {
        (0..=110)
            .step_by(5)
            .map(|tenths| Decimal::parse(&format!("{}.{}", tenths / 10, tenths % 10)).expect("a number"))
            .collect()
    }

    fn some() -> Vec<Range> {
        let ends = [0, 3, 4, 7, 10].map(whole);
        let cuts: Vec<Option<Cut>> =
            ends.iter().flat_map(|end| [Some(Cut::below(*end)), Some(Cut::above(*end))]).chain([None]).collect();
        cuts.iter().flat_map(|from| cuts.iter().map(|until| Range { from: *from, until: *until })).collect()
    }

    #[test]
    fn what_is_in_both_and_in_either_is_told_number_by_number() {
        for a in some() {
            for b in some() {
                let (one, other) = (Ranges::of(a), Ranges::of(b));
                let (both, either, less) = (one.and(&other), one.or(&other), one.without(&other));
                for number in halves() {
                    let is_in = |ranges: &Ranges| ranges.iter().any(|range| range.contains(number));
                    let (in_a, in_b) = (a.contains(number), b.contains(number));
                    assert_eq!(is_in(&both), in_a && in_b, "{a:?} {b:?} {number}");
                    assert_eq!(is_in(&either), in_a || in_b, "{a:?} {b:?} {number}");
                    assert_eq!(is_in(&less), in_a && !in_b, "{a:?} {b:?} {number}");
                }
                assert_eq!(one.meet(b), !both.is_empty());
                assert_eq!(one.lie_within(b), less.is_empty(), "{a:?} {b:?}");
            }
        }
    }

    #[test]
    fn the_nearest_number_is_one_digit_beside_an_end_that_is_out() {
        let number = |text: &str| Decimal::parse(text).expect("a number");
        let near = |range: Range, to: &str| range.nearest(number(to)).map(|near| near.to_string());
        let six = whole(6);
        assert_eq!(near(Range::more_than(six), "4"), Some("7".to_owned()));
        assert_eq!(near(Range::more_than(six), "4.5"), Some("6.1".to_owned()));
        assert_eq!(near(Range::numbers(Some(six), None), "4"), Some("6".to_owned()));
        assert_eq!(near(Range::less_than(number("2.5")), "4"), Some("2.4".to_owned()));
        assert_eq!(near(Range::numbers(None, Some(six)), "9"), Some("6".to_owned()));
        let between = Range { from: Some(Cut::above(six)), until: Some(Cut::below(whole(7))) };
        assert_eq!(near(between, "9"), Some("6.9".to_owned()));
        assert_eq!(between.some(), Some(number("6.1")));
        assert_eq!(Range::less_than(whole(0)).some(), Some(whole(-1)));
        let day = |text| Day::parse(text).expect("a day");
        let may = Range::days(Some(day("2024-05-01")), Some(day("2024-05-31")));
        assert_eq!(may.nearest(day("2024-07-01").number()).and_then(Day::of), Some(day("2024-05-31")));
        assert_eq!(may.some().and_then(Day::of), Some(day("2024-05-01")));
    }

    #[test]
    fn between_two_days_there_is_nothing() {
        let day = |text| Day::parse(text).expect("a day");
        let (last, first) = (day("2024-02-29"), day("2024-03-01"));
        assert!(Range::after(last).and(Range::before(first)).is_empty());
        assert_eq!(Range::after(last), Range::days(Some(first), None));
        assert!(Range::more_than(whole(1)).meets(Range::less_than(whole(2))));
        assert_eq!(Range::number(whole(1)).only(), Some(whole(1)));
    }
}

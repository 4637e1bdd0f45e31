//! Days of the calendar.

use std::fmt;

use jiff::civil::Date;

use super::Decimal;

/// A day. As a number it is counted from the first of January 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(Date);

/// The day from which days are counted.
const FIRST: Date = jiff::civil::date(1970, 1, 1);

impl Day {
    /// The day that stands for any where none is asked for.
    pub const USUAL: Self = Self(jiff::civil::date(2024, 1, 1));

    /// The day of a text such as `2024-04-01`; none where it is of another form, or no day of the calendar.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let form = |(at, byte): (usize, u8)| if matches!(at, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() };
        let plain = text.len() == 10 && text.bytes().enumerate().all(form);
        text.parse().ok().filter(|_| plain).map(Self)
    }

    /// The number of the day.
    #[must_use]
    pub fn number(self) -> Decimal {
        Decimal::whole((self.0 - FIRST).get_days().into())
    }

    /// The day of a number; none where the number is no whole one, or beyond the calendar.
    #[must_use]
    pub fn of(number: Decimal) -> Option<Self> {
        let days = i32::try_from(number.as_whole()?).ok()?;
        FIRST.checked_add(jiff::Span::new().try_days(days).ok()?).ok().map(Self)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_over_the_whole_calendar() {
        let mut last = None;
        for text in ["0001-01-01", "1969-12-31", "1970-01-01", "2024-02-29", "2024-03-01", "9999-12-31"] {
            let day = Day::parse(text).expect("a day");
            assert_eq!(Day::of(day.number()), Some(day), "{text}");
            assert_eq!(day.to_string(), text);
            assert!(last < Some(day.number()));
            last = Some(day.number());
        }
        let number = |text| Day::parse(text).expect("a day").number();
        assert_eq!(number("2024-02-29").next(true), Some(number("2024-03-01")));
        for text in ["2023-02-29", "2024-4-1", "2024-04-01T00:00", "20240401", "01.04.2024", "-0001-01-01", ""] {
            assert_eq!(Day::parse(text), None, "{text}");
        }
    }
}

//! Decimal numbers, exact: a number is what its digits say, and no digit is lost on the way to a report.

use std::cmp::Ordering;
use std::fmt;

/// The most digits that a number may have.
pub const MAX_DIGITS: usize = 18;

/// A decimal number. Two that say the same are equal, however many zeros stand behind the point.
#[derive(Debug, Clone, Copy)]
pub struct Decimal {
    /// The number without its point.
    mantissa: i64,
    /// How many of its digits stand behind the point.
    scale: u8,
}

/// Why a text is no decimal number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotDecimal {
    /// It is of another form.
    Form,
    /// It has more digits than are kept.
    TooLong,
}

impl Decimal {
    /// A whole number.
    #[must_use]
    pub fn whole(number: i64) -> Self {
        Self { mantissa: number, scale: 0 }
    }

    /// The number of a text such as `12`, `-3.50` or `.5`.
    ///
    /// # Errors
    /// [`NotDecimal`] where it is of another form, such as `1e3`, or has more than [`MAX_DIGITS`] digits.
    pub fn parse(text: &str) -> Result<Self, NotDecimal> {
        let (negative, digits) = match text.as_bytes().first() {
            Some(b'-') => (true, text.get(1..)),
            Some(b'+') => (false, text.get(1..)),
            _ => (false, Some(text)),
        };
        let digits = digits.unwrap_or_default();
        let (before, behind) = digits.split_once('.').unwrap_or((digits, ""));
        let plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if before.len() + behind.len() == 0 || !plain(before) || !plain(behind) {
            return Err(NotDecimal::Form);
        }
        let before = before.trim_start_matches('0');
        if before.len() + behind.len() > MAX_DIGITS {
            return Err(NotDecimal::TooLong);
        }
        let mantissa: i64 = format!("0{before}{behind}").parse().map_err(|_| NotDecimal::TooLong)?;
        let scale = u8::try_from(behind.len()).map_err(|_| NotDecimal::TooLong)?;
        Ok(Self { mantissa: if negative { -mantissa } else { mantissa }, scale })
    }

    /// How many of its digits stand behind the point.
    #[must_use]
    pub fn scale(self) -> u8 {
        self.scale
    }

    /// How many units of so many digits behind the point it is; none where it has more digits there.
    #[must_use]
    pub fn in_units_of(self, scale: u8) -> Option<i128> {
        let more = scale.checked_sub(self.scale)?;
        10_i128.checked_pow(u32::from(more))?.checked_mul(i128::from(self.mantissa))
    }

    /// The whole number, where it is one.
    #[must_use]
    pub fn as_whole(self) -> Option<i64> {
        let one = 10i64.checked_pow(u32::from(self.scale))?;
        (self.mantissa.checked_rem(one)? == 0).then(|| self.mantissa / one)
    }

    /// The number with this many digits behind the point that is next to it: itself where it is one of these, or else the
    /// next lower or the next higher one. None where it would have too many digits.
    #[must_use]
    pub fn rounded(self, scale: u8, up: bool) -> Option<Self> {
        if scale >= self.scale {
            let mantissa = self.mantissa.checked_mul(10i64.checked_pow(u32::from(scale - self.scale))?)?;
            return Some(Self { mantissa, scale });
        }
        let step = 10i64.checked_pow(u32::from(self.scale - scale))?;
        let down = self.mantissa.div_euclid(step);
        let exact = self.mantissa.rem_euclid(step) == 0;
        let mantissa = if up && !exact { down.checked_add(1)? } else { down };
        Some(Self { mantissa, scale })
    }

    /// The number that is one in its last digit higher or lower; none where it would have too many digits.
    #[must_use]
    pub fn next(self, up: bool) -> Option<Self> {
        let mantissa = if up { self.mantissa.checked_add(1)? } else { self.mantissa.checked_sub(1)? };
        Some(Self { mantissa, scale: self.scale })
    }

    /// The number between two, where that has not too many digits.
    #[must_use]
    pub fn middle(self, other: Self) -> Option<Self> {
        let scale = self.scale.max(other.scale).checked_add(1)?;
        let (a, b) = (self.rounded(scale, false)?, other.rounded(scale, false)?);
        Some(Self { mantissa: a.mantissa.checked_add(b.mantissa)?.div_euclid(2), scale })
    }

    /// Both numbers without their points, as if they had as many digits behind it.
    fn aligned(self, other: Self) -> (i128, i128) {
        let scale = self.scale.max(other.scale);
        let of = |number: Self| i128::from(number.mantissa) * 10i128.pow(u32::from(scale - number.scale));
        (of(self), of(other))
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Decimal {}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        if self.scale == other.scale {
            return self.mantissa.cmp(&other.mantissa);
        }
        let (a, b) = self.aligned(*other);
        a.cmp(&b)
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scale = usize::from(self.scale);
        let digits = format!("{:0>width$}", self.mantissa.unsigned_abs(), width = scale + 1);
        let (before, behind) = digits.split_at(digits.len().saturating_sub(scale));
        let sign = if self.mantissa < 0 { "-" } else { "" };
        if scale == 0 { write!(f, "{sign}{before}") } else { write!(f, "{sign}{before}.{behind}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Decimal {
        Decimal::parse(text).expect("a number")
    }

    #[test]
    fn digits_come_back_as_they_were_written() {
        for text in ["0", "12", "-3.50", "0.05", "-0.5", "123456789012345678", "0.000000000000000001"] {
            assert_eq!(number(text).to_string(), text);
        }
        for (text, plain) in [("+7", "7"), (".5", "0.5"), ("5.", "5"), ("007", "7"), ("-.25", "-0.25")] {
            assert_eq!(number(text).to_string(), plain);
        }
        for text in ["", "-", ".", "1e3", "0x1F", "1_000", "1,5", " 1", "∞", "--1", "1.2.3"] {
            assert_eq!(Decimal::parse(text), Err(NotDecimal::Form), "{text}");
        }
        assert_eq!(Decimal::parse("1234567890123456789"), Err(NotDecimal::TooLong));
    }

    #[test]
    fn numbers_are_compared_by_what_they_say() {
        let sorted = ["-100", "-2.5", "-2.49", "-0.01", "0", "0.1", "0.11", "1", "1.000000000000001", "9", "10"];
        for (at, a) in sorted.iter().enumerate() {
            for (other, b) in sorted.iter().enumerate() {
                assert_eq!(number(a).cmp(&number(b)), at.cmp(&other), "{a} {b}");
            }
        }
        assert_eq!(number("1.50"), number("1.5"));
        assert_eq!(number("-0"), number("0.00"));
    }

    #[test]
    fn neighbours_are_found_on_either_side() {
        assert_eq!(number("2.45").rounded(1, true), Some(number("2.5")));
        assert_eq!(number("2.45").rounded(1, false), Some(number("2.4")));
        assert_eq!(number("-2.45").rounded(0, true), Some(number("-2")));
        assert_eq!(number("2").rounded(2, true).map(|one| one.to_string()), Some("2.00".to_owned()));
        assert_eq!(number("2.5").next(false), Some(number("2.4")));
        assert_eq!(number("1").middle(number("2")), Some(number("1.5")));
        assert_eq!(number("3.0").as_whole(), Some(3));
        assert_eq!(number("3.5").as_whole(), None);
    }
}

//! Krippendorff's alpha for two coders, exactly.
//!
//! Alpha is 1 less the disagreement that is seen, divided by the one that would be expected if the values were dealt out by
//! chance (Hayes and Krippendorff 2007; Krippendorff 2011). A unit counts where both coders give it a value. With n values
//! in all, of which n(c) are c, and d units in which the two differ, the nominal one is 1 - (n - 1) 2d / (n n - the sum of
//! all n(c) n(c)). The interval one weighs each difference by its square.

use std::fmt;

use crate::model::number::Decimal;

/// How far two coders agree on some units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// The units to which both give a value.
    pub units: usize,
    /// Those to which both give the same.
    pub agreed: usize,
    /// How far that is beyond chance.
    pub alpha: Alpha,
}

/// Krippendorff's alpha.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alpha {
    /// It is this fraction, whose lower part is above 0.
    Is(i128, i128),
    /// Both give a value to no unit.
    NothingCoded,
    /// All values are the same: nothing tells agreement from chance.
    NoVariation,
    /// The units are of several scales, and each fact has its own.
    SeveralScales,
    /// The numbers are too large to be worked out exactly.
    TooLarge,
}

impl Alpha {
    /// The nearest number of thousandths, of two equally near ones the one further from 0; none where it is not defined.
    #[must_use]
    pub fn thousandths(self) -> Option<i128> {
        let Self::Is(above, below) = self else { return None };
        rounded(above.checked_mul(1_000)?, below)
    }

    /// Why it is not defined, by a name; none where it is.
    #[must_use]
    pub fn undefined(self) -> Option<&'static str> {
        match self {
            Self::Is(..) if self.thousandths().is_some() => None,
            Self::Is(..) | Self::TooLarge => Some("too-large"),
            Self::NothingCoded => Some("nothing-coded"),
            Self::NoVariation => Some("no-variation"),
            Self::SeveralScales => Some("several-scales"),
        }
    }
}

/// With three digits behind the point, or in words why there is no number.
impl fmt::Display for Alpha {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.thousandths(), self) {
            (Some(thousandths), _) => {
                let (sign, size) = (if thousandths < 0 { "-" } else { "" }, thousandths.unsigned_abs());
                write!(f, "{sign}{}.{:03}", size / 1_000, size % 1_000)
            }
            (None, Self::NothingCoded) => f.write_str("undefined: nothing is coded by both"),
            (None, Self::NoVariation) => f.write_str("undefined: all values are the same"),
            (None, Self::SeveralScales) => f.write_str("fact by fact"),
            (None, Self::Is(..) | Self::TooLarge) => f.write_str("too large to be worked out"),
        }
    }
}

/// A fraction as a whole number, of two equally near ones the one further from 0.
fn rounded(above: i128, below: i128) -> Option<i128> {
    let twice = above.unsigned_abs().checked_mul(2)?.checked_add(below.unsigned_abs())?;
    let size = i128::try_from(twice.checked_div(below.unsigned_abs().checked_mul(2)?)?).ok()?;
    Some(if above < 0 { -size } else { size })
}

impl Figure {
    /// How many of a hundred units agree, with one digit behind the point; none where there are no units.
    #[must_use]
    pub fn per_cent(&self) -> Option<String> {
        let (units, agreed) = (i128::try_from(self.units).ok()?, i128::try_from(self.agreed).ok()?);
        let tenths = rounded(agreed.checked_mul(1_000)?, units).filter(|_| units > 0)?;
        Some(format!("{}.{}", tenths / 10, tenths % 10))
    }

    /// Of values that are the same or not.
    pub(super) fn nominal<T: PartialEq>(pairs: &[(T, T)]) -> Self {
        let agreed = pairs.iter().filter(|(first, second)| first == second).count();
        let mut counts: Vec<(&T, i128)> = Vec::new();
        for value in pairs.iter().flat_map(|(first, second)| [first, second]) {
            match counts.iter_mut().find(|(known, _)| *known == value) {
                Some((_, count)) => *count += 1,
                None => counts.push((value, 1)),
            }
        }
        let all: i128 = counts.iter().map(|(_, count)| count).sum();
        let alike: i128 = counts.iter().map(|(_, count)| count * count).sum();
        let differing = i128::try_from(pairs.len() - agreed).unwrap_or(i128::MAX);
        let alpha = fraction(pairs.len(), (all - 1).checked_mul(differing.saturating_mul(2)), Some(all * all - alike));
        Self { units: pairs.len(), agreed, alpha }
    }

    /// Of values with a distance.
    pub(super) fn interval(pairs: &[(Decimal, Decimal)]) -> Self {
        let agreed = pairs.iter().filter(|(first, second)| first == second).count();
        let values = || pairs.iter().flat_map(|(first, second)| [*first, *second]);
        let scale = values().map(Decimal::scale).max().unwrap_or_default();
        let whole: Option<Vec<i128>> = values().map(|value| value.in_units_of(scale)).collect();
        let alpha = whole.map_or(Alpha::TooLarge, |whole| {
            let (seen, expected) = squares(&whole).unzip();
            fraction(pairs.len(), seen, expected)
        });
        Self { units: pairs.len(), agreed, alpha }
    }
}

/// What is seen and what is expected of the squares of differences, for values of which two and two are of one unit.
fn squares(values: &[i128]) -> Option<(i128, i128)> {
    // Only differences count.
    let least = values.iter().min().copied().unwrap_or_default();
    let count = i128::try_from(values.len()).ok()?;
    let (mut seen, mut sum, mut squared) = (0_i128, 0_i128, 0_i128);
    for unit in values.chunks_exact(2) {
        let [first, second] = unit else { continue };
        let apart = first.checked_sub(*second)?;
        seen = seen.checked_add(apart.checked_mul(apart)?)?;
        for value in [first, second] {
            let value = value.checked_sub(least)?;
            sum = sum.checked_add(value)?;
            squared = squared.checked_add(value.checked_mul(value)?)?;
        }
    }
    let expected = count.checked_mul(squared)?.checked_sub(sum.checked_mul(sum)?)?;
    Some(((count - 1).checked_mul(seen)?, expected))
}

/// Alpha from what is seen and what is expected of so many units.
fn fraction(units: usize, seen: Option<i128>, expected: Option<i128>) -> Alpha {
    match (units, seen, expected) {
        (0, ..) => Alpha::NothingCoded,
        (_, _, Some(0)) => Alpha::NoVariation,
        (_, Some(seen), Some(expected)) => {
            expected.checked_sub(seen).map_or(Alpha::TooLarge, |above| Alpha::Is(above, expected))
        }
        _ => Alpha::TooLarge,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fraction_is_shown_with_three_digits() {
        for (alpha, shown) in [
            (Alpha::Is(1, 1), "1.000"),
            (Alpha::Is(2, 3), "0.667"),
            (Alpha::Is(-1, 8), "-0.125"),
            (Alpha::Is(-1, 2_000), "-0.001"),
            (Alpha::Is(1, 3_000), "0.000"),
            (Alpha::Is(i128::MAX, 1), "too large to be worked out"),
            (Alpha::NoVariation, "undefined: all values are the same"),
        ] {
            assert_eq!(alpha.to_string(), shown, "{alpha:?}");
            assert_eq!(alpha.undefined().is_some(), !shown.contains('.'), "{alpha:?}");
        }
        let figure = |units, agreed| Figure { units, agreed, alpha: Alpha::NothingCoded }.per_cent();
        assert_eq!(
            (figure(3, 2).as_deref(), figure(8, 8).as_deref(), figure(0, 0)),
            (Some("66.7"), Some("100.0"), None)
        );
    }

    /// Examples that are printed with the definition (Krippendorff 2011, A and B).
    #[test]
    fn published_examples_come_out() {
        let pairs = |first: &str, second: &str| first.chars().zip(second.chars()).collect::<Vec<_>>();
        let alpha = |first, second| Figure::nominal(&pairs(first, second)).alpha.to_string();
        assert_eq!(alpha("0100000010", "1110010000"), "0.095");
        assert_eq!(alpha("aabbdcccedda", "babbbccceddd"), "0.692");
    }
}

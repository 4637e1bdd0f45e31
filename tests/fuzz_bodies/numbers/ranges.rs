//! Ranges, held against all numbers that can tell them apart.

use watching_brief::model::number::{Decimal, Range, Ranges};

use super::super::bytes::Bytes;
use super::text::{ONE, Reading, a_number, number};
use super::{parts, step};

/// A range: where it begins and ends, each with whether that is in it.
#[derive(Debug, Clone, Copy)]
struct Ends {
    from: Option<(i128, bool)>,
    until: Option<(i128, bool)>,
}

impl Ends {
    fn holds(self, at: i128) -> bool {
        self.from.is_none_or(|(from, is_in)| at > from || is_in && at == from)
            && self.until.is_none_or(|(until, is_in)| at < until || is_in && at == until)
    }
}

/// Two ranges by themselves, and what is in both, in either, and in one alone.
pub fn run(bytes: &mut Bytes<'_>) {
    let some: Vec<(Ends, Range)> = (0..3).map(|_| range(bytes)).collect();
    let text = a_number(bytes);
    let (to, to_is) = read(&text);
    let mut points: Vec<i128> =
        some.iter().flat_map(|(ends, _)| [ends.from, ends.until]).flatten().map(|(at, _)| at).chain([to]).collect();
    points.sort_unstable();
    points.dedup();
    let between: Vec<i128> = points.windows(2).map(|pair| pair[0].midpoint(pair[1])).collect();
    let beyond = [points[0] - ONE, points[points.len() - 1] + ONE];
    points.extend(between.into_iter().chain(beyond));

    for (ends, range) in &some {
        assert_eq!(range.contains(to_is), ends.holds(to), "{range:?} {text}");
        let holding = points.iter().filter(|at| ends.holds(**at)).count();
        assert_eq!(range.is_empty(), holding == 0, "{range:?}");
        let only = ends.from.zip(ends.until).filter(|(from, until)| from == until && from.1);
        assert_eq!(range.only().map(parts), only.map(|(from, _)| from.0), "{range:?}");
        for found in [range.some(), range.nearest(to_is)].into_iter().flatten() {
            // A number of nineteen digits is beyond what is read here.
            if found.in_units_of(18).is_some() {
                assert!(ends.holds(parts(found)), "{range:?} {found}");
            }
        }
        if let Some(near) = range.nearest(to_is).filter(|near| near.in_units_of(18).is_some()) {
            let (at, step) = (parts(near), step(near.scale()));
            let nearer = if at > to { at - step } else { at + step };
            assert!(at == to || (nearer > to) != (at > to) || !ends.holds(nearer), "{range:?} {near} {text}");
        }
    }
    let [(a, one), (b, other), (c, third)] = some[..] else { unreachable!("three ranges") };
    let (one_of_two, last) = (Ranges::of(one).or(&Ranges::of(other)), Ranges::of(third));
    let (both, less) = (one_of_two.and(&last), one_of_two.without(&last));
    let (mut any_both, mut any_less) = (false, false);
    for at in points {
        let (either, in_last) = (a.holds(at) || b.holds(at), c.holds(at));
        any_both |= either && in_last;
        any_less |= either && !in_last;
        let Some(decimal) = decimal(at) else { continue };
        let is_in = |ranges: &Ranges| ranges.iter().any(|range| range.contains(decimal));
        assert_eq!(is_in(&one_of_two), either, "{one:?} {other:?} {decimal}");
        assert_eq!(is_in(&both), either && in_last, "{one:?} {other:?} {third:?} {decimal}");
        assert_eq!(is_in(&less), either && !in_last, "{one:?} {other:?} {third:?} {decimal}");
        assert_eq!(one.and(third).contains(decimal), a.holds(at) && in_last, "{one:?} {third:?} {decimal}");
    }
    assert_eq!(both.is_empty(), !any_both, "{one:?} {other:?} {third:?}");
    assert_eq!(one_of_two.meet(third), any_both, "{one:?} {other:?} {third:?}");
    assert_eq!(less.is_empty(), !any_less, "{one:?} {other:?} {third:?}");
    assert_eq!(one_of_two.lie_within(third), !any_less, "{one:?} {other:?} {third:?}");
}

/// A number that is written with at most eighteen digits; none where it has more.
fn decimal(at: i128) -> Option<Decimal> {
    if at % 2 != 0 {
        return None;
    }
    let (sign, digits) = (if at < 0 { "-" } else { "" }, format!("{:019}", at.unsigned_abs() / 2));
    let (before, behind) = digits.split_at(digits.len() - 18);
    Decimal::parse(format!("{sign}{before}.{behind}").trim_end_matches('0')).ok()
}

fn read(text: &str) -> (i128, Decimal) {
    let Reading::Number(at) = number(text) else { panic!("{text} is a number") };
    (at, Decimal::parse(text).unwrap_or_else(|_| panic!("{text} is a number")))
}

fn range(bytes: &mut Bytes<'_>) -> (Ends, Range) {
    let (how, one, other) = (bytes.below(7), a_number(bytes), a_number(bytes));
    let ((a, one), (b, other)) = (read(&one), read(&other));
    let ends = |from, until| Ends { from, until };
    match how {
        0 => (ends(None, None), Range::ALL),
        1 => (ends(Some((a, true)), Some((a, true))), Range::number(one)),
        2 => (ends(None, Some((a, false))), Range::less_than(one)),
        3 => (ends(Some((a, false)), None), Range::more_than(one)),
        4 => (ends(Some((a, true)), None), Range::numbers(Some(one), None)),
        5 => {
            let both = Range::more_than(one).and(Range::less_than(other));
            (ends(Some((a, false)), Some((b, false))), both)
        }
        _ => (ends(Some((a, true)), Some((b, true))), Range::numbers(Some(one), Some(other))),
    }
}

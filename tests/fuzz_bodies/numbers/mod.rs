//! Numbers and days, exact: what they are as numbers, as ranges, and in verdicts, held against their texts.
//!
//! Nothing here asks the program what a number is: each is read from its text, digit by digit, as a whole number of very
//! small parts. A text is a number where it should be, shown with its digits, and compared, rounded and counted exactly.
//! Ranges hold what they should. And a pilot that states numbers and days, held against a rule about them, comes to the
//! verdict, and turns on the facts, that the definitions give when every way to settle them is tried.

mod ranges;
mod rule;
mod text;
mod verdicts;

use std::cmp::Ordering;

use watching_brief::model::number::{Day, Decimal, NotDecimal};

use super::bytes::Bytes;
use text::{ONE, Reading, any_day, any_number, number, shown};

/// Tries numbers, ranges, and a pilot.
pub fn run(bytes: &[u8]) {
    let mut bytes = Bytes::new(bytes);
    match bytes.below(4) {
        0 => alone(&mut bytes),
        1 => ranges::run(&mut bytes),
        _ => verdicts::run(&mut bytes),
    }
}

/// What a number is in the program, in the small parts in which it is read here.
fn parts(decimal: Decimal) -> i128 {
    decimal.in_units_of(18).expect("no more digits than that") * 2
}

/// How much the last of so many digits behind the point is.
fn step(scale: u8) -> i128 {
    (0..scale).fold(ONE, |step, _| step / 10)
}

/// Numbers and days by themselves, and two of them compared.
fn alone(bytes: &mut Bytes<'_>) {
    let texts: Vec<String> = (0..3).map(|_| any_number(bytes)).collect();
    let mut read = Vec::new();
    for text in &texts {
        match (number(text), Decimal::parse(text)) {
            (Reading::Number(expected), Ok(decimal)) => {
                assert_eq!(decimal.to_string(), shown(text), "{text}");
                assert_eq!(parts(decimal), expected, "{text}");
                read.push((expected, decimal));
            }
            (Reading::TooLong, Err(NotDecimal::TooLong)) | (Reading::Nothing, Err(NotDecimal::Form)) => {}
            (expected, is) => panic!("{text:?} is {is:?}, and should be {expected:?}"),
        }
    }
    for (a, one) in &read {
        for (b, other) in &read {
            assert_eq!(one.cmp(other), a.cmp(b), "{one} {other}");
            assert_eq!(one == other, a.cmp(b) == Ordering::Equal, "{one} {other}");
            if let Some(middle) = one.middle(*other).filter(|middle| middle.scale() <= 18) {
                assert_eq!(parts(middle) * 2, a + b, "{one} {other}");
            }
        }
        let scale = u8::try_from(bytes.below(19)).expect("few");
        rounded(*a, *one, scale);
        assert_eq!(one.as_whole().map(|whole| i128::from(whole) * ONE), (a % ONE == 0).then_some(*a), "{one}");
        let units = (scale >= one.scale()).then(|| a / step(scale));
        assert_eq!(one.in_units_of(scale), units, "{one} {scale}");
        for (up, by) in [(true, step(one.scale())), (false, -step(one.scale()))] {
            let next = one.next(up).expect("eighteen digits are not all that there is room for");
            assert_eq!((parts(next), next.scale()), (a + by, one.scale()), "{one}");
        }
    }
    let days = [any_day(bytes), any_day(bytes)].map(|text| {
        let (expected, is) = (text::day(&text), Day::parse(&text));
        assert_eq!(is.is_some(), expected.is_some(), "{text}");
        is.zip(expected).inspect(|(day, _)| {
            assert_eq!(day.to_string(), text);
            assert_eq!(Day::of(day.number()), Some(*day), "{text}");
        })
    });
    if let [Some((one, a)), Some((other, b))] = days {
        assert_eq!(one.cmp(&other), a.cmp(&b), "{one} {other}");
        assert_eq!((parts(one.number()) - parts(other.number())) / ONE, i128::from(a - b), "{one} {other}");
    }
}

/// A number with fewer or more digits is itself, or the next one on the side that is asked for.
fn rounded(expected: i128, decimal: Decimal, scale: u8) {
    let step = step(scale);
    for (up, wanted) in [(false, expected.div_euclid(step)), (true, -(-expected).div_euclid(step))] {
        let fits = i64::try_from(wanted).is_ok();
        match decimal.rounded(scale, up) {
            Some(rounded) => assert_eq!((parts(rounded), rounded.scale()), (wanted * step, scale), "{decimal} {up}"),
            None => assert!(!fits || scale == 18, "{decimal} has room for {scale} digits"),
        }
    }
}

//! Numbers and days as they are written, read digit by digit.

use super::super::bytes::Bytes;

/// The most digits behind the point, and the most of all.
const DIGITS: usize = 18;

/// How much one is: the last digit that a number may have is two, so that there is something between any two numbers.
pub const ONE: i128 = 2 * 10_i128.pow(18);

/// What a text says of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// This number, in parts of [`ONE`].
    Number(i128),
    /// One of more digits than are kept.
    TooLong,
    /// None.
    Nothing,
}

/// Reads a number: a sign, digits and a point.
pub fn number(text: &str) -> Reading {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let points = unsigned.matches('.').count();
    let is_digit = |c: char| "0123456789".contains(c);
    if points > 1 || !unsigned.contains(is_digit) || !unsigned.chars().all(|c| c == '.' || is_digit(c)) {
        return Reading::Nothing;
    }
    let point = unsigned.find('.').unwrap_or(unsigned.len());
    let behind = unsigned.len() - point - points;
    if unsigned[..point].trim_start_matches('0').len() + behind > DIGITS {
        return Reading::TooLong;
    }
    let digits = unsigned.chars().filter_map(|c| c.to_digit(10));
    let read = digits.fold(0_i128, |sum, digit| sum * 10 + i128::from(digit));
    let parts = (behind..DIGITS).fold(read * 2, |parts, _| parts * 10);
    Reading::Number(if text.starts_with('-') { -parts } else { parts })
}

/// How a number is shown that is written so: with all its digits, and one before the point.
pub fn shown(text: &str) -> String {
    let unsigned = text.trim_start_matches(['-', '+']);
    let (before, behind) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let before = before.trim_start_matches('0');
    let before = if before.is_empty() { "0" } else { before };
    let is_something = unsigned.contains(|c: char| "123456789".contains(c));
    let sign = if text.starts_with('-') && is_something { "-" } else { "" };
    if behind.is_empty() { format!("{sign}{before}") } else { format!("{sign}{before}.{behind}") }
}

/// The number of a day, counted by years and months; none where the text is no day.
pub fn day(text: &str) -> Option<i64> {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts[..] else { return None };
    let digits = |part: &str, count: usize| part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(year, 4) || !digits(month, 2) || !digits(day, 2) {
        return None;
    }
    let [year, month, day] = [year, month, day].map(|part| part.parse::<i64>().expect("digits"));
    let is_leap = |year: i64| year % 4 == 0 && year % 100 != 0 || year % 400 == 0;
    let february = if is_leap(year) { 29 } else { 28 };
    let months = [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let length = *usize::try_from(month).ok().and_then(|month| months.get(month.checked_sub(1)?))?;
    if day < 1 || day > length {
        return None;
    }
    // Of the years before this one, from the year 0 on.
    let leaps = (year + 3) / 4 - (year + 99) / 100 + (year + 399) / 400;
    let before: i64 = months.iter().take(usize::try_from(month).expect("a month") - 1).sum();
    Some(year * 365 + leaps + before + day)
}

/// A text that is a number more often than not, and often one that others are close to.
pub fn any_number(bytes: &mut Bytes<'_>) -> String {
    const USUAL: [&str; 12] = [
        "0",
        "1",
        "2",
        "2.5",
        "9.99",
        "10",
        "0.1",
        "0.3",
        "99999999999999999",
        "999999999999999999",
        "0.000000000000000001",
        "922337203685477580",
    ];
    let how = bytes.byte();
    let mut text = match how % 4 {
        0 | 1 => bytes.one(&USUAL).to_owned(),
        2 => (0..bytes.below(20)).map(|_| char::from(b'0' + bytes.byte() % 10)).collect(),
        _ => (0..bytes.below(12)).map(|_| bytes.one(&['1', '9', '0', '.', '5'])).collect(),
    };
    // The same number, written otherwise.
    if how & 0b100 != 0 && !text.contains('.') {
        text.push('.');
    }
    if how & 0b1000 != 0 {
        text.push_str(&"0".repeat(bytes.below(4)));
    }
    if how & 0b1_0000 != 0 {
        text.insert(0, '0');
    }
    if let Some(sign) = ["-", "+"].get(usize::from(how >> 6)) {
        text.insert_str(0, sign);
    }
    text
}

/// A text that is a number.
pub fn a_number(bytes: &mut Bytes<'_>) -> String {
    let text = any_number(bytes);
    if matches!(number(&text), Reading::Number(_)) { text } else { "7".to_owned() }
}

/// A text that is a day.
pub fn a_day(bytes: &mut Bytes<'_>) -> String {
    const USUAL: [&str; 8] = [
        "2024-02-28",
        "2024-02-29",
        "2024-03-01",
        "2023-12-31",
        "2024-01-01",
        "0001-01-01",
        "1969-12-31",
        "9999-12-30",
    ];
    let any = bytes.byte();
    if any < 128 {
        return USUAL[usize::from(any) % USUAL.len()].to_owned();
    }
    let text = any_day(bytes);
    if day(&text).is_some() { text } else { USUAL[0].to_owned() }
}

/// A text that may be a day.
pub fn any_day(bytes: &mut Bytes<'_>) -> String {
    let year = u32::from(bytes.byte()) * 40 % 10_000;
    let (month, day) = (bytes.below(14), bytes.below(33));
    let sign = ["-", "-", "-", "/"][bytes.below(4)];
    format!("{year:04}{sign}{month:02}-{day:02}")
}

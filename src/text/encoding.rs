//! How the bytes of a text are coded, where it is not UTF-8.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// A text, and the name of its coding where that is not UTF-8.
#[must_use]
pub fn decode(bytes: &[u8]) -> (Cow<'_, str>, Option<&'static str>) {
    if let Some(big) = is_utf16(bytes) {
        let unit = |pair: &[u8]| match *pair {
            [first, second] if big => u16::from_be_bytes([first, second]),
            [first, second] => u16::from_le_bytes([first, second]),
            _ => u16::from(b'?'),
        };
        let units: Vec<u16> = bytes.chunks(2).map(unit).collect();
        return (Cow::Owned(String::from_utf16_lossy(&units)), Some("UTF-16"));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => (Cow::Borrowed(text), None),
        Err(_) => (Cow::Owned(bytes.iter().copied().map(windows_1252).collect()), Some("Windows-1252")),
    }
}

/// Whether it is UTF-16, and if so, whether the high byte of each unit comes first: by the mark at its beginning, or by every
/// second byte's being nought, as it is in a text of ours.
#[must_use]
pub fn is_utf16(bytes: &[u8]) -> Option<bool> {
    match bytes {
        [0xFE, 0xFF, ..] => return Some(true),
        [0xFF, 0xFE, ..] => return Some(false),
        _ if bytes.len() < 4 => return None,
        _ => {}
    }
    let noughts = |from: usize| bytes.iter().skip(from).step_by(2).take(200).filter(|byte| **byte == 0).count();
    let (high_first, low_first) = (noughts(0), noughts(1));
    let most = bytes.len().min(400) / 2;
    let is_most = |noughts: usize, others: usize| noughts > 0 && others == 0 && noughts * 10 >= most * 7;
    match (is_most(high_first, low_first), is_most(low_first, high_first)) {
        (true, _) => Some(true),
        (_, true) => Some(false),
        _ => None,
    }
}

/// The character of a byte in the coding that Windows has for the languages of western Europe, which takes in Latin-1.
fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '\u{20ac}', '\u{81}', '\u{201a}', '\u{192}', '\u{201e}', '\u{2026}', '\u{2020}', '\u{2021}', '\u{2c6}',
        '\u{2030}', '\u{160}', '\u{2039}', '\u{152}', '\u{8d}', '\u{17d}', '\u{8f}', '\u{90}', '\u{2018}', '\u{2019}',
        '\u{201c}', '\u{201d}', '\u{2022}', '\u{2013}', '\u{2014}', '\u{2dc}', '\u{2122}', '\u{161}', '\u{203a}',
        '\u{153}', '\u{9d}', '\u{17e}', '\u{178}',
    ];
    let high = byte.checked_sub(0x80).and_then(|at| HIGH.get(usize::from(at)));
    high.copied().unwrap_or_else(|| char::from(byte))
}

/// A name with each letter and the marks on it as one character, where there is such (NFC): two that look alike are alike.
#[must_use]
pub fn composed(name: &str) -> Cow<'_, str> {
    if name.is_ascii() || is_nfc_quick(name.chars()) == IsNormalized::Yes {
        return Cow::Borrowed(name);
    }
    Cow::Owned(name.nfc().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_other_codings_are_read_and_named() {
        let text = "\u{2018}It\u{2019}s the caf\u{e9}\u{2019}s offer.\nAnd more.";
        let units = || text.encode_utf16();
        let little: Vec<u8> = units().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = units().flat_map(u16::to_be_bytes).collect();
        for bytes in [&little, &big] {
            assert_eq!(decode(bytes), (text.into(), Some("UTF-16")));
        }
        let marked = [&[0xFF, 0xFE][..], &little].concat();
        assert_eq!(decode(&marked), (format!("\u{feff}{text}").into(), Some("UTF-16")));
        assert_eq!(decode(b"\x91It\x92s the caf\xe9\x92s offer.\nAnd more."), (text.into(), Some("Windows-1252")));
        assert_eq!(decode(text.as_bytes()), (text.into(), None));
        for plain in ["", "a", "\0", "a\0", "aa\0\0"] {
            assert_eq!(decode(plain.as_bytes()), (plain.into(), None));
        }
    }

    #[test]
    fn names_that_look_alike_are_alike() {
        assert_eq!(composed("cafe\u{301}"), "caf\u{e9}");
        assert_eq!(composed("caf\u{e9}"), "caf\u{e9}");
        assert_eq!(composed("plain"), "plain");
    }
}

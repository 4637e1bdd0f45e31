//! Where a text may be cut: between what a reader takes for letters. A letter with its accent, a flag, or an emoji joined of
//! several stays whole.

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

/// The letters of a text, as a reader sees them.
#[must_use]
pub fn letters(text: &str) -> impl DoubleEndedIterator<Item = (usize, &str)> {
    text.grapheme_indices(true)
}

/// The last place, at this byte or before it, where the text may be cut.
#[must_use]
pub fn at_or_before(text: &str, at: usize) -> usize {
    let at = (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default();
    let mut cursor = GraphemeCursor::new(at, text.len(), true);
    match cursor.is_boundary(text, 0) {
        Ok(false) => cursor.prev_boundary(text, 0).ok().flatten().unwrap_or_default(),
        _ => at,
    }
}

/// The first place, at this byte or after it, where the text may be cut.
#[must_use]
pub fn at_or_after(text: &str, at: usize) -> usize {
    let at = (at..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
    let mut cursor = GraphemeCursor::new(at, text.len(), true);
    match cursor.is_boundary(text, 0) {
        Ok(false) => cursor.next_boundary(text, 0).ok().flatten().unwrap_or(text.len()),
        _ => at,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_a_reader_takes_for_one_letter_is_cut() {
        for text in ["", "abc", "ae\u{301}\u{302}b", "x👩🏽‍💻y", "🇬🇧🇫🇷🇩🇪", "👨‍👩‍👧‍👦👍🏿", "\r\n\r", "각한"]
        {
            let places: Vec<usize> = letters(text).map(|(at, _)| at).chain([text.len()]).collect();
            for at in 0..=text.len() + 2 {
                let before = places.iter().rfind(|place| **place <= at).expect("the beginning");
                let after = places.iter().find(|place| **place >= at).unwrap_or(places.last().expect("the end"));
                assert_eq!((at_or_before(text, at), at_or_after(text, at)), (*before, *after), "{text:?} at {at}");
            }
        }
    }
}

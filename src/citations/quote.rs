//! Folding: what does not count when a phrase is looked for.
//!
//! Upper and lower case, runs of white space, and typographic quotation marks and dashes do not count; nor does how letters
//! are coded (an accent apart, a ligature, an ellipsis as one character), what is not seen (soft hyphens, marks of no width),
//! and marks that lead to footnotes. All else does.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A text folded, with the way back to the text as written.
#[derive(Debug, Clone)]
pub(super) struct Folded {
    text: String,
    /// For each byte of the folded text, the code points of the text as written that it came from: the first, and one past
    /// the last.
    from: Vec<(u32, u32)>,
}

impl Folded {
    pub fn new(text: &str) -> Self {
        let mut folded = Self { text: String::with_capacity(text.len()), from: Vec::with_capacity(text.len()) };
        let mut space = true;
        let mut chars = (0..).zip(text.char_indices()).peekable();
        while let Some((at, (byte, c))) = chars.next() {
            if is_unseen(c) {
                continue;
            }
            if let Some(more) = text.get(byte..).and_then(footnote) {
                (1..more).for_each(|_| {
                    chars.next();
                });
                continue;
            }
            if c.is_whitespace() {
                if !space {
                    folded.push(' ', (at, at + 1));
                }
                space = true;
                continue;
            }
            space = false;
            if c.is_ascii() && chars.peek().is_none_or(|(_, (_, next))| next.is_ascii()) {
                folded.push_folded(c, (at, at + 1));
                continue;
            }
            // A letter with the marks on it is one, however it is coded.
            let (mut letter, mut end) = (String::from(c), at + 1);
            while let Some((at, (_, mark))) = chars.next_if(|(_, (_, next))| is_combining_mark(*next)) {
                letter.push(mark);
                end = at + 1;
            }
            letter.nfc().for_each(|c| folded.push_folded(c, (at, end)));
        }
        let end = folded.text.trim_end().len();
        folded.text.truncate(end);
        folded.from.truncate(end);
        folded
    }

    fn push_folded(&mut self, c: char, from: (u32, u32)) {
        match c {
            '\u{2018}'..='\u{201b}' => self.push('\'', from),
            '\u{201c}'..='\u{201f}' => self.push('"', from),
            '\u{2010}'..='\u{2015}' | '\u{2212}' => self.push('-', from),
            '\u{2026}' | '\u{fb00}'..='\u{fb06}' => std::iter::once(c).nfkd().for_each(|c| self.push(c, from)),
            c => c.to_lowercase().for_each(|c| self.push(c, from)),
        }
    }

    fn push(&mut self, c: char, from: (u32, u32)) {
        self.text.push(c);
        self.from.extend(std::iter::repeat_n(from, c.len_utf8()));
    }

    /// The folded text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where a phrase stands first: code points of the text as written, from 0, the second one past the end.
    pub fn find(&self, phrase: &Self) -> Option<(u32, u32)> {
        if phrase.text.is_empty() {
            return None;
        }
        let at = self.text.find(&phrase.text)?;
        self.range(at, at + phrase.text.len())
    }

    /// The code points as written behind a range of the folded bytes.
    pub fn range(&self, start: usize, end: usize) -> Option<(u32, u32)> {
        Some((self.from.get(start)?.0, self.from.get(end.checked_sub(1)?)?.1))
    }
}

/// What nobody sees: a hyphen that is there for the end of a line only, and marks of no width.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// How many characters a mark has that leads to a footnote, if one stands at the beginning: raised digits, daggers, or a number
/// in square brackets.
fn footnote(text: &str) -> Option<usize> {
    let raised =
        |c: char| matches!(c, '\u{b9}' | '\u{b2}' | '\u{b3}' | '\u{2070}'..='\u{2079}' | '\u{2020}' | '\u{2021}');
    if text.starts_with(raised) {
        return Some(1);
    }
    let (number, _) = text.strip_prefix('[')?.split_once(']')?;
    let is_number = (1..=3).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then_some(number.len() + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_case_spaces_quotation_marks_and_dashes_are_folded() {
        let find = |text: &str, phrase: &str| {
            let found = Folded::new(text).find(&Folded::new(phrase));
            found.map(|(start, end)| text.chars().skip(start as usize).take((end - start) as usize).collect::<String>())
        };
        assert_eq!(
            find("They  say \u{2018}Job\tCentre\u{2019} \u{2013} yes", "'job centre' - YES").as_deref(),
            Some("\u{2018}Job\tCentre\u{2019} \u{2013} yes")
        );
        assert_eq!(find("caf\u{e9} and more", "caf\u{e9}").as_deref(), Some("caf\u{e9}"));
        assert_eq!(find("cafe and more", "caf\u{e9}"), None);
        assert_eq!(find("job-centre", "job centre"), None);
        assert_eq!(find("a, b", "a b"), None);
        assert_eq!(find("anything", " "), None);
        // However it is coded, and whatever is not seen.
        assert_eq!(find("a cafe\u{301}.", "CAF\u{c9}").as_deref(), Some("cafe\u{301}"));
        assert_eq!(find("a caf\u{e9}.", "cafe\u{301}").as_deref(), Some("caf\u{e9}"));
        assert_eq!(
            find("of\u{ad}fered bene\u{fb01}ts", "offered benefits").as_deref(),
            Some("of\u{ad}fered bene\u{fb01}ts")
        );
        assert_eq!(find("and so on\u{2026} he", "so on... he").as_deref(), Some("so on\u{2026} he"));
        assert_eq!(
            find("one day\u{b9}\u{b2} of training[3], he", "day of training, he").as_deref(),
            Some("day\u{b9}\u{b2} of training[3], he")
        );
        assert_eq!(find("it [sic] stands", "it stands"), None);
        assert_eq!(find("[12", "12").as_deref(), Some("12"));
    }
}

//! A phrase of a paragraph, from its first word to its last.

use super::Text;
use crate::text::cut;

/// The most words of a phrase.
pub const MAX_WORDS: usize = 12;

/// A word of a paragraph, without the punctuation round it: a phrase may begin or end with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Its first code point in the paragraph, from 0.
    pub start: u32,
    /// One past its last.
    pub end: u32,
    /// The word.
    pub text: String,
    /// Its place among all that stands between white space, from 0: a dash with a space on either side counts there.
    place: usize,
}

/// A phrase that can be cited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// The phrase, with single spaces between its words.
    pub text: String,
    /// How many words it has.
    pub words: usize,
    /// Its first code point in the paragraph, from 0, and one past its last.
    pub range: (u32, u32),
    /// Where it is found when it is looked for: the first place in the paragraph, which may be an earlier one.
    pub found: (u32, u32),
    /// The other paragraphs that it stands in.
    pub also_in: Vec<u32>,
}

/// Why words are no phrase that can be cited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoPhrase {
    /// The text has no such paragraph.
    NoParagraph,
    /// The paragraph has no such word: it has so many.
    NoWord(usize),
    /// The last word stands before the first.
    Backwards,
    /// It has so many words.
    TooLong(usize),
    /// It would not be found again.
    NotFound,
}

/// The words of a paragraph.
#[must_use]
pub fn words(paragraph: &str) -> Vec<Word> {
    let (mut words, mut at, mut place) = (Vec::new(), 0, 0);
    for part in paragraph.split_inclusive(char::is_whitespace) {
        let token = part.trim_end_matches(char::is_whitespace);
        if let Some((start, end)) = core(token) {
            let points =
                |text: Option<&str>| u32::try_from(text.unwrap_or_default().chars().count()).unwrap_or(u32::MAX);
            let text = token.get(start..end).unwrap_or_default();
            let start = at + points(token.get(..start));
            words.push(Word { start, end: start + points(Some(text)), text: text.to_owned(), place });
        }
        place += usize::from(!token.is_empty());
        at += u32::try_from(part.chars().count()).unwrap_or(u32::MAX);
    }
    words
}

/// The bytes of what stands between two white spaces, without quotation marks, brackets, full stops and the like round it, and
/// without a mark behind it that leads to a footnote; none where nothing is left.
fn core(token: &str) -> Option<(usize, usize)> {
    let counts = |c: char| c.is_alphanumeric() || "£€$¥%‰#@&+§°".contains(c);
    let mut end = token.len();
    // As in `training.[3]`.
    while let Some((before, number)) = token.get(..end)?.strip_suffix(']').and_then(|rest| rest.rsplit_once('['))
        && (1..=3).contains(&number.len())
        && number.bytes().all(|byte| byte.is_ascii_digit())
    {
        end = before.len();
    }
    let kept = token.get(..end)?;
    let letters = || cut::letters(kept).filter(|(_, letter)| letter.chars().any(counts));
    let (start, _) = letters().next()?;
    let (last, letter) = letters().next_back()?;
    Some((start, last + letter.len()))
}

impl Text {
    /// A paragraph, by its number from 1.
    #[must_use]
    pub fn paragraph(&self, number: u32) -> Option<&str> {
        let at = usize::try_from(number.checked_sub(1)?).ok()?;
        self.lines().nth(at)
    }

    /// The phrase of a paragraph from one of its words to another, both counted from 0.
    ///
    /// # Errors
    /// Why they are none that can be cited.
    pub fn phrase(&self, number: u32, first: usize, last: usize) -> Result<Phrase, NoPhrase> {
        let paragraph = self.paragraph(number).ok_or(NoPhrase::NoParagraph)?;
        let words = words(paragraph);
        let (Some(from), Some(to)) = (words.get(first), words.get(last)) else {
            return Err(NoPhrase::NoWord(words.len()));
        };
        if last < first {
            return Err(NoPhrase::Backwards);
        }
        let count = to.place - from.place + 1;
        if count > MAX_WORDS {
            return Err(NoPhrase::TooLong(count));
        }
        let range = (from.start, to.end);
        let stands = paragraph.chars().skip(range.0 as usize).take((range.1 - range.0) as usize);
        let stands: String = stands.filter(|c| *c != '\u{feff}').collect();
        let text = stands.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut found = self.find(&text);
        let here = found.iter().position(|passage| passage.paragraph == number).ok_or(NoPhrase::NotFound)?;
        let here = found.remove(here);
        let also_in = found.into_iter().map(|passage| passage.paragraph).collect();
        Ok(Phrase { text, words: count, range, found: (here.start, here.end), also_in })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_told_without_the_punctuation_round_them() {
        let told = |text: &str| words(text).into_iter().map(|word| word.text).collect::<Vec<_>>();
        assert_eq!(
            told("\u{201c}Job-centre\u{201d}, (e.g. \u{a3}5) \u{2013} 40%!"),
            ["Job-centre", "e.g", "\u{a3}5", "40%"]
        );
        assert_eq!(told("a day of training.[3]\u{a0}It's"), ["a", "day", "of", "training", "It's"]);
        let at = words("x  e\u{301}t\u{e9}.");
        assert_eq!((at[1].start, at[1].end, at[1].text.as_str()), (3, 7, "e\u{301}t\u{e9}"));
    }

    #[test]
    fn a_phrase_is_refused_with_the_reason() {
        let text = Text::new(String::new(), b"one two - three, four one two\nfive six one two\n");
        let phrase = text.phrase(1, 0, 2).expect("a phrase");
        assert_eq!((phrase.text.as_str(), phrase.words, phrase.range), ("one two - three", 4, (0, 15)));
        let again = text.phrase(1, 4, 5).expect("a phrase");
        assert_eq!((again.range, again.found, again.also_in), ((22, 29), (0, 7), vec![2]));
        assert_eq!(text.phrase(3, 0, 0), Err(NoPhrase::NoParagraph));
        assert_eq!(text.phrase(1, 0, 6), Err(NoPhrase::NoWord(6)));
        assert_eq!(text.phrase(1, 1, 0), Err(NoPhrase::Backwards));
        let long = Text::new(String::new(), b"a b c d e f - g h i j k l");
        assert_eq!(long.phrase(1, 0, 11), Err(NoPhrase::TooLong(13)));
        assert!(long.phrase(1, 0, 10).is_ok());
    }
}

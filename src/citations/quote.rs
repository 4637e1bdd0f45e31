//! Folding: what does not count when a phrase is looked for.
//!
//! Upper and lower case, runs of white space, and typographic quotation marks and dashes do not count; all else does.

/// A text folded, with the way back to the text as written.
#[derive(Debug, Clone)]
pub(super) struct Folded {
    text: String,
    /// For each byte of the folded text, the code point of the text as written that it came from.
    from: Vec<u32>,
    /// The number of code points as written.
    length: u32,
}

impl Folded {
    pub fn new(text: &str) -> Self {
        let mut folded =
            Self { text: String::with_capacity(text.len()), from: Vec::with_capacity(text.len()), length: 0 };
        let mut space = true;
        for c in text.chars() {
            if c.is_whitespace() {
                if !space {
                    folded.push(' ');
                }
                space = true;
            } else {
                space = false;
                match c {
                    '\u{2018}'..='\u{201b}' => folded.push('\''),
                    '\u{201c}'..='\u{201f}' => folded.push('"'),
                    '\u{2010}'..='\u{2015}' | '\u{2212}' => folded.push('-'),
                    c => c.to_lowercase().for_each(|c| folded.push(c)),
                }
            }
            folded.length += 1;
        }
        let end = folded.text.trim_end().len();
        folded.text.truncate(end);
        folded.from.truncate(end);
        folded
    }

    fn push(&mut self, c: char) {
        self.text.push(c);
        self.from.extend(std::iter::repeat_n(self.length, c.len_utf8()));
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
        Some((*self.from.get(start)?, *self.from.get(end.checked_sub(1)?)? + 1))
    }
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
    }
}

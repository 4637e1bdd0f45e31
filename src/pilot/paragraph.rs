//! The paragraph that a citation names.

use std::borrow::Cow;
use std::fmt;

/// Where in a document a phrase stands.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Paragraph<'s> {
    /// A paragraph, counted from 1.
    Number(u32),
    /// Several that stand together: the first and the last.
    Range(u32, u32),
    /// A place by the document's own count, such as `5.1`, where its register says that it has one.
    Label(Cow<'s, str>),
}

impl<'s> Paragraph<'s> {
    /// The paragraph of a text: a range such as `4-6`, or else a label. None where it is empty, or where the range is: its
    /// numbers count from 1, and the first is the smaller one.
    #[must_use]
    pub fn parse(text: &'s str) -> Option<Self> {
        let text = text.trim();
        let number = |part: &str| part.trim().parse::<u32>().ok();
        let digits = |part: &str| !part.trim().is_empty() && part.trim().bytes().all(|byte| byte.is_ascii_digit());
        match text.split_once(['-', '–']) {
            Some((first, last)) if digits(first) && digits(last) => {
                let (first, last) = (number(first)?, number(last)?);
                (first >= 1 && first < last).then_some(Self::Range(first, last))
            }
            _ if text.is_empty() || digits(text) => None,
            _ => Some(Self::Label(Cow::Borrowed(text))),
        }
    }

    /// The first of the paragraphs, where they are counted in numbers.
    #[must_use]
    pub fn first(&self) -> Option<u32> {
        match self {
            Self::Number(first) | Self::Range(first, _) => Some(*first),
            Self::Label(_) => None,
        }
    }

    /// The first and the last, likewise.
    #[must_use]
    pub fn numbers(&self) -> Option<std::ops::RangeInclusive<u32>> {
        match self {
            Self::Number(only) => Some(*only..=*only),
            Self::Range(first, last) => Some(*first..=*last),
            Self::Label(_) => None,
        }
    }

    /// The same, with a text of its own.
    #[must_use]
    pub fn into_owned(self) -> Paragraph<'static> {
        match self {
            Self::Number(number) => Paragraph::Number(number),
            Self::Range(first, last) => Paragraph::Range(first, last),
            Self::Label(label) => Paragraph::Label(Cow::Owned(label.into_owned())),
        }
    }

    /// What stands before it in a sentence: `paragraph`, or `paragraphs` before a range.
    #[must_use]
    pub fn noun(&self) -> &'static str {
        if matches!(self, Self::Range(..)) { "paragraphs" } else { "paragraph" }
    }
}

impl fmt::Display for Paragraph<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => number.fmt(f),
            Self::Range(first, last) => write!(f, "{first}-{last}"),
            Self::Label(label) => label.fmt(f),
        }
    }
}

impl serde::Serialize for Paragraph<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Number(number) => serializer.serialize_u32(*number),
            other => serializer.collect_str(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_and_labels_are_told_apart() {
        assert_eq!(Paragraph::parse("4-6"), Some(Paragraph::Range(4, 6)));
        assert_eq!(Paragraph::parse(" 4 – 6 "), Some(Paragraph::Range(4, 6)));
        for label in ["5.1", "p. 12", "A-3", "4-", "5.1-5.3"] {
            assert_eq!(Paragraph::parse(label), Some(Paragraph::Label(label.into())), "{label}");
        }
        for none in ["", " ", "12", "6-4", "0-3", "5-5", "1-99999999999"] {
            assert_eq!(Paragraph::parse(none), None, "{none}");
        }
        assert_eq!(Paragraph::Range(4, 6).to_string(), "4-6");
    }
}

//! What an explanation is made of.

use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm};

use crate::text::words;

/// An explanation: a title, and parts under headings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// What is explained.
    pub title: String,
    /// The parts, in order.
    pub parts: Vec<Part>,
}

/// A part of an explanation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What the part tells.
    pub heading: String,
    /// Its lines, in order.
    pub lines: Vec<Line>,
}

/// A line of a part: a sentence, or an entry of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// How deep it stands, from 0.
    pub depth: usize,
    /// Whether it is an entry of a list; lines one deeper stand under its words.
    pub entry: bool,
    /// What it says.
    pub text: String,
    /// Whether it is a line of a file or of a call, which is shown as it stands.
    pub verbatim: bool,
}

impl Line {
    /// A sentence.
    #[must_use]
    pub fn sentence(depth: usize, text: impl Into<String>) -> Self {
        Self { depth, entry: false, text: text.into(), verbatim: false }
    }

    /// An entry of a list.
    #[must_use]
    pub fn entry(depth: usize, text: impl Into<String>) -> Self {
        Self { depth, entry: true, text: text.into(), verbatim: false }
    }

    /// A line of a file or of a call, as it stands.
    #[must_use]
    pub fn verbatim(text: impl Into<String>) -> Self {
        Self { depth: 0, entry: false, text: text.into(), verbatim: true }
    }
}

impl Part {
    /// A part of these lines.
    #[must_use]
    pub fn new(heading: &str, lines: Vec<Line>) -> Self {
        Self { heading: heading.to_owned(), lines }
    }

    /// A part of one sentence.
    #[must_use]
    pub fn sentence(heading: &str, text: impl Into<String>) -> Self {
        Self::new(heading, vec![Line::sentence(0, text)])
    }
}

/// Text in lines of at most `width` columns, the first behind `first` and the others behind `rest`; safe to be shown on
/// a terminal, and with no regard to how it was broken into lines before.
pub(super) fn wrapped(first: &str, rest: &str, text: &str, width: usize) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let options = Options::new(width.max(20))
        .initial_indent(first)
        .subsequent_indent(rest)
        .word_separator(WordSeparator::AsciiSpace)
        // A name stays in one piece, to be copied, even where it is wider than the line.
        .word_splitter(WordSplitter::NoHyphenation)
        .break_words(false)
        .wrap_algorithm(WrapAlgorithm::FirstFit);
    let mut lines = textwrap::fill(&words::harmless(&words.join(" ")), options);
    lines.push('\n');
    lines
}

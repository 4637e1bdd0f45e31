//! What an explanation is made of, and its form for a terminal.

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

impl Explanation {
    /// The explanation as text of at most `width` columns.
    #[must_use]
    pub fn text(&self, width: usize) -> String {
        let mut text = wrapped("", "", &self.title, width);
        for part in &self.parts {
            text.push('\n');
            text.push_str(&wrapped("", "", &part.heading, width));
            for line in &part.lines {
                if line.verbatim {
                    text.extend(["    ", &words::harmless(&line.text), "\n"]);
                    continue;
                }
                // However deep a condition is nested, half of the width is left for its words.
                let margin = " ".repeat((2 + 2 * line.depth).min(width / 2));
                let under = if line.entry { format!("{margin}  ") } else { margin.clone() };
                let first = if line.entry { format!("{margin}- ") } else { margin };
                text.push_str(&wrapped(&first, &under, &line.text, width));
            }
        }
        text
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_hang_under_their_first_word_and_values_stay_whole() {
        let lines =
            vec![Line::sentence(0, "All of\n  these:"), Line::entry(1, "same-building-as-jobcentre is\u{1b} one")];
        let explanation = Explanation { title: "PB-02".to_owned(), parts: vec![Part::new("What it asks", lines)] };
        assert_eq!(
            explanation.text(30),
            "PB-02\n\nWhat it asks\n  All of these:\n    - same-building-as-jobcentre\n      is\u{241b} one\n"
        );
    }
}

//! What the tree of a document leaves out: comments, anchors and tags, and the lines.

use std::ops::Range;

use crate::text::Span;
use crate::tree::Tree;

/// A document's text with what is to be found in it.
#[derive(Debug)]
pub(super) struct Scanned<'t> {
    pub text: &'t str,
    /// The scalars, keys and aliases.
    words: Vec<Span>,
    /// The comments, in the order of the text, each without its line break.
    comments: Vec<Range<usize>>,
}

impl<'t> Scanned<'t> {
    pub fn new(tree: &'t Tree<'t>) -> Self {
        let mut scanned = Self { text: tree.text(), words: tree.words(), comments: Vec::new() };
        let (mut from, mut comments) = (0, Vec::new());
        let end = scanned.text.len();
        for word in scanned.words.iter().map(|word| word.range()).chain(std::iter::once(end..end)) {
            while from < word.start {
                let Some(comment) = scanned.comment_between(from, word.start) else { break };
                from = comment.end;
                comments.push(comment);
            }
            from = from.max(word.end);
        }
        scanned.comments = comments;
        scanned
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    /// The first comment that begins between two places where no scalar stands.
    fn comment_between(&self, from: usize, to: usize) -> Option<Range<usize>> {
        let gap = self.text.as_bytes().get(from..to)?;
        let begins = |at: usize| at == 0 || matches!(self.byte(at - 1), Some(b' ' | b'\t' | b'\n' | b'\r'));
        let at =
            gap.iter().enumerate().find(|(at, byte)| **byte == b'#' && begins(from + at)).map(|(at, _)| from + at)?;
        let line = self.line(at);
        Some(
            at..self
                .text
                .get(line.clone())
                .map_or(line.end, |text| line.start + text.trim_end_matches(['\n', '\r']).len()),
        )
    }

    /// The comments that begin within a range.
    pub fn comments(&self, range: &Range<usize>) -> impl Iterator<Item = &Range<usize>> {
        let range = range.clone();
        self.comments.iter().filter(move |comment| range.contains(&comment.start))
    }

    /// The line that holds a byte, with its break.
    pub fn line(&self, at: usize) -> Range<usize> {
        let bytes = self.text.as_bytes();
        let ends = |at: usize| match self.byte(at) {
            Some(b'\n') => true,
            Some(b'\r') => self.byte(at + 1) != Some(b'\n'),
            _ => false,
        };
        let start = (0..at.min(bytes.len())).rev().find(|before| ends(*before)).map_or(0, |before| before + 1);
        let end = (at..bytes.len()).find(|at| ends(*at)).map_or(bytes.len(), |at| at + 1);
        start..end
    }

    /// What stands before a place on its line.
    pub fn before(&self, at: usize) -> &'t str {
        self.text.get(self.line(at).start..at).unwrap_or_default()
    }

    /// The line break of the text: that of its first line.
    pub fn line_break(&self) -> &'static str {
        match memchr::memchr2(b'\n', b'\r', self.text.as_bytes()).map(|at| (self.byte(at), self.byte(at + 1))) {
            Some((Some(b'\r'), Some(b'\n'))) => "\r\n",
            Some((Some(b'\r'), _)) => "\r",
            _ => "\n",
        }
    }

    /// The place behind the colon of a key that ends here.
    pub fn behind_colon(&self, key_end: usize) -> Option<usize> {
        self.punctuation(key_end, b':').map(|at| at + 1)
    }

    /// The first place from here on with this character, where no comment stands.
    pub fn punctuation(&self, from: usize, wanted: u8) -> Option<usize> {
        let mut at = from;
        loop {
            let byte = self.byte(at)?;
            if let Some(comment) = self.comments.iter().find(|comment| comment.start == at) {
                at = comment.end;
            } else if byte == wanted {
                return Some(at);
            } else {
                at += 1;
            }
        }
    }

    /// The anchors and tags between two places, before a value.
    pub fn properties(&self, gap: Range<usize>) -> Vec<Range<usize>> {
        let (mut found, mut at) = (Vec::new(), gap.start);
        while at < gap.end {
            if let Some(comment) = self.comments.iter().find(|comment| comment.start == at) {
                at = comment.end;
            } else if matches!(self.byte(at), Some(b'&' | b'!')) {
                let rest = self.text.get(at..gap.end).unwrap_or_default();
                let length = rest.find(|c: char| c.is_whitespace() || matches!(c, ',' | '[' | ']' | '{' | '}'));
                let end = at + length.unwrap_or(rest.len());
                found.push(at..end);
                at = end;
            } else {
                at += 1;
            }
        }
        found
    }

    /// A range without the white space at its end.
    pub fn trimmed(&self, span: Span) -> Range<usize> {
        let range = span.range();
        range.start..range.start + self.text.get(range.clone()).map_or(0, |text| text.trim_end().len())
    }
}

//! Byte ranges, and the lines and columns that people read.

use std::fmt;
use std::sync::OnceLock;

/// A range of bytes within the text of one document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span from `start` up to, but without, `end`; offsets past 4 GiB stop there.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        let clip = |offset| u32::try_from(offset).unwrap_or(u32::MAX);
        Self { start: clip(start), end: clip(end.max(start)) }
    }

    /// The span as a range of indices.
    #[must_use]
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A line and a column, both counted from 1; the column counts code points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The line in the file, from 1.
    pub line: u32,
    /// The column in code points, from 1.
    pub column: u32,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// Where the lines of a text begin: the only thing that makes a [`Place`].
///
/// Lines end as YAML has them: at a line feed, a carriage return, or the two together.
#[derive(Debug, Clone)]
pub struct LineIndex<'s> {
    text: &'s str,
    first_line: u32,
    starts: Vec<u32>,
    /// How many code points come before each stretch of the text; counted only where a long line wants it.
    before: OnceLock<Vec<u32>>,
}

/// The bytes of a stretch. Up to a few of them a column is counted out.
const STRETCH: usize = 1024;

impl<'s> LineIndex<'s> {
    /// Indexes `text`, whose first line is line `first_line` (from 1) of its file.
    #[must_use]
    pub fn new(text: &'s str, first_line: u32) -> Self {
        let bytes = text.as_bytes();
        let mut starts = Vec::with_capacity(text.len() / 24 + 1);
        starts.push(0);
        starts.extend(memchr::memchr2_iter(b'\n', b'\r', bytes).filter_map(|at| {
            let pair = bytes.get(at) == Some(&b'\r') && bytes.get(at + 1) == Some(&b'\n');
            (!pair).then_some(u32::try_from(at + 1).unwrap_or(u32::MAX))
        }));
        Self { text, first_line, starts, before: OnceLock::new() }
    }

    /// The place of a byte offset; an offset past the end is the end.
    #[must_use]
    pub fn place(&self, offset: u32) -> Place {
        let row = self.row(offset);
        let start = self.starts.get(row).copied().unwrap_or(0) as usize;
        let end = (offset as usize).min(self.text.len());
        // Where all of a large file stands in one line, each of its places would be counted from there.
        let points = if end.saturating_sub(start) < 4 * STRETCH {
            points(self.text.as_bytes().get(start..end).unwrap_or_default())
        } else {
            self.points_before(end) - self.points_before(start)
        };
        Place {
            line: self.first_line.saturating_add(u32::try_from(row).unwrap_or(u32::MAX)),
            column: u32::try_from(points).unwrap_or(u32::MAX).saturating_add(1),
        }
    }

    /// The byte offset of a place; none where the text has no such line. What is beyond the end of its line is that.
    #[must_use]
    pub fn offset(&self, place: Place) -> Option<u32> {
        let row = place.line.checked_sub(self.first_line)? as usize;
        if row >= self.rows() {
            return None;
        }
        let range = self.row_range(row);
        let line = self.text.get(range.clone())?.trim_end_matches(['\n', '\r']);
        let before: usize = line.chars().take(place.column.saturating_sub(1) as usize).map(char::len_utf8).sum();
        u32::try_from(range.start + before).ok()
    }

    /// The number of code points before a byte offset.
    fn points_before(&self, offset: usize) -> usize {
        let bytes = self.text.as_bytes();
        let before = self.before.get_or_init(|| {
            let mut sum = 0;
            let stretches = bytes.chunks(STRETCH).map(|stretch| {
                let before = sum;
                sum += points(stretch);
                u32::try_from(before).unwrap_or(u32::MAX)
            });
            stretches.collect()
        });
        let stretch = offset / STRETCH;
        let begin = stretch * STRETCH;
        match before.get(stretch) {
            Some(before) => *before as usize + points(bytes.get(begin..offset).unwrap_or_default()),
            // Just behind a last stretch that is full.
            None => points(bytes),
        }
    }

    /// The row (from 0) within this text that holds a byte offset.
    #[must_use]
    pub fn row(&self, offset: u32) -> usize {
        self.starts.partition_point(|start| *start <= offset).saturating_sub(1)
    }

    /// The number of rows.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.starts.len()
    }

    /// The byte range of a row, with its line break.
    #[must_use]
    pub fn row_range(&self, row: usize) -> std::ops::Range<usize> {
        let end = self.text.len();
        let start = self.starts.get(row).map_or(end, |start| *start as usize);
        start..self.starts.get(row + 1).map_or(end, |next| *next as usize)
    }

    /// The text that is indexed.
    #[must_use]
    pub fn text(&self) -> &'s str {
        self.text
    }

    /// The line in the file, from 1, of the first row.
    #[must_use]
    pub fn first_line(&self) -> u32 {
        self.first_line
    }
}

/// A code point begins at every byte that is not a continuation byte.
fn points(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| (**byte & 0xC0) != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_in_long_lines_are_those_that_counting_gives() {
        for length in [4 * STRETCH - 1, 4 * STRETCH, 4 * STRETCH + 1, 9 * STRETCH - 3, 9 * STRETCH - 2] {
            let text = format!("short: 1\n{}é€x", "aé€𝄞".repeat(length / 10));
            let index = LineIndex::new(&text, 1);
            let mut column = 1;
            for (at, letter) in text.char_indices().chain([(text.len(), ' ')]) {
                assert_eq!(index.place(u32::try_from(at).unwrap_or(0)).column, column, "{at} of {}", text.len());
                column = if letter == '\n' { 1 } else { column + 1 };
            }
        }
        let full = "x".repeat(5 * STRETCH);
        assert_eq!(LineIndex::new(&full, 1).place(u32::MAX).column, 5 * 1024 + 1);
    }

    #[test]
    fn places_count_code_points_and_every_kind_of_line_break() {
        let text = "a\r\né: x\rb\n";
        let index = LineIndex::new(text, 5);
        let at = |needle: &str| index.place(u32::try_from(text.find(needle).unwrap_or(0)).unwrap_or(0));
        assert_eq!(at("a"), Place { line: 5, column: 1 });
        assert_eq!(at("x"), Place { line: 6, column: 4 });
        assert_eq!(at("b"), Place { line: 7, column: 1 });
        assert_eq!(index.rows(), 4);
        for (at, _) in text.char_indices().filter(|(_, letter)| !matches!(letter, '\r' | '\n')) {
            let at = u32::try_from(at).ok();
            assert_eq!(index.offset(index.place(at.unwrap_or(0))), at);
        }
        let offset = |line, column| index.offset(Place { line, column });
        assert_eq!([offset(4, 1), offset(9, 1), offset(5, 99)], [None, None, Some(1)]);
    }
}

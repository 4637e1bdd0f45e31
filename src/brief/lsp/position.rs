//! Positions as the protocol has them, and places as we have them.
//!
//! The protocol counts lines from 0, and within a line units of UTF-16 unless both sides agree on others; a place counts both
//! from 1, and within a line code points. Both end lines alike.

use gen_lsp_types::{Position, PositionEncodingKind, Range};
use watching_brief::text::{LineIndex, Place};

/// What a column counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// Bytes.
    Utf8,
    /// Units of UTF-16, as every client can.
    Utf16,
    /// Code points.
    Utf32,
}

impl Encoding {
    /// The first of those that a client offers that is known here; where it offers none, the one that all clients have.
    pub fn agreed(offered: &[PositionEncodingKind]) -> Self {
        let known = |kind: &PositionEncodingKind| match kind {
            PositionEncodingKind::UTF8 => Some(Self::Utf8),
            PositionEncodingKind::UTF16 => Some(Self::Utf16),
            PositionEncodingKind::UTF32 => Some(Self::Utf32),
            PositionEncodingKind::Custom(_) => None,
        };
        offered.iter().find_map(known).unwrap_or(Self::Utf16)
    }

    /// Its name in the protocol.
    pub fn kind(self) -> PositionEncodingKind {
        match self {
            Self::Utf8 => PositionEncodingKind::UTF8,
            Self::Utf16 => PositionEncodingKind::UTF16,
            Self::Utf32 => PositionEncodingKind::UTF32,
        }
    }

    fn units(self, c: char) -> usize {
        match self {
            Self::Utf8 => c.len_utf8(),
            Self::Utf16 => c.len_utf16(),
            Self::Utf32 => 1,
        }
    }
}

/// A text, in which positions and places are told from one another.
#[derive(Debug)]
pub struct Positions<'t> {
    lines: LineIndex<'t>,
    encoding: Encoding,
}

impl<'t> Positions<'t> {
    pub fn new(text: &'t str, encoding: Encoding) -> Self {
        Self { lines: LineIndex::new(text, 1), encoding }
    }

    /// A line, from 0, without what ends it; and where it begins.
    fn line(&self, row: usize) -> (usize, &'t str) {
        let range = self.lines.row_range(row);
        let line = self.lines.text().get(range.clone()).unwrap_or_default();
        (range.start, line.trim_end_matches(['\n', '\r']))
    }

    /// The byte at a position. What is beyond the end of a line is its end; what is beyond the last line, that of the text; and
    /// what is within a letter, its beginning.
    pub fn offset(&self, position: Position) -> usize {
        let row = position.line as usize;
        if row >= self.lines.rows() {
            return self.lines.text().len();
        }
        let (start, line) = self.line(row);
        let mut left = position.character as usize;
        for (at, c) in line.char_indices() {
            match left.checked_sub(self.encoding.units(c)) {
                Some(rest) if left > 0 => left = rest,
                _ => return start + at,
            }
        }
        start + line.len()
    }

    /// The place at a position.
    pub fn place(&self, position: Position) -> Place {
        let mut place = self.lines.place(u32::try_from(self.offset(position)).unwrap_or(u32::MAX));
        if place.line == 1 && self.lines.text().starts_with('\u{feff}') {
            place.column = place.column.saturating_sub(1).max(1);
        }
        place
    }

    /// The position of a place.
    pub fn position(&self, place: Place) -> Position {
        let row = place.line.saturating_sub(1);
        let (_, line) = self.line(row as usize);
        // A mark at the beginning of a file is no part of its first line.
        let mark = usize::from(row == 0 && line.starts_with('\u{feff}'));
        let before = (place.column.saturating_sub(1) as usize).saturating_add(mark);
        let units: usize = line.chars().take(before).map(|c| self.encoding.units(c)).sum();
        Position { line: row, character: u32::try_from(units).unwrap_or(u32::MAX) }
    }

    /// The range from one place to another; where it has no known end, to that of the line.
    pub fn range(&self, start: Place, end: Option<Place>) -> Range {
        let end = end.map_or_else(|| self.end_of_line(start), |end| self.position(end));
        Range { start: self.position(start), end }
    }

    fn end_of_line(&self, place: Place) -> Position {
        let (_, line) = self.line(place.line.saturating_sub(1) as usize);
        let column = u32::try_from(line.trim_end().chars().count()).unwrap_or(u32::MAX).saturating_add(1);
        self.position(Place { line: place.line, column: column.max(place.column) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_behind_an_emoji_are_those_of_the_encoding() {
        let text = "a: \u{1f600}é x\r\nb: y";
        for (encoding, column) in [(Encoding::Utf8, 10), (Encoding::Utf16, 7), (Encoding::Utf32, 6)] {
            let positions = Positions::new(text, encoding);
            let place = Place { line: 1, column: 7 };
            let position = Position { line: 0, character: column };
            assert_eq!(positions.position(place), position, "{encoding:?}");
            assert_eq!(positions.place(position), place, "{encoding:?}");
            assert_eq!(positions.offset(position), text.find('x').expect("an x"), "{encoding:?}");
        }
    }

    #[test]
    fn what_lies_beyond_is_the_end() {
        let positions = Positions::new("a\u{1f600}\r\nb", Encoding::Utf16);
        let offset = |line, character| positions.offset(Position { line, character });
        // Within the emoji, behind the line, and behind the text.
        assert_eq!([offset(0, 2), offset(0, 99), offset(1, 99), offset(9, 0)], [1, 5, 8, 8]);
        assert_eq!(offset(0, u32::MAX), 5);
    }

    #[test]
    fn a_mark_at_the_beginning_is_no_column() {
        let positions = Positions::new("\u{feff}a: b", Encoding::Utf16);
        let position = Position { line: 0, character: 4 };
        assert_eq!(positions.position(Place { line: 1, column: 4 }), position);
        assert_eq!(positions.place(position), Place { line: 1, column: 4 });
    }
}

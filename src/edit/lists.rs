//! Statements taken out of lists, and put into them.

use std::ops::Range;

use super::facts::Piece;
use super::writer::Writer;
use crate::tree::Node;

impl<'t> Writer<'t> {
    /// Takes statements out of a list in brackets, writes others in their places, and puts some in at its end.
    pub(super) fn list_in_brackets(
        &mut self,
        list: Node<'t>,
        items: &[Node<'t>],
        pieces: &[Piece],
        add: &[String],
    ) -> Option<()> {
        let mut from = list.span().start as usize + 1;
        let mut places: Vec<Range<usize>> = Vec::new();
        for item in items {
            let range = item.span().range();
            let start = self.scanned.properties(from..range.start).first().map_or(range.start, |first| first.start);
            places.push(start..range.end);
            from = range.end;
        }
        let last = pieces.iter().rposition(|piece| *piece != Piece::Goes)?;
        for (at, (place, piece)) in places.iter().zip(pieces).enumerate().take(last + 1) {
            match piece {
                Piece::Stays => {}
                Piece::Goes => self.take_out(place.start..places.get(at + 1)?.start, ""),
                Piece::Replaced(text) => self.take_out(place.clone(), text),
            }
        }
        let end = places.get(last)?.end;
        self.edits.insert(end, add.iter().map(|add| format!(", {add}")).collect::<String>());
        let gone = end..places.last()?.end;
        if !gone.is_empty() {
            self.take_out(gone, "");
        }
        Some(())
    }

    /// Puts a text in the place of another within a line, and keeps the comments that stand there.
    fn take_out(&mut self, range: Range<usize>, new: &str) {
        self.keep_comments(&range);
        self.edits.replace(range.clone(), new);
        self.removed.push(range);
    }

    /// Takes statements out of a list with a dash before each, writes others in their places, and puts some in at its end.
    pub(super) fn list(&mut self, start: usize, items: &[Node<'t>], pieces: &[Piece], add: &[String]) -> Option<()> {
        let mut from = start;
        let mut places: Vec<Range<usize>> = Vec::new();
        for item in items {
            let dash = self.scanned.punctuation(from, b'-')?;
            let end = self.scanned.trimmed(item.span()).end;
            places.push(dash..end);
            from = end;
        }
        let first = places.first()?;
        let dash: String = self.scanned.before(first.start).chars().map(|_| ' ').collect();
        let line_break = self.scanned.line_break();
        if !add.is_empty() {
            let line = self.scanned.line(places.last()?.end.saturating_sub(1));
            self.add_lines(line, add.iter().map(|add| format!("{dash}- {add}{line_break}")).collect());
        }
        for (place, piece) in places.into_iter().zip(pieces) {
            match piece {
                Piece::Stays => {}
                Piece::Goes => self.remove_lines(place),
                Piece::Replaced(text) => self.replace_item(place, text),
            }
        }
        Some(())
    }

    /// Writes another statement behind the dash of one, on its line, and takes out the lines below.
    fn replace_item(&mut self, place: Range<usize>, new: &str) {
        let line = self.scanned.line(place.start);
        let comment = self.scanned.comments(&(place.start..line.end)).next().map(|comment| comment.start);
        let (end, blank) = match comment {
            Some(comment) if comment < place.end => (comment, " "),
            _ => (place.end.min(line.end), ""),
        };
        let end = if blank.is_empty() {
            let text = self.scanned.text.get(place.start..end).unwrap_or_default();
            place.start + text.trim_end().len()
        } else {
            end
        };
        self.edits.replace(place.start..end, format!("- {new}{blank}"));
        if line.end < place.end {
            self.remove_lines(line.end..place.end);
        }
        self.removed.push(place);
    }

    /// Makes a mapping on lines of its own the first of a list.
    pub(super) fn as_first_of_list(&mut self, mapping: Node<'_>, add: &[String]) -> Option<()> {
        let range = self.scanned.trimmed(mapping.span());
        let indent: String = self.scanned.before(range.start).chars().map(|_| ' ').collect();
        self.edits.insert(range.start, "- ");
        let mut line = self.scanned.line(range.start);
        while line.end < range.end {
            line = self.scanned.line(line.end);
            if !self.scanned.text.get(line.clone())?.trim().is_empty() {
                self.edits.insert(line.start, "  ");
            }
        }
        let line_break = self.scanned.line_break();
        self.add_lines(line, add.iter().map(|add| format!("{indent}- {add}{line_break}")).collect());
        Some(())
    }
}

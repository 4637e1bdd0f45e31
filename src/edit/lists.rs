//! Statements taken out of lists, and put into them.

use std::ops::Range;

use super::facts::Writer;
use crate::tree::Node;

impl<'t> Writer<'t> {
    /// Takes statements out of a list in brackets, and puts one in.
    pub(super) fn list_in_brackets(
        &mut self,
        list: Node<'t>,
        items: &[Node<'t>],
        stays: &dyn Fn(usize) -> bool,
        add: Option<String>,
    ) -> Option<()> {
        let mut from = list.span().start as usize + 1;
        let mut places: Vec<Range<usize>> = Vec::new();
        for item in items {
            let range = item.span().range();
            let start = self.scanned.properties(from..range.start).first().map_or(range.start, |first| first.start);
            places.push(start..range.end);
            from = range.end;
        }
        let last = (0..items.len()).rev().find(|at| stays(*at))?;
        for (at, place) in places.iter().enumerate().filter(|(at, _)| !stays(*at) && *at < last) {
            let gone = place.start..places.get(at + 1)?.start;
            self.keep_comments(&gone);
            self.edits.replace(gone.clone(), "");
            self.removed.push(gone);
        }
        let end = places.get(last)?.end;
        if let Some(add) = add {
            self.edits.insert(end, format!(", {add}"));
        }
        let gone = end..places.last()?.end;
        if !gone.is_empty() {
            self.keep_comments(&gone);
            self.edits.replace(gone.clone(), "");
            self.removed.push(gone);
        }
        Some(())
    }

    /// Takes statements out of a list with a dash before each, and puts one in at its end.
    pub(super) fn list(
        &mut self,
        start: usize,
        items: &[Node<'t>],
        stays: &dyn Fn(usize) -> bool,
        add: Option<String>,
    ) -> Option<()> {
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
        if let Some(add) = add {
            let line = self.scanned.line(places.last()?.end.saturating_sub(1));
            self.add_lines(line, format!("{dash}- {add}{}", self.scanned.line_break()));
        }
        for (_, place) in places.into_iter().enumerate().filter(|(at, _)| !stays(*at)) {
            self.remove_lines(place);
        }
        Some(())
    }

    /// Makes a mapping on lines of its own the first of a list.
    pub(super) fn as_first_of_list(&mut self, mapping: Node<'_>, add: &str) -> Option<()> {
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
        self.add_lines(line, format!("{indent}- {add}{}", self.scanned.line_break()));
        Some(())
    }
}

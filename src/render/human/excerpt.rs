//! Lines of a file with what is underlined in them, cut so that they fit the page.
//!
//! The lines are copied once, made safe to show, and indexed by themselves: the reader of the input knows already where
//! its lines begin, and a line of any length costs no more than what is shown of it.

use std::ops::Range;

use miette::{LabeledSpan, MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};

use super::page::{Indent, Page, Style, char_width, harmless, width};
use crate::render::DisplayOptions;
use crate::render::link::linked;
use crate::text::words::{counted, harmless_char};
use crate::text::{LineIndex, Place, Span, cut};

/// A place to underline, with what is said of it; nothing where the underline is enough.
#[derive(Debug, Clone)]
pub(super) struct Label {
    pub span: Span,
    pub text: String,
    /// Of a value over several lines, at most so many are shown.
    pub rows: usize,
}

impl Label {
    /// A label that shows as much of a long value as one should look at.
    pub fn new(span: Span, text: String) -> Self {
        Self { span, text, rows: 6 }
    }
}

/// Two places with so many lines between them are shown in one piece.
const MAX_GAP: usize = 2;

/// What the line above an excerpt begins with.
const ABOVE: &str = "╭─[";

/// Lines of a file with underlines.
#[derive(Debug)]
pub(super) struct Excerpt {
    file: String,
    /// Where the file is, if its name is a link.
    address: Option<String>,
    text: String,
    groups: Vec<Group>,
    labels: Vec<LabeledSpan>,
    /// The columns for the text of a line.
    room: usize,
    colour: bool,
}

/// Lines that follow one another.
#[derive(Debug)]
struct Group {
    /// Their text, within the text of the excerpt.
    range: Range<usize>,
    /// The number of the first line.
    first_line: u32,
    /// Where the first thing underlined stands.
    place: Place,
    rows: usize,
    last_row: usize,
}

/// What is underlined of one line.
struct Mark {
    row: usize,
    range: Range<usize>,
    text: Option<String>,
}

impl Excerpt {
    /// The lines that hold `labels`. Of the line before a label, `before` says whether it is shown, too.
    pub fn new(
        file: &str,
        lines: &LineIndex<'_>,
        labels: Vec<Label>,
        look: DisplayOptions,
        before: impl Fn(&str) -> bool,
    ) -> Self {
        let marks: Vec<Mark> = without_overlaps(labels).into_iter().flat_map(|label| marks(lines, label)).collect();
        let last = marks.last().map_or(0, |mark| mark.row) + lines.first_line() as usize;
        let digits = last.to_string().len();
        let mut excerpt = Self {
            file: shortened(file, look.width.saturating_sub(digits + 22)),
            address: look.links.and_then(|links| links.address(file)),
            text: String::new(),
            groups: Vec::new(),
            labels: Vec::new(),
            room: look.width.saturating_sub(digits + 4).max(8),
            colour: look.colour,
        };
        for mark in marks {
            excerpt.reach(lines, &mark, &before);
            excerpt.marked(lines, mark);
        }
        excerpt
    }

    /// The same with another line after the last one.
    pub fn and_the_next_line(mut self, lines: &LineIndex<'_>) -> Self {
        let next = self.groups.last().map(|group| group.last_row + 1).filter(|row| *row < lines.rows());
        if let Some(next) = next.filter(|row| !row_text(lines, *row).trim().is_empty()) {
            self.plain(lines, next);
        }
        self
    }

    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// What was drawn, with the places that stand above its lines as links.
    pub fn linked(&self, drawn: String) -> String {
        let Some(address) = &self.address else { return drawn };
        let mut groups = self.groups.iter();
        let each = drawn.split_inclusive('\n').map(|line| {
            let above = line.trim_start().starts_with(ABOVE).then(|| groups.next()).flatten();
            above.map_or_else(
                || line.to_owned(),
                |group| linked(line, &format!("{}:{}", self.file, group.place), address),
            )
        });
        each.collect()
    }

    /// Shows what leads to a mark: the lines since the last one, or else the line before it.
    fn reach(&mut self, lines: &LineIndex<'_>, mark: &Mark, before: impl Fn(&str) -> bool) {
        let shown = self.groups.last().map(|group| group.last_row);
        let gap = shown.and_then(|shown| mark.row.checked_sub(shown + 1)).filter(|gap| *gap <= MAX_GAP);
        if let (Some(gap), true) = (gap, shown.is_some()) {
            (mark.row - gap..mark.row).for_each(|row| self.plain(lines, row));
            return;
        }
        let lead = mark
            .row
            .checked_sub(1)
            .filter(|row| shown.is_none_or(|shown| *row > shown) && before(row_text(lines, *row)));
        let first = lead.unwrap_or(mark.row);
        let place = lines.place(Span::new(mark.range.start, mark.range.start).start);
        let first_line = lines.first_line().saturating_add(u32::try_from(first).unwrap_or(u32::MAX));
        let at = self.text.len();
        self.groups.push(Group { range: at..at, first_line, place, rows: 0, last_row: first });
        if let Some(row) = lead {
            self.plain(lines, row);
        }
    }

    /// Adds a line in which nothing is underlined.
    fn plain(&mut self, lines: &LineIndex<'_>, row: usize) {
        let text = row_text(lines, row);
        self.forward(text, self.room);
        self.end_row(row);
    }

    /// Adds a line with its underline. What stands far to the right is moved to the left, so that there is room for
    /// what is said of it.
    fn marked(&mut self, lines: &LineIndex<'_>, mark: Mark) {
        let text = row_text(lines, mark.row);
        let base = lines.row_range(mark.row).start;
        let (from, to) = (mark.range.start - base, mark.range.end - base);
        let (Some(head), Some(tail)) = (text.get(..from), text.get(from..)) else { return };
        let column = self.head(head);
        let start = self.text.len();
        let inside = tail.get(..to - from).unwrap_or(tail);
        let rest = tail.get(inside.len()..).unwrap_or_default();
        let room = self.room.saturating_sub(column);
        let cut = self.forward(inside, room.saturating_sub(usize::from(!rest.is_empty())));
        let end = self.text.len();
        if !cut {
            let used = self.text.get(start..).map_or(0, width);
            self.forward(rest, room.saturating_sub(used));
        }
        self.end_row(mark.row);
        self.label(start..end, column, mark.text);
    }

    /// Writes what stands before an underline, shortened on its left where it is long; gives its columns.
    fn head(&mut self, head: &str) -> usize {
        let (limit, keep) = (self.room / 2, self.room / 4);
        let (mut from, mut kept, mut total, mut kept_total) = (head.len(), head.len(), 0, 0);
        for (at, letter) in cut::letters(head).rev() {
            total += columns(letter);
            if total > limit {
                break;
            }
            from = at;
            if total <= keep {
                (kept, kept_total) = (at, total);
            }
        }
        let (part, begun) = if from == 0 { (head, true) } else { (head.get(kept..).unwrap_or_default(), false) };
        let at = self.text.len();
        if !begun {
            self.text.push('…');
        }
        self.text.push_str(&harmless(part));
        debug_assert!(begun || kept_total <= keep, "what is kept fits");
        self.text.get(at..).map_or(0, width)
    }

    /// Writes text up to a number of columns; what is left out is marked. Gives whether anything was.
    fn forward(&mut self, text: &str, room: usize) -> bool {
        let (mut column, mut last) = (0, None);
        for (_, letter) in cut::letters(text) {
            let wide = columns(letter);
            if column + wide > room {
                // The mark takes the place of the last letter.
                if let Some(last) = last {
                    self.text.truncate(last);
                }
                self.text.push('…');
                return true;
            }
            last = Some(self.text.len());
            self.text.push_str(&harmless(letter));
            column += wide;
        }
        false
    }

    fn end_row(&mut self, row: usize) {
        self.text.push('\n');
        let end = self.text.len();
        if let Some(group) = self.groups.last_mut() {
            group.range.end = end;
            group.rows += 1;
            group.last_row = row;
        }
    }

    /// Underlines a range of the excerpt's text. What is said of it hangs from the second letter, however long it is.
    fn label(&mut self, range: Range<usize>, column: usize, text: Option<String>) {
        let Some(text) = text.filter(|text| !text.is_empty()) else {
            self.labels.push(LabeledSpan::new(None, range.start, range.len()));
            return;
        };
        let inside = self.text.get(range.clone()).unwrap_or_default();
        let first = cut::letters(inside).nth(2).map_or(inside.len(), |(at, _)| at);
        let mut page = Page::wide(self.room.saturating_sub(column + 6), false);
        for line in text.lines() {
            page.paragraph(Indent("", ""), &[(Style::Plain, line)]);
        }
        let text = page.text();
        // The lines that lead to a label are coloured; what it says is not, to be read on any background.
        let default = if self.colour { "\x1b[39m" } else { "" };
        let text = text.lines().map(|line| format!("{default}{line}")).collect::<Vec<_>>().join("\n");
        self.labels.push(LabeledSpan::new(Some(text), range.start, first));
        if first < inside.len() {
            self.labels.push(LabeledSpan::new(None, range.start + first, inside.len() - first));
        }
    }

    /// The places that are underlined.
    pub fn labels(&self) -> &[LabeledSpan] {
        &self.labels
    }
}

impl SourceCode for Excerpt {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        _: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let (start, end) = (span.offset(), span.offset() + span.len());
        let found = self
            .groups
            .iter()
            .find(|group| group.range.start <= start && start < group.range.end && end <= group.range.end);
        let group = found.ok_or(MietteError::OutOfBounds)?;
        let data = self.text.get(group.range.clone()).ok_or(MietteError::OutOfBounds)?.as_bytes();
        let whole = SourceSpan::from((group.range.start, group.range.len()));
        let above = |line: u32| line.saturating_sub(1) as usize;
        // Without lines round it, a span is asked for only to say where it stands.
        Ok(Box::new(if before == 0 {
            let place = group.place;
            MietteSpanContents::new_named(
                self.file.clone(),
                data,
                whole,
                above(place.line),
                above(place.column),
                group.rows,
            )
        } else {
            MietteSpanContents::new(data, whole, above(group.first_line), 0, group.rows)
        }))
    }
}

/// At least how many columns a letter takes; whatever draws it may give each of its parts one.
fn columns(letter: &str) -> usize {
    letter.chars().map(|c| char_width(harmless_char(c).unwrap_or(c)).max(1)).sum()
}

/// Labels in order; those that overlap become one, with all that is said of them.
fn without_overlaps(mut labels: Vec<Label>) -> Vec<Label> {
    labels.sort_by_key(|label| label.span);
    let mut kept: Vec<Label> = Vec::with_capacity(labels.len());
    for label in labels {
        match kept.last_mut() {
            Some(last) if label.span.start < last.span.end || label.span == last.span => {
                last.span.end = last.span.end.max(label.span.end);
                if !last.text.is_empty() && !label.text.is_empty() {
                    last.text.push('\n');
                }
                last.text.push_str(&label.text);
                last.rows = last.rows.max(label.rows);
            }
            _ => kept.push(label),
        }
    }
    kept
}

/// What a label underlines, line by line; what is said of it stands under the last of them.
fn marks(lines: &LineIndex<'_>, label: Label) -> Vec<Mark> {
    let (first, last) =
        (lines.row(label.span.start), lines.row(label.span.end.saturating_sub(1).max(label.span.start)));
    let mut marks: Vec<Mark> = (first..=last)
        .filter_map(|row| {
            let whole = lines.row_range(row);
            let base = whole.start;
            let start = (label.span.start as usize).max(base);
            let end = (label.span.end as usize).min(base + row_text(lines, row).len());
            let text = lines.text().get(start..end.max(start))?;
            let start = start + (text.len() - text.trim_start().len());
            (row == first || !text.trim().is_empty()).then(|| Mark {
                row,
                range: start..start + text.trim().len(),
                text: None,
            })
        })
        .take(label.rows)
        .collect();
    if let Some(mark) = marks.last_mut() {
        let more = if label.rows > 1 { last - mark.row } else { 0 };
        let tail = if more > 0 { format!("\n(with {} below)", counted(more, "more line")) } else { String::new() };
        mark.text = Some(label.text + &tail);
    }
    marks
}

/// The text of a row, without its line break.
fn row_text<'s>(lines: &LineIndex<'s>, row: usize) -> &'s str {
    let text = lines.text().get(lines.row_range(row)).unwrap_or_default();
    text.trim_end_matches(['\n', '\r'])
}

/// The name of a file, without its beginning where it is too long.
fn shortened(file: &str, room: usize) -> String {
    let name = harmless(super::file_name(file));
    let extra = width(&name).saturating_sub(room.max(8));
    if extra == 0 {
        return name.into_owned();
    }
    let mut left_out = 0;
    let rest = cut::letters(&name).skip_while(|(_, letter)| {
        let more = left_out <= extra;
        left_out += width(letter);
        more
    });
    format!("…{}", rest.map(|(_, letter)| letter).collect::<String>())
}

//! Where things stand on a terminal, and the lists of a page.

use super::Text;

/// Where text stands on a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layout {
    /// By how many columns it is moved in.
    pub indent: usize,
    /// By how many more after its first line.
    pub hang: usize,
    /// Whether an empty line stands before it.
    pub gap: bool,
}

impl Layout {
    /// At the left edge, after an empty line.
    pub const PLAIN: Self = Self::new(0, 0);

    /// Moved in by so much, and by `hang` more after the first line, after an empty line.
    #[must_use]
    pub const fn new(indent: usize, hang: usize) -> Self {
        Self { indent, hang, gap: true }
    }

    /// The same, without an empty line before it.
    #[must_use]
    pub const fn close(self) -> Self {
        Self { gap: false, ..self }
    }
}

/// A list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// What kind of list it is.
    pub kind: ListKind,
    /// Its items.
    pub items: Vec<Item>,
    /// How it stands on a terminal.
    pub layout: ListLayout,
}

/// A kind of list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListKind {
    /// Items one below the other.
    Items,
    /// Items with numbers, from 1.
    Numbered,
    /// Entries, each a paragraph with a list of what there is to say of it.
    Entries,
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Item {
    /// What it is.
    pub text: Text,
    /// More about it, as a paragraph of its own; there may be none.
    pub about: Option<Text>,
    /// Further lines under it.
    pub lines: Vec<Text>,
}

/// How a list stands on a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListLayout {
    /// Where its items stand.
    pub item: Layout,
    /// Where the lines under an item stand.
    pub line: Layout,
    /// Whether an empty line stands between two items.
    pub apart: bool,
    /// Whether a dash stands before each item.
    pub dashes: bool,
    /// What stands before each line under an item.
    pub line_mark: &'static str,
}

impl ListLayout {
    /// Items moved in by two, and lines under them by four.
    pub const USUAL: Self =
        Self { item: Layout::new(2, 2), line: Layout::new(4, 2), apart: false, dashes: false, line_mark: "" };

    /// Items at the left edge, each after an empty line, and lines under them that stand here.
    #[must_use]
    pub const fn entries(hang: usize, line: Layout) -> Self {
        Self { item: Layout::new(0, hang), line, apart: true, dashes: false, line_mark: "" }
    }
}

impl Item {
    /// An item with further lines under it.
    #[must_use]
    pub fn new<T: Into<Text>>(text: impl Into<Text>, lines: impl IntoIterator<Item = T>) -> Self {
        Self { text: text.into(), about: None, lines: lines.into_iter().map(Into::into).collect() }
    }

    /// An item of no more than this.
    #[must_use]
    pub fn line(text: impl Into<Text>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }
}

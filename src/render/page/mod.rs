//! What a command shows, as a page: blocks of headings, paragraphs, lists and tables, from which the forms for a terminal
//! and for documents come.
//!
//! A command makes one page of its answer, and decides nothing about any form of it. Where a terminal has always shown
//! something in its own way, the page says so with a [`Layout`], or with a part that only some forms show ([`Medium`]).

mod grid;
mod headings;
mod html;
mod human;
mod list;
mod markdown;
mod one_line;
mod text;

pub use grid::{Grid, GridPart, GridRow};
pub use list::{Item, Layout, List, ListKind, ListLayout};
pub use text::{Span, Text};

use super::DisplayOptions;
use crate::explain::Line;
use crate::model::diagnostic::Diagnostic;

/// What a command shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// What it is about, for the title of a document.
    pub title: String,
    /// Its parts, in order; the first is a heading of level 1 wherever a document begins.
    pub blocks: Vec<Block>,
    /// How many levels the headings of Markdown stand below those of the page: 1 where it is usually put into another
    /// document.
    pub markdown_depth: usize,
    /// How its lines are broken on a terminal.
    pub wrapping: Wrapping,
}

/// How lines are broken on a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Wrapping {
    /// So that they are about as long as one another.
    #[default]
    Even,
    /// Each as full as can be, with one space between two words however they were written.
    Full,
}

/// The forms of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Terminal,
    Markdown,
    Html,
}

/// Forms that show a part; other forms leave it out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Medium {
    /// A terminal alone.
    Terminal,
    /// Markdown alone.
    Markdown,
    /// HTML alone.
    Html,
    /// All but a terminal.
    Document,
}

impl Medium {
    fn is(self, form: Form) -> bool {
        match self {
            Self::Terminal => form == Form::Terminal,
            Self::Markdown => form == Form::Markdown,
            Self::Html => form == Form::Html,
            Self::Document => form != Form::Terminal,
        }
    }
}

/// A part of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// What the next blocks are about.
    Heading(Heading),
    /// A paragraph.
    Paragraph(Text, Layout),
    /// A list.
    List(List),
    /// Names, each with what is said of it.
    Definitions(Vec<Definition>),
    /// A table.
    Table(Table),
    /// Signs in rows and columns, for a terminal alone: documents have tables.
    Grid(Grid),
    /// One line: words that stand whole, and behind them as much of a title as there is room for; for a terminal alone.
    OneLine(String, String),
    /// Sentences and entries, some under others.
    Outline(Vec<Line>),
    /// Lines that stand as they are, and whether an empty line stands before them on a terminal.
    Preformatted(Language, String, bool),
    /// Errors and notices, where they are part of the page; and whether an empty line stands before them on a terminal.
    Diagnostics(Vec<Diagnostic>, bool),
    /// Blocks for a terminal of so many columns or more, and others for a narrower one; for a terminal alone.
    ByWidth {
        /// The fewest columns of a wide one.
        columns: usize,
        /// What a wide one shows.
        wide: Vec<Block>,
        /// What a narrow one shows.
        narrow: Vec<Block>,
    },
    /// Blocks that HTML closes under a line that says what they are; other forms show them in their place.
    Details(Text, Vec<Block>),
    /// Blocks that only some forms show.
    Only(Medium, Vec<Block>),
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// Its level, from 1.
    pub level: usize,
    /// Its words.
    pub text: Text,
    /// Where it stands on a terminal.
    pub layout: Layout,
}

/// A name with what is said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definition {
    /// The name.
    pub name: String,
    /// What is said of it.
    pub text: Text,
}

/// A table. The first cell of a row says what the row is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// What it shows, where no heading says so.
    pub caption: Option<Text>,
    /// What its columns are.
    pub head: Vec<Text>,
    /// Its rows, of which a cell may have several lines.
    pub rows: Vec<Vec<Vec<Text>>>,
    /// The first of the columns that hold no more than a sign each; all others hold words.
    pub signs_from: Option<usize>,
}

/// What kind of lines stand as they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// A pilot file, or a part of one.
    Yaml,
    /// The changes of a file.
    Diff,
    /// Any other text.
    Plain,
}

impl Page {
    /// A page that is usually put into another document, under its title as a heading.
    #[must_use]
    pub fn new(title: impl Into<Text>, blocks: Vec<Block>) -> Self {
        let title = title.into();
        let plain = title.plain(Form::Markdown);
        let blocks = [vec![Block::heading(1, title)], blocks].concat();
        Self { title: plain, blocks, markdown_depth: 1, wrapping: Wrapping::Even }
    }

    /// The same, but for a terminal, which shows no title.
    #[must_use]
    pub fn titled_in_documents(title: &str, blocks: Vec<Block>) -> Self {
        let heading = Block::Only(Medium::Document, vec![Block::heading(1, title)]);
        Self { blocks: [vec![heading], blocks].concat(), ..Self::new(title, Vec::new()) }
    }

    /// Pages as one: the only one there is, or all of them under a title.
    #[must_use]
    pub fn of_several(title: &str, mut pages: Vec<Self>) -> Self {
        match pages.pop() {
            Some(only) if pages.is_empty() => only,
            last => {
                let blocks = pages.into_iter().chain(last).flat_map(|page| page.blocks).collect();
                Self { blocks, ..Self::new(title, Vec::new()) }
            }
        }
    }

    /// For a person at a terminal.
    #[must_use]
    pub fn human(&self, look: DisplayOptions) -> String {
        human::page(self, look)
    }

    /// As Markdown.
    #[must_use]
    pub fn markdown(&self) -> String {
        markdown::page(self)
    }

    /// As a document of HTML that is whole in one file.
    #[must_use]
    pub fn html(&self) -> String {
        html::page(self)
    }
}

impl Block {
    /// A heading.
    #[must_use]
    pub fn heading(level: usize, text: impl Into<Text>) -> Self {
        Self::Heading(Heading { level, text: text.into(), layout: Layout::PLAIN })
    }

    /// A paragraph.
    #[must_use]
    pub fn paragraph(text: impl Into<Text>) -> Self {
        Self::Paragraph(text.into(), Layout::PLAIN)
    }

    /// A list of items.
    #[must_use]
    pub fn items(items: impl IntoIterator<Item = Item>) -> Self {
        Self::list(ListKind::Items, ListLayout::USUAL, items)
    }

    /// A list.
    #[must_use]
    pub fn list(kind: ListKind, layout: ListLayout, items: impl IntoIterator<Item = Item>) -> Self {
        Self::List(List { kind, items: items.into_iter().collect(), layout })
    }

    /// The same part in another place on a terminal.
    #[must_use]
    pub fn at(self, layout: Layout) -> Self {
        match self {
            Self::Heading(heading) => Self::Heading(Heading { layout, ..heading }),
            Self::Paragraph(text, _) => Self::Paragraph(text, layout),
            other => other,
        }
    }
}

/// The blocks that a form shows, with those that only it shows in their place, and without those that hold nothing.
fn visible_blocks(blocks: &[Block], form: Form) -> Vec<&Block> {
    let mut all = Vec::with_capacity(blocks.len());
    for block in blocks {
        match block {
            Block::Only(medium, inner) if medium.is(form) => all.extend(visible_blocks(inner, form)),
            Block::Only(..) => {}
            Block::Details(_, inner) if form != Form::Html => all.extend(visible_blocks(inner, form)),
            Block::Grid(_) | Block::OneLine(..) | Block::ByWidth { .. } if form != Form::Terminal => {}
            Block::List(list) if list.items.is_empty() => {}
            Block::Diagnostics(diagnostics, _) if diagnostics.is_empty() => {}
            block => all.push(block),
        }
    }
    all
}

/// The lines under an item that a form shows anything of.
fn shown_lines(lines: &[Text], form: Form) -> Vec<&Text> {
    lines.iter().filter(|line| !line.spans(form).is_empty()).collect()
}

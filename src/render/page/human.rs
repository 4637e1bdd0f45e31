//! A page for a person at a terminal.

use textwrap::core::display_width;
use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm};

use super::one_line::titled;
use super::{
    Block, Definition, Form, Item, Language, Layout, List, ListKind, Page, Span, Table, Text, Wrapping, shown_lines,
    visible_blocks,
};
use crate::explain::Line;
use crate::render::{DisplayOptions, diagnostic, places, wrapped};
use crate::text::words::harmless;

/// The columns of a name with what is said of it.
const NAME: usize = 10;

/// The columns of what the words behind it are.
const LABEL: usize = 8;

/// The fewest columns in which a title behind words in one line tells anything.
const LEAST_TITLE: usize = 10;

/// The page in lines. A pilot file begins at the left edge and is not wrapped, so that it can be copied.
pub(super) fn page(page: &Page, look: DisplayOptions) -> String {
    let mut writer = Writer { look, wrapping: page.wrapping, out: String::new() };
    for block in visible_blocks(&page.blocks, Form::Terminal) {
        writer.block(block);
    }
    writer.out
}

/// Writes a page, line by line.
pub(super) struct Writer {
    pub look: DisplayOptions,
    wrapping: Wrapping,
    pub out: String,
}

impl Writer {
    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(heading) => self.text(&heading.text, heading.layout),
            Block::Paragraph(words, layout) => self.text(words, *layout),
            Block::List(of) => self.list(of),
            Block::Definitions(all) => {
                self.gap();
                all.iter().for_each(|one| self.definition(one));
            }
            Block::Table(of) => self.table(of),
            Block::Grid(of) => of.write(self),
            Block::OneLine(words, title) => self.one_line(words, title),
            Block::ByWidth { columns, wide, narrow } => {
                let blocks = if self.look.width >= *columns { wide } else { narrow };
                visible_blocks(blocks, Form::Terminal).into_iter().for_each(|block| self.block(block));
            }
            Block::Outline(lines) => lines.iter().for_each(|line| self.outline(line)),
            Block::Preformatted(language, lines, apart) => {
                if *apart {
                    self.gap();
                }
                self.preformatted(*language, lines);
            }
            Block::Diagnostics(all, apart) => {
                if *apart {
                    self.gap();
                }
                all.iter().for_each(|one| self.out.push_str(&diagnostic(one, self.look)));
            }
            Block::Details(..) | Block::Only(..) => {}
        }
    }

    /// An empty line, but not at the beginning.
    fn gap(&mut self) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
    }

    pub fn text(&mut self, text: &Text, layout: Layout) {
        if layout.gap {
            self.gap();
        }
        self.line("", text, layout);
    }

    /// A text behind a mark, wrapped, with its places as links.
    fn line(&mut self, mark: &str, text: &Text, layout: Layout) {
        let spans = text.spans(Form::Terminal);
        let (label, hang) = match spans.first() {
            Some(Span::Label(label)) => (format!("{label:LABEL$}  "), layout.hang),
            Some(Span::Mark(mark, hang)) => (mark.clone(), *hang),
            _ => (String::new(), layout.hang),
        };
        let layout = Layout { hang, ..layout };
        let (mark, words) = (format!("{mark}{label}"), text.plain(Form::Terminal));
        let lines = match self.wrapping {
            Wrapping::Even => wrapped(&format!("{mark}{words}"), layout.indent, layout.hang, self.look),
            Wrapping::Full => full(&mark, &words, layout, self.look.width),
        };
        self.out.push_str(&linked(lines, text, self.look));
    }

    fn list(&mut self, list: &List) {
        let layout = list.layout;
        for (number, Item { text, about, lines }) in (1..).zip(&list.items) {
            let lines = shown_lines(lines, Form::Terminal);
            if (number == 1 && layout.item.gap) || (number > 1 && layout.apart) {
                self.gap();
            }
            let mark = match list.kind {
                ListKind::Numbered => format!("{number}. "),
                _ if layout.dashes => "- ".to_owned(),
                _ => String::new(),
            };
            self.line(&mark, text, layout.item);
            about.iter().chain(lines).for_each(|one| self.line(layout.line_mark, one, layout.line));
        }
    }

    fn definition(&mut self, Definition { name, text }: &Definition) {
        let line = harmless(&format!("{name:NAME$} {}", text.plain(Form::Terminal)));
        self.out.extend([&linked(line, text, self.look), "\n"]);
    }

    /// A table where columns have no room: each row an item, its first cell first, the others below with what they are.
    fn table(&mut self, table: &Table) {
        let (item, under, deeper) = (Layout::new(2, 2), Layout::new(4, 2), Layout::new(6, 2));
        for row in &table.rows {
            self.gap();
            for (column, (name, cell)) in table.head.iter().zip(row).enumerate() {
                let name = || format!("{}:", name.plain(Form::Terminal));
                match cell.as_slice() {
                    [] => {}
                    [first, more @ ..] if column == 0 => {
                        self.line("", first, item);
                        more.iter().for_each(|one| self.line("", one, under));
                    }
                    [one] => self.line(&format!("{} ", name()), one, under),
                    lines => {
                        self.line("", &name().into(), under);
                        lines.iter().for_each(|one| self.line("", one, deeper));
                    }
                }
            }
        }
    }

    fn one_line(&mut self, words: &str, title: &str) {
        let words = harmless(words);
        let room = self.look.width.saturating_sub(display_width(&words) + 2);
        self.out.push_str(&titled(&words, title, room, LEAST_TITLE));
    }

    fn outline(&mut self, line: &Line) {
        if line.verbatim {
            self.out.extend(["    ", &harmless(&line.text), "\n"]);
            return;
        }
        // However deep a condition is nested, half of the width is left for its words.
        let indent = (2 + 2 * line.depth).min(self.look.width / 2);
        let (mark, hang) = if line.entry { ("- ", 2) } else { ("", 0) };
        self.line(mark, &line.text.as_str().into(), Layout::new(indent, hang));
    }

    fn preformatted(&mut self, language: Language, lines: &str) {
        match language {
            Language::Yaml | Language::Diff => self.out.push_str(lines),
            Language::Plain => lines.lines().for_each(|line| self.out.extend([&harmless(line), "\n"])),
        }
    }
}

/// Lines in which the places of a text are links.
fn linked(lines: String, text: &Text, look: DisplayOptions) -> String {
    text.spans(Form::Terminal).into_iter().fold(lines, |lines, span| match span {
        Span::Place(file, place) => places(lines, file, place, look),
        _ => lines,
    })
}

/// Text in lines each as full as can be, with no regard to how it was broken into lines before.
fn full(mark: &str, text: &str, layout: Layout, width: usize) -> String {
    let first = format!("{}{mark}", " ".repeat(layout.indent));
    let next = " ".repeat(layout.indent + layout.hang);
    let options = Options::new(width.max(20))
        .initial_indent(&first)
        .subsequent_indent(&next)
        .word_separator(WordSeparator::AsciiSpace)
        // A name stays in one piece, to be copied, even where it is wider than the line.
        .word_splitter(WordSplitter::NoHyphenation)
        .break_words(false)
        .wrap_algorithm(WrapAlgorithm::FirstFit);
    let words: Vec<&str> = text.split_whitespace().collect();
    format!("{}\n", textwrap::fill(&harmless(&words.join(" ")), options))
}

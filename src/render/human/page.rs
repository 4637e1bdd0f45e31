//! Text set in lines: wrapped to the width, indented, and safe to show on a terminal.

use std::borrow::Cow;

use textwrap::core::display_width;

use crate::render::link::linked;
use crate::render::{DisplayOptions, places};
use crate::text::cut;
use crate::text::words::harmless_char;

/// How words are set. What a style says is always said in words, too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Plain,
    Bold,
    /// What is breached or wrong.
    Wrong,
    /// What is contested.
    Contested,
}

/// Red and magenta can be read on a light and on a dark background; other colours are not used.
impl Style {
    fn code(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Bold => "\x1b[1m",
            Self::Wrong => "\x1b[1;31m",
            Self::Contested => "\x1b[1;35m",
        }
    }
}

/// What is longer is not there to be read, and is cut about here.
const MAX_COLUMNS: usize = 2_000;

/// What is longer was not made to be a name.
const MAX_ID: usize = 200;

/// Text that is written line by line.
#[derive(Debug)]
pub(super) struct Page {
    out: String,
    width: usize,
    colour: bool,
}

/// The columns before the first line of a paragraph, and before its other lines.
#[derive(Debug, Clone, Copy)]
pub(super) struct Indent(pub &'static str, pub &'static str);

/// Of the notes below a heading.
pub(super) const NOTE: Indent = Indent("  ", "    ");

impl Page {
    pub fn new(look: DisplayOptions) -> Self {
        Self::wide(look.width, look.colour)
    }

    /// A page of another width, such as the room that is left for a label.
    pub fn wide(width: usize, colour: bool) -> Self {
        Self { out: String::new(), width: width.max(1), colour }
    }

    /// The text; every line is ended.
    pub fn text(self) -> String {
        self.out
    }

    /// Adds text that is in lines already, and ends its last line.
    pub fn lines(&mut self, text: &str) {
        self.out.push_str(text);
        if !text.is_empty() && !text.ends_with('\n') {
            self.out.push('\n');
        }
    }

    /// Where the next line begins.
    pub fn mark(&self) -> usize {
        self.out.len()
    }

    /// Makes links of a file's place in the lines since a mark.
    pub fn places(&mut self, since: usize, file: &str, place: &str, look: DisplayOptions) {
        if look.links.is_some() {
            let lines = self.out.split_off(since.min(self.out.len()));
            self.out.push_str(&places(lines, file, place, look));
        }
    }

    /// Makes links to a file of a text that stands for a place of it, such as `line 5`, in the lines since a mark.
    pub fn links(&mut self, since: usize, file: &str, shown: &str, look: DisplayOptions) {
        if let Some(address) = look.links.and_then(|links| links.address(file)).filter(|_| !shown.is_empty()) {
            let lines = self.out.split_off(since.min(self.out.len()));
            self.out.push_str(&linked(&lines, shown, &address));
        }
    }

    pub fn blank(&mut self) {
        self.out.push('\n');
    }

    /// A line across the page.
    pub fn ruler(&mut self, with: char) {
        self.out.extend(std::iter::repeat_n(with, self.width));
        self.out.push('\n');
    }

    /// A paragraph of pieces, each with its style, with a space between two of them. White space counts as one space.
    pub fn paragraph(&mut self, indent: Indent, pieces: &[(Style, &str)]) {
        self.out.push_str(indent.0);
        let (mut column, mut fresh) = (display_width(indent.0), true);
        for (style, text) in pieces {
            let (mut opened, mut written) = (false, 0);
            for word in text.split_whitespace() {
                if written > MAX_COLUMNS {
                    if column < self.width {
                        self.out.push('…');
                    }
                    break;
                }
                let word = harmless(word);
                let wide = width(&word);
                let begins = if fresh || column + 1 + wide <= self.width {
                    if !fresh {
                        self.out.push(' ');
                        column += 1;
                    }
                    false
                } else {
                    true
                };
                if begins {
                    self.out.push('\n');
                    self.out.push_str(indent.1);
                    column = display_width(indent.1);
                }
                if !opened {
                    self.open(*style);
                    opened = true;
                }
                column = self.word(&word, wide, column, indent);
                written += wide;
                fresh = false;
            }
            if opened {
                self.close(*style);
            }
        }
        self.out.push('\n');
    }

    /// Writes a word, in parts where it is wider than a line; an address and an id stay whole, so that they can be copied.
    fn word(&mut self, word: &str, wide: usize, mut column: usize, indent: Indent) -> usize {
        if column + wide <= self.width || is_address(word) || is_id(word) {
            self.out.push_str(word);
            return column + wide;
        }
        for (at, (_, letter)) in cut::letters(word).enumerate().take(MAX_COLUMNS) {
            let letter = if at + 1 == MAX_COLUMNS { "…" } else { letter };
            let wide = width(letter);
            if column + wide > self.width && column > display_width(indent.1) {
                self.out.push('\n');
                self.out.push_str(indent.1);
                column = display_width(indent.1);
            }
            self.out.push_str(letter);
            column += wide;
        }
        column
    }

    /// One line: what its middle has no room for is left out.
    pub fn line(&mut self, indent: &str, head: &str, middle: &str, tail: &str) {
        let (head, middle, tail) = (harmless(head), harmless(middle), harmless(tail));
        let room = self.width.saturating_sub(width(indent) + width(&head) + width(&tail));
        self.out.extend([indent, &head]);
        if width(&middle) <= room {
            self.out.push_str(&middle);
        } else {
            let mut column = 1;
            let fits = |(_, letter): &(usize, &str)| {
                column += width(letter);
                column <= room
            };
            let part: String = cut::letters(&middle).take_while(fits).map(|(_, letter)| letter).collect();
            // Between two words where there are some.
            let part = part.rsplit_once(' ').map_or(&*part, |(words, _)| words);
            self.out.extend([part.trim_end(), "…"]);
        }
        self.out.extend([&*tail, "\n"]);
    }

    /// A command, whole so that it can be copied, with what it is for behind it where there is room for that.
    pub fn command(&mut self, command: &str, what: &str, column: usize) {
        let command = harmless(command);
        self.out.extend(["    ", &command]);
        if column + 6 + width(what) <= self.width {
            self.out.extend(std::iter::repeat_n(' ', column.saturating_sub(width(&command)) + 2));
            self.out.push_str(what);
        }
        self.out.push('\n');
    }

    fn open(&mut self, style: Style) {
        if self.colour {
            self.out.push_str(style.code());
        }
    }

    fn close(&mut self, style: Style) {
        if self.colour && style != Style::Plain {
            self.out.push_str("\x1b[0m");
        }
    }
}

/// Text of the input that is safe to show, copied only where it was not.
pub(super) fn harmless(text: &str) -> Cow<'_, str> {
    // Printable ASCII is what nearly all text is.
    if text.bytes().all(|byte| (0x20..0x7f).contains(&byte)) || !text.chars().any(|c| harmless_char(c).is_some()) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|c| harmless_char(c).unwrap_or(c)).collect())
}

/// How many columns a text takes.
pub(super) fn width(text: &str) -> usize {
    if text.bytes().all(|byte| (0x20..0x7f).contains(&byte)) { text.len() } else { display_width(text) }
}

/// How many columns a character takes.
pub(super) fn char_width(c: char) -> usize {
    display_width(c.encode_utf8(&mut [0; 4]))
}

/// Whether a word may be an id or the path of a fact, with what stands round it in a sentence.
fn is_id(word: &str) -> bool {
    let word = word.trim_matches(|c: char| c.is_ascii_punctuation());
    word.len() <= MAX_ID && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.:/".contains(&byte))
}

fn is_address(word: &str) -> bool {
    word.contains("://")
}

//! How much of a sheet of paper something takes, as far as that can be told without setting it.

use crate::render::html::Html;

/// Tenths of a line: no part of it is laid out here, and so all of it is an estimate.
pub(super) type Tenths = usize;

/// A line.
pub(super) const LINE: Tenths = 10;

/// The first sheet, from its top to its foot, in an ordinary font: a wider one has some lines more.
pub(super) const SHEET: Tenths = 82 * LINE;

/// Of an ordinary line this many letters have room on paper.
const LETTERS: usize = 108;

/// What ends a line, and how much room it takes besides the letters that stand before it.
const ENDS: [(&str, Tenths); 8] =
    [("</p>", 1), ("</li>", 1), ("<br>", 0), ("</h2>", 15), ("</h3>", 9), ("</h4>", 5), ("</ul>", 2), ("</header>", 2)];

/// What begins a list in two columns, which are set in a smaller font.
const COLUMNS: &str = "<ul class=\"columns\"";

/// Of a line of a column so many letters have room, and it takes so much of the sheet.
const LETTERS_IN_COLUMN: usize = 58;
const LINE_IN_COLUMN: Tenths = 5;

/// How much room this takes on the first sheet.
pub(super) fn taken(html: &Html) -> Tenths {
    let (mut taken, mut letters, mut in_columns) = (0, 0, false);
    let mut rest = html.as_str();
    while let Some(at) = rest.find('<') {
        let (text, tag) = rest.split_at(at);
        letters += letters_of(text);
        in_columns |= tag.starts_with(COLUMNS);
        if let Some((end, room)) = ENDS.iter().find(|(end, _)| tag.starts_with(end)) {
            let (most, line) = if in_columns { (LETTERS_IN_COLUMN, LINE_IN_COLUMN) } else { (LETTERS, LINE) };
            taken += if in_columns { 0 } else { *room } + letters.div_ceil(most) * line;
            letters = 0;
            in_columns &= *end != "</ul>";
        }
        rest = tag.find('>').and_then(|end| tag.get(end + 1..)).unwrap_or_default();
    }
    taken
}

/// How many letters a text shows; what stands for a character is one.
fn letters_of(text: &str) -> usize {
    let mut is_shown = true;
    let mut letters = 0;
    for c in text.chars().filter(|c| *c != '\n') {
        letters += usize::from(is_shown);
        is_shown = match c {
            '&' => false,
            ';' => true,
            _ => is_shown,
        };
    }
    letters
}

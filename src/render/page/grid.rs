//! Signs in rows and columns on a terminal, broken into several tables where not all columns have room.

use std::fmt::Write as _;

use super::Layout;
use super::human::Writer;
use super::one_line::titled;
use crate::text::words::harmless;

/// The columns of a sign.
const SIGN: usize = 3;

/// The widest name of a row, but for those that move their own line.
const NAME: usize = 20;

/// The fewest columns in which a title tells anything.
const LEAST_TITLE: usize = 20;

/// Rows of signs, in several parts that have their columns in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grid {
    /// What it shows.
    pub title: String,
    /// The names of its columns, a number or a letter each.
    pub columns: Vec<String>,
    /// Its parts.
    pub parts: Vec<GridPart>,
    /// Whether columns that have no room go on in a further table.
    pub breaks: bool,
}

/// A part of a grid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GridPart {
    /// What it is about.
    pub name: String,
    /// Its rows.
    pub rows: Vec<GridRow>,
}

/// A row of a grid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GridRow {
    /// What it is about.
    pub name: String,
    /// What kind of thing that is, in a word of at most six letters.
    pub kind: &'static str,
    /// A sign for each column.
    pub signs: Vec<char>,
    /// What stands behind them, as far as there is room; it may be empty.
    pub title: String,
}

impl Grid {
    /// The columns that a terminal must have so that titles stand behind all signs.
    #[must_use]
    pub fn with_titles(&self) -> usize {
        self.label() + SIGN * self.columns.len() + 2 + LEAST_TITLE
    }

    /// The columns before the signs.
    fn label(&self) -> usize {
        let rows = self.parts.iter().flat_map(|part| &part.rows);
        let widest = rows.map(|row| row.name.chars().count()).max().unwrap_or_default();
        widest.clamp(4, NAME) + 2 + "should".len() + 1
    }

    /// Writes it.
    pub(super) fn write(&self, writer: &mut Writer) {
        let label = self.label();
        let fit = (writer.look.width.saturating_sub(label) / SIGN).max(1);
        let fit = if self.breaks { fit } else { self.columns.len().max(1) };
        for (at, columns) in self.columns.chunks(fit).enumerate() {
            writer.text(&self.title.as_str().into(), Layout::PLAIN);
            writer.text(&"-".repeat(self.title.len()).into(), Layout::PLAIN.close());
            let room = writer.look.width.saturating_sub(label + SIGN * columns.len() + 2);
            for (number, part) in self.parts.iter().enumerate() {
                let layout = Layout { gap: number > 0, ..Layout::new(0, 2) };
                writer.text(&part.name.as_str().into(), layout);
                writer.out.push_str(&row("", "", label, columns.iter().cloned()));
                for one in &part.rows {
                    let signs = one.signs.iter().skip(at * fit).take(columns.len()).map(char::to_string);
                    writer.out.push_str(&titled(
                        &row(&one.name, one.kind, label, signs),
                        &one.title,
                        room,
                        LEAST_TITLE,
                    ));
                }
            }
        }
    }
}

/// A line: a label, and cells.
fn row(name: &str, kind: &str, label: usize, cells: impl Iterator<Item = String>) -> String {
    let name = harmless(name);
    let gap = label.saturating_sub("should".len() + 1);
    let mut line = format!("{name:gap$}{kind}");
    let used = line.chars().count();
    line.push_str(&" ".repeat(label.saturating_sub(used)));
    for cell in cells {
        // A text takes whatever is written to it.
        let _ = write!(line, "{cell:>SIGN$}");
    }
    format!("{}\n", line.trim_end())
}

//! A report made of headings, paragraphs, conditions and pilot files: for a terminal, and as Markdown.

use super::markup::escaped;
use super::{DisplayOptions, wrapped};
use crate::rules::Rule;

/// A part of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Block {
    /// What the next blocks are about.
    Heading(String),
    /// A paragraph.
    Text(String),
    /// An item of a list: what it is, and more about it.
    Item(String, Vec<String>),
    /// A table: what its columns are, and its rows, of which a cell may have several lines.
    Table(Vec<String>, Vec<Vec<Vec<String>>>),
    /// A pilot file.
    Pilot(String),
}

/// For a person at a terminal. A pilot file begins at the left edge and is not wrapped, so that it can be copied.
pub(super) fn human(blocks: &[Block], look: DisplayOptions) -> String {
    let mut out = String::new();
    for (at, block) in blocks.iter().enumerate() {
        let in_list = at > 0 && matches!((block, blocks.get(at - 1)), (Block::Item(..), Some(Block::Item(..))));
        if at > 0 && !in_list {
            out.push('\n');
        }
        match block {
            Block::Heading(text) | Block::Text(text) => out.push_str(&wrapped(text, 0, 0, look)),
            Block::Item(text, more) => {
                out.push_str(&wrapped(text, 2, 2, look));
                more.iter().for_each(|line| out.push_str(&wrapped(line, 4, 2, look)));
            }
            Block::Table(head, rows) => rows_for_a_terminal(head, rows, &mut out, look),
            Block::Pilot(yaml) => out.push_str(yaml),
        }
    }
    out
}

/// As Markdown, under a title.
pub(super) fn markdown(title: &str, blocks: &[Block]) -> String {
    let mut out = format!("## {}\n", escaped(title));
    for (at, block) in blocks.iter().enumerate() {
        let in_list = at > 0 && matches!((block, blocks.get(at - 1)), (Block::Item(..), Some(Block::Item(..))));
        if !in_list {
            out.push('\n');
        }
        match block {
            Block::Heading(text) => out.extend(["### ", &escaped(text), "\n"]),
            Block::Text(text) => out.extend([&escaped(text), "\n"]),
            Block::Item(text, more) => {
                out.extend(["- ", &escaped(text), "\n"]);
                more.iter().for_each(|line| out.extend(["  - ", &escaped(line), "\n"]));
            }
            Block::Table(head, rows) => table(head, rows, &mut out),
            Block::Pilot(yaml) => out.extend(["```yaml\n", yaml, "```\n"]),
        }
    }
    out
}

/// A table where columns have no room: each row an item, its first cell first, the others below with what they are.
fn rows_for_a_terminal(head: &[String], rows: &[Vec<Vec<String>>], out: &mut String, look: DisplayOptions) {
    for (at, row) in rows.iter().enumerate() {
        if at > 0 {
            out.push('\n');
        }
        for (column, (name, cell)) in head.iter().zip(row).enumerate() {
            match cell.as_slice() {
                [] => {}
                [first, more @ ..] if column == 0 => {
                    out.push_str(&wrapped(first, 2, 2, look));
                    more.iter().for_each(|line| out.push_str(&wrapped(line, 4, 2, look)));
                }
                [line] => out.push_str(&wrapped(&format!("{name}: {line}"), 4, 2, look)),
                lines => {
                    out.push_str(&wrapped(&format!("{name}:"), 4, 2, look));
                    lines.iter().for_each(|line| out.push_str(&wrapped(line, 6, 2, look)));
                }
            }
        }
    }
}

fn table(head: &[String], rows: &[Vec<Vec<String>>], out: &mut String) {
    let head: Vec<String> = head.iter().map(|cell| escaped(cell)).collect();
    out.extend(["| ", &head.join(" | "), " |\n|", &"---|".repeat(head.len()), "\n"]);
    for row in rows {
        let cell = |lines: &Vec<String>| lines.iter().map(|line| escaped(line)).collect::<Vec<_>>().join("<br>");
        out.extend(["| ", &row.iter().map(cell).collect::<Vec<_>>().join(" | "), " |\n"]);
    }
}

/// A condition, with its force.
pub(super) fn named(rule: &Rule) -> String {
    format!("{} ({})", rule.id, rule.force.name())
}

/// Who states a condition, and where.
pub(super) fn stated_by(rule: &Rule) -> String {
    let cite = &rule.cite;
    format!("Stated by {}, {} {} {}: “{}”", rule.by, cite.document, cite.paragraph.noun(), cite.paragraph, cite.phrase)
}

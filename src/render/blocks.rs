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
            Block::Pilot(yaml) => out.extend(["```yaml\n", yaml, "```\n"]),
        }
    }
    out
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

//! What `brief explain` shows.

use super::page::{Block, Layout, Page, Text, Wrapping};
use crate::explain::Explanation;

/// What is shown of an explanation.
#[must_use]
pub fn page(explanation: &Explanation) -> Page {
    let parts = explanation.parts.iter().flat_map(|part| {
        let heading = Block::heading(2, Text::quoting(&part.heading)).at(Layout::PLAIN);
        [heading, Block::Outline(part.lines.clone())]
    });
    let page = Page::new(Text::quoting(&explanation.title), parts.collect());
    Page { markdown_depth: 0, wrapping: Wrapping::Full, ..page }
}

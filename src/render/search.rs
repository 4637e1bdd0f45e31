//! What `brief search` shows.

use super::page::{Block, Item, Page, Span, Text};
use crate::answers::{HitAnswer, SearchAnswer};
use crate::text::words::{counted, excerpt};

/// What is shown of the answer.
#[must_use]
pub fn page(answer: &SearchAnswer) -> Page {
    let words = excerpt(&answer.words);
    let count = answer.hits.len() + answer.more;
    let mut blocks = Vec::new();
    if count == 0 {
        blocks.push(Block::paragraph(format!(
            "Nothing speaks of “{words}”. `brief rules` and `brief facts` list what there is."
        )));
    }
    blocks.push(Block::items(answer.hits.iter().map(item)));
    if answer.more > 0 {
        blocks.push(Block::paragraph(format!("{} more are not shown; `--most NUMBER` shows them.", answer.more)));
    }
    if let Some(first) = answer.hits.first() {
        let name = if first.name.contains(' ') { format!("'{}'", first.name) } else { first.name.clone() };
        blocks.push(Block::paragraph(format!("`brief explain {name}` tells all about the first.")));
    }
    Page::new(format!("{} for “{words}”", counted(count, "hit")), blocks)
}

fn item(hit: &HitAnswer) -> Item {
    let name = match &hit.value {
        Some(value) => format!("{}: {value}", hit.name),
        None => hit.name.clone(),
    };
    Item::new(Text(vec![Span::Strong(name), Span::Plain(format!(" ({})", hit.kind))]), [hit.title.as_str()])
}

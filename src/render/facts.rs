//! What `brief facts` shows in a document.

use super::page::{Block, Item, Page};
use crate::answers::FactsAnswer;
use crate::text::words;

/// What is shown of the answer in a document.
#[must_use]
pub fn page(answer: &FactsAnswer) -> Page {
    let mut page = Vec::new();
    for section in &answer.sections {
        let count = words::counted(section.facts.len(), "fact");
        let about = section.about.as_ref().map_or_else(String::new, |about| format!(": {about}"));
        page.push(Block::heading(2, format!("{} ({count}){about}", section.section)));
        page.push(Block::items(section.facts.iter().map(|fact| {
            let values = if fact.values.is_empty() { fact.kind.to_owned() } else { words::listed(&fact.values, "or") };
            Item::new(&fact.fact, [&values, &fact.means, &fact.ask])
        })));
    }
    Page::new("Facts", page)
}

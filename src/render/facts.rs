//! What `brief facts` shows as Markdown.

use super::blocks::{self, Block};
use crate::answers::FactsAnswer;
use crate::text::words;

/// A page of Markdown.
#[must_use]
pub fn markdown(answer: &FactsAnswer) -> String {
    let mut page = Vec::new();
    for section in &answer.sections {
        let count = words::counted(section.facts.len(), "fact");
        let about = section.about.as_ref().map_or_else(String::new, |about| format!(": {about}"));
        page.push(Block::Heading(format!("{} ({count}){about}", section.section)));
        for fact in &section.facts {
            let values = if fact.values.is_empty() { fact.kind.to_owned() } else { words::listed(&fact.values, "or") };
            page.push(Block::Item(fact.fact.clone(), vec![values, fact.means.clone(), fact.ask.clone()]));
        }
    }
    blocks::markdown("Facts", &page)
}

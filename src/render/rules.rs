//! What `brief rules` shows in a document.

use super::page::{Block, Item, Page};
use crate::answers::{ListedRule, RulesAnswer};
use crate::text::words;

/// What is shown of the answer in a document.
#[must_use]
pub fn page(answer: &RulesAnswer) -> Page {
    let mut page = Vec::new();
    for set in &answer.rulesets {
        page.push(Block::heading(2, format!("{}: {}", set.ruleset, set.title)));
        page.push(Block::paragraph(format!("Issued by {}. {}", words::listed(&set.issued_by, "and"), set.summary)));
        let left_out = set.left_out.iter();
        let left_out =
            left_out.map(|rule| Item::new(format!("{}, left out: {}", rule.rule, rule.title), [&rule.reason]));
        page.push(Block::items(set.rules.iter().map(item).chain(left_out)));
    }
    Page::new("Rules", page)
}

fn item(rule: &ListedRule) -> Item {
    let cite = &rule.cite;
    let stated = format!(
        "Stated by {}, {} {} {}: “{}”",
        rule.by,
        cite.document,
        cite.paragraph.noun(),
        cite.paragraph,
        cite.phrase
    );
    let head = format!("{} ({}, about {}): {}", rule.rule, rule.force.name(), rule.about.name(), rule.title);
    Item::new(head, [stated])
}

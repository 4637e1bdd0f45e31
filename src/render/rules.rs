//! What `brief rules` shows as Markdown.

use super::blocks::{self, Block};
use crate::answers::{ListedRule, RulesAnswer};
use crate::text::words;

/// A page of Markdown.
#[must_use]
pub fn markdown(answer: &RulesAnswer) -> String {
    let mut page = Vec::new();
    for set in &answer.rulesets {
        page.push(Block::Heading(format!("{}: {}", set.ruleset, set.title)));
        page.push(Block::Text(format!("Issued by {}. {}", words::listed(&set.issued_by, "and"), set.summary)));
        page.extend(set.rules.iter().map(item));
        for rule in &set.left_out {
            page.push(Block::Item(format!("{}, left out: {}", rule.rule, rule.title), vec![rule.reason.clone()]));
        }
    }
    blocks::markdown("Rules", &page)
}

fn item(rule: &ListedRule) -> Block {
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
    Block::Item(head, vec![stated])
}

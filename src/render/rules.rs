//! What `brief rules` shows: on a terminal rules in columns, in documents with who states them.

use super::page::{Block, Item, Layout, ListKind, ListLayout, Medium, Page, Span, Text, Wrapping};
use crate::answers::{ListedRule, RulesAnswer};
use crate::check::Selection;
use crate::explain;
use crate::report::SelectedRuleSet;
use crate::rules::{Collection, ReadyRule};
use crate::text::words;

/// The widest column of ids; a longer id moves its own line.
const MAX_ID: usize = 16;

/// What is shown of the chosen rules of a collection, of which this is the answer.
#[must_use]
pub fn page(collection: &Collection, selection: &Selection, answer: &RulesAnswer) -> Page {
    let on_a_terminal = selection.sets(collection).iter().flat_map(set_on_a_terminal).collect();
    let mut documents = Vec::new();
    for set in &answer.rulesets {
        documents.push(Block::heading(2, format!("{}: {}", set.ruleset, set.title)));
        let issued = words::listed(&set.issued_by, "and");
        documents.push(Block::paragraph(format!("Issued by {issued}. {}", set.summary)));
        let left_out = set.left_out.iter();
        let left_out =
            left_out.map(|rule| Item::new(format!("{}, left out: {}", rule.rule, rule.title), [&rule.reason]));
        documents.push(Block::items(set.rules.iter().map(item).chain(left_out)));
    }
    let blocks = vec![Block::Only(Medium::Terminal, on_a_terminal), Block::Only(Medium::Document, documents)];
    Page { wrapping: Wrapping::Full, ..Page::titled_in_documents("Rules", blocks) }
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

/// A rule set: each rule with its id, its force, its dimension and its title, in columns.
fn set_on_a_terminal(SelectedRuleSet { set, rules }: &SelectedRuleSet<'_>) -> Vec<Block> {
    let all = words::counted(set.rules.len(), "rule");
    let count = if rules.len() == set.rules.len() { all } else { format!("{} of {all}", rules.len()) };
    let issued = words::listed(&set.set.issued_by, "and");
    let widest = rules.iter().map(|rule| rule.rule.id.chars().count()).max().unwrap_or_default().min(MAX_ID);
    let imports = rules.iter().any(|rule| rule.rule.origin.is_some());
    let mut blocks = vec![
        Block::heading(2, format!("{}: {}", set.set.id, set.set.title)).at(Layout::new(0, 2)),
        Block::paragraph(format!("{count}, issued by {issued}")).at(Layout::new(2, 0).close()),
    ];
    for group in explain::by_origin(rules.iter().copied()) {
        let origin = group.first().and_then(|rule| rule.rule.origin.as_ref());
        let heading = origin.map_or_else(|| "Its own:".to_owned(), |from| format!("From {}: {}", from.id, from.title));
        if imports {
            blocks.push(Block::paragraph(heading).at(Layout::new(2, 2)));
        }
        blocks.push(Block::ByWidth {
            columns: 2 + before_title(widest) + LEAST_TITLE,
            wide: vec![columns(group.iter().map(|rule| row(rule, widest)), widest, !imports)],
            narrow: vec![one_below_the_other(&group, !imports)],
        });
    }
    if rules.len() == set.rules.len() && !set.set.dropped.is_empty() {
        blocks.push(Block::paragraph("Left out:").at(Layout::new(2, 2)));
        let dropped = set.set.dropped.iter().map(|dropped| {
            let mark = Span::Mark(format!("{:widest$}  ", dropped.rule.id), widest + 2);
            Item::line([mark, Span::plain(words::sentence(&dropped.reason))])
        });
        blocks.push(columns(dropped, widest, false));
    }
    blocks
}

/// Where the column of titles would be narrower than this, there are no columns.
const LEAST_TITLE: usize = 20;

/// The columns of an id of this width, of the force and of the dimension.
const fn before_title(widest: usize) -> usize {
    widest + 2 + 6 + 2 + 13 + 2
}

fn row(ready: &ReadyRule, widest: usize) -> Item {
    let rule = &ready.rule;
    let mark = format!("{:widest$}  {:6}  {:13}  ", rule.id, rule.force.name(), rule.about.name());
    let head = [Span::Mark(mark, before_title(widest)), Span::plain(&rule.title)];
    Item::new(Text::from(head), rule.weighed.iter().map(crate::rules::ForceChanged::sentence))
}

/// Rules for a terminal that has no room for columns: each title below what else there is to say.
fn one_below_the_other(rules: &[&ReadyRule], apart: bool) -> Block {
    let item = Layout { gap: apart, ..Layout::new(2, 2) };
    let layout = ListLayout { item, line: Layout::new(4, 0), ..ListLayout::USUAL };
    let each = rules.iter().map(|ready| {
        let rule = &ready.rule;
        let weighed = rule.weighed.iter().map(crate::rules::ForceChanged::sentence);
        let head = format!("{} ({}, {})", rule.id, rule.force.name(), rule.about.name());
        Item::new(head, std::iter::once(rule.title.clone()).chain(weighed))
    });
    Block::list(ListKind::Items, layout, each)
}

fn columns(rows: impl Iterator<Item = Item>, widest: usize, apart: bool) -> Block {
    let item = Layout { gap: apart, ..Layout::new(2, 0) };
    let layout = ListLayout { item, line: Layout::new(2 + before_title(widest), 0), ..ListLayout::USUAL };
    Block::list(ListKind::Items, layout, rows)
}

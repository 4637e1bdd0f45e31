//! A rule as SARIF describes it.

use serde_json::{Value, json};

use super::{Limits, message, object};
use crate::explain;
use crate::model::Force;
use crate::render::DisplayOptions;
use crate::render::explain::page as explain_page;
use crate::rules::{ReadyRule, ReadySet};
use crate::text::cut;

/// The width of the help as plain text.
const WIDTH: usize = 100;

/// How severe a breach of a rule is.
pub(super) fn level(force: Force) -> &'static str {
    match force {
        Force::Must => "error",
        Force::Should => "warning",
        Force::Ask => "note",
    }
}

/// The most letters of the name of a rule that services take.
const NAME: usize = 255;

/// The descriptor of a rule.
pub(super) fn descriptor(set: &ReadySet, ready: &ReadyRule, limits: Option<&Limits>) -> Value {
    let rule = &ready.rule;
    let help = explain_page(&explain::help(set.vocabulary(), set, ready));
    let look = DisplayOptions { width: WIDTH, ..DisplayOptions::default() };
    let short = |text: &str| json!({"text": cut(&message::escape(text), limits.map(|limits| limits.description))});
    let mut tags = vec![rule.force.name(), rule.about.name()];
    // A rule set may have the name of a dimension, and no tag may stand twice.
    if !tags.contains(&set.set.id.as_str()) {
        tags.push(&set.set.id);
    }
    object([
        ("id", Some(json!(rule.id))),
        ("name", Some(json!(cut(&message::escape(&rule.title), Some(NAME))))),
        ("shortDescription", Some(short(&rule.title))),
        ("fullDescription", Some(short(&format!("{} {}", crate::text::words::sentence(&rule.title), rule.reason)))),
        (
            "help",
            Some(json!({
                "text": message::braces(help.human(look)),
                "markdown": message::braces(help.markdown()),
            })),
        ),
        ("defaultConfiguration", Some(json!({"level": level(rule.force)}))),
        (
            "properties",
            Some(json!({
                "tags": tags,
                "force": rule.force.name(),
                "about": rule.about.name(),
                "by": rule.by,
                "ruleset": set.set.id,
                "issuedBy": set.set.issued_by,
                "cite": {
                    "document": rule.cite.document,
                    "paragraph": rule.cite.paragraph,
                    "phrase": rule.cite.phrase,
                },
            })),
        ),
    ])
}

/// A text of at most so many letters.
fn cut(text: &str, most: Option<usize>) -> String {
    let Some(most) = most.filter(|most| text.chars().count() > *most) else { return text.to_owned() };
    let end = text.char_indices().nth(most.saturating_sub(1)).map_or(0, |(at, _)| at);
    format!("{}…", text.get(..cut::at_or_before(text, end)).unwrap_or_default())
}

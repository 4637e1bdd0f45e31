//! Conditions in a few words, as many pages name them.

use crate::rules::Rule;

/// A condition, with its force.
pub(super) fn named(rule: &Rule) -> String {
    format!("{} ({})", rule.id, rule.force.name())
}

/// Who states a condition, and where.
pub(super) fn stated_by(rule: &Rule) -> String {
    let cite = &rule.cite;
    format!("Stated by {}, {} {} {}: “{}”", rule.by, cite.document, cite.paragraph.noun(), cite.paragraph, cite.phrase)
}

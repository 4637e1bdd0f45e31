//! Explanations in plain words: of rules, facts, rule sets, and the sections and dimensions that they belong to.
//!
//! Each explanation is made once, as an [`Explanation`], from which every form of it is drawn; [`Explanation::text`] is
//! the one for a terminal. Nothing here touches a file or the terminal.

mod condition;
mod coverage_pairs;
mod fact;
mod findings;
mod list;
mod markdown;
mod meaning;
mod overview;
mod page;
mod pasted;
mod rule;

pub use condition::{condition, test};
pub use coverage_pairs::{idle, never};
pub use fact::fact;
pub use findings::{finding, summary};
pub use list::{facts, rules};
pub use meaning::{dimension, force, given, kind_of_values};
pub use overview::{set, subject};
pub use page::{Explanation, Line, Part};
pub use pasted::{before_suggested, statements, suggested};
pub use rule::{help, rule, stated_by};

use crate::model::Dimension;
use crate::model::vocabulary::{Fact, Vocabulary};
use crate::rules::Collection;
use crate::text::words;

/// Explains whatever a name stands for: a rule, a fact, a rule set, a section of facts or a dimension. Upper and lower
/// case, and `-` and `_`, count as the same.
///
/// # Errors
/// A name that stands for nothing, with the nearest that does.
pub fn explain(collection: &Collection, name: &str) -> Result<Explanation, String> {
    let vocabulary = collection.vocabulary();
    let folded = name.to_lowercase().replace('-', "_");
    if let Some((in_set, ready)) = collection.rule(name) {
        return Ok(rule(vocabulary, in_set, ready));
    }
    if let Some(found) = vocabulary.find_path(&folded) {
        return Ok(fact(collection, found));
    }
    if let Some(found) = collection.sets().iter().find(|found| found.set.id.eq_ignore_ascii_case(name)) {
        return Ok(set(vocabulary, found));
    }
    if let Some((about, _)) = Dimension::ALL.into_iter().find(|(_, known)| known.replace('-', "_") == folded) {
        return Ok(subject(vocabulary, collection, about));
    }
    Err(unknown(vocabulary, collection, name))
}

fn unknown(vocabulary: &Vocabulary, collection: &Collection, name: &str) -> String {
    let ids = collection.rules().map(|(_, rule)| rule.rule.id.as_str());
    let sets = collection.sets().iter().map(|set| set.set.id.as_str());
    let dimensions = Dimension::ALL.iter().map(|(_, name)| *name);
    let fact = || vocabulary.nearest(&name.to_lowercase().replace('-', "_")).map(|fact| fact.path.as_str());
    // A bare name that is one fact's own is that fact, however near some other word may be.
    let own = || own_name(vocabulary, name).map(|fact| fact.path.as_str());
    let near = own().or_else(|| words::nearest(name, ids.chain(sets).chain(dimensions))).or_else(fact);
    let hint = near.map_or_else(
        || "; `brief rules` and `brief facts` list what there is".to_owned(),
        |near| format!("; did you mean `{near}`?"),
    );
    format!("`{name}` is neither a rule, nor a fact, nor a rule set, nor a dimension{hint}")
}

fn own_name<'v>(vocabulary: &'v Vocabulary, name: &str) -> Option<&'v Fact> {
    vocabulary.facts().iter().find(|fact| fact.name.eq_ignore_ascii_case(name))
}

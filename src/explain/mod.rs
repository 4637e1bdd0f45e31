//! Explanations in plain words: of rules, facts, rule sets, and the sections and dimensions that they belong to.
//!
//! Each explanation is made once, as an [`Explanation`], from which every form of it is drawn. Nothing here touches a file or the terminal.

mod code;
mod condition;
mod coverage_pairs;
mod document;
mod fact;
mod figures;
mod findings;
mod list;
mod meaning;
mod overview;
mod page;
mod rule;
mod search;
mod terms;
mod tests_to_paste;

pub use code::{code, reference};
pub use condition::{condition, test};
pub use coverage_pairs::{idle, never};
pub use document::{Documents, cited_document, document};
pub use fact::{fact, fact_alone};
pub use figures::{date_claim, number_claim};
pub use findings::{FindingWords, finding, summary};
pub use list::sections;
pub use meaning::{force, given, kind_of_values, tells};
pub use overview::{by_origin, set, subject};
pub use page::{Explanation, Line, Part};
pub use rule::{help, rule, stated_by};
pub use search::{Hit, HitKind, search};
pub use terms::{TERMS, Term, explain_term, term_named};
pub use tests_to_paste::{BEFORE_SUGGESTED, applies_by, missing_tests, statements, suggested};

use crate::model::DiagnosticCode;
use crate::model::vocabulary::{Fact, Vocabulary};
use crate::rules::Collection;
use crate::text::words;

/// Explains whatever a name stands for: a rule, a fact, a rule set, a section of facts or a dimension, or else a document,
/// or the code of an error or a notice, or a word of reports. Upper and lower case, and `-` and `_`, count as the same.
///
/// # Errors
/// A name that stands for nothing, with the nearest that does.
pub fn explain(collection: &Collection, documents: Documents<'_>, name: &str) -> Result<Explanation, String> {
    let known = explain_name(collection, name).or_else(|| document(collection, documents, name));
    let known = known.or_else(|| DiagnosticCode::named(&name.replace('_', "-")).map(code));
    let known = known.or_else(|| term_named(name).map(explain_term));
    known.ok_or_else(|| unknown(collection.vocabulary(), collection, documents, name))
}

/// Explains whatever a name stands for, but for documents.
#[must_use]
pub fn explain_name(collection: &Collection, name: &str) -> Option<Explanation> {
    let vocabulary = collection.vocabulary();
    let folded = folded(name);
    if let Some((in_set, ready)) = collection.rule(name) {
        return Some(rule(vocabulary, in_set, ready));
    }
    if let Some(found) = vocabulary.find_path(&folded) {
        return Some(fact(collection, found));
    }
    if let Some(found) = collection.sets().iter().find(|found| found.set.id.eq_ignore_ascii_case(name)) {
        return Some(set(vocabulary, found));
    }
    let about = vocabulary.dimension_asked_for(&folded)?;
    Some(subject(vocabulary, collection, about))
}

/// A name of which the case, and `-` and `_`, do not count.
fn folded(name: &str) -> String {
    name.to_lowercase().replace('-', "_")
}

/// Where a name is unknown, at most so many things are named that speak of it.
const MAX_HITS: usize = 5;

fn unknown(vocabulary: &Vocabulary, collection: &Collection, documents: Documents<'_>, name: &str) -> String {
    let ids = collection.rules().map(|(_, rule)| rule.rule.id.as_str());
    let sets = collection.sets().iter().map(|set| set.set.id.as_str());
    let dimensions = vocabulary.dimensions().iter().map(|(about, _)| about.name());
    let registered = documents.register.documents().iter().map(|document| document.id.as_str());
    let fact = || vocabulary.nearest(&folded(name)).map(|fact| fact.path.as_str());
    let code = || words::nearest(name, DiagnosticCode::ALL.iter().map(|(_, name)| *name));
    // A bare name that is one fact's own is that fact, however near some other word may be.
    let own = || own_name(vocabulary, name).map(|fact| fact.path.as_str());
    let named = || words::nearest(name, ids.chain(sets).chain(dimensions).chain(registered));
    let near = own().or_else(named).or_else(fact).or_else(code);
    let hits = search(collection, documents.register, name);
    let mut found: Vec<String> = hits.iter().map(|hit| format!("`{}`", hit.name)).collect();
    found.dedup();
    found.truncate(MAX_HITS);
    let hint = match (near, found.is_empty()) {
        (Some(near), _) => format!("; did you mean `{near}`?"),
        (None, false) => format!("; of that speak {}; `brief search` finds more", words::listed(&found, "and")),
        (None, true) => "; `brief rules` and `brief facts` list what there is".to_owned(),
    };
    format!("`{name}` is neither a rule, nor a fact, nor a rule set, nor a dimension, nor a document{hint}")
}

fn own_name<'v>(vocabulary: &'v Vocabulary, name: &str) -> Option<&'v Fact> {
    vocabulary.facts().iter().find(|fact| fact.name.eq_ignore_ascii_case(name))
}

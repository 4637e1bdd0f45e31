//! Rule sets: the conditions that somebody states, with the place where they state them.

mod accept;
mod cases;
mod clash;
mod collection;
mod embedded;
mod import;
mod link;
mod load;
mod lock;
mod origin;
mod profile;
mod read;
mod read_set;
mod resolve;

use crate::model::{Applies, Condition, Dimension, Force, Verdict};
use std::collections::HashMap;
use std::sync::Arc;

pub use accept::Acceptance;
pub use cases::{Case, Cases};
pub use collection::{Collection, ReadyRule, ReadySet};
pub use load::{Loader, Purpose, WantedImport};
pub use lock::{Lock, Pin, RuleSetSource};
pub use origin::{DroppedRule, ForceChange, ForceChanged, ImportedScope, Origin};
pub use read::ruleset;
pub use read_set::Encounter;

use crate::model::limits::Limits;
use crate::pilot::Paragraph;
use crate::text::Place;

/// A passage: a document, a paragraph of it, and a phrase found there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// The document's id.
    pub document: String,
    /// The paragraph, from 1.
    pub paragraph: Paragraph<'static>,
    /// The phrase, of at most 12 words.
    pub phrase: String,
    /// Where the phrase stands in the rule file.
    pub place: Place,
}

/// One rule.
#[derive(Debug, Clone)]
pub struct Rule {
    /// Its id, such as `PB-02`.
    pub id: String,
    /// The condition in a sentence.
    pub title: String,
    /// The side of a pilot that it is about.
    pub about: Dimension,
    /// How strongly it is stated.
    pub force: Force,
    /// Who states it.
    pub by: String,
    /// Where it is stated.
    pub cite: Citation,
    /// Where it applies, within the scope of its set.
    pub applies_when: Option<Condition>,
    /// Where each part of that stands, in the order of [`Condition::walk`].
    pub applies_at: Vec<Place>,
    /// What it requires.
    pub require: Condition,
    /// Where each part of that stands, likewise.
    pub require_at: Vec<Place>,
    /// Why the source asks for it.
    pub reason: String,
    /// How the source is read where the test goes beyond its words.
    pub reading: Option<String>,
    /// What would have to change where it is breached.
    pub remedy: String,
    /// Its own cases.
    pub tests: Cases<Verdict>,
    /// Why it has no pair of hostile cases, where its author says so.
    pub no_hostile: Option<String>,
    /// Where it stands.
    pub place: Place,
    /// The set that states it, where another one imports it.
    pub origin: Option<Arc<Origin>>,
    /// The scopes of the sets that an imported rule has come through, from that of its origin on.
    pub within: Vec<Arc<ImportedScope>>,
    /// The changes of force that it has been through, in order.
    pub weighed: Vec<ForceChanged>,
}

/// One rule set.
#[derive(Debug, Clone)]
pub struct RuleSet {
    /// Its id, such as `professional-bodies`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Who issued it.
    pub issued_by: Vec<String>,
    /// In a few sentences.
    pub summary: String,
    /// The scope of the whole set; none where it always applies.
    pub applies_when: Option<Condition>,
    /// Where each part of the scope stands, in the order of [`Condition::walk`].
    pub applies_at: Vec<Place>,
    /// Cases of the scope.
    pub tests: Cases<Applies>,
    /// Its rules: first those that it imports, then its own.
    pub rules: Vec<Arc<Rule>>,
    /// The rules that it leaves out of what it imports.
    pub dropped: Vec<DroppedRule>,
    /// The findings of the audit that its author keeps.
    pub accepts: Vec<Acceptance>,
    /// Where each imported rule is brought in, by its id in lower case.
    pub taken_at: HashMap<String, Place>,
    /// The file that it was read from.
    pub file: String,
    /// What it was read within; its rules are prepared and decided within the same.
    pub limits: Limits,
    /// Where its id stands.
    pub place: Place,
}

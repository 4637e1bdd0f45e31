//! What `brief vocabulary check` and `brief vocabulary diff` answer.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::Serialize;

use super::FORMAT;
use crate::model::vocabulary::{Vocabulary, VocabularyDifference};

/// Vocabularies that are sound.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(title = "What brief vocabulary check answers")]
pub struct VocabularyCheckAnswer {
    /// The format, 1.
    pub format: u32,
    /// The vocabularies, in the order of the files.
    pub vocabularies: Vec<SoundVocabularyAnswer>,
}

/// A vocabulary that is sound.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SoundVocabularyAnswer {
    /// Its id.
    pub vocabulary: String,
    /// How many facts it has.
    pub facts: usize,
    /// How many of them it declares itself; the others are those of a vocabulary that it extends.
    pub own_facts: usize,
    /// How many dimensions it has.
    pub dimensions: usize,
}

impl VocabularyCheckAnswer {
    /// What there is to say of vocabularies that are sound.
    #[must_use]
    pub fn new(vocabularies: &[Arc<Vocabulary>]) -> Self {
        let each = vocabularies.iter().map(|one| SoundVocabularyAnswer {
            vocabulary: one.id().to_owned(),
            facts: one.facts().len(),
            own_facts: one.own_facts().count(),
            dimensions: one.dimensions().len(),
        });
        Self { format: FORMAT, vocabularies: each.collect() }
    }
}

/// In which ways two vocabularies differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(title = "What brief vocabulary diff answers")]
pub struct VocabularyDiffAnswer {
    /// The format, 1.
    pub format: u32,
    /// The id of the older vocabulary.
    pub before: String,
    /// The id of the newer one.
    pub after: String,
    /// The differences, in the order of the newer one, and then what it lacks.
    pub differences: Vec<VocabularyDifferenceAnswer>,
}

/// One way in which a newer vocabulary is not as an older one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct VocabularyDifferenceAnswer {
    /// What came of it: added, removed or changed.
    pub kind: &'static str,
    /// What it is of, in words, such as the fact `location.venues`.
    pub what: String,
    /// Of what has changed: what the older one says.
    pub was: Option<String>,
    /// Of what has changed: what the newer one says.
    pub is: Option<String>,
}

impl VocabularyDiffAnswer {
    /// The differences of two vocabularies.
    #[must_use]
    pub fn new(before: &Vocabulary, after: &Vocabulary, differences: &[VocabularyDifference]) -> Self {
        Self {
            format: FORMAT,
            before: before.id().to_owned(),
            after: after.id().to_owned(),
            differences: differences.iter().map(difference).collect(),
        }
    }
}

fn difference(difference: &VocabularyDifference) -> VocabularyDifferenceAnswer {
    let (kind, what, was, is) = match difference {
        VocabularyDifference::Added(what) => ("added", what, None, None),
        VocabularyDifference::Removed(what) => ("removed", what, None, None),
        VocabularyDifference::Changed(what, was, is) => ("changed", what, Some(was.clone()), Some(is.clone())),
    };
    VocabularyDifferenceAnswer { kind, what: what.clone(), was, is }
}

//! Vocabularies from their documents: the one that comes with the program, and those of one's own.

mod assemble;
mod document;

use std::sync::{Arc, LazyLock};

pub use assemble::assemble;
pub use document::{Extended, SHIPPED_FILE, VocabularyDocument};

use crate::model::Problem;
use crate::model::diagnostic::Diagnostic;
use crate::model::vocabulary::Vocabulary;
use crate::text::LineIndex;

impl Vocabulary {
    /// The shipped vocabulary.
    #[must_use]
    pub fn shipped() -> &'static Arc<Self> {
        static VOCABULARY: LazyLock<Arc<Vocabulary>> = LazyLock::new(|| {
            let assembled = assemble(&[VocabularyDocument::shipped()]);
            // A test reads the shipped vocabulary, so that this never happens to a user.
            #[allow(clippy::expect_used, reason = "the text is part of the program and tested with it")]
            Arc::new(assembled.expect("the shipped vocabulary is sound"))
        });
        &VOCABULARY
    }

    /// Reads the text of one vocabulary that extends no other.
    ///
    /// # Errors
    /// Says what is wrong first.
    pub fn parse(text: &str) -> Result<Self, String> {
        let lines = LineIndex::new(text, 1);
        let told = |problems: Vec<Problem>| problems.first().map(|one| one.message.clone()).unwrap_or_default();
        let tree = crate::tree::build(text).map_err(told)?;
        let document = VocabularyDocument::read(&tree, &lines, "", text).map_err(told)?;
        let told = |wrong: Vec<Diagnostic>| wrong.first().map(|one| one.message.clone()).unwrap_or_default();
        assemble(&[&document]).map_err(told)
    }

    /// Whether the rule sets that come with the program speak of its facts.
    #[must_use]
    pub fn includes_shipped(&self) -> bool {
        self.includes(Self::shipped().id())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::vocabulary::FactType;

    #[test]
    fn the_shipped_vocabulary_is_sound() {
        let vocabulary = Vocabulary::shipped();
        assert_eq!(vocabulary.facts().len(), 111);
        for fact in vocabulary.facts() {
            assert_eq!(vocabulary.find_path(&fact.path).map(|found| found.id), Some(fact.id));
            assert!(fact.ask.ends_with('?'), "{} asks no question", fact.path);
            let named = fact.path.chars().all(|c| c.is_ascii_lowercase() || matches!(c, '_' | '.'));
            assert!(named, "{} is not a plain name", fact.path);
            let mut values = fact.values.clone();
            values.sort();
            values.dedup();
            assert_eq!(values.len(), fact.values.len(), "{} has a value twice", fact.path);
        }
    }

    /// A question that wants yes or no begins so, and one that wants a name, a list or a number does not.
    #[test]
    fn a_question_reads_as_what_it_asks() {
        for fact in Vocabulary::shipped().facts() {
            let first = fact.ask.split(' ').next().unwrap_or_default();
            let wants_yes_or_no = ["Is", "Are", "Do", "Does", "Can", "Will", "Would", "Has", "Have"].contains(&first);
            assert_eq!(wants_yes_or_no, fact.kind == FactType::Bool, "{}: {}", fact.path, fact.ask);
        }
    }

    #[test]
    fn the_nearest_fact_is_looked_for_in_its_section_first() {
        let vocabulary = Vocabulary::shipped();
        let near = |path| vocabulary.nearest(path).map(|fact| fact.path.as_str());
        assert_eq!(near("referral.work_coach_rol"), Some("referral.work_coach_role"));
        assert_eq!(near("referral.participation"), Some("voluntariness.participation"));
        assert_eq!(near("data_sharing.consnt"), Some("data_sharing.consent"));
        assert_eq!(near("refferal.routes"), Some("referral.routes"));
        assert_eq!(near("unheard.of_entirely"), None);
    }
}

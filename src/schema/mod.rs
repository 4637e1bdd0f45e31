//! The shapes of the files: their JSON Schemas, and what to tell where a file is not of its shape.

mod bounds;
mod declare;
mod instance;
mod kind;
mod messages;
mod named_vocabulary;
mod pattern;
mod printed;
mod read;
mod validate;

use std::sync::{Arc, LazyLock, OnceLock};

pub use kind::{DocumentMatch, Kind, expect};
pub use read::{Read, gathered, read, read_within};
use serde_json::Value;

use crate::model::Problem;
use crate::model::limits::Limits;
use crate::model::vocabulary::Vocabulary;
use crate::tree::Tree;
use declare::FactForm;
use named_vocabulary::Named;
use validate::Validator;

/// The schemas that documents are held against, for the facts of one vocabulary; each is made when it is first needed.
#[derive(Debug)]
pub struct Schemas {
    vocabulary: Arc<Vocabulary>,
    /// Those for the vocabularies that this one extends.
    extended: Vec<Arc<Schemas>>,
    pilot: OnceLock<Validator>,
    ruleset: OnceLock<Validator>,
    documents: OnceLock<Validator>,
    configuration: OnceLock<Validator>,
    vocabularies: OnceLock<Validator>,
}

impl Schemas {
    /// The schemas for a vocabulary that extends none, or of which no document names one that it extends.
    #[must_use]
    pub fn new(vocabulary: Arc<Vocabulary>) -> Self {
        Self::extending(vocabulary, Vec::new())
    }

    /// The schemas for a vocabulary, with those for the vocabularies that it extends, which documents may name.
    #[must_use]
    pub fn extending(vocabulary: Arc<Vocabulary>, extended: Vec<Arc<Self>>) -> Self {
        let [pilot, ruleset, documents, configuration, vocabularies] = [const { OnceLock::new() }; 5];
        Self { vocabulary, extended, pilot, ruleset, documents, configuration, vocabularies }
    }

    /// The schemas for the shipped vocabulary, which all who use it share.
    #[must_use]
    pub fn shipped() -> &'static Arc<Self> {
        static SHIPPED: LazyLock<Arc<Schemas>> =
            LazyLock::new(|| Arc::new(Schemas::new(Arc::clone(Vocabulary::shipped()))));
        &SHIPPED
    }

    /// The schemas of documents that speak of no facts.
    fn plain() -> &'static Self {
        static PLAIN: LazyLock<Schemas> = LazyLock::new(|| Schemas::new(Arc::clone(Vocabulary::empty())));
        &PLAIN
    }

    /// The vocabulary.
    #[must_use]
    pub fn vocabulary(&self) -> &Arc<Vocabulary> {
        &self.vocabulary
    }

    /// Makes the schema of a kind ready, which otherwise happens when the first file of that kind is read.
    pub fn make_ready(&self, kind: Kind) {
        self.validator(kind);
    }

    fn validator(&self, kind: Kind) -> &Validator {
        let validator = match kind {
            Kind::Pilot => &self.pilot,
            Kind::RuleSet => &self.ruleset,
            Kind::Documents => &self.documents,
            Kind::Configuration => &self.configuration,
            Kind::Vocabulary => &self.vocabularies,
        };
        validator.get_or_init(|| Validator::new(self.schema(kind)))
    }

    /// The schema that documents of a kind are held against.
    fn schema(&self, kind: Kind) -> Value {
        bounds::separate(match kind {
            Kind::Pilot => declare::pilot(&self.vocabulary, FactForm::ByKind),
            Kind::RuleSet => declare::ruleset(&self.vocabulary, FactForm::ByKind),
            Kind::Documents => declare::documents(),
            Kind::Configuration => declare::configuration(),
            Kind::Vocabulary => declare::vocabulary(),
        })
    }

    /// Holds a tree against the schema of its kind.
    ///
    /// # Errors
    /// Everything that is not as the schema says, in the order of the text, in plain words.
    pub fn check(&self, kind: Kind, tree: &Tree<'_>) -> Result<(), Vec<Problem>> {
        let beyond = match self.named_vocabulary(kind, tree) {
            Named::InForce => Vec::new(),
            Named::Extended(extended) => self.beyond(extended, kind, tree),
            Named::Unknown(problem) => return Err(vec![problem]),
        };
        let violations = self.validator(kind).violations(tree);
        if violations.is_empty() && beyond.is_empty() {
            return Ok(());
        }
        Err(gathered(messages::problems(&self.vocabulary, kind, tree, &violations), beyond))
    }

    /// Reads a document of which a kind is expected, within the limits of the contract. `walked` says that its file was
    /// met in a folder and not named.
    #[must_use]
    pub fn read<'s>(&self, kind: Kind, text: &'s str, walked: bool) -> Read<'s> {
        self.read_within(kind, text, Limits::default(), walked)
    }

    /// The same within these limits.
    #[must_use]
    pub fn read_within<'s>(&self, kind: Kind, text: &'s str, limits: Limits, walked: bool) -> Read<'s> {
        read::read_by(self, kind, text, limits, walked)
    }
}

/// A schema with its name and what it is of.
#[derive(Debug, Clone, Copy)]
pub struct FileSchema {
    /// The name that `brief schema` takes.
    pub name: &'static str,
    /// What it is the schema of.
    pub of: &'static str,
    /// Makes the schema.
    pub make: fn(&Vocabulary) -> Value,
}

/// The schemas of the files that people write.
pub const FILES: [FileSchema; 5] = [
    FileSchema { name: "pilot", of: "Of pilots", make: pilot },
    FileSchema { name: "ruleset", of: "Of rule sets", make: ruleset },
    FileSchema { name: "documents", of: "Of registers of documents", make: |_| documents() },
    FileSchema { name: "configuration", of: "Of configuration, brief.yaml", make: |_| configuration() },
    FileSchema { name: "vocabulary", of: "Of vocabularies", make: |_| vocabulary() },
];

/// The JSON Schema (2020-12) of pilots.
#[must_use]
pub fn pilot(vocabulary: &Vocabulary) -> Value {
    printed::printed("pilot", vocabulary, declare::pilot(vocabulary, FactForm::Each))
}

/// The JSON Schema (2020-12) of rule sets.
#[must_use]
pub fn ruleset(vocabulary: &Vocabulary) -> Value {
    printed::printed("ruleset", vocabulary, declare::ruleset(vocabulary, FactForm::Each))
}

/// The JSON Schema (2020-12) of registers of documents.
#[must_use]
pub fn documents() -> Value {
    printed::printed("documents", Vocabulary::empty(), declare::documents())
}

/// The JSON Schema (2020-12) of configuration.
#[must_use]
pub fn configuration() -> Value {
    printed::printed("configuration", Vocabulary::empty(), declare::configuration())
}

/// The JSON Schema (2020-12) of vocabularies.
#[must_use]
pub fn vocabulary() -> Value {
    printed::printed("vocabulary", Vocabulary::empty(), declare::vocabulary())
}

/// The schema of an answer as the schemas of files are printed: for validators that others wrote.
#[must_use]
pub fn as_printed(name: &str, schema: Value) -> Value {
    printed::printed(name, Vocabulary::empty(), schema)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_schema_is_sound_by_its_draft() {
        for kind in [Kind::Pilot, Kind::RuleSet, Kind::Documents, Kind::Configuration, Kind::Vocabulary] {
            let mut schema = Schemas::shipped().schema(kind);
            assert!(jsonschema::meta::validate(&schema).is_ok(), "{kind:?}");
            schema["properties"]["format"]["type"] = "no type".into();
            assert!(jsonschema::meta::validate(&schema).is_err(), "{kind:?}");
        }
    }
}

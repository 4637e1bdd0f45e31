//! The shapes of the files: their JSON Schemas, and what to tell where a file is not of its shape.

mod bounds;
mod declare;
mod explain;
mod instance;
mod kind;
mod pattern;
mod read;
mod validate;

use std::sync::LazyLock;

pub use kind::{DocumentMatch, Kind, expect};
pub use read::{Read, gathered, read, read_within};
use serde_json::Value;

use crate::model::Problem;
use crate::model::vocabulary::Vocabulary;
use crate::tree::Tree;
use validate::Validator;

impl Kind {
    fn validator(self) -> &'static Validator {
        static PILOT: LazyLock<Validator> = LazyLock::new(|| Validator::new(Kind::Pilot.schema()));
        static RULESET: LazyLock<Validator> = LazyLock::new(|| Validator::new(Kind::RuleSet.schema()));
        static DOCUMENTS: LazyLock<Validator> = LazyLock::new(|| Validator::new(Kind::Documents.schema()));
        static CONFIGURATION: LazyLock<Validator> = LazyLock::new(|| Validator::new(Kind::Configuration.schema()));
        match self {
            Self::Pilot => &PILOT,
            Self::RuleSet => &RULESET,
            Self::Documents => &DOCUMENTS,
            Self::Configuration => &CONFIGURATION,
        }
    }

    /// The schema that documents of this kind are held against.
    fn schema(self) -> Value {
        bounds::apart(match self {
            Self::Pilot => pilot(),
            Self::RuleSet => ruleset(),
            Self::Documents => documents(),
            Self::Configuration => configuration(),
        })
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
    pub make: fn() -> Value,
}

/// The schemas of the files that people write, and of the report.
pub const FILES: [FileSchema; 5] = [
    FileSchema { name: "pilot", of: "Of pilots", make: pilot },
    FileSchema { name: "ruleset", of: "Of rule sets", make: ruleset },
    FileSchema { name: "documents", of: "Of registers of documents", make: documents },
    FileSchema { name: "configuration", of: "Of configuration, brief.yaml", make: configuration },
    FileSchema { name: "report", of: "Of the JSON report", make: report },
];

/// Makes the schema of a kind ready, which otherwise happens when the first file of that kind is read.
pub fn make_ready(kind: Kind) {
    kind.validator();
}

/// The JSON Schema (2020-12) of pilots.
#[must_use]
pub fn pilot() -> Value {
    declare::pilot(Vocabulary::shipped())
}

/// The JSON Schema (2020-12) of rule sets.
#[must_use]
pub fn ruleset() -> Value {
    declare::ruleset(Vocabulary::shipped())
}

/// The JSON Schema (2020-12) of registers of documents.
#[must_use]
pub fn documents() -> Value {
    declare::documents()
}

/// The JSON Schema (2020-12) of configuration.
#[must_use]
pub fn configuration() -> Value {
    declare::configuration()
}

/// Holds a tree against the schema of its kind.
///
/// # Errors
/// Everything that is not as the schema says, in the order of the text, in plain words.
pub fn check(kind: Kind, tree: &Tree<'_>) -> Result<(), Vec<Problem>> {
    let violations = kind.validator().violations(tree);
    if violations.is_empty() { Ok(()) } else { Err(gathered(explain::problems(kind, tree, &violations), Vec::new())) }
}

/// The JSON Schema (2020-12) of the JSON report.
#[must_use]
pub fn report() -> Value {
    declare::report(Vocabulary::shipped())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_schema_is_sound_by_its_draft() {
        for kind in [Kind::Pilot, Kind::RuleSet, Kind::Documents, Kind::Configuration] {
            let mut schema = kind.schema();
            assert!(jsonschema::meta::validate(&schema).is_ok(), "{kind:?}");
            schema["properties"]["format"]["type"] = "no type".into();
            assert!(jsonschema::meta::validate(&schema).is_err(), "{kind:?}");
        }
    }
}

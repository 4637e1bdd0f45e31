//! What is asked for where a pilot's file is changed.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Map, Value};

/// Changes of one pilot of a file.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeRequest {
    /// Its place among the documents of the file, from 0; may be left out where the file holds one pilot.
    pub document: Option<usize>,
    /// The changes, made one after the other.
    pub changes: Vec<PilotChange>,
}

/// A change of a pilot. A statement has the keys that it has in a file, and stands for itself: it inherits nothing from the
/// defaults of the file, and one without a speaker is the word of the file's own author.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(tag = "change", rename_all = "kebab-case", deny_unknown_fields)]
pub enum PilotChange {
    /// Something is stated of a fact, besides what is stated of it already.
    State {
        /// The path of the fact.
        fact: String,
        /// The statement.
        statement: Map<String, Value>,
    },
    /// Another statement takes the place of one.
    Replace {
        /// The path of the fact.
        fact: String,
        /// The place of the statement among those of the fact, from 0.
        at: usize,
        /// The new statement.
        statement: Map<String, Value>,
    },
    /// A statement is taken away.
    Withdraw {
        /// The path of the fact.
        fact: String,
        /// The place of the statement among those of the fact, from 0; all go where it is left out.
        at: Option<usize>,
    },
    /// Something at the top of the pilot is set; null takes away what need not be there.
    Set {
        /// `pilot`, `title`, `status`, `summary`, `invented` or `owners`.
        key: String,
        /// Its value, as it stands in a file.
        value: Value,
    },
}

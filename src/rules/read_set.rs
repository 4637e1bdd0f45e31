//! One rule set as it was read, before what it imports is added to it.

use super::RuleSet;
use super::profile::Import;

/// How a rule set came into a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encounter {
    /// Its file, or its id, is named in the call.
    Named,
    /// It was met in a folder that is named in the call.
    Walked,
    /// It was looked up because another set imports from it: from its file, or from a folder that was walked.
    Imported {
        /// Whether it was met in a folder.
        walked: bool,
    },
}

/// One set with what it says that it imports.
#[derive(Debug)]
pub(super) struct ReadRuleSet {
    pub set: RuleSet,
    pub imports: Vec<Import>,
    /// The text of a set that imports, with its first line.
    pub text: Option<(String, u32)>,
    pub met: Encounter,
    pub embedded: bool,
    /// The digest of the text; of an embedded set it is made when it is asked for.
    pub sha256: String,
}

impl ReadRuleSet {
    /// Whether it was named in the call, or met in a folder that was.
    pub fn is_given(&self) -> bool {
        !matches!(self.met, Encounter::Imported { .. })
    }
}

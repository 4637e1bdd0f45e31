//! Configuration: what a project asks for in every run, with the place where each thing is written.

mod read;

pub use read::read;

use crate::model::limits::Limit;
use crate::model::{Basis, FailOn, Force, SharedWaiver};
use crate::text::Place;

/// The name of the file in which configuration is looked for.
pub const FILE: &str = "brief.yaml";

/// A value with the place where it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed<T> {
    /// The value.
    pub value: T,
    /// Where it stands in the file.
    pub place: Place,
}

/// What a project asks for in every run. Paths are as they are written: from the folder of the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Configuration {
    /// The file, as it was named.
    pub file: String,
    /// The pilots that are checked where a call names none.
    pub pilots: Option<Placed<Vec<Placed<String>>>>,
    /// The patterns of files that are left out of folders.
    pub exclude: Option<Placed<Vec<Placed<String>>>>,
    /// Whether what is worth knowing counts as wrong.
    pub strict: Option<Placed<bool>>,
    /// The rule sets that are used instead of the embedded ones.
    pub rules: Option<Placed<Vec<Placed<String>>>>,
    /// The file of the vocabulary.
    pub vocabulary: Option<Placed<String>>,
    /// The rules that are checked.
    pub only: Option<Placed<Vec<Placed<String>>>>,
    /// The rules that have another force here.
    pub force: Vec<ForceOverride>,
    /// The verdicts that count as findings.
    pub fail_on: Option<Placed<FailOn>>,
    /// The least force that counts.
    pub min_force: Option<Placed<Force>>,
    /// The weakest basis that is listened to.
    pub basis: Option<Placed<Basis>>,
    /// The speakers whose word is set aside.
    pub without: Option<Placed<Vec<Placed<String>>>>,
    /// Registers of documents.
    pub documents: Option<Placed<Vec<Placed<String>>>>,
    /// The form of the report on standard output.
    pub format: Option<Placed<String>>,
    /// The files that reports are written to.
    pub outputs: Option<Placed<Vec<ReportFile>>>,
    /// The file of the baseline.
    pub baseline: Option<Placed<String>>,
    /// The file that pins the rule sets.
    pub lock: Option<Placed<String>>,
    /// Whether rule sets that are not as they were pinned are refused.
    pub locked: Option<Placed<bool>>,
    /// The limits that are other than usual.
    pub limits: Vec<Placed<(Limit, u32)>>,
    /// Waivers for several pilots.
    pub waivers: Vec<SharedWaiver>,
}

/// A force that rules have here, and not in their source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForceOverride {
    /// The id of the rule, in which `*` stands for any letters and `?` for one.
    pub rule: String,
    /// The force that it has here.
    pub force: Force,
    /// Why.
    pub reason: String,
    /// Where that is written.
    pub place: Place,
}

/// A file to which a report is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportFile {
    /// The name of the format.
    pub format: String,
    /// The file.
    pub file: String,
}

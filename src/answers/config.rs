//! What `brief config` answers.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::diagnostic::DiagnosticAnswer;
use crate::model::{Basis, FailOn, Force};

/// What a check would be asked for, and where each value comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(title = "What brief config answers")]
pub struct ConfigAnswer {
    /// The format, 1.
    pub format: u32,
    /// The configuration file, in which the lines and columns are; null where there is none.
    pub file: Option<String>,
    /// What is in force, by the keys of the configuration file.
    pub settings: SettingsAnswer,
    /// What is worth knowing.
    pub notices: Vec<DiagnosticAnswer>,
}

/// Each value that is in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SettingsAnswer {
    /// The pilots: files, and folders that hold them.
    pub pilots: SettingAnswer<Vec<String>>,
    /// The patterns of files that are left out of folders.
    pub exclude: SettingAnswer<Vec<String>>,
    /// Whether the `.gitignore` files of a repository are heeded.
    pub ignore_files: SettingAnswer<bool>,
    /// The files of the vocabulary; empty for the embedded one.
    pub vocabulary: SettingAnswer<Vec<String>>,
    /// The rule sets; empty for all embedded ones.
    pub rules: SettingAnswer<Vec<String>>,
    /// The rules, rule sets and dimensions that are looked at; empty for all.
    pub only: SettingAnswer<Vec<String>>,
    /// The rules that have another force here, as the configuration has it.
    pub force: Vec<ForceSettingAnswer>,
    /// The verdicts that count as findings: this one and those before it.
    pub fail_on: SettingAnswer<FailOn>,
    /// The least force that counts.
    pub min_force: SettingAnswer<Force>,
    /// Whether every notice is taken for an error.
    pub strict: SettingAnswer<bool>,
    /// The weakest basis that is listened to; null for all statements.
    pub basis: SettingAnswer<Option<Basis>>,
    /// The speakers whose word is set aside.
    pub without: SettingAnswer<Vec<String>>,
    /// Whether hedged statements are listened to.
    pub hedged: SettingAnswer<bool>,
    /// The registers of documents; empty for the embedded one.
    pub documents: SettingAnswer<Vec<String>>,
    /// The form of the report on standard output.
    pub format: SettingAnswer<String>,
    /// The files that reports are written to.
    pub outputs: SettingAnswer<Vec<OutputSettingAnswer>>,
    /// The file of the baseline; null for none.
    pub baseline: SettingAnswer<Option<String>>,
    /// The file that pins the rule sets.
    pub lock: SettingAnswer<String>,
    /// Whether rule sets that are not as they were pinned are refused.
    pub locked: SettingAnswer<bool>,
    /// The limits within which files are read, each by its name.
    pub limits: BTreeMap<&'static str, SettingAnswer<u32>>,
    /// Whether waivers count.
    pub waive: SettingAnswer<bool>,
    /// The waivers of the configuration; those of the pilots stand in their files.
    pub waivers: Vec<WaiverSettingAnswer>,
    /// The day on which waivers are held against their last day.
    pub today: SettingAnswer<String>,
}

/// A value that is in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SettingAnswer<T> {
    /// The value.
    pub value: T,
    /// Where it comes from.
    pub from: SettingSource,
    /// The line of the configuration; null where the value comes from elsewhere.
    #[schemars(range(min = 1))]
    pub line: Option<u32>,
    /// The column, in code points, likewise.
    #[schemars(range(min = 1))]
    pub column: Option<u32>,
}

/// Where a value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum SettingSource {
    /// Nobody said anything else.
    Usual,
    /// The call.
    Call,
    /// The configuration file.
    Configuration,
}

/// A rule that has another force here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ForceSettingAnswer {
    /// The id of the rule, in which `*` stands for any letters and `?` for one.
    pub rule: String,
    /// The force that it has here.
    pub force: Force,
    /// Why.
    pub reason: String,
    /// The line of the configuration.
    #[schemars(range(min = 1))]
    pub line: u32,
    /// The column, in code points.
    #[schemars(range(min = 1))]
    pub column: u32,
}

/// A file that a report is written to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct OutputSettingAnswer {
    /// The form of the report.
    pub format: String,
    /// The file.
    pub file: String,
}

/// A waiver for several pilots.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct WaiverSettingAnswer {
    /// The rule whose finding is waived.
    pub rule: String,
    /// The pilots that it is for: their ids, in which `*` stands for any letters and `?` for one.
    pub pilots: Vec<String>,
    /// Who decided.
    pub by: String,
    /// Why.
    pub reason: String,
    /// Its last day.
    pub until: String,
    /// The line of the configuration.
    #[schemars(range(min = 1))]
    pub line: u32,
    /// The column, in code points.
    #[schemars(range(min = 1))]
    pub column: u32,
}

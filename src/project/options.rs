//! What a front end asks for when it opens a project.

use std::path::PathBuf;

use jiff::civil::Date;

use crate::model::limits::Limit;
use crate::model::{Basis, FailOn, Force};
use crate::render::Format;

/// What a call asks for. What it leaves open, `brief.yaml` may say; what neither says is as usual.
#[derive(Debug, Clone)]
#[allow(clippy::struct_excessive_bools, reason = "each is asked for by itself")]
pub struct ProjectOptions {
    /// The day by the clock, on which waivers are held against their last day unless `today` is said.
    pub clock: Date,
    /// Which configuration holds.
    pub configuration: ConfigurationChoice,
    /// The file whose text standard input is.
    pub stdin_name: Option<PathBuf>,
    /// Patterns of files that are left out of folders.
    pub exclude: Vec<String>,
    /// Whether the `.gitignore` files of a repository are not heeded.
    pub no_ignore: bool,
    /// Whether what is worth knowing counts as wrong.
    pub strict: bool,
    /// The rule sets: files, folders and ids of embedded sets.
    pub rules: Vec<String>,
    /// The files of the vocabulary in force.
    pub vocabulary: Vec<PathBuf>,
    /// The rules, rule sets and dimensions that are looked at.
    pub only: Vec<String>,
    /// The weakest basis that is listened to.
    pub basis: Option<Basis>,
    /// The speakers whose word is set aside.
    pub without: Vec<String>,
    /// Whether hedged statements are listened to.
    pub hedged: bool,
    /// Registers of documents.
    pub documents: Vec<PathBuf>,
    /// Whether rule sets are refused that are not as the lock file has them.
    pub locked: bool,
    /// The lock file.
    pub lock: Option<PathBuf>,
    /// The limits that are other than usual.
    pub limits: Vec<(Limit, u32)>,
    /// The verdicts that count as findings.
    pub fail_on: Option<FailOn>,
    /// The least force that counts.
    pub min_force: Option<Force>,
    /// The day on which waivers are held against their last day.
    pub today: Option<Date>,
    /// Whether findings count although a waiver is in force.
    pub no_waivers: bool,
    /// The baseline.
    pub baseline: BaselineChoice,
    /// The form of a report.
    pub format: Option<&'static Format>,
    /// Files to which the report is written, too.
    pub outputs: Vec<ReportOutput>,
}

impl ProjectOptions {
    /// Whatever the configuration says, or is usual, on this day.
    #[must_use]
    pub fn new(clock: Date) -> Self {
        Self {
            clock,
            configuration: ConfigurationChoice::Discovered,
            stdin_name: None,
            exclude: Vec::new(),
            no_ignore: false,
            strict: false,
            rules: Vec::new(),
            vocabulary: Vec::new(),
            only: Vec::new(),
            basis: None,
            without: Vec::new(),
            hedged: false,
            documents: Vec::new(),
            locked: false,
            lock: None,
            limits: Vec::new(),
            fail_on: None,
            min_force: None,
            today: None,
            no_waivers: false,
            baseline: BaselineChoice::Configured,
            format: None,
            outputs: Vec::new(),
        }
    }
}

/// Which configuration holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ConfigurationChoice {
    /// The first `brief.yaml` upwards from the anchor of the project, if there is one.
    Discovered,
    /// This file.
    File(PathBuf),
    /// None at all.
    Nothing,
}

/// Which findings are known of old.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BaselineChoice {
    /// Those of the baseline that the configuration names, if it names one.
    Configured,
    /// Those in this file.
    File(PathBuf),
    /// None at all.
    Nothing,
}

/// A file to which a report is written, or a folder.
#[derive(Debug, Clone)]
pub struct ReportOutput {
    /// The format.
    pub format: &'static Format,
    /// The file; or a folder, where a slash stands at its end.
    pub path: PathBuf,
}

impl ReportOutput {
    /// Whether a folder of pages is wanted.
    #[must_use]
    pub fn is_folder(&self) -> bool {
        let path = self.path.as_os_str().as_encoded_bytes();
        path.last().is_some_and(|last| std::path::is_separator(char::from(*last)))
    }
}

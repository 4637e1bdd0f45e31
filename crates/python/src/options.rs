//! What a project is opened with.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::Deserialize;
use serde_json::Number;
use watching_brief::model::diagnostic::Diagnostic;
use watching_brief::model::limits::Limit;
use watching_brief::model::{Basis, DiagnosticCode, FailOn, Force};
use watching_brief::project::{BaselineChoice, ConfigurationChoice, ProjectOptions};
use watching_brief::text::{names, words};

/// What a project is opened with, under the names that it has in Python.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(clippy::struct_excessive_bools, reason = "each is asked for by itself")]
pub struct Options {
    /// The day by the clock.
    clock: String,
    rules: Vec<String>,
    vocabulary: Vec<String>,
    only: Vec<String>,
    basis: Option<String>,
    without: Vec<String>,
    hedged: bool,
    documents: Vec<String>,
    fail_on: Option<String>,
    min_force: Option<String>,
    strict: bool,
    today: Option<String>,
    waivers: bool,
    baseline: Choice,
    config: Choice,
    exclude: Vec<String>,
    ignore_files: bool,
    locked: bool,
    lock: Option<String>,
    limits: BTreeMap<String, Number>,
}

/// A file that may be named, or done without.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
enum Choice {
    /// This file.
    Named(String),
    /// None where it is false; else the one that is usual.
    Wanted(bool),
    /// The one that is usual.
    #[default]
    Usual,
}

impl Options {
    /// What a project is asked for.
    ///
    /// # Errors
    /// What is none of our names.
    pub fn project(&self) -> Result<ProjectOptions, Vec<Diagnostic>> {
        let mut wrong = Vec::new();
        let basis = named("basis", self.basis.as_deref(), &Basis::ALL, &mut wrong);
        let fail_on = named("fail_on", self.fail_on.as_deref(), &FailOn::ALL, &mut wrong);
        let min_force = named("min_force", self.min_force.as_deref(), &Force::ALL, &mut wrong);
        let limits = self.limits.iter().filter_map(|(name, most)| match Limit::read(&format!("{name}={most}")) {
            Ok(limit) => Some(limit),
            Err(message) => {
                wrong.push(wrong_call(format!("`limits`: {message}")));
                None
            }
        });
        let limits = limits.collect();
        let mut day = |text: &str| {
            let wrong_day = || wrong_call(format!("`today`: `{}` is no day, such as 2026-01-01", words::excerpt(text)));
            text.parse().map_err(|_| wrong.push(wrong_day())).ok()
        };
        let (clock, today) = (day(&self.clock), self.today.as_deref().and_then(&mut day));
        let Some(clock) = clock.filter(|_| wrong.is_empty()) else { return Err(wrong) };
        let paths = |all: &[String]| all.iter().map(|name| names::path(name)).collect::<Vec<PathBuf>>();
        Ok(ProjectOptions {
            configuration: match &self.config {
                Choice::Usual | Choice::Wanted(true) => ConfigurationChoice::Discovered,
                Choice::Wanted(false) => ConfigurationChoice::Nothing,
                Choice::Named(file) => ConfigurationChoice::File(names::path(file)),
            },
            exclude: self.exclude.clone(),
            no_ignore: !self.ignore_files,
            strict: self.strict,
            rules: self.rules.clone(),
            vocabulary: paths(&self.vocabulary),
            only: self.only.clone(),
            basis,
            without: self.without.clone(),
            hedged: self.hedged,
            documents: paths(&self.documents),
            locked: self.locked,
            lock: self.lock.as_deref().map(names::path),
            limits,
            fail_on,
            min_force,
            today,
            no_waivers: !self.waivers,
            baseline: match &self.baseline {
                Choice::Usual | Choice::Wanted(true) => BaselineChoice::Configured,
                Choice::Wanted(false) => BaselineChoice::Nothing,
                Choice::Named(file) => BaselineChoice::File(names::path(file)),
            },
            ..ProjectOptions::new(clock)
        })
    }
}

/// The value of one of our names. What is none of them is told.
pub fn named<T: Copy>(
    key: &str,
    name: Option<&str>,
    all: &[(T, &'static str)],
    wrong: &mut Vec<Diagnostic>,
) -> Option<T> {
    let name = name?;
    let found = all.iter().find(|(_, known)| *known == name).map(|(value, _)| *value);
    if found.is_none() {
        let names: Vec<&str> = all.iter().map(|(_, known)| *known).collect();
        let (name, names) = (words::excerpt(name), words::listed(&names, "and"));
        wrong.push(wrong_call(format!("`{key}`: `{name}` is none of {names}")));
    }
    found
}

/// What is wrong with a call.
pub fn wrong_call(message: String) -> Diagnostic {
    Diagnostic::call(DiagnosticCode::WrongCall, message)
}

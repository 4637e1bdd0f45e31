//! The project that a request is about.

use std::path::PathBuf;
use std::sync::Arc;

use watching_brief::files::MemoryFiles;
use watching_brief::model::diagnostic::Diagnostic;
use watching_brief::project::{BaselineChoice, Project, ProjectOptions};
use watching_brief::text::names;

use crate::answer::wrong_request;
use crate::request::Request;

/// What counts of what was decided before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decided {
    /// Waivers and a baseline, as in a check.
    Counts,
    /// Neither: what is asked does not hang on them.
    CountsNot,
}

/// Opens the project over the files of a request.
///
/// # Errors
/// What is wrong with the request or with the configuration among its files.
pub fn open(request: &Request, decided: Decided) -> Result<Project, Vec<Diagnostic>> {
    let today = request.today.ok_or_else(|| {
        wrong_request(format!("`{}` needs the day; hand it in as `today`, as in \"2026-01-01\"", request.call))
    })?;
    let given = &request.options;
    let paths = |names: &[String]| names.iter().map(|name| names::path(name)).collect::<Vec<PathBuf>>();
    let waived = decided == Decided::CountsNot;
    let options = ProjectOptions {
        rules: request.rules.clone(),
        vocabulary: paths(&given.vocabulary),
        only: given.only.clone(),
        basis: given.basis,
        without: given.without.clone(),
        hedged: given.hedged,
        documents: paths(&given.documents),
        fail_on: given.fail_on,
        min_force: given.min_force,
        no_waivers: waived,
        baseline: if waived { BaselineChoice::Nothing } else { BaselineChoice::Configured },
        ..ProjectOptions::new(today)
    };
    Project::open(Arc::new(files(request)), &pilots(request), options)
}

/// The files of a request.
fn files(request: &Request) -> MemoryFiles {
    let files = MemoryFiles::new();
    for file in &request.files {
        files.set(&names::path(&file.name), file.text.as_bytes());
    }
    files
}

/// Where the pilots of a request are.
fn pilots(request: &Request) -> Vec<PathBuf> {
    match &request.pilots {
        Some(named) => named.iter().map(|name| names::path(name)).collect(),
        None => request.files.first().map(|file| names::path(&file.name)).into_iter().collect(),
    }
}

/// The one file that a call is about.
///
/// # Errors
/// That there is none, or more than one.
pub fn only_pilot(request: &Request) -> Result<PathBuf, Vec<Diagnostic>> {
    match pilots(request).as_slice() {
        [one] => Ok(one.clone()),
        _ => Err(wrong_request(format!("`{}` needs one file, which holds the pilot", request.call))),
    }
}

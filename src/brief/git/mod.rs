//! Files as they were in a revision of a Git repository.

mod call;
mod checkout;
mod repository;
mod rule_files;
mod tree;

use std::path::{Path, PathBuf};

use watching_brief::model::DiagnosticCode;
use watching_brief::model::diagnostic::Diagnostic;
use watching_brief::project::folder_filter::FolderFilter;
use watching_brief::project::inputs::{Input, Inputs};
use watching_brief::text::{names, words};

use super::project::DISK;
use checkout::Checkout;
use repository::Place;
pub use rule_files::RuleFiles;

/// The files of a revision, in a folder of their own that goes away with this.
#[derive(Debug)]
pub struct Revision {
    checkout: Checkout,
    /// Each path of the call, with where its files are; only those that were there.
    paths: Vec<(PathBuf, PathBuf)>,
}

impl Revision {
    /// Takes the files that some paths stood for in a revision out of the repositories in which they stand.
    ///
    /// # Errors
    /// Where there is no Git, no repository, or no such revision.
    pub fn checked_out(name: &str, paths: &[PathBuf]) -> Result<Self, Diagnostic> {
        let wrong = |message: String| {
            Diagnostic::call(DiagnosticCode::GitFailed, format!("--git {}: {message}", words::excerpt(name)))
        };
        let mut revision = Self { checkout: Checkout::new(name).map_err(wrong)?, paths: Vec::new() };
        for path in paths {
            revision.take(path).map_err(wrong)?;
        }
        Ok(revision)
    }

    fn take(&mut self, path: &Path) -> Result<(), String> {
        if path.as_os_str() == "-" {
            return Err("standard input has no revisions; name files or folders".to_owned());
        }
        self.paths.extend(self.checkout.take(path)?.map(|copy| (path.to_owned(), copy)));
        Ok(())
    }

    /// The name by which it was asked for.
    pub fn name(&self) -> &str {
        &self.checkout.name
    }

    /// Whether a file that is there today was another in the revision, or was not there.
    pub fn is_changed(&self, file: &Path) -> bool {
        if !file.is_file() {
            return false;
        }
        let of = |place: &Place| place.commit(self.name()).and_then(|commit| place.is_changed(&commit));
        Place::of(file).and_then(|place| of(&place)).unwrap_or(false)
    }

    /// Whether a path of the call stood for anything.
    pub fn has(&self, path: &Path) -> bool {
        self.paths.iter().any(|(named, _)| named == path)
    }

    /// The files, named after where they stood and the revision, without what a filter leaves out today.
    pub fn inputs(&self, filter: &FolderFilter) -> Inputs<'static> {
        let copies: Vec<PathBuf> = self.paths.iter().map(|(_, copy)| copy.clone()).collect();
        let shown = |file: Input| {
            let from = file.from.first().and_then(|from| self.paths.get(*from));
            let name = from.and_then(|(path, copy)| {
                let below = file.path().strip_prefix(copy).ok()?;
                let place = if below.as_os_str().is_empty() { path.clone() } else { path.join(below) };
                Some(format!("{}:{}", self.name(), names::as_text(&place)))
            });
            match name {
                Some(name) => file.shown_as(name),
                None => file,
            }
        };
        let stands = |copy: &Path| {
            let named = self.paths.iter().find(|(_, other)| other == copy);
            named.map_or_else(|| copy.to_owned(), |(path, _)| path.clone())
        };
        Inputs::listed(&DISK, Inputs::filtered(&DISK, &copies, None, filter, stands).map(shown).collect())
    }
}

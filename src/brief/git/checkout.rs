//! A folder with files of a revision, which goes away with the run.

use std::path::{Path, PathBuf};

use tempfile::TempDir;
use watching_brief::files::cause;
use watching_brief::files::disk::leftovers::{self, Leftover};
use watching_brief::text::{names, words};

use super::repository::Place;
use super::tree;

/// Files as they were in a revision, each repository in a folder of its own.
#[derive(Debug)]
pub(super) struct Checkout {
    /// The name by which the revision was asked for.
    pub name: String,
    folder: TempDir,
    _leftover: Leftover,
    /// The uppermost folders of the repositories.
    tops: Vec<PathBuf>,
}

impl Checkout {
    pub fn new(name: &str) -> Result<Self, String> {
        let (folder, leftover) = leftovers::made(TempDir::new, TempDir::path).map_err(|error| no_folder(&error))?;
        Ok(Self { name: name.to_owned(), folder, _leftover: leftover, tops: Vec::new() })
    }

    /// Takes what stood at a path in the revision, and below it; gives where the copy is, or none where nothing stood there.
    pub fn take(&mut self, path: &Path) -> Result<Option<PathBuf>, String> {
        let place = Place::of(path)?;
        let (into, _) = self.folder_of(&place);
        let commit = place.commit(&self.name)?;
        Ok(tree::copy(&place.top, &commit, &place.within, &into)?.then(|| into.join(&place.within)))
    }

    /// Takes all YAML files of the repository in which a path stands, the first time that it is asked for.
    pub fn take_all(&mut self, path: &Path) -> Result<(), String> {
        let place = Place::of(path)?;
        let commit = place.commit(&self.name)?;
        match self.folder_of(&place) {
            (into, true) => tree::copy(&place.top, &commit, Path::new(""), &into).map(drop),
            (_, false) => Ok(()),
        }
    }

    /// The repositories, each with where its files are.
    pub fn repositories(&self) -> impl Iterator<Item = (&Path, PathBuf)> {
        self.tops.iter().enumerate().map(|(number, top)| (top.as_path(), self.numbered(number)))
    }

    /// Where the files of a repository are, and whether it is met for the first time.
    fn folder_of(&mut self, place: &Place) -> (PathBuf, bool) {
        if let Some(number) = self.tops.iter().position(|top| *top == place.top) {
            return (self.numbered(number), false);
        }
        self.tops.push(place.top.clone());
        (self.numbered(self.tops.len() - 1), true)
    }

    fn numbered(&self, number: usize) -> PathBuf {
        self.folder.path().join(number.to_string())
    }
}

/// Why there is no folder for the files of a revision.
fn no_folder(error: &std::io::Error) -> String {
    let within = words::harmless(&names::as_text(&std::env::temp_dir()));
    format!(
        "no folder for its files could be made within {within}, which TMPDIR can name: {}",
        cause::unwritable(error)
    )
}

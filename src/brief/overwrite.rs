//! What is to be written must not be what is read: a report would take the place of a pilot.

use std::path::{Path, PathBuf};

use watching_brief::model::DiagnosticCode;
use watching_brief::model::diagnostic::Diagnostic;
use watching_brief::project::inputs::{Input, Inputs};
use watching_brief::project::rule_loading;
use watching_brief::project::settings::Settings;
use watching_brief::text::names;

use super::project::DISK;

/// Files and folders that a run reads, by what they are to it.
#[derive(Debug, Default)]
pub struct ReadPaths(Vec<(&'static str, Vec<PathBuf>)>);

impl ReadPaths {
    /// What a run with these settings reads, as far as that is known before it reads anything.
    pub fn of(settings: &Settings) -> Self {
        let stdin = settings.stdin.iter();
        let pilots = settings.paths.value.iter().filter(|path| path.as_os_str() != "-").chain(stdin);
        let rules = settings.rules.value.iter().filter(|name| *name != "-");
        Self(vec![
            ("a pilot of this run", pilots.cloned().collect()),
            ("a rule set of this run", rules.map(|name| rule_loading::rules_path(&DISK, name)).collect()),
            ("a register of this run", settings.documents.value.clone()),
            ("the configuration", settings.file.iter().map(|file| names::path(file)).collect()),
        ])
    }

    /// The files that rule sets came from, those that were imported from included.
    pub fn of_rules<'f>(files: impl Iterator<Item = &'f str>) -> Self {
        let paths = files.filter(|file| *file != "-").map(names::path);
        Self(vec![("a rule set of this run", paths.collect())])
    }

    /// The same, with the baseline.
    pub fn with_baseline(self, settings: &Settings) -> Self {
        self.with("the baseline", settings.baseline.value.clone())
    }

    /// The same, with the lock file.
    pub fn with_lock(self, settings: &Settings) -> Self {
        self.with("the lock file", settings.locked.value.then(|| settings.lock.value.clone()))
    }

    fn with(mut self, what: &'static str, path: Option<PathBuf>) -> Self {
        self.0.push((what, path.into_iter().collect()));
        self
    }

    /// Those of the files to be written that are read, by whatever names: each is an error.
    pub fn overwritten<'p>(&self, outputs: impl IntoIterator<Item = &'p Path>) -> Vec<Diagnostic> {
        let outputs: Vec<(&Path, Identity)> =
            outputs.into_iter().filter_map(|path| Some((path, Identity::of(path)?))).collect();
        // In a folder stands only what is there: to write what is not is to replace nothing.
        let any_is_there = outputs.iter().any(|(path, _)| path.is_file());
        let mut wrong: Vec<Option<Diagnostic>> = outputs.iter().map(|_| None).collect();
        for (what, paths) in self.0.iter().filter(|_| !outputs.is_empty()) {
            let (folders, mut files): (Vec<PathBuf>, Vec<PathBuf>) =
                paths.iter().cloned().partition(|path| path.is_dir());
            if any_is_there && !folders.is_empty() {
                files.extend(Inputs::new(&DISK, &folders).filter(Input::is_there).map(|met| met.path().to_owned()));
            }
            for file in files.iter().filter_map(|path| Identity::of(path)) {
                for ((path, _), wrong) in outputs.iter().zip(&mut wrong).filter(|((_, output), _)| *output == file) {
                    wrong.get_or_insert_with(|| read(path, what));
                }
            }
        }
        wrong.into_iter().flatten().collect()
    }
}

fn read(path: &Path, what: &str) -> Diagnostic {
    let message = format!("this is a file to be read, and it is left as it is: it is {what}; give another name");
    Diagnostic::file(DiagnosticCode::OutputIsInput, &names::as_text(path), message)
}

/// A file, whatever it is called.
#[derive(Debug, PartialEq, Eq)]
enum Identity {
    /// Its place among the files of its disk, which all its names share.
    #[cfg(unix)]
    Number(u64, u64),
    /// Its path without links.
    Path(PathBuf),
}

impl Identity {
    /// None of what is no file, such as a pipe: nothing is lost there.
    fn of(path: &Path) -> Option<Self> {
        let Ok(data) = path.metadata() else {
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
            return Some(Self::Path(folder.canonicalize().ok()?.join(path.file_name()?)));
        };
        if !data.is_file() {
            return None;
        }
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt;
            Some(Self::Number(data.dev(), data.ino()))
        }
        #[cfg(not(unix))]
        {
            path.canonicalize().ok().map(Self::Path)
        }
    }
}

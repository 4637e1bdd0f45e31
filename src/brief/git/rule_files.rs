//! The files of the disk, but for those of a repository in which rules stand: these as they were in a revision.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use watching_brief::files::{self, Entry, Files, Met, Skip, Survey};
use watching_brief::model::DiagnosticCode;
use watching_brief::model::diagnostic::Diagnostic;
use watching_brief::project::rule_loading::rules_path;
use watching_brief::project::settings::Settings;
use watching_brief::rules::Collection;
use watching_brief::text::{names, words};

use super::super::project::DISK;
use super::checkout::Checkout;

/// The files that rules are read from, as they were in a revision.
#[derive(Debug)]
pub struct RuleFiles {
    checkout: Checkout,
    /// The names of those that were asked for, as they are told.
    asked: Mutex<BTreeSet<String>>,
}

impl RuleFiles {
    /// The files of the rule sets, the vocabulary and the lock that some settings name, and all that these may lead to, as
    /// they were in a revision.
    ///
    /// # Errors
    /// Where there is no Git, no repository or no such revision, and which of the named files was not there.
    pub fn checked_out(revision: &str, settings: &Settings) -> Result<Self, Vec<Diagnostic>> {
        let wrong = |message: String| {
            vec![Diagnostic::call(
                DiagnosticCode::GitFailed,
                format!("--rules-at {}: {message}", words::excerpt(revision)),
            )]
        };
        let mut checkout = Checkout::new(revision).map_err(wrong)?;
        // A rule set of the program is the same at any revision.
        let is_embedded = |name: &str| Collection::embedded().any(|(id, _)| id == name);
        let disk: &dyn Files = &DISK;
        let rules = settings.rules.value.iter().map(|name| (name, rules_path(disk, name)));
        let rules = rules.filter(|(name, path)| disk.may_exist(path) || !is_embedded(name)).map(|(_, path)| path);
        for path in rules.chain(settings.vocabulary.value.iter().cloned()) {
            if !take(&mut checkout, &path).map_err(wrong)? {
                let name = words::harmless(&names::as_text(&path));
                return Err(wrong(format!("{name} was not there, and the rules are to be those of then")));
            }
        }
        if settings.locked.value {
            // Where there was none, that is told when it is read.
            take(&mut checkout, &settings.lock.value).map_err(wrong)?;
        }
        Ok(Self { checkout, asked: Mutex::default() })
    }

    /// That there is no file to which the revision makes a difference; none where there is one.
    pub fn without_effect(&self) -> Option<Diagnostic> {
        let message = || {
            format!(
                "--rules-at {}: all rules come with the program, and are the same at any revision",
                words::excerpt(&self.checkout.name)
            )
        };
        let is_empty = self.checkout.repositories().next().is_none();
        is_empty.then(|| Diagnostic::call(DiagnosticCode::WrongCall, message()).as_notice())
    }

    /// Names the files of what is told after the revision, as far as they were read from it.
    pub fn name<'d>(&self, told: impl IntoIterator<Item = &'d mut Diagnostic>) {
        let asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        let name = |file: &mut String| {
            if asked.contains(file) {
                *file = format!("{}:{file}", self.checkout.name);
            }
        };
        for one in told {
            one.file.iter_mut().chain(one.related.iter_mut().map(|place| &mut place.file)).for_each(name);
        }
    }

    /// Where a path leads: into the copy of the revision, if it stands in a repository of which there is one.
    fn place(&self, path: &Path) -> PathBuf {
        let plain = files::from_root(&DISK.current_folder(), path);
        // A link to a file is itself what the repository knows; of what is gone today a folder above may be there.
        let real = plain.ancestors().find_map(|above| {
            let real = above.is_dir().then(|| above.canonicalize().ok()).flatten()?;
            Some(real.join(plain.strip_prefix(above).ok()?))
        });
        let real = real.unwrap_or(plain);
        let within = |(top, copy): (&Path, PathBuf)| {
            let rest = real.strip_prefix(top).ok()?;
            let rest: PathBuf = rest.components().collect();
            // A path that ends in a `/` is no other.
            Some((top.components().count(), if rest.as_os_str().is_empty() { copy } else { copy.join(rest) }))
        };
        // Of a repository within another, the inner one is meant.
        let Some((_, copy)) = self.checkout.repositories().filter_map(within).max_by_key(|(depth, _)| *depth) else {
            return path.to_owned();
        };
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).insert(names::as_text(path));
        copy
    }
}

/// Takes what stood at a path, and whatever that may lead to; gives whether anything stood there.
fn take(checkout: &mut Checkout, path: &Path) -> Result<bool, String> {
    if path.as_os_str() == "-" {
        return Err("standard input has no revisions; name files or folders of rules".to_owned());
    }
    checkout.take_all(path)?;
    // A file that is named itself may be called anything.
    checkout.take(path).map(|copy| copy.is_some())
}

impl Files for RuleFiles {
    fn entry(&self, path: &Path) -> io::Result<Entry> {
        DISK.entry(&self.place(path))
    }

    fn is_link(&self, path: &Path) -> bool {
        DISK.is_link(&self.place(path))
    }

    fn identity(&self, path: &Path) -> io::Result<PathBuf> {
        DISK.identity(&self.place(path))
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<OsString>> {
        DISK.list(&self.place(folder))
    }

    fn read(&self, path: &Path) -> io::Result<Box<dyn Read + Send>> {
        DISK.read(&self.place(path))
    }

    fn read_slowly(&self, path: &Path) -> io::Result<Box<dyn Read + Send>> {
        DISK.read_slowly(&self.place(path))
    }

    fn standard_input(&self) -> io::Result<Box<dyn Read + Send>> {
        DISK.standard_input()
    }

    fn write(&self, path: &Path, _: &str) -> io::Result<()> {
        let name = words::harmless(&names::as_text(path));
        Err(io::Error::other(format!("{name}: files of a revision are not written to")))
    }

    fn current_folder(&self) -> PathBuf {
        DISK.current_folder()
    }

    fn survey(&self, folder: &Path, skip: &mut Skip<'_>) -> Survey {
        files::survey(self, folder, skip)
    }

    fn walk<'f>(&'f self, folder: &Path, skip: Box<Skip<'f>>) -> Box<dyn Iterator<Item = Met> + Send + 'f> {
        Box::new(files::walk(self, folder, skip))
    }
}

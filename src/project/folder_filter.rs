//! What is left out of folders that are walked: by patterns, and by the `.gitignore` files of the repository in which a
//! folder stands.

use std::collections::{BTreeSet, HashMap};
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};

use crate::files::{Files, Skip, is_yaml};
use crate::report::{FilesAndFolders, LeftOutCount};

/// The most bytes of a `.gitignore` that are read.
const MAX_IGNORE_FILE: u64 = 1024 * 1024;

/// Which files of walked folders are left out. What a call names itself is never left out.
#[derive(Debug, Clone, Default)]
pub struct FolderFilter {
    patterns: Option<Arc<Gitignore>>,
    heeds_ignore_files: bool,
}

impl FolderFilter {
    /// A filter by the `.gitignore` files alone.
    #[must_use]
    pub fn by_ignore_files() -> Self {
        Self { patterns: None, heeds_ignore_files: true }
    }

    /// A filter by patterns, written as in a `.gitignore` of this folder, and by the `.gitignore` files if they are heeded.
    ///
    /// # Errors
    /// The patterns that are none, by their places among these, each with the reason.
    pub fn new(
        files: &dyn Files,
        folder: &Path,
        patterns: &[String],
        heeds_ignore_files: bool,
    ) -> Result<Self, Vec<(usize, String)>> {
        if patterns.is_empty() {
            return Ok(Self { patterns: None, heeds_ignore_files });
        }
        let named = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let root = files.identity(named).unwrap_or_else(|_| files.current_folder().join(folder));
        let mut builder = GitignoreBuilder::new(root);
        let mut wrong = Vec::new();
        for (at, pattern) in patterns.iter().enumerate() {
            let is_nothing = pattern.trim().is_empty() || pattern.starts_with('#');
            if is_nothing {
                wrong.push((at, "it stands for no file".to_owned()));
            } else if let Err(error) = builder.add_line(None, pattern) {
                wrong.push((at, reason(&error)));
            }
        }
        match builder.build() {
            Ok(patterns) if wrong.is_empty() => Ok(Self { patterns: Some(Arc::new(patterns)), heeds_ignore_files }),
            Ok(_) => Err(wrong),
            Err(error) => Err(vec![(0, reason(&error))]),
        }
    }

    /// Leaves entries of a folder out of a walk. `stands` is where the folder really is, or was, by which patterns are held
    /// against its entries; what is left out is noted in `left_out`.
    pub fn skip<'f>(
        &self,
        files: &'f dyn Files,
        folder: &Path,
        stands: PathBuf,
        left_out: Option<LeftOut>,
    ) -> Box<Skip<'f>> {
        if self.patterns.is_none() && !self.heeds_ignore_files {
            return Box::new(|_, _| false);
        }
        let folder = folder.to_owned();
        let patterns = self.patterns.clone();
        let mut ignore_files =
            self.heeds_ignore_files.then(|| IgnoreFiles { files, known: HashMap::new(), left_out: left_out.clone() });
        Box::new(move |path, is_folder| {
            let Ok(below) = path.strip_prefix(&folder) else { return false };
            // The folder that is walked was named.
            if below.as_os_str().is_empty() || !is_folder && !is_yaml(path) {
                return false;
            }
            let place = stands.join(below);
            let pattern = patterns.as_ref().map_or(Match::None, |patterns| patterns.matched(&place, is_folder));
            let why = match pattern {
                Match::Ignore(glob) => Why::Pattern(glob.original().to_owned()),
                // A pattern that begins with `!` brings back what other patterns leave out, and nothing else.
                _ if ignore_files.as_mut().is_some_and(|files| files.ignores(&place, is_folder)) => Why::IgnoreFile,
                _ => return false,
            };
            if let Some(left_out) = &left_out {
                left_out.note(place, is_folder, why);
            }
            true
        })
    }
}

fn reason(error: &ignore::Error) -> String {
    match error {
        ignore::Error::Glob { err, .. } => err.clone(),
        other => other.to_string(),
    }
}

/// The `.gitignore` files that hold for the entries of a folder.
struct IgnoreFiles<'f> {
    files: &'f dyn Files,
    /// By folder; none for one that stands in no repository.
    known: HashMap<PathBuf, Option<Arc<Level>>>,
    left_out: Option<LeftOut>,
}

/// The `.gitignore` of a folder, with those of the folders above it up to the uppermost of the repository.
struct Level {
    own: Gitignore,
    above: Option<Arc<Level>>,
}

impl IgnoreFiles<'_> {
    fn ignores(&mut self, path: &Path, is_folder: bool) -> bool {
        let mut level = path.parent().and_then(|folder| self.level(folder));
        // The nearest file that says anything holds.
        while let Some(here) = level {
            match here.own.matched(path, is_folder) {
                Match::Ignore(_) => return true,
                Match::Whitelist(_) => return false,
                Match::None => level = here.above.as_ref().map(Arc::clone),
            }
        }
        false
    }

    fn level(&mut self, folder: &Path) -> Option<Arc<Level>> {
        if let Some(known) = self.known.get(folder) {
            return known.clone();
        }
        let is_top = self.files.exists(&folder.join(".git"));
        let above = if is_top { None } else { folder.parent().and_then(|parent| self.level(parent)) };
        let level = (is_top || above.is_some()).then(|| Arc::new(Level { own: self.read(folder), above }));
        self.known.insert(folder.to_owned(), level.clone());
        level
    }

    /// Reads a `.gitignore`; a line that is no pattern is passed over, as Git does.
    fn read(&self, folder: &Path) -> Gitignore {
        let file = folder.join(".gitignore");
        if let Some(left_out) = &self.left_out {
            left_out.hold().consulted.insert(file.clone());
        }
        let mut text = Vec::new();
        let read = self.files.read(&file).and_then(|file| file.take(MAX_IGNORE_FILE).read_to_end(&mut text));
        let mut builder = GitignoreBuilder::new(folder);
        if read.is_ok() {
            let text = String::from_utf8_lossy(&text);
            for line in text.trim_start_matches('\u{feff}').lines() {
                let _ = builder.add_line(None, line);
            }
        }
        builder.build().unwrap_or_else(|_| Gitignore::empty())
    }
}

/// Why something is left out.
enum Why {
    Pattern(String),
    IgnoreFile,
}

/// What was left out of the folders of a run.
#[derive(Debug, Clone, Default)]
pub struct LeftOut(Arc<Mutex<Noted>>);

#[derive(Debug, Default)]
struct Noted {
    /// What patterns left out, each with whether it is a folder.
    excluded: BTreeSet<(PathBuf, bool)>,
    /// What `.gitignore` files left out, likewise.
    ignored: BTreeSet<(PathBuf, bool)>,
    /// The patterns that left anything out, as they are written.
    used: BTreeSet<String>,
    /// The `.gitignore` files that were read, or would have been.
    consulted: BTreeSet<PathBuf>,
}

impl LeftOut {
    fn hold(&self) -> std::sync::MutexGuard<'_, Noted> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn note(&self, path: PathBuf, is_folder: bool, why: Why) {
        let mut noted = self.hold();
        match why {
            Why::Pattern(pattern) => {
                noted.used.insert(pattern);
                noted.excluded.insert((path, is_folder));
            }
            Why::IgnoreFile => {
                noted.ignored.insert((path, is_folder));
            }
        }
    }

    /// How much was left out.
    #[must_use]
    pub fn count(&self) -> LeftOutCount {
        let noted = self.hold();
        let of = |all: &BTreeSet<(PathBuf, bool)>| {
            let folders = all.iter().filter(|(_, is_folder)| *is_folder).count();
            FilesAndFolders { files: all.len() - folders, folders }
        };
        LeftOutCount { excluded: of(&noted.excluded), ignored: of(&noted.ignored) }
    }

    /// Whether a pattern left anything out.
    #[must_use]
    pub fn used(&self, pattern: &str) -> bool {
        self.hold().used.contains(pattern)
    }

    /// The `.gitignore` files that were read, or would have been had they been there.
    #[must_use]
    pub fn ignore_files(&self) -> Vec<PathBuf> {
        self.hold().consulted.iter().cloned().collect()
    }
}

//! The files of a run as they were when they were looked at, so that it can be told which of them have changed.

use std::collections::BTreeMap;
use std::fs::{File, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use rayon::prelude::*;
use sha2::{Digest, Sha256};
use watching_brief::project::inputs::Inputs;
use watching_brief::project::settings::Settings;
use watching_brief::project::vocabulary_loading::configured_schemas;
use watching_brief::project::{config_discovery, rule_loading};
use watching_brief::render::Format;
use watching_brief::rules::Purpose;
use watching_brief::text::names;

use super::cli::CheckArgs;
use super::project::{self, DISK};

/// A file that was written less than this before it was looked at may be written again without looking any newer.
const COARSE: Duration = Duration::from_secs(2);

/// What a run reads.
#[derive(Debug, Default)]
pub struct InputSnapshot {
    /// The pilots.
    pub pilots: BTreeMap<PathBuf, State>,
    /// What all pilots are held against: rule sets, registers, the baseline, the configuration.
    pub others: BTreeMap<PathBuf, State>,
    /// The folders in which something may change, each with whether those within it matter, too.
    pub folders: BTreeMap<PathBuf, bool>,
    /// The day for which pilots were checked.
    pub today: Option<jiff::civil::Date>,
    /// The form of the report on standard output.
    pub format: Option<&'static Format>,
}

impl InputSnapshot {
    /// How many pilot files there are.
    pub fn files(&self) -> usize {
        self.pilots.values().filter(|state| **state != State::Missing).count()
    }
}

/// What a file is like.
#[derive(Debug, Clone)]
pub enum State {
    /// There is none.
    Missing,
    /// It is no file, or none that can be read twice.
    Other,
    /// A file.
    File {
        /// How its folder describes it; another description need not mean another text.
        stamp: Stamp,
        /// A digest of its text; none where it cannot be read.
        text: Option<[u8; 32]>,
        /// Whether the description would be another had it been written since.
        settled: bool,
    },
}

/// A file by its size, its last changes, and its number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp(u64, Option<SystemTime>, [u64; 3]);

impl PartialEq for State {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Missing, Self::Missing) | (Self::Other, Self::Other) => true,
            (Self::File { text, .. }, Self::File { text: other, .. }) => text == other,
            _ => false,
        }
    }
}

impl State {
    /// The state of a file; its text is read only where it may have changed.
    fn read(path: &Path, before: Option<&Self>) -> Self {
        let Ok(data) = path.metadata() else { return Self::Missing };
        if !data.is_file() {
            return Self::Other;
        }
        let stamp = Stamp(data.len(), data.modified().ok(), numbers(&data));
        match before {
            Some(Self::File { stamp: known, text, settled: true }) if *known == stamp => {
                Self::File { stamp, text: *text, settled: true }
            }
            _ => {
                let settled = stamp.1.and_then(|at| at.elapsed().ok()).is_some_and(|age| age > COARSE);
                Self::File { stamp, text: digest(path).ok(), settled }
            }
        }
    }
}

#[cfg(unix)]
fn numbers(data: &Metadata) -> [u64; 3] {
    use std::os::unix::fs::MetadataExt;
    [data.ino(), data.ctime().unsigned_abs(), data.ctime_nsec().unsigned_abs()]
}

#[cfg(not(unix))]
fn numbers(_: &Metadata) -> [u64; 3] {
    [0; 3]
}

fn digest(path: &Path) -> io::Result<[u8; 32]> {
    let mut hash = Sha256::new();
    io::copy(&mut File::open(path)?, &mut hash)?;
    Ok(hash.finalize().into())
}

impl InputSnapshot {
    /// Looks at all that a call reads. Where the configuration is wrong nobody knows which pilots are meant, and those of
    /// before are looked at.
    pub fn look(args: &CheckArgs, before: &Self) -> Self {
        let mut seen = Self::default();
        let settings = project::settings(&args.pilots.paths, &args.selection, &args.bar, &args.output);
        let (mut pilots, mut others) = (Vec::new(), Vec::new());
        let usual = [PathBuf::new()];
        let paths = if args.pilots.paths.is_empty() { &usual[..] } else { &args.pilots.paths };
        match &args.selection.configuration.config {
            Some(file) => others.push(file.clone()),
            None if args.selection.configuration.no_config => {}
            None => others.extend(paths.iter().flat_map(|path| config_discovery::candidates(&DISK, path))),
        }
        // Folders that no file of ours stands in are left alone unless they are within this one: some are busy.
        let here = std::env::current_dir().unwrap_or_default();
        seen.beside(others.iter().filter(|file| file.is_file() || file.starts_with(&here)));
        if let Ok(settings) = settings {
            seen.today = Some(settings.today.value);
            seen.format = Some(settings.format.value);
            let inputs = settings.inputs(&DISK);
            let left_out = inputs.left_out.clone();
            pilots.extend(seen.files_of(inputs, &settings.paths.value));
            if settings.heeds_ignore_files.value {
                let above = settings.paths.value.iter().flat_map(|path| config_discovery::candidates(&DISK, path));
                others.extend(above.map(|file| file.with_file_name(".gitignore")));
                others.extend(left_out.ignore_files().into_iter().filter(|file| file.is_file()));
            }
            let rules: Vec<PathBuf> =
                settings.rules.value.iter().map(|name| rule_loading::rules_path(&DISK, name)).collect();
            others.extend(seen.within(&rules));
            others.extend(seen.within(&settings.vocabulary.value));
            others.extend(seen.within(&imported(&settings)));
            others.extend(seen.within(&settings.documents.value));
            let single: Vec<PathBuf> = settings.baseline.value.into_iter().chain([settings.lock.value]).collect();
            seen.beside(&single);
            others.extend(single);
        } else {
            pilots.extend(before.pilots.keys().cloned());
            others.extend(before.others.keys().cloned());
            seen.folders.extend(before.folders.clone());
        }
        seen.pilots = states(pilots, &before.pilots);
        seen.others = states(others, &before.others);
        seen
    }

    /// The files that some paths stand for.
    fn within(&mut self, paths: &[PathBuf]) -> Vec<PathBuf> {
        self.files_of(Inputs::new(&DISK, paths), paths)
    }

    fn files_of(&mut self, inputs: Inputs<'_>, paths: &[PathBuf]) -> Vec<PathBuf> {
        let read = inputs.filter(|file| !file.is_passed_over() && !file.is_remark());
        let files: Vec<PathBuf> = read.map(|file| file.path().to_owned()).collect();
        self.beside(paths);
        self.beside(files.iter().filter(|file| file.is_symlink()));
        self.folders.extend(paths.iter().filter(|path| path.is_dir()).map(|path| (path.clone(), true)));
        files
    }

    /// Adds the folders in which some files and folders stand, or would, and those in which what they lead to stands.
    fn beside<'p>(&mut self, paths: impl IntoIterator<Item = &'p PathBuf>) {
        for path in paths {
            let real = path.canonicalize().ok();
            for path in std::iter::once(path).chain(&real) {
                let named = |folder| if folder == Path::new("") { Path::new(".") } else { folder };
                // Where the folder itself is not there, the nearest one above it tells when it comes.
                if let Some(folder) = path.ancestors().skip(1).map(named).find(|folder| folder.is_dir()) {
                    self.folders.entry(folder.to_owned()).or_default();
                }
            }
        }
    }
}

/// The files that some rule sets come from, those that they import from included.
fn imported(settings: &Settings) -> Vec<PathBuf> {
    let (rules, limits) = (&settings.rules.value, settings.limits.limits);
    if rules.is_empty() {
        return Vec::new();
    }
    let Ok(schemas) = configured_schemas(&DISK, settings) else { return Vec::new() };
    let (rules, _) = rule_loading::load_rules(&DISK, &schemas, rules, Purpose::Check, limits);
    rules.files().filter(|file| *file != "-").map(names::path).collect()
}

fn states(paths: Vec<PathBuf>, before: &BTreeMap<PathBuf, State>) -> BTreeMap<PathBuf, State> {
    let states = paths.into_par_iter().map(|path| {
        let state = State::read(&path, before.get(&path));
        (path, state)
    });
    states.collect::<Vec<_>>().into_iter().collect()
}

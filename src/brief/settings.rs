//! What is in force in a run: what the call says, then what `brief.yaml` says, then what is usual.

use std::fs::File;
use std::path::{Component, Path, PathBuf};

use watching_brief::configuration::{self, Configuration, ForceHere, Placed, ReportFile, SharedWaiver};
use watching_brief::diagnostic::Diagnostic;
use watching_brief::pilot::Basis;
use watching_brief::render::{self, FORMATS, Format};
use watching_brief::report::FailOn;
use watching_brief::rules::Force;
use watching_brief::source::{Documents, Place};
use watching_brief::words;

use super::cli::{Counted, Held, Shown, Stdin};
use super::files::{self, Inputs};
use super::outputs::ToFile;

/// A value, with where it comes from.
#[derive(Debug, Clone)]
pub struct Setting<T> {
    pub value: T,
    pub from: From,
}

/// Where a value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum From {
    /// Nobody said anything else.
    Usual,
    /// The call.
    Call,
    /// The configuration, at this place.
    Configuration(Place),
}

/// What is in force in a run.
#[derive(Debug)]
pub struct Settings {
    /// The configuration file, if there is one.
    pub file: Option<String>,
    pub paths: Setting<Vec<PathBuf>>,
    /// The file whose text standard input is.
    pub stdin: Option<PathBuf>,
    pub rules: Setting<Vec<String>>,
    pub only: Setting<Vec<String>>,
    pub force: Vec<ForceHere>,
    pub fail_on: Setting<FailOn>,
    pub min_force: Setting<Force>,
    pub basis: Setting<Option<Basis>>,
    pub without: Setting<Vec<String>>,
    pub documents: Setting<Vec<PathBuf>>,
    pub format: Setting<&'static Format>,
    pub outputs: Setting<Vec<ToFile>>,
    pub baseline: Setting<Option<PathBuf>>,
    pub lock: Setting<PathBuf>,
    pub locked: Setting<bool>,
    pub waive: Setting<bool>,
    pub waivers: Vec<SharedWaiver>,
    pub today: Setting<jiff::civil::Date>,
}

impl Settings {
    /// What is in force for a call.
    ///
    /// # Errors
    /// What is wrong with the configuration.
    pub fn of(held: &Held, counted: &Counted, shown: &Shown) -> Result<Self, Vec<Diagnostic>> {
        held.stdin.check(&held.paths)?;
        let file = match (&held.config, held.no_config) {
            (_, true) => None,
            (Some(named), _) => Some(named.clone()),
            (None, false) => found(&held.paths, held.stdin.name.as_deref())?,
        };
        let written = file.as_deref().map(read).transpose()?.unwrap_or_default();
        let folder = file.as_deref().and_then(Path::parent).unwrap_or(Path::new("")).to_owned();
        let paths = |names: Vec<String>| names.iter().map(|name| folder.join(name)).collect::<Vec<_>>();
        let outputs = |files: Vec<ReportFile>| {
            let file =
                |file: ReportFile| Some(ToFile { format: render::format(&file.format)?, path: folder.join(file.file) });
            files.into_iter().filter_map(file).collect::<Vec<_>>()
        };
        let (usual, human) = (PathBuf::from("pilots/"), FORMATS.first().ok_or_else(Vec::new)?);
        let no_baseline = counted.no_baseline.then_some(None);
        let baseline = counted.baseline.clone().map(Some).or(no_baseline);
        Ok(Self {
            paths: chosen(some(&held.paths), placed(written.pilots, paths), vec![usual]),
            stdin: held.stdin.name.clone(),
            rules: chosen(some(&held.source.rules), placed(written.rules, |names| rules(&folder, names)), Vec::new()),
            only: chosen(some(&held.only), written.only, Vec::new()),
            force: written.force,
            fail_on: chosen(counted.fail_on, written.fail_on, FailOn::Breached),
            min_force: chosen(counted.min_force, written.min_force, Force::Must),
            basis: chosen(held.basis.map(Some), placed(written.basis, Some), None),
            without: chosen(some(&held.without), written.without, Vec::new()),
            documents: chosen(some(&held.documents), placed(written.documents, paths), Vec::new()),
            format: chosen(shown.format, written.format.and_then(known), human),
            outputs: chosen(some(&shown.outputs), placed(written.outputs, outputs), Vec::new()),
            baseline: chosen(baseline, placed(written.baseline, |name| Some(folder.join(name))), None),
            lock: chosen(None, placed(written.lock, |name| folder.join(name)), folder.join("brief.lock")),
            locked: chosen(None, written.locked, false),
            waive: chosen(counted.no_waivers.then_some(false), None, true),
            waivers: written.waivers,
            today: chosen(counted.today, None, super::output::today()),
            file: file.map(|file| file.to_string_lossy().into_owned()),
        })
    }
}

impl Settings {
    /// The pilots of the run.
    pub fn inputs(&self) -> Inputs {
        Inputs::with_stdin(&self.paths.value, self.stdin.as_deref())
    }
}

impl Stdin {
    /// Whether a name for standard input goes with the paths of a call.
    ///
    /// # Errors
    /// Why it does not.
    pub fn check(&self, paths: &[PathBuf]) -> Result<(), Vec<Diagnostic>> {
        let Some(name) = &self.name else { return Ok(()) };
        let name = name.to_string_lossy();
        let message = if !paths.iter().any(|path| path.as_os_str() == "-") {
            format!(
                "--stdin-filename names the file whose text comes in on standard input; give `-` among the paths, as in \
                 - --stdin-filename {}",
                words::shown(&name)
            )
        } else if Path::new(&*name).is_dir() {
            format!("--stdin-filename names a file, and `{}` is a folder", words::shown(&name))
        } else {
            return Ok(());
        };
        Err(vec![Diagnostic::call(message)])
    }
}

/// What the call says, or else the configuration, or else what is usual.
fn chosen<T>(call: Option<T>, written: Option<Placed<T>>, usual: T) -> Setting<T> {
    match (call, written) {
        (Some(value), _) => Setting { value, from: From::Call },
        (None, Some(Placed { value, place })) => Setting { value, from: From::Configuration(place) },
        (None, None) => Setting { value: usual, from: From::Usual },
    }
}

/// A list that says something.
fn some<T: Clone>(list: &[T]) -> Option<Vec<T>> {
    (!list.is_empty()).then(|| list.to_vec())
}

fn placed<T, U>(written: Option<Placed<T>>, make: impl FnOnce(T) -> U) -> Option<Placed<U>> {
    written.map(|Placed { value, place }| Placed { value: make(value), place })
}

fn known(Placed { value, place }: Placed<String>) -> Option<Placed<&'static Format>> {
    Some(Placed { value: render::format(&value)?, place })
}

/// The rule sets that a configuration names: what is no file seen from its folder is an id.
fn rules(folder: &Path, names: Vec<String>) -> Vec<String> {
    let each = names.into_iter().map(|name| {
        let path = folder.join(&name);
        let is_path = path.exists() || name.contains('/') || path.extension().is_some();
        if is_path { path.to_string_lossy().into_owned() } else { name }
    });
    each.collect()
}

/// The first `brief.yaml` upwards from the first path, which must be that of all other paths too.
fn found(paths: &[PathBuf], stdin: Option<&Path>) -> Result<Option<PathBuf>, Vec<Diagnostic>> {
    let of = |path: &PathBuf| above(stdin.filter(|_| path.as_os_str() == "-").unwrap_or(path));
    let mut files = paths.iter().map(of);
    let first = files.next().unwrap_or_else(|| above(Path::new("")));
    let real = |file: &Option<PathBuf>| file.as_ref().map(|file| file.canonicalize().unwrap_or_else(|_| file.clone()));
    for (file, path) in files.zip(paths.iter().skip(1)) {
        if real(&file) != real(&first) {
            let name = |file: &Option<PathBuf>| {
                file.as_ref().map_or_else(|| "no configuration".to_owned(), |file| format!("`{}`", file.display()))
            };
            let message = format!(
                "{} holds for the first path, and {} for this one; check them apart, or say which with --config",
                name(&first),
                name(&file)
            );
            return Err(vec![Diagnostic::file(&path.to_string_lossy(), message)]);
        }
    }
    Ok(first)
}

/// Where a `brief.yaml` would be found for a path: in each folder upwards.
pub fn candidates(path: &Path) -> Vec<PathBuf> {
    let mut there = [Some(path), path.parent(), Some(Path::new("."))].into_iter().flatten();
    let real = there.find_map(|path| path.canonicalize().ok()).unwrap_or_default();
    real.ancestors().map(|folder| folder.join(configuration::FILE)).collect()
}

/// The first `brief.yaml` upwards from a path, or from the current folder for standard input.
fn above(path: &Path) -> Option<PathBuf> {
    let path = if path.as_os_str() == "-" { Path::new("") } else { path };
    let mut folder = if path.is_dir() || path.as_os_str().is_empty() { path } else { path.parent()? }.to_owned();
    // No folder has so many above it.
    for _ in 0..1000 {
        let file = folder.join(configuration::FILE);
        if file.is_file() {
            return Some(file);
        }
        let at_root = folder.canonicalize().map_or(true, |real| real.parent().is_none());
        if at_root && !folder.as_os_str().is_empty() {
            return None;
        }
        match folder.components().next_back() {
            Some(Component::Normal(_)) => folder.pop(),
            Some(Component::RootDir | Component::Prefix(_)) => return None,
            _ => {
                folder.push("..");
                true
            }
        };
    }
    None
}

/// Reads a configuration file.
fn read(path: &Path) -> Result<Configuration, Vec<Diagnostic>> {
    let name = path.to_string_lossy();
    let file = File::open(path).map_err(|error| vec![Diagnostic::file(&name, files::missing(path, &error))])?;
    let mut found: Option<Configuration> = None;
    for document in Documents::new(file) {
        let document = document.map_err(|fault| vec![files::fault(&name, &fault)])?;
        match (configuration::read(&name, &document)?, &found) {
            (Some(_), Some(_)) => {
                let place = Place { line: document.first_line, column: 1 };
                let message = "a second configuration begins here; a file has one".to_owned();
                return Err(vec![Diagnostic::placed(&name, place, message)]);
            }
            (Some(configuration), None) => found = Some(configuration),
            (None, _) => {}
        }
    }
    found.ok_or_else(|| vec![files::empty(&name)])
}

//! What is in force in a run: what the call says, then what `brief.yaml` says, then what is usual.

use std::path::{Path, PathBuf};

use watching_brief::configuration::{Configuration, ForceOverride, Placed, ReportFile};
use watching_brief::model::diagnostic::Diagnostic;
use watching_brief::model::{Basis, DiagnosticCode, FailOn, Force, SharedWaiver};
use watching_brief::render::{self, FORMATS, Format};
use watching_brief::report::{Run, RunEnding};
use watching_brief::text::{Place, names, words};

use super::cli::{BarArgs, OutputArgs, SelectionArgs, StdinArgs};
use super::clock;
use super::config_discovery::{found, read};
use super::inputs::Inputs;
use super::limit_settings::LimitSettings;
use super::outputs::ToFile;

/// A value, with where it comes from.
#[derive(Debug, Clone)]
pub struct Setting<T> {
    pub value: T,
    pub from: ValueSource,
}

/// Where a value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueSource {
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
    pub force: Vec<ForceOverride>,
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
    pub limits: LimitSettings,
    pub waivers: Vec<SharedWaiver>,
    pub today: Setting<jiff::civil::Date>,
    /// What is used of the names in the configuration, each with the place where it is written.
    names: Vec<Placed<Name>>,
}

/// A name in the configuration.
#[derive(Debug)]
struct Name {
    key: &'static str,
    /// As it is used: a path goes from the current folder.
    used: String,
}

impl Settings {
    /// What is in force for a call.
    ///
    /// # Errors
    /// What is wrong with the configuration.
    pub fn of(
        paths: &[PathBuf],
        held: &SelectionArgs,
        counted: &BarArgs,
        shown: &OutputArgs,
    ) -> Result<Self, Vec<Diagnostic>> {
        held.stdin.check(paths)?;
        let file = match (&held.config, held.no_config) {
            (_, true) => None,
            (Some(named), _) => Some(named.clone()),
            (None, false) => found(paths, held.stdin.name.as_deref())?,
        };
        let written = file.as_deref().map(read).transpose()?.unwrap_or_default();
        let folder = file.as_deref().and_then(Path::parent).unwrap_or(Path::new("")).to_owned();
        let joined = |names: List| names.iter().map(|name| placed_in(&folder, &name.value)).collect::<Vec<_>>();
        let outputs = |files: Vec<ReportFile>| {
            let file =
                |file: ReportFile| Some(ToFile { format: render::format(&file.format)?, path: folder.join(file.file) });
            files.into_iter().filter_map(file).collect::<Vec<_>>()
        };
        let (usual, human) = (PathBuf::from("pilots/"), FORMATS.first().ok_or_else(Vec::new)?);
        let no_baseline = counted.no_baseline.then_some(None);
        let baseline = counted.baseline.clone().map(Some).or(no_baseline);
        let mut names = names(&written, &folder);
        let mut settings = Self {
            paths: chosen(some(paths), placed(written.pilots, joined), vec![usual]),
            stdin: held.stdin.name.clone(),
            rules: chosen(some(&held.source.rules), placed(written.rules, |names| rules(&folder, &names)), Vec::new()),
            only: chosen(some(&held.only), placed(written.only, values), Vec::new()),
            force: written.force,
            fail_on: chosen(counted.fail_on, written.fail_on, FailOn::Breached),
            min_force: chosen(counted.min_force, written.min_force, Force::Must),
            basis: chosen(held.basis.map(Some), placed(written.basis, Some), None),
            without: chosen(some(&held.without), placed(written.without, values), Vec::new()),
            documents: chosen(some(&held.documents), placed(written.documents, joined), Vec::new()),
            format: chosen(shown.format, written.format.and_then(known), human),
            outputs: chosen(some(&shown.outputs), placed(written.outputs, outputs), Vec::new()),
            baseline: chosen(baseline, placed(written.baseline, |name| Some(placed_in(&folder, &name))), None),
            lock: chosen(held.lock.clone(), placed(written.lock, |name| folder.join(name)), folder.join("brief.lock")),
            locked: chosen(held.locked.then_some(true), written.locked, false),
            waive: chosen(counted.no_waivers.then_some(false), None, true),
            limits: held.limit_args.over(&written.limits)?,
            waivers: written.waivers,
            today: chosen(counted.today, None, clock::today()),
            file: file.map(|file| names::of(&file)),
            names: Vec::new(),
        };
        if held.lock.is_some() && !settings.locked.value {
            let message = "--lock says which lock file holds; add --locked, so that it does".to_owned();
            return Err(vec![Diagnostic::call(DiagnosticCode::WrongCall, message)]);
        }
        names.retain(|name| settings.is_written(name.value.key));
        settings.names = names;
        Ok(settings)
    }

    /// Whether the value of a key is that of the configuration.
    fn is_written(&self, key: &str) -> bool {
        let from = match key {
            "pilots" => self.paths.from,
            "rules" => self.rules.from,
            "only" => self.only.from,
            "documents" => self.documents.from,
            _ => self.baseline.from,
        };
        matches!(from, ValueSource::Configuration(_))
    }

    /// What is wrong with a name of `only`: at its place where the configuration has it, or else with the call.
    pub fn wrong_name(&self, name: &str, message: String) -> Diagnostic {
        let written = self.names.iter().find(|written| written.value.key == "only" && written.value.used == name);
        match (written, &self.file) {
            (Some(written), Some(file)) => {
                Diagnostic::placed(DiagnosticCode::UnknownName, file, written.place, message)
            }
            _ => Diagnostic::call(DiagnosticCode::UnknownName, message),
        }
    }

    /// What is wrong with the day on which waivers are held against their last, unless the call says it.
    pub fn doubted(&self) -> Option<Diagnostic> {
        if self.today.from == ValueSource::Usual { clock::doubted(self.today.value) } else { None }
    }

    /// Ends a run. What is wrong with a file that the configuration names, and not with something in it, is told where it
    /// is named.
    pub fn end(&self, run: Run) -> RunEnding {
        let mut ending = run.end(&self.without.value);
        if ending.waived > 0 {
            ending.errors.extend(self.doubted());
        }
        let Some(file) = &self.file else { return ending };
        for told in ending.errors.iter_mut().chain(&mut ending.notices).filter(|told| told.place.is_none()) {
            let is_it = |name: &&Placed<Name>| {
                name.value.key != "only" && told.file.as_deref() == Some(name.value.used.as_str())
            };
            if let Some(name) = self.names.iter().find(is_it) {
                told.message = format!("`{}`: {}", watching_brief::text::words::shown(&name.value.used), told.message);
                told.file = Some(file.clone());
                told.place = Some(name.place);
            }
        }
        ending
    }
}

/// What is used of the names in a configuration.
fn names(written: &Configuration, folder: &Path) -> Vec<Placed<Name>> {
    let joined = |name: &str| names::of(&placed_in(folder, name));
    let of = |key, list: &Option<Placed<List>>, used: &dyn Fn(&str) -> String| {
        let each = list.iter().flat_map(|list| &list.value);
        each.map(|name| Placed { value: Name { key, used: used(&name.value) }, place: name.place }).collect::<Vec<_>>()
    };
    let mut names = of("pilots", &written.pilots, &joined);
    names.extend(of("rules", &written.rules, &|name| rule_set(folder, name)));
    names.extend(of("only", &written.only, &str::to_owned));
    names.extend(of("documents", &written.documents, &joined));
    let baseline = written.baseline.iter();
    names.extend(
        baseline.map(|name| Placed { value: Name { key: "baseline", used: joined(&name.value) }, place: name.place }),
    );
    names
}

/// A list of names as the configuration has it.
type List = Vec<Placed<String>>;

fn values(list: List) -> Vec<String> {
    list.into_iter().map(|name| name.value).collect()
}

impl Settings {
    /// The pilots of the run.
    pub fn inputs(&self) -> Inputs {
        Inputs::with_stdin(&self.paths.value, self.stdin.as_deref())
    }
}

impl StdinArgs {
    /// Whether a name for standard input goes with the paths of a call.
    ///
    /// # Errors
    /// Why it does not.
    pub fn check(&self, paths: &[PathBuf]) -> Result<(), Vec<Diagnostic>> {
        let Some(named) = &self.name else { return Ok(()) };
        let name = names::of(named);
        let message = if !paths.iter().any(|path| path.as_os_str() == "-") {
            format!(
                "--stdin-filename names the file whose text comes in on standard input; give `-` among the paths, as in \
                 - --stdin-filename {}",
                words::shown(&name)
            )
        } else if named.is_dir() {
            format!("--stdin-filename names a file, and `{}` is a folder", words::shown(&name))
        } else {
            return Ok(());
        };
        Err(vec![Diagnostic::call(DiagnosticCode::WrongCall, message)])
    }
}

/// What the call says, or else the configuration, or else what is usual.
fn chosen<T>(call: Option<T>, written: Option<Placed<T>>, usual: T) -> Setting<T> {
    match (call, written) {
        (Some(value), _) => Setting { value, from: ValueSource::Call },
        (None, Some(Placed { value, place })) => Setting { value, from: ValueSource::Configuration(place) },
        (None, None) => Setting { value: usual, from: ValueSource::Usual },
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
fn rules(folder: &Path, names: &[Placed<String>]) -> Vec<String> {
    names.iter().map(|name| rule_set(folder, &name.value)).collect()
}

/// A file that is named in a folder, as it is written or as it is shown.
fn placed_in(folder: &Path, name: &str) -> PathBuf {
    let path = folder.join(name);
    if path.is_symlink() || path.exists() { path } else { folder.join(names::path(name)) }
}

fn rule_set(folder: &Path, name: &str) -> String {
    let path = placed_in(folder, name);
    let is_path = path.exists() || name.contains('/') || path.extension().is_some();
    if is_path { names::of(&path) } else { name.to_owned() }
}

//! What is in force in a run: what the call says, then what `brief.yaml` says, then what is usual.

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::config_discovery::{discover, misnamed, read};
use super::folder_filter::{FolderFilter, LeftOut};
use super::inputs::Inputs;
use super::limit_settings::LimitSettings;
use super::options::{BaselineChoice, ConfigurationChoice, ProjectOptions, ReportOutput};
use super::value_source::{Setting, ValueSource};
use crate::configuration::{Configuration, ForceOverride, Placed, ReportFile};
use crate::files::Files;
use crate::model::diagnostic::Diagnostic;
use crate::model::{Basis, DiagnosticCode, FailOn, Force, SharedWaiver};
use crate::render::{self, FORMATS, Format};
use crate::report::{Run, RunEnding};
use crate::text::{names, words};

/// No run of this program took place before this day: a clock that says so is wrong.
const FIRST_DAY: Date = jiff::civil::date(2026, 1, 1);

/// What is in force in a run.
#[derive(Debug)]
pub struct Settings {
    /// The configuration file, if there is one.
    pub file: Option<String>,
    /// The pilots: files, and folders that hold them.
    pub paths: Setting<Vec<PathBuf>>,
    /// The patterns of files that are left out of folders.
    pub exclude: Setting<Vec<String>>,
    /// Whether the `.gitignore` files of a repository are heeded.
    pub heeds_ignore_files: Setting<bool>,
    /// What both come to.
    pub filter: FolderFilter,
    /// The file whose text standard input is.
    pub stdin: Option<PathBuf>,
    /// The rule sets that are used instead of the embedded ones.
    pub rules: Setting<Vec<String>>,
    /// The files of the vocabulary in force; none where it is the shipped one.
    pub vocabulary: Setting<Vec<PathBuf>>,
    /// The rules that are looked at; all where there are none.
    pub only: Setting<Vec<String>>,
    /// The rules that have another force here.
    pub force: Vec<ForceOverride>,
    /// The verdicts that count as findings.
    pub fail_on: Setting<FailOn>,
    /// The least force that counts.
    pub min_force: Setting<Force>,
    /// Whether what is worth knowing counts as wrong.
    pub strict: Setting<bool>,
    /// The weakest basis that is listened to.
    pub basis: Setting<Option<Basis>>,
    /// The speakers whose word is set aside.
    pub without: Setting<Vec<String>>,
    /// Whether hedged statements are listened to.
    pub hedged: bool,
    /// Registers of documents.
    pub documents: Setting<Vec<PathBuf>>,
    /// The form of the report on standard output.
    pub format: Setting<&'static Format>,
    /// The files that reports are written to.
    pub outputs: Setting<Vec<ReportOutput>>,
    /// The file of the baseline.
    pub baseline: Setting<Option<PathBuf>>,
    /// The file that pins the rule sets.
    pub lock: Setting<PathBuf>,
    /// Whether rule sets that are not as they were pinned are refused.
    pub locked: Setting<bool>,
    /// Whether waivers count.
    pub waive: Setting<bool>,
    /// The limits within which files are read.
    pub limits: LimitSettings,
    /// Waivers for several pilots.
    pub waivers: Vec<SharedWaiver>,
    /// The day on which waivers are held against their last day.
    pub today: Setting<Date>,
    /// What is used of the names in the configuration, each with the place where it is written.
    names: Vec<Placed<Name>>,
    /// What is worth knowing of how they came about.
    pub notices: Vec<Diagnostic>,
}

/// A name in the configuration.
#[derive(Debug)]
struct Name {
    key: &'static str,
    /// As it is used: a path goes from the current folder.
    used: String,
}

impl Settings {
    /// What is in force for a call that names these pilots. The first of them is where configuration is looked for, and
    /// what holds for it must hold for all.
    ///
    /// # Errors
    /// What is wrong with the configuration.
    pub fn resolve(files: &dyn Files, anchor: &[PathBuf], call: ProjectOptions) -> Result<Self, Vec<Diagnostic>> {
        let file = match &call.configuration {
            ConfigurationChoice::Nothing => None,
            ConfigurationChoice::File(named) => Some(named.clone()),
            ConfigurationChoice::Discovered => discover(files, anchor, call.stdin_name.as_deref())?,
        };
        let misnamed = match &call.configuration {
            ConfigurationChoice::Discovered => misnamed(files, anchor, call.stdin_name.as_deref()),
            _ => Vec::new(),
        };
        let written = file.as_deref().map(|file| read(files, file)).transpose()?.unwrap_or_default();
        let folder = file.as_deref().and_then(Path::parent).unwrap_or(Path::new("")).to_owned();
        let joined = |names: List| names.iter().map(|name| placed_in(files, &folder, &name.value)).collect::<Vec<_>>();
        let outputs = |reports: Vec<ReportFile>| {
            let file = |file: ReportFile| {
                Some(ReportOutput { format: render::format(&file.format)?, path: folder.join(file.file) })
            };
            reports.into_iter().filter_map(file).collect::<Vec<_>>()
        };
        let (usual, human) = (PathBuf::from("pilots/"), FORMATS.first().ok_or_else(Vec::new)?);
        let baseline = match call.baseline {
            BaselineChoice::Configured => None,
            BaselineChoice::File(path) => Some(Some(path)),
            BaselineChoice::Nothing => Some(None),
        };
        let lock_is_named = call.lock.is_some();
        let mut names = names(files, &written, &folder);
        let mut settings = Self {
            paths: chosen(non_empty(anchor.to_vec()), map_placed(written.pilots, joined), vec![usual]),
            exclude: chosen(non_empty(call.exclude), map_placed(written.exclude.clone(), values), Vec::new()),
            heeds_ignore_files: chosen(call.no_ignore.then_some(false), None, true),
            filter: FolderFilter::default(),
            stdin: call.stdin_name,
            rules: chosen(
                non_empty(call.rules),
                map_placed(written.rules, |names| rules(files, &folder, &names)),
                Vec::new(),
            ),
            vocabulary: chosen(
                non_empty(call.vocabulary),
                map_placed(written.vocabulary, |name| vec![placed_in(files, &folder, &name)]),
                Vec::new(),
            ),
            only: chosen(non_empty(call.only), map_placed(written.only, values), Vec::new()),
            force: written.force,
            fail_on: chosen(call.fail_on, written.fail_on, FailOn::Breached),
            min_force: chosen(call.min_force, written.min_force, Force::Must),
            strict: chosen(call.strict.then_some(true), written.strict, false),
            basis: chosen(call.basis.map(Some), map_placed(written.basis, Some), None),
            without: chosen(non_empty(call.without), map_placed(written.without, values), Vec::new()),
            hedged: call.hedged,
            documents: chosen(non_empty(call.documents), map_placed(written.documents, joined), Vec::new()),
            format: chosen(call.format, written.format.and_then(known_format), human),
            outputs: chosen(non_empty(call.outputs), map_placed(written.outputs, outputs), Vec::new()),
            baseline: chosen(
                baseline,
                map_placed(written.baseline, |name| Some(placed_in(files, &folder, &name))),
                None,
            ),
            lock: chosen(call.lock, map_placed(written.lock, |name| folder.join(name)), folder.join("brief.lock")),
            locked: chosen(call.locked.then_some(true), written.locked, false),
            waive: chosen(call.no_waivers.then_some(false), None, true),
            limits: LimitSettings::new(&call.limits, &written.limits)?,
            waivers: written.waivers,
            today: chosen(call.today, None, call.clock),
            file: file.map(|file| names::as_text(&file)),
            names: Vec::new(),
            notices: misnamed,
        };
        if lock_is_named && !settings.locked.value {
            let message = "--lock says which lock file holds; add --locked, so that it does".to_owned();
            return Err(vec![Diagnostic::call(DiagnosticCode::WrongCall, message)]);
        }
        settings.filter = settings.folder_filter(files, &folder, written.exclude.as_ref())?;
        names.retain(|name| settings.is_written(name.value.key));
        settings.names = names;
        Ok(settings)
    }

    /// What is left out of folders. Patterns of a call go from the current folder, those of the configuration from its own.
    fn folder_filter(
        &self,
        files: &dyn Files,
        folder: &Path,
        written: Option<&Placed<List>>,
    ) -> Result<FolderFilter, Vec<Diagnostic>> {
        let from_call = self.exclude.from == ValueSource::Call;
        let folder = if from_call { Path::new("") } else { folder };
        let filter = FolderFilter::new(files, folder, &self.exclude.value, self.heeds_ignore_files.value);
        filter.map_err(|wrong| {
            let told = |(at, reason): (usize, String)| {
                let pattern = words::excerpt(self.exclude.value.get(at).map_or("", String::as_str));
                let place = written.filter(|_| !from_call).and_then(|list| list.value.get(at)).map(|item| item.place);
                match (&self.file, place) {
                    (Some(file), Some(place)) => Diagnostic::placed(
                        DiagnosticCode::WrongPattern,
                        file,
                        place,
                        format!("`{pattern}` is no pattern of files: {reason}"),
                    ),
                    _ => Diagnostic::call(
                        DiagnosticCode::WrongPattern,
                        format!("`--exclude {pattern}` is no pattern of files: {reason}"),
                    ),
                }
            };
            wrong.into_iter().map(told).collect()
        })
    }

    /// The patterns that left nothing out of the folders of a run, which names all folders that it is about.
    #[must_use]
    pub fn idle_patterns(&self, left_out: &LeftOut) -> Vec<Diagnostic> {
        let from_call = self.exclude.from == ValueSource::Call;
        if !from_call && self.paths.from == ValueSource::Call {
            return Vec::new();
        }
        let idle = self.exclude.value.iter().filter(|pattern| !pattern.starts_with('!') && !left_out.used(pattern));
        let told = |pattern: &String| {
            let message = format!("`{}` leaves no file and no folder out", words::excerpt(pattern));
            match (&self.file, self.exclude.from) {
                (Some(file), ValueSource::Configuration(place)) => {
                    Diagnostic::placed(DiagnosticCode::UnusedPattern, file, place, message).as_notice()
                }
                _ => Diagnostic::call(DiagnosticCode::UnusedPattern, format!("--exclude: {message}")).as_notice(),
            }
        };
        idle.map(told).collect()
    }

    /// Whether the value of a key is that of the configuration.
    fn is_written(&self, key: &str) -> bool {
        let from = match key {
            "pilots" => self.paths.from,
            "rules" => self.rules.from,
            "only" => self.only.from,
            "documents" => self.documents.from,
            "vocabulary" => self.vocabulary.from,
            _ => self.baseline.from,
        };
        matches!(from, ValueSource::Configuration(_))
    }

    /// What is wrong with a name of `only`: at its place where the configuration has it, or else with the call.
    #[must_use]
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
    #[must_use]
    pub fn doubted(&self) -> Option<Diagnostic> {
        let today = self.today.value;
        let message = || {
            format!(
                "the clock of this machine says {today}, which cannot be, and waivers count until a day; put the clock \
                 right, or say with --today which day it is"
            )
        };
        (self.today.from == ValueSource::Usual && today < FIRST_DAY)
            .then(message)
            .map(|message| Diagnostic::call(DiagnosticCode::WrongClock, message))
    }

    /// Ends a run. What is wrong with a file that the configuration names, and not with something in it, is told where it
    /// is named.
    #[must_use]
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
                told.message = format!("`{}`: {}", words::excerpt(&name.value.used), told.message);
                told.file = Some(file.clone());
                told.place = Some(name.place);
            }
        }
        ending
    }
}

/// What is used of the names in a configuration.
fn names(files: &dyn Files, written: &Configuration, folder: &Path) -> Vec<Placed<Name>> {
    let joined = |name: &str| names::as_text(&placed_in(files, folder, name));
    let of = |key, list: &Option<Placed<List>>, used: &dyn Fn(&str) -> String| {
        let each = list.iter().flat_map(|list| &list.value);
        each.map(|name| Placed { value: Name { key, used: used(&name.value) }, place: name.place }).collect::<Vec<_>>()
    };
    let mut names = of("pilots", &written.pilots, &joined);
    names.extend(of("rules", &written.rules, &|name| rule_set(files, folder, name)));
    names.extend(of("only", &written.only, &str::to_owned));
    names.extend(of("documents", &written.documents, &joined));
    for (key, name) in [("baseline", &written.baseline), ("vocabulary", &written.vocabulary)] {
        let used = name.iter().map(|name| Placed { value: Name { key, used: joined(&name.value) }, place: name.place });
        names.extend(used);
    }
    names
}

/// A list of names as the configuration has it.
type List = Vec<Placed<String>>;

fn values(list: List) -> Vec<String> {
    list.into_iter().map(|name| name.value).collect()
}

impl Settings {
    /// The pilots of the run.
    #[must_use]
    pub fn inputs<'f>(&self, files: &'f dyn Files) -> Inputs<'f> {
        Inputs::filtered(files, &self.paths.value, self.stdin.as_deref(), &self.filter, Path::to_owned)
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
fn non_empty<T>(list: Vec<T>) -> Option<Vec<T>> {
    Some(list).filter(|list| !list.is_empty())
}

fn map_placed<T, U>(written: Option<Placed<T>>, make: impl FnOnce(T) -> U) -> Option<Placed<U>> {
    written.map(|Placed { value, place }| Placed { value: make(value), place })
}

fn known_format(Placed { value, place }: Placed<String>) -> Option<Placed<&'static Format>> {
    Some(Placed { value: render::format(&value)?, place })
}

/// The rule sets that a configuration names: what is no file seen from its folder is an id.
fn rules(files: &dyn Files, folder: &Path, names: &[Placed<String>]) -> Vec<String> {
    names.iter().map(|name| rule_set(files, folder, &name.value)).collect()
}

/// A file that is named in a folder, as it is written or as it is shown.
fn placed_in(files: &dyn Files, folder: &Path, name: &str) -> PathBuf {
    let path = folder.join(name);
    if files.is_link(&path) || files.exists(&path) { path } else { folder.join(names::path(name)) }
}

fn rule_set(files: &dyn Files, folder: &Path, name: &str) -> String {
    let path = placed_in(files, folder, name);
    let is_path = files.exists(&path) || name.contains('/') || path.extension().is_some();
    if is_path { names::as_text(&path) } else { name.to_owned() }
}

//! A project: its pilots, the rules that they are held against, and all that is in force for them. Every front end opens one
//! and asks it, so that all give the same answers.
//!
//! Nothing here touches the terminal, the clock or the disk: what stands in files is asked of [`Files`], and the day is
//! handed in.

pub mod config_discovery;
pub mod document_report;
pub mod inputs;
pub mod limit_settings;
pub mod lock;
pub mod named_rules;
pub mod options;
pub mod pilots;
pub mod reading;
pub mod report_forms;
pub mod rule_loading;
pub mod settings;

use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::baseline::Baseline;
use crate::check::{Checker, Selection};
use crate::citations::Register;
use crate::configuration::ForceOverride;
use crate::evaluate::StatementFilter;
use crate::explain::{self, Explanation};
use crate::files::Files;
use crate::model::diagnostic::Diagnostic;
use crate::model::limits::Limits;
use crate::pilot::fold_speaker;
use crate::render::{DisplayOptions, Format};
use crate::report::{Bar, PilotReport, Run, RunEnding};
use crate::rules::{Collection, ForceChange, Pin, Purpose};
use crate::text::{names, words};
use crate::{schema, threads};
use inputs::Inputs;
use pilots::{Fresh, Memory, OnProgress, Repeated, Show, Showing};
use report_forms::{PartSink, PilotParts, ReportForms};
use rule_loading::LoadedRules;
use settings::{Settings, ValueSource};

pub use document_report::{CheckedDocument, DocumentReport};
pub use options::{BaselineChoice, ConfigurationChoice, ProjectOptions, ReportOutput};

/// A project that is open.
#[derive(Debug)]
pub struct Project {
    files: Arc<dyn Files>,
    settings: Settings,
    rules: LoadedRules,
    register: Register,
    baseline: Option<Baseline>,
    /// What was wrong with all that, or is worth knowing.
    diagnostics: Vec<Diagnostic>,
    /// Whether pilots can be checked at all.
    sound: bool,
}

impl Project {
    /// Opens a project. The anchor names its pilots; without any, the configuration does. The first of them is where
    /// configuration is looked for, upwards.
    ///
    /// What is wrong with rule sets and other files does not keep a project from being opened: it is among the
    /// [diagnostics](Self::diagnostics) of the project, and of each run.
    ///
    /// # Errors
    /// What is wrong with the configuration: then nobody knows what is asked for.
    pub fn open(files: Arc<dyn Files>, anchor: &[PathBuf], options: ProjectOptions) -> Result<Self, Vec<Diagnostic>> {
        let settings = Settings::resolve(&*files, anchor, options)?;
        Ok(Self::load(files, settings))
    }

    /// Loads what some settings name.
    #[must_use]
    pub fn load(files: Arc<dyn Files>, settings: Settings) -> Self {
        let limits = settings.limits.limits;
        let read: &dyn Files = &*files;
        // Most of the start is in these, and none needs another; the schema may be on its way already.
        let rules = || rule_loading::load_rules(read, &settings.rules.value, Purpose::Check, limits);
        let others = || {
            schema::make_ready(schema::Kind::Pilot);
            reading::load_register(read, &settings.documents.value, limits)
        };
        let ((mut rules, mut diagnostics), (register, wrong_register)) = threads::join(rules, others);
        let drift = if settings.locked.value {
            lock::lock_drift(read, &settings.lock.value, &rules.pins(), &diagnostics)
        } else {
            Vec::new()
        };
        let mut sound = drift.is_empty();
        diagnostics.extend(drift);
        diagnostics.extend(change_forces(&mut rules.collection, &settings));
        diagnostics.extend(wrong_register);
        let mut baseline = None;
        if let Some(path) = &settings.baseline.value {
            match read_baseline(read, path) {
                Ok(known) => baseline = Some(known),
                Err(wrong) => {
                    diagnostics.push(wrong);
                    sound = false;
                }
            }
        }
        let mut project = Self { files, settings, rules, register, baseline, diagnostics, sound };
        project.select();
        let notices = project.checker().shared_waiver_notices();
        project.diagnostics.extend(notices);
        project
    }

    /// Sees whether all names of rules that are to be looked at stand for something.
    fn select(&mut self) {
        if !self.sound {
            return;
        }
        let (collection, only) = (&self.rules.collection, &self.settings.only.value);
        if let Err(message) = Selection::only(collection, only) {
            let wrong = only.iter().find(|name| Selection::only(collection, &[(*name).clone()]).is_err());
            self.diagnostics.push(self.settings.wrong_name(wrong.map_or("", String::as_str), message));
            self.sound = false;
        }
    }

    /// The files of the project.
    #[must_use]
    pub fn files(&self) -> &dyn Files {
        &*self.files
    }

    /// What is in force.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The rule sets.
    #[must_use]
    pub fn collection(&self) -> &Collection {
        &self.rules.collection
    }

    /// What the rule sets rest on.
    #[must_use]
    pub fn pins(&self) -> Vec<Pin> {
        self.rules.pins()
    }

    /// What is wrong with the project, or worth knowing, before any pilot is read.
    #[must_use]
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// Whether pilots can be checked: what is not sound is held against nothing.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.sound
    }

    /// Holds pilots against the rules as the settings say.
    #[must_use]
    pub fn checker(&self) -> Checker<'_> {
        let (collection, settings) = (&self.rules.collection, &self.settings);
        let chosen = || Selection::only(collection, &settings.only.value).unwrap_or_else(|_| Selection::none());
        let selection = if self.sound { chosen() } else { Selection::none() };
        Checker {
            hearing: StatementFilter {
                least: settings.basis.value,
                without: settings.without.value.iter().map(|name| fold_speaker(name)).collect(),
                ..StatementFilter::default()
            },
            bar: Bar { fail_on: settings.fail_on.value, min_force: settings.min_force.value },
            waivers: &settings.waivers,
            waive: settings.waive.value,
            baseline: self.baseline.as_ref(),
            limits: settings.limits.limits,
            ..Checker::new(collection, selection, &self.register, settings.today.value)
        }
    }

    /// A run that knows what is wrong with the project.
    #[must_use]
    pub fn begin(&self) -> Run {
        let mut run = Run::default();
        run.tell(self.diagnostics.iter().cloned());
        run
    }

    /// Ends a run.
    #[must_use]
    pub fn end(&self, run: Run) -> RunEnding {
        self.settings.end(run)
    }

    /// The pilots of the project.
    #[must_use]
    pub fn inputs(&self) -> Inputs<'_> {
        self.settings.inputs(self.files())
    }

    /// Checks all pilots of some inputs for a run: `show` makes of each report what is wanted, and `sink` takes that, in
    /// order.
    ///
    /// # Errors
    /// What `sink` fails with; what is wrong with an input goes to the run.
    pub fn each<R: Send>(
        &self,
        inputs: Inputs<'_>,
        checker: &Checker<'_>,
        run: &mut Run,
        show: Show<'_, R>,
        sink: &mut dyn FnMut(R) -> io::Result<()>,
        progress: OnProgress<'_>,
    ) -> io::Result<()> {
        if self.sound { pilots::each(inputs, checker, run, show, sink, progress) } else { Ok(()) }
    }

    /// Checks the pilots of some inputs, and writes the report of that in every form, part by part. Files of which `memory`
    /// knows what comes of them are not read.
    ///
    /// # Errors
    /// What `sink` fails with.
    pub fn check(
        &self,
        inputs: Inputs<'_>,
        forms: &ReportForms,
        sink: PartSink<'_>,
        memory: &mut dyn Memory<PilotParts>,
        progress: OnProgress<'_>,
    ) -> io::Result<RunEnding> {
        let checker = Checker { detail: forms.detail(), ..self.checker() };
        let mut run = self.begin();
        let opening = checker.opening();
        let mut writer = forms.writer(sink);
        writer.begin(&opening)?;
        if self.sound {
            let show = |report: &PilotReport<'_>| forms.pilot(report);
            let showing = Showing { show: &show, later: Option::is_none };
            let take = &mut |parts: PilotParts, again: Repeated<'_>| match parts {
                Some(parts) => writer.pilot(parts),
                None => again.report(|report| writer.write(report)).unwrap_or(Ok(())),
            };
            pilots::each_new(inputs, &checker, &mut run, showing, take, memory, progress)?;
        }
        run.tell(checker.idle_waiver_notices(&run));
        // A call that names pilots need not name all that waivers are for.
        if self.sound && self.settings.paths.from != ValueSource::Call {
            run.tell(checker.astray_waiver_notices(&run));
        }
        let ending = self.end(run);
        writer.end(&opening, &ending)?;
        Ok(ending)
    }

    /// The whole report of all pilots of the project in one form, with how the run ended.
    #[must_use]
    pub fn report(&self, format: &'static Format, look: DisplayOptions) -> (String, RunEnding) {
        let mut forms = ReportForms::new(false);
        forms.add(format, look);
        let mut text = String::new();
        let sink = &mut |_: usize, part: &str| {
            text.push_str(part);
            Ok(())
        };
        // A text takes everything.
        let ending = self.check(self.inputs(), &forms, sink, &mut Fresh, &mut |_| ()).unwrap_or_default();
        (text, ending)
    }

    /// Explains a rule, a fact, a rule set, a section of facts or a dimension.
    ///
    /// # Errors
    /// A name that stands for nothing, with the nearest that does.
    pub fn explain(&self, name: &str) -> Result<Explanation, String> {
        explain::explain(self.collection(), name)
    }

    /// In which ways the rule sets are not those of the lock file.
    #[must_use]
    pub fn lock_drift(&self) -> Vec<Diagnostic> {
        lock::lock_drift(self.files(), &self.settings.lock.value, &self.pins(), &self.diagnostics)
    }
}

/// Loads the rule sets that some settings name, for a call without pilots, with what is worth telling of them.
#[must_use]
pub fn load_rules_alone(files: &dyn Files, settings: &Settings) -> (Collection, Vec<Diagnostic>) {
    let (mut rules, wrong) =
        rule_loading::load_rules(files, &settings.rules.value, Purpose::Check, settings.limits.limits);
    let mut run = Run::default();
    run.tell(wrong);
    run.tell(change_forces(&mut rules.collection, settings));
    let ending = settings.end(run);
    (rules.collection, ending.errors.into_iter().chain(ending.notices).collect())
}

/// Loads rule sets by the names of a call that reads no configuration.
#[must_use]
pub fn load_named_rules(files: &dyn Files, named: &[String], limits: Limits) -> (Collection, Vec<Diagnostic>) {
    let (rules, diagnostics) = rule_loading::load_rules(files, named, Purpose::Check, limits);
    (rules.collection, diagnostics)
}

/// Gives rules the forces that the configuration gives them; what matches nothing, or changes nothing, is told.
fn change_forces(collection: &mut Collection, settings: &Settings) -> Vec<Diagnostic> {
    let file = settings.file.as_deref().unwrap_or_default();
    settings.force.iter().filter_map(|change| change_force(collection, change, file)).collect()
}

fn change_force(collection: &mut Collection, change: &ForceOverride, file: &str) -> Option<Diagnostic> {
    let ids: Vec<String> =
        collection.rules().map(|(_, rule)| rule.rule.id.clone()).filter(|id| words::fits(&change.rule, id)).collect();
    if ids.is_empty() {
        let near = words::nearest(&change.rule, collection.rules().map(|(_, rule)| rule.rule.id.as_str()));
        let hint = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
        let rule = words::shown(&change.rule);
        let message = format!("`{rule}` is no rule of the rule sets that are used{hint}");
        return Some(Diagnostic::placed(file, change.place, message));
    }
    let weighing = ForceChange {
        force: change.force,
        by: Arc::from([format!("this project ({file})")]),
        reason: Arc::from(change.reason.as_str()),
        file: Arc::from(file),
        place: change.place,
    };
    let mut changed = false;
    for id in &ids {
        changed |= collection.rule_mut(id).is_some_and(|rule| rule.weigh(weighing.clone()));
    }
    if changed {
        return None;
    }
    let (rule, force) = (words::shown(&change.rule), change.force.name());
    Some(Diagnostic::placed(file, change.place, format!("{rule} is a {force} already; take this out")).as_notice())
}

/// The most bytes that a baseline may have.
const MAX_BASELINE: u64 = 256 * 1024 * 1024;

/// The text of a file, which need not have an end.
fn text(files: &dyn Files, path: &Path) -> io::Result<String> {
    let mut text = String::new();
    files.read(path)?.take(MAX_BASELINE + 1).read_to_string(&mut text)?;
    if text.len() as u64 > MAX_BASELINE {
        let message = format!("it has more than {} MiB; that is the most that is read", MAX_BASELINE / 1024 / 1024);
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, message));
    }
    Ok(text)
}

/// Reads a baseline.
///
/// # Errors
/// Why it cannot be read.
pub fn read_baseline(files: &dyn Files, path: &Path) -> Result<Baseline, Diagnostic> {
    let name = names::of(path);
    let text = text(files, path).map_err(|error| {
        let hint = if error.kind() == io::ErrorKind::NotFound { "; `brief baseline` writes one" } else { "" };
        Diagnostic::file(&name, reading::missing(files, path, &error) + hint)
    })?;
    Baseline::read(&text).map_err(|(place, message)| match place {
        Some(place) => Diagnostic::placed(&name, place, message),
        None => Diagnostic::file(&name, message),
    })
}

//! Opening a project, and asking it.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use super::inputs::Inputs;
use super::options::ProjectOptions;
use super::pilots::{self, OnProgress, Show};
use super::rule_loading::{LoadedRules, load_rules};
use super::settings::Settings;
use super::vocabulary_loading::configured_schemas;
use super::{baseline, configured_rules, lock, reading};
use crate::baseline::Baseline;
use crate::check::{Checker, Selection};
use crate::citations::Register;
use crate::evaluate::StatementFilter;
use crate::explain::{self, Documents, Explanation};
use crate::files::Files;
use crate::model::diagnostic::Diagnostic;
use crate::pilot::fold_speaker;
use crate::report::{Bar, Run, RunEnding};
use crate::rules::{Collection, Pin, Purpose};
use crate::schema::{Kind, Schemas};
use crate::threads;

/// A project that is open.
#[derive(Debug)]
pub struct Project {
    files: Arc<dyn Files>,
    settings: Settings,
    rules: LoadedRules,
    register: Register,
    pub(super) baseline: Option<Baseline>,
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
        let rule_files = Arc::clone(&files);
        Self::load_with_rules_of(files, &*rule_files, settings)
    }

    /// The same, where the vocabulary, the rule sets and the lock are read from files of their own, such as those of another
    /// day.
    #[must_use]
    pub fn load_with_rules_of(files: Arc<dyn Files>, rule_files: &dyn Files, settings: Settings) -> Self {
        let limits = settings.limits.limits;
        let read: &dyn Files = &*files;
        // The vocabulary may be on its way already, with the schema: what needs neither goes first.
        if settings.rules.value.is_empty() && settings.vocabulary.value.is_empty() {
            Collection::read_embedded_ahead();
        }
        // Most of the start is in these, and none needs another; the schema may be on its way already.
        let (schemas, wrong_vocabulary) = match configured_schemas(rule_files, &settings) {
            Ok(schemas) => (schemas, Vec::new()),
            Err(wrong) => (Arc::clone(Schemas::shipped()), wrong),
        };
        let rules = || load_rules(rule_files, &schemas, &settings.rules.value, Purpose::Check, limits);
        let others = || {
            schemas.make_ready(Kind::Pilot);
            reading::load_register(read, &settings.documents.value, limits)
        };
        let ((mut rules, mut diagnostics), (register, wrong_register)) = threads::join(rules, others);
        // What rules and pilots say is not known without their vocabulary: nothing is told of them then.
        let vocabulary_is_sound = wrong_vocabulary.is_empty();
        if !vocabulary_is_sound {
            diagnostics = wrong_vocabulary;
        }
        let drift = if settings.locked.value {
            let (lock, pins) = (&settings.lock.value, rules.pins());
            lock::lock_drift(rule_files, lock, &pins, rules.collection.vocabulary(), &diagnostics)
        } else {
            Vec::new()
        };
        let mut sound = drift.is_empty() && vocabulary_is_sound;
        diagnostics.extend(drift);
        diagnostics.extend(settings.notices.iter().cloned());
        diagnostics.extend(configured_rules::change_forces(&mut rules.collection, &settings));
        diagnostics.extend(wrong_register);
        let mut baseline = None;
        if let Some(path) = &settings.baseline.value {
            match baseline::read(read, path) {
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
        if let Err(unknown) = Selection::only(collection, only) {
            let wrong = unknown.0.into_iter().map(|one| self.settings.wrong_name(&one.name, one.message));
            self.diagnostics.extend(wrong);
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

    /// The documents that are known.
    #[must_use]
    pub fn register(&self) -> &Register {
        &self.register
    }

    /// What the rule sets rest on.
    #[must_use]
    pub fn pins(&self) -> Vec<Pin> {
        self.rules.pins()
    }

    /// The files that its rule sets came from, those that they import from included.
    pub fn rule_files(&self) -> impl Iterator<Item = &str> {
        self.rules.files()
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
        Checker {
            hearing: StatementFilter {
                hedged: settings.hedged,
                least: settings.basis.value,
                without: settings.without.value.iter().map(|name| fold_speaker(name)).collect(),
                ..StatementFilter::default()
            },
            bar: Bar { fail_on: settings.fail_on.value, min_force: settings.min_force.value },
            waivers: &settings.waivers,
            waive: settings.waive.value,
            baseline: self.baseline.as_ref(),
            limits: settings.limits.limits,
            ..Checker::new(collection, self.selection(), &self.register, settings.today.value)
        }
    }

    /// Which rules are looked at.
    pub(super) fn selection(&self) -> Selection {
        let chosen = || Selection::only(self.collection(), &self.settings.only.value).ok();
        self.sound.then(chosen).flatten().unwrap_or_else(Selection::none)
    }

    /// How a run ends that cannot begin, because something is wrong with the project; none where it can.
    #[must_use]
    pub fn refusal(&self) -> Option<RunEnding> {
        (!self.sound).then(|| self.end(self.begin()))
    }

    /// A run that knows what is wrong with the project.
    #[must_use]
    pub fn begin(&self) -> Run {
        let mut run = Run::default();
        run.add_diagnostics(self.diagnostics.iter().cloned());
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

    /// The same, where whatever is made of a report is only taken up.
    pub(super) fn gather<R: Send>(
        &self,
        inputs: Inputs<'_>,
        checker: &Checker<'_>,
        run: &mut Run,
        show: Show<'_, R>,
        take: &mut dyn FnMut(R),
        progress: OnProgress<'_>,
    ) {
        let take = &mut |shown| {
            take(shown);
            Ok(())
        };
        // What is taken up cannot fail.
        let _ = self.each(inputs, checker, run, show, take, progress);
    }

    /// Explains a rule, a fact, a rule set, a section of facts, a dimension or a document.
    ///
    /// # Errors
    /// A name that stands for nothing, with the nearest that does.
    pub fn explain(&self, name: &str) -> Result<Explanation, String> {
        let documents = Documents { register: &self.register, of_pilots: None };
        explain::explain(self.collection(), documents, name)
    }

    /// In which ways the rule sets are not those of the lock file.
    #[must_use]
    pub fn lock_drift(&self) -> Vec<Diagnostic> {
        lock::lock_drift(
            self.files(),
            &self.settings.lock.value,
            &self.pins(),
            self.collection().vocabulary(),
            &self.diagnostics,
        )
    }
}

//! What a run needs besides pilots: the rule sets, the registers and the baseline, as the settings name them.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;

use watching_brief::baseline::Baseline;
use watching_brief::check::{Checker, Selection};
use watching_brief::citations::Register;
use watching_brief::configuration::ForceOverride;
use watching_brief::model::diagnostic::Diagnostic;
use watching_brief::report::{Bar, Run};
use watching_brief::rules::{Collection, ForceChange, Purpose};
use watching_brief::schema::{Kind, Schemas};
use watching_brief::text::{names, words};

use super::load::{self, Rules};
use super::settings::Settings;
use super::{cli, files, lock};

/// What was loaded; what was wrong with it is told to the run.
#[derive(Debug)]
pub struct Loaded {
    collection: Collection,
    register: Register,
    baseline: Option<Baseline>,
    /// Whether all that must be there was there.
    sound: bool,
}

impl Loaded {
    /// Loads what the settings name.
    pub fn new(settings: &Settings, run: &mut Run) -> Self {
        let limits = settings.limits.limits;
        // Most of the start is in these, and none needs another; the schema may be on its way already.
        let rules = || load::rules(&settings.rules.value, Purpose::Check, limits);
        let others = || {
            Schemas::shipped().make_ready(Kind::Pilot);
            files::load_register(&settings.documents.value, limits)
        };
        let ((rules, wrong), (register, wrong_register)) = rayon::join(rules, others);
        let held = |rules: &Rules| lock::refused(&settings.lock.value, &rules.pins(), &wrong);
        let drift = if settings.locked.value { held(&rules) } else { Vec::new() };
        let mut collection = rules.collection;
        let mut sound = drift.is_empty();
        run.tell(wrong);
        run.tell(drift);
        run.tell(settings.force.iter().filter_map(|change| weigh(&mut collection, change, settings)));
        run.tell(wrong_register);
        let mut baseline = None;
        if let Some(path) = &settings.baseline.value {
            match read_baseline(path) {
                Ok(read) => baseline = Some(read),
                Err(wrong) => {
                    run.tell([wrong]);
                    sound = false;
                }
            }
        }
        Self { collection, register, baseline, sound }
    }

    /// A checker by the settings, and whether pilots can be checked at all.
    pub fn checker<'l>(&'l self, settings: &'l Settings, run: &mut Run) -> (Checker<'l>, bool) {
        // What is not sound is held against nothing.
        let chosen = || Selection::only(&self.collection, &settings.only.value);
        let selection = if self.sound { chosen() } else { Ok(Selection::none()) };
        let sound = self.sound && selection.is_ok();
        let selection = selection.unwrap_or_else(|message| {
            let only = settings.only.value.iter();
            let mut wrong = only.filter(|name| Selection::only(&self.collection, &[(*name).clone()]).is_err());
            run.tell([settings.wrong_name(wrong.next().map_or("", String::as_str), message)]);
            Selection::none()
        });
        let checker = Checker {
            hearing: cli::hearing(settings.basis.value, &settings.without.value),
            bar: Bar { fail_on: settings.fail_on.value, min_force: settings.min_force.value },
            waivers: &settings.waivers,
            waive: settings.waive.value,
            baseline: self.baseline.as_ref(),
            limits: settings.limits.limits,
            ..Checker::new(&self.collection, selection, &self.register, settings.today.value)
        };
        run.tell(checker.shared_waiver_notices());
        (checker, sound)
    }
}

/// Gives the rules that a change of force is for that force; what matches nothing, or changes nothing, is told.
fn weigh(collection: &mut Collection, change: &ForceOverride, settings: &Settings) -> Option<Diagnostic> {
    let file = settings.file.clone().unwrap_or_default();
    let ids: Vec<String> =
        collection.rules().map(|(_, rule)| rule.rule.id.clone()).filter(|id| words::fits(&change.rule, id)).collect();
    if ids.is_empty() {
        let near = words::nearest(&change.rule, collection.rules().map(|(_, rule)| rule.rule.id.as_str()));
        let hint = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
        let rule = words::shown(&change.rule);
        let message = format!("`{rule}` is no rule of the rule sets that are used{hint}");
        return Some(Diagnostic::placed(&file, change.place, message));
    }
    let weighing = ForceChange {
        force: change.force,
        by: Arc::from([format!("this project ({file})")]),
        reason: Arc::from(change.reason.as_str()),
        file: Arc::from(file.as_str()),
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
    Some(Diagnostic::placed(&file, change.place, format!("{rule} is a {force} already; take this out")).as_notice())
}

/// Loads the rule sets that a call without pilots stands for, with what is worth telling of them.
///
/// # Errors
/// What is wrong with the configuration.
pub fn rules(source: &cli::ConfiguredRules) -> Result<(Collection, Vec<Diagnostic>), Vec<Diagnostic>> {
    let settings = Settings::of(&[], &source.selection(), &cli::BarArgs::default(), &cli::OutputArgs::default())?;
    let mut run = Run::default();
    let collection = rules_of(&settings, &mut run);
    let ending = settings.end(run);
    Ok((collection, ending.errors.into_iter().chain(ending.notices).collect()))
}

/// Loads the rule sets that the settings name, and nothing else.
pub fn rules_of(settings: &Settings, run: &mut Run) -> Collection {
    let (mut collection, told) = files::load_rules(&settings.rules.value, settings.limits.limits);
    run.tell(told);
    run.tell(settings.force.iter().filter_map(|change| weigh(&mut collection, change, settings)));
    collection
}

/// The most bytes that a baseline may have.
const MAX_BASELINE: u64 = 256 * 1024 * 1024;

/// The text of a file, which need not have an end.
fn text(path: &Path) -> io::Result<String> {
    let mut text = String::new();
    File::open(path)?.take(MAX_BASELINE + 1).read_to_string(&mut text)?;
    if text.len() as u64 > MAX_BASELINE {
        let message = format!("it has more than {} MiB; that is the most that is read", MAX_BASELINE / 1024 / 1024);
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, message));
    }
    Ok(text)
}

/// Reads a baseline.
pub fn read_baseline(path: &Path) -> Result<Baseline, Diagnostic> {
    let name = names::of(path);
    let text = text(path).map_err(|error| {
        let hint = if error.kind() == std::io::ErrorKind::NotFound { "; `brief baseline` writes one" } else { "" };
        Diagnostic::file(&name, files::missing(path, &error) + hint)
    })?;
    Baseline::read(&text).map_err(|(place, message)| match place {
        Some(place) => Diagnostic::placed(&name, place, message),
        None => Diagnostic::file(&name, message),
    })
}

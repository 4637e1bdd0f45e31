//! What a run needs besides pilots: the rule sets, the registers and the baseline, as the settings name them.

use std::fs;

use watching_brief::baseline::Baseline;
use watching_brief::check::{Checker, Selection};
use watching_brief::citations::Register;
use watching_brief::diagnostic::Diagnostic;
use watching_brief::report::{Bar, Run};
use watching_brief::rules::Collection;
use watching_brief::source::Place;

use super::settings::Settings;
use super::{cli, files};

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
        let (collection, wrong) = files::load_rules(&settings.rules.value);
        run.tell(wrong);
        let register = files::load_register(&settings.documents.value, run);
        let (mut baseline, mut sound) = (None, true);
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
        let selection = Selection::only(&self.collection, &settings.only.value);
        let sound = self.sound && selection.is_ok();
        let selection = selection.unwrap_or_else(|message| {
            run.tell([Diagnostic::call(message)]);
            Selection::none()
        });
        let checker = Checker {
            hearing: cli::hearing(settings.basis.value, &settings.without.value),
            bar: Bar { fail_on: settings.fail_on.value, min_force: settings.min_force.value },
            waivers: &settings.waivers,
            waive: settings.waive.value,
            baseline: self.baseline.as_ref(),
            ..Checker::new(&self.collection, selection, &self.register, settings.today.value)
        };
        run.tell(checker.shared_waiver_notices());
        (checker, sound)
    }
}

/// Reads a baseline.
pub fn read_baseline(path: &std::path::Path) -> Result<Baseline, Diagnostic> {
    let name = path.to_string_lossy();
    let text = fs::read_to_string(path).map_err(|error| {
        let hint = if error.kind() == std::io::ErrorKind::NotFound { "; `brief baseline` writes one" } else { "" };
        Diagnostic::file(&name, files::missing(path, &error) + hint)
    })?;
    Baseline::read(&text).map_err(|(place, message)| match place {
        Some((line, column)) => {
            let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
            Diagnostic::placed(&name, Place { line: number(line), column: number(column) }, message)
        }
        None => Diagnostic::file(&name, message),
    })
}

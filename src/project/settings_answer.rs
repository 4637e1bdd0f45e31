//! What is in force, as an answer: each value as it is written, with where it comes from.

use std::path::PathBuf;

use super::options::ReportOutput;
use super::settings::Settings;
use super::value_source::{Setting, ValueSource};
use crate::answers::{
    ConfigAnswer, DiagnosticAnswer, FORMAT, ForceSettingAnswer, OutputSettingAnswer, SettingAnswer, SettingSource,
    SettingsAnswer, WaiverSettingAnswer,
};
use crate::configuration::ForceOverride;
use crate::model::SharedWaiver;
use crate::model::limits::Limit;
use crate::text::names;

impl Settings {
    /// What a check would be asked for, and where each value comes from.
    #[must_use]
    pub fn answer(&self) -> ConfigAnswer {
        ConfigAnswer {
            format: FORMAT,
            file: self.file.clone(),
            settings: SettingsAnswer {
                pilots: paths(&self.paths),
                exclude: as_it_is(&self.exclude),
                ignore_files: as_it_is(&self.heeds_ignore_files),
                vocabulary: paths(&self.vocabulary),
                rules: as_it_is(&self.rules),
                only: as_it_is(&self.only),
                force: self.force.iter().map(force).collect(),
                fail_on: as_it_is(&self.fail_on),
                min_force: as_it_is(&self.min_force),
                strict: as_it_is(&self.strict),
                basis: as_it_is(&self.basis),
                without: as_it_is(&self.without),
                hedged: value(self.hedged, if self.hedged { ValueSource::Call } else { ValueSource::Usual }),
                documents: paths(&self.documents),
                format: value(self.format.value.name.to_owned(), self.format.from),
                outputs: value(self.outputs.value.iter().map(output).collect(), self.outputs.from),
                baseline: value(self.baseline.value.as_deref().map(names::as_text), self.baseline.from),
                lock: value(names::as_text(&self.lock.value), self.lock.from),
                locked: as_it_is(&self.locked),
                limits: Limit::ALL.iter().map(|about| (about.name, self.limit(about.limit))).collect(),
                waive: as_it_is(&self.waive),
                waivers: self.waivers.iter().map(waiver).collect(),
                today: value(self.today.value.to_string(), self.today.from),
            },
            notices: self.notices.iter().map(DiagnosticAnswer::from).collect(),
        }
    }

    fn limit(&self, limit: Limit) -> SettingAnswer<u32> {
        let set = self.limits.set.iter().find(|(set, _)| *set == limit);
        value(self.limits.limits.number(limit), set.map_or(ValueSource::Usual, |(_, from)| *from))
    }
}

fn value<T>(value: T, from: ValueSource) -> SettingAnswer<T> {
    let (from, place) = match from {
        ValueSource::Usual => (SettingSource::Usual, None),
        ValueSource::Call => (SettingSource::Call, None),
        ValueSource::Configuration(place) => (SettingSource::Configuration, Some(place)),
    };
    SettingAnswer { value, from, line: place.map(|place| place.line), column: place.map(|place| place.column) }
}

fn as_it_is<T: Clone>(setting: &Setting<T>) -> SettingAnswer<T> {
    value(setting.value.clone(), setting.from)
}

fn paths(setting: &Setting<Vec<PathBuf>>) -> SettingAnswer<Vec<String>> {
    value(setting.value.iter().map(|path| names::as_text(path)).collect(), setting.from)
}

fn force(change: &ForceOverride) -> ForceSettingAnswer {
    ForceSettingAnswer {
        rule: change.rule.clone(),
        force: change.force,
        reason: change.reason.clone(),
        line: change.place.line,
        column: change.place.column,
    }
}

fn output(output: &ReportOutput) -> OutputSettingAnswer {
    OutputSettingAnswer { format: output.format.name.to_owned(), file: names::as_text(&output.path) }
}

fn waiver(shared: &SharedWaiver) -> WaiverSettingAnswer {
    let waiver = &shared.waiver;
    WaiverSettingAnswer {
        rule: waiver.rule.to_string(),
        pilots: shared.pilots.clone(),
        by: waiver.by.to_string(),
        reason: waiver.reason.to_string(),
        until: waiver.until.to_string(),
        line: shared.place.line,
        column: shared.place.column,
    }
}

//! The rule sets of a project, with the forces that its configuration gives them.

use std::path::PathBuf;
use std::sync::Arc;

use super::rule_loading::load_rules;
use super::settings::Settings;
use super::vocabulary_loading::load_vocabularies;
use crate::configuration::ForceOverride;
use crate::files::Files;
use crate::model::DiagnosticCode;
use crate::model::diagnostic::Diagnostic;
use crate::model::limits::Limits;
use crate::model::vocabulary::Vocabulary;
use crate::report::Run;
use crate::rules::{Collection, ForceChange, Purpose};
use crate::schema::Schemas;
use crate::text::words;

/// Loads the rule sets that some settings name, and nothing else; what is wrong with them is told to the run.
#[must_use]
pub fn load_configured_rules(files: &dyn Files, settings: &Settings, run: &mut Run) -> Collection {
    let (named, vocabulary) = (&settings.rules.value, &settings.vocabulary.value);
    let (mut collection, wrong) = load_named_rules(files, named, vocabulary, settings.limits.limits);
    run.add_diagnostics(wrong);
    run.add_diagnostics(settings.notices.iter().cloned());
    // Without a vocabulary there are no rules to give a force.
    if collection.vocabulary().facts().is_empty() && !vocabulary.is_empty() {
        return collection;
    }
    run.add_diagnostics(change_forces(&mut collection, settings));
    collection
}

/// Loads rule sets by the names of a call that reads no configuration.
#[must_use]
pub fn load_named_rules(
    files: &dyn Files,
    named: &[String],
    vocabulary: &[PathBuf],
    limits: Limits,
) -> (Collection, Vec<Diagnostic>) {
    let schemas = match load_vocabularies(files, vocabulary, limits) {
        Ok(loaded) => loaded.schemas,
        Err(wrong) => return (Collection::new(Arc::new(Schemas::new(Arc::clone(Vocabulary::empty())))), wrong),
    };
    let (rules, diagnostics) = load_rules(files, &schemas, named, Purpose::Check, limits);
    (rules.collection, diagnostics)
}

/// Gives rules the forces that the configuration gives them; what matches nothing, or changes nothing, is told.
pub(super) fn change_forces(collection: &mut Collection, settings: &Settings) -> Vec<Diagnostic> {
    let file = settings.file.as_deref().unwrap_or_default();
    settings.force.iter().filter_map(|change| change_force(collection, change, file)).collect()
}

fn change_force(collection: &mut Collection, change: &ForceOverride, file: &str) -> Option<Diagnostic> {
    let ids: Vec<String> =
        collection.rules().map(|(_, rule)| rule.rule.id.clone()).filter(|id| words::fits(&change.rule, id)).collect();
    if ids.is_empty() {
        let near = words::nearest(&change.rule, collection.rules().map(|(_, rule)| rule.rule.id.as_str()));
        let hint = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
        let rule = words::excerpt(&change.rule);
        let message = format!("`{rule}` is no rule of the rule sets that are used{hint}");
        return Some(Diagnostic::placed(DiagnosticCode::UnknownRule, file, change.place, message));
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
    let (rule, force) = (words::excerpt(&change.rule), change.force.name());
    let message = format!("{rule} is a {force} already; take this out");
    Some(Diagnostic::placed(DiagnosticCode::ForceWithoutEffect, file, change.place, message).as_notice())
}

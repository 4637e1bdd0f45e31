//! Rules that a call names to be held up together: rule sets, single rules and dimensions, joined by `+`.

use std::path::Path;
use std::sync::Arc;

use super::missing_files;
use super::rule_loading::load_rules;
use crate::check::Selection;
use crate::files::Files;
use crate::model::DiagnosticCode;
use crate::model::diagnostic::{Diagnostic, Severity};
use crate::model::limits::Limits;
use crate::reason::ComparedRules;
use crate::rules::{Collection, Purpose};
use crate::schema::Schemas;
use crate::text::words;

/// Rules under the name by which the call asks for them.
#[derive(Debug)]
pub struct NamedRules {
    name: String,
    collection: Collection,
    selection: Selection,
    /// What is worth knowing of them.
    pub notices: Vec<Diagnostic>,
}

impl NamedRules {
    /// Loads what is named.
    ///
    /// # Errors
    /// What is wrong with the call or with the rules: then nothing is answered.
    pub fn load(
        files: &dyn Files,
        schemas: &Arc<Schemas>,
        names: &[String],
        limits: Limits,
    ) -> Result<Self, Vec<Diagnostic>> {
        let parts = parts(files, names).map_err(|wrong| vec![wrong])?;
        let known = Embedded::all(schemas);
        let (sets, single): (Vec<String>, Vec<String>) = parts.into_iter().partition(|part| is_set(files, part));
        let wrong: Vec<Diagnostic> = single.iter().filter_map(|name| known.wrong(files, name)).collect();
        if !wrong.is_empty() {
            return Err(wrong);
        }
        let (mut collection, mut diagnostics) = if sets.is_empty() {
            (Collection::new(Arc::clone(schemas)), Vec::new())
        } else {
            let (rules, diagnostics) = load_rules(files, schemas, &sets, Purpose::Check, limits);
            (rules.collection, diagnostics)
        };
        let mut chosen: Vec<String> = Vec::new();
        if !single.is_empty() {
            chosen.extend(collection.sets().iter().map(|set| set.set.id.clone()));
            for set in known.holding(&single) {
                let there = collection.sets().iter().any(|loaded| loaded.set.id == set);
                if !there {
                    collection.add_embedded(&set, &mut diagnostics);
                }
            }
            chosen.extend(single);
        }
        let (errors, notices): (Vec<_>, Vec<_>) =
            diagnostics.into_iter().partition(|diagnostic| diagnostic.severity == Severity::Error);
        if !errors.is_empty() {
            return Err(errors);
        }
        let selection = Selection::only(&collection, &chosen)
            .map_err(|unknown| vec![Diagnostic::call(DiagnosticCode::UnknownName, unknown.to_string())])?;
        Ok(Self { name: words::listed(names, "and"), collection, selection, notices })
    }

    /// The rules.
    #[must_use]
    pub fn side(&self) -> ComparedRules<'_> {
        ComparedRules::new(&words::harmless(&self.name), &self.collection, &self.selection)
    }
}

/// The rule sets that are part of the program.
struct Embedded(Collection);

impl Embedded {
    fn all(schemas: &Arc<Schemas>) -> Self {
        let mut collection = Collection::new(Arc::clone(schemas));
        collection.add_all_embedded(&mut Vec::new());
        Self(collection)
    }

    /// Why a name that is no rule set does not do; none where it is a rule or a dimension.
    fn wrong(&self, files: &dyn Files, name: &str) -> Option<Diagnostic> {
        let dimensions = || self.0.vocabulary().dimensions().iter().map(|(about, _)| about.name());
        let dimension = dimensions().any(|known| known.eq_ignore_ascii_case(name));
        if dimension || self.0.rule(name).is_some() {
            return None;
        }
        let sets = Collection::embedded().map(|(id, _)| id);
        let rules = self.0.rules().map(|(_, rule)| rule.rule.id.as_str());
        let names = sets.chain(rules).chain(dimensions());
        let near =
            words::nearest(name, names).map(str::to_owned).or_else(|| missing_files::near_file(files, Path::new(name)));
        let hint = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
        let message = format!(
            "`{}` is no file or folder, and no rule set, rule or dimension of those that come with the program{hint}",
            words::excerpt(name)
        );
        Some(Diagnostic::call(DiagnosticCode::UnknownName, message))
    }

    /// The ids of the sets that have rules of these names.
    fn holding(&self, names: &[String]) -> Vec<String> {
        let Ok(selection) = Selection::only(&self.0, names) else { return Vec::new() };
        selection.sets(&self.0).into_iter().map(|of| of.set.set.id.clone()).collect()
    }
}

/// Whether a name stands for rule sets as a whole.
fn is_set(files: &dyn Files, name: &str) -> bool {
    is_path(files, name) || Collection::embedded().any(|(id, _)| id == name)
}

fn is_path(files: &dyn Files, name: &str) -> bool {
    name == "-" || files.may_exist(Path::new(name))
}

/// The parts of some names that are joined by `+`, each of which stands for something else.
fn parts(files: &dyn Files, names: &[String]) -> Result<Vec<String>, Diagnostic> {
    let mut parts: Vec<String> = Vec::new();
    for name in names {
        let of_name: Vec<&str> = if is_path(files, name) { vec![name] } else { name.split('+').collect() };
        for part in of_name {
            if part.is_empty() {
                let message =
                    format!("a name is empty in `{}`; join rule sets as in one+another", words::excerpt(name));
                return Err(Diagnostic::call(DiagnosticCode::WrongCall, message));
            }
            if let Some(first) = parts.iter().find(|first| same(files, first, part)) {
                return Err(Diagnostic::call(DiagnosticCode::WrongCall, twice(first, part)));
            }
            parts.push(part.to_owned());
        }
    }
    Ok(parts)
}

fn twice(first: &str, again: &str) -> String {
    let (first, again) = (words::excerpt(first), words::excerpt(again));
    if first == again {
        return format!("`{first}` is named twice");
    }
    format!("`{first}` and `{again}` are the same")
}

/// Whether two names stand for the same.
fn same(files: &dyn Files, one: &str, other: &str) -> bool {
    let real = |name: &str| files.identity(Path::new(name)).ok();
    one.eq_ignore_ascii_case(other) && (!is_path(files, one) || one == other)
        || real(one).is_some_and(|path| real(other) == Some(path))
}

/// Refuses two sides that stand for the same.
///
/// # Errors
/// That they do.
pub fn differ(files: &dyn Files, one: &str, other: &str) -> Result<(), Diagnostic> {
    if same(files, one, other) {
        return Err(Diagnostic::call(
            DiagnosticCode::WrongCall,
            format!("{}; name two that differ", twice(one, other)),
        ));
    }
    Ok(())
}

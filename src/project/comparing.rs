//! Versions of pilots compared, and rule sets held up against one another.

use std::path::Path;

use super::inputs::Inputs;
use super::named_rules::{NamedRules, differ};
use super::open::Project;
use super::pilots::OnProgress;
use crate::answers::{CompareAnswer, ReconcileAnswer};
use crate::check::Checker;
use crate::diff::{Diff, Version, diff};
use crate::model::DiagnosticCode;
use crate::model::diagnostic::Diagnostic;
use crate::reason::Refused;
use crate::reason::compare::compare;
use crate::reason::reconcile::reconcile;
use crate::report::{Detail, Run, RunEnding};

/// What changed between two versions of pilots.
#[derive(Debug)]
pub struct ComparedVersions<'c> {
    /// What changed.
    pub diff: Diff<'c>,
    /// How many rules were looked at.
    pub rules: usize,
    /// How the run ended.
    pub ending: RunEnding,
}

impl Project {
    /// Compares older versions of pilots with newer ones, those of the project as a rule; `old` is the one path that they stand under, if there is
    /// one. Where that is a file and the project has one file, the two are compared whatever their ids.
    ///
    /// # Errors
    /// What stands in the way of that.
    pub fn diff<T>(
        &self,
        before: Inputs<'_>,
        mut after: Inputs<'_>,
        old: Option<&Path>,
        show: impl FnOnce(&mut ComparedVersions<'_>) -> T,
        progress: OnProgress<'_>,
    ) -> Result<T, Vec<Diagnostic>> {
        if let Some(refusal) = self.refusal() {
            return Err(refusal.errors);
        }
        let checker = Checker { detail: Detail::Verdicts, ..self.checker() };
        let mut run = self.begin();
        let before = self.versions(before, &checker, &mut run, progress);
        if old.is_none() && !before.is_empty() {
            // A folder of today that has no pilot any more had some in the revision: they were removed.
            after.folders.clear();
        }
        let after = self.versions(after, &checker, &mut run, progress);
        let ending = self.end(run);
        let paths = &self.settings().paths.value;
        let mut named = old.into_iter().chain(paths.first().map(AsRef::as_ref));
        let named = paths.len() == 1 && named.all(|path| !self.files().is_folder(path));
        let mut diff = diff(before, after, named, &checker);
        if !ending.errors.is_empty() {
            // What could not be read was neither added nor removed.
            diff.added.clear();
            diff.removed.clear();
        }
        let rules = checker.opening().rules().count();
        Ok(show(&mut ComparedVersions { diff, rules, ending }))
    }

    /// All pilots of one side. What is wrong there is told to the run as a whole; an id may be there on either side.
    fn versions(
        &self,
        inputs: Inputs<'_>,
        checker: &Checker<'_>,
        run: &mut Run,
        progress: OnProgress<'_>,
    ) -> Vec<Version> {
        let (mut side, mut versions) = (Run::default(), Vec::new());
        self.gather(inputs, checker, &mut side, &Version::from_report, &mut |version| versions.push(version), progress);
        run.join(side);
        versions
    }

    /// Compares rules that two names stand for; `within` looks only at pilots to which all sets of both sides apply.
    ///
    /// # Errors
    /// What is wrong with the names or with the rules, or that it takes too many steps.
    pub fn compare(&self, first: &str, second: &str, within: bool) -> Result<CompareAnswer, Vec<Diagnostic>> {
        differ(self.files(), first, second).map_err(|wrong| vec![wrong])?;
        let load = |name: &str| {
            NamedRules::load(
                self.files(),
                self.collection().schemas(),
                &[name.to_owned()],
                self.settings().limits.limits,
            )
        };
        let (first, second) = (load(first)?, load(second)?);
        let comparison = compare(first.side(), second.side(), within).map_err(refused)?;
        Ok(CompareAnswer::new(&comparison))
    }

    /// Looks for one pilot that satisfies all rules that some names stand for, or at most so many reasons why there is none.
    ///
    /// # Errors
    /// What is wrong with the names or with the rules, or that it takes too many steps.
    pub fn reconcile(
        &self,
        names: &[String],
        out_of_scope: bool,
        most: usize,
    ) -> Result<ReconcileAnswer, Vec<Diagnostic>> {
        let rules = NamedRules::load(self.files(), self.collection().schemas(), names, self.settings().limits.limits)?;
        let reconciled = reconcile(rules.side(), out_of_scope, most).map_err(refused)?;
        Ok(ReconcileAnswer::new(&reconciled))
    }
}

fn refused(why: Refused) -> Vec<Diagnostic> {
    vec![Diagnostic::call(DiagnosticCode::TooManySteps, why.to_string())]
}

//! Overviews of a project: what is odd about its rules, how they stand against its pilots and one another, and its waivers.

use super::inputs::Inputs;
use super::open::Project;
use super::pilots::OnProgress;
use super::value_source::ValueSource;
use crate::answers::MatrixColumn;
use crate::baseline::Baseline;
use crate::check::Checker;
use crate::model::DiagnosticCode;
use crate::model::diagnostic::Diagnostic;
use crate::reason::RuleInSet;
use crate::reason::agreement::agreement;
use crate::reason::audit::{Audit, Undecided, audit};
use crate::reason::fact_use::{FactUse, StatedByPilot};
use crate::render::matrix::Matrix;
use crate::report::{Detail, Finding, PilotReport, RunEnding};
use crate::waivers::{Listed, Waives, shared_in};

const TOO_MUCH_TO_AUDIT: &str = "to hold these rules against each other is too much to decide; take fewer of them, as with --only, or make them simpler";

const TOO_MUCH_TO_COMPARE: &str = "to hold these rule sets against each other is too much to decide; take fewer rules, as with --only, or make them simpler";

const NO_PILOTS: &str =
    "there is no folder pilots/ here and no pilot is named; only what the rule sets ask for is shown";

/// What would be recorded of a project as a baseline.
#[derive(Debug)]
pub struct RecordedFindings {
    /// The findings.
    pub found: Vec<Finding>,
    /// Those of an older baseline that are findings no more.
    pub gone: Vec<Finding>,
    /// How the run ended.
    pub ending: RunEnding,
}

impl Project {
    /// The rules that are looked at.
    ///
    /// # Errors
    /// What stands in the way of looking at any.
    pub fn chosen_rules(&self) -> Result<Vec<RuleInSet<'_>>, Vec<Diagnostic>> {
        if let Some(refusal) = self.refusal() {
            return Err(refusal.errors);
        }
        let selection = self.selection();
        let rules: Vec<RuleInSet<'_>> =
            selection.rules(self.collection()).map(|(set, rule)| RuleInSet { set, rule }).collect();
        if rules.is_empty() {
            let message = "no rule is chosen: there is nothing to look at".to_owned();
            let mut run = self.begin();
            run.add_diagnostics([Diagnostic::call(DiagnosticCode::NoRuleChosen, message)]);
            return Err(self.end(run).errors);
        }
        Ok(rules)
    }

    fn of_verdicts(&self) -> Checker<'_> {
        Checker { detail: Detail::Verdicts, ..self.checker() }
    }

    /// What is odd about the rules; with pilots, also which rules none of them decides, and which facts are stated or asked
    /// for in vain.
    ///
    /// # Errors
    /// What stands in the way of that.
    pub fn audit(
        &self,
        pilots: Option<Inputs<'_>>,
        progress: OnProgress<'_>,
    ) -> Result<(Audit<'_>, RunEnding), Vec<Diagnostic>> {
        let rules = self.chosen_rules()?;
        let mut audit = audit(&rules)
            .map_err(|_| vec![Diagnostic::call(DiagnosticCode::TooManySteps, TOO_MUCH_TO_AUDIT.to_owned())])?;
        let mut run = self.begin();
        if let Some(inputs) = pilots {
            let (mut undecided, mut fact_use) = (Undecided::new(&rules), FactUse::new(&rules));
            let told = |report: &PilotReport<'_>| (Undecided::decided(report), StatedByPilot::from_report(report));
            let take = &mut |(decided, stated): (Vec<String>, StatedByPilot)| {
                undecided.take(&decided);
                fact_use.take(&stated);
            };
            self.gather(inputs, &self.of_verdicts(), &mut run, &told, take, progress);
            audit.undecided = Some(undecided);
            audit.fact_use = Some(fact_use);
        }
        run.add_diagnostics(std::mem::take(&mut audit.errors));
        run.add_diagnostics(std::mem::take(&mut audit.notices));
        Ok((audit, self.end(run)))
    }

    /// The rules against the pilots, and what the rule sets ask for alike.
    ///
    /// # Errors
    /// What stands in the way of that.
    pub fn matrix(&self, progress: OnProgress<'_>) -> Result<(Matrix<'_>, RunEnding), Vec<Diagnostic>> {
        let rules = self.chosen_rules()?;
        let agreement = agreement(&rules)
            .map_err(|_| vec![Diagnostic::call(DiagnosticCode::TooManySteps, TOO_MUCH_TO_COMPARE.to_owned())])?;
        let (mut run, mut pilots) = (self.begin(), Vec::new());
        let paths = &self.settings().paths;
        if paths.from == ValueSource::Usual && paths.value.iter().all(|path| !self.files().exists(path)) {
            run.add_diagnostics([Diagnostic::call(DiagnosticCode::NoPilot, NO_PILOTS.to_owned()).as_notice()]);
        } else {
            let column = |report: &PilotReport<'_>| MatrixColumn::from_report(report);
            let take = &mut |column: MatrixColumn| pilots.push(column);
            self.gather(self.inputs(), &self.of_verdicts(), &mut run, &column, take, progress);
        }
        Ok((Matrix { pilots, agreement }, self.end(run)))
    }

    /// The waivers, with what they hide: first those for several pilots, then the pilots' own. What a waiver hides does not
    /// depend on what else is hidden: no baseline counts.
    pub fn waivers(&self, progress: OnProgress<'_>) -> (Vec<Listed>, RunEnding) {
        let (settings, mut run) = (self.settings(), self.begin());
        let checker = Checker { baseline: None, ..self.of_verdicts() };
        let (collection, today) = (self.collection(), checker.today);
        let mut shared: Vec<Listed> =
            settings.waivers.iter().map(|shared| Listed::shared(shared, collection, today)).collect();
        let mut own = Vec::new();
        let show = |report: &PilotReport<'_>| {
            (Listed::of_pilot(report, collection, today), shared_in(report, &settings.waivers))
        };
        let take = &mut |(of_pilot, used): (Vec<Listed>, Vec<(usize, Waives)>)| {
            own.extend(of_pilot);
            for (at, waives) in used {
                if let Some(listed) = shared.get_mut(at) {
                    listed.results.push(waives);
                }
            }
        };
        self.gather(self.inputs(), &checker, &mut run, &show, take, progress);
        let mut ending = self.end(run);
        shared.append(&mut own);
        if ending.waived == 0 && !shared.is_empty() {
            ending.errors.extend(settings.doubted());
        }
        (shared, ending)
    }

    /// The findings, to be recorded; and those of an older baseline that are findings no more.
    pub fn findings(&self, old: &Baseline, progress: OnProgress<'_>) -> RecordedFindings {
        let mut run = self.begin();
        let (mut found, mut gone) = (Vec::new(), Vec::new());
        let show = |report: &PilotReport<'_>| {
            let findings = report.results.iter().filter(|result| result.is_finding());
            (findings.map(|result| Finding::from_result(report, result)).collect(), old.gone(report))
        };
        let take = &mut |(findings, no_more): (Vec<Finding>, Vec<Finding>)| {
            found.extend(findings);
            gone.extend(no_more);
        };
        self.gather(self.inputs(), &self.checker(), &mut run, &show, take, progress);
        // A pilot that took the id of one that is gone would inherit its findings. A call that names pilots need not name all.
        if self.settings().paths.from != ValueSource::Call {
            gone.extend(old.of_others(&run.pilots()));
        }
        RecordedFindings { found, gone, ending: self.end(run) }
    }
}

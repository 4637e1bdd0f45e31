//! Promise and practice: what the pilots of a project say of conditions, and what is left without the promisers' word.

use super::open::Project;
use super::pilots::OnProgress;
use crate::answers::{PilotPromises, PromisesAnswer};
use crate::check::Checker;
use crate::model::diagnostic::Diagnostic;
use crate::report::{Detail, PilotReport, RunEnding};

impl Project {
    /// The conditions of the rule sets beside what each pilot says of them.
    ///
    /// # Errors
    /// What stands in the way of looking at any.
    pub fn promises(&self, progress: OnProgress<'_>) -> Result<(PromisesAnswer, RunEnding), Vec<Diagnostic>> {
        // Without rules there is nothing to put beside the pilots.
        self.chosen_rules()?;
        let (mut run, mut pilots) = (self.begin(), Vec::new());
        let checker = Checker { detail: Detail::Reasons, ..self.checker() };
        let take = &mut |pilot: PilotPromises| pilots.push(pilot);
        let of_pilot = |report: &PilotReport<'_>| PilotPromises::of(report);
        self.gather(self.inputs(), &checker, &mut run, &of_pilot, take, progress);
        let ending = self.end(run);
        Ok((PromisesAnswer::new(pilots, &ending), ending))
    }
}

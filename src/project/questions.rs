//! What is open about the pilots of a project, as questions.

use std::io;

use super::open::Project;
use super::pilots::OnProgress;
use crate::questions::{Questions, questions};
use crate::report::{PilotReport, RunEnding};

/// What is made of the questions that a pilot leaves, in whichever thread has them.
pub type ShowQuestions<'r, R> = &'r (dyn Fn(&PilotReport<'_>, &Questions<'_>) -> R + Sync);

impl Project {
    /// Asks what is open about the pilots of the project: `show` makes of the questions of each what is wanted, and `take`
    /// takes that, in order.
    ///
    /// # Errors
    /// What `take` fails with; what is wrong with an input is told as the run ends.
    pub fn questions<R: Send>(
        &self,
        show: ShowQuestions<'_, R>,
        take: &mut dyn FnMut(R) -> io::Result<()>,
        progress: OnProgress<'_>,
    ) -> io::Result<RunEnding> {
        let (mut run, mut refused) = (self.begin(), Vec::new());
        let of_pilot = |report: &PilotReport<'_>| {
            let questions = questions(report);
            (show(report, &questions), questions.refused(&report.pilot.id))
        };
        let take = &mut |(shown, of_pilot): (R, Vec<_>)| {
            refused.extend(of_pilot);
            take(shown)
        };
        self.each(self.inputs(), &self.checker(), &mut run, &of_pilot, take, progress)?;
        run.add_diagnostics(refused);
        Ok(self.end(run))
    }
}

//! Two coders' files of the same pilots, held against each other.

use std::path::{Path, PathBuf};

use super::inputs::Inputs;
use super::open::Project;
use super::pilots::{self, OnProgress};
use crate::agreement::{CodedPilot, agreement};
use crate::answers::AgreeAnswer;
use crate::check::{Checker, Selection};
use crate::model::diagnostic::Diagnostic;
use crate::report::{Detail, Run, RunEnding};
use crate::text::names;

impl Project {
    /// Where two codings of the same pilots disagree, and how far they agree. Each is a file, or a folder of files. Where both
    /// are files and there is one pilot in each, these are compared whatever their ids.
    ///
    /// # Errors
    /// What stands in the way of reading any.
    pub fn agree(
        &self,
        first: &Path,
        second: &Path,
        progress: OnProgress<'_>,
    ) -> Result<(AgreeAnswer, RunEnding), Vec<Diagnostic>> {
        if let Some(refusal) = self.refusal() {
            return Err(refusal.errors);
        }
        // What the rules say makes no difference: what is wrong with them is not told.
        let mut run = Run::default();
        let one = self.coded(first, &mut run, progress);
        let other = self.coded(second, &mut run, progress);
        let named = [first, second].iter().all(|path| !self.files().is_folder(path));
        let ending = self.end(run);
        let vocabulary = self.collection().vocabulary();
        let agreement = agreement(vocabulary, one, other, named);
        let called = [first, second].map(names::as_text);
        Ok((AgreeAnswer::new(vocabulary, called, &agreement, &ending), ending))
    }

    /// The pilots of one coder. What is wrong there is told to the run as a whole; an id may be there with either.
    fn coded(&self, path: &Path, run: &mut Run, progress: OnProgress<'_>) -> Vec<CodedPilot> {
        let checker = Checker { detail: Detail::Verdicts, selection: Selection::none(), ..self.checker() };
        let paths: [PathBuf; 1] = [path.to_owned()];
        let inputs = Inputs::filtered(self.files(), &paths, None, &self.settings().filter, Path::to_owned);
        let (mut side, mut coded) = (Run::default(), Vec::new());
        let take = &mut |pilot| {
            coded.push(pilot);
            Ok(())
        };
        // What is taken up cannot fail.
        let _ = pilots::each(inputs, &checker, &mut side, &CodedPilot::from_report, take, progress);
        run.join(side);
        coded
    }
}

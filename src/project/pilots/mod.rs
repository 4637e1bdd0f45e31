//! Reading pilots and checking them, in parallel, with the outcomes taken up in the order of paths.
//!
//! One thread cuts the input into pieces and takes up what came of each, in order; all work on them, that one too when
//! there is nothing to take up.

#[cfg(feature = "threads")]
mod parallel;
mod pieces;
mod worker;

use std::collections::HashSet;
use std::fmt;
use std::io;

use super::inputs::{Input, Inputs};
use crate::check::Checker;
use crate::files::Files;
use crate::model::DiagnosticCode;
use crate::model::diagnostic::{Diagnostic, Severity};
use crate::report::{Outcome, PilotReport, Run};
use crate::source::Document;
use pieces::Pieces;
use worker::{Done, Of, Worker};

/// What is made of a report, in whichever thread has it.
pub type Show<'r, R> = &'r (dyn Fn(&PilotReport<'_>) -> R + Sync);

/// What is made of reports, and which of that is to be made again in its turn.
pub struct Showing<'r, R> {
    /// What is made of a report.
    pub show: Show<'r, R>,
    /// Whether that is to be made again in its turn.
    pub later: fn(&R) -> bool,
}

impl<R> fmt::Debug for Showing<'_, R> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Showing").finish_non_exhaustive()
    }
}

impl<R> Clone for Showing<'_, R> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R> Copy for Showing<'_, R> {}

/// How far a run is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// So many files are to be read.
    Begin(usize),
    /// So many more files are done.
    Files(usize),
    /// All files are done.
    Done,
}

/// Hears how far a run is.
pub type OnProgress<'p> = &'p mut dyn FnMut(Progress);

/// Takes what was made of a report, in order.
pub type Sink<'s, R> = &'s mut dyn FnMut(R, Repeated<'_>) -> io::Result<()>;

/// A document that is to be shown now, and was not before.
#[derive(Debug, Clone, Copy)]
pub struct Repeated<'a> {
    checker: &'a Checker<'a>,
    file: &'a Input,
    document: Option<&'a Document>,
}

impl Repeated<'_> {
    /// Checks it again, for what `show` makes of its report.
    pub fn report<T>(self, show: impl FnOnce(&PilotReport<'_>) -> T) -> Option<T> {
        let outcome = self.checker.document(&self.file.name, self.document?, self.file.walked, show);
        outcome.pilot.map(|pilot| pilot.shown)
    }
}

/// What came of files in an earlier run, so that those that are as they were need not be checked again.
pub trait Memory<R> {
    /// What came of a file, if that is known and still holds.
    fn recall(&mut self, file: &Input) -> Option<Vec<Outcome<R>>>;
    /// Keeps what came of a file, or of more documents of it.
    fn keep(&mut self, file: &Input, outcomes: &[Outcome<R>]);
}

/// Every file is new.
#[derive(Debug, Clone, Copy)]
pub struct Fresh;

impl<R> Memory<R> for Fresh {
    fn recall(&mut self, _: &Input) -> Option<Vec<Outcome<R>>> {
        None
    }

    fn keep(&mut self, _: &Input, _: &[Outcome<R>]) {}
}

/// Checks all pilots of some inputs: `show` makes of each report what is wanted, and `sink` takes that, in order.
///
/// # Errors
/// What `sink` fails with; what is wrong with an input goes to the run.
pub fn each<R: Send>(
    inputs: Inputs<'_>,
    checker: &Checker<'_>,
    run: &mut Run,
    show: Show<'_, R>,
    sink: &mut dyn FnMut(R) -> io::Result<()>,
    progress: OnProgress<'_>,
) -> io::Result<()> {
    let sink = &mut |shown, _: Repeated<'_>| sink(shown);
    each_new(inputs, checker, run, Showing { show, later: |_| false }, sink, &mut Fresh, progress)
}

/// Checks the pilots of one file in this thread, for a run: `show` makes of each report what is wanted, in order.
pub(super) fn of_file<R>(
    file: &Input,
    files: &dyn Files,
    checker: &Checker<'_>,
    run: &mut Run,
    show: Show<'_, R>,
) -> Vec<R> {
    let (outcomes, _) = Worker { files, checker, showing: Showing { show, later: |_| false } }.file(file);
    outcomes.into_iter().filter_map(|outcome| run.take(&file.name, outcome)).collect()
}

/// The same, but for files of which it is known what comes of them. What is to be shown later is checked again, in its
/// turn, by the [`Repeated`] that the sink is given.
///
/// # Errors
/// Likewise.
pub fn each_new<R: Send>(
    inputs: Inputs<'_>,
    checker: &Checker<'_>,
    run: &mut Run,
    showing: Showing<'_, R>,
    sink: Sink<'_, R>,
    memory: &mut dyn Memory<R>,
    progress: OnProgress<'_>,
) -> io::Result<()> {
    let (folders, left_out) = (inputs.folders.clone(), inputs.left_out.clone());
    progress(Progress::Begin(inputs.count));
    let worker = Worker { files: inputs.files, checker, showing };
    let mut pieces = Pieces::new(inputs, memory, checker.limits);
    let mut reading = Reading { checker, run, sink, fruitful: HashSet::new(), nothing: true, progress };
    work(worker, &mut pieces, &mut reading)?;
    let Reading { run, fruitful, progress, .. } = reading;
    progress(Progress::Done);
    for (from, folder) in folders {
        if !fruitful.contains(&from) {
            let but = match left_out.count() {
                count if count.is_any() => format!(", but for {}", count.in_words()),
                _ => String::new(),
            };
            run.add_diagnostics([Diagnostic::file(
                DiagnosticCode::NoPilot,
                &folder,
                format!("there is no pilot in this folder{but}"),
            )]);
        }
    }
    run.leave_out(left_out.count());
    Ok(())
}

#[cfg(feature = "threads")]
use parallel::work;

/// Works on one piece after another.
#[cfg(not(feature = "threads"))]
fn work<R: Send>(worker: Worker<'_, R>, pieces: &mut Pieces<'_, R>, reading: &mut Reading<'_, R>) -> io::Result<()> {
    while let Some((piece, _)) = pieces.next() {
        reading.take_up(worker.piece(piece), pieces)?;
    }
    Ok(())
}

/// The part that only one thread does.
struct Reading<'r, R> {
    checker: &'r Checker<'r>,
    run: &'r mut Run,
    sink: Sink<'r, R>,
    /// Which paths of the call led to a pilot, or to an error that says why not.
    fruitful: HashSet<usize>,
    /// Whether there was nothing so far in the large file at hand.
    nothing: bool,
    progress: OnProgress<'r>,
}

impl<R> Reading<'_, R> {
    /// Takes up what came of a piece, in order.
    fn take_up(&mut self, done: Done<R>, pieces: &mut Pieces<'_, R>) -> io::Result<()> {
        match done {
            Done::Files(files) => {
                (self.progress)(Progress::Files(files.len()));
                for (file, new, of) in files {
                    if new {
                        pieces.keep(&file, &of.0);
                    }
                    self.take(&file, of)?;
                }
            }
            Done::Documents { file, of: (mut outcomes, later), last } => {
                self.nothing &= outcomes.iter().all(worker::is_nothing);
                if last {
                    (self.progress)(Progress::Files(1));
                    if std::mem::replace(&mut self.nothing, true) {
                        outcomes.push(worker::empty(&file));
                    }
                }
                pieces.keep(&file, &outcomes);
                self.take(&file, (outcomes, later))?;
            }
        }
        Ok(())
    }

    /// Takes up the outcomes of a file, in order.
    fn take(&mut self, file: &Input, (outcomes, later): Of<R>) -> io::Result<()> {
        let later = later.into_iter().chain(std::iter::repeat_with(|| None));
        for (outcome, document) in outcomes.into_iter().zip(later) {
            if outcome.pilot.is_some() || outcome.diagnostics.iter().any(is_error) {
                self.fruitful.extend(&file.from);
            }
            if let Some(shown) = self.run.take(&file.name, outcome) {
                let again = Repeated { checker: self.checker, file, document: document.as_ref() };
                (self.sink)(shown, again)?;
            }
        }
        Ok(())
    }
}

fn is_error(told: &Diagnostic) -> bool {
    told.severity == Severity::Error
}

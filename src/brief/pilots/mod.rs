//! Reading pilots and checking them, in parallel, with the outcomes taken up in the order of paths.
//!
//! One thread cuts the input into [`pieces`] and takes up what came of each, in order; all work on them, that one too when
//! there is nothing to take up.

mod pieces;
mod worker;

use std::collections::{BTreeMap, HashSet};
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::mpsc;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use watching_brief::check::Checker;
use watching_brief::model::DiagnosticCode;
use watching_brief::model::diagnostic::{Diagnostic, Severity};
use watching_brief::report::{Outcome, PilotReport, Run};
use watching_brief::source::Document;

use super::inputs::{Input, Inputs};
use pieces::Pieces;
use worker::{Done, Of, Worker};

/// How many bytes of text are under way for each thread, or one piece more: a report can be a thousand times as long as its
/// pilot, and stands in memory until it is written.
const UNDER_WAY: usize = 128 * 1024;

/// From so many files on, progress is shown on a terminal.
const MANY: usize = 500;

/// What is made of a report, in whichever thread has it.
type Show<'r, R> = &'r (dyn Fn(&PilotReport<'_>) -> R + Sync);

/// What is made of reports, and which of that is to be made again in its turn.
pub struct Showing<'r, R> {
    pub show: Show<'r, R>,
    pub later: fn(&R) -> bool,
}

impl<R> Clone for Showing<'_, R> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R> Copy for Showing<'_, R> {}

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
    inputs: Inputs,
    checker: &Checker<'_>,
    run: &mut Run,
    show: Show<'_, R>,
    sink: &mut dyn FnMut(R) -> io::Result<()>,
) -> io::Result<()> {
    let sink = &mut |shown, _: Repeated<'_>| sink(shown);
    each_new(inputs, checker, run, Showing { show, later: |_| false }, sink, &mut Fresh)
}

/// The same, but for files of which it is known what comes of them. What is to be shown later is checked again, in its
/// turn, by the [`Repeated`] that the sink is given.
///
/// # Errors
/// Likewise.
pub fn each_new<R: Send>(
    inputs: Inputs,
    checker: &Checker<'_>,
    run: &mut Run,
    showing: Showing<'_, R>,
    sink: Sink<'_, R>,
    memory: &mut dyn Memory<R>,
) -> io::Result<()> {
    let progress = progress(inputs.count);
    let folders = inputs.folders.clone();
    let worker = Worker { checker, showing };
    let mut pieces = Pieces::of(inputs, memory, checker.limits);
    let mut reading = Reading { checker, run, sink, fruitful: HashSet::new(), nothing: true, progress };
    let most = rayon::current_num_threads() * UNDER_WAY;
    rayon::in_place_scope_fifo(|scope| -> io::Result<()> {
        let (tell, told) = mpsc::channel();
        let kept = |(place, bytes, done): (usize, usize, std::thread::Result<Done<R>>)| {
            (place, (done.unwrap_or_else(|panic| resume_unwind(panic)), bytes))
        };
        // What came of pieces before their turn; the place of the next to be cut, and of the next to be taken up.
        let mut early: BTreeMap<usize, (Done<R>, usize)> = BTreeMap::new();
        let (mut cut, mut taken, mut under_way) = (0, 0, 0);
        loop {
            // Before anything is waited for, what is done is taken up.
            while (cut == taken || under_way < most && !pieces.may_wait())
                && let Some((piece, bytes)) = pieces.next()
            {
                let (place, tell) = (cut, tell.clone());
                scope.spawn_fifo(move |_| {
                    let done = catch_unwind(AssertUnwindSafe(|| worker.piece(piece)));
                    // Nobody listens any more where what came before could not be written.
                    drop(tell.send((place, bytes, done)));
                });
                cut += 1;
                under_way += bytes;
            }
            early.extend(told.try_iter().map(kept));
            if let Some((done, bytes)) = early.remove(&taken) {
                reading.take_up(done, &mut pieces)?;
                taken += 1;
                under_way -= bytes;
            } else if cut == taken {
                return Ok(());
            } else if rayon::yield_now() != Some(rayon::Yield::Executed) {
                // All that is left is being worked on.
                early.extend(told.recv().into_iter().map(kept));
            }
        }
    })?;
    let Reading { run, fruitful, progress, .. } = reading;
    progress.finish_and_clear();
    for (from, folder) in folders {
        if !fruitful.contains(&from) {
            run.tell([Diagnostic::file(
                DiagnosticCode::NoPilot,
                &folder,
                "there is no pilot in this folder".to_owned(),
            )]);
        }
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
    progress: ProgressBar,
}

impl<R> Reading<'_, R> {
    /// Takes up what came of a piece, in order.
    fn take_up(&mut self, done: Done<R>, pieces: &mut Pieces<'_, R>) -> io::Result<()> {
        match done {
            Done::Files(files) => {
                self.progress.inc(files.len() as u64);
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
                    self.progress.inc(1);
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

/// On a terminal and with many files: a bar on standard error.
fn progress(files: usize) -> ProgressBar {
    if files < MANY {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(Some(files as u64), ProgressDrawTarget::stderr());
    if let Ok(style) = ProgressStyle::with_template("{pos} of {len} files [{bar:30}] {eta}") {
        bar.set_style(style);
    }
    bar
}

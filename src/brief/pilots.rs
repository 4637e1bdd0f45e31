//! Reading pilots and checking them, in parallel, with the outcomes taken up in the order of paths.

use std::collections::HashSet;
use std::io;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::prelude::*;
use watching_brief::check::Checker;
use watching_brief::diagnostic::{Diagnostic, Severity};
use watching_brief::report::{Outcome, PilotReport, Run};
use watching_brief::source::{Document, Documents, Fault};

use super::files::{self, Input, Inputs};

/// How many files, or documents of a large file, are worked on together.
const BATCH: usize = 256;

/// How many bytes of documents of a large file are worked on together, or one document more.
const BATCH_BYTES: usize = 16 * 1024 * 1024;

/// How many bytes of files are worked on together: a report can be a thousand times as long as its pilot. What came of the
/// files before them stands in memory besides, until it is written.
const FILES_BYTES: u64 = 256 * 1024;

/// A file from this size on is read piece by piece.
const LARGE: u64 = 64 * 1024;

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
pub type Sink<'s, R> = &'s mut dyn FnMut(R, Again<'_>) -> io::Result<()>;

/// A document that is to be shown now, and was not before.
#[derive(Debug, Clone, Copy)]
pub struct Again<'a> {
    checker: &'a Checker<'a>,
    file: &'a Input,
    document: Option<&'a Document>,
}

impl Again<'_> {
    /// Checks it again, for what `show` makes of its report.
    pub fn report<T>(self, show: impl FnOnce(&PilotReport<'_>) -> T) -> Option<T> {
        let outcome = self.checker.document(&self.file.name, self.document?, self.file.walked, show);
        outcome.pilot.map(|pilot| pilot.shown)
    }
}

/// What came of the documents of a file, and in the same order those that are to be shown later.
type Of<R> = (Vec<Outcome<R>>, Vec<Option<Document>>);

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
    let sink = &mut |shown, _: Again<'_>| sink(shown);
    each_new(inputs, checker, run, Showing { show, later: |_| false }, sink, &mut Fresh)
}

/// The same, but for files of which it is known what comes of them. What is to be shown later is checked again, in its
/// turn, by the [`Again`] that the sink is given.
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
    let mut reading = Reading { worker: Worker { checker, showing }, run, sink, memory };
    let progress = progress(inputs.files.len());
    // Which paths of the call led to a pilot, or to an error that says why not.
    let mut fruitful: HashSet<usize> = HashSet::new();
    let mut rest = inputs.files.as_slice();
    // While what came of some files is taken up, which only one thread may do, the others check the next.
    let mut done: Option<Done<'_, R>> = None;
    while done.is_some() || !rest.is_empty() {
        let small = together(rest);
        let (batch, left) = rest.split_at(small);
        rest = left;
        let known: Vec<_> = batch.iter().map(|file| reading.memory.recall(file)).collect();
        let (worker, mut next) = (reading.worker, None);
        rayon::in_place_scope(|scope| {
            if !batch.is_empty() {
                scope.spawn(|_| next = Some((batch, worker.files(batch, known))));
            }
            done.take().map_or(Ok(()), |done| reading.take_up(done, &mut fruitful, &progress))
        })?;
        done = next;
        if small == 0
            && let Some((first, left)) = rest.split_first()
        {
            if reading.large(first)? {
                fruitful.extend(&first.from);
            }
            progress.inc(1);
            rest = left;
        }
    }
    progress.finish_and_clear();
    for (from, folder) in inputs.folders {
        if !fruitful.contains(&from) {
            run.tell([Diagnostic::file(&folder, "there is no pilot in this folder".to_owned())]);
        }
    }
    Ok(())
}

/// How many of the next files are worked on together; none where the first of them is read piece by piece.
fn together(files: &[Input]) -> usize {
    let mut bytes = 0;
    let small = files.iter().take(BATCH).take_while(|file| {
        bytes = u64::saturating_add(bytes, file.size);
        file.size < LARGE && bytes < FILES_BYTES && !file.is_stdin()
    });
    small.count()
}

/// Some files with what came of each, and whether that is new.
type Done<'i, R> = (&'i [Input], Vec<(bool, Of<R>)>);

/// What the threads share: documents go in, and what is made of their reports comes out.
struct Worker<'r, R> {
    checker: &'r Checker<'r>,
    showing: Showing<'r, R>,
}

impl<R> Clone for Worker<'_, R> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R> Copy for Worker<'_, R> {}

impl<R> Worker<'_, R> {
    fn document(&self, file: &Input, document: Result<Document, Fault>) -> (Outcome<R>, Option<Document>) {
        let document = match document {
            Ok(document) => document,
            Err(fault) => return (wrong(files::fault(&file.name, &fault)), None),
        };
        let outcome = self.checker.document(&file.name, &document, file.walked, self.showing.show);
        let later = outcome.pilot.as_ref().is_some_and(|pilot| (self.showing.later)(&pilot.shown));
        (outcome, later.then_some(document))
    }

    /// Files read whole, but for those of which it is known what comes of them.
    fn files(&self, files: &[Input], known: Vec<Option<Vec<Outcome<R>>>>) -> Vec<(bool, Of<R>)>
    where
        R: Send,
    {
        let each = files.par_iter().zip(known).map(|(file, known)| match known {
            Some(outcomes) => (false, (outcomes, Vec::new())),
            None => (true, self.file(file)),
        });
        each.collect()
    }

    /// A file read whole.
    fn file(&self, file: &Input) -> Of<R> {
        let reader = match file.open() {
            Ok(reader) => reader,
            Err(told) => return (vec![wrong(told)], Vec::new()),
        };
        let (mut outcomes, mut later) = (Vec::new(), Vec::new());
        for document in Documents::within(reader, self.checker.limits) {
            let (outcome, document) = self.document(file, document);
            outcomes.push(outcome);
            later.push(document);
        }
        if outcomes.iter().all(is_nothing) {
            outcomes.push(wrong(files::empty(&file.name)));
        }
        (outcomes, later)
    }
}

/// The part that only one thread does.
struct Reading<'r, R> {
    worker: Worker<'r, R>,
    run: &'r mut Run,
    sink: Sink<'r, R>,
    memory: &'r mut dyn Memory<R>,
}

impl<R: Send> Reading<'_, R> {
    /// Takes up what came of some files, in order.
    fn take_up(
        &mut self,
        (files, outcomes): Done<'_, R>,
        fruitful: &mut HashSet<usize>,
        progress: &ProgressBar,
    ) -> io::Result<()> {
        for (file, (new, (outcomes, later))) in files.iter().zip(outcomes) {
            if new {
                self.memory.keep(file, &outcomes);
            }
            if self.take(file, outcomes, later)? {
                fruitful.extend(&file.from);
            }
        }
        progress.inc(files.len() as u64);
        Ok(())
    }

    /// A file read piece by piece, so that it never stands in memory as a whole; gives whether there was a pilot or an
    /// error in it.
    fn large(&mut self, file: &Input) -> io::Result<bool> {
        if let Some(outcomes) = self.memory.recall(file) {
            return self.take(file, outcomes, Vec::new());
        }
        let reader = match file.open() {
            Ok(reader) => reader,
            Err(told) => return self.take_new(file, vec![wrong(told)], Vec::new()),
        };
        let worker = self.worker;
        let mut documents = Documents::within(reader, worker.checker.limits);
        let (mut fruitful, mut nothing) = (false, true);
        loop {
            let batch = batch(&mut documents);
            if batch.is_empty() {
                break;
            }
            let (outcomes, later): Of<R> =
                batch.into_par_iter().map(|document| worker.document(file, document)).unzip();
            nothing &= outcomes.iter().all(is_nothing);
            fruitful |= self.take_new(file, outcomes, later)?;
        }
        if nothing {
            fruitful |= self.take_new(file, vec![wrong(files::empty(&file.name))], Vec::new())?;
        }
        Ok(fruitful)
    }

    fn take_new(&mut self, file: &Input, outcomes: Vec<Outcome<R>>, later: Vec<Option<Document>>) -> io::Result<bool> {
        self.memory.keep(file, &outcomes);
        self.take(file, outcomes, later)
    }

    /// Takes up the outcomes of a file, in order; gives whether there was a pilot or an error among them.
    fn take(&mut self, file: &Input, outcomes: Vec<Outcome<R>>, later: Vec<Option<Document>>) -> io::Result<bool> {
        let mut fruitful = false;
        let later = later.into_iter().chain(std::iter::repeat_with(|| None));
        for (outcome, document) in outcomes.into_iter().zip(later) {
            fruitful |= outcome.pilot.is_some() || outcome.diagnostics.iter().any(is_error);
            if let Some(shown) = self.run.take(&file.name, outcome) {
                let again = Again { checker: self.worker.checker, file, document: document.as_ref() };
                (self.sink)(shown, again)?;
            }
        }
        Ok(fruitful)
    }
}

/// The next documents of a large file, as many as may stand in memory together.
fn batch(documents: &mut Documents<impl io::Read>) -> Vec<Result<Document, Fault>> {
    let (mut batch, mut bytes) = (Vec::new(), 0);
    while batch.len() < BATCH && bytes < BATCH_BYTES {
        let Some(document) = documents.next() else { break };
        bytes += document.as_ref().map_or(0, |document| document.text.len());
        batch.push(document);
    }
    batch
}

fn is_error(told: &Diagnostic) -> bool {
    told.severity == Severity::Error
}

fn is_nothing<R>(outcome: &Outcome<R>) -> bool {
    outcome.pilot.is_none() && outcome.diagnostics.is_empty() && !outcome.passed_over
}

fn wrong<R>(diagnostic: Diagnostic) -> Outcome<R> {
    Outcome { diagnostics: vec![diagnostic], passed_over: false, pilot: None }
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

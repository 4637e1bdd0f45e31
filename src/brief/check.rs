//! `brief check`.

use std::io::{self, Write};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::prelude::*;
use watching_brief::check::{Checker, Outcome, Selection};
use watching_brief::diagnostic::Diagnostic;
use watching_brief::evaluate::Hearing;
use watching_brief::pilot::fold_speaker;
use watching_brief::render::{self, Look, Renderer};
use watching_brief::report::{Bar, Run};
use watching_brief::source::{Document, Documents};

use super::cli::CheckArgs;
use super::files::{self, Input, Inputs};
use super::output;

/// How many files, or documents of a large file, are worked on together.
const BATCH: usize = 256;

/// A file from this size on is read piece by piece.
const LARGE: u64 = 4 * 1024 * 1024;

/// From so many files on, progress is shown on a terminal.
const MANY: usize = 500;

pub fn run(args: &CheckArgs) -> io::Result<u8> {
    let (collection, wrong_rules) = files::load_rules(&args.source.rules);
    let mut run = Run::default();
    run.tell(wrong_rules);
    let selection = Selection::only(&collection, &args.only);
    let chosen = selection.is_ok();
    let selection = selection.unwrap_or_else(|message| {
        run.tell([Diagnostic::call(message)]);
        Selection::default()
    });
    let checker = Checker {
        collection: &collection,
        selection,
        hearing: Hearing { least: args.basis, without: args.without.iter().map(|name| fold_speaker(name)).collect() },
        bar: Bar { fail_on: args.fail_on, min_force: args.min_force },
        today: args.today.unwrap_or_else(today),
        reasons: !args.quiet,
    };
    let look = Look { all: args.all, quiet: args.quiet, ..output::look() };
    let renderer = render::renderer(args.format.name(), look).ok_or(io::ErrorKind::Unsupported)?;
    let worker = Worker { checker: &checker, renderer: renderer.as_ref() };
    let mut report = Report { run, worker, out: output::stdout(), shown: false };
    report.out.write_all(renderer.begin(&checker).as_bytes())?;
    if chosen {
        report.inputs(Inputs::of(&args.paths))?;
    }
    let ending = report.run.end(&args.without);
    report.out.write_all(renderer.end(&checker, &ending).as_bytes())?;
    report.out.flush()?;
    Ok(ending.exit_status())
}

fn today() -> jiff::civil::Date {
    jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date()
}

/// What the threads share: documents go in, and what is to be shown of them comes out.
#[derive(Clone, Copy)]
struct Worker<'r> {
    checker: &'r Checker<'r>,
    renderer: &'r dyn Renderer,
}

/// A report that is being written.
struct Report<'r, W> {
    run: Run,
    worker: Worker<'r>,
    out: W,
    /// Whether a pilot was shown already.
    shown: bool,
}

impl<W: Write> Report<'_, W> {
    fn inputs(&mut self, inputs: Inputs) -> io::Result<()> {
        self.run.tell(inputs.errors);
        let progress = progress(inputs.files.len());
        // Which paths of the call led to a pilot, or to an error that says why not.
        let mut fruitful = std::collections::HashSet::new();
        let mut rest = inputs.files.as_slice();
        while let Some(first) = rest.first() {
            let small = rest.iter().take(BATCH).take_while(|file| file.size < LARGE && file.name != "-").count();
            let (batch, left) = rest.split_at(small.max(1));
            rest = left;
            if small == 0 {
                if self.large(first)? {
                    fruitful.insert(first.from);
                }
            } else {
                let worker = self.worker;
                let outcomes: Vec<Vec<Outcome<String>>> = batch.par_iter().map(|file| worker.file(file)).collect();
                for (file, outcomes) in batch.iter().zip(outcomes) {
                    if self.take(&file.name, outcomes)? {
                        fruitful.insert(file.from);
                    }
                }
            }
            progress.inc(batch.len() as u64);
        }
        progress.finish_and_clear();
        for (from, folder) in inputs.folders {
            if !fruitful.contains(&from) {
                self.run.tell([Diagnostic::file(&folder, "there is no pilot in this folder".to_owned())]);
            }
        }
        Ok(())
    }

    /// A file read piece by piece, so that it never stands in memory as a whole.
    fn large(&mut self, file: &Input) -> io::Result<bool> {
        let reader = match file.open() {
            Ok(reader) => reader,
            Err(error) => return self.take(&file.name, vec![wrong(Diagnostic::file(&file.name, files::unreadable(&error)))]),
        };
        let worker = self.worker;
        let mut documents = Documents::new(reader);
        let (mut fruitful, mut nothing) = (false, true);
        loop {
            let batch: Vec<_> = documents.by_ref().take(BATCH).collect();
            if batch.is_empty() {
                break;
            }
            let mut outcomes: Vec<Outcome<String>> = batch
                .par_iter()
                .map(|document| match document {
                    Ok(document) => worker.document(file, document),
                    Err(fault) => wrong(files::fault(&file.name, fault)),
                })
                .collect();
            let fault = outcomes.iter().position(|outcome| outcome.fault);
            outcomes.truncate(fault.map_or(outcomes.len(), |at| at + 1));
            nothing &= outcomes.iter().all(is_nothing);
            fruitful |= self.take(&file.name, outcomes)?;
            if fault.is_some() {
                break;
            }
        }
        if nothing {
            fruitful |= self.take(&file.name, vec![wrong(files::empty(&file.name))])?;
        }
        Ok(fruitful)
    }

    /// Takes up and shows the outcomes of a file, in order; gives whether there was a pilot or an error among them.
    fn take(&mut self, file: &str, outcomes: Vec<Outcome<String>>) -> io::Result<bool> {
        let mut fruitful = false;
        for outcome in outcomes {
            fruitful |= outcome.pilot.is_some() || !outcome.diagnostics.is_empty();
            let Some(shown) = self.run.take(file, outcome) else { continue };
            if shown.is_empty() {
                continue;
            }
            if self.shown {
                self.out.write_all(self.worker.renderer.between().as_bytes())?;
            }
            self.shown = true;
            self.out.write_all(shown.as_bytes())?;
        }
        Ok(fruitful)
    }
}

impl Worker<'_> {
    fn document(&self, file: &Input, document: &Document) -> Outcome<String> {
        self.checker.document(&file.name, document, file.walked, |report| self.renderer.pilot(report))
    }

    /// A file read whole.
    fn file(&self, file: &Input) -> Vec<Outcome<String>> {
        let reader = match file.open() {
            Ok(reader) => reader,
            Err(error) => return vec![wrong(Diagnostic::file(&file.name, files::unreadable(&error)))],
        };
        let mut outcomes = Vec::new();
        for document in Documents::new(reader) {
            let outcome = match document {
                Ok(document) => self.document(file, &document),
                Err(fault) => wrong(files::fault(&file.name, &fault)),
            };
            let fault = outcome.fault;
            outcomes.push(outcome);
            if fault {
                break;
            }
        }
        if outcomes.iter().all(is_nothing) {
            outcomes.push(wrong(files::empty(&file.name)));
        }
        outcomes
    }
}

fn is_nothing(outcome: &Outcome<String>) -> bool {
    outcome.pilot.is_none() && outcome.diagnostics.is_empty() && !outcome.passed_over
}

fn wrong(diagnostic: Diagnostic) -> Outcome<String> {
    Outcome { diagnostics: vec![diagnostic], fault: false, passed_over: false, pilot: None }
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

//! What any thread does: pieces of the input go in, and what is made of their reports comes out.

use std::sync::Arc;

use super::Showing;
use super::pieces::Piece;
use crate::check::Checker;
use crate::files::Files;
use crate::model::diagnostic::Diagnostic;
use crate::project::inputs::Input;
use crate::project::reading;
use crate::report::Outcome;
use crate::source::{Document, Documents, Fault};

/// What came of the documents of a file, and in the same order those that are to be shown later.
pub type Of<R> = (Vec<Outcome<R>>, Vec<Option<Document>>);

/// What came of a piece.
pub enum Done<R> {
    /// Of files, each with whether that is new.
    Files(Vec<(Input, bool, Of<R>)>),
    /// Of some documents of a large file.
    Documents { file: Arc<Input>, of: Of<R>, last: bool },
}

pub struct Worker<'r, R> {
    pub files: &'r dyn Files,
    pub checker: &'r Checker<'r>,
    pub showing: Showing<'r, R>,
}

impl<R> Clone for Worker<'_, R> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R> Copy for Worker<'_, R> {}

impl<R> Worker<'_, R> {
    pub fn piece(&self, piece: Piece<R>) -> Done<R> {
        match piece {
            Piece::Files(files) => {
                let each = files.into_iter().map(|(file, known)| {
                    let new = known.is_none();
                    let of = known.map_or_else(|| self.file(&file), |outcomes| (outcomes, Vec::new()));
                    (file, new, of)
                });
                Done::Files(each.collect())
            }
            Piece::Documents { file, documents, last } => {
                let of = documents.into_iter().map(|document| self.document(&file, document)).unzip();
                Done::Documents { file, of, last }
            }
        }
    }

    fn document(&self, file: &Input, document: Result<Document, Fault>) -> (Outcome<R>, Option<Document>) {
        let document = match document {
            Ok(document) => document,
            Err(fault) => return (wrong(reading::fault(&file.name, &fault)), None),
        };
        let outcome = self.checker.document(&file.name, &document, file.walked, self.showing.show);
        let later = outcome.pilot.as_ref().is_some_and(|pilot| (self.showing.later)(&pilot.shown));
        (outcome, later.then_some(document))
    }

    /// A file read whole.
    pub fn file(&self, file: &Input) -> Of<R> {
        let reader = match file.open(self.files) {
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
            outcomes.push(empty(file));
        }
        (outcomes, later)
    }
}

/// Whether there was nothing at all.
pub fn is_nothing<R>(outcome: &Outcome<R>) -> bool {
    outcome.pilot.is_none() && outcome.diagnostics.is_empty() && !outcome.passed_over
}

/// What comes of a file in which there is nothing.
pub fn empty<R>(file: &Input) -> Outcome<R> {
    wrong(reading::empty(&file.name))
}

fn wrong<R>(diagnostic: Diagnostic) -> Outcome<R> {
    Outcome { diagnostics: vec![diagnostic], passed_over: false, pilot: None }
}

//! Cutting the input into pieces of work: some small files, or some documents of a large one.

use std::io::Read;
use std::iter::Peekable;
use std::sync::Arc;

use super::Memory;
use crate::files::Files;
use crate::model::limits::Limits;
use crate::project::inputs::{Input, Inputs};
use crate::report::Outcome;
use crate::source::{Document, Documents, Fault};
use crate::threads;

/// How many files, or documents of a large file, one thread works on at a time, at most.
const MOST: usize = 24;

/// How many bytes of them, or one file or document more.
const BYTES: usize = 48 * 1024;

/// As many bytes each counts at least: the report of the smallest pilot has a result for every rule, too.
const LEAST: usize = 2 * 1024;

/// A file from this size on is read piece by piece.
const LARGE: u64 = 64 * 1024;

/// What one thread works on at a time.
pub enum Piece<R> {
    /// Files that are read whole, each with what is known to come of it.
    Files(Vec<(Input, Option<Vec<Outcome<R>>>)>),
    /// Some documents of a large file, or what is wrong with them.
    Documents {
        file: Arc<Input>,
        documents: Vec<Result<Document, Fault>>,
        /// Whether they are its last.
        last: bool,
    },
}

/// The documents of a large file.
type Stream = Documents<Box<dyn Read + Send>>;

/// The pieces of some inputs, in order, cut as they are asked for.
pub struct Pieces<'m, R> {
    inputs: Peekable<Inputs<'m>>,
    files: &'m dyn Files,
    /// A large file, of which the rest is to come.
    large: Option<(Arc<Input>, Stream)>,
    memory: &'m mut dyn Memory<R>,
    limits: Limits,
    most: usize,
}

impl<'m, R> Pieces<'m, R> {
    pub fn new(inputs: Inputs<'m>, memory: &'m mut dyn Memory<R>, limits: Limits) -> Self {
        // Of few files each thread gets some.
        let most = (inputs.count / (threads::count() * 4)).clamp(1, MOST);
        Self { files: inputs.files, inputs: inputs.peekable(), large: None, memory, limits, most }
    }

    /// Keeps what came of a file, or of more documents of it.
    pub fn keep(&mut self, file: &Input, outcomes: &[Outcome<R>]) {
        self.memory.keep(file, outcomes);
    }

    /// The next piece, and how many bytes it counts.
    pub fn next(&mut self) -> Option<(Piece<R>, usize)> {
        if let Some((file, documents)) = self.large.take() {
            return Some(self.documents(file, documents));
        }
        let first = self.inputs.next()?;
        let known = self.memory.recall(&first);
        if known.is_none() && (first.size >= LARGE || first.is_stdin()) {
            // What stands in the way of it is told like that of any file.
            if let Ok(reader) = first.stream(self.files) {
                let documents = Documents::within(reader, self.limits);
                return Some(self.documents(Arc::new(first), documents));
            }
        }
        let mut bytes = size(&first);
        let mut files = vec![(first, known)];
        let fits = |bytes: usize, file: &Input| file.size < LARGE && !file.is_stdin() && bytes + size(file) <= BYTES;
        while files.len() < self.most
            && let Some(file) = self.inputs.next_if(|file| fits(bytes, file))
        {
            bytes += size(&file);
            let known = self.memory.recall(&file);
            files.push((file, known));
        }
        Some((Piece::Files(files), bytes))
    }

    /// Whether what comes next may have to be waited for: standard input, or a pipe that nobody writes to yet.
    #[cfg(feature = "threads")]
    pub fn may_wait(&mut self) -> bool {
        self.large.is_none() && self.inputs.peek().is_some_and(|file| file.is_stdin() || file.size == u64::MAX)
    }

    fn documents(&mut self, file: Arc<Input>, mut stream: Stream) -> (Piece<R>, usize) {
        let (mut documents, mut bytes, mut last) = (Vec::new(), 0, false);
        while documents.len() < MOST && bytes < BYTES && !last {
            match stream.next() {
                Some(document) => {
                    bytes += document.as_ref().map_or(0, |document| document.text.len()).max(LEAST);
                    documents.push(document);
                }
                None => last = true,
            }
        }
        if !last {
            self.large = Some((Arc::clone(&file), stream));
        }
        (Piece::Documents { file, documents, last }, bytes)
    }
}

/// How many bytes a file counts; a large one counts no more, as it is not read whole.
fn size(file: &Input) -> usize {
    usize::try_from(file.size.min(LARGE)).unwrap_or_default().max(LEAST)
}

//! Files that are being read. Only so many can be open at once; where all are in use by other threads, one waits its turn.
//! A file that may stay open for long is not waited for.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use crate::files::cause;

static FILES: Mutex<Files> = Mutex::new(Files { open: 0, waiting: 0 });

static CLOSED: Condvar = Condvar::new();

/// The files of all threads.
#[derive(Debug)]
struct Files {
    /// How many are open for reading, or about to be.
    open: usize,
    /// How many threads wait for one to be closed.
    waiting: usize,
}

impl Files {
    fn closed(&mut self) {
        self.open -= 1;
        // To wake those who wait for nothing would be a call to the system for each file.
        match (self.waiting, self.open) {
            (0, _) => {}
            (_, 0) => CLOSED.notify_all(),
            _ => CLOSED.notify_one(),
        }
    }
}

/// A file that is being read.
#[derive(Debug)]
pub struct Reader {
    // It is closed before its place is free.
    file: File,
    _place: Option<Place>,
}

#[derive(Debug)]
struct Place;

/// Opens a file.
///
/// # Errors
/// Why it cannot be read. That too many files are open is an error only where none of them is about to be closed.
pub fn open(path: &Path) -> io::Result<Reader> {
    loop {
        // Who is about to open one counts, so that nobody takes himself for the last while another gets it.
        files().open += 1;
        match File::open(path) {
            Ok(file) => return Ok(Reader { file, _place: Some(Place) }),
            Err(error) => {
                let mut files = files();
                files.closed();
                if !cause::is_out_of_files(&error) {
                    return Err(error);
                }
                if files.open == 0 {
                    // The last that was open may have been closed since.
                    let file = File::open(path)?;
                    files.open += 1;
                    return Ok(Reader { file, _place: Some(Place) });
                }
                wait_for_one(files);
            }
        }
    }
}

/// Waits until a file is closed, or gives false where none is open.
pub fn wait() -> bool {
    let files = files();
    let any = files.open > 0;
    if any {
        wait_for_one(files);
    }
    any
}

fn wait_for_one(mut files: MutexGuard<'_, Files>) {
    files.waiting += 1;
    let mut files = CLOSED.wait(files).unwrap_or_else(PoisonError::into_inner);
    files.waiting -= 1;
}

fn files() -> MutexGuard<'static, Files> {
    FILES.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Drop for Place {
    fn drop(&mut self) {
        files().closed();
    }
}

impl Reader {
    /// The same, if it may stay open while whoever has it opens others: nobody is to wait until it is closed.
    pub fn lasting(self) -> Self {
        Self { file: self.file, _place: None }
    }
}

impl Read for Reader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.file.read(buffer)
    }

    fn read_to_end(&mut self, buffer: &mut Vec<u8>) -> io::Result<usize> {
        self.file.read_to_end(buffer)
    }
}

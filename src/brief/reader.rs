//! Files that are being read. Only so many can be open at once; where all are in use by other threads, one waits its turn.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use super::cause;

/// How many files are open for reading.
static OPEN: Mutex<usize> = Mutex::new(0);

static CLOSED: Condvar = Condvar::new();

/// A file that is being read.
#[derive(Debug)]
pub struct Reader {
    // It is closed before its place is free.
    file: File,
    _place: Place,
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
        *open_now() += 1;
        match File::open(path) {
            Ok(file) => return Ok(Reader { file, _place: Place }),
            Err(error) => {
                let mut open = open_now();
                *open -= 1;
                if *open == 0 {
                    CLOSED.notify_all();
                }
                if !cause::is_out_of_files(&error) {
                    return Err(error);
                }
                if *open == 0 {
                    // The last that was open may have been closed since.
                    let file = File::open(path)?;
                    *open += 1;
                    return Ok(Reader { file, _place: Place });
                }
                drop(CLOSED.wait(open));
            }
        }
    }
}

fn open_now() -> MutexGuard<'static, usize> {
    OPEN.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut open = open_now();
        *open -= 1;
        if *open == 0 { CLOSED.notify_all() } else { CLOSED.notify_one() }
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

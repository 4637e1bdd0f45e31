//! Files and folders that are there only while a run lasts. None is left over where the run is ended from outside.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError, TryLockError};
use std::thread;
use std::time::Duration;

/// What is done before the first of them is made, so that [`clear`] is called when the run is ended from outside.
static ATTEND: OnceLock<fn()> = OnceLock::new();

static LEFT: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// A file or folder that has to go away when the run is ended; until this goes away, which is when it is gone or kept.
#[derive(Debug)]
pub struct Leftover(PathBuf);

/// From now on `attend` is called before such a file or folder is made: it sees to it that [`clear`] is called when the run is
/// ended from outside. The first call stands.
pub fn attend_with(attend: fn()) {
    ATTEND.get_or_init(|| attend);
}

/// Makes such a file or folder. There is no moment at which it is there and would be left over.
///
/// # Errors
/// Where it cannot be made.
pub fn made<T>(make: impl FnOnce() -> io::Result<T>, path: impl FnOnce(&T) -> &Path) -> io::Result<(T, Leftover)> {
    if let Some(attend) = ATTEND.get() {
        attend();
    }
    let mut left = lock();
    let made = make()?;
    let path = path(&made).to_owned();
    left.push(path.clone());
    Ok((made, Leftover(path)))
}

/// Gives a file the name under which it stays: a run that is ended meanwhile ends before that, or after it.
pub fn keep<T>(give: impl FnOnce() -> T) -> T {
    let _left = lock();
    give()
}

/// Removes all there is, for the last time: nothing is made or kept any more.
pub fn clear() {
    // Where a disk hangs for good, a run must end all the same.
    for _ in 0..100 {
        let left = match LEFT.try_lock() {
            Ok(left) => left,
            Err(TryLockError::Poisoned(left)) => left.into_inner(),
            Err(TryLockError::WouldBlock) => {
                thread::sleep(Duration::from_millis(10));
                continue;
            }
        };
        left.iter().for_each(|path| remove(path));
        std::mem::forget(left);
        return;
    }
}

/// Removes a file, or a folder into which somebody may be writing still.
fn remove(path: &Path) {
    for _ in 0..3 {
        let done = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
        if done.is_ok() || !path.is_dir() {
            return;
        }
    }
}

impl Drop for Leftover {
    fn drop(&mut self) {
        lock().retain(|path| *path != self.0);
    }
}

fn lock() -> MutexGuard<'static, Vec<PathBuf>> {
    LEFT.lock().unwrap_or_else(PoisonError::into_inner)
}

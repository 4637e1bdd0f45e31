//! A file that is written whole or not at all.

use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::leftovers::{self, Leftover};
use crate::files::{cause, is_yaml};
use crate::text::{names, words};
use tempfile::NamedTempFile;

/// A file that takes its name only when all is written; what stood under the name before stands until then.
#[derive(Debug)]
pub struct WholeFile {
    /// The file, as it was named.
    path: PathBuf,
    /// The file itself, wherever a link leads.
    real: PathBuf,
    to: To,
}

#[derive(Debug)]
enum To {
    /// A file beside it, to be renamed. One without a name, as some systems have them, would not be left over even where the
    /// run is killed; but it could replace nothing without being given such a name after all.
    Beside(BufWriter<NamedTempFile>, Leftover),
    /// Straight into what is no ordinary file, such as a pipe or a device.
    Straight(BufWriter<File>),
}

impl WholeFile {
    /// Begins a file. No form of a report is YAML: a file of that kind that is there already is something to be read, and is
    /// left alone.
    ///
    /// # Errors
    /// Where it can be told now that the file cannot be written, with its name.
    pub fn create(path: &Path) -> io::Result<Self> {
        if path.is_file() && real(path).is_ok_and(|real| is_read(&real)) {
            return Err(named(path, &io::Error::other(YAML)));
        }
        Self::over(path)
    }

    /// The same, over whatever stands under the name.
    fn over(path: &Path) -> io::Result<Self> {
        let (real, to) = Self::to(path).map_err(|error| named(path, &error))?;
        Ok(Self { path: path.to_owned(), real, to })
    }

    /// Whether both are one file, whatever they were called.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        self.real == other.real
    }

    /// Whether it is an ordinary file, beside which others may stand, and no pipe or device.
    #[must_use]
    pub fn is_ordinary(&self) -> bool {
        matches!(self.to, To::Beside(..))
    }

    fn to(path: &Path) -> io::Result<(PathBuf, To)> {
        match path.metadata() {
            Ok(data) if data.is_dir() => return Err(io::Error::from(io::ErrorKind::IsADirectory)),
            Ok(data) if !data.is_file() => {
                let file = OpenOptions::new().write(true).open(path)?;
                // What `/dev/stderr` leads to may have no path.
                let real = path.canonicalize().unwrap_or_else(|_| path.to_owned());
                return Ok((real, To::Straight(BufWriter::new(file))));
            }
            // What must not be written must not be replaced either.
            Ok(_) => drop(OpenOptions::new().write(true).open(path)?),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
        let real = real(path)?;
        let folder = real.parent().unwrap_or(Path::new("/"));
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
            options.mode(real.metadata().map_or(0o666, |data| data.permissions().mode()));
        }
        let make = || tempfile::Builder::new().prefix(".brief-").make_in(folder, |path| options.open(path));
        let (file, leftover) = leftovers::made(make, |file| file.path())?;
        Ok((real, To::Beside(BufWriter::with_capacity(1 << 16, file), leftover)))
    }

    /// Gives the file its name.
    ///
    /// # Errors
    /// Where it cannot be written to its end; then there is no such file, or the one from before.
    pub fn finish(self) -> io::Result<()> {
        let path = self.path.clone();
        self.named(true).map_err(|error| named(&path, &error))
    }

    /// Gives the file its name, over what stands there or not.
    fn named(self, over: bool) -> io::Result<()> {
        match self.to {
            To::Straight(mut file) => file.flush(),
            To::Beside(file, leftover) => {
                let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
                settle(file.as_file())?;
                let real = &self.real;
                let done = leftovers::keep(|| if over { file.persist(real) } else { file.persist_noclobber(real) });
                // A file that got no name is removed before it is forgotten.
                let done = done.map(drop).map_err(|error| error.error);
                drop(leftover);
                done
            }
        }
    }
}

impl Write for WholeFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let done = match &mut self.to {
            To::Beside(file, _) => file.write(bytes),
            To::Straight(file) => file.write(bytes),
        };
        done.map_err(|error| named(&self.path, &error))
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.to {
            To::Beside(file, _) => file.flush(),
            To::Straight(file) => file.flush(),
        }
    }
}

/// Writes a text as a whole file.
///
/// # Errors
/// Where it cannot be written, with its name.
pub fn write(path: &Path, text: &str) -> io::Result<()> {
    let mut file = WholeFile::over(path)?;
    file.write_all(text.as_bytes())?;
    file.finish()
}

/// Writes a text as a whole file that is not there yet.
///
/// # Errors
/// Where there is one, or it cannot be written.
pub fn write_new(path: &Path, text: &str) -> io::Result<()> {
    if path.symlink_metadata().is_ok() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    let (real, to) = WholeFile::to(path)?;
    let mut file = WholeFile { path: path.to_owned(), real, to };
    file.write_all(text.as_bytes())?;
    file.named(false)
}

/// Sees the bytes of a file onto the disk: a disk in a network may say only now that it is full, and after a power cut a
/// name must not stand for a file without them.
fn settle(file: &File) -> io::Result<()> {
    match file.sync_data() {
        // A file system that cannot say has nothing to say.
        Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => Ok(()),
        done => done,
    }
}

/// The file itself: what a link leads to is replaced, and not the link, also where nothing is there yet.
fn real(path: &Path) -> io::Result<PathBuf> {
    if let Ok(real) = path.canonicalize() {
        return Ok(real);
    }
    let beside = |path: &Path| path.parent().unwrap_or(Path::new("")).to_owned();
    let path = path.read_link().map_or_else(|_| path.to_owned(), |target| beside(path).join(target));
    let folder = Some(beside(&path)).filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(PathBuf::from("."));
    let name = path.file_name().ok_or(io::ErrorKind::IsADirectory)?;
    Ok(folder.canonicalize()?.join(name))
}

const YAML: &str = "this is a file to be read, and it is left as it is; give another name";

fn is_read(path: &Path) -> bool {
    is_yaml(path) || path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("lock"))
}

/// An error that says which file it is about.
fn named(path: &Path, error: &io::Error) -> io::Error {
    // That nobody reads a file any more is not the same as a reader of standard output that has had enough.
    let kind = if error.kind() == io::ErrorKind::BrokenPipe { io::ErrorKind::Other } else { error.kind() };
    io::Error::new(kind, format!("{}: {}", words::harmless(&names::as_text(path)), cause::unwritable(error)))
}

//! A file that is written whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// A file that takes its name only when all is written; what stood under the name before stands until then.
#[derive(Debug)]
pub struct WholeFile {
    path: PathBuf,
    to: To,
}

#[derive(Debug)]
enum To {
    /// A file beside it, to be renamed.
    Beside(BufWriter<NamedTempFile>),
    /// Straight into what is no ordinary file, such as a pipe or a device.
    Straight(BufWriter<File>),
}

impl WholeFile {
    /// Begins a file.
    ///
    /// # Errors
    /// Where it can be told now that the file cannot be written, with its name.
    pub fn create(path: &Path) -> io::Result<Self> {
        let to = Self::to(path).map_err(|error| named(path, &error))?;
        Ok(Self { path: path.to_owned(), to })
    }

    fn to(path: &Path) -> io::Result<To> {
        match path.metadata() {
            Ok(data) if data.is_dir() => return Err(io::Error::from(io::ErrorKind::IsADirectory)),
            Ok(data) if !data.is_file() => {
                return Ok(To::Straight(BufWriter::new(OpenOptions::new().write(true).open(path)?)));
            }
            // What must not be written must not be replaced either.
            Ok(_) => drop(OpenOptions::new().write(true).open(path)?),
            Err(_) => {}
        }
        // What a link leads to is replaced, and not the link.
        let real = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let folder = real.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut builder = tempfile::Builder::new();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = real.metadata().map_or(0o666, |data| data.permissions().mode());
            builder.permissions(fs::Permissions::from_mode(mode));
        }
        Ok(To::Beside(BufWriter::with_capacity(1 << 16, builder.prefix(".brief-").tempfile_in(folder)?)))
    }

    /// Gives the file its name.
    ///
    /// # Errors
    /// Where it cannot be written to its end; then there is no such file, or the one from before.
    pub fn finish(self) -> io::Result<()> {
        let wrong = |error: io::Error| named(&self.path, &error);
        match self.to {
            To::Straight(mut file) => file.flush().map_err(wrong),
            To::Beside(file) => {
                let file = file.into_inner().map_err(|error| wrong(error.into_error()))?;
                let real = self.path.canonicalize().unwrap_or_else(|_| self.path.clone());
                file.persist(real).map(drop).map_err(|error| wrong(error.error))
            }
        }
    }
}

impl Write for WholeFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let done = match &mut self.to {
            To::Beside(file) => file.write(bytes),
            To::Straight(file) => file.write(bytes),
        };
        done.map_err(|error| named(&self.path, &error))
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.to {
            To::Beside(file) => file.flush(),
            To::Straight(file) => file.flush(),
        }
    }
}

/// Writes a text as a whole file.
///
/// # Errors
/// Where it cannot be written, with its name.
pub fn write(path: &Path, text: &str) -> io::Result<()> {
    let mut file = WholeFile::create(path)?;
    file.write_all(text.as_bytes())?;
    file.finish()
}

/// An error that says which file it is about.
fn named(path: &Path, error: &io::Error) -> io::Error {
    let cause = match error.kind() {
        io::ErrorKind::NotFound => "the folder that it would stand in does not exist".to_owned(),
        io::ErrorKind::PermissionDenied => "permission is denied".to_owned(),
        io::ErrorKind::IsADirectory => "this is a folder; give a file in it".to_owned(),
        _ => error.to_string(),
    };
    io::Error::new(error.kind(), format!("{}: {cause}", watching_brief::words::harmless(&path.to_string_lossy())))
}

//! A folder of pages to which a report is written, one page after the other.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use watching_brief::files::cause;
use watching_brief::files::disk::whole_file::WholeFile;

/// The folder, which is made when the first page is written.
pub struct PageFolder {
    path: PathBuf,
}

impl PageFolder {
    /// A folder that is there, or could be made.
    ///
    /// # Errors
    /// Why it cannot be written to, as far as that can be told now.
    pub fn new(path: &Path) -> Result<Self, String> {
        // Without the slash at the end, behind which nothing but a folder is looked for.
        let path: PathBuf = path.components().collect();
        let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let has_parent = parent.is_dir();
        match path.metadata() {
            Ok(data) if data.is_dir() => Ok(Self { path }),
            Ok(_) => Err("there is a file of this name, and no folder".to_owned()),
            Err(_) if has_parent => Ok(Self { path }),
            Err(_) => Err("there is no folder in which it could stand".to_owned()),
        }
    }

    /// Whether it is this folder, whatever it is called.
    pub fn is_same(&self, other: &Path) -> bool {
        let real = |path: &Path| {
            let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
            let there = || Some(folder.canonicalize().ok()?.join(path.file_name()?));
            path.canonicalize().ok().or_else(there).unwrap_or_else(|| path.to_owned())
        };
        real(&self.path) == real(other)
    }

    /// Writes a page, which stands behind a line with its name. It takes its name when it is whole.
    ///
    /// # Errors
    /// Why it could not be written, with its name.
    pub fn write(&self, part: &str) -> io::Result<()> {
        let Some((name, page)) = part.split_once('\n') else { return Ok(()) };
        if !self.path.is_dir() {
            fs::create_dir(&self.path)
                .map_err(|error| io::Error::other(format!("{}: {}", self.path.display(), cause::unwritable(&error))))?;
        }
        let mut file = WholeFile::create(&self.path.join(name))?;
        file.write_all(page.as_bytes())?;
        file.finish()
    }
}

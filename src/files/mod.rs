//! The files of a project, wherever they are: on a disk, in memory, or on a disk with unsaved text over it.
//!
//! Whatever reads a project knows its files by [`Files`] alone, so that every front end reads it alike.

pub mod cause;
#[cfg(feature = "disk")]
pub mod disk;
mod listing;
mod memory;
mod overlay;

use std::ffi::OsString;
use std::fmt::Debug;
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

pub use listing::{survey, walk};
pub use memory::MemoryFiles;
pub use overlay::Overlay;

/// Says of an entry of a folder, with whether it is a folder itself, that it is left out of a walk.
pub type Skip<'f> = dyn FnMut(&Path, bool) -> bool + Send + 'f;

/// Where the files of a project are. Paths are as they are written: from the current folder, if not from the root.
pub trait Files: Debug + Send + Sync {
    /// What stands at a path; a link is followed.
    ///
    /// # Errors
    /// Why that cannot be told: in the first place, that nothing stands there.
    fn entry(&self, path: &Path) -> io::Result<Entry>;

    /// Whether there is a link at a path, wherever it leads.
    fn is_link(&self, path: &Path) -> bool;

    /// The path of what stands at a path, from the root on and without links: the same for all ways to one file.
    ///
    /// # Errors
    /// Why that cannot be told.
    fn identity(&self, path: &Path) -> io::Result<PathBuf>;

    /// The names of what stands in a folder, in any order.
    ///
    /// # Errors
    /// Why the folder cannot be read.
    fn list(&self, folder: &Path) -> io::Result<Vec<OsString>>;

    /// Opens a file to be read.
    ///
    /// # Errors
    /// Why it cannot be read.
    fn read(&self, path: &Path) -> io::Result<Box<dyn Read + Send>>;

    /// Opens a file that may stay open for long while others are read.
    ///
    /// # Errors
    /// Why it cannot be read.
    fn read_slowly(&self, path: &Path) -> io::Result<Box<dyn Read + Send>> {
        self.read(path)
    }

    /// What comes in without a file, which a call names `-`.
    ///
    /// # Errors
    /// That nothing does.
    fn standard_input(&self) -> io::Result<Box<dyn Read + Send>>;

    /// Writes a file whole or not at all, over whatever stands under its name.
    ///
    /// # Errors
    /// Why it cannot be written, with its name.
    fn write(&self, path: &Path, text: &str) -> io::Result<()>;

    /// The folder from which paths go that do not go from the root.
    fn current_folder(&self) -> PathBuf;

    /// A first look at a folder and at all folders within it, but for what is left out.
    fn survey(&self, folder: &Path, skip: &mut Skip<'_>) -> Survey;

    /// The YAML files of a folder and of all folders within it, in the order of their paths; folders are read as their files
    /// are asked for. What is left out is not looked into.
    fn walk<'f>(&'f self, folder: &Path, skip: Box<Skip<'f>>) -> Box<dyn Iterator<Item = Met> + Send + 'f>;
}

/// What stands at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// What it is.
    pub kind: EntryKind,
    /// Its size in bytes.
    pub size: u64,
}

/// What something is that has a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryKind {
    /// A file.
    File,
    /// A folder.
    Folder,
    /// A named pipe, which need not have an end.
    Pipe,
    /// A socket, which cannot be read.
    Socket,
    /// A device, or whatever else there may be.
    Device,
}

impl EntryKind {
    /// What it is where it is neither a file nor a folder; none where it is one.
    #[must_use]
    pub fn special(self) -> Option<&'static str> {
        match self {
            Self::File | Self::Folder => None,
            Self::Pipe => Some("a named pipe"),
            Self::Socket => Some("a socket"),
            Self::Device => Some("a device"),
        }
    }
}

/// What a first look at a folder tells of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Survey {
    /// How many files there are to read.
    pub files: usize,
    /// Whether there are links, by which a file can be reached twice.
    pub links: bool,
}

/// What is met in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Met {
    /// Something that has the name of a file that is read.
    File {
        /// Where it is.
        path: PathBuf,
        /// What it is.
        entry: Entry,
    },
    /// A file or folder that cannot be read.
    Unreadable {
        /// Where it is.
        path: PathBuf,
        /// Why.
        why: String,
    },
}

/// What is said of a link that leads nowhere.
pub const LOST_LINK: &str = "this link leads to nothing";

/// Questions that every kind of files answers alike.
impl dyn Files + '_ {
    /// Whether something stands at a path that can be looked at.
    #[must_use]
    pub fn exists(&self, path: &Path) -> bool {
        self.entry(path).is_ok()
    }

    /// Whether something may stand at a path: what cannot be looked at may.
    #[must_use]
    pub fn may_exist(&self, path: &Path) -> bool {
        self.is_link(path) || self.entry(path).map_or_else(|error| error.kind() != ErrorKind::NotFound, |_| true)
    }

    /// Whether there is a file at a path.
    #[must_use]
    pub fn is_file(&self, path: &Path) -> bool {
        self.entry(path).is_ok_and(|entry| entry.kind == EntryKind::File)
    }

    /// Whether there is a folder at a path.
    #[must_use]
    pub fn is_folder(&self, path: &Path) -> bool {
        self.entry(path).is_ok_and(|entry| entry.kind == EntryKind::Folder)
    }
}

/// Whether a file in a folder is one that is read: its name ends in `.yaml` or `.yml`, in whatever case, as a name that went
/// through another system may.
#[must_use]
pub fn is_yaml(path: &Path) -> bool {
    let is = |end: &str| path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case(end));
    is("yaml") || is("yml")
}

/// A path from the root on, without `.` and `..` in it, as far as links do not matter.
#[must_use]
pub fn from_root(current_folder: &Path, path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in current_folder.join(path).components() {
        match part {
            std::path::Component::CurDir => {}
            std::path::Component::ParentDir => {
                plain.pop();
            }
            part => plain.push(part),
        }
    }
    plain
}

//! Files that stand in memory alone.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::{self, Cursor, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use super::{Entry, EntryKind, Files, Met, Skip, Survey, from_root, survey, walk};

/// Files in memory, below a root that is the current folder. There are no links, and a folder is there as long as a file is
/// in it.
#[derive(Debug, Default)]
pub struct MemoryFiles {
    /// By the path from the root on.
    files: RwLock<BTreeMap<PathBuf, Arc<[u8]>>>,
    input: Option<Arc<[u8]>>,
}

impl MemoryFiles {
    /// No files.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The same, with one more file.
    #[must_use]
    pub fn with(self, path: impl AsRef<Path>, content: impl AsRef<[u8]>) -> Self {
        self.set(path.as_ref(), content.as_ref());
        self
    }

    /// The same, with what comes in without a file.
    #[must_use]
    pub fn with_standard_input(self, content: impl AsRef<[u8]>) -> Self {
        Self { input: Some(content.as_ref().into()), ..self }
    }

    /// Puts a file there, or another content into one that is.
    pub fn set(&self, path: &Path, content: &[u8]) {
        self.files.write().unwrap_or_else(PoisonError::into_inner).insert(place(path), content.into());
    }

    /// Takes a file away.
    pub fn remove(&self, path: &Path) {
        self.files.write().unwrap_or_else(PoisonError::into_inner).remove(&place(path));
    }

    /// What a file holds; none where there is no such file.
    #[must_use]
    pub fn content(&self, path: &Path) -> Option<Arc<[u8]>> {
        self.files.read().unwrap_or_else(PoisonError::into_inner).get(&place(path)).cloned()
    }

    /// The names of what stands in a folder; none where there is no such folder.
    fn names(&self, folder: &Path) -> Vec<OsString> {
        let folder = place(folder);
        let files = self.files.read().unwrap_or_else(PoisonError::into_inner);
        let below = files.keys().filter_map(|path| path.strip_prefix(&folder).ok());
        let mut names: Vec<OsString> =
            below.filter_map(|path| path.components().next()).map(|name| name.as_os_str().to_owned()).collect();
        names.dedup();
        names
    }
}

fn place(path: &Path) -> PathBuf {
    from_root(Path::new("/"), path)
}

fn not_found() -> io::Error {
    ErrorKind::NotFound.into()
}

impl Files for MemoryFiles {
    fn entry(&self, path: &Path) -> io::Result<Entry> {
        // As on a disk, what has no name is not the current folder.
        if path.as_os_str().is_empty() {
            return Err(not_found());
        }
        match self.content(path) {
            Some(content) => Ok(Entry { kind: EntryKind::File, size: content.len() as u64 }),
            None if place(path).parent().is_none() || !self.names(path).is_empty() => {
                Ok(Entry { kind: EntryKind::Folder, size: 0 })
            }
            None => Err(not_found()),
        }
    }

    fn is_link(&self, _: &Path) -> bool {
        false
    }

    fn identity(&self, path: &Path) -> io::Result<PathBuf> {
        self.entry(path).map(|_| place(path))
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<OsString>> {
        match self.entry(folder)?.kind {
            EntryKind::Folder => Ok(self.names(folder)),
            _ => Err(ErrorKind::NotADirectory.into()),
        }
    }

    fn read(&self, path: &Path) -> io::Result<Box<dyn Read + Send>> {
        match self.content(path) {
            Some(content) => Ok(Box::new(Cursor::new(content))),
            None => Err(self.entry(path).map_or_else(|error| error, |_| ErrorKind::IsADirectory.into())),
        }
    }

    fn standard_input(&self) -> io::Result<Box<dyn Read + Send>> {
        let input = self.input.clone().ok_or_else(not_found)?;
        Ok(Box::new(Cursor::new(input)))
    }

    fn write(&self, path: &Path, text: &str) -> io::Result<()> {
        if self.entry(path).is_ok_and(|entry| entry.kind == EntryKind::Folder) {
            return Err(ErrorKind::IsADirectory.into());
        }
        self.set(path, text.as_bytes());
        Ok(())
    }

    fn current_folder(&self) -> PathBuf {
        PathBuf::from("/")
    }

    fn survey(&self, folder: &Path, skip: &mut Skip<'_>) -> Survey {
        survey(self, folder, skip)
    }

    fn walk<'f>(&'f self, folder: &Path, skip: Box<Skip<'f>>) -> Box<dyn Iterator<Item = Met> + Send + 'f> {
        Box::new(walk(self, folder, skip))
    }
}

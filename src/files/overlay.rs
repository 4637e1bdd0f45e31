//! Files with unsaved text over them, as an editor holds it.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::{self, Cursor, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use super::{Entry, EntryKind, Files, Met, Skip, Survey, from_root, survey, walk};

/// Files, some of which have another text than is saved. A file need not be saved at all.
#[derive(Debug)]
pub struct Overlay {
    saved: Arc<dyn Files>,
    /// By the path from the root on, without links.
    unsaved: RwLock<BTreeMap<PathBuf, Arc<[u8]>>>,
}

impl Overlay {
    /// Files of which everything is saved.
    #[must_use]
    pub fn new(saved: Arc<dyn Files>) -> Self {
        Self { saved, unsaved: RwLock::default() }
    }

    /// The same, with the unsaved text of a file.
    #[must_use]
    pub fn with(self, path: impl AsRef<Path>, text: &str) -> Self {
        self.set(path.as_ref(), text);
        self
    }

    /// Puts an unsaved text over a file.
    pub fn set(&self, path: &Path, text: &str) {
        let place = self.place(path);
        self.unsaved.write().unwrap_or_else(PoisonError::into_inner).insert(place, text.as_bytes().into());
    }

    /// Forgets the unsaved text of a file, which was saved or given up.
    pub fn remove(&self, path: &Path) {
        let place = self.place(path);
        self.unsaved.write().unwrap_or_else(PoisonError::into_inner).remove(&place);
    }

    /// Where a file is, or would be: of what is not saved, its folder may be.
    fn place(&self, path: &Path) -> PathBuf {
        let plain = || from_root(&self.saved.current_folder(), path);
        let beside = || {
            let plain = plain();
            Some(self.saved.identity(plain.parent()?).ok()?.join(plain.file_name()?))
        };
        self.saved.identity(path).ok().or_else(beside).unwrap_or_else(plain)
    }

    fn text(&self, path: &Path) -> Option<Arc<[u8]>> {
        let place = self.place(path);
        self.unsaved.read().unwrap_or_else(PoisonError::into_inner).get(&place).cloned()
    }

    /// The names in a folder that lead to unsaved text.
    fn names(&self, folder: &Path) -> Vec<OsString> {
        let folder = self.place(folder);
        let unsaved = self.unsaved.read().unwrap_or_else(PoisonError::into_inner);
        let below = unsaved.keys().filter_map(|path| path.strip_prefix(&folder).ok());
        below.filter_map(|path| path.components().next()).map(|name| name.as_os_str().to_owned()).collect()
    }
}

impl Files for Overlay {
    fn entry(&self, path: &Path) -> io::Result<Entry> {
        if path.as_os_str().is_empty() {
            return self.saved.entry(path);
        }
        if let Some(text) = self.text(path) {
            return Ok(Entry { kind: EntryKind::File, size: text.len() as u64 });
        }
        match self.saved.entry(path) {
            Err(error) if error.kind() == ErrorKind::NotFound && !self.names(path).is_empty() => {
                Ok(Entry { kind: EntryKind::Folder, size: 0 })
            }
            entry => entry,
        }
    }

    fn is_link(&self, path: &Path) -> bool {
        self.saved.is_link(path)
    }

    fn identity(&self, path: &Path) -> io::Result<PathBuf> {
        match self.saved.identity(path) {
            Err(_) if self.entry(path).is_ok() => Ok(self.place(path)),
            identity => identity,
        }
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<OsString>> {
        let mut names = match self.saved.list(folder) {
            Err(error) if error.kind() == ErrorKind::NotFound && self.entry(folder).is_ok() => Vec::new(),
            names => names?,
        };
        names.extend(self.names(folder));
        names.sort_unstable();
        names.dedup();
        Ok(names)
    }

    fn read(&self, path: &Path) -> io::Result<Box<dyn Read + Send>> {
        match self.text(path) {
            Some(text) => Ok(Box::new(Cursor::new(text))),
            None => self.saved.read(path),
        }
    }

    fn read_slowly(&self, path: &Path) -> io::Result<Box<dyn Read + Send>> {
        match self.text(path) {
            Some(text) => Ok(Box::new(Cursor::new(text))),
            None => self.saved.read_slowly(path),
        }
    }

    fn standard_input(&self) -> io::Result<Box<dyn Read + Send>> {
        self.saved.standard_input()
    }

    fn write(&self, path: &Path, text: &str) -> io::Result<()> {
        self.saved.write(path, text)?;
        self.remove(path);
        Ok(())
    }

    fn current_folder(&self) -> PathBuf {
        self.saved.current_folder()
    }

    fn survey(&self, folder: &Path, skip: &mut Skip<'_>) -> Survey {
        survey(self, folder, skip)
    }

    fn walk<'f>(&'f self, folder: &Path, skip: Box<Skip<'f>>) -> Box<dyn Iterator<Item = Met> + Send + 'f> {
        Box::new(walk(self, folder, skip))
    }
}

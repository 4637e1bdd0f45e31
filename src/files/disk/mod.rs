//! Files on a disk.

pub mod leftovers;
mod reader;
pub mod whole_file;

use std::ffi::OsString;
use std::fs::{FileType, Metadata};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::listing::path_order;
use super::{Entry, EntryKind, Files, LOST_LINK, Met, Skip, Survey, cause, is_yaml};

/// The files of the disk, seen from the current folder of the process.
#[derive(Debug, Clone, Copy, Default)]
pub struct DiskFiles;

impl Files for DiskFiles {
    fn entry(&self, path: &Path) -> io::Result<Entry> {
        path.metadata().map(|data| entry(&data))
    }

    fn is_link(&self, path: &Path) -> bool {
        path.is_symlink()
    }

    fn identity(&self, path: &Path) -> io::Result<PathBuf> {
        path.canonicalize()
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<OsString>> {
        Ok(folder.read_dir()?.flatten().map(|entry| entry.file_name()).collect())
    }

    fn read(&self, path: &Path) -> io::Result<Box<dyn Read + Send>> {
        Ok(Box::new(reader::open(path)?))
    }

    fn read_slowly(&self, path: &Path) -> io::Result<Box<dyn Read + Send>> {
        Ok(Box::new(reader::open(path)?.lasting()))
    }

    fn standard_input(&self) -> io::Result<Box<dyn Read + Send>> {
        Ok(Box::new(io::stdin()))
    }

    fn write(&self, path: &Path, text: &str) -> io::Result<()> {
        whole_file::write(path, text)
    }

    fn current_folder(&self) -> PathBuf {
        std::env::current_dir().unwrap_or_default()
    }

    fn survey(&self, folder: &Path, skip: &mut Skip<'_>) -> Survey {
        let mut survey = Survey { files: 0, links: false };
        let mut entries = WalkDir::new(folder).follow_links(true).into_iter();
        while let Some(entry) = entries.next() {
            match entry {
                Ok(entry) if skip(entry.path(), entry.file_type().is_dir()) => {
                    if entry.file_type().is_dir() {
                        entries.skip_current_dir();
                    }
                }
                Ok(entry) => {
                    survey.links |= entry.path_is_symlink();
                    survey.files += usize::from(is_read(&entry));
                }
                // What cannot be looked at now may have links in it.
                Err(_) => survey.links = true,
            }
        }
        survey
    }

    fn walk<'f>(&'f self, folder: &Path, skip: Box<Skip<'f>>) -> Box<dyn Iterator<Item = Met> + Send + 'f> {
        Box::new(Walk { folder: folder.to_owned(), entries: vec![entries(folder)], skip })
    }
}

fn entry(data: &Metadata) -> Entry {
    Entry { kind: kind(data.file_type()), size: data.len() }
}

fn kind(kind: FileType) -> EntryKind {
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        if kind.is_fifo() {
            return EntryKind::Pipe;
        } else if kind.is_socket() {
            return EntryKind::Socket;
        }
    }
    if kind.is_file() {
        EntryKind::File
    } else if kind.is_dir() {
        EntryKind::Folder
    } else {
        EntryKind::Device
    }
}

/// The files of a folder, in the order of their paths.
struct Walk<'f> {
    folder: PathBuf,
    /// What is still to come; more than one only where the system had no file left to open a folder within.
    entries: Vec<walkdir::IntoIter>,
    skip: Box<Skip<'f>>,
}

impl Walk<'_> {
    /// What stands in the way of a file, or of all files of a folder, if that is worth telling.
    fn wrong(&mut self, error: &walkdir::Error) -> Option<Met> {
        // A link back to a folder that it stands in leads to nothing that is not reached anyway.
        if error.loop_ancestor().is_some() {
            return None;
        }
        let path = error.path().unwrap_or(&self.folder);
        // What is left out need not be readable.
        if (self.skip)(path, path.is_dir()) {
            return None;
        }
        let link = path.is_symlink();
        let why = match error.io_error() {
            _ if link && !is_yaml(path) => return None,
            Some(error) if link && error.kind() == ErrorKind::NotFound => LOST_LINK.to_owned(),
            // Files that are read now are closed soon.
            Some(error) if cause::is_out_of_files(error) && path.is_dir() && reader::wait() => {
                self.entries.push(entries(path));
                return None;
            }
            Some(error) => cause::unreadable(error),
            None => "it cannot be read".to_owned(),
        };
        Some(Met::Unreadable { path: path.to_owned(), why })
    }
}

impl Iterator for Walk<'_> {
    type Item = Met;

    fn next(&mut self) -> Option<Met> {
        loop {
            match self.entries.last_mut()?.next() {
                None => drop(self.entries.pop()),
                Some(Ok(entry)) if (self.skip)(entry.path(), entry.file_type().is_dir()) => {
                    if entry.file_type().is_dir()
                        && let Some(entries) = self.entries.last_mut()
                    {
                        entries.skip_current_dir();
                    }
                }
                Some(Ok(entry)) if is_read(&entry) => {
                    let size = entry.metadata().map(|data| data.len()).unwrap_or_default();
                    let entry_kind = kind(entry.file_type());
                    return Some(Met::File { path: entry.into_path(), entry: Entry { kind: entry_kind, size } });
                }
                Some(Ok(_)) => {}
                Some(Err(error)) => {
                    if let Some(wrong) = self.wrong(&error) {
                        return Some(wrong);
                    }
                }
            }
        }
    }
}

fn entries(folder: &Path) -> walkdir::IntoIter {
    let by_path = |one: &DirEntry, other: &DirEntry| {
        // An entry is put in order before it is followed where it leads.
        let is_folder =
            |entry: &DirEntry| entry.file_type().is_dir() || entry.path_is_symlink() && entry.path().is_dir();
        path_order(
            (one.file_name().as_encoded_bytes(), is_folder(one)),
            (other.file_name().as_encoded_bytes(), is_folder(other)),
        )
    };
    WalkDir::new(folder).follow_links(true).sort_by(by_path).into_iter()
}

/// Whether an entry of a folder is a file that is read.
fn is_read(entry: &DirEntry) -> bool {
    is_yaml(entry.path()) && !entry.file_type().is_dir()
}

//! Walking a folder by listing one folder after another, for files that have no faster way.

use std::cmp::Ordering;
use std::io::ErrorKind;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};

use super::{Entry, EntryKind, Files, LOST_LINK, Met, Skip, Survey, cause, is_yaml};

/// A first look at a folder and all folders within it.
#[must_use]
pub fn survey(files: &dyn Files, folder: &Path, skip: &mut Skip<'_>) -> Survey {
    let mut walk = Walk::new(files, folder, Box::new(skip));
    let found = walk.by_ref().filter(|met| matches!(met, Met::File { .. })).count();
    Survey { files: found, links: walk.links }
}

/// The YAML files of a folder and all folders within it, in the order of their paths.
pub fn walk<'f>(
    files: &'f dyn Files,
    folder: &Path,
    skip: Box<Skip<'f>>,
) -> impl Iterator<Item = Met> + Send + use<'f> {
    Walk::new(files, folder, skip)
}

/// The order of two names within a folder in which the paths of all files within them are in order; `true` stands beside the
/// name of a folder.
#[must_use]
pub fn path_order(one: (&[u8], bool), other: (&[u8], bool)) -> Ordering {
    fn name((name, folder): (&[u8], bool)) -> impl Iterator<Item = u8> + '_ {
        name.iter().copied().chain(std::iter::repeat_n(MAIN_SEPARATOR as u8, usize::from(folder)))
    }
    name(one).cmp(name(other))
}

struct Walk<'f> {
    files: &'f dyn Files,
    /// What is still to come of each folder that is open, the next of it last.
    open: Vec<Vec<PathBuf>>,
    /// The folders that are open, as they really are: a link back to one of them leads to nothing that is not met anyway.
    within: Vec<PathBuf>,
    /// Whether a link was met, or something that may be one.
    links: bool,
    skip: Box<Skip<'f>>,
}

impl<'f> Walk<'f> {
    fn new(files: &'f dyn Files, folder: &Path, skip: Box<Skip<'f>>) -> Self {
        Self { files, open: vec![vec![folder.to_owned()]], within: Vec::new(), links: false, skip }
    }

    /// Opens a folder; gives what stands in the way of that.
    fn enter(&mut self, folder: PathBuf) -> Option<Met> {
        let real = self.files.identity(&folder).unwrap_or_else(|_| folder.clone());
        if self.within.contains(&real) {
            return None;
        }
        match self.files.list(&folder) {
            Ok(names) => {
                let mut paths: Vec<(PathBuf, bool)> = names
                    .iter()
                    .map(|name| folder.join(name))
                    .map(|path| {
                        let is_folder = self.files.is_folder(&path);
                        (path, is_folder)
                    })
                    .collect();
                let key = |path: &'_ Path| path.file_name().unwrap_or_default().as_encoded_bytes().to_vec();
                paths.sort_by(|(a, a_is), (b, b_is)| path_order((&key(b), *b_is), (&key(a), *a_is)));
                self.open.push(paths.into_iter().map(|(path, _)| path).collect());
                self.within.push(real);
                None
            }
            Err(error) => {
                self.links = true;
                Some(Met::Unreadable { path: folder, why: cause::unreadable(&error) })
            }
        }
    }
}

impl Iterator for Walk<'_> {
    type Item = Met;

    fn next(&mut self) -> Option<Met> {
        loop {
            let Some(path) = self.open.last_mut()?.pop() else {
                self.open.pop();
                self.within.pop();
                continue;
            };
            let link = self.files.is_link(&path);
            self.links |= link;
            let entry = self.files.entry(&path);
            if (self.skip)(&path, matches!(entry, Ok(Entry { kind: EntryKind::Folder, .. }))) {
                continue;
            }
            match entry {
                Ok(Entry { kind: EntryKind::Folder, .. }) => {
                    if let Some(wrong) = self.enter(path) {
                        return Some(wrong);
                    }
                }
                Ok(entry) if is_yaml(&path) => return Some(Met::File { path, entry }),
                Ok(_) => {}
                Err(_) if !is_yaml(&path) => self.links = true,
                Err(error) => {
                    self.links = true;
                    let lost = link && error.kind() == ErrorKind::NotFound;
                    let why = if lost { LOST_LINK.to_owned() } else { cause::unreadable(&error) };
                    return Some(Met::Unreadable { path, why });
                }
            }
        }
    }
}

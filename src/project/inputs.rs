//! Which files a call names: as they are named, and folders walked whole.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, VecDeque};
use std::fmt;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::folder_filter::{FolderFilter, LeftOut};
use super::missing_files;
use crate::files::cause::unreadable;
use crate::files::{EntryKind, Files, LOST_LINK, Met, Skip};
use crate::model::DiagnosticCode;
use crate::model::diagnostic::Diagnostic;
use crate::text::{names, words};

/// A file to be read, or what stands in the way of one.
#[derive(Debug, Clone)]
pub struct Input {
    /// As it is shown.
    pub name: String,
    path: PathBuf,
    /// Whether its text is read from standard input, whatever its path.
    stdin: bool,
    /// Whether it was met in a folder, and not named.
    pub walked: bool,
    /// The places, among the paths of the call, of the paths that led to it.
    pub from: Vec<usize>,
    /// Its size in bytes; 0 where that is not known.
    pub size: u64,
    /// Why it is not read, if that is known already. What is passed over is no error.
    trouble: Option<(DiagnosticCode, String)>,
    /// Whether this is no file, but what is to be told of a folder.
    remark: bool,
}

impl Input {
    /// The file of a path, as a call names it that names no other; it is not looked up.
    pub(super) fn named(path: &Path) -> Self {
        Self::new(path, 0)
    }

    fn new(path: &Path, from: usize) -> Self {
        let name = names::as_text(path);
        let stdin = path.as_os_str() == "-";
        Self {
            name,
            path: path.to_owned(),
            stdin,
            walked: false,
            from: vec![from],
            size: 0,
            trouble: None,
            remark: false,
        }
    }

    /// A file or folder that was met in a folder and cannot be read.
    fn wrong(path: &Path, from: usize, code: DiagnosticCode, trouble: String) -> Self {
        Self { walked: true, trouble: Some((code, trouble)), ..Self::new(path, from) }
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether there is such a file.
    #[must_use]
    pub fn is_there(&self) -> bool {
        self.trouble.is_none()
    }

    /// Whether it is none of the files that are read in a folder, though it has the name of one.
    #[must_use]
    pub fn is_passed_over(&self) -> bool {
        matches!(self.trouble, Some((DiagnosticCode::PassedOver, _)))
    }

    /// Whether it is no file, but what is to be told of a folder.
    #[must_use]
    pub fn is_remark(&self) -> bool {
        self.remark
    }

    /// Whether it is standard input.
    #[must_use]
    pub fn is_stdin(&self) -> bool {
        self.stdin
    }

    /// The same file, shown under another name.
    #[must_use]
    pub fn shown_as(self, name: String) -> Self {
        Self { name, ..self }
    }

    /// Its path without links, as far as there is one. Of a file that is not there yet, its folder may be.
    #[must_use]
    pub fn identity(&self, files: &dyn Files) -> PathBuf {
        let beside = || {
            let folder = self.path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
            Some(files.identity(folder).ok()?.join(self.path.file_name()?))
        };
        files.identity(&self.path).ok().or_else(beside).unwrap_or_else(|| self.path.clone())
    }

    /// Opens it.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn open(&self, files: &dyn Files) -> Result<Box<dyn Read + Send>, Diagnostic> {
        self.opened(files, |path| files.read(path))
    }

    /// Opens it to be read piece by piece, while others are opened.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn stream(&self, files: &dyn Files) -> Result<Box<dyn Read + Send>, Diagnostic> {
        self.opened(files, |path| files.read_slowly(path))
    }

    fn opened(
        &self,
        files: &dyn Files,
        open: impl FnOnce(&Path) -> io::Result<Box<dyn Read + Send>>,
    ) -> Result<Box<dyn Read + Send>, Diagnostic> {
        if let Some((code, trouble)) = &self.trouble {
            let told = Diagnostic::file(*code, &self.name, trouble.clone());
            return Err(if self.is_passed_over() { told.as_notice() } else { told });
        }
        let opened = if self.is_stdin() { files.standard_input() } else { open(&self.path) };
        opened.map_err(|error| Diagnostic::file(DiagnosticCode::of_file(&error), &self.name, unreadable(&error)))
    }
}

/// The files that some paths stand for, one by one: files as named, folders walked whole in the order of their paths, each
/// file once. So long as no file can be reached twice, a folder is walked only as its files are asked for, and none of them
/// is kept.
#[derive(Debug)]
pub struct Inputs<'f> {
    /// Where they are.
    pub files: &'f dyn Files,
    /// How many there are; of a folder that may change, how many there were at first.
    pub count: usize,
    /// The paths that are folders, by their place among the paths of the call.
    pub folders: Vec<(usize, String)>,
    /// What is left out of the folders, as far as they were walked.
    pub left_out: LeftOut,
    places: VecDeque<Place<'f>>,
}

#[derive(Debug)]
enum Place<'f> {
    File(Input),
    Folder(Walk<'f>),
}

impl<'f> Inputs<'f> {
    /// Looks the paths up.
    #[must_use]
    pub fn new(files: &'f dyn Files, paths: &[PathBuf]) -> Self {
        Self::with_stdin(files, paths, None)
    }

    /// Looks the paths up, with standard input taken for the text of a file of this name.
    #[must_use]
    pub fn with_stdin(files: &'f dyn Files, paths: &[PathBuf], stdin: Option<&Path>) -> Self {
        Self::filtered(files, paths, stdin, &FolderFilter::default(), Path::to_owned)
    }

    /// The same, without what a filter leaves out of folders. `stands` tells where the files of a folder stand, or stood, as
    /// far as the filter is concerned.
    #[must_use]
    pub fn filtered(
        files: &'f dyn Files,
        paths: &[PathBuf],
        stdin: Option<&Path>,
        filter: &FolderFilter,
        stands: impl Fn(&Path) -> PathBuf,
    ) -> Self {
        let mut inputs = Self::listed(files, Vec::new());
        let (mut named, mut links) = (Vec::new(), false);
        for (from, path) in paths.iter().enumerate() {
            let input = look_up(files, path, from);
            let input = match stdin {
                Some(name) if input.stdin => Input { stdin: true, ..Input::new(name, from) },
                _ => input,
            };
            named.push(input.identity(files));
            if !input.is_stdin() && files.is_folder(path) {
                let place = stands(path);
                let place = files.identity(&place).unwrap_or_else(|_| files.current_folder().join(&place));
                let survey = files.survey(path, &mut *filter.skip(files, path, place.clone(), None));
                let skip = filter.skip(files, path, place, Some(inputs.left_out.clone()));
                links |= survey.links;
                inputs.count += survey.files;
                inputs.folders.push((from, input.name));
                inputs.places.push_back(Place::Folder(Walk::new(files, path, from, survey.files, skip)));
            } else {
                inputs.count += 1;
                inputs.places.push_back(Place::File(input));
            }
        }
        if links || overlap(named) {
            let (folders, left_out) = (inputs.folders.clone(), inputs.left_out.clone());
            Self { folders, left_out, ..Self::listed(files, once(files, inputs)) }
        } else {
            inputs
        }
    }

    /// Files that are known already.
    #[must_use]
    pub fn listed(files: &'f dyn Files, inputs: Vec<Input>) -> Self {
        let (count, places) = (inputs.len(), inputs.into_iter().map(Place::File).collect());
        Self { files, count, folders: Vec::new(), left_out: LeftOut::default(), places }
    }
}

impl Iterator for Inputs<'_> {
    type Item = Input;

    fn next(&mut self) -> Option<Input> {
        loop {
            match self.places.pop_front()? {
                Place::File(input) => return Some(input),
                Place::Folder(mut walk) => {
                    if let Some(input) = walk.next() {
                        self.places.push_front(Place::Folder(walk));
                        return Some(input);
                    }
                }
            }
        }
    }
}

/// A path of the call, taken for a file.
fn look_up(files: &dyn Files, path: &Path, from: usize) -> Input {
    let mut input = Input::new(path, from);
    if input.is_stdin() {
        return input;
    }
    match files.entry(path) {
        Err(error) => {
            let code = DiagnosticCode::of_file(&error);
            input.trouble = Some((code, missing_files::missing(files, path, &error)));
        }
        Ok(entry) if entry.kind == EntryKind::Socket => {
            input.trouble = Some((DiagnosticCode::NotAFile, "this is a socket, which cannot be read".to_owned()));
        }
        // How much a pipe holds, nobody knows: it is read piece by piece.
        Ok(entry) => input.size = if entry.kind == EntryKind::File { entry.size } else { u64::MAX },
    }
    input
}

/// Whether one of these is another, or stands within it.
fn overlap(mut paths: Vec<PathBuf>) -> bool {
    paths.sort_unstable();
    paths.windows(2).any(|pair| matches!(pair, [first, second] if second.starts_with(first)))
}

/// The files of a folder, in the order of their paths.
struct Walk<'f> {
    from: usize,
    folder: PathBuf,
    met: Box<dyn Iterator<Item = Met> + Send + 'f>,
    /// How many files of the first look were not met yet.
    missing: usize,
}

impl fmt::Debug for Walk<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { from, folder, missing, .. } = self;
        formatter.debug_struct("Walk").field("from", from).field("folder", folder).field("missing", missing).finish()
    }
}

impl<'f> Walk<'f> {
    fn new(files: &'f dyn Files, folder: &Path, from: usize, count: usize, skip: Box<Skip<'f>>) -> Self {
        Self { from, folder: folder.to_owned(), met: files.walk(folder, skip), missing: count }
    }

    /// What is told of files that were there at first and were never met.
    fn end(&mut self) -> Option<Input> {
        let missing = std::mem::take(&mut self.missing);
        if missing == 0 {
            return None;
        }
        let message = format!("{} that stood in it at first went away meanwhile", words::counted(missing, "file"));
        Some(Input { remark: true, ..Input::wrong(&self.folder, self.from, DiagnosticCode::FileChanged, message) })
    }
}

impl Iterator for Walk<'_> {
    type Item = Input;

    fn next(&mut self) -> Option<Input> {
        match self.met.next() {
            None => self.end(),
            Some(Met::File { path, entry }) => {
                self.missing = self.missing.saturating_sub(1);
                let trouble = entry.kind.special().map(missing_files::passed_over);
                Some(Input { walked: true, size: entry.size, trouble, ..Input::new(&path, self.from) })
            }
            Some(Met::Unreadable { path, why }) => {
                // How many files that cost, nobody knows.
                self.missing = 0;
                let lost = why == LOST_LINK;
                let code = if lost { DiagnosticCode::FileNotFound } else { DiagnosticCode::FileUnreadable };
                Some(Input::wrong(&path, self.from, code, why))
            }
        }
    }
}

/// Each file at the first place where it is reached; named is whatever is named at any of them.
fn once(files: &dyn Files, inputs: impl Iterator<Item = Input>) -> Vec<Input> {
    let mut first: HashMap<PathBuf, usize> = HashMap::new();
    let mut kept: Vec<Input> = Vec::new();
    for file in inputs {
        match first.entry(file.identity(files)) {
            Entry::Vacant(place) => {
                place.insert(kept.len());
                kept.push(file);
            }
            Entry::Occupied(place) => {
                if let Some(earlier) = kept.get_mut(*place.get()) {
                    earlier.walked &= file.walked;
                    earlier.from.extend(&file.from);
                    if file.stdin && !earlier.stdin {
                        // What an editor holds is newer than what it saved.
                        *earlier = Input { walked: false, from: std::mem::take(&mut earlier.from), ..file };
                    }
                }
            }
        }
    }
    kept
}

//! Which files a call names: as they are named, and folders walked whole.

use std::cmp::Ordering;
use std::collections::hash_map::Entry;
use std::collections::{HashMap, VecDeque};
use std::io::{self, Read};
use std::path::{MAIN_SEPARATOR, Path, PathBuf};

use walkdir::{DirEntry, WalkDir};
use watching_brief::model::DiagnosticCode;
use watching_brief::model::diagnostic::Diagnostic;
use watching_brief::text::{names, words};

use super::files::{self, LOST_LINK, unreadable};
use super::reader::Reader;
use super::{cause, reader};

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
    fn new(path: &Path, from: usize) -> Self {
        let name = names::of(path);
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
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether there is such a file.
    pub fn is_there(&self) -> bool {
        self.trouble.is_none()
    }

    /// Whether it is none of the files that are read in a folder, though it has the name of one.
    pub fn is_passed_over(&self) -> bool {
        matches!(self.trouble, Some((DiagnosticCode::PassedOver, _)))
    }

    /// Whether it is no file, but what is to be told of a folder.
    pub fn is_remark(&self) -> bool {
        self.remark
    }

    /// Whether it is standard input.
    pub fn is_stdin(&self) -> bool {
        self.stdin
    }

    /// The same file, shown under another name.
    pub fn shown_as(self, name: String) -> Self {
        Self { name, ..self }
    }

    /// Its path without links, as far as there is one. Of a file that is not there yet, its folder may be.
    pub fn real(&self) -> PathBuf {
        let beside = || {
            let folder = self.path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
            Some(folder.canonicalize().ok()?.join(self.path.file_name()?))
        };
        self.path.canonicalize().ok().or_else(beside).unwrap_or_else(|| self.path.clone())
    }

    /// Opens it.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn open(&self) -> Result<Box<dyn Read + Send>, Diagnostic> {
        self.opened(|file| file)
    }

    /// Opens it to be read piece by piece, while others are opened.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn stream(&self) -> Result<Box<dyn Read + Send>, Diagnostic> {
        self.opened(Reader::lasting)
    }

    fn opened(&self, how: impl FnOnce(Reader) -> Reader) -> Result<Box<dyn Read + Send>, Diagnostic> {
        if let Some((code, trouble)) = &self.trouble {
            let told = Diagnostic::file(*code, &self.name, trouble.clone());
            return Err(if self.is_passed_over() { told.as_notice() } else { told });
        }
        if self.is_stdin() {
            return Ok(Box::new(io::stdin()));
        }
        match reader::open(&self.path) {
            Ok(file) => Ok(Box::new(how(file))),
            Err(error) => Err(Diagnostic::file(files::code(&error), &self.name, unreadable(&error))),
        }
    }
}

/// The files that some paths stand for, one by one: files as named, folders walked whole in the order of their paths, each
/// file once. So long as no file can be reached twice, a folder is walked only as its files are asked for, and none of them
/// is kept.
#[derive(Debug, Default)]
pub struct Inputs {
    /// How many there are; of a folder that may change, how many there were at first.
    pub count: usize,
    /// The paths that are folders, by their place among the paths of the call.
    pub folders: Vec<(usize, String)>,
    places: VecDeque<Place>,
}

#[derive(Debug)]
enum Place {
    File(Input),
    Folder(Walk),
}

impl Inputs {
    /// Looks the paths up.
    pub fn of(paths: &[PathBuf]) -> Self {
        Self::with_stdin(paths, None)
    }

    /// Looks the paths up, with standard input taken for the text of a file of this name.
    pub fn with_stdin(paths: &[PathBuf], stdin: Option<&Path>) -> Self {
        let mut inputs = Self::default();
        let (mut named, mut links) = (Vec::new(), false);
        for (from, path) in paths.iter().enumerate() {
            let input = look_up(path, from);
            let input = match stdin {
                Some(name) if input.stdin => Input { stdin: true, ..Input::new(name, from) },
                _ => input,
            };
            named.push(input.real());
            if !input.is_stdin() && path.is_dir() {
                let survey = Survey::of(path);
                links |= survey.links;
                inputs.count += survey.files;
                inputs.folders.push((from, input.name));
                inputs.places.push_back(Place::Folder(Walk::new(path, from, survey.files)));
            } else {
                inputs.count += 1;
                inputs.places.push_back(Place::File(input));
            }
        }
        if links || overlap(named) {
            Self { folders: inputs.folders.clone(), ..Self::listed(once(inputs)) }
        } else {
            inputs
        }
    }

    /// Files that are known already.
    pub fn listed(files: Vec<Input>) -> Self {
        let (count, places) = (files.len(), files.into_iter().map(Place::File).collect());
        Self { count, folders: Vec::new(), places }
    }
}

impl Iterator for Inputs {
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
fn look_up(path: &Path, from: usize) -> Input {
    let mut input = Input::new(path, from);
    if input.is_stdin() {
        return input;
    }
    match path.metadata() {
        Err(error) => input.trouble = Some((files::code(&error), files::missing(path, &error))),
        Ok(data) if cause::special(data.file_type()) == Some("a socket") => {
            input.trouble = Some((DiagnosticCode::NotAFile, "this is a socket, which cannot be read".to_owned()));
        }
        // How much a pipe holds, nobody knows: it is read piece by piece.
        Ok(data) => input.size = if data.is_file() { data.len() } else { u64::MAX },
    }
    input
}

/// Whether one of these is another, or stands within it.
fn overlap(mut paths: Vec<PathBuf>) -> bool {
    paths.sort_unstable();
    paths.windows(2).any(|pair| matches!(pair, [first, second] if second.starts_with(first)))
}

/// What a first look at a folder tells of it.
struct Survey {
    /// How many files there are to read.
    files: usize,
    /// Whether there are links, by which a file can be reached twice.
    links: bool,
}

impl Survey {
    fn of(folder: &Path) -> Self {
        let mut survey = Self { files: 0, links: false };
        for entry in WalkDir::new(folder).follow_links(true) {
            match entry {
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
}

/// The files of a folder, in the order of their paths.
#[derive(Debug)]
struct Walk {
    from: usize,
    folder: PathBuf,
    /// What is still to come; more than one only where the system had no file left to open a folder within.
    entries: Vec<walkdir::IntoIter>,
    /// How many files of the first look were not met yet.
    missing: usize,
}

impl Walk {
    fn new(folder: &Path, from: usize, files: usize) -> Self {
        Self { from, folder: folder.to_owned(), entries: vec![entries(folder)], missing: files }
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

    /// What stands in the way of a file, or of all files of a folder, if that is worth telling.
    fn wrong(&mut self, error: &walkdir::Error) -> Option<Input> {
        // A link back to a folder that it stands in leads to nothing that is not reached anyway.
        if error.loop_ancestor().is_some() {
            return None;
        }
        let path = error.path().unwrap_or(&self.folder);
        let link = path.is_symlink();
        let (code, trouble) = match error.io_error() {
            _ if link && !is_yaml(path) => return None,
            Some(error) if link && error.kind() == io::ErrorKind::NotFound => {
                (DiagnosticCode::FileNotFound, LOST_LINK.to_owned())
            }
            // Files that are read now are closed soon.
            Some(error) if cause::is_out_of_files(error) && path.is_dir() && reader::wait() => {
                self.entries.push(entries(path));
                return None;
            }
            Some(error) => (files::code(error), unreadable(error)),
            None => (DiagnosticCode::FileUnreadable, "it cannot be read".to_owned()),
        };
        let input = Input::wrong(path, self.from, code, trouble);
        // How many files that cost, nobody knows.
        self.missing = 0;
        Some(input)
    }
}

impl Iterator for Walk {
    type Item = Input;

    fn next(&mut self) -> Option<Input> {
        loop {
            let Some(entries) = self.entries.last_mut() else { return self.end() };
            match entries.next() {
                None => drop(self.entries.pop()),
                Some(Ok(entry)) if is_read(&entry) => {
                    self.missing = self.missing.saturating_sub(1);
                    let size = entry.metadata().map(|data| data.len()).unwrap_or_default();
                    let trouble = cause::special(entry.file_type()).map(files::passed_over);
                    return Some(Input { walked: true, size, trouble, ..Input::new(entry.path(), self.from) });
                }
                Some(Ok(_)) => {}
                Some(Err(error)) => {
                    if let Some(input) = self.wrong(&error) {
                        return Some(input);
                    }
                }
            }
        }
    }
}

fn entries(folder: &Path) -> walkdir::IntoIter {
    WalkDir::new(folder).follow_links(true).sort_by(by_path).into_iter()
}

/// The order of two entries of a folder in which the paths of all files within them are in order.
fn by_path(a: &DirEntry, b: &DirEntry) -> Ordering {
    fn name(entry: &DirEntry) -> impl Iterator<Item = u8> {
        // An entry is put in order before it is followed where it leads.
        let folder = entry.file_type().is_dir() || entry.path_is_symlink() && entry.path().is_dir();
        let end = if folder { MAIN_SEPARATOR.len_utf8() } else { 0 };
        entry.file_name().as_encoded_bytes().iter().copied().chain(std::iter::repeat_n(MAIN_SEPARATOR as u8, end))
    }
    name(a).cmp(name(b))
}

/// Whether an entry of a folder is a file that is read.
fn is_read(entry: &DirEntry) -> bool {
    is_yaml(entry.path()) && !entry.file_type().is_dir()
}

/// Whether a file in a folder is one that is read.
pub fn is_yaml(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml")
}

/// Each file at the first place where it is reached; named is whatever is named at any of them.
fn once(files: impl Iterator<Item = Input>) -> Vec<Input> {
    let mut first: HashMap<PathBuf, usize> = HashMap::new();
    let mut kept: Vec<Input> = Vec::new();
    for file in files {
        match first.entry(file.real()) {
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

//! The file system: which files a call names, and what is in them.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fs::FileType;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use walkdir::WalkDir;
use watching_brief::citations::Register;
use watching_brief::diagnostic::{Diagnostic, Severity};
use watching_brief::limits::{Limit, Limits};
use watching_brief::names;
use watching_brief::rules::{Collection, Purpose};
use watching_brief::source::{Document, Documents, Fault};
use watching_brief::words;

pub use super::cause::unreadable;
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
    /// Why it is not read, if that is known already, and how bad that is.
    trouble: Option<(Severity, String)>,
}

impl Input {
    fn new(path: &Path, from: usize) -> Self {
        let name = names::of(path);
        let stdin = path.as_os_str() == "-";
        Self { name, path: path.to_owned(), stdin, walked: false, from: vec![from], size: 0, trouble: None }
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
        matches!(self.trouble, Some((Severity::Notice, _)))
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
        let wrong = |message| Diagnostic::file(&self.name, message);
        if let Some((severity, trouble)) = &self.trouble {
            return Err(Diagnostic { severity: *severity, ..wrong(trouble.clone()) });
        }
        if self.is_stdin() {
            return Ok(Box::new(io::stdin()));
        }
        match reader::open(&self.path) {
            Ok(file) => Ok(Box::new(file)),
            Err(error) => Err(wrong(unreadable(&error))),
        }
    }
}

/// The files that some paths stand for: files as named, folders walked whole in the order of their paths, each file once.
#[derive(Debug, Default)]
pub struct Inputs {
    pub files: Vec<Input>,
    /// The paths that are folders, by their place among the paths of the call.
    pub folders: Vec<(usize, String)>,
}

impl Inputs {
    /// Looks the paths up.
    pub fn of(paths: &[PathBuf]) -> Self {
        Self::with_stdin(paths, None)
    }

    /// Looks the paths up, with standard input taken for the text of a file of this name.
    pub fn with_stdin(paths: &[PathBuf], stdin: Option<&Path>) -> Self {
        let mut inputs = Self::default();
        let mut links = false;
        for (from, path) in paths.iter().enumerate() {
            links |= inputs.add(from, path);
        }
        if let Some(name) = stdin {
            for input in inputs.files.iter_mut().filter(|input| input.stdin) {
                *input = Input { stdin: true, ..Input::new(name, input.from.first().copied().unwrap_or_default()) };
            }
        }
        // Only by a link, or by two paths, can a file be reached twice.
        if links || paths.len() > 1 {
            inputs.files = once(inputs.files);
        }
        inputs
    }

    fn add(&mut self, from: usize, path: &Path) -> bool {
        let mut input = Input::new(path, from);
        if input.is_stdin() {
            self.files.push(input);
            return false;
        }
        match path.metadata() {
            Err(error) => input.trouble = Some((Severity::Error, missing(path, &error))),
            Ok(data) if data.is_dir() => {
                self.folders.push((from, input.name));
                return self.walk(from, path);
            }
            Ok(data) if cause::special(data.file_type()) == Some("a socket") => {
                input.trouble = Some((Severity::Error, "this is a socket, which cannot be read".to_owned()));
            }
            // How much a pipe holds, nobody knows: it is read piece by piece.
            Ok(data) => input.size = if data.is_file() { data.len() } else { u64::MAX },
        }
        self.files.push(input);
        false
    }

    /// Walks a folder; gives whether there are links in it.
    fn walk(&mut self, from: usize, folder: &Path) -> bool {
        let mut links = false;
        let mut found = Vec::new();
        for entry in WalkDir::new(folder).follow_links(true) {
            match entry {
                Ok(entry) => {
                    links |= entry.path_is_symlink();
                    if is_yaml(entry.path()) && !entry.file_type().is_dir() {
                        let size = entry.metadata().map(|data| data.len()).unwrap_or_default();
                        let trouble = cause::special(entry.file_type()).map(passed_over);
                        found.push(Input { walked: true, size, trouble, ..Input::new(entry.path(), from) });
                    }
                }
                // A link back to a folder that it stands in leads to nothing that is not reached anyway.
                Err(error) if error.loop_ancestor().is_some() => {}
                Err(error) => {
                    let path = error.path().unwrap_or(folder);
                    let link = path.is_symlink();
                    let trouble = match error.io_error() {
                        _ if link && !is_yaml(path) => continue,
                        Some(error) if link && error.kind() == io::ErrorKind::NotFound => LOST_LINK.to_owned(),
                        Some(error) => unreadable(error),
                        None => "it cannot be read".to_owned(),
                    };
                    let trouble = Some((Severity::Error, trouble));
                    found.push(Input { walked: true, trouble, ..Input::new(path, from) });
                }
            }
        }
        found.sort_by(|a, b| a.path.as_os_str().cmp(b.path.as_os_str()));
        self.files.append(&mut found);
        links
    }
}

/// What has the name of a file that is read, but is none: a pipe need not have an end, nor a device.
fn passed_over(what: &str) -> (Severity, String) {
    (Severity::Notice, format!("this is {what} and no file; it is passed over"))
}

/// What is told of something that has the name of a file that is read in a folder, and is none.
pub fn no_file(name: &str, kind: FileType) -> Option<Diagnostic> {
    let (severity, message) = passed_over(cause::special(kind)?);
    Some(Diagnostic { severity, ..Diagnostic::file(name, message) })
}

const LOST_LINK: &str = "this link leads to nothing";

/// Whether a file in a folder is one that is read.
pub fn is_yaml(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml")
}

/// Each file at the first place where it is reached; named is whatever is named at any of them.
fn once(files: Vec<Input>) -> Vec<Input> {
    let mut first: HashMap<PathBuf, usize> = HashMap::new();
    let mut kept: Vec<Input> = Vec::with_capacity(files.len());
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

/// Why a path leads nowhere, with the nearest that does.
pub fn missing(path: &Path, error: &io::Error) -> String {
    if error.kind() != io::ErrorKind::NotFound {
        return unreadable(error);
    }
    if path.is_symlink() {
        return LOST_LINK.to_owned();
    }
    let hint = near_file(path).map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
    format!("there is no such file or folder{hint}")
}

/// The file or folder, beside a path that leads to nothing, that may have been meant.
pub fn near_file(path: &Path) -> Option<String> {
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let entries = parent.read_dir().ok()?;
    let mut all: Vec<String> = entries.flatten().map(|entry| names::of(entry.file_name().as_ref())).collect();
    all.sort_unstable();
    let near = words::nearest(&names::of(path.file_name()?.as_ref()), all.iter().map(String::as_str))?;
    Some(names::of(&path.with_file_name(names::path(near))))
}

/// What a fault in the stream of a file is told as.
pub fn fault(file: &str, fault: &Fault) -> Diagnostic {
    match fault {
        Fault::TooLarge { first_line, bytes, limits, .. } => {
            let place = watching_brief::source::Place { line: *first_line, column: 1 };
            let has = bytes.map_or_else(|| "no end in sight".to_owned(), |bytes| words::grouped(bytes) + " bytes");
            let (most, advice) = (limits.shown(Limit::Bytes), limits.advice(Limit::Bytes));
            let message =
                format!("the document that begins here has {has}; {most} bytes are the most that is read{advice}");
            Diagnostic::placed(file, place, message)
        }
        Fault::NotUtf8 { place, byte, .. } => Diagnostic::placed(
            file,
            *place,
            format!("this is not UTF-8 text (byte 0x{byte:02X}); save the file as UTF-8"),
        ),
        Fault::Unreadable(error) => Diagnostic::file(file, unreadable(error)),
    }
}

/// Loads the rule sets of a call: the named files, folders and embedded sets in their order, or else all embedded ones.
pub fn load_rules(named: &[String], limits: Limits) -> (Collection, Vec<Diagnostic>) {
    let (rules, diagnostics) = super::load::rules(named, Purpose::Check, limits);
    (rules.collection, diagnostics)
}

/// Loads the registers of a call; what they say of a document wins over what came with the program. What is wrong with
/// them, or worth knowing, comes with it.
pub fn load_register(paths: &[PathBuf], limits: Limits) -> (Register, Vec<Diagnostic>) {
    let mut register = Register::embedded();
    let mut diagnostics = Vec::new();
    let inputs = Inputs::of(paths);
    for input in &inputs.files {
        each_document(input, limits, &mut diagnostics, |document, diagnostics| {
            register.add_document(&input.name, document, input.walked, diagnostics);
        });
    }
    (register, diagnostics)
}

/// Reads the documents of a file one by one; what is wrong with the file is told.
pub fn each_document(
    input: &Input,
    limits: Limits,
    diagnostics: &mut Vec<Diagnostic>,
    mut take: impl FnMut(&Document, &mut Vec<Diagnostic>),
) {
    let reader = match input.open() {
        Ok(reader) => reader,
        Err(wrong) => return diagnostics.push(wrong),
    };
    let mut any = false;
    for document in Documents::within(reader, limits) {
        any = true;
        match document {
            Ok(document) => take(&document, diagnostics),
            Err(error) => diagnostics.push(fault(&input.name, &error)),
        }
    }
    if !any {
        diagnostics.push(empty(&input.name));
    }
}

/// What an empty file is told as.
pub fn empty(file: &str) -> Diagnostic {
    Diagnostic::placed(file, watching_brief::source::Place { line: 1, column: 1 }, "the file is empty".to_owned())
}

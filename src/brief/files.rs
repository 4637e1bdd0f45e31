//! The file system: which files a call names, and what is in them.

use std::collections::HashSet;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use walkdir::WalkDir;
use watching_brief::diagnostic::Diagnostic;
use watching_brief::rules::Collection;
use watching_brief::source::{Documents, Fault, MAX_DOCUMENT_BYTES};
use watching_brief::words;

/// A file to be read.
#[derive(Debug, Clone)]
pub struct Input {
    /// As it is shown.
    pub name: String,
    path: PathBuf,
    /// Whether it was met in a folder, and not named.
    pub walked: bool,
    /// The place, among the paths of the call, of the path that led to it.
    pub from: usize,
    /// Its size in bytes; 0 where that is not known.
    pub size: u64,
}

impl Input {
    /// Opens it.
    pub fn open(&self) -> io::Result<Box<dyn Read + Send>> {
        if self.path.as_os_str() == "-" {
            return Ok(Box::new(io::stdin()));
        }
        Ok(Box::new(File::open(&self.path)?))
    }
}

/// The files that some paths stand for: files as named, folders walked whole and sorted by path, each file once.
#[derive(Debug, Default)]
pub struct Inputs {
    pub files: Vec<Input>,
    /// The paths that are folders, by their place among the paths of the call.
    pub folders: Vec<(usize, String)>,
    pub errors: Vec<Diagnostic>,
}

impl Inputs {
    /// Looks the paths up.
    pub fn of(paths: &[PathBuf]) -> Self {
        let mut inputs = Self::default();
        let mut links = false;
        for (from, path) in paths.iter().enumerate() {
            links |= inputs.add(from, path);
        }
        // Only by a link, or by two paths, can a file be reached twice.
        if links || paths.len() > 1 {
            let mut seen = HashSet::new();
            inputs.files.retain(|file| seen.insert(file.path.canonicalize().unwrap_or_else(|_| file.path.clone())));
        }
        inputs
    }

    fn add(&mut self, from: usize, path: &Path) -> bool {
        let name = path.to_string_lossy().into_owned();
        if name == "-" {
            self.files.push(Input { name, path: path.to_owned(), walked: false, from, size: 0 });
            return false;
        }
        match path.metadata() {
            Err(error) => {
                self.errors.push(Diagnostic::file(&name, missing(path, &error)));
                false
            }
            Ok(data) if data.is_dir() => {
                self.folders.push((from, name));
                self.walk(from, path)
            }
            Ok(data) => {
                self.files.push(Input { name, path: path.to_owned(), walked: false, from, size: data.len() });
                false
            }
        }
    }

    /// Walks a folder; gives whether there are links in it.
    fn walk(&mut self, from: usize, folder: &Path) -> bool {
        let mut links = false;
        let mut found = Vec::new();
        for entry in WalkDir::new(folder).follow_links(true) {
            match entry {
                Ok(entry) => {
                    links |= entry.path_is_symlink();
                    let yaml = entry.path().extension().is_some_and(|extension| extension == "yaml" || extension == "yml");
                    if yaml && !entry.file_type().is_dir() {
                        let size = entry.metadata().map(|data| data.len()).unwrap_or_default();
                        let name = entry.path().to_string_lossy().into_owned();
                        found.push(Input { name, path: entry.into_path(), walked: true, from, size });
                    }
                }
                Err(error) => {
                    let name = error.path().unwrap_or(folder).to_string_lossy().into_owned();
                    let message = match (error.loop_ancestor(), error.io_error()) {
                        (Some(above), _) => format!("the link leads back to a folder that it stands in, {}; it is not followed", above.display()),
                        (None, Some(error)) => unreadable(error),
                        (None, None) => "it cannot be read".to_owned(),
                    };
                    self.errors.push(Diagnostic::file(&name, message));
                }
            }
        }
        found.sort_by(|a, b| a.name.cmp(&b.name));
        self.files.append(&mut found);
        links
    }
}

fn missing(path: &Path, error: &io::Error) -> String {
    if error.kind() != io::ErrorKind::NotFound {
        return unreadable(error);
    }
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let names: Vec<String> = parent
        .read_dir()
        .map(|entries| entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect())
        .unwrap_or_default();
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut names: Vec<&str> = names.iter().map(String::as_str).collect();
    names.sort_unstable();
    let near = words::nearest(&name, names.into_iter());
    let hint = near.map_or_else(String::new, |near| format!("; did you mean `{}`?", path.with_file_name(near).display()));
    format!("there is no such file or folder{hint}")
}

/// Why a file cannot be read, in words.
pub fn unreadable(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::PermissionDenied => "it cannot be read: permission is denied".to_owned(),
        io::ErrorKind::NotFound => "it is no longer there".to_owned(),
        _ => format!("it cannot be read: {error}"),
    }
}

/// What a fault in the stream of a file is told as.
pub fn fault(file: &str, fault: &Fault) -> Diagnostic {
    match fault {
        Fault::TooLarge { first_line, .. } => {
            let limit = MAX_DOCUMENT_BYTES / (1024 * 1024);
            let place = watching_brief::source::Place { line: *first_line, column: 1 };
            Diagnostic::placed(file, place, format!("the document that begins here has more than {limit} MiB; that is the most that is read"))
        }
        Fault::NotUtf8 { place, byte, .. } => {
            Diagnostic::placed(file, *place, format!("this is not UTF-8 text (byte 0x{byte:02X}); save the file as UTF-8"))
        }
        Fault::Unreadable(error) => Diagnostic::file(file, unreadable(error)),
    }
}

/// Loads the rule sets of a call: the named files, folders and embedded sets in their order, or else all embedded ones.
pub fn load_rules(named: &[String]) -> (Collection, Vec<Diagnostic>) {
    let (mut collection, mut diagnostics) = (Collection::default(), Vec::new());
    if named.is_empty() {
        collection.add_all_embedded(&mut diagnostics);
    }
    for name in named {
        let path = PathBuf::from(name);
        if !path.exists() && name != "-" {
            if !collection.add_embedded(name, &mut diagnostics) {
                let near = words::nearest(name, Collection::embedded().map(|(id, _)| id));
                let hint = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
                diagnostics.push(Diagnostic::file(name, format!("there is no such file or folder, nor an embedded rule set of that id{hint}")));
            }
            continue;
        }
        let inputs = Inputs::of(&[path]);
        let before = (collection.sets().len(), diagnostics.len());
        diagnostics.extend(inputs.errors);
        let mut passed_over = 0;
        for input in &inputs.files {
            passed_over += load_file(&mut collection, input, &mut diagnostics);
        }
        if (collection.sets().len(), diagnostics.len()) == before {
            diagnostics.push(Diagnostic::file(name, "there is no rule set in it".to_owned()));
        }
        if passed_over > 0 {
            let message = format!("{} of another kind passed over among the rules", words::counted(passed_over, "document"));
            diagnostics.push(Diagnostic::file(name, message).as_notice());
        }
    }
    (collection, diagnostics)
}

fn load_file(collection: &mut Collection, input: &Input, diagnostics: &mut Vec<Diagnostic>) -> usize {
    let reader = match input.open() {
        Ok(reader) => reader,
        Err(error) => {
            diagnostics.push(Diagnostic::file(&input.name, unreadable(&error)));
            return 0;
        }
    };
    let (mut passed_over, mut any) = (0, false);
    for document in Documents::new(reader) {
        any = true;
        match document {
            Ok(document) => passed_over += usize::from(collection.add_document(&input.name, &document, input.walked, diagnostics)),
            Err(error) => diagnostics.push(fault(&input.name, &error)),
        }
    }
    if !any {
        diagnostics.push(empty(&input.name));
    }
    passed_over
}

/// What an empty file is told as.
pub fn empty(file: &str) -> Diagnostic {
    Diagnostic::placed(file, watching_brief::source::Place { line: 1, column: 1 }, "the file is empty".to_owned())
}

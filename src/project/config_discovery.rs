//! The configuration file: which one holds for some paths, and what is in it.

use std::io::Read as _;
use std::path::{Component, Path, PathBuf};

use super::{missing_files, reading};
use crate::configuration::{self, Configuration};
use crate::files::Files;
use crate::model::DiagnosticCode;
use crate::model::diagnostic::Diagnostic;
use crate::source::Documents;
use crate::text::{Place, names};

/// The first `brief.yaml` upwards from the first path, which must be that of all other paths too.
///
/// # Errors
/// The path that another one holds for.
pub fn discover(
    files: &dyn Files,
    paths: &[PathBuf],
    stdin: Option<&Path>,
) -> Result<Option<PathBuf>, Vec<Diagnostic>> {
    let of = |path: &PathBuf| above(files, stdin.filter(|_| path.as_os_str() == "-").unwrap_or(path));
    let mut found = paths.iter().map(of);
    let first = found.next().unwrap_or_else(|| above(files, Path::new("")));
    let real = |file: &Option<PathBuf>| file.as_ref().map(|file| files.identity(file).unwrap_or_else(|_| file.clone()));
    for (file, path) in found.zip(paths.iter().skip(1)) {
        if real(&file) != real(&first) {
            let name = |file: &Option<PathBuf>| {
                file.as_ref()
                    .map_or_else(|| "no configuration".to_owned(), |file| format!("`{}`", names::as_text(file)))
            };
            let message = format!(
                "{} holds for the first path, and {} for this one; check them apart, or say which with --config",
                name(&first),
                name(&file)
            );
            return Err(vec![Diagnostic::file(DiagnosticCode::WrongCall, &names::as_text(path), message)]);
        }
    }
    Ok(first)
}

/// Where a `brief.yaml` would be found for a path: in each folder upwards.
#[must_use]
pub fn candidates(files: &dyn Files, path: &Path) -> Vec<PathBuf> {
    let mut there = [Some(path), path.parent(), Some(Path::new("."))].into_iter().flatten();
    let real = there.find_map(|path| files.identity(path).ok()).unwrap_or_default();
    real.ancestors().map(|folder| folder.join(configuration::FILE)).collect()
}

/// The first `brief.yaml` upwards from a path, or from the current folder for standard input.
fn above(files: &dyn Files, path: &Path) -> Option<PathBuf> {
    folders(files, path).find_map(|folder| in_folder(files, &folder))
}

/// The `brief.yaml` of a folder.
fn in_folder(files: &dyn Files, folder: &Path) -> Option<PathBuf> {
    let file = folder.join(configuration::FILE);
    // A link that leads to nothing is an error, and not the same as no configuration.
    (files.is_file(&file) || files.is_link(&file) && !files.exists(&file)).then_some(file)
}

/// The folders upwards from a path, or from the current folder for standard input.
fn folders(files: &dyn Files, path: &Path) -> impl Iterator<Item = PathBuf> {
    let path = if path.as_os_str() == "-" { Path::new("") } else { path };
    let first = if files.is_folder(path) || path.as_os_str().is_empty() { Some(path) } else { path.parent() };
    let next = |folder: &PathBuf| {
        // What is not there has folders above it too; that it is not there is told where it is read.
        if files.identity(folder).is_ok_and(|real| real.parent().is_none()) {
            return None;
        }
        match folder.components().next_back() {
            Some(Component::Normal(_)) => folder.parent().map(Path::to_owned),
            Some(Component::RootDir | Component::Prefix(_)) => None,
            _ => Some(folder.join("..")),
        }
    };
    // No folder has so many above it.
    std::iter::successors(first.map(Path::to_owned), next).take(1000)
}

/// Files that hold configuration and are not read, since they are not called `brief.yaml`: in the folders in which that is
/// looked for, as far as it is.
#[must_use]
pub fn misnamed(files: &dyn Files, paths: &[PathBuf], stdin: Option<&Path>) -> Vec<Diagnostic> {
    let path = paths.first().map_or(Path::new(""), PathBuf::as_path);
    let path = stdin.filter(|_| path.as_os_str() == "-").unwrap_or(path);
    let mut notices = Vec::new();
    for folder in folders(files, path) {
        let found = in_folder(files, &folder);
        let real = |file: &Path| files.identity(file).ok();
        let held = found.as_deref().and_then(real);
        for name in misnomers() {
            let file = folder.join(name);
            // Where upper and lower case are one, a file has both names.
            if files.is_file(&file) && real(&file) != held && holds_configuration(files, &file) {
                let message = "this is configuration, and is not read: only a file called `brief.yaml` is; rename it, or give \
                               it with --config";
                notices.push(
                    Diagnostic::file(DiagnosticCode::MisnamedConfiguration, &names::as_text(&file), message.to_owned())
                        .as_notice(),
                );
            }
        }
        if found.is_some() {
            break;
        }
    }
    notices
}

/// Names that people give to the file, and that are not its own.
fn misnomers() -> impl Iterator<Item = String> {
    let names = ["brief", "Brief", "BRIEF"].into_iter().flat_map(|name| {
        let ends = ["yaml", "yml", "YAML", "YML", "Yaml", "Yml"].into_iter();
        ends.flat_map(move |end| ["", "."].map(|dot| format!("{dot}{name}.{end}")))
    });
    names.filter(|name| name != configuration::FILE)
}

/// Whether a file says that it is configuration.
fn holds_configuration(files: &dyn Files, path: &Path) -> bool {
    let mut begin = Vec::new();
    let read = files.read(path).and_then(|file| file.take(1 << 16).read_to_end(&mut begin));
    read.is_ok() && String::from_utf8_lossy(&begin).lines().any(|line| line.starts_with("brief:"))
}

/// Reads a configuration file.
///
/// # Errors
/// What is wrong with it.
pub fn read(files: &dyn Files, path: &Path) -> Result<Configuration, Vec<Diagnostic>> {
    let name = names::as_text(path);
    let file = files.read(path).map_err(|error| {
        vec![Diagnostic::file(DiagnosticCode::of_file(&error), &name, missing_files::missing(files, path, &error))]
    })?;
    let mut found: Option<Configuration> = None;
    for document in Documents::new(file) {
        let document = document.map_err(|fault| vec![reading::fault(&name, &fault)])?;
        match (configuration::read(&name, &document)?, &found) {
            (Some(_), Some(_)) => {
                let place = Place { line: document.first_line, column: 1 };
                let message = "a second configuration begins here; a file has one".to_owned();
                return Err(vec![Diagnostic::placed(DiagnosticCode::WrongKind, &name, place, message)]);
            }
            (Some(configuration), None) => found = Some(configuration),
            (None, _) => {}
        }
    }
    found.ok_or_else(|| vec![reading::empty(&name)])
}

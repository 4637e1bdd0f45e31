//! The configuration file: which one holds for some paths, and what is in it.

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
    let path = if path.as_os_str() == "-" { Path::new("") } else { path };
    let mut folder =
        if files.is_folder(path) || path.as_os_str().is_empty() { path } else { path.parent()? }.to_owned();
    // No folder has so many above it.
    for _ in 0..1000 {
        let file = folder.join(configuration::FILE);
        // A link that leads to nothing is an error, and not the same as no configuration.
        if files.is_file(&file) || files.is_link(&file) && !files.exists(&file) {
            return Some(file);
        }
        // What is not there has folders above it too; that it is not there is told where it is read.
        if files.identity(&folder).is_ok_and(|real| real.parent().is_none()) {
            return None;
        }
        match folder.components().next_back() {
            Some(Component::Normal(_)) => folder.pop(),
            Some(Component::RootDir | Component::Prefix(_)) => return None,
            _ => {
                folder.push("..");
                true
            }
        };
    }
    None
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

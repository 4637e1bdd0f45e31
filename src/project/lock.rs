//! Rule sets held against the lock file in which they were pinned.

use std::io;
use std::path::{Component, Path};

use super::reading;
use crate::files::{EntryKind, Files, cause, from_root};
use crate::model::DiagnosticCode;
use crate::model::diagnostic::{Diagnostic, Severity};
use crate::model::vocabulary::Vocabulary;
use crate::rules::{Lock, Pin, RuleSetSource};
use crate::source::Documents;
use crate::text::{names, words};

/// Why a run with these rule sets is refused: an error for each way in which they are not those of the lock file. Where
/// something is wrong with the sets themselves, that is told already, and one error says that nothing is checked.
#[must_use]
pub fn lock_drift(
    files: &dyn Files,
    path: &Path,
    pins: &[Pin],
    vocabulary: &Vocabulary,
    wrong: &[Diagnostic],
) -> Vec<Diagnostic> {
    let shown = name(path);
    if wrong.iter().any(|one| one.severity == Severity::Error) {
        let message =
            format!("the rule sets cannot be held against {shown} while there are mistakes in them: nothing is done");
        return vec![Diagnostic::call(DiagnosticCode::MistakesFirst, message)];
    }
    match read(files, path) {
        Ok(lock) => lock.drift(&shown, &placed(files, path, pins), vocabulary),
        Err(wrong) => wrong,
    }
}

/// A lock file for a place that pins these rule sets.
#[must_use]
pub fn lock_for(files: &dyn Files, path: &Path, pins: &[Pin], vocabulary: &Vocabulary) -> Lock {
    Lock::new(placed(files, path, pins), vocabulary)
}

fn name(path: &Path) -> String {
    words::harmless(&names::of(path))
}

/// Reads a lock file.
fn read(files: &dyn Files, path: &Path) -> Result<Lock, Vec<Diagnostic>> {
    let shown = name(path);
    let wrong = |code, message: String| vec![Diagnostic::file(code, &shown, message)];
    let entry = files.entry(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => {
            let message = "there is no such lock file; `brief rules lock` writes it, with the same rule sets";
            wrong(DiagnosticCode::FileNotFound, message.to_owned())
        }
        _ => wrong(DiagnosticCode::of_file(&error), cause::unreadable(&error)),
    })?;
    if entry.kind != EntryKind::File {
        return Err(wrong(DiagnosticCode::NotAFile, "this is not a file; name the lock file itself".to_owned()));
    }
    let file = files.read(path).map_err(|error| wrong(DiagnosticCode::of_file(&error), cause::unreadable(&error)))?;
    let mut lock = None;
    for document in Documents::new(file) {
        let document = document.map_err(|fault| vec![reading::fault(&shown, &fault)])?;
        if lock.is_some() {
            return Err(wrong(
                DiagnosticCode::WrongLockFile,
                "this is not a lock file: it has more than one document in it".to_owned(),
            ));
        }
        lock = Some(Lock::read(&shown, &document)?);
    }
    lock.ok_or_else(|| {
        wrong(DiagnosticCode::WrongLockFile, "the file is empty; `brief rules lock` writes it anew".to_owned())
    })
}

/// The pins with their files as they are named from the folder of the lock file, so that it holds wherever the whole
/// folder is.
fn placed(files: &dyn Files, lock: &Path, pins: &[Pin]) -> Vec<Pin> {
    let here = files.current_folder();
    let folder = from_root(&here, lock.parent().unwrap_or(Path::new("")));
    let placed = |pin: &Pin| {
        let source = match &pin.source {
            RuleSetSource::File(file) if file != "-" => {
                RuleSetSource::File(relative(&folder, &from_root(&here, &names::path(file))))
            }
            other => other.clone(),
        };
        Pin { source, ..pin.clone() }
    };
    pins.iter().map(placed).collect()
}

/// A file as it is named from a folder, with slashes; from the root on where the two have nothing in common.
fn relative(folder: &Path, file: &Path) -> String {
    let text = |part: Component<'_>| names::of(part.as_os_str().as_ref());
    let same = folder.components().zip(file.components()).take_while(|(a, b)| a == b).count();
    if same == 0 {
        return names::of(file).replace(std::path::MAIN_SEPARATOR, "/");
    }
    let up = folder.components().skip(same).map(|_| "..".to_owned());
    let down = file.components().skip(same).map(text);
    let mut parts: Vec<String> = up.chain(down).collect();
    if parts.first().is_none_or(|first| first != "..") {
        parts.insert(0, ".".to_owned());
    }
    parts.join("/")
}

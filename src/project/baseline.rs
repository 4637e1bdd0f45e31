//! The baseline of a project, as its file has it.

use std::io::{self, Read as _};
use std::path::Path;

use super::missing_files;
use crate::baseline::Baseline;
use crate::files::Files;
use crate::model::DiagnosticCode;
use crate::model::diagnostic::Diagnostic;
use crate::text::names;

/// The most bytes that a baseline may have.
const MAX_BASELINE: u64 = 256 * 1024 * 1024;

/// The text of a file, which need not have an end.
fn text(files: &dyn Files, path: &Path) -> io::Result<String> {
    let mut text = String::new();
    files.read(path)?.take(MAX_BASELINE + 1).read_to_string(&mut text)?;
    if text.len() as u64 > MAX_BASELINE {
        let message = format!("it has more than {} MiB; that is the most that is read", MAX_BASELINE / 1024 / 1024);
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, message));
    }
    Ok(text)
}

/// Reads a baseline.
///
/// # Errors
/// Why it cannot be read.
pub fn read(files: &dyn Files, path: &Path) -> Result<Baseline, Diagnostic> {
    let name = names::as_text(path);
    let text = text(files, path).map_err(|error| {
        let hint = if error.kind() == io::ErrorKind::NotFound { "; `brief baseline` writes one" } else { "" };
        Diagnostic::file(DiagnosticCode::of_file(&error), &name, missing_files::missing(files, path, &error) + hint)
    })?;
    Baseline::read(&text).map_err(|(place, message)| match place {
        Some(place) => Diagnostic::placed(DiagnosticCode::WrongBaseline, &name, place, message),
        None => Diagnostic::file(DiagnosticCode::WrongBaseline, &name, message),
    })
}

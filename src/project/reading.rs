//! Reading the documents of a project's files, and what is told where they cannot be read.

use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use super::inputs::{Input, Inputs};
use super::missing_files::{missing, passed_over};
use crate::citations::{Register, Text, Texts};
use crate::files::Files;
use crate::files::cause::unreadable;
use crate::model::DiagnosticCode;
use crate::model::diagnostic::Diagnostic;
use crate::model::limits::{Limit, Limits};
use crate::source::{Document, Documents, Fault};
use crate::text::{Place, composed, decode, names, words};

/// What a fault in the stream of a file is told as.
#[must_use]
pub fn fault(file: &str, fault: &Fault) -> Diagnostic {
    match fault {
        Fault::TooLarge { first_line, bytes, limits, .. } => {
            let place = Place { line: *first_line, column: 1 };
            let has = bytes.map_or_else(|| "no end in sight".to_owned(), |bytes| words::grouped(bytes) + " bytes");
            let (most, advice) = (limits.in_words(Limit::Bytes), limits.advice(Limit::Bytes));
            let message =
                format!("the document that begins here has {has}; {most} bytes are the most that is read{advice}");
            Diagnostic::placed(DiagnosticCode::OverLimit, file, place, message)
        }
        Fault::NotUtf8 { place, byte: 0xFE | 0xFF, .. } if *place == (Place { line: 1, column: 1 }) => {
            Diagnostic::placed(
                DiagnosticCode::NotUtf8,
                file,
                *place,
                "this is UTF-16 text; save the file as UTF-8".to_owned(),
            )
        }
        Fault::NotUtf8 { place, byte, .. } => Diagnostic::placed(
            DiagnosticCode::NotUtf8,
            file,
            *place,
            format!("this is not UTF-8 text (byte 0x{byte:02X}); save the file as UTF-8"),
        ),
        Fault::Unreadable(error) => Diagnostic::file(DiagnosticCode::of_file(error), file, unreadable(error)),
    }
}

/// Loads the registers of a call; what they say of a document wins over what came with the program. What is wrong with
/// them, or worth knowing, comes with it.
#[must_use]
pub fn load_register(files: &dyn Files, paths: &[PathBuf], limits: Limits) -> (Register, Vec<Diagnostic>) {
    let mut register = Register::embedded();
    let mut diagnostics = Vec::new();
    for input in Inputs::new(files, paths) {
        each_document(files, &input, limits, &mut diagnostics, |document, diagnostics| {
            register.add_document(&input.name, document, input.walked, diagnostics);
        });
    }
    (register, diagnostics)
}

/// Reads the documents of a file one by one; what is wrong with the file is told.
pub fn each_document(
    files: &dyn Files,
    input: &Input,
    limits: Limits,
    diagnostics: &mut Vec<Diagnostic>,
    mut take: impl FnMut(&Document, &mut Vec<Diagnostic>),
) {
    let reader = match input.open(files) {
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
#[must_use]
pub fn empty(file: &str) -> Diagnostic {
    Diagnostic::placed(DiagnosticCode::EmptyFile, file, Place { line: 1, column: 1 }, "the file is empty".to_owned())
}

/// The texts in a folder: each file that ends in .txt, by its name without that. What is wrong with them comes with it.
#[must_use]
pub fn load_texts(files: &dyn Files, folder: &Path) -> (Texts, Vec<Diagnostic>) {
    let (mut texts, mut diagnostics) = (Texts::new(), Vec::new());
    let mut paths: Vec<PathBuf> = match files.list(folder) {
        Ok(names) => names.iter().map(|name| folder.join(name)).collect(),
        Err(error) => {
            let (code, message) = if error.kind() == io::ErrorKind::NotADirectory {
                (DiagnosticCode::NotAFile, "this is a file; give the folder that it stands in".to_owned())
            } else {
                (DiagnosticCode::of_file(&error), missing(files, folder, &error))
            };
            diagnostics.push(Diagnostic::file(code, &names::as_text(folder), message));
            return (texts, diagnostics);
        }
    };
    paths.retain(|path| path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("txt")));
    paths.sort();
    for path in paths {
        let name = names::as_text(&path);
        let Some(id) = path.file_stem().map(|stem| names::as_text(stem.as_ref())) else { continue };
        if let Some(what) = files.entry(&path).ok().and_then(|entry| entry.kind.special()) {
            let (code, message) = passed_over(what);
            diagnostics.push(Diagnostic::file(code, &name, message).as_notice());
            continue;
        }
        let mut bytes = Vec::new();
        match files.read(&path).and_then(|mut file| file.read_to_end(&mut bytes)) {
            Ok(_) => {
                if let (_, Some(coding)) = decode(&bytes) {
                    let message = format!(
                        "this text is {coding}, where UTF-8 is needed; save it as UTF-8, as `iconv -f {coding} -t UTF-8` does"
                    );
                    diagnostics.push(Diagnostic::file(DiagnosticCode::NotUtf8, &name, message));
                }
                texts.insert(composed(&id).into_owned(), Text::new(name, &bytes));
            }
            Err(error) => {
                diagnostics.push(Diagnostic::file(DiagnosticCode::of_file(&error), &name, unreadable(&error)));
            }
        }
    }
    (texts, diagnostics)
}

/// The largest file that is read whole.
const MAX_WHOLE: u64 = 64 * 1024 * 1024;

/// The text of a file that holds a pilot, whole, with the name under which it is shown.
///
/// # Errors
/// Why it cannot be read, or that it is a folder.
pub fn read_whole(inputs: Inputs<'_>, path: &Path) -> Result<(String, String), Diagnostic> {
    let (files, mut inputs) = (inputs.files, inputs);
    let named = || names::as_text(path);
    let Some(input) = inputs.next().filter(|_| inputs.folders.is_empty()) else {
        let message = "this is a folder; `brief repair` takes the file of one pilot".to_owned();
        return Err(Diagnostic::file(DiagnosticCode::NotAFile, &named(), message));
    };
    let name = input.name.clone();
    let mut bytes = Vec::new();
    let read = input.open(files)?.take(MAX_WHOLE + 1).read_to_end(&mut bytes);
    read.map_err(|error| Diagnostic::file(DiagnosticCode::of_file(&error), &name, unreadable(&error)))?;
    if bytes.len() as u64 > MAX_WHOLE {
        let message = "the file is larger than 64 MiB; put the pilot into a file of its own".to_owned();
        return Err(Diagnostic::file(DiagnosticCode::OverLimit, &name, message));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok((name, text)),
        Err(error) => {
            // The documents tell where, and what to do about it.
            let found = Documents::new(error.as_bytes()).find_map(Result::err);
            Err(found.map_or_else(
                || Diagnostic::file(DiagnosticCode::NotUtf8, &name, "the file is not UTF-8".to_owned()),
                |found| fault(&name, &found),
            ))
        }
    }
}

//! The file system: which files a call names, and what is in them.

use std::fs::FileType;
use std::io;
use std::path::{Path, PathBuf};

use watching_brief::citations::Register;
use watching_brief::model::DiagnosticCode;
use watching_brief::model::diagnostic::Diagnostic;
use watching_brief::model::limits::{Limit, Limits};
use watching_brief::rules::{Collection, Purpose};
use watching_brief::source::{Document, Documents, Fault};
use watching_brief::text::{names, words};

use super::cause;
pub use super::cause::unreadable;
use super::inputs::{Input, Inputs};

/// The code of a file that is not there, or that cannot be read.
pub fn code(error: &io::Error) -> DiagnosticCode {
    if error.kind() == io::ErrorKind::NotFound { DiagnosticCode::FileNotFound } else { DiagnosticCode::FileUnreadable }
}

/// What has the name of a file that is read, but is none: a pipe need not have an end, nor a device.
pub fn passed_over(what: &str) -> (DiagnosticCode, String) {
    (DiagnosticCode::PassedOver, format!("this is {what} and no file; it is passed over"))
}

/// What is told of something that has the name of a file that is read in a folder, and is none.
pub fn no_file(name: &str, kind: FileType) -> Option<Diagnostic> {
    let (code, message) = passed_over(cause::special(kind)?);
    Some(Diagnostic::file(code, name, message).as_notice())
}

pub const LOST_LINK: &str = "this link leads to nothing";

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
            let place = watching_brief::text::Place { line: *first_line, column: 1 };
            let has = bytes.map_or_else(|| "no end in sight".to_owned(), |bytes| words::grouped(bytes) + " bytes");
            let (most, advice) = (limits.shown(Limit::Bytes), limits.advice(Limit::Bytes));
            let message =
                format!("the document that begins here has {has}; {most} bytes are the most that is read{advice}");
            Diagnostic::placed(DiagnosticCode::OverLimit, file, place, message)
        }
        Fault::NotUtf8 { place, byte, .. } => Diagnostic::placed(
            DiagnosticCode::NotUtf8,
            file,
            *place,
            format!("this is not UTF-8 text (byte 0x{byte:02X}); save the file as UTF-8"),
        ),
        Fault::Unreadable(error) => Diagnostic::file(code(error), file, unreadable(error)),
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
    for input in inputs {
        each_document(&input, limits, &mut diagnostics, |document, diagnostics| {
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
    let place = watching_brief::text::Place { line: 1, column: 1 };
    Diagnostic::placed(DiagnosticCode::EmptyFile, file, place, "the file is empty".to_owned())
}

//! `brief sources add`.

use std::io;
use std::path::Path;

use watching_brief::citations::{Entry, NotAdded, Text};
use watching_brief::files::cause;
use watching_brief::files::disk::whole_file;
use watching_brief::model::DiagnosticCode;
use watching_brief::model::diagnostic::Diagnostic;
use watching_brief::text::{composed, decode, names, words};

use super::cli::SourcesAddArgs;
use super::output;

pub fn run(args: &SourcesAddArgs) -> io::Result<u8> {
    let read = args.texts.iter().map(|path| entry(path, args));
    let (entries, wrong) = read.fold((Vec::new(), Vec::new()), |(mut entries, mut wrong), one| {
        match one {
            Ok(entry) => entries.push(entry),
            Err(one) => wrong.push(one),
        }
        (entries, wrong)
    });
    if !wrong.is_empty() {
        return Ok(output::refuse(&wrong));
    }
    let Some(register) = &args.to else {
        output::print(&Entry::register(&entries))?;
        return Ok(0);
    };
    match add(register, &entries) {
        Ok(told) => {
            output::print(&told)?;
            Ok(0)
        }
        Err(wrong) => Ok(output::refuse(&wrong)),
    }
}

/// The entry of a text.
fn entry(path: &Path, args: &SourcesAddArgs) -> Result<Entry, Diagnostic> {
    let name = names::as_text(path);
    let wrong = |code, message: String| Diagnostic::file(code, &name, message);
    let is_text = path.extension().is_some_and(|end| end.eq_ignore_ascii_case("txt"));
    let Some(id) = path.file_stem().filter(|_| is_text).map(|stem| names::as_text(stem.as_ref())) else {
        let message = "the text of a document is a file named after its id and ending in .txt".to_owned();
        return Err(wrong(DiagnosticCode::NotAFile, message));
    };
    let bytes = std::fs::read(path).map_err(|error| {
        wrong(DiagnosticCode::of_file(&error), format!("it cannot be read: {}", cause::unreadable(&error)))
    })?;
    if let (_, Some(coding)) = decode(&bytes) {
        let message = format!(
            "this text is {coding}, where UTF-8 is needed; save it as UTF-8, as `iconv -f {coding} -t UTF-8` does"
        );
        return Err(wrong(DiagnosticCode::NotUtf8, message));
    }
    Ok(Entry::new(&composed(&id), &Text::new(name, &bytes), args.title.as_deref(), args.about.as_deref()))
}

/// Adds entries to a register, all or none, and gives what to tell.
fn add(path: &Path, entries: &[Entry]) -> Result<String, Vec<Diagnostic>> {
    let name = names::as_text(path);
    let wrong = |code, message: String| vec![Diagnostic::file(code, &name, message)];
    let mut text = match std::fs::read_to_string(path) {
        Ok(text) => Some(text),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => {
            return Err(wrong(
                DiagnosticCode::of_file(&error),
                format!("it cannot be read: {}", cause::unreadable(&error)),
            ));
        }
    };
    let mut told = String::new();
    for entry in entries {
        let id = words::harmless(&entry.document);
        let added = match &text {
            None => Ok(Entry::register(std::slice::from_ref(entry))),
            Some(text) => entry.added_to(&name, text),
        };
        match added {
            Ok(after) => {
                let count = words::counted(entry.paragraphs as usize, "paragraph");
                told.extend([&*id, ": ", &count, ", added\n"]);
                text = Some(after);
            }
            Err(NotAdded::IsThere { unchanged: true }) => {
                told.extend([&*id, ": there already, and unchanged\n"]);
            }
            Err(NotAdded::IsThere { unchanged: false }) => {
                let message = format!(
                    "`{id}` has an entry already, of another text; write `paragraphs: {}` and `sha256: {}` there",
                    entry.paragraphs, entry.sha256
                );
                return Err(wrong(DiagnosticCode::DuplicateDocument, message));
            }
            Err(NotAdded::Wrong(found)) => return Err(found),
            Err(NotAdded::NotAtItsEnd) => {
                let message = "the list of documents does not stand at the end of this file, line by line; take the entry from \
                               `brief sources add` without `--to`, and put it there by hand";
                return Err(wrong(DiagnosticCode::FileNotWritten, message.to_owned()));
            }
        }
    }
    let text = text.unwrap_or_default();
    whole_file::write(path, &text).map_err(|error| {
        wrong(DiagnosticCode::FileNotWritten, format!("it cannot be written: {}", cause::unwritable(&error)))
    })?;
    Ok(told)
}

//! `brief init`.

use std::fs;
use std::io;
use std::path::Path;

use watching_brief::files::cause;
use watching_brief::files::disk::whole_file;
use watching_brief::model::DiagnosticCode;
use watching_brief::model::diagnostic::Diagnostic;
use watching_brief::model::vocabulary::Vocabulary;
use watching_brief::starter::{self, StartingFile};
use watching_brief::text::{names, words};

use super::cli::InitArgs;
use super::output;

/// Writes the files of a new project. Where one of them is there already nothing is written: half of a project would be of
/// no use, and what somebody wrote is not ours to replace.
pub fn run(args: &InitArgs) -> io::Result<u8> {
    let files = starter::files(Vocabulary::shipped());
    let in_the_way: Vec<Diagnostic> = files
        .iter()
        .filter(|file| args.folder.join(file.name).symlink_metadata().is_ok())
        .map(|file| {
            let message = "there is such a file already, and nothing is written; give the name of another folder";
            Diagnostic::file(DiagnosticCode::FileNotWritten, &file_in_folder(&args.folder, file), message.to_owned())
        })
        .collect();
    if !in_the_way.is_empty() {
        return Ok(output::refuse(&in_the_way));
    }
    for file in &files {
        if let Err(error) = write(&args.folder, file) {
            let message = format!("it cannot be written: {}", cause::unwritable(&error));
            return Ok(output::refuse(&[Diagnostic::file(
                DiagnosticCode::FileNotWritten,
                &file_in_folder(&args.folder, file),
                message,
            )]));
        }
    }
    let names: Vec<String> = files.iter().map(|file| file_in_folder(&args.folder, file)).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let there = if args.folder == Path::new(".") {
        String::new()
    } else {
        format!(" in {}", words::harmless(&names::as_text(&args.folder)))
    };
    output::print(&format!(
        "Wrote {}.\n\
         Next: brief check{there}\n\
         Then say in the pilot what is known, put your own conditions in the place of those\n\
         in the rule set, and check again.\n",
        words::listed(&names, "and"),
    ))?;
    Ok(0)
}

fn write(folder: &Path, file: &StartingFile) -> io::Result<()> {
    let path = folder.join(file.name);
    if let Some(parent) = path.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        fs::create_dir_all(parent)?;
    }
    whole_file::write_new(&path, &file.text)
}

fn file_in_folder(folder: &Path, file: &StartingFile) -> String {
    let path = if folder == Path::new(".") { file.name.into() } else { folder.join(file.name) };
    words::harmless(&names::as_text(&path))
}

//! `brief new`.

use std::io;
use std::path::{Component, Path, PathBuf};

use watching_brief::files::cause;
use watching_brief::files::disk::whole_file;
use watching_brief::model::DiagnosticCode;
use watching_brief::model::diagnostic::Diagnostic;
use watching_brief::text::{names, words};
use watching_brief::{schema, template};

use super::cli::NewArgs;
use super::{output, project};

pub fn run(args: &NewArgs) -> io::Result<u8> {
    if let Err(message) = template::check_id(&args.id) {
        return Ok(output::refuse(&[Diagnostic::call(DiagnosticCode::InvalidId, words::harmless(&message))]));
    }
    let vocabulary = match project::vocabulary(&args.vocabulary) {
        Ok(vocabulary) => vocabulary,
        Err(wrong) => return Ok(output::refuse(&wrong)),
    };
    let vocabulary = &*vocabulary;
    let text = |file: &str| template::pilot(vocabulary, &args.id, file);
    let path = args.output.clone().unwrap_or_else(|| PathBuf::from(format!("{}.yaml", args.id)));
    if path.as_os_str() == "-" {
        let schema = args.schema.as_deref().map(|schema| schema_line(Path::new(""), schema));
        output::print(&(schema.unwrap_or_default() + &text(&format!("{}.yaml", args.id))))?;
        return Ok(0);
    }
    let name = words::harmless(&names::as_text(&path));
    let not_written = |path: &Path, error: &io::Error| {
        let name = words::harmless(&names::as_text(path));
        Ok(output::refuse(&[Diagnostic::file(DiagnosticCode::FileNotWritten, &name, refused(path, error))]))
    };
    let folder = path.parent().unwrap_or(Path::new(""));
    let schema_line = args.schema.as_deref().map(|schema| schema_line(folder, schema)).unwrap_or_default();
    // A schema that is there is somebody's, and several pilots may name one.
    if let Some(schema) = args.schema.as_deref().filter(|schema| is_free(schema) && is_free(&path)) {
        if let Err(error) = whole_file::write_new(schema, &format!("{:#}\n", schema::pilot(vocabulary))) {
            return not_written(schema, &error);
        }
        output::print(&format!("Wrote {}, the schema of pilots.\n", words::harmless(&names::as_text(schema))))?;
    }
    if let Err(error) = whole_file::write_new(&path, &(schema_line + &text(&name))) {
        return not_written(&path, &error);
    }
    let (facts, sections) = (vocabulary.facts().len(), vocabulary.sections().count());
    output::print(&format!(
        "Wrote {name}, with {} in {}, all commented out.\n\
         Next: give it a title and a summary, take away the # before what is known of the\n\
         pilot, and write it down. Then: brief check {name}\n",
        words::counted(facts, "fact"),
        words::counted(sections, "section"),
    ))?;
    Ok(0)
}

/// The line by which an editor finds the schema: its file, as it is found from the folder of the pilot.
fn schema_line(folder: &Path, schema: &Path) -> String {
    let found = from_folder(folder, schema).unwrap_or_else(|_| schema.to_owned());
    format!("# yaml-language-server: $schema={}\n", words::harmless(&names::as_text(&found)))
}

/// A file as it is found from a folder.
fn from_folder(folder: &Path, file: &Path) -> io::Result<PathBuf> {
    let folder = std::env::current_dir()?.join(folder);
    let file = std::env::current_dir()?.join(file);
    let (mut above, mut below) = (folder.components().peekable(), file.components().peekable());
    while above.peek().is_some() && above.peek() == below.peek() {
        above.next();
        below.next();
    }
    Ok(above.map(|_| Component::ParentDir).chain(below).collect())
}

/// Whether nothing is there yet.
fn is_free(path: &Path) -> bool {
    path.symlink_metadata().is_err()
}

fn refused(path: &Path, error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::AlreadyExists if path.is_dir() => "this is a folder; give --output a file in it".to_owned(),
        io::ErrorKind::AlreadyExists => {
            "there is such a file already, and it is left as it is; give another name with --output".to_owned()
        }
        io::ErrorKind::NotFound => "the folder that it would stand in does not exist".to_owned(),
        _ => format!("it cannot be written: {}", cause::unwritable(error)),
    }
}

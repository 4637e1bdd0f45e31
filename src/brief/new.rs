//! `brief new`.

use std::io;
use std::path::{Path, PathBuf};

use watching_brief::files::cause;
use watching_brief::files::disk::whole_file;
use watching_brief::model::DiagnosticCode;
use watching_brief::model::diagnostic::Diagnostic;
use watching_brief::template;
use watching_brief::text::{names, words};

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
    let path = args.output.clone().unwrap_or_else(|| PathBuf::from(format!("{}.yaml", args.id)));
    if path.as_os_str() == "-" {
        output::print(&template::pilot(vocabulary, &args.id, &format!("{}.yaml", args.id)))?;
        return Ok(0);
    }
    let name = words::harmless(&names::of(&path));
    if let Err(error) = whole_file::write_new(&path, &template::pilot(vocabulary, &args.id, &name)) {
        return Ok(output::refuse(&[Diagnostic::file(DiagnosticCode::FileNotWritten, &name, refused(&path, &error))]));
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

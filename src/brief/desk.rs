//! `brief desk`.

use std::io;
use std::path::Path;

use watching_brief::files::cause;
use watching_brief::files::disk::whole_file;
use watching_brief::model::DiagnosticCode;
use watching_brief::model::diagnostic::Diagnostic;
use watching_brief::text::{names, words};

use super::cli::DeskArgs;
use super::output;

/// The page, where the command was built with it.
#[cfg(feature = "desk")]
const PAGE: Option<&str> = Some(include_str!("../../target/desk/desk.html"));
#[cfg(not(feature = "desk"))]
const PAGE: Option<&str> = None;

const NOT_BUILT_IN: &str = "this `brief` was built without the desk. In the folder of its source, `rustup target add wasm32-wasip1` and then `cargo run --release -p desk-page` write the page, target/desk/desk.html; it opens by a double click. `cargo install --path . --features desk` after that gives a `brief` that has the page in it";

/// Writes the page.
pub fn run(args: &DeskArgs) -> io::Result<u8> {
    let Some(page) = PAGE else {
        return Ok(output::refuse(&[Diagnostic::call(DiagnosticCode::WrongCall, NOT_BUILT_IN.to_owned())]));
    };
    let name = words::harmless(&names::as_text(&args.file));
    let written =
        if args.force { whole_file::write(&args.file, page) } else { whole_file::write_new(&args.file, page) };
    match written {
        Ok(()) => {
            output::print(&format!("Wrote {name}. Open it in a browser: a double click does.\n"))?;
            Ok(0)
        }
        Err(error) => {
            let message = refused(&args.file, &error);
            Ok(output::refuse(&[Diagnostic::file(DiagnosticCode::FileNotWritten, &name, message)]))
        }
    }
}

fn refused(path: &Path, error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::AlreadyExists if !path.is_dir() => {
            "there is such a file already, and it is left as it is; give another name, or replace it with --force"
                .to_owned()
        }
        io::ErrorKind::AlreadyExists => "this is a folder; give a file in it".to_owned(),
        _ => format!("it cannot be written: {}", cause::unwritable(error)),
    }
}

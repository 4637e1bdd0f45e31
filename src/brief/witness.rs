//! Files of pilots that were made up, to show that there can be such a pilot.

use std::io::Read as _;
use std::path::Path;

use watching_brief::files::disk::whole_file;
use watching_brief::model::DiagnosticCode;
use watching_brief::model::diagnostic::Diagnostic;
use watching_brief::text::{names, words};

/// How a file of pilots that were made up begins. Only such a file is written over.
const MARK: &str = "# Made up by `brief ";

/// Whether a file is empty, or begins as one that was written here.
fn is_ours(path: &Path) -> std::io::Result<bool> {
    let mut begin = Vec::new();
    std::fs::File::open(path)?.take(MARK.len() as u64).read_to_end(&mut begin)?;
    Ok(begin.is_empty() || begin == MARK.as_bytes())
}

/// Writes pilots that were made up into a file, or says why not.
///
/// # Errors
/// Where the file cannot be written, or is not one of ours.
pub fn write_witness(path: &Path, command: &str, pilots: Option<&str>) -> std::io::Result<Option<Diagnostic>> {
    let name = words::harmless(&names::as_text(path));
    let Some(pilots) = pilots else {
        let message = format!("there is no pilot to write, and {name} is left as it is");
        return Ok(Some(Diagnostic::call(DiagnosticCode::NoPilot, message).as_notice()));
    };
    if path.is_file() && !is_ours(path).unwrap_or_default() {
        let message = "there is such a file already, and it is left as it is; give another name with --witness";
        return Ok(Some(Diagnostic::file(DiagnosticCode::FileNotWritten, &name, message.to_owned())));
    }
    whole_file::write(path, &format!("{MARK}{command}`: nothing real is described here.\n{pilots}"))?;
    Ok(None)
}

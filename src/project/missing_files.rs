//! What is told of a file that is not there, or is none.

use std::io;
use std::path::Path;

use crate::files::cause::unreadable;
use crate::files::{Files, LOST_LINK};
use crate::model::DiagnosticCode;
use crate::text::{names, words};

/// What is told of something that has the name of a file that is read in a folder, and is none: a pipe need not have an end,
/// nor a device.
pub(super) fn passed_over(what: &str) -> (DiagnosticCode, String) {
    (DiagnosticCode::PassedOver, format!("this is {what} and no file; it is passed over"))
}

/// Why a path leads nowhere, with the nearest that does.
#[must_use]
pub fn missing(files: &dyn Files, path: &Path, error: &io::Error) -> String {
    if error.kind() != io::ErrorKind::NotFound {
        return unreadable(error);
    }
    if files.is_link(path) {
        return LOST_LINK.to_owned();
    }
    let hint = near_file(files, path).map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
    format!("there is no such file or folder{hint}")
}

/// The file or folder, beside a path that leads to nothing, that may have been meant.
#[must_use]
pub fn near_file(files: &dyn Files, path: &Path) -> Option<String> {
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut all: Vec<String> = files.list(parent).ok()?.iter().map(|name| names::as_text(name.as_ref())).collect();
    all.sort_unstable();
    let near = words::nearest(&names::as_text(path.file_name()?.as_ref()), all.iter().map(String::as_str))?;
    Some(names::as_text(&path.with_file_name(names::path(near))))
}

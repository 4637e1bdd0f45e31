//! Why a file cannot be read or written, in words, with what can be done about it.

use std::io::{self, ErrorKind};

/// Why something cannot be read.
#[must_use]
pub fn unreadable(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::PermissionDenied => "it cannot be read: permission is denied".to_owned(),
        ErrorKind::NotFound => "it is no longer there".to_owned(),
        ErrorKind::IsADirectory => "it cannot be read: there is a folder in its place".to_owned(),
        _ if is_round(error) => ROUND.to_owned(),
        _ if is_out_of_files(error) => format!("it cannot be read: {TOO_MANY}"),
        _ => format!("it cannot be read: {error}"),
    }
}

/// Why something cannot be written.
#[must_use]
pub fn unwritable(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "the folder that it would stand in does not exist".to_owned(),
        ErrorKind::PermissionDenied => "permission is denied".to_owned(),
        ErrorKind::IsADirectory => "this is a folder; give a file in it".to_owned(),
        ErrorKind::StorageFull => "there is no space left on the disk; make room, or give a file elsewhere".to_owned(),
        ErrorKind::QuotaExceeded => "your share of the disk is used up; make room, or give a file elsewhere".to_owned(),
        ErrorKind::FileTooLarge => {
            "the file would be larger than the system allows; `ulimit -f` says how large it may be".to_owned()
        }
        ErrorKind::ReadOnlyFilesystem => "nothing can be written on that disk; give a file elsewhere".to_owned(),
        _ if is_round(error) => ROUND.to_owned(),
        _ if is_out_of_files(error) => TOO_MANY.to_owned(),
        _ if cfg!(unix) && error.raw_os_error() == Some(9) => "it is open for reading only".to_owned(),
        ErrorKind::NotADirectory => "a part of the path to it is a file, and no folder".to_owned(),
        _ => error.to_string(),
    }
}

const TOO_MANY: &str =
    "more files are open than the system allows; name fewer outputs, or raise the limit with `ulimit -n`";

const ROUND: &str = "this link leads round in a circle";

/// Whether an error says that a link leads to itself, by way of others or not.
fn is_round(error: &io::Error) -> bool {
    // Linux and macOS have different numbers for it.
    cfg!(unix) && error.raw_os_error() == Some(if cfg!(target_os = "linux") { 40 } else { 62 })
}

/// Whether an error says that no more files can be opened, by this process or by all.
#[must_use]
pub fn is_out_of_files(error: &io::Error) -> bool {
    cfg!(unix) && matches!(error.raw_os_error(), Some(23 | 24))
}

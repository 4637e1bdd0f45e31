//! Files as other programs name them.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode};

use crate::text::names;

/// What stands for itself in the path of a URI.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// The address of what is read from standard input, which is in no file.
const STANDARD_INPUT: &str = "stdin:";

/// A file as a URI: one relative to where the run takes place, or an absolute one where the file was named so.
pub(super) fn uri(file: &str) -> String {
    if file == "-" {
        return STANDARD_INPUT.to_owned();
    }
    let path = path(file);
    let bytes = names::bytes(&path);
    let encoded = percent_encode(&bytes, PATH);
    if path.starts_with('/') {
        format!("file://{encoded}")
    } else if has_drive(&path) {
        format!("file:///{encoded}")
    } else {
        encoded.to_string()
    }
}

/// A file as a path with forward slashes, without `.` in it, without a `..` behind a name, and without slashes that stand for
/// nothing.
pub(super) fn path(file: &str) -> String {
    let file = forward(file, std::path::MAIN_SEPARATOR);
    let root = if file.starts_with('/') { "/" } else { "" };
    let mut parts: Vec<&str> = Vec::new();
    for part in file.split('/').filter(|part| !part.is_empty() && *part != ".") {
        match parts.last() {
            Some(before) if part == ".." && *before != ".." => drop(parts.pop()),
            // Above the root is the root.
            None if part == ".." && !root.is_empty() => {}
            _ => parts.push(part),
        }
    }
    if parts.is_empty() && root.is_empty() { ".".to_owned() } else { format!("{root}{}", parts.join("/")) }
}

/// A path in which the separator of the machine is a slash.
fn forward(file: &str, separator: char) -> Cow<'_, str> {
    if separator == '/' { Cow::Borrowed(file) } else { Cow::Owned(file.replace(separator, "/")) }
}

/// Whether a path begins with the letter of a drive.
fn has_drive(path: &str) -> bool {
    let mut letters = path.chars();
    cfg!(windows) && letters.next().is_some_and(|first| first.is_ascii_alphabetic()) && letters.next() == Some(':')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_addressed_from_where_the_run_takes_place() {
        for (file, expected) in [
            ("pilots/a.yaml", "pilots/a.yaml"),
            ("./pilots//./a.yaml", "pilots/a.yaml"),
            ("../a.yaml", "../a.yaml"),
            ("../../x/../a/./b/../c.yaml", "../../a/c.yaml"),
            ("a/..", "."),
            ("/../a/../b.yaml", "file:///b.yaml"),
            ("a b/100%/é:#?.yaml", "a%20b/100%25/%C3%A9%3A%23%3F.yaml"),
            ("http://x/a.yaml", "http%3A/x/a.yaml"),
            ("/srv/pilots/a.yaml", "file:///srv/pilots/a.yaml"),
            ("//srv/a.yaml", "file:///srv/a.yaml"),
            (r"caf\xE9/a\b.yaml", "caf%E9/a%5Cb.yaml"),
            ("-", "stdin:"),
        ] {
            assert_eq!(uri(file), expected, "{file}");
        }
        assert_eq!(forward(r"pilots\a.yaml", '\\'), "pilots/a.yaml");
        assert_eq!(path("./"), ".");
    }
}

//! Files as other programs name them.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode};

use crate::text::names;

/// What stands for itself in the path of a URI.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// What is read from standard input is in no file; this stands where others want the name of one.
pub(super) const STANDARD_INPUT: &str = "standard-input";

/// The folder from whose top a service names files, and the one in which the run takes place.
#[derive(Debug, PartialEq, Eq)]
pub struct Workspace {
    /// The one at the top, with a slash behind it.
    top: String,
    /// Where the run takes place, seen from there, with a slash behind it; empty at the top.
    here: String,
}

impl Workspace {
    /// The workspace of a run in the folder `here`, an absolute path: its top is the first of `tops` that this folder is in, or
    /// else the folder itself.
    #[must_use]
    pub fn new(here: &str, tops: &[String]) -> Self {
        let folder = |name: &str| format!("{}/", lexical(name).trim_end_matches('/'));
        let here = folder(here);
        let top = tops.iter().map(|top| folder(top)).find(|top| here.starts_with(top.as_str()));
        let top = top.unwrap_or_else(|| here.clone());
        let here = here.strip_prefix(&top).unwrap_or_default().to_owned();
        Self { top, here }
    }
}

/// A file as a path from the top of the workspace, with forward slashes; one outside it as it was named.
pub(super) fn path(file: &str, workspace: Option<&Workspace>) -> String {
    let path = lexical(file);
    let Some(Workspace { top, here }) = workspace else { return path };
    if let Some(below) = path.strip_prefix(top.as_str()) {
        return below.to_owned();
    }
    let from_top = if is_absolute(&path) { None } else { Some(lexical(&format!("{here}{path}"))) };
    from_top.filter(|from_top| !is_above(from_top)).unwrap_or(path)
}

/// Whether a path begins at the root.
fn is_absolute(path: &str) -> bool {
    path.starts_with('/') || has_drive(path)
}

/// Whether a path leads out of the folder that it begins at.
pub(super) fn is_above(path: &str) -> bool {
    path == ".." || path.starts_with("../")
}

/// A file as a URI: one relative to the top of the workspace, or an absolute one where it is outside and was named so.
pub(super) fn uri(file: &str, workspace: Option<&Workspace>) -> String {
    if file == "-" {
        return STANDARD_INPUT.to_owned();
    }
    let path = path(file, workspace);
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
fn lexical(file: &str) -> String {
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
            ("-", "standard-input"),
        ] {
            assert_eq!(uri(file, None), expected, "{file}");
        }
        assert_eq!(forward(r"pilots\a.yaml", '\\'), "pilots/a.yaml");
        assert_eq!(lexical("./"), ".");
    }

    #[test]
    fn files_are_named_from_the_top_of_the_workspace() {
        let tops = ["/srv/other".to_owned(), "/srv/./council/".to_owned()];
        for (here, file, expected) in [
            ("/srv/council", "a.yaml", "a.yaml"),
            ("/srv/council", "/srv/council/x/../a.yaml", "a.yaml"),
            ("/srv/council", "/srv/councils/a.yaml", "/srv/councils/a.yaml"),
            ("/srv/council/sub", "a.yaml", "sub/a.yaml"),
            ("/srv/council/sub", "../a.yaml", "a.yaml"),
            ("/srv/council/sub", "../../a.yaml", "../../a.yaml"),
            ("/srv/council/sub", "/srv/council/sub/a.yaml", "sub/a.yaml"),
            ("/home/me", "pilots/a.yaml", "pilots/a.yaml"),
            ("/home/me", "/home/me/a.yaml", "a.yaml"),
            ("/home/me", "../a.yaml", "../a.yaml"),
            ("/", "/a.yaml", "a.yaml"),
        ] {
            assert_eq!(path(file, Some(&Workspace::new(here, &tops))), expected, "{here}: {file}");
        }
    }
}

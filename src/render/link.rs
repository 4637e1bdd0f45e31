//! Links from places to their files, for terminals that have them (OSC 8).
//!
//! They are put into lines that are set already: whatever is measured is text alone, and a place that is broken over
//! lines becomes a link in each.

use std::fmt::Write as _;
use std::path::{Component, Path};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode};

use super::DisplayOptions;
use crate::text::names;
use crate::text::words::harmless_char;

/// What stands in a path as it is; all else, control characters first of all, is written as `%XX`.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// In the name of a drive, its colon, too.
const DRIVE: &AsciiSet = &PATH.remove(b':');

/// Terminals take no longer ones.
const MAX_ADDRESS: usize = 2_000;

/// Where links to files lead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Links {
    host: String,
    folder: String,
    none: Vec<String>,
}

impl Links {
    /// Links on a machine of this name, where the names of files are seen from this folder. Some names look like files and
    /// are `none`, such as those of rule sets that are part of the program.
    #[must_use]
    pub fn new(host: &str, folder: &str, none: Vec<String>) -> Self {
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
        // An address without a machine is one of this machine.
        let host = if host.chars().all(plain) { host } else { "" };
        Self { host: host.to_owned(), folder: folder.to_owned(), none }
    }

    /// The address of a file; none where there is no file.
    pub(super) fn address(&self, file: &str) -> Option<String> {
        if file == "-" || self.none.iter().any(|none| none == file) {
            return None;
        }
        let mut address = format!("file://{}", self.host);
        for part in Path::new(&self.folder).join(file).components() {
            let (part, plain) = match part {
                Component::Prefix(prefix) => (prefix.as_os_str(), DRIVE),
                Component::ParentDir => ("..".as_ref(), PATH),
                Component::Normal(part) => (part, PATH),
                Component::RootDir | Component::CurDir => continue,
            };
            let _ = write!(address, "/{}", percent_encode(&names::bytes(part.to_str()?), plain));
        }
        (address.len() <= MAX_ADDRESS).then_some(address)
    }
}

/// Lines in which a place of a file, such as `a.yaml` with `:5:29`, becomes a link to the file wherever it is named.
#[must_use]
pub fn places(lines: String, file: &str, place: &str, look: DisplayOptions) -> String {
    let Some(address) = look.links.and_then(|links| links.address(file)) else { return lines };
    linked(&lines, &format!("{file}{place}"), &address)
}

/// Lines in which `shown` becomes a link.
pub(super) fn linked(lines: &str, shown: &str, address: &str) -> String {
    let mut out = String::with_capacity(lines.len() + 2 * address.len() + 32);
    let (mut rest, mut before) = (lines, None);
    while let Some(first) = rest.chars().next() {
        let begins = before.is_none_or(|c: char| c.is_whitespace() || matches!(c, '(' | '['));
        let end = if begins { end_of_link_text(rest, shown).filter(|end| ends(rest, *end)) } else { None };
        let (part, after) = rest.split_at(end.unwrap_or(first.len_utf8()));
        match end {
            Some(_) => link(part, address, &mut out),
            None => out.push_str(part),
        }
        (rest, before) = (after, part.chars().next_back());
    }
    out
}

/// Where `shown` ends, if the text begins with it. White space counts as it does where lines are set, and a word that is
/// longer than a line is broken anywhere.
fn end_of_link_text(text: &str, shown: &str) -> Option<usize> {
    let mut rest = text;
    let mut wanted = shown.chars().peekable();
    while let Some(c) = wanted.next() {
        if c.is_whitespace() {
            let trimmed = rest.trim_start();
            if trimmed.len() == rest.len() {
                return None;
            }
            rest = trimmed;
            while wanted.next_if(|c| c.is_whitespace()).is_some() {}
            continue;
        }
        if let Some(next) = rest.strip_prefix('\n').filter(|_| rest.len() < text.len()) {
            rest = next.trim_start_matches(' ');
        }
        rest = rest.strip_prefix(harmless_char(c).unwrap_or(c))?;
    }
    (rest.len() < text.len()).then(|| text.len() - rest.len())
}

/// Whether what ends here goes no further: `a.yaml:5` is not named by `a.yaml:52`, nor `a.yaml` by `a.yaml:5`.
fn ends(text: &str, end: usize) -> bool {
    let mut after = text.get(end..).unwrap_or_default().chars();
    match after.next() {
        Some(':') => !after.next().is_some_and(|c| c.is_ascii_digit()),
        Some(c) => !c.is_alphanumeric(),
        None => true,
    }
}

/// Writes text as a link, line by line, without the white space before a line.
fn link(text: &str, address: &str, out: &mut String) {
    // Parts of one link have a name in common, so that a terminal shows them as one.
    let id = if text.contains('\n') { "id=place" } else { "" };
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            out.push('\n');
        }
        let words = if at == 0 { line } else { line.trim_start() };
        out.extend(std::iter::repeat_n(' ', line.len() - words.len()));
        if !words.is_empty() {
            let _ = write!(out, "\x1b]8;{id};{address}\x1b\\{words}\x1b]8;;\x1b\\");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bare(text: &str) -> String {
        text.replace("\x1b]8;;file://h/x\x1b\\", "<")
            .replace("\x1b]8;id=place;file://h/x\x1b\\", "<")
            .replace("\x1b]8;;\x1b\\", ">")
    }

    #[test]
    fn an_address_has_no_character_that_could_end_it() {
        let links = Links::new("desk", "/srv/a b", vec!["rules/x.yaml".to_owned()]);
        assert_eq!(
            links.address("./x\u{1b}]8;;\u{7}\\é?#%.yaml").as_deref(),
            Some("file://desk/srv/a%20b/x%1B%5D8%3B%3B%07%5C%C3%A9%3F%23%25.yaml")
        );
        assert_eq!(links.address("/srv/x.yaml").as_deref(), Some("file://desk/srv/x.yaml"));
        assert_eq!(Links::new("a\u{1b}b", "/", Vec::new()).address("../x:").as_deref(), Some("file:///../x%3A"));
        for none in ["-", "rules/x.yaml"] {
            assert_eq!(links.address(none), None);
        }
        assert_eq!(links.address(r"caf\xE9.yaml").as_deref(), Some("file://desk/srv/a%20b/caf%E9.yaml"));
        assert_eq!(links.address(&"x".repeat(2_000)), None);
    }

    #[test]
    fn a_place_is_found_where_it_is_named_and_nowhere_else() {
        let linked = |text: &str, shown: &str| bare(&linked(text, shown, "file://h/x"));
        assert_eq!(
            linked("see a.yaml:5, (a.yaml:5) [a.yaml:5]", "a.yaml:5"),
            "see <a.yaml:5>, (<a.yaml:5>) [<a.yaml:5>]"
        );
        for other in ["a.yaml:52", "a.yaml:5:2", "b/a.yaml:5", "xa.yaml:5", "a.yaml:", "a.yam\nl :5"] {
            assert_eq!(linked(other, "a.yaml:5"), other);
        }
        assert_eq!(linked("\u{241b}x.yaml", "\u{1b}x.yaml"), "<\u{241b}x.yaml>");
        assert_eq!(linked("a b", ""), "a b");
    }

    #[test]
    fn a_place_over_several_lines_is_a_link_in_each() {
        let text = linked("in a\n    b.ya\n  ml:5 or", "a b.yaml:5", "file://h/x");
        assert_eq!(bare(&text), "in <a>\n    <b.ya>\n  <ml:5> or");
        assert_eq!(text.matches("id=place").count(), 3);
    }
}

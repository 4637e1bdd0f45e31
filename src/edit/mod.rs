//! Changes of the text of a pilot that leave all else as it is: comments, order, line breaks and shared values.
//!
//! `facts` and `lists` work out what is to be replaced where, and `writer` does it; `flow` writes values, and `scan` finds what the tree of a document
//! leaves out: comments, anchors and tags. What comes of it is a text, or the difference of two texts.

mod facts;
mod flow;
mod heading;
mod lists;
mod scan;
mod writer;

use std::ops::Range;

pub use facts::{Rewrite, StatementFate, rewrite};
pub use flow::{json, node};
pub use heading::set_key;

use crate::text::LineIndex;
use crate::tree::Tree;

/// Replacements in one text.
#[derive(Debug, Clone, Default)]
struct Edits(Vec<(Range<usize>, String)>);

impl Edits {
    fn replace(&mut self, range: Range<usize>, text: impl Into<String>) {
        self.0.push((range, text.into()));
    }

    fn insert(&mut self, at: usize, text: impl Into<String>) {
        self.replace(at..at, text);
    }

    /// The text with all replacements made; none where two of them are at odds.
    fn apply(mut self, text: &str) -> Option<String> {
        // What is inserted goes before what begins there to be replaced.
        self.0.sort_by_key(|(range, _)| (range.start, range.end));
        let (mut out, mut at) = (String::with_capacity(text.len()), 0);
        for (range, new) in self.0 {
            out.push_str(text.get(at..range.start)?);
            out.push_str(&new);
            at = range.end;
        }
        out.push_str(text.get(at..)?);
        Some(out)
    }
}

/// The comments of a document, in the order of the text.
#[must_use]
pub fn comments<'t>(tree: &'t Tree<'t>) -> Vec<&'t str> {
    let scanned = scan::Scanned::new(tree);
    let all = 0..scanned.text.len();
    scanned.comments(&all).filter_map(|comment| scanned.text.get(comment.clone())).collect()
}

/// The text of a file with another text for one of its documents, which begins on this line (from 1); none where the file
/// has no such document.
#[must_use]
pub fn in_file(file: &str, first_line: u32, old: &str, new: &str) -> Option<String> {
    let text = file.strip_prefix('\u{feff}').unwrap_or(file);
    let row = usize::try_from(first_line.checked_sub(1)?).ok()?;
    let start = file.len() - text.len() + LineIndex::new(text, 1).row_range(row).start;
    let later = file.get(start..)?;
    // A mark at the beginning of a document is no part of its text.
    let rest = later.strip_prefix('\u{feff}').filter(|_| row > 0).unwrap_or(later);
    let start = start + later.len() - rest.len();
    let rest = rest.strip_prefix(old)?;
    Some([file.get(..start)?, new, rest].concat())
}

/// The difference of two texts of a file as a unified diff, as `patch` reads it.
#[must_use]
pub fn unified(file: &str, old: &str, new: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.split_inclusive('\n').collect(), new.split_inclusive('\n').collect());
    let diff = similar::TextDiff::configure().newline_terminated(true).diff_slices(&old, &new);
    let name = header_name(file);
    let mut out = String::new();
    for hunk in diff.unified_diff().context_radius(3).iter_hunks() {
        if out.is_empty() {
            out = format!("--- {name}\n+++ {name}\n");
        }
        out.extend([&hunk.header().to_string(), "\n"]);
        for change in hunk.iter_changes() {
            out.extend([&change.tag().to_string(), change.value()]);
            // A lone carriage return ends no line for `patch`.
            if !change.value().ends_with('\n') {
                out.push_str("\n\\ No newline at end of file\n");
            }
        }
    }
    out
}

/// The name of a file as it stands in the head of a diff: in quotation marks where it would not be one on its line, as Git and
/// `patch` have it; a tab ends a name with spaces in it.
fn header_name(file: &str) -> String {
    if file.contains(|c: char| c.is_control() || matches!(c, '"' | '\\')) {
        let escaped = file.chars().map(|c| match c {
            '"' | '\\' => format!("\\{c}"),
            '\n' => "\\n".to_owned(),
            '\r' => "\\r".to_owned(),
            '\t' => "\\t".to_owned(),
            c if c.is_control() => c.to_string().bytes().map(|byte| format!("\\{byte:03o}")).collect(),
            c => c.to_string(),
        });
        return format!("\"{}\"", escaped.collect::<String>());
    }
    if file.contains(' ') { format!("{file}\t") } else { file.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_made_in_the_order_of_the_text_and_never_twice_in_one_place() {
        let mut edits = Edits::default();
        edits.replace(2..3, "X");
        edits.insert(2, "+");
        edits.insert(0, "<");
        assert_eq!(edits.clone().apply("abcd").as_deref(), Some("<ab+Xd"));
        edits.replace(1..4, "");
        assert_eq!(edits.apply("abcd"), None);
    }

    #[test]
    fn a_document_is_replaced_where_it_stands_in_its_file() {
        let file = "\u{feff}a: 1\n---\na: 1\n";
        assert_eq!(in_file(file, 2, "---\na: 1\n", "---\na: 2\n").as_deref(), Some("\u{feff}a: 1\n---\na: 2\n"));
        assert_eq!(in_file(file, 1, "a: 1\n", "a: 3\n").as_deref(), Some("\u{feff}a: 3\n---\na: 1\n"));
        assert_eq!(in_file(file, 2, "a: 1\n", ""), None);
    }

    #[test]
    fn a_last_line_without_a_break_and_one_with_a_carriage_return_are_told() {
        let diff = unified("a b.yaml", "x: 1\r\ny: 2", "x: 3\r\ny: 2");
        assert_eq!(
            diff,
            "--- a b.yaml\t\n+++ a b.yaml\t\n@@ -1,2 +1,2 @@\n-x: 1\r\n+x: 3\r\n y: 2\n\\ No newline at end of file\n"
        );
    }
}

//! What a `#` takes out of a document that was meant to be in it.

use crate::model::{DiagnosticCode, Problem, ProblemFix};
use crate::text::Span;

/// What is told where a line is indented under one that is still a comment: in a file to start from, the `#` was taken
/// away before a fact, and not before its section.
pub(crate) fn section(text: &str, at: usize) -> Option<Problem> {
    let start = text.get(..at)?.rfind(['\n', '\r']).map_or(0, |end| end + 1);
    let line = text.get(start..)?.lines().next()?;
    let indent = line.len() - line.trim_start_matches(' ').len();
    let key = line.trim_start_matches(' ');
    let (name, _) = key.split_once(':')?;
    if indent == 0 || !is_name(name) {
        return None;
    }
    let mut end = start;
    for above in text.get(..start)?.split_inclusive(['\n', '\r']).rev() {
        let begin = end - above.len();
        end = begin;
        let above = above.trim_end();
        if above.is_empty() {
            continue;
        }
        let hashes = above.trim_start_matches(' ');
        // The nearest line that is no comment is what the line would belong to.
        let comment = hashes.strip_prefix('#')?;
        let outer = above.len() - hashes.len();
        let word = comment.trim_start_matches(' ');
        let Some(section) = word.strip_suffix(':').filter(|section| is_name(section)) else { continue };
        if outer >= indent {
            continue;
        }
        let hash = Span::new(begin + outer, begin + above.len() - word.len());
        let message = format!(
            "`{name}` belongs under `{section}:`, and the line above that says so is a comment; take the `#` away before \
             `{section}:`, too"
        );
        let span = Span::new(start + indent, start + indent + name.len());
        let problem = Problem::new(DiagnosticCode::SectionCommentedOut, span, message);
        let fix = ProblemFix::replace(format!("Take the `#` away before `{section}:`"), hash, "");
        return Some(
            Problem { fixes: vec![fix], ..problem }.with_related(hash, format!("`{section}:` is a comment here")),
        );
    }
    None
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}

/// What is told where a `#` within brackets takes a closing bracket away: what stands from there to the end of the line is
/// a comment, and was meant as the rest of a text.
pub(super) fn text(text: &str, bracket: usize) -> Option<Problem> {
    let rest = text.get(bracket..)?;
    let line = rest.lines().next()?;
    let closing = if line.starts_with('{') { '}' } else { ']' };
    let hash = outside_quotes(line, " #")? + 1;
    let (before, comment) = (line.get(..hash)?, line.get(hash..)?);
    let opened = before.matches(['{', '[']).count();
    if opened <= before.matches(['}', ']']).count() {
        return None;
    }
    // Another bracket may be closed in the comment as well; this one must be.
    let last = comment.rfind(closing)?;
    let begin = before.rfind([',', '{', '[', ':']).map_or(0, |at| at + 1);
    let begin = begin + before.get(begin..)?.len() - before.get(begin..)?.trim_start().len();
    // The text goes on to the next key, or to the closing bracket.
    let next = comment.match_indices(", ").find(|(at, _)| {
        let name = comment.get(at + 2..).and_then(|rest| rest.split_once(": ")).map(|(name, _)| name);
        name.is_some_and(is_name)
    });
    let end = hash + next.map_or(last, |(at, _)| at);
    let meant = line.get(begin..end)?.trim_end();
    if meant.starts_with('#') {
        return None;
    }
    let at = Span::new(bracket + hash, bracket + hash + 1);
    let message = "a space and a `#` begin a comment, so that the rest of the text and the closing bracket are not read; put \
                   quotation marks round the text";
    let whole = Span::new(bracket + begin, bracket + begin + meant.len());
    let problem = Problem::new(DiagnosticCode::TextCutByComment, at, message.to_owned());
    Some(problem.with_fix("Put quotation marks round the text", whole, crate::text::words::in_quotation_marks(meant)))
}

/// Where something stands in a line outside of quotation marks.
fn outside_quotes(line: &str, wanted: &str) -> Option<usize> {
    let mut open: Option<char> = None;
    let mut before = ' ';
    for (at, c) in line.char_indices() {
        match open {
            Some(mark) if c == mark => open = None,
            None if matches!(c, '"' | '\'') && matches!(before, ' ' | ',' | '[' | '{' | ':') => open = Some(c),
            None if line.get(at..).is_some_and(|rest| rest.starts_with(wanted)) => return Some(at),
            _ => {}
        }
        before = c;
    }
    None
}

//! Characters that look like spaces and are none.

use crate::model::{DiagnosticCode, Problem, ProblemFix};
use crate::text::Span;

/// Whether a character looks like a space, or like nothing at all, and is none to YAML.
fn is_unusual(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200b}' | '\u{202f}' | '\u{205f}' | '\u{2060}' | '\u{3000}')
}

/// What is told in place of a problem of a key or a value in which such a character stands in the way: the problem itself
/// where there is none.
pub(crate) fn or_unusual_space(text: &str, problem: Problem) -> Problem {
    let (span, has) = (problem.span, text.get(problem.span.range()).is_some_and(|text| text.contains(is_unusual)));
    let space = if has { in_the_way(text, line(text, span.start as usize)) } else { None };
    space.filter(|space| span.start <= space.span.start && space.span.end <= span.end).unwrap_or(problem)
}

/// What is told of such a character where one stands in the way on the line of a place, or on the line above it; none
/// where each stands within a text, in which it does no harm.
pub(super) fn unusual_space(text: &str, at: usize) -> Option<Problem> {
    let line = line(text, at);
    let above = (line.start > 0).then(|| self::line(text, line.start - 1));
    [Some(line), above].into_iter().flatten().find_map(|line| in_the_way(text, line))
}

/// The bytes of the line of a place, without its break.
fn line(text: &str, at: usize) -> std::ops::Range<usize> {
    let start = text.get(..at).and_then(|before| before.rfind(['\n', '\r'])).map_or(0, |end| end + 1);
    let end = text.get(start..).and_then(|rest| rest.find(['\n', '\r'])).map_or(text.len(), |length| start + length);
    start..end
}

fn in_the_way(text: &str, range: std::ops::Range<usize>) -> Option<Problem> {
    let line = text.get(range.clone())?;
    let mut edits = Vec::new();
    // Whether nothing stands between a place and the beginning of the line, or the last sign that sets values apart.
    let (mut apart, mut before) = (true, ' ');
    for (at, c) in line.char_indices() {
        let space = c == ' ' || is_unusual(c);
        if c == '#' && (before == ' ' || is_unusual(before)) {
            break;
        }
        // Behind a key it hides the colon.
        let colon = || {
            let rest = line.get(at..).unwrap_or_default().trim_start_matches(|c| c == ' ' || is_unusual(c));
            rest == ":" || rest.starts_with(": ")
        };
        if is_unusual(c) && (apart || colon()) {
            edits.push(Span::new(range.start + at, range.start + at + c.len_utf8()));
        }
        apart = space && apart || matches!(c, ':' | ',' | '[' | '{') || c == '-' && apart;
        before = c;
    }
    let first = *edits.first()?;
    let c = text.get(first.range())?.chars().next()?;
    let what =
        if c == '\u{a0}' { "a no-break space".to_owned() } else { "a character that looks like a space".to_owned() };
    let message = format!(
        "{what} (U+{:04X}) stands here, as word processors and web pages write it, and YAML takes it for a letter; replace \
         it by a plain space",
        u32::from(c)
    );
    // Of those that have no width, nothing is to be seen, and nothing needs to stand in their place.
    let new = |span: &Span| {
        let hidden = text.get(span.range()).is_some_and(|c| matches!(c, "\u{200b}" | "\u{2060}"));
        (*span, if hidden { String::new() } else { " ".to_owned() })
    };
    let fix = ProblemFix { title: "Replace it by a plain space".to_owned(), edits: edits.iter().map(new).collect() };
    Some(Problem { fixes: vec![fix], ..Problem::new(DiagnosticCode::UnusualSpace, first, message) })
}

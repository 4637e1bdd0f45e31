//! The form of an explanation in Markdown.

use super::page::{Explanation, Line};
use crate::text::words;

impl Explanation {
    /// The explanation in Markdown.
    #[must_use]
    pub fn markdown(&self) -> String {
        let mut text = format!("# {}\n", escaped(&self.title));
        for part in &self.parts {
            text.extend(["\n## ", &escaped(&part.heading), "\n\n"]);
            lines(&part.lines, &mut text);
        }
        text
    }
}

fn lines(lines: &[Line], text: &mut String) {
    // The depths of the entries within which a line stands: it is indented by as many of them as there are.
    let mut within: Vec<usize> = Vec::new();
    let mut entry_before = true;
    let mut verbatim_before = false;
    for line in lines {
        if line.verbatim {
            let margin = if verbatim_before || text.ends_with("\n\n") { "    " } else { "\n    " };
            text.extend([margin, &words::harmless(&line.text), "\n"]);
            (verbatim_before, entry_before) = (true, false);
            continue;
        }
        verbatim_before = false;
        within.retain(|depth| *depth < line.depth);
        // A sentence is a paragraph of its own, and a list begins behind one.
        let goes_on = line.entry && entry_before;
        if !goes_on && !text.ends_with("\n\n") {
            text.push('\n');
        }
        let margin = "  ".repeat(within.len());
        let mark = if line.entry { "- " } else { "" };
        text.extend([&margin, mark, &escaped(&line.text), "\n"]);
        if line.entry {
            within.push(line.depth);
        }
        entry_before = line.entry;
    }
}

/// A text on one line, of which nothing but names between backticks is taken for a mark of Markdown.
fn escaped(text: &str) -> String {
    let line = words::harmless(&text.split_whitespace().collect::<Vec<_>>().join(" "));
    let mut out = String::with_capacity(line.len() + 8);
    let mut rest = line.as_str();
    while let Some((before, after)) = rest.split_once('`') {
        plain(before, &mut out);
        let Some((name, behind)) = after.split_once('`').filter(|(name, _)| !name.is_empty()) else {
            out.push_str("\\`");
            rest = after;
            continue;
        };
        out.extend(["`", name, "`"]);
        rest = behind;
    }
    plain(rest, &mut out);
    // What begins a line may be a mark of a list or a heading only there.
    match out.chars().next() {
        Some('+' | '-' | '=') => out.insert(0, '\\'),
        Some(first) if first.is_ascii_digit() => {
            let digits = out.chars().take_while(char::is_ascii_digit).count();
            if out.chars().nth(digits).is_some_and(|next| matches!(next, '.' | ')')) {
                out.insert(digits, '\\');
            }
        }
        _ => {}
    }
    out
}

fn plain(text: &str, out: &mut String) {
    for c in text.chars() {
        if "\\*_[]<>#|~!&$@".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explain::Part;

    #[test]
    fn lists_stand_within_lists_and_no_text_is_a_mark() {
        let all = vec![
            Line::sentence(0, "The rule applies where:"),
            Line::sentence(1, "All of these:"),
            Line::entry(2, "`a_b` is <b>"),
            Line::sentence(3, "(it *tells*)"),
            Line::entry(2, "if `c"),
            Line::entry(3, "1. x"),
            Line::sentence(3, "then y"),
        ];
        let explanation = Explanation { title: "PB-02: [x](y)".to_owned(), parts: vec![Part::new("What", all)] };
        assert_eq!(
            explanation.markdown(),
            "# PB-02: \\[x\\](y)\n\n## What\n\nThe rule applies where:\n\nAll of these:\n\n- `a_b` is \\<b\\>\n\n  \
             (it \\*tells\\*)\n\n- if \\`c\n  - 1\\. x\n\n  then y\n"
        );
    }
}

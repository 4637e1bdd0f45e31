//! Text of the input within Markdown.

use crate::text::words;

/// Text on one line, of which nothing acts: it is no markup, becomes no link, and notifies nobody because of an `@name`.
///
/// What Markdown itself acts on is escaped. What the sites that show it look for in the text afterwards cannot be: there,
/// a word joiner (U+2060), of which nothing shows, keeps apart what would be a name, a number or an address.
pub(super) fn escaped(text: &str) -> String {
    let text = one_line(text);
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let mut out = String::with_capacity(text.len() + 8);
    for (at, c) in text.char_indices() {
        let before = text.get(..at).unwrap_or_default();
        if c != ' ' && begins_reference(before) || c == '.' && ends_with(before, "www") {
            out.push('\u{2060}');
        }
        // At the beginning of a text, also what makes an item of a list.
        let item = at == 0 && matches!(c, '-' | '+') || at > 0 && at == digits && matches!(c, '.' | ')');
        if item || r"\`*_[]{}<>#|~!&$^=".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Text as code, to the letter but for control characters; not for cells of tables.
pub(super) fn code(text: &str) -> String {
    let text = one_line(text);
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    if text.is_empty() { String::new() } else { format!("{fence}{pad}{text}{pad}{fence}") }
}

fn one_line(text: &str) -> String {
    words::harmless(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether what comes next would be read as a name, a label, the number of an issue, the rest of an address or a picture.
fn begins_reference(before: &str) -> bool {
    before.ends_with(['@', '#', '!', '$', '%', '&', '~', ':']) || ends_with(before, "gh-")
}

fn ends_with(text: &str, end: &str) -> bool {
    let start = text.len().checked_sub(end.len());
    start.and_then(|start| text.get(start..)).is_some_and(|last| last.eq_ignore_ascii_case(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_text_acts() {
        assert_eq!(escaped("a *b* <i>c</i>\n# d"), r"a \*b\* \<i\>c\</i\>␊# d".replace('#', "\\#"));
        assert_eq!(escaped("1. - + x"), "1\\. - + x");
        assert_eq!(escaped("- x"), "\\- x");
        assert_eq!(
            escaped("@me #1 http://x www.x GH-1"),
            "@\u{2060}me \\#\u{2060}1 http:\u{2060}//x www\u{2060}.x GH-\u{2060}1"
        );
        assert_eq!(escaped("a: b"), "a: b");
    }

    #[test]
    fn code_is_fenced_by_more_than_it_holds() {
        assert_eq!(code("a"), "`a`");
        assert_eq!(code("`a``b"), "``` `a``b ```");
        assert_eq!(code(" "), "");
    }
}

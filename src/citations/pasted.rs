//! A text as somebody pastes it, made into one that citations count: a paragraph a line.

/// Lines of more characters than this are whole paragraphs: nobody wraps lines so late.
const LONGEST_WRAPPED: usize = 120;

/// The text of a document, a paragraph a line, without empty lines. Where empty lines stand between the paragraphs, the lines
/// of a paragraph are put together; a line that begins as an item of a list does begins a paragraph, and so does each line where
/// one of them is too long to have been wrapped. Without empty lines each line is a paragraph already.
#[must_use]
pub fn source_text(pasted: &str) -> String {
    let pasted = pasted.strip_prefix('\u{feff}').unwrap_or(pasted).replace("\r\n", "\n").replace('\u{2029}', "\n\n");
    let lines: Vec<&str> = pasted.split(['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}']).map(str::trim).collect();
    let blocks: Vec<&[&str]> = lines.split(|line| line.is_empty()).filter(|block| !block.is_empty()).collect();
    let mut text = String::with_capacity(pasted.len() + 1);
    for block in &blocks {
        let is_wrapped = blocks.len() > 1 && block.iter().all(|line| line.chars().count() <= LONGEST_WRAPPED);
        for (at, line) in block.iter().enumerate() {
            if at > 0 && (!is_wrapped || begins_item(line)) {
                text.push('\n');
            } else if at > 0 && text.ends_with('\u{ad}') {
                // A hyphen for the end of a line only.
                text.pop();
            } else if at > 0 {
                text.push(' ');
            }
            text.push_str(line);
        }
        text.push('\n');
    }
    text
}

/// Whether a line begins as an item of a list does: with a dash, a dot or the like, or with a number or a letter and a bracket or
/// full stop, and a space behind it.
fn begins_item(line: &str) -> bool {
    let Some((mark, _)) = line.split_once(char::is_whitespace) else { return false };
    if matches!(mark, "-" | "*" | "•" | "·" | "–" | "—" | "◦" | "▪" | "‣" | "o") {
        return true;
    }
    let inner = mark.strip_prefix('(').unwrap_or(mark);
    let Some(inner) = inner.strip_suffix(['.', ')']) else { return false };
    let number = !inner.is_empty() && inner.len() <= 2 && inner.bytes().all(|byte| byte.is_ascii_digit());
    let letter = inner.len() == 1 && inner.bytes().all(|byte| byte.is_ascii_lowercase()) && mark.ends_with(')');
    number || letter
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrapped_lines_are_put_together_where_empty_lines_part_paragraphs() {
        for (pasted, text) in [
            ("", ""),
            (" \n\n", ""),
            ("One.\nTwo.", "One.\nTwo.\n"),
            ("One line\nand more.\n\nTwo.\n", "One line and more.\nTwo.\n"),
            ("\u{feff}One.\r\n\r\nTwo\r\nlines.", "One.\nTwo lines.\n"),
            ("One.\n\nof\u{ad}\nfered", "One.\noffered\n"),
            ("Aims:\n- one\n  more\n- two\n\nEnd.", "Aims:\n- one more\n- two\nEnd.\n"),
            ("A:\n1. one\n(b) two\n1914. Then\n\nB", "A:\n1. one\n(b) two 1914. Then\nB\n"),
        ] {
            assert_eq!(source_text(pasted), text, "{pasted:?}");
            assert_eq!(source_text(text), text, "{pasted:?}");
        }
        let long = "word ".repeat(30);
        let long = long.trim();
        assert_eq!(source_text(&format!("Head\n{long}\n\nB\nc")), format!("Head\n{long}\nB c\n"));
    }
}

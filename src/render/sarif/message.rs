//! Messages as SARIF has them: some marks mean something in them and are escaped where they are only meant to be read.

use crate::render::reasons::{Piece, one_line};

/// A text of which nothing is taken for a link or for a place to put something in.
pub(super) fn escape(text: &str) -> String {
    // Only `](` makes a link of what is in square brackets.
    braces(&one_line(text)).replace("](", "\\](")
}

/// Braces, doubled as SARIF asks for (3.11.5).
pub(super) fn braces(text: &str) -> String {
    text.replace('{', "{{").replace('}', "}}")
}

/// Sentences as a message, a line each. What statements say leads to the related location of the statement, which has its number, as
/// far as there are such.
pub(super) fn linked(sentences: &[Vec<Piece>], locations: usize) -> String {
    let each = sentences.iter().map(|sentence| {
        let mut text = String::new();
        // Words that follow each other are escaped as one.
        let mut words = String::new();
        for piece in sentence {
            match piece {
                Piece::Said(said, number) if *number < locations => {
                    text.push_str(&between_links(&words));
                    words.clear();
                    let said = braces(&one_line(said)).replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]");
                    text.extend(["[", &said, "](", &number.to_string(), ")"]);
                }
                Piece::Words(more) | Piece::Said(more, _) => words.push_str(more),
            }
        }
        text + &between_links(&words)
    });
    each.collect::<Vec<_>>().join("\n")
}

/// Words, escaped, with the blanks at their ends that keep them apart from a link.
fn between_links(words: &str) -> String {
    let blank = |has: bool| if has { " " } else { "" };
    let text = escape(words);
    if text.is_empty() {
        return blank(!words.is_empty()).to_owned();
    }
    format!("{}{text}{}", blank(words.starts_with(' ')), blank(words.ends_with(' ')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_becomes_a_link_of_its_own() {
        assert_eq!(escape("see [here](http://x) {0}\n"), "see [here\\](http://x) {{0}}");
        let said = |text: &str| {
            linked(&[vec![Piece::Words("is ".into()), Piece::Said(text.into(), 0), Piece::Words(", says".into())]], 1)
        };
        assert_eq!(said("true"), "is [true](0), says");
        assert_eq!(said("a](http://x) {"), "is [a\\](http://x) {{](0), says");
        assert_eq!(linked(&[vec![Piece::Said("[a](b)".into(), 1)]], 1), "[a\\](b)");
    }
}

//! Messages as SARIF has them: some marks mean something in them and are escaped where they are only meant to be read.

use crate::render::reasons::{Piece, one_line};

/// A text of which nothing is taken for a link or for a place to put something in.
pub(super) fn escape(text: &str) -> String {
    let text = braces(one_line(text));
    // Only `](` makes a link of what is in square brackets.
    if text.contains("](") { text.replace("](", "\\](") } else { text }
}

/// Braces, doubled as SARIF asks for (3.11.5).
pub(super) fn braces(text: String) -> String {
    if text.contains(['{', '}']) { text.replace('{', "{{").replace('}', "}}") } else { text }
}

/// A sentence as a line of a message. What statements say leads to the related location of the statement, which has its
/// number, as far as there are such.
pub(super) fn linked(sentence: &[Piece], locations: usize) -> String {
    let (mut text, numbers) = (String::new(), numbers(sentence, locations));
    for (at, part) in parts(sentence, locations).iter().enumerate() {
        text.push_str(part);
        text.extend(numbers.get(at).map(ToString::to_string));
    }
    text
}

/// The same where there is a location for each statement, cut where the numbers of the statements stand.
pub(super) fn linked_parts(sentence: &[Piece]) -> Vec<String> {
    parts(sentence, usize::MAX)
}

/// The numbers that stand in a sentence.
fn numbers(sentence: &[Piece], locations: usize) -> Vec<usize> {
    let numbers = sentence.iter().filter_map(|piece| match piece {
        Piece::Said(_, number) if *number < locations => Some(*number),
        _ => None,
    });
    numbers.collect()
}

fn parts(sentence: &[Piece], locations: usize) -> Vec<String> {
    let (mut parts, mut text) = (Vec::new(), String::new());
    // Words that follow each other are escaped as one.
    let mut words = String::new();
    for piece in sentence {
        match piece {
            Piece::Said(said, number) if *number < locations => {
                text.push_str(&between_links(&words));
                words.clear();
                let said = braces(one_line(said)).replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]");
                text.extend(["[", &said, "]("]);
                parts.push(std::mem::replace(&mut text, ")".to_owned()));
            }
            Piece::Words(more) | Piece::Said(more, _) => words.push_str(more),
        }
    }
    parts.push(text + &between_links(&words));
    parts
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
            linked(&[Piece::Words("is ".into()), Piece::Said(text.into(), 0), Piece::Words(", says".into())], 1)
        };
        assert_eq!(said("true"), "is [true](0), says");
        assert_eq!(said("a](http://x) {"), "is [a\\](http://x) {{](0), says");
        assert_eq!(linked(&[Piece::Said("[a](b)".into(), 1)], 1), "[a\\](b)");
    }
}

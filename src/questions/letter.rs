//! A request under the Freedom of Information Act, in plain words.

use std::fmt::Write as _;

use super::Questions;

/// A request: a title, and a text without any personal data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// The title.
    pub title: String,
    /// The text.
    pub text: String,
}

/// The letter that puts a pilot's questions to whoever runs it: the first ones, up to `most`.
#[must_use]
pub fn letter(pilot_title: &str, questions: &Questions<'_>, most: usize) -> Letter {
    let pilot = one_line(pilot_title);
    let mut text = format!(
        "Dear Sir or Madam,\n\n\
         This is a request under the Freedom of Information Act 2000. Please send me the information that you hold which \
         answers the following questions about this pilot: {pilot}.\n\n"
    );
    for (number, question) in (1..).zip(questions.questions.iter().take(most)) {
        // A text takes whatever is written to it.
        let _ = writeln!(text, "{number}. {}", question.fact.ask);
        for statement in &question.unanswered {
            let _ = writeln!(text, "   ({}.)", one_line(&super::asked(statement)));
        }
    }
    text.push_str(
        "\nWhere a document answers a question, a copy of it, or the address at which it is published, is all that I ask \
         for. If some of this cannot be answered within the limit of cost, please answer the questions in the order \
         given, as far as the limit allows. If you do not hold the information, please tell me who does, if you \
         know.\n\nThank you for your help.\n\nYours faithfully,\n",
    );
    Letter { title: format!("Questions about a pilot: {pilot}"), text }
}

fn one_line(text: &str) -> String {
    crate::text::words::harmless(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The address at which WhatDoTheyKnow opens a new request to a public body, with the letter filled in. `body` is the
/// name of the body in the addresses of that site.
#[must_use]
pub fn link(body: &str, letter: &Letter) -> String {
    let (body, title, text) = (encoded(body), encoded(&letter.title), encoded(&letter.text));
    format!("https://www.whatdotheyknow.com/new/{body}?title={title}&default_letter={text}")
}

/// Percent-encoding (RFC 3986): all but the unreserved characters.
fn encoded(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, UNRESERVED).to_string()
}

const UNRESERVED: &percent_encoding::AsciiSet =
    &percent_encoding::NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

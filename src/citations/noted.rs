//! Words of a document that are kept although no question asks for them.

use super::Registered;
use crate::model::{DiagnosticCode, Problem};
use crate::pilot::{Paragraph, paragraph};
use crate::text::{LineIndex, Place};
use crate::tree::Node;

/// Words of a paragraph, cited as any others are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotedWords {
    /// The paragraph.
    pub paragraph: Paragraph<'static>,
    /// The words, at most twelve.
    pub phrase: String,
    /// A remark on them.
    pub note: Option<String>,
}

/// Words that a register keeps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noted {
    /// The words.
    pub words: NotedWords,
    /// Where they stand in the register.
    pub place: Place,
}

/// Adds the words that the entry of a document keeps, each with a paragraph that the document has.
pub(super) fn add_noted(
    document: &mut Registered,
    entry: Node<'_>,
    lines: &LineIndex<'_>,
    problems: &mut Vec<Problem>,
) {
    for item in entry.get("noted").into_iter().flat_map(Node::items) {
        let text = |key: &str| item.get(key).and_then(Node::as_text).map(str::to_owned);
        let (Some(at), Some(stands), Some(phrase)) = (item.get("paragraph"), item.get("phrase"), text("phrase")) else {
            continue;
        };
        let Some(paragraph) = paragraph(at, problems) else { continue };
        let count = document.paragraphs;
        let has = document.numbers(&paragraph).is_some_and(|numbers| *numbers.start() >= 1 && *numbers.end() <= count);
        if !has {
            let message = match &paragraph {
                Paragraph::Label(label) => {
                    format!("`{label}` is not among the `labels` of this document; add it there, or write the number")
                }
                numbers => format!("the document has {count} paragraphs, and not {} {numbers}", numbers.noun()),
            };
            problems.push(Problem::at(DiagnosticCode::WrongParagraphs, at, message));
            continue;
        }
        let words = NotedWords { paragraph: paragraph.into_owned(), phrase, note: text("note") };
        document.noted.push(Noted { words, place: lines.place(stands.span().start) });
    }
}

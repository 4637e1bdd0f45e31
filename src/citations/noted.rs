//! Words of a document that are kept although no question asks for them.

use std::ops::RangeInclusive;

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

/// The words that the entry of a document keeps, each with a paragraph that the document has. `numbers` tells the paragraphs of
/// a citation, of which there are `count`.
pub(super) fn noted(
    entry: Node<'_>,
    count: u32,
    numbers: &dyn Fn(&Paragraph<'_>) -> Option<RangeInclusive<u32>>,
    lines: &LineIndex<'_>,
    problems: &mut Vec<Problem>,
) -> Vec<Noted> {
    let mut all = Vec::new();
    for item in entry.get("noted").into_iter().flat_map(Node::items) {
        let text = |key: &str| item.get(key).and_then(Node::as_text).map(str::to_owned);
        let (Some(at), Some(stands), Some(phrase)) = (item.get("paragraph"), item.get("phrase"), text("phrase")) else {
            continue;
        };
        let Some(paragraph) = paragraph(at, problems) else { continue };
        if numbers(&paragraph).is_none_or(|range| *range.start() < 1 || *range.end() > count) {
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
        all.push(Noted { words, place: lines.place(stands.span().start) });
    }
    all
}

//! What `brief vocabulary check` and `brief vocabulary diff` show.

use std::sync::Arc;

use super::page::{Block, Item, Language, Medium, Page};
use crate::model::vocabulary::{Vocabulary, VocabularyDifference};
use crate::text::words;

/// What is shown of vocabularies that are sound.
#[must_use]
pub fn sound(vocabularies: &[Arc<Vocabulary>]) -> Page {
    let lines: Vec<String> = vocabularies.iter().map(|one| sentence(one)).collect();
    let documents = Block::items(lines.iter().map(Item::line));
    Page::titled_in_documents(
        "Vocabularies",
        vec![on_a_terminal(&lines), Block::Only(Medium::Document, vec![documents])],
    )
}

fn sentence(vocabulary: &Vocabulary) -> String {
    let (facts, dimensions) = (vocabulary.facts().len(), vocabulary.dimensions().len());
    let own = vocabulary.own_facts().count();
    let of_them = if own == facts { String::new() } else { format!(", {own} of them its own") };
    format!(
        "{} is sound: {}{of_them}, and {}.",
        vocabulary.id(),
        words::counted(facts, "fact"),
        words::counted(dimensions, "dimension")
    )
}

/// What is shown of two vocabularies.
#[must_use]
pub fn differences(before: &Vocabulary, after: &Vocabulary, differences: &[VocabularyDifference]) -> Page {
    let (before, after) = (before.id(), after.id());
    let first = match differences {
        [] => format!("{before} and {after} declare the same."),
        _ => format!("From {before} to {after}:"),
    };
    let lines: Vec<String> = differences.iter().map(ToString::to_string).collect();
    let items = Block::items(lines.iter().map(Item::line));
    let documents = Block::Only(Medium::Document, vec![Block::paragraph(first.as_str()), items]);
    Page::titled_in_documents("Two vocabularies", vec![on_a_terminal(&[vec![first], lines].concat()), documents])
}

/// Lines as they are, so that a program finds each on a line of its own.
fn on_a_terminal(lines: &[String]) -> Block {
    let lines = lines.iter().map(|line| format!("{line}\n")).collect();
    Block::Only(Medium::Terminal, vec![Block::Preformatted(Language::Plain, lines, false)])
}

//! What `brief sources verify` shows.

use std::fmt::Write as _;

use super::{Extent, diagnostics, name};
use crate::citations::{Checked, Document, Nearest, Passage, Resolution, TextState, Verification};
use crate::render::page::{Block, Item, Layout, ListKind, ListLayout, Page, Span, Text};
use crate::report::RunEnding;
use crate::text::words;

const LINES: Layout = Layout::new(0, 2);

/// What is not found, and if it is wanted what is; then a summary.
#[must_use]
pub fn verification(verification: &Verification<'_>, ending: &RunEnding, extent: Extent) -> Page {
    let shown = verification.checked.iter().filter(|one| extent.shows(one.resolution.is_found()));
    let citations = shown.map(|checked| citation(checked, verification));
    let layout = ListLayout::entries(2, Layout::new(4, 2));
    let mut blocks = vec![Block::list(ListKind::Entries, layout, citations)];
    let changed = verification.documents.iter().filter_map(changed);
    blocks.extend(changed.map(|text| Block::paragraph(text).at(LINES)));
    let diagnostics = diagnostics(ending);
    let summary = if diagnostics.is_empty() { LINES } else { LINES.close() };
    blocks.push(Block::Diagnostics(diagnostics, true));
    blocks.push(Block::paragraph(self::summary(verification)).at(summary));
    if verification.left_out > 0 {
        let text = format!(
            "Left out: {} of the program's own rules, of documents whose texts are not in the folder; --all looks at them, too.",
            words::counted(verification.left_out, "citation")
        );
        blocks.push(Block::paragraph(text).at(LINES.close()));
    }
    Page::titled_in_documents("Citations held against their documents", blocks)
}

fn citation(checked: &Checked, verification: &Verification<'_>) -> Item {
    let cited = &checked.cited;
    let head = [
        Span::strong(checked.resolution.name()),
        Span::plain(format!(": {} (", name(&cited.by))),
        Span::place(&cited.file, format!(":{}", cited.place)),
        Span::plain(")"),
    ];
    let part = verification.part(cited);
    let mut where_ = cited.document.clone().unwrap_or_else(|| "no document".to_owned());
    if let Some(paragraph) = &cited.paragraph {
        let _ = write!(where_, ", {} {paragraph}", paragraph.noun());
    }
    if let Some(part) = part {
        let _ = write!(where_, " ({})", part.name);
    }
    if let Some(phrase) = &cited.phrase {
        let _ = write!(where_, ": \"{phrase}\"");
    }
    Item::new(Text::from(head), [where_.into(), resolution(&checked.resolution)])
}

fn resolution(resolution: &Resolution) -> Text {
    match resolution {
        Resolution::Found(passage) => at(passage).into(),
        Resolution::NoLabel => "the register knows no such label of this document; add it under `labels:`, or write the number of the paragraph".into(),
        Resolution::Moved(passage) => {
            [Span::plain(format!("it stands in paragraph {}: ", passage.paragraph)), at(passage)].into()
        }
        Resolution::Ambiguous(passages) => {
            let places: Vec<String> = passages.iter().map(|passage| passage.paragraph.to_string()).collect();
            format!("it stands in paragraphs {}; say which", words::listed(&places, "and")).into()
        }
        Resolution::Orphaned(Some(Nearest { passage, words, similarity })) => {
            let number = passage.paragraph;
            let near = format!("it stands nowhere; nearest, {similarity}% the same, is paragraph {number}: \"{words}\" (");
            [Span::plain(near), at(passage), Span::plain(")")].into()
        }
        Resolution::Orphaned(None) => "it stands nowhere, nor anything like it".into(),
        Resolution::Missing => "there is no text of this document in the folder".into(),
        Resolution::NoDocument => "there is no document that it could stand in; add `document:`".into(),
        Resolution::NoPhrase => "there is no phrase to be looked for; add one of at most 12 words".into(),
    }
}

/// A place that an editor can jump to: file, line and column.
fn at(passage: &Passage) -> Span {
    Span::place(&passage.file, format!(":{}:{}", passage.paragraph, passage.start + 1))
}

/// What is to be said of a document whose text is not the one that the register speaks of.
fn changed(document: &Document<'_>) -> Option<String> {
    match (document.state, document.registered) {
        (TextState::Changed, Some(known)) => Some(format!(
            "changed: the text of {} is not the one that the register speaks of ({}:{}): it has changed since (its SHA-256, or the number of its paragraphs, is another)",
            document.id, known.file, known.place
        )),
        (TextState::Unregistered, _) => Some(format!("unregistered: no register speaks of {}", document.id)),
        _ => None,
    }
}

fn summary(verification: &Verification<'_>) -> String {
    let cited = verification.documents.iter().filter(|document| document.citations > 0).count();
    let mut counts: Vec<String> = Vec::new();
    for state in ["found", "moved", "ambiguous", "orphaned", "missing", "no-label", "no-document", "no-phrase"] {
        let count = verification.checked.iter().filter(|one| one.resolution.name() == state).count();
        if count > 0 {
            counts.push(format!("{count} {}", state.replace('-', " ")));
        }
    }
    let counts = if counts.is_empty() { "nothing to resolve".to_owned() } else { words::listed(&counts, "and") };
    format!(
        "{} of {}: {counts}.",
        words::counted(verification.checked.len(), "citation"),
        words::counted(cited, "document")
    )
}

//! What `brief sources coverage` shows.

use std::fmt::Write as _;

use super::{Extent, diagnostics, name};
use crate::citations::{Counts, Coverage, Covered, Registered, State};
use crate::pilot::Paragraph;
use crate::render::page::{Block, Item, Layout, ListKind, ListLayout, Medium, Page, Span};
use crate::report::RunEnding;
use crate::text::words;

const HEAD: Layout = Layout::new(0, 2);

const LINE: Layout = Layout::new(2, 2).close();

/// Each document with its paragraphs: who cites them, or why nobody needs to.
#[must_use]
pub fn coverage(coverage: &Coverage<'_>, ending: &RunEnding, extent: Extent) -> Page {
    let mut blocks = Vec::new();
    for (document, paragraphs) in &coverage.documents {
        if let Some(paragraphs) = paragraphs {
            listing(document, paragraphs, extent, &mut blocks);
        } else {
            let text = format!("{} ({}): its text is not in the folder", document.id, document.title);
            blocks.push(Block::heading(2, text).at(HEAD));
        }
    }
    blocks.push(Block::Diagnostics(diagnostics(ending), true));
    Page::titled_in_documents("Paragraphs and those who cite them", blocks)
}

fn listing(document: &Registered, paragraphs: &[Covered<'_>], extent: Extent, blocks: &mut Vec<Block>) {
    let counts = Counts::count(paragraphs);
    let mut head =
        format!("{}, {} cited by rules", words::counted(counts.paragraphs, "paragraph"), counts.cited_by_rules);
    if counts.cited_by_pilots_only > 0 {
        let _ = write!(head, ", {} by pilots alone", counts.cited_by_pilots_only);
    }
    if counts.noted > 0 {
        let _ = write!(head, ", {} noted", counts.noted);
    }
    let _ = write!(head, ", {} set aside", counts.set_aside);
    for (count, words) in [
        (counts.unclaimed, "unclaimed"),
        (counts.misquoted, "misquoted"),
        (counts.cited_and_set_aside, "both cited and set aside"),
    ] {
        if count > 0 {
            let _ = write!(head, ", {count} {words}");
        }
    }
    let title = format!("{} ({})", document.id, document.title);
    let [terminal, in_documents] =
        Span::either(vec![Span::plain(format!("{title}: {head}"))], vec![Span::plain(title.as_str())]);
    blocks.push(Block::heading(2, [terminal, in_documents]).at(HEAD));
    blocks.push(Block::Only(Medium::Document, vec![Block::paragraph(format!("{head}."))]));
    let shown: Vec<&Covered<'_>> =
        paragraphs.iter().filter(|covered| extent.shows(covered.state.is_settled())).collect();
    let part = |covered: &Covered<'_>| document.part(&Paragraph::Number(covered.paragraph));
    for of_part in shown.chunk_by(|one, next| part(one) == part(next)) {
        if let Some(part) = of_part.first().and_then(|first| part(first)) {
            let [terminal, document] =
                Span::either(vec![Span::plain(format!("[{}]", part.name))], vec![Span::strong(&part.name)]);
            blocks.push(Block::paragraph([terminal, document]).at(LINE));
        }
        let items = of_part.iter().map(|covered| Item::line(paragraph(covered)));
        blocks.push(Block::list(ListKind::Items, ListLayout { item: LINE, ..ListLayout::USUAL }, items));
    }
}

fn paragraph(covered: &Covered<'_>) -> String {
    let claims = || {
        let claims: Vec<String> = covered
            .claims
            .iter()
            .map(|claim| match claim.range {
                Some((start, end)) => format!("{} [{start}-{end}]", name(&claim.by)),
                None => format!("{} [not found there]", name(&claim.by)),
            })
            .collect();
        claims.join(", ")
    };
    match covered.state {
        State::Cited if covered.is_cited_by_rules() => format!("{}: {}", covered.paragraph, claims()),
        State::Cited => format!("{}: by pilots alone: {}", covered.paragraph, claims()),
        State::Noted => format!("{}: nobody cites it: {}", covered.paragraph, claims()),
        State::SetAside(reason) => format!("{}: set aside: {reason}", covered.paragraph),
        State::Misquoted => format!("{}: cited, but the phrase is not there: {}", covered.paragraph, claims()),
        State::Unclaimed => {
            format!("{}: unclaimed: nobody cites it, and the register does not say why", covered.paragraph)
        }
        State::Both(reason) => {
            format!("{}: set aside ({reason}), but cited all the same by {}", covered.paragraph, claims())
        }
    }
}

//! What `brief facts` and `brief vocabulary list` show.

use super::page::{Block, Item, Language, Layout, ListKind, ListLayout, Medium, Page, Span, Text, Wrapping};
use crate::explain;
use crate::model::vocabulary::{Fact, Vocabulary};
use crate::text::words;

/// What is shown of the facts of a vocabulary, or of one of its sections.
///
/// # Errors
/// A section that there is not, with the nearest that there is.
pub fn page(vocabulary: &Vocabulary, section: Option<&str>) -> Result<Page, String> {
    let mut blocks = Vec::new();
    for (name, facts) in explain::sections(vocabulary, section)? {
        let about = vocabulary.section_title(name).map_or_else(String::new, |title| format!(": {title}"));
        let heading = format!("{name} ({}){about}", words::counted(facts.len(), "fact"));
        blocks.push(Block::heading(2, heading).at(Layout::new(0, 2)));
        let layout = ListLayout { item: Layout::new(2, 0), line: Layout::new(6, 0), apart: true, ..ListLayout::USUAL };
        blocks.push(Block::list(ListKind::Items, layout, facts.iter().map(item)));
    }
    Ok(Page { wrapping: Wrapping::Full, ..Page::titled_in_documents("Facts", blocks) })
}

/// A fact: what it takes, what each value means, what it tells, and the question to put.
fn item(fact: &Fact) -> Item {
    let kind = explain::kind_of_values(fact);
    let values = if fact.values.is_empty() { fact.kind.name().to_owned() } else { words::listed(&fact.values, "or") };
    let takes = [
        Span::only(Medium::Terminal, &kind),
        Span::only(Medium::Markdown, values),
        Span::Only(Medium::Html, Text::quoting(&kind).0),
    ];
    let meanings = fact.values_with_meaning().map(|(value, means)| {
        let mark = vec![Span::Mark("- ".to_owned(), 4), Span::plain(format!("{value}: {means}"))];
        let html = vec![Span::code(value), Span::plain(format!(": {means}"))];
        Text::from([Span::Only(Medium::Terminal, mark), Span::Only(Medium::Html, html)])
    });
    let means = Text::from(Span::only(Medium::Document, &fact.means));
    Item::new(&fact.path, std::iter::once(takes.into()).chain(meanings).chain([means, Text::from(&fact.ask)]))
}

/// What is shown of a whole vocabulary: which it is and what it extends, what rules may be about, and its facts.
#[must_use]
pub fn vocabulary(vocabulary: &Vocabulary) -> Page {
    let mut head = Vec::new();
    if let Some((own, extended)) = vocabulary.parts().split_last() {
        head.push(format!("{}: {}", own.id, own.title));
        head.extend(extended.iter().map(|part| format!("  extends {}: {}", part.id, part.title)));
    }
    let dimensions = || vocabulary.dimensions().iter().map(|(one, title)| format!("{}: {title}", one.name()));
    let on_a_terminal: String = head
        .iter()
        .cloned()
        .chain([String::new(), "Dimensions".to_owned()])
        .chain(dimensions().map(|line| format!("  {line}")))
        .map(|line| line + "\n")
        .collect();
    let html = vec![
        Block::items(head.iter().map(|line| Item::line(line.trim_start()))),
        Block::heading(2, "Dimensions"),
        Block::items(dimensions().map(Item::line)),
    ];
    // All of its sections are asked for, so that none can be missing.
    let facts = page(vocabulary, None).unwrap_or_else(|_| Page::titled_in_documents("Facts", Vec::new()));
    let (title, blocks) = facts.blocks.split_at(1.min(facts.blocks.len()));
    let head = vec![
        Block::Only(Medium::Terminal, vec![Block::Preformatted(Language::Plain, on_a_terminal, false)]),
        Block::Only(Medium::Html, html),
    ];
    Page { blocks: [title, &head, blocks].concat(), ..facts }
}

//! What `brief rules test` shows: what the tests of the rules have found.

use super::page::{Block, Item, Language, Layout, ListKind, ListLayout, Medium, Page, Span, Text, Wrapping};
use crate::cases::{Finding, Suggested, Trial};
use crate::explain;
use crate::model::diagnostic::{Diagnostic, Severity};
use crate::model::vocabulary::Vocabulary;
use crate::rules::ReadySet;
use crate::text::Place;

const LINE: Layout = Layout::new(0, 2).close();

/// What is shown of a run of tests. Suggested tests stay within so many columns as far as they can.
#[must_use]
pub fn page(vocabulary: &Vocabulary, trial: &Trial<'_>, diagnostics: &[Diagnostic], width: usize) -> Page {
    let mut blocks: Vec<Block> = trial.findings.iter().map(|one| finding(vocabulary, one)).collect();
    let never = trial.never.iter().map(|one| at(one.set, one.place, &explain::never(vocabulary, one)));
    blocks.extend(never.map(|text| Block::Paragraph(text, LINE)));
    if !trial.suggested.is_empty() {
        blocks.push(Block::paragraph(Text::quoting(explain::BEFORE_SUGGESTED)));
    }
    blocks.extend(trial.suggested.iter().flat_map(|one| suggested(vocabulary, one, width)));
    let apart = !trial.findings.is_empty() || !trial.never.is_empty() || !diagnostics.is_empty();
    blocks.push(Block::Diagnostics(diagnostics.to_vec(), false));
    let errors = diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count();
    let summary = explain::summary(trial, errors);
    let lines = Block::items(summary.lines().map(Item::line));
    blocks.push(Block::Only(Medium::Terminal, vec![Block::Preformatted(Language::Plain, summary.clone(), apart)]));
    blocks.push(Block::Only(Medium::Document, vec![lines]));
    Page { wrapping: Wrapping::Full, ..Page::titled_in_documents("Tests inside rule files", blocks) }
}

/// What there is to say at a place of the file of a set.
fn at(set: &ReadySet, place: Place, what: &str) -> Text {
    let place = Span::place(&set.set.file, format!(":{}", place.line));
    Text([vec![place, Span::plain(": ")], Text::quoting(what).0].concat())
}

fn finding(vocabulary: &Vocabulary, finding: &Finding<'_>) -> Block {
    let words = explain::finding(vocabulary, finding);
    let hang = if words.lines.iter().any(|(label, _)| label.is_some()) { 10 } else { 2 };
    let line_mark = if hang == 2 { "- " } else { "" };
    let lines = words.lines.iter().map(|(label, line)| {
        let label = label.map(Span::Label);
        Text(label.into_iter().chain(Text::quoting(line).0).collect())
    });
    let item = Item::new(at(finding.set, finding.place, &words.what), lines);
    let layout = ListLayout { item: LINE, line: Layout::new(2, hang), line_mark, ..ListLayout::USUAL };
    Block::list(ListKind::Entries, layout, [item])
}

fn suggested(vocabulary: &Vocabulary, suggested: &Suggested<'_>, width: usize) -> [Block; 2] {
    let place = suggested.rule.map_or(suggested.set.set.place, |rule| rule.rule.place);
    let head = at(suggested.set, place, &explain::missing_tests(suggested));
    let tests = explain::suggested(vocabulary, suggested, width);
    [Block::Paragraph(head, LINE), Block::Preformatted(Language::Yaml, tests, false)]
}

//! The matrix in documents: tables, and keys below them. In Markdown a letter stands for a verdict, in HTML its word does.

use super::{Matrix, SIGNS, VERDICTS, id, letter, named, named_in_list, sharers, sign, sorted, stands};
use crate::reason::agreement::{Shared, ShownPosition};
use crate::render::page::{Block, Item, ListKind, ListLayout, Medium, Span, Table, Text};
use crate::text::words;

/// What is shown in documents.
pub(super) fn blocks(matrix: &Matrix<'_>) -> Vec<Block> {
    let mut blocks = Vec::new();
    if !matrix.pilots.is_empty() {
        blocks.push(Block::heading(1, "Rules against pilots"));
        pilots(matrix, &mut blocks);
    }
    if matrix.compares() {
        blocks.push(Block::heading(1, "What the rule sets ask for alike"));
        agreement(matrix, &mut blocks);
    }
    blocks
}

fn pilots(matrix: &Matrix<'_>, blocks: &mut Vec<Block>) {
    let columns = || {
        (1..).zip(&matrix.pilots).map(|(number, pilot): (usize, _)| {
            let words = Span::Only(Medium::Html, vec![Span::code(&pilot.id)]);
            Text::from([Span::Only(Medium::Markdown, vec![Span::plain(number.to_string())]), words])
        })
    };
    for (set, conditions) in matrix.sets() {
        blocks.push(Block::heading(2, &set.set.title));
        blocks.push(Block::paragraph(format!("Issued by {}.", words::listed(&set.set.issued_by, "and"))));
        let rows = conditions.iter().map(|shared| {
            let cells = matrix.pilots.iter().map(|pilot| {
                let verdict = pilot.verdict(&shared.held);
                let words = verdict.map_or_else(|| Span::plain(named(None)), Span::Verdict);
                let letter = Span::Only(Medium::Markdown, vec![Span::Sign(letter(verdict))]);
                Text::from([letter, Span::Only(Medium::Html, vec![words])])
            });
            row(shared, cells)
        });
        blocks.push(table(columns(), rows));
    }
    let mut letters = Vec::new();
    for verdict in VERDICTS {
        let comma = if letters.is_empty() { "" } else { ", " };
        letters.extend([
            Span::plain(comma),
            Span::code(letter(Some(verdict)).to_string()),
            Span::plain(format!(" {}", named_in_list(verdict))),
        ]);
    }
    blocks.push(Block::Only(Medium::Markdown, vec![Block::paragraph(letters)]));
    let pilots = matrix.pilots.iter();
    let pilots = pilots.map(|pilot| Item::line([Span::code(&pilot.id), Span::plain(format!(": {}", pilot.title))]));
    blocks.push(Block::list(ListKind::Numbered, ListLayout::USUAL, pilots));
}

fn row(shared: &Shared<'_>, cells: impl Iterator<Item = Text>) -> Vec<Vec<Text>> {
    let rule = &shared.held.rule.rule;
    let begin = [format!("{}: {}", rule.id, rule.title).into(), rule.force.name().into()];
    begin.into_iter().chain(cells).map(|cell| vec![cell]).collect()
}

fn table(columns: impl Iterator<Item = Text>, rows: impl Iterator<Item = Vec<Vec<Text>>>) -> Block {
    let head = ["rule".into(), "force".into()].into_iter().chain(columns).collect();
    Block::Table(Table { head, rows: rows.collect(), signs_from: Some(2), ..Table::default() })
}

fn agreement(matrix: &Matrix<'_>, blocks: &mut Vec<Block>) {
    for (set, conditions) in matrix.sets() {
        blocks.push(Block::heading(2, &set.set.title));
        let columns = matrix.agreement.sets.iter().map(|set| Text::from(&set.set.id));
        let cell = |standing: &ShownPosition<'_>| {
            let sign = Span::Only(Medium::Markdown, vec![Span::plain(sign(standing).to_string())]);
            Text::from([sign, Span::Only(Medium::Html, vec![Span::plain(stands(standing))])])
        };
        let rows = conditions.iter().map(|shared| row(shared, shared.standing.iter().map(cell)));
        blocks.push(table(columns, rows));
    }
    let signs =
        SIGNS.iter().map(|(sign, means)| Item::line([Span::code(sign.to_string()), Span::plain(format!(" {means}"))]));
    blocks.push(Block::Only(Medium::Markdown, vec![Block::items(signs)]));
    let [all, some, alone] = sorted(matrix);
    let sections = [
        ("Asked for by every rule set", all),
        ("Asked for by another rule set too", some),
        ("Asked for by no other rule set", alone),
    ];
    for (heading, conditions) in sections {
        blocks.push(Block::heading(2, heading));
        if conditions.is_empty() {
            blocks.push(Block::paragraph("None."));
        }
        blocks.push(Block::items(conditions.into_iter().map(|shared| {
            let sharers = sharers(matrix, shared);
            let also = if sharers.is_empty() { String::new() } else { format!("; also {}", sharers.join("; ")) };
            Item::line(format!("{}: {}{also}", id(&shared.held), shared.held.rule.rule.title))
        })));
    }
}

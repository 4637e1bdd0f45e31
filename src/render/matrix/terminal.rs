//! The matrix on a terminal: a letter for each verdict, and keys below.

use super::{Matrix, SIGNS, VERDICTS, id, letter, named_in_list, sharers, sign, sorted};
use crate::reason::agreement::Shared;
use crate::render::page::{Block, Grid, GridPart, GridRow, Item, Layout, ListKind, ListLayout};
use crate::text::words;

/// What is shown on a terminal.
pub(super) fn blocks(matrix: &Matrix<'_>) -> Vec<Block> {
    let mut blocks = Vec::new();
    let titled_from = (!matrix.pilots.is_empty()).then(|| verdicts(matrix, &|_| true, &mut blocks));
    if matrix.compares() {
        agreement(matrix, titled_from, &mut blocks);
    }
    blocks
}

/// Lines one below the other, the first of them after an empty line.
fn lines(lines: impl IntoIterator<Item = String>, hang: usize, blocks: &mut Vec<Block>) {
    for (at, line) in lines.into_iter().enumerate() {
        blocks.push(Block::paragraph(line).at(Layout { gap: at == 0, ..Layout::new(0, hang) }));
    }
}

fn row(shared: &Shared<'_>, signs: Vec<char>) -> GridRow {
    let rule = &shared.held.rule.rule;
    GridRow { name: id(&shared.held), kind: rule.force.name(), signs, title: String::new() }
}

/// The verdicts of the pilots by some of the rules; gives how wide a terminal must be for all titles to stand behind them.
pub(super) fn verdicts(matrix: &Matrix<'_>, is_shown: &dyn Fn(&Shared<'_>) -> bool, blocks: &mut Vec<Block>) -> usize {
    let parts = matrix.sets().map(|(set, conditions)| GridPart {
        name: format!("{} ({})", set.set.id, words::listed(&set.set.issued_by, "and")),
        rows: conditions
            .iter()
            .filter(|shared| is_shown(shared))
            .map(|shared| {
                let signs = matrix.pilots.iter().map(|pilot| letter(pilot.verdict(&shared.held)));
                GridRow { title: shared.held.rule.rule.title.clone(), ..row(shared, signs.collect()) }
            })
            .collect(),
    });
    let parts = parts.filter(|part| !part.rows.is_empty());
    let grid = Grid {
        title: "Rules against pilots".to_owned(),
        columns: (1..=matrix.pilots.len()).map(|number| number.to_string()).collect(),
        parts: parts.collect(),
        breaks: true,
    };
    let titled_from = grid.with_titles();
    blocks.push(Block::Grid(grid));
    let letters = VERDICTS.map(|verdict| format!("{} {}", letter(Some(verdict)), named_in_list(verdict)));
    blocks.push(Block::paragraph(letters.join(", ")));
    let wide = matrix.pilots.len().to_string().len();
    for (number, pilot) in (1_usize..).zip(&matrix.pilots) {
        let line = format!("{number:>wide$}  {}: {}", pilot.id, pilot.title);
        blocks.push(Block::paragraph(line).at(Layout::new(0, wide + 2).close()));
    }
    titled_from
}

fn agreement(matrix: &Matrix<'_>, titled_from: Option<usize>, blocks: &mut Vec<Block>) {
    let letters = || ('A'..='Z').chain('a'..='z').map(String::from).chain(std::iter::repeat("*".to_owned()));
    let parts = matrix.sets().map(|(set, conditions)| GridPart {
        name: set.set.id.clone(),
        rows: conditions.iter().map(|shared| row(shared, shared.standing.iter().map(sign).collect())).collect(),
    });
    blocks.push(Block::Grid(Grid {
        title: "What the rule sets ask for alike".to_owned(),
        columns: letters().take(matrix.agreement.sets.len()).collect(),
        parts: parts.collect(),
        breaks: false,
    }));
    let sets = letters().zip(&matrix.agreement.sets);
    lines(sets.map(|(letter, set)| format!("{letter}  {}: {}", set.set.id, set.set.title)), 3, blocks);
    lines(SIGNS.map(|(sign, means)| format!("{sign}  {means}")), 3, blocks);
    let [all, some, alone] = sorted(matrix);
    if all.is_empty() {
        blocks.push(Block::paragraph("No condition is asked for by every rule set."));
    }
    let mut apart = !all.is_empty();
    let sections = [
        ("Asked for by every rule set:", all, None),
        ("Asked for by another rule set too:", some, None),
        ("Asked for by no other rule set:", alone, titled_from),
    ];
    for (heading, conditions, titled_from) in sections.into_iter().filter(|(_, conditions, _)| !conditions.is_empty()) {
        blocks.push(Block::paragraph(heading).at(Layout { gap: apart, ..Layout::PLAIN }));
        let list = list(matrix, &conditions);
        blocks.push(match titled_from {
            None => list,
            // What has its title in the table already is not told twice.
            Some(columns) => {
                let ids: Vec<String> = conditions.iter().map(|shared| id(&shared.held)).collect();
                let ids = Block::paragraph(format!("{}.", ids.join(", "))).at(Layout::new(2, 0).close());
                Block::ByWidth { columns, wide: vec![ids], narrow: vec![list] }
            }
        });
        apart = true;
    }
}

fn list(matrix: &Matrix<'_>, conditions: &[&Shared<'_>]) -> Block {
    let items = conditions.iter().map(|shared| {
        let also = sharers(matrix, shared);
        let also = (!also.is_empty()).then(|| format!("also {}", also.join("; ")));
        Item::new(format!("{}: {}", id(&shared.held), shared.held.rule.rule.title), also)
    });
    let layout = ListLayout { item: Layout::new(2, 2).close(), ..ListLayout::USUAL };
    Block::list(ListKind::Items, layout, items)
}

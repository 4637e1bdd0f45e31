//! The matrix of one or two pilots on a terminal: the rules of which there is something to tell, a line each, and how many
//! others there are.

use super::{Matrix, id, named, terminal};
use crate::answers::MatrixColumn;
use crate::model::Verdict;
use crate::reason::agreement::Shared;
use crate::render::page::{Block, Layout};
use crate::text::words;

/// What is shown of them.
pub(super) fn blocks(matrix: &Matrix<'_>) -> Vec<Block> {
    let is_told = |shared: &Shared<'_>| matrix.pilots.iter().any(|pilot| is_told(pilot, shared));
    let mut blocks = Vec::new();
    match matrix.pilots.as_slice() {
        [pilot] => by_words(matrix, pilot, &is_told, &mut blocks),
        _ if !matrix.agreement.conditions.iter().any(is_told) => {}
        _ => {
            terminal::verdicts(matrix, &is_told, &mut blocks);
        }
    }
    let mut begins = true;
    for pilot in &matrix.pilots {
        for line in left_out(matrix, pilot, &is_told) {
            blocks.push(Block::paragraph(line).at(Layout { gap: begins, ..Layout::new(0, 2) }));
            begins = false;
        }
    }
    let more = if matrix.compares() { ", and what the rule sets ask for alike" } else { "" };
    let hint = format!("`brief matrix --all` shows every rule{more}.");
    blocks.push(Block::paragraph(hint).at(Layout { gap: begins, ..Layout::new(0, 2) }));
    blocks
}

/// Whether a verdict says more than that nothing is known or asked.
fn is_told(pilot: &MatrixColumn, shared: &Shared<'_>) -> bool {
    let verdict = pilot.verdict(&shared.held).map(|one| one.verdict);
    !matches!(verdict, Some(Verdict::Unstated | Verdict::NotApplicable))
}

/// The rules of one pilot, each behind its verdict in words.
fn by_words(matrix: &Matrix<'_>, pilot: &MatrixColumn, is_told: &dyn Fn(&Shared<'_>) -> bool, blocks: &mut Vec<Block>) {
    blocks.push(Block::paragraph(format!("{} ({})", pilot.title, pilot.id)).at(Layout::new(0, 2)));
    let told: Vec<&Shared<'_>> = matrix.agreement.conditions.iter().filter(|shared| is_told(shared)).collect();
    let verdict = |shared: &Shared<'_>| named(pilot.verdict(&shared.held));
    let widest = told.iter().map(|shared| verdict(shared).len()).max().unwrap_or_default();
    for (set, conditions) in matrix.sets() {
        let mut told = conditions.iter().filter(|shared| is_told(shared)).peekable();
        if told.peek().is_some() {
            let heading = format!("{} ({})", set.set.id, words::listed(&set.set.issued_by, "and"));
            blocks.push(Block::paragraph(heading).at(Layout { gap: true, ..Layout::new(0, 2) }));
        }
        for shared in told {
            let rule = &shared.held.rule.rule;
            let words = format!("{:widest$}  {:6}  {}", verdict(shared), rule.force.name(), id(&shared.held));
            blocks.push(Block::OneLine(words, rule.title.clone()));
        }
    }
}

/// How many rules of a pilot are left out, by their verdict.
fn left_out(matrix: &Matrix<'_>, pilot: &MatrixColumn, is_told: &dyn Fn(&Shared<'_>) -> bool) -> Vec<String> {
    let who = if matrix.pilots.len() > 1 { format!("{}: ", pilot.id) } else { String::new() };
    let of = |verdict: Verdict, one: &str, several: &str| {
        let left_out = matrix.agreement.conditions.iter().filter(|shared| !is_told(shared));
        let is = |shared: &&Shared<'_>| pilot.verdict(&shared.held).is_some_and(|one| one.verdict == verdict);
        let count = left_out.filter(is).count();
        let verb = if count == 1 { one } else { several };
        (count > 0).then(|| format!("{who}{} {verb}.", words::counted(count, "rule")))
    };
    let unstated = of(Verdict::Unstated, "is unstated", "are unstated");
    let apart = of(Verdict::NotApplicable, "does not apply", "do not apply");
    unstated.into_iter().chain(apart).collect()
}

//! What `brief matrix` shows: rules against pilots, and what the rule sets ask for alike.

mod document;
mod few_pilots;
mod svg;
mod terminal;

pub use svg::svg;

use super::page::{Block, Medium, Page};
use super::table;
use crate::answers::{MatrixAnswer, MatrixColumn as Column};
use crate::model::vocabulary::Vocabulary;
use crate::model::{Applies, Force, Verdict, VerdictAndScope};
use crate::reason::RuleInSet;
use crate::reason::agreement::{Agreement, SetPosition, Shared, ShownPosition};
use crate::report::RunEnding;
use crate::rules::ReadySet;
use crate::text::words;

/// Rules against pilots, and rule sets against each other.
#[derive(Debug)]
pub struct Matrix<'c> {
    /// The pilots, in order; there may be none.
    pub pilots: Vec<Column>,
    /// The rule sets with their rules, and how each set stands to each rule of the others.
    pub agreement: Agreement<'c>,
}

impl Matrix<'_> {
    /// The rule sets, each with its conditions.
    fn sets(&self) -> impl Iterator<Item = (&ReadySet, &[Shared<'_>])> {
        let same = |one: &Shared<'_>, next: &Shared<'_>| std::ptr::eq(one.held.set, next.held.set);
        self.agreement
            .conditions
            .chunk_by(same)
            .filter_map(|conditions| Some((conditions.first()?.held.set, conditions)))
    }

    /// The answer, for whoever reads it as data.
    #[must_use]
    pub fn answer(&self, vocabulary: &Vocabulary, ending: &RunEnding) -> MatrixAnswer {
        MatrixAnswer::new(vocabulary, &self.pilots, &self.agreement, ending)
    }

    /// Whether there are several sets, so that there is something to agree about.
    fn compares(&self) -> bool {
        self.agreement.sets.len() > 1
    }
}

fn id(held: &RuleInSet<'_>) -> String {
    held.rule.rule.id.clone()
}

/// The letter of a verdict.
fn letter(verdict: Option<VerdictAndScope>) -> char {
    match verdict.map(|one| one.verdict) {
        _ if verdict.is_some_and(VerdictAndScope::is_met_if_it_applies) => 'm',
        Some(Verdict::Met) => 'M',
        Some(Verdict::Breached) => 'B',
        Some(Verdict::Contested) => 'C',
        Some(Verdict::Unstated) => 'U',
        Some(Verdict::NotApplicable) => '-',
        None => '!',
    }
}

/// A verdict in words.
fn named(verdict: Option<VerdictAndScope>) -> &'static str {
    verdict.map_or("too much to decide", VerdictAndScope::words)
}

/// A verdict in words, for a list of several with commas between them.
fn named_in_list(verdict: VerdictAndScope) -> String {
    verdict.words().replace(',', "")
}

/// What there is a letter for.
const VERDICTS: [VerdictAndScope; 6] = [
    VerdictAndScope { verdict: Verdict::Met, applies: Applies::Yes },
    VerdictAndScope { verdict: Verdict::Met, applies: Applies::Open },
    VerdictAndScope { verdict: Verdict::Breached, applies: Applies::Yes },
    VerdictAndScope { verdict: Verdict::Contested, applies: Applies::Yes },
    VerdictAndScope { verdict: Verdict::Unstated, applies: Applies::Yes },
    VerdictAndScope { verdict: Verdict::NotApplicable, applies: Applies::No },
];

/// The sign of how a set stands to a condition.
fn sign(standing: &ShownPosition<'_>) -> char {
    match (standing.stand, standing.force) {
        (SetPosition::Own, _) => '#',
        (SetPosition::Shares, Some(Force::Must)) => 'M',
        (SetPosition::Shares, Some(Force::Should)) => 'S',
        (SetPosition::Shares, _) => 'A',
        (SetPosition::InPart, _) => 'p',
        (SetPosition::Otherwise, _) => 'o',
        (SetPosition::Conflicts, _) => 'X',
        (SetPosition::Silent, _) => '.',
        (SetPosition::Apart, _) => '-',
    }
}

/// The signs with what they mean.
const SIGNS: [(char, &str); 9] = [
    ('#', "states it"),
    ('M', "asks for it too, by its musts alone"),
    ('S', "asks for it too, by its musts and shoulds"),
    ('A', "asks for it too, by all its rules, questions included"),
    ('p', "asks for a part of it"),
    ('o', "speaks of the same facts, and asks for something else"),
    ('X', "conflicts: no pilot can satisfy both"),
    ('.', "asks for none of its facts"),
    ('-', "no pilot to which both sets apply can fail it"),
];

/// How a set stands to a condition, in words.
fn stands(standing: &ShownPosition<'_>) -> String {
    let by = || words::listed(&standing.by.iter().map(id).collect::<Vec<_>>(), "and");
    let sign = sign(standing);
    let means = SIGNS.iter().find(|(one, _)| *one == sign).map_or("", |(_, means)| *means);
    if standing.by.is_empty() { means.to_owned() } else { format!("{means} ({})", by()) }
}

/// The conditions that every set shares, those that some share, and those that stand alone.
fn sorted<'m, 'c>(matrix: &'m Matrix<'c>) -> [Vec<&'m Shared<'c>>; 3] {
    let mut sorted = [Vec::new(), Vec::new(), Vec::new()];
    for shared in &matrix.agreement.conditions {
        let [all, some, alone] = &mut sorted;
        match (shared.by_all(), shared.alone()) {
            (true, _) => all.push(shared),
            (_, true) => alone.push(shared),
            _ => some.push(shared),
        }
    }
    sorted
}

/// By which rules of which other sets a condition is asked for too.
fn sharers(matrix: &Matrix<'_>, shared: &Shared<'_>) -> Vec<String> {
    let with_set = matrix.agreement.sets.iter().zip(&shared.standing);
    let sharing = with_set.filter(|(_, standing)| standing.stand == SetPosition::Shares);
    let each = sharing.map(|(set, standing)| {
        let rules = words::listed(&standing.by.iter().map(id).collect::<Vec<_>>(), "and");
        let together = if standing.by.len() > 1 { " together" } else { "" };
        format!("{} ({rules}{together})", set.set.id)
    });
    each.collect()
}

/// What is shown for people: letters on a terminal, tables in documents. On a terminal one or two pilots are shown short, unless
/// all is wanted.
#[must_use]
pub fn page(matrix: &Matrix<'_>, all: bool) -> Page {
    let terminal = match matrix.pilots.as_slice() {
        [_] | [_, _] if !all => few_pilots::blocks(matrix),
        _ => terminal::blocks(matrix),
    };
    let blocks = vec![Block::Only(Medium::Terminal, terminal), Block::Only(Medium::Document, document::blocks(matrix))];
    Page { blocks, ..Page::new("Rules, pilots and rule sets", Vec::new()) }
}

/// A table, a line a rule: what the rule is, the verdict of each pilot, and how each set stands to it.
#[must_use]
pub fn csv(matrix: &Matrix<'_>) -> String {
    let mut head: Vec<String> =
        ["ruleset", "rule", "title", "force", "about", "by"].into_iter().map(str::to_owned).collect();
    head.extend(matrix.pilots.iter().map(|pilot| format!("pilot {}", pilot.id)));
    if matrix.compares() {
        head.extend(matrix.agreement.sets.iter().map(|set| format!("set {}", set.set.id)));
    }
    let mut out = table::row(head);
    for shared in &matrix.agreement.conditions {
        let (set, rule) = (&shared.held.set.set, &shared.held.rule.rule);
        let (force, about) = (rule.force.name(), rule.about.name());
        let mut row: Vec<String> =
            [&set.id, &rule.id, &rule.title, force, about, &rule.by].into_iter().map(str::to_owned).collect();
        let verdict = |pilot: &Column| pilot.verdict(&shared.held).map_or(String::new(), |one| one.name().to_owned());
        row.extend(matrix.pilots.iter().map(verdict));
        if matrix.compares() {
            row.extend(shared.standing.iter().map(stands));
        }
        out.push_str(&table::row(row));
    }
    out
}

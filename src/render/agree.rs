//! What `brief agree` shows: how far two coders agree, and where they do not, fact by fact.

use super::page::{Block, Item, ListKind, ListLayout, Medium, Page, Span, Table, Text};
use super::promises::{no_basis, quoted, remark, value};
use super::table;
use crate::agreement::Alpha;
use crate::answers::{
    AgreeAnswer, AgreePilot, AgreementAnswer, CodedPilotAnswer, DisagreementAnswer, FactFigureAnswer, StatementAnswer,
};
use crate::model::Basis;
use crate::text::words;

/// What is shown of the answer.
#[must_use]
pub fn page(answer: &AgreeAnswer) -> Page {
    let mut blocks = vec![Block::paragraph(summary(answer))];
    if !answer.figures.is_empty() {
        blocks.push(Block::heading(2, "How far they agree"));
        let figures = answer.figures.iter().map(|one| (about(one.of), &one.agreement));
        blocks.extend(table_of("on", &figures.collect::<Vec<_>>()));
        blocks.push(Block::paragraph(
            "Alpha is 1 where all agree, and 0 where agreement is no better than chance would have it. Only what both state \
             counts, but for the first line.",
        ));
    }
    for pilot in answer.pilots.iter().filter(|pilot| !pilot.disagreements.is_empty()) {
        blocks.push(Block::heading(2, format!("{} ({})", pilot.first.title, ids(pilot))));
        blocks.push(Block::paragraph(counts(pilot)));
        let layout = ListLayout { apart: true, ..ListLayout::USUAL };
        blocks.push(Block::list(ListKind::Items, layout, pilot.disagreements.iter().map(|one| item(pilot, one))));
    }
    let alone = |pilots: &[CodedPilotAnswer], who: &str| {
        let of = |pilot: &CodedPilotAnswer| Item::line(format!("Only {who} has {} ({}).", pilot.pilot, pilot.file));
        pilots.iter().map(of).collect::<Vec<_>>()
    };
    let alone = [alone(&answer.only_first, "the first"), alone(&answer.only_second, "the second")].concat();
    if !alone.is_empty() {
        blocks.push(Block::heading(2, "Pilots that only one of them has"));
        blocks.push(Block::items(alone));
    }
    if !answer.facts.is_empty() {
        blocks.push(Block::heading(2, "How far they agree, fact by fact"));
        let facts = answer.facts.iter().map(|one| (one.fact.as_str(), &one.agreement));
        blocks.extend(table_of("fact", &facts.collect::<Vec<_>>()));
    }
    Page::new(format!("Two codings compared: {} and {}", answer.first, answer.second), blocks)
}

fn summary(answer: &AgreeAnswer) -> String {
    let sum = |of: fn(&AgreePilot) -> usize| answer.pilots.iter().map(of).sum::<usize>();
    let (both, same) = (sum(|pilot| pilot.both), sum(|pilot| pilot.same));
    let differ = sum(|pilot| pilot.disagreements.len());
    let pilots = words::counted(answer.pilots.len(), "pilot");
    let verdict = match (answer.pilots.is_empty(), differ) {
        (true, _) => return "No pilot stands in both.".to_owned(),
        (false, 0) => "they differ in none".to_owned(),
        (false, _) => format!("they differ in {}", words::counted(differ, "fact")),
    };
    format!(
        "{pilots} compared: {verdict}. Of {} stated by both, the value is the same in {same}.",
        words::counted(both, "fact")
    )
}

fn ids(pilot: &AgreePilot) -> String {
    let (first, second) = (&pilot.first.pilot, &pilot.second.pilot);
    if first == second { first.clone() } else { format!("{first}, compared with {second}") }
}

fn counts(pilot: &AgreePilot) -> String {
    let only = |who: &str| pilot.disagreements.iter().filter(|one| one.differs.contains(&who)).count();
    format!(
        "{} stated by both, {} with the same value; {} by the first alone, {} by the second alone.",
        words::counted(pilot.both, "fact"),
        pilot.same,
        only("only-first"),
        only("only-second")
    )
}

/// What a figure is about.
fn about(of: &str) -> &str {
    match of {
        "stated" => "whether a fact is stated",
        "bool" => "yes or no",
        "choice" => "choices",
        "set" => "members of sets",
        "text" => "whether there is a name or text",
        "number" => "numbers",
        "date" => "dates",
        other => other,
    }
}

/// Alpha as it is shown, or why there is none.
fn alpha(figure: &AgreementAnswer) -> String {
    match (&figure.alpha, figure.undefined) {
        (Some(alpha), _) => alpha.to_string(),
        (None, Some("nothing-coded")) => Alpha::NothingCoded.to_string(),
        (None, Some("no-variation")) => Alpha::NoVariation.to_string(),
        (None, Some("several-scales")) => Alpha::SeveralScales.to_string(),
        (None, _) => Alpha::TooLarge.to_string(),
    }
}

fn agreed(figure: &AgreementAnswer) -> String {
    let per_cent = figure.per_cent.as_ref().map_or_else(String::new, |number| format!(" ({number} %)"));
    format!("{} of {}{per_cent}", figure.agreed, figure.units)
}

/// Figures with their names, which are what `of` says: lines on a terminal, and a table in documents.
fn table_of(of: &str, figures: &[(&str, &AgreementAnswer)]) -> [Block; 2] {
    let line = |(name, figure): &(&str, &AgreementAnswer)| {
        Item::line(format!("{name}: {} the same, alpha {}", agreed(figure), alpha(figure)))
    };
    let row = |(name, figure): &(&str, &AgreementAnswer)| {
        let cells = [(*name).to_owned(), agreed(figure), alpha(figure)];
        cells.into_iter().map(|cell| vec![cell.into()]).collect()
    };
    let head = [of, "the same", "Krippendorff’s alpha"].map(Text::from).to_vec();
    let table = Table { head, rows: figures.iter().map(row).collect(), ..Table::default() };
    [
        Block::Only(Medium::Terminal, vec![Block::items(figures.iter().map(line))]),
        Block::Only(Medium::Document, vec![Block::Table(table)]),
    ]
}

/// In what two coders differ, in words.
fn differs(one: &DisagreementAnswer) -> String {
    let words: Vec<&str> = one
        .differs
        .iter()
        .map(|differs| match *differs {
            "only-first" => "only the first states it",
            "only-second" => "only the second states it",
            "value" => "another value",
            "speaker" => "another speaker",
            _ => "another basis",
        })
        .collect();
    words::listed(&words, "and")
}

fn item(pilot: &AgreePilot, one: &DisagreementAnswer) -> Item {
    let side = |who: &str, statements: &[StatementAnswer<'static>], file: &str| {
        let lines = statements.iter().map(|statement| statement_by(who, statement, file)).collect::<Vec<Text>>();
        if lines.is_empty() { vec![format!("{who}: nothing").into()] } else { lines }
    };
    let first = side("the first", &one.first, &pilot.first.file);
    let second = side("the second", &one.second, &pilot.second.file);
    Item::new(format!("{}: {}", one.fact, differs(one)), [first, second].concat())
}

/// A statement with its speaker, its basis and its place.
fn statement_by(who: &str, statement: &StatementAnswer<'_>, file: &str) -> Text {
    let by = statement.by.as_deref().unwrap_or("this file’s own author");
    let basis = statement.basis.map_or_else(|| no_basis(statement), Basis::name);
    let hedged = if statement.hedged == Some(true) { ", hedged" } else { "" };
    let words = format!("{who}: {}{}, according to {by} ({basis}{hedged}; ", value(statement), quoted(statement));
    let place = Span::place(file, format!(":{}:{}", statement.line, statement.column));
    [Span::plain(words), place, Span::plain(format!("){}", remark(statement)))].into()
}

const CSV_HEAD: [&str; 12] = [
    "pilot",
    "fact",
    "differs",
    "first_value",
    "first_by",
    "first_basis",
    "second_value",
    "second_by",
    "second_basis",
    "units",
    "agreed",
    "alpha",
];

/// Between two of several things in one cell.
const AND: &str = " | ";

/// A table: a line a disagreement, and behind these a line for each figure.
#[must_use]
pub fn csv(answer: &AgreeAnswer) -> String {
    let mut out = table::row(CSV_HEAD);
    for pilot in &answer.pilots {
        for one in &pilot.disagreements {
            let all = |statements: &[StatementAnswer<'static>], cell: fn(&StatementAnswer<'static>) -> String| {
                statements.iter().map(cell).collect::<Vec<_>>().join(AND)
            };
            let by = |said: &StatementAnswer<'static>| said.by.as_deref().unwrap_or_default().to_owned();
            let basis = |said: &StatementAnswer<'static>| said.basis.map_or("", Basis::name).to_owned();
            let value = |said: &StatementAnswer<'static>| value(said);
            let (first, second) = (&one.first, &one.second);
            let cells = [
                all(first, value),
                all(first, by),
                all(first, basis),
                all(second, value),
                all(second, by),
                all(second, basis),
            ];
            let head = [ids(pilot), one.fact.clone(), one.differs.join(AND)];
            out.push_str(&table::row(head.into_iter().chain(cells).chain([const { String::new() }; 3])));
        }
    }
    for figure in &answer.figures {
        out.push_str(&figure_row(&format!("all: {}", figure.of), &figure.agreement));
    }
    for FactFigureAnswer { fact, agreement, .. } in &answer.facts {
        out.push_str(&figure_row(fact, agreement));
    }
    out
}

fn figure_row(name: &str, figure: &AgreementAnswer) -> String {
    let alpha =
        figure.alpha.as_ref().map_or_else(|| figure.undefined.unwrap_or_default().to_owned(), ToString::to_string);
    let empty = || [const { String::new() }; 1];
    let head = empty().into_iter().chain([name.to_owned()]).chain([const { String::new() }; 7]);
    table::row(head.chain([figure.units.to_string(), figure.agreed.to_string(), alpha]))
}

//! What `brief promises` shows: each condition beside what is described, who says so, on what basis, and what is left
//! without the word of those who promised.

use super::page::{Block, Page, Span, Table, Text};
use super::table;
use crate::answers::promises::{DescribedFact, PilotPromises, PromiseAnswer, SetPromises};
use crate::answers::statement::ValueAnswer;
use crate::answers::{PromisesAnswer, StatementAnswer};
use crate::model::{Applies, Basis, Verdict, VerdictAndScope};
use crate::text::words;

/// What is shown of the answer: for each pilot, a table for each rule set.
#[must_use]
pub fn page(answer: &PromisesAnswer) -> Page {
    let title = match answer.pilots.as_slice() {
        [one] => title(one),
        _ => "Promise and practice".to_owned(),
    };
    Page { blocks: answer.pilots.iter().flat_map(blocks).collect(), ..Page::new(title, Vec::new()) }
}

const CSV_HEAD: [&str; 18] = [
    "pilot",
    "file",
    "ruleset",
    "rule",
    "title",
    "force",
    "by",
    "cite_document",
    "cite_paragraph",
    "cite_phrase",
    "described",
    "said_by",
    "said_basis",
    "verdict",
    "basis",
    "promisers",
    "without_promisers",
    "changes",
];

/// Between two of several things in one cell.
const AND: &str = " | ";

/// A table, a line a condition.
#[must_use]
pub fn csv(answer: &PromisesAnswer) -> String {
    let mut out = table::row(CSV_HEAD);
    for pilot in &answer.pilots {
        for set in &pilot.rulesets {
            for one in &set.conditions {
                out.push_str(&table::row(cells(pilot, set, one)));
            }
        }
    }
    out
}

fn cells(pilot: &PilotPromises, set: &SetPromises, one: &PromiseAnswer) -> [String; 18] {
    let all = |cell: &dyn Fn(&DescribedFact, &StatementAnswer<'_>) -> String| {
        let of_fact =
            |fact: &DescribedFact| fact.statements.iter().map(|said| cell(fact, &said.statement)).collect::<Vec<_>>();
        one.described.iter().flat_map(of_fact).collect::<Vec<_>>().join(AND)
    };
    [
        pilot.pilot.clone(),
        pilot.file.clone(),
        set.ruleset.clone(),
        one.rule.clone(),
        one.title.clone(),
        one.force.name().to_owned(),
        one.by.clone(),
        one.cite.document.clone(),
        one.cite.paragraph.to_string(),
        one.cite.phrase.clone(),
        all(&|fact, said| format!("{}: {}", fact.fact, value(said))),
        all(&|_, said| said.by.as_deref().unwrap_or_default().to_owned()),
        all(&|_, said| said.basis.map_or("", Basis::name).to_owned()),
        verdict(one.verdict, one.applies).words().to_owned(),
        one.basis.map_or("", |basis| basis.name()).to_owned(),
        set.promisers.join(AND),
        without(one).map_or("", |(verdict, _)| verdict.words()).to_owned(),
        without(one).map_or("", |(_, changes)| if changes { "yes" } else { "no" }).to_owned(),
    ]
}

fn title(pilot: &PilotPromises) -> String {
    format!("Promise and practice: {} ({})", pilot.title, pilot.pilot)
}

fn blocks(pilot: &PilotPromises) -> Vec<Block> {
    let mut page = vec![Block::heading(1, title(pilot))];
    if let Some(basis) = pilot.basis {
        page.push(Block::paragraph(format!("Statements weaker than {} are set aside.", basis.name())));
    }
    if !pilot.without.is_empty() {
        let speakers = words::listed(&pilot.without, "and");
        page.push(Block::paragraph(format!("What these speakers say is set aside from the first: {speakers}.")));
    }
    for set in &pilot.rulesets {
        page.push(Block::heading(2, format!("{} ({})", set.title, set.ruleset)));
        let issued = words::listed(&set.issued_by, "and");
        page.push(Block::paragraph(format!("Issued by {issued}. {}", promisers(set))));
        let head = ["condition", "what is described, who says so, and on what basis", "verdict", WITHOUT];
        let rows = set.conditions.iter().map(|one| row(pilot, one)).collect();
        page.push(Block::Table(Table { head: head.map(Text::from).to_vec(), rows, ..Table::default() }));
        page.push(Block::paragraph(summary(set)));
    }
    page
}

const WITHOUT: &str = "without the promisers’ word";

fn promisers(set: &SetPromises) -> String {
    match set.promisers.as_slice() {
        [] => "Nobody who issued these conditions, or by whom one is stated, speaks in this pilot: no word of theirs could be \
               set aside."
            .to_owned(),
        some => format!("Of those who promised, there speak in this pilot: {}.", words::listed(some, "and")),
    }
}

fn row(pilot: &PilotPromises, one: &PromiseAnswer) -> Vec<Vec<Text>> {
    let cite = &one.cite;
    let condition = vec![
        format!("{} ({}): {}", one.rule, one.force.name(), one.title).into(),
        format!("stated by {}, {} paragraph {}: “{}”", one.by, cite.document, cite.paragraph, cite.phrase).into(),
    ];
    let mut described: Vec<Text> = Vec::new();
    for fact in &one.described {
        if fact.statements.is_empty() {
            described.push(format!("{}: nothing is said of it", fact.fact).into());
        }
        for said in &fact.statements {
            let promiser = if said.by_promiser { ", who promised" } else { "" };
            let (said, file) = (&said.statement, &pilot.file);
            let by = said.by.as_deref().unwrap_or("this file’s own author");
            let basis = said.basis.map_or_else(|| no_basis(said), Basis::name);
            let said_so = format!("{}{}", value(said), quoted(said));
            let words = format!("{}: {said_so}, according to {by}{promiser} ({basis}{}; ", fact.fact, source(said));
            let place = Span::place(file, format!(":{}:{}", said.line, said.column));
            described.push([Span::plain(words), place, Span::plain(format!("){}", remark(said)))].into());
        }
    }
    let basis = one.basis.map_or_else(String::new, |basis| format!(" ({})", basis.name()));
    let left = match without(one) {
        None => "too much to decide".into(),
        Some((verdict, true)) => Span::Verdict(verdict).into(),
        Some((verdict, false)) => [Span::Verdict(verdict), Span::plain(", as before")].into(),
    };
    let verdict = [Span::Verdict(verdict(one.verdict, one.applies)), Span::plain(basis)].into();
    vec![condition, described, vec![verdict], vec![left]]
}

/// How many conditions stand, and how many of those rest on the promisers' word.
fn summary(set: &SetPromises) -> String {
    let all = set.conditions.len();
    let met = set.conditions.iter().filter(|one| one.verdict == Verdict::Met).count();
    let kept = |one: &&PromiseAnswer| one.verdict == Verdict::Met && one.without_promisers == Some(Verdict::Met);
    let left = set.conditions.iter().filter(kept).count();
    format!(
        "Of {}, {met} met on every word; {left} of these without the promisers’ word.",
        words::counted(all, "condition")
    )
}

fn source(said: &StatementAnswer<'_>) -> String {
    match (said.document.as_deref(), &said.paragraph) {
        (Some(document), Some(paragraph)) => format!(", {document} {} {paragraph}", paragraph.noun()),
        (Some(document), None) => format!(", {document}"),
        _ => String::new(),
    }
}

/// What stands for the basis where nobody answers: whether they were asked, or only speak of it.
pub(super) fn no_basis(said: &StatementAnswer<'_>) -> &'static str {
    let was_asked = said.asked.is_some() || said.phrase.is_none();
    if was_asked { "asked, and not answered" } else { "spoken of, and not answered" }
}

/// The words of a statement, behind what it says; of one that does not answer they stand there already.
pub(super) fn quoted(said: &StatementAnswer<'_>) -> String {
    let phrase = said.phrase.as_deref().filter(|_| said.unanswered != Some(true));
    phrase.map_or_else(String::new, |phrase| format!(", “{phrase}”"))
}

/// The remark on a statement, as a sentence behind it.
pub(super) fn remark(said: &StatementAnswer<'_>) -> String {
    said.note.as_deref().map_or_else(String::new, |note| format!(". Note: {}", words::sentence(note)))
}

/// What is said, in words.
pub(super) fn value(said: &StatementAnswer<'_>) -> String {
    let parts = [
        ("includes", &said.includes),
        ("excludes", &said.excludes),
        ("one of", &said.one_of),
        ("none of", &said.none_of),
        ("at least", &said.at_least),
        ("at most", &said.at_most),
        ("from", &said.from),
        ("until", &said.until),
    ];
    match &said.value {
        Some(ValueAnswer::Members(members)) if members.is_empty() => "nothing (an empty list)".to_owned(),
        Some(value @ ValueAnswer::Members(_)) => format!("{}, and nothing else", words_of(value)),
        Some(value) => words_of(value),
        None if said.unanswered == Some(true) => match said.phrase.as_deref().filter(|_| said.asked.is_none()) {
            Some(phrase) => format!("no answer, but “{phrase}”"),
            None => "no answer".to_owned(),
        },
        None => {
            let parts = parts.iter().filter_map(|(word, of)| Some(format!("{word} {}", words_of(of.as_ref()?))));
            parts.collect::<Vec<_>>().join("; ")
        }
    }
}

/// A value in words.
fn words_of(value: &ValueAnswer<'_>) -> String {
    match value {
        ValueAnswer::Bool(value) => value.to_string(),
        ValueAnswer::Text(text) => text.to_string(),
        ValueAnswer::Number(number) => number.to_string(),
        ValueAnswer::Members(members) => words::listed(members, "and"),
        ValueAnswer::Numbers(numbers) => {
            words::listed(&numbers.iter().map(ToString::to_string).collect::<Vec<_>>(), "and")
        }
    }
}

/// What is left without the promisers' word, and whether that is another verdict.
fn without(one: &PromiseAnswer) -> Option<(VerdictAndScope, bool)> {
    let left = verdict(one.without_promisers?, one.applies_without_promisers?);
    Some((left, left.words() != verdict(one.verdict, one.applies).words()))
}

fn verdict(verdict: Verdict, applies: &str) -> VerdictAndScope {
    let applies = Applies::IN_REPORTS.iter().find(|(_, name)| *name == applies).map_or(Applies::Yes, |(of, _)| *of);
    VerdictAndScope { verdict, applies }
}

//! What `brief diff` shows: which verdicts moved, and what moved them.

use super::human::value;
use super::page::{Block, Item, Layout, ListKind, ListLayout, Medium, Page, Span, Table, Text};
use crate::diff::{Compared, Diff, Moved, Version};
use crate::model::vocabulary::{Fact, FactId, FactSet};
use crate::pilot::Statement;
use crate::report::ResultStanding;
use crate::text::{Place, words};

/// Where its lines stand on a terminal.
const LINE: Layout = Layout::new(0, 2);

/// What is shown of a comparison by so many rules, which may be those of a revision.
#[must_use]
pub fn page(diff: &Diff<'_>, rules: usize, revision: Option<&str>) -> Page {
    let summary = summary(diff, rules, revision);
    let mut blocks = vec![Block::Only(Medium::Document, vec![Block::paragraph(summary.as_str())])];
    for compared in diff.compared.iter().filter(|compared| !compared.changed.is_empty()) {
        blocks.push(Block::heading(2, format!("{} ({})", compared.new.title, names(compared))).at(LINE));
        blocks.push(Block::paragraph(counts(compared)).at(LINE.close()));
        if !compared.moved.is_empty() {
            blocks.push(Block::Only(Medium::Terminal, vec![moved_on_a_terminal(compared)]));
            blocks.push(Block::Only(Medium::Document, vec![moved_table(compared), moved_entries(compared)]));
        }
    }
    let unpaired = unpaired(diff);
    let lines = unpaired.iter().enumerate().map(|(at, line)| {
        let layout = if at == 0 { LINE } else { LINE.close() };
        Block::paragraph(line).at(layout)
    });
    let last = if unpaired.is_empty() { LINE } else { LINE.close() };
    let lines = lines.chain([Block::paragraph(summary.as_str()).at(last)]).collect();
    blocks.push(Block::Only(Medium::Terminal, lines));
    blocks.push(Block::Only(Medium::Document, vec![Block::items(unpaired.iter().map(Item::line))]));
    Page::titled_in_documents("What changed for the pilots", blocks)
}

/// Each verdict that moved, with whose condition it is and what moved it.
fn moved_on_a_terminal(compared: &Compared<'_>) -> Block {
    let mut told = FactSet::default();
    let items = compared.moved.iter().map(|moved| {
        let force = moved.rule.force.name();
        let stated_by = format!("Stated by {}, {}", moved.rule.by, cited(moved));
        let lines = [moved.rule.title.clone(), stated_by].into_iter().chain(because(compared, moved, &mut told));
        Item::new(format!("{} ({force}): {}{}", moved.rule.id, was_is(moved), standing(moved)), lines)
    });
    Block::list(ListKind::Items, ListLayout { apart: true, ..ListLayout::USUAL }, items)
}

fn moved_table(compared: &Compared<'_>) -> Block {
    let rows = compared.moved.iter().map(|moved| {
        let rule = format!("{} ({}): {}", moved.rule.id, moved.rule.force.name(), moved.rule.title);
        let was = Span::verdict_or(moved.was, Span::plain(moved.was.name()));
        let is = Span::verdict_or(moved.is, Span::strong(moved.is.name()));
        let standing = standing(moved).trim_start_matches(", ");
        [rule.into(), (&moved.rule.by).into(), was.into(), is.into(), standing.into()]
            .into_iter()
            .map(|cell: Text| vec![cell])
            .collect()
    });
    let head = ["rule", "stated by", "was", "is", "what that is"].map(Text::from).to_vec();
    Block::Table(Table { head, rows: rows.collect(), ..Table::default() })
}

/// What moved each verdict.
fn moved_entries(compared: &Compared<'_>) -> Block {
    let mut told = FactSet::default();
    let entries = compared.moved.iter().map(|moved| {
        let head = [Span::strong(&moved.rule.id), Span::plain(format!(", {}:", was_is(moved)))];
        let stated_by = format!("Stated by {}, {}", moved.rule.by, cited(moved));
        let stated_by = Text::from(Span::Only(Medium::Html, vec![Span::plain(stated_by)]));
        Item::new(
            Text::from(head),
            std::iter::once(stated_by).chain(because(compared, moved, &mut told).into_iter().map(Text::from)),
        )
    });
    Block::list(ListKind::Entries, ListLayout::USUAL, entries)
}

fn names(compared: &Compared<'_>) -> String {
    if compared.old.id == compared.new.id {
        return compared.new.id.clone();
    }
    format!("{}, compared with {}", compared.new.id, compared.old.id)
}

fn counts(compared: &Compared<'_>) -> String {
    let (facts, moved) = (words::counted(compared.changed.len(), "fact"), compared.moved.len());
    let verb = if moved == 1 { "has" } else { "have" };
    format!("{facts} changed; {moved} of {} {verb} moved.", words::counted(compared.new.results(), "verdict"))
}

fn was_is(moved: &Moved<'_>) -> String {
    format!("was {}, is {}", moved.was.name(), moved.is.name())
}

fn standing(moved: &Moved<'_>) -> &'static str {
    match moved.stands {
        _ if moved.is_new_finding() => ", a new finding",
        ResultStanding::Waived => ", waived",
        ResultStanding::Known => ", in the baseline",
        _ if moved.is_gone_finding() => ", no finding any more",
        _ => "",
    }
}

fn cited(moved: &Moved<'_>) -> String {
    let cite = &moved.rule.cite;
    format!("{} {} {}: “{}”", cite.document, cite.paragraph.noun(), cite.paragraph, cite.phrase)
}

/// What moved a verdict, a line a fact, and what was and is said of it; of a fact that was told of before its name alone.
fn because(compared: &Compared<'_>, moved: &Moved<'_>, told: &mut FactSet) -> Vec<String> {
    let said = |version: &Version, fact: FactId| {
        let all: Vec<String> = version
            .statements(fact)
            .map(|(statement, place)| statement_text(statement, compared.vocabulary.fact(fact), &version.file, place))
            .collect();
        if all.is_empty() { "nothing was stated".to_owned() } else { words::listed(&all, "and") }
    };
    let line = |fact: &FactId| {
        let path = &compared.vocabulary.fact(*fact).path;
        if !told.insert(*fact) {
            return format!("{path}: as above");
        }
        if compared.differs_only_in_what_is_set_aside(*fact) {
            return format!("{path}: what is set aside of it changed, and with that whether the rule applies");
        }
        let (was, is) = (said(&compared.old, *fact), said(&compared.new, *fact));
        let is = if is == "nothing was stated" { "nothing is stated".to_owned() } else { is };
        format!("{path}: before, {was}; now, {is}")
    };
    let mut lines: Vec<String> = moved.because.facts.iter().map(line).collect();
    if !moved.because.smallest {
        lines.push("There may be a smaller set of changes that moves it: there were too many to try.".to_owned());
    }
    lines
}

fn statement_text(statement: &Statement<'_>, fact: &Fact, file: &str, place: Place) -> String {
    let value = value(&statement.said, fact);
    let by = statement.by.as_deref().map_or_else(String::new, |by| format!(" according to {by}"));
    format!("{value}{by} ({}; {file}:{place})", statement.basis.name())
}

/// The pilots of which there is only one version, a line each.
fn unpaired(diff: &Diff<'_>) -> Vec<String> {
    let findings = |version: &Version| match version.findings() {
        0 => "no finding".to_owned(),
        some => words::counted(some, "finding"),
    };
    let added = diff
        .added
        .iter()
        .map(|version| format!("Added: {} ({}), with {}.", version.id, version.file, findings(version)));
    let removed = diff
        .removed
        .iter()
        .map(|version| format!("Removed: {} ({}), which had {}.", version.id, version.file, findings(version)));
    added.chain(removed).collect()
}

fn summary(diff: &Diff<'_>, rules: usize, revision: Option<&str>) -> String {
    let changed = diff.compared.iter().filter(|compared| !compared.changed.is_empty()).count();
    let moved: usize = diff.compared.iter().map(|compared| compared.moved.len()).sum();
    let (pilots, rules) = (words::counted(diff.compared.len(), "pilot"), words::counted(rules, "rule"));
    let of_then = revision.map_or_else(String::new, |name| format!(" as of {}", words::excerpt(name)));
    let findings = match diff.new_findings() {
        0 => "no new finding".to_owned(),
        some => words::counted(some, "new finding"),
    };
    format!(
        "{pilots} compared by {rules}{of_then}: {changed} changed, {} moved, {findings}; {} added, {} removed.",
        words::counted(moved, "verdict"),
        diff.added.len(),
        diff.removed.len()
    )
}

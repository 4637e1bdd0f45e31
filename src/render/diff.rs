//! What `brief diff` shows: which verdicts moved, and what moved them.

use std::fmt::Write as _;

use super::human::value;
use super::markup::escaped;
use super::{DisplayOptions, wrapped};
use crate::diff::{Compared, Diff, Moved, Version};
use crate::model::vocabulary::{Fact, FactId};
use crate::pilot::Statement;
use crate::report::ResultStanding;
use crate::text::{Place, words};

/// For a person at a terminal.
#[must_use]
pub fn human(diff: &Diff<'_>, rules: usize, look: DisplayOptions) -> String {
    let mut out = String::new();
    for compared in diff.compared.iter().filter(|compared| !compared.changed.is_empty()) {
        out.push_str(&wrapped(&format!("{} ({})", compared.new.title, names(compared)), 0, 2, look));
        out.push_str(&wrapped(&counts(compared), 0, 2, look));
        for moved in &compared.moved {
            out.push('\n');
            let force = moved.rule.force.name();
            let head = format!("{} ({force}): {}{}", moved.rule.id, was_is(moved), standing(moved));
            out.push_str(&wrapped(&head, 2, 2, look));
            out.push_str(&wrapped(&moved.rule.title, 4, 2, look));
            out.push_str(&wrapped(&format!("Stated by {}, {}", moved.rule.by, cited(moved)), 4, 2, look));
            for line in because(compared, moved) {
                out.push_str(&wrapped(&line, 4, 2, look));
            }
        }
        out.push('\n');
    }
    for line in unpaired(diff) {
        out.push_str(&wrapped(&line, 0, 2, look));
    }
    out.push_str(&wrapped(&summary(diff, rules), 0, 2, look));
    out
}

/// A page of Markdown.
#[must_use]
pub fn markdown(diff: &Diff<'_>, rules: usize) -> String {
    let mut out = format!("## What changed for the pilots\n\n{}\n", escaped(&summary(diff, rules)));
    for compared in diff.compared.iter().filter(|compared| !compared.changed.is_empty()) {
        // A text takes whatever is written to it.
        let _ = write!(out, "\n### {} ({})\n\n", escaped(&compared.new.title), escaped(&names(compared)));
        let _ = writeln!(out, "{}", escaped(&counts(compared)));
        if !compared.moved.is_empty() {
            out.push_str("\n| rule | stated by | was | is | |\n|---|---|---|---|---|\n");
        }
        for moved in &compared.moved {
            let (rule, was, is) = (moved.rule, moved.was.name(), moved.is.name());
            let standing = standing(moved);
            let _ = writeln!(
                out,
                "| {} ({}): {} | {} | {was} | **{is}** | {} |",
                escaped(&rule.id),
                rule.force.name(),
                escaped(&rule.title),
                escaped(&rule.by),
                standing.trim_start_matches(", ")
            );
        }
        for moved in &compared.moved {
            let _ = write!(out, "\n**{}**, {}:\n\n", escaped(&moved.rule.id), was_is(moved));
            for line in because(compared, moved) {
                let _ = writeln!(out, "- {}", escaped(&line));
            }
        }
    }
    let unpaired = unpaired(diff);
    if !unpaired.is_empty() {
        out.push('\n');
        unpaired.iter().for_each(|line| out.extend(["- ", &escaped(line), "\n"]));
    }
    out
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

/// What moved a verdict, a line a fact, and what was and is said of it.
fn because(compared: &Compared<'_>, moved: &Moved<'_>) -> Vec<String> {
    let said = |version: &Version, fact: FactId| {
        let all: Vec<String> = version
            .statements(fact)
            .map(|(statement, place)| statement_text(statement, compared.vocabulary.fact(fact), &version.file, place))
            .collect();
        if all.is_empty() { "nothing was stated".to_owned() } else { words::listed(&all, "and") }
    };
    let line = |fact: &FactId| {
        let path = &compared.vocabulary.fact(*fact).path;
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

fn summary(diff: &Diff<'_>, rules: usize) -> String {
    let changed = diff.compared.iter().filter(|compared| !compared.changed.is_empty()).count();
    let moved: usize = diff.compared.iter().map(|compared| compared.moved.len()).sum();
    let (pilots, rules) = (words::counted(diff.compared.len(), "pilot"), words::counted(rules, "rule"));
    let findings = match diff.new_findings() {
        0 => "no new finding".to_owned(),
        some => words::counted(some, "new finding"),
    };
    format!(
        "{pilots} compared by {rules}: {changed} changed, {} moved, {findings}; {} added, {} removed.",
        words::counted(moved, "verdict"),
        diff.added.len(),
        diff.removed.len()
    )
}

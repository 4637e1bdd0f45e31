//! What `brief rules audit` shows: each finding with its proof or its witness.

use std::fmt::Write as _;

use super::page::{Block, Item, Layout, ListKind, ListLayout, Medium, Page, Span, Text};
use crate::explain;
use crate::pilot::StatedFact;
use crate::reason::audit::{Audit, Finding, Implied, Oddness, Undecided};
use crate::reason::fact_use::{FactUse, Used};
use crate::reason::{Example, RuleInSet};
use crate::rules::ReadySet;
use crate::text::words;

/// A finding in words: what it is, and the lines that show it.
struct FindingText {
    head: String,
    lines: Vec<String>,
}

fn id(held: &RuleInSet<'_>) -> String {
    held.rule.rule.id.clone()
}

fn ids(held: &[RuleInSet<'_>]) -> String {
    words::listed(&held.iter().map(id).collect::<Vec<_>>(), "and")
}

fn line(set: &ReadySet, witness: &[StatedFact<'_>]) -> String {
    explain::statements(set.vocabulary(), witness)
}

fn finding_text(finding: &Finding<'_>) -> FindingText {
    let rules = &finding.rules;
    let all = ids(rules);
    let shown = |witness: &Option<Example>, does: &str| {
        witness.as_ref().map(|witness| format!("this {does} it: {}", line(finding.set, witness)))
    };
    let (head, lines) = match &finding.found {
        Oddness::NeverBreached(meets) => (
            format!("{all} can never be breached"),
            [Some("proof: every pilot was ruled out".to_owned()), shown(meets, "meets")]
                .into_iter()
                .flatten()
                .collect(),
        ),
        Oddness::NeverMet(breaches) => (
            format!("{all} can never be met"),
            [Some("proof: every pilot was ruled out".to_owned()), shown(breaches, "breaches")]
                .into_iter()
                .flatten()
                .collect(),
        ),
        Oddness::Equivalent => (
            format!("{all} ask for the same"),
            vec!["proof: every pilot that satisfies one of them and not another was ruled out".to_owned()],
        ),
        Oddness::Implied(apart) => {
            let [from, rule, ..] = rules.as_slice() else { return FindingText { head: all, lines: Vec::new() } };
            implied(*from, *rule, apart)
        }
        Oddness::IdleClause(clause) => {
            let whose = if rules.is_empty() { format!("the scope of {}", finding.set.set.id) } else { all };
            let (part, may) = explain::idle(finding.set.vocabulary(), clause.part, clause.instead);
            let proof = "proof: every pilot that has another verdict then was ruled out".to_owned();
            (format!("a part of {whose} changes nothing"), vec![part, may, proof])
        }
        Oddness::NoHostilePair(lacking) => (
            format!("{all} lacks hostile tests, and does not say why"),
            vec![format!("missing: {}", words::listed(lacking, "and"))],
        ),
    };
    FindingText { head, lines }
}

fn implied(from: RuleInSet<'_>, rule: RuleInSet<'_>, apart: &Example) -> (String, Vec<String>) {
    let (set, from, rule) = (rule.set, id(&from), id(&rule));
    let lines = vec![
        format!("proof: every pilot that satisfies {from} and not {rule} was ruled out"),
        format!("not the other way round: this satisfies {rule} and not {from}: {}", line(set, apart)),
    ];
    (format!("{rule} follows from {from}"), lines)
}

/// Something told under a heading, as entries.
struct Section {
    heading: &'static str,
    about: String,
    entries: Vec<FindingText>,
}

/// What is for information, and is no finding.
fn information(audit: &Audit<'_>) -> Vec<Section> {
    let alike = audit.alike.iter().map(|group| {
        let titles = group.iter().map(|held| format!("{} ({}): {}", id(held), held.rule.rule.by, held.rule.rule.title));
        FindingText { head: format!("{} ask for the same", ids(group)), lines: titles.collect() }
    });
    let follows = audit.implied.iter().map(|Implied { from, rule, apart }| {
        let (head, mut lines) = implied(*from, *rule, apart);
        // What every entry would say stands once, above them.
        lines.remove(0);
        FindingText { head, lines }
    });
    let mut sections = vec![
        Section {
            heading: "Rules of different authors that ask for the same",
            about: "Every pilot to which the sets of both apply, and that satisfies the one and not the other, was ruled out."
                .to_owned(),
            entries: alike.collect(),
        },
        Section {
            heading: "Rules that follow from those of other authors",
            about: "Every pilot to which the sets of both apply, and that satisfies the second rule and not the first, was ruled out."
                .to_owned(),
            entries: follows.collect(),
        },
    ];
    let facts: Vec<&str> = audit.unused_facts.iter().map(|fact| fact.path.as_str()).collect();
    let facts = (!facts.is_empty()).then(|| FindingText { head: words::listed(&facts, "and"), lines: Vec::new() });
    sections.push(Section {
        heading: "Facts that no rule uses",
        about: String::new(),
        entries: facts.into_iter().collect(),
    });
    let values = audit.unused_values.iter().map(|(fact, values)| FindingText {
        head: format!("{}: {}", fact.path, words::listed(values, "and")),
        lines: Vec::new(),
    });
    sections.push(Section { heading: "Values that no rule names", about: String::new(), entries: values.collect() });
    sections.push(Section {
        heading: "Rules without a pair of hostile tests",
        about: "Their sets have no hostile test at all, so this is no finding.".to_owned(),
        entries: by_set(&audit.no_hostile_pair),
    });
    if let Some(undecided) = &audit.undecided {
        let rules = undecided
            .rules()
            .map(|held| FindingText { head: format!("{}: {}", id(&held), held.rule.rule.title), lines: Vec::new() });
        sections.push(Section {
            heading: "Rules that none of the pilots decides",
            about: "A pilot decides a rule that it meets or breaches.".to_owned(),
            entries: rules.collect(),
        });
    }
    if let Some(fact_use) = &audit.fact_use {
        sections.extend(of_pilots_and_rules(fact_use));
    }
    sections.retain(|section| !section.entries.is_empty());
    sections
}

/// Rules under the sets that they stand in.
fn by_set(rules: &[RuleInSet<'_>]) -> Vec<FindingText> {
    let mut sets: Vec<(&str, Vec<RuleInSet<'_>>)> = Vec::new();
    for held in rules {
        let set = held.set.set.id.as_str();
        match sets.last_mut().filter(|(last, _)| *last == set) {
            Some((_, rules)) => rules.push(*held),
            None => sets.push((set, vec![*held])),
        }
    }
    sets.into_iter()
        .map(|(set, rules)| FindingText { head: format!("{set}: {}", ids(&rules)), lines: Vec::new() })
        .collect()
}

/// What pilots state in vain, and what rules ask in vain, as far as these pilots and rules go.
fn of_pilots_and_rules(fact_use: &FactUse<'_>) -> [Section; 2] {
    let mut about = "A rule asks about a fact that its condition or a scope names.".to_owned();
    if fact_use.invented > 0 {
        let invented = words::counted(fact_use.invented, "pilot");
        let _ = write!(about, " Left out: {invented} marked as invented.");
    }
    let entry = |used: &Used<'_>, who: &[String]| FindingText {
        head: format!("{}: {}", used.fact.path, words::listed(who, "and")),
        lines: Vec::new(),
    };
    let stated = fact_use.stated_and_not_asked().map(|used| entry(used, &used.stated_by));
    let asked =
        fact_use.asked_and_not_stated().map(|used| entry(used, &used.asked_by.iter().map(id).collect::<Vec<_>>()));
    [
        Section {
            heading: "Facts that a pilot states and no rule asks about",
            about: about.clone(),
            entries: stated.collect(),
        },
        Section {
            heading: "Facts that a rule asks about and none of the pilots states",
            about,
            entries: asked.collect(),
        },
    ]
}

/// Where its lines stand on a terminal.
const LINE: Layout = Layout::new(0, 2);

/// What is shown of an audit; where it is to be `quiet`, without what is no finding.
#[must_use]
pub fn page(audit: &Audit<'_>, quiet: bool) -> Page {
    let summary = summary(audit);
    let above = summary.iter().map(Block::paragraph).collect();
    let findings = Block::list(
        ListKind::Entries,
        ListLayout::entries(2, Layout::new(2, 2)),
        audit.findings.iter().map(|finding| {
            let (file, place) = finding.place();
            let FindingText { head, lines } = finding_text(finding);
            let (place, head) = (Span::place(file, format!(":{}", place.line)), head);
            let code = match &place {
                Span::Place(file, place) => Span::code(format!("{file}{place}")),
                other => other.clone(),
            };
            let head = Span::either(
                vec![place, Span::plain(format!(": {head}"))],
                vec![Span::strong(head), Span::plain(" ("), code, Span::plain(")")],
            );
            let accepted = finding.accepted.map(|accepted| format!("accepted: {}", accepted.reason.trim()));
            Item::new(Text::from(head), lines.iter().chain(&accepted).map(|line| flat(line)))
        }),
    );
    let mut blocks = vec![Block::Only(Medium::Document, above), findings];
    for section in information(audit).into_iter().filter(|_| !quiet) {
        let heading = section.heading;
        let words = Span::either(vec![Span::plain(format!("{heading}:"))], vec![Span::plain(heading)]);
        blocks.push(Block::heading(2, words));
        if !section.about.is_empty() {
            blocks.push(Block::paragraph(section.about).at(Layout::new(2, 0).close()));
        }
        let layout = ListLayout { item: Layout::new(2, 2).close(), dashes: true, ..ListLayout::USUAL };
        let entries = section.entries.into_iter().map(|FindingText { head, lines }| Item::new(head, lines));
        blocks.push(Block::list(ListKind::Items, layout, entries));
    }
    let below = summary.iter().enumerate().map(|(at, line)| {
        let layout = if at == 0 { LINE } else { LINE.close() };
        Block::paragraph(line).at(layout)
    });
    blocks.push(Block::Only(Medium::Terminal, below.collect()));
    Page::titled_in_documents("What is odd about the rules", blocks)
}

/// Text that may have been written over several lines.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The last lines: what was looked at, and how many findings there are.
fn summary(audit: &Audit<'_>) -> Vec<String> {
    let rules = words::counted(audit.rules.len(), "rule");
    let accepted = audit.findings.len() - audit.open();
    let pilots = |undecided: &Undecided<'_>| {
        let (rules, pilots) = (undecided.rules().count(), words::counted(undecided.pilots, "pilot"));
        format!("Of {} rules, {rules} {} decided by none of {pilots}.", audit.rules.len(), is_are(rules))
    };
    let found = match (audit.open(), accepted) {
        (0, 0) => "nothing is found".to_owned(),
        (open, 0) => words::counted(open, "finding"),
        (0, accepted) => format!("no findings but {accepted} accepted"),
        (open, accepted) => format!("{}, and {accepted} accepted", words::counted(open, "finding")),
    };
    let mut lines = vec![format!("{rules} held against all pilots that there can be: {found}.")];
    lines.extend(audit.undecided.as_ref().map(pilots));
    lines
}

fn is_are(count: usize) -> &'static str {
    if count == 1 { "is" } else { "are" }
}

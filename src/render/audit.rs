//! What `brief rules audit` shows: each finding with its proof or its witness.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use super::markup::{code, escaped};
use super::{DisplayOptions, json as wire, wrapped};
use crate::explain;
use crate::model::vocabulary::Fact;
use crate::pilot::{StatedFact, StatedValue};
use crate::reason::audit::{Audit, Finding, Implied, Oddness, Undecided};
use crate::reason::{Example, RuleInSet};
use crate::report::RunEnding;
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

fn told(finding: &Finding<'_>) -> FindingText {
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
    about: &'static str,
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
            about: "Every pilot to which the sets of both apply, and that satisfies the one and not the other, was ruled out.",
            entries: alike.collect(),
        },
        Section {
            heading: "Rules that follow from those of other authors",
            about: "Every pilot to which the sets of both apply, and that satisfies the second rule and not the first, was ruled out.",
            entries: follows.collect(),
        },
    ];
    let facts: Vec<&str> = audit.unused_facts.iter().map(|fact| fact.path.as_str()).collect();
    let facts = (!facts.is_empty()).then(|| FindingText { head: words::listed(&facts, "and"), lines: Vec::new() });
    sections.push(Section { heading: "Facts that no rule uses", about: "", entries: facts.into_iter().collect() });
    let values = audit.unused_values.iter().map(|(fact, values)| FindingText {
        head: format!("{}: {}", fact.path, words::listed(values, "and")),
        lines: Vec::new(),
    });
    sections.push(Section { heading: "Values that no rule names", about: "", entries: values.collect() });
    if let Some(undecided) = &audit.undecided {
        let rules = undecided
            .rules()
            .map(|held| FindingText { head: format!("{}: {}", id(&held), held.rule.rule.title), lines: Vec::new() });
        sections.push(Section {
            heading: "Rules that none of the pilots decides",
            about: "A pilot decides a rule that it meets or breaches.",
            entries: rules.collect(),
        });
    }
    sections.retain(|section| !section.entries.is_empty());
    sections
}

/// For a person at a terminal; where the look is quiet, without what is no finding.
#[must_use]
pub fn human(audit: &Audit<'_>, look: DisplayOptions) -> String {
    let mut out = String::new();
    for finding in &audit.findings {
        let (file, place) = finding.place();
        let FindingText { head, lines } = told(finding);
        out.push_str(&wrapped(&format!("{file}:{}: {head}", place.line), 0, 2, look));
        let accepted = finding.accepted.map(|accepted| format!("accepted: {}", accepted.reason.trim()));
        lines.iter().chain(&accepted).for_each(|line| out.push_str(&wrapped(&flat(line), 2, 2, look)));
        out.push('\n');
    }
    for section in information(audit).into_iter().filter(|_| !look.quiet) {
        out.push_str(&wrapped(&format!("{}:", section.heading), 0, 0, look));
        if !section.about.is_empty() {
            out.push_str(&wrapped(section.about, 2, 0, look));
        }
        for FindingText { head, lines } in section.entries {
            out.push_str(&wrapped(&format!("- {head}"), 2, 2, look));
            lines.iter().for_each(|line| out.push_str(&wrapped(line, 4, 2, look)));
        }
        out.push('\n');
    }
    summary(audit).iter().for_each(|line| out.push_str(&wrapped(line, 0, 2, look)));
    out
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

/// A page of Markdown; `quiet` leaves out what is no finding.
#[must_use]
pub fn markdown(audit: &Audit<'_>, quiet: bool) -> String {
    // A text takes whatever is written to it.
    let mut out = String::from("## What is odd about the rules\n\n");
    summary(audit).iter().for_each(|line| out.extend([&escaped(line), "\n"]));
    for finding in &audit.findings {
        let (file, place) = finding.place();
        let FindingText { head, lines } = told(finding);
        let _ = write!(out, "\n**{}** ({})\n\n", escaped(&head), code(&format!("{file}:{}", place.line)));
        let accepted = finding.accepted.map(|accepted| format!("accepted: {}", accepted.reason));
        lines.iter().chain(&accepted).for_each(|line| out.extend(["- ", &escaped(line), "\n"]));
    }
    for section in information(audit).into_iter().filter(|_| !quiet) {
        let _ = write!(out, "\n### {}\n\n", section.heading);
        if !section.about.is_empty() {
            let _ = write!(out, "{}\n\n", section.about);
        }
        for FindingText { head, lines } in section.entries {
            out.extend(["- ", &escaped(&head), "\n"]);
            lines.iter().for_each(|line| out.extend(["  - ", &escaped(line), "\n"]));
        }
    }
    out
}

/// One JSON object.
#[must_use]
pub fn json(audit: &Audit<'_>, ending: &RunEnding) -> String {
    let all = |rules: &[RuleInSet<'_>]| rules.iter().map(id).collect::<Vec<_>>();
    let looked: Vec<Value> = audit
        .rules
        .iter()
        .map(|rule| {
            let pilot = |witness: &Option<Example>| witness.as_ref().map(|witness| stated(rule.held.set, witness));
            json!({"rule": id(&rule.held), "ruleset": rule.held.set.set.id, "meets": pilot(&rule.meets), "breaches": pilot(&rule.breaches)})
        })
        .collect();
    let implied = |one: &Implied<'_>| json!({"from": id(&one.from), "rule": id(&one.rule), "satisfies_only_rule": stated(one.rule.set, &one.apart)});
    let values = |(fact, values): &(&Fact, Vec<&str>)| json!({"fact": fact.path, "values": values});
    let undecided = audit.undecided.as_ref().map(|undecided| {
        json!({"pilots": undecided.pilots, "rules": undecided.rules().map(|held| id(&held)).collect::<Vec<_>>()})
    });
    let whole = json!({
        "format": 1,
        "findings": audit.findings.iter().map(finding_json).collect::<Vec<_>>(),
        "open": audit.open(),
        "alike": audit.alike.iter().map(|group| all(group)).collect::<Vec<_>>(),
        "implied": audit.implied.iter().map(implied).collect::<Vec<_>>(),
        "unused_facts": audit.unused_facts.iter().map(|fact| &fact.path).collect::<Vec<_>>(),
        "unused_values": audit.unused_values.iter().map(values).collect::<Vec<_>>(),
        "undecided": undecided,
        "rules": looked,
        "errors": wire::told_values(&ending.errors),
        "notices": wire::told_values(&ending.notices),
    });
    wire::escaped(format!("{whole:#}\n"))
}

fn finding_json(finding: &Finding<'_>) -> Value {
    let (file, place) = finding.place();
    let mut whole = Map::new();
    let mut put = |key: &str, value: Value| {
        whole.insert(key.to_owned(), value);
    };
    put("finding", finding.found.oddity().name().into());
    put("ruleset", finding.set.set.id.clone().into());
    put("rules", finding.rules.iter().map(id).collect::<Vec<_>>().into());
    put("file", file.into());
    put("line", place.line.into());
    put("column", place.column.into());
    put("accepted", finding.accepted.map(|accepted| accepted.reason.trim()).into());
    match &finding.found {
        Oddness::NeverBreached(meets) => {
            put("meets", meets.as_ref().map_or(Value::Null, |pilot| stated(finding.set, pilot)))
        }
        Oddness::NeverMet(breaches) => {
            put("breaches", breaches.as_ref().map_or(Value::Null, |pilot| stated(finding.set, pilot)))
        }
        Oddness::Equivalent => {}
        Oddness::Implied(apart) => put("satisfies_only_last", stated(finding.set, apart)),
        Oddness::IdleClause(clause) => {
            let (part, may) = explain::idle(finding.set.vocabulary(), clause.part, clause.instead);
            put("part", part.into());
            put("may", may.into());
        }
    }
    Value::Object(whole)
}

/// What a pilot states, fact by fact, as it might stand in a file.
pub(super) fn stated(set: &ReadySet, witness: &[StatedFact<'_>]) -> Value {
    let vocabulary = set.vocabulary();
    let facts = witness.iter().filter_map(|stated| {
        let fact = vocabulary.fact(stated.fact);
        Some((fact.path.clone(), value(fact, &stated.statements.first()?.said)))
    });
    Value::Object(facts.collect())
}

fn value(fact: &Fact, said: &StatedValue<'_>) -> Value {
    if let Some(content) = said.plain(fact) {
        return json!(content);
    }
    let contents = said.contents(fact);
    Value::Object(contents.into_iter().map(|(key, content)| (key.to_owned(), json!(content))).collect())
}

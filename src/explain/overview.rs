//! Rule sets, and the sections and dimensions, explained shortly.

use super::condition::condition;
use super::fact::{count, of_rule};
use super::meaning::kind_of_values;
use super::page::{Explanation, Line, Part};
use crate::model::Dimension;
use crate::model::vocabulary::Vocabulary;
use crate::rules::{Collection, DroppedRule, ReadyRule, ReadySet};
use crate::text::words;

/// Explains a rule set: who issued it, where it applies, and its rules.
#[must_use]
pub fn set(vocabulary: &Vocabulary, ready: &ReadySet) -> Explanation {
    let set = &ready.set;
    let scope = match &set.applies_when {
        Some(scope) => condition(vocabulary, scope, &mut Vec::new()),
        None => vec![Line::sentence(0, "To every pilot: it has no scope.")],
    };
    let mut parts = vec![
        Part::sentence("Who issued it", words::listed(&set.issued_by, "and")),
        Part::sentence("In a few sentences", &set.summary),
        Part::new("Where it applies", scope),
    ];
    for group in by_origin(ready.rules.iter()) {
        let count = words::counted(group.len(), "rule");
        let heading = match group.first().and_then(|rule| rule.rule.origin.as_ref()) {
            Some(origin) => format!("The {count} that it imports from {}, \"{}\"", origin.id, origin.title),
            None if ready.rules.len() > group.len() => format!("The {count} of its own"),
            None => format!("Its {count}"),
        };
        parts.push(Part::new(&heading, group.into_iter().flat_map(weighed_rule).collect()));
    }
    if !set.dropped.is_empty() {
        let heading = format!("The {} that it leaves out", words::counted(set.dropped.len(), "rule"));
        parts.push(Part::new(&heading, set.dropped.iter().flat_map(dropped_rule).collect()));
    }
    Explanation { title: format!("{}: {}", set.id, set.title), parts }
}

/// Rules in their order, those together that come from the same set one after the other.
#[must_use]
pub fn by_origin<'r>(rules: impl Iterator<Item = &'r ReadyRule>) -> Vec<Vec<&'r ReadyRule>> {
    let mut groups: Vec<Vec<&ReadyRule>> = Vec::new();
    for rule in rules {
        match groups.last_mut() {
            Some(group) if group.first().is_some_and(|first| first.rule.origin == rule.rule.origin) => group.push(rule),
            _ => groups.push(vec![rule]),
        }
    }
    groups
}

/// A rule in a list, with why its force is another than its source gives it.
fn weighed_rule(rule: &ReadyRule) -> Vec<Line> {
    let weighed = rule.rule.weighed.iter().map(|weighed| Line::sentence(1, weighed.sentence()));
    std::iter::once(of_rule(rule)).chain(weighed).collect()
}

fn dropped_rule(dropped: &DroppedRule) -> [Line; 2] {
    let rule = &dropped.rule;
    let of = rule.origin.as_ref().map_or_else(String::new, |origin| format!(" of {}", origin.id));
    [Line::entry(0, format!("{}{of}: {}", rule.id, rule.title)), Line::sentence(1, words::sentence(&dropped.reason))]
}

/// Explains a dimension, which is also a section of facts: what it takes in, its facts, and the rules about it.
#[must_use]
pub fn subject(vocabulary: &Vocabulary, collection: &Collection, about: &Dimension) -> Explanation {
    let section = about.section();
    let facts = vocabulary.section(&section).unwrap_or_default();
    let mut rules = Vec::new();
    for set in collection.sets() {
        let about: Vec<_> = set.rules.iter().filter(|rule| rule.rule.about == *about).collect();
        if !about.is_empty() {
            rules.push(Line::sentence(0, count(set, about.len())));
            rules.extend(about.into_iter().map(of_rule));
        }
    }
    if rules.is_empty() {
        rules.push(Line::sentence(0, "None of those loaded."));
    }
    Explanation {
        title: format!("{}: {}", about.name(), vocabulary.dimension_title(about)),
        parts: vec![
            Part::new(
                &format!("The {} of the section `{section}`", words::counted(facts.len(), "fact")),
                facts
                    .iter()
                    .map(|fact| Line::entry(0, format!("`{}` takes {}", fact.path, kind_of_values(fact))))
                    .collect(),
            ),
            Part::new("The rules about it", rules),
        ],
    }
}

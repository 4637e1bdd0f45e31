//! Rule sets, and the sections and dimensions, explained shortly.

use super::condition::condition;
use super::fact::{count, of_rule};
use super::meaning::{dimension, kind_of_values};
use super::page::{Explanation, Line, Part};
use crate::rules::{Collection, Dimension, ReadySet};
use crate::vocabulary::Vocabulary;
use crate::words;

/// Explains a rule set: who issued it, where it applies, and its rules.
#[must_use]
pub fn set(vocabulary: &Vocabulary, ready: &ReadySet) -> Explanation {
    let set = &ready.set;
    let scope = match &set.applies_when {
        Some(scope) => condition(vocabulary, scope, &mut Vec::new()),
        None => vec![Line::sentence(0, "To every pilot: it has no scope.")],
    };
    Explanation {
        title: format!("{}: {}", set.id, set.title),
        parts: vec![
            Part::sentence("Who issued it", words::listed(&set.issued_by, "and")),
            Part::sentence("In a few sentences", &set.summary),
            Part::new("Where it applies", scope),
            Part::new(
                &format!("Its {}", words::counted(ready.rules.len(), "rule")),
                ready.rules.iter().map(of_rule).collect(),
            ),
        ],
    }
}

/// Explains a dimension, which is also a section of facts: what it takes in, its facts, and the rules about it.
#[must_use]
pub fn subject(vocabulary: &Vocabulary, collection: &Collection, about: Dimension) -> Explanation {
    let section = about.name().replace('-', "_");
    let facts = vocabulary.section(&section).unwrap_or_default();
    let mut rules = Vec::new();
    for set in collection.sets() {
        let about: Vec<_> = set.rules.iter().filter(|rule| rule.rule.about == about).collect();
        if !about.is_empty() {
            rules.push(Line::sentence(0, count(set, about.len())));
            rules.extend(about.into_iter().map(of_rule));
        }
    }
    if rules.is_empty() {
        rules.push(Line::sentence(0, "None of those loaded."));
    }
    Explanation {
        title: format!("{}: {}", about.name(), dimension(about)),
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

//! A fact, explained.

use super::meaning::{kind_of_values, tells};
use super::page::{Explanation, Line, Part};
use crate::evaluate::{Facts, Prepared, StatementFilter};
use crate::model::vocabulary::{Fact, FactId};
use crate::rules::{Collection, ReadyRule, ReadySet};
use crate::text::words;

/// Explains a fact, with the rules that turn on it.
#[must_use]
pub fn fact(collection: &Collection, fact: &Fact) -> Explanation {
    let mut explanation = fact_alone(fact);
    explanation.parts.push(Part::new("The rules that turn on it", rules(collection, fact.id)));
    explanation
}

/// Explains a fact to somebody who states it.
#[must_use]
pub fn fact_alone(fact: &Fact) -> Explanation {
    Explanation {
        title: fact.path.clone(),
        parts: vec![
            Part::sentence("What it tells", format!("{}.", words::capital(&tells(fact)))),
            Part::new("Its values", values(fact)),
            Part::sentence("The question to put while it is not stated", &fact.ask),
        ],
    }
}

/// The values that it takes, each with its meaning where there is one.
fn values(fact: &Fact) -> Vec<Line> {
    let first = Line::sentence(0, words::capital(&kind_of_values(fact)));
    let meanings = fact.values_with_meaning().map(|(value, means)| Line::entry(0, format!("`{value}`: {means}")));
    std::iter::once(first).chain(meanings).collect()
}

fn rules(collection: &Collection, fact: FactId) -> Vec<Line> {
    let mut lines = Vec::new();
    for set in collection.sets() {
        let own: Vec<&ReadyRule> =
            set.rules.iter().filter(|rule| rule.alone().is_ok_and(|alone| turns_on(alone, fact))).collect();
        let scope = scope_turns_on(set, fact);
        if own.is_empty() && !scope {
            continue;
        }
        let applies = "whether the set applies at all";
        lines.push(Line::sentence(
            0,
            match own.len() {
                0 => format!("{}: only {applies}", set.set.id),
                _ if scope => format!("{}, and {applies}", count(set, own.len())),
                some => count(set, some),
            },
        ));
        lines.extend(own.iter().map(|rule| of_rule(rule)));
    }
    if lines.is_empty() {
        lines.push(Line::sentence(0, "None of those loaded."));
    }
    lines
}

/// A set with the number of its rules that are spoken of.
pub(super) fn count(set: &ReadySet, some: usize) -> String {
    format!("{}: {some} of {}", set.set.id, words::counted(set.rules.len(), "rule"))
}

/// A rule in a list of rules.
pub(super) fn of_rule(rule: &ReadyRule) -> Line {
    Line::entry(0, format!("{} ({}): {}", rule.rule.id, rule.rule.force.name(), rule.rule.title))
}

/// Whether there are two completions of a pilot that states nothing which differ in this fact alone and of which the
/// answers differ. What takes too many steps to tell is taken to turn on every fact that it names.
fn turns_on(rule: &Prepared, fact: FactId) -> bool {
    let named = rule.facts().contains(&fact);
    let hearing = StatementFilter::default();
    let decision = || rule.decide(&Facts::new(rule.vocabulary(), &[], &hearing));
    named && decision().map_or(true, |decision| decision.turns_on.iter().any(|turn| turn.fact == fact))
}

fn scope_turns_on(set: &ReadySet, fact: FactId) -> bool {
    // The scope alone has no answer that could turn on anything; as a thing required, it has.
    let scope = set.set.applies_when.as_ref();
    scope.is_some_and(|scope| {
        Prepared::within(set.vocabulary(), &[], Some(scope), set.set.limits)
            .map_or(true, |scope| turns_on(&scope, fact))
    })
}

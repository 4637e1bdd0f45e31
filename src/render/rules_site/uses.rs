//! What uses what: the rules that ask about a fact or a value, cite a document, or are stated by somebody.

use std::collections::{BTreeMap, BTreeSet};

use super::RulesSite;
use crate::model::vocabulary::FactId;
use crate::model::{Condition, Test};
use crate::rules::{ReadySet, Rule};

/// The rules of the page by what they use, each in their order.
#[derive(Debug, Default)]
pub(super) struct Uses<'s> {
    /// What asks about a fact.
    facts: BTreeMap<FactId, Asking<'s>>,
    /// What asks about a value of a fact.
    values: BTreeMap<(FactId, u8), Asking<'s>>,
    /// Those that cite a document, by its id.
    pub documents: BTreeMap<&'s str, Vec<&'s Rule>>,
    /// Those that somebody states, by the name, with the number of the speaker on the page.
    speakers: BTreeMap<&'s str, (usize, Vec<&'s Rule>)>,
}

/// What asks about something.
#[derive(Debug, Default)]
pub(super) struct Asking<'s> {
    /// The rule sets that ask whether they apply: each with its id and its title. Their rules are not told of for that alone.
    pub sets: Vec<(&'s str, &'s str)>,
    /// The rules that ask in a condition of their own.
    pub rules: Vec<&'s str>,
}

impl<'s> Uses<'s> {
    pub fn new(site: &RulesSite<'s>) -> Self {
        let mut uses = Self::default();
        for of in site.sets {
            let set = &of.set.set;
            uses.ask(set.applies_when.iter(), |asking| asking.sets.push((&set.id, &set.title)));
            for ready in &of.rules {
                uses.add(of.set, &ready.rule);
            }
        }
        uses
    }

    fn add(&mut self, set: &'s ReadySet, rule: &'s Rule) {
        let of_set = |scope: &&Condition| set.set.applies_when.as_ref().is_some_and(|own| std::ptr::eq(*scope, own));
        let scopes = set.set.scopes(rule).into_iter().filter(|scope| !of_set(scope));
        self.ask(scopes.chain([&rule.require]), |asking| asking.rules.push(&rule.id));
        self.documents.entry(&rule.cite.document).or_default().push(rule);
        let number = self.speakers.len() + 1;
        self.speakers.entry(&rule.by).or_insert_with(|| (number, Vec::new())).1.push(rule);
    }

    /// Takes up what some conditions ask about, once however often they do.
    fn ask<'c>(&mut self, conditions: impl Iterator<Item = &'c Condition>, mut add: impl FnMut(&mut Asking<'s>)) {
        let (mut facts, mut values) = (BTreeSet::new(), BTreeSet::new());
        for condition in conditions {
            condition.visit(&mut |fact, test| {
                facts.insert(fact);
                values.extend(named(test).map(|value| (fact, value)));
            });
        }
        facts.into_iter().for_each(|fact| add(self.facts.entry(fact).or_default()));
        values.into_iter().for_each(|value| add(self.values.entry(value).or_default()));
    }

    /// What asks about a fact.
    pub fn of_fact(&self, fact: FactId) -> Option<&Asking<'s>> {
        self.facts.get(&fact)
    }

    /// What asks about a value of a fact.
    pub fn of_value(&self, fact: FactId, value: u8) -> Option<&Asking<'s>> {
        self.values.get(&(fact, value))
    }

    /// The number of somebody who states rules.
    pub fn speaker(&self, name: &str) -> String {
        self.speakers.get(name).map_or_else(String::new, |(number, _)| number.to_string())
    }

    /// Those who state rules, in the order in which they first do.
    pub fn speakers(&self) -> Vec<(&'s str, usize, &[&'s Rule])> {
        let speakers = self.speakers.iter().map(|(name, (number, rules))| (*name, *number, rules.as_slice()));
        let mut speakers: Vec<_> = speakers.collect();
        speakers.sort_by_key(|(_, number, _)| *number);
        speakers
    }
}

/// The values that a test names.
fn named(test: Test) -> impl Iterator<Item = u8> {
    let bits = match test {
        Test::OneOf(bits)
        | Test::NoneOf(bits)
        | Test::Includes(bits)
        | Test::IncludesAny(bits)
        | Test::Excludes(bits)
        | Test::Only(bits) => bits,
        Test::Within(_) | Test::AtLeast(_) | Test::Empty | Test::NotEmpty | Test::Stated => 0,
    };
    (0..64).filter(move |value| bits >> value & 1 == 1)
}

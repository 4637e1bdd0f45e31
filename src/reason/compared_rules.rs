//! Rules that are held up together: a rule set, several, or some of their rules.

use super::rules::RuleInSet;
use crate::check::Selection;
use crate::model::Force;
use crate::rules::{Collection, ReadySet};

/// Some rules under a name.
#[derive(Debug, Clone)]
pub struct ComparedRules<'c> {
    /// How they were asked for.
    pub name: String,
    /// The rules, in the order of their sets.
    pub rules: Vec<RuleInSet<'c>>,
}

impl<'c> ComparedRules<'c> {
    /// The chosen rules of a collection.
    #[must_use]
    pub fn new(name: &str, collection: &'c Collection, selection: &Selection) -> Self {
        let rules = selection.rules(collection).map(|(set, rule)| RuleInSet { set, rule });
        Self { name: name.to_owned(), rules: rules.collect() }
    }

    /// The rule sets that the rules are of, each once.
    #[must_use]
    pub fn sets(&self) -> Vec<&'c ReadySet> {
        let mut sets: Vec<&'c ReadySet> = Vec::new();
        for held in &self.rules {
            if !sets.iter().any(|set| std::ptr::eq(*set, held.set)) {
                sets.push(held.set);
            }
        }
        sets
    }

    /// The places of the rules that must be met, among the rules.
    #[must_use]
    pub fn musts(&self) -> Vec<usize> {
        let is_must = |(_, held): &(usize, &RuleInSet<'c>)| held.rule.rule.force == Force::Must;
        self.rules.iter().enumerate().filter(is_must).map(|(at, _)| at).collect()
    }
}

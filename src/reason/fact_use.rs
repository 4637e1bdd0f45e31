//! Which facts some pilots state, beside which facts some rules ask about: a help to whoever describes the next pilot, or
//! writes the next rule.

use super::rules::RuleInSet;
use crate::model::vocabulary::{Fact, FactId, Vocabulary};
use crate::report::PilotReport;

/// The facts of the vocabulary, each with the rules that ask about it and the pilots that state it. A rule asks about a
/// fact that its condition or a scope names. Pilots that are marked as invented describe nothing, and are left out.
#[derive(Debug)]
pub struct FactUse<'c> {
    /// The number of pilots that describe something.
    pub pilots: usize,
    /// The number of pilots that are marked as invented.
    pub invented: usize,
    facts: Vec<Used<'c>>,
}

/// A fact with those who use it.
#[derive(Debug)]
pub struct Used<'c> {
    /// The fact.
    pub fact: &'c Fact,
    /// The rules that ask about it, in their order.
    pub asked_by: Vec<RuleInSet<'c>>,
    /// The ids of the pilots that state it, in their order.
    pub stated_by: Vec<String>,
}

/// What a pilot states.
#[derive(Debug)]
pub struct StatedByPilot {
    id: String,
    invented: bool,
    facts: Vec<FactId>,
}

impl StatedByPilot {
    /// The facts that a pilot states, as far as its statements are listened to.
    #[must_use]
    pub fn from_report(report: &PilotReport<'_>) -> Self {
        let stated = report.pilot.facts.iter().map(|stated| stated.fact);
        Self {
            id: report.pilot.id.to_string(),
            invented: report.pilot.invented,
            facts: stated.filter(|fact| report.facts.heard(*fact).next().is_some()).collect(),
        }
    }
}

impl<'c> FactUse<'c> {
    /// What these rules ask about, before any pilot.
    #[must_use]
    pub fn new(rules: &[RuleInSet<'c>]) -> Self {
        let asks = |held: &&RuleInSet<'c>, fact: FactId| {
            let rule = &held.rule.rule;
            let scopes = held.set.set.scopes(rule);
            scopes.into_iter().chain([&rule.require]).any(|condition| condition.facts().contains(&fact))
        };
        let vocabulary: &'c Vocabulary = rules.first().map_or(Vocabulary::empty(), |held| held.set.vocabulary());
        let used = vocabulary.facts().iter().map(|fact| Used {
            fact,
            asked_by: rules.iter().filter(|held| asks(held, fact.id)).copied().collect(),
            stated_by: Vec::new(),
        });
        Self { pilots: 0, invented: 0, facts: used.collect() }
    }

    /// Takes up a pilot.
    pub fn take(&mut self, pilot: &StatedByPilot) {
        if pilot.invented {
            self.invented += 1;
            return;
        }
        self.pilots += 1;
        for used in self.facts.iter_mut().filter(|used| pilot.facts.contains(&used.fact.id)) {
            used.stated_by.push(pilot.id.clone());
        }
    }

    /// The facts that a pilot states and no rule asks about.
    pub fn stated_and_not_asked(&self) -> impl Iterator<Item = &Used<'c>> {
        self.facts.iter().filter(|used| used.asked_by.is_empty() && !used.stated_by.is_empty())
    }

    /// The facts that a rule asks about and no pilot states.
    pub fn asked_and_not_stated(&self) -> impl Iterator<Item = &Used<'c>> {
        self.facts.iter().filter(|used| used.stated_by.is_empty() && !used.asked_by.is_empty())
    }
}

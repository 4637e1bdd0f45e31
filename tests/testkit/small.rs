//! Rules over four facts of the shipped vocabulary, and every pilot that says nothing or one thing of each of these.

use std::sync::LazyLock;

use proptest::prelude::*;
use watching_brief::model::vocabulary::Fact;
use watching_brief::model::{Condition, Force, Verdict};
use watching_brief::pilot::StatedFact;
use watching_brief::reason::RuleInSet;

use super::every;
use super::random::small_condition;
use super::rules::{PlainRule, PlainSet, facts, scopes};
use super::world::{Bits, IsSo, Pilot, Says, World};

/// The facts that the rules speak of: two that are true or false, a choice, and a set.
const FACTS: [&str; 4] = ["evaluation.planned", "targets.recovery", "referral.referrer_training", "evaluation.horizon"];

static WORLD: LazyLock<World<'static>> = LazyLock::new(|| World::new(facts(&FACTS)));

static PILOTS: LazyLock<Vec<Pilot>> =
    LazyLock::new(|| every::pilots(facts(&FACTS)).into_iter().map(|stated| WORLD.pilot(stated)).collect());

/// Every way to settle the facts.
pub fn world() -> &'static World<'static> {
    &WORLD
}

/// Every pilot over the facts: all that can be said of each, and nothing.
pub fn pilots() -> &'static [Pilot] {
    &PILOTS
}

fn owned_facts() -> Vec<Fact> {
    facts(&FACTS).into_iter().cloned().collect()
}

/// What a rule may require.
pub fn any_condition() -> BoxedStrategy<Condition> {
    small_condition(&owned_facts(), 2)
}

/// A scope, as often as this.
pub fn any_scope(often: f64) -> impl Strategy<Value = Option<Condition>> {
    prop::option::weighted(often, any_condition())
}

/// A set of rules without a scope of their own.
pub fn one_set(scope: Option<Condition>, rules: impl IntoIterator<Item = (Force, Condition)>) -> PlainSet {
    let rules = rules.into_iter().map(|(force, require)| PlainRule { force, scope: None, require });
    PlainSet { scope, rules: rules.collect() }
}

/// What rules say of every way to settle the facts.
pub struct Rules {
    says: Vec<Says>,
    /// Of each rule, where its set applies.
    sets: Vec<Bits>,
}

impl Rules {
    pub fn of(rules: &[RuleInSet<'_>]) -> Self {
        let says = rules.iter().map(|rule| WORLD.says(scopes(rule), &rule.rule.rule.require)).collect();
        Self { says, sets: rules.iter().map(|rule| WORLD.are_so(&rule.set.set.applies_when)).collect() }
    }

    /// The verdict of a rule on a pilot.
    pub fn verdict(&self, rule: usize, pilot: &Pilot) -> Verdict {
        WORLD.verdict(pilot, &self.says[rule])
    }

    /// The verdict of a rule on what somebody found.
    pub fn verdict_on(&self, rule: usize, stated: &[StatedFact<'static>]) -> Verdict {
        self.verdict(rule, &WORLD.pilot(stated.to_vec()))
    }

    /// What a rule says of every way to settle the facts.
    pub fn says(&self, rule: usize) -> &Says {
        &self.says[rule]
    }

    /// Whether the set of a rule applies to a pilot, whatever comes of what it leaves open.
    pub fn set_applies(&self, rule: usize, pilot: &Pilot) -> bool {
        pilot.finds(&self.sets[rule]) == IsSo::Always
    }
}

pub fn satisfied(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::Met | Verdict::NotApplicable)
}

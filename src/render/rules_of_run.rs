//! What a form says of a rule in every result of it: made once, when a run begins.

use std::sync::{Arc, PoisonError, RwLock};

use crate::report::{RuleResult, RunOpening};
use crate::rules::{ReadySet, Rule};

/// A rule of the run, with what is said of it.
#[derive(Debug)]
struct OfRule<T> {
    ruleset: String,
    rule: String,
    said: Arc<T>,
}

/// What is said of the rules of a run, in their order.
#[derive(Debug)]
pub(super) struct RulesOfRun<T>(RwLock<Arc<[OfRule<T>]>>);

impl<T> Default for RulesOfRun<T> {
    fn default() -> Self {
        Self(RwLock::new(Arc::new([])))
    }
}

impl<T> RulesOfRun<T> {
    /// Makes what is said of each rule of a run; `make` is also given its place among them.
    pub fn begin(&self, opening: &RunOpening<'_>, make: impl Fn(&ReadySet, &Rule, usize) -> T) {
        let all = opening.rules().enumerate().map(|(at, (set, rule))| OfRule {
            ruleset: set.set.id.clone(),
            rule: rule.rule.id.clone(),
            said: Arc::new(make(set, &rule.rule, at)),
        });
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = all.collect();
    }

    /// The same for the results of one pilot, which are asked for in the order of the rules.
    pub fn in_order(&self) -> RulesInOrder<T> {
        RulesInOrder { rules: Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner)), next: 0 }
    }
}

/// What is said of the rules of a run, one after the other.
#[derive(Debug)]
pub(super) struct RulesInOrder<T> {
    rules: Arc<[OfRule<T>]>,
    /// The place of the rule that comes next.
    next: usize,
}

impl<T> RulesInOrder<T> {
    /// The place of the rule of a result; none where it is not one of the run. A rule that was too much to decide has no result.
    pub fn place(&mut self, result: &RuleResult<'_>) -> Option<usize> {
        let is_it = |of: &OfRule<T>| of.rule == result.rule.id && of.ruleset == result.set.set.id;
        let at = self.next + self.rules.iter().skip(self.next).position(is_it)?;
        self.next = at + 1;
        Some(at)
    }

    /// How many rules there are.
    pub fn len(&self) -> usize {
        self.rules.len()
    }

    /// What is said of the rule of a result; `make` makes it of a rule that is not one of the run.
    pub fn of(&mut self, result: &RuleResult<'_>, make: impl FnOnce() -> T) -> Arc<T> {
        let known = self.place(result).and_then(|at| self.rules.get(at));
        known.map_or_else(|| Arc::new(make()), |of| Arc::clone(&of.said))
    }
}

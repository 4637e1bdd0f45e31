//! A rule made ready to be decided, once for all pilots.

use std::sync::{Arc, OnceLock};

use super::condition_parts::{ConditionParts, PartsBuilder, PilotView};
use super::decide::{Decidable, RuleDecision};
use super::facts::Facts;
use super::order::Order;
use super::rule_diagrams::Diagrams;
use super::rule_expression::RuleExpression;
use super::{Budget, Decision, Exceeded};
use crate::model::limits::Limits;
use crate::model::vocabulary::{FactId, FactSet, Vocabulary};
use crate::model::{Applies, Condition, Verdict, VerdictAndScope};

/// The diagrams of a rule that is known not to take too many steps have no more nodes than this; a test makes sure.
const FEW_NODES: u64 = 1000;

/// One rule, or the scope of a set, ready to be decided.
#[derive(Debug, Clone)]
pub struct Prepared {
    vocabulary: Arc<Vocabulary>,
    /// Its diagrams, once they are made. They are elsewhere, as most pilots are decided without them: what decides these
    /// stands together.
    diagrams: OnceLock<Box<Diagrams>>,
    /// What they are made of, unless they are made already.
    later: Option<Box<Later>>,
    /// The facts of the rule.
    facts: FactSet,
    /// The parts of the rules of its set, and the rule as a tree of some of them: most pilots are decided by that.
    parts: Arc<ConditionParts>,
    expression: Option<RuleExpression>,
    /// What it may take to decide it.
    limits: Limits,
}

/// A rule as a tree of parts, with the facts that it speaks of.
#[derive(Debug)]
pub struct RuleTree {
    facts: FactSet,
    /// None of a scope alone, and of a rule of too many facts.
    expression: Option<RuleExpression>,
}

impl RuleTree {
    /// Adds a rule to the parts of its set.
    pub fn new<'c>(making: &mut PartsBuilder<'c>, scopes: &[&'c Condition], require: Option<&'c Condition>) -> Self {
        let mut facts = FactSet::default();
        for condition in scopes.iter().copied().chain(require) {
            condition.visit(&mut |fact, _| {
                facts.insert(fact);
            });
        }
        let expression = require.and_then(|require| RuleExpression::new(making, scopes, require, &facts));
        Self { facts, expression }
    }
}

/// The conditions of a rule whose diagrams are made when they are first asked for.
#[derive(Debug, Clone)]
struct Later {
    scopes: Vec<Condition>,
    require: Option<Condition>,
}

impl Prepared {
    /// Prepares a rule within the limits of the contract: `scopes` are those of its set and its own, as far as they have
    /// one.
    ///
    /// # Errors
    /// [`Exceeded`] where the diagrams would take too many steps.
    pub fn new(
        vocabulary: &Arc<Vocabulary>,
        scopes: &[&Condition],
        require: Option<&Condition>,
    ) -> Result<Self, Exceeded> {
        Self::within(vocabulary, scopes, require, Limits::default())
    }

    /// The same within these limits: preparing it may take as many steps as they allow, and so may each time that it is
    /// decided.
    ///
    /// # Errors
    /// [`Exceeded`] where the diagrams would take too many steps.
    pub fn within(
        vocabulary: &Arc<Vocabulary>,
        scopes: &[&Condition],
        require: Option<&Condition>,
        limits: Limits,
    ) -> Result<Self, Exceeded> {
        let mut making = PartsBuilder::new(vocabulary);
        let tree = RuleTree::new(&mut making, scopes, require);
        Self::of_set(vocabulary, scopes, require, limits, tree, &Arc::new(making.finish()))
    }

    /// The same of a rule whose tree was made with those of the other rules of its set.
    ///
    /// # Errors
    /// [`Exceeded`] where the diagrams would take too many steps.
    pub fn of_set(
        vocabulary: &Arc<Vocabulary>,
        scopes: &[&Condition],
        require: Option<&Condition>,
        limits: Limits,
        tree: RuleTree,
        parts: &Arc<ConditionParts>,
    ) -> Result<Self, Exceeded> {
        let diagrams = OnceLock::from(Box::new(made(vocabulary, scopes, require, &limits)?));
        let (vocabulary, parts) = (Arc::clone(vocabulary), Arc::clone(parts));
        let RuleTree { facts, expression } = tree;
        Ok(Self { vocabulary, diagrams, later: None, facts, parts, expression, limits })
    }

    /// The same for a rule that is known not to take too many steps within the limits of the
    /// contract. Few pilots ask for its diagrams, and they are made when one does.
    pub(crate) fn later(
        vocabulary: &Arc<Vocabulary>,
        scopes: &[&Condition],
        require: Option<&Condition>,
        tree: RuleTree,
        parts: &Arc<ConditionParts>,
    ) -> Self {
        let later = Box::new(Later { scopes: scopes.iter().copied().cloned().collect(), require: require.cloned() });
        let (vocabulary, parts, limits) = (Arc::clone(vocabulary), Arc::clone(parts), Limits::default());
        let RuleTree { facts, expression } = tree;
        Self { vocabulary, diagrams: OnceLock::new(), later: Some(later), facts, parts, expression, limits }
    }

    pub(super) fn diagrams(&self) -> &Diagrams {
        Decidable::diagrams(self)
    }

    pub(super) fn budget(&self) -> Budget {
        Budget::of(&self.limits, 1)
    }

    /// The vocabulary of its facts.
    #[must_use]
    pub fn vocabulary(&self) -> &Arc<Vocabulary> {
        &self.vocabulary
    }

    /// What preparing it might take, and deciding it may.
    #[must_use]
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// Whether the scope holds, as far as these facts say.
    ///
    /// # Errors
    /// [`Exceeded`] where that would take too many steps.
    pub fn applies(&self, facts: &Facts<'_>) -> Result<Applies, Exceeded> {
        let pilot = PilotView::new(&self.parts, facts);
        RuleDecision::new(self, &pilot).applies(&mut self.budget()).map(|(applies, _)| applies)
    }

    /// The verdict alone.
    ///
    /// # Errors
    /// [`Exceeded`] where that would take too many steps.
    pub fn verdict(&self, facts: &Facts<'_>) -> Result<Verdict, Exceeded> {
        self.verdict_and_scope(facts).map(|both| both.verdict)
    }

    /// The verdict alone, and whether the rule applies.
    ///
    /// # Errors
    /// [`Exceeded`] where that would take too many steps.
    pub fn verdict_and_scope(&self, facts: &Facts<'_>) -> Result<VerdictAndScope, Exceeded> {
        RuleDecision::new(self, &PilotView::new(&self.parts, facts)).verdict(&mut self.budget())
    }

    /// The same, refused just where [`decide`](Self::decide) refuses: whether there is a verdict must not depend on whether its
    /// reasons are wanted.
    ///
    /// # Errors
    /// [`Exceeded`] where the verdict with its reason would take too many steps.
    pub fn verdict_as_decided(&self, facts: &Facts<'_>) -> Result<VerdictAndScope, Exceeded> {
        self.verdict_as_decided_for(&PilotView::new(&self.parts, facts))
    }

    /// The same for a pilot at which the rules of the set look together.
    ///
    /// # Errors
    /// [`Exceeded`] where the verdict with its reason would take too many steps.
    pub fn verdict_as_decided_for(&self, pilot: &PilotView<'_>) -> Result<VerdictAndScope, Exceeded> {
        RuleDecision::new(self, pilot).verdict_as_decided(&self.budget())
    }

    /// The verdict alone, by steps of a budget that is shared with other questions.
    ///
    /// # Errors
    /// [`Exceeded`] where the budget is not enough.
    pub fn verdict_within(&self, facts: &Facts<'_>, budget: &mut Budget) -> Result<Verdict, Exceeded> {
        RuleDecision::by_diagrams(self, facts).verdict(budget).map(|both| both.verdict)
    }

    /// The verdict with its reason.
    ///
    /// # Errors
    /// [`Exceeded`] where that would take too many steps.
    pub fn decide(&self, facts: &Facts<'_>) -> Result<Decision, Exceeded> {
        self.decide_for(&PilotView::new(&self.parts, facts))
    }

    /// The same for a pilot at which the rules of the set look together.
    ///
    /// # Errors
    /// [`Exceeded`] where that would take too many steps.
    pub fn decide_for(&self, pilot: &PilotView<'_>) -> Result<Decision, Exceeded> {
        RuleDecision::new(self, pilot).decide(&self.budget())
    }

    /// Whether the rule speaks of a fact.
    #[must_use]
    pub fn speaks_of(&self, fact: FactId) -> bool {
        self.facts.contains(fact)
    }

    /// The number of facts of the rule.
    #[must_use]
    pub fn count(&self) -> usize {
        self.facts.len()
    }

    /// The facts of the rule, in the order of the vocabulary.
    #[must_use]
    pub fn facts(&self) -> Vec<FactId> {
        self.facts.iter().collect()
    }
}

impl Decidable for Prepared {
    #[allow(clippy::expect_used, reason = "they are made already, or known not to take too many steps")]
    fn diagrams(&self) -> &Diagrams {
        self.diagrams.get_or_init(|| {
            let Later { scopes, require } = self.later.as_deref().expect("what they are made of");
            let scopes: Vec<&Condition> = scopes.iter().collect();
            Box::new(made(&self.vocabulary, &scopes, require.as_ref(), &self.limits).expect("few steps"))
        })
    }

    fn most_nodes(&self) -> u64 {
        self.diagrams.get().map_or(FEW_NODES, |diagrams| u64::try_from(diagrams.store.len()).unwrap_or(u64::MAX))
    }

    fn expression(&self) -> Option<&RuleExpression> {
        self.expression.as_ref()
    }

    fn facts(&self) -> &FactSet {
        &self.facts
    }
}

/// The diagrams of a rule. What is written together is mostly tested together; where that order fails, the facts are
/// asked for in the order that keeps those of one clause closest.
fn made(
    vocabulary: &Vocabulary,
    scopes: &[&Condition],
    require: Option<&Condition>,
    limits: &Limits,
) -> Result<Diagrams, Exceeded> {
    let conditions: Vec<&Condition> = scopes.iter().copied().chain(require).collect();
    let written = Order::as_written(vocabulary, &conditions);
    let budget = || Budget::of(limits, 1);
    Diagrams::in_order(vocabulary, scopes, require, written, &mut budget()).or_else(|Exceeded| {
        let order = Order::by_clauses(vocabulary, &conditions);
        Diagrams::in_order(vocabulary, scopes, require, order, &mut budget())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Collection;

    #[test]
    fn the_diagrams_of_the_embedded_rules_have_few_nodes() {
        let mut collection = Collection::default();
        collection.add_all_embedded(&mut Vec::new());
        for (_, rule) in collection.rules() {
            let nodes = u64::try_from(rule.prepared.diagrams().store.len()).expect("a small number");
            assert!(nodes <= FEW_NODES, "{} has {nodes} nodes", rule.rule.id);
        }
    }
}

//! The smallest set of facts that fix an answer.
//!
//! For each set of facts there is a question: with these facts as stated and all others free, is the answer fixed? The
//! sets for which it is make a diagram of their own, with one level a fact (in or out of the set), which is computed
//! from the rule's diagram bottom up; a lightest path through it is a smallest set.

use rustc_hash::FxHashMap;

use super::decision_diagram::{Node, YES};
use super::facts::{Domain, Facts};
use super::reach::exits;
use super::rule_diagrams::Diagrams;
use super::weight::{Weight, lighter, together, weighed, weight};
use super::{Budget, Exceeded};
use crate::model::vocabulary::FactId;

/// A node of the diagram of sets; the first two say that no set and every set fixes the answer.
type Sets = u32;
const NONE: Sets = 0;
const EVERY: Sets = 1;

/// The first of the smallest sets of facts that fix `answer` as the answer of the diagram at `root`, in the order of
/// the vocabulary. With all facts as stated the answer must be fixed.
pub(super) fn smallest(
    rule: &Diagrams,
    root: Node,
    answer: Node,
    facts: &Facts<'_>,
    budget: &mut Budget,
) -> Result<Vec<FactId>, Exceeded> {
    let mut search = Search {
        rule,
        facts,
        answer,
        nodes: vec![(u16::MAX, NONE, NONE), (u16::MAX, EVERY, EVERY)],
        unique: FxHashMap::default(),
        both: FxHashMap::default(),
        known: FxHashMap::default(),
        budget,
    };
    let sets = search.fixing(root)?;
    Ok(search.lightest(sets))
}

/// At most so many steps does a search take where statements disagree on the members of no set. Sets of facts with `n` facts
/// of which anything is said make a diagram of fewer than two to the `n` nodes, and so do two of them taken together.
pub(super) fn most_steps(rule: &Diagrams, facts: &Facts<'_>) -> u64 {
    let (mut steps, mut sets) = (0u64, 1u64);
    for (group, (nodes, branches)) in rule.order.groups.iter().zip(&rule.sizes).rev() {
        // Each way to take a fact looks at every branch, and takes together what lies behind it.
        let each = branches.saturating_mul(sets.saturating_add(1)).saturating_add(1);
        steps = steps.saturating_add(nodes.saturating_mul(each.saturating_mul(2).saturating_add(1)));
        if facts.domain(group.fact).said {
            sets = sets.saturating_mul(2);
        }
    }
    steps
}

struct Search<'r> {
    rule: &'r Diagrams,
    facts: &'r Facts<'r>,
    answer: Node,
    /// Group, and the sets without and with its fact.
    nodes: Vec<(u16, Sets, Sets)>,
    unique: FxHashMap<(u16, Sets, Sets), Sets>,
    both: FxHashMap<(Sets, Sets), Sets>,
    known: FxHashMap<Node, Sets>,
    budget: &'r mut Budget,
}

impl Search<'_> {
    /// The sets that fix the answer from a node on.
    fn fixing(&mut self, node: Node) -> Result<Sets, Exceeded> {
        if node <= YES {
            return Ok(if node == self.answer { EVERY } else { NONE });
        }
        if let Some(known) = self.known.get(&node) {
            return Ok(*known);
        }
        let (fact, _) = self.rule.asks(node);
        let domain = self.facts.domain(fact);
        let without = self.fixing_all(node, &self.facts.free(fact))?;
        let with = if domain.said { self.fixing_all(node, domain)? } else { without };
        let group = self.rule.group_index(node);
        let sets = self.make(group, without, with)?;
        self.known.insert(node, sets);
        Ok(sets)
    }

    /// The sets that fix the answer whichever of these values the fact has.
    fn fixing_all(&mut self, node: Node, domain: &Domain) -> Result<Sets, Exceeded> {
        let mut behind = Vec::new();
        exits(self.rule, node, domain, self.budget, &mut behind)?;
        let mut all = EVERY;
        for exit in behind {
            let sets = self.fixing(exit)?;
            all = self.both(all, sets)?;
        }
        Ok(all)
    }

    fn node(&self, sets: Sets) -> (u16, Sets, Sets) {
        self.nodes.get(sets as usize).copied().unwrap_or((u16::MAX, NONE, NONE))
    }

    fn make(&mut self, group: u16, without: Sets, with: Sets) -> Result<Sets, Exceeded> {
        self.budget.step()?;
        if without == with {
            return Ok(with);
        }
        let next = Sets::try_from(self.nodes.len()).map_err(|_| Exceeded)?;
        let sets = *self.unique.entry((group, without, with)).or_insert(next);
        if sets == next {
            self.nodes.push((group, without, with));
        }
        Ok(sets)
    }

    fn both(&mut self, a: Sets, b: Sets) -> Result<Sets, Exceeded> {
        let (a, b) = (a.min(b), a.max(b));
        if a == NONE || a == b {
            return Ok(a);
        }
        if a == EVERY {
            return Ok(b);
        }
        if let Some(known) = self.both.get(&(a, b)) {
            return Ok(*known);
        }
        let ((group_a, without_a, with_a), (group_b, without_b, with_b)) = (self.node(a), self.node(b));
        let group = group_a.min(group_b);
        let (without_a, with_a) = if group_a == group { (without_a, with_a) } else { (a, a) };
        let (without_b, with_b) = if group_b == group { (without_b, with_b) } else { (b, b) };
        let without = self.both(without_a, without_b)?;
        let with = self.both(with_a, with_b)?;
        let sets = self.make(group, without, with)?;
        self.both.insert((a, b), sets);
        Ok(sets)
    }

    /// The first of the lightest sets.
    fn lightest(&self, sets: Sets) -> Vec<FactId> {
        // Nodes are made after those that they lead to.
        let mut weights: Vec<Option<Weight>> = vec![None, Some((0, 0))];
        for (group, without, with) in self.nodes.iter().skip(2) {
            let of = |sets: &Sets| weights.get(*sets as usize).copied().flatten();
            let fact = self.rule.order.groups.get(*group as usize).map(|group| weight(usize::from(group.place)));
            let with = of(with).zip(fact).map(|(others, fact)| together(others, fact));
            weights.push(match (of(without), with) {
                (Some(a), Some(b)) => Some(lighter(a, b)),
                (a, b) => a.or(b),
            });
        }
        weighed(weights.get(sets as usize).copied().flatten().unwrap_or_default(), &self.rule.sorted)
    }
}

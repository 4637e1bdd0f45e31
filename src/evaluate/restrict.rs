//! A diagram with only the values that are possible left in it.
//!
//! Two nodes of it are one just if they give the same answer in every completion, so that a fact appears in it just if
//! there are two completions that differ in this fact alone and give different answers.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

use super::decision_diagram::{Branches, Node, YES};
use super::facts::{Domain, Facts, MemberClaims, Values};
use super::order::Asks;
use super::reach::{agreeing, allowed};
use super::rule_diagrams::Diagrams;
use super::{Budget, Exceeded, OpenFact};
use crate::model::Why;
use crate::model::vocabulary::FactId;

/// In the place of a branch that no completion takes.
const IMPOSSIBLE: Node = Node::MAX;

/// In the place of the restricted form of a node that was not looked at yet.
const UNKNOWN: Node = Node::MAX - 1;

/// With more nodes than this, those that are there are looked up and not looked through.
const FEW: usize = 24;

/// A node of the restricted diagram.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Made {
    level: u16,
    /// Within the levels of a contested set, the statements that still agree.
    statements: u64,
    branches: Branches,
}

pub(super) struct Restriction<'r> {
    rule: &'r Diagrams,
    facts: &'r Facts<'r>,
    /// The nodes made so far, from 2 on.
    made: SmallVec<[Made; 8]>,
    /// Their numbers, once there are many.
    unique: FxHashMap<Made, Node>,
    /// The restricted form of each node of the rule.
    known: SmallVec<[Node; 64]>,
    /// By node, level and the statements that still agree, within the levels of a contested set.
    within: FxHashMap<(Node, u16, u64), Node>,
    /// The nodes at which the levels of a contested set are entered.
    entries: Vec<Node>,
    budget: &'r mut Budget,
}

impl<'r> Restriction<'r> {
    pub fn new(rule: &'r Diagrams, facts: &'r Facts<'r>, budget: &'r mut Budget) -> Self {
        Self {
            rule,
            facts,
            made: SmallVec::new(),
            unique: FxHashMap::default(),
            known: SmallVec::from_elem(UNKNOWN, rule.store.len()),
            within: FxHashMap::default(),
            entries: Vec::new(),
            budget,
        }
    }

    /// The restricted form of a node.
    pub fn restrict(&mut self, node: Node) -> Result<Node, Exceeded> {
        if node <= YES {
            return Ok(node);
        }
        if let Some(known) = self.known.get(node as usize).filter(|known| **known != UNKNOWN) {
            return Ok(*known);
        }
        self.budget.step()?;
        let (fact, asks) = self.rule.asks(node);
        let domain = self.facts.domain(fact);
        let restricted = if contested_members(domain).is_empty() {
            let level = self.rule.store.level(node);
            let branches = allowed(self.rule.group(node), asks, domain);
            let mut restricted = Branches::new();
            for branch in 0..self.rule.branches(level) {
                let possible = branches >> branch & 1 == 1;
                restricted.push(if possible {
                    self.restrict(self.rule.store.branch(node, branch))?
                } else {
                    IMPOSSIBLE
                });
            }
            self.make(level, 0, restricted)
        } else {
            self.entries.push(node);
            self.within(node, self.rule.group(node).levels.clone(), u64::MAX)?
        };
        if let Some(known) = self.known.get_mut(node as usize) {
            *known = restricted;
        }
        Ok(restricted)
    }

    fn make(&mut self, level: u16, statements: u64, branches: Branches) -> Node {
        let mut possible = branches.iter().filter(|branch| **branch != IMPOSSIBLE);
        if let Some(first) = possible.next()
            && possible.all(|branch| branch == first)
        {
            return *first;
        }
        let number = |at: usize| Node::try_from(at).map_or(UNKNOWN - 1, |at| at + 2);
        let (made, next) = (Made { level, statements, branches }, number(self.made.len()));
        if self.made.len() < FEW {
            if let Some(at) = self.made.iter().position(|known| *known == made) {
                return number(at);
            }
        } else {
            if self.unique.is_empty() {
                self.unique.extend(self.made.iter().cloned().enumerate().map(|(at, made)| (made, number(at))));
            }
            let node = *self.unique.entry(made.clone()).or_insert(next);
            if node != next {
                return node;
            }
        }
        self.made.push(made);
        next
    }

    /// The place, among the facts of the rule, of the fact that a level asks for.
    fn group_index(&self, level: u16) -> u16 {
        self.rule.order.levels.get(level as usize).map_or(0, |level| level.group)
    }

    /// Within the levels of a contested set (those that are left of them) none is skipped: what is possible of the
    /// later ones depends on what was chosen at the earlier ones, by way of the statements that still agree.
    fn within(&mut self, node: Node, levels: Range<u16>, statements: u64) -> Result<Node, Exceeded> {
        if self.rule.store.level(node) >= levels.end {
            return self.restrict(node);
        }
        let level = levels.start;
        if let Some(known) = self.within.get(&(node, level, statements)) {
            return Ok(*known);
        }
        self.budget.step()?;
        let mut branches = Branches::new();
        for branch in 0..2 {
            let left = self.left(level, statements, branch);
            let next = self.next(node, level, branch);
            branches.push(if left == 0 { IMPOSSIBLE } else { self.within(next, level + 1..levels.end, left)? });
        }
        let restricted = self.make(level, statements, branches);
        self.within.insert((node, level, statements), restricted);
        Ok(restricted)
    }

    fn group_of(&self, level: u16) -> Option<&'r super::order::Group> {
        let group = self.rule.order.levels.get(level as usize)?.group;
        self.rule.order.groups.get(group as usize)
    }

    fn next(&self, node: Node, level: u16, branch: u32) -> Node {
        if self.rule.store.level(node) == level { self.rule.store.branch(node, branch) } else { node }
    }

    /// The statements that still agree behind a branch of a level; none where the branch is impossible.
    fn left(&self, level: u16, statements: u64, branch: u32) -> u64 {
        let Some((group, asked)) = self.group_of(level).zip(self.rule.order.levels.get(level as usize)) else {
            return 0;
        };
        let domain = self.facts.domain(group.fact);
        if allowed(group, asked.asks, domain) >> branch & 1 == 0 {
            return 0;
        }
        match asked.asks {
            Asks::Member(member) => agreeing(contested_members(domain), statements, member, branch == 1),
            _ => statements,
        }
    }

    /// Whether the answer can be reached by way of these facts alone, which are asked for before all others.
    pub fn answer_within(&mut self, facts: &[FactId]) -> Result<bool, Exceeded> {
        let mut waiting = vec![self.restrict(self.rule.answer)?];
        let mut seen = FxHashSet::default();
        while let Some(node) = waiting.pop() {
            if node <= YES {
                return Ok(true);
            }
            let Some(made) = self.made.get((node - 2) as usize).filter(|_| node != IMPOSSIBLE) else {
                continue;
            };
            let group = self.rule.order.groups.get(self.group_index(made.level) as usize);
            if group.is_some_and(|group| facts.contains(&group.fact)) && seen.insert(node) {
                waiting.extend(&made.branches);
            }
        }
        Ok(false)
    }

    /// The facts that the answer turns on, each with why it is open; in no order.
    pub fn turns(&mut self) -> Result<Vec<OpenFact>, Exceeded> {
        let mut groups: SmallVec<[u16; 8]> = self.made.iter().map(|made| self.group_index(made.level)).collect();
        groups.sort_unstable();
        groups.dedup();
        let mut turns = Vec::new();
        for group in groups {
            let Some(fact) = self.rule.order.groups.get(group as usize).map(|group| group.fact) else { continue };
            turns.push(OpenFact { fact, why: self.why(fact)? });
        }
        Ok(turns)
    }

    fn why(&mut self, fact: FactId) -> Result<Why, Exceeded> {
        let domain = self.facts.domain(fact);
        if !domain.said {
            return Ok(self.facts.why_unsaid(fact));
        }
        if !domain.contested {
            return Ok(Why::PartlyStated);
        }
        if contested_members(domain).is_empty() {
            return Ok(Why::Contested);
        }
        let entries: Vec<Node> =
            self.entries.iter().copied().filter(|entry| self.rule.asks(*entry).0 == fact).collect();
        let mut seen = FxHashSet::default();
        for entry in entries {
            let levels = self.rule.group(entry).levels.clone();
            if self.differ([entry; 2], levels, [u64::MAX; 2], &mut seen)? {
                return Ok(Why::Contested);
            }
        }
        Ok(Why::PartlyStated)
    }

    /// Whether two values of a contested set that differ in contested members alone lead from these two nodes to
    /// different answers: both are walked side by side, and only at contested members may they part.
    fn differ(
        &mut self,
        nodes: [Node; 2],
        levels: Range<u16>,
        statements: [u64; 2],
        seen: &mut FxHashSet<([Node; 2], u16, [u64; 2])>,
    ) -> Result<bool, Exceeded> {
        let [a, b] = nodes;
        let level = levels.start;
        if self.rule.store.level(a) >= levels.end && self.rule.store.level(b) >= levels.end {
            return Ok(a != b && self.restrict(a)? != self.restrict(b)?);
        }
        if !seen.insert((nodes, level, statements)) {
            return Ok(false);
        }
        self.budget.step()?;
        let parts = self.is_contested(level);
        for of_a in 0..2 {
            for of_b in 0..2 {
                if of_a != of_b && !parts {
                    continue;
                }
                let left = [self.left(level, statements[0], of_a), self.left(level, statements[1], of_b)];
                if left.contains(&0) {
                    continue;
                }
                let next = [self.next(a, level, of_a), self.next(b, level, of_b)];
                if self.differ(next, level + 1..levels.end, left, seen)? {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    fn is_contested(&self, level: u16) -> bool {
        let Some((group, asked)) = self.group_of(level).zip(self.rule.order.levels.get(level as usize)) else {
            return false;
        };
        let Asks::Member(member) = asked.asks else { return false };
        let cubes = contested_members(self.facts.domain(group.fact));
        cubes.iter().any(|cube| (cube.inside | cube.outside) >> member & 1 == 1)
    }
}

fn contested_members(domain: &Domain) -> &[MemberClaims] {
    match &domain.values {
        Values::Set { contested, .. } => contested,
        Values::One(_) | Values::Within(_) => &[],
    }
}

//! A diagram with only the values that are possible left in it.
//!
//! Two nodes of it are one just if they give the same answer in every completion, so that a fact appears in it just if
//! there are two completions that differ in this fact alone and give different answers.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::diagram::{Node, YES};
use super::facts::{Cube, Domain, Facts, Values};
use super::order::Asks;
use super::prepare::Prepared;
use super::reach::{agreeing, allowed};
use super::{Budget, Exceeded, Turn, Why};
use crate::vocabulary::FactId;

/// In the place of a branch that no completion takes.
const IMPOSSIBLE: Node = Node::MAX;

pub(super) struct Restriction<'r> {
    rule: &'r Prepared,
    facts: &'r Facts<'r>,
    /// The nodes made so far, from 2 on: the group of each, and its branches.
    made: Vec<(u16, Vec<Node>)>,
    unique: HashMap<(u16, u64, Vec<Node>), Node>,
    known: HashMap<Node, Node>,
    /// By node, level and the statements that still agree, within the levels of a contested set.
    within: HashMap<(Node, u16, u64), Node>,
    /// The nodes at which the levels of a contested set are entered.
    entries: Vec<Node>,
    budget: &'r mut Budget,
}

impl<'r> Restriction<'r> {
    pub fn new(rule: &'r Prepared, facts: &'r Facts<'r>, budget: &'r mut Budget) -> Self {
        Self {
            rule,
            facts,
            made: Vec::new(),
            unique: HashMap::new(),
            known: HashMap::new(),
            within: HashMap::new(),
            entries: Vec::new(),
            budget,
        }
    }

    /// The restricted form of a node.
    pub fn restrict(&mut self, node: Node) -> Result<Node, Exceeded> {
        if node <= YES {
            return Ok(node);
        }
        if let Some(known) = self.known.get(&node) {
            return Ok(*known);
        }
        self.budget.step()?;
        let (fact, asks) = self.rule.asks(node);
        let domain = self.facts.domain(fact);
        let restricted = if contested_members(domain).is_empty() {
            let level = self.rule.store.level(node);
            let branches = allowed(asks, domain);
            let mut restricted = Vec::new();
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
        self.known.insert(node, restricted);
        Ok(restricted)
    }

    fn make(&mut self, level: u16, statements: u64, branches: Vec<Node>) -> Node {
        let mut possible = branches.iter().filter(|branch| **branch != IMPOSSIBLE);
        if let Some(first) = possible.next()
            && possible.all(|branch| branch == first)
        {
            return *first;
        }
        let group = self.rule.order.levels.get(level as usize).map_or(0, |level| level.group);
        let next = Node::try_from(self.made.len()).unwrap_or(IMPOSSIBLE - 2) + 2;
        let node = *self.unique.entry((level, statements, branches.clone())).or_insert(next);
        if node == next {
            self.made.push((group, branches));
        }
        node
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
        let mut branches = Vec::new();
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
        if allowed(asked.asks, domain) >> branch & 1 == 0 {
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
        let mut seen = HashSet::new();
        while let Some(node) = waiting.pop() {
            if node <= YES {
                return Ok(true);
            }
            let Some((group, branches)) = self.made.get((node - 2) as usize).filter(|_| node != IMPOSSIBLE) else {
                continue;
            };
            let asked = self.rule.order.groups.get(*group as usize).is_some_and(|group| facts.contains(&group.fact));
            if asked && seen.insert(node) {
                waiting.extend(branches);
            }
        }
        Ok(false)
    }

    /// The facts that the answer turns on, each with why it is open; in no order.
    pub fn turns(&mut self) -> Result<Vec<Turn>, Exceeded> {
        let mut groups: Vec<u16> = self.made.iter().map(|(group, _)| *group).collect();
        groups.sort_unstable();
        groups.dedup();
        let mut turns = Vec::new();
        for group in groups {
            let Some(fact) = self.rule.order.groups.get(group as usize).map(|group| group.fact) else { continue };
            turns.push(Turn { fact, why: self.why(fact)? });
        }
        Ok(turns)
    }

    fn why(&mut self, fact: FactId) -> Result<Why, Exceeded> {
        let domain = self.facts.domain(fact);
        if !domain.said {
            return Ok(Why::Unstated);
        }
        if !domain.contested {
            return Ok(Why::PartlyStated);
        }
        if contested_members(domain).is_empty() {
            return Ok(Why::Contested);
        }
        let entries: Vec<Node> =
            self.entries.iter().copied().filter(|entry| self.rule.asks(*entry).0 == fact).collect();
        let mut seen = HashSet::new();
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
        seen: &mut HashSet<([Node; 2], u16, [u64; 2])>,
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

fn contested_members(domain: &Domain) -> &[Cube] {
    match &domain.values {
        Values::Set { contested, .. } => contested,
        Values::One(_) => &[],
    }
}

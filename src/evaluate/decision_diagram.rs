//! Decision diagrams: a condition as a graph that asks one thing at a time.
//!
//! Each level of a diagram asks one thing of one fact: its value, whether one member is in a set, or whether it is
//! stated. All levels of a fact stand together. A diagram is ordered and reduced (R. E. Bryant, "Graph-Based Algorithms
//! for Boolean Function Manipulation", 1986, with more than two branches where a fact has more than two values), so
//! that two conditions which agree everywhere are one node.

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::facts::TEXT_SOME;
use super::order::{Asks, Group, Order};
use super::{Budget, Exceeded};
use crate::model::number::Range;
use crate::model::vocabulary::{FactId, FactType, Vocabulary};
use crate::model::{Condition, Test};

/// A node of a diagram; the first two are the answers no and yes.
pub(super) type Node = u32;
pub(super) const NO: Node = 0;
pub(super) const YES: Node = 1;

/// The nodes behind a node, one for each branch.
pub(super) type Branches = SmallVec<[Node; 6]>;

/// The nodes of diagrams over one order, each with its level and its branches.
#[derive(Debug, Clone)]
pub(super) struct Store {
    levels: Vec<u16>,
    first: Vec<u32>,
    branches: Vec<Node>,
}

/// The level of the answers, behind all others.
pub(super) const END: u16 = u16::MAX;

impl Store {
    fn new() -> Self {
        Self { levels: vec![END, END], first: vec![0, 0], branches: Vec::new() }
    }

    #[allow(clippy::indexing_slicing, reason = "nodes are only made by the store that they index")]
    pub fn level(&self, node: Node) -> u16 {
        self.levels[node as usize]
    }

    /// The branch of a node; the node must not be an answer.
    #[allow(clippy::indexing_slicing, reason = "nodes are only made by the store that they index")]
    pub fn branch(&self, node: Node, branch: u32) -> Node {
        self.branches[(self.first[node as usize] + branch) as usize]
    }

    pub fn len(&self) -> usize {
        self.levels.len()
    }
}

/// Makes diagrams over one order.
pub(super) struct Builder<'o> {
    vocabulary: &'o Vocabulary,
    order: &'o Order,
    store: Store,
    unique: FxHashMap<(u16, Branches), Node>,
    both: FxHashMap<(Node, Node), Node>,
    any: FxHashMap<(Node, Node), Node>,
    flipped: FxHashMap<Node, Node>,
    budget: &'o mut Budget,
}

impl<'o> Builder<'o> {
    pub fn new(vocabulary: &'o Vocabulary, order: &'o Order, budget: &'o mut Budget) -> Self {
        Self {
            vocabulary,
            order,
            store: Store::new(),
            unique: FxHashMap::default(),
            both: FxHashMap::default(),
            any: FxHashMap::default(),
            flipped: FxHashMap::default(),
            budget,
        }
    }

    /// The nodes that were made.
    pub fn into_store(self) -> Store {
        self.store
    }

    fn make(&mut self, level: u16, branches: &[Node]) -> Result<Node, Exceeded> {
        self.budget.step()?;
        if let Some(first) = branches.first()
            && branches.iter().all(|branch| branch == first)
        {
            return Ok(*first);
        }
        let next = u32::try_from(self.store.levels.len()).map_err(|_| Exceeded)?;
        let node = *self.unique.entry((level, Branches::from_slice(branches))).or_insert(next);
        if node != next {
            return Ok(node);
        }
        self.store.levels.push(level);
        self.store.first.push(u32::try_from(self.store.branches.len()).map_err(|_| Exceeded)?);
        self.store.branches.extend_from_slice(branches);
        Ok(node)
    }

    /// The branches of a node as seen from a level that stands before or at it.
    fn seen_from(&self, level: u16, node: Node) -> Branches {
        let count = self.order.levels.get(level as usize).map_or(0, |level| u32::from(level.branches));
        (0..count).map(|at| if self.store.level(node) == level { self.store.branch(node, at) } else { node }).collect()
    }

    /// Both of two.
    pub fn and(&mut self, a: Node, b: Node) -> Result<Node, Exceeded> {
        let (a, b) = (a.min(b), a.max(b));
        if a == NO || a == b || b == NO {
            return Ok(if b == NO { NO } else { a });
        }
        if a == YES {
            return Ok(b);
        }
        if let Some(known) = self.both.get(&(a, b)) {
            return Ok(*known);
        }
        let level = self.store.level(a).min(self.store.level(b));
        let pairs = self.seen_from(level, a).into_iter().zip(self.seen_from(level, b));
        let branches = pairs.map(|(a, b)| self.and(a, b)).collect::<Result<Branches, _>>()?;
        let node = self.make(level, &branches)?;
        self.both.insert((a, b), node);
        Ok(node)
    }

    /// Either of two.
    pub fn or(&mut self, a: Node, b: Node) -> Result<Node, Exceeded> {
        let (a, b) = (a.min(b), a.max(b));
        if a == YES || a == b || b == YES {
            return Ok(if b == YES { YES } else { a });
        }
        if a == NO {
            return Ok(b);
        }
        if let Some(known) = self.any.get(&(a, b)) {
            return Ok(*known);
        }
        let level = self.store.level(a).min(self.store.level(b));
        let pairs = self.seen_from(level, a).into_iter().zip(self.seen_from(level, b));
        let branches = pairs.map(|(a, b)| self.or(a, b)).collect::<Result<Branches, _>>()?;
        let node = self.make(level, &branches)?;
        self.any.insert((a, b), node);
        Ok(node)
    }

    /// The opposite.
    pub fn not(&mut self, a: Node) -> Result<Node, Exceeded> {
        if a <= YES {
            return Ok(YES - a);
        }
        if let Some(known) = self.flipped.get(&a) {
            return Ok(*known);
        }
        let level = self.store.level(a);
        let branches =
            self.seen_from(level, a).into_iter().map(|branch| self.not(branch)).collect::<Result<Branches, _>>()?;
        let node = self.make(level, &branches)?;
        self.flipped.insert(a, node);
        self.flipped.insert(node, a);
        Ok(node)
    }

    /// The second where the first holds, and elsewhere the third.
    pub fn either(&mut self, which: Node, with: Node, without: Node) -> Result<Node, Exceeded> {
        if with == without {
            return Ok(with);
        }
        let outside = self.not(which)?;
        let with = self.and(which, with)?;
        let without = self.and(outside, without)?;
        self.or(with, without)
    }

    /// All of these, or at least one of them.
    pub fn joined(&mut self, parts: &[Node], all: bool) -> Result<Node, Exceeded> {
        let (mut joined, join): (_, fn(&mut Self, Node, Node) -> _) =
            if all { (YES, Self::and) } else { (NO, Self::or) };
        for part in parts {
            joined = join(self, joined, *part)?;
        }
        Ok(joined)
    }

    /// A condition.
    pub fn condition(&mut self, condition: &Condition) -> Result<Node, Exceeded> {
        match condition {
            Condition::All(parts) | Condition::Any(parts) => {
                let all = matches!(condition, Condition::All(_));
                let parts = parts.iter().map(|part| self.condition(part)).collect::<Result<Vec<_>, _>>()?;
                self.joined(&parts, all)
            }
            Condition::Not(part) => {
                let part = self.condition(part)?;
                self.not(part)
            }
            Condition::If(scope, then) => {
                let scope = self.condition(scope)?;
                let then = self.condition(then)?;
                self.implies(scope, then)
            }
            Condition::Fact(fact, test) => self.test(*fact, *test),
        }
    }

    /// Where the first holds, the second does.
    pub fn implies(&mut self, scope: Node, then: Node) -> Result<Node, Exceeded> {
        let outside = self.not(scope)?;
        self.or(outside, then)
    }

    /// That a fact passes a test.
    pub fn test(&mut self, fact: FactId, test: Test) -> Result<Node, Exceeded> {
        let Some(group) = self.order.groups.iter().find(|group| group.fact == fact) else { return Ok(NO) };
        let levels = group.levels.clone();
        let all = self.vocabulary.fact(fact).all_values();
        match test {
            Test::OneOf(values) => self.value(levels.start, values),
            Test::NoneOf(values) => self.value(levels.start, !values),
            Test::Within(range) => self.within(group, range),
            Test::Includes(values) => self.at_least(levels, values, values.count_ones()),
            Test::IncludesAny(values) => self.at_least(levels, values, 1),
            Test::Excludes(values) => self.has_none(levels, values),
            Test::Only(values) => self.has_none(levels, all & !values),
            Test::AtLeast(count) => self.at_least(levels, all, count),
            Test::Empty => self.has_none(levels, all),
            Test::NotEmpty => self.at_least(levels, all, 1),
            Test::Stated => {
                let stated = self.make(levels.end.saturating_sub(1), &[NO, YES])?;
                // Of a text that is said to be none, it does not hold either.
                match self.vocabulary.fact(fact).kind {
                    FactType::Text => {
                        let some = self.value(levels.start, TEXT_SOME)?;
                        self.and(some, stated)
                    }
                    _ => Ok(stated),
                }
            }
        }
    }

    fn value(&mut self, level: u16, values: u64) -> Result<Node, Exceeded> {
        let count = self.order.levels.get(level as usize).map_or(0, |level| u32::from(level.branches));
        let branches: Vec<Node> = (0..count).map(|value| if values >> value & 1 == 1 { YES } else { NO }).collect();
        self.make(level, &branches)
    }

    /// Whether a number or a day is in a range: in which cells that is so, all cuts of the range being cuts of the group.
    fn within(&mut self, group: &Group, range: Range) -> Result<Node, Exceeded> {
        if group.cuts.is_empty() {
            return Ok(YES);
        }
        let branches: Vec<Node> = group.cells().map(|cell| if cell.meets(range) { YES } else { NO }).collect();
        self.make(group.levels.start, &branches)
    }

    fn has_none(&mut self, levels: std::ops::Range<u16>, members: u64) -> Result<Node, Exceeded> {
        let any = self.at_least(levels, members, 1)?;
        self.not(any)
    }

    /// Whether a set has at least `count` of these members: row by row from the last member, where entry `k` of a row
    /// is the answer when `k` more are needed.
    fn at_least(&mut self, levels: std::ops::Range<u16>, members: u64, count: u32) -> Result<Node, Exceeded> {
        if count > members.count_ones() {
            return Ok(NO);
        }
        let mut row: Vec<Node> = (0..=count).map(|needed| if needed == 0 { YES } else { NO }).collect();
        for level in levels.rev() {
            let Some(Asks::Member(member)) = self.order.levels.get(level as usize).map(|level| level.asks) else {
                continue;
            };
            if members >> member & 1 == 0 {
                continue;
            }
            let mut next = row.clone();
            for (at, pair) in (1..).zip(row.windows(2)) {
                let [with, without] = pair else { continue };
                let node = self.make(level, &[*without, *with])?;
                if let Some(place) = next.get_mut(at) {
                    *place = node;
                }
            }
            row = next;
        }
        Ok(row.last().copied().unwrap_or(NO))
    }
}

impl Store {
    /// The part of the nodes that can be reached from these roots, and the roots in it.
    #[allow(clippy::indexing_slicing, reason = "every node has its place in the table of new numbers")]
    pub fn kept<const N: usize>(&self, roots: [Node; N]) -> (Self, [Node; N]) {
        let mut reached = vec![false; self.len()];
        let mut waiting: Vec<Node> = roots.to_vec();
        while let Some(node) = waiting.pop() {
            if node > YES && !std::mem::replace(&mut reached[node as usize], true) {
                waiting.extend(self.branches_of(node));
            }
        }
        let mut kept = Self::new();
        let mut numbers: Vec<Node> = vec![NO, YES];
        numbers.resize(self.len(), NO);
        // Nodes are made after those that they lead to, so that every branch has its number already.
        for (node, _) in (0u32..).zip(&reached).skip(2).filter(|(_, reached)| **reached) {
            numbers[node as usize] = u32::try_from(kept.levels.len()).unwrap_or(u32::MAX);
            kept.levels.push(self.level(node));
            kept.first.push(u32::try_from(kept.branches.len()).unwrap_or(u32::MAX));
            let branches: Vec<Node> = self.branches_of(node).iter().map(|branch| numbers[*branch as usize]).collect();
            kept.branches.extend(branches);
        }
        (kept, roots.map(|root| numbers[root as usize]))
    }

    fn branches_of(&self, node: Node) -> &[Node] {
        let start = self.first.get(node as usize).map_or(0, |first| *first as usize);
        let end = self.first.get(node as usize + 1).map_or(self.branches.len(), |first| *first as usize);
        self.branches.get(start..end).unwrap_or_default()
    }
}

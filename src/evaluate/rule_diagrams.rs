//! The diagrams of one rule.

use super::decision_diagram::{Builder, Node, Store, YES};
use super::order::{Asks, Group, MAX_CELLS, Order};
use super::{Budget, Exceeded};
use crate::model::Condition;
use crate::model::vocabulary::{FactId, FactSet, Vocabulary};

/// The most facts that a rule may have, whatever the limits are set to: smallest sets of them are kept in 128 bits.
pub(super) const MOST_FACTS: usize = 128;

/// The diagrams of one rule: of its scope, of what it requires, and of its answer.
#[derive(Debug, Clone)]
pub(super) struct Diagrams {
    pub order: Order,
    pub store: Store,
    /// Whether the scope of the set and of the rule both hold.
    pub scope: Node,
    /// Whether what is required holds.
    pub require: Node,
    /// Whether the scope implies what is required.
    pub answer: Node,
    /// What each node asks, and of which fact; of the two answers, nothing that means anything.
    asked: Vec<(FactId, Asks)>,
    /// The facts of the rule.
    pub facts: FactSet,
    /// The same, in the order of the vocabulary.
    pub sorted: Vec<FactId>,
    /// How many nodes ask for each fact, and how many branches these have, in the order in which they are asked for.
    pub sizes: Vec<(u64, u64)>,
}

impl Diagrams {
    /// The diagrams in an order of the facts.
    pub fn in_order(
        vocabulary: &Vocabulary,
        scopes: &[&Condition],
        require: Option<&Condition>,
        order: Order,
        budget: &mut Budget,
    ) -> Result<Self, Exceeded> {
        // With the scopes of sets that it was imported through, a rule may speak of more facts than its own limit allows.
        let many = |group: &Group| group.cuts.len() >= MAX_CELLS;
        if order.groups.len() > MOST_FACTS || order.groups.iter().any(many) {
            return Err(Exceeded);
        }
        let mut builder = Builder::new(vocabulary, &order, budget);
        let mut scope = YES;
        for part in scopes {
            let part = builder.condition(part)?;
            scope = builder.and(scope, part)?;
        }
        let require = require.map_or(Ok(YES), |require| builder.condition(require))?;
        let answer = builder.implies(scope, require)?;
        let (store, [scope, require, answer]) = builder.into_store().kept([scope, require, answer]);
        Ok(Self::of(order, store, scope, require, answer))
    }

    /// Diagrams that were made in this order: of the scope, of what is required, and of the answer.
    pub fn of(order: Order, store: Store, scope: Node, require: Node, answer: Node) -> Self {
        let facts: FactSet = order.groups.iter().map(|group| group.fact).collect();
        let asks = |node: Node| {
            let level = order.levels.get(store.level(node) as usize);
            let asked = level.and_then(|level| Some((order.groups.get(level.group as usize)?.fact, level.asks)));
            asked.unwrap_or((FactId::FIRST, Asks::Value))
        };
        let asked = (0..).take(store.len()).map(asks).collect();
        let (sorted, sizes) = (facts.iter().collect(), sizes(&order, &store));
        Self { order, store, scope, require, answer, asked, facts, sorted, sizes }
    }

    /// What a node asks, and of which fact; the node must not be an answer.
    #[allow(clippy::indexing_slicing, reason = "there is a question for every node")]
    pub fn asks(&self, node: Node) -> (FactId, Asks) {
        self.asked[node as usize]
    }

    /// The place, among the facts of the rule, of the fact that a node asks for.
    #[allow(clippy::indexing_slicing, reason = "every level of a node is a level of the order")]
    pub fn group_index(&self, node: Node) -> u16 {
        self.order.levels[self.store.level(node) as usize].group
    }

    /// The levels of the fact that a node asks for.
    #[allow(clippy::indexing_slicing, reason = "every level has its group")]
    pub fn group(&self, node: Node) -> &Group {
        &self.order.groups[self.group_index(node) as usize]
    }

    /// The number of branches at a level.
    pub fn branches(&self, level: u16) -> u32 {
        self.order.levels.get(level as usize).map_or(0, |level| u32::from(level.branches))
    }
}

fn sizes(order: &Order, store: &Store) -> Vec<(u64, u64)> {
    let mut sizes = vec![(0, 0); order.groups.len()];
    for node in (0..).take(store.len()).filter(|node| *node > YES) {
        let level = order.levels.get(store.level(node) as usize);
        if let Some(level) = level
            && let Some((nodes, branches)) = sizes.get_mut(level.group as usize)
        {
            *nodes += 1;
            *branches += u64::from(level.branches);
        }
    }
    sizes
}

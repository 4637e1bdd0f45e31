//! The diagrams of one rule, and what they say of a pilot.

use super::diagram::{Builder, NO, Node, Store, YES};
use super::facts::{Domain, Facts};
use super::order::{Asks, Group, MAX_CELLS, Order};
use super::prepare::open;
use super::reach::{Answers, Domains, reach};
use super::restrict::Restriction;
use super::{Budget, Decision, Exceeded, OpenFact, because};
use crate::model::vocabulary::{FactId, FactSet, Vocabulary};
use crate::model::{Basis, Condition, Verdict};

/// The most facts that a rule may have, whatever the limits are set to: smallest sets of them are kept in 128 bits.
pub(super) const MOST_FACTS: usize = 128;

/// The diagrams of one rule: of its scope, and of its answer.
#[derive(Debug, Clone)]
pub(super) struct Diagrams {
    pub order: Order,
    pub store: Store,
    /// Whether the scope of the set and of the rule both hold.
    pub scope: Node,
    /// Whether the scope implies what is required.
    pub answer: Node,
    /// What each node asks, and of which fact; of the two answers, nothing that means anything.
    asked: Vec<(FactId, Asks)>,
    /// The facts of the rule.
    pub facts: FactSet,
    /// The same, in the order of the vocabulary.
    pub sorted: Vec<FactId>,
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
        let (store, [scope, answer]) = builder.into_store().kept([scope, answer]);
        Ok(Self::of(order, store, scope, answer))
    }

    /// Diagrams that were made in this order: of the scope, and of the answer.
    pub fn of(order: Order, store: Store, scope: Node, answer: Node) -> Self {
        let facts: FactSet = order.groups.iter().map(|group| group.fact).collect();
        let asks = |node: Node| {
            let level = order.levels.get(store.level(node) as usize);
            let asked = level.and_then(|level| Some((order.groups.get(level.group as usize)?.fact, level.asks)));
            asked.unwrap_or((FactId::FIRST, Asks::Value))
        };
        let asked = (0..).take(store.len()).map(asks).collect();
        Self { order, store, scope, answer, asked, facts, sorted: facts.iter().collect() }
    }

    /// The verdict alone, by these diagrams of a scope and an answer.
    pub fn verdict_by(
        &self,
        scope: Node,
        answer: Node,
        facts: &Facts<'_>,
        budget: &mut Budget,
    ) -> Result<Verdict, Exceeded> {
        let (verdict, _) = self.decided(scope, answer, facts, budget)?;
        match verdict {
            Some(verdict) => Ok(verdict),
            None if facts.any_contested(&self.facts) => Ok(open(&self.turns_on(answer, facts, budget)?)),
            None => Ok(Verdict::Unstated),
        }
    }

    /// The verdict with its reason.
    pub fn decide(&self, facts: &Facts<'_>, budget: &mut Budget) -> Result<Decision, Exceeded> {
        let (verdict, root) = self.decided(self.scope, self.answer, facts, budget)?;
        let Some(verdict) = verdict else {
            let turns_on = self.turns_on(self.answer, facts, budget)?;
            return Ok(Decision { verdict: open(&turns_on), because: Vec::new(), turns_on, basis: None });
        };
        let answer = if verdict == Verdict::Met { YES } else { NO };
        let because = because::smallest(self, root, answer, facts, budget)?;
        let basis = self.basis(root, answer, &because, facts, budget)?;
        Ok(Decision { verdict, because, turns_on: Vec::new(), basis })
    }

    /// The verdict if it is decided, and the diagram that decides it.
    fn decided(
        &self,
        scope: Node,
        answer: Node,
        facts: &Facts<'_>,
        budget: &mut Budget,
    ) -> Result<(Option<Verdict>, Node), Exceeded> {
        let verdict = match self.answers(answer, facts, budget)? {
            // Where the scope is false the answer is yes, so that only then it needs to be asked for.
            Answers::Yes if self.answers(scope, facts, budget)? == Answers::No => {
                return Ok((Some(Verdict::NotApplicable), scope));
            }
            Answers::Yes => Some(Verdict::Met),
            Answers::No => Some(Verdict::Breached),
            Answers::Both => None,
        };
        Ok((verdict, answer))
    }

    /// The answers that a diagram can give.
    pub fn answers(&self, root: Node, facts: &Facts<'_>, budget: &mut Budget) -> Result<Answers, Exceeded> {
        reach(self, root, facts, facts.any_contested(&self.facts), budget)
    }

    fn turns_on(&self, answer: Node, facts: &Facts<'_>, budget: &mut Budget) -> Result<Vec<OpenFact>, Exceeded> {
        let mut restriction = Restriction::new(self, facts, budget);
        restriction.restrict(answer)?;
        let mut turns = restriction.turns()?;
        turns.sort_unstable_by_key(|turn| turn.fact);
        Ok(turns)
    }

    /// The strongest basis on which the reasons alone still give the answer.
    pub fn basis(
        &self,
        root: Node,
        answer: Node,
        because: &[FactId],
        facts: &Facts<'_>,
        budget: &mut Budget,
    ) -> Result<Option<Basis>, Exceeded> {
        if let Ok(only) = only_basis(because, facts) {
            return Ok(only);
        }
        for (basis, _) in Basis::ALL.into_iter().rev() {
            let reasons = Reasons::on(self, because, basis, facts);
            let answers = reach(self, root, &reasons, reasons.contested, budget)?;
            if answers == (if answer == YES { Answers::Yes } else { Answers::No }) {
                return Ok(Some(basis));
            }
        }
        Ok(None)
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

/// What is said of some facts is said on several bases.
pub(super) struct Several;

/// The basis of everything that is said of these facts, if anything is: on any stronger one nothing would be left of them.
pub(super) fn only_basis(because: &[FactId], facts: &Facts<'_>) -> Result<Option<Basis>, Several> {
    let mut spoken = because.iter().flat_map(|fact| facts.heard(*fact)).map(|statement| Some(statement.basis));
    let first = spoken.next().flatten();
    if spoken.all(|basis| basis == first) { Ok(first) } else { Err(Several) }
}

/// Some facts of a rule, by their statements on a basis or a stronger one; all others unstated.
struct Reasons {
    domains: Vec<(FactId, Domain)>,
    contested: bool,
}

impl Reasons {
    fn on(rule: &Diagrams, because: &[FactId], basis: Basis, facts: &Facts<'_>) -> Self {
        let domains: Vec<(FactId, Domain)> = rule
            .order
            .groups
            .iter()
            .map(|group| {
                let fact = facts.vocabulary().fact(group.fact);
                let domain = if because.contains(&group.fact) {
                    Domain::of(fact, facts.heard(group.fact).filter(|statement| statement.basis >= basis))
                } else {
                    Domain::open(fact)
                };
                (group.fact, domain)
            })
            .collect();
        let contested = domains.iter().any(|(_, domain)| domain.contested);
        Self { domains, contested }
    }
}

impl Domains for Reasons {
    #[allow(clippy::expect_used, reason = "there is a domain for every fact of the rule, and no other is asked for")]
    fn domain(&self, fact: FactId) -> &Domain {
        let found = self.domains.iter().find(|(id, _)| *id == fact);
        &found.expect("a fact of the rule").1
    }
}

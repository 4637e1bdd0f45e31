//! The diagrams of one rule, and what they say of a pilot.

use super::diagram::{Builder, NO, Node, Store, YES};
use super::facts::{Domain, Facts};
use super::order::{Asks, Group, MAX_CELLS, Order};
use super::prepare::open;
use super::reach::{Answers, Domains, reach};
use super::restrict::Restriction;
use super::{Budget, Decision, Exceeded, OpenFact, because};
use crate::model::vocabulary::{FactId, FactSet, Vocabulary};
use crate::model::{Applies, Basis, Condition, Verdict, VerdictAndScope};

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
        Self { order, store, scope, require, answer, asked, facts, sorted: facts.iter().collect() }
    }

    /// The verdict alone, by these diagrams of a scope and an answer, of which nothing is set aside.
    pub fn verdict_by(
        &self,
        scope: Node,
        answer: Node,
        facts: &Facts<'_>,
        budget: &mut Budget,
    ) -> Result<Verdict, Exceeded> {
        match self.answers(answer, facts, budget)? {
            // Where the scope is false the answer is yes, so that only then it needs to be asked for.
            Answers::Yes if self.answers(scope, facts, budget)? == Answers::No => Ok(Verdict::NotApplicable),
            Answers::Yes => Ok(Verdict::Met),
            Answers::No => Ok(Verdict::Breached),
            Answers::Both if facts.any_contested(&self.facts) => Ok(open(&self.turns_on(answer, facts, budget)?)),
            Answers::Both => Ok(Verdict::Unstated),
        }
    }

    /// The verdict alone, and whether the rule applies.
    pub fn verdict(&self, facts: &Facts<'_>, budget: &mut Budget) -> Result<VerdictAndScope, Exceeded> {
        let (applies, _) = self.applies(facts, budget)?;
        let verdict = match applies {
            Applies::Yes => self.verdict_by(YES, self.require, facts, budget)?,
            Applies::No => Verdict::NotApplicable,
            Applies::Open => self.verdict_by(YES, self.answer, facts, budget)?,
        };
        Ok(VerdictAndScope { verdict, applies })
    }

    /// Whether the rule applies, and whether it does so by the whole pilot, every statement listened to.
    pub fn applies(&self, facts: &Facts<'_>, budget: &mut Budget) -> Result<(Applies, bool), Exceeded> {
        if let Some(whole) = facts.whole_if_other()
            && self.answers(self.scope, whole, budget)? == Answers::Yes
        {
            return Ok((Applies::Yes, true));
        }
        Ok(match self.answers(self.scope, facts, budget)? {
            Answers::Yes => (Applies::Yes, facts.whole_if_other().is_none()),
            Answers::No => (Applies::No, false),
            Answers::Both => (Applies::Open, false),
        })
    }

    /// The verdict with its reason, and whether the rule applies with the reason for that: so many steps may be taken for
    /// each of the two.
    pub fn decide(&self, facts: &Facts<'_>, budget: &Budget) -> Result<Decision, Exceeded> {
        let (mut budget, mut for_scope) = (budget.clone(), budget.clone());
        let (applies, on_whole_pilot) = self.applies(facts, &mut for_scope)?;
        let judged = if on_whole_pilot { facts.whole() } else { facts };
        let applies_because = match applies {
            Applies::Yes => because::smallest(self, self.scope, YES, judged, &mut for_scope)?,
            Applies::No => because::smallest(self, self.scope, NO, judged, &mut for_scope)?,
            Applies::Open => Vec::new(),
        };
        let root = self.root(applies);
        let (verdict, because, turns_on, basis) = match self.answers(root, facts, &mut budget)? {
            Answers::Both => {
                let turns_on = self.turns_on(root, facts, &mut budget)?;
                (open(&turns_on), Vec::new(), turns_on, None)
            }
            answers => {
                let answer = if answers == Answers::Yes { YES } else { NO };
                let (verdict, because) = match (applies, answers) {
                    (Applies::No, _) => (Verdict::NotApplicable, applies_because.clone()),
                    (_, Answers::Yes) => (Verdict::Met, because::smallest(self, root, answer, facts, &mut budget)?),
                    _ => (Verdict::Breached, because::smallest(self, root, answer, facts, &mut budget)?),
                };
                let basis = self.basis(root, answer, &because, facts, &mut budget)?;
                (verdict, because, Vec::new(), basis)
            }
        };
        Ok(Decision { verdict, because, turns_on, basis, applies, applies_because, on_whole_pilot })
    }

    /// The diagram that gives the verdict: where the rule applies that of what it requires alone.
    pub fn root(&self, applies: Applies) -> Node {
        match applies {
            Applies::Yes => self.require,
            Applies::No => self.scope,
            Applies::Open => self.answer,
        }
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

//! A rule made ready to be decided, once for all pilots.

use super::diagram::{Builder, Node, Store};
use super::facts::{Domain, Facts, bit};
use super::order::{Asks, Order};
use super::plain::Plain;
use super::reach::{Answers, Domains, reach};
use super::restrict::Restriction;
use super::{Budget, Decision, Exceeded, Turn, Verdict, because};
use crate::limits::Limits;
use crate::pilot::Basis;
use crate::rules::{Applies, Condition};
use crate::vocabulary::{FactId, Vocabulary};

/// The diagrams of one rule: of its scope, and of its answer.
#[derive(Debug, Clone)]
pub struct Prepared {
    pub(super) order: Order,
    pub(super) store: Store,
    /// Whether the scope of the set and of the rule both hold.
    pub(super) scope: Node,
    /// Whether the scope implies what is required.
    pub(super) answer: Node,
    /// What each node asks, and of which fact; of the two answers, nothing that means anything.
    asked: Vec<(FactId, Asks)>,
    /// A bit for each fact of the rule.
    facts: u128,
    /// The rule as a tree, if it speaks of each fact once: most pilots are decided by that.
    plain: Option<Plain>,
    /// What it may take to decide it.
    pub(super) limits: Limits,
}

impl Prepared {
    /// Prepares a rule within the limits of the contract: `scopes` are those of its set and its own, as far as they have
    /// one.
    ///
    /// # Errors
    /// [`Exceeded`] where the diagrams would take too many steps.
    pub fn new(vocabulary: &Vocabulary, scopes: &[&Condition], require: Option<&Condition>) -> Result<Self, Exceeded> {
        Self::within(vocabulary, scopes, require, Limits::default())
    }

    /// The same within these limits: preparing it may take as many steps as they allow, and so may each time that it is
    /// decided.
    ///
    /// # Errors
    /// [`Exceeded`] where the diagrams would take too many steps.
    pub fn within(
        vocabulary: &Vocabulary,
        scopes: &[&Condition],
        require: Option<&Condition>,
        limits: Limits,
    ) -> Result<Self, Exceeded> {
        // What is written together is mostly tested together; where that order fails, the facts are asked for in the
        // order that keeps those of one clause closest.
        let conditions: Vec<&Condition> = scopes.iter().copied().chain(require).collect();
        let written = Order::as_written(vocabulary, &conditions);
        let budget = || Budget::of(&limits, 1);
        let prepared = Self::in_order(vocabulary, scopes, require, written, &mut budget()).or_else(|Exceeded| {
            let order = Order::by_clauses(vocabulary, &conditions);
            Self::in_order(vocabulary, scopes, require, order, &mut budget())
        })?;
        let plain = require.and_then(|require| Plain::new(vocabulary, scopes, require));
        Ok(Self { plain, limits, ..prepared })
    }

    /// The diagrams in an order of the facts.
    pub(super) fn in_order(
        vocabulary: &Vocabulary,
        scopes: &[&Condition],
        require: Option<&Condition>,
        order: Order,
        budget: &mut Budget,
    ) -> Result<Self, Exceeded> {
        let mut builder = Builder::new(vocabulary, &order, budget);
        let mut scope = super::diagram::YES;
        for part in scopes {
            let part = builder.condition(part)?;
            scope = builder.and(scope, part)?;
        }
        let require = require.map_or(Ok(super::diagram::YES), |require| builder.condition(require))?;
        let answer = builder.implies(scope, require)?;
        let (store, [scope, answer]) = builder.into_store().kept([scope, answer]);
        Ok(Self::of(order, store, scope, answer))
    }

    /// Diagrams that were made in this order: of the scope, and of the answer.
    pub(super) fn of(order: Order, store: Store, scope: Node, answer: Node) -> Self {
        let facts = order.groups.iter().fold(0, |all, group| all | bit(group.fact));
        let asks = |node: Node| {
            let level = order.levels.get(store.level(node) as usize);
            let asked = level.and_then(|level| Some((order.groups.get(level.group as usize)?.fact, level.asks)));
            asked.unwrap_or((FactId::FIRST, Asks::Value))
        };
        let asked = (0..).take(store.len()).map(asks).collect();
        Self { order, store, scope, answer, asked, facts, plain: None, limits: Limits::default() }
    }

    pub(super) fn budget(&self) -> Budget {
        Budget::of(&self.limits, 1)
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
        Ok(match self.answers(self.scope, facts, &mut self.budget())? {
            Answers::Yes => Applies::Yes,
            Answers::No => Applies::No,
            Answers::Both => Applies::Open,
        })
    }

    /// The verdict alone.
    ///
    /// # Errors
    /// [`Exceeded`] where that would take too many steps.
    pub fn verdict(&self, facts: &Facts<'_>) -> Result<Verdict, Exceeded> {
        match self.plain_for(facts) {
            Some(plain) => Ok(plain.verdict(facts)),
            None => self.verdict_within(facts, &mut self.budget()),
        }
    }

    /// The verdict alone, by steps of a budget that is shared with other questions.
    ///
    /// # Errors
    /// [`Exceeded`] where the budget is not enough.
    pub fn verdict_within(&self, facts: &Facts<'_>, budget: &mut Budget) -> Result<Verdict, Exceeded> {
        self.verdict_by(self.scope, self.answer, facts, budget)
    }

    /// The verdict alone, by these diagrams of a scope and an answer.
    pub(super) fn verdict_by(
        &self,
        scope: Node,
        answer: Node,
        facts: &Facts<'_>,
        budget: &mut Budget,
    ) -> Result<Verdict, Exceeded> {
        let (verdict, _) = self.decided(scope, answer, facts, budget)?;
        match verdict {
            Some(verdict) => Ok(verdict),
            None if facts.any_contested(self.facts) => Ok(open(&self.turns_on(answer, facts, budget)?)),
            None => Ok(Verdict::Unstated),
        }
    }

    /// The verdict with its reason.
    ///
    /// # Errors
    /// [`Exceeded`] where that would take too many steps.
    pub fn decide(&self, facts: &Facts<'_>) -> Result<Decision, Exceeded> {
        let Some(plain) = self.plain_for(facts) else { return self.decide_by_diagrams(facts) };
        let (verdict, because, turns_on) = plain.decide(facts);
        let (root, answer) = match verdict {
            Verdict::Met => (self.answer, super::diagram::YES),
            Verdict::NotApplicable => (self.scope, super::diagram::NO),
            _ => (self.answer, super::diagram::NO),
        };
        let basis = self.basis(root, answer, &because, facts, &mut self.budget())?;
        Ok(Decision { verdict, because, turns_on, basis })
    }

    /// The rule as a tree, if a pilot can be decided by that.
    pub(super) fn plain_for(&self, facts: &Facts<'_>) -> Option<&Plain> {
        self.plain.as_ref().filter(|plain| plain.is_for(facts))
    }

    pub(super) fn decide_by_diagrams(&self, facts: &Facts<'_>) -> Result<Decision, Exceeded> {
        let mut budget = self.budget();
        let (verdict, root) = self.decided(self.scope, self.answer, facts, &mut budget)?;
        let Some(verdict) = verdict else {
            let turns_on = self.turns_on(self.answer, facts, &mut budget)?;
            return Ok(Decision { verdict: open(&turns_on), because: Vec::new(), turns_on, basis: None });
        };
        let answer = if verdict == Verdict::Met { super::diagram::YES } else { super::diagram::NO };
        let because = because::smallest(self, root, answer, facts, &mut budget)?;
        let basis = self.basis(root, answer, &because, facts, &mut budget)?;
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
    pub(super) fn answers(&self, root: Node, facts: &Facts<'_>, budget: &mut Budget) -> Result<Answers, Exceeded> {
        reach(self, root, facts, facts.any_contested(self.facts), budget)
    }

    fn turns_on(&self, answer: Node, facts: &Facts<'_>, budget: &mut Budget) -> Result<Vec<Turn>, Exceeded> {
        let mut restriction = Restriction::new(self, facts, budget);
        restriction.restrict(answer)?;
        let mut turns = restriction.turns()?;
        turns.sort_unstable_by_key(|turn| turn.fact);
        Ok(turns)
    }

    /// The strongest basis on which the reasons alone still give the answer.
    fn basis(
        &self,
        root: Node,
        answer: Node,
        because: &[FactId],
        facts: &Facts<'_>,
        budget: &mut Budget,
    ) -> Result<Option<Basis>, Exceeded> {
        let mut spoken = because.iter().flat_map(|fact| facts.heard(*fact)).map(|statement| statement.basis);
        let Some(first) = spoken.next() else { return Ok(None) };
        if spoken.all(|basis| basis == first) {
            // On any stronger one nothing would be left of them.
            return Ok(Some(first));
        }
        for (basis, _) in Basis::ALL.into_iter().rev() {
            let reasons = Reasons::on(self, because, basis, facts);
            let answers = reach(self, root, &reasons, reasons.contested, budget)?;
            if answers == (if answer == super::diagram::YES { Answers::Yes } else { Answers::No }) {
                return Ok(Some(basis));
            }
        }
        Ok(None)
    }
}

/// An open verdict, by what it turns on.
pub(super) fn open(turns: &[Turn]) -> Verdict {
    if turns.iter().any(|turn| turn.why == super::Why::Contested) { Verdict::Contested } else { Verdict::Unstated }
}

/// Some facts of a rule, by their statements on a basis or a stronger one; all others unstated.
struct Reasons {
    domains: Vec<(FactId, Domain)>,
    contested: bool,
}

impl Reasons {
    fn on(rule: &Prepared, because: &[FactId], basis: Basis, facts: &Facts<'_>) -> Self {
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

impl Prepared {
    /// What a node asks, and of which fact; the node must not be an answer.
    #[allow(clippy::indexing_slicing, reason = "there is a question for every node")]
    pub(super) fn asks(&self, node: Node) -> (FactId, Asks) {
        self.asked[node as usize]
    }

    /// The place, among the facts of the rule, of the fact that a node asks for.
    #[allow(clippy::indexing_slicing, reason = "every level of a node is a level of the order")]
    pub(super) fn group_index(&self, node: Node) -> u16 {
        self.order.levels[self.store.level(node) as usize].group
    }

    /// The levels of the fact that a node asks for.
    #[allow(clippy::indexing_slicing, reason = "every level has its group")]
    pub(super) fn group(&self, node: Node) -> &super::order::Group {
        &self.order.groups[self.group_index(node) as usize]
    }

    /// The number of branches at a level.
    pub(super) fn branches(&self, level: u16) -> u32 {
        self.order.levels.get(level as usize).map_or(0, |level| u32::from(level.branches))
    }

    /// Whether the rule speaks of a fact.
    #[must_use]
    pub fn speaks_of(&self, fact: FactId) -> bool {
        self.facts & bit(fact) != 0
    }

    /// The number of facts of the rule.
    #[must_use]
    pub fn count(&self) -> usize {
        self.order.groups.len()
    }

    /// The facts of the rule, in the order of the vocabulary.
    #[must_use]
    pub fn facts(&self) -> Vec<FactId> {
        let mut facts: Vec<FactId> = self.order.groups.iter().map(|group| group.fact).collect();
        facts.sort_unstable();
        facts
    }
}

//! What the diagrams of one rule say of a pilot: the verdict, with its reason and the basis that it rests on.

use super::because;
use super::decision_diagram::{NO, Node, YES};
use super::facts::{Domain, Facts};
use super::reach::{Answers, Domains, reach};
use super::restrict::Restriction;
use super::rule_diagrams::Diagrams;
use super::{Budget, Decision, Exceeded, OpenFact};
use crate::model::vocabulary::FactId;
use crate::model::{Applies, Basis, Verdict, VerdictAndScope, Why};

impl Diagrams {
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
            Answers::Both if facts.any_contested(&self.facts) => {
                Ok(open_verdict(&self.turns_on(answer, facts, budget)?))
            }
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
                (open_verdict(&turns_on), Vec::new(), turns_on, None)
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
}

/// An open verdict, by what it turns on.
pub(super) fn open_verdict(turns: &[OpenFact]) -> Verdict {
    if turns.iter().any(|turn| turn.why == Why::Contested) { Verdict::Contested } else { Verdict::Unstated }
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

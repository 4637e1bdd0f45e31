//! What the diagrams of one rule say of a pilot: the verdict, what it turns on and the basis that it rests on.

use super::decision_diagram::{Node, YES};
use super::facts::{Domain, Facts};
use super::reach::{Answers, Domains, reach};
use super::restrict::Restriction;
use super::rule_diagrams::Diagrams;
use super::{Budget, Exceeded, OpenFact};
use crate::model::vocabulary::FactId;
use crate::model::{Basis, Verdict, Why};

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

    /// The answers that a diagram can give.
    pub fn answers(&self, root: Node, facts: &Facts<'_>, budget: &mut Budget) -> Result<Answers, Exceeded> {
        reach(self, root, facts, facts.any_contested(&self.facts), budget)
    }

    /// The facts that an open answer turns on.
    pub fn turns_on(&self, answer: Node, facts: &Facts<'_>, budget: &mut Budget) -> Result<Vec<OpenFact>, Exceeded> {
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

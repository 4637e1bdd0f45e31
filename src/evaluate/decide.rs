//! A rule decided for one pilot: by its own parts as far as these tell, and else by its diagrams.

use super::because;
use super::condition_parts::{PartsView, PilotView};
use super::decision_diagram::{NO, Node, YES};
use super::facts::Facts;
use super::reach::Answers;
use super::rule_diagrams::Diagrams;
use super::rule_expression::RuleExpression;
use super::rule_part::RulePart;
use super::verdict::{only_basis, open_verdict};
use super::{Budget, Decision, Exceeded, OpenFact};
use crate::model::vocabulary::{FactId, FactSet};
use crate::model::{Applies, Basis, Verdict, VerdictAndScope};

/// A rule that is ready to be decided.
pub(super) trait Decidable {
    /// Its diagrams, which may be made only now.
    fn diagrams(&self) -> &Diagrams;
    /// The nodes of these at most, where they are not made yet.
    fn most_nodes(&self) -> u64;
    /// The rule as a tree, if it is small enough for that.
    fn expression(&self) -> Option<&RuleExpression>;
    /// The facts of the rule.
    fn facts(&self) -> &FactSet;
}

/// A rule as it is decided for one pilot.
pub(super) struct RuleDecision<'d, R> {
    rule: &'d R,
    /// What a pilot says, or what is left of it.
    left: View<'d>,
    /// The whole pilot, where something of it may be set aside.
    whole: Option<View<'d>>,
}

/// What a pilot says, or what is left of it, with what the parts of the rule come to by that.
struct View<'d> {
    facts: &'d Facts<'d>,
    /// None where only the diagrams are asked.
    parts: Option<(&'d RuleExpression, &'d PartsView<'d>)>,
}

/// How often each node of a diagram is looked at, at most, by all questions together but those for reasons, where statements
/// disagree on the members of no set: twice to tell whether the rule applies, then for its answer, and for what that turns on
/// or for each basis.
const LOOKS: u64 = 3 + Basis::ALL.len() as u64;

impl<'d, R: Decidable> RuleDecision<'d, R> {
    pub fn new(rule: &'d R, pilot: &'d PilotView<'d>) -> Self {
        let view = |parts: &'d PartsView<'d>| View {
            facts: parts.facts,
            parts: rule.expression().map(|expression| (expression, parts)),
        };
        Self { rule, left: view(&pilot.left), whole: pilot.whole.as_ref().map(view) }
    }

    /// The same by the diagrams of the rule alone.
    pub fn by_diagrams(rule: &'d R, facts: &'d Facts<'d>) -> Self {
        let view = |facts| View { facts, parts: None };
        Self { rule, left: view(facts), whole: facts.whole_if_other().map(view) }
    }

    /// Whether the rule applies, and whether it does so by the whole pilot, every statement listened to.
    pub fn applies(&self, budget: &mut Budget) -> Result<(Applies, bool), Exceeded> {
        if let Some(whole) = &self.whole
            && self.answers(RulePart::Scope, whole, budget)? == Answers::Yes
        {
            return Ok((Applies::Yes, true));
        }
        Ok(match self.answers(RulePart::Scope, &self.left, budget)? {
            Answers::Yes => (Applies::Yes, self.whole.is_none()),
            Answers::No => (Applies::No, false),
            Answers::Both => (Applies::Open, false),
        })
    }

    /// The verdict alone, and whether the rule applies.
    pub fn verdict(&self, budget: &mut Budget) -> Result<VerdictAndScope, Exceeded> {
        let (applies, _) = self.applies(budget)?;
        let verdict = self.verdict_where(applies, budget)?;
        Ok(VerdictAndScope { verdict, applies })
    }

    /// The verdict where it is known whether the rule applies.
    fn verdict_where(&self, applies: Applies, budget: &mut Budget) -> Result<Verdict, Exceeded> {
        if applies == Applies::No {
            return Ok(Verdict::NotApplicable);
        }
        let part = RulePart::of_verdict(applies);
        Ok(match self.answers(part, &self.left, budget)? {
            Answers::Yes => Verdict::Met,
            Answers::No => Verdict::Breached,
            Answers::Both if self.left.facts.any_contested(self.rule.facts()) => {
                open_verdict(&self.turns_on(part, budget)?)
            }
            Answers::Both => Verdict::Unstated,
        })
    }

    /// The verdict alone, refused just where the verdict with its reasons would be. Mostly it is plain beforehand that
    /// these take no more steps than there are; else they are looked for.
    pub fn verdict_as_decided(&self, budget: &Budget) -> Result<VerdictAndScope, Exceeded> {
        let limit = u64::from(budget.left);
        let mut most = self.rule.most_nodes().saturating_mul(LOOKS);
        if self.left.parts.is_none() || self.is_tangled() || most > limit {
            return self.decide(budget).map(|decision| decision.verdict_and_scope());
        }
        let mut budget_for_both = budget.clone();
        let (applies, on_whole_pilot) = self.applies(&mut budget_for_both)?;
        if applies != Applies::Open {
            let view = self.judged(on_whole_pilot);
            most = most.saturating_add(self.most_for_reason(RulePart::Scope, applies == Applies::Yes, view));
        }
        let verdict = self.verdict_where(applies, &mut budget_for_both)?;
        if matches!(verdict, Verdict::Met | Verdict::Breached) {
            let (part, yes) = (RulePart::of_verdict(applies), verdict == Verdict::Met);
            most = most.saturating_add(self.most_for_reason(part, yes, &self.left));
        }
        if most > limit {
            return self.decide(budget).map(|decision| decision.verdict_and_scope());
        }
        Ok(VerdictAndScope { verdict, applies })
    }

    /// Whether statements disagree on the members of a set: then nothing is known beforehand of the steps that its diagrams take.
    fn is_tangled(&self) -> bool {
        let is_tangled = |view: &View<'_>| view.facts.any_tangled(self.rule.facts());
        is_tangled(&self.left) || self.whole.as_ref().is_some_and(is_tangled)
    }

    /// At most so many steps does it take to find the reason for a decided part.
    fn most_for_reason(&self, part: RulePart, yes: bool, view: &View<'_>) -> u64 {
        match view.parts {
            Some((expression, _)) if expression.gives_reason(part, yes, view.facts) => 0,
            _ => because::most_steps(self.diagrams(), view.facts),
        }
    }

    /// The verdict with its reason, and whether the rule applies with the reason for that: so many steps may be taken for
    /// each of the two.
    pub fn decide(&self, budget: &Budget) -> Result<Decision, Exceeded> {
        let (mut budget, mut for_scope) = (budget.clone(), budget.clone());
        let (applies, on_whole_pilot) = self.applies(&mut for_scope)?;
        let applies_because = match applies {
            Applies::Open => Vec::new(),
            _ => self.reason(RulePart::Scope, applies == Applies::Yes, self.judged(on_whole_pilot), &mut for_scope)?,
        };
        let part = RulePart::of_verdict(applies);
        let (verdict, because, turns_on, basis) = match self.answers(part, &self.left, &mut budget)? {
            Answers::Both => {
                let turns_on = self.turns_on(part, &mut budget)?;
                (open_verdict(&turns_on), Vec::new(), turns_on, None)
            }
            answers => {
                let yes = answers == Answers::Yes;
                let (verdict, because) = match (applies, yes) {
                    (Applies::No, _) => (Verdict::NotApplicable, applies_because.clone()),
                    (_, true) => (Verdict::Met, self.reason(part, yes, &self.left, &mut budget)?),
                    (_, false) => (Verdict::Breached, self.reason(part, yes, &self.left, &mut budget)?),
                };
                let basis = self.basis(part, yes, &because, &mut budget)?;
                (verdict, because, Vec::new(), basis)
            }
        };
        Ok(Decision { verdict, because, turns_on, basis, applies, applies_because, on_whole_pilot })
    }

    fn diagrams(&self) -> &'d Diagrams {
        self.rule.diagrams()
    }

    fn answers(&self, part: RulePart, view: &View<'_>, budget: &mut Budget) -> Result<Answers, Exceeded> {
        let by_parts = view.parts.and_then(|(expression, parts)| expression.answers(part, parts));
        match by_parts {
            Some(answers) => Ok(answers),
            None => self.diagrams().answers(part.root(self.diagrams()), view.facts, budget),
        }
    }

    fn reason(&self, part: RulePart, yes: bool, view: &View<'_>, budget: &mut Budget) -> Result<Vec<FactId>, Exceeded> {
        let by_parts = view.parts.and_then(|(expression, parts)| expression.reason(part, yes, parts));
        match by_parts {
            Some(reason) => Ok(reason),
            None => because::smallest(self.diagrams(), part.root(self.diagrams()), answer(yes), view.facts, budget),
        }
    }

    fn turns_on(&self, part: RulePart, budget: &mut Budget) -> Result<Vec<OpenFact>, Exceeded> {
        let View { facts, parts } = &self.left;
        match parts.and_then(|(expression, parts)| expression.turns_on(part, parts)) {
            Some(turns_on) => Ok(turns_on),
            None => self.diagrams().turns_on(part.root(self.diagrams()), facts, budget),
        }
    }

    fn basis(
        &self,
        part: RulePart,
        yes: bool,
        because: &[FactId],
        budget: &mut Budget,
    ) -> Result<Option<Basis>, Exceeded> {
        if let Ok(only) = only_basis(because, self.left.facts) {
            return Ok(only);
        }
        let root = part.root(self.diagrams());
        self.diagrams().basis(root, answer(yes), because, self.left.facts, budget)
    }

    /// The facts by which the scope was decided.
    fn judged(&self, on_whole_pilot: bool) -> &View<'d> {
        self.whole.as_ref().filter(|_| on_whole_pilot).unwrap_or(&self.left)
    }
}

fn answer(yes: bool) -> Node {
    if yes { YES } else { NO }
}

#[cfg(test)]
mod tests;

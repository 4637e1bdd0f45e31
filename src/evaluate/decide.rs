//! A rule decided for one pilot: by its own parts as far as these tell, and else by its diagrams.

use super::because;
use super::decision_diagram::{NO, Node, YES};
use super::facts::Facts;
use super::reach::Answers;
use super::rule_diagrams::Diagrams;
use super::rule_expression::{Possibilities, RuleExpression};
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
    /// The rule as a tree, if a pilot can be decided by that.
    fn expression_for(&self, facts: &Facts<'_>) -> Option<&RuleExpression>;
    /// The facts of the rule.
    fn facts(&self) -> &FactSet;
}

/// A rule as it is decided for one pilot.
pub(super) struct RuleDecision<'d, R> {
    rule: &'d R,
    left: View<'d>,
    /// The whole pilot, where something of it may be set aside.
    whole: Option<View<'d>>,
}

/// What a pilot says, or what is left of it, with what the parts of the rule come to by that.
struct View<'d> {
    facts: &'d Facts<'d>,
    /// None where only the diagrams are asked.
    parts: Option<(&'d RuleExpression, Possibilities)>,
}

impl<'d> View<'d> {
    fn new(facts: &'d Facts<'d>, expression: Option<&'d RuleExpression>) -> Self {
        Self { facts, parts: expression.map(|expression| (expression, expression.possibilities(facts))) }
    }
}

/// How often each node of a diagram is looked at, at most, by all questions together but those for reasons, where statements
/// disagree on the members of no set: twice to tell whether the rule applies, then for its answer, and for what that turns on
/// or for each basis.
const LOOKS: u64 = 3 + Basis::ALL.len() as u64;

impl<'d, R: Decidable> RuleDecision<'d, R> {
    pub fn new(rule: &'d R, facts: &'d Facts<'d>) -> Self {
        Self::by(rule, facts, rule.expression_for(facts))
    }

    /// The same by the diagrams of the rule alone.
    pub fn by_diagrams(rule: &'d R, facts: &'d Facts<'d>) -> Self {
        Self::by(rule, facts, None)
    }

    fn by(rule: &'d R, facts: &'d Facts<'d>, expression: Option<&'d RuleExpression>) -> Self {
        let whole = facts.whole_if_other().map(|whole| View::new(whole, expression));
        Self { rule, left: View::new(facts, expression), whole }
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
        if self.left.parts.is_none() || most > limit {
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

    /// At most so many steps does it take to find the reason for a decided part.
    fn most_for_reason(&self, part: RulePart, yes: bool, view: &View<'_>) -> u64 {
        match &view.parts {
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
        let by_parts = view.parts.as_ref().and_then(|(expression, can)| expression.answers(part, can, view.facts));
        match by_parts {
            Some(answers) => Ok(answers),
            None => self.diagrams().answers(part.root(self.diagrams()), view.facts, budget),
        }
    }

    fn reason(&self, part: RulePart, yes: bool, view: &View<'_>, budget: &mut Budget) -> Result<Vec<FactId>, Exceeded> {
        let by_parts = view.parts.as_ref().and_then(|(expression, can)| expression.reason(part, yes, can, view.facts));
        match by_parts {
            Some(reason) => Ok(reason),
            None => because::smallest(self.diagrams(), part.root(self.diagrams()), answer(yes), view.facts, budget),
        }
    }

    fn turns_on(&self, part: RulePart, budget: &mut Budget) -> Result<Vec<OpenFact>, Exceeded> {
        let View { facts, parts } = &self.left;
        match parts.as_ref().and_then(|(expression, can)| expression.turns_on(part, can, facts)) {
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
mod tests {
    use std::fmt::Write as _;

    use super::{Decidable, RuleDecision, RulePart, answer, because};
    use crate::evaluate::{Budget, Facts, Prepared, StatementFilter};
    use crate::model::vocabulary::{Fact, FactType, Vocabulary};
    use crate::model::{Basis, Verdict, VerdictAndScope};
    use crate::rules::Collection;
    use crate::tree;

    /// Numbers below a bound, the same in every run.
    fn below(seed: &mut u64, bound: usize) -> usize {
        *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(*seed >> 33).expect("31 bits") % bound
    }

    fn statement(fact: &Fact, seed: &mut u64) -> String {
        let basis = ["claimed", "specified", "observed"][below(seed, 3)];
        let mut some = || fact.values.iter().filter(|_| below(seed, 3) == 0).map(String::as_str).collect::<Vec<_>>();
        let (first, second) = (some().join(", "), some().join(", "));
        let said = match fact.kind {
            FactType::Bool => format!("value: {}", below(seed, 2) == 0),
            FactType::Choice => format!("value: {}", fact.values[below(seed, fact.values.len())]),
            FactType::Text => format!("value: {}", ["somebody", "none"][below(seed, 2)]),
            FactType::Number => format!("value: {}", below(seed, 60)),
            FactType::Date => format!("value: 20{}-0{}-01", 20 + below(seed, 9), 1 + below(seed, 9)),
            FactType::Set => match below(seed, 3) {
                0 if !first.is_empty() => format!("includes: [{first}]"),
                1 if !second.is_empty() => format!("excludes: [{second}]"),
                _ => format!("value: [{first}]"),
            },
        };
        format!("{{{said}, by: somebody, basis: {basis}}}")
    }

    /// Whether there is a verdict does not depend on whether its reasons are wanted; how often there was one, and none.
    fn refused_alike(rule: &Prepared, facts: &Facts<'_>, told: &str) -> [usize; 2] {
        let mut seen = [0; 2];
        for steps in [10, 50, 150, 400, 1_000, 5_000] {
            let (budget, decision) = (Budget::new(steps), RuleDecision::new(rule, facts));
            let decided = decision.decide(&budget).map(|decision| decision.verdict_and_scope());
            assert_eq!(decision.verdict_as_decided(&budget), decided, "within {steps} steps: {told}");
            seen[usize::from(decided.is_err())] += 1;
        }
        seen
    }

    /// Whether the reason for a verdict takes no more steps than are reckoned beforehand; how many it took.
    fn steps_of_reason(rule: &Prepared, facts: &Facts<'_>, decided: VerdictAndScope, told: &str) -> u64 {
        if !matches!(decided.verdict, Verdict::Met | Verdict::Breached) || rule.expression_for(facts).is_none() {
            return 0;
        }
        let (part, yes) = (RulePart::of_verdict(decided.applies), decided.verdict == Verdict::Met);
        let (diagrams, mut budget) = (rule.diagrams(), Budget::default());
        let before = budget.left;
        because::smallest(diagrams, part.root(diagrams), answer(yes), facts, &mut budget).expect("few steps");
        let (took, most) = (u64::from(before - budget.left), because::most_steps(diagrams, facts));
        assert!(took <= most, "{took} steps where {most} are the most: {told}");
        took
    }

    #[test]
    fn the_tree_and_the_diagrams_of_the_shipped_rules_agree() {
        let (mut collection, mut seed, mut compared) = (Collection::default(), 7, 0);
        let (mut decided_within, mut refused, mut steps) = (0, 0, 0);
        collection.add_all_embedded(&mut Vec::new());
        let hearing = |least| StatementFilter { least, ..StatementFilter::default() };
        let hearings = [None, None, Some(Basis::Specified), Some(Basis::Observed)].map(hearing);
        for (round, hearing) in (0..60).zip(hearings.iter().cycle()) {
            let mut text = "format: 1\npilot: p\ntitle: t\nstatus: running\n".to_owned();
            for (section, facts) in Vocabulary::shipped().sections() {
                let _ = writeln!(text, "{section}:");
                for fact in facts {
                    if below(&mut seed, 100) >= 20 + round {
                        continue;
                    }
                    let statements: Vec<String> =
                        (0..=below(&mut seed, 8) / 7).map(|_| statement(fact, &mut seed)).collect();
                    let _ = writeln!(text, "  {}: [{}]", fact.name, statements.join(", "));
                }
            }
            let tree = tree::build(&text).expect("sound YAML");
            let pilot = crate::pilot::pilot(Vocabulary::shipped(), &tree).expect("a pilot");
            let facts = Facts::new(Vocabulary::shipped(), &pilot.facts, hearing);
            for (_, rule) in collection.rules() {
                let told = format!("{}\n{text}", rule.rule.id);
                let (both, diagrams) =
                    (RuleDecision::new(&rule.prepared, &facts), RuleDecision::by_diagrams(&rule.prepared, &facts));
                let budget = Budget::default();
                let decided = diagrams.decide(&budget).expect("few steps");
                assert_eq!(both.decide(&budget).as_ref(), Ok(&decided), "{told}");
                assert_eq!(diagrams.verdict(&mut budget.clone()), Ok(decided.verdict_and_scope()), "{told}");
                assert_eq!(both.verdict(&mut budget.clone()), Ok(decided.verdict_and_scope()), "{told}");
                assert_eq!(both.verdict_as_decided(&budget), Ok(decided.verdict_and_scope()), "{told}");
                compared += usize::from(rule.prepared.expression_for(&facts).is_some());
                steps += steps_of_reason(&rule.prepared, &facts, decided.verdict_and_scope(), &told);
                let [verdicts, refusals] = refused_alike(&rule.prepared, &facts, &told);
                (decided_within, refused) = (decided_within + verdicts, refused + refusals);
            }
        }
        assert!(decided_within > 3000 && refused > 1000, "{decided_within} verdicts, {refused} refusals");
        assert!(steps > 10_000, "only {steps} steps for reasons");
        assert!(compared > 3000, "only {compared} decisions were compared");
    }
}

//! Findings by the fact that would have to change: a pilot's findings are often many views of few facts.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{PilotReport, RuleResult};
use crate::model::vocabulary::FactId;
use crate::model::{Force, Verdict, Why};

/// One fact that would have to change, or to be settled, with the results that stand or fall with it.
#[derive(Debug, Clone)]
pub struct FactFindings<'r, 'p> {
    /// The fact; none for results that no fact of a pilot decides.
    pub fact: Option<FactId>,
    /// The results that are told of here, gravest first. Each stands in one group only.
    pub results: Vec<&'r RuleResult<'p>>,
    /// The results that are told of in an earlier group, and rest on this fact as well.
    pub told_before: Vec<&'r RuleResult<'p>>,
}

impl FactFindings<'_, '_> {
    /// The rules that the fact touches, those that are told of in an earlier group last.
    pub fn rules(&self) -> impl Iterator<Item = &str> {
        self.results.iter().chain(&self.told_before).map(|result| result.rule.id.as_str())
    }
}

/// How grave a result is, the gravest first: what is known to fall short before what is only open, then by force, and what
/// is breached before what is contested.
type Gravity = (bool, Reverse<Force>, u8);

/// How grave a result is: of two results the lesser value is the graver.
fn gravity(result: &RuleResult<'_>) -> Gravity {
    let rank = match result.decision.verdict {
        Verdict::Breached => 0,
        Verdict::Contested => 1,
        Verdict::Unstated => 2,
        Verdict::Met => 3,
        Verdict::NotApplicable => 4,
    };
    (rank >= 2, Reverse(result.rule.force), rank)
}

/// Results as a person looks at them: gravest first, and those that are equally grave in the order of the rules.
pub fn gravest_first<'r, 'p>(results: impl IntoIterator<Item = &'r RuleResult<'p>>) -> Vec<&'r RuleResult<'p>> {
    let mut results: Vec<_> = results.into_iter().collect();
    results.sort_by_key(|result| gravity(result));
    results
}

impl<'p> PilotReport<'p> {
    /// The findings of this pilot by the fact that would have to change, those first that breach most.
    #[must_use]
    pub fn findings_by_fact(&self) -> Vec<FactFindings<'_, 'p>> {
        by_fact(self.results.iter().filter(|result| result.is_finding()))
    }
}

/// How much a fact weighs: how many results it decides of each gravity, the gravest first. Of two weights the greater is the
/// graver.
type Weight = Vec<(Reverse<Gravity>, usize)>;

/// Results by the fact that would have to change, or of which the dispute would have to be settled. The fact comes first by
/// which most musts are breached, then that by which most are contested, and so on through what is less grave; of several that
/// weigh the same the first in the vocabulary. Who states a condition, and in which rule set, makes no difference. A result that rests on
/// several facts is told of with the first of these; within a fact the gravest results come first.
#[must_use]
pub fn by_fact<'r, 'p>(results: impl IntoIterator<Item = &'r RuleResult<'p>>) -> Vec<FactFindings<'r, 'p>> {
    let mut left: Vec<(&RuleResult<'p>, Vec<FactId>)> =
        gravest_first(results).into_iter().map(|result| (result, facts_to_change(result))).collect();
    let all = left.clone();
    let mut groups: Vec<FactFindings<'r, 'p>> = Vec::new();
    while !left.is_empty() {
        let chosen = heaviest(&left);
        let belongs = |facts: &[FactId]| chosen.map_or(facts.is_empty(), |fact| facts.contains(&fact));
        let (here, rest): (Vec<_>, Vec<_>) = left.into_iter().partition(|(_, facts)| belongs(facts));
        let results: Vec<&RuleResult<'p>> = here.into_iter().map(|(result, _)| result).collect();
        let is_told_before = |result: &RuleResult<'p>| {
            groups.iter().flat_map(|group| &group.results).any(|told| std::ptr::eq(*told, result))
        };
        let told_before = all.iter().filter(|(_, facts)| chosen.is_some_and(|fact| facts.contains(&fact)));
        let told_before = told_before.map(|(result, _)| *result).filter(|result| is_told_before(result)).collect();
        groups.push(FactFindings { fact: chosen, results, told_before });
        left = rest;
    }
    groups
}

/// The fact that weighs most with some results, the gravest of which come first; none where what no fact decides weighs most.
fn heaviest(left: &[(&RuleResult<'_>, Vec<FactId>)]) -> Option<FactId> {
    let mut weights: BTreeMap<Option<FactId>, Weight> = BTreeMap::new();
    for (result, facts) in left {
        let gravity = Reverse(gravity(result));
        let facts = facts.iter().copied().map(Some).chain(facts.is_empty().then_some(None));
        for fact in facts {
            let weight = weights.entry(fact).or_default();
            match weight.last_mut() {
                Some((last, count)) if *last == gravity => *count += 1,
                _ => weight.push((gravity, 1)),
            }
        }
    }
    weights.into_iter().reduce(|most, one| if one.1 > most.1 { one } else { most }).and_then(|(fact, _)| fact)
}

/// The facts that would have to change for another verdict, in the order of the vocabulary. Those that are only of the scope
/// are none of them where the rule asks for any other: a pilot is not mended by taking in other people. Of a contested
/// verdict they are those of which the dispute would have to be settled.
#[must_use]
pub fn facts_to_change(result: &RuleResult<'_>) -> Vec<FactId> {
    let decision = &result.decision;
    let of_verdict: Vec<FactId> = if decision.verdict.is_decided() {
        decision.because.clone()
    } else {
        let is_contested = decision.verdict == Verdict::Contested;
        let turns = decision.turns_on.iter().filter(|turn| !is_contested || turn.why == Why::Contested);
        turns.map(|turn| turn.fact).collect()
    };
    let required = result.rule.require.facts();
    let of_require: Vec<FactId> = of_verdict.iter().copied().filter(|fact| required.contains(fact)).collect();
    if of_require.is_empty() { of_verdict } else { of_require }
}

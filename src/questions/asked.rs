//! What a letter asks, in order, and which of it where not all has room.

use std::collections::BTreeMap;

use super::letter_words::{is_treatment_spoken_of, takes_treatment_for_granted};
use super::{Question, Questions, Telling, order};
use crate::model::vocabulary::{Fact, FactId};
use crate::model::{Applies, Basis, Force, Verdict, Why};
use crate::pilot::{Statement, fold_speaker};
use crate::report::{PilotReport, RuleResult, facts_to_change};

/// What a letter asks: each kind in the order of all questions, and so what a must turns on before all else of the kind.
pub(super) struct Asked<'r> {
    /// The facts that are disputed, with all that is said of them.
    pub disputed: Vec<&'r Question<'r>>,
    /// The facts by which rules are breached.
    pub breached: Vec<OnRecord<'r>>,
    /// The facts that decide a rule that is met, and are only claimed, on one word.
    pub claimed: Vec<OnRecord<'r>>,
    /// The facts that are open, and not on record.
    pub open: Vec<&'r Question<'r>>,
}

/// A fact of which something is said that the record is to bear out.
pub(super) struct OnRecord<'r> {
    pub fact: &'r Fact,
    pub said: Vec<&'r Statement<'r>>,
    /// What is asked of it besides, where it is not known in full.
    pub open: Option<&'r Question<'r>>,
    /// How many musts rest on it.
    musts: usize,
}

/// How many questions of each kind a letter puts.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Places {
    pub disputed: usize,
    pub breached: usize,
    pub claimed: usize,
    pub open: usize,
}

impl Places {
    pub fn all(self) -> usize {
        self.disputed + self.breached + self.claimed + self.open
    }

    fn and(self, more: Self) -> Self {
        Self {
            disputed: self.disputed + more.disputed,
            breached: self.breached + more.breached,
            claimed: self.claimed + more.claimed,
            open: self.open + more.open,
        }
    }

    fn without(self, others: Self) -> Self {
        Self {
            disputed: self.disputed.saturating_sub(others.disputed),
            breached: self.breached.saturating_sub(others.breached),
            claimed: self.claimed.saturating_sub(others.claimed),
            open: self.open.saturating_sub(others.open),
        }
    }

    /// As many of these as have room: of what is only claimed no more than half of what disputes and breaches leave, as long as
    /// there is something open for the other half.
    fn within(self, most: usize) -> Self {
        let disputed = self.disputed.min(most);
        let breached = self.breached.min(most - disputed);
        let left = most - disputed - breached;
        let claimed = left.div_ceil(2).max(left.saturating_sub(self.open)).min(self.claimed);
        Self { disputed, breached, claimed, open: self.open.min(left - claimed) }
    }
}

impl Asked<'_> {
    pub fn count(&self) -> usize {
        self.kinds().all()
    }

    fn kinds(&self) -> Places {
        Places {
            disputed: self.disputed.len(),
            breached: self.breached.len(),
            claimed: self.claimed.len(),
            open: self.open.len(),
        }
    }

    /// How much of each kind a letter of so many questions has: what musts turn on comes first, of whatever kind it is.
    pub fn places(&self, most: usize) -> Places {
        let asked = |questions: &[&Question<'_>]| questions.iter().filter(|question| question.musts() > 0).count();
        let on_record = |facts: &[OnRecord<'_>]| facts.iter().filter(|fact| fact.musts > 0).count();
        let of_musts = Places {
            disputed: asked(&self.disputed),
            breached: on_record(&self.breached),
            claimed: on_record(&self.claimed),
            open: asked(&self.open),
        };
        let first = of_musts.within(most);
        first.and(self.kinds().without(of_musts).within(most - first.all()))
    }
}

pub(super) fn what_to_ask<'r>(report: &'r PilotReport<'_>, questions: &'r Questions<'_>) -> Asked<'r> {
    let (disputed, others): (Vec<_>, Vec<_>) =
        questions.questions.iter().partition(|question| question.why == Why::Contested);
    let mut open: Vec<_> = others.into_iter().filter(|question| makes_sense(report, question)).collect();
    // Nobody is asked the same twice.
    let mut told: Vec<FactId> = disputed.iter().map(|question| question.fact.id).collect();
    let mut on_record = |facts: Vec<(FactId, Telling)>| {
        let mut new = Vec::new();
        for (id, telling) in facts {
            let said: Vec<_> = report.facts.heard(id).collect();
            if !said.is_empty() && !told.contains(&id) {
                told.push(id);
                let open = open.iter().find(|question| question.fact.id == id).copied();
                new.push(OnRecord { fact: report.facts.vocabulary().fact(id), said, open, musts: telling.musts });
            }
        }
        new
    };
    let (breached, claimed) = (on_record(facts_breached(report)), on_record(facts_only_claimed(report)));
    open.retain(|question| breached.iter().chain(&claimed).all(|known| known.fact.id != question.fact.id));
    Asked { disputed, breached, claimed, open }
}

/// The facts by which rules are breached.
fn facts_breached(report: &PilotReport<'_>) -> Vec<(FactId, Telling)> {
    facts_of(report, Verdict::Breached, facts_to_change)
}

/// The facts that decide a rule that is met, and are only claimed: by one speaker, or by those alone who answer for the pilot.
fn facts_only_claimed(report: &PilotReport<'_>) -> Vec<(FactId, Telling)> {
    let mut facts = facts_of(report, Verdict::Met, |result| result.decision.because.clone());
    facts.retain(|(fact, _)| {
        let said: Vec<_> = report.facts.heard(*fact).collect();
        let speaker = |one: &Statement<'_>| one.by.as_deref().map(fold_speaker);
        let is_one_word = said.windows(2).all(|pair| matches!(pair, [one, next] if speaker(one) == speaker(next)));
        said.iter().all(|one| one.basis == Basis::Claimed)
            && (is_one_word || said.iter().all(|one| report.pilot.is_by_owner(one)))
    });
    facts
}

/// The facts on which the results with a verdict rest, in the order of all questions, with how much rests on each.
fn facts_of(
    report: &PilotReport<'_>,
    verdict: Verdict,
    facts: impl Fn(&RuleResult<'_>) -> Vec<FactId>,
) -> Vec<(FactId, Telling)> {
    let mut telling: BTreeMap<FactId, Telling> = BTreeMap::new();
    for result in report.results.iter().filter(|result| result.decision.verdict == verdict) {
        for fact in facts(result) {
            let of_fact = telling.entry(fact).or_default();
            of_fact.rules += 1;
            of_fact.musts += usize::from(result.rule.force == Force::Must);
        }
    }
    let mut facts: Vec<_> = telling.into_iter().collect();
    facts.sort_by_key(|(fact, telling)| order(*telling, *fact));
    facts
}

/// Whether a question can be answered as things stand. Where it is not known whether a rule is about such a pilot at all,
/// what decides that is asked, and not what would follow: nobody is asked about the treatment of a pilot that may offer none.
fn makes_sense(report: &PilotReport<'_>, question: &Question<'_>) -> bool {
    let fact = question.fact;
    if takes_treatment_for_granted(fact) && !is_treatment_spoken_of(report) {
        return false;
    }
    let turns = |result: &&RuleResult<'_>| result.decision.turns_on.iter().any(|turn| turn.fact == fact.id);
    !question.may_apply.is_empty()
        || report.results.iter().filter(turns).any(|result| {
            let scopes = result.set.set.scopes(result.rule);
            result.decision.applies == Applies::Yes || scopes.iter().any(|scope| scope.facts().contains(&fact.id))
        })
}

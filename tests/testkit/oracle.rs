//! The definitions of verdicts, read word by word: every completion is written out, and looked at.
//!
//! Nothing here is clever, so that it can be held beside the definitions sentence by sentence. It is of use for a few
//! small facts only.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::sync::Arc;

use watching_brief::evaluate::{Decision, OpenFact, StatementFilter};
use watching_brief::model::vocabulary::{Fact, FactId, FactType, Vocabulary};
use watching_brief::model::{Applies, Basis, Condition, Verdict, Why};
use watching_brief::pilot::{StatedFact, StatedValue, fold_speaker};

use super::definitions::{
    Settled, contested_members, holds, is_contested, passes, possible_stated, possible_values, ways,
};

/// Every way to settle all facts, and what the rule says of each.
struct Completion {
    /// Of each fact, the place of its settlement among those in [`Oracle::ways`].
    taken: Vec<usize>,
    scope: bool,
    require: bool,
    answer: bool,
}

/// All that is conceivable of the facts of a small vocabulary, for one rule.
pub struct Oracle<'a> {
    vocabulary: &'a Arc<Vocabulary>,
    stated: &'a [StatedFact<'a>],
    hearing: &'a StatementFilter,
    /// Of each fact: any value of its type, stated or not.
    ways: Rc<Vec<Vec<Settled>>>,
    /// Every combination of these; the last fact changes fastest.
    conceivable: Rc<Vec<Completion>>,
}

impl<'a> Oracle<'a> {
    /// Writes out all that is conceivable.
    pub fn new(
        vocabulary: &'a Arc<Vocabulary>,
        scopes: &[Condition],
        require: &Condition,
        stated: &'a [StatedFact<'a>],
        hearing: &'a StatementFilter,
    ) -> Self {
        let ways: Vec<Vec<Settled>> = vocabulary.facts().iter().map(ways).collect();
        let count = ways.iter().map(Vec::len).product();
        let conceivable = (0..count).map(|number| {
            let taken = ways.iter().enumerate().map(|(fact, of_fact)| number / step(&ways, fact) % of_fact.len());
            let taken: Vec<usize> = taken.collect();
            let settled: Vec<Settled> = taken.iter().zip(&ways).map(|(at, ways)| ways[*at]).collect();
            let passes = |fact: FactId, test| passes(vocabulary.fact(fact).kind, test, settled[fact.index()]);
            let scope = scopes.iter().all(|scope| holds(scope, &passes));
            let require = holds(require, &passes);
            Completion { taken, scope, require, answer: !scope || require }
        });
        let conceivable = Rc::new(conceivable.collect());
        Self { vocabulary, stated, hearing, conceivable, ways: Rc::new(ways) }
    }

    /// The same for another pilot: what is conceivable does not turn on what is stated.
    pub fn of_pilot<'b>(&self, stated: &'b [StatedFact<'b>]) -> Oracle<'b>
    where
        'a: 'b,
    {
        let Self { vocabulary, hearing, .. } = *self;
        Oracle { vocabulary, stated, hearing, ways: Rc::clone(&self.ways), conceivable: Rc::clone(&self.conceivable) }
    }

    /// Whether the scope holds, with the facts that fix that, and whether it does so by the whole pilot.
    ///
    /// Where the scope is true in every completion of the whole pilot, every statement listened to, or of what is left of
    /// it, the rule applies, with the facts from the first of the two that holds; elsewhere that is told from what is left.
    fn scope(&self) -> (Applies, Vec<FactId>, bool) {
        let (whole, left) = (
            self.fits(&StatementFilter { hedged: self.hearing.hedged, ..StatementFilter::default() }),
            self.fits(self.hearing),
        );
        let every = |fits: &[u64], what: fn(&Completion) -> bool| self.completions(fits, self.all()).all(what);
        if every(&whole, in_scope) {
            (Applies::Yes, self.facts(self.because(&whole, in_scope)), true)
        } else if every(&left, in_scope) {
            (Applies::Yes, self.facts(self.because(&left, in_scope)), false)
        } else if every(&left, out_of_scope) {
            (Applies::No, self.facts(self.because(&left, out_of_scope)), false)
        } else {
            (Applies::Open, Vec::new(), false)
        }
    }

    /// Whether the scope holds.
    pub fn applies(&self) -> Applies {
        self.scope().0
    }

    /// Whether the scope holds in every completion of what is listened to, in none, or in some.
    pub fn applies_to_what_is_left(&self) -> Applies {
        let left = self.fits(self.hearing);
        let scopes: BTreeSet<bool> = self.completions(&left, self.all()).map(|completion| completion.scope).collect();
        match (scopes.contains(&true), scopes.contains(&false)) {
            (true, false) => Applies::Yes,
            (false, true) => Applies::No,
            _ => Applies::Open,
        }
    }

    /// The verdict with its reason, and whether the rule applies.
    ///
    /// Where the rule applies, the answer is that of `require` alone; elsewhere that of scope implies `require`.
    pub fn decide(&self) -> Decision {
        let (applies, applies_because, on_whole_pilot) = self.scope();
        let scope = (applies, applies_because, on_whole_pilot);
        let fits = self.fits(self.hearing);
        let every = |what: fn(&Completion) -> bool| self.completions(&fits, self.all()).all(what);
        let [yes, no]: [fn(&Completion) -> bool; 2] = match applies {
            Applies::Yes => [|completion| completion.require, |completion| !completion.require],
            _ => [|completion| completion.answer, |completion| !completion.answer],
        };
        if applies == Applies::No {
            self.decided(Verdict::NotApplicable, scope, &fits, out_of_scope)
        } else if every(yes) {
            self.decided(Verdict::Met, scope, &fits, yes)
        } else if every(no) {
            self.decided(Verdict::Breached, scope, &fits, no)
        } else {
            let turns_on = self.turns_on(&fits, yes);
            let contested = turns_on.iter().any(|turn| turn.why == Why::Contested);
            let verdict = if contested { Verdict::Contested } else { Verdict::Unstated };
            let (applies, applies_because, on_whole_pilot) = scope;
            Decision { verdict, because: Vec::new(), turns_on, basis: None, applies, applies_because, on_whole_pilot }
        }
    }

    /// The first of the smallest sets of these facts which can be answered so that one answer of the rule is left,
    /// whatever the other facts are; sets of one size are compared fact by fact. An answer is a statement.
    pub fn deciding(&self, turns_on: &[FactId]) -> Vec<FactId> {
        let applies = self.applies() == Applies::Yes;
        let fits = self.fits(self.hearing);
        let count = turns_on.len();
        let mut sets: Vec<Vec<usize>> =
            (1..1u64 << count).map(|set| (0..count).filter(|at| set >> at & 1 == 1).collect()).collect();
        sets.sort_by(|one, other| one.len().cmp(&other.len()).then_with(|| one.cmp(other)));
        let facts = |set: &[usize]| set.iter().map(|at| turns_on[*at]).collect::<Vec<FactId>>();
        let decides = |set: &Vec<usize>| {
            let mut answers: BTreeMap<Vec<usize>, BTreeSet<bool>> = BTreeMap::new();
            for completion in self.completions(&fits, self.all()) {
                let asked: Vec<usize> = facts(set).iter().map(|fact| fact.index()).collect();
                if asked.iter().all(|fact| self.ways[*fact][completion.taken[*fact]].stated) {
                    let key = asked.iter().map(|fact| completion.taken[*fact]).collect();
                    let answer = if applies { completion.require } else { completion.answer };
                    answers.entry(key).or_default().insert(answer);
                }
            }
            answers.values().any(|answers| answers.len() == 1)
        };
        sets.iter().find(|set| decides(set)).map(|set| facts(set)).expect("all of them together can decide")
    }

    fn decided(
        &self,
        verdict: Verdict,
        (applies, applies_because, on_whole_pilot): (Applies, Vec<FactId>, bool),
        fits: &[u64],
        decides: fn(&Completion) -> bool,
    ) -> Decision {
        let because = self.because(fits, decides);
        let basis = if because == 0 { None } else { self.basis(because, decides) };
        let because = self.facts(because);
        Decision { verdict, because, turns_on: Vec::new(), basis, applies, applies_because, on_whole_pilot }
    }

    /// The facts of these bits, in the order of the vocabulary.
    fn facts(&self, bits: u64) -> Vec<FactId> {
        let facts = self.vocabulary.facts().iter().filter(|fact| bits >> fact.id.index() & 1 == 1);
        facts.map(|fact| fact.id).collect()
    }

    /// A smallest set of facts which, as stated, fix the answer whatever all other facts are; of several the first.
    fn because(&self, fits: &[u64], decides: fn(&Completion) -> bool) -> u64 {
        let count = self.ways.len();
        let mut sets: Vec<Vec<usize>> =
            (0..1u64 << count).map(|set| (0..count).filter(|fact| set >> fact & 1 == 1).collect()).collect();
        sets.sort_by(|one, other| one.len().cmp(&other.len()).then_with(|| one.cmp(other)));
        let mut sets = sets.iter().map(|set| set.iter().fold(0, |bits, fact| bits | 1 << fact));
        sets.find(|set| self.completions(fits, *set).all(decides))
            .expect("all facts together fix what holds in every completion")
    }

    /// The strongest basis such that, with all weaker statements set aside, these facts still decide it.
    fn basis(&self, because: u64, decides: fn(&Completion) -> bool) -> Option<Basis> {
        let strongest_first = [Basis::Observed, Basis::Specified, Basis::Claimed];
        strongest_first.into_iter().find(|basis| {
            let least = self.hearing.least.map_or(*basis, |least| least.max(*basis));
            let hearing = StatementFilter { least: Some(least), ..self.hearing.clone() };
            self.completions(&self.fits(&hearing), because).all(decides)
        })
    }

    /// The facts in which alone two completions with different answers differ.
    fn turns_on(&self, fits: &[u64], yes: fn(&Completion) -> bool) -> Vec<OpenFact> {
        let mut turns = Vec::new();
        for fact in self.vocabulary.facts() {
            let heard = self.heard(fact, self.hearing);
            let contested = contested_members(fact, &heard);
            let (mut turns_on_it, mut on_contested_members_alone) = (false, false);
            for (one, other) in self.pairs(fits, fact, yes) {
                turns_on_it = true;
                on_contested_members_alone |= one != other && (one ^ other) & !contested == 0;
            }
            let why = if heard.is_empty() {
                let stated = self.stated.iter().filter(|stated| stated.fact == fact.id);
                let mut said = stated.flat_map(|stated| &stated.statements).map(|statement| &statement.said);
                if said.any(|said| *said == StatedValue::Unanswered) { Why::Unanswered } else { Why::Unstated }
            } else if fact.kind != FactType::Set && is_contested(fact, &heard) || on_contested_members_alone {
                Why::Contested
            } else {
                Why::PartlyStated
            };
            if turns_on_it {
                turns.push(OpenFact { fact: fact.id, why });
            }
        }
        turns
    }

    /// The values of a fact in any two completions that differ in that fact alone and give different answers.
    fn pairs(&self, fits: &[u64], fact: &Fact, yes: fn(&Completion) -> bool) -> Vec<(u64, u64)> {
        let place = fact.id.index();
        let ways = &self.ways[place];
        let step = step(&self.ways, place);
        let is_completion = |at: usize| fits[at] == self.all();
        let mut pairs = Vec::new();
        for (at, completion) in self.conceivable.iter().enumerate().filter(|(at, _)| is_completion(*at)) {
            let taken = completion.taken[place];
            for (way, settled) in ways.iter().enumerate().skip(taken + 1) {
                let other = at + (way - taken) * step;
                if is_completion(other) && yes(&self.conceivable[other]) != yes(completion) {
                    pairs.push((ways[taken].value, settled.value));
                }
            }
        }
        pairs
    }

    /// The statements of a fact that are listened to.
    fn heard(&self, fact: &Fact, hearing: &StatementFilter) -> Vec<&StatedValue<'a>> {
        let statements =
            self.stated.iter().filter(|stated| stated.fact == fact.id).flat_map(|stated| &stated.statements);
        let statements = statements
            .filter(|statement| statement.said != StatedValue::Unanswered && (hearing.hedged || !statement.hedged));
        let strong = statements.filter(|statement| hearing.least.is_none_or(|least| statement.basis >= least));
        let heard = strong.filter(|statement| match &statement.by {
            Some(by) => hearing.without.iter().all(|speaker| *speaker != fold_speaker(by)),
            None => !hearing.without_author,
        });
        heard.map(|statement| &statement.said).collect()
    }

    /// The bits of all facts.
    fn all(&self) -> u64 {
        (1 << self.ways.len()) - 1
    }

    /// Of everything conceivable, the bits of the facts that are settled as their statements leave them.
    fn fits(&self, hearing: &StatementFilter) -> Vec<u64> {
        let possible = self.vocabulary.facts().iter().zip(self.ways.iter()).map(|(fact, ways)| {
            let heard = self.heard(fact, hearing);
            let values = possible_values(fact, &heard);
            let stated = possible_stated(fact, &heard);
            ways.iter().map(|way| values.contains(&way.value) && stated.contains(&way.stated)).collect()
        });
        let possible: Vec<Vec<bool>> = possible.collect();
        let fits = |completion: &Completion| {
            let facts = completion.taken.iter().enumerate().filter(|(fact, taken)| possible[*fact][**taken]);
            facts.fold(0, |bits, (fact, _)| bits | 1 << fact)
        };
        self.conceivable.iter().map(fits).collect()
    }

    /// Everything conceivable in which these facts are as stated, and all others anything at all. Of all facts, these are
    /// the completions.
    fn completions(&self, fits: &[u64], facts: u64) -> impl Iterator<Item = &Completion> {
        self.conceivable
            .iter()
            .zip(fits)
            .filter(move |(_, fits)| *fits & facts == facts)
            .map(|(completion, _)| completion)
    }
}

/// How far apart two combinations are that differ in the next settlement of one fact.
fn step(ways: &[Vec<Settled>], fact: usize) -> usize {
    ways[fact + 1..].iter().map(Vec::len).product()
}

fn in_scope(completion: &Completion) -> bool {
    completion.scope
}

fn out_of_scope(completion: &Completion) -> bool {
    !completion.scope
}

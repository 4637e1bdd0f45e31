//! A rule decided by its own parts, without a diagram.
//!
//! Whether a part of a rule can hold, and whether it can fail, follows from its parts alone where no two of them share a
//! fact, so that each can be settled as if the others were not there. Three-valued logic (S. C. Kleene, 1952) is exact
//! then, and of what it finds decided it is always right. Where parts share a fact, it is mostly exact as well: see
//! [`repeated_fact`](super::repeated_fact). What it leaves uncertain is left to the diagrams, and so is why a rule turns on
//! a set of which statements disagree: for what they agree on, or for what they do not.

use smallvec::SmallVec;

use super::OpenFact;
use super::condition_parts::{Part, PartId, PartsBuilder, PartsView};
use super::facts::{Domain, Facts};
use super::reach::Answers;
use super::repeated_fact::RepeatedFact;
use super::rule_diagrams::MOST_FACTS;
use super::rule_part::RulePart;
use super::value_test::{EITHER, FAIL, HOLD, Possibility};
use super::weight::{Weight, lighter, together, weighed, weight};
use crate::model::vocabulary::{FactId, FactSet};
use crate::model::{Condition, Why};

/// A rule as a tree, of parts that it may share with the other rules of its set.
#[derive(Debug, Clone)]
pub(super) struct RuleExpression {
    /// The part that is the whole rule: of one with a scope, that this does not hold, or what is required does.
    whole: PartId,
    /// Of a rule with a scope, the part that says that this does not hold.
    out_of_scope: Option<PartId>,
    /// The part that is required.
    required: PartId,
    /// Its facts, in the order of the vocabulary.
    order: Vec<FactId>,
    /// The facts that are spoken of several times: in the whole, in the scope and in what is required.
    repeated: [Vec<RepeatedFact>; 3],
}

/// The most facts spoken of several times of which every choice is tried.
const MOST_REPEATED: usize = 4;

impl RuleExpression {
    /// The tree of a rule that speaks of these facts; none where they are too many.
    pub fn new<'c>(
        making: &mut PartsBuilder<'c>,
        scopes: &[&'c Condition],
        require: &Condition,
        facts: &FactSet,
    ) -> Option<Self> {
        let order: Vec<FactId> = facts.iter().collect();
        if order.len() > MOST_FACTS {
            return None;
        }
        let out_of: Vec<PartId> = scopes.iter().map(|scope| making.out_of(scope)).collect();
        let out_of_scope = match out_of.as_slice() {
            [] => None,
            [one] => Some(*one),
            several => Some(making.join(false, several)),
        };
        let required = making.condition(require, false);
        let whole = out_of_scope.map_or(required, |out_of_scope| making.join(false, &[out_of_scope, required]));
        let tests_of_whole = making.parts().tests_in(whole);
        let among = |tests| RepeatedFact::among(making.vocabulary(), &order, tests);
        let repeated = match out_of_scope {
            // Most rules speak of each fact once.
            _ if tests_of_whole.len() == order.len() => [const { Vec::new() }; 3],
            Some(out_of_scope) => {
                let [of_scope, of_required] = [out_of_scope, required].map(|at| making.parts().tests_in(at));
                [among(tests_of_whole), among(of_scope), among(of_required)]
            }
            None => [among(tests_of_whole), Vec::new(), Vec::new()],
        };
        Some(Self { whole, out_of_scope, required, order, repeated })
    }

    /// The answers that a part of the rule can come to; none where that cannot be told from its own parts.
    pub fn answers(&self, part: RulePart, view: &PartsView<'_>) -> Option<Answers> {
        let Some(at) = self.place(part) else { return Some(Answers::Yes) };
        let yes_is = wanted(part, true);
        match view.can(at) {
            EITHER => {
                let both = |repeated: &RepeatedFact| {
                    [FAIL, HOLD].iter().all(|wanted| repeated.can_together(view.facts, *wanted))
                };
                self.repeated_in(part).iter().all(both).then_some(Answers::Both)
            }
            decided => Some(if decided == yes_is { Answers::Yes } else { Answers::No }),
        }
    }

    /// The facts that an open part of the rule turns on, which are those of its open parts; none where that cannot be told
    /// from these.
    pub fn turns_on(&self, part: RulePart, view: &PartsView<'_>) -> Option<Vec<OpenFact>> {
        let root = self.place(part)?;
        if !self.repeated_in(part).is_empty() {
            return None;
        }
        let mut turns = Vec::new();
        let mut waiting: SmallVec<[PartId; 32]> = SmallVec::from_slice(&[root]);
        while let Some(at) = waiting.pop() {
            match view.parts.part(at) {
                Some(Part::Leaf { fact, .. }) => turns.push(OpenFact { fact: *fact, why: why(*fact, view.facts)? }),
                // Where the whole is open no part decides it, so that each that is open may be what it turns on.
                Some(Part::Join { children, .. }) => {
                    let children = view.parts.children(children);
                    waiting.extend(children.iter().copied().filter(|child| view.can(*child) == EITHER));
                }
                None => {}
            }
        }
        turns.sort_unstable_by_key(|turn| turn.fact);
        Some(turns)
    }

    /// Whether the reason for a decided part of the rule can be found from its own parts.
    pub fn gives_reason(&self, part: RulePart, yes: bool, facts: &Facts<'_>) -> bool {
        let (against, repeated) = (wanted(part, !yes), self.repeated_in(part));
        repeated.len() <= MOST_REPEATED && repeated.iter().all(|one| one.can_together_always(facts, against))
    }

    /// The first of the smallest sets of facts that fix the answer of a part; none where that cannot be told from its own
    /// parts.
    ///
    /// Of the facts that are tested several times every choice is tried. With those that are chosen as they are stated, and
    /// the others open, the worst that can come is that all their tests go against the answer that may; so that
    /// tests of different facts are left, of which the first of the smallest sets for all of them together is the first
    /// of the smallest for each.
    pub fn reason(&self, part: RulePart, yes: bool, view: &PartsView<'_>) -> Option<Vec<FactId>> {
        let Some(root) = self.place(part) else { return Some(Vec::new()) };
        if !self.gives_reason(part, yes, view.facts) {
            return None;
        }
        let wanted = wanted(part, yes);
        let repeated = self.repeated_in(part);
        let all = repeated.iter().fold((0, 0), |all, one| together(all, weight(usize::from(one.place)))).1;
        let said: SmallVec<[Weight; MOST_REPEATED]> =
            repeated.iter().filter(|one| one.is_said(view.facts)).map(|one| weight(usize::from(one.place))).collect();
        let choices = (0..1u32 << said.len()).filter_map(|choice| {
            let chosen = said.iter().enumerate().filter(|(at, _)| choice >> at & 1 == 1);
            let chosen = chosen.fold((0, 0), |sum, (_, one)| together(sum, *one));
            let search = ReasonSearch { order: &self.order, view, repeated: all, chosen: chosen.1 };
            search.lightest(root, wanted).map(|others| together(chosen, others))
        });
        Some(weighed(choices.reduce(lighter)?, &self.order))
    }

    /// The place of a part of the rule; none for the scope of a rule that has none.
    fn place(&self, part: RulePart) -> Option<PartId> {
        match part {
            RulePart::Scope => self.out_of_scope,
            RulePart::Require => Some(self.required),
            RulePart::Answer => Some(self.whole),
        }
    }

    /// The facts that are spoken of several times in a part.
    fn repeated_in(&self, part: RulePart) -> &[RepeatedFact] {
        let [whole, scope, required] = &self.repeated;
        match part {
            RulePart::Scope => scope,
            RulePart::Require if self.out_of_scope.is_some() => required,
            RulePart::Require | RulePart::Answer => whole,
        }
    }
}

/// What the place of a part comes to where its answer is yes, or no: that of the scope says that it does not hold.
fn wanted(part: RulePart, yes: bool) -> Possibility {
    if yes == (part == RulePart::Scope) { FAIL } else { HOLD }
}

/// The search for a smallest set of facts, with a choice made of those that are spoken of several times.
struct ReasonSearch<'e> {
    /// The facts of the rule, in the order of the vocabulary.
    order: &'e [FactId],
    view: &'e PartsView<'e>,
    /// The bits of the facts that are spoken of several times, and of those of them that are in the set.
    repeated: u128,
    chosen: u128,
}

impl ReasonSearch<'_> {
    /// The weight of the first of the lightest sets of other facts with which a part comes to what is wanted, whatever those
    /// are that are not in it: none where it does not come to that.
    fn lightest(&self, at: PartId, wanted: Possibility) -> Option<Weight> {
        if self.view.can(at) != wanted {
            return None;
        }
        let parts = self.view.parts;
        if parts.free(at) == wanted {
            return Some((0, 0));
        }
        match parts.part(at)? {
            Part::Leaf { fact, .. } => {
                let fact = weight(self.order.binary_search(fact).ok()?);
                if fact.1 & self.repeated == 0 {
                    return Some(fact);
                }
                (fact.1 & self.chosen != 0).then_some((0, 0))
            }
            Part::Join { all, children } if *all == (wanted == HOLD) => {
                let mut each = parts.children(children).iter().map(|child| self.lightest(*child, wanted));
                each.try_fold((0, 0), |sum, one| one.map(|one| together(sum, one)))
            }
            Part::Join { children, .. } => {
                let each = parts.children(children).iter().filter_map(|child| self.lightest(*child, wanted));
                each.reduce(lighter)
            }
        }
    }
}

/// Why a fact is open; none of a set of which statements disagree, where it may be either.
fn why(fact: FactId, facts: &Facts<'_>) -> Option<Why> {
    Some(match facts.domain(fact) {
        Domain { said: false, .. } => facts.why_unsaid(fact),
        domain if domain.is_tangled() => return None,
        Domain { contested: true, .. } => Why::Contested,
        _ => Why::PartlyStated,
    })
}

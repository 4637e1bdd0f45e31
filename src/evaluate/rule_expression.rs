//! A rule decided by its own parts, without a diagram.
//!
//! Whether a part of a rule can hold, and whether it can fail, follows from its parts alone where no two of them share a
//! fact, so that each can be settled as if the others were not there. Three-valued logic (S. C. Kleene, 1952) is exact
//! then, and of what it finds decided it is always right. Where parts share a fact, it is mostly exact as well: see
//! [`repeated_fact`](super::repeated_fact). What it leaves uncertain is left to the diagrams, and so is a set of which
//! statements disagree: what is possible of its members hangs together.

use std::borrow::Borrow;

use smallvec::SmallVec;

use super::OpenFact;
use super::facts::{Domain, Facts};
use super::reach::Answers;
use super::repeated_fact::RepeatedFact;
use super::rule_diagrams::MOST_FACTS;
use super::rule_part::RulePart;
use super::value_test::{EITHER, FAIL, HOLD, Possibility, ValueTest};
use super::weight::{Weight, lighter, together, weighed, weight};
use crate::model::vocabulary::{FactId, FactSet, Vocabulary};
use crate::model::{Condition, Why};

/// A rule as a tree: the children of a part stand together, and behind it.
#[derive(Debug, Clone)]
pub(super) struct RuleExpression {
    parts: Vec<Part>,
    /// What every part can come to where nothing is said of any fact.
    free: Possibilities,
    /// Its facts.
    facts: FactSet,
    /// The same, in the order of the vocabulary.
    order: Vec<FactId>,
    /// Whether the second part says that the scope does not hold.
    scoped: bool,
    /// The facts that are spoken of several times: in the whole, in the scope and in what is required.
    repeated: [Vec<RepeatedFact>; 3],
}

#[derive(Debug, Clone)]
enum Part {
    /// All of its children, or any of them.
    Join { all: bool, children: std::ops::Range<usize> },
    /// A test of a fact, or the opposite of it; with the place of the fact among those of the rule.
    Leaf { fact: FactId, place: u8, asks: ValueTest, negated: bool },
}

/// The place of the part that is the whole rule.
const WHOLE: usize = 0;
/// Of a rule with a scope, the place of the part that says that the scope does not hold.
const OUT_OF_SCOPE: usize = 1;
/// And of the part that is required.
const REQUIRED: usize = 2;

/// The most facts spoken of several times of which every choice is tried.
const MOST_REPEATED: usize = 4;

/// What every part can come to, by its place.
pub(super) type Possibilities = SmallVec<[Possibility; 32]>;

impl RuleExpression {
    /// The tree of a rule; none where it speaks of too many facts.
    pub fn new(vocabulary: &Vocabulary, scopes: &[&Condition], require: &Condition) -> Option<Self> {
        let mut facts = FactSet::default();
        for condition in scopes.iter().copied().chain([require]) {
            condition.visit(&mut |fact, _| {
                facts.insert(fact);
            });
        }
        let order: Vec<FactId> = facts.iter().collect();
        if order.len() > MOST_FACTS {
            return None;
        }
        let mut making = ExpressionBuilder { vocabulary, order: &order, parts: Vec::new() };
        let nothing = Part::Join { all: true, children: 0..0 };
        if scopes.is_empty() {
            making.parts.push(nothing);
            making.put(WHOLE, require, false);
        } else {
            // Either the scope does not hold, or what is required does.
            making.parts.extend([
                Part::Join { all: false, children: OUT_OF_SCOPE..REQUIRED + 1 },
                nothing.clone(),
                nothing,
            ]);
            making.join(OUT_OF_SCOPE, false, &scopes.iter().map(|scope| (*scope, true)).collect::<Vec<_>>());
            making.put(REQUIRED, require, false);
        }
        let (parts, scoped) = (making.parts, !scopes.is_empty());
        let (free, repeated) = (Possibilities::new(), [const { Vec::new() }; 3]);
        let mut expression = Self { parts, free, facts, order, scoped, repeated };
        expression.free = expression.can(|fact| Domain::open(vocabulary.fact(fact)));
        expression.repeated = [WHOLE, OUT_OF_SCOPE, REQUIRED].map(|at| {
            let is_asked_for = at == WHOLE || scoped;
            let tests = is_asked_for.then(|| expression.tests_in(at)).into_iter().flatten();
            RepeatedFact::among(vocabulary, tests)
        });
        Some(expression)
    }

    /// Whether it can be decided so for a pilot.
    pub fn is_for(&self, facts: &Facts<'_>) -> bool {
        !facts.any_tangled(&self.facts) && facts.whole_if_other().is_none_or(|whole| !whole.any_tangled(&self.facts))
    }

    /// What every part comes to, each by itself, with what these facts leave possible.
    pub fn possibilities(&self, facts: &Facts<'_>) -> Possibilities {
        self.can(|fact| facts.domain(fact))
    }

    /// The answers that a part of the rule can come to; none where that cannot be told from its own parts.
    pub fn answers(&self, part: RulePart, can: &Possibilities, facts: &Facts<'_>) -> Option<Answers> {
        let Some(at) = self.place(part) else { return Some(Answers::Yes) };
        let yes_is = wanted(part, true);
        match can.get(at).copied() {
            Some(EITHER) | None => {
                let both =
                    |repeated: &RepeatedFact| [FAIL, HOLD].iter().all(|wanted| repeated.can_together(facts, *wanted));
                self.repeated_in(at).iter().all(both).then_some(Answers::Both)
            }
            Some(decided) => Some(if decided == yes_is { Answers::Yes } else { Answers::No }),
        }
    }

    /// The facts that an open part of the rule turns on, which are those of its open parts; none where that cannot be told
    /// from these.
    pub fn turns_on(&self, part: RulePart, can: &Possibilities, facts: &Facts<'_>) -> Option<Vec<OpenFact>> {
        let root = self.place(part)?;
        if !self.repeated_in(root).is_empty() {
            return None;
        }
        let mut turns = Vec::new();
        let mut waiting: SmallVec<[usize; 32]> = SmallVec::from_slice(&[root]);
        while let Some(at) = waiting.pop() {
            match self.parts.get(at) {
                Some(Part::Leaf { fact, .. }) => turns.push(OpenFact { fact: *fact, why: why(*fact, facts) }),
                // Where the whole is open no part decides it, so that each that is open may be what it turns on.
                Some(Part::Join { children, .. }) => {
                    waiting.extend(children.clone().filter(|child| can.get(*child) == Some(&EITHER)));
                }
                None => {}
            }
        }
        turns.sort_unstable_by_key(|turn| turn.fact);
        Some(turns)
    }

    /// Whether the reason for a decided part of the rule can be found from its own parts.
    pub fn gives_reason(&self, part: RulePart, yes: bool, facts: &Facts<'_>) -> bool {
        let Some(at) = self.place(part) else { return true };
        let against = wanted(part, !yes);
        let repeated = self.repeated_in(at);
        repeated.len() <= MOST_REPEATED && repeated.iter().all(|one| one.can_together_always(facts, against))
    }

    /// The first of the smallest sets of facts that fix the answer of a part; none where that cannot be told from its own
    /// parts.
    ///
    /// Of the facts that are tested several times every choice is tried. With those that are chosen as they are stated, and
    /// the others open, the worst that can come is that all their tests go against the answer that may; so that
    /// tests of different facts are left, of which the first of the smallest sets for all of them together is the first
    /// of the smallest for each.
    pub fn reason(&self, part: RulePart, yes: bool, can: &Possibilities, facts: &Facts<'_>) -> Option<Vec<FactId>> {
        let Some(root) = self.place(part) else { return Some(Vec::new()) };
        if !self.gives_reason(part, yes, facts) {
            return None;
        }
        let wanted = wanted(part, yes);
        let repeated = self.repeated_in(root);
        let all = repeated.iter().fold((0, 0), |all, one| together(all, weight(usize::from(one.place)))).1;
        let said: SmallVec<[Weight; MOST_REPEATED]> =
            repeated.iter().filter(|one| one.is_said(facts)).map(|one| weight(usize::from(one.place))).collect();
        let choices = (0..1u32 << said.len()).filter_map(|choice| {
            let chosen = said.iter().enumerate().filter(|(at, _)| choice >> at & 1 == 1);
            let chosen = chosen.fold((0, 0), |sum, (_, one)| together(sum, *one));
            let search = ReasonSearch { expression: self, can, repeated: all, chosen: chosen.1 };
            search.lightest(root, wanted).map(|others| together(chosen, others))
        });
        Some(weighed(choices.reduce(lighter)?, &self.order))
    }

    /// The place of a part of the rule; none for the scope of a rule that has none.
    fn place(&self, part: RulePart) -> Option<usize> {
        match part {
            RulePart::Scope => self.scoped.then_some(OUT_OF_SCOPE),
            RulePart::Require if self.scoped => Some(REQUIRED),
            RulePart::Require | RulePart::Answer => Some(WHOLE),
        }
    }

    /// The facts that are spoken of several times in the part at a place.
    fn repeated_in(&self, at: usize) -> &[RepeatedFact] {
        self.repeated.get(at).map_or(&[], Vec::as_slice)
    }

    /// What every part can come to, each by itself, with what `domain` leaves of the facts.
    fn can<D: Borrow<Domain>>(&self, domain: impl Fn(FactId) -> D) -> Possibilities {
        let mut can = Possibilities::from_elem(EITHER, self.parts.len());
        // Children stand behind their parents.
        for (at, part) in self.parts.iter().enumerate().rev() {
            let of = match part {
                Part::Leaf { fact, asks, negated, .. } => asks.can(domain(*fact).borrow(), *negated),
                Part::Join { all, children } => {
                    // All hold together if each can, and fail together if one can: of any, the other way round.
                    let (each, one) = if *all { (HOLD, FAIL) } else { (FAIL, HOLD) };
                    let children = can.get(children.clone()).unwrap_or_default();
                    let (every, some) =
                        children.iter().fold((EITHER, 0), |(every, some), child| (every & child, some | child));
                    every & each | some & one
                }
            };
            if let Some(place) = can.get_mut(at) {
                *place = of;
            }
        }
        can
    }

    /// The tests of the part at a place.
    fn tests_in(&self, at: usize) -> impl Iterator<Item = (FactId, u8, ValueTest, bool)> {
        let (mut tests, mut waiting) = (Vec::new(), vec![at]);
        while let Some(at) = waiting.pop() {
            match self.parts.get(at) {
                Some(Part::Leaf { fact, place, asks, negated }) => tests.push((*fact, *place, *asks, *negated)),
                Some(Part::Join { children, .. }) => waiting.extend(children.clone()),
                None => {}
            }
        }
        tests.into_iter()
    }
}

/// What the place of a part comes to where its answer is yes, or no: that of the scope says that it does not hold.
fn wanted(part: RulePart, yes: bool) -> Possibility {
    if yes == (part == RulePart::Scope) { FAIL } else { HOLD }
}

/// The search for a smallest set of facts, with a choice made of those that are spoken of several times.
struct ReasonSearch<'e> {
    expression: &'e RuleExpression,
    can: &'e Possibilities,
    /// The bits of the facts that are spoken of several times, and of those of them that are in the set.
    repeated: u128,
    chosen: u128,
}

impl ReasonSearch<'_> {
    /// The weight of the first of the lightest sets of other facts with which a part comes to what is wanted, whatever those
    /// are that are not in it: none where it does not come to that.
    fn lightest(&self, at: usize, wanted: Possibility) -> Option<Weight> {
        if self.can.get(at) != Some(&wanted) {
            return None;
        }
        if self.expression.free.get(at) == Some(&wanted) {
            return Some((0, 0));
        }
        match self.expression.parts.get(at)? {
            Part::Leaf { place, .. } => {
                let fact = weight(usize::from(*place));
                if fact.1 & self.repeated == 0 {
                    return Some(fact);
                }
                (fact.1 & self.chosen != 0).then_some((0, 0))
            }
            Part::Join { all, children } if *all == (wanted == HOLD) => {
                let mut each = children.clone().map(|child| self.lightest(child, wanted));
                each.try_fold((0, 0), |sum, one| one.map(|one| together(sum, one)))
            }
            Part::Join { children, .. } => {
                children.clone().filter_map(|child| self.lightest(child, wanted)).reduce(lighter)
            }
        }
    }
}

/// Why a fact is open that is no set of which statements disagree.
fn why(fact: FactId, facts: &Facts<'_>) -> Why {
    match facts.domain(fact) {
        Domain { said: false, .. } => facts.why_unsaid(fact),
        Domain { contested: true, .. } => Why::Contested,
        _ => Why::PartlyStated,
    }
}

/// The making of a tree.
struct ExpressionBuilder<'v> {
    vocabulary: &'v Vocabulary,
    /// The facts of the rule, in the order of the vocabulary.
    order: &'v [FactId],
    parts: Vec<Part>,
}

impl ExpressionBuilder<'_> {
    /// Puts a condition, or its opposite, into a place.
    fn put(&mut self, at: usize, condition: &Condition, negated: bool) {
        match condition {
            Condition::All(parts) | Condition::Any(parts) => {
                let all = matches!(condition, Condition::All(_)) != negated;
                self.join(at, all, &parts.iter().map(|part| (part, negated)).collect::<Vec<_>>());
            }
            Condition::Not(part) => self.put(at, part, !negated),
            Condition::If(scope, then) => {
                self.join(at, negated, &[(scope.as_ref(), !negated), (then.as_ref(), negated)]);
            }
            Condition::Fact(fact, test) => {
                let (asks, opposite) = ValueTest::of(self.vocabulary.fact(*fact), *test);
                let place = self.order.binary_search(fact).ok().and_then(|place| u8::try_from(place).ok());
                let place = place.unwrap_or_default();
                self.set(at, Part::Leaf { fact: *fact, place, asks, negated: negated != opposite });
            }
        }
    }

    fn join(&mut self, at: usize, all: bool, parts: &[(&Condition, bool)]) {
        let first = self.parts.len();
        self.set(at, Part::Join { all, children: first..first + parts.len() });
        self.parts.extend(parts.iter().map(|_| Part::Join { all: true, children: 0..0 }));
        for (place, (part, negated)) in (first..).zip(parts) {
            self.put(place, part, *negated);
        }
    }

    fn set(&mut self, at: usize, part: Part) {
        if let Some(place) = self.parts.get_mut(at) {
            *place = part;
        }
    }
}

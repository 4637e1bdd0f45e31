//! Rules that speak of each fact once, which is nearly all of them.
//!
//! Whether a part of such a rule can hold, and whether it can fail, follows from its parts alone: no two of them share a
//! fact, so that each can be settled as if the others were not there. Three-valued logic (S. C. Kleene, 1952) is exact
//! for these rules, and no diagram is needed. A set of which statements disagree is left to the diagrams: what is
//! possible of its members hangs together.

use std::borrow::Cow;

use smallvec::SmallVec;

use super::facts::{Domain, Facts};
use super::rule_diagrams::MOST_FACTS;
use super::value_test::{EITHER, FAIL, HOLD, Possibility, ValueTest};
use super::weight::{Weight, lighter, together, weighed, weight};
use super::{Decision, OpenFact};
use crate::model::vocabulary::{FactId, FactSet, Vocabulary};
use crate::model::{Applies, Condition, Verdict, VerdictAndScope, Why};

/// A rule that speaks of each fact once, as a tree: the children of a part stand together, and behind it.
#[derive(Debug, Clone)]
pub(super) struct RuleExpression {
    parts: Vec<Part>,
    /// What every part can come to where nothing is said of any fact.
    free: All,
    /// Its facts.
    facts: FactSet,
    /// The same, in the order of the vocabulary.
    order: Vec<FactId>,
    /// Whether the second part says that the scope does not hold.
    scoped: bool,
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

/// What every part can come to, by its place.
type All = SmallVec<[Possibility; 32]>;

impl RuleExpression {
    /// The tree of a rule; none where it speaks of a fact twice.
    pub fn new(vocabulary: &Vocabulary, scopes: &[&Condition], require: &Condition) -> Option<Self> {
        let (mut facts, mut once) = (FactSet::default(), true);
        for condition in scopes.iter().copied().chain([require]) {
            condition.visit(&mut |fact, _| once &= facts.insert(fact));
        }
        let order: Vec<FactId> = facts.iter().collect();
        if !once || order.len() > MOST_FACTS {
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
        let mut expression = Self { parts, free: All::new(), facts, order, scoped };
        expression.free = expression.can(|fact| Cow::Owned(Domain::open(vocabulary.fact(fact))));
        Some(expression)
    }

    /// Whether it can be decided so for a pilot.
    pub fn is_for(&self, facts: &Facts<'_>) -> bool {
        !facts.any_tangled(&self.facts) && facts.whole_if_other().is_none_or(|whole| !whole.any_tangled(&self.facts))
    }

    /// The verdict alone, and whether the rule applies.
    pub fn verdict(&self, facts: &Facts<'_>) -> VerdictAndScope {
        let can = self.can(|fact| Cow::Borrowed(facts.domain(fact)));
        let applies = match facts.whole_if_other() {
            Some(whole) if self.applies(&self.can(|fact| Cow::Borrowed(whole.domain(fact)))) == Applies::Yes => {
                Applies::Yes
            }
            _ => self.applies(&can),
        };
        let root = self.root(applies);
        let verdict = match Self::decided(root, &can) {
            Some(verdict) => verdict,
            None if facts.any_contested(&self.facts) => super::verdict::open_verdict(&self.turns_on(root, &can, facts)),
            None => Verdict::Unstated,
        };
        VerdictAndScope { verdict, applies }
    }

    /// All of a decision but its basis.
    pub fn decide(&self, facts: &Facts<'_>) -> Decision {
        let can = self.can(|fact| Cow::Borrowed(facts.domain(fact)));
        let because = |part: usize, wanted: Possibility, can: &All| {
            weighed(self.lightest(part, wanted, can).unwrap_or_default(), &self.order)
        };
        let of_whole = facts.whole_if_other().map(|whole| self.can(|fact| Cow::Borrowed(whole.domain(fact))));
        let of_whole = of_whole.as_ref().unwrap_or(&can);
        let on_whole_pilot = self.applies(of_whole) == Applies::Yes;
        let judged = if on_whole_pilot { of_whole } else { &can };
        let applies = self.applies(judged);
        let applies_because = match applies {
            Applies::Yes if self.scoped => because(OUT_OF_SCOPE, FAIL, judged),
            Applies::No => because(OUT_OF_SCOPE, HOLD, judged),
            _ => Vec::new(),
        };
        let root = self.root(applies);
        let (verdict, because, turns_on) = match Self::decided(root, &can) {
            Some(verdict) if applies == Applies::No => (verdict, applies_because.clone(), Vec::new()),
            Some(verdict) => (verdict, because(root, can.get(root).copied().unwrap_or(EITHER), &can), Vec::new()),
            None => {
                let turns = self.turns_on(root, &can, facts);
                (super::verdict::open_verdict(&turns), Vec::new(), turns)
            }
        };
        Decision { verdict, because, turns_on, basis: None, applies, applies_because, on_whole_pilot }
    }

    /// Whether the rule applies, by what its parts can come to.
    fn applies(&self, can: &All) -> Applies {
        match can.get(OUT_OF_SCOPE) {
            _ if !self.scoped => Applies::Yes,
            Some(&HOLD) => Applies::No,
            Some(&FAIL) => Applies::Yes,
            _ => Applies::Open,
        }
    }

    /// The part that gives the verdict: where the rule applies, what it requires alone.
    fn root(&self, applies: Applies) -> usize {
        match applies {
            _ if !self.scoped => WHOLE,
            Applies::Yes => REQUIRED,
            Applies::No => OUT_OF_SCOPE,
            Applies::Open => WHOLE,
        }
    }

    /// The verdict, if the part that gives it is decided.
    fn decided(root: usize, can: &All) -> Option<Verdict> {
        match can.get(root) {
            Some(&HOLD) if root == OUT_OF_SCOPE => Some(Verdict::NotApplicable),
            Some(&HOLD) => Some(Verdict::Met),
            Some(&FAIL) => Some(Verdict::Breached),
            _ => None,
        }
    }

    /// What every part can come to, with what `domain` leaves of the facts.
    fn can<'d>(&self, domain: impl Fn(FactId) -> Cow<'d, Domain>) -> All {
        let mut can = All::from_elem(EITHER, self.parts.len());
        // Children stand behind their parents.
        for (at, part) in self.parts.iter().enumerate().rev() {
            let of = match part {
                Part::Leaf { fact, asks, negated, .. } => asks.can(&domain(*fact), *negated),
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

    /// The facts that an open answer turns on: those of its open parts.
    fn turns_on(&self, root: usize, can: &All, facts: &Facts<'_>) -> Vec<OpenFact> {
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
        turns
    }

    /// The weight of the first of the lightest sets of facts with which a part comes to what is wanted, whatever the others
    /// are: none where it does not come to that. Sets of facts of different parts share none, so that the first
    /// of the smallest for all of them together is the first of the smallest for each.
    fn lightest(&self, at: usize, wanted: Possibility, can: &All) -> Option<Weight> {
        if can.get(at) != Some(&wanted) {
            return None;
        }
        if self.free.get(at) == Some(&wanted) {
            return Some((0, 0));
        }
        match self.parts.get(at)? {
            Part::Leaf { place, .. } => Some(weight(usize::from(*place))),
            Part::Join { all, children } if *all == (wanted == HOLD) => {
                let mut each = children.clone().map(|child| self.lightest(child, wanted, can));
                each.try_fold((0, 0), |sum, one| one.map(|one| together(sum, one)))
            }
            Part::Join { children, .. } => {
                children.clone().filter_map(|child| self.lightest(child, wanted, can)).reduce(lighter)
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

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use crate::evaluate::{Budget, Facts, StatementFilter};
    use crate::model::Basis;
    use crate::model::vocabulary::{Fact, FactType, Vocabulary};
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

    #[test]
    fn the_tree_and_the_diagrams_of_the_shipped_rules_agree() {
        let (mut collection, mut seed, mut compared) = (Collection::default(), 7, 0);
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
                let Some(plain) = rule.prepared.plain_for(&facts) else { continue };
                let told = format!("{}\n{text}", rule.rule.id);
                let by_diagrams = rule.prepared.decide_by_diagrams(&facts);
                assert_eq!(rule.prepared.decide(&facts), by_diagrams, "{told}");
                let verdict = rule.prepared.diagrams().verdict(&facts, &mut Budget::default());
                assert_eq!(Ok(plain.verdict(&facts)), verdict, "{told}");
                compared += 1;
            }
        }
        assert!(compared > 3000, "only {compared} decisions were compared");
    }
}

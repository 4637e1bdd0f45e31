//! A rule taken apart: its diagrams, and for every part of its conditions what they would be were that part otherwise.
//!
//! All diagrams are made in one store, so that two of them which agree everywhere are one node. What the answer is with a
//! part held as true, and as false, is handed down from the whole to its parts; the answer with anything else in the
//! place of the part is then made of these two, however large the rule is.

use super::decision_diagram::{Builder, NO, Node, YES};
use super::goal::{Root, Roots, SearchGoal};
use super::order::{MAX_CELLS, Order};
use super::rule_diagrams::Diagrams;
use super::search::Search;
use super::{Answers, Budget, Exceeded, Facts};
use crate::model::limits::Limits;
use crate::model::vocabulary::{FactId, FactType, Vocabulary};
use crate::model::{Condition, Test, Verdict};
use crate::pilot::StatedFact;

/// What stands in the place of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Replacement {
    /// What always holds.
    Yes,
    /// What never does.
    No,
    /// The opposite of the part.
    Opposite,
    /// Another test of the same fact.
    Test(Test),
    /// All of its parts; of an implication both sides.
    All,
    /// At least one of its parts.
    Any,
    /// Of an implication, its second side alone.
    Then,
    /// Of an implication, the same with its sides changed over.
    Turned,
}

/// A part of a rule with something else in its place. Parts are counted from 0, those of the scope first, each
/// condition in the order of [`Condition::walk`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// The part.
    pub part: usize,
    /// What stands there.
    pub instead: Replacement,
}

/// A rule taken apart.
#[derive(Debug)]
pub struct RuleVariants {
    rule: Diagrams,
    roots: Roots,
    parts: Vec<Part>,
    changed: Vec<Roots>,
}

/// A part of a rule: when it holds, and what the rule is where the part is held as true and as false.
#[derive(Debug, Clone, Copy)]
struct Part {
    value: Node,
    with: Roots,
    without: Roots,
}

impl RuleVariants {
    /// Takes a rule apart, and makes what becomes of it by each change.
    ///
    /// # Errors
    /// [`Exceeded`] where the diagrams would take too many steps.
    pub fn new(
        vocabulary: &Vocabulary,
        scope: Option<&Condition>,
        require: &Condition,
        changes: &[Change],
        limits: Limits,
    ) -> Result<Self, Exceeded> {
        let conditions: Vec<&Condition> = scope.into_iter().chain([require]).collect();
        // A change may ask for any member of a set.
        let mut facts: Vec<FactId> = conditions.iter().flat_map(|condition| condition.facts()).collect();
        facts.retain(|fact| vocabulary.fact(*fact).kind == FactType::Set);
        let mut members: Vec<Condition> = facts.into_iter().map(|fact| Condition::Fact(fact, Test::NotEmpty)).collect();
        // And it may tell numbers or days apart that nothing else does.
        let mut parts: Vec<&Condition> = Vec::new();
        conditions.iter().for_each(|condition| condition.walk(&mut |part| parts.push(part)));
        members.extend(changes.iter().filter_map(|change| match (change.instead, parts.get(change.part)?) {
            (Replacement::Test(test @ Test::Within(_)), Condition::Fact(fact, _)) => Some(Condition::Fact(*fact, test)),
            _ => None,
        }));
        let asked: Vec<&Condition> = conditions.iter().copied().chain(&members).collect();
        let written = Order::as_written(vocabulary, &asked);
        let budget = || Budget::of(&limits, 1);
        Self::in_order(vocabulary, scope, require, changes, written, budget()).or_else(|Exceeded| {
            Self::in_order(vocabulary, scope, require, changes, Order::by_clauses(vocabulary, &asked), budget())
        })
    }

    fn in_order(
        vocabulary: &Vocabulary,
        scope: Option<&Condition>,
        require: &Condition,
        changes: &[Change],
        order: Order,
        mut budget: Budget,
    ) -> Result<Self, Exceeded> {
        if order.groups.iter().any(|group| group.cuts.len() >= MAX_CELLS) {
            return Err(Exceeded);
        }
        let mut maker = Maker { builder: Builder::new(vocabulary, &order, &mut budget), parts: Vec::new() };
        let of_scope = scope.map(|scope| maker.part(scope)).transpose()?;
        let of_require = maker.part(require)?;
        let holds = of_scope.as_ref().map_or(YES, |scope| scope.value);
        let answer = maker.builder.implies(holds, of_require.value)?;
        let outside = maker.builder.not(holds)?;
        if let Some(of_scope) = &of_scope {
            maker.hand_down(of_scope, roots(YES, of_require.value), roots(NO, YES))?;
        }
        maker.hand_down(&of_require, roots(holds, YES), roots(holds, outside))?;
        let mut of_change = vec![roots(holds, answer); changes.len()];
        for made in of_scope.iter().chain([&of_require]) {
            maker.change(made, changes, &mut of_change)?;
        }
        let parts = maker.parts;
        let store = maker.builder.into_store();
        let rule = Diagrams::of(order, store, holds, of_require.value, answer);
        Ok(Self { rule, roots: roots(holds, answer), parts, changed: of_change })
    }

    /// What the rule says.
    #[must_use]
    pub fn roots(&self) -> Roots {
        self.roots
    }

    /// What the rule says after a change, by the place of the change among those that were asked for.
    #[must_use]
    pub fn changed(&self, change: usize) -> Roots {
        self.changed.get(change).copied().unwrap_or(self.roots)
    }

    /// Whether a part holds.
    #[must_use]
    pub fn part(&self, part: usize) -> Root {
        Root(self.parts.get(part).map_or(NO, |part| part.value))
    }

    /// The answer with a part held as true or as false.
    #[must_use]
    pub fn answer_with(&self, part: usize, held: bool) -> Root {
        let part = self.parts.get(part).map(|part| if held { part.with } else { part.without });
        part.map_or(self.roots.answer, |roots| roots.answer)
    }

    /// What comes of a root, as far as these facts say.
    ///
    /// # Errors
    /// [`Exceeded`] where that would take too many steps.
    pub fn answers(&self, root: Root, facts: &Facts<'_>, budget: &mut Budget) -> Result<Answers, Exceeded> {
        self.rule.answers(root.0, facts, budget)
    }

    /// The verdict where the rule says this.
    ///
    /// # Errors
    /// [`Exceeded`] where that would take too many steps.
    pub fn verdict(&self, roots: Roots, facts: &Facts<'_>, budget: &mut Budget) -> Result<Verdict, Exceeded> {
        self.rule.verdict_by(roots.scope.0, roots.answer.0, facts, budget)
    }

    /// A pilot that does what is looked for; none where it is proved that no pilot does.
    ///
    /// # Errors
    /// [`Exceeded`] where the search would take too many steps.
    pub fn find(
        &self,
        vocabulary: &Vocabulary,
        goal: &SearchGoal,
        budget: &mut Budget,
    ) -> Result<Option<Vec<StatedFact<'static>>>, Exceeded> {
        Search::new(&self.rule, vocabulary, goal, budget).find()
    }
}

fn roots(scope: Node, answer: Node) -> Roots {
    Roots { scope: Root(scope), answer: Root(answer) }
}

/// A part with its diagram, and its own parts.
struct Made<'c> {
    condition: &'c Condition,
    part: usize,
    value: Node,
    parts: Vec<Made<'c>>,
}

impl Made<'_> {
    fn values(&self) -> Vec<Node> {
        self.parts.iter().map(|part| part.value).collect()
    }
}

struct Maker<'o> {
    builder: Builder<'o>,
    parts: Vec<Part>,
}

impl Maker<'_> {
    /// The diagrams of a condition and of all its parts.
    fn part<'c>(&mut self, condition: &'c Condition) -> Result<Made<'c>, Exceeded> {
        let part = self.parts.len();
        let nothing = roots(NO, NO);
        self.parts.push(Part { value: NO, with: nothing, without: nothing });
        let parts = condition.parts().map(|part| self.part(part)).collect::<Result<Vec<_>, _>>()?;
        let mut made = Made { condition, part, value: NO, parts };
        let values = made.values();
        made.value = match (condition, values.as_slice()) {
            (Condition::Fact(fact, test), _) => self.builder.test(*fact, *test)?,
            (Condition::Not(_), [value]) => self.builder.not(*value)?,
            (Condition::If(..), [scope, then]) => self.builder.implies(*scope, *then)?,
            (Condition::Any(_), values) => self.builder.joined(values, false)?,
            (_, values) => self.builder.joined(values, true)?,
        };
        if let Some(place) = self.parts.get_mut(part) {
            place.value = made.value;
        }
        Ok(made)
    }

    /// Notes what the rule is with a part held as true and as false, and hands that down to its own parts.
    fn hand_down(&mut self, made: &Made<'_>, with: Roots, without: Roots) -> Result<(), Exceeded> {
        if let Some(place) = self.parts.get_mut(made.part) {
            (place.with, place.without) = (with, without);
        }
        match (made.condition, made.parts.as_slice()) {
            (Condition::Fact(..), _) => Ok(()),
            (Condition::Not(_), parts) => parts.iter().try_for_each(|part| self.hand_down(part, without, with)),
            (Condition::If(..), [scope, then]) => {
                let held = self.choose(then.value, with, without)?;
                self.hand_down(scope, held, with)?;
                let held = self.choose(scope.value, without, with)?;
                self.hand_down(then, with, held)
            }
            (condition, parts) => {
                let all = !matches!(condition, Condition::Any(_));
                let others = self.others(&made.values(), all)?;
                for (part, others) in parts.iter().zip(others) {
                    // Where all must hold, the part counts where all others do; where one is enough, where no other does.
                    let held = self.choose(others, with, without)?;
                    let (with, without) = if all { (held, without) } else { (with, held) };
                    self.hand_down(part, with, without)?;
                }
                Ok(())
            }
        }
    }

    /// For each of some parts, all of the others, or at least one of them.
    fn others(&mut self, values: &[Node], all: bool) -> Result<Vec<Node>, Exceeded> {
        let none = self.builder.joined(&[], all)?;
        let mut after = vec![none];
        for value in values.iter().skip(1).rev() {
            let last = after.last().copied().unwrap_or(none);
            after.push(self.builder.joined(&[*value, last], all)?);
        }
        let mut before = none;
        let mut others = Vec::with_capacity(values.len());
        for (value, after) in values.iter().zip(after.into_iter().rev()) {
            others.push(self.builder.joined(&[before, after], all)?);
            before = self.builder.joined(&[before, *value], all)?;
        }
        Ok(others)
    }

    fn choose(&mut self, which: Node, with: Roots, without: Roots) -> Result<Roots, Exceeded> {
        let scope = self.builder.either(which, with.scope.0, without.scope.0)?;
        let answer = self.builder.either(which, with.answer.0, without.answer.0)?;
        Ok(roots(scope, answer))
    }

    /// Makes the changes of a condition and of its parts.
    fn change(&mut self, made: &Made<'_>, changes: &[Change], of_change: &mut [Roots]) -> Result<(), Exceeded> {
        // The changes of a part stand together, in the order of the parts.
        let first = changes.partition_point(|change| change.part < made.part);
        let asked =
            changes.iter().zip(of_change.iter_mut()).skip(first).take_while(|(change, _)| change.part == made.part);
        for (change, place) in asked {
            let value = self.instead(made, change.instead)?;
            let Some(part) = self.parts.get(made.part).copied() else { continue };
            *place = self.choose(value, part.with, part.without)?;
        }
        made.parts.iter().try_for_each(|part| self.change(part, changes, of_change))
    }

    fn instead(&mut self, made: &Made<'_>, instead: Replacement) -> Result<Node, Exceeded> {
        match (instead, made.condition, made.parts.as_slice()) {
            (Replacement::Yes, ..) => Ok(YES),
            (Replacement::No, ..) => Ok(NO),
            (Replacement::Opposite, ..) => self.builder.not(made.value),
            (Replacement::Test(test), Condition::Fact(fact, _), _) => self.builder.test(*fact, test),
            (Replacement::Then, _, [_, then]) => Ok(then.value),
            (Replacement::Turned, _, [scope, then]) => self.builder.implies(then.value, scope.value),
            (Replacement::All, ..) => self.builder.joined(&made.values(), true),
            (Replacement::Any, ..) => self.builder.joined(&made.values(), false),
            // A change that the part does not allow changes nothing.
            (Replacement::Test(_) | Replacement::Then | Replacement::Turned, ..) => Ok(made.value),
        }
    }
}

//! What rule sets ask for alike: of each condition of one set, whether the others ask for it too.
//!
//! A set *shares* a condition if every pilot to which both sets apply, and that satisfies all rules of the set, satisfies
//! the condition: the set asks for it, in one rule or in several together.

use super::ground::{Example, Ground, Known, Of, Scope, Wanted};
use super::rules::{RuleInSet, Terms};
use crate::evaluate::{Exceeded, Prepared};
use crate::model::number::Range;
use crate::model::vocabulary::{FactId, Vocabulary};
use crate::model::{Condition, Force, Test};
use crate::rules::ReadySet;

/// How a rule set stands to a condition of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SetPosition {
    /// It is the set that states the condition.
    Own,
    /// It asks for it, too.
    Shares,
    /// It asks for a part of it.
    InPart,
    /// It speaks of its facts, and asks for something else.
    Otherwise,
    /// No pilot can satisfy both.
    Conflicts,
    /// It asks for none of its facts.
    Silent,
    /// No pilot to which both sets apply can fail it: there is no such pilot, or the condition asks nothing of them.
    Apart,
}

impl SetPosition {
    /// All of them, with their names.
    pub const ALL: [(Self, &'static str); 7] = [
        (Self::Own, "own"),
        (Self::Shares, "shares"),
        (Self::InPart, "in-part"),
        (Self::Otherwise, "otherwise"),
        (Self::Conflicts, "conflicts"),
        (Self::Silent, "silent"),
        (Self::Apart, "apart"),
    ];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        crate::model::name_of(&Self::ALL, self)
    }
}

/// How a rule set stands to a condition, and what shows it.
#[derive(Debug)]
pub struct ShownPosition<'c> {
    /// How it stands.
    pub stand: SetPosition,
    /// Where it shares the condition: the least force of which rules are needed. With its musts alone: must.
    pub force: Option<Force>,
    /// Where it shares the condition, or conflicts with it: rules of the set that do so together, none of which can be
    /// left out.
    pub by: Vec<RuleInSet<'c>>,
    /// Where it does not share the condition: a pilot that satisfies all rules of the set and not the condition.
    pub witness: Option<Example>,
}

/// A condition with the standing of each set.
#[derive(Debug)]
pub struct Shared<'c> {
    /// The condition.
    pub held: RuleInSet<'c>,
    /// Of each set, in order, how it stands.
    pub standing: Vec<ShownPosition<'c>>,
}

impl Shared<'_> {
    /// How many other sets share it.
    #[must_use]
    pub fn others(&self) -> usize {
        self.standing.iter().filter(|standing| standing.stand == SetPosition::Shares).count()
    }

    /// Whether every set shares it or states it.
    #[must_use]
    pub fn by_all(&self) -> bool {
        self.standing.iter().all(|standing| matches!(standing.stand, SetPosition::Own | SetPosition::Shares))
    }

    /// Whether no other set shares it.
    #[must_use]
    pub fn alone(&self) -> bool {
        self.others() == 0
    }
}

/// What some rule sets ask for alike.
#[derive(Debug)]
pub struct Agreement<'c> {
    /// The sets.
    pub sets: Vec<&'c ReadySet>,
    /// Their conditions, in order.
    pub conditions: Vec<Shared<'c>>,
}

/// A rule set within the ground.
struct SetInGround<'c> {
    set: &'c ReadySet,
    /// Its rules, by their places.
    rules: Vec<usize>,
    /// What holds where the set applies.
    scope: Scope,
    /// The facts that its rules ask for.
    facts: Vec<FactId>,
    /// Pilots to which it applies and that satisfy all its rules of a force or more, by that force.
    known: Vec<(Force, Example, Known)>,
}

/// The forces from which on the rules of a set are taken.
const FROM: [Force; 3] = [Force::Must, Force::Should, Force::Ask];

/// Holds the rules of each set against all other sets.
///
/// # Errors
/// [`Exceeded`] where a search over all pilots takes too long.
pub fn agreement<'c>(rules: &[RuleInSet<'c>]) -> Result<Agreement<'c>, Exceeded> {
    let mut ground = Ground::new(rules.to_vec())?;
    let mut sides: Vec<SetInGround<'c>> = Vec::new();
    for (at, held) in rules.iter().enumerate() {
        let known = sides.iter().position(|side| std::ptr::eq(side.set, held.set));
        let side = known.unwrap_or_else(|| {
            sides.push(SetInGround { set: held.set, rules: vec![], scope: 0, facts: vec![], known: vec![] });
            sides.len() - 1
        });
        if let Some(side) = sides.get_mut(side) {
            side.rules.push(at);
            side.facts.extend(own_facts(held));
        }
    }
    for side in &mut sides {
        side.facts.sort_unstable();
        side.facts.dedup();
        side.scope = common(&mut ground, &side.rules)?;
    }
    let mut conditions = Vec::with_capacity(rules.len());
    for (at, held) in rules.iter().enumerate() {
        let mut standing = Vec::with_capacity(sides.len());
        for side in &mut sides {
            standing.push(Pair { ground: &ground, rule: at, held: *held, side }.standing()?);
        }
        conditions.push(Shared { held: *held, standing });
    }
    Ok(Agreement { sets: sides.iter().map(|side| side.set).collect(), conditions })
}

/// What holds where a set applies: the scopes that all its rules have in common.
fn common(ground: &mut Ground<'_>, rules: &[usize]) -> Result<Scope, Exceeded> {
    let first = rules.first().map(|rule| ground.conditions(ground.scope_of(*rule)).to_vec()).unwrap_or_default();
    let everywhere =
        |condition: &&Condition| rules.iter().all(|rule| ground.conditions(ground.scope_of(*rule)).contains(condition));
    let common: Vec<&Condition> = first.into_iter().filter(everywhere).collect();
    ground.scope(common)
}

/// The facts that a rule asks for itself, without the scopes of its set.
fn own_facts(held: &RuleInSet<'_>) -> Vec<FactId> {
    let rule = &held.rule.rule;
    rule.applies_when.iter().chain([&rule.require]).flat_map(Condition::facts).collect()
}

/// A condition and a set that does not state it.
struct Pair<'p, 'c> {
    ground: &'p Ground<'c>,
    rule: usize,
    held: RuleInSet<'c>,
    side: &'p mut SetInGround<'c>,
}

impl<'c> Pair<'_, 'c> {
    fn standing(&mut self) -> Result<ShownPosition<'c>, Exceeded> {
        let plain = |stand| ShownPosition { stand, force: None, by: Vec::new(), witness: None };
        if std::ptr::eq(self.side.set, self.held.set) {
            return Ok(plain(SetPosition::Own));
        }
        let not = (Of::Rule(self.rule), Terms::Unsatisfied);
        let is = (Of::Rule(self.rule), Terms::Satisfied);
        let witness = self.counterexample(Force::Ask)?;
        if witness.is_none() {
            if !self.can(&[not])? {
                return Ok(plain(SetPosition::Apart));
            }
            if self.satisfied_from(Force::Ask, &[])?.is_none() {
                // A set that no pilot can satisfy asks for nothing that could be shared.
                return Ok(plain(if self.speaks() { SetPosition::Otherwise } else { SetPosition::Silent }));
            }
            let mut force = Force::Ask;
            for from in FROM {
                if self.counterexample(from)?.is_none() {
                    force = from;
                    break;
                }
            }
            let by = self.core(&self.from(force), not)?;
            return Ok(ShownPosition { stand: SetPosition::Shares, force: Some(force), by, witness: None });
        }
        if !self.speaks() {
            return Ok(ShownPosition { witness, ..plain(SetPosition::Silent) });
        }
        if !self.goes_together()? && self.can(&[is])? {
            let by = self.core(&self.from(Force::Ask), is)?;
            return Ok(ShownPosition { stand: SetPosition::Conflicts, force: None, by, witness });
        }
        let stand = if self.in_part()? { SetPosition::InPart } else { SetPosition::Otherwise };
        Ok(ShownPosition { witness, ..plain(stand) })
    }

    /// Whether the set speaks of a fact for which the condition asks.
    fn speaks(&self) -> bool {
        own_facts(&self.held).iter().any(|fact| self.side.facts.binary_search(fact).is_ok())
    }

    /// That both sets apply.
    fn within(&self) -> [Wanted<'static>; 2] {
        let scope = |scope| (Of::Scope(scope), Terms::Applies);
        [scope(self.ground.scope_of(self.rule)), scope(self.side.scope)]
    }

    /// Whether there is a pilot to which both sets apply and of which this is so.
    fn can(&self, wanted: &[Wanted<'_>]) -> Result<bool, Exceeded> {
        Ok(self.ground.find(&[&self.within()[..], wanted].concat())?.is_some())
    }

    /// The rules of the set of this force or more.
    fn from(&self, force: Force) -> Vec<usize> {
        let rules = self.side.rules.iter().copied();
        rules.filter(|at| self.ground.rules.get(*at).is_some_and(|held| held.rule.rule.force >= force)).collect()
    }

    /// A pilot to which both sets apply, that satisfies some rules of the set, and of which this is so.
    fn satisfied(&self, rules: &[usize], wanted: &[Wanted<'_>]) -> Result<Option<Example>, Exceeded> {
        let rules: Vec<Wanted<'_>> = rules.iter().map(|at| (Of::Rule(*at), Terms::Satisfied)).collect();
        self.ground.find(&[&self.within()[..], wanted, &rules].concat())
    }

    fn satisfied_from(&self, force: Force, wanted: &[Wanted<'_>]) -> Result<Option<Example>, Exceeded> {
        self.satisfied(&self.from(force), wanted)
    }

    /// A pilot that satisfies the rules of the set of this force or more, and not the condition; first among the pilots
    /// that are known.
    fn counterexample(&mut self, force: Force) -> Result<Option<Example>, Exceeded> {
        if let Some(witness) = self.known_example(force, false) {
            return Ok(Some(witness.clone()));
        }
        let found = self.satisfied_from(force, &[(Of::Rule(self.rule), Terms::Unsatisfied)])?;
        self.keep(force, found.as_ref())?;
        Ok(found)
    }

    /// Whether a pilot can satisfy all rules of the set and the condition.
    fn goes_together(&mut self) -> Result<bool, Exceeded> {
        if self.known_example(Force::Ask, true).is_some() {
            return Ok(true);
        }
        let found = self.satisfied_from(Force::Ask, &[(Of::Rule(self.rule), Terms::Satisfied)])?;
        self.keep(Force::Ask, found.as_ref())?;
        Ok(found.is_some())
    }

    /// A known pilot to which both sets apply, that satisfies the rules of the set of this force or more, and that
    /// satisfies the condition or does not.
    fn known_example(&self, force: Force, satisfied: bool) -> Option<&Example> {
        let [own, other] = [self.ground.scope_of(self.rule), self.side.scope];
        let is = |all: &[bool], at: usize| all.get(at).copied().unwrap_or_default();
        let shows = |(from, _, known): &&(Force, Example, Known)| {
            let within = is(&known.within, own) && is(&known.within, other);
            *from <= force && within && is(&known.satisfied, self.rule) == satisfied
        };
        self.side.known.iter().find(shows).map(|(_, witness, _)| witness)
    }

    fn keep(&mut self, force: Force, found: Option<&Example>) -> Result<(), Exceeded> {
        if let Some(witness) = found {
            self.side.known.push((force, witness.clone(), self.ground.known_pilot(witness)?));
        }
        Ok(())
    }

    /// Rules of the set that together rule something out, none of which can be left out.
    fn core(&self, rules: &[usize], wanted: Wanted<'_>) -> Result<Vec<RuleInSet<'c>>, Exceeded> {
        let own = own_facts(&self.held);
        // Those that speak of the facts of the condition are kept longest.
        let mut kept = rules.to_vec();
        let speaks = |at: &usize| {
            self.ground.rules.get(*at).is_some_and(|held| own_facts(held).iter().any(|fact| own.contains(fact)))
        };
        let near: Vec<usize> = kept.iter().copied().filter(speaks).collect();
        if self.satisfied(&near, &[wanted])?.is_none() {
            kept = near;
        }
        for rule in kept.clone().into_iter().rev() {
            let without: Vec<usize> = kept.iter().copied().filter(|one| *one != rule).collect();
            if self.satisfied(&without, &[wanted])?.is_none() {
                kept = without;
            }
        }
        Ok(kept.iter().filter_map(|at| self.ground.rules.get(*at).copied()).collect())
    }

    /// Whether the set asks for one of the parts that the condition asks for together.
    fn in_part(&self) -> Result<bool, Exceeded> {
        let rule = &self.held.rule.rule;
        let mut parts = Vec::new();
        split(self.held.set.vocabulary(), &rule.require, &mut parts);
        if parts.len() < 2 {
            return Ok(false);
        }
        let scopes = self.held.set.set.scopes(rule);
        for part in parts {
            let prepared =
                Prepared::within(self.held.set.vocabulary(), &scopes, Some(&part), self.held.set.set.limits)?;
            let not = (Of::Diagram(&prepared), Terms::Unsatisfied);
            if self.can(&[not])? && self.satisfied_from(Force::Ask, &[not])?.is_none() {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// The parts that a condition asks for together: those of which all must hold, and of a test of several values of which
/// each counts by itself, each.
fn split(vocabulary: &Vocabulary, condition: &Condition, parts: &mut Vec<Condition>) {
    let each = |values: u64| (0..u64::BITS).map(|bit| 1u64 << bit).filter(move |bit| values & bit != 0);
    match condition {
        Condition::All(all) => all.iter().for_each(|part| split(vocabulary, part, parts)),
        Condition::Fact(fact, Test::Within(range)) if range.from.is_some() && range.until.is_some() => {
            let ends = [Range { until: None, ..*range }, Range { from: None, ..*range }];
            parts.extend(ends.map(|end| Condition::Fact(*fact, Test::Within(end))));
        }
        Condition::Fact(fact, Test::Includes(values)) => {
            parts.extend(each(*values).map(|value| Condition::Fact(*fact, Test::Includes(value))));
        }
        Condition::Fact(fact, Test::Excludes(values)) => {
            parts.extend(each(*values).map(|value| Condition::Fact(*fact, Test::Excludes(value))));
        }
        Condition::Fact(fact, Test::Only(values)) => {
            let all = vocabulary.fact(*fact).all_values();
            parts.extend(each(all & !values).map(|value| Condition::Fact(*fact, Test::Excludes(value))));
        }
        Condition::Fact(fact, Test::NoneOf(values)) => {
            parts.extend(each(*values).map(|value| Condition::Fact(*fact, Test::NoneOf(value))));
        }
        other => parts.push(other.clone()),
    }
}

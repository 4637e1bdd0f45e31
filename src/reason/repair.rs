//! The fewest changes of facts after which a pilot breaches nothing that it must not breach.

use rustsat::types::Lit;

use super::answered::{self, IsToBeAnswered};
use super::changed_value::changed_value;
use super::rules::{Field, RuleInSet, Terms};
use super::state::Changed;
use crate::evaluate::{Exceeded, Facts, Prepared};
use crate::model::number::Range;
use crate::model::vocabulary::{FactId, FactType};
use crate::model::{Applies, Force, Verdict};
use crate::pilot::StatedValue;

/// What is asked of a repair.
#[derive(Debug, Clone)]
pub struct RepairOptions {
    /// Rules of this force or more must not be breached.
    pub least: Force,
    /// These facts stay as they are.
    pub keep: Vec<FactId>,
    /// Rules of that force must be met or not applicable, and contested facts may be settled for it.
    pub settle: bool,
    /// Whether a rule that applies, or may apply, may stop applying.
    pub allow_out_of_scope: bool,
    /// The most alternatives that are wanted.
    pub most: usize,
}

/// A fact of which something else would have to be said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The fact.
    pub fact: FactId,
    /// What would have to be said of it.
    pub said: StatedValue<'static>,
    /// Whether it is only to be stated: with which member, or which text, makes no difference to any rule.
    pub any_will_do: bool,
}

/// What came of the search.
#[derive(Debug)]
pub enum Repairs<'c> {
    /// There is nothing to repair.
    Needless,
    /// These changes, each a way of its own; none with fewer facts will do, nor one of as many facts with fewer members
    /// of sets.
    Found {
        /// The ways: first those that leave the fewest facts of which somebody is to be answered, then in the order of the
        /// vocabulary.
        alternatives: Vec<Vec<Change>>,
        /// How many facts change in each.
        facts: usize,
        /// How many members of sets.
        members: usize,
        /// Whether there are more of that size.
        more: bool,
    },
    /// None will do: these rules and these facts that stay as they are block one another, and any of them left out, the
    /// others do not.
    Blocked {
        /// The rules, in their order.
        rules: Vec<RuleInSet<'c>>,
        /// The facts, in the order of the vocabulary.
        facts: Vec<FactId>,
        /// The rules that must not stop applying, likewise.
        applying: Vec<RuleInSet<'c>>,
    },
}

/// What may not come of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    /// It is not breached, and is not asked to be anything else: it must not become so.
    Bystander,
    /// It is as it must be already.
    Sound,
    /// It must be mended.
    Wrong,
}

/// Looks for all smallest repairs of a pilot: the fewest facts, and of as many facts the fewest members of sets. Of these,
/// the ones are found first that leave nobody to be answered.
///
/// # Errors
/// [`Exceeded`] where the search takes too long.
pub fn repairs<'c>(
    rules: &[RuleInSet<'c>],
    facts: &Facts<'_>,
    wish: &RepairOptions,
    is_to_be_answered: IsToBeAnswered<'_>,
) -> Result<Repairs<'c>, Exceeded> {
    let required = rules.iter().map(|held| required_alone(*held, facts)).collect::<Result<Vec<_>, _>>()?;
    let mut wanted: Vec<(RuleInSet<'c>, Option<&Prepared>, Terms, Part)> = Vec::new();
    for (held, required) in rules.iter().zip(&required) {
        let required = required.as_ref();
        let verdict = held.rule.prepared.verdict(facts)?;
        let is_wanted = held.rule.rule.force >= wish.least;
        let (terms, sound) = if is_wanted && wish.settle {
            (Terms::Satisfied, verdict.is_satisfied())
        } else {
            (Terms::Unbreached, verdict != Verdict::Breached)
        };
        match (is_wanted, sound) {
            (true, true) => wanted.push((*held, required, terms, Part::Sound)),
            (true, false) => wanted.push((*held, required, terms, Part::Wrong)),
            (false, true) => wanted.push((*held, required, terms, Part::Bystander)),
            (false, false) => {}
        }
    }
    if wanted.iter().all(|(.., part)| *part != Part::Wrong) {
        return Ok(Repairs::Needless);
    }
    // What a rule asks for of which nothing is wanted still tells one way from another.
    let diagrams = rules.iter().map(|held| &held.rule.prepared).chain(required.iter().flatten());
    let mut field = Field::changed(diagrams, facts, |_| true);
    let mut conditions: Vec<Condition<'c>> = Vec::new();
    for (held, required, terms, part) in wanted {
        let literal = match required {
            Some(required) => {
                let (good, out) = (field.literal_of(required, terms)?, field.literal(held, Terms::Inapplicable)?);
                field.either(good, out)
            }
            None => field.literal(held, terms)?,
        };
        conditions.push(Condition::Rule(held, part, literal));
    }
    if !wish.allow_out_of_scope {
        for held in rules {
            if held.rule.prepared.verdict_and_scope(facts)?.applies != Applies::No {
                conditions.push(Condition::Applies(*held, field.literal(*held, Terms::MayApply)?));
            }
        }
    }
    for (fact, changed) in field.said_literals() {
        if wish.keep.contains(&fact) || (facts.is_contested(fact) && !wish.settle) {
            conditions.push(Condition::Stays(fact, !changed));
        }
    }
    let assumed: Vec<Lit> = conditions.iter().map(Condition::literal).collect();
    let changed: Vec<Lit> = field.said_literals().into_iter().map(|(_, lit)| lit).collect();
    let parts = field.part_literals();
    let (mut of_facts, mut of_parts) = (field.solver.count(&changed), field.solver.count(&parts));
    let Some(fewest) = field.solver.least(&mut of_facts, &assumed)? else { return blocked(&mut field, conditions) };
    let mut assumed = assumed;
    assumed.extend(field.solver.at_most(&mut of_facts, fewest)?);
    let members = field.solver.least(&mut of_parts, &assumed)?.unwrap_or_default();
    assumed.extend(field.solver.at_most(&mut of_parts, members)?);
    let to_answer = answered::literals(&mut field, facts, is_to_be_answered);
    let mut of_answers = field.solver.count(&to_answer);
    let (mut found, mut more) = (Vec::new(), false);
    'search: for answers in 0..=to_answer.len().min(fewest) {
        let mut within = assumed.clone();
        within.extend(field.solver.at_most(&mut of_answers, answers)?);
        while field.solver.solve(&within)? {
            if found.len() >= wish.most {
                more = true;
                break 'search;
            }
            field.nearest(&within)?;
            found.push(field.changes());
            field.rule_out();
        }
    }
    let to_answer = |changes: &[(FactId, Changed)]| {
        let each = changes.iter().filter(|(id, changed)| {
            let fact = facts.vocabulary().fact(*id);
            let wanted = changed_value(facts, fact, *changed);
            answered::leaves_to_answer(facts, fact, &wanted, is_to_be_answered)
        });
        each.count()
    };
    let rank_of = |changes: &[(FactId, Changed)]| {
        let ranks = changes.iter().map(|(fact, changed)| (*fact, rank(*changed)));
        (to_answer(changes), ranks.collect::<Vec<_>>())
    };
    found.sort_by_cached_key(|changes| rank_of(changes));
    let change = |(fact, changed): &(FactId, Changed)| {
        let of = facts.vocabulary().fact(*fact);
        let any_will_do = match *changed {
            Changed::To(value) => of.kind == FactType::Text && value != 0,
            // Where no rule asks for its value, any will do.
            Changed::Into(_, range) => range == Range::ALL,
            Changed::Members { asked, put_in, taken_out, besides } => besides && asked | put_in | taken_out == 0,
        };
        Change { fact: *fact, said: changed_value(facts, of, *changed), any_will_do }
    };
    let alternatives = found.iter().map(|changes| changes.iter().map(change).collect()).collect();
    Ok(Repairs::Found { alternatives, facts: fewest, members, more })
}

/// Of a rule that applies by the whole pilot, where something of that is set aside: what it requires, which alone is decided
/// from what is left, unless the change takes the pilot out of its scope.
fn required_alone(held: RuleInSet<'_>, facts: &Facts<'_>) -> Result<Option<Prepared>, Exceeded> {
    let (rule, prepared) = (&held.rule.rule, &held.rule.prepared);
    if !facts.sets_aside() || prepared.applies(facts.whole())? != Applies::Yes {
        return Ok(None);
    }
    Prepared::within(facts.vocabulary(), &[], Some(&rule.require), *prepared.limits()).map(Some)
}

/// An order of changes of one fact: by value; of sets, by the members that are taken out, then by those that are put in.
fn rank(changed: Changed) -> (u64, u64, bool) {
    match changed {
        Changed::To(value) => (u64::from(value), 0, false),
        Changed::Into(at, _) => (u64::from(at), 0, false),
        Changed::Members { put_in, taken_out, besides, .. } => (taken_out, put_in, besides),
    }
}

/// What a repair must keep to.
enum Condition<'c> {
    /// What a rule must come to.
    Rule(RuleInSet<'c>, Part, Lit),
    /// A rule that must not stop applying.
    Applies(RuleInSet<'c>, Lit),
    /// A fact that stays as it is.
    Stays(FactId, Lit),
}

impl Condition<'_> {
    fn literal(&self) -> Lit {
        match self {
            Self::Rule(.., lit) | Self::Applies(_, lit) | Self::Stays(_, lit) => *lit,
        }
    }

    /// What is left out first where it can be: what is asked for least.
    fn order(&self) -> u8 {
        match self {
            Self::Rule(_, Part::Bystander, _) => 0,
            Self::Rule(_, Part::Sound, _) | Self::Applies(..) => 1,
            Self::Stays(..) => 2,
            Self::Rule(_, Part::Wrong, _) => 3,
        }
    }
}

/// Conditions that cannot stand together, without each that can be left out.
fn blocked<'c>(field: &mut Field<'_, '_>, conditions: Vec<Condition<'c>>) -> Result<Repairs<'c>, Exceeded> {
    let mut needed = vec![true; conditions.len()];
    let mut order: Vec<usize> = (0..conditions.len()).collect();
    order.sort_by_key(|at| conditions.get(*at).map(Condition::order));
    let literals = |needed: &[bool]| {
        let kept = conditions.iter().zip(needed).filter(|(_, needed)| **needed);
        kept.map(|(condition, _)| condition.literal()).collect::<Vec<_>>()
    };
    for at in order {
        let mut without = needed.clone();
        if let Some(place) = without.get_mut(at) {
            *place = false;
        }
        if !field.solver.solve(&literals(&without))? {
            needed = without;
        }
    }
    let (mut rules, mut facts, mut applying) = (Vec::new(), Vec::new(), Vec::new());
    for (condition, _) in conditions.into_iter().zip(needed).filter(|(_, needed)| *needed) {
        match condition {
            Condition::Rule(held, ..) => rules.push(held),
            Condition::Applies(held, _) => applying.push(held),
            Condition::Stays(fact, _) => facts.push(fact),
        }
    }
    Ok(Repairs::Blocked { rules, facts, applying })
}

//! Small rule sets at random, over four facts of the vocabulary, and every pilot that says anything of these.
//!
//! What holds of all pilots is looked up by going through them one by one.

use proptest::prelude::*;
use watching_brief::check::Selection;
use watching_brief::model::vocabulary::{Fact, Vocabulary};
use watching_brief::model::{Force, Verdict};
use watching_brief::pilot::{self, StatedFact, StatedValue, Statement};
use watching_brief::reason::ComparedRules;
use watching_brief::rules::Collection;
use watching_brief::schema::{Kind, Read, Schemas};

use crate::testkit::every;
use crate::testkit::random::small_condition;
use crate::testkit::rules::{self, PlainSet, any_rule, facts, scopes};
use crate::testkit::world::{Bits, IsSo, Pilot, Says, World};

/// One of each type, with few values.
const FACTS: [&str; 4] =
    ["purpose.work_goal", "voluntariness.sanction_for_refusal", "evaluation.horizon", "governance.accountable_lead"];

fn owned_facts() -> Vec<Fact> {
    facts(&FACTS).into_iter().cloned().collect()
}

/// Any set of so many rules, most of them of force must.
pub fn any_set(count: std::ops::RangeInclusive<usize>, depth: u32) -> impl Strategy<Value = PlainSet> {
    let scope = prop::option::weighted(0.5, small_condition(&owned_facts(), 1));
    rules::any_set(scope, rule(depth), count)
}

/// A set of one rule that has a scope.
pub fn scoped_set() -> impl Strategy<Value = PlainSet> {
    rules::any_set(small_condition(&owned_facts(), 0).prop_map(Some), rule(0), 1..=1)
}

fn rule(depth: u32) -> impl Strategy<Value = rules::PlainRule> {
    let force = prop_oneof![4 => Just(Force::Must), 1 => Just(Force::Should)];
    any_rule(&owned_facts(), force, 0.3, depth)
}

/// All rules of a collection.
pub fn side<'c>(name: &str, collection: &'c Collection) -> ComparedRules<'c> {
    ComparedRules::new(name, collection, &Selection::all(collection))
}

/// How all rules of some sides stand in every pilot.
pub struct AllPilots {
    pub pilots: Vec<Known>,
}

/// How all rules stand in one pilot.
pub struct Known {
    /// The number of facts that it states.
    pub facts: usize,
    pub verdicts: Vec<Verdict>,
    /// Whether each rule applies to it in every completion.
    pub applies: Vec<bool>,
    /// Whether each set does.
    pub sets: Vec<bool>,
    /// Whether all of them do.
    pub within: bool,
}

impl Known {
    pub fn satisfies(&self, rule: usize) -> bool {
        matches!(self.verdicts[rule], Verdict::Met | Verdict::NotApplicable)
    }

    pub fn satisfies_all(&self, rules: &[usize]) -> bool {
        rules.iter().all(|rule| self.satisfies(*rule))
    }
}

impl AllPilots {
    /// Goes through all pilots.
    pub fn of(sides: &[&ComparedRules<'_>]) -> Self {
        let world = World::new(facts(&FACTS));
        let rules = Rules::of(&world, sides);
        let pilots = every::pilots(facts(&FACTS)).into_iter().map(|stated| rules.known(&world.pilot(stated)));
        Self { pilots: pilots.collect() }
    }

    /// The pilots that are looked at.
    pub fn looked_at(&self, within: bool) -> impl Iterator<Item = &Known> {
        self.pilots.iter().filter(move |known| known.within || !within)
    }
}

/// What the rules and the sets of some sides say of each completion.
struct Rules<'w> {
    world: &'w World<'w>,
    says: Vec<Says>,
    sets: Vec<Bits>,
}

impl<'w> Rules<'w> {
    fn of(world: &'w World<'w>, sides: &[&ComparedRules<'_>]) -> Self {
        let rules = sides.iter().flat_map(|side| &side.rules);
        let says = rules.map(|rule| world.says(scopes(rule), &rule.rule.rule.require)).collect();
        let sets = sides.iter().flat_map(|side| side.sets()).map(|set| world.are_so(&set.set.applies_when)).collect();
        Self { world, says, sets }
    }

    fn known(&self, pilot: &Pilot) -> Known {
        let sets: Vec<bool> = self.sets.iter().map(|scope| pilot.finds(scope) == IsSo::Always).collect();
        Known {
            verdicts: self.says.iter().map(|says| self.world.verdict(pilot, says)).collect(),
            applies: self.says.iter().map(|says| pilot.finds(&says.scope) == IsSo::Always).collect(),
            within: sets.iter().all(|applies| *applies),
            sets,
            facts: pilot.given.len(),
        }
    }
}

/// How all rules stand in a pilot file.
pub fn read(sides: &[&ComparedRules<'_>], yaml: &str) -> Known {
    let Read::Tree(tree, problems) = Schemas::shipped().read(Kind::Pilot, yaml, false) else { panic!("{yaml}") };
    assert!(problems.is_empty(), "{problems:?}\n{yaml}");
    let world = World::new(facts(&FACTS));
    let stated = pilot::pilot(Vocabulary::shipped(), &tree).expect("a sound pilot").facts;
    let plain = stated.into_iter().map(|stated| StatedFact {
        fact: stated.fact,
        statements: stated.statements.into_iter().map(|one| Statement::plain(owned(one.said))).collect(),
    });
    Rules::of(&world, sides).known(&world.pilot(plain.collect()))
}

/// What is said, apart from the file that says it.
fn owned(said: StatedValue<'_>) -> StatedValue<'static> {
    match said {
        StatedValue::Bool(value) => StatedValue::Bool(value),
        StatedValue::Choice(value) => StatedValue::Choice(value),
        StatedValue::Exactly(members) => StatedValue::Exactly(members),
        StatedValue::Partly { includes, excludes } => StatedValue::Partly { includes, excludes },
        StatedValue::Text(text) => StatedValue::Text(text.into_owned().into()),
        StatedValue::NoneOf(values) => StatedValue::NoneOf(values),
        _ => unreachable!("nothing else is said of these facts"),
    }
}

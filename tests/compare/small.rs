//! Small rule sets at random, over a few facts of a vocabulary, and every pilot that says anything of these.
//!
//! What holds of all pilots is looked up by going through them one by one.

use std::ops::RangeInclusive;
use std::sync::{Arc, LazyLock};

use proptest::prelude::*;
use watching_brief::check::Selection;
use watching_brief::model::vocabulary::{Fact, FactType, Vocabulary};
use watching_brief::model::{Force, Verdict};
use watching_brief::pilot::{self, DateClaim, NumberClaim, StatedFact, StatedValue, Statement};
use watching_brief::reason::ComparedRules;
use watching_brief::rules::Collection;
use watching_brief::schema::{Kind, Read, Schemas};

use crate::testkit::random::small_condition;
use crate::testkit::rules::{self, PlainSet, any_rule, facts, scopes};
use crate::testkit::world::{Bits, IsSo, Pilot, Says, World};
use crate::testkit::{definitions, every, made};

/// One of each type but numbers and days, with few values.
const PLAIN: [&str; 4] =
    ["purpose.work_goal", "voluntariness.sanction_for_refusal", "evaluation.horizon", "governance.accountable_lead"];

/// A few facts, with every pilot that says anything of these.
pub struct SmallWorld {
    vocabulary: Arc<Vocabulary>,
    /// Made once for all cases: a schema takes longer to compile than a case takes to try.
    schemas: Arc<Schemas>,
    facts: Vec<Fact>,
    world: World<'static>,
    pilots: Vec<Pilot>,
}

impl SmallWorld {
    fn new(vocabulary: &'static Arc<Vocabulary>, facts: Vec<&'static Fact>) -> Self {
        let world = World::new(facts.iter().copied());
        let nothing_or_one = |fact: &Fact| {
            let one = every::sayings(fact).into_iter().chain(parts(fact)).map(|said| vec![said]);
            std::iter::once(Vec::new()).chain(one).collect()
        };
        let pilots = every::pilots_that_say(facts.iter().copied(), nothing_or_one, usize::MAX).expect("any number");
        let pilots = pilots.into_iter().map(|stated| world.pilot(stated)).collect();
        let schemas = Arc::new(Schemas::new(Arc::clone(vocabulary)));
        Self { vocabulary: Arc::clone(vocabulary), schemas, facts: facts.into_iter().cloned().collect(), world, pilots }
    }

    /// Facts of the vocabulary of the program.
    pub fn plain() -> &'static Self {
        static WORLD: LazyLock<SmallWorld> = LazyLock::new(|| SmallWorld::new(Vocabulary::shipped(), facts(&PLAIN)));
        &WORLD
    }

    /// A number, a day and something that is so or not, of a vocabulary of their own.
    pub fn of_numbers_and_days() -> &'static Self {
        static VOCABULARY: LazyLock<Arc<Vocabulary>> =
            LazyLock::new(|| made::declared(&["weeks: number", "start: date", "free: bool"]));
        static WORLD: LazyLock<SmallWorld> =
            LazyLock::new(|| SmallWorld::new(&VOCABULARY, VOCABULARY.facts().iter().collect()));
        &WORLD
    }

    /// Loads sets of rules on these facts.
    pub fn load(&self, sets: &[PlainSet]) -> Collection {
        let about = self.vocabulary.dimensions().first().expect("a dimension").0.name();
        rules::load_for(Collection::new(Arc::clone(&self.schemas)), about, sets)
    }

    /// Any set of so many rules, most of them of force must.
    pub fn any_set(&self, count: RangeInclusive<usize>, depth: u32) -> impl Strategy<Value = PlainSet> + use<> {
        let scope = prop::option::weighted(0.5, small_condition(&self.facts, 1));
        rules::any_set(scope, self.rule(depth), count)
    }

    /// A set of one rule that has a scope.
    pub fn scoped_set(&self) -> impl Strategy<Value = PlainSet> + use<> {
        rules::any_set(small_condition(&self.facts, 0).prop_map(Some), self.rule(0), 1..=1)
    }

    fn rule(&self, depth: u32) -> impl Strategy<Value = rules::PlainRule> + use<> {
        let force = prop_oneof![4 => Just(Force::Must), 1 => Just(Force::Should)];
        any_rule(&self.facts, force, 0.3, depth)
    }
}

/// What is said of a number or a day in part: from where on, until where, and between two of these.
fn parts(fact: &Fact) -> Vec<StatedValue<'static>> {
    let ends = |count: u64| {
        let end = move || std::iter::once(None).chain((0..count).map(Some));
        let both = end().flat_map(move |from| end().map(move |until| (from, until)));
        both.filter(|(from, until)| from.is_some() != until.is_some() || from < until && from.is_some())
    };
    match fact.kind {
        FactType::Number => {
            let whole = |at: u64| definitions::number(2 * at);
            let claim = |(least, most): (Option<u64>, Option<u64>)| NumberClaim::Within {
                at_least: least.map(whole),
                at_most: most.map(whole),
            };
            ends(4).map(|ends| StatedValue::Number(claim(ends))).collect()
        }
        FactType::Date => {
            let claim = |(from, until): (Option<u64>, Option<u64>)| DateClaim::Within {
                from: from.map(definitions::day),
                until: until.map(definitions::day),
            };
            ends(5).map(|ends| StatedValue::Date(claim(ends))).collect()
        }
        _ => Vec::new(),
    }
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
    pub fn of(small: &SmallWorld, sides: &[&ComparedRules<'_>]) -> Self {
        let rules = Rules::of(&small.world, sides);
        Self { pilots: small.pilots.iter().map(|pilot| rules.known(pilot)).collect() }
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
pub fn read(small: &SmallWorld, sides: &[&ComparedRules<'_>], yaml: &str) -> Known {
    let Read::Tree(tree, problems) = small.schemas.read(Kind::Pilot, yaml, false) else { panic!("{yaml}") };
    assert!(problems.is_empty(), "{problems:?}\n{yaml}");
    let stated = pilot::pilot(&small.vocabulary, &tree).expect("a sound pilot").facts;
    let plain = stated.into_iter().map(|stated| StatedFact {
        fact: stated.fact,
        statements: stated.statements.into_iter().map(|one| Statement::plain(owned(one.said))).collect(),
    });
    Rules::of(&small.world, sides).known(&small.world.pilot(plain.collect()))
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
        // A half stands for all between two whole numbers.
        StatedValue::Number(NumberClaim::Is(one)) => StatedValue::Number(NumberClaim::Is(definitions::half_for(one))),
        StatedValue::Number(claim) => StatedValue::Number(claim),
        StatedValue::Date(claim) => StatedValue::Date(claim),
        _ => unreachable!("nothing else is said of these facts"),
    }
}

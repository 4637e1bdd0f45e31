//! Small rule sets at random, over four facts of the vocabulary, and every pilot that says anything of these.
//!
//! What holds of all pilots is looked up by going through them one by one. Verdicts come from the evaluator, which is held
//! against the definitions elsewhere.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use watching_brief::check::Selection;
use watching_brief::evaluate::{Facts, StatementFilter};
use watching_brief::model::vocabulary::{Fact, FactType, Vocabulary};
use watching_brief::model::{Applies, Condition, Dimension, Force, Test, Verdict};
use watching_brief::pilot::{self, StatedFact, StatedValue, Statement};
use watching_brief::reason::ComparedRules;
use watching_brief::rules::{Citation, Collection, Rule, RuleSet};
use watching_brief::schema::{Kind, Read, Schemas};
use watching_brief::text::Place;

/// One of each type, with few values.
const FACTS: [&str; 4] =
    ["purpose.work_goal", "voluntariness.sanction_for_refusal", "evaluation.horizon", "governance.accountable_lead"];

fn facts() -> Vec<&'static Fact> {
    FACTS.iter().map(|path| Vocabulary::shipped().find_path(path).expect("a fact")).collect()
}

/// A rule set before it is loaded: its scope, and of each rule its scope, its requirement and its force.
#[derive(Clone)]
pub struct Set {
    scope: Option<Condition>,
    rules: Vec<(Option<Condition>, Condition, Force)>,
}

impl fmt::Debug for Set {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "set that applies when {:?}", self.scope)?;
        self.rules
            .iter()
            .try_for_each(|(scope, require, force)| writeln!(f, "  {} {require:?} where {scope:?}", force.name()))
    }
}

/// Any set of so many rules, most of them of force must.
pub fn any_set(rules: std::ops::RangeInclusive<usize>, depth: u32) -> impl Strategy<Value = Set> {
    set(prop::option::weighted(0.5, condition(1)), rules, depth)
}

/// A set of one rule that has a scope.
pub fn scoped_set() -> impl Strategy<Value = Set> {
    set(condition(0).prop_map(Some), 1..=1, 0)
}

fn set(
    scope: impl Strategy<Value = Option<Condition>>,
    rules: std::ops::RangeInclusive<usize>,
    depth: u32,
) -> impl Strategy<Value = Set> {
    let force = prop_oneof![4 => Just(Force::Must), 1 => Just(Force::Should)];
    let rule = (prop::option::weighted(0.3, condition(depth)), condition(depth), force);
    (scope, vec(rule, rules)).prop_map(|(scope, rules)| Set { scope, rules })
}

fn condition(depth: u32) -> BoxedStrategy<Condition> {
    let leaf = select(facts()).prop_flat_map(|fact| test(fact).prop_map(move |test| Condition::Fact(fact.id, test)));
    let nested = leaf.prop_recursive(depth, 8, 3, |part| {
        prop_oneof![
            2 => vec(part.clone(), 1..=3).prop_map(Condition::All),
            2 => vec(part.clone(), 1..=3).prop_map(Condition::Any),
            1 => part.clone().prop_map(|part| Condition::Not(Box::new(part))),
            1 => (part.clone(), part).prop_map(|(scope, then)| Condition::If(Box::new(scope), Box::new(then))),
        ]
    });
    nested.boxed()
}

fn test(fact: &Fact) -> BoxedStrategy<Test> {
    let values = 1..=fact.all_values().max(1);
    match fact.kind {
        FactType::Text => Just(Test::Stated).boxed(),
        FactType::Bool => {
            prop_oneof![4 => (0..2u64).prop_map(|value| Test::OneOf(1 << value)), 1 => Just(Test::Stated)].boxed()
        }
        FactType::Choice => prop_oneof![
            3 => values.clone().prop_map(Test::OneOf),
            2 => values.prop_map(Test::NoneOf),
            1 => Just(Test::Stated),
        ]
        .boxed(),
        FactType::Set => prop_oneof![
            values.clone().prop_map(Test::Includes),
            values.clone().prop_map(Test::IncludesAny),
            values.clone().prop_map(Test::Excludes),
            values.prop_map(Test::Only),
            (0..=3u32).prop_map(Test::AtLeast),
            Just(Test::Empty),
            Just(Test::NotEmpty),
            Just(Test::Stated),
        ]
        .boxed(),
    }
}

/// Loads sets under the ids `s0`, `s1` and so on, whose rules are `R-0-0`, `R-0-1` and so on.
pub fn load(sets: &[Set]) -> Collection {
    let (mut collection, mut wrong) = (Collection::default(), Vec::new());
    let place = Place { line: 1, column: 1 };
    for (at, set) in sets.iter().enumerate() {
        let rules = set.rules.iter().enumerate().map(|(number, (scope, require, force))| Rule {
            id: format!("R-{at}-{number}"),
            title: "A rule".to_owned(),
            about: Dimension::Referral,
            force: *force,
            by: "nobody".to_owned(),
            cite: Citation { document: "nothing".to_owned(), paragraph: 1, phrase: "a phrase".to_owned(), place },
            applies_when: scope.clone(),
            require: require.clone(),
            reason: "So that there is one.".to_owned(),
            reading: None,
            remedy: "Nothing.".to_owned(),
            tests: Vec::new().into(),
            no_hostile: None,
            place,
            applies_at: Vec::new(),
            require_at: Vec::new(),
            origin: None,
            within: Vec::new(),
            weighed: Vec::new(),
        });
        let set = RuleSet {
            limits: watching_brief::model::limits::Limits::default(),
            id: format!("s{at}"),
            title: "A set".to_owned(),
            issued_by: vec!["nobody".to_owned()],
            summary: "So that there is one.".to_owned(),
            applies_when: set.scope.clone(),
            tests: Vec::new().into(),
            rules: rules.map(Arc::new).collect(),
            file: format!("s{at}.yaml"),
            place,
            applies_at: Vec::new(),
            accepts: Vec::new(),
            dropped: Vec::new(),
            taken_at: HashMap::new(),
        };
        collection.add(set, &mut wrong);
    }
    assert_eq!(wrong, []);
    collection
}

/// All rules of a collection.
pub fn side<'c>(name: &str, collection: &'c Collection) -> ComparedRules<'c> {
    ComparedRules::new(name, collection, &Selection::all(collection))
}

/// How all rules of some sides stand in every pilot.
pub struct World {
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

impl World {
    /// Goes through all pilots.
    pub fn of(sides: &[&ComparedRules<'_>]) -> Self {
        let pilots = pilots().into_iter().map(|stated| known(sides, &stated));
        Self { pilots: pilots.collect() }
    }

    /// The pilots that are looked at.
    pub fn looked_at(&self, within: bool) -> impl Iterator<Item = &Known> {
        self.pilots.iter().filter(move |known| known.within || !within)
    }
}

/// How all rules stand in a pilot file.
pub fn read(sides: &[&ComparedRules<'_>], yaml: &str) -> Known {
    let Read::Tree(tree, problems) = Schemas::shipped().read(Kind::Pilot, yaml, false) else { panic!("{yaml}") };
    assert!(problems.is_empty(), "{problems:?}\n{yaml}");
    known(sides, &pilot::pilot(Vocabulary::shipped(), &tree).expect("a sound pilot").facts)
}

fn known(sides: &[&ComparedRules<'_>], stated: &[StatedFact<'_>]) -> Known {
    let hearing = StatementFilter::default();
    let facts = Facts::new(Vocabulary::shipped(), stated, &hearing);
    let rules = || sides.iter().flat_map(|side| &side.rules).map(|held| &held.rule.prepared);
    let yes = |applies| applies == Ok(Applies::Yes);
    let sets = sides.iter().flat_map(|side| side.sets());
    let sets: Vec<bool> = sets.map(|set| set.scope.as_ref().is_none_or(|scope| yes(scope.applies(&facts)))).collect();
    Known {
        facts: stated.len(),
        verdicts: rules().map(|rule| rule.verdict(&facts).expect("small")).collect(),
        applies: rules().map(|rule| yes(rule.applies(&facts))).collect(),
        within: sets.iter().all(|applies| *applies),
        sets,
    }
}

/// Every pilot that says of each of the facts nothing or one thing.
fn pilots() -> Vec<Vec<StatedFact<'static>>> {
    let mut pilots: Vec<Vec<StatedFact<'static>>> = vec![Vec::new()];
    for fact in facts() {
        let sayings = sayings(fact);
        let mut more = pilots.clone();
        for said in sayings {
            more.extend(pilots.iter().map(|pilot| {
                let stated = StatedFact { fact: fact.id, statements: vec![statement(said.clone())] };
                pilot.iter().cloned().chain([stated]).collect::<Vec<_>>()
            }));
        }
        pilots = more;
    }
    for pilot in &mut pilots {
        pilot.sort_by_key(|stated| stated.fact);
    }
    pilots
}

fn sayings(fact: &Fact) -> Vec<StatedValue<'static>> {
    let count = u8::try_from(fact.values.len()).expect("few");
    match fact.kind {
        FactType::Bool => vec![StatedValue::Bool(false), StatedValue::Bool(true)],
        FactType::Text => ["none", "somebody"].map(|text| StatedValue::Text(text.into())).to_vec(),
        FactType::Choice => (0..count).map(StatedValue::Choice).collect(),
        FactType::Set => {
            let of = |bits: u64| (0..count).filter(|member| bits >> member & 1 == 1).collect::<Vec<u8>>();
            let all = 1u64 << count;
            let exactly = (0..all).map(|bits| StatedValue::Exactly(of(bits)));
            let apart = (0..all).flat_map(|a| (0..all).map(move |b| (a, b))).filter(|(a, b)| a & b == 0 && a | b != 0);
            let partly = apart.map(|(a, b)| StatedValue::Partly { includes: of(a), excludes: of(b) });
            exactly.chain(partly).collect()
        }
    }
}

fn statement(said: StatedValue<'static>) -> Statement<'static> {
    Statement::plain(said)
}

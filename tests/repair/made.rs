//! Small rule sets and pilots over a few facts of the shipped vocabulary, at random.

use std::collections::HashMap;
use std::sync::Arc;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use watching_brief::model::limits::Limits;
use watching_brief::model::vocabulary::{Fact, FactType, Vocabulary};
use watching_brief::model::{Condition, Dimension, Force, Test};
use watching_brief::pilot::{StatedFact, StatedValue, Statement};
use watching_brief::rules::{Citation, Collection, Rule, RuleSet};
use watching_brief::text::Place;

/// Few facts of each kind: so few that all ways to change them can be tried.
const GROUPS: [&[&str]; 3] = [
    &["purpose.work_goal", "voluntariness.sanction_for_refusal", "evaluation.horizon", "governance.accountable_lead"],
    &["purpose.work_goal", "voluntariness.sanction_for_refusal", "data_sharing.health_record_read_by"],
    &["data_sharing.health_record_read_by", "evaluation.horizon"],
];

/// Rules with a pilot.
#[derive(Debug, Clone)]
pub struct Case {
    pub facts: Vec<&'static Fact>,
    pub rules: Vec<(Force, Option<Condition>, Condition)>,
    pub pilot: Vec<StatedFact<'static>>,
    pub settle: bool,
    /// Which of the facts are to be kept.
    pub keep: Vec<bool>,
}

pub fn fact(path: &str) -> &'static Fact {
    Vocabulary::shipped().find_path(path).expect("a fact")
}

pub fn any_case() -> impl Strategy<Value = Case> {
    select(&GROUPS[..]).prop_flat_map(|group| {
        let facts: Vec<&'static Fact> = group.iter().map(|path| fact(path)).collect();
        let force = select(vec![Force::Must, Force::Must, Force::Should, Force::Ask]);
        let scope = prop::option::weighted(0.3, condition(facts.clone(), 1));
        let rules = vec((force, scope, condition(facts.clone(), 3)), 1..=4);
        let said: Vec<_> = facts.iter().map(|fact| statements(fact)).collect();
        let keep = vec(prop::bool::weighted(0.15), facts.len());
        (rules, said, any::<bool>(), keep).prop_map(move |(rules, said, settle, keep)| {
            let stated = facts.iter().zip(said).filter(|(_, said)| !said.is_empty());
            let mut pilot: Vec<StatedFact<'static>> = stated
                .map(|(fact, said)| StatedFact { fact: fact.id, statements: said.into_iter().map(statement).collect() })
                .collect();
            pilot.sort_by_key(|stated| stated.fact);
            Case { facts: facts.clone(), rules, pilot, settle, keep }
        })
    })
}

fn test(fact: &Fact) -> BoxedStrategy<Test> {
    let values = 1..=fact.all_values().max(1);
    match fact.kind {
        FactType::Text => Just(Test::Stated).boxed(),
        FactType::Bool => {
            prop_oneof![3 => (0..2u64).prop_map(|at| Test::OneOf(1 << at)), 1 => Just(Test::Stated)].boxed()
        }
        FactType::Choice => prop_oneof![3 => values.prop_map(Test::OneOf), 1 => Just(Test::Stated)].boxed(),
        FactType::Set => prop_oneof![
            2 => values.clone().prop_map(Test::Includes),
            1 => values.clone().prop_map(Test::IncludesAny),
            2 => values.clone().prop_map(Test::Excludes),
            1 => values.prop_map(Test::Only),
            1 => (0..4u32).prop_map(Test::AtLeast),
            1 => Just(Test::Empty),
            1 => Just(Test::NotEmpty),
            2 => Just(Test::Stated),
        ]
        .boxed(),
    }
}

fn condition(facts: Vec<&'static Fact>, depth: u32) -> BoxedStrategy<Condition> {
    let leaf = select(facts).prop_flat_map(|fact| test(fact).prop_map(|test| Condition::Fact(fact.id, test)));
    let nested = leaf.prop_recursive(depth, 10, 3, |part| {
        prop_oneof![
            3 => vec(part.clone(), 1..=3).prop_map(Condition::All),
            2 => vec(part.clone(), 1..=3).prop_map(Condition::Any),
            1 => part.clone().prop_map(|part| Condition::Not(Box::new(part))),
            1 => (part.clone(), part).prop_map(|(scope, then)| Condition::If(Box::new(scope), Box::new(then))),
        ]
    });
    nested.boxed()
}

fn statements(fact: &'static Fact) -> BoxedStrategy<Vec<StatedValue<'static>>> {
    let list = |mask: u64| (0..64u8).filter(|at| mask >> at & 1 == 1).collect::<Vec<u8>>();
    let all = fact.all_values();
    let said = match fact.kind {
        FactType::Bool => any::<bool>().prop_map(StatedValue::Bool).boxed(),
        FactType::Choice => {
            (0..fact.values.len()).prop_map(|at| StatedValue::Choice(u8::try_from(at).expect("few values"))).boxed()
        }
        FactType::Text => select(vec!["none", "a board"]).prop_map(|text| StatedValue::Text(text.into())).boxed(),
        FactType::Set => prop_oneof![
            1 => (0..=all).prop_map(move |mask| StatedValue::Exactly(list(mask))),
            2 => (1..=all, 0..=all).prop_map(move |(spoken, inside)| StatedValue::Partly {
                includes: list(spoken & inside),
                excludes: list(spoken & !inside),
            }),
        ]
        .boxed(),
    };
    prop_oneof![1 => Just(Vec::new()), 4 => vec(said.clone(), 1), 2 => vec(said, 2..=3)].boxed()
}

pub fn statement(said: StatedValue<'static>) -> Statement<'static> {
    Statement::plain(said)
}

/// The rules of a case, made ready.
pub fn collection(rules: &[(Force, Option<Condition>, Condition)]) -> Collection {
    let place = Place { line: 1, column: 1 };
    let rule = |(at, (force, scope, require)): (usize, &(Force, Option<Condition>, Condition))| Rule {
        id: format!("R-{at}"),
        title: "a rule".into(),
        about: Dimension::Purpose,
        force: *force,
        by: "nobody".into(),
        cite: Citation { document: "d".into(), paragraph: 1, phrase: "p".into(), place },
        applies_when: scope.clone(),
        require: require.clone(),
        reason: "none".into(),
        reading: None,
        remedy: "none".into(),
        tests: Vec::new().into(),
        no_hostile: None,
        place,
        applies_at: Vec::new(),
        require_at: Vec::new(),
        origin: None,
        within: Vec::new(),
        weighed: Vec::new(),
    };
    let set = RuleSet {
        limits: Limits::default(),
        id: "s".into(),
        title: "a set".into(),
        issued_by: Vec::new(),
        summary: "a set".into(),
        applies_when: None,
        tests: Vec::new().into(),
        rules: rules.iter().enumerate().map(rule).map(Arc::new).collect(),
        file: "s.yaml".into(),
        place,
        applies_at: Vec::new(),
        accepts: Vec::new(),
        dropped: Vec::new(),
        taken_at: HashMap::new(),
    };
    let (mut collection, mut wrong) = (Collection::default(), Vec::new());
    collection.add(set, &mut wrong);
    assert_eq!(wrong, []);
    collection
}

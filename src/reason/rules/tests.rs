//! Each literal is held against the verdict of the pilot that it gives.

use super::*;
use crate::evaluate::StatementFilter;
use crate::model::Verdict;
use crate::model::vocabulary::Vocabulary;
use crate::rules::Collection;

/// Every literal, of every rule of the embedded sets, is held against the verdict of the pilot that it gives.
#[test]
fn what_a_literal_stands_for_is_so() {
    let (mut collection, mut wrong) = (Collection::default(), Vec::new());
    collection.add_all_embedded(&mut wrong);
    let rules: Vec<RuleInSet<'_>> = collection.rules().map(|(set, rule)| RuleInSet { set, rule }).collect();
    let mut field = Field::any(rules.iter().copied());
    let hearing = StatementFilter::default();
    let mut breached = 0;
    for held in &rules {
        for terms in [Terms::Satisfied, Terms::Unsatisfied, Terms::Breached, Terms::Unbreached] {
            let literal = field.literal(*held, terms).expect("small");
            if !field.solver.solve(&[literal]).expect("small") {
                assert_eq!(terms, Terms::Breached, "{}", held.rule.rule.id);
                continue;
            }
            let stated = stated(field.stated_values());
            let facts = Facts::new(Vocabulary::shipped(), &stated, &hearing);
            let verdict = held.rule.prepared.verdict(&facts).expect("small");
            let satisfied = verdict.is_satisfied();
            let right = match terms {
                Terms::Satisfied => satisfied,
                Terms::Unsatisfied => !satisfied,
                Terms::Breached => verdict == Verdict::Breached,
                _ => verdict != Verdict::Breached,
            };
            assert!(right, "{} {terms:?}: {verdict:?} of {stated:?}", held.rule.rule.id);
            breached += usize::from(terms == Terms::Breached);
        }
    }
    // Three rules ask only whether something is stated.
    assert_eq!(breached, rules.len() - 3);
}

mod from_a_pilot {
    use proptest::prelude::*;
    use proptest::sample::{Index, select};
    use proptest::test_runner::{RngSeed, TestRunner};

    use super::super::super::changed_value::changed_value;
    use super::*;
    use crate::model::vocabulary::{Fact, FactType};
    use crate::model::{Condition, Dimension, Force, Test};
    use crate::rules::{Citation, Rule, RuleSet};
    use crate::text::Place;

    /// A fact of each type, and sets of which one is contested more easily than the other.
    const FACTS: [&str; 5] = [
        "purpose.work_goal",
        "voluntariness.consent",
        "evaluation.horizon",
        "data_sharing.health_record_read_by",
        "governance.accountable_lead",
    ];

    fn facts() -> Vec<&'static Fact> {
        FACTS.iter().map(|path| Vocabulary::shipped().find_path(path).expect("a fact")).collect()
    }

    fn test(fact: &Fact) -> BoxedStrategy<Test> {
        let values = 1..=fact.all_values().max(1);
        match fact.kind {
            FactType::Text | FactType::Number | FactType::Date => Just(Test::Stated).boxed(),
            FactType::Bool => {
                prop_oneof![2 => (0..2u32).prop_map(|at| Test::OneOf(1 << at)), 1 => Just(Test::Stated)].boxed()
            }
            FactType::Choice => prop_oneof![2 => values.prop_map(Test::OneOf), 1 => Just(Test::Stated)].boxed(),
            FactType::Set => prop_oneof![
                1 => values.clone().prop_map(Test::Includes),
                1 => values.clone().prop_map(Test::Excludes),
                1 => values.prop_map(Test::Only),
                1 => (0..4u32).prop_map(Test::AtLeast),
                1 => Just(Test::NotEmpty),
                2 => Just(Test::Stated),
            ]
            .boxed(),
        }
    }

    fn condition() -> BoxedStrategy<Condition> {
        let leaf = select(facts()).prop_flat_map(|fact| test(fact).prop_map(|test| Condition::Fact(fact.id, test)));
        let nested = leaf.prop_recursive(3, 12, 3, |part| {
            prop_oneof![
                prop::collection::vec(part.clone(), 1..=3).prop_map(Condition::All),
                prop::collection::vec(part.clone(), 1..=3).prop_map(Condition::Any),
                part.prop_map(|part| Condition::Not(Box::new(part))),
            ]
        });
        nested.boxed()
    }

    fn said(fact: &'static Fact) -> BoxedStrategy<StatedValue<'static>> {
        let all = fact.all_values();
        let list = |mask: u64| (0..64u8).filter(|at| mask >> at & 1 == 1).collect::<Vec<u8>>();
        match fact.kind {
            FactType::Bool => any::<bool>().prop_map(StatedValue::Bool).boxed(),
            FactType::Choice => {
                (0..fact.values.len()).prop_map(|at| StatedValue::Choice(u8::try_from(at).expect("few"))).boxed()
            }
            FactType::Number | FactType::Date => panic!("none of these facts is a number or a date"),
            FactType::Text => select(vec!["none", "a board"]).prop_map(|text| StatedValue::Text(text.into())).boxed(),
            FactType::Set => prop_oneof![
                1 => (0..=all).prop_map(move |mask| StatedValue::Exactly(list(mask))),
                2 => (1..=all, 0..=all).prop_map(move |(spoken, inside)| StatedValue::Partly {
                    includes: list(spoken & inside),
                    excludes: list(spoken & !inside),
                }),
            ]
            .boxed(),
        }
    }

    fn rule(at: usize, applies_when: Option<Condition>, require: Condition) -> Rule {
        let cite = Citation {
            document: "d".into(),
            paragraph: crate::pilot::Paragraph::Number(1),
            phrase: "p".into(),
            place: Place { line: 1, column: 1 },
        };
        let [title, by, reason, remedy] = ["t", "b", "r", "m"].map(str::to_owned);
        let (about, force, place) = (Dimension::named("purpose"), Force::Must, cite.place);
        Rule {
            id: format!("R-{at}"),
            title,
            about,
            force,
            by,
            cite,
            applies_when,
            require,
            reason,
            reading: None,
            remedy,
            tests: Vec::new().into(),
            no_hostile: None,
            place,
            applies_at: Vec::new(),
            require_at: Vec::new(),
            origin: None,
            within: Vec::new(),
            weighed: Vec::new(),
        }
    }

    fn collection(rules: Vec<(Option<Condition>, Condition)>) -> Collection {
        let rules =
            rules.into_iter().enumerate().map(|(at, (scope, require))| std::sync::Arc::new(rule(at, scope, require)));
        let rules = rules.collect();
        let set = RuleSet {
            id: "s".into(),
            title: "s".into(),
            issued_by: Vec::new(),
            summary: "s".into(),
            applies_when: None,
            tests: Vec::new().into(),
            rules,
            file: "s".into(),
            limits: crate::model::limits::Limits::default(),
            place: Place { line: 1, column: 1 },
            applies_at: Vec::new(),
            accepts: Vec::new(),
            dropped: Vec::new(),
            taken_at: std::collections::HashMap::default(),
        };
        let (mut collection, mut wrong) = (Collection::default(), Vec::new());
        collection.add(set, &mut wrong);
        assert_eq!(wrong, []);
        collection
    }

    /// Whatever a pilot says, contested and in part, and whatever of it is changed: each literal is held against the
    /// verdict of the changed pilot.
    #[test]
    fn what_a_literal_stands_for_is_so() {
        let rules = prop::collection::vec((prop::option::of(condition()), condition()), 2);
        let statements: Vec<_> = facts().into_iter().map(|fact| prop::collection::vec(said(fact), 0..=3)).collect();
        let config =
            ProptestConfig { failure_persistence: None, rng_seed: RngSeed::Fixed(5), ..ProptestConfig::default() };
        let config = ProptestConfig { cases: config.cases.max(1500), ..config };
        let chosen = prop::collection::vec(any::<Index>(), 3);
        let seen = std::cell::Cell::new([0u32; 4]);
        let tried = TestRunner::new(config).run(&(rules, statements, chosen), |(rules, statements, chosen)| {
            let collection = collection(rules);
            let pilot: Vec<StatedFact<'static>> = facts()
                .iter()
                .zip(statements)
                .filter(|(_, said)| !said.is_empty())
                .flat_map(|(fact, said)| {
                    let mut all = stated(said.into_iter().map(|said| (fact.id, said)).collect());
                    let mut first = all.remove(0);
                    first.statements.extend(all.into_iter().flat_map(|stated| stated.statements));
                    vec![first]
                })
                .collect();
            let mut pilot = pilot;
            pilot.sort_by_key(|stated| stated.fact);
            let hearing = StatementFilter::default();
            let before = Facts::new(Vocabulary::shipped(), &pilot, &hearing);
            let rules: Vec<RuleInSet<'_>> = collection.rules().map(|(set, rule)| RuleInSet { set, rule }).collect();
            let mut field = Field::changed(rules.iter().map(|held| &held.rule.prepared), &before, |_| true);
            let lits: Vec<Lit> =
                field.said_literals().into_iter().map(|(_, lit)| lit).chain(field.part_literals()).collect();
            for held in &rules {
                for (at, terms) in
                    [Terms::Satisfied, Terms::Unsatisfied, Terms::Breached, Terms::Unbreached].into_iter().enumerate()
                {
                    let literal = field.literal(*held, terms).expect("small");
                    // Changes taken at random are asked for, as far as they go.
                    let mut assumed = vec![literal];
                    for index in &chosen {
                        let lit = lits.get(index.index(lits.len().max(1))).copied();
                        assumed.extend(lit.map(|lit| if index.index(3) == 0 { !lit } else { lit }));
                    }
                    while !field.solver.solve(&assumed).expect("small") {
                        if assumed.len() == 1 {
                            break;
                        }
                        assumed.pop();
                    }
                    if !field.solver.solve(&assumed).expect("small") {
                        continue;
                    }
                    let mut after = pilot.clone();
                    for (id, changed) in field.changes() {
                        let said = changed_value(&before, Vocabulary::shipped().fact(id), changed);
                        after.retain(|stated| stated.fact != id);
                        after.extend(stated(vec![(id, said)]));
                    }
                    after.sort_by_key(|stated| stated.fact);
                    let facts = Facts::new(Vocabulary::shipped(), &after, &hearing);
                    let verdict = held.rule.prepared.verdict(&facts).expect("small");
                    let satisfied = verdict.is_satisfied();
                    let right = [satisfied, !satisfied, verdict == Verdict::Breached, verdict != Verdict::Breached];
                    prop_assert!(
                        right[at],
                        "{terms:?} of {}: {verdict:?}\n{:?}\n{pilot:?}\n{after:?}",
                        held.rule.rule.id,
                        held.rule.rule.require
                    );
                    let mut counts = seen.get();
                    counts[at] += 1;
                    seen.set(counts);
                }
            }
            Ok(())
        });
        tried.unwrap_or_else(|failure| panic!("{failure}"));
        assert!(seen.get().iter().all(|count| *count > 500), "each is tried often enough: {:?}", seen.get());
    }
}

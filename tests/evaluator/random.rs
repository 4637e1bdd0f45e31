//! Small vocabularies, conditions and pilots of every kind, at random.

use std::fmt;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use watching_brief::evaluate::Hearing;
use watching_brief::pilot::{Basis, Said, Stated, Statement, fold_speaker};
use watching_brief::rules::{Condition, Test};
use watching_brief::vocabulary::{Fact, FactType, Vocabulary};

use crate::made;

/// The most ways to settle all facts of a vocabulary that are written out.
const MAX_WAYS: usize = 2048;

/// Speakers as they are written; once folded, some of them are the same.
const SPEAKERS: [&str; 5] = ["DWP", "a claimant", "The Provider", "the  provider", " dwp"];

/// A rule and a pilot.
#[derive(Clone)]
pub struct Case {
    pub vocabulary: Vocabulary,
    /// The scopes of the rule set and of the rule, as far as there are any.
    pub scopes: Vec<Condition>,
    pub require: Condition,
    pub stated: Vec<Stated<'static>>,
    pub hearing: Hearing,
}

impl fmt::Debug for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for fact in self.vocabulary.facts() {
            writeln!(f, "fact {}: {:?} of {}", fact.id.index(), fact.kind, fact.values.join(", "))?;
        }
        for stated in &self.stated {
            for Statement { said, by, basis, .. } in &stated.statements {
                writeln!(f, "fact {} is said to be {said:?} by {by:?}, {basis:?}", stated.fact.index())?;
            }
        }
        self.scopes.iter().try_for_each(|scope| writeln!(f, "applies when: {scope:?}"))?;
        writeln!(f, "require: {:?}\nhearing: {:?}", self.require, self.hearing)
    }
}

/// Any rule with any pilot.
pub fn case() -> impl Strategy<Value = Case> {
    vocabulary().prop_flat_map(|vocabulary| {
        let facts = vocabulary.facts();
        let scopes = vec(condition(facts, 2), 0..=2);
        let said: Vec<_> = facts.iter().map(statements).collect();
        (Just(vocabulary.clone()), scopes, condition(facts, 4), said, hearing()).prop_map(
            |(vocabulary, scopes, require, said, hearing)| {
                let stated = made::stated(vocabulary.facts().iter().zip(said));
                Case { vocabulary, scopes, require, stated, hearing }
            },
        )
    })
}

/// One to six facts, of which all ways to settle them can be written out.
fn vocabulary() -> impl Strategy<Value = Vocabulary> {
    let kind = prop_oneof![
        4 => Just(("bool", 0)),
        2 => (2..=4usize).prop_map(|values| ("choice", values)),
        3 => (1..=4usize).prop_map(|values| ("set", values)),
        1 => Just(("text", 0)),
    ];
    vec(kind, 1..=6).prop_map(|kinds| {
        let mut ways = 1;
        let few = kinds.iter().enumerate().take_while(|(_, (kind, values))| {
            ways *= match *kind {
                "choice" => 2 * values,
                "set" => 2 << values,
                _ => 4,
            };
            ways <= MAX_WAYS
        });
        let names: Vec<String> = (0..kinds.len()).map(|fact| format!("f{fact}")).collect();
        made::vocabulary(few.map(|(fact, (kind, values))| {
            (names[fact].as_str(), *kind, (0..*values).map(|value| format!("v{value}")).collect())
        }))
    })
}

/// Any condition that rules may be made of, nested up to so many deep.
fn condition(facts: &[Fact], depth: u32) -> BoxedStrategy<Condition> {
    let leaf = select(facts.to_vec()).prop_flat_map(|fact| test(&fact).prop_map(move |test| Condition::Fact(fact.id, test)));
    let nested = leaf.prop_recursive(depth, 24, 4, |part| {
        prop_oneof![
            2 => vec(part.clone(), 1..=4).prop_map(Condition::All),
            2 => vec(part.clone(), 1..=4).prop_map(Condition::Any),
            1 => part.clone().prop_map(made::not),
            1 => (part.clone(), part).prop_map(|(scope, then)| made::if_then(scope, then)),
        ]
    });
    nested.boxed()
}

/// Any test that may be put to a fact.
fn test(fact: &Fact) -> BoxedStrategy<Test> {
    let values = 1..=fact.all_values().max(1);
    match fact.kind {
        FactType::Text => Just(Test::Stated).boxed(),
        FactType::Bool => prop_oneof![
            4 => (0..2u32).prop_map(|value| Test::OneOf(1 << value)),
            1 => Just(Test::Stated),
        ]
        .boxed(),
        FactType::Choice => prop_oneof![
            3 => values.clone().prop_map(Test::OneOf),
            2 => values.prop_map(Test::NoneOf),
            1 => Just(Test::Stated),
        ]
        .boxed(),
        FactType::Set => {
            let counts = 0..=fact.values.len() as u32 + 1;
            prop_oneof![
                values.clone().prop_map(Test::Includes),
                values.clone().prop_map(Test::IncludesAny),
                values.clone().prop_map(Test::Excludes),
                values.prop_map(Test::Only),
                counts.prop_map(Test::AtLeast),
                Just(Test::Empty),
                Just(Test::NotEmpty),
                Just(Test::Stated),
            ]
            .boxed()
        }
    }
}

/// Any statements of a fact: none, one, several that agree, several of which nothing is known, exclusions only.
fn statements(fact: &Fact) -> BoxedStrategy<Vec<Statement<'static>>> {
    let unstated = Just(Vec::new());
    let one = said(fact).prop_map(|said| vec![said]);
    let agreeing = agreeing(fact);
    let any = vec(said(fact), 2..=4);
    let said = match fact.kind {
        FactType::Set => {
            prop_oneof![2 => unstated, 3 => one, 2 => agreeing, 4 => any, 1 => vec(exclusions(fact), 1..=3)].boxed()
        }
        _ => prop_oneof![2 => unstated, 5 => one, 2 => agreeing, 3 => any].boxed(),
    };
    said.prop_flat_map(|said| said.into_iter().map(spoken).collect::<Vec<_>>()).boxed()
}

/// Said by anybody, on any basis.
fn spoken(said: Said<'static>) -> impl Strategy<Value = Statement<'static>> {
    let by = prop::option::of(select(&SPEAKERS[..]));
    let basis = select(&Basis::ALL[..]).prop_map(|(basis, _)| basis);
    (by, basis).prop_map(move |(by, basis)| Statement {
        by: by.map(Into::into),
        basis,
        ..made::statement(said.clone())
    })
}

/// Anything that can be said of a fact.
fn said(fact: &Fact) -> BoxedStrategy<Said<'static>> {
    let count = fact.values.len() as u8;
    match fact.kind {
        FactType::Bool => any::<bool>().prop_map(Said::Bool).boxed(),
        FactType::Choice => (0..count).prop_map(Said::Choice).boxed(),
        FactType::Text => select(vec!["none", "the trust", "a board"]).prop_map(|text| Said::Text(text.into())).boxed(),
        FactType::Set => {
            let members = (0..count).collect::<Vec<u8>>();
            let exactly = subsequence(members.clone(), 0..=members.len()).prop_shuffle().prop_map(Said::Exactly);
            let partly = (Just(members).prop_shuffle(), 1..=fact.values.len(), any::<prop::sample::Index>());
            let partly = partly.prop_map(|(members, said, included)| {
                let (includes, excludes) = members[..said].split_at(included.index(said + 1));
                made::partly(includes, excludes)
            });
            prop_oneof![1 => exactly, 2 => partly].boxed()
        }
    }
}

/// Several statements that one value agrees with.
fn agreeing(fact: &Fact) -> BoxedStrategy<Vec<Said<'static>>> {
    match fact.kind {
        FactType::Bool | FactType::Choice => (said(fact), 2..=3usize).prop_map(|(said, count)| vec![said; count]).boxed(),
        FactType::Text => {
            let texts = select(vec!["the trust", "a board"]).prop_map(|text| Said::Text(text.into()));
            prop_oneof![vec(Just(Said::Text("none".into())), 2..=3), vec(texts, 2..=3)].boxed()
        }
        FactType::Set => {
            let members: Vec<u8> = (0..fact.values.len() as u8).collect();
            let value = subsequence(members.clone(), 0..=members.len());
            let spoken_of = vec(subsequence(members.clone(), 1..=members.len()), 2..=4);
            let agreeing = (value, spoken_of, any::<bool>()).prop_map(|(value, spoken_of, exactly)| {
                let partly = spoken_of.iter().map(|members| {
                    let (includes, excludes): (Vec<u8>, Vec<u8>) = members.iter().partition(|member| value.contains(member));
                    made::partly(&includes, &excludes)
                });
                let exactly = exactly.then(|| Said::Exactly(value.clone()));
                partly.chain(exactly).collect()
            });
            agreeing.boxed()
        }
    }
}

/// A statement of a set that says only what is out.
fn exclusions(fact: &Fact) -> impl Strategy<Value = Said<'static>> + use<> {
    let members: Vec<u8> = (0..fact.values.len() as u8).collect();
    subsequence(members.clone(), 1..=members.len()).prop_map(|excludes| made::partly(&[], &excludes))
}

/// Everything is listened to, or weaker statements and some speakers are set aside.
fn hearing() -> impl Strategy<Value = Hearing> {
    let least = select(&Basis::ALL[..]).prop_map(|(basis, _)| Some(basis));
    let least = prop_oneof![3 => Just(None), 1 => least];
    let without = prop_oneof![3 => Just(Vec::new()), 1 => subsequence(SPEAKERS.to_vec(), 1..=2)];
    let folded = without.prop_map(|speakers| speakers.into_iter().map(fold_speaker).collect());
    (least, folded).prop_map(|(least, without)| Hearing { least, without })
}

//! Small vocabularies, conditions and pilots of every kind, at random.

use std::fmt;
use std::sync::Arc;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use watching_brief::evaluate::StatementFilter;
use watching_brief::model::number::{Decimal, Range};
use watching_brief::model::vocabulary::{Fact, FactType, Vocabulary};
use watching_brief::model::{Basis, Condition, Test};
use watching_brief::pilot::{DateClaim, NumberClaim, StatedFact, StatedValue, Statement, fold_speaker};

use super::definitions::{day, number};
use super::made;

/// The most ways to settle all facts of a vocabulary that are written out.
const MAX_WAYS: usize = 4096;

/// Speakers as they are written; once folded, some of them are the same.
const SPEAKERS: [&str; 5] = ["DWP", "a claimant", "The Provider", "the  provider", " dwp"];

/// A rule and a pilot.
#[derive(Clone)]
pub struct Case {
    pub vocabulary: Arc<Vocabulary>,
    /// The scopes of the rule set and of the rule, as far as there are any.
    pub scopes: Vec<Condition>,
    pub require: Condition,
    pub stated: Vec<StatedFact<'static>>,
    pub hearing: StatementFilter,
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
pub fn any_case() -> impl Strategy<Value = Case> {
    let bools = vec(Just(("bool", 0)), 4..=6);
    prop_oneof![4 => vec(kind(), 1..=6), 1 => bools].prop_map(vocabulary).prop_flat_map(|vocabulary| {
        let facts = vocabulary.facts();
        let said = facts.iter().map(statements).collect();
        case(vocabulary.clone(), vec(condition(facts, 2), 0..=2), condition(facts, 4), said)
    })
}

/// Any rule with two pilots, of which the second says something else of some facts.
pub fn case_of_two() -> impl Strategy<Value = (Case, Vec<StatedFact<'static>>)> {
    any_case().prop_flat_map(|case| {
        let said: Vec<_> = case.vocabulary.facts().iter().map(statements).collect();
        let (vocabulary, hearing) = (case.vocabulary.clone(), StatementFilter::default());
        let other = said.prop_map(move |said| made::stated(vocabulary.facts().iter().zip(said)));
        (Just(Case { hearing, ..case }), other)
    })
}

/// A pilot that says of six bools what each is, and a rule of clauses: of its smallest reasons there are often several.
pub fn case_of_clauses() -> impl Strategy<Value = Case> {
    let vocabulary = vocabulary(vec![("bool", 0); 6]);
    let facts = vocabulary.facts();
    let mostly_true = prop_oneof![9 => Just(true), 1 => Just(false)];
    let leaf = (select(facts.to_vec()), mostly_true.clone()).prop_map(|(fact, value)| made::is(&fact, value));
    let clauses = vec(vec(leaf, 2..=3), 2..=5);
    let require = prop_oneof![
        3 => clauses.clone().prop_map(|clauses| made::any(clauses.into_iter().map(Condition::All))),
        1 => clauses.prop_map(|clauses| made::all(clauses.into_iter().map(Condition::Any))),
    ];
    let said = mostly_true
        .prop_map(StatedValue::Bool)
        .prop_flat_map(|said| spoken(said).prop_map(|statement| vec![statement]));
    let said = vec![said.boxed(); facts.len()];
    case(vocabulary, Just(Vec::new()), require, said)
}

/// A rule with a scope, and a pilot of which something is set aside: mostly claims that make the rule apply, and now and
/// then one that speaks against another.
pub fn case_of_scopes() -> impl Strategy<Value = Case> {
    let kinds = vec(prop_oneof![3 => Just(("bool", 0)), 1 => Just(("choice", 3)), 1 => Just(("set", 2))], 3..=4);
    kinds.prop_map(vocabulary).prop_flat_map(|vocabulary| {
        let facts = vocabulary.facts();
        let said = facts.iter().map(|fact| {
            let once = said(fact).prop_flat_map(spoken).prop_map(|said| vec![said]);
            let often = vec(said(fact).prop_flat_map(spoken), 2..=3);
            prop_oneof![1 => Just(Vec::new()), 4 => once, 2 => often].boxed()
        });
        let words = subsequence(SPEAKERS.to_vec(), 1..=2);
        let set_aside = prop_oneof![
            Just(StatementFilter { least: Some(Basis::Observed), ..StatementFilter::default() }),
            Just(StatementFilter { least: Some(Basis::Specified), ..StatementFilter::default() }),
            words.prop_map(|speakers| StatementFilter {
                without: speakers.into_iter().map(fold_speaker).collect(),
                ..StatementFilter::default()
            }),
        ];
        let case = case(vocabulary.clone(), vec(condition(facts, 1), 1..=2), condition(facts, 2), said.collect());
        (case, set_aside).prop_map(|(case, hearing)| Case { hearing, ..case })
    })
}

/// A pilot that contradicts itself about one or two sets, and a rule about a member or two.
pub fn case_of_sets() -> impl Strategy<Value = Case> {
    vec((3..=4usize).prop_map(|values| ("set", values)), 1..=2).prop_map(vocabulary).prop_flat_map(|vocabulary| {
        let facts = vocabulary.facts();
        let said = facts.iter().map(|fact| {
            let said = vec(said(fact).prop_flat_map(spoken), 2..=4);
            said.boxed()
        });
        case(vocabulary.clone(), Just(Vec::new()), condition(facts, 1), said.collect())
    })
}

/// A rule with a pilot, heard in any way.
fn case(
    vocabulary: Arc<Vocabulary>,
    scopes: impl Strategy<Value = Vec<Condition>>,
    require: impl Strategy<Value = Condition>,
    said: Vec<BoxedStrategy<Vec<Statement<'static>>>>,
) -> impl Strategy<Value = Case> {
    (scopes, require, said, hearing()).prop_map(move |(scopes, require, said, hearing)| {
        let stated = made::stated(vocabulary.facts().iter().zip(said));
        Case { vocabulary: vocabulary.clone(), scopes, require, stated, hearing }
    })
}

/// A type, and how many values it has if they are listed.
fn kind() -> impl Strategy<Value = (&'static str, usize)> {
    prop_oneof![
        4 => Just(("bool", 0)),
        2 => (2..=4usize).prop_map(|values| ("choice", values)),
        3 => (1..=4usize).prop_map(|values| ("set", values)),
        1 => Just(("text", 0)),
        3 => Just(("number", 0)),
        2 => Just(("date", 0)),
    ]
}

/// As many of these facts as leave few enough ways to settle them all.
fn vocabulary(kinds: Vec<(&'static str, usize)>) -> Arc<Vocabulary> {
    let mut ways = 1;
    let few = kinds.into_iter().enumerate().take_while(|(_, (kind, values))| {
        ways *= match *kind {
            "choice" => 2 * values,
            "set" => 2 << values,
            "number" => 14,
            "date" => 10,
            _ => 4,
        };
        ways <= MAX_WAYS
    });
    made::vocabulary(few.map(|(fact, (kind, values))| {
        (format!("f{fact}"), kind, (0..values).map(|value| format!("v{value}")).collect())
    }))
}

/// Any condition that rules may be made of, nested up to so many deep.
pub fn condition(facts: &[Fact], depth: u32) -> BoxedStrategy<Condition> {
    sized(facts, depth, 24, 4)
}

/// The same of few parts, where many rules are held against all pilots.
pub fn small_condition(facts: &[Fact], depth: u32) -> BoxedStrategy<Condition> {
    sized(facts, depth, 8, 3)
}

/// A condition of about so many parts, no list of which is longer than `most`.
fn sized(facts: &[Fact], depth: u32, parts: u32, most: usize) -> BoxedStrategy<Condition> {
    let leaf =
        select(facts.to_vec()).prop_flat_map(|fact| test(&fact).prop_map(move |test| Condition::Fact(fact.id, test)));
    let nested = leaf.prop_recursive(depth, parts, u32::try_from(most).expect("few"), move |part| {
        prop_oneof![
            2 => vec(part.clone(), 1..=most).prop_map(Condition::All),
            2 => vec(part.clone(), 1..=most).prop_map(Condition::Any),
            1 => part.clone().prop_map(made::not),
            1 => (part.clone(), part).prop_map(|(scope, then)| made::if_then(scope, then)),
        ]
    });
    nested.boxed()
}

/// Any test that may be put to a fact.
fn test(fact: &Fact) -> BoxedStrategy<Test> {
    let one = (0..fact.values.len().max(1)).prop_map(|value| 1 << value);
    let values = prop_oneof![one, 1..=fact.all_values().max(1)].boxed();
    match fact.kind {
        FactType::Text => Just(Test::Stated).boxed(),
        FactType::Bool => prop_oneof![
            4 => (0..2u64).prop_map(|value| Test::OneOf(1 << value)),
            1 => Just(Test::Stated),
        ]
        .boxed(),
        FactType::Choice => prop_oneof![
            3 => values.clone().prop_map(Test::OneOf),
            2 => values.prop_map(Test::NoneOf),
            1 => Just(Test::Stated),
        ]
        .boxed(),
        FactType::Number => {
            let whole = || (0..=3i64).prop_map(Decimal::whole);
            prop_oneof![
                whole().prop_map(|one| Test::Within(Range::number(one))),
                whole().prop_map(|one| Test::Within(Range::numbers(Some(one), None))),
                whole().prop_map(|one| Test::Within(Range::numbers(None, Some(one)))),
                whole().prop_map(|one| Test::Within(Range::less_than(one))),
                whole().prop_map(|one| Test::Within(Range::more_than(one))),
                (0..=3i64, 0..=3i64).prop_map(|(a, b)| {
                    let (least, greatest) = (Decimal::whole(a.min(b)), Decimal::whole(a.max(b)));
                    Test::Within(Range::numbers(Some(least), Some(greatest)))
                }),
                Just(Test::Stated),
            ]
            .boxed()
        }
        FactType::Date => {
            let some = || (0..5u64).prop_map(day);
            prop_oneof![
                some().prop_map(|one| Test::Within(Range::days(Some(one), Some(one)))),
                some().prop_map(|one| Test::Within(Range::days(Some(one), None))),
                some().prop_map(|one| Test::Within(Range::days(None, Some(one)))),
                some().prop_map(|one| Test::Within(Range::before(one))),
                some().prop_map(|one| Test::Within(Range::after(one))),
                Just(Test::Stated),
            ]
            .boxed()
        }
        FactType::Set => {
            let counts = 0..=fact.all_values().count_ones() + 1;
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

/// Any statements of a fact, all of them the file's own: none, one, several.
pub fn plain_statements(fact: &Fact) -> BoxedStrategy<Vec<Statement<'static>>> {
    let said = said(fact);
    let said = prop_oneof![1 => Just(Vec::new()), 4 => vec(said.clone(), 1), 2 => vec(said, 2..=3)];
    said.prop_map(|said| said.into_iter().map(made::statement).collect()).boxed()
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
        FactType::Choice | FactType::Number => {
            let excluding = vec(excluding(fact), 1..=2);
            prop_oneof![2 => unstated, 3 => one, 2 => agreeing, 4 => any, 1 => excluding].boxed()
        }
        _ => prop_oneof![2 => unstated, 5 => one, 2 => agreeing, 3 => any].boxed(),
    };
    let said = said.prop_flat_map(|said| said.into_iter().map(spoken).collect::<Vec<_>>());
    (said, prop::bool::weighted(0.1))
        .prop_map(|(mut said, asked)| {
            said.extend(asked.then(|| made::statement(StatedValue::Unanswered)));
            said
        })
        .boxed()
}

/// Said by anybody, on any basis.
fn spoken(said: StatedValue<'static>) -> impl Strategy<Value = Statement<'static>> {
    let by = prop::option::of(select(&SPEAKERS[..]));
    let basis = select(&Basis::ALL[..]).prop_map(|(basis, _)| basis);
    (by, basis, prop::bool::weighted(0.1)).prop_map(move |(by, basis, hedged)| Statement {
        by: by.map(Into::into),
        basis,
        hedged,
        ..made::statement(said.clone())
    })
}

/// Anything that can be said of a fact.
pub fn said(fact: &Fact) -> BoxedStrategy<StatedValue<'static>> {
    let members = members(fact);
    match fact.kind {
        FactType::Bool => any::<bool>().prop_map(StatedValue::Bool).boxed(),
        FactType::Choice => {
            let some = subsequence(members.clone(), 1..=members.len()).prop_map(StatedValue::OneOf);
            prop_oneof![4 => select(members).prop_map(StatedValue::Choice), 1 => some, 1 => excluding(fact)].boxed()
        }
        FactType::Number => {
            let any = (0..7u64).prop_map(|halves| NumberClaim::Is(number(halves)));
            let some = subsequence(whole(), 1..=3).prop_map(NumberClaim::OneOf);
            let ends = (prop::option::of(0..4i64), prop::option::of(0..4i64));
            let within = ends.prop_filter("it says something", |(a, b)| match (a, b) {
                (Some(a), Some(b)) => a <= b,
                (a, b) => a.is_some() || b.is_some(),
            });
            let within = within.prop_map(|(least, most)| NumberClaim::Within {
                at_least: least.map(Decimal::whole),
                at_most: most.map(Decimal::whole),
            });
            let claim = prop_oneof![3 => any, 1 => some, 3 => within].prop_map(StatedValue::Number);
            prop_oneof![6 => claim, 1 => excluding(fact)].boxed()
        }
        FactType::Date => {
            let one = (0..5u64).prop_map(|after| DateClaim::Is(day(after)));
            let ends = (prop::option::of(0..5u64), prop::option::of(0..5u64));
            let within = ends.prop_filter("it says something", |(a, b)| match (a, b) {
                (Some(a), Some(b)) => a <= b,
                (a, b) => a.is_some() || b.is_some(),
            });
            let within =
                within.prop_map(|(from, until)| DateClaim::Within { from: from.map(day), until: until.map(day) });
            prop_oneof![1 => one, 1 => within].prop_map(StatedValue::Date).boxed()
        }
        FactType::Text => {
            select(vec!["none", "the trust", "a board"]).prop_map(|text| StatedValue::Text(text.into())).boxed()
        }
        FactType::Set => {
            let exactly = subsequence(members.clone(), 0..=members.len()).prop_shuffle().prop_map(StatedValue::Exactly);
            let few = prop_oneof![Just(1), 1..=fact.values.len()];
            let partly = (Just(members).prop_shuffle(), few, any::<prop::sample::Index>());
            let partly = partly.prop_map(|(members, said, included)| {
                let (includes, excludes) = members[..said].split_at(included.index(said + 1));
                made::partly(includes, excludes)
            });
            prop_oneof![1 => exactly, 2 => partly].boxed()
        }
    }
}

/// Several statements that one value agrees with.
fn agreeing(fact: &Fact) -> BoxedStrategy<Vec<StatedValue<'static>>> {
    match fact.kind {
        FactType::Bool | FactType::Choice | FactType::Number | FactType::Date => {
            (said(fact), 2..=3usize).prop_map(|(said, count)| vec![said; count]).boxed()
        }
        FactType::Text => {
            let texts = select(vec!["the trust", "a board"]).prop_map(|text| StatedValue::Text(text.into()));
            prop_oneof![vec(Just(StatedValue::Text("none".into())), 2..=3), vec(texts, 2..=3)].boxed()
        }
        FactType::Set => {
            let members = members(fact);
            let value = subsequence(members.clone(), 0..=members.len());
            let spoken_of = vec(subsequence(members.clone(), 1..=members.len()), 2..=4);
            let agreeing = (value, spoken_of, any::<bool>()).prop_map(|(value, spoken_of, exactly)| {
                let partly = spoken_of.iter().map(|members| {
                    let (includes, excludes): (Vec<u8>, Vec<u8>) =
                        members.iter().partition(|member| value.contains(member));
                    made::partly(&includes, &excludes)
                });
                let exactly = exactly.then(|| StatedValue::Exactly(value.clone()));
                partly.chain(exactly).collect()
            });
            agreeing.boxed()
        }
    }
}

/// A statement of a choice or a number that says only what it is not.
fn excluding(fact: &Fact) -> BoxedStrategy<StatedValue<'static>> {
    if fact.kind == FactType::Number {
        let numbers = subsequence(whole(), 1..=3);
        return numbers.prop_map(|numbers| StatedValue::Number(NumberClaim::NoneOf(numbers))).boxed();
    }
    let members = members(fact);
    subsequence(members.clone(), 1..members.len()).prop_map(StatedValue::NoneOf).boxed()
}

/// The whole numbers from 0 to 3.
fn whole() -> Vec<Decimal> {
    (0..4).map(Decimal::whole).collect()
}

/// A statement of a set that says only what is out.
fn exclusions(fact: &Fact) -> impl Strategy<Value = StatedValue<'static>> + use<> {
    let members = members(fact);
    subsequence(members.clone(), 1..=members.len()).prop_map(|excludes| made::partly(&[], &excludes))
}

/// The places of a fact's values.
fn members(fact: &Fact) -> Vec<u8> {
    (0..).take(fact.values.len()).collect()
}

/// Everything is listened to, or weaker statements and some speakers are set aside.
fn hearing() -> impl Strategy<Value = StatementFilter> {
    let least = select(&Basis::ALL[..]).prop_map(|(basis, _)| Some(basis));
    let least = prop_oneof![3 => Just(None), 1 => least];
    let without = prop_oneof![3 => Just(Vec::new()), 1 => subsequence(SPEAKERS.to_vec(), 1..=2)];
    let folded = without.prop_map(|speakers| speakers.into_iter().map(fold_speaker).collect());
    let (without_author, hedged) = (prop::bool::weighted(0.1), prop::bool::weighted(0.3));
    (least, folded, without_author, hedged).prop_map(|(least, without, without_author, hedged)| StatementFilter {
        hedged,
        least,
        without,
        without_author,
    })
}

//! Rules over forty facts are decided, with their reasons; a parity of twenty is decided or refused.
//!
//! The clock is not asked: a rule that is too much is refused after so many steps, on every machine alike.

use watching_brief::evaluate::{Decision, Exceeded, Facts, OpenFact, Prepared, StatementFilter};
use watching_brief::model::vocabulary::{Fact, FactType, Vocabulary};
use watching_brief::model::{Applies, Basis, Condition, Test, Verdict, VerdictAndScope, Why};
use watching_brief::pilot::{StatedFact, StatedValue, Statement};

use crate::testkit::made::{all, any, if_then, not, stated, statement, test};

const FORTY: usize = 40;

/// Forty facts of the shipped vocabulary: in the first list each is true or false, in the second they are of any type
/// that a test can tell two values of.
fn forties() -> [Vec<&'static Fact>; 2] {
    let facts = Vocabulary::shipped().facts().iter();
    let bools = facts.clone().filter(|fact| fact.kind == FactType::Bool).take(FORTY);
    let mixed =
        facts.filter(|fact| !matches!(fact.kind, FactType::Text | FactType::Number | FactType::Date)).take(FORTY);
    [bools.collect(), mixed.collect()]
}

/// What is said of a fact in these tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Say {
    /// That it is so.
    Yes,
    /// That it is not.
    No,
    /// Both.
    Both,
    /// Nothing.
    Nothing,
}

/// That a fact is so: a bool is true, a choice has its first value, a set is not empty.
fn so(fact: &Fact) -> Condition {
    let so = match fact.kind {
        FactType::Bool => Test::OneOf(0b10),
        FactType::Choice => Test::OneOf(0b1),
        FactType::Set => Test::NotEmpty,
        FactType::Text | FactType::Number | FactType::Date => Test::Stated,
    };
    test(fact, so)
}

/// A statement that a fact is so, or that it is not.
fn said(fact: &Fact, so: bool) -> Statement<'static> {
    statement(match fact.kind {
        FactType::Bool => StatedValue::Bool(so),
        FactType::Choice => StatedValue::Choice(u8::from(!so)),
        FactType::Set => StatedValue::Exactly(if so { vec![0] } else { vec![] }),
        FactType::Number | FactType::Date => unreachable!("none of the forty facts is a number or a date"),
        FactType::Text => StatedValue::Text(if so { "somebody" } else { "none" }.into()),
    })
}

/// A pilot, from what it says of each fact by its place.
fn pilot(facts: &[&Fact], say: impl Fn(usize) -> Say) -> Vec<StatedFact<'static>> {
    stated(facts.iter().enumerate().map(|(place, fact)| {
        let said = match say(place) {
            Say::Yes => vec![said(fact, true)],
            Say::No => vec![said(fact, false)],
            Say::Both => vec![said(fact, true), said(fact, false)],
            Say::Nothing => vec![],
        };
        (*fact, said)
    }))
}

/// A rule over forty facts, against which pilots are held.
struct Rule<'f> {
    facts: &'f [&'f Fact],
    prepared: Prepared,
}

impl<'f> Rule<'f> {
    fn new(facts: &'f [&'f Fact], require: &Condition) -> Self {
        assert_eq!(require.facts().len(), FORTY, "the rule speaks of forty facts");
        Self { facts, prepared: Prepared::new(Vocabulary::shipped(), &[], Some(require)).expect("not too much") }
    }

    fn decide(&self, say: impl Fn(usize) -> Say) -> Decision {
        let (pilot, hearing) = (pilot(self.facts, say), StatementFilter::default());
        let facts = Facts::new(Vocabulary::shipped(), &pilot, &hearing);
        let decision = self.prepared.decide(&facts).expect("a decision that is not too much");
        assert_eq!(self.prepared.verdict(&facts), Ok(decision.verdict));
        decision
    }

    /// The pilot gets this verdict because of exactly the facts at these places.
    #[track_caller]
    fn is_decided(&self, say: impl Fn(usize) -> Say, verdict: Verdict, because: impl IntoIterator<Item = usize>) {
        let mut because: Vec<_> = because.into_iter().map(|place| self.facts[place].id).collect();
        because.sort_unstable();
        let expected = Decision { because, basis: Some(Basis::Specified), ..without_scope(verdict) };
        assert_eq!(self.decide(say), expected);
    }

    /// The verdict is open, and turns on exactly the facts at these places.
    #[track_caller]
    fn is_open(&self, say: impl Fn(usize) -> Say, why: Why, turns_on: impl IntoIterator<Item = usize>) {
        let turns_on = turns_on.into_iter().map(|place| OpenFact { fact: self.facts[place].id, why }).collect();
        let verdict = if why == Why::Contested { Verdict::Contested } else { Verdict::Unstated };
        let expected = Decision { turns_on, ..without_scope(verdict) };
        assert_eq!(self.decide(say), expected);
    }
}

/// A verdict on a rule without a scope: it always applies.
fn without_scope(verdict: Verdict) -> Decision {
    let both = VerdictAndScope { verdict, applies: Applies::Yes };
    Decision { on_whole_pilot: true, ..Decision::without_reason(both) }
}

/// `most` of all facts but those at some places, of which `other` is said.
fn but(most: Say, other: Say, places: &[usize]) -> impl Fn(usize) -> Say {
    move |place| if places.contains(&place) { other } else { most }
}

#[test]
fn a_conjunction() {
    for facts in &forties() {
        let rule = Rule::new(facts, &all(facts.iter().map(|fact| so(fact))));
        rule.is_decided(|_| Say::Yes, Verdict::Met, 0..FORTY);
        for place in [0, 7, 39] {
            rule.is_decided(but(Say::Yes, Say::No, &[place]), Verdict::Breached, [place]);
            rule.is_decided(but(Say::Nothing, Say::No, &[place]), Verdict::Breached, [place]);
            rule.is_decided(but(Say::Both, Say::No, &[place]), Verdict::Breached, [place]);
            rule.is_open(but(Say::Yes, Say::Nothing, &[place]), Why::Unstated, [place]);
            rule.is_open(but(Say::Yes, Say::Both, &[place]), Why::Contested, [place]);
        }
        rule.is_decided(but(Say::Yes, Say::No, &[30, 7, 39]), Verdict::Breached, [7]);
        rule.is_decided(|_| Say::No, Verdict::Breached, [0]);
        rule.is_open(|_| Say::Nothing, Why::Unstated, 0..FORTY);
        rule.is_open(|_| Say::Both, Why::Contested, 0..FORTY);
    }
}

#[test]
fn a_disjunction() {
    for facts in &forties() {
        let rule = Rule::new(facts, &any(facts.iter().map(|fact| so(fact))));
        rule.is_decided(|_| Say::No, Verdict::Breached, 0..FORTY);
        for place in [0, 7, 39] {
            rule.is_decided(but(Say::No, Say::Yes, &[place]), Verdict::Met, [place]);
            rule.is_decided(but(Say::Nothing, Say::Yes, &[place]), Verdict::Met, [place]);
            rule.is_open(but(Say::No, Say::Nothing, &[place]), Why::Unstated, [place]);
            rule.is_open(but(Say::No, Say::Both, &[place]), Why::Contested, [place]);
        }
        rule.is_decided(but(Say::No, Say::Yes, &[30, 7, 39]), Verdict::Met, [7]);
        rule.is_open(|_| Say::Nothing, Why::Unstated, 0..FORTY);
    }
}

#[test]
fn a_chain_in_which_each_fact_asks_for_the_next() {
    for facts in &forties() {
        let links = facts.windows(2).map(|link| if_then(so(link[0]), so(link[1])));
        let rule = Rule::new(facts, &all(links));
        rule.is_decided(|_| Say::Yes, Verdict::Met, 1..FORTY);
        rule.is_decided(|_| Say::No, Verdict::Met, 0..FORTY - 1);
        let from_twelve_on = |place| if place < 12 { Say::No } else { Say::Yes };
        rule.is_decided(from_twelve_on, Verdict::Met, (0..FORTY).filter(|place| *place != 12));

        rule.is_decided(|place| if place < 12 { Say::Yes } else { Say::No }, Verdict::Breached, [0, 12]);
        let only_two = |place| match place {
            5 => Say::Yes,
            33 => Say::No,
            _ => Say::Nothing,
        };
        rule.is_decided(only_two, Verdict::Breached, [5, 33]);
        rule.is_open(|_| Say::Nothing, Why::Unstated, 0..FORTY);
        rule.is_open(|_| Say::Both, Why::Contested, 0..FORTY);
        rule.is_open(but(Say::Yes, Say::Nothing, &[20]), Why::Unstated, [20]);
    }
}

#[test]
fn a_chain_of_one_if_within_the_other() {
    for facts in &forties() {
        let (last, before) = facts.split_last().expect("forty facts");
        let rule = Rule::new(facts, &before.iter().rev().fold(so(last), |then, fact| if_then(so(fact), then)));
        rule.is_decided(but(Say::Yes, Say::No, &[39]), Verdict::Breached, 0..FORTY);
        rule.is_decided(|_| Say::Yes, Verdict::Met, [39]);
        rule.is_decided(|_| Say::No, Verdict::Met, [0]);
        rule.is_decided(but(Say::Yes, Say::No, &[23, 24]), Verdict::Met, [23]);
        rule.is_open(|_| Say::Nothing, Why::Unstated, 0..FORTY);
    }
}

/// Twenty pairs out of forty places: side by side, as far apart as can be, one within the other, and one here and one
/// there. The lower place comes first.
fn pairings() -> [[[usize; 2]; 20]; 4] {
    let numbers: [usize; 20] = std::array::from_fn(|number| number);
    let strewn = |number: usize| number * 17 % FORTY;
    [
        numbers.map(|pair| [2 * pair, 2 * pair + 1]),
        numbers.map(|pair| [pair, pair + 20]),
        numbers.map(|pair| [pair, 39 - pair]),
        numbers
            .map(|pair| [strewn(2 * pair), strewn(2 * pair + 1)])
            .map(|[one, other]| [one.min(other), one.max(other)]),
    ]
}

/// A pair that a pilot says something else of than of all others.
const PAIRS: [usize; 3] = [0, 11, 19];

#[test]
fn a_disjunction_of_pairs() {
    for facts in &forties() {
        for pairs in pairings() {
            let rule = Rule::new(facts, &any(pairs.map(|[one, other]| all([so(facts[one]), so(facts[other])]))));
            rule.is_decided(|_| Say::No, Verdict::Breached, pairs.map(|[one, _]| one));
            rule.is_decided(|_| Say::Yes, Verdict::Met, *pairs.iter().min().expect("twenty pairs"));
            let other_half = |place| pairs.iter().any(|[_, other]| *other == place);
            let without_others = |place| if other_half(place) { Say::No } else { Say::Yes };
            rule.is_decided(without_others, Verdict::Breached, (0..FORTY).filter(|place| other_half(*place)));
            for pair in PAIRS.map(|pair| pairs[pair]) {
                rule.is_decided(but(Say::No, Say::Yes, &pair), Verdict::Met, pair);
                rule.is_decided(but(Say::Nothing, Say::Yes, &pair), Verdict::Met, pair);
                rule.is_open(but(Say::No, Say::Nothing, &pair), Why::Unstated, pair);
                rule.is_open(but(Say::No, Say::Both, &pair), Why::Contested, pair);
            }
            rule.is_open(|_| Say::Nothing, Why::Unstated, 0..FORTY);
            rule.is_open(|_| Say::Both, Why::Contested, 0..FORTY);
        }
    }
}

#[test]
fn a_conjunction_of_pairs() {
    for facts in &forties() {
        for pairs in pairings() {
            let rule = Rule::new(facts, &all(pairs.map(|[one, other]| any([so(facts[one]), so(facts[other])]))));
            rule.is_decided(|_| Say::Yes, Verdict::Met, pairs.map(|[one, _]| one));
            for pair in PAIRS.map(|pair| pairs[pair]) {
                rule.is_decided(but(Say::Yes, Say::No, &pair), Verdict::Breached, pair);
                rule.is_decided(but(Say::Nothing, Say::No, &pair), Verdict::Breached, pair);
                rule.is_open(but(Say::Yes, Say::Nothing, &pair), Why::Unstated, pair);
            }
            rule.is_open(|_| Say::Nothing, Why::Unstated, 0..FORTY);
        }
    }
}

/// Whether an odd number of these facts is so, halved until one is left.
fn odd(facts: &[&Fact]) -> Condition {
    if let [fact] = facts {
        return so(fact);
    }
    let (one, other) = facts.split_at(facts.len() / 2);
    any([all([odd(one), not(odd(other))]), all([not(odd(one)), odd(other)])])
}

#[test]
fn a_parity_of_twenty_is_decided_or_refused() {
    for facts in &forties() {
        let facts = &facts[..20];
        let rule = match Prepared::new(Vocabulary::shipped(), &[], Some(&odd(facts))) {
            Ok(rule) => rule,
            Err(Exceeded) => continue,
        };
        let hearing = StatementFilter::default();
        let decided = |verdict| {
            let because = facts.iter().map(|fact| fact.id).collect();
            Decision { because, basis: Some(Basis::Specified), ..without_scope(verdict) }
        };
        let open = Decision {
            turns_on: vec![OpenFact { fact: facts[3].id, why: Why::Unstated }],
            ..without_scope(Verdict::Unstated)
        };
        let of_the_fourth =
            [(Say::Yes, decided(Verdict::Met)), (Say::No, decided(Verdict::Breached)), (Say::Nothing, open)];
        for (fourth, expected) in of_the_fourth {
            let pilot = pilot(facts, but(Say::No, fourth, &[3]));
            let decided = rule.decide(&Facts::new(Vocabulary::shipped(), &pilot, &hearing));
            assert!([Ok(expected), Err(Exceeded)].contains(&decided), "{decided:?}");
        }
    }
}

//! Whatever the rule and whatever its tests, what is said of them is what the definitions say.

use std::cell::Cell;
use std::fmt;
use std::sync::Arc;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use watching_brief::cases::coverage::AtomStanding;
use watching_brief::cases::{Asked, Outcome, Study};
use watching_brief::model::Condition;
use watching_brief::model::limits::Limits;
use watching_brief::model::vocabulary::Vocabulary;
use watching_brief::pilot::{NumberClaim, StatedValue};

use super::shown::{changed, comes_to, covered, pilots_of_every_kind, shows};
use crate::testkit::cases::try_until;
use crate::testkit::definitions;
use crate::testkit::every::Stated;
use crate::testkit::world::{Pilot, Says, World};
use crate::testkit::{made, random};

/// The most ways to settle all facts of a vocabulary.
const MOST_WAYS: usize = 128;

/// The most pilots that are written out for a rule.
const MOST: usize = 800;

/// A rule with some tests.
#[derive(Clone)]
struct Case {
    vocabulary: Arc<Vocabulary>,
    scope: Option<Condition>,
    require: Condition,
    outcome: Outcome,
    tests: Vec<Index>,
}

impl fmt::Debug for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for fact in self.vocabulary.facts() {
            writeln!(f, "fact {}: {:?} of {}", fact.id.index(), fact.kind, fact.values.join(", "))?;
        }
        writeln!(f, "scope: {:?}\nrequire: {:?}\noutcome: {:?}", self.scope, self.require, self.outcome)
    }
}

fn any_case() -> impl Strategy<Value = Case> {
    let kind = prop_oneof![
        4 => Just(("bool", 0)),
        2 => (2..=3usize).prop_map(|values| ("choice", values)),
        3 => (1..=2usize).prop_map(|values| ("set", values)),
        1 => Just(("text", 0)),
        1 => Just(("number", 0)),
        1 => Just(("date", 0)),
    ];
    let vocabulary = vec(kind, 1..=3).prop_map(|kinds| {
        made::vocabulary(kinds.into_iter().enumerate().map(|(fact, (kind, values))| {
            (format!("f{fact}"), kind, (0..values).map(|value| format!("v{value}")).collect())
        }))
    });
    let small = vocabulary.prop_filter("few pilots", |vocabulary| {
        let world = World::new(vocabulary.facts());
        world.count() <= MOST_WAYS && pilots_of_every_kind(&world, MOST).is_some()
    });
    small.prop_flat_map(|vocabulary| {
        let facts = vocabulary.facts();
        let scope = prop::option::of(random::condition(facts, 2));
        let outcome = prop_oneof![4 => Just(Outcome::Verdict), 1 => Just(Outcome::Holds)];
        (scope, random::condition(facts, 3), outcome, vec(any::<Index>(), 0..=6)).prop_map(
            move |(scope, require, outcome, tests)| {
                let scope = scope.filter(|_| outcome == Outcome::Verdict);
                Case { vocabulary: vocabulary.clone(), scope, require, outcome, tests }
            },
        )
    })
}

/// What was tried, to see that each kind of rule was.
#[derive(Debug, Default, Clone, Copy)]
struct Tried {
    shown: usize,
    lacking: usize,
    never: usize,
    killed: usize,
    surviving: usize,
    told_apart_by_none: usize,
    suggested: usize,
}

/// The same, with halves for all numbers between two whole ones: no condition here tells these apart.
fn in_halves(mut given: Stated) -> Stated {
    let said = given.iter_mut().flat_map(|stated| &mut stated.statements).map(|statement| &mut statement.said);
    for said in said {
        if let StatedValue::Number(NumberClaim::Is(one)) = said {
            *one = definitions::half_for(*one);
        }
    }
    given
}

fn compare(case: &Case, tried: &mut Tried) -> Result<(), TestCaseError> {
    let Case { vocabulary, scope, require, outcome, tests } = case;
    let world = World::new(vocabulary.facts());
    let pilots = pilots_of_every_kind(&world, MOST).expect("few pilots");
    let mut tests: Vec<&Pilot> = tests.iter().map(|index| index.get(&pilots)).collect();
    let asked = Asked { coverage: true, mutants: true, suggest: true };
    let enough = "a rule that is not too much";
    let mut study = Study::new(vocabulary, scope.as_ref(), require, *outcome, asked, Limits::default()).expect(enough);
    let says = world.says(scope.as_ref(), require);
    for test in &tests {
        prop_assert_eq!(study.add(&test.given), Ok(comes_to(&world, test, &says, *outcome)));
    }

    let parts = study.parts().to_vec();
    let atoms = parts.iter().filter(|part| matches!(part, Condition::Fact(..))).count();
    prop_assert_eq!(study.atoms().len(), atoms);
    let covers = |part: usize, by: &mut dyn Iterator<Item = &Pilot>| {
        let [with, without] = [true, false].map(|held| world.says_if(scope.as_ref(), require, (part, held)).answer);
        let atom = world.is_so(parts[part]);
        covered(&by.flat_map(|pilot| shows(pilot, &says.answer, &with, &without, &atom)).collect::<Vec<_>>())
    };
    for at in 0..atoms {
        let part = study.atoms()[at].part;
        let standing = study.standing(at).expect(enough);
        let shown = covers(part, &mut tests.iter().copied());
        prop_assert_eq!(standing == AtomStanding::Shown, shown);
        prop_assert_eq!(standing != AtomStanding::Never, covers(part, &mut pilots.iter()), "atom {}", at);
        match standing {
            AtomStanding::Shown => tried.shown += 1,
            AtomStanding::Never => tried.never += 1,
            AtomStanding::Lacks(_) => tried.lacking += 1,
        }
    }

    let mutant_says = |study: &Study<'_>, at: usize| -> Says {
        let mutant = &study.mutants()[at];
        let (scope, require) = changed(scope.as_ref(), require, mutant.part, mutant.instead);
        world.says(scope.as_ref(), &require)
    };
    for at in 0..study.mutants().len() {
        let mutant = mutant_says(&study, at);
        let kills =
            |pilot: &Pilot| comes_to(&world, pilot, &mutant, *outcome) != comes_to(&world, pilot, &says, *outcome);
        prop_assert_eq!(study.mutants()[at].killed, tests.iter().any(|test| kills(test)));
        let told_apart = study.told_apart(at).expect(enough);
        prop_assert_eq!(told_apart.is_some(), pilots.iter().any(kills), "mutant {:?}", study.mutants()[at]);
        if let Some(given) = told_apart {
            let given = in_halves(given);
            prop_assert!(kills(&world.pilot(given.clone())), "mutant {:?} by {given:?}", study.mutants()[at]);
        } else {
            tried.told_apart_by_none += 1;
        }
        *(if study.mutants()[at].killed { &mut tried.killed } else { &mut tried.surviving }) += 1;
    }

    // With the tests that are suggested, nothing is missing.
    let suggestions = study.suggest().expect(enough);
    let more: Vec<Pilot> =
        suggestions.iter().map(|suggestion| world.pilot(in_halves(suggestion.given.clone()))).collect();
    for (pilot, suggestion) in more.iter().zip(&suggestions) {
        prop_assert_eq!(comes_to(&world, pilot, &says, *outcome), suggestion.verdict);
    }
    tried.suggested += more.len();
    tests.extend(&more);
    let mut study = Study::new(vocabulary, scope.as_ref(), require, *outcome, asked, Limits::default()).expect(enough);
    for test in &tests {
        study.add(&test.given).expect(enough);
    }
    for at in 0..atoms {
        prop_assert!(!matches!(study.standing(at), Ok(AtomStanding::Lacks(_))), "atom {}", at);
    }
    for at in 0..study.mutants().len() {
        let done = study.mutants()[at].killed || study.told_apart(at).expect(enough).is_none();
        prop_assert!(done, "mutant {:?}", study.mutants()[at]);
    }
    Ok(())
}

#[test]
fn any_rule_and_any_tests() {
    let tried: Cell<Tried> = Cell::default();
    let test = |case| {
        let mut now = tried.get();
        let compared = compare(&case, &mut now);
        tried.set(now);
        compared
    };
    let enough = || {
        let Tried { shown, lacking, never, killed, surviving, told_apart_by_none, suggested } = tried.get();
        [shown, lacking, never, killed, surviving, told_apart_by_none, suggested].iter().all(|count| *count >= 10)
    };
    try_until(150, any_case(), test, enough);
    assert!(enough(), "each kind is tried often enough: {:?}", tried.get());
}

//! Single rules, whose tests show just what is said of them here.

use std::sync::Arc;
use watching_brief::cases::coverage::AtomStanding;
use watching_brief::cases::{Asked, Outcome, Study};
use watching_brief::evaluate::Replacement;
use watching_brief::model::limits::Limits;
use watching_brief::model::vocabulary::Vocabulary;
use watching_brief::model::{Condition, Test, Verdict};
use watching_brief::pilot::{StatedFact, StatedValue};

use crate::testkit::made::{all, any, declared, fact, if_then, is, stated, statement, test};

fn study<'s>(vocabulary: &'s Arc<Vocabulary>, require: &'s Condition) -> Study<'s> {
    let asked = Asked { coverage: true, mutants: true, suggest: false };
    Study::new(vocabulary, None, require, Outcome::Verdict, asked, Limits::default()).expect("a small rule")
}

/// What is said of bools: their names, with `!` before one that is false.
fn said(vocabulary: &Arc<Vocabulary>, facts: &[&str]) -> Vec<StatedFact<'static>> {
    let facts = facts.iter().map(|name| {
        let said = vec![statement(StatedValue::Bool(!name.starts_with('!')))];
        (fact(vocabulary, name.trim_start_matches('!')), said)
    });
    stated(facts)
}

fn standings(study: &mut Study<'_>) -> Vec<AtomStanding> {
    (0..study.atoms().len()).map(|atom| study.standing(atom).expect("a small rule")).collect()
}

#[test]
fn a_test_in_which_all_is_open_shows_no_part_of_a_conjunction() {
    let vocabulary = declared(&["a: bool", "b: bool"]);
    let both = all([is(fact(&vocabulary, "a"), true), is(fact(&vocabulary, "b"), true)]);
    let mut study = study(&vocabulary, &both);
    assert_eq!(study.add(&said(&vocabulary, &["a", "b"])), Ok(Verdict::Met));
    assert_eq!(study.add(&[]), Ok(Verdict::Unstated));
    assert!(
        standings(&mut study).iter().all(|standing| matches!(standing, AtomStanding::Lacks(lacks) if lacks.len() == 1))
    );
    // Met against open counts, where the atom alone makes the difference.
    assert_eq!(study.add(&said(&vocabulary, &["a"])), Ok(Verdict::Unstated));
    assert_eq!(study.add(&said(&vocabulary, &["!a", "b"])), Ok(Verdict::Breached));
    assert_eq!(standings(&mut study), [AtomStanding::Shown, AtomStanding::Shown]);
}

#[test]
fn what_cannot_be_said_is_shown_by_what_is_open() {
    let vocabulary = declared(&["a: bool"]);
    let a = fact(&vocabulary, "a");
    let require = test(a, Test::Stated);
    let mut study = study(&vocabulary, &require);
    assert_eq!(study.add(&said(&vocabulary, &["a"])), Ok(Verdict::Met));
    assert_eq!(study.add(&[]), Ok(Verdict::Unstated));
    assert_eq!(standings(&mut study), [AtomStanding::Shown]);
}

#[test]
fn that_a_part_can_never_matter_is_proved() {
    // While `a` is unstated the rule is open in any case, so that nobody can tell whether it asks for `a` to be stated.
    let vocabulary = declared(&["a: bool", "b: bool"]);
    let [a, b] = ["a", "b"].map(|name| fact(&vocabulary, name));
    let agrees = [true, false].map(|value| if_then(is(a, value), is(b, value)));
    let require = all([test(a, Test::Stated)].into_iter().chain(agrees));
    let mut study = study(&vocabulary, &require);
    let [first, others @ ..] = &standings(&mut study)[..] else { panic!("five atoms") };
    assert_eq!(*first, AtomStanding::Never);
    assert!(others.iter().all(|standing| matches!(standing, AtomStanding::Lacks(_))), "{others:?}");
    let dropped = study.mutants().iter().position(|mutant| (mutant.part, mutant.instead) == (1, Replacement::Yes));
    assert_eq!(study.told_apart(dropped.expect("the part left out")), Ok(None));
}

#[test]
fn where_only_a_contested_fact_tells_two_rules_apart_it_is_found() {
    let vocabulary = declared(&["a: bool", "c: bool"]);
    let [a, c] = ["a", "c"].map(|name| fact(&vocabulary, name));
    let require = all([is(a, true), any([test(a, Test::Stated), is(c, true)])]);
    let mut study = study(&vocabulary, &require);
    let dropped = study.mutants().iter().position(|mutant| (mutant.part, mutant.instead) == (2, Replacement::Yes));
    let pilot = study.told_apart(dropped.expect("the part left out")).expect("a small rule").expect("a pilot");
    let both = [false, true].map(|value| statement(StatedValue::Bool(value))).to_vec();
    assert_eq!(pilot, stated([(c, both)]));
    assert_eq!(study.add(&pilot), Ok(Verdict::Contested));
    assert!(study.mutants()[dropped.expect("the same")].killed);
}

/// Only with the first value ruled out by both sides does the rule turn on whether the choice is stated, and the other not
/// on the choice at all.
#[test]
fn where_only_a_choice_contested_by_what_is_ruled_out_tells_two_rules_apart_it_is_found() {
    let vocabulary = declared(&["a: bool", "b: choice of u, v, w"]);
    let [a, b] = ["a", "b"].map(|name| fact(&vocabulary, name));
    let require = all([any([test(a, Test::Stated), test(b, Test::OneOf(1)), test(b, Test::Stated)]), is(a, true)]);
    let mut study = study(&vocabulary, &require);
    let turned = study.mutants().iter().position(|mutant| (mutant.part, mutant.instead) == (3, Replacement::Opposite));
    let turned = turned.expect("the opposite of the part");
    let pilot = study.told_apart(turned).expect("a small rule").expect("a pilot");
    let both = [vec![0, 2], vec![0, 1]].map(|values| statement(StatedValue::NoneOf(values))).to_vec();
    assert_eq!(pilot, stated([(b, both)]));
    assert_eq!(study.add(&pilot), Ok(Verdict::Contested));
    assert!(study.mutants()[turned].killed);
}

//! What the tests of a rule show, and what they are missing, in words.

use super::condition::test;
use super::meaning::{owner_of_tests, quoted};
use crate::cases::coverage::Showing;
use crate::cases::{Never, Tally, Trial};
use crate::evaluate::{Answers, Replacement};
use crate::model::vocabulary::{Fact, Vocabulary};
use crate::model::{Condition, Test};
use crate::text::words;

/// A part of a condition, as the end of a sentence.
pub(super) fn part(vocabulary: &Vocabulary, part: &Condition) -> String {
    match part {
        Condition::Fact(fact, put) => test(vocabulary.fact(*fact), *put),
        Condition::Not(part) if matches!(**part, Condition::Fact(..)) => {
            format!("not: {}", self::part(vocabulary, part))
        }
        _ => "the condition that begins here".to_owned(),
    }
}

/// A test that would show an atom, as the end of a sentence; `of_scope` says that it is a test of a scope.
pub(super) fn showing(showing: Showing, of_scope: bool) -> String {
    let Showing { sense, yes, value } = showing;
    let held = if sense == yes { "did not hold" } else { "held" };
    let what = match (of_scope, yes) {
        (false, true) => "met (or not applicable), and would not be",
        (false, false) => "not met, and would be",
        (true, true) => "true, and would not be",
        (true, false) => "not true, and would be",
    };
    let open = if value == Answers::Both { "; it leaves open whether this holds" } else { "" };
    format!("one that is {what} if this {held}{open}")
}

/// What is changed of a part in some mutants. Values that are added are told together.
pub(super) fn changes(vocabulary: &Vocabulary, part: &Condition, instead: &[Replacement], scope: bool) -> Vec<String> {
    let (mut changes, mut added) = (Vec::new(), 0u64);
    for one in instead {
        match (one, part) {
            (Replacement::Test(other), Condition::Fact(fact, put)) => match listed(*put, *other) {
                Some((0, more)) => added |= more,
                listed => changes.push(changed_test(vocabulary.fact(*fact), *other, listed)),
            },
            _ => changes.push(change(part, *one, scope).to_owned()),
        }
    }
    if let (Condition::Fact(fact, _), 1..) = (part, added) {
        let names = quoted(&vocabulary.fact(*fact).names(added), "or");
        changes.push(format!("{names} is added to it"));
    }
    changes
}

fn change(part: &Condition, instead: Replacement, scope: bool) -> &'static str {
    match (instead, part) {
        (Replacement::Yes | Replacement::No, _) if scope => "the whole of `applies_when` is left out",
        (Replacement::Yes | Replacement::No, _) => "it is left out",
        (Replacement::Opposite, Condition::Not(_)) => "`not` is taken away",
        (Replacement::Opposite, _) => "it is turned into its opposite",
        (Replacement::All, Condition::If(..)) => "both sides of the `if` have to hold",
        (Replacement::All, _) => "all of its parts have to hold, not just one",
        (Replacement::Any, _) => "one of its parts is enough, not all",
        (Replacement::Then, _) => "`then` has to hold without its `if`",
        (Replacement::Turned, _) => "`if` and `then` change places",
        (Replacement::Test(_), _) => "something else is asked",
    }
}

/// A part of a condition that changes nothing: the part, and what may become of it, as two ends of sentences.
#[must_use]
pub fn idle(vocabulary: &Vocabulary, idle: &Condition, instead: Replacement) -> (String, String) {
    let may = match instead {
        Replacement::Yes | Replacement::No => "it may be left out".to_owned(),
        Replacement::Then => "its `if` may be left out, so that `then` always has to hold".to_owned(),
        other => changes(vocabulary, idle, &[other], false)
            .into_iter()
            .map(|change| change.replace(" is left out of it", " may be left out of it"))
            .collect(),
    };
    (part(vocabulary, idle), may)
}

/// Of two tests that differ in their values alone, the values that only the first has, and those that only the second.
fn listed(put: Test, other: Test) -> Option<(u64, u64)> {
    let values = |test| match test {
        Test::OneOf(values)
        | Test::NoneOf(values)
        | Test::Includes(values)
        | Test::IncludesAny(values)
        | Test::Excludes(values)
        | Test::Only(values) => Some(values),
        Test::Within(_) | Test::AtLeast(_) | Test::Empty | Test::NotEmpty | Test::Stated => None,
    };
    let (old, new) = values(put).zip(values(other))?;
    (std::mem::discriminant(&put) == std::mem::discriminant(&other)).then_some((old & !new, new & !old))
}

fn changed_test(fact: &Fact, other: Test, listed: Option<(u64, u64)>) -> String {
    let names = |values| quoted(&fact.names(values), "and");
    match listed {
        Some((fewer, 0)) => format!("{} is left out of it", names(fewer)),
        Some((fewer, more)) => format!("{} stands in the place of {}", names(more), names(fewer)),
        None => format!("it becomes: {}", test(fact, other)),
    }
}

/// An atom that no pilots can show, in a sentence without its place.
#[must_use]
pub fn never(vocabulary: &Vocabulary, never: &Never<'_>) -> String {
    let whose = owner_of_tests(never.set, never.rule);
    let atom = part(vocabulary, never.atom);
    format!("in {whose} no tests can show whether it matters that {atom}; that is proved")
}

/// The lines that say how much the tests show, as far as that was asked for.
pub(super) fn coverage_lines(trial: &Trial<'_>) -> String {
    let line = |what: &str, tally: Tally, done: &str, left_out: &str| {
        let left = words::grouped(tally.left_out);
        let left = if tally.left_out == 0 { String::new() } else { format!(" ({left} left out: {left_out})") };
        format!("{what}: {} of {} {done}{left}\n", words::grouped(tally.done), words::grouped(tally.all))
    };
    let mut text = String::new();
    if trial.asked.coverage {
        let done = if trial.coverage.all == 1 { "atom shown" } else { "atoms shown" };
        text.push_str(&line("coverage", trial.coverage, done, "no pilots can show them"));
    }
    if trial.asked.mutants {
        text.push_str(&line("mutants", trial.mutants, "killed", "equivalent"));
    }
    text
}

//! What the tests of a rule show, and what they are missing, in words.

use super::condition::test;
use super::page::wrapped;
use crate::cases::coverage::Showing;
use crate::cases::{Never, Tally, Trial};
use crate::evaluate::{Answers, Instead};
use crate::rules::Condition;
use crate::vocabulary::Vocabulary;
use crate::words;

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

/// What is changed in a mutant, behind "if".
pub(super) fn change(vocabulary: &Vocabulary, changed: &Condition, instead: Instead, scope: bool) -> String {
    let whole = || part(vocabulary, changed);
    match (instead, changed) {
        (Instead::Yes | Instead::No, _) if scope => "`applies_when` is left out".to_owned(),
        (Instead::Yes | Instead::No, _) => format!("this is left out: {}", whole()),
        (Instead::Opposite, Condition::Not(_)) => "`not` is taken away here".to_owned(),
        (Instead::Opposite, _) => format!("this is turned into its opposite: {}", whole()),
        (Instead::Test(other), Condition::Fact(fact, put)) => {
            let fact = vocabulary.fact(*fact);
            let [old, new] = [*put, other].map(|put| test(fact, put));
            let new = new.strip_prefix(&format!("`{}` ", fact.path)).unwrap_or(&new).to_owned();
            format!("{old} is changed: it {new}")
        }
        (Instead::Test(_), _) => "this is changed".to_owned(),
        (Instead::All, Condition::If(..)) => "both sides of this `if` have to hold".to_owned(),
        (Instead::All, _) => "all of these have to hold, not just one".to_owned(),
        (Instead::Any, _) => "one of these is enough, not all".to_owned(),
        (Instead::Then, _) => "`then` has to hold without its `if`".to_owned(),
        (Instead::Turned, _) => "`if` and `then` change places".to_owned(),
    }
}

/// An atom that no pilots can show, with its place.
#[must_use]
pub fn never(vocabulary: &Vocabulary, never: &Never<'_>, width: usize) -> String {
    let whose = super::findings::whose(never.set, never.rule);
    let place = format!("{}:{}", never.set.set.file, never.place.line);
    let atom = part(vocabulary, never.atom);
    let text = format!("{place}: in {whose} no tests can show whether it matters that {atom}; that is proved");
    wrapped("", "  ", &text, width)
}

/// The lines that say how much the tests show, as far as that was asked for.
pub(super) fn shown(trial: &Trial<'_>) -> String {
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

//! The tests that rules and rule sets carry: run, and held against their rules for what they leave untested.
//!
//! A [`Trial`] runs all of them. What the tests of one rule are worth is found out by a [`Study`]: [`coverage`] says which
//! of its atoms they show to matter, [`mutants`] which mistakes in it they would notice, and [`suggest`] which tests are
//! missing.

pub mod coverage;
mod hostile;
mod missing_tests;
pub mod mutants;
mod outcome;
pub mod parts_without_effect;
mod study;
pub mod suggest;
mod trial;

pub use coverage::Atom;
pub use hostile::{has_hostile, lacking_hostile};
pub use missing_tests::{lacking_of_rule, lacking_of_scope};
pub use outcome::Outcome;
pub use study::{Asked, Study, TIMES};
pub use trial::{CaseFault, Finding, Never, Suggested, Tally, Trial};

use crate::evaluate::{Exceeded, Facts, StatementFilter};
use crate::model::vocabulary::FactId;
use crate::model::{Applies, Verdict};
use crate::pilot::StatedFact;
use crate::rules::{Case, ReadyRule, ReadySet};

/// A test, with what came of it.
#[derive(Debug)]
pub struct Tried<'c, T> {
    /// The test.
    pub case: &'c Case<T>,
    /// What came of it, unless it took too many steps.
    pub got: Result<T, Exceeded>,
    /// The facts on which that rests: those that decide it, or those that it turns on.
    pub rests_on: Vec<FactId>,
}

impl<T: PartialEq> Tried<'_, T> {
    /// Whether what came of it is what is expected.
    #[must_use]
    pub fn passes(&self) -> bool {
        self.got.as_ref().is_ok_and(|got| *got == self.case.expected)
    }
}

/// Runs the tests of a rule, with the scope of its set taken as true.
#[must_use]
pub fn of_rule(rule: &ReadyRule) -> Vec<Tried<'_, Verdict>> {
    let hearing = StatementFilter::default();
    let each = rule.rule.tests.iter().map(|case| {
        let decision =
            rule.alone().and_then(|alone| alone.decide(&Facts::new(alone.vocabulary(), &case.given, &hearing)));
        let rests_on = decision.as_ref().map_or_else(
            |_| Vec::new(),
            |decision| {
                let turns = decision.turns_on.iter().map(|turn| turn.fact);
                decision.because.iter().copied().chain(turns).collect()
            },
        );
        Tried { case, got: decision.map(|decision| decision.verdict), rests_on }
    });
    each.collect()
}

/// Runs the tests of the scope of a set; a set without a scope always applies.
#[must_use]
pub fn of_scope(set: &ReadySet) -> Vec<Tried<'_, Applies>> {
    let each = set.set.tests.iter().map(|case| {
        let got = applies(set, &case.given);
        Tried { case, got, rests_on: Vec::new() }
    });
    each.collect()
}

fn applies(set: &ReadySet, given: &[StatedFact<'_>]) -> Result<Applies, Exceeded> {
    let hearing = StatementFilter::default();
    set.scope.as_ref().map_or(Ok(Applies::Yes), |scope| scope.applies(&Facts::new(scope.vocabulary(), given, &hearing)))
}

fn verdict(rule: &ReadyRule, given: &[StatedFact<'_>]) -> Result<Verdict, Exceeded> {
    let hearing = StatementFilter::default();
    let alone = rule.alone()?;
    alone.verdict(&Facts::new(alone.vocabulary(), given, &hearing))
}

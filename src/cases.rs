//! The tests that rules and rule sets carry: run, and counted for what they leave untested.

use std::sync::LazyLock;

use crate::diagnostic::Diagnostic;
use crate::evaluate::{Exceeded, Facts, Hearing, Verdict};
use crate::pilot::{Basis, Said, Stated, Statement};
use crate::rules::{Applies, Case, Collection, ReadyRule, ReadySet};
use crate::source::{Place, Span};
use crate::vocabulary::{Fact, FactId, FactType, Vocabulary};

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
    let hearing = Hearing::default();
    let each = rule.rule.tests.iter().map(|case| {
        let decision =
            rule.alone().and_then(|alone| alone.decide(&Facts::new(Vocabulary::shipped(), &case.given, &hearing)));
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

fn applies(set: &ReadySet, given: &[Stated<'_>]) -> Result<Applies, Exceeded> {
    let hearing = Hearing::default();
    set.scope
        .as_ref()
        .map_or(Ok(Applies::Yes), |scope| scope.applies(&Facts::new(Vocabulary::shipped(), given, &hearing)))
}

fn verdict(rule: &ReadyRule, given: &[Stated<'_>]) -> Result<Verdict, Exceeded> {
    let hearing = Hearing::default();
    rule.alone()?.verdict(&Facts::new(Vocabulary::shipped(), given, &hearing))
}

/// A pilot of which every fact is stated, and every fact wholly contested.
///
/// Its completions are just the pilots that state every fact: a contested fact may have any value that agrees with one
/// of its statements, and is stated in every completion. So they tell what some pilot can come to: a pilot that is
/// breached stays so when all that it leaves open is stated in one way or another.
fn any_pilot() -> &'static [Stated<'static>] {
    static PILOT: LazyLock<Vec<Stated<'static>>> =
        LazyLock::new(|| Vocabulary::shipped().facts().iter().map(contested).collect());
    &PILOT
}

fn contested(fact: &Fact) -> Stated<'static> {
    let said = match fact.kind {
        FactType::Bool => vec![Said::Bool(false), Said::Bool(true)],
        FactType::Choice => (0..).take(fact.values.len()).map(Said::Choice).collect(),
        FactType::Text => vec![Said::Text(crate::pilot::NO_TEXT.into()), Said::Text("somebody".into())],
        // Every set agrees with one of these, and of all other members they say nothing.
        FactType::Set => vec![
            Said::Partly { includes: vec![0], excludes: Vec::new() },
            Said::Partly { includes: Vec::new(), excludes: vec![0] },
        ],
    };
    Stated { fact: fact.id, statements: said.into_iter().map(statement).collect() }
}

fn statement(said: Said<'static>) -> Statement<'static> {
    Statement {
        said,
        by: None,
        basis: Basis::Specified,
        document: None,
        paragraph: None,
        phrase: None,
        date: None,
        url: None,
        note: None,
        cited_at: None,
        span: Span::default(),
        written_at: None,
    }
}

/// The verdicts for which a rule has no test, in words: met; breached, where some pilot can breach it; and an open one,
/// where it can be open.
///
/// # Errors
/// [`Exceeded`] where telling what can be would take too many steps.
pub fn lacking_of_rule(rule: &ReadyRule) -> Result<Vec<&'static str>, Exceeded> {
    let expects = |wanted: &[Verdict]| rule.rule.tests.iter().any(|case| wanted.contains(&case.expected));
    let mut lacking = Vec::new();
    if !expects(&[Verdict::Met]) {
        lacking.push("for `met`");
    }
    if !expects(&[Verdict::Breached]) && !matches!(verdict(rule, any_pilot())?, Verdict::Met | Verdict::NotApplicable) {
        lacking.push("for `breached`");
    }
    // What is decided where nothing is stated is decided for every pilot.
    if !expects(&[Verdict::Unstated, Verdict::Contested]) && !verdict(rule, &[])?.is_decided() {
        lacking.push("for an open verdict, `unstated` or `contested`");
    }
    Ok(lacking)
}

/// The answers for which the scope of a set has no test, in words, as far as there are pilots that give them.
///
/// # Errors
/// [`Exceeded`] where telling what can be would take too many steps.
pub fn lacking_of_scope(set: &ReadySet) -> Result<Vec<&'static str>, Exceeded> {
    if set.scope.is_none() {
        return Ok(Vec::new());
    }
    let (can, nothing) = (applies(set, any_pilot())?, applies(set, &[])?);
    let each = [
        (Applies::Yes, can != Applies::No, "where it is true"),
        (Applies::No, can != Applies::Yes, "where it is false"),
        (Applies::Open, nothing == Applies::Open, "where it is open"),
    ];
    let lacks = |(answer, possible, _): &(Applies, bool, _)| {
        *possible && !set.set.tests.iter().any(|case| case.expected == *answer)
    };
    Ok(each.into_iter().filter(lacks).map(|(_, _, what)| what).collect())
}

/// What is wrong with the tests of a rule, or of the scope of a set.
#[derive(Debug)]
pub struct Finding<'c> {
    /// The set.
    pub set: &'c ReadySet,
    /// The rule; none where it is about the scope of the set.
    pub rule: Option<&'c ReadyRule>,
    /// Where it is to be seen in the file of the set.
    pub place: Place,
    /// What it is.
    pub found: Found<'c>,
}

/// What is wrong.
#[derive(Debug)]
pub enum Found<'c> {
    /// A test does not come out as it should.
    Fails {
        /// What it gives.
        given: &'c [Stated<'static>],
        /// The name of what it expects.
        expected: &'static str,
        /// The name of what came of it.
        got: &'static str,
        /// The facts on which that rests.
        rests_on: Vec<FactId>,
    },
    /// There is no test of this kind.
    Lacks(&'static str),
}

/// All tests of some rule sets, run.
#[derive(Debug, Default)]
pub struct Trial<'c> {
    /// The number of sets.
    pub sets: usize,
    /// The number of rules.
    pub rules: usize,
    /// The number of tests, those of scopes included.
    pub tests: usize,
    /// What is wrong with the tests, in the order of sets and rules.
    pub findings: Vec<Finding<'c>>,
    /// What could not be told within the budget of steps.
    pub errors: Vec<Diagnostic>,
}

impl<'c> Trial<'c> {
    /// Runs all tests of a collection.
    #[must_use]
    pub fn of(collection: &'c Collection) -> Self {
        let mut trial = Self { sets: collection.sets().len(), ..Self::default() };
        for set in collection.sets() {
            trial.tried(set, None, of_scope(set), Applies::name);
            trial.lacking(set, None, lacking_of_scope(set));
            // An imported rule is tested with the set that states it.
            for rule in set.rules.iter().filter(|rule| rule.rule.origin.is_none()) {
                trial.rules += 1;
                trial.tried(set, Some(rule), of_rule(rule), Verdict::name);
                trial.lacking(set, Some(rule), lacking_of_rule(rule));
            }
        }
        trial
    }

    fn tried<T: PartialEq + Copy>(
        &mut self,
        set: &'c ReadySet,
        rule: Option<&'c ReadyRule>,
        tried: Vec<Tried<'c, T>>,
        name: fn(T) -> &'static str,
    ) {
        self.tests += tried.len();
        for one in tried {
            let place = one.case.place;
            match one.got {
                Err(exceeded) => {
                    self.errors.push(Diagnostic::placed(&set.set.file, place, format!("the test is {exceeded}")));
                }
                Ok(got) if got != one.case.expected => {
                    let (given, expected) = (one.case.given.as_slice(), name(one.case.expected));
                    let found = Found::Fails { given, expected, got: name(got), rests_on: one.rests_on };
                    self.findings.push(Finding { set, rule, place, found });
                }
                Ok(_) => {}
            }
        }
    }

    fn lacking(
        &mut self,
        set: &'c ReadySet,
        rule: Option<&'c ReadyRule>,
        lacking: Result<Vec<&'static str>, Exceeded>,
    ) {
        let place = rule.map_or(set.set.place, |rule| rule.rule.place);
        match lacking {
            Ok(lacking) => self.findings.extend(lacking.into_iter().map(|what| Finding {
                set,
                rule,
                place,
                found: Found::Lacks(what),
            })),
            Err(exceeded) => {
                let message = format!("which tests are lacking here is {exceeded}");
                self.errors.push(Diagnostic::placed(&set.set.file, place, message));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::Prepared;
    use crate::rules::{Condition, Test};

    /// What can come of a condition, as `lacking_of_rule` asks for it.
    fn can_be_breached(condition: &Condition) -> bool {
        let prepared = Prepared::new(Vocabulary::shipped(), &[], Some(condition)).expect("small");
        let hearing = Hearing::default();
        let verdict = prepared.verdict(&Facts::new(Vocabulary::shipped(), any_pilot(), &hearing)).expect("small");
        verdict != Verdict::Met
    }

    fn put(path: &str, test: Test) -> Condition {
        Condition::Fact(Vocabulary::shipped().find_path(path).expect("a fact").id, test)
    }

    #[test]
    fn only_what_a_pilot_can_state_can_breach() {
        // That a fact is not stated fixes nothing: it may come to be stated. Only a text can be stated to be none.
        assert!(!can_be_breached(&put("evaluation.planned", Test::Stated)));
        assert!(!can_be_breached(&put("referral.work_coach_role", Test::Stated)));
        assert!(!can_be_breached(&put("location.venues", Test::Stated)));
        assert!(can_be_breached(&put("governance.accountable_lead", Test::Stated)));
        assert!(can_be_breached(&put("location.venues", Test::NotEmpty)));
        assert!(can_be_breached(&put("location.venues", Test::AtLeast(12))));
        assert!(!can_be_breached(&put("location.venues", Test::AtLeast(0))));
        assert!(can_be_breached(&put("location.venues", Test::Includes(1))));
        assert!(can_be_breached(&put("location.venues", Test::Excludes(1))));
        assert!(!can_be_breached(&put("referral.work_coach_role", Test::OneOf(0b11111))));
        assert!(can_be_breached(&put("referral.work_coach_role", Test::OneOf(0b01111))));
        let (yes, no) = (put("targets.recovery", Test::OneOf(2)), put("targets.recovery", Test::OneOf(1)));
        assert!(!can_be_breached(&Condition::Any(vec![yes, no])));
    }
}

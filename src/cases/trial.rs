//! All tests of some rule sets, run, and what is wrong with them.

use super::coverage::{AtomStanding, Showing};
use super::suggest::Suggestion;
use super::{Asked, Outcome, Study, Tried, lacking_of_rule, lacking_of_scope, of_rule, of_scope};
use crate::evaluate::{Exceeded, Replacement};
use crate::model::diagnostic::Diagnostic;
use crate::model::limits::Limit;
use crate::model::vocabulary::FactId;
use crate::model::{Applies, Condition, DiagnosticCode, Verdict};
use crate::pilot::StatedFact;
use crate::rules::{Collection, ReadyRule, ReadySet};
use crate::text::{Place, words};
use crate::threads;

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
    pub found: CaseFault<'c>,
}

/// What is wrong.
#[derive(Debug)]
pub enum CaseFault<'c> {
    /// A test does not come out as it should.
    Fails {
        /// What it gives.
        given: &'c [StatedFact<'static>],
        /// The name of what it expects.
        expected: &'static str,
        /// The name of what came of it.
        got: &'static str,
        /// The facts on which that rests.
        rests_on: Vec<FactId>,
    },
    /// There is no test of this kind.
    Lacks(&'static str),
    /// No two tests cover an atom.
    Unshown {
        /// The atom.
        atom: &'c Condition,
        /// What the tests would have to show.
        lacks: Vec<Showing>,
    },
    /// No test kills some mutants.
    Survives {
        /// The part that is changed.
        part: &'c Condition,
        /// What stands in its place, in each of them.
        instead: Vec<Replacement>,
        /// Whether the part is a whole scope.
        scope: bool,
    },
}

/// An atom that no two pilots cover: that is proved.
#[derive(Debug)]
pub struct Never<'c> {
    /// The set.
    pub set: &'c ReadySet,
    /// The rule; none where it is about the scope of the set.
    pub rule: Option<&'c ReadyRule>,
    /// Where the atom stands.
    pub place: Place,
    /// The atom.
    pub atom: &'c Condition,
}

/// The tests that a rule, or the scope of a set, is missing.
#[derive(Debug)]
pub struct Suggested<'c> {
    /// The set.
    pub set: &'c ReadySet,
    /// The rule; none where they are tests of the scope.
    pub rule: Option<&'c ReadyRule>,
    /// The tests.
    pub tests: Vec<Suggestion>,
}

/// The test for an open verdict that a rule lacks: where nothing is given, all that can be open is.
fn open_test(rule: &ReadyRule) -> Result<Option<Suggestion>, Exceeded> {
    let lacks = !rule.rule.tests.iter().any(|case| !case.expected.is_decided());
    let verdict = super::verdict(rule, &[])?;
    Ok((lacks && !verdict.is_decided()).then(|| Suggestion { given: Vec::new(), verdict }))
}

/// How many of something there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// All of them, but for those left out.
    pub all: usize,
    /// Those that the tests show, or kill.
    pub done: usize,
    /// Those that no test could.
    pub left_out: usize,
}

impl Tally {
    fn add(&mut self, other: Self) {
        self.all += other.all;
        self.done += other.done;
        self.left_out += other.left_out;
    }
}

/// All tests of some rule sets, run.
#[derive(Debug, Default)]
pub struct Trial<'c> {
    /// What was to be found out.
    pub asked: Asked,
    /// The number of sets.
    pub sets: usize,
    /// The number of rules.
    pub rules: usize,
    /// The number of tests, those of scopes included.
    pub tests: usize,
    /// How many of them are those that a hostile reader would bring.
    pub hostile: usize,
    /// The atoms.
    pub coverage: Tally,
    /// The mutants.
    pub mutants: Tally,
    /// What is wrong with the tests, in the order of sets and rules.
    pub findings: Vec<Finding<'c>>,
    /// The atoms that no two pilots cover, likewise.
    pub never: Vec<Never<'c>>,
    /// The tests that are missing, likewise.
    pub suggested: Vec<Suggested<'c>>,
    /// What could not be told within the budget of steps.
    pub errors: Vec<Diagnostic>,
}

impl<'c> Trial<'c> {
    /// Runs all tests of a collection, on all cores.
    #[must_use]
    pub fn run(collection: &'c Collection, asked: Asked) -> Self {
        let sets = collection.sets().iter();
        let subjects: Vec<(&ReadySet, Option<&ReadyRule>)> = sets
            .flat_map(|set| {
                // An imported rule is tested with the set that states it.
                let own = set.rules.iter().filter(|rule| rule.rule.origin.is_none());
                std::iter::once((set, None)).chain(own.map(move |rule| (set, Some(rule))))
            })
            .collect();
        let trials = threads::map_in_order(subjects, |(set, rule)| Self::of_one(set, rule, asked));
        let mut all = Self { asked, sets: collection.sets().len(), ..Self::default() };
        for one in trials {
            all.rules += one.rules;
            all.tests += one.tests;
            all.hostile += one.hostile;
            all.coverage.add(one.coverage);
            all.mutants.add(one.mutants);
            all.findings.extend(one.findings);
            all.never.extend(one.never);
            all.suggested.extend(one.suggested);
            all.errors.extend(one.errors);
        }
        all
    }

    /// Runs the tests of a rule, or of the scope of a set.
    fn of_one(set: &'c ReadySet, rule: Option<&'c ReadyRule>, asked: Asked) -> Self {
        let mut trial = Self { asked, rules: usize::from(rule.is_some()), ..Self::default() };
        let passing = if let Some(rule) = rule {
            let passing = trial.tried(set, Some(rule), of_rule(rule), Verdict::name);
            trial.lacking(set, Some(rule), lacking_of_rule(rule));
            passing
        } else {
            let passing = trial.tried(set, None, of_scope(set), Applies::name);
            trial.lacking(set, None, lacking_of_scope(set));
            passing
        };
        if let Err(Exceeded) = trial.study(set, rule, &passing) {
            let place = rule.map_or(set.set.place, |rule| rule.rule.place);
            let whose = rule.map_or_else(
                || format!("the scope of `{}`", words::excerpt(&set.set.id)),
                |rule| words::excerpt(&rule.rule.id),
            );
            let advice = set.set.limits.advice(Limit::Steps);
            let message =
                format!("what the tests of {whose} show is too much to decide; make it simpler, or split it{advice}");
            trial.errors.push(Diagnostic::placed(DiagnosticCode::TooManySteps, &set.set.file, place, message));
        }
        trial
    }

    /// Notes how tests have come out, and gives what those that pass are given.
    fn tried<T: PartialEq + Copy>(
        &mut self,
        set: &'c ReadySet,
        rule: Option<&'c ReadyRule>,
        tried: Vec<Tried<'c, T>>,
        name: fn(T) -> &'static str,
    ) -> Vec<&'c [StatedFact<'static>]> {
        self.tests += tried.len();
        self.hostile += tried.iter().filter(|one| one.case.hostile).count();
        let mut passing = Vec::new();
        for one in tried {
            let (place, given) = (one.case.place, one.case.given.as_slice());
            match one.got {
                Err(exceeded) => {
                    let (too_much, advice) = (exceeded.within(&set.set.limits), set.set.limits.advice(Limit::Steps));
                    let message = format!("the test is {too_much}{advice}");
                    self.errors.push(Diagnostic::placed(DiagnosticCode::TooManySteps, &set.set.file, place, message));
                }
                Ok(got) if got != one.case.expected => {
                    let found = CaseFault::Fails {
                        given,
                        expected: name(one.case.expected),
                        got: name(got),
                        rests_on: one.rests_on,
                    };
                    self.findings.push(Finding { set, rule, place, found });
                }
                Ok(_) => passing.push(given),
            }
        }
        passing
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
                found: CaseFault::Lacks(what),
            })),
            Err(exceeded) => {
                let (too_much, advice) = (exceeded.within(&set.set.limits), set.set.limits.advice(Limit::Steps));
                let message = format!("which tests are lacking here is {too_much}{advice}");
                self.errors.push(Diagnostic::placed(DiagnosticCode::TooManySteps, &set.set.file, place, message));
            }
        }
    }

    /// Finds out what the tests that pass show.
    fn study(
        &mut self,
        set: &'c ReadySet,
        rule: Option<&'c ReadyRule>,
        passing: &[&[StatedFact<'static>]],
    ) -> Result<(), Exceeded> {
        let asked = self.asked;
        let (vocabulary, limits) = (set.vocabulary(), set.set.limits);
        let (mut study, places) = match (rule.map(|rule| &rule.rule), &set.set.applies_when) {
            _ if !asked.coverage && !asked.mutants => return Ok(()),
            (Some(rule), _) => {
                let places = [rule.applies_at.as_slice(), &rule.require_at].concat();
                let scope = rule.applies_when.as_ref();
                (Study::new(vocabulary, scope, &rule.require, Outcome::Verdict, asked, limits)?, places)
            }
            (None, Some(scope)) => {
                (Study::new(vocabulary, None, scope, Outcome::Holds, asked, limits)?, set.set.applies_at.clone())
            }
            (None, None) => return Ok(()),
        };
        for given in passing {
            study.add(given)?;
        }
        let place = |part: usize| places.get(part).copied().unwrap_or(set.set.place);
        let (mut findings, mut never) = (Vec::new(), Vec::new());
        let mut coverage = Tally { all: study.atoms().len(), ..Tally::default() };
        for at in 0..study.atoms().len() {
            let standing = study.standing(at)?;
            let Some(part) = study.atoms().get(at).map(|atom| atom.part) else { continue };
            let Some(atom) = study.parts().get(part).copied() else { continue };
            match standing {
                AtomStanding::Shown => coverage.done += 1,
                AtomStanding::Never => never.push(Never { set, rule, place: place(part), atom }),
                AtomStanding::Lacks(lacks) => {
                    findings.push(Finding { set, rule, place: place(part), found: CaseFault::Unshown { atom, lacks } });
                }
            }
        }
        coverage.left_out = never.len();
        coverage.all -= never.len();
        let mut mutants = Tally { left_out: study.equivalent(), ..Tally::default() };
        let mut survivors: Vec<(usize, Vec<Replacement>)> = Vec::new();
        for at in 0..study.mutants().len() {
            let Some(mutant) = study.mutants().get(at).cloned() else { continue };
            if mutant.killed {
                mutants.done += 1;
            } else if study.told_apart(at)?.is_none() {
                mutants.left_out += 1;
                continue;
            } else {
                match survivors.last_mut().filter(|(part, _)| *part == mutant.part) {
                    Some((_, instead)) => instead.push(mutant.instead),
                    None => survivors.push((mutant.part, vec![mutant.instead])),
                }
            }
            mutants.all += 1;
        }
        for (at, instead) in survivors {
            let Some(part) = study.parts().get(at).copied() else { continue };
            let found = CaseFault::Survives { part, instead, scope: study.is_scope(at) };
            findings.push(Finding { set, rule, place: place(at), found });
        }
        if asked.suggest {
            let mut tests = study.suggest()?;
            if tests.iter().all(|test| test.verdict.is_decided()) {
                tests.extend(rule.map(open_test).transpose()?.flatten());
            }
            self.suggested.extend((!tests.is_empty()).then_some(Suggested { set, rule, tests }));
        }
        // Only what is found out to the end counts.
        self.coverage.add(coverage);
        self.mutants.add(mutants);
        self.findings.extend(findings);
        self.never.extend(never);
        Ok(())
    }
}

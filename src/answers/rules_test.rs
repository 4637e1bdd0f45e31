//! What `brief rules test` answers.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::FORMAT;
use super::diagnostic::{DiagnosticAnswer, diagnostics};
use super::shared::{StatedFacts, stated_object, value};
use crate::cases::suggest::Suggestion;
use crate::cases::{CaseFault, Finding, Suggested, Tally, Trial};
use crate::explain;
use crate::model::diagnostic::Diagnostic;
use crate::model::vocabulary::Vocabulary;
use crate::pilot::StatedFact;
use crate::rules::{ReadyRule, ReadySet};
use crate::text::Place;

/// What the tests inside rule files have found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(title = "What brief rules test answers")]
pub struct RulesTestAnswer {
    /// The format, 1.
    pub format: u32,
    /// The number of rule sets.
    pub rulesets: usize,
    /// The number of rules.
    pub rules: usize,
    /// The number of tests.
    pub tests: usize,
    /// How many of them are those that a hostile reader would bring.
    pub hostile: usize,
    /// The atoms that the tests show to matter; null where that was not asked for.
    pub coverage: Option<TallyAnswer>,
    /// The mutants that the tests kill; null where that was not asked for.
    pub mutants: Option<TallyAnswer>,
    /// What is wrong with the tests, in the order of sets and rules.
    pub findings: Vec<TestFindingAnswer>,
    /// The atoms that no two pilots cover, in the same order: that is proved.
    pub never: Vec<NeverAnswer>,
    /// The tests that are missing, in the same order; empty where that was not asked for.
    pub suggested: Vec<SuggestedAnswer>,
    /// What was wrong.
    pub errors: Vec<DiagnosticAnswer>,
    /// What is worth knowing.
    pub notices: Vec<DiagnosticAnswer>,
}

/// How many of something there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TallyAnswer {
    /// All of them, but for those left out.
    pub all: usize,
    /// Those that the tests show, or kill.
    pub done: usize,
    /// Those that no test could.
    pub left_out: usize,
}

/// Whose tests something is about, and where that is to be seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TestedAnswer {
    /// The id of the rule set.
    pub ruleset: String,
    /// The id of the rule; null where it is about the scope of the set.
    pub rule: Option<String>,
    /// The file of the set.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// The column, from 1, in code points.
    pub column: u32,
}

/// What is wrong with the tests of a rule, or of the scope of a set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TestFindingAnswer {
    /// Whose tests these are.
    #[serde(flatten)]
    pub tested: TestedAnswer,
    /// What is wrong: fails, lacks, unshown or survives.
    pub kind: &'static str,
    /// The same in words.
    pub what: String,
    /// Of tests that do not show enough: what is missing, or which changes they do not notice, in words.
    pub more: Vec<String>,
    /// Of a test that fails: what it does.
    pub test: Option<FailedTestAnswer>,
}

/// A test that does not come out as it should.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FailedTestAnswer {
    /// What it gives, fact by fact; a list where several statements are given.
    pub given: StatedFacts,
    /// What it expects: a verdict, or of a scope whether it applies.
    pub expected: &'static str,
    /// What came of it.
    pub got: &'static str,
    /// The facts, by their paths, on which that rests.
    pub rests_on: Vec<String>,
}

/// An atom that no two pilots cover.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct NeverAnswer {
    /// Where it stands.
    #[serde(flatten)]
    pub tested: TestedAnswer,
    /// What is said of it.
    pub what: String,
}

/// The tests that a rule, or the scope of a set, is missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SuggestedAnswer {
    /// Whose tests these would be.
    #[serde(flatten)]
    pub tested: TestedAnswer,
    /// The tests.
    pub tests: Vec<SuggestedTestAnswer>,
}

/// A test that is missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SuggestedTestAnswer {
    /// What it gives, fact by fact.
    pub given: StatedFacts,
    /// What comes of it: a verdict, or of a scope whether it applies.
    pub outcome: &'static str,
}

impl RulesTestAnswer {
    /// A run of tests, with what was told of it.
    #[must_use]
    pub fn new(vocabulary: &Vocabulary, trial: &Trial<'_>, told: &[Diagnostic]) -> Self {
        let (errors, notices) = Diagnostic::errors_and_notices(told);
        let never = trial.never.iter().map(|one| NeverAnswer {
            tested: tested(one.set, one.rule, one.place),
            what: explain::never(vocabulary, one),
        });
        Self {
            format: FORMAT,
            rulesets: trial.sets,
            rules: trial.rules,
            tests: trial.tests,
            hostile: trial.hostile,
            coverage: trial.asked.coverage.then(|| tally(trial.coverage)),
            mutants: trial.asked.mutants.then(|| tally(trial.mutants)),
            findings: trial.findings.iter().map(|one| finding(vocabulary, one)).collect(),
            never: never.collect(),
            suggested: trial.suggested.iter().map(|one| suggested(vocabulary, one)).collect(),
            errors: diagnostics(&errors),
            notices: diagnostics(&notices),
        }
    }
}

fn tally(tally: Tally) -> TallyAnswer {
    TallyAnswer { all: tally.all, done: tally.done, left_out: tally.left_out }
}

fn tested(set: &ReadySet, rule: Option<&ReadyRule>, place: Place) -> TestedAnswer {
    TestedAnswer {
        ruleset: set.set.id.clone(),
        rule: rule.map(|rule| rule.rule.id.clone()),
        file: set.set.file.clone(),
        line: place.line,
        column: place.column,
    }
}

fn finding(vocabulary: &Vocabulary, finding: &Finding<'_>) -> TestFindingAnswer {
    let words = explain::finding(vocabulary, finding);
    let (kind, test) = match &finding.found {
        CaseFault::Fails { given, expected, got, rests_on } => {
            let rests_on = rests_on.iter().map(|fact| vocabulary.fact(*fact).path.clone()).collect();
            ("fails", Some(FailedTestAnswer { given: stated(vocabulary, given), expected, got, rests_on }))
        }
        CaseFault::Lacks(_) => ("lacks", None),
        CaseFault::Unshown { .. } => ("unshown", None),
        CaseFault::Survives { .. } => ("survives", None),
    };
    // What a failing test does is told as data.
    let more = if test.is_some() { Vec::new() } else { words.lines.into_iter().map(|(_, line)| line).collect() };
    TestFindingAnswer { tested: tested(finding.set, finding.rule, finding.place), kind, what: words.what, more, test }
}

fn suggested(vocabulary: &Vocabulary, suggested: &Suggested<'_>) -> SuggestedAnswer {
    let outcome = |one: &Suggestion| match suggested.rule {
        Some(_) => one.verdict.name(),
        None => explain::applies_by(one.verdict).name(),
    };
    let place = suggested.rule.map_or(suggested.set.set.place, |rule| rule.rule.place);
    let tests = suggested
        .tests
        .iter()
        .map(|one| SuggestedTestAnswer { given: stated(vocabulary, &one.given), outcome: outcome(one) });
    SuggestedAnswer { tested: tested(suggested.set, suggested.rule, place), tests: tests.collect() }
}

/// What is given, with all statements of each fact.
fn stated(vocabulary: &Vocabulary, given: &[StatedFact<'_>]) -> StatedFacts {
    let facts = given.iter().map(|stated| {
        let fact = vocabulary.fact(stated.fact);
        let said = match stated.statements.as_slice() {
            [one] => value(fact, &one.said),
            several => Value::Array(several.iter().map(|one| stated_object(fact, &one.said)).collect()),
        };
        (fact.path.clone(), said)
    });
    StatedFacts(facts.collect())
}

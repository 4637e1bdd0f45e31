//! What `brief promises` answers.

use schemars::JsonSchema;
use serde::Serialize;

use super::FORMAT;
use super::diagnostic::{DiagnosticAnswer, diagnostics};
use super::shared::CiteAnswer;
use super::statement::StatementAnswer;
use crate::model::{Basis, Force, Verdict};
use crate::promises::{Described, PromisedCondition, PromisesOfSet, promises};
use crate::report::{PilotReport, RunEnding};

/// Promise and practice: the conditions of rule sets beside what pilots say of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(title = "What brief promises answers")]
pub struct PromisesAnswer {
    /// The format, 1.
    pub format: u32,
    /// The pilots.
    pub pilots: Vec<PilotPromises>,
    /// What was wrong.
    pub errors: Vec<DiagnosticAnswer>,
    /// What is worth knowing.
    pub notices: Vec<DiagnosticAnswer>,
}

/// A pilot beside what was promised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PilotPromises {
    /// Its id.
    pub pilot: String,
    /// Its title.
    pub title: String,
    /// The file, as it was named.
    pub file: String,
    /// The weakest basis that is listened to; null where every statement is.
    pub basis: Option<Basis>,
    /// The speakers, folded, whose word is set aside from the first.
    pub without: Vec<String>,
    /// The rule sets.
    pub rulesets: Vec<SetPromises>,
}

/// The conditions of a rule set beside what a pilot says of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SetPromises {
    /// Its id.
    pub ruleset: String,
    /// Its title.
    pub title: String,
    /// Who issued it.
    pub issued_by: Vec<String>,
    /// Those who speak in the pilot and promised: they issued the set, or a condition of it is stated by them.
    pub promisers: Vec<String>,
    /// The conditions, in order.
    pub conditions: Vec<PromiseAnswer>,
}

/// One condition beside what is described.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PromiseAnswer {
    /// The id of the rule.
    pub rule: String,
    /// The condition in a sentence.
    pub title: String,
    /// How strongly it is stated.
    pub force: Force,
    /// Who states it.
    pub by: String,
    /// Where it is stated.
    pub cite: CiteAnswer,
    /// What is said of the facts that the condition requires something of.
    pub described: Vec<DescribedFact>,
    /// The verdict, on every word that is listened to.
    pub verdict: Verdict,
    /// Whether the rule applies: `yes`, `no` or `open`.
    pub applies: &'static str,
    /// On what a decided verdict rests.
    pub basis: Option<Basis>,
    /// The verdict without the word of those who promised; null where that is too much to decide.
    pub without_promisers: Option<Verdict>,
    /// Whether the rule applies then; null likewise.
    pub applies_without_promisers: Option<&'static str>,
}

/// A fact, with what is said of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DescribedFact {
    /// Its path.
    pub fact: String,
    /// What is said of it, in the order of the file.
    pub statements: Vec<DescribedStatement>,
}

/// A statement, and whether it is by one of those who promised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DescribedStatement {
    /// Whether it is by one of those who promised.
    pub by_promiser: bool,
    /// The statement.
    #[serde(flatten)]
    pub statement: StatementAnswer<'static>,
}

impl PromisesAnswer {
    /// The answer for some pilots.
    #[must_use]
    pub fn new(pilots: Vec<PilotPromises>, ending: &RunEnding) -> Self {
        let (errors, notices) = (diagnostics(&ending.errors), diagnostics(&ending.notices));
        Self { format: FORMAT, pilots, errors, notices }
    }
}

impl PilotPromises {
    /// The pilot of a report. Its results must have their reasons.
    #[must_use]
    pub fn of(report: &PilotReport<'_>) -> Self {
        let hearing = report.facts.hearing();
        Self {
            pilot: report.pilot.id.to_string(),
            title: report.pilot.title.to_string(),
            file: report.file.to_owned(),
            basis: hearing.least,
            without: hearing.without.clone(),
            rulesets: promises(report).iter().map(|of_set| set(report, of_set)).collect(),
        }
    }
}

fn set(report: &PilotReport<'_>, of_set: &PromisesOfSet<'_>) -> SetPromises {
    let set = &of_set.set.set;
    SetPromises {
        ruleset: set.id.clone(),
        title: set.title.clone(),
        issued_by: set.issued_by.clone(),
        promisers: of_set.promisers.iter().map(|speaker| (*speaker).to_owned()).collect(),
        conditions: of_set.conditions.iter().map(|one| condition(report, one)).collect(),
    }
}

fn condition(report: &PilotReport<'_>, one: &PromisedCondition<'_>) -> PromiseAnswer {
    let (rule, decision) = (one.result.rule, &one.result.decision);
    let vocabulary = report.facts.vocabulary();
    let described = one.described.iter().map(|(id, statements)| {
        let fact = vocabulary.fact(*id);
        let each = statements.iter().map(|Described { statement, by_promiser }| {
            let written_at = statement.written_at.map(|span| report.lines.place(span.start));
            let answer = StatementAnswer::new(statement, fact, report.lines.place(statement.span.start), written_at);
            DescribedStatement { by_promiser: *by_promiser, statement: answer.into_owned() }
        });
        DescribedFact { fact: fact.path.clone(), statements: each.collect() }
    });
    PromiseAnswer {
        rule: rule.id.clone(),
        title: rule.title.clone(),
        force: rule.force,
        by: rule.by.clone(),
        cite: CiteAnswer::new(&rule.cite),
        described: described.collect(),
        verdict: decision.verdict,
        applies: decision.applies.name_in_reports(),
        basis: decision.basis,
        without_promisers: one.without_promisers.map(|without| without.verdict),
        applies_without_promisers: one.without_promisers.map(|without| without.applies.name_in_reports()),
    }
}

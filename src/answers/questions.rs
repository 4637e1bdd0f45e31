//! What `brief questions` answers.

use schemars::JsonSchema;
use serde::Serialize;

use super::diagnostic::DiagnosticAnswer;
use super::shared::ShortRuleAnswer;
use super::statement::{StatementAnswer, hedged, statements_of_open};
use crate::model::{Basis, Why};
use crate::questions::{OpenRule, Question, Questions};
use crate::report::PilotReport;

/// What is open about some pilots, as questions to put.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(title = "What brief questions answers")]
pub struct QuestionsAnswer<'r> {
    /// The format, 1.
    pub format: u32,
    /// The pilots.
    pub pilots: Vec<PilotQuestions<'r>>,
    /// What was wrong.
    pub errors: Vec<DiagnosticAnswer>,
    /// What is worth knowing.
    pub notices: Vec<DiagnosticAnswer>,
}

/// The questions that a pilot leaves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PilotQuestions<'r> {
    /// Its id.
    pub pilot: String,
    /// Its title.
    pub title: String,
    /// The file, as it was named.
    pub file: String,
    /// The weakest basis that is listened to; null where every statement is.
    pub basis: Option<Basis>,
    /// The speakers, folded, whose word is set aside.
    pub without: Vec<String>,
    /// The questions, the most telling first.
    pub questions: Vec<QuestionAnswer<'r>>,
    /// The open rules.
    pub open: Vec<OpenRuleAnswer>,
}

/// One question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct QuestionAnswer<'r> {
    /// The path of the fact that is asked for.
    pub fact: String,
    /// The question.
    pub ask: String,
    /// Why it is open.
    pub why: Why,
    /// How many rules of force must turn on it.
    pub musts: usize,
    /// The rules that turn on it.
    pub rules: Vec<ShortRuleAnswer>,
    /// The rules that may come to apply by its answer, and do not turn on it otherwise.
    pub may_apply: Vec<ShortRuleAnswer>,
    /// What is said of it so far; and that somebody was asked and did not answer.
    pub statements: Vec<StatementAnswer<'r>>,
    /// What is said of it that is not listened to because it is hedged.
    pub hedged: Vec<StatementAnswer<'r>>,
}

/// An open rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct OpenRuleAnswer {
    /// Its id.
    pub rule: String,
    /// The fewest facts whose answers could decide it; null where that would take too many steps to find.
    pub decided_by: Option<Vec<String>>,
}

impl<'r> PilotQuestions<'r> {
    /// The questions of a report.
    #[must_use]
    pub fn new(report: &'r PilotReport<'_>, questions: &Questions<'_>) -> Self {
        let hearing = report.facts.hearing();
        Self {
            pilot: report.pilot.id.to_string(),
            title: report.pilot.title.to_string(),
            file: report.file.to_owned(),
            basis: hearing.least,
            without: hearing.without.clone(),
            questions: questions.questions.iter().map(|one| question(report, one)).collect(),
            open: questions.open.iter().map(open).collect(),
        }
    }
}

fn question<'r>(report: &'r PilotReport<'_>, question: &Question<'_>) -> QuestionAnswer<'r> {
    QuestionAnswer {
        fact: question.fact.path.clone(),
        ask: question.fact.ask.clone(),
        why: question.why,
        musts: question.musts(),
        rules: question.rules.iter().map(|rule| ShortRuleAnswer::new(rule, None)).collect(),
        may_apply: question.may_apply.iter().map(|rule| ShortRuleAnswer::new(rule, None)).collect(),
        statements: statements_of_open(report, question.fact.id),
        hedged: hedged(report, question.fact.id),
    }
}

fn open(open: &OpenRule<'_>) -> OpenRuleAnswer {
    let facts = open.decided_by.as_ref().ok();
    let decided_by = facts.map(|facts| facts.iter().map(|fact| fact.path.clone()).collect());
    OpenRuleAnswer { rule: open.rule.id.clone(), decided_by }
}

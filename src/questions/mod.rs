//! What is open about a pilot, as questions to put: by fact, and not by rule.

mod asked;
mod letter;
mod letter_words;
mod scope;

pub use letter::{Law, Letter, MOST_ASKED, letter, link};

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::citations::Register;
use crate::evaluate::{Exceeded, deciding};
use crate::model::diagnostic::Diagnostic;
use crate::model::limits::{Limit, Limits};
use crate::model::vocabulary::{Fact, FactId};
use crate::model::{DiagnosticCode, Force, Why};
use crate::pilot::Statement;
use crate::report::{PilotReport, RuleResult};
use crate::rules::Rule;

/// The questions that a pilot leaves.
#[derive(Debug)]
pub struct Questions<'r> {
    /// The questions: first those on which most `must` rules turn, then those on which most rules turn, then those by which
    /// most rules may come to apply, then in the order of the vocabulary.
    pub questions: Vec<Question<'r>>,
    /// The open rules, in order, each with the fewest facts whose answers could decide it.
    pub open: Vec<OpenRule<'r>>,
    /// The rules of which it would take too many steps to find on what it turns whether they apply.
    scope_refused: Vec<(&'r RuleResult<'r>, Exceeded)>,
}

/// One question.
#[derive(Debug)]
pub struct Question<'r> {
    /// The fact that is asked for.
    pub fact: &'r Fact,
    /// Why it is open; of several rules' reasons the strongest: contested before partly stated.
    pub why: Why,
    /// What is said of it so far.
    pub statements: Vec<&'r Statement<'r>>,
    /// Who was asked and did not answer, or speaks of it without answering it.
    pub unanswered: Vec<&'r Statement<'r>>,
    /// What is said of it that is not listened to because it is hedged.
    pub hedged: Vec<&'r Statement<'r>>,
    /// The open rules that turn on it, in order.
    pub rules: Vec<&'r Rule>,
    /// The rules that may come to apply by its answer and do not turn on it otherwise, in order.
    pub may_apply: Vec<&'r Rule>,
}

/// What is to be said of words that speak of a fact and do not answer it. Whoever says them may have promised something near it,
/// and is not accused of anything.
pub const LEAVES_OPEN: &str = "speaks of it, but leaves the question open";

/// In what order questions stand wherever they do, in a sentence.
pub const ORDER: &str = "First those on which most musts, then most conditions, turn.";

/// That somebody was asked, and when: `DWP was asked on 2024-11-20, and did not answer`. Or what somebody says who speaks of
/// the fact without answering it, and where that can be read.
#[must_use]
pub fn without_answer(statement: &Statement<'_>, register: &Register) -> String {
    if let Some(words) = words_without_answer(statement, register) {
        return format!("{words}, which {LEAVES_OPEN}");
    }
    let by = statement.by.as_deref().unwrap_or("somebody");
    let on = statement.asked.as_deref().map_or_else(String::new, |day| format!(" on {day}"));
    format!("{by} was asked{on}, and did not answer")
}

/// Who speaks of a fact without answering it, in which words and where; none where somebody was asked.
#[must_use]
pub fn words_without_answer(statement: &Statement<'_>, register: &Register) -> Option<String> {
    let phrase = statement.phrase.as_deref().filter(|_| statement.speaks_without_answering())?;
    let by = statement.by.as_deref().unwrap_or("somebody");
    let place = place(statement, register).map_or_else(String::new, |place| format!(" ({place})"));
    Some(format!("according to {by}: “{phrase}”{place}"))
}

/// Where a statement can be read: the document by its title, the paragraph, the day and the address; none where none is given.
#[must_use]
pub fn place(statement: &Statement<'_>, register: &Register) -> Option<String> {
    let title = |id: &str| register.document(id).map_or_else(|| id.to_owned(), |known| format!("“{}”", known.title));
    let title = statement.document.as_deref().map(title);
    let paragraph = statement.paragraph.as_ref().map(|paragraph| format!("{} {paragraph}", paragraph.noun()));
    let (date, url) = (statement.date.as_deref().map(str::to_owned), statement.url.as_deref().map(str::to_owned));
    let parts: Vec<String> = [title, paragraph, date, url].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

impl<'r> Question<'r> {
    /// A question about a fact, for no rule yet.
    fn new(report: &'r PilotReport<'r>, fact: FactId, why: Why) -> Self {
        Self {
            fact: report.facts.vocabulary().fact(fact),
            why,
            statements: report.facts.heard(fact).collect(),
            unanswered: report.facts.unanswered(fact).collect(),
            hedged: report.facts.hedged(fact).collect(),
            rules: Vec::new(),
            may_apply: Vec::new(),
        }
    }
}

impl Question<'_> {
    /// How many `must` rules turn on it.
    #[must_use]
    pub fn musts(&self) -> usize {
        musts(&self.rules)
    }
}

/// How many of some rules are a `must`.
#[must_use]
pub fn musts(rules: &[&Rule]) -> usize {
    rules.iter().filter(|rule| rule.force == Force::Must).count()
}

/// An open rule.
#[derive(Debug)]
pub struct OpenRule<'r> {
    /// The rule.
    pub rule: &'r Rule,
    /// The file of its rule set.
    pub file: &'r str,
    /// The first of the smallest sets of facts whose answers could decide it, in the order of the vocabulary.
    pub decided_by: Result<Vec<&'r Fact>, Exceeded>,
    /// How many steps finding that out might take.
    pub limits: Limits,
}

impl Questions<'_> {
    /// An error at each rule of which the fewest answers would take too many steps to find.
    #[must_use]
    pub fn refused(&self, pilot: &str) -> Vec<Diagnostic> {
        let refused = self.open.iter().filter_map(|open| {
            let exceeded = open.decided_by.as_ref().err()?;
            let (id, too_much, advice) =
                (&open.rule.id, exceeded.within(&open.limits), open.limits.advice(Limit::Steps));
            let message = format!("{id}: the fewest answers that could decide it for `{pilot}` are {too_much}{advice}");
            Some(Diagnostic::placed(DiagnosticCode::TooManySteps, open.file, open.rule.place, message))
        });
        let scopes = self.scope_refused.iter().map(|(result, exceeded)| {
            let (limits, file) = (result.set.set.limits, result.set.set.file_of(result.rule));
            let (id, too_much, advice) = (&result.rule.id, exceeded.within(&limits), limits.advice(Limit::Steps));
            let message =
                format!("{id}: the facts on which it turns whether it applies to `{pilot}` are {too_much}{advice}");
            Diagnostic::placed(DiagnosticCode::TooManySteps, file, result.rule.place, message)
        });
        refused.chain(scopes).collect()
    }
}

/// The questions that a report leaves, with the fewest facts that could decide each open rule. Its results must have their
/// reasons.
#[must_use]
pub fn questions<'r>(report: &'r PilotReport<'r>) -> Questions<'r> {
    let vocabulary = report.facts.vocabulary();
    let open = open_results(report).map(|result| {
        let (scopes, limits) = (result.set.set.scopes(result.rule), result.set.set.limits);
        let decided_by = deciding(&scopes, &result.rule.require, report.facts, &result.decision, &limits);
        let decided_by = decided_by.map(|facts| facts.into_iter().map(|fact| vocabulary.fact(fact)).collect());
        OpenRule { rule: result.rule, file: result.set.set.file_of(result.rule), decided_by, limits }
    });
    let (questions, scope_refused) = with_scopes(report);
    Questions { questions, open: open.collect(), scope_refused }
}

/// The questions that a report leaves, in their order. Its results must have their reasons.
#[must_use]
pub fn in_order<'r>(report: &'r PilotReport<'r>) -> Vec<Question<'r>> {
    with_scopes(report).0
}

/// All questions in their order, and the rules of which it would take too many steps to find on what it turns whether they apply.
fn with_scopes<'r>(report: &'r PilotReport<'r>) -> (Vec<Question<'r>>, Vec<(&'r RuleResult<'r>, Exceeded)>) {
    let mut questions = by_fact(report);
    let refused = scope::add(report, &mut questions);
    sort(&mut questions);
    (questions, refused)
}

/// The questions on which open rules turn. Its results must have their reasons.
#[must_use]
pub fn by_fact<'r>(report: &'r PilotReport<'r>) -> Vec<Question<'r>> {
    let mut turning: BTreeMap<FactId, Vec<(&'r Rule, Why)>> = BTreeMap::new();
    for result in open_results(report) {
        for turn in &result.decision.turns_on {
            turning.entry(turn.fact).or_default().push((result.rule, turn.why));
        }
    }
    let mut questions = Vec::new();
    for (fact, turning) in turning {
        let Some(why) = turning.iter().map(|(_, why)| *why).max() else { continue };
        let rules = turning.into_iter().map(|(rule, _)| rule).collect();
        questions.push(Question { rules, ..Question::new(report, fact, why) });
    }
    questions
}

/// How much turns on the answer to a question. Of two, the greater has more musts, then more rules, and then more that may come
/// to apply.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Telling {
    musts: usize,
    rules: usize,
    may_apply: usize,
}

/// Where a question stands, wherever there are several: the most telling first, and those that tell as much in the order of the
/// vocabulary.
fn order(telling: Telling, fact: FactId) -> (Reverse<Telling>, FactId) {
    (Reverse(telling), fact)
}

fn sort(questions: &mut [Question<'_>]) {
    questions.sort_by_key(|question| {
        let (rules, may_apply) = (question.rules.len(), question.may_apply.len());
        order(Telling { musts: question.musts(), rules, may_apply }, question.fact.id)
    });
}

fn open_results<'r>(report: &'r PilotReport<'r>) -> impl Iterator<Item = &'r RuleResult<'r>> {
    report.results.iter().filter(|result| !result.decision.verdict.is_decided())
}

//! A result in words, as the forms of text share them: who states the condition, who says what and where, what to do.
//!
//! Nothing here is made harmless yet: each form does that in its own way.

use std::cell::OnceCell;

use super::human::{self, source, value};
use crate::model::vocabulary::{Fact, FactId};
use crate::model::{Applies, Verdict, Why};
use crate::pilot::Statement;
use crate::report::{PilotReport, ResultStanding, RuleResult};
use crate::rules::Rule;
use crate::text::Place;
use crate::text::words::{listed, sentence};

/// What there is to say of a result.
#[derive(Debug)]
pub(super) struct Account<'r> {
    rule: &'r Rule,
    report: &'r PilotReport<'r>,
    /// Why the source asks for it.
    pub reason: &'r str,
    /// The facts that decide it or that it turns on, with what is said of each.
    pub facts: Vec<ToldFact<'r>>,
    /// Of a rule that applies: the facts that make it apply, with what is said of each.
    pub scope: Vec<ToldFact<'r>>,
    /// On what a decided verdict rests, and on whose word.
    pub basis: Option<String>,
    /// What a contested verdict is on each speaker's word alone, where that was asked for.
    pub sides: Option<String>,
    /// Of a breach: what would have to change.
    pub remedy: Option<&'r str>,
    /// The waiver, in force or over: a lead, and who gave it why.
    pub waiver: Option<(&'static str, String)>,
}

/// What is said of a fact, by whom and where that can be read, each with its place in the file.
type Said = Vec<(String, Place)>;

/// What a pilot says of its facts, in words; each is put into words once, for many results speak of the same.
#[derive(Debug)]
pub(super) struct PilotInWords<'r> {
    /// The pilot with its results.
    pub report: &'r PilotReport<'r>,
    /// By fact, what is listened to.
    heard: Vec<OnceCell<Said>>,
    /// The same of the whole pilot.
    whole: Vec<OnceCell<Said>>,
}

impl<'r> PilotInWords<'r> {
    /// Nothing is put into words before a result asks for it.
    pub fn new(report: &'r PilotReport<'r>) -> Self {
        let facts = report.facts.vocabulary().facts().len();
        let [heard, whole] = [(); 2].map(|()| vec![OnceCell::new(); facts]);
        Self { report, heard, whole }
    }

    /// What is said of a fact and listened to, or what the whole pilot says of it.
    pub fn said(&self, id: FactId, of_whole: bool) -> &[(String, Place)] {
        let (known, facts) =
            if of_whole { (&self.whole, self.report.facts.whole()) } else { (&self.heard, self.report.facts) };
        let fact = facts.vocabulary().fact(id);
        let words = || facts.heard(id).map(|one| statement_with_place(self.report, fact, one)).collect();
        known.get(id.index()).map_or(&[], |said| said.get_or_init(words))
    }
}

/// A fact, with what is said of it.
#[derive(Debug)]
pub(super) struct ToldFact<'r> {
    /// The fact.
    pub fact: &'r Fact,
    /// Why it is open, where the verdict turns on it.
    pub why: Option<Why>,
    /// What is said of it, by whom and where that can be read, with its place in the file.
    pub said: &'r [(String, Place)],
    /// Whether something is said of it that is not listened to.
    pub unheard: bool,
}

impl ToldFact<'_> {
    /// Why there is no statement to show, where there is none.
    pub fn silence(&self) -> Option<&'static str> {
        let why = if self.unheard { "what is said of it is set aside" } else { "nothing is said of it" };
        self.said.is_empty().then_some(why)
    }
}

impl<'r> Account<'r> {
    /// Of a result of a pilot.
    pub fn new(words: &'r PilotInWords<'r>, result: &'r RuleResult<'_>) -> Self {
        let (report, rule, decision) = (words.report, result.rule, &result.decision);
        let vocabulary = report.facts.vocabulary();
        let because = decision.because.iter().map(|fact| (*fact, None));
        let turns_on = decision.turns_on.iter().map(|turn| (turn.fact, Some(turn.why)));
        let facts = because.chain(turns_on).map(|(id, why)| {
            let said = words.said(id, false);
            ToldFact { fact: vocabulary.fact(id), why, said, unheard: said.len() < report.pilot.statements(id).len() }
        });
        let scope = if decision.applies == Applies::Yes { decision.applies_because.as_slice() } else { &[] };
        let scope = scope.iter().map(|id| {
            let said = words.said(*id, decision.on_whole_pilot);
            ToldFact { fact: vocabulary.fact(*id), why: None, said, unheard: false }
        });
        Self {
            rule,
            report,
            reason: &rule.reason,
            facts: facts.collect(),
            scope: scope.collect(),
            basis: basis(report, result).map(|basis| basis + "."),
            sides: (!result.sides.is_empty()).then(|| human::sides(&result.sides)),
            remedy: (decision.verdict == Verdict::Breached).then_some(rule.remedy.as_str()),
            waiver: result.waived.as_ref().map(human::waiver),
        }
    }

    /// Who states the condition, and where.
    pub fn stated_by(&self) -> String {
        human::citation(self.rule, self.report.register)
    }

    /// How the source is read, where that needs saying.
    pub fn reading(&self) -> Option<String> {
        self.rule.reading.as_deref().map(sentence)
    }

    /// The questions to put: each fact that the verdict turns on, with why it is open.
    pub fn questions(&self) -> impl Iterator<Item = (&'r Fact, Why)> + '_ {
        self.facts.iter().filter_map(|told| told.why.map(|why| (told.fact, why)))
    }
}

/// A statement in words, with its place.
fn statement_with_place(report: &PilotReport<'_>, fact: &Fact, statement: &Statement<'_>) -> (String, Place) {
    let mut from = String::new();
    source(statement, false, &mut from);
    let from = from.replace('\n', ", ");
    let from = if from.starts_with(", ") { from } else { format!(", {from}") };
    (format!("{}{from}", value(&statement.said, fact)), report.lines.place(statement.span.start))
}

/// Why a fact is open, in words.
pub(super) fn why(why: Why) -> &'static str {
    match why {
        Why::Unstated => "unstated",
        Why::Unanswered => "unanswered",
        Why::PartlyStated => "stated in part",
        Why::Contested => "contested",
    }
}

fn basis(report: &PilotReport<'_>, result: &RuleResult<'_>) -> Option<String> {
    let statements: Vec<_> = result.decision.because.iter().flat_map(|fact| report.facts.heard(*fact)).collect();
    result.decision.basis.map(|basis| human::basis(basis, &result.by_word, &statements))
}

/// The facts because of which a verdict is what it is, in a few words, with what they rest on.
pub(super) fn because(report: &PilotReport<'_>, result: &RuleResult<'_>) -> String {
    let facts = result.decision.because.iter().map(|fact| report.facts.vocabulary().fact(*fact).path.as_str());
    let facts: Vec<&str> = facts.collect();
    match (facts.as_slice(), basis(report, result)) {
        ([], _) => "whatever a pilot says".to_owned(),
        (facts, None) => format!("because of {}", listed(facts, "and")),
        (facts, Some(basis)) => format!("because of {} ({basis})", listed(facts, "and")),
    }
}

/// Why a result is neither a pass nor a finding; none where it is one of the two.
pub(super) fn set_aside(report: &PilotReport<'_>, result: &RuleResult<'_>) -> Option<String> {
    let verdict = result.verdict_and_scope().words();
    let standing = match (result.decision.verdict, result.standing()) {
        _ if result.verdict_and_scope().is_met_if_it_applies() => {
            return Some(format!("{verdict}, {}", because(report, result)));
        }
        (Verdict::Met, _) | (_, ResultStanding::Finding) => return None,
        (Verdict::NotApplicable, _) => return Some(format!("{verdict}, {}", because(report, result))),
        (_, ResultStanding::Known) => ", in the baseline already",
        (_, ResultStanding::Below) => ", not counted",
        (_, ResultStanding::Waived) => "",
    };
    let waiver = result.waived.as_ref().map_or_else(String::new, |waived| match human::waiver(waived) {
        (_, text) if waived.active => format!(", waived {text}"),
        (_, text) => format!("; {text}"),
    });
    Some(format!("{verdict}{standing}{waiver}"))
}

/// Where a result has its place in the file: at the first statement that decides it or that it turns on, or else where
/// such a statement would stand.
pub(super) fn place(report: &PilotReport<'_>, result: &RuleResult<'_>) -> Place {
    let said = result.decision.facts().find_map(|fact| report.facts.heard(fact).next());
    let absent = || result.decision.turns_on.first().map(|turn| report.facts.vocabulary().fact(turn.fact));
    let span = match (said, absent()) {
        (Some(statement), _) => statement.span,
        (None, Some(fact)) => report.pilot.place_of_absent(fact),
        (None, None) => report.pilot.id_span,
    };
    report.lines.place(span.start)
}

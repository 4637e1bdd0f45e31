//! Any bytes, read as a file of pilots and held against all rules of the rule sets that are part of the program.
//!
//! Every document comes to verdicts or to errors with a place, and always to the same. A pilot that is read can be
//! written, and is then read as it was. What is decided stays decided when a fact is stated of which nothing was said.

use watching_brief::check::{Checker, Selection};
use watching_brief::evaluate::{Decision, Facts, StatementFilter};
use watching_brief::model::Verdict;
use watching_brief::model::vocabulary::{Fact, FactType, Vocabulary};
use watching_brief::pilot::{self, Heading, Pilot, StatedFact, StatedValue, Statement};
use watching_brief::report::{Detail, PilotReport};
use watching_brief::schema::{Kind, Read, Schemas};
use watching_brief::source::{Document, Documents};
use watching_brief::text::Span;

use super::forms;
use super::shipped::{REGISTER, RULES};

const FILE: &str = "pilot.yaml";

/// Reads a file, and checks what is in it.
pub fn run(bytes: &[u8]) {
    for document in Documents::new(bytes).flatten() {
        check(&document, bytes);
    }
}

fn check(document: &Document, bytes: &[u8]) {
    let today = jiff::civil::date(2026, 11, 22);
    let mut checker = Checker::new(&RULES, Selection::all(&RULES), &REGISTER, today);
    let decided = checker.document(FILE, document, false, |report| {
        assert_eq!(report.results.len(), RULES.rules().count(), "a result for every rule");
        written_again(report.pilot);
        stays_decided(report, bytes);
        report.results.iter().map(|result| result.decision.clone()).collect::<Vec<Decision>>()
    });
    let lines = document.first_line..=document.first_line.saturating_add(u32::try_from(document.text.len()).unwrap());
    for diagnostic in &decided.diagnostics {
        forms::line(&diagnostic.message);
        assert!(
            diagnostic.place.is_some_and(|place| lines.contains(&place.line) && place.column > 0),
            "{diagnostic:?}"
        );
    }
    assert!(!decided.passed_over, "named directly, a document of another kind is an error");

    checker.detail = Detail::Verdicts;
    let verdicts = checker.document(FILE, document, false, |report| {
        report.results.iter().map(|result| result.decision.verdict).collect::<Vec<Verdict>>()
    });
    assert_eq!(decided.diagnostics, verdicts.diagnostics);
    let decided = decided.pilot.map(|pilot| pilot.shown);
    let of_decisions = decided.map(|all| all.iter().map(|decision| decision.verdict).collect::<Vec<Verdict>>());
    assert_eq!(of_decisions, verdicts.pilot.map(|pilot| pilot.shown), "a verdict is the same without its reason");
}

/// What is written of a pilot is read as the pilot was.
fn written_again(pilot: &Pilot<'_>) {
    let Pilot { id, title, status, invented, .. } = pilot;
    let heading = Heading { id, title, status: *status, invented: *invented };
    let text = pilot::write(Vocabulary::shipped(), &heading, &pilot.facts);
    let Read::Tree(tree, problems) = Schemas::shipped().read(Kind::Pilot, &text, false) else {
        panic!("no pilot: {text}")
    };
    assert!(problems.is_empty(), "{problems:?}\n{text}");
    let again = pilot::pilot(Vocabulary::shipped(), &tree).expect("a pilot");
    assert_eq!((&again.id, &again.title, again.status, again.invented), (id, title, *status, *invented), "{text}");
    assert_eq!(without_places(&again.facts), without_places(&pilot.facts), "{text}");
}

pub(super) fn without_places<'s>(facts: &[StatedFact<'s>]) -> Vec<StatedFact<'s>> {
    let mut facts = facts.to_vec();
    for statement in facts.iter_mut().flat_map(|stated| &mut stated.statements) {
        (statement.span, statement.cited_at, statement.written_at) = (Span::default(), None, None);
    }
    facts
}

/// What is decided stays so, whatever comes to be stated of a fact of which nothing is.
fn stays_decided(report: &PilotReport<'_>, bytes: &[u8]) {
    let vocabulary = Vocabulary::shipped();
    let any = bytes.iter().fold(0x9e37_79b9_u32, |sum, byte| sum.rotate_left(5) ^ u32::from(*byte));
    let unstated = |fact: &&Fact| report.pilot.statements(fact.id).is_empty();
    let unstated: Vec<&Fact> = vocabulary.facts().iter().filter(unstated).collect();
    if unstated.is_empty() {
        return;
    }
    let fact = unstated[any as usize % unstated.len()];
    let value = u8::try_from((any >> 8) as usize % fact.values.len().max(2)).expect("few values");
    let said = match fact.kind {
        FactType::Bool => StatedValue::Bool(value == 1),
        FactType::Choice => StatedValue::Choice(value),
        FactType::Set if usize::from(value) >= fact.values.len() => StatedValue::Exactly(Vec::new()),
        FactType::Set if value % 2 == 0 => StatedValue::Exactly(vec![value]),
        FactType::Set => StatedValue::Partly { includes: Vec::new(), excludes: vec![value] },
        FactType::Number | FactType::Date => StatedValue::some_of(fact.kind, fact.range),
        FactType::Text => StatedValue::Text(if value == 1 { "none" } else { "somebody" }.into()),
    };
    let mut stated = report.pilot.facts.clone();
    stated.push(StatedFact { fact: fact.id, statements: vec![Statement::plain(said)] });
    stated.sort_by_key(|stated| stated.fact);
    let hearing = StatementFilter::default();
    let facts = Facts::new(vocabulary, &stated, &hearing);
    for ((_, rule), result) in RULES.rules().zip(&report.results) {
        assert_eq!(rule.rule.id, result.rule.id);
        let (before, after) = (result.decision.verdict, rule.prepared.verdict(&facts).expect("a verdict"));
        let stays = match before {
            Verdict::Met => after.is_satisfied(),
            Verdict::Breached | Verdict::NotApplicable => after == before,
            Verdict::Contested | Verdict::Unstated => true,
        };
        assert!(stays, "{}: {before:?} becomes {after:?} by a statement of {}", rule.rule.id, fact.path);
    }
}

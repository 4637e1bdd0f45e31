//! What EARL says of one pilot: an assertion for each rule, with the statements that it is derived from.
//!
//! It is put together as text. What a thing says is part of its address, so that each is needed as text before it is
//! named; and a statement, which many results are derived from, is told once for its pilot and copied.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use super::{address, agent, of_its_own, own_address, passage, speaker, tool};
use crate::model::vocabulary::{Fact, FactId};
use crate::model::{Verdict, VerdictAndScope};
use crate::pilot::Statement;
use crate::render::human::value;
use crate::report::{PilotReport, RuleResult};

/// What all assertions of a pilot share.
pub(super) struct Assertions<'r> {
    report: &'r PilotReport<'r>,
    /// Fact by fact, in the order of the vocabulary: what is stated of it, each statement with what is told of it.
    statements: Vec<(FactId, Vec<(&'r Statement<'r>, String)>)>,
    /// How each of them begins, up to the rule.
    opening: String,
}

impl<'r> Assertions<'r> {
    pub fn new(report: &'r PilotReport<'r>, run: &str) -> Self {
        let (vocabulary, pilot) = (report.facts.vocabulary(), report.pilot);
        let statements = pilot.facts.iter().map(|stated| {
            let fact = vocabulary.fact(stated.fact);
            let told = stated.statements.iter().map(|one| (one, evidence(one, fact, &pilot.id).to_string()));
            (stated.fact, told.collect())
        });
        let opening = format!(
            "{{\"@type\":[\"earl:Assertion\",\"prov:Entity\"],\"assertedBy\":{},\"generatedBy\":{},\"subject\":{}",
            json!(tool()),
            json!(run),
            json!(address("pilot", &[&pilot.id]))
        );
        Self { report, statements: statements.collect(), opening }
    }

    /// The assertion of a result: there is one for each pilot and rule, whatever its sides say.
    pub fn assertion(&self, result: &RuleResult<'_>) -> String {
        let (report, of) = (self.report, [self.report.pilot.id.as_ref(), &result.rule.id]);
        let told = result.verdict_and_scope();
        let (verdict, applies) = (told.verdict.name(), told.applies.name_in_reports());
        let outcome = json!({"@type": ["earl:TestResult", "prov:Entity"], "outcome": outcome(told), "verdict": verdict, "applies": applies});
        let mut whole = format!(
            "{},\"test\":{},\"mode\":\"earl:automatic\",\"result\":{}",
            self.opening,
            json!(address("rule", &[&result.rule.id])),
            of_its_own("result", &of, outcome)
        );
        let facts: Vec<FactId> = match result.decision.verdict {
            Verdict::Contested => result.decision.turns_on.iter().map(|turn| turn.fact).collect(),
            _ => result.decision.because.clone(),
        };
        let derived_from = facts.iter().flat_map(|fact| report.facts.heard(*fact).map(|one| (*fact, one)));
        let _ = write!(whole, ",\"derivedFrom\":[{}]", self.told(derived_from));
        let scope = report.applies_because(&result.decision);
        let scope = self.told(scope.flat_map(|(fact, statements)| statements.into_iter().map(|one| (fact.id, one))));
        if !scope.is_empty() {
            let _ = write!(whole, ",\"appliesBecause\":[{scope}]");
        }
        if let Some(basis) = result.decision.basis {
            let _ = write!(whole, ",\"basis\":{}", json!(basis.name()));
        }
        if let Some(waived) = result.waived {
            let waiver = waived.waiver;
            let state = if waived.active { "active" } else { "expired" };
            let waiver = json!({"@type": "prov:Entity", "description": waiver.reason, "attributedTo": agent(&waiver.by), "until": waiver.until.to_string(), "state": state});
            let _ = write!(whole, ",\"waiver\":{}", of_its_own("waiver", &of, waiver));
        }
        // What the verdict would be for each who speaks of what is contested; no outcome of its own, as nothing more was tested.
        let sides = result.sides.iter().map(|side| {
            let (verdict, applies) = (side.verdict.verdict.name(), side.verdict.applies.name_in_reports());
            let speaker = speaker(side.speaker.as_deref(), &report.pilot.id);
            let side = json!({"@type": "prov:Entity", "attributedTo": speaker, "verdictOfSide": verdict, "appliesOfSide": applies});
            of_its_own("side", &of, side)
        });
        let sides: Vec<Value> = sides.collect();
        if !sides.is_empty() {
            let _ = write!(whole, ",\"side\":{}", Value::Array(sides));
        }
        whole.push('}');
        named(&own_address("assertion", &of, &whole), &whole)
    }

    /// Some statements with what is told of each, one behind the other.
    fn told<'s>(&self, statements: impl Iterator<Item = (FactId, &'s Statement<'s>)>) -> String {
        let mut all = String::new();
        for (fact, statement) in statements {
            let of_fact = self.statements.binary_search_by_key(&fact, |(of, _)| *of).ok();
            let mut of_fact = of_fact.and_then(|at| self.statements.get(at)).into_iter().flat_map(|(_, told)| told);
            if let Some((_, told)) = of_fact.find(|(one, _)| std::ptr::eq(*one, statement)) {
                all.push_str(if all.is_empty() { "" } else { "," });
                all.push_str(told);
            }
        }
        all
    }
}

/// A thing as text, with its address before all else.
fn named(address: &str, thing: &str) -> String {
    format!("{{\"@id\":{},{}", json!(address), thing.strip_prefix('{').unwrap_or(thing))
}

fn outcome(result: VerdictAndScope) -> &'static str {
    match result.verdict {
        // It passes or is inapplicable, and cannot be told which.
        Verdict::Met if result.is_met_if_it_applies() => "earl:cantTell",
        Verdict::Met => "earl:passed",
        Verdict::Breached => "earl:failed",
        Verdict::Contested => "earl:cantTell",
        Verdict::Unstated => "earl:untested",
        Verdict::NotApplicable => "earl:inapplicable",
    }
}

/// A statement, with who made it and where it can be read.
fn evidence(statement: &Statement<'_>, fact: &Fact, pilot: &str) -> Value {
    let mut evidence: Map<String, Value> = Map::new();
    evidence.insert("@type".into(), json!("prov:Entity"));
    evidence.insert("fact".into(), json!(fact.path));
    evidence.insert("description".into(), json!(value(&statement.said, fact)));
    evidence.insert("basis".into(), json!(statement.basis.name()));
    evidence.insert("attributedTo".into(), speaker(statement.by.as_deref(), pilot));
    if let Some(document) = statement.document.as_deref() {
        evidence.insert(
            "primarySource".into(),
            passage(document, statement.paragraph.as_ref(), statement.phrase.as_deref()),
        );
    }
    of_its_own("statement", &[pilot], Value::Object(evidence))
}

//! A result as SARIF has it.

use serde_json::{Value, json};

use super::{Sarif, descriptor, message, object, place};
use crate::model::{Verdict, VerdictAndScope};
use crate::render::Workspace;
use crate::render::reasons::{Reasons, in_force, one_line};
use crate::report::{Finding, PilotReport, ResultStanding, RuleResult, Waived};
use crate::text::{Span, words};

/// The name of our fingerprint; another way to make it will have another name.
const FINGERPRINT: &str = "watchingBriefFinding/v2";

/// What a verdict is among the kinds of SARIF.
fn kind(result: VerdictAndScope) -> &'static str {
    match result.verdict {
        // There is no problem, but whether this will count as a pass is not known.
        Verdict::Met if result.is_met_if_it_applies() => "informational",
        Verdict::Met => "pass",
        Verdict::Breached => "fail",
        Verdict::Contested => "review",
        Verdict::Unstated => "open",
        Verdict::NotApplicable => "notApplicable",
    }
}

/// How a result at the bar stands to the exit status, in a word.
fn standing(result: &RuleResult<'_>) -> Option<&'static str> {
    match result.standing() {
        ResultStanding::Finding => Some("finding"),
        ResultStanding::Known => Some("known"),
        ResultStanding::Waived => Some("waived"),
        ResultStanding::Below => None,
    }
}

impl Sarif {
    /// The object of a result.
    pub(super) fn result(&self, report: &PilotReport<'_>, result: &RuleResult<'_>) -> Value {
        let reasons = Reasons::new(report, result);
        let verdict = result.decision.verdict;
        let level = if verdict == Verdict::Breached { descriptor::level(result.rule.force) } else { "none" };
        let mut related = reasons.places();
        // The place of the result itself is one of those that are counted.
        let most = self.limits.map_or(usize::MAX, |limits| limits.places.saturating_sub(1));
        let left_out = related.len().saturating_sub(most);
        related.truncate(most);
        let statements = reasons.statements().count().min(most);
        let mut text = message::linked(&reasons.sentences(), statements);
        if left_out > 0 {
            let places = words::counted(left_out, "more place");
            text.extend(["\n", &places, &format!(" left out: at most {} of a result are taken.", most + 1)]);
        }
        let held = self.held.get();
        let baseline = held.is_some_and(|held| held.baseline) && result.at_bar;
        let state = if result.known { "unchanged" } else { "new" };
        let region = place::region(report.lines, reasons.place());
        object([
            ("ruleId", Some(json!(result.rule.id))),
            ("ruleIndex", held.and_then(|held| held.rules.get(&result.rule.id)).map(|at| json!(at))),
            ("kind", Some(json!(kind(result.verdict_and_scope())))),
            ("level", Some(json!(level))),
            ("message", Some(json!({"text": text}))),
            (
                "locations",
                Some(json!([{"physicalLocation": place::physical(report.file, Some(region), self.workspace)}])),
            ),
            ("relatedLocations", (!related.is_empty()).then(|| json!(located(&reasons, &related, self.workspace)))),
            ("partialFingerprints", Some(json!({FINGERPRINT: Finding::from_result(report, result).fingerprint()}))),
            (
                "suppressions",
                Some(Value::Array(
                    in_force(result).iter().map(|one| suppression(report, one, self.workspace)).collect(),
                )),
            ),
            ("baselineState", baseline.then(|| json!(state))),
            ("properties", Some(properties(report, result))),
        ])
    }
}

/// Related places as objects, each with its number.
fn located(reasons: &Reasons<'_>, related: &[(Span, String)], workspace: Option<&Workspace>) -> Vec<Value> {
    let report = reasons.report;
    let each = related.iter().enumerate().map(|(id, (span, said))| {
        let region = place::region(report.lines, *span);
        json!({
            "id": id,
            "physicalLocation": place::physical(report.file, Some(region), workspace),
            "message": {"text": message::escape(said)},
        })
    });
    each.collect()
}

/// A waiver in force.
fn suppression(report: &PilotReport<'_>, waived: &Waived<'_>, workspace: Option<&Workspace>) -> Value {
    let location = match waived.shared {
        Some(shared) => {
            let (line, column) = (shared.place.line, shared.place.column);
            let region = json!({"startLine": line, "startColumn": column});
            place::physical(&shared.file, Some(region), workspace)
        }
        None => place::physical(report.file, Some(place::region(report.lines, waived.waiver.span)), workspace),
    };
    json!({
        "kind": if waived.shared.is_some() { "external" } else { "inSource" },
        "status": "accepted",
        "justification": one_line(&waived.waiver.reason),
        "location": {"physicalLocation": location},
        "properties": {"by": waived.waiver.by, "until": waived.waiver.until.to_string()},
    })
}

fn properties(report: &PilotReport<'_>, result: &RuleResult<'_>) -> Value {
    let vocabulary = report.facts.vocabulary();
    let facts: Vec<&str> = result.decision.facts().map(|fact| vocabulary.fact(fact).path.as_str()).collect();
    let scope = &result.decision.applies_because;
    let scope: Vec<&str> = scope.iter().map(|fact| vocabulary.fact(*fact).path.as_str()).collect();
    let waiver = result.waived.map(|waived| {
        json!({
            "state": if waived.active { "active" } else { "expired" },
            "by": waived.waiver.by,
            "until": waived.waiver.until.to_string(),
            "reason": waived.waiver.reason,
        })
    });
    object([
        ("pilot", Some(json!(report.pilot.id))),
        ("document", Some(json!(report.document))),
        ("verdict", Some(json!(result.decision.verdict.name()))),
        ("applies", Some(json!(result.decision.applies.name_in_reports()))),
        ("force", Some(json!(result.rule.force.name()))),
        ("about", Some(json!(result.rule.about.name()))),
        ("ruleset", Some(json!(result.set.set.id))),
        ("standing", standing(result).map(|standing| json!(standing))),
        ("basis", result.decision.basis.map(|basis| json!(basis.name()))),
        ("facts", Some(json!(facts))),
        ("appliesBecause", Some(json!(scope))),
        ("waiver", waiver),
    ])
}

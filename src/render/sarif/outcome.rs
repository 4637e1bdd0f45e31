//! A result as SARIF has it.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::texts::{FactTexts, FactUse, PilotTexts, RuleTexts};
use super::{Sarif, descriptor, message, place, text};
use crate::model::vocabulary::FactId;
use crate::model::{Verdict, VerdictAndScope};
use crate::render::Workspace;
use crate::render::reasons::{Reason, Reasons, Told, in_force, one_line};
use crate::render::rules_of_run::RulesInOrder;
use crate::report::{Fingerprints, PilotReport, ResultStanding, RuleResult, Waived};
use crate::text::words::{self, json_text};

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

/// The results of one pilot.
pub(super) struct PilotResults<'r> {
    report: &'r PilotReport<'r>,
    /// The most places of a result beside its own.
    most: usize,
    baseline: bool,
    workspace: Option<&'static Workspace>,
    rules: RulesInOrder<RuleTexts>,
    texts: PilotTexts,
    fingerprints: Fingerprints<'r>,
    pilot: String,
}

impl<'r> PilotResults<'r> {
    pub fn new(sarif: &Sarif, report: &'r PilotReport<'r>) -> Self {
        let pilot = format!("{{\"pilot\":{},\"document\":{}", text(&json!(report.pilot.id)), report.document);
        Self {
            report,
            // The place of the result itself is one of those that are counted.
            most: sarif.limits.map_or(usize::MAX, |limits| limits.places.saturating_sub(1)),
            baseline: sarif.baseline.get().copied().unwrap_or_default(),
            workspace: sarif.workspace,
            rules: sarif.rules.in_order(),
            texts: PilotTexts::new(report.file, sarif.workspace),
            fingerprints: Fingerprints::new(report),
            pilot,
        }
    }

    /// Writes the object of a result.
    pub fn write(&mut self, result: &RuleResult<'_>, out: &mut String) {
        let register = self.report.register;
        let of = &*self.rules.of(result, || RuleTexts::new(result.set, result.rule, register, None));
        let reasons = &Reasons::new(self.report, result);
        let breached = result.decision.verdict == Verdict::Breached;
        let level = if breached { descriptor::level(result.rule.force) } else { "none" };
        out.extend([
            &of.first,
            kind(result.verdict_and_scope()),
            "\",\"level\":\"",
            level,
            "\",\"message\":{\"text\":\"",
        ]);
        self.message(of, reasons, out);
        out.push_str("\"},\"locations\":[{\"physicalLocation\":");
        self.texts.place(reasons, reasons.place(), out);
        out.push_str("}]");
        self.related(reasons, out);
        out.extend([",\"partialFingerprints\":{\"", FINGERPRINT, "\":\"", &self.fingerprints.of(result), "\"}"]);
        let suppressions: Vec<Value> =
            in_force(result).iter().map(|one| suppression(self.report, one, self.workspace)).collect();
        out.extend([",\"suppressions\":", &text(&Value::Array(suppressions))]);
        if self.baseline && result.at_bar {
            out.extend([",\"baselineState\":\"", if result.known { "unchanged" } else { "new" }, "\""]);
        }
        out.push_str(",\"properties\":");
        self.properties(of, result, out);
        out.push('}');
    }

    /// The message, a line for each sentence.
    fn message(&mut self, of: &RuleTexts, reasons: &Reasons<'_>, out: &mut String) {
        let locations = reasons.statements().count().min(self.most);
        for (at, told) in reasons.told().iter().enumerate() {
            out.push_str(if at == 0 { "" } else { "\\n" });
            match told {
                Told::Verdict => {
                    json_text(&message::escape(&reasons.lead()), out);
                    out.extend([" ", &of.condition]);
                }
                Told::Fact { reason, first, of_scope } if first + reason.statements.len() <= locations => {
                    let texts = self.texts.of(reasons, reason, used(reasons, reason, *of_scope));
                    for (number, part) in (*first..).zip(&texts.sentence) {
                        if number > *first {
                            let _ = write!(out, "{}", number - 1);
                        }
                        out.push_str(part);
                    }
                }
                Told::StatedBy => out.push_str(&of.stated_by),
                Told::Remedy => out.push_str(&of.remedy),
                Told::Fact { .. } | Told::Words(_) => {
                    json_text(&message::linked(&reasons.sentence(told), locations), out);
                }
            }
        }
        let left_out = count_of_places(reasons).saturating_sub(self.most);
        if left_out > 0 {
            let places = words::counted(left_out, "more place");
            let _ = write!(out, "\\n{places} left out: at most {} of a result are taken.", self.most + 1);
        }
    }

    /// The related places, each with its number.
    fn related(&mut self, reasons: &Reasons<'_>, out: &mut String) {
        let (mut number, most) = (0, self.most);
        let mut put = |places: &[String], out: &mut String| {
            for place in places {
                if number < most {
                    let lead = if number == 0 { ",\"relatedLocations\":[{\"id\":" } else { ",{\"id\":" };
                    let _ = write!(out, "{lead}{number}{place}");
                    number += 1;
                }
            }
        };
        let parts: [fn(&FactTexts) -> &[String]; 3] =
            [|of| &of.statements, |of| &of.written, |of| of.absent.as_slice()];
        for part in parts {
            for (reason, of_scope) in reasons.facts_and_scope() {
                put(part(self.texts.of(reasons, reason, used(reasons, reason, of_scope))), out);
            }
        }
        out.push_str(if number == 0 { "" } else { "]" });
    }

    fn properties(&self, of: &RuleTexts, result: &RuleResult<'_>, out: &mut String) {
        let decision = &result.decision;
        let (verdict, applies) = (decision.verdict.name(), decision.applies.name_in_reports());
        out.extend([&self.pilot, ",\"verdict\":\"", verdict, "\",\"applies\":\"", applies, "\",", &of.properties]);
        if let Some(standing) = standing(result) {
            out.extend([",\"standing\":\"", standing, "\""]);
        }
        if let Some(basis) = decision.basis {
            out.extend([",\"basis\":\"", basis.name(), "\""]);
        }
        out.push_str(",\"facts\":[");
        self.paths(decision.facts(), out);
        out.push_str("],\"appliesBecause\":[");
        self.paths(decision.applies_because.iter().copied(), out);
        out.push(']');
        if let Some(waived) = result.waived {
            let waiver = json!({
                "state": if waived.active { "active" } else { "expired" },
                "by": waived.waiver.by,
                "until": waived.waiver.until.to_string(),
                "reason": waived.waiver.reason,
            });
            out.extend([",\"waiver\":", &text(&waiver)]);
        }
        out.push('}');
    }

    fn paths(&self, facts: impl Iterator<Item = FactId>, out: &mut String) {
        let vocabulary = self.report.facts.vocabulary();
        for (at, fact) in facts.enumerate() {
            out.extend([if at == 0 { "\"" } else { ",\"" }, &vocabulary.fact(fact).path, "\""]);
        }
    }
}

/// In which of its parts a result speaks of a fact.
fn used(reasons: &Reasons<'_>, reason: &Reason<'_>, of_scope: bool) -> FactUse {
    if of_scope {
        FactUse::Scope { of_whole: reasons.result.decision.on_whole_pilot }
    } else {
        FactUse::Reason(reason.why)
    }
}

/// How many related places there are.
fn count_of_places(reasons: &Reasons<'_>) -> usize {
    let written = reasons.statements().filter(|(_, statement)| statement.written_at.is_some()).count();
    let absent = reasons.facts.iter().filter(|reason| reason.statements.is_empty()).count();
    reasons.statements().count() + written + absent
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

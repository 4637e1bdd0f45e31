//! Findings of the audit held against what the authors of rule sets accept.

use super::audit_findings::Finding;
use super::rules::RuleInSet;
use crate::model::diagnostic::Diagnostic;
use crate::model::{AuditFindingKind, DiagnosticCode};
use crate::rules::{Acceptance, ReadySet};
use crate::text::words;

/// The acceptance that covers a finding: in the set, or, of rules that are all imported from one set, there.
pub(super) fn accepting<'c>(finding: &Finding<'c>) -> Option<&'c Acceptance> {
    let oddity = finding.found.oddity();
    let ids: Vec<&str> = finding.rules.iter().map(|held| held.rule.rule.id.as_str()).collect();
    let first = finding.rules.first()?;
    let origin = first.rule.rule.origin.as_ref();
    let of_origin = origin.map_or(&[][..], |origin| &origin.accepts);
    finding.set.set.accepts.iter().chain(of_origin).find(|accepted| accepted.covers(oddity, &ids))
}

/// Tells of acceptances that name no rule, and of those of what is not there. An acceptance of rules that were not looked
/// at says nothing.
pub(super) fn idle_acceptances(
    rules: &[RuleInSet<'_>],
    findings: &[Finding<'_>],
    errors: &mut Vec<Diagnostic>,
    notices: &mut Vec<Diagnostic>,
) {
    let mut sets: Vec<&ReadySet> = Vec::new();
    for held in rules {
        if !sets.iter().any(|set| std::ptr::eq(*set, held.set)) {
            sets.push(held.set);
        }
    }
    for set in sets {
        for acceptance in &set.set.accepts {
            let known = set.rules.iter().map(|rule| rule.rule.id.as_str());
            let unknown: Vec<Diagnostic> = acceptance
                .rules
                .iter()
                .zip(&acceptance.rules_at)
                .filter_map(|(name, place)| {
                    let message = set.set.no_rule(name, known.clone())?;
                    Some(Diagnostic::placed(DiagnosticCode::UnknownRule, &set.set.file, *place, message))
                })
                .collect();
            let looked = |name: &String| rules.iter().any(|held| held.rule.rule.id.eq_ignore_ascii_case(name));
            if unknown.is_empty() && acceptance.rules.iter().all(looked) {
                for message in in_vain(acceptance, findings) {
                    notices.push(
                        Diagnostic::placed(DiagnosticCode::UnusedAcceptance, &set.set.file, acceptance.place, message)
                            .as_notice(),
                    );
                }
            }
            errors.extend(unknown);
        }
    }
}

/// What an acceptance says of rules of which that is not found.
fn in_vain(acceptance: &Acceptance, findings: &[Finding<'_>]) -> Vec<String> {
    let ids =
        |finding: &Finding<'_>| -> Vec<String> { finding.rules.iter().map(|held| held.rule.rule.id.clone()).collect() };
    let found = |oddity: AuditFindingKind, rules: &[String]| {
        let wanted = Acceptance { finding: oddity, rules: rules.to_vec(), ..acceptance.clone() };
        findings.iter().any(|finding| {
            let ids = ids(finding);
            !ids.is_empty()
                && wanted.covers(finding.found.oddity(), &ids.iter().map(String::as_str).collect::<Vec<_>>())
        })
    };
    let name = acceptance.finding.name();
    match acceptance.finding {
        AuditFindingKind::NeverBreached
        | AuditFindingKind::NeverMet
        | AuditFindingKind::IdleClause
        | AuditFindingKind::NoHostilePair => {
            let idle = acceptance.rules.iter().filter(|rule| !found(acceptance.finding, &[(*rule).clone()]));
            idle.map(|rule| format!("{} is not found to be {name}; take it out here", words::excerpt(rule))).collect()
        }
        AuditFindingKind::Equivalent | AuditFindingKind::Implied if found(acceptance.finding, &acceptance.rules) => {
            Vec::new()
        }
        AuditFindingKind::Equivalent | AuditFindingKind::Implied => {
            let listed = |rules: &[String]| {
                words::listed(&rules.iter().map(|rule| words::excerpt(rule)).collect::<Vec<_>>(), "and")
            };
            let turned: Vec<String> = acceptance.rules.iter().rev().cloned().collect();
            let hint = if acceptance.finding == AuditFindingKind::Implied && found(AuditFindingKind::Implied, &turned) {
                format!("it is the other way round: write [{}]", turned.join(", "))
            } else if let Some(other) = findings.iter().find(|finding| {
                let found = ids(finding);
                found.len() > 1
                    && acceptance.rules.iter().all(|rule| found.iter().any(|id| id.eq_ignore_ascii_case(rule)))
            }) {
                format!("what is found is {} of {}", other.found.oddity().name(), listed(&ids(other)))
            } else {
                "take this entry out".to_owned()
            };
            vec![format!("{} are not found to be {name}; {hint}", listed(&acceptance.rules))]
        }
    }
}

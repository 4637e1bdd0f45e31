//! What a rule set lives with: findings of the audit that its author has looked at and keeps, with the reason.

use super::RuleSet;
use crate::model::{AuditFindingKind, DiagnosticCode, Problem, named};
use crate::text::{LineIndex, Place, words};
use crate::tree::Node;

/// A finding that the author of a rule set keeps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acceptance {
    /// What is found.
    pub finding: AuditFindingKind,
    /// The rules that it is found of, as they are written; of an implication, first the one that says more.
    pub rules: Vec<String>,
    /// Why it is kept.
    pub reason: String,
    /// Where it stands.
    pub place: Place,
    /// Where each of the rules stands.
    pub rules_at: Vec<Place>,
}

impl Acceptance {
    /// Whether it is for a finding of these rules.
    #[must_use]
    pub fn covers(&self, finding: AuditFindingKind, rules: &[&str]) -> bool {
        let names = |rule: &&str| self.rules.iter().any(|name| name.eq_ignore_ascii_case(rule));
        self.finding == finding
            && match finding {
                AuditFindingKind::NeverBreached
                | AuditFindingKind::NeverMet
                | AuditFindingKind::IdleClause
                | AuditFindingKind::NoHostilePair => rules.iter().all(names),
                AuditFindingKind::Equivalent => rules.len() == self.rules.len() && rules.iter().all(names),
                AuditFindingKind::Implied => {
                    rules.len() == self.rules.len()
                        && rules.iter().zip(&self.rules).all(|(rule, name)| name.eq_ignore_ascii_case(rule))
                }
            }
    }
}

impl RuleSet {
    /// Why a name is no rule of the set, with the nearest that is; none where it is one.
    #[must_use]
    pub fn no_rule<'r>(&self, name: &str, rules: impl Iterator<Item = &'r str> + Clone) -> Option<String> {
        no_rule(&self.id, name, rules)
    }
}

fn no_rule<'r>(set: &str, name: &str, mut rules: impl Iterator<Item = &'r str> + Clone) -> Option<String> {
    if rules.clone().any(|rule| rule.eq_ignore_ascii_case(name)) {
        return None;
    }
    let near = words::nearest(name, rules.by_ref()).map(|near| format!("; did you mean `{}`?", words::excerpt(near)));
    Some(format!("`{}` is no rule of `{}`{}", words::excerpt(name), words::excerpt(set), near.unwrap_or_default()))
}

/// Reads what a rule set accepts from a tree that its schema accepts, with what no schema can tell of it: how many rules
/// a finding is about, and names that stand for no rule. Where rules are imported, their names are not known here.
pub(super) fn acceptances(root: Node<'_>, lines: &LineIndex<'_>, problems: &mut Vec<Problem>) -> Vec<Acceptance> {
    let id = root.get("ruleset").and_then(Node::as_text).unwrap_or_default();
    let own: Vec<&str> = items(root, "rules").filter_map(|rule| rule.get("id").and_then(Node::as_text)).collect();
    let known = root.get("import").is_none();
    let mut accepted = Vec::new();
    for item in items(root, "accepts") {
        let finding = item.get("finding").and_then(Node::as_text).and_then(|name| named(&AuditFindingKind::ALL, name));
        let (Some(finding), Some(list)) = (finding, item.get("rules")) else { continue };
        let names: Vec<Node<'_>> = list.items().filter(|name| name.as_text().is_some()).collect();
        let texts: Vec<String> = names.iter().filter_map(|name| name.as_text()).map(str::to_owned).collect();
        let wants = match finding {
            AuditFindingKind::Equivalent if texts.len() < 2 => Some("two rules or more, which say the same"),
            AuditFindingKind::Implied if texts.len() != 2 => {
                Some("two rules: first the one that says more, then what follows")
            }
            _ => None,
        };
        if let Some(wants) = wants {
            problems.push(Problem::at(
                DiagnosticCode::WrongAcceptance,
                list,
                format!("`{}` is about {wants}", finding.name()),
            ));
        }
        for (name, text) in names.iter().zip(&texts).filter(|_| known) {
            problems.extend(
                no_rule(id, text, own.iter().copied())
                    .map(|message| Problem::at(DiagnosticCode::UnknownRule, *name, message)),
            );
        }
        accepted.push(Acceptance {
            finding,
            rules: texts,
            reason: item.get("reason").and_then(Node::as_text).unwrap_or_default().to_owned(),
            place: lines.place(item.span().start),
            rules_at: names.iter().map(|name| lines.place(name.span().start)).collect(),
        });
    }
    accepted
}

fn items<'n>(node: Node<'n>, key: &str) -> impl Iterator<Item = Node<'n>> {
    node.get(key).into_iter().flat_map(Node::items)
}

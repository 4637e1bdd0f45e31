//! What `brief rules` answers.

use schemars::JsonSchema;
use serde::Serialize;

use super::FORMAT;
use super::diagnostic::{DiagnosticAnswer, diagnostics};
use super::shared::CiteAnswer;
use crate::check::Selection;
use crate::model::diagnostic::Diagnostic;
use crate::model::vocabulary::Vocabulary;
use crate::model::{Dimension, Force};
use crate::report::SelectedRuleSet;
use crate::rules::{Collection, DroppedRule, ReadyRule};

/// The rules that there are, under their rule sets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(title = "What brief rules answers")]
pub struct RulesAnswer {
    /// The format, 1.
    pub format: u32,
    /// The rule sets, in their order.
    pub rulesets: Vec<ListedRuleSet>,
    /// What was wrong.
    pub errors: Vec<DiagnosticAnswer>,
    /// What is worth knowing.
    pub notices: Vec<DiagnosticAnswer>,
}

/// A rule set with the chosen ones of its rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ListedRuleSet {
    /// Its id.
    pub ruleset: String,
    /// Its title.
    pub title: String,
    /// Who issued it.
    pub issued_by: Vec<String>,
    /// In a few sentences.
    pub summary: String,
    /// The file that it was read from.
    pub file: String,
    /// The chosen rules.
    pub rules: Vec<ListedRule>,
    /// The rules that it leaves out of what it imports.
    pub left_out: Vec<LeftOutRule>,
}

/// A rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ListedRule {
    /// Its id.
    pub rule: String,
    /// The condition in a sentence.
    pub title: String,
    /// How strongly it is stated.
    pub force: Force,
    /// The side of a pilot that it is about.
    pub about: Dimension,
    /// Who states it.
    pub by: String,
    /// Where it is stated.
    pub cite: CiteAnswer,
    /// The facts, by their paths, that it looks at, its scope included.
    pub facts: Vec<String>,
    /// Why the source asks for it.
    pub reason: String,
    /// How the source is read where the test goes beyond its words.
    pub reading: Option<String>,
    /// What would have to change where it is breached.
    pub remedy: String,
    /// The rule set that it is imported from.
    pub imported_from: Option<String>,
}

/// A rule that a rule set leaves out of what it imports.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LeftOutRule {
    /// Its id.
    pub rule: String,
    /// The condition in a sentence.
    pub title: String,
    /// Why.
    pub reason: String,
}

impl RulesAnswer {
    /// The chosen rules of a collection.
    #[must_use]
    pub fn new(vocabulary: &Vocabulary, collection: &Collection, selection: &Selection, told: &[Diagnostic]) -> Self {
        let (errors, notices) = Diagnostic::errors_and_notices(told);
        let sets = selection.sets(collection).into_iter().map(|SelectedRuleSet { set, rules }| ListedRuleSet {
            ruleset: set.set.id.clone(),
            title: set.set.title.clone(),
            issued_by: set.set.issued_by.clone(),
            summary: set.set.summary.clone(),
            file: set.set.file.clone(),
            rules: rules.iter().map(|rule| listed(vocabulary, rule)).collect(),
            left_out: set.set.dropped.iter().map(left_out).collect(),
        });
        Self { format: FORMAT, rulesets: sets.collect(), errors: diagnostics(&errors), notices: diagnostics(&notices) }
    }
}

fn listed(vocabulary: &Vocabulary, ready: &ReadyRule) -> ListedRule {
    let rule = &ready.rule;
    ListedRule {
        rule: rule.id.clone(),
        title: rule.title.clone(),
        force: rule.force,
        about: rule.about.clone(),
        by: rule.by.clone(),
        cite: CiteAnswer::new(&rule.cite),
        facts: ready.prepared.facts().iter().map(|fact| vocabulary.fact(*fact).path.clone()).collect(),
        reason: rule.reason.clone(),
        reading: rule.reading.clone(),
        remedy: rule.remedy.clone(),
        imported_from: rule.origin.as_ref().map(|origin| origin.id.clone()),
    }
}

fn left_out(dropped: &DroppedRule) -> LeftOutRule {
    LeftOutRule { rule: dropped.rule.id.clone(), title: dropped.rule.title.clone(), reason: dropped.reason.to_string() }
}

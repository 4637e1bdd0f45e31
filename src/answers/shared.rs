//! What several answers hold: rules with their citations, rule sets, and pilots that were found.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::statement::ParagraphAnswer;
use crate::model::vocabulary::{Fact, Vocabulary};
use crate::model::{Force, Verdict};
use crate::pilot::{StatedFact, StatedValue};
use crate::reason::{ComparedRules, RuleInSet, Witness};
use crate::rules::{Citation, ReadySet, Rule};

/// Where a condition is stated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CiteAnswer {
    /// The document's id.
    pub document: String,
    /// The paragraph: a number from 1, a range such as `4-6`, or a label.
    pub paragraph: ParagraphAnswer<'static>,
    /// The phrase, of at most 12 words.
    pub phrase: String,
}

impl CiteAnswer {
    pub(super) fn new(cite: &Citation) -> Self {
        Self {
            document: cite.document.clone(),
            paragraph: ParagraphAnswer::new(&cite.paragraph).into_owned(),
            phrase: cite.phrase.clone(),
        }
    }
}

/// A rule: its condition in a sentence, who states it, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RuleAnswer {
    /// Its id.
    pub rule: String,
    /// The id of its rule set.
    pub ruleset: String,
    /// The condition in a sentence.
    pub title: String,
    /// How strongly it is stated.
    pub force: Force,
    /// Who states it.
    pub by: String,
    /// Where it is stated.
    pub cite: CiteAnswer,
    /// What a pilot that was found comes to by it, where that is told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verdict: Option<Verdict>,
}

impl RuleAnswer {
    pub(super) fn new(held: &RuleInSet<'_>) -> Self {
        let rule = &held.rule.rule;
        Self {
            rule: rule.id.clone(),
            ruleset: held.set.set.id.clone(),
            title: rule.title.clone(),
            force: rule.force,
            by: rule.by.clone(),
            cite: CiteAnswer::new(&rule.cite),
            verdict: None,
        }
    }

    pub(super) fn all(rules: &[RuleInSet<'_>]) -> Vec<Self> {
        rules.iter().map(Self::new).collect()
    }
}

/// A rule in a few words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ShortRuleAnswer {
    /// Its id.
    pub rule: String,
    /// The condition in a sentence.
    pub title: String,
    /// How strongly it is stated.
    pub force: Force,
    /// Who states it.
    pub by: String,
    /// What it comes to, where that is told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verdict: Option<Verdict>,
}

impl ShortRuleAnswer {
    pub(super) fn new(rule: &Rule, verdict: Option<Verdict>) -> Self {
        Self { rule: rule.id.clone(), title: rule.title.clone(), force: rule.force, by: rule.by.clone(), verdict }
    }
}

/// A rule set by its id, with who issued it and the file that it was read from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RuleSetAnswer {
    /// Its id.
    pub ruleset: String,
    /// Its title.
    pub title: String,
    /// Who issued it.
    pub issued_by: Vec<String>,
    /// The file that it was read from, where that is told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
}

impl RuleSetAnswer {
    pub(super) fn new(set: &ReadySet) -> Self {
        let set = &set.set;
        Self { ruleset: set.id.clone(), title: set.title.clone(), issued_by: set.issued_by.clone(), file: None }
    }

    pub(super) fn with_file(set: &ReadySet) -> Self {
        Self { file: Some(set.set.file.clone()), ..Self::new(set) }
    }
}

/// Rules that are looked at together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ComparedRulesAnswer {
    /// How the call names them.
    pub name: String,
    /// Their rule sets.
    pub rulesets: Vec<RuleSetAnswer>,
    /// How many rules there are.
    pub rules: usize,
    /// How many of them are of force must.
    pub must: usize,
}

impl ComparedRulesAnswer {
    pub(super) fn new(side: &ComparedRules<'_>) -> Self {
        let must = side.rules.iter().filter(|held| held.rule.rule.force == Force::Must).count();
        let rulesets = side.sets().into_iter().map(RuleSetAnswer::with_file).collect();
        Self { name: side.name.clone(), rulesets, rules: side.rules.len(), must }
    }
}

/// Whether a rule set applies to a pilot that was found: `true`, `false` or `open`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ScopeAnswer {
    /// The id of the set.
    pub ruleset: String,
    /// Whether it applies.
    pub applies: &'static str,
}

/// A pilot that was found: a smallest one that shows what is said of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct WitnessAnswer {
    /// Its id.
    pub pilot: &'static str,
    /// How many facts it states.
    pub facts: usize,
    /// The pilot as a file.
    pub yaml: String,
    /// Whether each rule set applies to it.
    pub scopes: Vec<ScopeAnswer>,
}

impl WitnessAnswer {
    pub(super) fn new(witness: &Witness<'_>, sets: &[&ReadySet]) -> Self {
        let scope = |set: &&ReadySet| ScopeAnswer { ruleset: set.set.id.clone(), applies: witness.applies(set).name() };
        Self {
            pilot: witness.id,
            facts: witness.facts,
            yaml: witness.yaml.clone(),
            scopes: sets.iter().map(scope).collect(),
        }
    }
}

/// What a pilot states, fact by fact, as it might stand in a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(transparent)]
pub struct StatedFacts(pub Map<String, Value>);

impl StatedFacts {
    pub(super) fn new(vocabulary: &Vocabulary, stated: &[StatedFact<'_>]) -> Self {
        let facts = stated.iter().filter_map(|stated| {
            let fact = vocabulary.fact(stated.fact);
            Some((fact.path.clone(), value(fact, &stated.statements.first()?.said)))
        });
        Self(facts.collect())
    }
}

/// A value as it might stand in a file.
pub(super) fn value(fact: &Fact, said: &StatedValue<'_>) -> Value {
    said.plain(fact).map_or_else(|| stated_object(fact, said), |content| json!(content))
}

/// What is said of a fact, under the keys that it stands under: `value`, or those of what is known in part.
pub(super) fn stated_object(fact: &Fact, said: &StatedValue<'_>) -> Value {
    let contents = said.contents(fact);
    Value::Object(contents.into_iter().map(|(key, content)| (key.to_owned(), json!(content))).collect())
}

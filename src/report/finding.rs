//! What tells one finding from all others, wherever it stands in its file.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{PilotReport, RuleResult};
use crate::model::vocabulary::{Fact, FactId};
use crate::pilot::{NO_TEXT, StatedValue};

/// A result by what makes it what it is: the pilot, the rule, the verdict, and what is said of the facts that decide it.
/// Neither places, nor speakers, nor the order of statements are part of it: a line that moves makes no new finding. Nor
/// are the facts that make the rule apply, or those that an open verdict turns on: a pilot that takes in more people, or that
/// answers one question of several, has no new finding by that.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// The pilot's id.
    pub pilot: String,
    /// The rule's id.
    pub rule: String,
    /// The name of the verdict.
    pub verdict: String,
    /// The facts that decide it by their paths, each with the values stated of it, sorted; none where nothing is stated.
    pub facts: BTreeMap<String, Vec<String>>,
}

impl Finding {
    /// A result of a pilot; it must have its reasons.
    #[must_use]
    pub fn from_result(report: &PilotReport<'_>, result: &RuleResult<'_>) -> Self {
        let vocabulary = report.facts.vocabulary();
        let facts = result.decision.because.iter().map(|id| (vocabulary.fact(*id).path.clone(), values(report, *id)));
        Self {
            pilot: report.pilot.id.clone().into_owned(),
            rule: result.rule.id.clone(),
            verdict: result.decision.verdict.name().to_owned(),
            facts: facts.collect(),
        }
    }

    /// A SHA-256 of all of it, in lower case hexadecimal: the same for the same finding, on every machine.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let facts: Vec<String> = self.facts.iter().map(|(path, values)| hashed_fact(path, values)).collect();
        hashed([&self.pilot, &self.rule, &self.verdict], facts.iter().map(String::as_str))
    }
}

/// The fingerprints of the results of a pilot: those of [`Finding`], with what is said of a fact put together once.
#[derive(Debug)]
pub struct Fingerprints<'r> {
    report: &'r PilotReport<'r>,
    /// By fact, what is hashed of it.
    facts: Vec<OnceCell<String>>,
}

impl<'r> Fingerprints<'r> {
    /// Of the results of this pilot, which must have their reasons.
    #[must_use]
    pub fn new(report: &'r PilotReport<'r>) -> Self {
        Self { report, facts: vec![OnceCell::new(); report.facts.vocabulary().facts().len()] }
    }

    /// That of a result.
    #[must_use]
    pub fn of(&self, result: &RuleResult<'_>) -> String {
        let vocabulary = self.report.facts.vocabulary();
        let mut facts: Vec<(&str, FactId)> =
            result.decision.because.iter().map(|id| (vocabulary.fact(*id).path.as_str(), *id)).collect();
        facts.sort_unstable();
        let facts = facts.into_iter().filter_map(|(path, id)| {
            let known = self.facts.get(id.index())?;
            Some(known.get_or_init(|| hashed_fact(path, &values(self.report, id))).as_str())
        });
        hashed([&self.report.pilot.id, &result.rule.id, result.decision.verdict.name()], facts)
    }
}

/// The values that are stated of a fact, sorted.
fn values(report: &PilotReport<'_>, id: FactId) -> Vec<String> {
    let fact = report.facts.vocabulary().fact(id);
    let mut values: Vec<String> = report.facts.heard(id).map(|statement| value(&statement.said, fact)).collect();
    values.sort_unstable();
    values.dedup();
    values
}

/// What is hashed of a fact: each part with a zero behind it, and an empty part at the end.
fn hashed_fact(path: &str, values: &[String]) -> String {
    let parts = std::iter::once(path).chain(values.iter().map(String::as_str));
    parts.chain([""]).flat_map(|part| [part, "\0"]).collect()
}

fn hashed<'f>(parts: [&str; 3], facts: impl Iterator<Item = &'f str>) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    facts.for_each(|fact| hash.update(fact.as_bytes()));
    format!("{:x}", hash.finalize())
}

/// What is said, as far as a rule can tell: the members of a set in their order, and of a text whether there is one.
fn value(said: &StatedValue<'_>, fact: &Fact) -> String {
    let names = |members: &[u8]| {
        let mut members = members.to_vec();
        members.sort_unstable();
        members.iter().map(|member| fact.value_name(*member)).collect::<Vec<_>>().join(", ")
    };
    match said {
        StatedValue::Bool(value) => value.to_string(),
        StatedValue::Choice(value) => fact.value_name(*value).to_owned(),
        StatedValue::Text(text) if text == NO_TEXT => NO_TEXT.to_owned(),
        StatedValue::Text(_) => "stated".to_owned(),
        StatedValue::Exactly(members) => format!("[{}]", names(members)),
        StatedValue::Partly { includes, excludes } => {
            format!("includes [{}], excludes [{}]", names(includes), names(excludes))
        }
        other => {
            let parts = other.contents(fact);
            let parts = parts.iter().map(|(key, content)| format!("{key} {}", content.yaml(str::to_owned)));
            parts.collect::<Vec<_>>().join(", ")
        }
    }
}

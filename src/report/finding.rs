//! What tells one finding from all others, wherever it stands in its file.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{PilotReport, RuleResult};
use crate::model::vocabulary::Fact;
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
        let facts = result.decision.because.iter().map(|id| {
            let (id, fact) = (*id, vocabulary.fact(*id));
            let mut values: Vec<String> =
                report.facts.heard(id).map(|statement| value(&statement.said, fact)).collect();
            values.sort_unstable();
            values.dedup();
            (fact.path.clone(), values)
        });
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
        let mut hash = Sha256::new();
        let mut part = |text: &str| {
            hash.update(text.as_bytes());
            hash.update([0]);
        };
        [&self.pilot, &self.rule, &self.verdict].into_iter().for_each(|text| part(text));
        for (fact, values) in &self.facts {
            part(fact);
            values.iter().for_each(|value| part(value));
            part("");
        }
        format!("{:x}", hash.finalize())
    }
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

//! The findings of an earlier day, so that a run can tell new ones from old.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::model::Verdict;
use crate::model::vocabulary::{Vocabulary, VocabularyPart};
use crate::report::{Finding, PilotReport};
use crate::text::Place;

/// The findings of an earlier day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline {
    /// By the pilot's id, and then by the rule's.
    findings: BTreeMap<String, BTreeMap<String, Finding>>,
    /// The vocabularies in force when they were recorded.
    vocabularies: Vec<RecordedVocabulary>,
}

/// A vocabulary in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RecordedVocabulary {
    vocabulary: String,
    sha256: String,
}

/// What tells the format of a baseline.
#[derive(Deserialize)]
struct Head {
    format: u64,
}

/// The file of a baseline.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[allow(dead_code, reason = "it must be there, and is read before")]
    format: u64,
    baseline: Vec<Finding>,
    /// Earlier versions recorded none.
    #[serde(default)]
    vocabularies: Vec<RecordedVocabulary>,
}

impl Baseline {
    /// A baseline of these findings; of two of one pilot and rule the later stands.
    pub fn of(findings: impl IntoIterator<Item = Finding>) -> Self {
        let mut baseline = Self::default();
        for finding in findings {
            baseline.findings.entry(finding.pilot.clone()).or_default().insert(finding.rule.clone(), finding);
        }
        baseline
    }

    /// The same, recorded with a vocabulary in force.
    #[must_use]
    pub fn with_vocabulary(self, vocabulary: &Vocabulary) -> Self {
        let recorded =
            |part: &VocabularyPart| RecordedVocabulary { vocabulary: part.id.clone(), sha256: part.sha256.clone() };
        Self { vocabularies: vocabulary.parts().iter().map(recorded).collect(), ..self }
    }

    /// Reads a baseline from the text of its file.
    ///
    /// # Errors
    /// What is wrong with it, in words, with its place where that is known.
    pub fn read(text: &str) -> Result<Self, (Option<Place>, String)> {
        let wrong = |error: serde_json::Error| {
            let message = error.to_string();
            let cause = message.rsplit_once(" at line ").map_or(message.as_str(), |(cause, _)| cause);
            let message = format!("this is not a baseline as `brief baseline` writes it: {cause}");
            (place(text, &error), message)
        };
        // Some editors put a mark before the text.
        let text = text.trim_start_matches('\u{feff}');
        // A later format may have other keys: which one it is comes first.
        if let Ok(Head { format }) = serde_json::from_str(text)
            && format != 1
        {
            return Err((None, format!("this baseline has format {format}; only format 1 is known")));
        }
        let file: File = serde_json::from_str(text).map_err(wrong)?;
        Ok(Self { vocabularies: file.vocabularies, ..Self::of(file.baseline) })
    }

    /// The text of its file: a line a finding, sorted by pilot and rule, so that two versions are easily compared.
    #[must_use]
    pub fn text(&self) -> String {
        let all = self.findings.values().flat_map(BTreeMap::values);
        let lines: Vec<String> = all.map(|finding| serde_json::to_string(finding).unwrap_or_default()).collect();
        let (open, close) = if lines.is_empty() { ("", "") } else { ("\n", "\n") };
        let vocabularies = match self.vocabularies.as_slice() {
            [] => String::new(),
            some => format!(", \"vocabularies\": {}", serde_json::to_string(some).unwrap_or_default()),
        };
        format!("{{\"format\": 1, \"baseline\": [{open}{}{close}]{vocabularies}}}\n", lines.join(",\n"))
    }

    /// How many findings it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.findings.values().map(BTreeMap::len).sum()
    }

    /// Whether it has none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.findings.is_empty()
    }

    /// How many of its findings another one lacks.
    #[must_use]
    pub fn not_in(&self, other: &Self) -> usize {
        let is_in = |finding: &Finding| {
            let of_pilot = other.findings.get(&finding.pilot);
            let known = of_pilot.and_then(|of_pilot| of_pilot.get(&finding.rule));
            // Either of the two may be of an earlier version.
            known.is_some_and(|known| is_the_same(known, finding) || is_the_same(finding, known))
        };
        self.findings.values().flat_map(BTreeMap::values).filter(|finding| !is_in(finding)).count()
    }

    /// Whether it has a result with the very values that decide it now. A baseline of an earlier version has facts besides,
    /// which made the rule apply or which an open verdict turned on; they do not count.
    #[must_use]
    pub fn knows(&self, finding: &Finding) -> bool {
        let of_pilot = self.findings.get(&finding.pilot);
        of_pilot.and_then(|of_pilot| of_pilot.get(&finding.rule)).is_some_and(|known| is_the_same(known, finding))
    }

    /// The findings that it has of a pilot and that are fixed: below the bar now, with a milder verdict than they had. Where
    /// only the bar is another one nothing is fixed. Of a rule that is not among the results nothing is known.
    #[must_use]
    pub fn fixed(&self, report: &PilotReport<'_>) -> Vec<Finding> {
        let of_pilot = self.findings.get(report.pilot.id.as_ref());
        let is_fixed = |rule: &str, was: &str| {
            let result = report.results.iter().find(|result| result.rule.id == rule && !result.at_bar);
            result.is_some_and(|result| weight(result.decision.verdict.name()) < weight(was))
        };
        let fixed = of_pilot.into_iter().flatten().filter(|(rule, finding)| is_fixed(rule, &finding.verdict));
        fixed.map(|(_, finding)| finding.clone()).collect()
    }

    /// The findings that it has of a pilot and that are not findings now, or not the same ones; of rules that are not among
    /// the results, none. The report must be one that was made without a baseline.
    #[must_use]
    pub fn gone(&self, report: &PilotReport<'_>) -> Vec<Finding> {
        let Some(of_pilot) = self.findings.get(report.pilot.id.as_ref()) else { return Vec::new() };
        let gone = report.results.iter().filter_map(|result| {
            let known = of_pilot.get(&result.rule.id)?;
            let stays = result.is_finding() && is_the_same(known, &Finding::of(report, result));
            (!stays).then(|| known.clone())
        });
        gone.collect()
    }

    /// The pilots of which it has findings, and which are not among these, sorted.
    pub fn pilots_not_among<'b>(&'b self, pilots: &'b [&str]) -> impl Iterator<Item = &'b str> {
        let of_some = self.findings.iter().filter(|(_, findings)| !findings.is_empty());
        of_some.map(|(pilot, _)| pilot.as_str()).filter(|pilot| pilots.binary_search(pilot).is_err())
    }

    /// The findings that it has of pilots that are not among these.
    #[must_use]
    pub fn of_others(&self, pilots: &[&str]) -> Vec<Finding> {
        let others = self.pilots_not_among(pilots).filter_map(|pilot| self.findings.get(pilot));
        others.flat_map(BTreeMap::values).cloned().collect()
    }

    /// Takes a finding out.
    pub fn remove(&mut self, finding: &Finding) {
        if let Some(of_pilot) = self.findings.get_mut(&finding.pilot) {
            of_pilot.remove(&finding.rule);
        }
    }
}

/// Whether a finding that was recorded is this one: all that decides it now was recorded, with the same values.
fn is_the_same(known: &Finding, finding: &Finding) -> bool {
    known.verdict == finding.verdict && finding.facts.iter().all(|(fact, values)| known.facts.get(fact) == Some(values))
}

/// How grave a verdict is, by its name.
fn weight(verdict: &str) -> usize {
    let grave = [Verdict::Unstated, Verdict::Contested, Verdict::Breached];
    grave.iter().position(|one| one.name() == verdict).map_or(0, |at| at + 1)
}

/// The place of an error, with its column in code points.
fn place(text: &str, error: &serde_json::Error) -> Option<Place> {
    let line = text.split('\n').nth(error.line().checked_sub(1)?)?.as_bytes();
    let before = line.iter().take(error.column().saturating_sub(1));
    let column = before.filter(|byte| (**byte & 0xC0) != 0x80).count() + 1;
    Some(Place { line: u32::try_from(error.line()).ok()?, column: u32::try_from(column).ok()? })
}

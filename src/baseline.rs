//! The findings of an earlier day, so that a run can tell new ones from old.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::report::{Finding, PilotReport};

/// The findings of an earlier day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline {
    /// By the pilot's id, and then by the rule's.
    findings: BTreeMap<String, BTreeMap<String, Finding>>,
}

/// The file of a baseline.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    format: u32,
    baseline: Vec<Finding>,
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

    /// Reads a baseline from the text of its file.
    ///
    /// # Errors
    /// What is wrong with it, in words, with line and column where they are known.
    pub fn read(text: &str) -> Result<Self, (Option<(usize, usize)>, String)> {
        let wrong = |error: serde_json::Error| {
            let place = (error.line() > 0).then(|| (error.line(), error.column().max(1)));
            let message = error.to_string();
            let cause = message.split(" at line ").next().unwrap_or_default().to_owned();
            (place, format!("this is not a baseline as `brief baseline` writes it: {cause}"))
        };
        let file: File = serde_json::from_str(text).map_err(wrong)?;
        if file.format != 1 {
            let message = format!("this baseline has format {}; only format 1 is known", file.format);
            return Err((None, message));
        }
        Ok(Self::of(file.baseline))
    }

    /// The text of its file: a line a finding, sorted by pilot and rule, so that two versions are easily compared.
    #[must_use]
    pub fn text(&self) -> String {
        let all = self.findings.values().flat_map(BTreeMap::values);
        let lines: Vec<String> = all.map(|finding| serde_json::to_string(finding).unwrap_or_default()).collect();
        let (open, close) = if lines.is_empty() { ("", "") } else { ("\n", "\n") };
        format!("{{\"format\": 1, \"baseline\": [{open}{}{close}]}}\n", lines.join(",\n"))
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
        self.findings.values().flat_map(BTreeMap::values).filter(|finding| !other.knows(finding)).count()
    }

    /// Whether it has a result with the very values that decide it now.
    #[must_use]
    pub fn knows(&self, finding: &Finding) -> bool {
        let of_pilot = self.findings.get(&finding.pilot);
        of_pilot.and_then(|of_pilot| of_pilot.get(&finding.rule)).is_some_and(|known| known == finding)
    }

    /// The findings that it has of a pilot and that are below the bar now. Of a rule that is not among the results nothing
    /// is known.
    #[must_use]
    pub fn fixed(&self, report: &PilotReport<'_>) -> Vec<Finding> {
        let of_pilot = self.findings.get(report.pilot.id.as_ref());
        let below = |rule: &str| report.results.iter().any(|result| result.rule.id == rule && !result.at_bar);
        let fixed = of_pilot.into_iter().flatten().filter(|(rule, _)| below(rule));
        fixed.map(|(_, finding)| finding.clone()).collect()
    }
}

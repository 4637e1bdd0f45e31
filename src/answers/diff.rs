//! What `brief diff` answers.

use schemars::JsonSchema;
use serde::Serialize;

use super::FORMAT;
use super::diagnostic::{DiagnosticAnswer, diagnostics};
use super::statement::StatementAnswer;
use crate::diff::{Compared, Diff, Moved, Version};
use crate::model::vocabulary::{FactId, Vocabulary};
use crate::model::{Force, Verdict};
use crate::report::{ResultStanding, RunEnding};

/// Which verdicts moved between two versions of pilots, and which changed facts moved them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(title = "What brief diff answers")]
pub struct DiffAnswer {
    /// The format, 1.
    pub format: u32,
    /// The pilots of which there are both versions.
    pub pilots: Vec<ComparedPilot>,
    /// The pilots that were not there before.
    pub added: Vec<UnpairedPilot>,
    /// The pilots that are there no more.
    pub removed: Vec<UnpairedPilot>,
    /// How many findings there are that were not there before.
    pub new_findings: usize,
    /// What was wrong.
    pub errors: Vec<DiagnosticAnswer>,
    /// What is worth knowing.
    pub notices: Vec<DiagnosticAnswer>,
}

/// Two versions of a pilot, compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ComparedPilot {
    /// The id of the new version.
    pub pilot: String,
    /// Its title.
    pub title: String,
    /// The old version.
    pub was: OldVersion,
    /// The file of the new version.
    pub file: String,
    /// The facts, by their paths, of which something else is said.
    pub changed: Vec<String>,
    /// The verdicts that moved.
    pub moved: Vec<MovedVerdict>,
}

/// The old version of a pilot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct OldVersion {
    /// Its id.
    pub pilot: String,
    /// Its file.
    pub file: String,
}

/// A verdict that moved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[allow(clippy::struct_excessive_bools, reason = "each is a key of the JSON form")]
pub struct MovedVerdict {
    /// The rule.
    pub rule: String,
    /// Its rule set.
    pub ruleset: String,
    /// The condition in a sentence.
    pub title: String,
    /// How strongly it is stated.
    pub force: Force,
    /// Who states it.
    pub by: String,
    /// What the verdict was.
    pub was: Verdict,
    /// Whether the rule applied: yes, no or open.
    pub was_applies: &'static str,
    /// What it is.
    pub is: Verdict,
    /// Whether the rule applies: yes, no or open.
    pub is_applies: &'static str,
    /// Whether it counts in the exit status, and did not before.
    pub new_finding: bool,
    /// Whether it counted before, and does not now.
    pub gone_finding: bool,
    /// Whether a waiver is in force for it.
    pub waived: bool,
    /// Whether the baseline has it.
    pub known: bool,
    /// The changed facts that move it.
    pub because: Vec<ChangedFact>,
    /// Whether no fewer changed facts move it.
    pub smallest: bool,
}

/// A fact of which something else is said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ChangedFact {
    /// Its path.
    pub fact: String,
    /// What was said of it.
    pub was: Vec<StatementAnswer<'static>>,
    /// What is said of it.
    pub is: Vec<StatementAnswer<'static>>,
}

/// A pilot of which there is only one version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct UnpairedPilot {
    /// Its id.
    pub pilot: String,
    /// Its title.
    pub title: String,
    /// Its file.
    pub file: String,
    /// How many findings it has.
    pub findings: usize,
}

impl DiffAnswer {
    /// The answer of a comparison of versions.
    #[must_use]
    pub fn new(vocabulary: &Vocabulary, diff: &Diff<'_>, ending: &RunEnding) -> Self {
        Self {
            format: FORMAT,
            pilots: diff.compared.iter().map(|one| compared(vocabulary, one)).collect(),
            added: diff.added.iter().map(unpaired).collect(),
            removed: diff.removed.iter().map(unpaired).collect(),
            new_findings: diff.new_findings(),
            errors: diagnostics(&ending.errors),
            notices: diagnostics(&ending.notices),
        }
    }
}

fn compared(vocabulary: &Vocabulary, compared: &Compared<'_>) -> ComparedPilot {
    ComparedPilot {
        pilot: compared.new.id.clone(),
        title: compared.new.title.clone(),
        was: OldVersion { pilot: compared.old.id.clone(), file: compared.old.file.clone() },
        file: compared.new.file.clone(),
        changed: compared.changed.iter().map(|fact| vocabulary.fact(*fact).path.clone()).collect(),
        moved: compared.moved.iter().map(|one| moved(vocabulary, compared, one)).collect(),
    }
}

fn moved(vocabulary: &Vocabulary, compared: &Compared<'_>, moved: &Moved<'_>) -> MovedVerdict {
    let because = |fact: &FactId| {
        let fact = vocabulary.fact(*fact);
        let statements = |version: &Version| {
            let each = version
                .statements(fact.id)
                .map(|(statement, place)| StatementAnswer::new(statement, fact, place, None).into_owned());
            each.collect()
        };
        ChangedFact { fact: fact.path.clone(), was: statements(&compared.old), is: statements(&compared.new) }
    };
    MovedVerdict {
        rule: moved.rule.id.clone(),
        ruleset: moved.set.set.id.clone(),
        title: moved.rule.title.clone(),
        force: moved.rule.force,
        by: moved.rule.by.clone(),
        was: moved.was.verdict,
        was_applies: moved.was.applies.name_in_reports(),
        is: moved.is.verdict,
        is_applies: moved.is.applies.name_in_reports(),
        new_finding: moved.is_new_finding(),
        gone_finding: moved.is_gone_finding(),
        waived: moved.stands == ResultStanding::Waived,
        known: moved.stands == ResultStanding::Known,
        because: moved.because.facts.iter().map(because).collect(),
        smallest: moved.because.smallest,
    }
}

fn unpaired(version: &Version) -> UnpairedPilot {
    UnpairedPilot {
        pilot: version.id.clone(),
        title: version.title.clone(),
        file: version.file.clone(),
        findings: version.findings(),
    }
}

//! What `brief matrix` answers.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value};

use super::FORMAT;
use super::diagnostic::{DiagnosticAnswer, diagnostics};
use super::shared::{RuleSetAnswer, StatedFacts};
use crate::model::vocabulary::Vocabulary;
use crate::model::{Dimension, Force, Verdict, VerdictAndScope};
use crate::reason::RuleInSet;
use crate::reason::agreement::{Agreement, Shared, ShownPosition};
use crate::report::{PilotReport, RunEnding};

/// Rules against pilots, and what the rule sets ask for alike.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(title = "What brief matrix answers")]
pub struct MatrixAnswer {
    /// The format, 1.
    pub format: u32,
    /// The rule sets.
    pub rulesets: Vec<RuleSetAnswer>,
    /// The pilots.
    pub pilots: Vec<ColumnAnswer>,
    /// The rules, each with its verdicts and how the other sets stand to it.
    pub rules: Vec<MatrixRule>,
    /// The rules, by their ids, that all sets share.
    pub shared_by_all: Vec<String>,
    /// Those that no other set shares.
    pub alone: Vec<String>,
    /// What was wrong.
    pub errors: Vec<DiagnosticAnswer>,
    /// What is worth knowing.
    pub notices: Vec<DiagnosticAnswer>,
}

/// A pilot of the matrix.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ColumnAnswer {
    /// Its id.
    pub pilot: String,
    /// Its title.
    pub title: String,
    /// The file, as it was named.
    pub file: String,
}

/// A rule of the matrix.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct MatrixRule {
    /// Its id.
    pub rule: String,
    /// The id of its rule set.
    pub ruleset: String,
    /// The condition in a sentence.
    pub title: String,
    /// How strongly it is stated.
    pub force: Force,
    /// The side of a pilot that it is about.
    pub about: Dimension,
    /// Who states it.
    pub by: String,
    /// The verdict for each pilot, by its id; null where it was too much to decide.
    #[schemars(with = "BTreeMap<String, Option<Verdict>>")]
    pub verdicts: Map<String, Value>,
    /// Whether it applies to each pilot, by its id: yes, no or open; null likewise.
    #[schemars(with = "BTreeMap<String, Option<String>>")]
    pub applies: Map<String, Value>,
    /// How each rule set stands to it, by its id.
    #[schemars(with = "BTreeMap<String, SetPositionAnswer>")]
    pub sets: Map<String, Value>,
}

/// How a rule set stands to a rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SetPositionAnswer {
    /// How: own, shares, in-part, otherwise, conflicts, silent or apart.
    pub stands: &'static str,
    /// Where it shares the condition: the least force of which rules are needed.
    pub force: Option<Force>,
    /// The rules, by their ids, that share it or conflict with it together.
    pub rules: Vec<String>,
    /// A pilot that satisfies all rules of the set and not this one.
    pub satisfies_set_only: Option<StatedFacts>,
}

/// A pilot with its verdicts.
#[derive(Debug)]
pub struct MatrixColumn {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The file, as it was named.
    pub file: String,
    /// The rules that were decided for it, each with its verdict, in their order.
    verdicts: Vec<(String, VerdictAndScope)>,
}

impl MatrixColumn {
    /// The pilot of a report.
    #[must_use]
    pub fn from_report(report: &PilotReport<'_>) -> Self {
        let verdicts = report.results.iter().map(|result| (result.rule.id.clone(), result.verdict_and_scope()));
        Self {
            id: report.pilot.id.clone().into_owned(),
            title: report.pilot.title.clone().into_owned(),
            file: report.file.to_owned(),
            verdicts: verdicts.collect(),
        }
    }

    /// Its verdict for a rule, and whether the rule applies; none where that was too much to decide.
    #[must_use]
    pub fn verdict(&self, rule: &RuleInSet<'_>) -> Option<VerdictAndScope> {
        self.verdicts.iter().find(|(id, _)| *id == rule.rule.rule.id).map(|(_, verdict)| *verdict)
    }
}

impl MatrixAnswer {
    /// The answer for some pilots and rule sets.
    #[must_use]
    pub fn new(
        vocabulary: &Vocabulary,
        columns: &[MatrixColumn],
        agreement: &Agreement<'_>,
        ending: &RunEnding,
    ) -> Self {
        let compares = agreement.sets.len() > 1;
        let ids = |of: &dyn Fn(&Shared<'_>) -> bool| {
            agreement.conditions.iter().filter(|one| compares && of(one)).map(|one| id(&one.held)).collect()
        };
        let column = |column: &MatrixColumn| ColumnAnswer {
            pilot: column.id.clone(),
            title: column.title.clone(),
            file: column.file.clone(),
        };
        Self {
            format: FORMAT,
            rulesets: agreement.sets.iter().map(|set| RuleSetAnswer::new(set)).collect(),
            pilots: columns.iter().map(column).collect(),
            rules: agreement.conditions.iter().map(|one| rule(vocabulary, columns, agreement, one)).collect(),
            shared_by_all: ids(&|one| one.by_all()),
            alone: ids(&|one| one.alone()),
            errors: diagnostics(&ending.errors),
            notices: diagnostics(&ending.notices),
        }
    }
}

fn rule(
    vocabulary: &Vocabulary,
    columns: &[MatrixColumn],
    agreement: &Agreement<'_>,
    shared: &Shared<'_>,
) -> MatrixRule {
    let rule = &shared.held.rule.rule;
    let verdict = |column: &MatrixColumn| {
        (column.id.clone(), column.verdict(&shared.held).map_or(Value::Null, |one| one.verdict.name().into()))
    };
    let applies = |column: &MatrixColumn| {
        (
            column.id.clone(),
            column.verdict(&shared.held).map_or(Value::Null, |one| one.applies.name_in_reports().into()),
        )
    };
    let sets = agreement.sets.iter().zip(&shared.standing).map(|(set, standing)| {
        let position = position(vocabulary, standing);
        (set.set.id.clone(), serde_json::to_value(position).unwrap_or_default())
    });
    MatrixRule {
        rule: rule.id.clone(),
        ruleset: shared.held.set.set.id.clone(),
        title: rule.title.clone(),
        force: rule.force,
        about: rule.about.clone(),
        by: rule.by.clone(),
        verdicts: columns.iter().map(verdict).collect(),
        applies: columns.iter().map(applies).collect(),
        sets: sets.collect(),
    }
}

fn position(vocabulary: &Vocabulary, standing: &ShownPosition<'_>) -> SetPositionAnswer {
    SetPositionAnswer {
        stands: standing.stand.name(),
        force: standing.force,
        rules: standing.by.iter().map(id).collect(),
        satisfies_set_only: standing.witness.as_ref().map(|witness| StatedFacts::new(vocabulary, witness)),
    }
}

fn id(held: &RuleInSet<'_>) -> String {
    held.rule.rule.id.clone()
}

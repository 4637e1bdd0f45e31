//! What `brief check` answers, as the JSON form has it.
//!
//! A report of many pilots is long, so that `render/json` writes it in pieces. The pieces are the types of this file and of
//! `result.rs`; a test holds what comes of them against the schema of the whole, key by key.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, json};

use super::diagnostic::DiagnosticAnswer;
use super::result::ResultAnswer;
use crate::model::vocabulary::Vocabulary;
use crate::model::{Basis, Verdict};
use crate::report::{LeftOutCount, RunOpening, Summary};
use crate::schema as schemas;

/// A report: each pilot held against each rule of the run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(title = "A report of brief check")]
pub struct CheckAnswer<'r> {
    /// What the run was asked to do.
    #[serde(flatten)]
    pub head: CheckHead<'r>,
    /// The pilots, in the order of their files.
    pub pilots: Vec<PilotAnswer<'r>>,
    /// What was left out of folders; not there where nothing was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub left_out: Option<LeftOutCount>,
    /// What was wrong.
    pub errors: Vec<DiagnosticAnswer>,
    /// What is worth knowing.
    pub notices: Vec<DiagnosticAnswer>,
}

/// What a run was asked to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CheckHead<'r> {
    /// The format, 1.
    #[schemars(extend("const" = 1))]
    pub format: u32,
    /// What made the report.
    pub tool: ToolAnswer,
    /// The day on which waivers were held against their last day.
    #[schemars(regex(pattern = r"^\d{4}-\d{2}-\d{2}$"))]
    pub today: String,
    /// Statements weaker than this are set aside; null where none is.
    pub basis: Option<Basis>,
    /// The speakers whose word is set aside.
    pub without: &'r [String],
    /// The rule sets of the run.
    pub rulesets: Vec<SelectedSetAnswer<'r>>,
    /// The vocabulary in force, behind those that it extends.
    pub vocabularies: Vec<VocabularyPartAnswer<'r>>,
}

/// The program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ToolAnswer {
    /// Its name.
    pub name: &'static str,
    /// Its version.
    pub version: &'static str,
}

/// A rule set of the run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SelectedSetAnswer<'r> {
    /// Its id.
    pub ruleset: &'r str,
    /// Its title.
    pub title: &'r str,
    /// Who issued it.
    pub issued_by: &'r [String],
    /// How many of its rules are used.
    pub rules: usize,
}

/// A vocabulary: one that is extended, or the one in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct VocabularyPartAnswer<'r> {
    /// Its id.
    pub vocabulary: &'r str,
    /// Its title.
    pub title: &'r str,
    /// The digest of its document.
    pub sha256: &'r str,
    /// How many facts it has, those included that it takes over.
    pub facts: usize,
}

/// A pilot held against the rules of the run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PilotAnswer<'r> {
    /// Which pilot it is.
    #[serde(flatten)]
    pub head: PilotHead<'r>,
    /// A result for each rule; none where only the summary is asked for.
    pub results: Vec<ResultAnswer<'r>>,
    /// How many results have which verdict.
    pub summary: SummaryAnswer,
}

/// Which pilot it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PilotHead<'r> {
    /// Its id.
    #[serde(rename = "pilot")]
    pub id: &'r str,
    /// Its title.
    pub title: &'r str,
    /// The file, as it was named.
    pub file: &'r str,
    /// The place of the pilot among the documents of its file, from 0.
    pub document: usize,
}

/// How many results have which verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct SummaryAnswer {
    /// How many are met.
    pub met: usize,
    /// How many are breached.
    pub breached: usize,
    /// How many are contested.
    pub contested: usize,
    /// How many are unstated.
    pub unstated: usize,
    /// How many do not apply.
    pub not_applicable: usize,
    /// How many of those that are met may turn out not to apply; they are counted in `met`, too.
    pub met_if_it_applies: usize,
}

impl SummaryAnswer {
    /// The counts of a summary.
    #[must_use]
    pub fn new(summary: &Summary) -> Self {
        Self {
            met: summary.count_of(Verdict::Met),
            breached: summary.count_of(Verdict::Breached),
            contested: summary.count_of(Verdict::Contested),
            unstated: summary.count_of(Verdict::Unstated),
            not_applicable: summary.count_of(Verdict::NotApplicable),
            met_if_it_applies: summary.met_if_it_applies(),
        }
    }
}

impl<'r> CheckHead<'r> {
    /// What a run is asked to do.
    #[must_use]
    pub fn new(opening: &'r RunOpening<'_>) -> Self {
        let sets = opening.sets.iter().map(|of| SelectedSetAnswer {
            ruleset: &of.set.set.id,
            title: &of.set.set.title,
            issued_by: &of.set.set.issued_by,
            rules: of.rules.len(),
        });
        let parts = opening.vocabulary.parts().iter().map(|part| VocabularyPartAnswer {
            vocabulary: &part.id,
            title: &part.title,
            sha256: &part.sha256,
            facts: part.facts,
        });
        Self {
            format: super::FORMAT,
            tool: ToolAnswer { name: "brief", version: env!("CARGO_PKG_VERSION") },
            today: opening.today.to_string(),
            basis: opening.hearing.least,
            without: &opening.hearing.without,
            rulesets: sets.collect(),
            vocabularies: parts.collect(),
        }
    }
}

/// The JSON Schema (2020-12) of the report: derived from its type, with the dimensions and the facts of a vocabulary.
#[must_use]
pub fn report_schema(vocabulary: &Vocabulary) -> Value {
    let mut schema = super::schema::<CheckAnswer<'_>>();
    let dimensions: Vec<&str> = vocabulary.dimensions().iter().map(|(dimension, _)| dimension.name()).collect();
    let facts: Vec<&str> = vocabulary.facts().iter().map(|fact| fact.path.as_str()).collect();
    let of_facts = ["FactOfResult", "OpenFactOfResult"].map(|name| format!("/$defs/{name}/properties/fact"));
    let places = of_facts.iter().map(|place| (place.as_str(), &facts));
    for (place, names) in places.chain([("/$defs/ResultAnswer/properties/about", &dimensions)]) {
        if let Some(Value::Object(property)) = schema.pointer_mut(place) {
            property.insert("enum".into(), json!(names));
        }
    }
    schemas::as_printed("report", without_machine_formats(schema))
}

/// The same without the sizes of numbers, such as `uint32`, which are no formats of the draft.
fn without_machine_formats(schema: Value) -> Value {
    match schema {
        Value::Object(mut map) => {
            if map.get("format").and_then(Value::as_str).is_some_and(|format| format.starts_with("uint")) {
                map.shift_remove("format");
            }
            Value::Object(map.into_iter().map(|(key, inside)| (key, without_machine_formats(inside))).collect())
        }
        Value::Array(list) => Value::Array(list.into_iter().map(without_machine_formats).collect()),
        other => other,
    }
}

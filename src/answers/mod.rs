//! What each command answers, as data: a type with its JSON form, and a schema that is derived from the type.
//!
//! An answer is made once, from what the library found; it owns what it holds, so that a front end can keep it, send it or
//! show it. [`SCHEMAS`] lists the answers by the names that `brief schema` takes.

mod agree;
mod audit;
pub mod check;
mod coding;
mod compare;
mod config;
mod diagnostic;
mod diff;
mod explain;
mod facts;
mod matrix;
mod pilot_file;
pub(crate) mod promises;
mod questions;
mod reconcile;
mod repair;
pub mod result;
mod rules;
mod rules_test;
mod search;
mod shared;
mod sources;
pub(crate) mod statement;
mod vocabulary;
mod waivers;

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::Serialize;
use serde_json::Value;

pub use agree::{
    AgreeAnswer, AgreePilot, AgreementAnswer, CodedPilotAnswer, DisagreementAnswer, FactFigureAnswer, FigureAnswer,
};
pub use audit::AuditAnswer;
pub use coding::{
    FoundPassage, LocateAnswer, LocatedStatement, ParagraphOfText, PassagesAnswer, PhraseAnswer, RegisterAnswer,
    WordAnswer,
};
pub use compare::CompareAnswer;
pub use config::{
    ConfigAnswer, ForceSettingAnswer, OutputSettingAnswer, SettingAnswer, SettingSource, SettingsAnswer,
    WaiverSettingAnswer,
};
pub use diagnostic::{DiagnosticAnswer, FixAnswer, RelatedPlaceAnswer, TextEditAnswer};
pub use diff::DiffAnswer;
pub use explain::ExplainAnswer;
pub use facts::{FactAnswer, FactsAnswer, SectionAnswer};
pub use matrix::{MatrixAnswer, MatrixColumn};
pub use pilot_file::{ChangeAnswer, FactInFile, PilotDocumentAnswer, ProvenanceAnswer, ReadAnswer, StatementInFile};
pub use promises::{PilotPromises, PromisesAnswer};
pub use questions::{PilotQuestions, QuestionsAnswer};
pub use reconcile::ReconcileAnswer;
pub use repair::{RepairAnswer, RepairContext};
pub use rules::{ListedRule, ListedRuleSet, RulesAnswer};
pub use rules_test::RulesTestAnswer;
pub use search::{HitAnswer, SearchAnswer};
pub use shared::{CiteAnswer, RuleAnswer, StatedFacts, WitnessAnswer};
pub use sources::{CoverageAnswer, VerificationAnswer};
pub use statement::{ParagraphAnswer, StatementAnswer, hedged, statements, statements_of_open, statements_of_whole};
pub use vocabulary::{VocabularyCheckAnswer, VocabularyDiffAnswer};
pub use waivers::WaiversAnswer;

use crate::model::vocabulary::Vocabulary;
use crate::text::words;

/// The format of all answers: it grows when a key changes its meaning. Readers ignore keys that they do not know.
pub const FORMAT: u32 = 1;

/// A schema with its name and what it is of.
#[derive(Debug, Clone, Copy)]
pub struct AnswerSchema {
    /// The name that `brief schema` takes.
    pub name: &'static str,
    /// What it is the schema of.
    pub of: &'static str,
    /// Makes the schema.
    pub make: fn(&Vocabulary) -> Value,
}

/// The schemas of all answers, by the names of the commands.
pub const SCHEMAS: [AnswerSchema; 21] = [
    AnswerSchema { name: "agree", of: "Of what brief agree --format json prints", make: |_| schema::<AgreeAnswer>() },
    AnswerSchema {
        name: "audit",
        of: "Of what brief rules audit --format json prints",
        make: |_| schema::<AuditAnswer>(),
    },
    AnswerSchema {
        name: "compare",
        of: "Of what brief compare --format json prints",
        make: |_| schema::<CompareAnswer>(),
    },
    AnswerSchema {
        name: "config",
        of: "Of what brief config --format json prints",
        make: |_| schema::<ConfigAnswer>(),
    },
    AnswerSchema {
        name: "coverage",
        of: "Of what brief sources coverage --format json prints",
        make: |_| schema::<CoverageAnswer>(),
    },
    AnswerSchema { name: "diff", of: "Of what brief diff --format json prints", make: |_| schema::<DiffAnswer>() },
    AnswerSchema {
        name: "explain",
        of: "Of what brief explain --format json prints",
        make: |_| schema::<ExplainAnswer>(),
    },
    AnswerSchema { name: "facts", of: "Of what brief facts --format json prints", make: |_| schema::<FactsAnswer>() },
    AnswerSchema {
        name: "matrix",
        of: "Of what brief matrix --format json prints",
        make: |_| schema::<MatrixAnswer>(),
    },
    AnswerSchema {
        name: "promises",
        of: "Of what brief promises --format json prints",
        make: |_| schema::<PromisesAnswer>(),
    },
    AnswerSchema {
        name: "questions",
        of: "Of what brief questions --format json prints",
        make: |_| schema::<QuestionsAnswer<'_>>(),
    },
    AnswerSchema {
        name: "reconcile",
        of: "Of what brief reconcile --format json prints",
        make: |_| schema::<ReconcileAnswer>(),
    },
    AnswerSchema {
        name: "repair",
        of: "Of what brief repair --format json prints",
        make: |_| schema::<RepairAnswer<'_>>(),
    },
    AnswerSchema { name: "report", of: "Of the JSON report", make: check::report_schema },
    AnswerSchema { name: "rules", of: "Of what brief rules --format json prints", make: |_| schema::<RulesAnswer>() },
    AnswerSchema {
        name: "rules-test",
        of: "Of what brief rules test --format json prints",
        make: |_| schema::<RulesTestAnswer>(),
    },
    AnswerSchema {
        name: "search",
        of: "Of what brief search --format json prints",
        make: |_| schema::<SearchAnswer>(),
    },
    AnswerSchema {
        name: "verification",
        of: "Of what brief sources verify --format json prints",
        make: |_| schema::<VerificationAnswer>(),
    },
    AnswerSchema {
        name: "vocabulary-check",
        of: "Of what brief vocabulary check --format json prints",
        make: |_| schema::<VocabularyCheckAnswer>(),
    },
    AnswerSchema {
        name: "vocabulary-diff",
        of: "Of what brief vocabulary diff --format json prints",
        make: |_| schema::<VocabularyDiffAnswer>(),
    },
    AnswerSchema {
        name: "waivers",
        of: "Of what brief waivers --format json prints",
        make: |_| schema::<WaiversAnswer>(),
    },
];

/// The JSON Schema (2020-12) of an answer, derived from its type. Keys may be added in later versions.
#[must_use]
pub fn schema<T: JsonSchema>() -> Value {
    SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<T>().to_value()
}

/// An answer as text: one JSON object over several lines, safe to show on a terminal.
#[must_use]
pub fn json<T: Serialize>(answer: &T) -> String {
    // None of our types can fail to be written.
    words::safe_json(serde_json::to_string_pretty(answer).unwrap_or_default() + "\n")
}

/// The same on one line.
#[must_use]
pub fn json_line<T: Serialize>(answer: &T) -> String {
    words::safe_json(serde_json::to_string(answer).unwrap_or_default())
}

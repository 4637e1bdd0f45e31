//! What `brief check` answers, as the JSON form has it.
//!
//! A report of many pilots is long, so that `render/json` writes it in pieces. The pieces are the types of this file; a test
//! holds what comes of them against the schema of the whole, key by key.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, json};

use super::diagnostic::DiagnosticAnswer;
use super::statement::{ParagraphAnswer, StatementAnswer};
use crate::model::vocabulary::Vocabulary;
use crate::model::{Applies, Basis, Force, Verdict, Why};
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

/// What a pilot comes to by one rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ResultAnswer<'r> {
    /// The rule.
    #[serde(flatten)]
    pub rule: ResultRule<'r>,
    /// The verdict.
    pub verdict: Verdict,
    /// Whether the rule applies.
    pub applies: AppliesAnswer,
    /// The strongest basis on which the reasons still decide the verdict; null where nothing is decided.
    pub basis: Option<Basis>,
    /// The waiver of the result; null where there is none.
    pub waived: Option<WaiverOfResult<'r>>,
    /// True where the baseline has it already.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub known: Option<bool>,
    /// A smallest set of facts that fixes the verdict.
    pub because: Vec<FactOfResult<'r>>,
    /// A smallest set of facts that fixes whether the rule applies.
    pub applies_because: Vec<FactOfResult<'r>>,
    /// The facts on which an open verdict turns.
    pub turns_on: Vec<OpenFactOfResult<'r>>,
    /// Where the rule is from.
    #[serde(flatten)]
    pub from: ResultSource<'r>,
    /// On whose word it rests, where that is asked for.
    #[serde(flatten)]
    pub words: ResultWords<'r>,
}

/// The rule of a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ResultRule<'r> {
    /// Its id.
    pub rule: &'r str,
    /// The id of its rule set.
    pub ruleset: &'r str,
    /// The condition in a sentence.
    pub title: &'r str,
    /// How strongly it is stated.
    pub force: Force,
    /// The dimension that it is about.
    pub about: &'r str,
    /// Who states it.
    pub by: &'r str,
}

/// Whether a rule applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum AppliesAnswer {
    /// It does.
    Yes,
    /// It does not.
    No,
    /// That is open.
    Open,
}

impl From<Applies> for AppliesAnswer {
    fn from(applies: Applies) -> Self {
        match applies {
            Applies::Yes => Self::Yes,
            Applies::No => Self::No,
            Applies::Open => Self::Open,
        }
    }
}

/// A fact that decides, with what is said of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FactOfResult<'r> {
    /// Section and name.
    pub fact: &'r str,
    /// What is said of it.
    pub statements: Vec<StatementAnswer<'r>>,
}

/// A fact that is open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct OpenFactOfResult<'r> {
    /// Section and name.
    pub fact: &'r str,
    /// Why it is open.
    pub why: Why,
    /// What to ask.
    pub ask: &'r str,
    /// What is said of it.
    pub statements: Vec<StatementAnswer<'r>>,
    /// Statements that are not listened to because they are hedged; not there where there is none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub hedged: Vec<StatementAnswer<'r>>,
}

/// Where the rule of a result is from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ResultSource<'r> {
    /// Where the condition is stated.
    pub cite: CiteOfResult<'r>,
    /// Where a rule comes from that is imported, or that was given another force.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origin: Option<OriginAnswer<'r>>,
}

/// Where a condition is stated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CiteOfResult<'r> {
    /// The document's id.
    pub document: &'r str,
    /// The paragraph: a number from 1, a range such as `4-6`, or a label.
    pub paragraph: ParagraphAnswer<'r>,
    /// The phrase, of at most 12 words.
    pub phrase: &'r str,
    /// The part of the document that the paragraph stands in, where the register names one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<&'r str>,
}

/// The set that states a rule, and the force that it states it with where that is another now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct OriginAnswer<'r> {
    /// The id of the set.
    pub ruleset: &'r str,
    /// Its title.
    pub title: &'r str,
    /// Who issued it.
    pub issued_by: &'r [String],
    /// The force with which the source states it, where it has another here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub force: Option<Force>,
    /// Who gave it another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weighed_by: Option<&'r [String]>,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<&'r str>,
}

/// The waiver of a result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct WaiverOfResult<'r> {
    /// Why.
    pub reason: &'r str,
    /// Who decided.
    pub by: &'r str,
    /// Its last day.
    #[schemars(regex(pattern = r"^\d{4}-\d{2}-\d{2}$"))]
    pub until: String,
    /// Whether it still counts.
    pub state: WaiverState,
    /// The configuration, where it is a waiver for several pilots.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<&'r str>,
    /// The line there.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub line: Option<u32>,
}

/// Whether a waiver still counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum WaiverState {
    /// It counts.
    Active,
    /// It is over.
    Expired,
}

/// On whose word a result rests.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ResultWords<'r> {
    /// The speakers on whom the verdict rests, each with what it would be without their word.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub by_word: Vec<WordAnswer<'r>>,
    /// Of a contested result, each side with what it would be by that alone.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sides: Vec<SideAnswer<'r>>,
}

/// A speaker on whom a verdict rests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct WordAnswer<'r> {
    /// The speaker; null is the author of the file.
    pub speaker: Option<&'r str>,
    /// The verdict without their word.
    pub otherwise: Verdict,
    /// Whether the rule then applies.
    pub applies: AppliesAnswer,
}

/// A speaker on a contested fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SideAnswer<'r> {
    /// The speaker; null is the author of the file.
    pub speaker: Option<&'r str>,
    /// The verdict by their word.
    pub verdict: Verdict,
    /// Whether the rule then applies.
    pub applies: AppliesAnswer,
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

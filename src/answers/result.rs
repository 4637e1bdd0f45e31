//! What a pilot comes to by one rule, as the JSON form of `brief check` has it.

use schemars::JsonSchema;
use serde::Serialize;

use super::statement::{ParagraphAnswer, StatementAnswer};
use crate::model::{Applies, Basis, Force, Verdict, Why};

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

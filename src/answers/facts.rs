//! What `brief facts` answers.

use schemars::JsonSchema;
use serde::Serialize;

use super::FORMAT;
use crate::explain;
use crate::model::vocabulary::{Fact, Vocabulary};

/// The facts that a pilot may state, section by section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(title = "What brief facts answers")]
pub struct FactsAnswer {
    /// The format, 1.
    pub format: u32,
    /// The sections, in the order of the vocabulary.
    pub sections: Vec<SectionAnswer>,
}

/// A section of facts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SectionAnswer {
    /// Its name.
    pub section: String,
    /// What it takes in; null where nothing says so.
    pub about: Option<String>,
    /// Its facts.
    pub facts: Vec<FactAnswer>,
}

/// A fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FactAnswer {
    /// Its path.
    pub fact: String,
    /// The kind of its values: bool, choice, set, text, number or date.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// The values of a choice or a set; empty for the other types.
    pub values: Vec<String>,
    /// What each of the values means, in the same order; an empty text where nothing says so.
    pub meanings: Vec<String>,
    /// What a number counts, such as weeks; null where nothing says so, and for the other types.
    pub unit: Option<String>,
    /// The least number or the first day that it may have, as a text; null where there is no bound, and for the other types.
    pub least: Option<String>,
    /// The greatest number or the last day that it may have, likewise.
    pub greatest: Option<String>,
    /// What a stated value says.
    pub means: String,
    /// The question to put while it is not stated.
    pub ask: String,
}

impl FactsAnswer {
    /// The facts of a vocabulary, or of one of its sections.
    ///
    /// # Errors
    /// A section that there is not, with the nearest that there is.
    pub fn new(vocabulary: &Vocabulary, section: Option<&str>) -> Result<Self, String> {
        let sections = explain::sections(vocabulary, section)?;
        let answer = |(name, facts): (&str, &[Fact])| SectionAnswer {
            section: name.to_owned(),
            about: vocabulary.section_title(name).map(str::to_owned),
            facts: facts.iter().map(fact).collect(),
        };
        Ok(Self { format: FORMAT, sections: sections.into_iter().map(answer).collect() })
    }
}

fn fact(fact: &Fact) -> FactAnswer {
    let (least, greatest) = fact.first_and_last();
    FactAnswer {
        fact: fact.path.clone(),
        kind: fact.kind.name(),
        values: fact.values.clone(),
        meanings: fact.meanings.clone(),
        unit: fact.unit.clone(),
        least,
        greatest,
        means: fact.means.clone(),
        ask: fact.ask.clone(),
    }
}

//! What `brief agree` answers.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Number;

use super::FORMAT;
use super::diagnostic::{DiagnosticAnswer, diagnostics};
use super::statement::StatementAnswer;
use crate::agreement::{Agreement, CodedPair, CodedPilot, Difference, Figure, Metric};
use crate::model::vocabulary::{FactId, FactType, Vocabulary};
use crate::report::RunEnding;

/// Two codings of the same pilots, held against each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(title = "What brief agree answers")]
pub struct AgreeAnswer {
    /// The format, 1.
    pub format: u32,
    /// The file or folder of the first coder, as it was named.
    pub first: String,
    /// The file or folder of the second.
    pub second: String,
    /// The pilots that both state, in the order of the first.
    pub pilots: Vec<AgreePilot>,
    /// The pilots that only the first states.
    pub only_first: Vec<CodedPilotAnswer>,
    /// The pilots that only the second states.
    pub only_second: Vec<CodedPilotAnswer>,
    /// How far they agree: on whether something is stated, and then on what, by the kind of the facts.
    pub figures: Vec<FigureAnswer>,
    /// How far they agree on each fact of which both state something; empty where there are not several pilots to tell by.
    pub facts: Vec<FactFigureAnswer>,
    /// What was wrong.
    pub errors: Vec<DiagnosticAnswer>,
    /// What is worth knowing.
    pub notices: Vec<DiagnosticAnswer>,
}

/// A pilot as one coder states it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CodedPilotAnswer {
    /// Its id.
    pub pilot: String,
    /// Its title.
    pub title: String,
    /// The file, as it was named.
    pub file: String,
}

/// A pilot that both coders state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AgreePilot {
    /// As the first has it.
    pub first: CodedPilotAnswer,
    /// As the second has it.
    pub second: CodedPilotAnswer,
    /// How many facts both state something of.
    pub both: usize,
    /// Of how many of these they say the same, whoever they name for it.
    pub same: usize,
    /// The facts in which they differ, in the order of the vocabulary.
    pub disagreements: Vec<DisagreementAnswer>,
}

/// A fact in which two coders differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DisagreementAnswer {
    /// Its path.
    pub fact: String,
    /// In what they differ: `only-first` or `only-second` states something of it; or any of `value`, `speaker` and `basis`.
    pub differs: Vec<&'static str>,
    /// What the first states of it.
    pub first: Vec<StatementAnswer<'static>>,
    /// What the second states of it.
    pub second: Vec<StatementAnswer<'static>>,
}

/// How far two coders agree on some units.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FigureAnswer {
    /// On what: `stated` (whether something is stated of a fact), or on what is stated of facts of the type `bool`, `choice`,
    /// `set`, `text`, `number` or `date`.
    pub of: &'static str,
    /// How far two values are apart: `nominal` (the same or not) or `interval` (by the square of their difference).
    pub metric: &'static str,
    /// The agreement.
    #[serde(flatten)]
    pub agreement: AgreementAnswer,
}

/// How far two coders agree on a fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FactFigureAnswer {
    /// Its path.
    pub fact: String,
    /// How far two values are apart: `nominal` or `interval`.
    pub metric: &'static str,
    /// The agreement.
    #[serde(flatten)]
    pub agreement: AgreementAnswer,
    /// Of a number or a date: in how many pilots both state something of it, and not both just one; these are no units.
    pub in_part: usize,
}

/// How far two coders agree, by share and beyond chance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AgreementAnswer {
    /// The units to which both give a value.
    pub units: usize,
    /// Those to which both give the same.
    pub agreed: usize,
    /// The share of these in per cent, with one digit behind the point; null where there are no units.
    pub per_cent: Option<Number>,
    /// Krippendorff's alpha, with three digits behind the point; null where it is not defined.
    pub alpha: Option<Number>,
    /// Why it is not: `nothing-coded`, `no-variation`, `several-scales` or `too-large`.
    pub undefined: Option<&'static str>,
}

impl AgreementAnswer {
    fn new(figure: &Figure) -> Self {
        let Figure { units, agreed, alpha } = figure;
        let number = |text: String| text.parse().ok();
        let undefined = alpha.undefined();
        Self {
            units: *units,
            agreed: *agreed,
            per_cent: figure.per_cent().and_then(number),
            alpha: if undefined.is_none() { number(alpha.to_string()) } else { None },
            undefined,
        }
    }
}

impl CodedPilotAnswer {
    fn new(pilot: &CodedPilot) -> Self {
        Self { pilot: pilot.id.clone(), title: pilot.title.clone(), file: pilot.file.clone() }
    }
}

impl AgreePilot {
    fn new(vocabulary: &Vocabulary, pair: &CodedPair) -> Self {
        let stated = |pilot: &CodedPilot, id: FactId| {
            let fact = vocabulary.fact(id);
            pilot.statements(id).map(|(one, at)| StatementAnswer::new(one, fact, at, None).into_owned()).collect()
        };
        let disagreements = pair.disagreements.iter().map(|one| DisagreementAnswer {
            fact: vocabulary.fact(one.fact).path.clone(),
            differs: one.kinds.iter().map(|kind| Difference::name(*kind)).collect(),
            first: stated(&pair.first, one.fact),
            second: stated(&pair.second, one.fact),
        });
        Self {
            first: CodedPilotAnswer::new(&pair.first),
            second: CodedPilotAnswer::new(&pair.second),
            both: pair.both,
            same: pair.same,
            disagreements: disagreements.collect(),
        }
    }
}

impl AgreeAnswer {
    /// The answer for two codings that were named so.
    #[must_use]
    pub fn new(
        vocabulary: &Vocabulary,
        [first, second]: [String; 2],
        agreement: &Agreement,
        ending: &RunEnding,
    ) -> Self {
        let Agreement { pairs, only_first, only_second, figures } = agreement;
        let figure = |of, metric: Metric, figure| FigureAnswer {
            of,
            metric: metric.name(),
            agreement: AgreementAnswer::new(figure),
        };
        let stated = figures.stated.iter().map(|stated| figure("stated", Metric::Nominal, stated));
        let kinds = figures.kinds.iter().map(|(kind, of_kind)| {
            let has_distance = matches!(kind, FactType::Number | FactType::Date);
            figure(kind.name(), if has_distance { Metric::Interval } else { Metric::Nominal }, of_kind)
        });
        let facts = figures.facts.iter().map(|of_fact| FactFigureAnswer {
            fact: vocabulary.fact(of_fact.fact).path.clone(),
            metric: of_fact.metric.name(),
            agreement: AgreementAnswer::new(&of_fact.figure),
            in_part: of_fact.in_part,
        });
        let (errors, notices) = (diagnostics(&ending.errors), diagnostics(&ending.notices));
        Self {
            format: FORMAT,
            first,
            second,
            pilots: pairs.iter().map(|pair| AgreePilot::new(vocabulary, pair)).collect(),
            only_first: only_first.iter().map(CodedPilotAnswer::new).collect(),
            only_second: only_second.iter().map(CodedPilotAnswer::new).collect(),
            figures: stated.chain(kinds).collect(),
            facts: facts.collect(),
            errors,
            notices,
        }
    }

    /// Whether the two say the same of the same pilots.
    #[must_use]
    pub fn is_full(&self) -> bool {
        let agree = self.pilots.iter().all(|pilot| pilot.disagreements.is_empty());
        agree && self.only_first.is_empty() && self.only_second.is_empty()
    }
}

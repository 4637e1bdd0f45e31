//! Two coders' files of the same pilots: where they disagree, fact by fact, and how far they agree beyond chance.
//!
//! `coding` tells what a coder says of a fact, `alpha` has Krippendorff's alpha, and `figures` works out what is counted.

mod alpha;
mod coding;
mod figures;

use std::collections::BTreeSet;

pub use alpha::{Alpha, Figure};
pub use figures::{FactFigure, Figures, Metric};

use crate::model::Basis;
use crate::model::vocabulary::{Fact, FactId, Vocabulary};
use crate::pilot::{StatedFact, StatedValue, Statement, fold_speaker};
use crate::report::PilotReport;
use crate::text::Place;
use coding::Coding;

/// A pilot as one coder states it.
#[derive(Debug, Clone)]
pub struct CodedPilot {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The file, as it was named.
    pub file: String,
    /// What it states, in the order of the vocabulary.
    facts: Vec<StatedFact<'static>>,
    /// For each statement, in the same order, where it stands.
    places: Vec<Vec<Place>>,
}

/// A pilot that both coders state.
#[derive(Debug, Clone)]
pub struct CodedPair {
    /// As the first states it.
    pub first: CodedPilot,
    /// As the second states it.
    pub second: CodedPilot,
    /// How many facts both state something of.
    pub both: usize,
    /// Of how many of these they say the same.
    pub same: usize,
    /// The facts in which they differ, in the order of the vocabulary.
    pub disagreements: Vec<Disagreement>,
}

/// A fact in which two coders differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disagreement {
    /// The fact.
    pub fact: FactId,
    /// In what they differ; at least one.
    pub kinds: Vec<Difference>,
}

/// In what two coders differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Difference {
    /// Only the first states something of it.
    OnlyFirst,
    /// Only the second does.
    OnlySecond,
    /// They state another value.
    Value,
    /// They name other speakers.
    Speaker,
    /// They give another basis.
    Basis,
}

impl Difference {
    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::OnlyFirst => "only-first",
            Self::OnlySecond => "only-second",
            Self::Value => "value",
            Self::Speaker => "speaker",
            Self::Basis => "basis",
        }
    }
}

/// Two codings held against each other.
#[derive(Debug, Clone, Default)]
pub struct Agreement {
    /// The pilots that both state, in the order of the first.
    pub pairs: Vec<CodedPair>,
    /// The pilots that only the first states.
    pub only_first: Vec<CodedPilot>,
    /// The pilots that only the second states.
    pub only_second: Vec<CodedPilot>,
    /// How far they agree.
    pub figures: Figures,
}

impl CodedPilot {
    /// The pilot of a report, with all that it states.
    #[must_use]
    pub fn from_report(report: &PilotReport<'_>) -> Self {
        let place = |statement: &Statement<'_>| report.lines.place(statement.span.start);
        let facts = &report.pilot.facts;
        Self {
            id: report.pilot.id.to_string(),
            title: report.pilot.title.to_string(),
            file: report.file.to_owned(),
            facts: facts.iter().cloned().map(StatedFact::into_owned).collect(),
            places: facts.iter().map(|stated| stated.statements.iter().map(place).collect()).collect(),
        }
    }

    /// What is stated of a fact, each statement with its place.
    pub fn statements(&self, fact: FactId) -> impl Iterator<Item = (&Statement<'static>, Place)> {
        let at = self.facts.binary_search_by_key(&fact, |stated| stated.fact).ok();
        let found = at.and_then(|at| Some((self.facts.get(at)?, self.places.get(at)?)));
        found.into_iter().flat_map(|(stated, places)| stated.statements.iter().zip(places.iter().copied()))
    }

    /// The statements of a fact that say something of its value.
    fn answered(&self, fact: FactId) -> impl Iterator<Item = &Statement<'static>> {
        self.statements(fact).map(|(statement, _)| statement).filter(|one| one.said != StatedValue::Unanswered)
    }

    fn coding(&self, fact: &Fact) -> Option<Coding> {
        Coding::new(fact, self.answered(fact.id).map(|statement| &statement.said))
    }

    /// Who speaks of a fact, folded; none for the file's own author.
    fn speakers(&self, fact: FactId) -> BTreeSet<Option<String>> {
        self.answered(fact).map(|statement| statement.by.as_deref().map(fold_speaker)).collect()
    }

    fn bases(&self, fact: FactId) -> BTreeSet<Basis> {
        self.answered(fact).map(|statement| statement.basis).collect()
    }
}

/// Holds two codings against each other. Pilots of one id are the same pilot. Where two files were `named`, and there is one
/// pilot in each, these two are compared whatever their ids.
#[must_use]
pub fn agreement(vocabulary: &Vocabulary, first: Vec<CodedPilot>, second: Vec<CodedPilot>, named: bool) -> Agreement {
    let alone = named && first.len() == 1 && second.len() == 1;
    let mut second: Vec<Option<CodedPilot>> = second.into_iter().map(Some).collect();
    let mut agreement = Agreement::default();
    for pilot in first {
        let is_it = |other: &&mut Option<CodedPilot>| other.as_ref().is_some_and(|other| alone || other.id == pilot.id);
        match second.iter_mut().find(is_it).and_then(Option::take) {
            Some(other) => agreement.pairs.push(CodedPair::new(vocabulary, pilot, other)),
            None => agreement.only_first.push(pilot),
        }
    }
    agreement.only_second = second.into_iter().flatten().collect();
    agreement.figures = Figures::new(vocabulary, &agreement.pairs);
    agreement
}

impl CodedPair {
    fn new(vocabulary: &Vocabulary, first: CodedPilot, second: CodedPilot) -> Self {
        let mut pair = Self { first, second, both: 0, same: 0, disagreements: Vec::new() };
        for fact in vocabulary.facts() {
            let kinds = match pair.codings(fact) {
                (None, None) => continue,
                (Some(_), None) => vec![Difference::OnlyFirst],
                (None, Some(_)) => vec![Difference::OnlySecond],
                (Some(one), Some(other)) => {
                    pair.both += 1;
                    pair.same += usize::from(one == other);
                    let (first, second) = (&pair.first, &pair.second);
                    let differs = [
                        (Difference::Value, one != other),
                        (Difference::Speaker, first.speakers(fact.id) != second.speakers(fact.id)),
                        (Difference::Basis, first.bases(fact.id) != second.bases(fact.id)),
                    ];
                    differs.into_iter().filter(|(_, differs)| *differs).map(|(kind, _)| kind).collect()
                }
            };
            if !kinds.is_empty() {
                pair.disagreements.push(Disagreement { fact: fact.id, kinds });
            }
        }
        pair
    }

    /// What either says of a fact.
    fn codings(&self, fact: &Fact) -> (Option<Coding>, Option<Coding>) {
        (self.first.coding(fact), self.second.coding(fact))
    }
}

//! How far two coders agree, kind by kind and fact by fact.

use super::CodedPair;
use super::alpha::{Alpha, Figure};
use super::coding::{Coding, Member, has_distance};
use crate::model::vocabulary::{Fact, FactId, FactType, Vocabulary};

/// How far two values are apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Metric {
    /// They are the same, or not.
    Nominal,
    /// By the square of their difference.
    Interval,
}

impl Metric {
    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Nominal => "nominal",
            Self::Interval => "interval",
        }
    }

    /// That of a fact.
    #[must_use]
    pub fn of(fact: &Fact) -> Self {
        if has_distance(fact) { Self::Interval } else { Self::Nominal }
    }
}

/// How far two coders agree.
#[derive(Debug, Clone, Default)]
pub struct Figures {
    /// On whether something is stated: each fact of the vocabulary in each pilot is a unit.
    pub stated: Option<Figure>,
    /// On what is stated of the facts of a kind, in the order of [`FactType::ALL`]. Of sets, each value is a unit.
    pub kinds: Vec<(FactType, Figure)>,
    /// On what is stated of each fact, where there are several pilots to tell by.
    pub facts: Vec<FactFigure>,
}

/// How far two coders agree on a fact.
#[derive(Debug, Clone)]
pub struct FactFigure {
    /// The fact.
    pub fact: FactId,
    /// How far two of its values are apart.
    pub metric: Metric,
    /// How far they agree.
    pub figure: Figure,
    /// In how many pilots both state something of it, and one or both not just one number.
    pub in_part: usize,
}

/// What both coders say of a fact in one pilot.
type Both = (Coding, Coding);

impl Figures {
    pub(super) fn new(vocabulary: &Vocabulary, pairs: &[CodedPair]) -> Self {
        let mut stated: Vec<(bool, bool)> = Vec::new();
        let mut coded: Vec<(&Fact, Vec<Both>)> = Vec::new();
        for fact in vocabulary.facts() {
            let mut of_fact = Vec::new();
            for pair in pairs {
                let (first, second) = pair.codings(fact);
                stated.push((first.is_some(), second.is_some()));
                of_fact.extend(first.zip(second));
            }
            if !of_fact.is_empty() {
                coded.push((fact, of_fact));
            }
        }
        let kind = |kind: FactType| {
            let of_kind: Vec<&(&Fact, Vec<Both>)> = coded.iter().filter(|(fact, _)| fact.kind == kind).collect();
            (!of_kind.is_empty()).then(|| (kind, pooled(kind, &of_kind)))
        };
        Self {
            stated: (!pairs.is_empty()).then(|| Figure::nominal(&stated)),
            kinds: FactType::ALL.iter().filter_map(|(of, _)| kind(*of)).collect(),
            facts: if pairs.len() > 1 {
                coded.iter().map(|(fact, both)| alone(fact, both)).collect()
            } else {
                Vec::new()
            },
        }
    }
}

/// The figure of all facts of a kind together. True is true of any fact, and so is that a text is there or a value of a set is
/// in; but a value of one choice is another category than that of another, and numbers of several facts have no scale together.
fn pooled(kind: FactType, coded: &[&(&Fact, Vec<Both>)]) -> Figure {
    let all = || coded.iter().flat_map(|(fact, both)| both.iter().map(move |both| (*fact, both)));
    match kind {
        FactType::Set => Figure::nominal(&all().flat_map(|(fact, both)| members(fact, both)).collect::<Vec<_>>()),
        FactType::Choice => {
            let pairs = all().map(|(fact, (first, second))| ((fact.id, first), (fact.id, second)));
            Figure::nominal(&pairs.collect::<Vec<_>>())
        }
        FactType::Bool | FactType::Text => {
            Figure::nominal(&all().map(|(_, (first, second))| (first, second)).collect::<Vec<_>>())
        }
        FactType::Number | FactType::Date => {
            let agreed = all().filter(|(_, (first, second))| first == second).count();
            Figure { units: all().count(), agreed, alpha: Alpha::SeveralScales }
        }
    }
}

/// The figure of one fact over several pilots.
fn alone(fact: &Fact, both: &[Both]) -> FactFigure {
    let mut in_part = 0;
    let figure = if has_distance(fact) {
        let numbers: Vec<_> = both.iter().filter_map(|(first, second)| first.number().zip(second.number())).collect();
        in_part = both.len() - numbers.len();
        Figure::interval(&numbers)
    } else if fact.kind == FactType::Set {
        Figure::nominal(&both.iter().flat_map(|both| members(fact, both)).collect::<Vec<_>>())
    } else {
        Figure::nominal(&both.iter().map(|(first, second)| (first, second)).collect::<Vec<_>>())
    };
    FactFigure { fact: fact.id, metric: Metric::of(fact), figure, in_part }
}

/// The values of a set of which both coders say something.
fn members(fact: &Fact, (first, second): &Both) -> Vec<(Member, Member)> {
    let both = first.members(fact).into_iter().zip(second.members(fact));
    both.filter_map(|(first, second)| first.zip(second)).collect()
}

//! The order in which diagrams ask for facts.
//!
//! A diagram is small where facts that are tested together stand together, and may be huge where they do not.

use std::collections::HashMap;

use super::facts::all_values;
use crate::model::number::{Cut, Range, Ranges};
use crate::model::vocabulary::{FactId, FactType, MAX_VALUES, Vocabulary};
use crate::model::{Condition, Test};

/// What a level asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asks {
    /// Which value the fact has; a branch for each.
    Value,
    /// Whether this value is in the set; two branches, out and in.
    Member(u8),
    /// Whether the fact is stated; two branches, no and yes.
    Stated,
}

/// A level of a diagram.
#[derive(Debug, Clone, Copy)]
pub(super) struct Level {
    /// The place of the fact among the diagram's facts.
    pub group: u16,
    pub asks: Asks,
    pub branches: u8,
}

/// All levels of one fact.
#[derive(Debug, Clone)]
pub(super) struct Group {
    pub fact: FactId,
    /// The place of the fact among those of the rule in the order of the vocabulary.
    pub place: u16,
    pub levels: std::ops::Range<u16>,
    /// Of a number or a date: the places at which the rule tells values apart, in order.
    pub cuts: Vec<Cut>,
}

impl Group {
    /// The cells into which the cuts divide all values, in order: one more than there are cuts.
    pub fn cells(&self) -> impl Iterator<Item = Range> + '_ {
        cells(&self.cuts)
    }

    /// The cells that have any of these values, a bit each.
    pub fn possible(&self, values: &Ranges) -> u64 {
        possible(&self.cuts, values)
    }
}

/// The cells into which some cuts divide all values, in order.
pub(super) fn cells(cuts: &[Cut]) -> impl Iterator<Item = Range> + '_ {
    let from = std::iter::once(None).chain(cuts.iter().copied().map(Some));
    let until = cuts.iter().copied().map(Some).chain([None]);
    from.zip(until).map(|(from, until)| Range { from, until })
}

/// The cells that have any of these values, a bit each.
pub(super) fn possible(cuts: &[Cut], values: &Ranges) -> u64 {
    cells(cuts).enumerate().filter(|(_, cell)| values.meet(*cell)).fold(0, |all, (at, _)| all | 1 << at)
}

/// The most cells that a rule may tell apart of one number or date: a bit of one machine word for each.
pub(super) const MAX_CELLS: usize = MAX_VALUES;

/// The facts of a rule in the order in which its diagrams ask for them.
#[derive(Debug, Clone, Default)]
pub(super) struct Order {
    pub levels: Vec<Level>,
    pub groups: Vec<Group>,
}

/// A fact of a rule with what is asked of it.
struct Asked {
    fact: FactId,
    /// The members that any test looks at.
    members: u64,
    stated: bool,
    /// The places at which any test tells numbers or days apart.
    cuts: Vec<Cut>,
}

impl Order {
    /// The order in which the conditions speak of the facts: what is tested together mostly stands together.
    pub fn as_written(vocabulary: &Vocabulary, conditions: &[&Condition]) -> Self {
        Self::lay_out(vocabulary, &asked(vocabulary, conditions))
    }

    /// The order that keeps the facts of each clause close, found by moving each fact to the middle of its clauses until
    /// that gains nothing (F. A. Aloul, I. L. Markov, K. A. Sakallah, "FORCE: A Fast and Easy-To-Implement
    /// Variable-Ordering Heuristic", 2003).
    pub fn by_clauses(vocabulary: &Vocabulary, conditions: &[&Condition]) -> Self {
        let mut facts = asked(vocabulary, conditions);
        let mut clauses = Vec::new();
        for condition in conditions {
            innermost(condition, &mut clauses);
        }
        let mut least = spread(&facts, &clauses);
        for _ in 0..100 {
            let places: HashMap<FactId, usize> = facts.iter().enumerate().map(|(at, asked)| (asked.fact, at)).collect();
            let place = |fact: &FactId| places.get(fact).copied().unwrap_or_default() * SCALE;
            let middle = |clause: &Vec<FactId>| clause.iter().map(place).sum::<usize>() / clause.len().max(1);
            let pull = |fact: FactId| {
                let middles: Vec<usize> = clauses.iter().filter(|clause| clause.contains(&fact)).map(middle).collect();
                if middles.is_empty() { place(&fact) } else { middles.iter().sum::<usize>() / middles.len() }
            };
            let mut moved: Vec<(usize, Asked)> = facts.drain(..).map(|asked| (pull(asked.fact), asked)).collect();
            moved.sort_by_key(|(pull, _)| *pull);
            facts = moved.into_iter().map(|(_, asked)| asked).collect();
            let now = spread(&facts, &clauses);
            if now >= least {
                break;
            }
            least = now;
        }
        Self::lay_out(vocabulary, &facts)
    }

    /// As written, but with some facts before all others.
    pub fn with_first(vocabulary: &Vocabulary, conditions: &[&Condition], first: &[FactId]) -> Self {
        let mut facts = asked(vocabulary, conditions);
        facts.sort_by_key(|asked| !first.contains(&asked.fact));
        Self::lay_out(vocabulary, &facts)
    }

    fn lay_out(vocabulary: &Vocabulary, facts: &[Asked]) -> Self {
        let mut order = Self::default();
        for (group, asked) in (0u16..).zip(facts) {
            let fact = vocabulary.fact(asked.fact);
            let first = order.next_level();
            if fact.kind == FactType::Set {
                for member in (0u8..64).filter(|member| asked.members >> member & 1 == 1) {
                    order.levels.push(Level { group, asks: Asks::Member(member), branches: 2 });
                }
            } else if matches!(fact.kind, FactType::Number | FactType::Date) {
                // One that is only asked whether it is stated has one cell, of which nothing needs to be asked.
                if !asked.cuts.is_empty() {
                    let branches = u8::try_from(asked.cuts.len() + 1).unwrap_or(u8::MAX);
                    order.levels.push(Level { group, asks: Asks::Value, branches });
                }
            } else {
                let branches = u8::try_from(all_values(fact).count_ones()).unwrap_or(u8::MAX);
                order.levels.push(Level { group, asks: Asks::Value, branches });
            }
            if asked.stated {
                order.levels.push(Level { group, asks: Asks::Stated, branches: 2 });
            }
            let place = facts.iter().filter(|other| other.fact < asked.fact).count();
            let place = u16::try_from(place).unwrap_or(u16::MAX);
            let (levels, cuts) = (first..order.next_level(), asked.cuts.clone());
            order.groups.push(Group { fact: asked.fact, place, levels, cuts });
        }
        order
    }

    fn next_level(&self) -> u16 {
        u16::try_from(self.levels.len()).unwrap_or(u16::MAX)
    }
}

/// Places are scaled, so that the middle of two neighbours is between them.
const SCALE: usize = 1024;

/// What the conditions ask of each fact, in the order written.
fn asked(vocabulary: &Vocabulary, conditions: &[&Condition]) -> Vec<Asked> {
    let mut facts: Vec<Asked> = Vec::new();
    for condition in conditions {
        condition.visit(&mut |fact, test| {
            let all = vocabulary.fact(fact).all_values();
            let members = match test {
                Test::Includes(values) | Test::IncludesAny(values) | Test::Excludes(values) => values,
                Test::Only(values) => all & !values,
                Test::AtLeast(_) | Test::Empty | Test::NotEmpty => all,
                Test::OneOf(_) | Test::NoneOf(_) | Test::Within(_) | Test::Stated => 0,
            };
            let stated = test == Test::Stated;
            let range = if let Test::Within(range) = test { range } else { Range::ALL };
            let cuts = range.cuts();
            match facts.iter_mut().find(|asked| asked.fact == fact) {
                Some(asked) => {
                    asked.members |= members;
                    asked.stated |= stated;
                    asked.cuts.extend(cuts);
                }
                None => facts.push(Asked { fact, members, stated, cuts: cuts.collect() }),
            }
        });
    }
    for asked in &mut facts {
        asked.cuts.sort_unstable();
        asked.cuts.dedup();
    }
    facts
}

/// The facts of each condition that has no part with two facts or more.
fn innermost(condition: &Condition, clauses: &mut Vec<Vec<FactId>>) {
    let parts: Vec<&Condition> = match condition {
        Condition::All(parts) | Condition::Any(parts) => parts.iter().collect(),
        Condition::Not(part) => return innermost(part, clauses),
        Condition::If(scope, then) => vec![scope, then],
        Condition::Fact(..) => return,
    };
    let simple = parts.iter().all(|part| part.facts().len() < 2);
    if simple {
        clauses.push(condition.facts());
    } else {
        for part in parts {
            innermost(part, clauses);
        }
    }
}

/// How far the clauses reach, all together.
fn spread(facts: &[Asked], clauses: &[Vec<FactId>]) -> usize {
    let reach = |clause: &Vec<FactId>| {
        let mut places = facts.iter().enumerate().filter(|(_, asked)| clause.contains(&asked.fact)).map(|(at, _)| at);
        let first = places.next().unwrap_or_default();
        places.next_back().unwrap_or(first) - first
    };
    clauses.iter().map(reach).sum()
}

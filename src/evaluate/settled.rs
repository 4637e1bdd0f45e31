//! A fact as the search for a pilot settles it, and what a pilot then says of it.

use super::order::{Asks, Level};
use crate::model::number::Range;
use crate::model::vocabulary::{Fact, FactId, FactType, bits};
use crate::pilot::{NO_TEXT, NumberClaim, StatedFact, StatedValue, Statement};

/// How a fact is settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Way {
    /// It has one value.
    Stated,
    /// It is not stated; of a set, members may be excluded.
    Unsaid,
    /// It is contested between two values.
    Contested,
    /// It is contested between two values, by what is ruled out alone.
    ContestedUnsaid,
}

impl Way {
    pub fn is_contested(self) -> bool {
        matches!(self, Self::Contested | Self::ContestedUnsaid)
    }
}

/// A fact as the search has settled it.
pub(super) struct Settled {
    pub fact: FactId,
    way: Way,
    /// The value, or the bits of the members; both sides of a contested fact.
    values: [u64; 2],
    /// The bits of the members, or of the values, that are excluded.
    excluded: u64,
    /// Whether the value was settled, or else makes no difference.
    is_known: bool,
}

impl Settled {
    /// A fact of which no level has been taken yet.
    pub fn new(fact: FactId, kind: FactType, way: Way) -> Self {
        // Where a value makes no difference a bool is true, and a text one.
        let value = u64::from(matches!(kind, FactType::Bool | FactType::Text));
        Self { fact, way, values: [value; 2], excluded: 0, is_known: false }
    }

    /// Takes the branches at one of its levels.
    pub fn take(&mut self, asked: Level, branches: &[[u32; 2]]) {
        match (asked.asks, branches) {
            (Asks::Value, _) if self.way == Way::Unsaid => {
                let left = branches.iter().fold(0u64, |left, [branch, _]| left | 1 << branch);
                self.excluded = bits(usize::from(asked.branches)) & !left;
            }
            (Asks::Value, [[one, _], .., [other, _]]) if self.way == Way::ContestedUnsaid => {
                self.values = [u64::from(*one), u64::from(*other)];
                self.is_known = true;
            }
            (Asks::Value, [values]) => {
                self.values = values.map(u64::from);
                self.is_known = true;
            }
            (Asks::Member(member), [taken]) => {
                for (value, taken) in self.values.iter_mut().zip(taken) {
                    *value |= u64::from(*taken) << member;
                }
                self.excluded |= 1 << member;
            }
            _ => {}
        }
    }

    /// What a pilot says of it, if anything; `cells` are those of a number or a date.
    pub fn stated(&self, fact: &Fact, cells: &[Range]) -> Option<StatedFact<'static>> {
        let members = |bits: u64| (0u8..64).filter(move |member| bits >> member & 1 == 1).collect::<Vec<u8>>();
        let cell = |value: u64| {
            let cell = usize::try_from(value).ok().and_then(|at| cells.get(at)).filter(|_| self.is_known);
            cell.copied().unwrap_or(Range::ALL).and(fact.range)
        };
        let said = |value: u64| match fact.kind {
            FactType::Bool => StatedValue::Bool(value == 1),
            FactType::Choice => StatedValue::Choice(u8::try_from(value).unwrap_or_default()),
            FactType::Text if value == 0 => StatedValue::Text(NO_TEXT.into()),
            FactType::Text => StatedValue::Text("somebody".into()),
            FactType::Set => StatedValue::Exactly(members(value)),
            FactType::Number | FactType::Date => StatedValue::some_of(fact.kind, cell(value)),
        };
        // Cells beyond the bounds of a number or a date are left out without a word.
        let excluded = || match fact.kind {
            FactType::Set => Some(StatedValue::Partly { includes: Vec::new(), excludes: members(self.excluded) }),
            FactType::Number => {
                let points = members(self.excluded).into_iter().filter_map(|at| cells.get(usize::from(at))?.only());
                let points: Vec<_> = points.filter(|point| fact.range.contains(*point)).collect();
                (!points.is_empty()).then_some(StatedValue::Number(NumberClaim::NoneOf(points)))
            }
            FactType::Date => None,
            _ => Some(StatedValue::NoneOf(members(self.excluded))),
        };
        let said = match self.way {
            Way::Stated => vec![said(self.values[0])],
            Way::Contested if self.values[0] == self.values[1] => vec![said(self.values[0])],
            Way::Contested => self.values.map(said).to_vec(),
            Way::Unsaid if self.excluded == 0 => return None,
            Way::Unsaid => vec![excluded()?],
            Way::ContestedUnsaid => {
                let sides = if self.is_known { self.values } else { [0, 1] };
                let all = (0u8..).take(fact.values.len());
                let all_but = |side: u64| all.clone().filter(|value| u64::from(*value) != side).collect();
                sides.map(|side| StatedValue::NoneOf(all_but(side))).to_vec()
            }
        };
        Some(StatedFact { fact: self.fact, statements: said.into_iter().map(Statement::plain).collect() })
    }
}

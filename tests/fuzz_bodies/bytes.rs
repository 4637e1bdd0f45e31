//! Choices, made by the bytes that a fuzzer gives: where they end, every choice is the first.

use watching_brief::model::Basis;
use watching_brief::model::number::{Day, Decimal};
use watching_brief::model::vocabulary::{Fact, FactType};
use watching_brief::pilot::{DateClaim, NumberClaim, StatedValue, Statement};

/// Speakers as they are written; once folded, some of them are the same.
pub const SPEAKERS: [&str; 5] = ["DWP", "a claimant", "The Provider", "the  provider", " dwp"];

/// Bytes that are taken one by one.
#[derive(Debug)]
pub struct Bytes<'b>(pub std::slice::Iter<'b, u8>);

impl<'b> Bytes<'b> {
    /// All of these.
    pub fn new(bytes: &'b [u8]) -> Self {
        Self(bytes.iter())
    }

    /// The next byte; 0 where none is left.
    pub fn byte(&mut self) -> u8 {
        self.0.next().copied().unwrap_or_default()
    }

    /// A number below `most`, or 0.
    pub fn below(&mut self, most: usize) -> usize {
        usize::from(self.byte()) % most.max(1)
    }

    /// Whether something is so, as often as not.
    pub fn flip(&mut self) -> bool {
        self.byte() & 1 == 1
    }

    /// One of these.
    pub fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }

    /// Some of so many bits, and at least one.
    pub fn bits(&mut self, count: usize) -> u32 {
        let any = u32::from_le_bytes([self.byte(), if count > 8 { self.byte() } else { 0 }, 0, 0]);
        let bits = any & u32::try_from((1u64 << count) - 1).unwrap_or(u32::MAX);
        if bits == 0 { 1 } else { bits }
    }

    /// A statement of a fact, by anybody, on any basis.
    pub fn statement(&mut self, fact: &Fact) -> Statement<'static> {
        let said = self.said(fact);
        let spoken = self.byte();
        let by = SPEAKERS.get(usize::from(spoken >> 2) % (SPEAKERS.len() + 1)).map(|speaker| (*speaker).into());
        let basis = Basis::ALL[usize::from(spoken & 3) % Basis::ALL.len()].0;
        Statement { by, basis, ..Statement::plain(said) }
    }

    /// Anything that can be said of a fact.
    pub fn said(&mut self, fact: &Fact) -> StatedValue<'static> {
        let count = fact.values.len();
        match fact.kind {
            FactType::Bool => StatedValue::Bool(self.flip()),
            FactType::Choice => StatedValue::Choice(member(self.below(count))),
            FactType::Text => StatedValue::Text(self.one(&["none", "the trust", "a board"]).into()),
            FactType::Number => {
                let number = Decimal::whole(i64::try_from(self.below(9)).expect("small"));
                StatedValue::Number(match self.below(4) {
                    0 => NumberClaim::Is(number),
                    1 => NumberClaim::NoneOf(vec![number]),
                    2 => NumberClaim::Within { at_least: Some(number), at_most: None },
                    _ => NumberClaim::Within { at_least: None, at_most: Some(number) },
                })
            }
            FactType::Date => {
                let day = Day::parse(&format!("2024-01-0{}", 1 + self.below(9))).expect("a day");
                StatedValue::Date(match self.below(3) {
                    0 => DateClaim::Is(day),
                    1 => DateClaim::Within { from: Some(day), until: None },
                    _ => DateClaim::Within { from: None, until: Some(day) },
                })
            }
            FactType::Set => {
                let (how, bits) = (self.below(4), self.bits(count));
                let within = |bits: u32| (0..count).filter(|at| bits >> at & 1 == 1).map(member).collect::<Vec<u8>>();
                match how {
                    0 => StatedValue::Exactly(within(bits)),
                    1 => StatedValue::Exactly(within(bits & (bits - 1))),
                    2 => StatedValue::Partly { includes: Vec::new(), excludes: within(bits) },
                    _ => {
                        let included = bits & self.bits(count);
                        StatedValue::Partly { includes: within(included), excludes: within(bits & !included) }
                    }
                }
            }
        }
    }
}

fn member(at: usize) -> u8 {
    u8::try_from(at).expect("few values")
}

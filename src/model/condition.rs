//! Conditions: what a rule requires, and what its scope is.

use crate::model::number::Range;
use crate::model::vocabulary::FactId;

/// A condition over the facts of a pilot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// All of these hold.
    All(Vec<Condition>),
    /// At least one of these holds.
    Any(Vec<Condition>),
    /// This does not hold.
    Not(Box<Condition>),
    /// Where the first holds, the second does.
    If(Box<Condition>, Box<Condition>),
    /// A fact passes a test.
    Fact(FactId, Test),
}

/// A test that is put to a fact. Values are bits, by their place among the fact's values; of a fact that is true or
/// false, bit 0 is false and bit 1 is true.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Test {
    /// The value is one of these.
    OneOf(u64),
    /// The value is none of these.
    NoneOf(u64),
    /// The set has all of these.
    Includes(u64),
    /// The set has at least one of these.
    IncludesAny(u64),
    /// The set has none of these.
    Excludes(u64),
    /// The set has nothing but these.
    Only(u64),
    /// The number, or the day, is in this range.
    Within(Range),
    /// The set has so many members or more.
    AtLeast(u32),
    /// The set has nothing.
    Empty,
    /// The set has something.
    NotEmpty,
    /// The fact is stated at all.
    Stated,
}

impl Condition {
    /// Visits the condition and all its parts, each before its own parts, in the order written.
    pub fn walk<'c>(&'c self, visitor: &mut impl FnMut(&'c Condition)) {
        visitor(self);
        self.parts().for_each(|part| part.walk(visitor));
    }

    /// The parts of which it is made, in the order written: of an implication both sides, of a test none.
    pub fn parts(&self) -> impl Iterator<Item = &Condition> {
        let (list, boxed): (&[Self], [Option<&Self>; 2]) = match self {
            Self::All(parts) | Self::Any(parts) => (parts, [None, None]),
            Self::Not(part) => (&[], [Some(part), None]),
            Self::If(scope, then) => (&[], [Some(scope), Some(then)]),
            Self::Fact(..) => (&[], [None, None]),
        };
        list.iter().chain(boxed.into_iter().flatten())
    }

    /// Visits every test with its fact, in the order written.
    pub fn visit(&self, visitor: &mut impl FnMut(FactId, Test)) {
        self.walk(&mut |part| {
            if let Self::Fact(fact, test) = part {
                visitor(*fact, *test);
            }
        });
    }

    /// The facts that it speaks of, in the order of the vocabulary.
    #[must_use]
    pub fn facts(&self) -> Vec<FactId> {
        let mut facts = Vec::new();
        self.visit(&mut |fact, _| facts.push(fact));
        facts.sort_unstable();
        facts.dedup();
        facts
    }
}

//! The vocabulary: every fact that a pilot may state, with its type, its meaning and its question.

mod difference;
mod fact_set;

use std::sync::{Arc, LazyLock};

use crate::model::number::{Day, Decimal, Range};
pub use difference::VocabularyDifference;
pub use fact_set::FactSet;

use super::Dimension;
use crate::text::words;

/// The most values that a choice or a set may have: their bits stand in one machine word.
pub const MAX_VALUES: usize = 64;

/// The most facts that a vocabulary may have.
pub const MAX_FACTS: usize = 512;

/// Which fact; ordered as the vocabulary is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FactId(u16);

impl FactId {
    /// The first fact of every vocabulary.
    pub const FIRST: Self = Self(0);

    /// The fact at a place of a vocabulary, from 0; none beyond the most facts that one may have.
    #[must_use]
    pub fn at(place: usize) -> Option<Self> {
        u16::try_from(place).ok().filter(|_| place < MAX_FACTS).map(Self)
    }

    /// The fact's place in the vocabulary, from 0.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// What kind of values a fact takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FactType {
    /// True or false.
    Bool,
    /// One of the fact's values.
    Choice,
    /// Any of the fact's values together.
    Set,
    /// A text, or `none` where it is known that there is none.
    Text,
    /// A decimal number.
    Number,
    /// A day of the calendar.
    Date,
}

impl FactType {
    /// All of them, with their names.
    pub const ALL: [(Self, &'static str); 6] = [
        (Self::Bool, "bool"),
        (Self::Choice, "choice"),
        (Self::Set, "set"),
        (Self::Text, "text"),
        (Self::Number, "number"),
        (Self::Date, "date"),
    ];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        super::name_of(&Self::ALL, self)
    }

    /// Whether it takes values of a list.
    #[must_use]
    pub fn has_values(self) -> bool {
        matches!(self, Self::Choice | Self::Set)
    }
}

/// One fact.
#[derive(Debug, Clone)]
pub struct Fact {
    /// Which fact it is.
    pub id: FactId,
    /// The section that it stands in, such as `referral`.
    pub section: String,
    /// Its name within the section, such as `work_coach_role`.
    pub name: String,
    /// Section and name, such as `referral.work_coach_role`.
    pub path: String,
    /// The kind of its values.
    pub kind: FactType,
    /// The values of a choice or a set, in order; empty for the other types.
    pub values: Vec<String>,
    /// What each of these values means, in the same order; empty where nothing says so.
    pub meanings: Vec<String>,
    /// What a number counts, such as `weeks`.
    pub unit: Option<String>,
    /// The values that a number or a date may have.
    pub range: Range,
    /// What a stated value says.
    pub means: String,
    /// The question to put while the fact is unstated.
    pub ask: String,
}

impl Fact {
    /// The place of a value among the fact's values, from 0.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<u8> {
        self.values.iter().position(|value| value == name).and_then(|at| u8::try_from(at).ok())
    }

    /// The name of the value at a place.
    #[must_use]
    pub fn value_name(&self, index: u8) -> &str {
        self.values.get(index as usize).map_or("", String::as_str)
    }

    /// The values that a meaning is given for, each with that.
    pub fn values_with_meaning(&self) -> impl Iterator<Item = (&str, &str)> {
        let both = self.values.iter().zip(&self.meanings);
        both.filter(|(_, means)| !means.is_empty()).map(|(value, means)| (value.as_str(), means.as_str()))
    }

    /// The least and the greatest value that a number may have, or the first and the last day of a date, as far as there are
    /// bounds.
    #[must_use]
    pub fn first_and_last(&self) -> (Option<String>, Option<String>) {
        let show = |at: Decimal| match self.kind {
            FactType::Date => Day::of(at).map_or_else(String::new, |day| day.to_string()),
            _ => at.to_string(),
        };
        let last = |at: Decimal| match self.kind {
            FactType::Date => at.next(false).map_or_else(String::new, show),
            _ => show(at),
        };
        (self.range.from.map(|from| show(from.at)), self.range.until.map(|until| last(until.at)))
    }

    /// What the bounds of a number or a date allow, in words.
    #[must_use]
    pub fn bounds(&self) -> String {
        match self.first_and_last() {
            (Some(least), Some(greatest)) => format!("is from {least} to {greatest}"),
            (Some(least), None) if self.kind == FactType::Date => format!("is not before {least}"),
            (Some(least), None) => format!("is at least {least}"),
            (None, Some(greatest)) if self.kind == FactType::Date => format!("is not after {greatest}"),
            (None, Some(greatest)) => format!("is at most {greatest}"),
            (None, None) => "has no bounds".to_owned(),
        }
    }

    /// The bits of all values of a choice or a set.
    #[must_use]
    pub fn all_values(&self) -> u64 {
        bits(self.values.len())
    }

    /// The names of the values whose bits are set, in the order of the vocabulary.
    #[must_use]
    pub fn names(&self, values: u64) -> Vec<&str> {
        let named = self.values.iter().enumerate().filter(|(at, _)| values >> at & 1 == 1);
        named.map(|(_, name)| name.as_str()).collect()
    }
}

/// A word with its lowest `count` bits set.
pub(crate) fn bits(count: usize) -> u64 {
    if count >= MAX_VALUES { u64::MAX } else { (1 << count) - 1 }
}

/// The vocabularies that a vocabulary is made of: those that it extends, and then itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VocabularyPart {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The digest of its document, in lower case hexadecimal.
    pub sha256: String,
    /// How many facts it has, those included that it takes over.
    pub facts: usize,
}

/// A section of facts.
#[derive(Debug, Clone)]
struct Section {
    name: String,
    title: Option<String>,
    facts: Vec<Fact>,
}

/// All facts, in order: those that are taken over first.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    facts: Vec<Fact>,
    sections: Vec<Section>,
    dimensions: Vec<(Dimension, String)>,
    parts: Vec<VocabularyPart>,
}

impl Vocabulary {
    /// The vocabulary of some facts, in the order of their ids, in sections with their titles.
    #[must_use]
    pub fn new(
        facts: Vec<Fact>,
        sections: Vec<(String, Option<String>)>,
        dimensions: Vec<(Dimension, String)>,
        parts: Vec<VocabularyPart>,
    ) -> Self {
        let of = |name: &str| facts.iter().filter(|fact| fact.section == name).cloned().collect();
        let sections = sections.into_iter().map(|(name, title)| Section { facts: of(&name), name, title });
        let sections = sections.filter(|section| !section.facts.is_empty()).collect();
        Self { facts, sections, dimensions, parts }
    }

    /// The vocabulary of documents that speak of no facts.
    #[must_use]
    pub fn empty() -> &'static Arc<Self> {
        static EMPTY: LazyLock<Arc<Vocabulary>> = LazyLock::new(Arc::default);
        &EMPTY
    }

    /// Its id, by which rule sets and pilots name it.
    #[must_use]
    pub fn id(&self) -> &str {
        self.parts.last().map_or("", |part| part.id.as_str())
    }

    /// The facts that it declares itself.
    pub fn own_facts(&self) -> impl Iterator<Item = &Fact> {
        let taken_over = self.parts.iter().rev().nth(1).map_or(0, |part| part.facts);
        self.facts.iter().skip(taken_over)
    }

    /// Those that it extends, and then itself.
    #[must_use]
    pub fn parts(&self) -> &[VocabularyPart] {
        &self.parts
    }

    /// Whether it is the vocabulary of this id, or extends that.
    #[must_use]
    pub fn includes(&self, id: &str) -> bool {
        self.parts.iter().any(|part| part.id == id)
    }

    /// The dimensions, each with what it takes in.
    #[must_use]
    pub fn dimensions(&self) -> &[(Dimension, String)] {
        &self.dimensions
    }

    /// The dimension of a name, as a rule file has it; upper and lower case count as the same.
    #[must_use]
    pub fn dimension(&self, name: &str) -> Option<&Dimension> {
        self.dimensions.iter().map(|(dimension, _)| dimension).find(|known| known.name().eq_ignore_ascii_case(name))
    }

    /// The dimension that somebody asks about by a name; upper and lower case count as the same, and `_` as `-`.
    #[must_use]
    pub fn dimension_asked_for(&self, name: &str) -> Option<&Dimension> {
        let name = name.replace('_', "-");
        let mut all = self.dimensions.iter().map(|(dimension, _)| dimension);
        all.find(|known| known.name().replace('_', "-").eq_ignore_ascii_case(&name))
    }

    /// What a dimension takes in.
    #[must_use]
    pub fn dimension_title(&self, dimension: &Dimension) -> &str {
        self.dimensions.iter().find(|(known, _)| known == dimension).map_or("", |(_, title)| title.as_str())
    }

    /// What a section takes in: as its title says, or else that of the dimension of the same name.
    #[must_use]
    pub fn section_title(&self, name: &str) -> Option<&str> {
        let own = self.sections.iter().find(|section| section.name == name).and_then(|one| one.title.as_deref());
        own.or_else(|| {
            self.dimensions.iter().find(|(known, _)| known.section() == name).map(|(_, title)| title.as_str())
        })
    }

    /// All facts, in order.
    #[must_use]
    pub fn facts(&self) -> &[Fact] {
        &self.facts
    }

    /// A fact by its id.
    ///
    /// # Panics
    /// If the id is of another, larger vocabulary.
    #[must_use]
    #[allow(clippy::indexing_slicing, reason = "ids are only made by the vocabulary that they index")]
    pub fn fact(&self, id: FactId) -> &Fact {
        &self.facts[id.index()]
    }

    /// The sections with their facts, in order.
    pub fn sections(&self) -> impl Iterator<Item = (&str, &[Fact])> {
        self.sections.iter().map(|section| (section.name.as_str(), section.facts.as_slice()))
    }

    /// The facts of a section.
    #[must_use]
    pub fn section(&self, name: &str) -> Option<&[Fact]> {
        self.sections().find(|(section, _)| *section == name).map(|(_, facts)| facts)
    }

    /// A fact by section and name.
    #[must_use]
    pub fn find(&self, section: &str, name: &str) -> Option<&Fact> {
        self.section(section)?.iter().find(|fact| fact.name == name)
    }

    /// A fact by its path, such as `referral.work_coach_role`.
    #[must_use]
    pub fn find_path(&self, path: &str) -> Option<&Fact> {
        let (section, name) = path.split_once('.')?;
        self.find(section, name)
    }

    /// The fact whose path is nearest to `path`: by name within the section first, then by name in any section.
    #[must_use]
    pub fn nearest(&self, path: &str) -> Option<&Fact> {
        if let Some((section, name)) = path.split_once('.') {
            if let Some(facts) = self.section(section) {
                let near = words::nearest(name, facts.iter().map(|fact| fact.name.as_str()));
                if let Some(fact) = near.and_then(|near| self.find(section, near)) {
                    return Some(fact);
                }
            }
            if let Some(fact) = self.facts.iter().find(|fact| fact.name == name) {
                return Some(fact);
            }
        } else if let Some(fact) = self.facts.iter().find(|fact| fact.name == path) {
            return Some(fact);
        }
        let near = words::nearest(path, self.facts.iter().map(|fact| fact.path.as_str()));
        near.and_then(|near| self.find_path(near))
    }
}

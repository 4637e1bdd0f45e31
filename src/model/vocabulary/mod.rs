//! The vocabulary: every fact that a pilot may state, with its type, its meaning and its question.

mod fact_set;

use std::fmt;
use std::marker::PhantomData;
use std::sync::{Arc, LazyLock};

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use crate::model::number::{Day, Decimal, Range};
use crate::text::words;
pub use fact_set::FactSet;

/// The vocabulary that is shipped, as it stands in `vocabulary.yaml`.
const SHIPPED: &str = include_str!("vocabulary.yaml");

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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
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

/// All facts, section by section.
#[derive(Debug, Clone)]
pub struct Vocabulary {
    facts: Vec<Fact>,
    sections: Vec<(String, std::ops::Range<usize>)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Declared {
    #[serde(rename = "type")]
    kind: FactType,
    #[serde(default)]
    values: Vec<String>,
    unit: Option<String>,
    least: Option<Bound>,
    greatest: Option<Bound>,
    means: String,
    ask: String,
}

/// The least or the greatest value of a number or a date, as it is written.
#[derive(Deserialize)]
#[serde(untagged)]
enum Bound {
    Whole(i64),
    Fraction(f64),
    Text(String),
}

impl Bound {
    fn written(&self) -> String {
        match self {
            Self::Whole(number) => number.to_string(),
            Self::Fraction(number) => number.to_string(),
            Self::Text(text) => text.clone(),
        }
    }
}

/// The values that a fact may have by its bounds.
fn range(kind: FactType, least: Option<&Bound>, greatest: Option<&Bound>) -> Option<Range> {
    let number = |bound: Option<&Bound>| {
        bound.map(|bound| Decimal::parse(&bound.written()).ok()).map_or(Some(None), |known| known.map(Some))
    };
    let day = |bound: Option<&Bound>| {
        bound.map(|bound| Day::parse(&bound.written())).map_or(Some(None), |known| known.map(Some))
    };
    let range = match kind {
        FactType::Number => Range::numbers(number(least)?, number(greatest)?),
        FactType::Date => Range::days(day(least)?, day(greatest)?),
        _ if least.is_some() || greatest.is_some() => return None,
        _ => Range::ALL,
    };
    (!range.is_empty()).then_some(range)
}

/// A mapping in the order in which it is written.
struct Ordered<T>(Vec<(String, T)>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Ordered<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for Entries<T> {
            type Value = Ordered<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a mapping")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Ordered(entries))
            }
        }

        deserializer.deserialize_map(Entries(PhantomData))
    }
}

impl Vocabulary {
    /// The shipped vocabulary.
    #[must_use]
    pub fn shipped() -> &'static Arc<Self> {
        static VOCABULARY: LazyLock<Arc<Vocabulary>> = LazyLock::new(|| {
            let parsed = Vocabulary::parse(SHIPPED);
            // A test reads the shipped vocabulary, so that this never happens to a user.
            #[allow(clippy::expect_used, reason = "the text is part of the program and tested with it")]
            Arc::new(parsed.expect("the shipped vocabulary is sound"))
        });
        &VOCABULARY
    }

    /// The vocabulary of documents that speak of no facts.
    #[must_use]
    pub fn empty() -> &'static Arc<Self> {
        static EMPTY: LazyLock<Arc<Vocabulary>> =
            LazyLock::new(|| Arc::new(Vocabulary { facts: Vec::new(), sections: Vec::new() }));
        &EMPTY
    }

    /// Reads a vocabulary: sections, and in each the facts with `type`, `values`, `means` and `ask`.
    ///
    /// # Errors
    /// Says what is wrong where the text is not of that form, where a choice or a set has no values or more than
    /// [`MAX_VALUES`], or where there are more facts than [`MAX_FACTS`].
    pub fn parse(text: &str) -> Result<Self, String> {
        let declared: Ordered<Ordered<Declared>> = serde_yaml::from_str(text).map_err(|error| error.to_string())?;
        let (mut facts, mut sections) = (Vec::new(), Vec::new());
        for (section, inside) in declared.0 {
            let first = facts.len();
            for (name, fact) in inside.0 {
                let listed = matches!(fact.kind, FactType::Choice | FactType::Set);
                if listed == fact.values.is_empty() || fact.values.len() > MAX_VALUES {
                    return Err(format!("{section}.{name}: {} values do not fit its type", fact.values.len()));
                }
                let bounds = range(fact.kind, fact.least.as_ref(), fact.greatest.as_ref());
                let range = bounds.ok_or_else(|| format!("{section}.{name}: its bounds do not fit its type"))?;
                if fact.unit.is_some() && fact.kind != FactType::Number {
                    return Err(format!("{section}.{name}: only a number has a unit"));
                }
                let id = FactId::at(facts.len()).ok_or_else(|| format!("more than {MAX_FACTS} facts"))?;
                facts.push(Fact {
                    id,
                    path: format!("{section}.{name}"),
                    section: section.clone(),
                    name,
                    kind: fact.kind,
                    values: fact.values,
                    unit: fact.unit,
                    range,
                    means: fact.means,
                    ask: fact.ask,
                });
            }
            sections.push((section, first..facts.len()));
        }
        Ok(Self { facts, sections })
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
        self.sections.iter().map(|(name, range)| (name.as_str(), self.facts.get(range.clone()).unwrap_or_default()))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_vocabulary_is_sound() {
        let vocabulary = Vocabulary::parse(SHIPPED).expect("sound");
        assert_eq!(vocabulary.facts().len(), 101);
        for fact in vocabulary.facts() {
            assert_eq!(vocabulary.find_path(&fact.path).map(|found| found.id), Some(fact.id));
            assert!(fact.ask.ends_with('?'), "{} asks no question", fact.path);
            let named = fact.path.chars().all(|c| c.is_ascii_lowercase() || matches!(c, '_' | '.'));
            assert!(named, "{} is not a plain name", fact.path);
            let mut values = fact.values.clone();
            values.sort();
            values.dedup();
            assert_eq!(values.len(), fact.values.len(), "{} has a value twice", fact.path);
        }
    }

    /// A question that wants yes or no begins so, and one that wants a name, a list or a number does not.
    #[test]
    fn a_question_reads_as_what_it_asks() {
        for fact in Vocabulary::shipped().facts() {
            let first = fact.ask.split(' ').next().unwrap_or_default();
            let wants_yes_or_no = ["Is", "Are", "Do", "Does", "Can", "Will", "Would", "Has", "Have"].contains(&first);
            assert_eq!(wants_yes_or_no, fact.kind == FactType::Bool, "{}: {}", fact.path, fact.ask);
        }
    }

    #[test]
    fn the_nearest_fact_is_looked_for_in_its_section_first() {
        let vocabulary = Vocabulary::shipped();
        let near = |path| vocabulary.nearest(path).map(|fact| fact.path.as_str());
        assert_eq!(near("referral.work_coach_rol"), Some("referral.work_coach_role"));
        assert_eq!(near("referral.participation"), Some("voluntariness.participation"));
        assert_eq!(near("data_sharing.consnt"), Some("data_sharing.consent"));
        assert_eq!(near("refferal.routes"), Some("referral.routes"));
        assert_eq!(near("unheard.of_entirely"), None);
    }
}

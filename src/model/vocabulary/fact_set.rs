//! Sets of facts, as bits.

use super::{FactId, MAX_FACTS};

/// The words that hold a bit for each fact that a vocabulary may have.
const WORDS: usize = MAX_FACTS / 64;

/// A set of facts of one vocabulary: small, and without an allocation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FactSet([u64; WORDS]);

impl FactSet {
    /// Puts a fact in; gives whether it was not in already.
    pub fn insert(&mut self, fact: FactId) -> bool {
        let (word, bit) = place(fact);
        self.0.get_mut(word).is_some_and(|word| {
            let is_new = *word & bit == 0;
            *word |= bit;
            is_new
        })
    }

    /// Takes a fact out.
    pub fn remove(&mut self, fact: FactId) {
        let (word, bit) = place(fact);
        if let Some(word) = self.0.get_mut(word) {
            *word &= !bit;
        }
    }

    /// Whether a fact is in it.
    #[must_use]
    pub fn contains(&self, fact: FactId) -> bool {
        let (word, bit) = place(fact);
        self.0.get(word).is_some_and(|word| word & bit != 0)
    }

    /// Whether any fact is in both.
    #[must_use]
    pub fn meets(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).any(|(a, b)| a & b != 0)
    }

    /// The number of facts in it.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Whether there is no fact in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }

    /// Its facts, in the order of the vocabulary.
    pub fn iter(&self) -> impl Iterator<Item = FactId> + '_ {
        let of_word = |(at, word): (usize, &u64)| {
            let word = *word;
            (0..64).filter(move |bit| word >> bit & 1 == 1).filter_map(move |bit| FactId::at(at * 64 + bit))
        };
        self.0.iter().enumerate().filter(|(_, word)| **word != 0).flat_map(of_word)
    }
}

impl FromIterator<FactId> for FactSet {
    fn from_iter<I: IntoIterator<Item = FactId>>(facts: I) -> Self {
        let mut set = Self::default();
        for fact in facts {
            set.insert(fact);
        }
        set
    }
}

/// The word that has a fact's bit, and the bit.
fn place(fact: FactId) -> (usize, u64) {
    (fact.index() / 64, 1 << (fact.index() % 64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_come_in_order_and_each_once() {
        let at = |place| FactId::at(place).expect("within the most");
        let mut set: FactSet = [511, 64, 0, 63, 64].into_iter().map(at).collect();
        assert_eq!(set.iter().map(FactId::index).collect::<Vec<_>>(), [0, 63, 64, 511]);
        assert_eq!(set.len(), 4);
        assert!(!set.insert(at(63)) && set.insert(at(65)));
        set.remove(at(63));
        assert!(set.contains(at(65)) && !set.contains(at(63)) && !set.is_empty());
        assert!(set.meets(&FactSet::from_iter([at(511)])) && !set.meets(&FactSet::from_iter([at(1)])));
        assert_eq!(FactId::at(MAX_FACTS), None);
    }
}

//! Which of two sets of facts comes first as a reason.

use std::cmp::Reverse;

use crate::model::vocabulary::FactId;

/// A set of facts of one rule as it is compared with others: their number, and a bit for each, the earliest as the
/// highest. Of two sets of one size that one comes first whose bits are the larger number: the first fact in which they
/// differ is in it. A fact stands for itself by its place among the facts of the rule, of which there are 128 at most.
pub(super) type Weight = (u32, u128);

/// The weight of one fact, by its place among the facts of its rule in the order of the vocabulary.
pub(super) fn weight(place: usize) -> Weight {
    (1, (1u128 << 127) >> place.min(127))
}

/// The weight of two sets that share no fact.
pub(super) fn together(a: Weight, b: Weight) -> Weight {
    (a.0 + b.0, a.1 | b.1)
}

/// The first of two sets: the smaller one, or else the earlier.
pub(super) fn lighter(a: Weight, b: Weight) -> Weight {
    if (a.0, Reverse(a.1)) <= (b.0, Reverse(b.1)) { a } else { b }
}

/// The facts of a set, in the order of the vocabulary; `facts` are those of the rule, in that order.
pub(super) fn weighed((_, mut bits): Weight, facts: &[FactId]) -> Vec<FactId> {
    let mut found = Vec::with_capacity(bits.count_ones() as usize);
    while bits != 0 {
        let first = bits.leading_zeros();
        found.extend(facts.get(first as usize));
        bits &= !((1u128 << 127) >> first);
    }
    found
}

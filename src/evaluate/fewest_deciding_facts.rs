//! The fewest facts whose answers could decide an open rule.
//!
//! Some facts could decide a rule if they can be answered so that, whatever the others are, one answer is left. With
//! these facts asked for first, that is so just if a path through them alone leads to an answer in the restricted
//! diagram. An answer is a statement: it cannot be that the fact is never stated. Sets of facts are tried by size, and
//! those of one size in the order of the vocabulary, so that the first that will do is a smallest.

use super::facts::Facts;
use super::order::Order;
use super::restrict::Restriction;
use super::rule_diagrams::Diagrams;
use super::{Budget, Decision, Exceeded};
use crate::model::limits::Limits;
use crate::model::vocabulary::FactId;
use crate::model::{Applies, Condition};

/// The first of the smallest sets of facts whose answers could decide a rule: `scopes` and `require` are its
/// conditions, and `open` is its verdict, with the facts on which that turns. Where the rule applies only what it requires
/// is to be decided.
///
/// # Errors
/// [`Exceeded`] where the search would take too many steps.
pub fn deciding(
    scopes: &[&Condition],
    require: &Condition,
    facts: &Facts<'_>,
    open: &Decision,
    limits: &Limits,
) -> Result<Vec<FactId>, Exceeded> {
    let mut budget = Budget::of(limits, 1);
    let scopes = if open.applies == Applies::Yes { &[] } else { scopes };
    let candidates: Vec<FactId> = open.turns_on.iter().map(|turn| turn.fact).collect();
    for size in 1..=candidates.len() {
        let mut chosen: Vec<usize> = (0..size).collect();
        loop {
            let set: Vec<FactId> = chosen.iter().filter_map(|at| candidates.get(*at).copied()).collect();
            if could_decide(scopes, require, facts, &set, &mut budget)? {
                return Ok(set);
            }
            if !next_choice(&mut chosen, candidates.len()) {
                break;
            }
        }
    }
    // All facts together always could; a rule that turns on nothing is decided.
    Ok(candidates)
}

fn could_decide(
    scopes: &[&Condition],
    require: &Condition,
    facts: &Facts<'_>,
    set: &[FactId],
    budget: &mut Budget,
) -> Result<bool, Exceeded> {
    let conditions: Vec<&Condition> = scopes.iter().copied().chain([require]).collect();
    let order = Order::with_first(facts.vocabulary(), &conditions, set);
    let prepared = Diagrams::in_order(facts.vocabulary(), scopes, Some(require), order, budget)?;
    // What is answered is stated, whatever the answer.
    let answered = facts.answered(set);
    let mut restriction = Restriction::new(&prepared, &answered, budget);
    restriction.answer_within(set)
}

/// The next choice of so many out of `count`, in order; false after the last.
fn next_choice(chosen: &mut [usize], count: usize) -> bool {
    let size = chosen.len();
    for at in (0..size).rev() {
        let Some(place) = chosen.get(at).copied() else { return false };
        if place + (size - at) < count {
            for (offset, next) in chosen.iter_mut().skip(at).enumerate() {
                *next = place + 1 + offset;
            }
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_come_in_order_and_each_once() {
        let mut chosen = vec![0, 1];
        let mut all = vec![chosen.clone()];
        while next_choice(&mut chosen, 4) {
            all.push(chosen.clone());
        }
        assert_eq!(all, [[0, 1], [0, 2], [0, 3], [1, 2], [1, 3], [2, 3]]);
    }
}

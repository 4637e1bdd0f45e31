//! The smallest set of changed facts that moves a verdict.

use crate::evaluate::{Budget, Facts, Prepared};
use crate::model::Verdict;
use crate::model::vocabulary::FactId;

/// So many sets of facts are tried before a set is given that is not known to be smallest.
const TRIES: usize = 20_000;

/// And so many times the steps that the rule may take to be decided, for the rare rule that takes many each time.
const TIMES: u32 = 20;

/// The changed facts that move a verdict: the old pilot, with what the new one says of these, has the new verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Because {
    /// The facts, in the order of the vocabulary.
    pub facts: Vec<FactId>,
    /// Whether no set of fewer facts moves it. Otherwise there were too many to try, and it is only known that none of
    /// these can be left out.
    pub smallest: bool,
}

/// The first of the smallest sets of `changed` facts (in the order of the vocabulary) that moves the verdict of a rule
/// from that of the old facts to `wanted`, that of the new ones.
///
/// Sets are tried by size, and within a size in the order of the vocabulary, so that the first that moves the verdict is
/// the one. All of them together do so always, if they are all that the two pilots say differently of the rule's facts.
#[must_use]
pub fn smallest(rule: &Prepared, old: &Facts<'_>, new: &Facts<'_>, changed: &[FactId], wanted: Verdict) -> Because {
    let moves = |facts: &[FactId]| rule.verdict(&old.taking(new, facts)) == Ok(wanted);
    let (mut tries, mut budget) = (0, Budget::of(rule.limits(), TIMES));
    for size in 0..changed.len() {
        let mut chosen: Vec<usize> = (0..size).collect();
        loop {
            let facts: Vec<FactId> = chosen.iter().filter_map(|at| changed.get(*at).copied()).collect();
            tries += 1;
            match rule.verdict_within(&old.taking(new, &facts), &mut budget) {
                Ok(verdict) if verdict == wanted => return Because { facts, smallest: true },
                Ok(_) if tries <= TRIES => {}
                _ => return Because { facts: least(changed, moves), smallest: false },
            }
            if !next(&mut chosen, changed.len()) {
                break;
            }
        }
    }
    Because { facts: changed.to_vec(), smallest: true }
}

/// The next choice of so many out of `all`, in order; false where there is none.
fn next(chosen: &mut [usize], all: usize) -> bool {
    let size = chosen.len();
    for at in (0..size).rev() {
        let Some(place) = chosen.get_mut(at) else { return false };
        if *place + size < all + at {
            *place += 1;
            let first = *place;
            chosen.iter_mut().skip(at).zip(first..).for_each(|(place, value)| *place = value);
            return true;
        }
    }
    false
}

/// A set of which none can be left out: all of them, without one after the other that is not needed. What was needed may
/// be so no longer once another is left out, so that each is tried again until none can be.
fn least(changed: &[FactId], moves: impl Fn(&[FactId]) -> bool) -> Vec<FactId> {
    let mut kept = changed.to_vec();
    loop {
        let before = kept.len();
        for fact in changed.iter().rev() {
            let without: Vec<FactId> = kept.iter().copied().filter(|other| other != fact).collect();
            if without.len() < kept.len() && moves(&without) {
                kept = without;
            }
        }
        if kept.len() == before {
            return kept;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{least, next};
    use crate::model::vocabulary::{FactId, Vocabulary};

    #[test]
    fn every_choice_comes_once_and_in_order() {
        let mut chosen = vec![0, 1];
        let mut all = vec![chosen.clone()];
        while next(&mut chosen, 4) {
            all.push(chosen.clone());
        }
        assert_eq!(all, [[0, 1], [0, 2], [0, 3], [1, 2], [1, 3], [2, 3]]);
        assert!(!next(&mut [], 4));
    }

    #[test]
    fn what_is_needed_no_longer_is_left_out() {
        let all: Vec<FactId> = Vocabulary::shipped().facts().iter().take(3).map(|fact| fact.id).collect();
        // Without the first, the last is not needed; with it, it is.
        let moves = |facts: &[FactId]| facts == all || facts == &all[1..] || facts == &all[1..2];
        assert_eq!(least(&all, moves), all[1..2]);
    }
}

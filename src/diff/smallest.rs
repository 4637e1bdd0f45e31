//! The smallest set of changed facts that moves a verdict.

use crate::evaluate::{Facts, Prepared, Verdict};
use crate::vocabulary::FactId;

/// So many sets of facts are tried before a set is given that is not known to be smallest.
const TRIES: usize = 20_000;

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
/// the one. All of them together do so always.
pub(super) fn smallest(
    rule: &Prepared,
    old: &Facts<'_>,
    new: &Facts<'_>,
    changed: &[FactId],
    wanted: Verdict,
) -> Because {
    let moves = |facts: &[FactId]| rule.verdict(&old.taking(new, facts)) == Ok(wanted);
    let mut tries = 0;
    for size in 0..changed.len() {
        let mut chosen: Vec<usize> = (0..size).collect();
        loop {
            let facts: Vec<FactId> = chosen.iter().filter_map(|at| changed.get(*at).copied()).collect();
            if moves(&facts) {
                return Because { facts, smallest: true };
            }
            tries += 1;
            if tries > TRIES {
                return Because { facts: least(changed, moves), smallest: false };
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

/// A set of which none can be left out: all of them, without each in turn that is not needed.
fn least(changed: &[FactId], moves: impl Fn(&[FactId]) -> bool) -> Vec<FactId> {
    let mut kept = changed.to_vec();
    for fact in changed.iter().rev() {
        let without: Vec<FactId> = kept.iter().copied().filter(|other| other != fact).collect();
        if moves(&without) {
            kept = without;
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::next;

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
}

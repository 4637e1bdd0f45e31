//! The cases that a hostile reader would bring: those that the source condemns and a careless rule would let pass, and
//! those that the source would let pass and a careless rule would condemn.

use crate::model::Verdict;
use crate::rules::{ReadySet, Rule};

/// Which hostile cases a rule lacks, in words. A rule that can be breached needs a pair: one that is breached, and one that
/// is not. Any other needs one.
#[must_use]
pub fn lacking_hostile(rule: &Rule, can_be_breached: bool) -> Vec<&'static str> {
    let (mut breached, mut others) = (false, false);
    for case in rule.tests.iter().filter(|case| case.hostile) {
        if case.expected == Verdict::Breached { breached = true } else { others = true }
    }
    match (can_be_breached, breached, others) {
        (false, false, false) => vec!["a hostile test"],
        (false, ..) => Vec::new(),
        (true, breached, others) => {
            let kinds =
                [(breached, "a hostile test that is breached"), (others, "a hostile test that is not breached")];
            kinds.into_iter().filter(|(has, _)| !has).map(|(_, what)| what).collect()
        }
    }
}

/// Whether a set has a hostile case of its own, of its scope or of a rule. Those of imported rules are of other sets.
#[must_use]
pub fn has_hostile(set: &ReadySet) -> bool {
    let own = set.rules.iter().filter(|rule| rule.rule.origin.is_none());
    let of_rules = own.flat_map(|rule| rule.rule.tests.iter().map(|case| case.hostile));
    set.set.tests.iter().map(|case| case.hostile).chain(of_rules).any(|hostile| hostile)
}

//! A fact of which a rule speaks several times.
//!
//! What the parts of a rule come to, each by itself, is exact for the whole of it where no two parts speak of one fact. It
//! is as exact where a fact that is spoken of several times can be settled so that all of its tests come out the one way:
//! then these hang together no more than tests of as many facts would.

use smallvec::SmallVec;

use super::facts::{Domain, Facts};
use super::value_test::{FAIL, HOLD, Possibility, ValueTest, can_together};
use crate::model::vocabulary::{FactId, Vocabulary};

/// A fact of which a part of a rule speaks several times.
#[derive(Debug, Clone)]
pub(super) struct RepeatedFact {
    pub fact: FactId,
    /// The place of the fact among those of the rule.
    pub place: u8,
    /// The tests of it, with whether the opposite of each is asked.
    tests: SmallVec<[(ValueTest, bool); 4]>,
    /// Whether all tests can fail together, and hold together, where nothing is said of it.
    unsaid: [bool; 2],
}

impl RepeatedFact {
    /// The facts of some tests that are tested more than once; `order` are those of the rule.
    pub fn among(vocabulary: &Vocabulary, order: &[FactId], tests: Vec<(FactId, ValueTest, bool)>) -> Vec<Self> {
        let mut facts: Vec<Self> = Vec::new();
        for (fact, test, negated) in tests {
            if let Some(known) = facts.iter_mut().find(|known| known.fact == fact) {
                known.tests.push((test, negated));
            } else {
                let place = order.binary_search(&fact).ok().and_then(|place| u8::try_from(place).ok());
                let (place, tests) = (place.unwrap_or_default(), SmallVec::from_slice(&[(test, negated)]));
                facts.push(Self { fact, place, tests, unsaid: [false; 2] });
            }
        }
        facts.retain(|repeated| repeated.tests.len() > 1);
        for repeated in &mut facts {
            let open = Domain::open(vocabulary.fact(repeated.fact));
            repeated.unsaid = [FAIL, HOLD].map(|wanted| can_together(&repeated.tests, &open, wanted));
        }
        facts
    }

    /// Whether all tests that can come to `wanted` can do so together, with what is said of the fact.
    pub fn can_together(&self, facts: &Facts<'_>, wanted: Possibility) -> bool {
        let domain = facts.domain(self.fact);
        if domain.said || domain.stated { can_together(&self.tests, domain, wanted) } else { self.can_unsaid(wanted) }
    }

    /// The same, whether what is said of the fact counts or not.
    pub fn can_together_always(&self, facts: &Facts<'_>, wanted: Possibility) -> bool {
        self.can_unsaid(wanted) && self.can_together(facts, wanted)
    }

    fn can_unsaid(&self, wanted: Possibility) -> bool {
        let [fail, hold] = self.unsaid;
        if wanted == FAIL { fail } else { hold }
    }

    /// Whether anything is said of the fact.
    pub fn is_said(&self, facts: &Facts<'_>) -> bool {
        facts.domain(self.fact).said
    }
}

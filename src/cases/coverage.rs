//! Which atoms of a rule its tests show to matter.
//!
//! This is masking MC/DC (J. J. Chilenski, "An Investigation of Three Forms of the Modified Condition Decision Coverage
//! (MCDC) Criterion", DOT/FAA/AR-01/18, 2001), taken to answers that may be open:
//!
//! - An *atom* is an occurrence of a fact with a test. The *answer* of a test is yes where its verdict is met or
//!   not-applicable, no where it is breached, and else open; for a scope, true, false and open.
//! - A test *shows* an atom if, with all else as the test has it, the answer would be yes with the atom held one way, and
//!   would not with it held the other way: nothing masks the atom.
//! - Two tests *cover* it if both show it, and it is held the same way in both for the answer yes; if the answer of one
//!   is yes, and that of the other is not; and if the atom itself is not the same in them: true, false or open.
//!
//! Where all is stated this is Chilenski's definition, in which an answer that is not yes is no.
//!
//! That no two pilots cover an atom is proved by a search for them. Where a pilot shows an atom, so does one that says
//! more: its answers are among those of the first, and it can keep the completion in which the atom makes the difference.
//! So it is enough to look for each showing of a pair by itself, among the pilots that say the most.

use crate::evaluate::{Answers, RuleVariants, SearchGoal};
use crate::model::Test;
use crate::model::vocabulary::FactId;

/// How a test shows an atom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Showing {
    /// How the atom is held for the answer to be yes.
    pub sense: bool,
    /// Whether the answer is yes.
    pub yes: bool,
    /// Whether the atom holds.
    pub value: Answers,
}

impl Showing {
    fn bit(self) -> u16 {
        1 << (usize::from(self.sense) * 6 + usize::from(self.yes) * 3 + self.value as usize)
    }
}

/// How the tests show an atom, all together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ShownPairs(u16);

impl ShownPairs {
    pub(super) fn add(&mut self, showing: Showing) {
        self.0 |= showing.bit();
    }

    pub(super) fn has(self, showing: Showing) -> bool {
        self.0 & showing.bit() != 0
    }
}

/// An occurrence of a fact with a test, and what the tests show of it.
#[derive(Debug, Clone)]
pub struct Atom {
    /// Its place among the parts of the rule.
    pub part: usize,
    /// The fact.
    pub fact: FactId,
    /// The test.
    pub test: Test,
    pub(super) seen: ShownPairs,
}

impl Atom {
    /// Whether two of the tests cover it.
    #[must_use]
    pub fn is_shown(&self) -> bool {
        [true, false]
            .into_iter()
            .any(|sense| pairs(sense).iter().any(|pair| pair.iter().all(|one| self.seen.has(*one))))
    }
}

/// The pairs of showings that cover an atom which is held as `sense` for the answer yes; the plainest first.
pub(super) fn pairs(sense: bool) -> [[Showing; 2]; 3] {
    let held = if sense { Answers::Yes } else { Answers::No };
    let other = if sense { Answers::No } else { Answers::Yes };
    // Where the answer is yes, an atom that is shown and not open is held that way, and where it is not, the other way.
    [(held, other), (held, Answers::Both), (Answers::Both, other)]
        .map(|(of_yes, of_no)| [(true, of_yes), (false, of_no)].map(|(yes, value)| Showing { sense, yes, value }))
}

/// What a pilot must do to show an atom in a way.
pub(super) fn goal(apart: &RuleVariants, part: usize, showing: Showing) -> SearchGoal {
    let Showing { sense, yes, value } = showing;
    let (atom, answer) = (apart.part(part), apart.roots().answer);
    let mut all = vec![(apart.answer_with(part, sense), true)];
    let mut some = vec![(apart.answer_with(part, !sense), false)];
    match (value, yes) {
        (Answers::Yes | Answers::No, _) => all.push((atom, value == Answers::Yes)),
        (Answers::Both, true) => {
            all.push((answer, true));
            some.push((atom, !sense));
        }
        // With the answer no, the atom is not held as it would have to be, and the answer would be no without it.
        (Answers::Both, false) => some = vec![(answer, false), (atom, sense)],
    }
    SearchGoal { all, some, turns: None }
}

/// How an atom stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AtomStanding {
    /// Two tests cover it.
    Shown,
    /// It is proved that no two pilots do.
    Never,
    /// With these showings two tests would.
    Lacks(Vec<Showing>),
}

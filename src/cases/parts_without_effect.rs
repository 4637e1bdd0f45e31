//! Parts of a rule that change nothing: without one of them, every pilot has the verdict that it has with it.

use super::mutants::goals;
use super::outcome::Outcome;
use super::study::TIMES;
use crate::evaluate::{Budget, Change, Exceeded, Replacement, RuleVariants};
use crate::model::limits::Limits;
use crate::model::vocabulary::Vocabulary;
use crate::model::{Condition, Test};

/// A part that changes nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PartWithoutEffect {
    /// Its place among the parts of the rule: those of its own scope first, each condition in the order of
    /// [`Condition::walk`].
    pub part: usize,
    /// What may stand in its place: what always or never holds, where the whole part may be left out; of an implication
    /// its second side; of a list the same with a value less.
    pub instead: Replacement,
}

/// The parts of a rule that change nothing, within the scopes of its set and of those that it has come through. Of a part
/// that may be left out its own parts are not told. Each is left out by itself: of two parts that say the same, either
/// may go, and not both.
///
/// # Errors
/// [`Exceeded`] where that would take too many steps.
pub fn of_rule(
    vocabulary: &Vocabulary,
    outer: &[&Condition],
    scope: Option<&Condition>,
    require: &Condition,
    limits: Limits,
) -> Result<Vec<PartWithoutEffect>, Exceeded> {
    let own: Vec<&Condition> = outer.iter().copied().chain(scope).collect();
    let whole = match own.as_slice() {
        [] => None,
        [one] => Some((*one).clone()),
        several => Some(Condition::All(several.iter().map(|one| (*one).clone()).collect())),
    };
    // In the whole scope, those of the sets stand before the rule's own.
    let before = outer.iter().map(|one| size(one)).sum::<usize>() + usize::from(own.len() > 1);
    let mut drops = Drops { drops: Vec::new(), part: before };
    if let Some(scope) = scope {
        drops.list(scope, Some(Replacement::Yes));
    }
    drops.list(require, None);
    find_idle(vocabulary, whole.as_ref(), require, (&drops.drops, before), Outcome::Verdict, limits)
}

/// The parts of the scope of a set that change nothing.
///
/// # Errors
/// [`Exceeded`] where that would take too many steps.
pub fn of_scope(
    vocabulary: &Vocabulary,
    scope: &Condition,
    limits: Limits,
) -> Result<Vec<PartWithoutEffect>, Exceeded> {
    let mut drops = Drops { drops: Vec::new(), part: 0 };
    drops.list(scope, Some(Replacement::Yes));
    find_idle(vocabulary, None, scope, (&drops.drops, 0), Outcome::Holds, limits)
}

/// Something that may be left out: the change, and the number of the part's own parts, itself included.
type Drop = (Change, usize);

fn find_idle(
    vocabulary: &Vocabulary,
    scope: Option<&Condition>,
    require: &Condition,
    (drops, before): (&[Drop], usize),
    outcome: Outcome,
    limits: Limits,
) -> Result<Vec<PartWithoutEffect>, Exceeded> {
    let changes: Vec<Change> = drops.iter().map(|(change, _)| *change).collect();
    let apart = RuleVariants::new(vocabulary, scope, require, &changes, limits)?;
    let mut budget = Budget::of(&limits, TIMES);
    let (mut idle, mut told) = (Vec::new(), 0);
    for (at, (change, size)) in drops.iter().enumerate() {
        if change.part < told {
            continue;
        }
        let changed = apart.changed(at);
        let mut differs = false;
        if apart.roots() != changed {
            for goal in goals(apart.roots(), changed, outcome) {
                if apart.find(vocabulary, &goal, &mut budget)?.is_some() {
                    differs = true;
                    break;
                }
            }
        }
        if !differs {
            idle.push(PartWithoutEffect { part: change.part.saturating_sub(before), instead: change.instead });
            if matches!(change.instead, Replacement::Yes | Replacement::No) {
                told = change.part + size;
            }
        }
    }
    Ok(idle)
}

fn size(condition: &Condition) -> usize {
    let mut size = 0;
    condition.walk(&mut |_| size += 1);
    size
}

struct Drops {
    drops: Vec<Drop>,
    part: usize,
}

impl Drops {
    /// Lists what may be left out of a condition; `dropped` is what stands in its own place then.
    fn list(&mut self, condition: &Condition, dropped: Option<Replacement>) {
        let (part, size) = (self.part, size(condition));
        self.part += 1;
        let fewer = match condition {
            Condition::Fact(_, test) => fewer(*test),
            Condition::If(..) => vec![Replacement::Then],
            _ => Vec::new(),
        };
        self.drops.extend(dropped.into_iter().chain(fewer).map(|instead| (Change { part, instead }, size)));
        let several = condition.parts().nth(1).is_some();
        let dropped = match condition {
            Condition::All(_) if several => Some(Replacement::Yes),
            Condition::Any(_) if several => Some(Replacement::No),
            _ => None,
        };
        condition.parts().for_each(|part| self.list(part, dropped));
    }
}

/// A test of several values, with each of them in turn left out.
fn fewer(test: Test) -> Vec<Replacement> {
    let (make, values): (fn(u64) -> Test, u64) = match test {
        Test::OneOf(values) => (Test::OneOf, values),
        Test::NoneOf(values) => (Test::NoneOf, values),
        Test::Includes(values) => (Test::Includes, values),
        Test::IncludesAny(values) => (Test::IncludesAny, values),
        Test::Excludes(values) => (Test::Excludes, values),
        Test::Only(values) => (Test::Only, values),
        Test::Within(_) | Test::AtLeast(_) | Test::Empty | Test::NotEmpty | Test::Stated => return Vec::new(),
    };
    let several = values.count_ones() > 1;
    let bits = (0..u64::BITS).map(|bit| 1 << bit).filter(|bit| several && values & bit != 0);
    bits.map(|bit| Replacement::Test(make(values & !bit))).collect()
}

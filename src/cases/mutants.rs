//! Mutants: the rule with one small mistake in it, which some test should notice.
//!
//! A test *kills* a mutant if the mutant gives it another verdict. A mutant that gives every pilot the verdict of the rule
//! is *equivalent*, and no test can kill it. That is proved by diagrams that are the same, or by a search for a pilot
//! that has found none. Two changes that make the same rule are one mutant.

use std::collections::HashSet;

use super::outcome::Outcome;
use crate::evaluate::{Change, Replacement, Roots, RuleVariants, SearchGoal};
use crate::model::number::{Cut, Range};
use crate::model::vocabulary::{Fact, FactType, Vocabulary};
use crate::model::{Condition, Test};

/// A rule with a part of it changed.
#[derive(Debug, Clone)]
pub struct Mutant {
    /// The part.
    pub part: usize,
    /// What stands in its place.
    pub instead: Replacement,
    /// Whether a test kills it.
    pub killed: bool,
    pub(super) roots: Roots,
}

/// All changes to a rule, in the order of its parts.
pub(super) fn changes(
    vocabulary: &Vocabulary,
    scope: Option<&Condition>,
    require: &Condition,
    outcome: Outcome,
) -> Vec<Change> {
    let mut lister = Lister { vocabulary, changes: Vec::new(), part: 0 };
    if let Some(scope) = scope {
        lister.list(scope, Some(Replacement::Yes));
    }
    // The scope of a set is dropped as that of a rule is; without what it requires there is no rule.
    lister.list(require, (outcome == Outcome::Holds).then_some(Replacement::Yes));
    lister.changes
}

/// The changes that make another rule, each once; and how many make no difference.
pub(super) fn distinct(apart: &RuleVariants, changes: &[Change]) -> (Vec<Mutant>, usize) {
    let (mut known, mut mutants, mut equivalent) = (HashSet::new(), Vec::new(), 0);
    for (at, change) in changes.iter().enumerate() {
        let roots = apart.changed(at);
        if roots == apart.roots() {
            equivalent += 1;
        } else if known.insert(roots) {
            mutants.push(Mutant { part: change.part, instead: change.instead, killed: false, roots });
        }
    }
    (mutants, equivalent)
}

struct Lister<'v> {
    vocabulary: &'v Vocabulary,
    changes: Vec<Change>,
    part: usize,
}

impl Lister<'_> {
    /// Lists the changes of a condition and of its parts; `dropped` is what stands in its place if it is left out.
    fn list(&mut self, condition: &Condition, dropped: Option<Replacement>) {
        let part = self.part;
        self.part += 1;
        let mut add = |instead| self.changes.push(Change { part, instead });
        dropped.into_iter().for_each(&mut add);
        add(Replacement::Opposite);
        match condition {
            Condition::All(_) => add(Replacement::Any),
            Condition::Any(_) => add(Replacement::All),
            Condition::If(..) => [Replacement::Then, Replacement::Turned, Replacement::All].into_iter().for_each(add),
            Condition::Not(_) => {}
            Condition::Fact(fact, test) => {
                others(self.vocabulary.fact(*fact), *test).into_iter().map(Replacement::Test).for_each(add);
            }
        }
        let count = condition.parts().count();
        let dropped = match condition {
            Condition::All(_) if count > 1 => Some(Replacement::Yes),
            Condition::Any(_) if count > 1 => Some(Replacement::No),
            _ => None,
        };
        condition.parts().for_each(|part| self.list(part, dropped));
    }
}

/// The tests that could stand in the place of one by mistake, without its opposite.
fn others(fact: &Fact, test: Test) -> Vec<Test> {
    let operators: [fn(u64) -> Test; 4] = [Test::Includes, Test::IncludesAny, Test::Excludes, Test::Only];
    let of_values = |make: fn(u64) -> Test, values: u64| lists(fact, values).into_iter().map(make).collect::<Vec<_>>();
    match test {
        // The other value of a bool is the opposite.
        Test::OneOf(_) | Test::NoneOf(_) if fact.kind == FactType::Bool => Vec::new(),
        Test::OneOf(values) => of_values(Test::OneOf, values),
        Test::NoneOf(values) => of_values(Test::NoneOf, values),
        Test::Includes(values) | Test::IncludesAny(values) | Test::Excludes(values) | Test::Only(values) => {
            let same = |make: &fn(u64) -> Test| make(values) == test;
            let turned = operators.iter().filter(|make| !same(make)).map(|make| make(values));
            let listed = operators.iter().filter(|make| same(make)).flat_map(|make| of_values(*make, values));
            turned.chain(listed).collect()
        }
        Test::Within(range) => {
            let others = if fact.kind == FactType::Date { day_boundaries(range) } else { boundaries(range) };
            others.into_iter().map(Test::Within).collect()
        }
        Test::AtLeast(least) => {
            let fewer = least.checked_sub(1);
            let most = fact.all_values().count_ones();
            fewer.into_iter().chain((least <= most).then(|| least + 1)).map(Test::AtLeast).collect()
        }
        Test::Empty | Test::NotEmpty | Test::Stated => Vec::new(),
    }
}

/// Ranges that could stand in the place of one by mistake: with an end in it that was out of it, or the other way round;
/// of a single number, all from it on and all up to it.
fn boundaries(range: Range) -> Vec<Range> {
    if let Some(only) = range.only() {
        return vec![Range::numbers(Some(only), None), Range::numbers(None, Some(only))];
    }
    let turned = |cut: Cut| Cut { above: !cut.above, ..cut };
    let from = range.from.map(|from| Range { from: Some(turned(from)), ..range });
    let until = range.until.map(|until| Range { until: Some(turned(until)), ..range });
    from.into_iter().chain(until).filter(|other| !other.is_empty()).collect()
}

/// The same of days: with an end a day earlier, or a day later. A day has no smaller parts, so that the end of a range is
/// always the beginning of a day.
fn day_boundaries(range: Range) -> Vec<Range> {
    let moved = |cut: Cut, later: bool| cut.at.next(later).map(|at| Cut { at, ..cut });
    if let (Some(from), Some(until)) = (range.from, range.until)
        && moved(from, true) == Some(until)
    {
        return vec![Range { until: None, ..range }, Range { from: None, ..range }];
    }
    let ends = |cut: Option<Cut>| cut.into_iter().flat_map(|cut| [moved(cut, false), moved(cut, true)]).flatten();
    let from = ends(range.from).map(|from| Range { from: Some(from), ..range });
    let until = ends(range.until).map(|until| Range { until: Some(until), ..range });
    from.chain(until).filter(|other| !other.is_empty()).collect()
}

/// Lists of values that could stand in the place of one by mistake: a value left out, one added, one in the place of
/// another. In the place of a single value stands each other; in a longer list, for each the next that is not in it.
fn lists(fact: &Fact, values: u64) -> Vec<u64> {
    let count = u32::try_from(fact.values.len()).unwrap_or_default();
    let (mut fewer, mut more, mut swapped) = (Vec::new(), Vec::new(), Vec::new());
    let single = values.is_power_of_two();
    for value in 0..count {
        let bit = 1u64 << value;
        if values & bit == 0 {
            more.push(values | bit);
            continue;
        }
        if !single {
            fewer.push(values & !bit);
        }
        let after = (value + 1..count).chain(0..value).map(|other| 1u64 << other).filter(|other| values & other == 0);
        swapped.extend(after.take(if single { usize::MAX } else { 1 }).map(|other| values & !bit | other));
    }
    [fewer, swapped, more].concat()
}

/// The ways in which two rules can differ for a pilot, those first where the verdict of the first is decided.
pub(super) fn goals(rule: Roots, mutant: Roots, outcome: Outcome) -> Vec<SearchGoal> {
    let all_some = |all, some| SearchGoal { all: vec![all], some: vec![some], turns: None };
    let mut goals = Vec::new();
    if rule.answer != mutant.answer {
        for (one, other) in [(rule, mutant), (mutant, rule)] {
            goals.push(all_some((one.answer, false), (other.answer, true)));
            goals.push(all_some((one.answer, true), (other.answer, false)));
        }
    }
    if rule.scope != mutant.scope {
        for (one, other) in [(rule, mutant), (mutant, rule)] {
            goals.push(all_some((one.scope, false), (other.scope, true)));
        }
    }
    if outcome == Outcome::Verdict && rule.answer != mutant.answer {
        for (one, other) in [(rule, mutant), (mutant, rule)] {
            goals.push(SearchGoal { turns: Some((one.answer, other.answer)), ..SearchGoal::default() });
        }
    }
    goals
}

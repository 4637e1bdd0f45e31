//! What is said of a fact once it is changed.

use super::state::Changed;
use crate::evaluate::{Facts, Remaining};
use crate::model::number::{Day, Range};
use crate::model::vocabulary::{Fact, FactType};
use crate::pilot::{DateClaim, NO_TEXT, NumberClaim, StatedValue};

/// The text that stands for one that only the author of a pilot can give.
pub const SOME_TEXT: &str = "to be stated";

/// What is said of a fact once it is changed.
pub(super) fn changed_value(facts: &Facts<'_>, fact: &Fact, changed: Changed) -> StatedValue<'static> {
    match changed {
        Changed::Into(_, range) => nearest(facts, fact, range.and(fact.range)),
        Changed::To(value) => match fact.kind {
            FactType::Bool => StatedValue::Bool(value == 1),
            FactType::Text if value == 0 => StatedValue::Text(NO_TEXT.into()),
            FactType::Text => StatedValue::Text(SOME_TEXT.into()),
            FactType::Choice | FactType::Set => StatedValue::Choice(value),
            FactType::Number | FactType::Date => StatedValue::some_of(fact.kind, fact.range),
        },
        Changed::Members { asked, put_in, taken_out, besides } => {
            members(facts, fact, asked, put_in, taken_out, besides)
        }
    }
}

/// The value of a range that is nearest to what is stated of a number or a date.
fn nearest(facts: &Facts<'_>, fact: &Fact, range: Range) -> StatedValue<'static> {
    let Remaining::Within(now) = facts.left(fact.id) else { return StatedValue::some_of(fact.kind, range) };
    // What is stated lies on one side of the range, or on both; or all round it, where nothing is stated.
    let mut ends = now.iter().flat_map(|now| [now.until, now.from]).flatten().map(|cut| cut.at);
    let nearest = ends.find_map(|end| range.nearest(end)).filter(|_| facts.is_said(fact.id));
    match (nearest, fact.kind) {
        (Some(number), FactType::Date) => Day::of(number)
            .map_or_else(|| StatedValue::some_of(fact.kind, range), |day| StatedValue::Date(DateClaim::Is(day))),
        (Some(number), _) => StatedValue::Number(NumberClaim::Is(number)),
        (None, _) => StatedValue::some_of(fact.kind, range),
    }
}

fn members(
    facts: &Facts<'_>,
    fact: &Fact,
    asked: u64,
    put_in: u64,
    taken_out: u64,
    besides: bool,
) -> StatedValue<'static> {
    let Remaining::Set { inside, outside, contested } = facts.left(fact.id) else {
        return StatedValue::Exactly(Vec::new());
    };
    let mut is_in = inside & !taken_out | put_in;
    let mut is_out = outside & !put_in | taken_out;
    let mut exactly = facts.heard(fact.id).any(|statement| matches!(statement.said, StatedValue::Exactly(_)));
    // Members that are contested and that no rule asks for: as the first statement says that can stand.
    for member in (0..64).filter(|member| (contested & !asked) >> member & 1 == 1) {
        let mut standing = facts.heard(fact.id).map(|one| spoken(fact, &one.said));
        let (sure_in, sure_out) = (is_in, is_out);
        let first =
            standing.find(|(ins, outs)| (ins & sure_out) | (outs & sure_in) == 0 && (ins | outs) >> member & 1 == 1);
        if exactly && first.is_some_and(|(ins, _)| ins >> member & 1 == 1) {
            is_in |= 1 << member;
        } else {
            is_out |= 1 << member;
        }
    }
    if besides {
        if is_out & asked == asked {
            (is_in, exactly) = (0, true);
        } else {
            let another = another(facts, fact, asked);
            is_in |= another;
            is_out &= !another;
        }
    }
    if exactly {
        return StatedValue::Exactly(listed(facts, fact, is_in));
    }
    StatedValue::Partly { includes: listed(facts, fact, is_in), excludes: listed(facts, fact, is_out) }
}

/// The member by which a set is stated without regard to those that rules ask for: one of which nothing is said yet, or else
/// one that would have to be put in where it was out.
pub(super) fn another(facts: &Facts<'_>, fact: &Fact, asked: u64) -> u64 {
    let outside = match facts.left(fact.id) {
        Remaining::Set { outside, .. } => outside,
        _ => 0,
    };
    let others = fact.all_values() & !asked;
    let free = if others & !outside == 0 { others } else { others & !outside };
    free & free.wrapping_neg()
}

/// The members of which a statement says that they are in, and those that are out.
pub(crate) fn spoken(fact: &Fact, said: &StatedValue<'_>) -> (u64, u64) {
    let mask = |members: &[u8]| members.iter().fold(0u64, |all, member| all | 1 << member);
    match said {
        StatedValue::Exactly(members) => (mask(members), fact.all_values() & !mask(members)),
        StatedValue::Partly { includes, excludes } => (mask(includes), mask(excludes)),
        _ => (0, 0),
    }
}

/// Members as a list: in the order in which statements have them, then in that of the vocabulary.
fn listed(facts: &Facts<'_>, fact: &Fact, wanted: u64) -> Vec<u8> {
    let mut list: Vec<u8> = Vec::new();
    let written = facts.heard(fact.id).flat_map(|statement| match &statement.said {
        StatedValue::Exactly(members) => members.clone(),
        StatedValue::Partly { includes, excludes } => [includes.as_slice(), excludes].concat(),
        _ => Vec::new(),
    });
    for member in written.chain(0..64) {
        if wanted >> member & 1 == 1 && !list.contains(&member) {
            list.push(member);
        }
    }
    list
}

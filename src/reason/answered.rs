//! What people say who do not answer for a pilot: it is never changed, and a change that it speaks against leaves it to be
//! answered.

use rustsat::types::Lit;

use super::changed_value::{another, changed_value, spoken};
use super::rules::Field;
use super::state::WaysOfChange;
use crate::evaluate::Facts;
use crate::model::number::Ranges;
use crate::model::vocabulary::{Fact, FactId};
use crate::pilot::{StatedValue, Statement};

/// Says of a statement whether it is never changed, but answered.
pub type IsToBeAnswered<'a> = &'a dyn Fn(&Statement<'_>) -> bool;

/// Whether a statement does not speak against what is wanted. One that says it in part does not.
pub(crate) fn agrees(fact: &Fact, said: &StatedValue<'_>, wanted: &StatedValue<'_>) -> bool {
    match (said, wanted) {
        (StatedValue::Unanswered, _) => true,
        (StatedValue::Text(_), StatedValue::Text(_)) => said.is_no_text() == wanted.is_no_text(),
        (StatedValue::Exactly(_) | StatedValue::Partly { .. }, _) => {
            let ((inside, outside), (wanted_in, wanted_out)) = (spoken(fact, said), spoken(fact, wanted));
            let exact = matches!(wanted, StatedValue::Exactly(_)) || !matches!(said, StatedValue::Exactly(_));
            exact && inside & wanted_out == 0 && outside & wanted_in == 0
        }
        (StatedValue::OneOf(values), StatedValue::Choice(wanted)) => values.contains(wanted),
        (StatedValue::NoneOf(values), StatedValue::Choice(wanted)) => !values.contains(wanted),
        (StatedValue::Number(said), StatedValue::Number(wanted)) => includes(&said.ranges(), &wanted.ranges()),
        (StatedValue::Date(said), StatedValue::Date(wanted)) => includes(&said.ranges(), &wanted.ranges()),
        _ => said == wanted,
    }
}

fn includes(all: &Ranges, some: &Ranges) -> bool {
    all.and(some) == *some
}

/// Whether somebody would have to be answered if something were to be said of a fact.
pub(super) fn leaves_to_answer(
    facts: &Facts<'_>,
    fact: &Fact,
    wanted: &StatedValue<'_>,
    is_to_be_answered: IsToBeAnswered<'_>,
) -> bool {
    facts.heard(fact.id).any(|one| is_to_be_answered(one) && !agrees(fact, &one.said, wanted))
}

/// For each fact of which somebody says something that can only be answered: a literal that holds where the change of it
/// leaves that to be done.
///
/// Of a set that is contested for members that no rule asks for, these are left out of account.
pub(super) fn literals(
    field: &mut Field<'_, '_>,
    facts: &Facts<'_>,
    is_to_be_answered: IsToBeAnswered<'_>,
) -> Vec<Lit> {
    let changed: Vec<FactId> = field.said_literals().into_iter().map(|(fact, _)| fact).collect();
    let mut literals = Vec::new();
    for id in changed {
        let said: Vec<&StatedValue<'_>> =
            facts.heard(id).filter(|one| is_to_be_answered(one)).map(|one| &one.said).collect();
        if said.is_empty() {
            continue;
        }
        let fact = facts.vocabulary().fact(id);
        let Some(ways) = field.state.ways_of_change(id) else { continue };
        let literal = field.solver.fresh();
        literals.push(literal);
        match ways {
            WaysOfChange::ToOne(changed, all) => {
                for (way, is_so) in all {
                    let wanted = changed_value(facts, fact, way);
                    if said.iter().any(|said| !agrees(fact, said, &wanted)) {
                        field.solver.clause(&[!changed, !is_so, literal]);
                    }
                }
            }
            WaysOfChange::Members { moved, besides, emptied } => {
                let (inside, outside) = said.iter().fold((0, 0), |(inside, outside), said| {
                    let (one, other) = spoken(fact, said);
                    (inside | one, outside | other)
                });
                for (member, part, [can_out, can_in]) in &moved {
                    if inside >> member & 1 == 1 {
                        field.solver.clause(&[!*part, !*can_out, literal]);
                    }
                    if outside >> member & 1 == 1 {
                        field.solver.clause(&[!*part, !*can_in, literal]);
                    }
                }
                if let Some((emptied, _)) = emptied.filter(|(_, others)| inside & others != 0) {
                    field.solver.clause(&[!emptied, literal]);
                }
                let asked = moved.iter().fold(0u64, |all, (member, ..)| all | 1 << member);
                if let Some(besides) = besides {
                    // It is the empty set where all members are out that rules ask for, and has another member else.
                    let can_in: Vec<Lit> = moved.iter().map(|(.., [_, can_in])| *can_in).collect();
                    if inside != 0 {
                        let clause: Vec<Lit> = can_in.iter().copied().chain([!besides, literal]).collect();
                        field.solver.clause(&clause);
                    }
                    if outside & another(facts, fact, asked) != 0 {
                        can_in.iter().for_each(|can_in| field.solver.clause(&[!besides, !*can_in, literal]));
                    }
                }
            }
        }
    }
    literals
}

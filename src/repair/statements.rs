//! Which statements of a fact can stay once something else is to be said of it, and what the author would have to add.

use crate::evaluate::{Facts, StatementFilter};
use crate::model::Basis;
use crate::model::vocabulary::{Fact, FactId};
use crate::pilot::{StatedFact, StatedValue, Statement};
use crate::reason::spoken;

/// The basis on which a new statement must be made to be listened to: a specification, where nothing more is asked for.
pub(super) fn basis(hearing: &StatementFilter) -> Basis {
    hearing.least.map_or(Basis::Specified, |least| least.max(Basis::Specified))
}

/// Whether a statement is a plain word of the file's own author, without anything that says where it comes from.
pub(super) fn is_bare(statement: &Statement<'_>) -> bool {
    let Statement { by, document, paragraph, phrase, date, url, note, .. } = statement;
    [by, document, phrase, date, url, note].into_iter().all(Option::is_none) && paragraph.is_none()
}

/// A fact of which only this is stated.
pub(super) fn alone(fact: FactId, said: &StatedValue<'static>, hearing: &StatementFilter) -> StatedFact<'static> {
    let statement = Statement { basis: basis(hearing), ..Statement::plain(said.clone()) };
    StatedFact { fact, statements: vec![statement] }
}

/// Which statements of a fact stay where `wanted` is to be said of it, and what the file's own author has to add. A
/// statement that is not listened to stays; so does one that does not speak against what is wanted. What the author has
/// to add anyway takes up what the author said before.
pub(super) fn rewritten(
    facts: &Facts<'_>,
    fact: &Fact,
    statements: &[Statement<'_>],
    wanted: &StatedValue<'static>,
) -> (Vec<bool>, Option<StatedValue<'static>>) {
    let hearing = facts.hearing();
    let agrees = |statement: &Statement<'_>| agrees(fact, &statement.said, wanted);
    let mut stay: Vec<bool> = statements.iter().map(|one| !hearing.accepts(one) || agrees(one)).collect();
    let heard = |stay: &[bool]| {
        let staying = statements.iter().zip(stay).filter(|(one, stay)| **stay && hearing.accepts(one));
        staying.map(|(one, _)| one.said.clone()).collect::<Vec<_>>()
    };
    let mut add = missing(fact, &heard(&stay), wanted);
    if add.is_some() {
        for (stays, statement) in stay.iter_mut().zip(statements) {
            *stays &= !(hearing.accepts(statement) && is_bare(statement));
        }
        add = missing(fact, &heard(&stay), wanted);
    }
    (stay, add)
}

fn agrees(fact: &Fact, said: &StatedValue<'_>, wanted: &StatedValue<'_>) -> bool {
    match (said, wanted) {
        (StatedValue::Text(_), StatedValue::Text(_)) => said.is_no_text() == wanted.is_no_text(),
        (StatedValue::Exactly(_) | StatedValue::Partly { .. }, _) => {
            let ((inside, outside), (wanted_in, wanted_out)) = (spoken(fact, said), spoken(fact, wanted));
            let exact = matches!(wanted, StatedValue::Exactly(_)) || !matches!(said, StatedValue::Exactly(_));
            exact && inside & wanted_out == 0 && outside & wanted_in == 0
        }
        _ => said == wanted,
    }
}

/// What is wanted, without what these statements say already.
fn missing(fact: &Fact, staying: &[StatedValue<'_>], wanted: &StatedValue<'static>) -> Option<StatedValue<'static>> {
    if staying.is_empty() {
        return Some(wanted.clone());
    }
    match wanted {
        StatedValue::Exactly(_) => {
            let said = staying.iter().any(|said| matches!(said, StatedValue::Exactly(_)));
            (!said).then(|| wanted.clone())
        }
        StatedValue::Partly { includes, excludes } => {
            let said = staying.iter().map(|said| spoken(fact, said));
            let (inside, outside) = said.fold((0, 0), |(a, b), (c, d)| (a | c, b | d));
            let left = |members: &[u8], said: u64| {
                members.iter().copied().filter(|member| said >> member & 1 == 0).collect::<Vec<u8>>()
            };
            let (includes, excludes) = (left(includes, inside), left(excludes, outside));
            (!includes.is_empty() || !excludes.is_empty()).then_some(StatedValue::Partly { includes, excludes })
        }
        _ => None,
    }
}

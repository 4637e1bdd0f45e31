//! Which statements of a fact can stay once something else is to be said of it, and what the author would have to add.

use super::Changed;
use crate::edit::StatementFate;
use crate::evaluate::{Facts, StatementFilter};
use crate::model::Basis;
use crate::model::vocabulary::{Fact, FactId};
use crate::pilot::{Pilot, StatedFact, StatedValue, Statement};
use crate::reason::{agrees, spoken};

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

/// What becomes of a statement of a fact of which something else is to be said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It stays: it does not speak against what is wanted, or is not listened to.
    Stays,
    /// It speaks against what is wanted, and stays: who says it does not answer for the pilot, and is to be answered.
    ToBeAnswered,
    /// It is taken out.
    Goes,
}

impl Fate {
    /// What becomes of the statement in the text of the pilot.
    pub(super) fn in_text(self) -> StatementFate<'static> {
        if self == Self::Goes { StatementFate::Goes } else { StatementFate::Stays }
    }
}

/// What becomes of each statement of a fact where `wanted` is to be said of it, and what the file's own author has to add.
/// What the author has to add anyway takes up what the author said before.
pub(super) fn rewritten(
    facts: &Facts<'_>,
    fact: &Fact,
    pilot: &Pilot<'_>,
    wanted: &StatedValue<'static>,
) -> (Vec<Fate>, Option<StatedValue<'static>>) {
    let (hearing, statements) = (facts.hearing(), pilot.statements(fact.id));
    let fate = |one: &Statement<'_>| match (!hearing.accepts(one) || agrees(fact, &one.said, wanted), one) {
        (true, _) => Fate::Stays,
        (false, one) if pilot.is_by_non_owner(one) => Fate::ToBeAnswered,
        (false, _) => Fate::Goes,
    };
    let mut fates: Vec<Fate> = statements.iter().map(fate).collect();
    let mut add = missing(facts, fact, heard(hearing, statements, &fates), wanted);
    if add.is_some() {
        for (fate, statement) in fates.iter_mut().zip(statements) {
            if hearing.accepts(statement) && is_bare(statement) {
                *fate = Fate::Goes;
            }
        }
        add = missing(facts, fact, heard(hearing, statements, &fates), wanted);
    }
    (fates, add)
}

/// Those of the statements that stay, and do not speak against what is wanted, that are listened to.
fn heard<'s>(hearing: &StatementFilter, statements: &[Statement<'s>], fates: &[Fate]) -> Vec<Statement<'s>> {
    let staying = statements.iter().zip(fates).filter(|(one, fate)| **fate == Fate::Stays && hearing.accepts(one));
    staying.map(|(one, _)| one.clone()).collect()
}

/// What is stated once what is to be answered is settled. Of each changed fact, the statements that stay come first, in
/// their order.
pub(super) fn settled<'s>(after: &[StatedFact<'s>], changed: &[Changed<'_>]) -> Vec<StatedFact<'s>> {
    let mut settled = after.to_vec();
    for one in changed {
        let stay = one.fates.iter().filter(|fate| **fate != Fate::Goes);
        let mut answered = stay.map(|fate| *fate == Fate::ToBeAnswered).chain(std::iter::repeat(false));
        for stated in settled.iter_mut().filter(|stated| stated.fact == one.change.fact) {
            stated.statements.retain(|_| !answered.next().unwrap_or_default());
        }
    }
    settled.retain(|stated| !stated.statements.is_empty());
    settled
}

/// What is wanted, without what these statements say already.
fn missing(
    facts: &Facts<'_>,
    fact: &Fact,
    staying: Vec<Statement<'_>>,
    wanted: &StatedValue<'static>,
) -> Option<StatedValue<'static>> {
    match wanted {
        _ if staying.is_empty() => Some(wanted.clone()),
        StatedValue::Exactly(_) => {
            let said = staying.iter().any(|one| matches!(one.said, StatedValue::Exactly(_)));
            (!said).then(|| wanted.clone())
        }
        StatedValue::Partly { includes, excludes } => {
            let said = staying.iter().map(|one| spoken(fact, &one.said));
            let (inside, outside) = said.fold((0, 0), |(a, b), (c, d)| (a | c, b | d));
            let left = |members: &[u8], said: u64| {
                members.iter().copied().filter(|member| said >> member & 1 == 0).collect::<Vec<u8>>()
            };
            let (includes, excludes) = (left(includes, inside), left(excludes, outside));
            (!includes.is_empty() || !excludes.is_empty()).then_some(StatedValue::Partly { includes, excludes })
        }
        _ => {
            let (vocabulary, hearing) = (facts.vocabulary(), facts.hearing());
            let (said, alone) =
                ([StatedFact { fact: fact.id, statements: staying }], [alone(fact.id, wanted, hearing)]);
            let (said, alone) = (Facts::new(vocabulary, &said, hearing), Facts::new(vocabulary, &alone, hearing));
            (!said.same(&alone, fact.id)).then(|| wanted.clone())
        }
    }
}

//! Whose word a verdict rests on.

use crate::evaluate::{Decision, Exceeded, Facts, Hearing, Why};
use crate::pilot::{Pilot, Statement, fold_speaker};
use crate::report::{Side, Word};
use crate::rules::ReadyRule;
use crate::vocabulary::{FactId, Vocabulary};

/// A pilot as it is heard without each of its speakers in turn.
pub(super) struct Words<'p> {
    /// Each speaker as first written (none for the author of the file), with what is heard without them.
    without: Vec<(Option<&'p str>, Hearing)>,
    pilot: &'p Pilot<'p>,
}

impl<'p> Words<'p> {
    /// Takes up the speakers who are listened to.
    pub fn new(pilot: &'p Pilot<'p>, hearing: &Hearing) -> Self {
        let mut without: Vec<(Option<&str>, Hearing)> = Vec::new();
        let statements = pilot.facts.iter().flat_map(|stated| &stated.statements);
        for statement in statements.filter(|statement| hearing.hears(statement)) {
            if without.iter().any(|(speaker, _)| same(*speaker, statement)) {
                continue;
            }
            let mut deaf = hearing.clone();
            match statement.by.as_deref() {
                Some(by) => deaf.without.push(fold_speaker(by)),
                None => deaf.without_author = true,
            }
            without.push((statement.by.as_deref(), deaf));
        }
        Self { without, pilot }
    }

    /// Of a decided verdict: the speakers on whom its reasons rest, in the order of the reasons, each with the verdict
    /// when that speaker is not believed. Nothing of an open one.
    pub fn of(&mut self, rule: &ReadyRule, decision: &Decision, facts: &Facts<'_>) -> Result<Vec<Word>, Exceeded> {
        let mut words: Vec<Word> = Vec::new();
        for statement in decision.because.iter().flat_map(|fact| facts.heard(*fact)) {
            if words.iter().any(|word| same(word.speaker.as_deref(), statement)) {
                continue;
            }
            let Some((speaker, hearing)) = self.without.iter().find(|(speaker, _)| same(*speaker, statement)) else {
                continue;
            };
            let heard = Facts::new(Vocabulary::shipped(), &self.pilot.facts, hearing);
            words.push(Word { speaker: speaker.map(str::to_owned), otherwise: rule.prepared.verdict(&heard)? });
        }
        Ok(words)
    }
}

/// The sides of a contested verdict: who speaks on the contested facts, in the order of these, and the verdict when that
/// speaker alone is believed on them.
pub(super) fn sides(
    pilot: &Pilot<'_>,
    rule: &ReadyRule,
    decision: &Decision,
    facts: &Facts<'_>,
    hearing: &Hearing,
) -> Result<Vec<Side>, Exceeded> {
    let contested: Vec<FactId> =
        decision.turns_on.iter().filter(|turn| turn.why == Why::Contested).map(|turn| turn.fact).collect();
    let mut sides: Vec<Side> = Vec::new();
    for statement in contested.iter().flat_map(|fact| facts.heard(*fact)) {
        if sides.iter().any(|side| same(side.speaker.as_deref(), statement)) {
            continue;
        }
        let speaker = statement.by.as_deref();
        let mut stated = pilot.facts.clone();
        for one in stated.iter_mut().filter(|one| contested.contains(&one.fact)) {
            one.statements.retain(|statement| same(speaker, statement));
        }
        let verdict = rule.prepared.verdict(&Facts::new(Vocabulary::shipped(), &stated, hearing))?;
        sides.push(Side { speaker: speaker.map(str::to_owned), verdict });
    }
    Ok(sides)
}

fn same(speaker: Option<&str>, statement: &Statement<'_>) -> bool {
    match (speaker, statement.by.as_deref()) {
        (None, None) => true,
        (Some(a), Some(b)) => a == b || fold_speaker(a) == fold_speaker(b),
        _ => false,
    }
}

//! Whose word a verdict rests on.

use std::collections::HashSet;

use crate::evaluate::{Decision, Facts, StatementFilter};
use crate::model::Why;
use crate::model::vocabulary::FactId;
use crate::pilot::{Pilot, StatedFact, Statement, fold_speaker};
use crate::report::{ContestedSide, WordSetAside};
use crate::rules::ReadyRule;

/// What is listened to without one speaker: the speaker as first written (none for the author of the file), and folded.
pub(super) struct SpeakerSetAside<'p> {
    speaker: Option<&'p str>,
    folded: Option<String>,
    hearing: StatementFilter,
}

/// Each speaker who is listened to, with what is listened to without them.
pub(super) fn speakers_set_aside<'p>(pilot: &'p Pilot<'_>, hearing: &StatementFilter) -> Vec<SpeakerSetAside<'p>> {
    let mut known: HashSet<Option<String>> = HashSet::new();
    let mut speakers_set_aside = Vec::new();
    let statements = pilot.facts.iter().flat_map(|stated| &stated.statements);
    for statement in statements.filter(|statement| hearing.accepts(statement)) {
        let folded = statement.by.as_deref().map(fold_speaker);
        if !known.insert(folded.clone()) {
            continue;
        }
        let mut without = hearing.clone();
        match &folded {
            Some(by) => without.without.push(by.clone()),
            None => without.without_author = true,
        }
        speakers_set_aside.push(SpeakerSetAside { speaker: statement.by.as_deref(), folded, hearing: without });
    }
    speakers_set_aside
}

/// A pilot as it is heard without each of its speakers in turn.
pub(super) struct WordByWord<'p> {
    without: Vec<(&'p SpeakerSetAside<'p>, Facts<'p>)>,
}

impl<'p> WordByWord<'p> {
    /// Takes up the speakers who are listened to.
    pub fn new(pilot: &'p Pilot<'p>, facts: &Facts<'p>, speakers_set_aside: &'p [SpeakerSetAside<'p>]) -> Self {
        let whole = facts.shared_whole();
        let heard = |one: &'p SpeakerSetAside<'p>| Facts::left_of(&whole, &pilot.facts, &one.hearing);
        Self { without: speakers_set_aside.iter().map(|one| (one, heard(one))).collect() }
    }

    /// Of a decided verdict: the speakers on whom its reasons rest, in the order of the reasons, each with the verdict
    /// when that speaker is not believed. Nothing of an open one.
    pub fn set_aside(&self, rule: &ReadyRule, decision: &Decision, facts: &Facts<'_>) -> Vec<WordSetAside> {
        let reasons = decision.because.iter().flat_map(|fact| facts.heard(*fact));
        let mut speakers: Vec<Option<String>> = Vec::new();
        let mut words = Vec::new();
        for folded in reasons.map(|statement| statement.by.as_deref().map(fold_speaker)) {
            if speakers.contains(&folded) {
                continue;
            }
            let without = self.without.iter().find(|(speakers_set_aside, _)| speakers_set_aside.folded == folded);
            // A word that is too much to weigh costs itself, not the result.
            if let Some((speakers_set_aside, heard)) = without
                && let Ok(otherwise) = rule.prepared.verdict_and_scope(heard)
            {
                words.push(WordSetAside { speaker: speakers_set_aside.speaker.map(str::to_owned), otherwise });
            }
            speakers.push(folded);
        }
        words
    }
}

/// The sides of a contested verdict: who speaks on the contested facts, in the order of these, and the verdict when that
/// speaker alone is believed on them.
pub(super) fn sides(pilot: &Pilot<'_>, rule: &ReadyRule, decision: &Decision, facts: &Facts<'_>) -> Vec<ContestedSide> {
    let contested: Vec<FactId> =
        decision.turns_on.iter().filter(|turn| turn.why == Why::Contested).map(|turn| turn.fact).collect();
    let mut sides: Vec<ContestedSide> = Vec::new();
    if contested.is_empty() {
        return sides;
    }
    // Only what is said of these facts is taken from one side alone; whether the rule applies is asked of the whole pilot.
    let whole = facts.shared_whole();
    for statement in contested.iter().flat_map(|fact| facts.heard(*fact)) {
        if sides.iter().any(|side| same(side.speaker.as_deref(), statement)) {
            continue;
        }
        let speaker = statement.by.as_deref();
        let mut stated: Vec<StatedFact<'_>> =
            pilot.facts.iter().filter(|one| rule.prepared.speaks_of(one.fact)).cloned().collect();
        for one in stated.iter_mut().filter(|one| contested.contains(&one.fact)) {
            one.statements.retain(|statement| same(speaker, statement));
        }
        let alone = Facts::left_of(&whole, &stated, facts.hearing());
        if let Ok(verdict) = rule.prepared.verdict_and_scope(&alone) {
            sides.push(ContestedSide { speaker: speaker.map(str::to_owned), verdict });
        }
    }
    sides
}

fn same(speaker: Option<&str>, statement: &Statement<'_>) -> bool {
    match (speaker, statement.by.as_deref()) {
        (None, None) => true,
        (Some(a), Some(b)) => a == b || fold_speaker(a) == fold_speaker(b),
        _ => false,
    }
}

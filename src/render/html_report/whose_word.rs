//! On whose word alone a verdict rests, and what it is without that word.

use super::statement::MAX_TEXT;
use crate::model::{Verdict, Why};
use crate::pilot::{StatedValue, Statement, fold_speaker};
use crate::render::human::{AUTHOR, short};
use crate::report::{PilotReport, RuleResult};
use crate::text::words::{capital, listed};

/// What a reader should know of the words that a result rests on: of a decided one the speaker who alone says so, with the
/// verdict without that word; of a contested one the verdict on each word alone.
pub(super) fn in_words(report: &PilotReport<'_>, result: &RuleResult<'_>) -> Option<String> {
    told(result, |speaker| name(report, result, speaker))
}

fn told(result: &RuleResult<'_>, name: impl Fn(Option<&str>) -> String) -> Option<String> {
    if let Some(word) = result.on_one_word() {
        let (speaker, otherwise) = (name(word.speaker.as_deref()), word.otherwise.words());
        return Some(format!("On the word of {speaker} alone; without it: {otherwise}."));
    }
    let mut each: Vec<(&str, Vec<String>)> = Vec::new();
    for side in &result.sides {
        let (verdict, speaker) = (side.verdict.words(), name(side.speaker.as_deref()));
        match each.iter_mut().find(|(known, _)| *known == verdict) {
            Some((_, speakers)) => speakers.push(speaker),
            None => each.push((verdict, vec![speaker])),
        }
    }
    let each: Vec<String> = each
        .iter()
        .map(|(verdict, speakers)| format!("{verdict} on the word of {} alone", listed(speakers, "or")))
        .collect();
    (!each.is_empty()).then(|| format!("{}.", capital(&each.join("; "))))
}

/// The same of several results, where it is the same of each; it stands below what is said, which tells of whom it is retold.
pub(super) fn same_for_all(results: &[&RuleResult<'_>]) -> Option<String> {
    let [first, others @ ..] = results else { return None };
    let told = told(first, plain_name)?;
    let is_same = |other: &&RuleResult<'_>| self::told(other, plain_name).as_deref() == Some(&told);
    others.iter().all(is_same).then(|| match others.len() {
        0 => told,
        1 => format!("Both of these: {}", uncapitalised(&told)),
        _ => format!("All of these: {}", uncapitalised(&told)),
    })
}

/// Whose words stand against whose, where what is said decides different results differently: those of each speaker of whom it is
/// told what the first is on their word alone.
pub(super) fn against_whose(report: &PilotReport<'_>, results: &[&RuleResult<'_>]) -> Option<String> {
    let first = results.iter().find(|result| result.decision.verdict == Verdict::Contested)?;
    let mut sides: Vec<(&StatedValue<'_>, Vec<String>)> = Vec::new();
    let disputed =
        first.decision.turns_on.iter().filter(|turn| turn.why == Why::Contested).map(|turn| turn.fact).next()?;
    for statement in report.facts.heard(disputed) {
        let speaker = plain_name(statement.by.as_deref());
        match sides.iter_mut().find(|(said, _)| **said == statement.said) {
            Some((_, speakers)) if speakers.contains(&speaker) => {}
            Some((_, speakers)) => speakers.push(speaker),
            None => sides.push((&statement.said, vec![speaker])),
        }
    }
    let sides: Vec<String> =
        sides.iter().map(|(_, speakers)| format!("the word of {}", listed(speakers, "and"))).collect();
    (sides.len() > 1).then(|| format!("{}.", capital(&sides.join(" against "))))
}

fn uncapitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

fn plain_name(speaker: Option<&str>) -> String {
    short(speaker.unwrap_or(AUTHOR), MAX_TEXT).into_owned()
}

/// A speaker, with who tells of the words where all that a result rests on of them is told by another.
fn name(report: &PilotReport<'_>, result: &RuleResult<'_>, speaker: Option<&str>) -> String {
    let name = plain_name(speaker);
    let folded = speaker.map(fold_speaker);
    let is_theirs = |statement: &&Statement<'_>| statement.by.as_deref().map(fold_speaker) == folded;
    let mut theirs = result.decision.facts().flat_map(|fact| report.facts.heard(fact)).filter(is_theirs);
    let Some(retold) = theirs.next().and_then(Statement::retold) else { return name };
    let is_all_retold = theirs.all(|statement| statement.retold().is_some_and(|other| other.words() == retold.words()));
    if is_all_retold { format!("{name} ({})", retold.words()) } else { name }
}

//! On whose word alone a verdict rests, and what it is without that word.

use super::statement::MAX_TEXT;
use crate::render::human::{AUTHOR, short};
use crate::report::RuleResult;
use crate::text::words::{capital, listed};

/// What a reader should know of the words that a result rests on: of a decided one the speaker who alone says so, with the
/// verdict without that word; of a contested one the verdict on each word alone.
pub(super) fn in_words(result: &RuleResult<'_>) -> Option<String> {
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

/// The same of several results, where it is the same of each.
pub(super) fn same_for_all(results: &[&RuleResult<'_>]) -> Option<String> {
    let [first, others @ ..] = results else { return None };
    let told = in_words(first)?;
    let is_same = |other: &&RuleResult<'_>| self::in_words(other).as_deref() == Some(&told);
    others.iter().all(is_same).then(|| match others.len() {
        0 => told,
        1 => format!("Both of these: {}", uncapitalised(&told)),
        _ => format!("All of these: {}", uncapitalised(&told)),
    })
}

fn uncapitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

fn name(speaker: Option<&str>) -> String {
    short(speaker.unwrap_or(AUTHOR), MAX_TEXT).into_owned()
}

//! Statements in words: what is said, by whom, on what basis, and where it can be read.

use std::borrow::Cow;

use crate::citations::{NotedWords, Register, Registered};
use crate::explain;
use crate::model::Basis;
use crate::model::vocabulary::Fact;
use crate::pilot::{NO_TEXT, StatedValue, Statement};
use crate::report::{ContestedSide, Waived, WordSetAside};
use crate::rules::{ForceChanged, Rule};
use crate::text::cut;
use crate::text::words::{listed, sentence};

/// Who speaks where no speaker is named.
pub(in crate::render) const AUTHOR: &str = "this file's own author";

/// The most that is shown of a text, of a phrase or of a note, in characters.
const MAX_TEXT: usize = 300;

/// The most that is shown of a name.
const MAX_NAME: usize = 100;

/// A text, cut where it is too long to be read here.
pub(in crate::render) fn short(text: &str, most: usize) -> Cow<'_, str> {
    match text.char_indices().nth(most) {
        Some((at, _)) => Cow::Owned(format!("{}…", text.get(..cut::at_or_before(text, at)).unwrap_or_default())),
        None => Cow::Borrowed(text),
    }
}

/// What is said of a fact.
pub(in crate::render) fn value<'v>(said: &'v StatedValue<'_>, fact: &'v Fact) -> Cow<'v, str> {
    let names =
        |members: &[u8]| listed(&members.iter().map(|member| fact.value_name(*member)).collect::<Vec<_>>(), "and");
    match said {
        StatedValue::Bool(value) => Cow::Borrowed(if *value { "true" } else { "false" }),
        StatedValue::Choice(value) => Cow::Borrowed(fact.value_name(*value)),
        StatedValue::OneOf(values) => Cow::Owned(either(fact, values)),
        StatedValue::NoneOf(values) => Cow::Owned(format!("not {}", either(fact, values))),
        StatedValue::Number(claim) => Cow::Owned(without_is(&explain::number_claim(fact, claim))),
        StatedValue::Date(claim) => Cow::Owned(without_is(&explain::date_claim(fact, claim))),
        StatedValue::Unanswered => Cow::Borrowed("no answer"),
        StatedValue::Text(text) if text == NO_TEXT => Cow::Borrowed(NO_TEXT),
        StatedValue::Text(text) => Cow::Owned(format!("“{}”", short(text, MAX_TEXT))),
        StatedValue::Exactly(members) if members.is_empty() => Cow::Borrowed("nothing (an empty list)"),
        StatedValue::Exactly(members) => Cow::Owned(format!("{}, and nothing else", names(members))),
        StatedValue::Partly { includes, excludes } if excludes.is_empty() => {
            Cow::Owned(format!("includes {}", names(includes)))
        }
        StatedValue::Partly { includes, excludes } if includes.is_empty() => {
            Cow::Owned(format!("excludes {}", names(excludes)))
        }
        StatedValue::Partly { includes, excludes } => {
            Cow::Owned(format!("includes {}; excludes {}", names(includes), names(excludes)))
        }
    }
}

/// The names of values of which one may be it.
fn either(fact: &Fact, values: &[u8]) -> String {
    listed(&values.iter().map(|value| fact.value_name(*value)).collect::<Vec<_>>(), "or")
}

/// What a fact is said to be, without the verb.
fn without_is(said: &str) -> String {
    said.strip_prefix("is ").unwrap_or(said).to_owned()
}

/// Who says it, and on what basis: `, according to DWP (claimed)`; unless that is enough, also where it can be read, on
/// a line of its own.
pub(in crate::render) fn source(statement: &Statement<'_>, in_short: bool, out: &mut String) {
    let basis = statement.basis.name();
    let from = [&statement.document, &statement.phrase, &statement.date, &statement.url, &statement.note];
    if in_short || statement.by.is_none() && statement.paragraph.is_none() && from.iter().all(|from| from.is_none()) {
        out.push_str(", ");
        speaker(statement, out);
        out.extend([" (", basis, ")"]);
        return;
    }
    out.push('\n');
    speaker(statement, out);
    out.extend(["; ", basis]);
    if let Some(document) = statement.document.as_deref() {
        out.extend([" in ", &short(document, MAX_NAME)]);
    }
    if let Some(paragraph) = &statement.paragraph {
        out.extend([" ", paragraph.noun(), " ", &short(&paragraph.to_string(), MAX_NAME)]);
    }
    if let Some(date) = statement.date.as_deref() {
        out.extend([" (", &short(date, MAX_NAME), ")"]);
    }
    if let Some(phrase) = statement.phrase.as_deref() {
        out.extend([": “", &short(phrase, MAX_TEXT), "”"]);
    }
    if let Some(url) = statement.url.as_deref() {
        out.extend([" ", url]);
    }
    if let Some(note) = statement.note.as_deref() {
        out.extend(["\nnote: ", &short(note, MAX_TEXT)]);
    }
}

/// The remark on a statement, as a sentence behind another; nothing where there is none.
pub(in crate::render) fn note(statement: &Statement<'_>) -> String {
    let note = statement.note.as_deref();
    note.map_or_else(String::new, |note| format!(" Note: {}", sentence(&short(note, MAX_TEXT))))
}

/// Who says it, on what basis and where, with the remark on it, as the rest of a line.
pub(super) fn source_in_one_line(statement: &Statement<'_>, out: &mut String) {
    match statement.by.as_deref() {
        Some(by) => out.extend(["- ", &short(by, MAX_NAME)]),
        None => out.push_str("- this file"),
    }
    out.extend([", ", statement.basis.name()]);
    if let Some(document) = statement.document.as_deref() {
        out.extend([" in ", &short(document, MAX_NAME)]);
    }
    if let Some(paragraph) = &statement.paragraph {
        out.extend([" ", paragraph.noun(), " ", &short(&paragraph.to_string(), MAX_NAME)]);
    }
    if let Some(phrase) = statement.phrase.as_deref() {
        out.extend([": “", &short(phrase, MAX_TEXT), "”"]);
    }
    if statement.note.is_some() {
        out.extend([".", &note(statement)]);
    }
}

fn speaker(statement: &Statement<'_>, out: &mut String) {
    match statement.by.as_deref() {
        Some(by) => out.extend(["according to ", &short(by, MAX_NAME)]),
        None => out.push_str("says this file"),
    }
}

/// Who states a condition, and where: ``the five bodies, x paragraph 24 (a letter): “...”``.
pub(in crate::render) fn citation(rule: &Rule, register: &Register) -> String {
    let cite = &rule.cite;
    let part =
        register.part(&cite.document, &cite.paragraph).map_or_else(String::new, |part| format!(" ({})", part.name));
    format!("{}, {} {} {}{part}: “{}”.", rule.by, cite.document, cite.paragraph.noun(), cite.paragraph, cite.phrase)
}

/// The same without the name of the part.
pub(super) fn citation_in_short(rule: &Rule) -> String {
    let cite = &rule.cite;
    format!("{}, {} {} {}: “{}”.", rule.by, cite.document, cite.paragraph.noun(), cite.paragraph, cite.phrase)
}

/// Where a rule comes from that is imported, and who gives it another force than its source does, and why.
pub(in crate::render) fn origin(rule: &Rule) -> Option<String> {
    let from = rule.origin.as_ref().map(|origin| sentence(&origin.title));
    let weighed = rule.weighed.iter().map(ForceChanged::sentence);
    let text = from.into_iter().chain(weighed).collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}

/// What a verdict rests on, and whose word that is.
pub(in crate::render) fn basis(basis: Basis, by_word: &[WordSetAside], statements: &[&Statement<'_>]) -> String {
    if !by_word.is_empty() {
        return format!("{}, {}", basis.name(), words(by_word));
    }
    match basis {
        Basis::Claimed => {
            let claims = || statements.iter().filter(|statement| statement.basis == Basis::Claimed);
            let mut speakers: Vec<Cow<'_, str>> = Vec::new();
            for by in claims().map(|statement| short(statement.by.as_deref().unwrap_or(AUTHOR), MAX_NAME)) {
                if !speakers.contains(&by) {
                    speakers.push(by);
                }
            }
            let part = if claims().count() == statements.len() { "only" } else { "partly" };
            format!("claimed, {part} on the word of {}", listed(&speakers, "and"))
        }
        Basis::Specified => {
            let specified = || statements.iter().filter(|statement| statement.basis == Basis::Specified);
            let authors = specified().filter(|statement| statement.by.is_none()).count();
            match (authors, specified().count()) {
                (0, _) => "specified in binding text".to_owned(),
                (authors, all) if authors == all => format!("specified by {AUTHOR}"),
                _ => format!("specified in binding text, and by {AUTHOR}"),
            }
        }
        Basis::Observed => "observed: seen or measured by somebody independent".to_owned(),
    }
}

/// A waiver: whether it is in force, and who gave it for what until when.
pub(in crate::render) fn waiver(waived: &Waived<'_>) -> (&'static str, String) {
    let Waived { waiver, active, shared } = waived;
    let (by, until, reason) = (&waiver.by, waiver.until, &waiver.reason);
    let place = shared
        .map_or_else(String::new, |shared| format!(" ({}:{})", super::file_name(&shared.file), shared.place.line));
    if *active {
        ("Waived", format!("by {by} until {until}{place}: {reason}"))
    } else {
        ("No longer waived:", format!("the waiver by {by}{place} ended on {until}. It was given for: {reason}"))
    }
}

/// Words that are kept although no question asks for them, where they stand, and the remark on them.
pub(in crate::render) fn noted(document: &Registered, words: &NotedWords) -> String {
    let NotedWords { paragraph, phrase, note } = words;
    let note = note.as_deref().map_or_else(String::new, |note| format!(" Note: {}", sentence(&short(note, MAX_TEXT))));
    format!("“{}”, {}, {} {paragraph}.{note}", short(phrase, MAX_TEXT), document.title, paragraph.noun())
}

/// What a contested verdict is on each speaker's word alone.
pub(in crate::render) fn sides(sides: &[ContestedSide]) -> String {
    let each: Vec<String> = sides
        .iter()
        .map(|side| {
            let speaker = short(side.speaker.as_deref().unwrap_or(AUTHOR), MAX_NAME);
            format!("on that of {speaker} alone it is {}", side.verdict.name())
        })
        .collect();
    format!("{}.", each.join("; "))
}

/// The speakers, and what the verdict is without each: `on the word of DWP alone; without it: unstated`.
fn words(by_word: &[WordSetAside]) -> String {
    let speaker = |word: &WordSetAside| short(word.speaker.as_deref().unwrap_or(AUTHOR), MAX_NAME).into_owned();
    if let [word] = by_word {
        return format!("on the word of {} alone; without it: {}", speaker(word), word.otherwise.name());
    }
    let speakers: Vec<String> = by_word.iter().map(speaker).collect();
    let mut text = format!("on the word of {}", listed(&speakers, "and"));
    for (word, speaker) in by_word.iter().zip(&speakers) {
        text.extend(["; without ", speaker, ": ", word.otherwise.name()]);
    }
    text
}

//! Tests as they are written in a rule file, to be pasted there.

use super::page::wrapped;
use crate::cases::Suggested;
use crate::cases::suggest::Suggestion;
use crate::model::vocabulary::{Fact, Vocabulary};
use crate::model::{Applies, Verdict};
use crate::pilot::{Content, StatedFact, StatedValue};
use crate::text::words;

/// What to mind about the tests that are suggested.
pub const BEFORE_SUGGESTED: &str = "The tests below would show the rest. Look at each before you paste it below `tests:`. It \
says what comes of the rule as it stands, and that may not be what you mean.";

/// How many tests a rule or a scope is missing, without its place.
#[must_use]
pub fn missing_tests(suggested: &Suggested<'_>) -> String {
    let whose = super::meaning::owner_of_tests(suggested.set, suggested.rule);
    format!("{} for {whose}", words::counted(suggested.tests.len(), "more test"))
}

/// The tests that a rule or a scope is missing, within so many columns as far as that goes.
#[must_use]
pub fn suggested(vocabulary: &Vocabulary, suggested: &Suggested<'_>, width: usize) -> String {
    let margin = if suggested.rule.is_some() { 6 } else { 2 };
    let mut text = String::new();
    for one in &suggested.tests {
        let outcome = match suggested.rule {
            Some(_) => format!("verdict: {}", one.verdict.name()),
            None => format!("applies: {}", applies_by(one.verdict).name()),
        };
        text.push_str(&test(vocabulary, one, &outcome, margin, width));
    }
    text
}

/// Whether a scope applies where a test of it has this verdict.
#[must_use]
pub fn applies_by(verdict: Verdict) -> Applies {
    match verdict {
        Verdict::Met | Verdict::NotApplicable => Applies::Yes,
        Verdict::Breached => Applies::No,
        Verdict::Contested | Verdict::Unstated => Applies::Open,
    }
}

/// A test as an entry of a list: in one line where it fits, else with a line for each fact.
fn test(vocabulary: &Vocabulary, suggestion: &Suggestion, outcome: &str, margin: usize, width: usize) -> String {
    let space = " ".repeat(margin);
    let given: Vec<String> = suggestion.given.iter().map(|stated| fact(vocabulary.fact(stated.fact), stated)).collect();
    let line = format!("{space}- {{given: {{{}}}, {outcome}}}", given.join(", "));
    if line.chars().count() <= width || given.is_empty() {
        return line + "\n";
    }
    let mut text = format!("{space}- given:\n");
    for fact in given {
        let under = format!("{space}    ");
        // A list goes on in the next line, behind a comma.
        text.push_str(&wrapped(&under, &format!("{under}  "), &fact, width));
    }
    text + &format!("{space}  {outcome}\n")
}

/// What is stated of some facts, in one line, as it may stand in a test or, in a pilot, fact by fact.
#[must_use]
pub fn statements(vocabulary: &Vocabulary, given: &[StatedFact<'_>]) -> String {
    let given: Vec<String> = given.iter().map(|stated| fact(vocabulary.fact(stated.fact), stated)).collect();
    format!("{{{}}}", given.join(", "))
}

fn fact(fact: &Fact, stated: &StatedFact<'_>) -> String {
    let said = match stated.statements.as_slice() {
        [one] => value_as_yaml(fact, &one.said),
        several => {
            let several: Vec<String> =
                several.iter().map(|one| format!("{{value: {}}}", value_as_yaml(fact, &one.said))).collect();
            format!("[{}]", several.join(", "))
        }
    };
    format!("{}: {said}", fact.path)
}

fn value_as_yaml(fact: &Fact, said: &StatedValue<'_>) -> String {
    let plain = |content: &Content<'_>| content.yaml(str::to_owned);
    if let Some(content) = said.plain(fact) {
        return plain(&content);
    }
    let parts = said.contents(fact);
    let parts: Vec<String> = parts.iter().map(|(key, content)| format!("{key}: {}", plain(content))).collect();
    format!("{{{}}}", parts.join(", "))
}

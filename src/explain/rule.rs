//! A rule, explained.

use super::condition::condition;
use super::meaning::{force, given, kind_of_values};
use super::page::{Explanation, Line, Part};
use crate::cases::{self, Tried};
use crate::model::vocabulary::{FactId, Vocabulary};
use crate::model::{Condition, Verdict};
use crate::rules::{ReadyRule, ReadySet, Rule};
use crate::text::words;

/// Who states a rule, and where.
#[must_use]
pub fn stated_by(rule: &Rule) -> String {
    let cite = &rule.cite;
    format!(
        "Stated by {}: {}, {} {}, \"{}\"",
        rule.by,
        cite.document,
        cite.paragraph.noun(),
        cite.paragraph,
        cite.phrase
    )
}

/// Explains a rule, with what its own tests come to.
#[must_use]
pub fn rule(vocabulary: &Vocabulary, set: &ReadySet, ready: &ReadyRule) -> Explanation {
    let mut explanation = help(vocabulary, set, ready);
    let tried = cases::of_rule(ready);
    let (hostile, others): (Vec<_>, Vec<_>) = tried.iter().partition(|tried| tried.case.hostile);
    let mut lines: Vec<Line> = hostile.iter().flat_map(|tried| entry(vocabulary, tried)).collect();
    lines.extend(ready.rule.no_hostile.iter().map(|why| Line::sentence(0, words::sentence(why))));
    if !lines.is_empty() {
        explanation.parts.push(Part::new("Pilots that a hostile reader would bring", lines));
    }
    explanation.parts.push(Part::new("Its own tests", own_tests(vocabulary, set, ready, &tried, &others)));
    explanation
}

/// Explains a rule to somebody whose pilot is held against it.
#[must_use]
pub fn help(vocabulary: &Vocabulary, set: &ReadySet, ready: &ReadyRule) -> Explanation {
    let rule = &ready.rule;
    let mut known = Vec::new();
    let mut parts = vec![
        Part::new("What it requires", condition(vocabulary, &rule.require, &mut known)),
        Part::new("Where it applies", scope(vocabulary, set, rule, &mut known)),
        Part::new(
            "Who states it, and where",
            vec![Line::sentence(0, stated_by(rule)), Line::sentence(0, of_set(set, rule))],
        ),
        Part::new(
            "Force and dimension",
            vec![
                Line::sentence(0, format!("{}: {}", rule.force.name(), force(rule.force))),
                Line::sentence(0, format!("{}: {}", rule.about.name(), vocabulary.dimension_title(&rule.about))),
            ],
        ),
    ];
    let made = made_of(set, rule);
    if !made.is_empty() {
        parts.push(Part::new("What was made of it", made));
    }
    parts.push(Part::sentence("Why", &rule.reason));
    parts.extend(rule.reading.as_ref().map(|reading| Part::sentence("Our reading", words::sentence(reading))));
    parts.push(Part::sentence("What would have to change where it is breached", &rule.remedy));
    parts.push(Part::new("The facts that it speaks of", facts(vocabulary, &own_facts(rule))));
    Explanation { title: format!("{}: {}", rule.id, rule.title), parts }
}

/// The set that states a rule.
fn of_set(set: &ReadySet, rule: &Rule) -> String {
    let (id, title, issued_by) = rule
        .origin
        .as_ref()
        .map_or((&set.set.id, &set.set.title, &set.set.issued_by), |from| (&from.id, &from.title, &from.issued_by));
    format!("Rule set: {id}, \"{title}\", issued by {}", words::listed(issued_by, "and"))
}

/// Who imports a rule, and who gives it another force, each with the place where that is written.
fn made_of(set: &ReadySet, rule: &Rule) -> Vec<Line> {
    let mut lines = Vec::new();
    if let Some(place) = set.set.taken_at(rule) {
        let (id, title, file) = (&set.set.id, &set.set.title, &set.set.file);
        lines.push(Line::sentence(0, format!("Imported by {id}, \"{title}\" ({file}:{})", place.line)));
    }
    lines.extend(rule.weighed.iter().map(|weighed| {
        Line::sentence(0, format!("{} ({}:{})", weighed.sentence(), weighed.to.file, weighed.to.place.line))
    }));
    lines
}

/// The facts of a rule's own conditions, in the order of the vocabulary.
fn own_facts(rule: &Rule) -> Vec<FactId> {
    let mut facts = rule.require.facts();
    facts.extend(rule.applies_when.iter().flat_map(Condition::facts));
    facts.sort_unstable();
    facts.dedup();
    facts
}

fn scope(vocabulary: &Vocabulary, set: &ReadySet, rule: &Rule, known: &mut Vec<FactId>) -> Vec<Line> {
    let whole = |of: &str| match &rule.origin {
        None => "The whole rule set applies only where this is so:".to_owned(),
        Some(_) => format!("The whole of {of} applies only where this is so:"),
    };
    let mut of_sets: Vec<_> = set.set.outer_scopes(rule).map(|(of, scope)| (whole(of), scope)).collect();
    // From the inside to the outside.
    of_sets.reverse();
    let own = rule.applies_when.as_ref().map(|scope| ("The rule applies only where this is so:".to_owned(), scope));
    let mut lines = Vec::new();
    for (whose, scope) in own.into_iter().chain(of_sets) {
        lines.push(Line::sentence(0, whose));
        lines
            .extend(condition(vocabulary, scope, known).into_iter().map(|line| Line { depth: line.depth + 1, ..line }));
    }
    if lines.is_empty() {
        lines.push(Line::sentence(0, "To every pilot: neither the rule nor its rule set has a scope."));
    }
    lines
}

/// Facts with their values and their questions.
pub(super) fn facts(vocabulary: &Vocabulary, facts: &[FactId]) -> Vec<Line> {
    let each = facts.iter().flat_map(|id| {
        let fact = vocabulary.fact(*id);
        [Line::entry(0, format!("`{}` takes {}", fact.path, kind_of_values(fact))), Line::sentence(1, &fact.ask)]
    });
    each.collect()
}

/// The lines about all tests that a rule carries; of these, the hostile ones stand above, and only `others` are listed.
fn own_tests(
    vocabulary: &Vocabulary,
    set: &ReadySet,
    ready: &ReadyRule,
    tried: &[Tried<'_, Verdict>],
    others: &[&Tried<'_, Verdict>],
) -> Vec<Line> {
    if tried.is_empty() {
        return vec![Line::sentence(0, "It has none.")];
    }
    let against = tried.iter().filter(|tried| !tried.passes()).count();
    let agrees = match against {
        0 => "the evaluator agrees with every one".to_owned(),
        some => format!("the evaluator does not agree with {some}"),
    };
    let count = words::counted(tried.len(), "test");
    let within = if set.set.outer_scopes(&ready.rule).next().is_some() {
        ", with the scope of the rule set taken as true"
    } else {
        ""
    };
    let above = match tried.len() - others.len() {
        0 => String::new(),
        some => format!(", {some} of them above"),
    };
    let mut lines = vec![Line::sentence(0, format!("{count}{above}{within}; {agrees}."))];
    lines.extend(others.iter().flat_map(|tried| entry(vocabulary, tried)));
    lines
}

/// A test with what came of it, and why that is right where its author says so.
fn entry(vocabulary: &Vocabulary, tried: &Tried<'_, Verdict>) -> impl Iterator<Item = Line> {
    let because = tried.case.because.as_ref().map(|because| Line::sentence(1, words::sentence(because)));
    std::iter::once(Line::entry(0, case_line(vocabulary, tried))).chain(because)
}

fn case_line(vocabulary: &Vocabulary, tried: &Tried<'_, Verdict>) -> String {
    let expected = tried.case.expected.name();
    let given = given(vocabulary, &tried.case.given);
    match &tried.got {
        _ if tried.passes() => format!("{expected} where {given}"),
        Ok(got) => format!("{expected} is expected where {given}; but the evaluator says {}", got.name()),
        Err(exceeded) => format!("{expected} is expected where {given}; but that is {exceeded}"),
    }
}

//! From a tree that is of the right shape to a pilot.

use std::borrow::Cow;
use std::collections::HashSet;

use super::provenance::{Provenance, another_source, or_basis};
use super::{NO_TEXT, Pilot, StatedFact, StatedValue, Statement};
use crate::model::limits::Limit;
use crate::model::vocabulary::{Fact, FactType, Vocabulary};
use crate::model::{Basis, DiagnosticCode as Code, MAX_TOLD, Problem, Status, Waiver, named};
use crate::text::{Span, words};
use crate::tree::{Kind, Node, Tree, split_text};

/// Reads a pilot from a tree that its schema accepts.
///
/// # Errors
/// What no schema can tell: a value that is both in and out, a speaker without a basis, a day that the calendar does
/// not have, a waiver given twice.
pub fn pilot<'t>(vocabulary: &Vocabulary, tree: &'t Tree<'t>) -> Result<Pilot<'t>, Vec<Problem>> {
    let root = tree.root();
    let mut problems = Vec::new();
    let defaults = root.get("provenance").map(Provenance::read).unwrap_or_default();
    let (mut facts, mut sections) = (Vec::new(), Vec::new());
    for (key, inside) in root.entries() {
        let Some(known) = vocabulary.section(key.name) else { continue };
        sections.push((Cow::Borrowed(key.name), key.span));
        for (name, value) in inside.entries() {
            let Some(fact) = known.iter().find(|fact| fact.name == name.name) else { continue };
            facts.extend(statements(fact, value, &defaults, &mut problems));
        }
    }
    facts.sort_by_key(|stated: &StatedFact<'_>| stated.fact);
    let waivers = root.get("waivers").map(|list| waivers(list, &mut problems)).unwrap_or_default();
    let text = |key: &str| root.get(key).and_then(Node::as_text).map(Cow::Borrowed);
    let status = text("status").and_then(|name| named(&Status::ALL, &name));
    let id_span = root.get("pilot").map_or(Span::default(), Node::span);
    match (text("pilot"), text("title"), status) {
        (Some(id), Some(title), Some(status)) if problems.is_empty() => Ok(Pilot {
            id,
            id_span,
            title,
            status,
            invented: root.get("invented").and_then(Node::as_bool).unwrap_or_default(),
            summary: text("summary"),
            facts,
            waivers,
            sections,
        }),
        _ => Err(problems),
    }
}

/// Reads the facts that a test of a rule gives: paths with values as in a pilot.
///
/// # Errors
/// As for a pilot.
pub fn given<'t>(vocabulary: &Vocabulary, node: Node<'t>, problems: &mut Vec<Problem>) -> Vec<StatedFact<'t>> {
    let defaults = Provenance::default();
    let mut facts: Vec<StatedFact<'t>> = Vec::new();
    for (key, value) in node.entries() {
        let Some(fact) = vocabulary.find_path(key.name) else { continue };
        facts.extend(statements(fact, value, &defaults, problems));
    }
    facts.sort_by_key(|stated| stated.fact);
    facts
}

/// The keys that say where a statement comes from, by name.
pub(crate) const PROVENANCE: [&str; 8] = ["by", "basis", "document", "paragraph", "phrase", "date", "url", "note"];

/// The keys that say what it says.
const CONTENT: [&str; 3] = ["value", "includes", "excludes"];

/// What is said of one fact; nothing where it is null.
fn statements<'t>(
    fact: &Fact,
    value: Node<'t>,
    defaults: &Provenance<'t>,
    problems: &mut Vec<Problem>,
) -> Option<StatedFact<'t>> {
    let listed = value.kind() == Kind::List
        && (fact.kind != FactType::Set || value.items().any(|item| item.kind() == Kind::Map));
    let limits = value.limits();
    if listed && value.items().len() > limits.size(Limit::Statements) {
        let message = format!(
            "`{}` has {} statements; {} are the most that one fact may have{}",
            fact.path,
            words::grouped(value.items().len()),
            limits.shown(Limit::Statements),
            limits.advice(Limit::Statements)
        );
        problem(problems, Problem::at(Code::OverLimit, value, message));
    }
    let statements: Vec<Statement<'t>> = if listed {
        value.items().filter_map(|item| statement(fact, item, defaults, problems)).collect()
    } else {
        statement(fact, value, defaults, problems).into_iter().collect()
    };
    (!statements.is_empty()).then_some(StatedFact { fact: fact.id, statements })
}

fn statement<'t>(
    fact: &Fact,
    node: Node<'t>,
    defaults: &Provenance<'t>,
    problems: &mut Vec<Problem>,
) -> Option<Statement<'t>> {
    let (at, said, from) = match node.kind() {
        Kind::Null => return None,
        Kind::Map => {
            let (at, said) = content(fact, node, problems)?;
            (at, said, defaults.with(node))
        }
        _ => (node, said(fact, node), *defaults),
    };
    for (key, value) in node.entries() {
        // With nothing behind it a key was forgotten; null is written to set a default aside, where there is one.
        let meant = defaults.has(key.name) && value.as_written().is_some_and(|written| !written.is_empty());
        if value.kind() == Kind::Null && PROVENANCE.contains(&key.name) && !meant {
            let message = format!("`{}` is empty; give it a value, or take it out", key.name);
            let empty = || Problem::at(Code::EmptyValue, value, message);
            problem(problems, split_text(node, key).unwrap_or_else(empty));
        }
    }
    // A key that is none may well be the basis, misspelled.
    let strange = node.entries().any(|(key, _)| !PROVENANCE.contains(&key.name) && !CONTENT.contains(&key.name));
    if let (Some(by), None, false) = (from.by, from.basis, strange) {
        let speaker = words::shown(by.as_text().unwrap_or_default());
        let names = Basis::ALL.map(|(_, name)| name);
        let message =
            format!("`{speaker}` speaks without a basis; add `basis:`, one of {}", words::listed(&names, "or"));
        if problems.len() <= MAX_TOLD {
            problem(problems, or_basis(Problem::at(Code::SpeakerWithoutBasis, by, message), node, by));
        }
    }
    if let Some((key, other)) = another_source(node, defaults).filter(|_| !strange) {
        let (shown, names) = (words::shown(other.as_text().unwrap_or_default()), Basis::ALL.map(|(_, name)| name));
        let message = format!(
            "`{shown}` is not the {} of `provenance`, whose basis is not for this statement; add `basis:`, one of {}",
            if key == "by" { "speaker" } else { "document" },
            words::listed(&names, "or")
        );
        if problems.len() <= MAX_TOLD {
            problem(problems, or_basis(Problem::at(Code::BasisNotInherited, other, message), node, other));
        }
    }
    let said = said?;
    if let StatedValue::Text(text) = &said
        && text != NO_TEXT
        && text.trim().eq_ignore_ascii_case(NO_TEXT)
    {
        // Taken by the letter, it would say that there is somebody of that name.
        let message = format!("`{}` is not how to say that there is none; write {NO_TEXT}", words::shown(text));
        problem(problems, Problem::at(Code::NoneMisspelt, at, message).or_value(at, NO_TEXT));
    }
    Some(Statement {
        said,
        by: from.by.and_then(Node::as_text).map(Cow::Borrowed),
        basis: from.basis.and_then(Node::as_text).and_then(|name| named(&Basis::ALL, name)).unwrap_or(Basis::Specified),
        document: from.document.and_then(Node::as_text).map(Cow::Borrowed),
        paragraph: from.paragraph,
        phrase: from.phrase.and_then(Node::as_text).map(Cow::Borrowed),
        date: from.date.map(Cow::Borrowed),
        url: from.url.map(Cow::Borrowed),
        note: from.note.map(Cow::Borrowed),
        cited_at: from.phrase.or(from.document).map(Node::span),
        span: at.span(),
        written_at: at.written_at(),
    })
}

fn problem(problems: &mut Vec<Problem>, problem: Problem) {
    // A default that is wrong is wrong for every statement, and told once.
    if problems.len() <= MAX_TOLD && !problems.contains(&problem) {
        problems.push(problem);
    }
}

fn members(fact: &Fact, node: Node<'_>) -> Vec<u8> {
    node.items().filter_map(|item| item.as_text().and_then(|name| fact.value(name))).collect()
}

fn said<'t>(fact: &Fact, node: Node<'t>) -> Option<StatedValue<'t>> {
    Some(match fact.kind {
        FactType::Bool => StatedValue::Bool(node.as_bool()?),
        FactType::Choice => StatedValue::Choice(fact.value(node.as_text()?)?),
        FactType::Set => StatedValue::Exactly(members(fact, node)),
        FactType::Text => StatedValue::Text(Cow::Borrowed(node.as_text()?)),
    })
}

/// What a statement with keys says, with the place of it; nothing where it has neither a value nor a list.
fn content<'t>(
    fact: &Fact,
    node: Node<'t>,
    problems: &mut Vec<Problem>,
) -> Option<(Node<'t>, Option<StatedValue<'t>>)> {
    let Some(value) = node.get("value") else {
        return partly(fact, node, problems).map(|(at, said)| (at, Some(said)));
    };
    for (key, _) in node.entries().filter(|(key, _)| matches!(key.name, "includes" | "excludes")) {
        let message = format!(
            "`{}` stands beside `value`, which says already what is in and what is out; keep one of the two",
            key.name
        );
        problem(problems, Problem::of_key(Code::ContradictingKeys, key, message));
    }
    Some((value, said(fact, value)))
}

/// A set known in part; its place is its first list.
fn partly<'t>(fact: &Fact, node: Node<'t>, problems: &mut Vec<Problem>) -> Option<(Node<'t>, StatedValue<'t>)> {
    let (includes, excludes) = (node.get("includes"), node.get("excludes"));
    let Some(at) = includes.or(excludes) else {
        // Of a key that is none, or that is empty, the schema tells.
        if fact.kind != FactType::Set || node.entries().any(|(key, _)| !PROVENANCE.contains(&key.name)) {
            return None;
        }
        let message =
            format!("this statement of `{}` says nothing; give it `value`, `includes` or `excludes`", fact.path);
        problem(problems, Problem::at(Code::EmptyValue, node, message));
        return None;
    };
    let inside = includes.map(|list| members(fact, list)).unwrap_or_default();
    let outside = excludes.map(|list| members(fact, list)).unwrap_or_default();
    if let Some(list) = excludes {
        let inside = inside.iter().fold(0u64, |all, value| all | 1 << value);
        for item in list.items() {
            let both = item.as_text().and_then(|name| fact.value(name)).filter(|value| inside >> value & 1 == 1);
            if let Some(value) = both {
                let message = format!(
                    "`{}` is both in and out of `{}`; take it out of one of the two lists",
                    fact.value_name(value),
                    fact.path
                );
                let both = Problem::at(Code::BothInAndOut, item, message);
                let included = includes.into_iter().flat_map(Node::items);
                let mut included = included.filter(|one| one.as_text() == item.as_text());
                problem(
                    problems,
                    match included.next() {
                        Some(one) => both.with_related(one.span(), "it is said to be in here"),
                        None => both,
                    },
                );
            }
        }
    }
    Some((at, StatedValue::Partly { includes: inside, excludes: outside }))
}

fn waivers<'t>(list: Node<'t>, problems: &mut Vec<Problem>) -> Vec<Waiver<'t>> {
    let mut waivers: Vec<Waiver<'t>> = Vec::new();
    let mut rules: HashSet<&str> = HashSet::new();
    for item in list.items() {
        let text = |key: &str| item.get(key).and_then(Node::as_text);
        let until = item.get("until").and_then(|node| day(node, problems));
        let Some((rule, at)) = text("rule").zip(item.get("rule")) else { continue };
        if !rules.insert(rule) {
            let message = format!("`{}` is waived already; keep one of the two", words::shown(rule));
            problem(problems, Problem::at(Code::DuplicateWaiver, at, message));
        }
        if let (Some(reason), Some(by), Some(until)) = (text("reason"), text("by"), until) {
            waivers.push(Waiver { rule: rule.into(), reason: reason.into(), by: by.into(), until, span: at.span() });
        }
    }
    waivers
}

fn day(node: Node<'_>, problems: &mut Vec<Problem>) -> Option<jiff::civil::Date> {
    let text = node.as_text()?;
    let day = text.parse().ok();
    if day.is_none() {
        let message = format!("`{}` is not a day of the calendar", words::shown(text));
        problem(problems, Problem::at(Code::NotADay, node, message));
    }
    day
}

impl Statement<'_> {
    /// The same, with texts of its own.
    #[must_use]
    pub fn into_owned(self) -> Statement<'static> {
        let own = |text: Option<Cow<'_, str>>| text.map(|text| Cow::Owned(text.into_owned()));
        Statement {
            said: match self.said {
                StatedValue::Text(text) => StatedValue::Text(Cow::Owned(text.into_owned())),
                StatedValue::Bool(value) => StatedValue::Bool(value),
                StatedValue::Choice(value) => StatedValue::Choice(value),
                StatedValue::Exactly(members) => StatedValue::Exactly(members),
                StatedValue::Partly { includes, excludes } => StatedValue::Partly { includes, excludes },
            },
            by: own(self.by),
            basis: self.basis,
            document: own(self.document),
            paragraph: self.paragraph,
            phrase: own(self.phrase),
            date: own(self.date),
            url: own(self.url),
            note: own(self.note),
            cited_at: self.cited_at,
            span: self.span,
            written_at: self.written_at,
        }
    }
}

impl StatedFact<'_> {
    /// The same, with texts of its own.
    #[must_use]
    pub fn into_owned(self) -> StatedFact<'static> {
        StatedFact { fact: self.fact, statements: self.statements.into_iter().map(Statement::into_owned).collect() }
    }
}

impl StatedValue<'_> {
    /// Whether it says of a text that there is none.
    #[must_use]
    pub fn is_no_text(&self) -> bool {
        matches!(self, StatedValue::Text(text) if text == NO_TEXT)
    }
}

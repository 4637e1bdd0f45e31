//! From a tree that is of the right shape to a pilot.

use std::borrow::Cow;
use std::collections::HashSet;

use super::provenance::{Provenance, another_source, or_basis};
use super::statement_keys::StatementKeys;
use super::values::{PROVENANCE, content, problem, said};
use super::{NO_TEXT, Paragraph, Pilot, StatedFact, StatedValue, Statement};
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
        // Most stand in the order of the vocabulary, so that each is looked for behind the one before it.
        let mut behind = 0;
        for (name, value) in inside.entries() {
            let (before, rest) = known.split_at_checked(behind).unwrap_or((known, &[]));
            let mut facts_from_there = (behind..).zip(rest).chain((0..).zip(before));
            let Some((at, fact)) = facts_from_there.find(|(_, fact)| fact.name == name.name) else { continue };
            behind = at + 1;
            facts.extend(statements(fact, value, &defaults, &mut problems));
        }
    }
    facts.sort_by_key(|stated: &StatedFact<'_>| stated.fact);
    let owners = root.get("owners").into_iter().flat_map(Node::items).filter_map(Node::as_text).map(Cow::Borrowed);
    let owners = owners.collect();
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
            owners,
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
            limits.in_words(Limit::Statements),
            limits.advice(Limit::Statements)
        );
        problem(problems, Problem::at(Code::OverLimit, value, message));
    }
    let statements: Vec<Statement<'t>> = if listed {
        value.items().filter_map(|item| statement(fact, item, defaults, problems)).collect()
    } else {
        vec![statement(fact, value, defaults, problems)?]
    };
    (!statements.is_empty()).then_some(StatedFact { fact: fact.id, statements })
}

fn statement<'t>(
    fact: &Fact,
    node: Node<'t>,
    defaults: &Provenance<'t>,
    problems: &mut Vec<Problem>,
) -> Option<Statement<'t>> {
    let (at, said, keys) = match node.kind() {
        Kind::Null => return None,
        Kind::Map => {
            let keys = StatementKeys::read(node, defaults);
            let (at, said) = content(fact, node, &keys, problems)?;
            (at, said, keys)
        }
        _ => (node, said(fact, node, problems), StatementKeys { from: *defaults, ..StatementKeys::default() }),
    };
    // A key that is none may well be the basis, misspelled.
    let StatementKeys { from, strange, .. } = keys;
    let unanswered = matches!(said, Some(StatedValue::Unanswered));
    for (key, value) in node.entries().filter(|_| keys.has_null) {
        // With nothing behind it a key was forgotten; null is written to set a default aside, where there is one.
        let meant = defaults.has(key.name) && value.as_written().is_some_and(|written| !written.is_empty());
        if value.kind() == Kind::Null && PROVENANCE.contains(&key.name) && !meant {
            let message = format!("`{}` is empty; give it a value, or take it out", key.name);
            let empty = || Problem::at(Code::EmptyValue, value, message);
            problem(problems, split_text(node, key).unwrap_or_else(empty));
        }
    }
    if unanswered {
        answerless(node, &from, problems);
    } else if let (Some(by), None, false) = (from.by, from.basis, strange) {
        let speaker = words::excerpt(by.as_text().unwrap_or_default());
        let names = Basis::ALL.map(|(_, name)| name);
        let message =
            format!("`{speaker}` speaks without a basis; add `basis:`, one of {}", words::listed(&names, "or"));
        if problems.len() <= MAX_TOLD {
            problem(problems, or_basis(Problem::at(Code::SpeakerWithoutBasis, by, message), node, by));
        }
    }
    let basis_is_not_its_own = node.kind() == Kind::Map && !keys.names_basis && !strange && !unanswered;
    if basis_is_not_its_own && let Some((key, other)) = another_source(node, defaults) {
        let (shown, names) = (words::excerpt(other.as_text().unwrap_or_default()), Basis::ALL.map(|(_, name)| name));
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
        let message = format!("`{}` is not how to say that there is none; write {NO_TEXT}", words::excerpt(text));
        problem(problems, Problem::at(Code::NoneMisspelt, at, message).or_value(at, NO_TEXT));
    }
    Some(Statement {
        said,
        by: from.by.and_then(Node::as_text).map(Cow::Borrowed),
        basis: from.basis.and_then(Node::as_text).and_then(|name| named(&Basis::ALL, name)).unwrap_or(Basis::Specified),
        document: from.document.and_then(Node::as_text).map(Cow::Borrowed),
        paragraph: from.paragraph.and_then(|node| paragraph(node, problems)),
        asked: keys.asked.and_then(Node::as_text).map(Cow::Borrowed),
        hedged: keys.hedged.and_then(Node::as_bool).unwrap_or_default(),
        phrase: from.phrase.and_then(Node::as_text).map(Cow::Borrowed),
        date: from.date.map(Cow::Borrowed),
        url: from.url.map(Cow::Borrowed),
        note: from.note.map(Cow::Borrowed),
        cited_at: from.phrase.or(from.document).map(Node::span),
        span: at.span(),
        written_at: at.written_at(),
    })
}

/// Tells of what does not belong to a statement that somebody was asked and did not answer, or is missing there.
fn answerless(node: Node<'_>, from: &Provenance<'_>, problems: &mut Vec<Problem>) {
    for (key, _) in node.entries().filter(|(key, _)| matches!(key.name, "hedged" | "basis")) {
        let message = format!("`{}` is for what somebody says, and here nobody answered; take it out", key.name);
        problem(problems, Problem::of_key(Code::ContradictingKeys, key, message));
    }
    if from.by.is_none() {
        let message = "this says that somebody did not answer, and not who; add `by:`".to_owned();
        problem(problems, Problem::at(Code::MissingKey, node, message));
    }
    if let Some(asked) = node.get("asked") {
        day(asked, problems);
    }
}

/// The paragraph that a citation names, with what is wrong with it.
pub(crate) fn paragraph<'t>(node: Node<'t>, problems: &mut Vec<Problem>) -> Option<Paragraph<'t>> {
    if let Some(number) = node.as_int() {
        return u32::try_from(number).ok().map(Paragraph::Number);
    }
    let text = node.as_text()?;
    let paragraph = Paragraph::parse(text);
    if paragraph.is_none() {
        let shown = words::excerpt(text);
        let (code, message) = if text.trim().bytes().all(|byte| byte.is_ascii_digit()) {
            (
                Code::WrongType,
                format!(
                    "`paragraph` is a number, and `{shown}` in quotation marks is a text; write {shown} without them"
                ),
            )
        } else {
            let message = "are not paragraphs; write the first and the last, counted from 1, as in 4-6";
            (Code::InvalidValue, format!("`{shown}` {message}"))
        };
        problem(problems, Problem::at(code, node, message));
    }
    paragraph
}

fn waivers<'t>(list: Node<'t>, problems: &mut Vec<Problem>) -> Vec<Waiver<'t>> {
    let mut waivers: Vec<Waiver<'t>> = Vec::new();
    let mut rules: HashSet<&str> = HashSet::new();
    for item in list.items() {
        let text = |key: &str| item.get(key).and_then(Node::as_text);
        let until = item.get("until").and_then(|node| day(node, problems));
        let Some((rule, at)) = text("rule").zip(item.get("rule")) else { continue };
        if !rules.insert(rule) {
            let message = format!("`{}` is waived already; keep one of the two", words::excerpt(rule));
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
        let message = format!("`{}` is not a day of the calendar", words::excerpt(text));
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
                StatedValue::OneOf(values) => StatedValue::OneOf(values),
                StatedValue::NoneOf(values) => StatedValue::NoneOf(values),
                StatedValue::Number(claim) => StatedValue::Number(claim),
                StatedValue::Date(claim) => StatedValue::Date(claim),
                StatedValue::Unanswered => StatedValue::Unanswered,
            },
            by: own(self.by),
            basis: self.basis,
            document: own(self.document),
            paragraph: self.paragraph.map(Paragraph::into_owned),
            asked: own(self.asked),
            hedged: self.hedged,
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

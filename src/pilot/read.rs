//! From a tree that is of the right shape to a pilot.

use std::borrow::Cow;

use super::{Basis, NO_TEXT, Pilot, Said, Stated, Statement, Status, Waiver, named};
use crate::tree::{Kind, Node, Problem, Tree};
use crate::vocabulary::{Fact, FactType, Vocabulary};
use crate::source::Span;

/// Reads a pilot from a tree that its schema accepts.
///
/// # Errors
/// What no schema can tell: a value that is both in and out, a speaker without a basis, a day that the calendar does
/// not have, a waiver given twice.
pub fn pilot<'t>(tree: &'t Tree<'t>) -> Result<Pilot<'t>, Vec<Problem>> {
    let root = tree.root();
    let vocabulary = Vocabulary::shipped();
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
    facts.sort_by_key(|stated: &Stated<'_>| stated.fact);
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
pub fn given<'t>(node: Node<'t>, problems: &mut Vec<Problem>) -> Vec<Stated<'t>> {
    let vocabulary = Vocabulary::shipped();
    let defaults = Provenance::default();
    let mut facts: Vec<Stated<'t>> = Vec::new();
    for (key, value) in node.entries() {
        let Some(fact) = vocabulary.find_path(key.name) else { continue };
        facts.extend(statements(fact, value, &defaults, problems));
    }
    facts.sort_by_key(|stated| stated.fact);
    facts
}

/// The keys that say where a statement comes from.
#[derive(Debug, Clone, Copy, Default)]
struct Provenance<'t> {
    by: Option<Node<'t>>,
    basis: Option<Basis>,
    document: Option<&'t str>,
    paragraph: Option<u32>,
    phrase: Option<&'t str>,
    date: Option<&'t str>,
    url: Option<&'t str>,
    note: Option<&'t str>,
}

impl<'t> Provenance<'t> {
    fn read(node: Node<'t>) -> Self {
        Self::default().with(node)
    }

    /// These keys, with those of `node` instead where it has them.
    fn with(mut self, node: Node<'t>) -> Self {
        for (key, value) in node.entries() {
            match key.name {
                "by" => self.by = Some(value),
                "basis" => self.basis = value.as_text().and_then(|name| named(&Basis::ALL, name)),
                "document" => self.document = value.as_text(),
                "paragraph" => self.paragraph = value.as_int().and_then(|number| u32::try_from(number).ok()),
                "phrase" => self.phrase = value.as_text(),
                "date" => self.date = value.as_text(),
                "url" => self.url = value.as_text(),
                "note" => self.note = value.as_text(),
                _ => {}
            }
        }
        self
    }
}

/// What is said of one fact; nothing where it is null.
fn statements<'t>(fact: &Fact, value: Node<'t>, defaults: &Provenance<'t>, problems: &mut Vec<Problem>) -> Option<Stated<'t>> {
    let listed = value.kind() == Kind::List && (fact.kind != FactType::Set || value.items().any(|item| item.kind() == Kind::Map));
    let statements: Vec<Statement<'t>> = if listed {
        value.items().filter_map(|item| statement(fact, item, defaults, problems)).collect()
    } else {
        statement(fact, value, defaults, problems).into_iter().collect()
    };
    (!statements.is_empty()).then_some(Stated { fact: fact.id, statements })
}

fn statement<'t>(fact: &Fact, node: Node<'t>, defaults: &Provenance<'t>, problems: &mut Vec<Problem>) -> Option<Statement<'t>> {
    let (at, said, from) = match node.kind() {
        Kind::Null => return None,
        Kind::Map => {
            let from = defaults.with(node);
            match node.get("value") {
                Some(value) => {
                    for key in ["includes", "excludes"] {
                        if let Some((key, _)) = node.entry(key) {
                            problem(problems, key.span, format!("`{}` stands beside `value`, which says already what is in and what is out; keep one of the two", key.name));
                        }
                    }
                    (value, said(fact, value)?, from)
                }
                None => {
                    let (at, said) = partly(fact, node, problems)?;
                    (at, said, from)
                }
            }
        }
        _ => (node, said(fact, node)?, *defaults),
    };
    if let (Some(by), None) = (from.by, from.basis) {
        let speaker = by.as_text().unwrap_or_default();
        let names = super::Basis::ALL.map(|(_, name)| name);
        problem(problems, by.span(), format!("`{speaker}` speaks without a basis; add `basis:`, one of {}", crate::words::listed(&names, "or")));
    }
    Some(Statement {
        said,
        by: from.by.and_then(Node::as_text).map(Cow::Borrowed),
        basis: from.basis.unwrap_or(Basis::Specified),
        document: from.document.map(Cow::Borrowed),
        paragraph: from.paragraph,
        phrase: from.phrase.map(Cow::Borrowed),
        date: from.date.map(Cow::Borrowed),
        url: from.url.map(Cow::Borrowed),
        note: from.note.map(Cow::Borrowed),
        span: at.span(),
        written_at: at.written_at(),
    })
}

fn problem(problems: &mut Vec<Problem>, span: Span, message: String) {
    let problem = Problem { span, message, fault: false };
    // A default that is wrong is wrong for every statement, and told once.
    if !problems.contains(&problem) {
        problems.push(problem);
    }
}

fn members(fact: &Fact, node: Node<'_>) -> Vec<u8> {
    node.items().filter_map(|item| item.as_text().and_then(|name| fact.value(name))).collect()
}

fn said<'t>(fact: &Fact, node: Node<'t>) -> Option<Said<'t>> {
    Some(match fact.kind {
        FactType::Bool => Said::Bool(node.as_bool()?),
        FactType::Choice => Said::Choice(fact.value(node.as_text()?)?),
        FactType::Set => Said::Exactly(members(fact, node)),
        FactType::Text => Said::Text(Cow::Borrowed(node.as_text()?)),
    })
}

/// A set known in part; its place is its first list.
fn partly<'t>(fact: &Fact, node: Node<'t>, problems: &mut Vec<Problem>) -> Option<(Node<'t>, Said<'t>)> {
    let (includes, excludes) = (node.get("includes"), node.get("excludes"));
    let Some(at) = includes.or(excludes) else {
        let span = node.entries().next().map_or(node.span(), |(key, _)| key.span);
        let message = format!("this statement of `{}` says nothing; give it `value`, `includes` or `excludes`", fact.path);
        problem(problems, span, message);
        return None;
    };
    let inside = includes.map(|list| members(fact, list)).unwrap_or_default();
    let outside = excludes.map(|list| members(fact, list)).unwrap_or_default();
    if let Some(list) = excludes {
        for item in list.items() {
            let both = item.as_text().and_then(|name| fact.value(name)).filter(|value| inside.contains(value));
            if let Some(value) = both {
                let message = format!("`{}` is both in and out of `{}`; keep one of the two", fact.value_name(value), fact.path);
                problem(problems, item.span(), message);
            }
        }
    }
    Some((at, Said::Partly { includes: inside, excludes: outside }))
}

fn waivers<'t>(list: Node<'t>, problems: &mut Vec<Problem>) -> Vec<Waiver<'t>> {
    let mut waivers: Vec<Waiver<'t>> = Vec::new();
    for item in list.items() {
        let text = |key: &str| item.get(key).and_then(Node::as_text);
        let (Some(rule), Some(reason), Some(by), Some(until)) = (text("rule"), text("reason"), text("by"), item.get("until")) else { continue };
        let span = item.get("rule").map_or(item.span(), Node::span);
        if waivers.iter().any(|waiver| waiver.rule == rule) {
            problem(problems, span, format!("`{rule}` is waived twice; keep one of the two"));
            continue;
        }
        match until.as_text().unwrap_or_default().parse::<jiff::civil::Date>() {
            Ok(day) => waivers.push(Waiver { rule: rule.into(), reason: reason.into(), by: by.into(), until: day, span }),
            Err(_) => {
                let message = format!("`{}` is not a day of the calendar", until.as_text().unwrap_or_default());
                problem(problems, until.span(), message);
            }
        }
    }
    waivers
}

impl Statement<'_> {
    /// The same, with texts of its own.
    #[must_use]
    pub fn into_owned(self) -> Statement<'static> {
        let own = |text: Option<Cow<'_, str>>| text.map(|text| Cow::Owned(text.into_owned()));
        Statement {
            said: match self.said {
                Said::Text(text) => Said::Text(Cow::Owned(text.into_owned())),
                Said::Bool(value) => Said::Bool(value),
                Said::Choice(value) => Said::Choice(value),
                Said::Exactly(members) => Said::Exactly(members),
                Said::Partly { includes, excludes } => Said::Partly { includes, excludes },
            },
            by: own(self.by),
            basis: self.basis,
            document: own(self.document),
            paragraph: self.paragraph,
            phrase: own(self.phrase),
            date: own(self.date),
            url: own(self.url),
            note: own(self.note),
            span: self.span,
            written_at: self.written_at,
        }
    }
}

impl Stated<'_> {
    /// The same, with texts of its own.
    #[must_use]
    pub fn into_owned(self) -> Stated<'static> {
        Stated { fact: self.fact, statements: self.statements.into_iter().map(Statement::into_owned).collect() }
    }
}

impl Said<'_> {
    /// Whether it says of a text that there is none.
    #[must_use]
    pub fn is_no_text(&self) -> bool {
        matches!(self, Said::Text(text) if text == NO_TEXT)
    }
}

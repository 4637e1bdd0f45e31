//! One change, made in the text of a document and read back: it is what was asked for, or it is not made.

use std::collections::BTreeMap;

use serde_json::Value;

use super::statement::{fact, statement, without_place};
use super::{PilotChange, with_pilot};
use crate::edit::{self, Rewrite, StatementFate, rewrite};
use crate::model::DiagnosticCode;
use crate::model::diagnostic::Diagnostic;
use crate::model::vocabulary::{Fact, Vocabulary};
use crate::pilot::{Pilot, StatedValue, Statement};
use crate::schema::Schemas;
use crate::source::Document;
use crate::text::{Span, words};
use crate::tree::{Kind, Tree};

/// What can be set at the top of a pilot.
const KEYS: [&str; 6] = ["pilot", "title", "status", "summary", "invented", "owners"];

/// What of a document is to be something else than before.
#[derive(Debug)]
enum Wanted<'v> {
    /// What is stated of a fact.
    Statements(&'v Fact, Vec<Statement<'static>>),
    /// A key at its top; none where it is to be gone.
    Key(&'v str, Option<String>),
}

/// The text of a document with a change.
pub(super) fn changed(
    schemas: &Schemas,
    name: &str,
    document: &Document,
    change: &PilotChange,
) -> Result<String, Vec<Diagnostic>> {
    let made = with_pilot(schemas, name, document, |tree, pilot, _| {
        let (new, wanted) = match change {
            PilotChange::Set { key, value } => set(tree, key, value)?,
            _ => restate(schemas, document, tree, pilot, change)?,
        };
        let refused = || {
            let what = match &wanted {
                Wanted::Statements(fact, _) => format!("`{}`", fact.path),
                Wanted::Key(key, _) => format!("`{key}`"),
            };
            let message = format!(
                "the text of the file round {what} has a shape in which it cannot be changed; write it out, a key a line"
            );
            vec![Diagnostic::file(DiagnosticCode::WrongCall, name, message)]
        };
        let after = Document { text: new.ok_or_else(refused)?, ..document.clone() };
        let vocabulary = schemas.vocabulary();
        let read = with_pilot(schemas, name, &after, |read, now, _| is_as_wanted(vocabulary, tree, read, now, &wanted));
        match read {
            Ok(Some(true)) => Ok(after.text),
            Ok(_) => Err(refused()),
            Err(wrong) => Err(wrong.into_iter().map(without_place).collect()),
        }
    });
    made?.unwrap_or_else(|| {
        Err(vec![Diagnostic::file(DiagnosticCode::NoPilot, name, "there is no pilot in it".to_owned())])
    })
}

type Made<'v> = (Option<String>, Wanted<'v>);

/// Sets a key at the top.
fn set<'v>(tree: &Tree<'_>, key: &'v str, value: &Value) -> Result<Made<'v>, Vec<Diagnostic>> {
    if !KEYS.contains(&key) {
        let message = format!("`{}` cannot be set; {} can", words::excerpt(key), words::listed(&KEYS, "and"));
        return Err(vec![Diagnostic::call(DiagnosticCode::UnknownKey, message)]);
    }
    let value = (!value.is_null()).then_some(value);
    let wanted = value.map(edit::json);
    let same = tree.root().get(key).map(edit::node) == wanted;
    let new = if same { Some(tree.text().to_owned()) } else { edit::set_key(tree, key, value) };
    Ok((new, Wanted::Key(key, wanted)))
}

/// Changes what is stated of a fact.
fn restate<'v>(
    schemas: &'v Schemas,
    document: &Document,
    tree: &Tree<'_>,
    pilot: &Pilot<'_>,
    change: &PilotChange,
) -> Result<Made<'v>, Vec<Diagnostic>> {
    let (PilotChange::State { fact: path, .. }
    | PilotChange::Replace { fact: path, .. }
    | PilotChange::Withdraw { fact: path, .. }
    | PilotChange::Set { key: path, .. }) = change;
    let fact = fact(schemas.vocabulary(), path)?;
    let before: Vec<Statement<'static>> =
        pilot.statements(fact.id).iter().map(|statement| statement.clone().into_owned()).collect();
    let read = |keys| statement(schemas, document.limits, fact, keys);
    let there = |at: usize| {
        before.get(at).ok_or_else(|| {
            let count = words::counted(before.len(), "statement");
            let message = format!("`{}` has {count}, counted from 0, and none at {at}", fact.path);
            vec![Diagnostic::call(DiagnosticCode::WrongCall, message)]
        })
    };
    let mut fates = vec![StatementFate::Stays; before.len()];
    let mut wanted = before.clone();
    let mut add = Vec::new();
    match change {
        PilotChange::State { statement, .. } => {
            let new = read(statement)?;
            wanted.push(new.clone());
            add.push(new);
        }
        PilotChange::Replace { at, statement, .. } => {
            let (old, new) = (there(*at)?, read(statement)?);
            if bare(old) != bare(&new)
                && let (Some(fate), Some(place)) = (fates.get_mut(*at), wanted.get_mut(*at))
            {
                *fate = StatementFate::Replaced(Box::new(new.clone()));
                *place = new;
            }
        }
        PilotChange::Withdraw { at: Some(at), .. } => {
            there(*at)?;
            wanted.remove(*at);
            if let Some(fate) = fates.get_mut(*at) {
                *fate = StatementFate::Goes;
            }
        }
        PilotChange::Withdraw { at: None, .. } | PilotChange::Set { .. } => {
            wanted.clear();
            fates.fill(StatementFate::Goes);
        }
    }
    let same = add.is_empty() && fates.iter().all(|fate| *fate == StatementFate::Stays);
    let new = if same { Some(tree.text().to_owned()) } else { rewrite(tree, &[Rewrite { fact, fates, add }]) };
    Ok((new, Wanted::Statements(fact, wanted)))
}

/// Whether a document says what is wanted, all else is said as before, and no comment is lost.
fn is_as_wanted(
    vocabulary: &Vocabulary,
    before: &Tree<'_>,
    after: &Tree<'_>,
    pilot: &Pilot<'_>,
    wanted: &Wanted<'_>,
) -> bool {
    let done = match wanted {
        Wanted::Statements(fact, wanted) => pilot.statements(fact.id).iter().map(bare).eq(wanted.iter().map(bare)),
        Wanted::Key(key, value) => after.root().get(key).map(edit::node) == *value,
    };
    let sorted = |tree| {
        let mut comments = edit::comments(tree);
        comments.sort_unstable();
        comments.into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    done && others(vocabulary, before, wanted) == others(vocabulary, after, wanted) && sorted(before) == sorted(after)
}

/// What a document says besides what is wanted: each key at its top, and each fact of its sections.
fn others(vocabulary: &Vocabulary, tree: &Tree<'_>, wanted: &Wanted<'_>) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for (key, value) in tree.root().entries() {
        if vocabulary.section(key.name).is_some() {
            let facts = value.entries().filter(|(_, value)| value.kind() != Kind::Null);
            all.extend(facts.map(|(name, value)| (format!("{}.{}", key.name, name.name), edit::node(value))));
        } else if key.name.starts_with("x-") {
            // Somebody's own: nothing is known of its size once it is written out.
            let text = tree.text().get(value.span().range()).unwrap_or_default();
            all.insert(key.name.to_owned(), text.to_owned());
        } else {
            all.insert(key.name.to_owned(), edit::node(value));
        }
    }
    all.remove(match wanted {
        Wanted::Statements(fact, _) => fact.path.as_str(),
        Wanted::Key(key, _) => key,
    });
    all
}

/// A statement without its places. Where nobody answered there is no basis, whatever the defaults say.
fn bare(statement: &Statement<'_>) -> Statement<'static> {
    let unanswered = statement.said == StatedValue::Unanswered;
    let statement = statement.clone().into_owned();
    let basis = if unanswered { crate::model::Basis::Specified } else { statement.basis };
    Statement { basis, cited_at: None, span: Span::default(), written_at: None, ..statement }
}

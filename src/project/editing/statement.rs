//! A statement as somebody asks for it, read as it would be read in a file.

use serde_json::{Map, Value};

use super::with_pilot;
use crate::edit;
use crate::model::DiagnosticCode;
use crate::model::diagnostic::Diagnostic;
use crate::model::limits::Limits;
use crate::model::vocabulary::{Fact, Vocabulary};
use crate::pilot::Statement;
use crate::schema::Schemas;
use crate::source::Document;
use crate::text::words;

/// The fact of a path.
pub(super) fn fact<'v>(vocabulary: &'v Vocabulary, path: &str) -> Result<&'v Fact, Vec<Diagnostic>> {
    vocabulary.find_path(path).ok_or_else(|| {
        let near = words::nearest(path, vocabulary.facts().iter().map(|fact| fact.path.as_str()));
        let hint = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
        let message = format!("there is no fact `{}`{hint}", words::excerpt(path));
        vec![Diagnostic::call(DiagnosticCode::UnknownFact, message)]
    })
}

/// A statement of a fact from its keys. It is written into a pilot of its own and read there, so that it is held to all that a
/// statement in a file is held to.
pub(super) fn statement(
    schemas: &Schemas,
    limits: Limits,
    fact: &Fact,
    keys: &Map<String, Value>,
) -> Result<Statement<'static>, Vec<Diagnostic>> {
    let said = keys.iter().filter(|(_, value)| !value.is_null());
    let said: Map<String, Value> = said.map(|(key, value)| (key.clone(), value.clone())).collect();
    let (section, name, said) = (&fact.section, &fact.name, edit::json(&Value::Object(said)));
    let text = format!("format: 1\npilot: p\ntitle: t\nstatus: proposed\n{section}:\n  {name}: {said}\n");
    let document = Document { index: 0, first_line: 1, text, limits };
    let read = with_pilot(schemas, "", &document, |_, pilot, _| {
        pilot.statements(fact.id).first().map(|statement| statement.clone().into_owned())
    });
    match read {
        Ok(statement) => statement.flatten().ok_or_else(|| {
            let message = format!("this statement of `{}` says nothing", fact.path);
            vec![Diagnostic::call(DiagnosticCode::EmptyValue, message)]
        }),
        Err(wrong) => Err(wrong.into_iter().map(without_place).collect()),
    }
}

/// What is wrong with something that stands in no file.
pub(super) fn without_place(wrong: Diagnostic) -> Diagnostic {
    Diagnostic { severity: wrong.severity, ..Diagnostic::call(wrong.code, wrong.message) }
}

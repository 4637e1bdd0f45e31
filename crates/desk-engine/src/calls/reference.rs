//! What can be looked up: names explained, the facts, schemas, and a pilot file to start from.

use serde::Deserialize;
use watching_brief::answers::{self, ExplainAnswer, FactsAnswer, json};
use watching_brief::model::DiagnosticCode;
use watching_brief::model::diagnostic::{Diagnostic, Severity};
use watching_brief::model::vocabulary::Vocabulary;
use watching_brief::project::Project;
use watching_brief::text::words;
use watching_brief::{render, schema as shapes, template};

use crate::answer::{Answered, wrong_request};
use crate::project::{self, Decided};
use crate::request::Request;

/// What is asked for by its name.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NameWish {
    name: String,
}

/// Which facts are listed.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct FactsWishes {
    /// The section, if not all.
    section: Option<String>,
}

/// What a new pilot is called.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NewPilot {
    id: String,
}

/// A rule, a fact, a rule set, a section, a dimension, a document or a code in plain words.
pub fn explain(request: &Request) -> Answered {
    let NameWish { name } = request.with()?;
    let project = project::open(request, Decided::CountsNot)?;
    let ending = project.end(project.begin());
    let diagnostics: Vec<Diagnostic> = ending.errors.into_iter().chain(ending.notices).collect();
    match project.explain(&name) {
        Ok(explanation) => {
            let answer = || json(&ExplainAnswer::new(&name, &explanation, &diagnostics));
            super::in_form(request, &render::explain::page(&explanation), answer)
        }
        Err(message) => {
            let wrong = diagnostics.into_iter().filter(|told| told.severity == Severity::Error);
            Err(wrong.chain([Diagnostic::call(DiagnosticCode::UnknownName, message)]).collect())
        }
    }
}

/// The facts of the vocabulary, or of one of its sections: of the one that the files declare, or the shipped one where there are
/// none.
pub fn facts(request: &Request) -> Answered {
    let FactsWishes { section } = request.with()?;
    let project = if request.files.is_empty() { None } else { Some(project::open(request, Decided::CountsNot)?) };
    if let Some(refusal) = project.as_ref().and_then(Project::refusal) {
        return Err(refusal.errors);
    }
    let vocabulary = match &project {
        Some(project) => project.collection().vocabulary(),
        None => Vocabulary::shipped(),
    };
    let section = section.as_deref();
    let unknown = |message| vec![Diagnostic::call(DiagnosticCode::UnknownName, message)];
    let answer = FactsAnswer::new(vocabulary, section).map_err(unknown)?;
    let page = render::facts::page(vocabulary, section).map_err(unknown)?;
    super::in_form(request, &page, || json(&answer))
}

/// The JSON Schema of a kind of file, or of an answer, by the name that `brief schema` takes.
pub fn schema(request: &Request) -> Answered {
    let NameWish { name } = request.with()?;
    if request.form() != "json" {
        return Err(request.no_such_form(&["json"]));
    }
    let vocabulary = Vocabulary::shipped();
    let of_file = shapes::FILES.iter().find(|schema| schema.name == name).map(|schema| (schema.make)(vocabulary));
    let of_answer = || answers::SCHEMAS.iter().find(|schema| schema.name == name);
    match of_file.or_else(|| of_answer().map(|schema| (schema.make)(vocabulary))) {
        Some(schema) => Ok(format!("{schema:#}\n")),
        None => Err(wrong_request(format!("there is no schema `{}`", words::excerpt(&name)))),
    }
}

/// A pilot file to start from.
pub fn new(request: &Request) -> Answered {
    super::as_text(request, || {
        let NewPilot { id } = request.with()?;
        template::check_id(&id)
            .map_err(|message| vec![Diagnostic::call(DiagnosticCode::InvalidId, words::harmless(&message))])?;
        Ok(template::pilot(Vocabulary::shipped(), &id, &format!("{id}.yaml")))
    })
}

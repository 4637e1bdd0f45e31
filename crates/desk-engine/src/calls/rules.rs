//! Rules listed, and rule sets held up against one another.

use serde::Deserialize;
use watching_brief::answers::{RulesAnswer, json};
use watching_brief::check::Selection;
use watching_brief::model::DiagnosticCode;
use watching_brief::model::diagnostic::Diagnostic;
use watching_brief::render;

use crate::answer::Answered;
use crate::project::{self, Decided};
use crate::request::Request;

/// Which rule sets are compared.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sides {
    first: String,
    second: String,
    /// Whether only pilots are looked at to which both apply.
    #[serde(default)]
    applies: bool,
}

/// The rules under their rule sets. What the command has in HTML is a site of its own.
pub fn rules(request: &Request) -> Answered {
    if request.form() == "html" {
        return Err(request.no_such_form(&["human", "json", "markdown"]));
    }
    let project = project::open(request, Decided::CountsNot)?;
    let collection = project.collection();
    let selection = Selection::only(collection, &request.options.only).map_err(|unknown| {
        let wrong = unknown.0.into_iter().map(|one| Diagnostic::call(DiagnosticCode::UnknownName, one.message));
        wrong.collect::<Vec<_>>()
    })?;
    let ending = project.end(project.begin());
    let told: Vec<Diagnostic> = ending.errors.into_iter().chain(ending.notices).collect();
    let answer = RulesAnswer::new(collection.vocabulary(), collection, &selection, &told);
    super::in_form(request, &render::rules::page(collection, &selection, &answer), || json(&answer))
}

/// How two rule sets stand to each other.
pub fn compare(request: &Request) -> Answered {
    let Sides { first, second, applies } = request.with()?;
    if request.form() != "json" {
        return Err(request.no_such_form(&["json"]));
    }
    let project = project::open(request, Decided::CountsNot)?;
    Ok(json(&project.compare(&first, &second, applies)?))
}

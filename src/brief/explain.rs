//! `brief explain` and `brief facts`.

use std::io;

use watching_brief::answers::{ExplainAnswer, FactsAnswer, json};
use watching_brief::explain::{self, Documents};
use watching_brief::model::DiagnosticCode;
use watching_brief::model::diagnostic::{Diagnostic, Severity};
use watching_brief::project::configured_rules::load_configured_rules;
use watching_brief::project::reading::load_register;
use watching_brief::render;
use watching_brief::report::Run;
use watching_brief::text::words;

use super::cli::{BarArgs, ExplainArgs, FactsArgs, OutputArgs, SelectionArgs};
use super::project::{self, DISK};
use super::{output, pages, sources};

pub fn explain(args: &ExplainArgs) -> io::Result<u8> {
    let selection = SelectionArgs { documents: args.documents.clone(), ..args.source.selection() };
    let settings = match project::settings(&args.pilots, &selection, &BarArgs::default(), &OutputArgs::default()) {
        Ok(settings) => settings,
        Err(wrong) => return Ok(output::refuse(&wrong)),
    };
    let limits = settings.limits.limits;
    let mut run = Run::default();
    let collection = load_configured_rules(&DISK, &settings, &mut run);
    if !args.pilots.is_empty() && explain::explain_name(&collection, &args.name).is_some() {
        let name = words::excerpt(&args.name);
        let message = format!("pilots are named to see which of them cite a document, and `{name}` is no document");
        return Ok(output::refuse(&[Diagnostic::call(DiagnosticCode::WrongCall, message)]));
    }
    let (register, wrong) = load_register(&DISK, &settings.documents.value, limits);
    run.add_diagnostics(wrong);
    // Only pilots that are named: what is explained does not hang on the folder that one stands in.
    let of_pilots = match args.pilots.as_slice() {
        [] => None,
        _ => Some(sources::of_pilots(settings.inputs(&DISK), &collection, &register, limits, &mut run)?),
    };
    let documents = Documents { register: &register, of_pilots: of_pilots.as_deref() };
    let explained = explain::explain(&collection, documents, &args.name);
    let ending = settings.end(run);
    let mut diagnostics: Vec<Diagnostic> = ending.errors.into_iter().chain(ending.notices).collect();
    match explained {
        Ok(explanation) => {
            let answer = || json(&ExplainAnswer::new(&args.name, &explanation, &diagnostics));
            output::print(&pages::in_form(args.format, &render::explain::page(&explanation), answer))?;
        }
        Err(message) => diagnostics.push(Diagnostic::call(DiagnosticCode::UnknownName, message)),
    }
    Ok(print_diagnostics(&diagnostics))
}

pub fn facts(args: &FactsArgs) -> io::Result<u8> {
    let vocabulary = match project::vocabulary(&args.vocabulary) {
        Ok(vocabulary) => vocabulary,
        Err(wrong) => return Ok(output::refuse(&wrong)),
    };
    let vocabulary = &*vocabulary;
    let section = args.section.as_deref();
    let text = FactsAnswer::new(vocabulary, section).and_then(|answer| {
        let page = render::facts::page(vocabulary, section)?;
        Ok(pages::in_form(args.format, &page, || json(&answer)))
    });
    match text {
        Ok(text) => {
            output::print(&text)?;
            Ok(0)
        }
        Err(message) => Ok(output::refuse(&[Diagnostic::call(DiagnosticCode::UnknownName, message)])),
    }
}

/// Tells on standard error of what is wrong beside what was printed, and gives the exit status.
pub fn print_diagnostics(diagnostics: &[Diagnostic]) -> u8 {
    let refused = output::refuse(diagnostics);
    if diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error) { refused } else { 0 }
}

//! `brief explain` and `brief facts`.

use std::io;

use watching_brief::answers::{ExplainAnswer, FactsAnswer, json};
use watching_brief::model::diagnostic::{Diagnostic, Severity};
use watching_brief::model::vocabulary::Vocabulary;
use watching_brief::{explain, render};

use super::cli::{ExplainArgs, FactsArgs, PageFormat};
use super::{loaded, output};

pub fn explain(args: &ExplainArgs) -> io::Result<u8> {
    let (collection, mut diagnostics) = match loaded::rules(&args.source) {
        Ok(loaded) => loaded,
        Err(wrong) => return Ok(output::refuse(&wrong)),
    };
    match explain::explain(&collection, &args.name) {
        Ok(explanation) => output::print(&match args.format {
            PageFormat::Human => explanation.text(output::look().width),
            PageFormat::Markdown => explanation.markdown(),
            PageFormat::Json => json(&ExplainAnswer::new(&args.name, &explanation, &diagnostics)),
        })?,
        Err(message) => diagnostics.push(Diagnostic::call(message)),
    }
    Ok(tell(&diagnostics))
}

pub fn facts(args: &FactsArgs) -> io::Result<u8> {
    let vocabulary = Vocabulary::shipped();
    let text = FactsAnswer::new(vocabulary, args.section.as_deref()).and_then(|answer| match args.format {
        PageFormat::Human => explain::facts(vocabulary, args.section.as_deref(), output::look().width),
        PageFormat::Markdown => Ok(render::facts::markdown(&answer)),
        PageFormat::Json => Ok(json(&answer)),
    });
    match text {
        Ok(text) => {
            output::print(&text)?;
            Ok(0)
        }
        Err(message) => Ok(output::refuse(&[Diagnostic::call(message)])),
    }
}

/// Tells on standard error of what is wrong beside what was printed, and gives the exit status.
pub fn tell(diagnostics: &[Diagnostic]) -> u8 {
    let refused = output::refuse(diagnostics);
    if diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error) { refused } else { 0 }
}

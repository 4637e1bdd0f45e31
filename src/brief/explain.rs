//! `brief explain` and `brief facts`.

use std::io;

use watching_brief::explain;
use watching_brief::model::DiagnosticCode;
use watching_brief::model::diagnostic::{Diagnostic, Severity};
use watching_brief::model::vocabulary::Vocabulary;

use super::cli::{ExplainArgs, FactsArgs};
use super::{loaded, output};

pub fn explain(args: &ExplainArgs) -> io::Result<u8> {
    let (collection, mut diagnostics) = match loaded::rules(&args.source) {
        Ok(loaded) => loaded,
        Err(wrong) => return Ok(output::refuse(&wrong)),
    };
    match explain::explain(&collection, &args.name) {
        Ok(explanation) => output::print(&explanation.text(output::look().width))?,
        Err(message) => diagnostics.push(Diagnostic::call(DiagnosticCode::UnknownName, message)),
    }
    Ok(tell(&diagnostics))
}

pub fn facts(args: &FactsArgs) -> io::Result<u8> {
    match explain::facts(Vocabulary::shipped(), args.section.as_deref(), output::look().width) {
        Ok(text) => {
            output::print(&text)?;
            Ok(0)
        }
        Err(message) => Ok(output::refuse(&[Diagnostic::call(DiagnosticCode::UnknownName, message)])),
    }
}

/// Tells on standard error of what is wrong beside what was printed, and gives the exit status.
pub fn tell(diagnostics: &[Diagnostic]) -> u8 {
    let refused = output::refuse(diagnostics);
    if diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error) { refused } else { 0 }
}

//! `brief compare`.

use std::io;

use watching_brief::answers::{CompareAnswer, json};
use watching_brief::model::DiagnosticCode;
use watching_brief::model::diagnostic::{Diagnostic, Severity};
use watching_brief::project::named_rules::differ;
use watching_brief::reason::compare::compare;
use watching_brief::render::compare as show;

use super::cli::CompareArgs;
use super::project::{DISK, load_named};
use super::witness::write_witness;
use super::{output, pages};

/// Compares: 0 where the same pilots satisfy both, 1 where not, 2 where anything was wrong.
pub fn run(args: &CompareArgs) -> io::Result<u8> {
    if let Err(wrong) = differ(&DISK, &args.first, &args.second) {
        return Ok(output::refuse(&[wrong]));
    }
    let limits = match args.limit_args.alone() {
        Ok(limits) => limits,
        Err(wrong) => return Ok(output::refuse(&wrong)),
    };
    let load = |name: &String| load_named(std::slice::from_ref(name), &args.vocabulary.files, limits);
    let (first, second) = match (load(&args.first), load(&args.second)) {
        (Ok(first), Ok(second)) => (first, second),
        (first, second) => {
            let wrong = [first.err(), second.err()].into_iter().flatten().flatten().collect::<Vec<_>>();
            return Ok(output::refuse(&wrong));
        }
    };
    let comparison = match compare(first.side(), second.side(), args.applies) {
        Ok(comparison) => comparison,
        Err(refused) => {
            return Ok(output::refuse(&[Diagnostic::call(DiagnosticCode::TooManySteps, refused.to_string())]));
        }
    };
    let text = pages::in_form(args.format, &show::page(&comparison), || json(&CompareAnswer::new(&comparison)));
    output::print(&text)?;
    if let Some(path) = &args.witness {
        let told = write_witness(path, "compare", show::witnesses(&comparison).as_deref())?;
        output::refuse(told.as_slice());
        if told.is_some_and(|told| told.severity == Severity::Error) {
            return Ok(2);
        }
    }
    Ok(u8::from(!comparison.same()))
}

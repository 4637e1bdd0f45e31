//! `brief reconcile`.

use std::io;

use watching_brief::answers::{ReconcileAnswer, json};
use watching_brief::model::DiagnosticCode;
use watching_brief::model::diagnostic::{Diagnostic, Severity};
use watching_brief::reason::reconcile::{Outcome, reconcile};
use watching_brief::render::reconcile as show;

use super::cli::ReconcileArgs;
use super::project::load_named;
use super::witness::write_witness;
use super::{output, pages};

/// Reconciles: 0 where one pilot satisfies all, 1 where none does, 2 where anything was wrong.
pub fn run(args: &ReconcileArgs) -> io::Result<u8> {
    let named = match args.limit_args.alone().and_then(|limits| load_named(&args.sets, &args.vocabulary.files, limits))
    {
        Ok(named) => named,
        Err(wrong) => return Ok(output::refuse(&wrong)),
    };
    let most = usize::try_from(args.most).unwrap_or(usize::MAX);
    let reconciled = match reconcile(named.side(), args.out_of_scope, most) {
        Ok(reconciled) => reconciled,
        Err(refused) => {
            return Ok(output::refuse(&[Diagnostic::call(DiagnosticCode::TooManySteps, refused.to_string())]));
        }
    };
    let text = pages::in_form(args.format, &show::page(&reconciled), || json(&ReconcileAnswer::new(&reconciled)));
    output::print(&text)?;
    let pilot = match &reconciled.outcome {
        Outcome::Pilot(witness) => Some(witness.yaml.as_str()),
        Outcome::Blocked(_) | Outcome::Apart(_) => None,
    };
    if let Some(path) = &args.witness {
        let told = write_witness(path, "reconcile", pilot)?;
        output::refuse(told.as_slice());
        if told.is_some_and(|told| told.severity == Severity::Error) {
            return Ok(2);
        }
    }
    Ok(u8::from(pilot.is_none()))
}

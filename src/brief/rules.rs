//! `brief rules` and `brief rules test`; `brief rules lock` and `brief rules audit` stand by themselves.

use std::io;

use watching_brief::answers::{RulesAnswer, RulesTestAnswer, json};
use watching_brief::cases::{Asked, Trial};
use watching_brief::check::Selection;
use watching_brief::model::DiagnosticCode;
use watching_brief::model::diagnostic::{Diagnostic, Severity};
use watching_brief::project::rule_loading::load_rules;
use watching_brief::project::vocabulary_loading::load_vocabularies;
use watching_brief::render::{self, RulesSite};
use watching_brief::rules::Purpose;

use super::cli::{PageFormat, RulesArgs, RulesCommand, RulesTestArgs};
use super::explain::print_diagnostics;
use super::project::{self, DISK};
use super::{audit, lock, output, pages};

pub fn run(args: &RulesArgs) -> io::Result<u8> {
    if args.command.is_some()
        && !(args.source.source.rules.is_empty()
            && args.only.is_empty()
            && args.source.config.is_none()
            && !args.source.no_config
            && args.source.limit_args.limits.is_empty())
    {
        let message = "--rules, --only, --config, --no-config and --limit say which rules are listed; give them behind the further command, as far as it takes them".to_owned();
        return Ok(output::refuse(&[Diagnostic::call(DiagnosticCode::WrongCall, message)]));
    }
    match &args.command {
        Some(RulesCommand::Test(args)) => test(args),
        Some(RulesCommand::Lock(args)) => lock::run(args),
        Some(RulesCommand::Audit(args)) => audit::run(args),
        None => list(args),
    }
}

fn list(args: &RulesArgs) -> io::Result<u8> {
    let (collection, mut diagnostics) = match project::load_rules(&args.source) {
        Ok(loaded) => loaded,
        Err(wrong) => return Ok(output::refuse(&wrong)),
    };
    match Selection::only(&collection, &args.only) {
        Ok(selection) if args.format == PageFormat::Html => {
            let (register, wrong) = match project::load_documents(&args.source) {
                Ok(loaded) => loaded,
                Err(wrong) => return Ok(output::refuse(&wrong)),
            };
            diagnostics.extend(wrong);
            let (vocabulary, sets) = (collection.vocabulary(), selection.sets(&collection));
            output::print(&RulesSite { vocabulary, sets: &sets, register: &register }.html())?;
        }
        Ok(selection) => {
            let answer = RulesAnswer::new(collection.vocabulary(), &collection, &selection, &diagnostics);
            let page = render::rules::page(&collection, &selection, &answer);
            output::print(&pages::in_form(args.format, &page, || json(&answer)))?;
        }
        Err(unknown) => {
            let wrong = unknown.0.into_iter().map(|one| Diagnostic::call(DiagnosticCode::UnknownName, one.message));
            diagnostics.extend(wrong);
        }
    }
    Ok(print_diagnostics(&diagnostics))
}

/// Runs the tests of the rules: 0 where all is well, 1 with findings, 2 where a rule file is wrong.
fn test(args: &RulesTestArgs) -> io::Result<u8> {
    let limits = match args.limit_args.alone() {
        Ok(limits) => limits,
        Err(wrong) => return Ok(output::refuse(&wrong)),
    };
    let schemas = match load_vocabularies(&DISK, &args.vocabulary.files, limits) {
        Ok(loaded) => loaded.schemas,
        Err(wrong) => return Ok(output::refuse(&wrong)),
    };
    let (rules, mut diagnostics) = load_rules(&DISK, &schemas, &args.paths, Purpose::Test, limits);
    // Tests are suggested for what is asked about, and for everything where nothing is.
    let neither = args.suggest && !args.coverage && !args.mutants;
    let asked = Asked { coverage: args.coverage || neither, mutants: args.mutants || neither, suggest: args.suggest };
    let mut trial = Trial::run(&rules.collection, asked);
    diagnostics.append(&mut trial.errors);
    let vocabulary = rules.collection.vocabulary();
    let page = render::rules_test::page(vocabulary, &trial, &diagnostics, output::look().width);
    let answer = || json(&RulesTestAnswer::new(vocabulary, &trial, &diagnostics));
    output::print(&pages::in_form(args.format, &page, answer))?;
    let errors = diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count();
    Ok(match (errors, trial.findings.len()) {
        (0, 0) => 0,
        (0, _) => 1,
        _ => 2,
    })
}

//! `brief rules` and `brief rules test`; `brief rules lock` and `brief rules audit` stand by themselves.

use std::io::{self, Write};

use watching_brief::answers::{RulesAnswer, json};
use watching_brief::cases::{Asked, Trial};
use watching_brief::check::Selection;
use watching_brief::model::DiagnosticCode;
use watching_brief::model::diagnostic::{Diagnostic, Severity};
use watching_brief::project::rule_loading::load_rules;
use watching_brief::project::vocabulary_loading::load_vocabularies;
use watching_brief::render::places;
use watching_brief::rules::Purpose;
use watching_brief::{explain, render};

use super::cli::{PageFormat, RulesArgs, RulesCommand, RulesTestArgs};
use super::explain::tell;
use super::project::{self, DISK};
use super::{audit, lock, output};

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
        Ok(selection) => {
            let answer = || RulesAnswer::new(collection.vocabulary(), &collection, &selection, &diagnostics);
            output::print(&match args.format {
                PageFormat::Human => explain::rules(&collection, &selection, output::look().width),
                PageFormat::Markdown => render::rules::markdown(&answer()),
                PageFormat::Json => json(&answer()),
            })?;
        }
        Err(message) => diagnostics.push(Diagnostic::call(DiagnosticCode::UnknownName, message)),
    }
    Ok(tell(&diagnostics))
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
    let mut trial = Trial::of(&rules.collection, asked);
    diagnostics.append(&mut trial.errors);
    let look = output::look();
    let mut out = output::stdout();
    for finding in &trial.findings {
        let lines = explain::finding(rules.collection.vocabulary(), finding, look.width);
        let place = format!(":{}", finding.place.line);
        out.write_all(places(lines, &finding.set.set.file, &place, look).as_bytes())?;
    }
    for never in &trial.never {
        out.write_all(explain::never(rules.collection.vocabulary(), never, look.width).as_bytes())?;
    }
    if !trial.suggested.is_empty() {
        out.write_all(explain::before_suggested(look.width).as_bytes())?;
    }
    for suggested in &trial.suggested {
        out.write_all(explain::suggested(rules.collection.vocabulary(), suggested, look.width).as_bytes())?;
    }
    for diagnostic in &diagnostics {
        out.write_all(render::diagnostic(diagnostic, look).as_bytes())?;
    }
    if !trial.findings.is_empty() || !trial.never.is_empty() || !diagnostics.is_empty() {
        out.write_all(b"\n")?;
    }
    let errors = diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count();
    out.write_all(explain::summary(&trial, errors).as_bytes())?;
    out.flush()?;
    Ok(match (errors, trial.findings.len()) {
        (0, 0) => 0,
        (0, _) => 1,
        _ => 2,
    })
}

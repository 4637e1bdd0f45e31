//! `brief matrix`.

use std::io;

use watching_brief::answers::{MatrixColumn, json};
use watching_brief::check::Checker;
use watching_brief::model::DiagnosticCode;
use watching_brief::model::diagnostic::Diagnostic;
use watching_brief::project::value_source::ValueSource;
use watching_brief::reason::RuleInSet;
use watching_brief::reason::agreement::agreement;
use watching_brief::render::matrix::{self as show, Matrix};
use watching_brief::report::{Detail, PilotReport};

use super::cli::{MatrixArgs, MatrixFormat};
use super::{output, progress, project};

/// Shows rules against pilots, and what rule sets ask for alike: 0 unless something is wrong.
pub fn run(args: &MatrixArgs) -> io::Result<u8> {
    // What is waived, or known of old, makes no difference here.
    let project = match project::open(&args.paths, &args.selection, &project::uncounted()) {
        Ok(project) => project,
        Err(status) => return Ok(status),
    };
    let mut run = project.begin();
    let checker = Checker { detail: Detail::Verdicts, ..project.checker() };
    let rules: Vec<RuleInSet<'_>> =
        checker.selection.rules(checker.collection).map(|(set, rule)| RuleInSet { set, rule }).collect();
    if project.is_sound() && rules.is_empty() {
        run.tell([Diagnostic::call(
            DiagnosticCode::NoRuleChosen,
            "no rule is chosen: there is nothing to look at".to_owned(),
        )]);
    }
    if !project.is_sound() || rules.is_empty() {
        return Ok(output::refuse(&project.end(run).errors));
    }
    let Ok(agreement) = agreement(&rules) else {
        return Ok(output::refuse(&[Diagnostic::call(DiagnosticCode::TooManySteps, TOO_MUCH.to_owned())]));
    };
    let mut columns = Vec::new();
    let paths = &project.settings().paths;
    if paths.from == ValueSource::Usual && paths.value.iter().all(|path| !path.exists()) {
        run.tell([Diagnostic::call(DiagnosticCode::NoPilot, NO_PILOTS.to_owned()).as_notice()]);
    } else {
        let column = |report: &PilotReport<'_>| MatrixColumn::of(report);
        let take = &mut |column: MatrixColumn| {
            columns.push(column);
            Ok(())
        };
        progress::each(&project, project.inputs(), &checker, &mut run, &column, take)?;
    }
    let ending = project.end(run);
    let matrix = Matrix { pilots: columns, agreement };
    output::print(&match args.format {
        MatrixFormat::Human => show::human(&matrix, output::look()),
        MatrixFormat::Csv => show::csv(&matrix),
        MatrixFormat::Markdown => show::markdown(&matrix),
        MatrixFormat::Json => json(&matrix.answer(checker.collection.vocabulary(), &ending)),
        MatrixFormat::Svg => show::svg(&matrix),
    })?;
    if !matches!(args.format, MatrixFormat::Json) {
        output::aside(&ending);
    }
    Ok(if ending.errors.is_empty() { 0 } else { 2 })
}

const TOO_MUCH: &str = "to hold these rule sets against each other is too much to decide; take fewer rules, as with --only, or make them simpler";

const NO_PILOTS: &str =
    "there is no folder pilots/ here and no pilot is named; only what the rule sets ask for is shown";

//! `brief rules audit`.

use std::io;

use watching_brief::answers::{AuditAnswer, json};
use watching_brief::check::Checker;
use watching_brief::model::DiagnosticCode;
use watching_brief::model::diagnostic::Diagnostic;
use watching_brief::reason::RuleInSet;
use watching_brief::reason::audit::{Undecided, audit};
use watching_brief::reason::fact_use::{FactUse, StatedByPilot};
use watching_brief::render::{DisplayOptions, audit as show};
use watching_brief::report::{Detail, PilotReport};

use super::cli::{AuditArgs, PageFormat};
use super::{output, progress, project};

/// Audits: 0 where nothing is found or all is accepted, 1 with findings, 2 where anything is wrong.
pub fn run(args: &AuditArgs) -> io::Result<u8> {
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
    let Ok(mut audit) = audit(&rules) else {
        return Ok(output::refuse(&[Diagnostic::call(DiagnosticCode::TooManySteps, TOO_MUCH.to_owned())]));
    };
    // Only pilots that are named: an audit of rules is about all pilots that there can be.
    if !args.paths.is_empty() {
        let (mut undecided, mut fact_use) = (Undecided::new(&rules), FactUse::new(&rules));
        let told = |report: &PilotReport<'_>| (Undecided::decided(report), StatedByPilot::of(report));
        let take = &mut |(decided, stated): (Vec<String>, StatedByPilot)| {
            undecided.take(&decided);
            fact_use.take(&stated);
            Ok(())
        };
        progress::each(&project, project.inputs(), &checker, &mut run, &told, take)?;
        audit.undecided = Some(undecided);
        audit.fact_use = Some(fact_use);
    }
    run.tell(std::mem::take(&mut audit.errors));
    run.tell(std::mem::take(&mut audit.notices));
    let ending = project.end(run);
    let text = match args.format {
        PageFormat::Human => show::human(&audit, DisplayOptions { quiet: args.quiet, ..output::look() }),
        PageFormat::Markdown => show::markdown(&audit, args.quiet),
        PageFormat::Json => json(&AuditAnswer::new(checker.collection.vocabulary(), &audit, &ending)),
    };
    output::print(&text)?;
    if !matches!(args.format, PageFormat::Json) {
        output::aside(&ending);
    }
    Ok(match (ending.errors.is_empty(), audit.open()) {
        (false, _) => 2,
        (true, 0) => 0,
        (true, _) => 1,
    })
}

const TOO_MUCH: &str = "to hold these rules against each other is too much to decide; take fewer of them, as with --only, or make them simpler";

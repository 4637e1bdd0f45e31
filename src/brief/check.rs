//! `brief check`.

use std::io;
use std::path::Path;

use watching_brief::model::DiagnosticCode;
use watching_brief::model::diagnostic::Diagnostic;
use watching_brief::project::ReportOutput;
use watching_brief::project::inputs::Inputs;
use watching_brief::project::pilots::{Fresh, Memory};
use watching_brief::project::report_forms::PilotParts;
use watching_brief::render::{DisplayOptions, Format, for_excel};

use super::cli::CheckArgs;
use super::overwrite::ReadPaths;
use super::project::{self, DISK};
use super::{output, progress, report_files};

/// Checks once.
///
/// # Errors
/// What could not be written.
pub fn run(args: &CheckArgs) -> io::Result<u8> {
    once(args, &mut Fresh)
}

/// Checks once, but for files of which it is known what comes of them.
///
/// # Errors
/// What could not be written.
pub fn once(args: &CheckArgs, memory: &mut dyn Memory<PilotParts>) -> io::Result<u8> {
    let settings = match project::settings(&args.pilots.paths, &args.selection, &args.bar, &args.output) {
        Ok(settings) => settings,
        Err(wrong) => return Ok(output::refuse(&wrong)),
    };
    let overwritten =
        report_files::overwritten(&ReadPaths::of(&settings).with_baseline(&settings).with_lock(&settings), &settings);
    if !overwritten.is_empty() {
        return Ok(output::refuse(&overwritten));
    }
    let look = DisplayOptions { all: args.all, rules_first: args.rules_first, quiet: args.quiet, ..output::look() };
    let excel = args.output.table.excel;
    let formats = || std::iter::once(settings.format.value).chain(settings.outputs.value.iter().map(|one| one.format));
    if excel && !formats().any(|format| for_excel(format).is_some()) {
        let message =
            "`--excel` is for tables; `--format csv` or `table` and `--output csv=FILE` ask for one".to_owned();
        return Ok(output::refuse(&[Diagnostic::call(DiagnosticCode::WrongCall, message)]));
    }
    let in_form = |format: &'static Format| if excel { for_excel(format).unwrap_or(format) } else { format };
    let files = settings.outputs.value.iter().map(|one| ReportOutput { format: in_form(one.format), ..one.clone() });
    let files: Vec<ReportOutput> = files.collect();
    let (forms, mut sinks) = match report_files::open(in_form(settings.format.value), look, args.by_word, &files) {
        Ok(outputs) => outputs,
        Err(wrong) => return Ok(output::refuse(&wrong)),
    };
    // The folders are looked at while the rules are loaded.
    let (paths, stdin, filter) = (settings.paths.value.clone(), settings.stdin.clone(), settings.filter.clone());
    let inputs = || Inputs::filtered(&DISK, &paths, stdin.as_deref(), &filter, Path::to_owned);
    let (project, inputs) = rayon::join(|| project::load(settings), inputs);
    // Which files rule sets are imported from is known only now; no file has got its name yet.
    let overwritten = report_files::overwritten(&ReadPaths::of_rules(project.rule_files()), project.settings());
    if !overwritten.is_empty() {
        return Ok(output::refuse(&overwritten));
    }
    let sink = &mut |form: usize, part: &str| sinks.part(form, part);
    let ending = project.check(inputs, &forms, sink, memory, &mut progress::bar())?;
    sinks.end_report(&forms, &ending)?;
    Ok(ending.exit_status())
}

//! The project that a call is about: what the arguments ask for, over the files of the disk.

use std::path::PathBuf;
use std::sync::Arc;

use watching_brief::citations::Register;
use watching_brief::files::disk::DiskFiles;
use watching_brief::model::DiagnosticCode;
use watching_brief::model::diagnostic::Diagnostic;
use watching_brief::model::limits::Limits;
use watching_brief::model::vocabulary::Vocabulary;
use watching_brief::project::configured_rules::load_configured_rules;
use watching_brief::project::named_rules::NamedRules;
use watching_brief::project::reading::load_register;
use watching_brief::project::settings::Settings;
use watching_brief::project::vocabulary_loading::{configured_schemas, load_vocabularies};
use watching_brief::project::{BaselineChoice, ConfigurationChoice, Project, ProjectOptions};
use watching_brief::report::Run;
use watching_brief::rules::Collection;
use watching_brief::text::{names, words};

use super::cli::{BarArgs, ConfiguredRules, OutputArgs, RuleSource, SelectionArgs, StdinArgs, VocabularyArgs};
use super::{clock, output};

/// The files of the disk.
pub static DISK: DiskFiles = DiskFiles;

/// What a call that makes no report, or counts nothing, leaves open.
pub fn uncounted() -> BarArgs {
    BarArgs { no_waivers: true, no_baseline: true, ..BarArgs::default() }
}

/// Opens the project of a call; gives the exit status where the call or the configuration is wrong, which is told then.
pub fn open(paths: &[PathBuf], selection: &SelectionArgs, bar: &BarArgs) -> Result<Project, u8> {
    let settings = settings(paths, selection, bar, &OutputArgs::default()).map_err(|wrong| output::refuse(&wrong))?;
    Ok(load(settings))
}

/// Loads what some settings name.
pub fn load(settings: Settings) -> Project {
    Project::load(Arc::new(DISK), settings)
}

/// What is in force for a call.
///
/// # Errors
/// What is wrong with the call or the configuration.
pub fn settings(
    paths: &[PathBuf],
    selection: &SelectionArgs,
    bar: &BarArgs,
    output: &OutputArgs,
) -> Result<Settings, Vec<Diagnostic>> {
    check_stdin(&selection.stdin, paths)?;
    Settings::resolve(&DISK, paths, options(selection, bar, output))
}

fn options(selection: &SelectionArgs, bar: &BarArgs, output: &OutputArgs) -> ProjectOptions {
    ProjectOptions {
        configuration: match &selection.configuration.config {
            _ if selection.configuration.no_config => ConfigurationChoice::Nothing,
            Some(file) => ConfigurationChoice::File(file.clone()),
            None => ConfigurationChoice::Discovered,
        },
        stdin_name: selection.stdin.name.clone(),
        exclude: selection.exclude.clone(),
        no_ignore: selection.no_ignore,
        strict: output.report.strict,
        rules: selection.source.rules.clone(),
        vocabulary: selection.source.vocabulary.files.clone(),
        only: selection.filter.only.clone(),
        basis: selection.filter.basis,
        without: selection.filter.without.clone(),
        hedged: selection.hedged,
        documents: selection.documents.clone(),
        locked: selection.locked,
        lock: selection.lock.clone(),
        limits: selection.limit_args.limits.clone(),
        fail_on: bar.fail_on,
        min_force: bar.min_force,
        today: bar.today,
        no_waivers: bar.no_waivers,
        baseline: match &bar.baseline {
            Some(file) => BaselineChoice::File(file.clone()),
            None if bar.no_baseline => BaselineChoice::Nothing,
            None => BaselineChoice::Configured,
        },
        format: output.format,
        outputs: output.report.outputs.clone(),
        ..ProjectOptions::new(clock::today())
    }
}

/// The vocabulary of a call without pilots: the one that it names, or that of the configuration for the current folder.
///
/// # Errors
/// What is wrong with it, or with the configuration.
pub fn vocabulary(named: &VocabularyArgs) -> Result<Arc<Vocabulary>, Vec<Diagnostic>> {
    let source = RuleSource { vocabulary: named.clone(), ..RuleSource::default() };
    let selection = SelectionArgs { source, ..SelectionArgs::default() };
    let settings = settings(&[], &selection, &BarArgs::default(), &OutputArgs::default())?;
    configured_schemas(&DISK, &settings).map(|schemas| Arc::clone(schemas.vocabulary()))
}

/// Loads rules that a call names to be held up together; notices are told on standard error.
///
/// # Errors
/// What is wrong with the call or with the rules: then nothing is answered.
pub fn load_named(names: &[String], vocabulary: &[PathBuf], limits: Limits) -> Result<NamedRules, Vec<Diagnostic>> {
    let schemas = load_vocabularies(&DISK, vocabulary, limits)?.schemas;
    let rules = NamedRules::load(&DISK, &schemas, names, limits)?;
    output::refuse(&rules.notices);
    Ok(rules)
}

/// Loads the rules of a call without pilots: those that it names, or those of the configuration for the current folder.
///
/// # Errors
/// What is wrong with the configuration.
pub fn load_rules(source: &ConfiguredRules) -> Result<(Collection, Vec<Diagnostic>), Vec<Diagnostic>> {
    let settings = settings(&[], &source.selection(), &BarArgs::default(), &OutputArgs::default())?;
    let mut run = Run::default();
    let collection = load_configured_rules(&DISK, &settings, &mut run);
    let ending = settings.end(run);
    Ok((collection, ending.errors.into_iter().chain(ending.notices).collect()))
}

/// Loads the registers of such a call, with what is wrong with them.
///
/// # Errors
/// What is wrong with the configuration.
pub fn load_documents(source: &ConfiguredRules) -> Result<(Register, Vec<Diagnostic>), Vec<Diagnostic>> {
    let settings = settings(&[], &source.selection(), &BarArgs::default(), &OutputArgs::default())?;
    Ok(load_register(&DISK, &settings.documents.value, settings.limits.limits))
}

/// Whether a name for standard input goes with the paths of a call.
///
/// # Errors
/// Why it does not.
pub fn check_stdin(stdin: &StdinArgs, paths: &[PathBuf]) -> Result<(), Vec<Diagnostic>> {
    let Some(named) = &stdin.name else { return Ok(()) };
    let name = names::as_text(named);
    let message = if !paths.iter().any(|path| path.as_os_str() == "-") {
        format!(
            "--stdin-filename names the file whose text comes in on standard input; give `-` among the paths, as in - \
             --stdin-filename {}",
            words::excerpt(&name)
        )
    } else if named.is_dir() {
        format!("--stdin-filename names a file, and `{}` is a folder", words::excerpt(&name))
    } else {
        return Ok(());
    };
    Err(vec![Diagnostic::call(DiagnosticCode::WrongCall, message)])
}

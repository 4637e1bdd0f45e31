//! `brief diff`.

use std::io;
use std::path::PathBuf;

use watching_brief::answers::{DiffAnswer, json};
use watching_brief::check::Checker;
use watching_brief::diff::{Version, diff};
use watching_brief::model::DiagnosticCode;
use watching_brief::model::diagnostic::Diagnostic;
use watching_brief::project::Project;
use watching_brief::project::inputs::Inputs;
use watching_brief::render::diff as show;
use watching_brief::report::{Detail, Run};

use super::cli::{DiffArgs, OutputArgs, PageFormat};
use super::git::Revision;
use super::project::{self, DISK};
use super::{output, progress};

/// Compares: 0 where nothing new came to the bar, 1 where something did, 2 where anything was wrong.
pub fn run(args: &DiffArgs) -> io::Result<u8> {
    // The new pilots tell which configuration holds.
    let (old, new) = match (&args.git, args.paths.as_slice()) {
        (Some(_), paths) => (None, paths),
        (None, [old, new @ ..]) if new.len() == 1 => (Some(old), new),
        (None, paths) => {
            let message = format!(
                "`brief diff` takes two files or two folders, the old one and the new one, not {}; or one and --git",
                paths.len()
            );
            return Ok(output::refuse(&[Diagnostic::call(DiagnosticCode::WrongCall, message)]));
        }
    };
    let settings = match project::settings(new, &args.selection, &args.bar, &OutputArgs::default()) {
        Ok(settings) => settings,
        Err(wrong) => return Ok(output::refuse(&wrong)),
    };
    let revision = match args.git.as_deref().map(|name| Revision::checked_out(name, &settings.paths.value)) {
        Some(Ok(revision)) => Some(revision),
        Some(Err(wrong)) => return Ok(output::refuse(&[wrong])),
        None => None,
    };
    let project = project::load(settings);
    let mut run = project.begin();
    let checker = Checker { detail: Detail::Verdicts, ..project.checker() };
    if !project.is_sound() {
        return Ok(output::refuse(&project.end(run).errors));
    }
    let before = match (&revision, old) {
        (Some(revision), _) => versions(&project, revision.inputs(), &checker, &mut run)?,
        (None, Some(old)) => versions(&project, Inputs::new(&DISK, std::slice::from_ref(old)), &checker, &mut run)?,
        (None, None) => Vec::new(),
    };
    let after = versions(&project, project.inputs(), &checker, &mut run)?;
    let ending = project.end(run);
    let paths = &project.settings().paths.value;
    let named = [old.map(PathBuf::as_path), paths.first().map(PathBuf::as_path)];
    let named = paths.len() == 1 && named.into_iter().flatten().all(|path| !path.is_dir());
    let mut diff = diff(before, after, named, &checker);
    if !ending.errors.is_empty() {
        // What could not be read was neither added nor removed.
        diff.added.clear();
        diff.removed.clear();
    }
    let (rules, findings) = (checker.opening().rules().count(), diff.new_findings());
    output::print(&match args.format {
        PageFormat::Human => show::human(&diff, rules, output::look()),
        PageFormat::Markdown => show::markdown(&diff, rules),
        PageFormat::Json => json(&DiffAnswer::new(checker.collection.vocabulary(), &diff, &ending)),
    })?;
    if !matches!(args.format, PageFormat::Json) {
        output::aside(&ending);
    }
    Ok(match (ending.errors.is_empty(), findings) {
        (false, _) => 2,
        (true, 0) => 0,
        (true, _) => 1,
    })
}

/// All pilots of one side. What is wrong there is told to the run as a whole; an id may be there on either side.
fn versions(project: &Project, inputs: Inputs<'_>, checker: &Checker<'_>, run: &mut Run) -> io::Result<Vec<Version>> {
    let (mut side, mut versions) = (Run::default(), Vec::new());
    let take = &mut |version: Version| {
        versions.push(version);
        Ok(())
    };
    progress::each(project, inputs, checker, &mut side, &Version::of, take)?;
    run.join(side);
    Ok(versions)
}

//! `brief diff`.

use std::io;
use std::path::{Path, PathBuf};

use watching_brief::answers::{DiffAnswer, json};
use watching_brief::check::Checker;
use watching_brief::diff::{Version, diff};
use watching_brief::model::diagnostic::Diagnostic;
use watching_brief::model::vocabulary::Vocabulary;
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
            return Ok(output::refuse(&[Diagnostic::call(message)]));
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
        (Some(revision), _) => versions(&project, revision.inputs(&project.settings().filter), &checker, &mut run)?,
        (None, Some(old)) => versions(&project, old_inputs(&project, old), &checker, &mut run)?,
        (None, None) => Vec::new(),
    };
    let after = match &revision {
        Some(revision) => versions(&project, today(&project, revision, &before), &checker, &mut run)?,
        None => versions(&project, project.inputs(), &checker, &mut run)?,
    };
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
        PageFormat::Json => json(&DiffAnswer::new(Vocabulary::shipped(), &diff, &ending)),
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

fn old_inputs<'p>(project: &Project, old: &PathBuf) -> Inputs<'p> {
    Inputs::filtered(&DISK, std::slice::from_ref(old), None, &project.settings().filter, Path::to_owned)
}

/// The pilots of today that are held against those of a revision. What stood at a path then and is gone now was removed, and
/// that is no error; nor is a folder that has no pilot any more.
fn today<'p>(project: &'p Project, revision: &Revision, before: &[Version]) -> Inputs<'p> {
    let settings = project.settings();
    let is_gone = |path: &PathBuf| !project.files().may_exist(path) && revision.has(path);
    let paths: Vec<PathBuf> = settings.paths.value.iter().filter(|path| !is_gone(path)).cloned().collect();
    let mut inputs =
        Inputs::filtered(project.files(), &paths, settings.stdin.as_deref(), &settings.filter, Path::to_owned);
    if !before.is_empty() {
        inputs.folders.clear();
    }
    inputs
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

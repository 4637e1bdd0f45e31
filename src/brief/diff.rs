//! `brief diff`.

use std::io;
use std::path::{Path, PathBuf};

use watching_brief::answers::{DiffAnswer, json};
use watching_brief::check::Checker;
use watching_brief::diff::{Version, diff};
use watching_brief::model::diagnostic::Diagnostic;
use watching_brief::render::diff as show;
use watching_brief::report::{Detail, Run};

use super::cli::{DiffArgs, OutputArgs, PageFormat};
use super::git::Revision;
use super::inputs::Inputs;
use super::loaded::Loaded;
use super::settings::Settings;
use super::{output, pilots};

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
    let settings = match Settings::of(new, &args.selection, &args.bar, &OutputArgs::default()) {
        Ok(settings) => settings,
        Err(wrong) => return Ok(output::refuse(&wrong)),
    };
    let revision = match args.git.as_deref().map(|name| Revision::checked_out(name, &settings.paths.value)) {
        Some(Ok(revision)) => Some(revision),
        Some(Err(wrong)) => return Ok(output::refuse(&[wrong])),
        None => None,
    };
    let mut run = Run::default();
    let loaded = Loaded::new(&settings, &mut run);
    let (checker, sound) = loaded.checker(&settings, &mut run);
    let checker = Checker { detail: Detail::Verdicts, ..checker };
    if !sound {
        return Ok(output::refuse(&settings.end(run).errors));
    }
    let before = match (&revision, old) {
        (Some(revision), _) => versions(revision.inputs(), &checker, &mut run)?,
        (None, Some(old)) => versions(inputs(old), &checker, &mut run)?,
        (None, None) => Vec::new(),
    };
    let after = versions(settings.inputs(), &checker, &mut run)?;
    let ending = settings.end(run);
    let named = [old.map(PathBuf::as_path), settings.paths.value.first().map(PathBuf::as_path)];
    let named = settings.paths.value.len() == 1 && named.into_iter().flatten().all(|path| !path.is_dir());
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

fn inputs(path: &Path) -> Inputs {
    Inputs::of(&[PathBuf::from(path)])
}

/// All pilots of one side. What is wrong there is told to the run as a whole; an id may be there on either side.
fn versions(inputs: Inputs, checker: &Checker<'_>, run: &mut Run) -> io::Result<Vec<Version>> {
    let (mut side, mut versions) = (Run::default(), Vec::new());
    pilots::each(inputs, checker, &mut side, &Version::of, &mut |version| {
        versions.push(version);
        Ok(())
    })?;
    run.join(side);
    Ok(versions)
}

//! `brief diff`.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use watching_brief::answers::{DiffAnswer, json};
use watching_brief::model::DiagnosticCode;
use watching_brief::model::diagnostic::Diagnostic;
use watching_brief::model::vocabulary::Vocabulary;
use watching_brief::project::inputs::Inputs;
use watching_brief::project::{ComparedVersions, Project};
use watching_brief::render::diff as show;
use watching_brief::text::{names, words};

use super::cli::{DiffArgs, OutputArgs, PageFormat};
use super::git::{Revision, RuleFiles};
use super::project::{self, DISK};
use super::{output, pages, progress};

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
    let rule_files = match args.rules_at.as_deref().map(|name| RuleFiles::checked_out(name, &settings)) {
        Some(Ok(files)) => Some(files),
        Some(Err(wrong)) => return Ok(output::refuse(&wrong)),
        None => None,
    };
    let project = match &rule_files {
        Some(files) => Project::load_with_rules_of(Arc::new(DISK), files, settings),
        None => project::load(settings),
    };
    let before = match (&revision, old) {
        (Some(revision), _) => revision.inputs(&project.settings().filter),
        (None, old) => old_inputs(&project, old),
    };
    let after = match &revision {
        Some(revision) => today(&project, revision),
        None => project.inputs(),
    };
    let compared = project.diff(
        before,
        after,
        old.map(PathBuf::as_path),
        |compared| {
            let ending = &mut compared.ending;
            if let Some(files) = &rule_files {
                ending.notices.extend(files.without_effect());
                files.name(ending.errors.iter_mut().chain(&mut ending.notices));
            } else {
                let notices = revision.iter().flat_map(|revision| rules_of_today(&project, revision));
                ending.notices.extend(notices);
            }
            page(args, project.collection().vocabulary(), compared)
        },
        &mut progress::bar(),
    );
    let page = match compared {
        Ok(page) => page,
        Err(mut wrong) => {
            rule_files.iter().for_each(|files| files.name(&mut wrong));
            return Ok(output::refuse(&wrong));
        }
    };
    output::print(&page.text)?;
    output::refuse(&page.aside);
    Ok(page.status)
}

/// The older pilots of a call that names them.
fn old_inputs(project: &Project, old: Option<&PathBuf>) -> Inputs<'static> {
    let old = old.map_or(&[][..], std::slice::from_ref);
    Inputs::filtered(&DISK, old, None, &project.settings().filter, Path::to_owned)
}

/// The pilots of today that are held against those of a revision. What stood at a path then and is gone now was removed, and
/// that is no error.
fn today<'p>(project: &'p Project, revision: &Revision) -> Inputs<'p> {
    let settings = project.settings();
    let is_gone = |path: &PathBuf| !project.files().may_exist(path) && revision.has(path);
    let paths: Vec<PathBuf> = settings.paths.value.iter().filter(|path| !is_gone(path)).cloned().collect();
    Inputs::filtered(project.files(), &paths, settings.stdin.as_deref(), &settings.filter, Path::to_owned)
}

/// What is told where rules are not what they were in the revision: a rule that changed moves no verdict.
fn rules_of_today(project: &Project, revision: &Revision) -> Vec<Diagnostic> {
    let mut files: Vec<&str> = project.collection().sets().iter().map(|of| of.set.file.as_str()).collect();
    files.sort_unstable();
    files.dedup();
    let changed = files.into_iter().filter(|file| revision.is_changed(&names::path(file)));
    let told = changed.map(|file| {
        let message = format!(
            "this rule file is not what it was in {0}; both sides are held against it as it is today, unless you give \
             `--rules-at {0}`",
            words::excerpt(revision.name())
        );
        Diagnostic::file(DiagnosticCode::RulesChanged, file, message).as_notice()
    });
    told.collect()
}

/// What comes of a comparison.
struct Page {
    /// What is shown on standard output.
    text: String,
    /// What is told beside it.
    aside: Vec<Diagnostic>,
    /// The exit status.
    status: u8,
}

fn page(args: &DiffArgs, vocabulary: &Vocabulary, compared: &ComparedVersions<'_>) -> Page {
    let ComparedVersions { diff, rules, ending } = compared;
    let answer = || json(&DiffAnswer::new(vocabulary, diff, ending));
    let text = pages::in_form(args.format, &show::page(diff, *rules, args.rules_at.as_deref()), answer);
    let aside = match args.format {
        PageFormat::Json => Vec::new(),
        _ => ending.errors.iter().chain(&ending.notices).cloned().collect(),
    };
    let status = match (ending.errors.is_empty(), diff.new_findings()) {
        (false, _) => 2,
        (true, 0) => 0,
        (true, _) => 1,
    };
    Page { text, aside, status }
}

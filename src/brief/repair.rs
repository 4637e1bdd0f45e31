//! `brief repair`.

use std::io::{self, Read};

use watching_brief::answers::json;
use watching_brief::check::Checker;
use watching_brief::edit;
use watching_brief::files::cause;
use watching_brief::model::DiagnosticCode;
use watching_brief::model::diagnostic::Diagnostic;
use watching_brief::model::vocabulary::Vocabulary;
use watching_brief::project::inputs::Inputs;
use watching_brief::project::reading;
use watching_brief::reason::RepairOptions;
use watching_brief::render::repair::Page;
use watching_brief::repair::{Proposal, Refused, kept, propose};
use watching_brief::report::{Detail, PilotReport, Run, RunEnding};
use watching_brief::source::{Document, Documents};
use watching_brief::text::{names, words};

use super::cli::{BarArgs, RepairArgs, RepairFormat};
use super::output;
use super::project::{self, DISK};

/// The largest file that is read: the difference is one of whole files.
const MAX_FILE: u64 = 64 * 1024 * 1024;

/// A pilot, found in its file.
struct PilotDocument {
    id: String,
    document: Document,
}

/// Proposes: 0 where there is nothing to repair, 1 where there is, whether or not anything helps, 2 where anything was
/// wrong.
pub fn run(args: &RepairArgs) -> io::Result<u8> {
    let counted = BarArgs { min_force: args.min_force, ..project::uncounted() };
    let paths = [args.path.clone()];
    let project = match project::open(&paths, &args.selection, &counted) {
        Ok(project) => project,
        Err(status) => return Ok(status),
    };
    let mut run = project.begin();
    let checker = Checker { detail: Detail::Verdicts, ..project.checker() };
    if !project.is_sound() {
        return Ok(output::refuse(&project.end(run).errors));
    }
    let (name, text) = match read(args) {
        Ok(read) => read,
        Err(wrong) => return Ok(output::refuse(&[wrong])),
    };
    let found = pilots(&name, &text, &checker, &mut run);
    let ending = project.end(run);
    if !ending.errors.is_empty() {
        output::aside(&ending);
        return Ok(2);
    }
    let document = match chosen(&name, found, args.pilot.as_deref()) {
        Ok(found) => found.document,
        Err(wrong) => return Ok(output::refuse(&[wrong])),
    };
    let wish = RepairOptions {
        least: project.settings().min_force.value,
        keep: Vec::new(),
        settle: args.settle,
        most: usize::from(args.most),
    };
    let show = |report: &PilotReport<'_>| page(args, &checker, report, wish, &text, &ending);
    let shown = checker.document(&name, &document, false, show).pilot.map(|pilot| pilot.shown);
    match shown {
        Some(Ok((shown, aside, status))) => {
            output::print(&shown)?;
            output::say(&aside);
            if !matches!(args.format, RepairFormat::Json) {
                output::aside(&ending);
            }
            Ok(status)
        }
        Some(Err(wrong)) => Ok(output::refuse(&wrong)),
        None => Ok(output::refuse(&[Diagnostic::file(
            DiagnosticCode::FileChanged,
            &name,
            "the pilot could not be read again".to_owned(),
        )])),
    }
}

/// What is shown on standard output, what is said beside it, and the exit status.
fn page(
    args: &RepairArgs,
    checker: &Checker<'_>,
    report: &PilotReport<'_>,
    mut wish: RepairOptions,
    text: &str,
    ending: &RunEnding,
) -> Result<(String, String, u8), Vec<Diagnostic>> {
    wish.keep = kept(report, &args.keep).map_err(|wrong| {
        wrong.into_iter().map(|message| Diagnostic::call(DiagnosticCode::UnknownName, message)).collect::<Vec<_>>()
    })?;
    let wrong = |code, message| vec![Diagnostic::file(code, report.file, message)];
    let proposal = propose(checker, report, &wish)
        .map_err(|refused| wrong(DiagnosticCode::TooManySteps, told(report.facts.vocabulary(), &refused)))?;
    let mut diffs = Vec::new();
    if let Proposal::Alternatives { all, .. } = &proposal {
        if let Some(only) = args.alternative.filter(|only| usize::from(*only) > all.len()) {
            let message = format!("there is no alternative {only}: {} found", counted_alternatives(all.len()));
            return Err(vec![Diagnostic::call(DiagnosticCode::WrongCall, message)]);
        }
        for alternative in all {
            let (old, first) = (report.lines.text(), report.lines.first_line());
            let new = edit::in_file(text, first, old, &alternative.text).ok_or_else(|| {
                wrong(DiagnosticCode::FileChanged, "the file is not as it was read a moment ago".to_owned())
            })?;
            diffs.push(edit::unified(report.file, text, &new));
        }
    }
    let status = u8::from(!matches!(proposal, Proposal::Needless));
    let rules = checker.opening().rules().count();
    let only = args.alternative.map(usize::from);
    let page = Page { report, wish: &wish, proposal: &proposal, diffs: &diffs, rules, only };
    let look = output::look();
    let mut aside = String::new();
    let shown = match args.format {
        RepairFormat::Human => page.human(look),
        RepairFormat::Markdown => page.markdown(),
        RepairFormat::Json => json(&page.answer(ending)),
        RepairFormat::Diff => {
            let diff = diffs.get(only.unwrap_or(1) - 1).cloned();
            aside = match &diff {
                None => page.human(look),
                Some(_) if only.is_none() && diffs.len() > 1 => {
                    let count = diffs.len();
                    format!("brief: this is the first of {count} alternatives; --alternative NUMBER gives another\n")
                }
                Some(_) => String::new(),
            };
            diff.unwrap_or_default()
        }
    };
    Ok((shown, aside, status))
}

fn counted_alternatives(count: usize) -> String {
    format!("{} {}", words::counted(count, "alternative"), if count == 1 { "was" } else { "were" })
}

fn told(vocabulary: &Vocabulary, refused: &Refused) -> String {
    match refused {
        Refused::Exceeded => "there is no proposal: it would take too many steps to find the smallest; choose fewer rules with --only".to_owned(),
        Refused::Shape(fact) => format!(
            "there is no proposal: the text of the file round `{}` has a shape in which it cannot be rewritten; write the \
             section out, a fact a line",
            vocabulary.fact(*fact).path
        ),
        Refused::DoesNotHold => {
            "there is no proposal: one was found that does not hold when it is checked, which is a fault of this program; \
             please report it with this file"
                .to_owned()
        }
    }
}

/// The file, whole, with the name under which it is shown.
fn read(args: &RepairArgs) -> Result<(String, String), Diagnostic> {
    let mut inputs = Inputs::with_stdin(&DISK, std::slice::from_ref(&args.path), args.selection.stdin.name.as_deref());
    let named = || names::of(&args.path);
    let Some(input) = inputs.next().filter(|_| inputs.folders.is_empty()) else {
        let message = "this is a folder; `brief repair` takes the file of one pilot".to_owned();
        return Err(Diagnostic::file(DiagnosticCode::NotAFile, &named(), message));
    };
    let name = input.name.clone();
    let mut bytes = Vec::new();
    let read = input.open(&DISK)?.take(MAX_FILE + 1).read_to_end(&mut bytes);
    read.map_err(|error| Diagnostic::file(DiagnosticCode::of_file(&error), &name, cause::unreadable(&error)))?;
    if bytes.len() as u64 > MAX_FILE {
        let message = "the file is larger than 64 MiB; put the pilot into a file of its own".to_owned();
        return Err(Diagnostic::file(DiagnosticCode::OverLimit, &name, message));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok((name, text)),
        Err(error) => {
            // The documents tell where, and what to do about it.
            let fault = Documents::new(error.as_bytes()).find_map(Result::err);
            Err(fault.map_or_else(
                || Diagnostic::file(DiagnosticCode::NotUtf8, &name, "the file is not UTF-8".to_owned()),
                |fault| reading::fault(&name, &fault),
            ))
        }
    }
}

/// The pilots of the file; what is wrong with any is told to the run.
fn pilots(name: &str, text: &str, checker: &Checker<'_>, run: &mut Run) -> Vec<PilotDocument> {
    let mut found = Vec::new();
    let mut any = false;
    for document in Documents::within(text.as_bytes(), checker.limits) {
        any = true;
        match document {
            Ok(document) => {
                let outcome = checker.document(name, &document, false, |report| report.pilot.id.clone().into_owned());
                if let Some(id) = run.take(name, outcome) {
                    found.push(PilotDocument { id, document });
                }
            }
            Err(fault) => run.tell([reading::fault(name, &fault)]),
        }
    }
    if !any || (found.is_empty() && text.trim().is_empty()) {
        run.tell([reading::empty(name)]);
    }
    found
}

/// The pilot that is meant.
fn chosen(name: &str, mut found: Vec<PilotDocument>, wanted: Option<&str>) -> Result<PilotDocument, Diagnostic> {
    let ids: Vec<String> = found.iter().map(|found| format!("`{}`", found.id)).collect();
    let wrong = |message| Err(Diagnostic::file(DiagnosticCode::NoPilot, name, message));
    match wanted {
        Some(wanted) => {
            if let Some(at) = found.iter().position(|found| found.id == wanted) {
                return Ok(found.swap_remove(at));
            }
            let near = words::nearest(wanted, found.iter().map(|found| found.id.as_str()));
            let hint = match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("there is {}", words::listed(&ids, "and")),
            };
            wrong(format!("there is no pilot `{}` in it; {hint}", words::shown(wanted)))
        }
        None if found.len() > 1 => {
            let (count, ids) = (found.len(), words::listed(&ids, "and"));
            let message = format!("there are {count} pilots in it: {ids}; say which with --pilot ID");
            Err(Diagnostic::file(DiagnosticCode::WrongCall, name, message))
        }
        None => found
            .pop()
            .ok_or_else(|| Diagnostic::file(DiagnosticCode::NoPilot, name, "there is no pilot in it".to_owned())),
    }
}

//! `brief sources`.

use std::io;
use std::path::{Path, PathBuf};

use watching_brief::answers::{CoverageAnswer, VerificationAnswer, json_line};
use watching_brief::check::{Checker, Selection};
use watching_brief::citations::{self, By, Cited, Register, Texts};
use watching_brief::model::limits::Limits;
use watching_brief::project::configured_rules::load_named_rules;
use watching_brief::project::folder_filter::FolderFilter;
use watching_brief::project::inputs::Inputs;
use watching_brief::project::pilots;
use watching_brief::project::reading::{load_register, load_texts};
use watching_brief::render::sources::{self, Extent};
use watching_brief::report::{PilotReport, Run, RunEnding};
use watching_brief::rules::Collection;
use watching_brief::text::composed;

use super::cli::{SourcesArgs, SourcesCommand};
use super::project::{self, DISK};
use super::{clock, output, pages, progress, register_entry};

pub fn run(command: &SourcesCommand) -> io::Result<u8> {
    let args = match command {
        SourcesCommand::Verify(args) | SourcesCommand::Coverage(args) => args,
        SourcesCommand::Add(args) => return register_entry::run(args),
    };
    let limits = match project::check_stdin(&args.stdin, &args.pilots).and_then(|()| args.limit_args.alone()) {
        Ok(limits) => limits,
        Err(wrong) => return Ok(output::refuse(&wrong)),
    };
    match command {
        SourcesCommand::Verify(args) => verify(args, limits),
        _ => coverage(args, limits),
    }
}

fn verify(args: &SourcesArgs, limits: Limits) -> io::Result<u8> {
    let Read { mut cited, register, texts, ending } = read(args, limits)?;
    let all = cited.len();
    // The rules of the program cite documents of which nobody needs to have the texts.
    if args.source.rules.is_empty() && !args.all {
        let is_here = |one: &Cited| one.document.as_ref().is_some_and(|id| texts.contains_key(&*composed(id)));
        cited.retain(|one| !matches!(one.by, By::Rule(_)) || is_here(one));
    }
    let left_out = all - cited.len();
    let verification = citations::Verification { left_out, ..citations::verify(cited, &register, &texts) };
    let answer = || json_line(&VerificationAnswer::new(&verification, &ending)) + "\n";
    let page = sources::verification(&verification, &ending, extent(args));
    output::print(&pages::in_form(args.format, &page, answer))?;
    Ok(status(&ending, verification.findings() > 0))
}

fn coverage(args: &SourcesArgs, limits: Limits) -> io::Result<u8> {
    let Read { cited, register, texts, ending } = read(args, limits)?;
    let verification = citations::verify(cited, &register, &texts);
    let coverage = citations::coverage(&register, &verification.checked, &texts);
    let answer = || json_line(&CoverageAnswer::new(&coverage, &ending)) + "\n";
    let page = sources::coverage(&coverage, &ending, extent(args));
    output::print(&pages::in_form(args.format, &page, answer))?;
    Ok(status(&ending, !coverage.is_settled()))
}

fn extent(args: &SourcesArgs) -> Extent {
    match (args.all, args.quiet) {
        (true, _) => Extent::All,
        (_, true) => Extent::Summary,
        _ => Extent::Findings,
    }
}

fn status(ending: &RunEnding, findings: bool) -> u8 {
    if ending.errors.is_empty() { u8::from(findings) } else { 2 }
}

/// What a call is about.
struct Read {
    cited: Vec<Cited>,
    register: Register,
    texts: Texts,
    ending: RunEnding,
}

/// The citations of the rules and the pilots of a call, with the register and the texts.
fn read(args: &SourcesArgs, limits: Limits) -> io::Result<Read> {
    let mut run = Run::default();
    let (collection, wrong) = load_named_rules(&DISK, &args.source.rules, &args.source.vocabulary.files, limits);
    run.add_diagnostics(wrong);
    let (register, wrong) = load_register(&DISK, &args.documents, limits);
    run.add_diagnostics(wrong);
    let (texts, wrong) = load_texts(&DISK, &args.folder);
    run.add_diagnostics(wrong);
    let mut cited = citations::of_rules(&collection);
    cited.extend(citations::of_register(&register));
    let usual = Path::new("pilots");
    let paths =
        if args.pilots.is_empty() && usual.is_dir() { vec![PathBuf::from("pilots/")] } else { args.pilots.clone() };
    let filter = FolderFilter::by_ignore_files();
    let inputs = Inputs::filtered(&DISK, &paths, args.stdin.name.as_deref(), &filter, Path::to_owned);
    cited.extend(of_pilots(inputs, &collection, &register, limits, &mut run)?);
    Ok(Read { cited, register, texts, ending: run.end(&[]) })
}

/// The citations of some pilots, in their order.
pub fn of_pilots(
    inputs: Inputs<'_>,
    collection: &Collection,
    register: &Register,
    limits: Limits,
    run: &mut Run,
) -> io::Result<Vec<Cited>> {
    let checker = Checker { limits, ..Checker::new(collection, Selection::none(), register, clock::today()) };
    let mut cited = Vec::new();
    let show = |report: &PilotReport<'_>| {
        citations::of_pilot(report.facts.vocabulary(), report.pilot, report.file, report.lines)
    };
    let take = &mut |of_pilot: Vec<Cited>| {
        cited.extend(of_pilot);
        Ok(())
    };
    pilots::each(inputs, &checker, run, &show, take, &mut progress::bar())?;
    Ok(cited)
}

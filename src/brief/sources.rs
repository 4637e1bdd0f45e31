//! `brief sources`.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use watching_brief::answers::{CoverageAnswer, VerificationAnswer, json_line};
use watching_brief::check::{Checker, Selection};
use watching_brief::citations::{self, Cited, Register, Text, Texts};
use watching_brief::model::diagnostic::Diagnostic;
use watching_brief::model::limits::Limits;
use watching_brief::render::{DisplayOptions, sources};
use watching_brief::report::{Run, RunEnding};
use watching_brief::rules::Collection;
use watching_brief::text::names;

use super::cli::{SourcesArgs, SourcesCommand, SourcesFormat};
use super::files;
use super::inputs::Inputs;
use super::{clock, output, pilots};

pub fn run(command: &SourcesCommand) -> io::Result<u8> {
    let (SourcesCommand::Verify(args) | SourcesCommand::Coverage(args)) = command;
    let limits = match args.stdin.check(&args.pilots).and_then(|()| args.limit_args.alone()) {
        Ok(limits) => limits,
        Err(wrong) => return Ok(output::refuse(&wrong)),
    };
    match command {
        SourcesCommand::Verify(args) => verify(args, limits),
        SourcesCommand::Coverage(args) => coverage(args, limits),
    }
}

fn verify(args: &SourcesArgs, limits: Limits) -> io::Result<u8> {
    let (cited, register, texts, ending) = read(args, limits)?;
    let verification = citations::verify(cited, &register, &texts);
    let look = look(args);
    output::print(&match args.format {
        SourcesFormat::Json => {
            json_line(&VerificationAnswer::new(&verification, &ending))
                + "
"
        }
        SourcesFormat::Human => sources::verification_human(&verification, &ending, look),
    })?;
    Ok(status(&ending, verification.findings() > 0))
}

fn coverage(args: &SourcesArgs, limits: Limits) -> io::Result<u8> {
    let (cited, register, texts, ending) = read(args, limits)?;
    let verification = citations::verify(cited, &register, &texts);
    let coverage = citations::coverage(&register, &verification.checked, &texts);
    let look = look(args);
    output::print(&match args.format {
        SourcesFormat::Json => {
            json_line(&CoverageAnswer::new(&coverage, &ending))
                + "
"
        }
        SourcesFormat::Human => sources::coverage_human(&coverage, &ending, look),
    })?;
    Ok(status(&ending, !coverage.is_settled()))
}

fn look(args: &SourcesArgs) -> DisplayOptions {
    DisplayOptions { all: args.all, quiet: args.quiet, ..output::look() }
}

fn status(ending: &RunEnding, findings: bool) -> u8 {
    if ending.errors.is_empty() { u8::from(findings) } else { 2 }
}

/// The citations of the rules and the pilots of a call, with the register and the texts.
fn read(args: &SourcesArgs, limits: Limits) -> io::Result<(Vec<Cited>, Register, Texts, RunEnding)> {
    let mut run = Run::default();
    let (collection, wrong) = files::load_rules(&args.source.rules, limits);
    run.tell(wrong);
    let (register, wrong) = files::load_register(&args.documents, limits);
    run.tell(wrong);
    let texts = texts(&args.folder, &mut run);
    let mut cited = citations::of_rules(&collection);
    let usual = Path::new("pilots");
    let paths =
        if args.pilots.is_empty() && usual.is_dir() { vec![PathBuf::from("pilots/")] } else { args.pilots.clone() };
    let inputs = Inputs::with_stdin(&paths, args.stdin.name.as_deref());
    cited.extend(of_pilots(inputs, &collection, &register, limits, &mut run)?);
    Ok((cited, register, texts, run.end(&[])))
}

/// The citations of some pilots, in their order.
pub fn of_pilots(
    inputs: Inputs,
    collection: &Collection,
    register: &Register,
    limits: Limits,
    run: &mut Run,
) -> io::Result<Vec<Cited>> {
    let checker = Checker { limits, ..Checker::new(collection, Selection::none(), register, clock::today()) };
    let mut cited = Vec::new();
    pilots::each(
        inputs,
        &checker,
        run,
        &|report| citations::of_pilot(report.facts.vocabulary(), report.pilot, report.file, report.lines),
        &mut |of_pilot| {
            cited.extend(of_pilot);
            Ok(())
        },
    )?;
    Ok(cited)
}

/// The texts in a folder: each file that ends in .txt, by its name without that.
fn texts(folder: &Path, run: &mut Run) -> Texts {
    let mut texts = Texts::new();
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
            let message = "this is a file; give the folder that it stands in".to_owned();
            run.tell([Diagnostic::file(&names::of(folder), message)]);
            return texts;
        }
        Err(error) => {
            run.tell([Diagnostic::file(&names::of(folder), files::missing(folder, &error))]);
            return texts;
        }
    };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    for path in paths {
        let name = names::of(&path);
        let Some(id) = path.file_stem().map(|stem| names::of(stem.as_ref())) else { continue };
        if let Some(told) = path.metadata().ok().and_then(|data| files::no_file(&name, data.file_type())) {
            run.tell([told]);
            continue;
        }
        match fs::read(&path) {
            Ok(bytes) => {
                texts.insert(id, Text::new(name, &bytes));
            }
            Err(error) => run.tell([Diagnostic::file(&name, files::unreadable(&error))]),
        }
    }
    texts
}

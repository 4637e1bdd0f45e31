//! `brief check`.

use std::io::{self, Write};

use watching_brief::check::{Checker, Detail, Selection};
use watching_brief::diagnostic::Diagnostic;
use watching_brief::render::{self, Look};
use watching_brief::report::{Bar, Run};
use watching_brief::rules::Purpose;

use super::cli::{CheckArgs, Format};
use super::files::{self, Inputs};
use super::load::{self, Rules};
use super::{cli, lock, output, pilots};

pub fn run(args: &CheckArgs) -> io::Result<u8> {
    let mut run = Run::default();
    let (Rules { collection, pins }, wrong_rules) = load::rules(&args.source.rules, Purpose::Check);
    let drift = lock::drift(&args.held, &pins, &wrong_rules);
    let held = drift.is_empty();
    run.tell(wrong_rules);
    run.tell(drift);
    let register = files::load_register(&args.documents, &mut run);
    let selection = if held { Selection::only(&collection, &args.only) } else { Ok(Selection::none()) };
    let chosen = held && selection.is_ok();
    let selection = selection.unwrap_or_else(|message| {
        run.tell([Diagnostic::call(message)]);
        Selection::none()
    });
    let detail = match (args.by_word || args.format == Format::Earl, args.quiet) {
        (true, _) => Detail::ByWord,
        (false, true) => Detail::Verdicts,
        (false, false) => Detail::Reasons,
    };
    let checker = Checker {
        collection: &collection,
        selection,
        hearing: cli::hearing(args.basis, &args.without),
        bar: Bar { fail_on: args.fail_on, min_force: args.min_force },
        today: args.today.unwrap_or_else(output::today),
        detail,
        register: &register,
    };
    let look = Look { all: args.all, quiet: args.quiet, ..output::look() };
    let renderer = render::renderer(args.format.name(), look).ok_or(io::ErrorKind::Unsupported)?;
    let mut out = output::stdout();
    out.write_all(renderer.begin(&checker).as_bytes())?;
    if chosen {
        let mut between = "";
        pilots::each(
            Inputs::of(&args.paths),
            &checker,
            &mut run,
            &|report| renderer.pilot(report),
            &mut |shown: String| {
                if !shown.is_empty() {
                    out.write_all(std::mem::replace(&mut between, renderer.between()).as_bytes())?;
                }
                out.write_all(shown.as_bytes())
            },
        )?;
    }
    let ending = run.end(&args.without);
    out.write_all(renderer.end(&checker, &ending).as_bytes())?;
    out.flush()?;
    if !renderer.tells() {
        output::aside(&ending);
    }
    Ok(ending.exit_status())
}

//! `brief check`.

use std::io;

use watching_brief::check::{Checker, Selection};
use watching_brief::diagnostic::Diagnostic;
use watching_brief::render::Look;
use watching_brief::report::{Bar, Detail, PilotReport, Run};

use super::cli::CheckArgs;
use super::files::{self, Inputs};
use super::{cli, output, outputs, pilots};

pub fn run(args: &CheckArgs) -> io::Result<u8> {
    let mut run = Run::default();
    let look = Look { all: args.all, quiet: args.quiet, ..output::look() };
    let (forms, mut sinks) = match outputs::open(args.format, look, &args.outputs) {
        Ok(outputs) => outputs,
        Err(wrong) => return Ok(output::refuse(&wrong)),
    };
    let (collection, wrong_rules) = files::load_rules(&args.source.rules);
    run.tell(wrong_rules);
    let register = files::load_register(&args.documents, &mut run);
    let selection = Selection::only(&collection, &args.only);
    let chosen = selection.is_ok();
    let selection = selection.unwrap_or_else(|message| {
        run.tell([Diagnostic::call(message)]);
        Selection::none()
    });
    let checker = Checker {
        hearing: cli::hearing(args.basis, &args.without),
        bar: Bar { fail_on: args.fail_on, min_force: args.min_force },
        detail: if args.by_word { Detail::ByWord } else { forms.detail() },
        ..Checker::new(&collection, selection, &register, args.today.unwrap_or_else(output::today))
    };
    let opening = checker.opening();
    forms.begin(&mut sinks, &opening)?;
    if chosen {
        let (show, sink) =
            (|report: &PilotReport<'_>| forms.pilot(report), &mut |parts| sinks.pilot(forms.take(parts)));
        pilots::each(Inputs::of(&args.paths), &checker, &mut run, &show, sink)?;
    }
    let ending = run.end(&args.without);
    forms.end(sinks, &opening, &ending)?;
    Ok(ending.exit_status())
}

//! `brief check`.

use std::io;

use watching_brief::check::Checker;
use watching_brief::render::DisplayOptions;
use watching_brief::report::{PilotReport, Run};

use super::cli::CheckArgs;
use super::loaded::Loaded;
use super::pilots::{Memory, Repeated, Showing};
use super::settings::{Settings, ValueSource};
use super::{output, outputs, pilots, watch};

pub fn run(args: &CheckArgs) -> io::Result<u8> {
    if args.watch { watch::run(args) } else { once(args, &mut pilots::Fresh) }
}

/// Checks once, but for files of which it is known what comes of them.
///
/// # Errors
/// What could not be written.
pub fn once(args: &CheckArgs, memory: &mut dyn Memory<Option<Vec<String>>>) -> io::Result<u8> {
    let settings = match Settings::of(&args.paths, &args.selection, &args.bar, &args.output) {
        Ok(settings) => settings,
        Err(wrong) => return Ok(output::refuse(&wrong)),
    };
    let look = DisplayOptions { all: args.all, quiet: args.quiet, ..output::look() };
    let (forms, mut sinks) = match outputs::open(settings.format.value, look, args.by_word, &settings.outputs.value) {
        Ok(outputs) => outputs,
        Err(wrong) => return Ok(output::refuse(&wrong)),
    };
    let mut run = Run::default();
    // The folders are looked at meanwhile.
    let (loaded, inputs) = rayon::join(|| Loaded::new(&settings, &mut run), || settings.inputs());
    let (checker, sound) = loaded.checker(&settings, &mut run);
    let checker = Checker { detail: forms.detail(), ..checker };
    let opening = checker.opening();
    forms.begin(&mut sinks, &opening)?;
    if sound {
        let show = |report: &PilotReport<'_>| forms.pilot(report);
        let showing = Showing { show: &show, later: Option::is_none };
        let sink = &mut |parts: Option<Vec<String>>, again: Repeated<'_>| match parts {
            Some(parts) => sinks.pilot(&forms.take(parts)),
            None => again.report(|report| forms.write(report, &mut sinks)).unwrap_or(Ok(())),
        };
        pilots::each_new(inputs, &checker, &mut run, showing, sink, memory)?;
    }
    run.tell(checker.idle_waiver_notices(&run));
    // A call that names pilots need not name all that waivers are for.
    if sound && settings.paths.from != ValueSource::Call {
        run.tell(checker.astray_waiver_notices(&run));
    }
    let ending = settings.end(run);
    forms.end(sinks, &opening, &ending)?;
    Ok(ending.exit_status())
}

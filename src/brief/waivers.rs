//! `brief waivers`.

use std::io;

use watching_brief::answers::{WaiversAnswer, json};
use watching_brief::check::Checker;
use watching_brief::render::waivers as show;
use watching_brief::report::{Detail, PilotReport, Run};
use watching_brief::waivers::{Listed, shared_in};

use super::cli::{OutputArgs, SourcesFormat, WaiversArgs};
use super::loaded::Loaded;
use super::settings::Settings;
use super::{output, pilots};

/// Lists the waivers: 0 unless something is wrong.
pub fn run(args: &WaiversArgs) -> io::Result<u8> {
    let mut settings = match Settings::of(&args.paths, &args.selection, &args.bar, &OutputArgs::default()) {
        Ok(settings) => settings,
        Err(wrong) => return Ok(output::refuse(&wrong)),
    };
    // What a waiver hides does not depend on what else is hidden.
    settings.baseline.value = None;
    let mut run = Run::default();
    let loaded = Loaded::new(&settings, &mut run);
    let (checker, sound) = loaded.checker(&settings, &mut run);
    let checker = Checker { detail: Detail::Verdicts, ..checker };
    let (collection, today) = (checker.collection, checker.today);
    let mut shared: Vec<Listed> =
        settings.waivers.iter().map(|shared| Listed::shared(shared, collection, today)).collect();
    let mut own = Vec::new();
    if sound {
        let show = |report: &PilotReport<'_>| {
            (Listed::of_pilot(report, collection, today), shared_in(report, &settings.waivers))
        };
        pilots::each(settings.inputs(), &checker, &mut run, &show, &mut |(of_pilot, used)| {
            own.extend(of_pilot);
            for (at, waives) in used {
                if let Some(listed) = shared.get_mut(at) {
                    listed.results.push(waives);
                }
            }
            Ok(())
        })?;
    }
    let mut ending = settings.end(run);
    shared.append(&mut own);
    if ending.waived == 0 && !shared.is_empty() {
        ending.errors.extend(settings.doubted());
    }
    let status = if ending.errors.is_empty() { 0 } else { 2 };
    match args.format {
        SourcesFormat::Json => output::print(&json(&WaiversAnswer::new(&shared, today, &ending)))?,
        SourcesFormat::Human => {
            output::print(&show::human(&shared, today, output::look()))?;
            output::wrong(&ending);
        }
    }
    Ok(status)
}

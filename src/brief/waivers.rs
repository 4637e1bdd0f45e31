//! `brief waivers`.

use std::io;

use watching_brief::answers::{WaiversAnswer, json};
use watching_brief::check::Checker;
use watching_brief::render::waivers as show;
use watching_brief::report::{Detail, PilotReport};
use watching_brief::waivers::{Listed, Waives, shared_in};

use super::cli::{BarArgs, SourcesFormat, WaiversArgs};
use super::{output, progress, project};

/// Lists the waivers: 0 unless something is wrong.
pub fn run(args: &WaiversArgs) -> io::Result<u8> {
    // What a waiver hides does not depend on what else is hidden.
    let bar = BarArgs { baseline: None, no_baseline: true, ..args.bar.clone() };
    let project = match project::open(&args.paths, &args.selection, &bar) {
        Ok(project) => project,
        Err(status) => return Ok(status),
    };
    let (settings, mut run) = (project.settings(), project.begin());
    let checker = Checker { detail: Detail::Verdicts, ..project.checker() };
    let (collection, today) = (checker.collection, checker.today);
    let mut shared: Vec<Listed> =
        settings.waivers.iter().map(|shared| Listed::shared(shared, collection, today)).collect();
    let mut own = Vec::new();
    if project.is_sound() {
        let show = |report: &PilotReport<'_>| {
            (Listed::of_pilot(report, collection, today), shared_in(report, &settings.waivers))
        };
        let take = &mut |(of_pilot, used): (Vec<Listed>, Vec<(usize, Waives)>)| {
            own.extend(of_pilot);
            for (at, waives) in used {
                if let Some(listed) = shared.get_mut(at) {
                    listed.results.push(waives);
                }
            }
            Ok(())
        };
        progress::each(&project, project.inputs(), &checker, &mut run, &show, take)?;
    }
    let mut ending = project.end(run);
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

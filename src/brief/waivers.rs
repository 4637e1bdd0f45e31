//! `brief waivers`.

use std::io;

use watching_brief::answers::{WaiversAnswer, json};
use watching_brief::render::waivers as show;

use super::cli::{BarArgs, PageFormat, WaiversArgs};
use super::{output, pages, progress, project};

/// Lists the waivers: 0 unless something is wrong.
pub fn run(args: &WaiversArgs) -> io::Result<u8> {
    // What a waiver hides does not depend on what else is hidden.
    let bar = BarArgs { baseline: None, no_baseline: true, ..args.bar.clone() };
    let project = match project::open(&args.pilots.paths, &args.selection, &bar) {
        Ok(project) => project,
        Err(status) => return Ok(status),
    };
    let (waivers, ending) = project.waivers(&mut progress::bar());
    let today = project.settings().today.value;
    let status = if ending.errors.is_empty() { 0 } else { 2 };
    let answer = || json(&WaiversAnswer::new(&waivers, today, &ending));
    output::print(&pages::in_form(args.format, &show::page(&waivers, today), answer))?;
    if args.format != PageFormat::Json {
        output::wrong(&ending);
    }
    Ok(status)
}

//! `brief config`.

use std::io;

use watching_brief::answers::json;
use watching_brief::render::config as show;

use super::cli::{ConfigArgs, OutputArgs, PageFormat};
use super::{output, pages, project};

/// Prints what a check would be asked for, and where each value comes from.
pub fn run(args: &ConfigArgs) -> io::Result<u8> {
    let report = OutputArgs { report: args.report.clone(), ..OutputArgs::default() };
    let settings = match project::settings(&args.pilots.paths, &args.selection, &args.bar, &report) {
        Ok(settings) => settings,
        Err(wrong) => return Ok(output::refuse(&wrong)),
    };
    let answer = settings.answer();
    output::print(&pages::in_form(args.format, &show::page(&answer), || json(&answer)))?;
    if args.format != PageFormat::Json {
        output::refuse(&settings.notices);
    }
    Ok(0)
}

//! `brief promises`.

use std::io;

use watching_brief::answers::json;
use watching_brief::render::promises as show;

use super::cli::{PromisesArgs, QuestionsFormat};
use super::{output, pages, progress, project};

/// Shows promises beside what is described: 0 unless something is wrong.
pub fn run(args: &PromisesArgs) -> io::Result<u8> {
    // What is waived, or known of old, makes no difference here.
    let project = match project::open(&args.pilots.paths, &args.selection(), &project::uncounted()) {
        Ok(project) => project,
        Err(status) => return Ok(status),
    };
    let (answer, ending) = match project.promises(&mut progress::bar()) {
        Ok(answer) => answer,
        Err(wrong) => return Ok(output::refuse(&wrong)),
    };
    let (page, csv) = (show::page(&answer), || show::csv(&answer));
    output::print(&pages::in_form_or_table(args.format, args.table, &page, || json(&answer), csv))?;
    if !matches!(args.format, QuestionsFormat::Json) {
        output::aside(&ending);
    }
    Ok(if ending.errors.is_empty() { 0 } else { 2 })
}

//! `brief agree`.

use std::io;

use watching_brief::answers::json;
use watching_brief::render::agree as show;

use super::cli::{AgreeArgs, QuestionsFormat};
use super::{output, pages, progress, project};

/// Compares two codings: 0 where they say the same, 1 where they differ, 2 where something is wrong.
pub fn run(args: &AgreeArgs) -> io::Result<u8> {
    let paths = [args.first.clone(), args.second.clone()];
    let project = match project::open(&paths, &args.selection(), &project::uncounted()) {
        Ok(project) => project,
        Err(status) => return Ok(status),
    };
    let (answer, ending) = match project.agree(&args.first, &args.second, &mut progress::bar()) {
        Ok(answer) => answer,
        Err(wrong) => return Ok(output::refuse(&wrong)),
    };
    let (page, csv) = (show::page(&answer), || show::csv(&answer));
    output::print(&pages::in_form_or_table(args.format, args.table, &page, || json(&answer), csv))?;
    if !matches!(args.format, QuestionsFormat::Json) {
        output::aside(&ending);
    }
    Ok(match (ending.errors.is_empty(), answer.is_full()) {
        (false, _) => 2,
        (true, full) => u8::from(!full),
    })
}

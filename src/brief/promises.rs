//! `brief promises`.

use std::io;

use watching_brief::answers::json;
use watching_brief::render::promises as show;

use super::cli::{PromisesArgs, QuestionsFormat};
use super::{output, progress, project};

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
    output::print(&match args.format {
        QuestionsFormat::Human => show::page(&answer).human(output::look()),
        QuestionsFormat::Markdown => show::page(&answer).markdown(),
        QuestionsFormat::Html => show::page(&answer).html(),
        QuestionsFormat::Json => json(&answer),
        QuestionsFormat::Csv => format!("{}{}", args.table.mark(), show::csv(&answer)),
    })?;
    if !matches!(args.format, QuestionsFormat::Json) {
        output::aside(&ending);
    }
    Ok(if ending.errors.is_empty() { 0 } else { 2 })
}

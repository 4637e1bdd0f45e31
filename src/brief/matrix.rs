//! `brief matrix`.

use std::io;

use watching_brief::answers::json;
use watching_brief::render::matrix as show;

use super::cli::{MatrixArgs, MatrixFormat};
use super::{output, progress, project};

/// Shows rules against pilots, and what rule sets ask for alike: 0 unless something is wrong.
pub fn run(args: &MatrixArgs) -> io::Result<u8> {
    // What is waived, or known of old, makes no difference here.
    let project = match project::open(&args.pilots.paths, &args.selection, &project::uncounted()) {
        Ok(project) => project,
        Err(status) => return Ok(status),
    };
    let (matrix, ending) = match project.matrix(&mut progress::bar()) {
        Ok(matrix) => matrix,
        Err(wrong) => return Ok(output::refuse(&wrong)),
    };
    output::print(&match args.format {
        MatrixFormat::Human => show::page(&matrix, args.all).human(output::look()),
        MatrixFormat::Csv => format!("{}{}", args.table.mark(), show::csv(&matrix)),
        MatrixFormat::Markdown => show::page(&matrix, true).markdown(),
        MatrixFormat::Html => show::page(&matrix, true).html(),
        MatrixFormat::Json => json(&matrix.answer(project.collection().vocabulary(), &ending)),
        MatrixFormat::Svg => show::svg(&matrix),
    })?;
    if !matches!(args.format, MatrixFormat::Json) {
        output::aside(&ending);
    }
    Ok(if ending.errors.is_empty() { 0 } else { 2 })
}

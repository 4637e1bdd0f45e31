//! `brief repair`.

use std::io;

use watching_brief::answers::json;
use watching_brief::model::DiagnosticCode;
use watching_brief::model::diagnostic::Diagnostic;
use watching_brief::project::reading::read_whole;
use watching_brief::project::{ProposedRepair, RepairRequest};
use watching_brief::repair::Proposal;
use watching_brief::text::words;

use super::cli::{BarArgs, RepairArgs, RepairFormat};
use super::{output, project};

/// What comes of a repair.
struct RepairOutput {
    /// What is shown on standard output.
    text: String,
    /// What is said beside it.
    aside: String,
    /// What is worth knowing.
    notices: Vec<Diagnostic>,
    /// The exit status.
    status: u8,
}

/// Proposes: 0 where there is nothing to repair, 1 where there is, whether or not anything helps, 2 where anything was
/// wrong.
pub fn run(args: &RepairArgs) -> io::Result<u8> {
    let counted = BarArgs { min_force: args.min_force, ..project::uncounted() };
    let project = match project::open(std::slice::from_ref(&args.path), &args.selection, &counted) {
        Ok(project) => project,
        Err(status) => return Ok(status),
    };
    if let Some(refusal) = project.refusal() {
        return Ok(output::refuse(&refusal.errors));
    }
    let (name, text) = match read_whole(project.inputs(), &args.path) {
        Ok(read) => read,
        Err(wrong) => return Ok(output::refuse(&[wrong])),
    };
    let request = RepairRequest {
        pilot: args.pilot.clone(),
        keep: args.keep.clone(),
        settle: args.settle,
        allow_out_of_scope: args.allow_out_of_scope,
        most: usize::from(args.most),
    };
    let shown = project.repair(&name, &text, &request, |proposed| page(args, proposed, &text));
    match shown.and_then(|page| page) {
        Ok(shown) => {
            output::print(&shown.text)?;
            output::say(&shown.aside);
            output::refuse(&shown.notices);
            Ok(shown.status)
        }
        Err(wrong) => Ok(output::refuse(&wrong)),
    }
}

fn page(args: &RepairArgs, proposed: &ProposedRepair<'_>, text: &str) -> Result<RepairOutput, Vec<Diagnostic>> {
    let ProposedRepair { proposal, texts, ending, .. } = proposed;
    let only = args.alternative.map(usize::from);
    if let Some(only) = only.filter(|only| matches!(proposal, Proposal::Alternatives { .. }) && *only > texts.len()) {
        let message = format!("there is no alternative {only}: {} found", counted_alternatives(texts.len()));
        return Err(vec![Diagnostic::call(DiagnosticCode::WrongCall, message)]);
    }
    let diffs = proposed.diffs(text);
    let page = proposed.page(&diffs, only);
    let look = output::look();
    let mut aside = String::new();
    let text = match args.format {
        RepairFormat::Human => page.page().human(look),
        RepairFormat::Markdown => page.page().markdown(),
        RepairFormat::Html => page.page().html(),
        RepairFormat::Json => json(&page.answer(ending)),
        RepairFormat::Diff => {
            let diff = diffs.get(only.unwrap_or(1) - 1).cloned();
            aside = match &diff {
                None => page.page().human(look),
                Some(_) if only.is_none() && diffs.len() > 1 => {
                    let count = diffs.len();
                    format!("brief: this is the first of {count} alternatives; --alternative NUMBER gives another\n")
                }
                Some(_) => String::new(),
            };
            if let Some(beside) = page.beside_the_diff(only.unwrap_or(1) - 1) {
                aside = format!("{aside}brief: {beside}; the forms for people show what that is\n");
            }
            diff.unwrap_or_default()
        }
    };
    // The JSON form has the notices in it.
    let notices = if matches!(args.format, RepairFormat::Json) { Vec::new() } else { ending.notices.clone() };
    Ok(RepairOutput { text, aside, notices, status: u8::from(!matches!(proposal, Proposal::Needless)) })
}

fn counted_alternatives(count: usize) -> String {
    format!("{} {}", words::counted(count, "alternative"), if count == 1 { "was" } else { "were" })
}

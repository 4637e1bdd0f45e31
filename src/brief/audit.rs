//! `brief rules audit`.

use std::io;

use watching_brief::answers::{AuditAnswer, json};
use watching_brief::render::audit as show;

use super::cli::{AuditArgs, PageFormat};
use super::{output, pages, progress, project};

/// Audits: 0 where nothing is found or all is accepted, 1 with findings, 2 where anything is wrong.
pub fn run(args: &AuditArgs) -> io::Result<u8> {
    // What is waived, or known of old, makes no difference here.
    let project = match project::open(&args.paths, &args.selection, &project::uncounted()) {
        Ok(project) => project,
        Err(status) => return Ok(status),
    };
    // Only pilots that are named: an audit of rules is about all pilots that there can be.
    let pilots = (!args.paths.is_empty()).then(|| project.inputs());
    let (audit, ending) = match project.audit(pilots, &mut progress::bar()) {
        Ok(audited) => audited,
        Err(wrong) => return Ok(output::refuse(&wrong)),
    };
    let answer = || json(&AuditAnswer::new(project.collection().vocabulary(), &audit, &ending));
    output::print(&pages::in_form(args.format, &show::page(&audit, args.quiet), answer))?;
    if !matches!(args.format, PageFormat::Json) {
        output::aside(&ending);
    }
    Ok(match (ending.errors.is_empty(), audit.open()) {
        (false, _) => 2,
        (true, 0) => 0,
        (true, _) => 1,
    })
}

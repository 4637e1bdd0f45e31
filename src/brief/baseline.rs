//! `brief baseline`.

use std::io;
use std::path::{Path, PathBuf};

use watching_brief::baseline::Baseline;
use watching_brief::files::Files as _;
use watching_brief::model::DiagnosticCode;
use watching_brief::model::diagnostic::Diagnostic;
use watching_brief::project::{RecordedFindings, baseline as baseline_file};
use watching_brief::text::{names, words};

use super::cli::{BaselineArgs, OutputArgs};
use super::overwrite::ReadPaths;
use super::project::{self, DISK};
use super::{output, progress};

const FILE: &str = "brief-baseline.json";

/// Records the findings of the day; nothing is written where an input, a rule or the call is wrong.
pub fn run(args: &BaselineArgs) -> io::Result<u8> {
    let mut settings = match project::settings(&args.pilots.paths, &args.selection, &args.bar, &OutputArgs::default()) {
        Ok(settings) => settings,
        Err(wrong) => return Ok(output::refuse(&wrong)),
    };
    // What is recorded does not depend on what was recorded before.
    let before = settings.baseline.value.take();
    let path = args.output.clone().or(before).unwrap_or_else(|| PathBuf::from(FILE));
    let overwritten = ReadPaths::of(&settings).with_lock(&settings).overwritten([&*path]);
    if !overwritten.is_empty() {
        return Ok(output::refuse(&overwritten));
    }
    let old = match old(&path, args.shrink) {
        Ok(old) => old,
        Err(wrong) => return Ok(output::refuse(&[wrong])),
    };
    let project = project::load(settings);
    let RecordedFindings { found, gone, ending } = project.findings(&old, &mut progress::bar());
    let mut shrunk = old.clone();
    gone.iter().for_each(|finding| shrunk.remove(finding));
    output::aside(&ending);
    let name = words::harmless(&names::as_text(&path));
    if !ending.errors.is_empty() {
        output::refuse(&[Diagnostic::call(
            DiagnosticCode::MistakesFirst,
            format!("{name} is left as it is: put the errors right first"),
        )]);
        return Ok(2);
    }
    let baseline = if args.shrink { shrunk } else { Baseline::from_findings(found) };
    let baseline = baseline.with_vocabulary(project.collection().vocabulary());
    if path.as_os_str() == "-" {
        output::print(&baseline.text())?;
        return Ok(0);
    }
    DISK.write(&path, &baseline.text())?;
    let findings = words::counted(baseline.len(), "finding");
    let gone = old.not_in(&baseline);
    output::print(&if args.shrink {
        format!("Kept {findings} in {name}: {gone} gone.\n")
    } else {
        let (pilots, new) = (words::counted(ending.pilots, "pilot"), baseline.not_in(&old));
        format!("Recorded {findings} of {pilots} in {name}: {new} new, {gone} gone.\n")
    })?;
    Ok(0)
}

/// What the file has so far, if it is there. A file that is no baseline is not written over; what is no ordinary file, such
/// as a pipe, has nothing in it.
fn old(path: &Path, must_be: bool) -> Result<Baseline, Diagnostic> {
    let is_there = path.metadata().is_ok_and(|data| data.is_file() || data.is_dir());
    if is_there || must_be { baseline_file::read(&DISK, path) } else { Ok(Baseline::default()) }
}

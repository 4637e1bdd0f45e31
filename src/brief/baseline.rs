//! `brief baseline`.

use std::io;
use std::path::PathBuf;

use watching_brief::baseline::Baseline;
use watching_brief::diagnostic::Diagnostic;
use watching_brief::report::{Finding, PilotReport, Run};
use watching_brief::words;

use super::cli::{BaselineArgs, Shown};
use super::loaded::{Loaded, read_baseline};
use super::settings::Settings;
use super::{output, pilots, whole_file};

const FILE: &str = "brief-baseline.json";

/// Records the findings of the day; nothing is written where an input, a rule or the call is wrong.
pub fn run(args: &BaselineArgs) -> io::Result<u8> {
    let mut settings = match Settings::of(&args.held, &args.counted, &Shown::default()) {
        Ok(settings) => settings,
        Err(wrong) => return Ok(output::refuse(&wrong)),
    };
    // What is recorded does not depend on what was recorded before.
    let before = settings.baseline.value.take();
    let path = args.output.clone().or(before).unwrap_or_else(|| PathBuf::from(FILE));
    let mut run = Run::default();
    let loaded = Loaded::new(&settings, &mut run);
    let (checker, sound) = loaded.checker(&settings, &mut run);
    let mut found: Vec<Finding> = Vec::new();
    if sound {
        let show = |report: &PilotReport<'_>| {
            let findings = report.results.iter().filter(|result| result.is_finding());
            findings.map(|result| Finding::of(report, result)).collect::<Vec<_>>()
        };
        pilots::each(settings.inputs(), &checker, &mut run, &show, &mut |findings| {
            found.extend(findings);
            Ok(())
        })?;
    }
    let ending = run.end(&settings.without.value);
    output::aside(&ending);
    let name = words::harmless(&path.to_string_lossy());
    if !ending.errors.is_empty() {
        output::refuse(&[Diagnostic::call(format!("{name} is left as it is: put the errors right first"))]);
        return Ok(2);
    }
    let baseline = Baseline::of(found);
    // A file that is no baseline is not written over.
    let old = match read_baseline(&path) {
        Ok(old) => old,
        Err(_) if !path.exists() => Baseline::default(),
        Err(wrong) => return Ok(output::refuse(&[wrong])),
    };
    whole_file::write(&path, &baseline.text())?;
    let findings = words::counted(baseline.len(), "finding");
    let pilots = words::counted(ending.pilots, "pilot");
    output::print(&format!(
        "Recorded {findings} of {pilots} in {name}: {} new, {} gone.\n",
        baseline.not_in(&old),
        old.not_in(&baseline)
    ))?;
    Ok(0)
}

//! `brief rules lock`.

use std::fs;
use std::io::{self, Read};
use std::path::Path;

use watching_brief::files::Files as _;
use watching_brief::model::DiagnosticCode;
use watching_brief::model::diagnostic::Diagnostic;
use watching_brief::project::lock::{lock_drift, lock_for};
use watching_brief::project::rule_loading::load_rules;
use watching_brief::project::vocabulary_loading::configured_schemas;
use watching_brief::rules::Purpose;
use watching_brief::text::{names, words};

use super::cli::{BarArgs, LockArgs, OutputArgs, SelectionArgs};
use super::explain::print_diagnostics;
use super::output;
use super::overwrite::ReadPaths;
use super::project::{self, DISK};

pub fn run(args: &LockArgs) -> io::Result<u8> {
    let held = SelectionArgs { lock: args.lock.clone(), locked: true, ..args.source.selection() };
    let settings = match project::settings(&[], &held, &BarArgs::default(), &OutputArgs::default()) {
        Ok(settings) => settings,
        Err(wrong) => return Ok(output::refuse(&wrong)),
    };
    let path = &settings.lock.value;
    let schemas = match configured_schemas(&DISK, &settings) {
        Ok(schemas) => schemas,
        Err(wrong) => return Ok(output::refuse(&wrong)),
    };
    let (rules, mut diagnostics) =
        load_rules(&DISK, &schemas, &settings.rules.value, Purpose::Check, settings.limits.limits);
    let pins = rules.pins();
    if args.check {
        let refused = lock_drift(&DISK, path, &pins, schemas.vocabulary(), &diagnostics);
        diagnostics.extend(refused);
        let status = print_diagnostics(&diagnostics);
        if status == 0 {
            let held = counted(pins.len());
            output::print(&format!("{} holds: {held} as pinned.\n", name(path)))?;
        }
        return Ok(status);
    }
    let mut overwritten = ReadPaths::of(&settings).with_baseline(&settings).overwritten([&**path]);
    if overwritten.is_empty() {
        overwritten = ReadPaths::of_rules(rules.files()).overwritten([&**path]);
    }
    if !overwritten.is_empty() {
        return Ok(output::refuse(&overwritten));
    }
    let status = print_diagnostics(&diagnostics);
    if status != 0 {
        let message = format!("{} is left as it is: the rule sets must be without mistakes first", name(path));
        return Ok(output::refuse(&[Diagnostic::call(DiagnosticCode::MistakesFirst, message)]));
    }
    let lock = lock_for(&DISK, path, &pins, schemas.vocabulary());
    let text = lock.text();
    let held = counted(lock.count());
    // What is no file, such as a pipe, has nothing in it.
    if path.is_file() && fs::read(path).is_ok_and(|there| there == text.as_bytes()) {
        output::print(&format!("{} is as it should be: {held}.\n", name(path)))?;
        return Ok(0);
    }
    if !may_replace(path) {
        let message = "there is such a file already, which is no lock file, and it is left as it is; give another name";
        return Ok(output::refuse(&[Diagnostic::file(
            DiagnosticCode::FileNotWritten,
            &name(path),
            message.to_owned(),
        )]));
    }
    if let Err(error) = DISK.write(path, &text) {
        return Ok(output::refuse(&[Diagnostic::call(DiagnosticCode::FileNotWritten, error.to_string())]));
    }
    output::print(&format!("Wrote {}: {held}.\n", name(path)))?;
    Ok(0)
}

/// Whether a file may be written over: one that is not there, is empty, or was a lock file, sound or not.
fn may_replace(path: &Path) -> bool {
    if !path.is_file() {
        return true;
    }
    let mut begin = Vec::new();
    let read = fs::File::open(path).and_then(|file| file.take(4096).read_to_end(&mut begin));
    read.is_ok_and(|read| read == 0) || String::from_utf8_lossy(&begin).contains("`brief rules lock`")
}

fn counted(sets: usize) -> String {
    words::counted(sets, "rule set")
}

fn name(path: &Path) -> String {
    words::harmless(&names::as_text(path))
}

//! `brief rules lock`, and what `brief check --locked` refuses.

use std::fs;
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use watching_brief::model::DiagnosticCode;
use watching_brief::model::diagnostic::{Diagnostic, Severity};
use watching_brief::rules::{Lock, Pin, Purpose, RuleSetSource};
use watching_brief::source::Documents;
use watching_brief::text::{names, words};

use super::cli::{BarArgs, LockArgs, OutputArgs, SelectionArgs};
use super::explain::tell;
use super::settings::Settings;
use super::{files, load, output, whole_file};

pub fn run(args: &LockArgs) -> io::Result<u8> {
    let held = SelectionArgs { lock: args.lock.clone(), locked: true, ..args.source.selection() };
    let settings = match Settings::of(&[], &held, &BarArgs::default(), &OutputArgs::default()) {
        Ok(settings) => settings,
        Err(wrong) => return Ok(output::refuse(&wrong)),
    };
    let path = &settings.lock.value;
    let (rules, mut diagnostics) = load::rules(&settings.rules.value, Purpose::Check, settings.limits.limits);
    let pins = rules.pins();
    if args.check {
        let refused = refused(path, &pins, &diagnostics);
        diagnostics.extend(refused);
        let status = tell(&diagnostics);
        if status == 0 {
            let held = counted(pins.len());
            output::print(&format!("{} holds: {held} as pinned.\n", name(path)))?;
        }
        return Ok(status);
    }
    let status = tell(&diagnostics);
    if status != 0 {
        let message = format!("{} is left as it is: the rule sets must be without mistakes first", name(path));
        return Ok(output::refuse(&[Diagnostic::call(DiagnosticCode::MistakesFirst, message)]));
    }
    let lock = Lock::new(placed(path, &pins));
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
    if let Err(error) = whole_file::write(path, &text) {
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

/// Why a run with these rule sets is refused: an error for each way in which they are not those of the lock file. Where
/// something is wrong with the sets themselves, that is told already, and one error says that nothing is checked.
pub fn refused(path: &Path, pins: &[Pin], wrong: &[Diagnostic]) -> Vec<Diagnostic> {
    let shown = name(path);
    if wrong.iter().any(|one| one.severity == Severity::Error) {
        let message =
            format!("the rule sets cannot be held against {shown} while there are mistakes in them: nothing is done");
        return vec![Diagnostic::call(DiagnosticCode::MistakesFirst, message)];
    }
    match read(path) {
        Ok(lock) => lock.drift(&shown, &placed(path, pins)),
        Err(wrong) => wrong,
    }
}

fn counted(sets: usize) -> String {
    words::counted(sets, "rule set")
}

fn name(path: &Path) -> String {
    words::harmless(&names::of(path))
}

/// Reads a lock file.
fn read(path: &Path) -> Result<Lock, Vec<Diagnostic>> {
    let shown = name(path);
    let wrong = |code, message: String| vec![Diagnostic::file(code, &shown, message)];
    let data = path.metadata().map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => {
            let message = "there is no such lock file; `brief rules lock` writes it, with the same rule sets";
            wrong(DiagnosticCode::FileNotFound, message.to_owned())
        }
        _ => wrong(files::code(&error), files::unreadable(&error)),
    })?;
    if !data.is_file() {
        return Err(wrong(DiagnosticCode::NotAFile, "this is not a file; name the lock file itself".to_owned()));
    }
    let file = fs::File::open(path).map_err(|error| wrong(files::code(&error), files::unreadable(&error)))?;
    let mut lock = None;
    for document in Documents::new(file) {
        let document = document.map_err(|fault| vec![files::fault(&shown, &fault)])?;
        if lock.is_some() {
            return Err(wrong(
                DiagnosticCode::WrongLockFile,
                "this is not a lock file: it has more than one document in it".to_owned(),
            ));
        }
        lock = Some(Lock::read(&shown, &document)?);
    }
    lock.ok_or_else(|| {
        wrong(DiagnosticCode::WrongLockFile, "the file is empty; `brief rules lock` writes it anew".to_owned())
    })
}

/// The pins with their files as they are named from the folder of the lock file, so that it holds wherever the whole
/// folder is.
fn placed(lock: &Path, pins: &[Pin]) -> Vec<Pin> {
    let folder = plain(lock.parent().unwrap_or(Path::new("")));
    let placed = |pin: &Pin| {
        let source = match &pin.source {
            RuleSetSource::File(file) if file != "-" => {
                RuleSetSource::File(relative(&folder, &plain(&names::path(file))))
            }
            other => other.clone(),
        };
        Pin { source, ..pin.clone() }
    };
    pins.iter().map(placed).collect()
}

/// A path from the root on, without `.` and `..` in it.
fn plain(path: &Path) -> PathBuf {
    let here = std::env::current_dir().unwrap_or_default();
    let mut plain = PathBuf::new();
    for part in here.join(path).components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                plain.pop();
            }
            part => plain.push(part),
        }
    }
    plain
}

/// A file as it is named from a folder, with slashes; from the root on where the two have nothing in common.
fn relative(folder: &Path, file: &Path) -> String {
    let text = |part: Component<'_>| names::of(part.as_os_str().as_ref());
    let same = folder.components().zip(file.components()).take_while(|(a, b)| a == b).count();
    if same == 0 {
        return names::of(file).replace(std::path::MAIN_SEPARATOR, "/");
    }
    let up = folder.components().skip(same).map(|_| "..".to_owned());
    let down = file.components().skip(same).map(text);
    let mut parts: Vec<String> = up.chain(down).collect();
    if parts.first().is_none_or(|first| first != "..") {
        parts.insert(0, ".".to_owned());
    }
    parts.join("/")
}

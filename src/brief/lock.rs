//! `brief rules lock`, and what `brief check --locked` refuses.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

use watching_brief::diagnostic::{Diagnostic, Severity};
use watching_brief::rules::{Lock, Pin, Purpose, Whence};
use watching_brief::source::Documents;
use watching_brief::words;

use super::cli::{Held, LockArgs};
use super::explain::tell;
use super::{files, load, output};

pub fn run(args: &LockArgs) -> io::Result<u8> {
    let (rules, mut diagnostics) = load::rules(&args.source.rules, Purpose::Check);
    if args.check {
        let refused = refused(&args.lock, &rules.pins, &diagnostics);
        diagnostics.extend(refused);
        let status = tell(&diagnostics);
        if status == 0 {
            let held = counted(rules.pins.len());
            output::print(&format!("{} holds: {held} as pinned.\n", name(&args.lock)))?;
        }
        return Ok(status);
    }
    let status = tell(&diagnostics);
    if status != 0 {
        let message = format!("{} is left as it is: the rule sets must be without mistakes first", name(&args.lock));
        return Ok(output::refuse(&[Diagnostic::call(message)]));
    }
    let lock = Lock::new(placed(&args.lock, &rules.pins));
    let text = lock.text();
    let held = counted(lock.count());
    if fs::read(&args.lock).is_ok_and(|there| there == text.as_bytes()) {
        output::print(&format!("{} is as it should be: {held}.\n", name(&args.lock)))?;
        return Ok(0);
    }
    if let Err(error) = replace(&args.lock, &text) {
        return Ok(output::refuse(&[Diagnostic::file(&name(&args.lock), unwritten(&args.lock, &error))]));
    }
    output::print(&format!("Wrote {}: {held}.\n", name(&args.lock)))?;
    Ok(0)
}

/// Why a run that wants its rule sets held fast is refused; nothing where it does not want that.
pub fn drift(held: &Held, pins: &[Pin], wrong: &[Diagnostic]) -> Vec<Diagnostic> {
    if held.locked { refused(&held.lock, pins, wrong) } else { Vec::new() }
}

/// Why a run with these rule sets is refused: an error for each way in which they are not those of the lock file. Where
/// something is wrong with the sets themselves, that is told already, and one error says that nothing is checked.
fn refused(path: &Path, pins: &[Pin], wrong: &[Diagnostic]) -> Vec<Diagnostic> {
    let shown = name(path);
    if wrong.iter().any(|one| one.severity == Severity::Error) {
        let message =
            format!("the rule sets cannot be held against {shown} while there are mistakes in them: nothing is done");
        return vec![Diagnostic::call(message)];
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
    words::harmless(&path.to_string_lossy())
}

/// Reads a lock file.
fn read(path: &Path) -> Result<Lock, Vec<Diagnostic>> {
    let shown = name(path);
    let wrong = |message: String| vec![Diagnostic::file(&shown, message)];
    let data = path.metadata().map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => {
            wrong("there is no such lock file; `brief rules lock` writes it, with the same rule sets".to_owned())
        }
        _ => wrong(files::unreadable(&error)),
    })?;
    if !data.is_file() {
        return Err(wrong("this is not a file; name the lock file itself".to_owned()));
    }
    let file = fs::File::open(path).map_err(|error| wrong(files::unreadable(&error)))?;
    let mut lock = None;
    for document in Documents::new(file) {
        let document = document.map_err(|fault| vec![files::fault(&shown, &fault)])?;
        if lock.is_some() {
            return Err(wrong("this is not a lock file: it has more than one document in it".to_owned()));
        }
        lock = Some(Lock::read(&shown, &document)?);
    }
    lock.ok_or_else(|| wrong("the file is empty; `brief rules lock` writes it anew".to_owned()))
}

/// The pins with their files as they are named from the folder of the lock file, so that it holds wherever the whole
/// folder is.
fn placed(lock: &Path, pins: &[Pin]) -> Vec<Pin> {
    let folder = plain(lock.parent().unwrap_or(Path::new("")));
    let placed = |pin: &Pin| {
        let whence = match &pin.whence {
            Whence::File(file) if file != "-" => Whence::File(relative(&folder, &plain(Path::new(file)))),
            other => other.clone(),
        };
        Pin { whence, ..pin.clone() }
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
    let text = |part: Component<'_>| part.as_os_str().to_string_lossy().into_owned();
    let same = folder.components().zip(file.components()).take_while(|(a, b)| a == b).count();
    if same == 0 {
        return file.to_string_lossy().replace('\\', "/");
    }
    let up = folder.components().skip(same).map(|_| "..".to_owned());
    let down = file.components().skip(same).map(text);
    let mut parts: Vec<String> = up.chain(down).collect();
    if parts.first().is_none_or(|first| first != "..") {
        parts.insert(0, ".".to_owned());
    }
    parts.join("/")
}

/// Puts a text into a file, whole or not at all: it is written beside it first. Where the file is a link, what it leads to
/// is replaced.
fn replace(path: &Path, text: &str) -> io::Result<()> {
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    if path.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    let file = path.file_name().ok_or(io::ErrorKind::InvalidInput)?.to_string_lossy().into_owned();
    let beside = path.with_file_name(format!(".{file}.{}.tmp", std::process::id()));
    let written = OpenOptions::new().write(true).create_new(true).open(&beside).and_then(|mut out| {
        out.write_all(text.as_bytes())?;
        out.sync_all()
    });
    let done = written.and_then(|()| fs::rename(&beside, &path));
    if done.is_err() {
        // What is left of the attempt is of no use to anybody.
        let _ = fs::remove_file(&beside);
    }
    done
}

fn unwritten(path: &Path, error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::IsADirectory => "this is a folder; give --lock a file in it".to_owned(),
        io::ErrorKind::NotFound
            if path.parent().is_some_and(|folder| !folder.as_os_str().is_empty() && !folder.exists()) =>
        {
            "the folder that it would stand in does not exist".to_owned()
        }
        io::ErrorKind::PermissionDenied => "it cannot be written: permission is denied".to_owned(),
        _ => format!("it cannot be written: {error}"),
    }
}

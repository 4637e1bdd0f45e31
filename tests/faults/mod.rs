//! What goes wrong round the program: disks, permissions, pipes, signals, names, clocks. Nothing here waits for a time:
//! what must come is waited for until it comes.

#![cfg(unix)]

mod clock;
mod disk;
mod ended;
mod few_files;
mod names;
mod permissions;
mod pipes;
mod reading;
mod surroundings;

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::support::{self, Folder, GOOD, RULES};

const CALL: [&str; 5] = ["check", "--rules", "rules.yaml", "--today", "2026-11-22"];

/// Longer than this nothing takes, unless it never comes.
const NEVER: Duration = Duration::from_secs(60);

/// A folder with a rule set and a pilot that breaches it.
fn folder(name: &str) -> Folder {
    filled(Folder::new(&format!("faults-{name}")))
}

fn filled(folder: Folder) -> Folder {
    folder.write("rules.yaml", RULES).write("p.yaml", GOOD);
    folder
}

/// The pilot under another id.
fn pilot(id: &str) -> String {
    GOOD.replace("good", id)
}

/// Many pilots in one text: a report of many times 64 KiB.
fn many(count: usize) -> String {
    (0..count).map(|at| format!("---\n{}", pilot(&format!("p{at}")))).collect()
}

/// `brief check` with these options, about to be run.
fn check(folder: &Folder, more: &[&str]) -> Command {
    folder.command(&[&CALL[..], more].concat())
}

fn read(folder: &Folder, name: &str) -> String {
    fs::read_to_string(folder.path().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The names of all files, so that nothing is left over.
fn listed(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// The text without the marks and the ends of lines that a frame puts into it.
fn unframed(text: &str) -> String {
    text.split(['│', ' ', '\n']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Waits until something is so.
fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < NEVER, "it never comes: {what}");
        thread::sleep(Duration::from_millis(2));
    }
}

/// A named pipe.
fn pipe(folder: &Folder, name: &str) -> PathBuf {
    let path = folder.path().join(name);
    assert!(Command::new("mkfifo").arg(&path).status().expect("mkfifo").success());
    path
}

/// Somebody who may not do everything, with a folder.
struct Somebody {
    brief: PathBuf,
    folder: Folder,
    /// Whether somebody else has to be taken for it.
    other: bool,
    /// What goes away at the end.
    made: Option<PathBuf>,
}

/// The number that belongs to nobody.
const NOBODY: u32 = 65534;

impl Somebody {
    /// Whoever runs the tests, or nobody where that is root, whom nothing is forbidden.
    fn new(name: &str) -> Self {
        let (brief, within) = (PathBuf::from(support::BRIEF), Path::new(env!("CARGO_TARGET_TMPDIR")));
        let other = fs::metadata("/proc/self").is_ok_and(|data| data.uid() == 0);
        let name = format!("faults-{name}");
        let reached = !other || {
            let mut tried = Command::new(&brief);
            tried.arg("--version").current_dir(within).uid(NOBODY).gid(NOBODY).stdout(Stdio::null());
            tried.status().is_ok_and(|status| status.success())
        };
        if reached {
            return Self { brief, folder: filled(Folder::within(within, &name)), other, made: None };
        }
        // The program stands where nobody gets to.
        let folder = Folder::within(&std::env::temp_dir(), &format!("{name}-{}", std::process::id()));
        let made = folder.path().to_owned();
        fs::set_permissions(&made, fs::Permissions::from_mode(0o755)).expect("permissions");
        fs::copy(&brief, made.join("brief")).expect("a copy of the program");
        let within = filled(Folder::within(&made, "folder"));
        Self { brief: made.join("brief"), folder: within, other, made: Some(made) }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn may(&self, name: &str, mode: u32) {
        fs::set_permissions(self.path(name), fs::Permissions::from_mode(mode)).expect("permissions");
    }

    /// `brief`, about to be run by somebody.
    fn command(&self, args: &[&str]) -> Command {
        let mut command = support::command(&self.brief);
        command.args(args).current_dir(self.folder.path());
        if self.other {
            command.uid(NOBODY).gid(NOBODY);
        }
        command
    }

    fn check(&self, more: &[&str]) -> Command {
        self.command(&[&CALL[..], more].concat())
    }
}

impl Drop for Somebody {
    fn drop(&mut self) {
        if let Some(made) = &self.made {
            let _ = fs::remove_dir_all(made);
        }
    }
}

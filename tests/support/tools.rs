//! Programs and libraries of others that tests use. `.ci/run` installs them.
//!
//! With `CI=true` all of them must be there. Elsewhere a test says that it is skipped where one is not, and nothing that
//! a machine happens to have gives an opinion: of such programs each version has its own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::SystemTime;

/// Whether what is run here is what must pass before a change lands.
pub fn is_ci() -> bool {
    std::env::var_os("CI").is_some_and(|ci| ci == "true")
}

/// What a test needs of others; where it is not there, that is told, and with `CI=true` it is a fault.
pub fn needed<T>(found: Option<T>, what: &str) -> Option<T> {
    assert!(found.is_some() || !is_ci(), "with CI=true {what} must be there: `bash .ci/run` installs it");
    if found.is_none() {
        eprintln!("skipped: {what} is not here; `bash .ci/run` installs it");
    }
    found
}

/// A program that a test works with, such as `git`.
pub fn program(name: &str) -> Option<Command> {
    needed(is_on_path(name).then(|| Command::new(name)), name)
}

/// A program that judges what we write, such as `mandoc`: only with `CI=true`, where it is the one that was installed.
pub fn judge(name: &str) -> Option<Command> {
    if is_ci() { program(name) } else { None }
}

/// A file or a folder that `.ci/run` puts below `target`.
pub fn installed(path: &str) -> Option<PathBuf> {
    let tool = Path::new(env!("CARGO_MANIFEST_DIR")).join("target").join(path);
    needed(tool.exists().then_some(tool), path)
}

/// The Python that `.ci/run` makes, if it has these modules.
pub fn python(modules: &str) -> Option<PathBuf> {
    let python = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/ci-python/bin/python3");
    let mut tried = Command::new(&python);
    tried.args(["-c", &format!("import {modules}")]).stdout(Stdio::null()).stderr(Stdio::null());
    let has_them = tried.status().is_ok_and(|status| status.success());
    needed(has_them.then_some(python), &format!("a Python with {modules}"))
}

/// Whether a file was made after the last change of some files, and of what is in some folders, of the project: an older one
/// does what we did then.
pub fn is_newer(file: &Path, sources: &[&str]) -> bool {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sources: Vec<PathBuf> = sources.iter().map(|name| root.join(name)).collect();
    let mut newest = SystemTime::UNIX_EPOCH;
    while let Some(path) = sources.pop() {
        let data = path.metadata().expect("what is there");
        if data.is_dir() {
            sources.extend(fs::read_dir(&path).expect("a folder").map(|entry| entry.expect("an entry").path()));
        } else {
            newest = newest.max(data.modified().expect("a time"));
        }
    }
    file.metadata().and_then(|data| data.modified()).is_ok_and(|made| made > newest)
}

fn is_on_path(name: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(name).is_file())
}

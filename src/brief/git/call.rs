//! Calls of Git.

use std::ffi::OsStr;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use watching_brief::files::cause;
use watching_brief::text::words;

/// What Git hands to its hooks so that they find its own repository: with any of this a question about another folder would be
/// answered about that repository, or by its index. It is what `git rev-parse --local-env-vars` lists, and what changes how
/// paths are read.
const LOCAL: [&str; 18] = [
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_CONFIG",
    "GIT_CONFIG_PARAMETERS",
    "GIT_CONFIG_COUNT",
    "GIT_OBJECT_DIRECTORY",
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_GRAFT_FILE",
    "GIT_INDEX_FILE",
    "GIT_NO_REPLACE_OBJECTS",
    "GIT_REPLACE_REF_BASE",
    "GIT_PREFIX",
    "GIT_SHALLOW_FILE",
    "GIT_COMMON_DIR",
    "GIT_GLOB_PATHSPECS",
    "GIT_NOGLOB_PATHSPECS",
    "GIT_ICASE_PATHSPECS",
];

/// What Git prints; or what it complains of, in one line.
pub(super) fn git(folder: &Path, args: &[impl AsRef<OsStr>]) -> Result<Vec<u8>, String> {
    let output = command(folder).args(args).output().map_err(|error| {
        if error.kind() == std::io::ErrorKind::NotFound {
            "Git is not installed, or not on the path".to_owned()
        } else {
            format!("Git could not be run: {error}")
        }
    })?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let complaint = String::from_utf8_lossy(&output.stderr);
    Err(complaint.lines().next().unwrap_or_default().trim_start_matches("fatal: ").to_owned())
}

/// Writes the contents of objects to files.
pub(super) fn write_blobs(top: &Path, entries: &[(String, PathBuf)]) -> Result<(), String> {
    let mut child = command(top)
        .args(["cat-file", "--batch"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| format!("Git could not be run: {error}"))?;
    let (Some(mut ask), Some(answer)) = (child.stdin.take(), child.stdout.take()) else {
        return Err("Git could not be asked".to_owned());
    };
    let mut answer = BufReader::new(answer);
    for (object, path) in entries {
        // One is asked for at a time, so that neither side waits for the other.
        writeln!(ask, "{object}").and_then(|()| ask.flush()).map_err(failed)?;
        let mut head = String::new();
        answer.read_line(&mut head).map_err(failed)?;
        let size: u64 =
            head.trim().rsplit(' ').next().and_then(|size| size.parse().ok()).ok_or_else(|| {
                format!("the repository does not have what it lists: {}", words::excerpt(head.trim()))
            })?;
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(failed)?;
        }
        let mut file = fs::File::create(path).map_err(failed)?;
        std::io::copy(&mut (&mut answer).take(size), &mut file).map_err(failed)?;
        answer.read_exact(&mut [0]).map_err(failed)?;
    }
    drop(ask);
    child.wait().map(drop).map_err(failed)
}

/// That a file could not be written where the files of a revision are kept.
#[allow(clippy::needless_pass_by_value, reason = "it is what an error is mapped with")]
pub(super) fn failed(error: std::io::Error) -> String {
    format!("a file could not be taken out of the repository: {}", cause::unwritable(&error))
}

/// Git in a folder, which takes paths as they are, fetches nothing that the repository lacks, and complains in English.
fn command(folder: &Path) -> Command {
    let mut command = Command::new("git");
    for name in LOCAL {
        command.env_remove(name);
    }
    command.arg("-C").arg(folder).env("GIT_LITERAL_PATHSPECS", "1").env("GIT_NO_LAZY_FETCH", "1").env("LC_ALL", "C");
    command
}

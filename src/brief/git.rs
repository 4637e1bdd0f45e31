//! Files as they were in a revision of a Git repository.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Component, Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;
use watching_brief::files::disk::leftovers::{self, Leftover};
use watching_brief::files::{cause, is_yaml};
use watching_brief::model::DiagnosticCode;
use watching_brief::model::diagnostic::Diagnostic;
use watching_brief::project::inputs::{Input, Inputs};
use watching_brief::text::{names, words};

use super::project::DISK;

/// The files of a revision, in a folder of their own that goes away with this.
#[derive(Debug)]
pub struct Revision {
    name: String,
    folder: TempDir,
    _leftover: Leftover,
    /// Each path of the call, with where its files are; only those that were there.
    paths: Vec<(PathBuf, PathBuf)>,
    /// What was taken already: the repository, and the path in it.
    taken: HashSet<(PathBuf, PathBuf)>,
}

impl Revision {
    /// Takes the files that some paths stood for in a revision out of the repositories in which they stand.
    ///
    /// # Errors
    /// Where there is no Git, no repository, or no such revision.
    pub fn checked_out(name: &str, paths: &[PathBuf]) -> Result<Self, Diagnostic> {
        let wrong = |message: String| {
            Diagnostic::call(DiagnosticCode::GitFailed, format!("--git {}: {message}", words::shown(name)))
        };
        let (folder, leftover) =
            leftovers::made(TempDir::new, TempDir::path).map_err(|error| wrong(no_folder(&error)))?;
        let mut revision =
            Self { name: name.to_owned(), folder, _leftover: leftover, paths: Vec::new(), taken: HashSet::new() };
        for (number, path) in paths.iter().enumerate() {
            revision.take(number, path).map_err(wrong)?;
        }
        Ok(revision)
    }

    fn take(&mut self, number: usize, path: &Path) -> Result<(), String> {
        if path.as_os_str() == "-" {
            return Err("standard input has no revisions; name files or folders".to_owned());
        }
        let place = Stands::find(path)?;
        // What begins with a hyphen would be read as an option.
        let commit = format!("{}^{{commit}}", self.name);
        let commit = place
            .git(&["rev-parse", "--verify", "--quiet", "--end-of-options", &commit])
            .map_err(|error| if error.is_empty() { "there is no such revision".to_owned() } else { error })?;
        let commit = String::from_utf8_lossy(&commit).trim().to_owned();
        let mut list = ["ls-tree", "-r", "-z", "--full-tree", &commit, "--"].map(OsStr::new).to_vec();
        let within = place.within.as_os_str();
        list.extend((!within.is_empty()).then_some(within));
        let listed = place.git(&list)?;
        let into = self.folder.path().join(number.to_string());
        let mut entries: Vec<(String, PathBuf)> = Vec::new();
        for line in listed.split(|byte| *byte == 0).filter(|line| !line.is_empty()) {
            // A name is made of any bytes.
            let mut parts = line.splitn(2, |byte| *byte == b'\t');
            let (Some(about), Some(file)) = (parts.next(), parts.next()) else { continue };
            let (about, file) = (String::from_utf8_lossy(about), names::from_bytes(file));
            let (mut about, file) = (about.split(' '), file.as_path());
            let (mode, kind, object) = (about.next(), about.next(), about.next());
            // A link, or a repository within this one, holds no pilot.
            let (Some("100644" | "100755"), Some("blob"), Some(object)) = (mode, kind, object) else { continue };
            // No name leads out of the folder, whatever the repository says.
            let Some(below) = file.strip_prefix(&place.within).ok().filter(|below| is_below(below)) else {
                return Err(format!(
                    "the repository lists a file that cannot be: {}",
                    words::shown(&names::as_text(file))
                ));
            };
            let is_named = below.as_os_str().is_empty();
            if (is_named || is_yaml(below)) && self.taken.insert((place.top.clone(), file.to_owned())) {
                // A file that was named keeps no name below, so that it is read as one that was named.
                entries.push((object.to_owned(), if is_named { into.clone() } else { into.join(below) }));
            }
        }
        if !entries.is_empty() {
            blobs(&place, &entries)?;
            self.paths.push((path.to_owned(), into));
        }
        Ok(())
    }

    /// The files, named after where they stood and the revision.
    pub fn inputs(&self) -> Inputs<'static> {
        let mut all = Vec::new();
        for (path, folder) in &self.paths {
            let shown = |file: Input| {
                let below = file.path().strip_prefix(folder).unwrap_or(Path::new("")).to_owned();
                let place = if below.as_os_str().is_empty() { path.clone() } else { path.join(below) };
                let name = format!("{}:{}", self.name, names::as_text(&place));
                file.shown_as(name)
            };
            all.extend(Inputs::new(&DISK, std::slice::from_ref(folder)).map(shown));
        }
        Inputs::listed(&DISK, all)
    }
}

/// Where a path stands: in which repository, and where in that.
struct Stands {
    /// The uppermost folder of the repository.
    top: PathBuf,
    /// The path seen from there; empty where it is that folder.
    within: PathBuf,
}

impl Stands {
    fn find(path: &Path) -> Result<Self, String> {
        // What is no longer there, but was there in the revision, has a folder above it that still is.
        let absolute = std::path::absolute(path).map_err(|error| format!("{}: {error}", path.display()))?;
        let mut folder = absolute.as_path();
        let (real, rest) = loop {
            // A link to a file is itself what the repository knows.
            let real = if folder.is_dir() { folder.canonicalize().ok() } else { None };
            match (real, folder.parent()) {
                (Some(real), _) => break (real, absolute.strip_prefix(folder).unwrap_or(Path::new(""))),
                (None, Some(parent)) => folder = parent,
                (None, None) => return Err(format!("{} is in no folder", path.display())),
            }
        };
        let top = git(&real, &["rev-parse", "--show-toplevel"])?;
        let top = names::from_bytes(top.strip_suffix(b"\n").unwrap_or(&top));
        let within = real.join(rest).strip_prefix(&top).map(Path::to_owned);
        // Without a `/` at its end, that is.
        let within = within.map(|within| within.components().collect());
        Ok(Self { within: within.map_err(|_| format!("{} is outside the repository", path.display()))?, top })
    }

    fn git(&self, args: &[impl AsRef<OsStr>]) -> Result<Vec<u8>, String> {
        git(&self.top, args)
    }
}

/// Why there is no folder for the files of a revision.
fn no_folder(error: &std::io::Error) -> String {
    let within = words::harmless(&names::as_text(&std::env::temp_dir()));
    format!(
        "no folder for its files could be made within {within}, which TMPDIR can name: {}",
        cause::unwritable(error)
    )
}

fn is_below(path: &Path) -> bool {
    path.components().all(|part| matches!(part, Component::Normal(_)))
}

/// Writes the contents of objects to files.
fn blobs(place: &Stands, entries: &[(String, PathBuf)]) -> Result<(), String> {
    let mut child = command(&place.top)
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
    let failed = |error: std::io::Error| {
        format!("a file could not be taken out of the repository: {}", cause::unwritable(&error))
    };
    for (object, path) in entries {
        // One is asked for at a time, so that neither side waits for the other.
        writeln!(ask, "{object}").and_then(|()| ask.flush()).map_err(failed)?;
        let mut head = String::new();
        answer.read_line(&mut head).map_err(failed)?;
        let size: u64 = head
            .trim()
            .rsplit(' ')
            .next()
            .and_then(|size| size.parse().ok())
            .ok_or_else(|| format!("the repository does not have what it lists: {}", words::shown(head.trim())))?;
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

/// What Git prints; or what it complains of, in one line.
fn git(folder: &Path, args: &[impl AsRef<OsStr>]) -> Result<Vec<u8>, String> {
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

/// Git in a folder, which takes paths as they are, and fetches nothing that the repository lacks.
fn command(folder: &Path) -> Command {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).env("GIT_LITERAL_PATHSPECS", "1").env("GIT_NO_LAZY_FETCH", "1");
    command
}

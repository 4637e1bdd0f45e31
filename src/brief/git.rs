//! Files as they were in a revision of a Git repository.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Component, Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;
use watching_brief::diagnostic::Diagnostic;
use watching_brief::words;

use super::files::Inputs;

/// The files of a revision, in a folder of their own that goes away with this.
#[derive(Debug)]
pub struct Revision {
    name: String,
    folder: TempDir,
    /// Each path of the call, with where its files are; only those that were there.
    paths: Vec<(PathBuf, PathBuf)>,
}

impl Revision {
    /// Takes the files that some paths stood for in a revision out of the repository of the current folder.
    ///
    /// # Errors
    /// Where there is no Git, no repository, no such revision, or a path outside the repository.
    pub fn checked_out(name: &str, paths: &[PathBuf]) -> Result<Self, Diagnostic> {
        let wrong = |message: String| Diagnostic::call(format!("--git {}: {message}", words::shown(name)));
        // What begins with a hyphen would be read as an option.
        let commit = git(&["rev-parse", "--verify", "--quiet", "--end-of-options", &format!("{name}^{{commit}}")])
            .map_err(|error| {
                let message = if error.is_empty() { "there is no such revision".to_owned() } else { error };
                wrong(message)
            })?;
        let commit = String::from_utf8_lossy(&commit).trim().to_owned();
        let folder =
            TempDir::new().map_err(|error| wrong(format!("no folder for its files could be made: {error}")))?;
        let mut revision = Self { name: name.to_owned(), folder, paths: Vec::new() };
        for (number, path) in paths.iter().enumerate() {
            revision.take(&commit, number, path).map_err(wrong)?;
        }
        Ok(revision)
    }

    fn take(&mut self, commit: &str, number: usize, path: &Path) -> Result<(), String> {
        if path.as_os_str() == "-" {
            return Err("standard input has no revisions; name files or folders".to_owned());
        }
        let path = &from_here(path);
        let text = path.to_str().ok_or("a path that is not UTF-8 cannot be looked up")?;
        let listed = git(&["ls-tree", "-r", "-z", commit, "--", if text.is_empty() { "." } else { text }])?;
        let into = self.folder.path().join(number.to_string());
        let mut entries: Vec<(String, PathBuf)> = Vec::new();
        for line in listed.split(|byte| *byte == 0).filter(|line| !line.is_empty()) {
            let line =
                std::str::from_utf8(line).map_err(|_| "a file name that is not UTF-8 cannot be read".to_owned())?;
            let Some((about, file)) = line.split_once('\t') else { continue };
            let mut about = about.split(' ');
            let (mode, kind, object) = (about.next(), about.next(), about.next());
            // A link, or a repository within this one, holds no pilot.
            if let (Some("100644" | "100755"), Some("blob"), Some(object)) = (mode, kind, object) {
                let below = Path::new(file).strip_prefix(path).unwrap_or(Path::new(""));
                let name = if below.as_os_str().is_empty() { into.clone() } else { into.join(below) };
                entries.push((object.to_owned(), name));
            }
        }
        if entries.is_empty() {
            return Ok(());
        }
        // A file that was named keeps its name, so that it is read as one that was named.
        blobs(&entries)?;
        self.paths.push((path.to_owned(), into));
        Ok(())
    }

    /// The files, named after where they stood and the revision.
    pub fn inputs(&self) -> Inputs {
        let mut inputs = Inputs::default();
        for (path, folder) in &self.paths {
            let mut of_path = Inputs::of(std::slice::from_ref(folder));
            let shown = |file: super::files::Input| {
                let below = Path::new(&file.name).strip_prefix(folder).unwrap_or(Path::new("")).to_owned();
                let place = if below.as_os_str().is_empty() { path.clone() } else { path.join(below) };
                let name = format!("{}:{}", self.name, place.to_string_lossy());
                file.shown_as(name)
            };
            inputs.files.extend(of_path.files.drain(..).map(shown));
        }
        inputs
    }
}

/// A path as Git lists it: seen from the current folder, without `.` in it.
fn from_here(path: &Path) -> PathBuf {
    let here = std::env::current_dir().ok();
    let inside = here.as_deref().and_then(|here| path.strip_prefix(here).ok());
    inside.unwrap_or(path).components().filter(|part| !matches!(part, Component::CurDir)).collect()
}

/// Writes the contents of objects to files.
fn blobs(entries: &[(String, PathBuf)]) -> Result<(), String> {
    let mut child = Command::new("git")
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
    let failed = |error: std::io::Error| format!("a file could not be taken out of the repository: {error}");
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
fn git(args: &[&str]) -> Result<Vec<u8>, String> {
    let output = Command::new("git").args(args).output().map_err(|error| {
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

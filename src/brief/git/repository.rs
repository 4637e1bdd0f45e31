//! Where a path stands: in which repository, where in that, and which commit a revision is there.

use std::path::{Path, PathBuf};

use watching_brief::text::names;

use super::call::git;

/// Where a path stands.
#[derive(Debug)]
pub(super) struct Place {
    /// The uppermost folder of the repository.
    pub top: PathBuf,
    /// The path seen from there; empty where it is that folder.
    pub within: PathBuf,
}

impl Place {
    pub fn of(path: &Path) -> Result<Self, String> {
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
        let top = top_of(&real)?;
        let within = real.join(rest).strip_prefix(&top).map(Path::to_owned);
        // Without a `/` at its end, that is.
        let within = within.map(|within| within.components().collect());
        Ok(Self { within: within.map_err(|_| format!("{} is outside the repository", path.display()))?, top })
    }

    /// The commit that a revision is.
    pub fn commit(&self, revision: &str) -> Result<String, String> {
        // What begins with a hyphen would be read as an option.
        let name = format!("{revision}^{{commit}}");
        let commit = git(&self.top, &["rev-parse", "--verify", "--quiet", "--end-of-options", &name])
            .map_err(|error| if error.is_empty() { self.no_such(revision) } else { error })?;
        Ok(String::from_utf8_lossy(&commit).trim().to_owned())
    }

    /// Whether the file is not what it was in a commit.
    pub fn is_changed(&self, commit: &str) -> Result<bool, String> {
        let Some(within) = self.within.to_str() else { return Ok(false) };
        if git(&self.top, &["cat-file", "-e", &format!("{commit}:{within}")]).is_err() {
            return Ok(true);
        }
        git(&self.top, &["diff", "--name-only", commit, "--", within]).map(|changed| !changed.is_empty())
    }

    fn no_such(&self, revision: &str) -> String {
        let no_such = "there is no such revision";
        let shallow = git(&self.top, &["rev-parse", "--is-shallow-repository"]);
        if !shallow.is_ok_and(|shallow| shallow.trim_ascii() == b"true") {
            return no_such.to_owned();
        }
        let fetch = match steps(revision) {
            Some(steps) => format!("git fetch --depth={}", steps.saturating_add(1)),
            None => "git fetch --unshallow".to_owned(),
        };
        let depth = steps(revision).map_or(0, |steps| steps.saturating_add(1));
        format!(
            "{no_such} here: this is a shallow clone, without the commits of before; fetch them with `{fetch}`, or on GitHub \
             with `fetch-depth: {depth}` for actions/checkout"
        )
    }
}

/// The uppermost folder of the repository in which a folder stands.
pub(super) fn top_of(folder: &Path) -> Result<PathBuf, String> {
    let top = git(folder, &["rev-parse", "--show-toplevel"])?;
    Ok(names::from_bytes(top.strip_suffix(b"\n").unwrap_or(&top)))
}

/// How many commits before what is checked out a revision such as `HEAD~2` or `HEAD^` is; none of any other.
fn steps(revision: &str) -> Option<u32> {
    let mut rest = revision.strip_prefix("HEAD").or_else(|| revision.strip_prefix('@'))?;
    let mut steps = 0u32;
    while let Some(sign) = rest.chars().next() {
        let after = rest.get(1..)?;
        let digits = after.len() - after.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (number, left) = after.split_at_checked(digits)?;
        let number = if number.is_empty() { 1 } else { number.parse().ok()? };
        // `^2` is another parent, and not a step further.
        steps = match sign {
            '~' => steps.checked_add(number)?,
            '^' => steps.checked_add(u32::from(number > 0))?,
            _ => return None,
        };
        rest = left;
    }
    Some(steps)
}

//! The summary of a job on GitHub: a page of Markdown that is added to a file.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::PathBuf;

use watching_brief::files::cause;
use watching_brief::text::{names, words};

/// The most that GitHub takes for one step, less room for the last line: 1 MiB.
const MOST: usize = 1024 * 1024 - 1024;

const CUT: &str = "\n\nThe rest of this report is left out: a job summary takes 1 MiB at most.\n";

/// What is to be added to the summary.
#[derive(Debug)]
pub struct Summary {
    path: PathBuf,
    text: String,
    /// How much there is room for beside what the file has already, which other commands of the step may have written.
    room: usize,
    full: bool,
}

impl Summary {
    /// The file that the environment names for it, if it does.
    pub fn wanted() -> Option<PathBuf> {
        std::env::var_os("GITHUB_STEP_SUMMARY").filter(|path| !path.is_empty()).map(PathBuf::from)
    }

    /// A summary for this file.
    pub fn new(path: PathBuf) -> Self {
        let there = path.metadata().map_or(0, |data| usize::try_from(data.len()).unwrap_or(usize::MAX));
        Self { path, text: String::new(), room: MOST.saturating_sub(there), full: false }
    }

    /// Adds a part, as long as there is room for it.
    pub fn add(&mut self, part: &str) {
        if !self.full && self.text.len() + part.len() > self.room {
            self.full = true;
            self.text.push_str(CUT);
        }
        if !self.full {
            self.text.push_str(part);
        }
    }

    /// Adds it to what the file has.
    ///
    /// # Errors
    /// Where that cannot be written.
    pub fn finish(self) -> io::Result<()> {
        let open = OpenOptions::new().append(true).create(true).open(&self.path);
        let done = open.and_then(|mut file| {
            let before = file.metadata()?.len();
            // Half a report would be none; what else is in the file stays.
            file.write_all(self.text.as_bytes()).inspect_err(|_| drop(file.set_len(before)))
        });
        let wrong = |error| {
            let path = words::harmless(&names::as_text(&self.path));
            io::Error::other(format!("{path}, which GITHUB_STEP_SUMMARY names: {}", cause::unwritable(&error)))
        };
        done.map_err(wrong)
    }
}

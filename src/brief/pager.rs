//! A pager, as git has one: what is longer than the screen is shown page by page, where somebody sits at a terminal.
//!
//! The text is gathered first and the pager is started last, so that a run ends as it would without one: its exit status
//! is the same, whatever is done in the pager, and Ctrl-C while pilots are checked ends the run.

use std::env;
use std::io::{self, ErrorKind, Write};
use std::process::{Child, Command, ExitStatus, Stdio};

use super::signals::{self, Heard};

/// The pager that is there on most machines.
const USUAL: &str = "less";

/// What `less` is told unless it is told something else: end at once where all fits on the screen, show colours, and leave
/// the text on the screen.
const OPTIONS_OF_LESS: &str = "FRX";

/// What a shell gives where a program ended because nobody reads on.
const LEFT_EARLY: i32 = 141;

/// Has a shell that can do so tell where any program of several fails, and not the last alone.
const TELL_ANY_FAILURE: &str = "(set -o pipefail) 2>/dev/null && set -o pipefail";

/// More than this is not gathered, but written as it is made.
const MOST: usize = 64 * 1024 * 1024;

/// The pager that the environment names, or the usual one; none where it names none.
pub fn wanted() -> Option<String> {
    let named = ["BRIEF_PAGER", "PAGER"].into_iter().find_map(env::var_os);
    let named = named.map_or_else(|| USUAL.to_owned(), |name| name.to_string_lossy().trim().to_owned());
    (!matches!(named.as_str(), "" | "cat")).then_some(named)
}

/// Gathers a text, and shows it by a pager where it is longer than the screen.
pub struct Paged {
    pager: String,
    text: Vec<u8>,
    /// Where the text goes if there is no need of a pager, or no pager.
    plain: Box<dyn Write>,
    /// Whether the text is too long to be gathered.
    is_plain: bool,
}

impl Paged {
    /// What is written is shown by this pager, or written here.
    pub fn new(pager: String, plain: Box<dyn Write>) -> Self {
        Self { pager, text: Vec::new(), plain, is_plain: false }
    }

    /// Shows what was gathered; gives whether the pager did.
    fn show(&self) -> bool {
        let Ok(mut pager) = start(&self.pager) else { return false };
        // Ctrl-C is for the pager, which stays, and not for a run that is over.
        signals::listen(Box::new(|| Heard::Soon));
        let written = pager.stdin.take().map_or(Ok(()), |mut input| input.write_all(&self.text));
        let ended = wait(&mut pager);
        signals::listen_no_more();
        // One that fails, as where there is no such program, has not shown it; one that is ended from outside has, and so has
        // one of several of which a later one was left early.
        let has_shown = ended.is_ok_and(|status| matches!(status.code(), None | Some(0 | LEFT_EARLY)));
        // Whoever leaves the pager before the end has seen enough.
        has_shown && written.map_or_else(|error| error.kind() == ErrorKind::BrokenPipe, |()| true)
    }
}

impl Write for Paged {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.is_plain {
            return self.plain.write(bytes);
        }
        self.text.extend_from_slice(bytes);
        if self.text.len() > MOST {
            self.is_plain = true;
            self.plain.write_all(&std::mem::take(&mut self.text))?;
        }
        Ok(bytes.len())
    }

    /// Shows what was written so far.
    fn flush(&mut self) -> io::Result<()> {
        if self.text.is_empty() || (!fits(&self.text) && self.show()) {
            self.text.clear();
            return self.plain.flush();
        }
        self.plain.write_all(&std::mem::take(&mut self.text))?;
        self.plain.flush()
    }
}

/// Whether a text fits on the screen, with a line to type in.
fn fits(text: &[u8]) -> bool {
    let rows = terminal_size::terminal_size().map_or(24, |(_, rows)| usize::from(rows.0));
    text.split(|byte| *byte == b'\n').count() <= rows
}

/// Starts a pager: by itself where its call is words only, or else by a shell.
fn start(pager: &str) -> io::Result<Child> {
    let is_plain = |c: char| c.is_alphanumeric() || c.is_whitespace() || "./_-+:,@%=".contains(c);
    if pager.chars().all(is_plain) {
        let mut words = pager.split_whitespace();
        return spawn(Command::new(words.next().unwrap_or(USUAL)).args(words));
    }
    let script = format!("{TELL_ANY_FAILURE}\n{pager}");
    // Not every `sh` tells of the first of two programs that it failed.
    let by = |shell: &str| spawn(Command::new(shell).args(["-c", &script]));
    by("bash").or_else(|_| by("sh"))
}

fn spawn(command: &mut Command) -> io::Result<Child> {
    if env::var_os("LESS").is_none() {
        command.env("LESS", OPTIONS_OF_LESS);
    }
    command.stdin(Stdio::piped()).spawn()
}

/// Waits until the pager ends, however often a signal comes between.
fn wait(pager: &mut Child) -> io::Result<ExitStatus> {
    loop {
        match pager.wait() {
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            done => return done,
        }
    }
}

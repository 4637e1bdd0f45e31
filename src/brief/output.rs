//! The terminal: standard output, and how it wants to be written to.

use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Stdout, Write};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use watching_brief::model::diagnostic::Diagnostic;
use watching_brief::render::{DisplayOptions, Links, Workspace};
use watching_brief::report::RunEnding;
use watching_brief::rules::Collection;

use super::pager::Paged;
use super::terminal::Terminal;

/// What the call says of colours and links: one terminal, one answer for the whole process.
static TERMINAL: OnceLock<Terminal> = OnceLock::new();

static LINKS: OnceLock<Option<Links>> = OnceLock::new();

static WORKSPACE: OnceLock<Option<Workspace>> = OnceLock::new();

/// Takes what the call says of colours and links.
pub fn choose(terminal: Terminal) {
    TERMINAL.get_or_init(|| terminal);
}

/// Standard output, which is written to in large pieces: where it is a terminal, page by page. It has to be flushed once all
/// is written, and not before.
pub fn stdout() -> BufWriter<Box<dyn Write>> {
    let out = io::stdout();
    let pager = if out.is_terminal() { TERMINAL.get().copied().unwrap_or_default().pager() } else { None };
    if let Some(pager) = pager {
        return BufWriter::with_capacity(1 << 16, Box::new(Paged::new(pager, Box::new(out.lock()))));
    }
    // The library looks for the last line break of all that it is given, which only a terminal has a use for.
    let direct = if out.is_terminal() { None } else { direct(&out) };
    let out = direct.map_or_else(|| Box::new(out.lock()) as Box<dyn Write>, |file| Box::new(file));
    BufWriter::with_capacity(1 << 16, out)
}

#[cfg(unix)]
fn direct(out: &Stdout) -> Option<File> {
    use std::os::fd::AsFd;
    out.as_fd().try_clone_to_owned().ok().map(File::from)
}

#[cfg(not(unix))]
fn direct(_: &Stdout) -> Option<File> {
    None
}

/// Writes text to standard output.
pub fn print(text: &str) -> io::Result<()> {
    let mut out = stdout();
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// How standard output wants to be written to: as wide as the terminal, up to 100 columns, and 80 where there is none;
/// with colours and links where the call asks for them, or the terminal is known to have them.
pub fn look() -> DisplayOptions {
    look_of(io::stdout().is_terminal())
}

/// How standard error wants to be written to, which may be another terminal, or none.
fn aside_look() -> DisplayOptions {
    DisplayOptions { width: look().width, ..look_of(io::stderr().is_terminal()) }
}

fn look_of(terminal: bool) -> DisplayOptions {
    let columns = if terminal { terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)) } else { None };
    let wanted = TERMINAL.get().copied().unwrap_or_default();
    DisplayOptions {
        width: columns.unwrap_or(80).clamp(40, 100),
        colour: wanted.colour(terminal),
        links: if wanted.links(terminal) { LINKS.get_or_init(links).as_ref() } else { None },
        workspace: WORKSPACE.get_or_init(workspace).as_ref(),
        all: false,
        rules_first: false,
        quiet: false,
        codes: wanted.codes,
    }
}

/// Where a job that checks has its files, if it says so, and where this process is among them.
fn workspace() -> Option<Workspace> {
    let text = |path: &Path| watching_brief::text::names::as_text(path);
    let here = std::env::current_dir().ok()?;
    let tops = ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"].into_iter().filter_map(std::env::var_os).map(PathBuf::from);
    let tops = tops.filter(|top| top.is_absolute());
    // The folder of the process has no links in its name, and what the environment says may.
    let tops: Vec<String> = tops.map(|top| text(&top.canonicalize().unwrap_or(top))).collect();
    Some(Workspace::new(&text(&here), &tops))
}

/// Where links to files lead, seen from the folder of the process.
fn links() -> Option<Links> {
    let folder = std::env::current_dir().ok()?;
    let embedded = Collection::embedded().map(|(_, file)| file).filter(|file| !Path::new(file).exists());
    Some(Links::new(
        &gethostname::gethostname().to_string_lossy(),
        &watching_brief::text::names::as_text(&folder),
        embedded.map(str::to_owned).collect(),
    ))
}

/// Tells on standard error of what is wrong with a call that makes no report, and gives the exit status.
pub fn refuse(diagnostics: &[Diagnostic]) -> u8 {
    for diagnostic in diagnostics {
        say(&watching_brief::render::diagnostic(diagnostic, aside_look()));
    }
    2
}

/// Tells on standard error of what was wrong.
pub fn wrong(ending: &RunEnding) {
    refuse(&ending.errors);
}

/// Tells on standard error of what was wrong, or is worth knowing, where the form on standard output cannot.
pub fn aside(ending: &RunEnding) {
    let look = aside_look();
    for one in ending.errors.iter().chain(&ending.notices) {
        say(&watching_brief::render::diagnostic(one, look));
    }
}

/// Tells what is wrong with a call, on standard error, or what was asked for instead of a command, on standard output.
pub fn print_call_error(call: &clap::Error) -> io::Result<u8> {
    match call.print() {
        // Where nobody can hear what is wrong, the exit status still tells.
        Err(error) if !call.use_stderr() => Err(error),
        _ => Ok(u8::try_from(call.exit_code()).unwrap_or(2)),
    }
}

/// The exit status of a run that is cut off because nobody reads on, as shells give it for other programs.
pub const CUT_OFF: u8 = 141;

/// Says that something could not be written.
pub fn unwritten(error: &io::Error) {
    // What is not the system's own error says which file it is about, and why.
    let cause =
        if error.get_ref().is_some() { error.to_string() } else { watching_brief::files::cause::unwritable(error) };
    say(&format!("brief: the output could not be written: {cause}\n"));
}

/// Says something on standard error. Where nobody can hear it, the exit status still tells.
pub fn say(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

//! The terminal: standard output, and how it wants to be written to.

use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};

use watching_brief::diagnostic::Diagnostic;
use watching_brief::render::Look;
use watching_brief::report::Ending;

/// Standard output.
pub fn stdout() -> BufWriter<StdoutLock<'static>> {
    BufWriter::with_capacity(1 << 16, io::stdout().lock())
}

/// Writes text to standard output.
pub fn print(text: &str) -> io::Result<()> {
    let mut out = stdout();
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// How standard output wants to be written to: as wide as the terminal, up to 100 columns, and 80 where there is none;
/// in colour only on a terminal that has colours, and without `NO_COLOR`.
pub fn look() -> Look {
    let terminal = io::stdout().is_terminal();
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    let columns = if terminal { terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)) } else { None };
    Look {
        width: columns.unwrap_or(80).clamp(40, 100),
        colour: terminal && !set("NO_COLOR") && !dumb,
        all: false,
        quiet: false,
    }
}

/// Tells on standard error of what is wrong with a call that makes no report, and gives the exit status.
pub fn refuse(diagnostics: &[Diagnostic]) -> u8 {
    for diagnostic in diagnostics {
        say(&watching_brief::render::diagnostic(diagnostic, Look { colour: false, ..look() }));
    }
    2
}

/// The day, by the clock of the machine (UTC).
pub fn today() -> jiff::civil::Date {
    jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date()
}

/// Tells on standard error of what was wrong.
pub fn wrong(ending: &Ending) {
    refuse(&ending.errors);
}

/// Tells on standard error of what was wrong, or is worth knowing, where the form on standard output cannot.
pub fn aside(ending: &Ending) {
    let look = Look { colour: false, ..look() };
    for one in ending.errors.iter().chain(&ending.notices) {
        say(&watching_brief::render::diagnostic(one, look));
    }
}

/// Says something on standard error. Where nobody can hear it, the exit status still tells.
pub fn say(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

//! The form for a job on GitHub: workflow commands, which it shows as annotations of the lines that they name.
//!
//! Each command is one line. Whatever an input holds stands behind the beginning of a command and is escaped, so that no
//! input can give a command of its own.

use super::address;
use super::human::not_heard;
use super::reasons::{Reasons, in_force, one_line, plain, wants_a_look};
use super::{Format, Renderer, Workspace};
use crate::model::diagnostic::Diagnostic;
use crate::report::{Detail, PilotReport, ResultStanding, RuleResult, RunEnding, RunOpening};
use crate::text::{Place, words};

/// The form for a job on GitHub.
pub(super) const FORMAT: Format = Format {
    name: "github",
    what: "Workflow commands, for annotations on GitHub",
    detail: Detail::Reasons,
    quiet: None,
    summary: true,
    make: |look| Box::new(GitHub { workspace: look.workspace }),
};

/// Writes reports as workflow commands.
#[derive(Debug)]
struct GitHub {
    workspace: Option<&'static Workspace>,
}

/// Where something stands.
struct At<'r> {
    file: &'r str,
    workspace: Option<&'r Workspace>,
    from: Option<Place>,
    to: Option<Place>,
}

/// One command: its name, its properties without those that are empty, and its message.
fn command(name: &str, at: &At<'_>, title: &str, message: &str) -> String {
    let number = |number: Option<u32>| number.map_or_else(String::new, |number| number.to_string());
    // GitHub takes columns only of what begins and ends on one line.
    let columns = at.to.is_none_or(|to| at.from.is_some_and(|from| to.line == from.line));
    let properties = [
        (
            "file",
            if at.file == "-" || at.file.is_empty() { String::new() } else { address::path(at.file, at.workspace) },
        ),
        ("line", number(at.from.map(|from| from.line))),
        ("col", number(at.from.filter(|_| columns).map(|from| from.column))),
        ("endLine", number(at.to.map(|to| to.line))),
        ("endColumn", number(at.to.filter(|_| columns).map(|to| to.column))),
        ("title", words::harmless(title)),
    ];
    let properties: Vec<String> = properties
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(key, value)| format!("{key}={}", property(&value)))
        .collect();
    format!("::{name} {}::{}\n", properties.join(","), data(message))
}

/// A message as it stands in a command.
fn data(text: &str) -> String {
    let harmless = |c: char| match c {
        '\r' | '\n' => c,
        _ => words::harmless_char(c).unwrap_or(c),
    };
    text.chars().map(harmless).collect::<String>().replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property as it stands in a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

impl GitHub {
    fn result(&self, report: &PilotReport<'_>, result: &RuleResult<'_>) -> String {
        let reasons = Reasons::new(report, result);
        let name = match result.standing() {
            _ if in_force(result).is_some() => "notice",
            ResultStanding::Finding => "error",
            ResultStanding::Known => "notice",
            ResultStanding::Waived | ResultStanding::Below => "warning",
        };
        let (from, to) = super::ends(report.lines, reasons.place());
        let at = At { file: report.file, workspace: self.workspace, from: Some(from), to: Some(to) };
        let title = format!("{}: {}", report.pilot.id, reasons.heading());
        command(name, &at, &title, &plain(&reasons.sentences(), "\n"))
    }

    fn diagnostic(&self, name: &str, title: &str, diagnostic: &Diagnostic) -> String {
        let file = diagnostic.file.as_deref().unwrap_or_default();
        let at = At { file, workspace: self.workspace, from: diagnostic.place, to: None };
        command(name, &at, title, &one_line(&diagnostic.message))
    }
}

impl Renderer for GitHub {
    fn begin(&self, _: &RunOpening<'_>) -> String {
        String::new()
    }

    fn pilot(&self, report: &PilotReport<'_>) -> String {
        report.results.iter().filter(|one| wants_a_look(one)).map(|one| self.result(report, one)).collect()
    }

    fn end(&self, opening: &RunOpening<'_>, ending: &RunEnding) -> String {
        let mut text: String =
            ending.errors.iter().map(|error| self.diagnostic("error", "Not checked", error)).collect();
        text.extend(ending.notices.iter().map(|notice| self.diagnostic("notice", "Worth knowing", notice)));
        let held = format!(
            "{} held against {} of {}",
            words::counted(ending.pilots, "pilot"),
            words::counted(opening.rules().count(), "rule"),
            words::counted(opening.sets.len(), "rule set"),
        );
        let counts = format!(
            "{}, {} waived, {} in the baseline, {}, {}",
            words::counted(ending.findings, "finding"),
            ending.waived,
            ending.known,
            words::counted(ending.errors.len(), "error"),
            words::counted(ending.notices.len(), "notice"),
        );
        let set_aside: String = not_heard(opening.hearing, &ending.unknown_speakers)
            .iter()
            .map(|said| format!(" {}", one_line(said)))
            .collect();
        text + &format!("{held}: {counts}.{set_aside}\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_escapes_from_a_command() {
        let at = At { file: "a,b:c%0A\n.yaml", workspace: None, from: Some(Place { line: 1, column: 2 }), to: None };
        let line = command("error", &at, "t:\r\n::error::x", "100%\n::stop-commands::x\r");
        assert_eq!(
            line,
            "::error file=a%2Cb%3Ac%250A%0A.yaml,line=1,col=2,title=t%3A\u{240d}\u{240a}%3A%3Aerror%3A%3Ax::100%25%0A::stop-commands::x%0D\n"
        );
    }
}

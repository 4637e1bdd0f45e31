//! The human form: for a commissioner at a terminal.
//!
//! Colour only repeats what the words say. Nothing of the input reaches the terminal but what [`page`] or [`excerpt`]
//! made safe.

pub(super) mod attribution;
mod diagnostic;
mod ending;
mod excerpt;
mod finding;
mod findings_first;
mod next;
mod page;
mod paint;
mod pilot;

pub(super) use attribution::{AUTHOR, basis, citation, note, noted, origin, short, sides, source, value, waiver};
pub(super) use ending::{checked, counted, findings, left_out, not_heard, verdicts};
pub(super) use pilot::{ALSO_SAID, VERDICTS, counts, summary_counts};

use super::{DisplayOptions, Format, Renderer};
use crate::report::{Detail, PilotReport, RunEnding, RunOpening};
use paint::{Icons, Painter};

pub(super) use diagnostic::diagnostic;

/// The human form.
pub(super) const FORMAT: Format = Format {
    name: "human",
    what: "For a person at a terminal",
    detail: Detail::Reasons,
    quiet: Some(Detail::Verdicts),
    summary: false,
    make: |look| Box::new(Human::new(look)),
};

/// Writes reports for a person at a terminal.
#[derive(Debug)]
pub struct Human {
    look: DisplayOptions,
    painter: Painter,
}

impl Human {
    /// A renderer.
    #[must_use]
    pub fn new(look: DisplayOptions) -> Self {
        Self { look, painter: Painter::new(look, Icons("×", "≠", "?")) }
    }
}

impl Renderer for Human {
    fn begin(&self, _: &RunOpening<'_>) -> String {
        String::new()
    }

    fn pilot(&self, report: &PilotReport<'_>) -> String {
        if self.look.quiet {
            return String::new();
        }
        let sheet = pilot::Sheet::new(report, self.look, &self.painter);
        if self.look.all || self.look.rules_first { sheet.write() } else { sheet.write_findings_first() }
    }

    fn between(&self) -> &'static str {
        "\n"
    }

    fn end(&self, opening: &RunOpening<'_>, ending: &RunEnding) -> String {
        ending::ending(opening, ending, self.look)
    }
}

/// The name of an input as a person knows it.
pub(super) fn file_name(file: &str) -> &str {
    if file == "-" { "standard input" } else { file }
}

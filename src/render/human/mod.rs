//! The human form: for a commissioner at a terminal.
//!
//! Colour only repeats what the words say. Nothing of the input reaches the terminal but what [`page`] or [`excerpt`]
//! made safe.

mod ending;
mod excerpt;
mod finding;
mod page;
mod paint;
mod pilot;
pub(super) mod said;
mod told;

pub(super) use ending::{counted, findings, held, not_heard, verdicts};
pub(super) use pilot::{VERDICTS, word};
pub(super) use said::{basis, citation, sides, source, value, waiver};

use super::{Format, Look, Renderer};
use crate::report::{Detail, Ending, Opening, PilotReport};
use paint::{Icons, Painter};

pub(super) use told::diagnostic;

/// The human form.
pub(super) const FORMAT: Format = Format {
    name: "human",
    what: "For a person at a terminal",
    detail: Detail::Reasons,
    quiet: true,
    summary: false,
    make: |look| Box::new(Human::new(look)),
};

/// Writes reports for a person at a terminal.
#[derive(Debug)]
pub struct Human {
    look: Look,
    painter: Painter,
}

impl Human {
    /// A renderer.
    #[must_use]
    pub fn new(look: Look) -> Self {
        Self { look, painter: Painter::new(look, Icons("×", "≠", "?")) }
    }
}

impl Renderer for Human {
    fn begin(&self, _: &Opening<'_>) -> String {
        String::new()
    }

    fn pilot(&self, report: &PilotReport<'_>) -> String {
        if self.look.quiet { String::new() } else { pilot::Sheet::new(report, self.look, &self.painter).write() }
    }

    fn between(&self) -> &'static str {
        "\n"
    }

    fn end(&self, opening: &Opening<'_>, ending: &Ending) -> String {
        ending::ending(opening, ending, self.look)
    }
}

/// The name of an input as a person knows it.
pub(super) fn file_name(file: &str) -> &str {
    if file == "-" { "standard input" } else { file }
}

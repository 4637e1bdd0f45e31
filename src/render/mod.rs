//! Reports as bytes. A form of `brief check` is one file and one line in [`FORMATS`]; what `brief questions` and
//! `brief sources` show has a module each.

mod address;
pub mod agree;
pub mod audit;
pub mod compare;
pub mod config;
mod csv;
pub mod diff;
mod earl;
pub mod explain;
pub mod facts;
mod github;
mod gitlab;
mod html;
mod html_report;
mod human;
mod json;
mod junit;
mod line;
mod link;
mod markdown;
mod markup;
pub mod matrix;
mod ndjson;
pub mod page;
mod pieces;
mod pilot_table;
pub mod promises;
pub mod questions;
mod reasons;
pub mod reconcile;
pub mod repair;
pub mod result_beside_text;
mod result_in_words;
mod rule_words;
pub mod rules;
mod rules_of_run;
mod rules_site;
pub mod rules_test;
mod sarif;
pub mod search;
pub mod sources;
mod table;
mod tap;
pub mod vocabulary;
pub mod waivers;
pub mod written_page;

use std::io;

use textwrap::wrap_algorithms::Penalties;

use crate::report::{Detail, PilotReport, RunEnding, RunOpening};
use crate::text::{LineIndex, Place, Span};

pub use self::csv::{BYTE_ORDER_MARK, Csv};
pub use address::Workspace;
pub use earl::Earl;
pub use human::Human;
pub use json::Json;
pub use junit::JUnit;
pub use link::{Links, places};
pub use markdown::Markdown;
pub use ndjson::NdJson;
pub use rules_site::RulesSite;
pub use tap::Tap;

/// Where pieces of a form go.
pub type Out<'o> = &'o mut dyn FnMut(&str) -> io::Result<()>;

/// A form in which a run is shown. The parts are asked for in order: one beginning, a part for each pilot, one end.
///
/// Parts of pilots are made in parallel and written in order; `between` stands between two of them.
pub trait Renderer: Sync {
    /// What comes before the pilots.
    fn begin(&self, opening: &RunOpening<'_>) -> String;
    /// One pilot.
    fn pilot(&self, report: &PilotReport<'_>) -> String;
    /// One pilot, in pieces, where the form can do so: a report can repeat the same long text thousands of times, and need
    /// not be in memory as a whole.
    ///
    /// # Errors
    /// What `out` fails with.
    fn write(&self, report: &PilotReport<'_>, out: Out<'_>) -> io::Result<()> {
        out(&self.pilot(report))
    }
    /// Whether `write` makes pieces of a pilot; what it gives is then not taken up.
    fn in_pieces(&self) -> bool {
        false
    }
    /// What stands between two pilots.
    fn between(&self) -> &'static str {
        ""
    }
    /// Takes the part of a pilot up, in the order of the pilots, just before it is written. A form that must know what
    /// came before, or has room for so much only, sees to that here.
    fn take(&self, part: String) -> String {
        part
    }
    /// What comes after the pilots.
    fn end(&self, opening: &RunOpening<'_>, ending: &RunEnding) -> String;
    /// What whoever asked for the form should know of how it was written, once it is; it goes to standard error.
    fn advice(&self) -> Option<String> {
        None
    }
    /// Whether errors and notices are part of the form; where they are not, they go to standard error.
    fn tells(&self) -> bool {
        true
    }
}

/// How a form is to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "each is a wish of its own")]
pub struct DisplayOptions {
    /// The number of columns.
    pub width: usize,
    /// Whether colours may be used.
    pub colour: bool,
    /// Where places of files lead, if they are links.
    pub links: Option<&'static Links>,
    /// Where services begin the names of files, if that is known.
    pub workspace: Option<&'static Workspace>,
    /// Whether all results are shown, and not those only that somebody must look at.
    pub all: bool,
    /// Whether a person sees the rules in their order, each with its whole reason, and not findings first.
    pub rules_first: bool,
    /// Whether only the summary, errors and notices are shown.
    pub quiet: bool,
    /// Whether the code of an error or a notice is shown behind its message.
    pub codes: bool,
}

impl DisplayOptions {
    /// As a file wants it: 80 columns, and neither colours nor links.
    pub const PLAIN: Self = Self {
        width: 80,
        colour: false,
        links: None,
        workspace: None,
        all: false,
        rules_first: false,
        quiet: false,
        codes: false,
    };
}

impl Default for DisplayOptions {
    fn default() -> Self {
        Self::PLAIN
    }
}

/// A format of `brief check`.
#[derive(Debug, Clone, Copy)]
pub struct Format {
    /// Its name.
    pub name: &'static str,
    /// What it is, in a few words.
    pub what: &'static str,
    /// How much it wants of each result.
    pub detail: Detail,
    /// How much its short form wants of each result, where it has one: the summary, errors and notices alone. Others are always
    /// whole.
    pub quiet: Option<Detail>,
    /// Whether a job that shows it wants a summary in Markdown, too, where its environment has a place for one.
    pub summary: bool,
    /// Makes its renderer.
    pub make: fn(DisplayOptions) -> Box<dyn Renderer>,
}

/// All formats.
pub const FORMATS: &[Format] = &[
    human::FORMAT,
    json::FORMAT,
    ndjson::FORMAT,
    sarif::FORMAT,
    sarif::FOR_GITHUB,
    junit::FORMAT,
    github::FORMAT,
    gitlab::FORMAT,
    markdown::FORMAT,
    html_report::FORMAT,
    csv::FORMAT,
    pilot_table::FORMAT,
    tap::FORMAT,
    line::FORMAT,
    earl::FORMAT,
];

/// A format by its name.
#[must_use]
pub fn format(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}

/// A format as Excel opens it with all its letters, where it is a table.
#[must_use]
pub fn for_excel(format: &Format) -> Option<&'static Format> {
    [&csv::FOR_EXCEL, &pilot_table::FOR_EXCEL].into_iter().find(|table| table.name == format.name)
}

/// A format as a folder of pages, where it has such a form. Each part is then a number of pages: see
/// [`written_page::pages`].
#[must_use]
pub fn pages(format: &Format) -> Option<Box<dyn Renderer>> {
    has_pages(format).then(html_report::pages)
}

/// The format that has pages as a file of this name: one page or, where that would be long, a page that leads to one for each
/// pilot in a folder beside it. Parts are pages, too, and the page that is the file has no name.
#[must_use]
pub fn page_or_pages(file: &str, folder: &str) -> Box<dyn Renderer> {
    html_report::page_or_pages(file, folder)
}

/// Whether a format can be written as a page for each pilot.
#[must_use]
pub fn has_pages(format: &Format) -> bool {
    format.name == html_report::FORMAT.name
}

/// A diagnostic for a person: the message, with the lines that it speaks of.
#[must_use]
pub fn diagnostic(diagnostic: &crate::model::diagnostic::Diagnostic, look: DisplayOptions) -> String {
    human::diagnostic(diagnostic, look)
}

/// Text made harmless and wrapped to the width: indented by so much, and by `hang` more after the first line. Words are
/// broken nowhere, so that an id or a path can be copied.
fn wrapped(text: &str, indent: usize, hang: usize, look: DisplayOptions) -> String {
    let (first, next) = (" ".repeat(indent), " ".repeat(indent + hang));
    // By its usual measure a long word may stand out by one column rather than leave much of a line empty.
    let penalties = Penalties { overflow_penalty: 10 * look.width * look.width, ..Penalties::new() };
    let options = textwrap::Options::new(look.width)
        .wrap_algorithm(textwrap::WrapAlgorithm::OptimalFit(penalties))
        .initial_indent(&first)
        .subsequent_indent(&next)
        .break_words(false)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    format!("{}\n", textwrap::fill(&crate::text::words::harmless(text), options))
}

/// Where a span begins, and the place behind its last letter: the white space at its end is left out.
fn ends(lines: &LineIndex<'_>, span: Span) -> (Place, Place) {
    let text = lines.text().get(span.range()).unwrap_or_default();
    let inside = u32::try_from(text.trim_end().len()).unwrap_or(u32::MAX);
    (lines.place(span.start), lines.place(span.start.saturating_add(inside)))
}

#[cfg(test)]
mod tests {
    use super::FORMATS;

    #[test]
    fn configuration_may_ask_for_the_formats_that_there_are() {
        let names: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
        assert_eq!(names, crate::model::REPORT_FORMATS);
    }
}

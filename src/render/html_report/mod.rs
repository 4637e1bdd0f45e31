//! The HTML form: one file to hand over, for people who read and do not run programs.
//!
//! First a sheet for each pilot, then what it rests on, part by part. All of it is there without the script, which finds and
//! sorts.

mod anchor;
mod excerpt;
mod findings;
mod pilot;
mod question;
mod questions;
mod result;
mod row;
mod rule;
mod run;
mod said;
mod sets;
mod sheet;
mod speakers;
mod statement;
mod table;
mod whose_word;

use std::collections::HashMap;
use std::sync::{Mutex, OnceLock, PoisonError};

use super::html::{Document, Html};
use super::{Format, Renderer};
use crate::report::{Detail, PilotReport, RunEnding, RunOpening};
use row::PilotRow;
use rule::RuleTexts;
use run::Place;

/// The HTML form.
pub(super) const FORMAT: Format = Format {
    name: "html",
    what: "A page to hand over, for any browser",
    detail: Detail::ByWord,
    quiet: false,
    summary: false,
    make: |_| Box::new(HtmlReport::default()),
};

/// The script that finds results and sorts the table.
const SCRIPT: &str = include_str!("script.js");

const TITLE: &str = "Pilots held against stated conditions";

/// With more bytes than this, a page says that there could be one for each pilot.
const LONG: usize = 5 * 1024 * 1024;

/// The form for a folder of pages: one for each pilot, and `index.html`. Each part is a page behind a line with its name.
pub(super) fn pages() -> Box<dyn Renderer> {
    Box::new(HtmlReport { has_pages: true, ..HtmlReport::default() })
}

/// Writes reports as one document of HTML, or as a page for each pilot.
#[derive(Debug, Default)]
struct HtmlReport {
    has_pages: bool,
    rules: RuleTexts,
    pilots: Mutex<Pilots>,
    /// The head of each page, once the run is opened.
    head: OnceLock<Html>,
}

/// What the end tells of the pilots. Their parts are made in any order; each begins with its number until it is taken up.
#[derive(Debug, Default)]
struct Pilots {
    numbers: usize,
    made: HashMap<usize, PilotRow>,
    taken: Vec<PilotRow>,
    bytes: usize,
}

impl HtmlReport {
    /// The page of one pilot.
    fn page(&self, row: &PilotRow, part: &Html) -> String {
        let mut content = self.head.get().cloned().unwrap_or_default();
        content.html(part);
        run::key_on_paper(&mut content);
        format!("{}\n{}", row.page, document(&row.title).whole(&content))
    }
}

fn document(title: &str) -> Document<'_> {
    Document { title, script: Some(SCRIPT) }
}

impl Renderer for HtmlReport {
    fn begin(&self, opening: &RunOpening<'_>) -> String {
        if self.has_pages {
            self.head.get_or_init(|| run::head(opening, Place::Pilot));
            return String::new();
        }
        let mut out = document(TITLE).begin();
        out.html(&run::head(opening, Place::Whole));
        out.into_string()
    }

    fn pilot(&self, report: &PilotReport<'_>) -> String {
        let row = PilotRow::new(report, self.has_pages);
        let part = pilot::pilot(report, &self.rules);
        let part = if self.has_pages { self.page(&row, &part) } else { part.into_string() };
        let mut pilots = self.pilots.lock().unwrap_or_else(PoisonError::into_inner);
        let number = pilots.numbers;
        pilots.numbers += 1;
        pilots.made.insert(number, row);
        format!("{number}\n{part}")
    }

    fn take(&self, part: String) -> String {
        let Some((number, rest)) = part.split_once('\n') else { return part };
        let mut pilots = self.pilots.lock().unwrap_or_else(PoisonError::into_inner);
        let row = number.parse().ok().and_then(|number: usize| pilots.made.remove(&number));
        pilots.taken.extend(row);
        pilots.bytes += rest.len();
        rest.to_owned()
    }

    fn end(&self, opening: &RunOpening<'_>, ending: &RunEnding) -> String {
        let pilots = self.pilots.lock().unwrap_or_else(PoisonError::into_inner);
        let end = run::end(opening, ending, &pilots.taken, !self.has_pages && pilots.bytes > LONG);
        if self.has_pages {
            let mut content = run::head(opening, Place::Index);
            content.html(&end);
            return format!("index.html\n{}", document(TITLE).whole(&content));
        }
        let mut out = end;
        out.html(&document(TITLE).end());
        out.into_string()
    }
}

//! The HTML form: one file to hand over, for people who read and do not run programs.
//!
//! First a sheet for each pilot, then what it rests on, part by part. All of it is there without the script, which finds and
//! sorts.

mod anchor;
mod excerpt;
mod findings;
mod noted;
mod numbers;
mod page_names;
mod pilot;
mod question;
mod questions;
mod result;
mod room;
mod row;
mod rule;
mod run;
mod said;
mod sets;
mod sheet;
mod speakers;
mod statement;
mod table;
mod unsettled;
mod whose_word;

use std::collections::HashMap;
use std::sync::{Mutex, OnceLock, PoisonError};

use super::html::{Document, Html};
use super::{Format, Renderer, written_page};
use crate::report::{Detail, PilotReport, RunEnding, RunOpening};
use page_names::PageNames;
use row::PilotRow;
use rule::RuleTexts;
use run::Place;

/// The HTML form.
pub(super) const FORMAT: Format = Format {
    name: "html",
    what: "A page to hand over, for any browser",
    detail: Detail::ByWord,
    quiet: Some(Detail::ByWord),
    summary: false,
    make: |look| Box::new(HtmlReport { is_sheet: look.quiet, ..HtmlReport::default() }),
};

/// The script that finds results and sorts the table.
const SCRIPT: &str = include_str!("script.js");

const TITLE: &str = "Pilots held against stated conditions";

/// With more bytes than this, a report is too long for one page.
const LONG: usize = 5 * 1024 * 1024;

/// The form for a folder of pages: one for each pilot, and `index.html`.
pub(super) fn pages() -> Box<dyn Renderer> {
    Box::new(HtmlReport { names: Some(PageNames::in_one_folder()), ..HtmlReport::default() })
}

/// The form for one file, as long as it is not too long to be sent about: from then on it leads to a page for each pilot, in
/// this folder beside it.
pub(super) fn page_or_pages(file: &str, folder: &str) -> Box<dyn Renderer> {
    let names = PageNames::beside(file, folder);
    let beside = Beside { file: file.to_owned(), folder: folder.to_owned() };
    Box::new(HtmlReport { names: Some(names), beside: Some(beside), ..HtmlReport::default() })
}

/// Writes reports as one document of HTML, or as a page for each pilot.
#[derive(Debug, Default)]
struct HtmlReport {
    /// Whether it is the first sheet of each pilot alone.
    is_sheet: bool,
    /// How pages are named, where there may be more than one.
    names: Option<PageNames>,
    /// The file and the folder, where only a long report is written as pages.
    beside: Option<Beside>,
    rules: RuleTexts,
    pilots: Mutex<Pilots>,
    /// The head of each page, once the run is opened.
    head: OnceLock<Html>,
}

#[derive(Debug)]
struct Beside {
    file: String,
    folder: String,
}

/// What the end tells of the pilots. Their parts are made in any order; each begins with its number until it is taken up.
#[derive(Debug, Default)]
struct Pilots {
    numbers: usize,
    made: HashMap<usize, PilotRow>,
    taken: Vec<PilotRow>,
    bytes: usize,
    /// The parts of pilots, as long as they may become one page.
    held: Vec<String>,
    /// Whether they have become too long for that.
    is_split: bool,
}

impl HtmlReport {
    /// The page of one pilot.
    fn page(&self, row: &PilotRow, part: String) -> String {
        let mut out = document(&row.title).begin();
        out.html(&self.head.get().cloned().unwrap_or_default()).written(part);
        run::key_on_paper(&mut out);
        out.html(&document(&row.title).end());
        written_page::part(&PageNames::of_pilot(&row.id), &out.into_string())
    }

    /// The pages that may be written now that this part is taken up, which is the last one's.
    fn pages(&self, pilots: &mut Pilots, part: String) -> String {
        pilots.held.push(part);
        let is_long = pilots.bytes > LONG && pilots.taken.len() > 1;
        pilots.is_split |= self.beside.is_none() || is_long;
        if !pilots.is_split {
            return String::new();
        }
        let held = std::mem::take(&mut pilots.held);
        let rows = pilots.taken.iter().skip(pilots.taken.len() - held.len());
        rows.zip(held).map(|(row, part)| self.page(row, part)).collect()
    }
}

fn document(title: &str) -> Document<'_> {
    Document { title, script: Some(SCRIPT) }
}

/// A number of bytes as people read it: `6.1 MB`.
fn megabytes(bytes: usize) -> String {
    format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10)
}

impl Renderer for HtmlReport {
    fn begin(&self, opening: &RunOpening<'_>) -> String {
        if let Some(names) = &self.names {
            self.head.get_or_init(|| run::head(opening, Place::Pilot(&names.back)));
            return String::new();
        }
        let mut out = document(TITLE).begin();
        out.html(&run::head(opening, if self.is_sheet { Place::Sheet } else { Place::Whole }));
        out.into_string()
    }

    fn pilot(&self, report: &PilotReport<'_>) -> String {
        let row = PilotRow::new(report);
        let part = if self.is_sheet { pilot::sheet(report) } else { pilot::pilot(report, &self.rules) }.into_string();
        let mut pilots = self.pilots.lock().unwrap_or_else(PoisonError::into_inner);
        let number = pilots.numbers;
        pilots.numbers += 1;
        pilots.made.insert(number, row);
        format!("{number}\n{part}")
    }

    fn take(&self, part: String) -> String {
        let Some((number, rest)) = part.split_once('\n') else { return part };
        let mut pilots = self.pilots.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(mut row) = number.parse().ok().and_then(|number: usize| pilots.made.remove(&number)) else {
            return part;
        };
        // The table has no room for more.
        if pilots.taken.len() >= table::MAX_PILOTS {
            row.verdicts = Vec::new();
        }
        pilots.taken.push(row);
        pilots.bytes += rest.len();
        if self.names.is_none() { rest.to_owned() } else { self.pages(&mut pilots, rest.to_owned()) }
    }

    fn end(&self, opening: &RunOpening<'_>, ending: &RunEnding) -> String {
        let mut pilots = self.pilots.lock().unwrap_or_else(PoisonError::into_inner);
        if self.is_sheet {
            let mut out = run::end_of_sheets(ending);
            out.html(&document(TITLE).end());
            return out.into_string();
        }
        let Some(names) = &self.names else {
            let mut out = run::end(opening, ending, &pilots.taken, None, pilots.bytes > LONG);
            out.html(&document(TITLE).end());
            return out.into_string();
        };
        let is_split = pilots.is_split || self.beside.is_none();
        let mut out = document(TITLE).begin();
        out.html(&run::head(opening, if is_split { Place::Index } else { Place::Whole }));
        for part in std::mem::take(&mut pilots.held) {
            out.written(part);
        }
        let is_long = !is_split && pilots.bytes > LONG;
        out.html(&run::end(opening, ending, &pilots.taken, is_split.then_some(names), is_long));
        out.html(&document(TITLE).end());
        written_page::part(names.index, &out.into_string())
    }

    fn advice(&self) -> Option<String> {
        let pilots = self.pilots.lock().unwrap_or_else(PoisonError::into_inner);
        let (size, number) = (megabytes(pilots.bytes), pilots.taken.len());
        match &self.beside {
            Some(Beside { file, folder }) if pilots.is_split => Some(format!(
                "{file} would have {size} as one page; it leads to the pages of {number} pilots in {folder}/, which belongs to it"
            )),
            None if self.names.is_none() && pilots.bytes > LONG && number > 1 => Some(format!(
                "the page has {size}; --output html=FOLDER/ writes a page for each pilot, and one that leads to them"
            )),
            _ => None,
        }
    }
}

//! The HTML form: one file to hand over, for people who read and do not run programs.
//!
//! First a sheet for each pilot, then what it rests on, part by part. All of it is there without the script, which finds and
//! sorts.

mod anchor;
mod excerpt;
mod findings;
mod pilot;
mod questions;
mod result;
mod row;
mod rule;
mod run;
mod speakers;
mod statement;
mod table;

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use super::html::Document;
use super::{Format, Renderer};
use crate::report::{Detail, PilotReport, RunEnding, RunOpening};
use row::PilotRow;
use rule::RuleTexts;

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

const DOCUMENT: Document<'static> = Document { title: "Pilots held against stated conditions", script: Some(SCRIPT) };

/// Writes reports as one document of HTML.
#[derive(Debug, Default)]
struct HtmlReport {
    rules: RuleTexts,
    pilots: Mutex<Pilots>,
}

/// What the end tells of the pilots. Their parts are made in any order; each begins with its number until it is taken up.
#[derive(Debug, Default)]
struct Pilots {
    numbers: usize,
    made: HashMap<usize, PilotRow>,
    taken: Vec<PilotRow>,
}

impl Renderer for HtmlReport {
    fn begin(&self, opening: &RunOpening<'_>) -> String {
        run::begin(&DOCUMENT, opening).into_string()
    }

    fn pilot(&self, report: &PilotReport<'_>) -> String {
        let row = PilotRow::new(report);
        let part = pilot::pilot(report, &self.rules).into_string();
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
        rest.to_owned()
    }

    fn end(&self, opening: &RunOpening<'_>, ending: &RunEnding) -> String {
        let pilots = self.pilots.lock().unwrap_or_else(PoisonError::into_inner);
        run::end(&DOCUMENT, opening, ending, &pilots.taken)
    }
}

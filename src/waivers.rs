//! The waivers of a run, with what each hides and when it ends.

use jiff::civil::Date;

use crate::model::{SharedWaiver, VerdictAndScope, Waiver};
use crate::report::PilotReport;
use crate::rules::Collection;

/// A waiver with what it hides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The rule's id.
    pub rule: String,
    /// Who decided.
    pub by: String,
    /// Why.
    pub reason: String,
    /// Its last day.
    pub until: Date,
    /// How it stands on the day of the run.
    pub state: State,
    /// The file in which it is written.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// For which pilots: one id, or, of a waiver for several, their patterns.
    pub pilots: Vec<String>,
    /// The results that it is about, pilot by pilot; none where the rule was not among those checked.
    pub results: Vec<Waives>,
}

/// How a waiver stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It is in force for so many days more, the day of the run not counted.
    Active(i32),
    /// Its last day is over.
    Expired,
    /// There is no such rule.
    Unknown,
}

impl State {
    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Active(_) => "active",
            Self::Expired => "expired",
            Self::Unknown => "unknown-rule",
        }
    }
}

/// A result that a waiver is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waives {
    /// The pilot's id.
    pub pilot: String,
    /// The verdict, and whether the rule applies.
    pub verdict: VerdictAndScope,
    /// Whether it would count in the exit status.
    pub at_bar: bool,
}

impl Waives {
    /// Whether there is anything to hide.
    #[must_use]
    pub fn hides(&self) -> bool {
        !self.verdict.verdict.is_satisfied()
    }
}

impl Listed {
    fn new(
        waiver: &Waiver<'_>,
        collection: &Collection,
        today: Date,
        (file, line): (&str, u32),
        pilots: Vec<String>,
    ) -> Self {
        let state = if !collection.rules().any(|(_, rule)| rule.rule.id == waiver.rule) {
            State::Unknown
        } else if today > waiver.until {
            State::Expired
        } else {
            State::Active(today.until(waiver.until).map_or(0, |span| span.get_days()))
        };
        Self {
            rule: waiver.rule.clone().into_owned(),
            by: waiver.by.clone().into_owned(),
            reason: waiver.reason.clone().into_owned(),
            until: waiver.until,
            state,
            file: file.to_owned(),
            line,
            pilots,
            results: Vec::new(),
        }
    }

    /// A waiver for several pilots, before any of them was met.
    #[must_use]
    pub fn shared(shared: &SharedWaiver, collection: &Collection, today: Date) -> Self {
        let at = (shared.file.as_str(), shared.place.line);
        Self::new(&shared.waiver, collection, today, at, shared.pilots.clone())
    }

    /// The waivers of a pilot's own.
    #[must_use]
    pub fn of_pilot(report: &PilotReport<'_>, collection: &Collection, today: Date) -> Vec<Self> {
        let each = report.pilot.waivers.iter().map(|waiver| {
            let at = (report.file, report.lines.place(waiver.span.start).line);
            let mut listed = Self::new(waiver, collection, today, at, vec![report.pilot.id.clone().into_owned()]);
            listed.results.extend(waives(report, &waiver.rule));
            listed
        });
        each.collect()
    }
}

/// What waivers for several pilots are about in one pilot, each by its place among them.
#[must_use]
pub fn shared_in(report: &PilotReport<'_>, shared: &[SharedWaiver]) -> Vec<(usize, Waives)> {
    let for_this = shared.iter().enumerate().filter(|(_, one)| one.is_for(&report.pilot.id));
    for_this.filter_map(|(at, one)| Some((at, waives(report, &one.waiver.rule)?))).collect()
}

fn waives(report: &PilotReport<'_>, rule: &str) -> Option<Waives> {
    let result = report.results.iter().find(|result| result.rule.id == rule)?;
    let (verdict, at_bar) = (result.verdict_and_scope(), result.at_bar);
    Some(Waives { pilot: report.pilot.id.clone().into_owned(), verdict, at_bar })
}

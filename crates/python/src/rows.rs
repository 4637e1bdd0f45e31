//! What is kept of each pilot: a byte for each result.

use watching_brief::model::{Verdict, VerdictAndScope};
use watching_brief::project::Project;
use watching_brief::report::{PilotReport, ResultStanding};
use watching_brief::rules::Rule;

/// The names of verdicts as `brief check --format table` has them; a result is known by its place among them.
pub const VERDICTS: [&str; 6] = ["met", "breached", "contested", "unstated", "not-applicable", "met, if it applies"];

/// How a result stands to the exit status, likewise.
pub const STANDINGS: [&str; 4] = ["finding", "known", "waived", "below"];

/// A pilot with its results.
#[derive(Debug)]
pub struct PilotRow {
    /// The file, as it was named.
    pub file: Box<str>,
    /// The place of the pilot among the documents of its file, from 0.
    pub document: usize,
    /// Its id.
    pub id: Box<str>,
    /// Its title.
    pub title: Box<str>,
    /// Its status.
    pub status: &'static str,
    /// A result for each rule of the run, in order.
    pub results: Box<[ResultByte]>,
}

/// A result: its verdict in the lower half, how it stands in the upper half; or that there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ResultByte(u8);

impl ResultByte {
    /// No result: the rule was too much to decide.
    const NONE: Self = Self(u8::MAX);

    fn new(result: VerdictAndScope, standing: ResultStanding) -> Self {
        let verdict = match result.verdict {
            Verdict::Met if result.is_met_if_it_applies() => 5,
            Verdict::Met => 0,
            Verdict::Breached => 1,
            Verdict::Contested => 2,
            Verdict::Unstated => 3,
            Verdict::NotApplicable => 4,
        };
        let standing = match standing {
            ResultStanding::Finding => 0,
            ResultStanding::Known => 1,
            ResultStanding::Waived => 2,
            ResultStanding::Below => 3,
        };
        Self(verdict | standing << 4)
    }

    /// The byte.
    pub fn byte(self) -> u8 {
        self.0
    }

    /// The place of the verdict among [`VERDICTS`]; none where there is no result.
    pub fn verdict(self) -> Option<u8> {
        (self != Self::NONE).then_some(self.0 & 0xF)
    }

    /// The place of the standing among [`STANDINGS`], likewise.
    pub fn standing(self) -> Option<u8> {
        (self != Self::NONE).then_some(self.0 >> 4)
    }
}

/// Makes the rows of pilots.
#[derive(Debug)]
pub struct RowMaker<'p> {
    /// The rules of the run, in order.
    rules: Vec<&'p Rule>,
}

impl<'p> RowMaker<'p> {
    /// For the pilots of a project.
    pub fn new(project: &'p Project) -> Self {
        let chosen = project.checker().selection;
        Self { rules: chosen.rules(project.collection()).map(|(_, ready)| &*ready.rule).collect() }
    }

    /// The row of a pilot.
    pub fn row(&self, report: &PilotReport<'_>) -> PilotRow {
        // A rule that was too much to decide has no result.
        let mut made = report.results.iter().peekable();
        let results = self.rules.iter().map(|rule| {
            let result = made.next_if(|result| std::ptr::eq(result.rule, *rule));
            result.map_or(ResultByte::NONE, |result| ResultByte::new(result.verdict_and_scope(), result.standing()))
        });
        PilotRow {
            file: report.file.into(),
            document: report.document,
            id: report.pilot.id.as_ref().into(),
            title: report.pilot.title.as_ref().into(),
            status: report.pilot.status.name(),
            results: results.collect(),
        }
    }
}

//! What the end of a report tells of a pilot.

use crate::model::VerdictAndScope;
use crate::report::{PilotReport, Summary};

/// A pilot of the run.
#[derive(Debug)]
pub(super) struct PilotRow {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// How many conditions have which verdict.
    pub summary: Summary,
    /// Its verdicts, each with its rule's id, in the order of the rules.
    pub verdicts: Vec<(String, VerdictAndScope)>,
}

impl PilotRow {
    /// Of a pilot's report.
    pub fn new(report: &PilotReport<'_>) -> Self {
        let verdicts = report.results.iter().map(|result| (result.rule.id.clone(), result.verdict_and_scope()));
        Self {
            id: report.pilot.id.clone().into_owned(),
            title: report.pilot.title.clone().into_owned(),
            summary: report.summary,
            verdicts: verdicts.collect(),
        }
    }
}

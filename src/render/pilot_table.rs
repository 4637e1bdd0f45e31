//! The table form: a row a pilot, a column a rule. It grows by a word for each result, so that a register of a million
//! pilots has a size that other programs can read.
//!
//! A table has no room for errors and notices: they go to standard error.

use super::csv::BYTE_ORDER_MARK;
use super::{Format, Renderer, table};
use crate::model::Verdict;
use crate::report::{Detail, PilotReport, ResultStanding, RunEnding, RunOpening};

/// The table form.
pub(super) const FORMAT: Format = Format {
    name: "table",
    what: "A table, a row a pilot and a column a rule",
    detail: Detail::Verdicts,
    quiet: None,
    summary: false,
    make: |_| Box::new(PilotTable { for_excel: false }),
};

/// The same as `FORMAT`, with a byte order mark.
pub(super) static FOR_EXCEL: Format = Format { make: |_| Box::new(PilotTable { for_excel: true }), ..FORMAT };

/// The columns before those of the rules. Each result is counted once among those of the verdicts.
const HEAD: [&str; 14] = [
    "pilot",
    "file",
    "document",
    "title",
    "status",
    "met",
    "met_if_it_applies",
    "breached",
    "contested",
    "unstated",
    "not_applicable",
    "findings",
    "known",
    "waived",
];

/// Writes a row for each pilot.
#[derive(Debug)]
struct PilotTable {
    for_excel: bool,
}

impl Renderer for PilotTable {
    fn begin(&self, opening: &RunOpening<'_>) -> String {
        let mark = if self.for_excel { BYTE_ORDER_MARK } else { "" };
        let rules = opening.rules().map(|(_, rule)| rule.rule.id.as_str());
        format!("{mark}{}", table::row(HEAD.into_iter().chain(rules)))
    }

    fn pilot(&self, report: &PilotReport<'_>) -> String {
        let (pilot, summary) = (report.pilot, &report.summary);
        let standing = |wanted| report.results.iter().filter(|result| result.standing() == wanted).count();
        let counts = [
            summary.met_and_applies(),
            summary.met_if_it_applies(),
            summary.count_of(Verdict::Breached),
            summary.count_of(Verdict::Contested),
            summary.count_of(Verdict::Unstated),
            summary.count_of(Verdict::NotApplicable),
            standing(ResultStanding::Finding),
            standing(ResultStanding::Known),
            standing(ResultStanding::Waived),
        ];
        let document = report.document.to_string();
        let about = [&*pilot.id, report.file, &document, &*pilot.title, pilot.status.name()].map(str::to_owned);
        let verdicts = report.results.iter().map(|result| result.verdict_and_scope().name().to_owned());
        table::row(about.into_iter().chain(counts.map(|count| count.to_string())).chain(verdicts))
    }

    fn end(&self, _: &RunOpening<'_>, _: &RunEnding) -> String {
        String::new()
    }

    fn tells(&self) -> bool {
        false
    }
}

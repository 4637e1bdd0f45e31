//! The table form: a row a pilot, a column a rule. It grows by a word for each result, so that a register of a million
//! pilots has a size that other programs can read.
//!
//! A table has no room for errors and notices: they go to standard error.

use super::csv::BYTE_ORDER_MARK;
use super::rules_of_run::RulesOfRun;
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
    make: |_| Box::new(PilotTable::default()),
};

/// The same as `FORMAT`, with a byte order mark.
pub(super) static FOR_EXCEL: Format =
    Format { make: |_| Box::new(PilotTable { for_excel: true, ..PilotTable::default() }), ..FORMAT };

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
#[derive(Debug, Default)]
struct PilotTable {
    for_excel: bool,
    /// The columns of the rules.
    rules: RulesOfRun<()>,
}

impl Renderer for PilotTable {
    fn begin(&self, opening: &RunOpening<'_>) -> String {
        self.rules.begin(opening, |_, _, _| ());
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
        // A rule that was too much to decide has no result: its cell stays empty, and all others stay in their columns.
        let mut rules = self.rules.in_order();
        let mut verdicts = vec![""; rules.len()];
        for result in &report.results {
            if let Some(verdict) = rules.place(result).and_then(|place| verdicts.get_mut(place)) {
                *verdict = result.verdict_and_scope().name();
            }
        }
        let verdicts = verdicts.into_iter().map(str::to_owned);
        table::row(about.into_iter().chain(counts.map(|count| count.to_string())).chain(verdicts))
    }

    fn end(&self, _: &RunOpening<'_>, _: &RunEnding) -> String {
        String::new()
    }

    fn tells(&self) -> bool {
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{Checker, Selection};
    use crate::citations::Register;
    use crate::model::limits::Limits;
    use crate::rules::Collection;
    use crate::source::Document;

    /// As if all rules but one were too much to decide.
    #[test]
    fn a_verdict_stands_in_the_column_of_its_rule_where_others_have_none() {
        let mut collection = Collection::default();
        collection.add_all_embedded(&mut Vec::new());
        let (register, today) = (Register::default(), jiff::civil::date(2020, 1, 1));
        let checker = |selection| Checker::new(&collection, selection, &register, today);
        let table = PilotTable::default();
        let head = table.begin(&checker(Selection::all(&collection)).opening());
        let only = Selection::only(&collection, &["DWP-02".to_owned()]).expect("a rule");
        let text = "format: 1\npilot: p\ntitle: t\nstatus: running\n".to_owned();
        let document = Document { index: 0, first_line: 1, text, limits: Limits::default() };
        let row = checker(only).document("p.yaml", &document, false, |report| table.pilot(report));
        let row = row.pilot.expect("a pilot").shown;
        let verdicts: Vec<_> = head.trim_end().split(',').zip(row.trim_end().split(',')).skip(HEAD.len()).collect();
        assert_eq!(head.split(',').count(), row.split(',').count());
        assert!(verdicts.len() > 100);
        for (rule, verdict) in verdicts {
            assert_eq!(verdict, if rule == "DWP-02" { "unstated" } else { "" }, "{rule}");
        }
    }
}

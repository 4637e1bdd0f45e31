//! The CSV form: a table, a line a result.
//!
//! A table has no room for errors and notices: they go to standard error.

use super::result_in_words::{Account, place, why};
use super::{DisplayOptions, Format, Renderer, table};
use crate::model::Verdict;
use crate::report::{Detail, PilotReport, ResultStanding, RuleResult, RunEnding, RunOpening};

/// The CSV form.
pub(super) const FORMAT: Format = Format {
    name: "csv",
    what: "A table, a line a result",
    detail: Detail::Reasons,
    quiet: None,
    summary: false,
    make: |look| Box::new(Csv::new(look)),
};

/// The same as `FORMAT`, with a byte order mark: by that alone Excel knows that letters are in UTF-8.
pub(super) static FOR_EXCEL: Format = Format { make: |_| Box::new(Csv { for_excel: true }), ..FORMAT };

/// What stands before a table for Excel.
pub const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Writes reports as a table.
#[derive(Debug)]
pub struct Csv {
    for_excel: bool,
}

impl Csv {
    /// A renderer; it has but one look.
    #[must_use]
    pub fn new(_: DisplayOptions) -> Self {
        Self { for_excel: false }
    }
}

const HEAD: [&str; 29] = [
    "pilot",
    "file",
    "document",
    "ruleset",
    "rule",
    "title",
    "force",
    "about",
    "by",
    "verdict",
    "basis",
    "standing",
    "waived_by",
    "waived_until",
    "waived_reason",
    "waived_state",
    "waived_at",
    "facts",
    "statements",
    "questions",
    "remedy",
    "line",
    "column",
    "cite_document",
    "cite_paragraph",
    "cite_phrase",
    "cite_part",
    "applies",
    "applies_because",
];

/// Between two of several things in one cell.
const AND: &str = " | ";

fn cells(report: &PilotReport<'_>, result: &RuleResult<'_>) -> [String; 29] {
    let (rule, decision) = (result.rule, &result.decision);
    let account = Account::new(report, result);
    let at = place(report, result);
    let standing = match (decision.verdict, result.standing()) {
        (Verdict::Met | Verdict::NotApplicable, _) => "",
        (_, ResultStanding::Finding) => "finding",
        (_, ResultStanding::Known) => "known",
        (_, ResultStanding::Waived) => "waived",
        (_, ResultStanding::Below) => "below",
    };
    let facts: Vec<&str> = account.facts.iter().map(|told| told.fact.path.as_str()).collect();
    let scope = decision.applies_because.iter().map(|fact| report.facts.vocabulary().fact(*fact).path.as_str());
    let scope: Vec<&str> = scope.collect();
    let statements = account
        .facts
        .iter()
        .flat_map(|told| told.said.iter().map(|(words, at)| format!("{}: {words} (line {})", told.fact.path, at.line)));
    let questions = account.questions().map(|(fact, open)| format!("{} ({}): {}", fact.path, why(open), fact.ask));
    let waived = result.waived.as_ref();
    let of_waiver = |text: &dyn Fn(&crate::model::Waiver<'_>) -> String| waived.map(|one| text(one.waiver));
    let part = report.register.part(&rule.cite.document, &rule.cite.paragraph);
    [
        report.pilot.id.to_string(),
        report.file.to_owned(),
        report.document.to_string(),
        result.set.set.id.clone(),
        rule.id.clone(),
        rule.title.clone(),
        rule.force.name().to_owned(),
        rule.about.name().to_owned(),
        rule.by.clone(),
        result.verdict_and_scope().name().to_owned(),
        decision.basis.map_or("", crate::model::Basis::name).to_owned(),
        standing.to_owned(),
        of_waiver(&|waiver| waiver.by.to_string()).unwrap_or_default(),
        of_waiver(&|waiver| waiver.until.to_string()).unwrap_or_default(),
        of_waiver(&|waiver| waiver.reason.to_string()).unwrap_or_default(),
        waived.map_or("", |one| if one.active { "active" } else { "expired" }).to_owned(),
        waived
            .and_then(|one| one.shared)
            .map_or_else(String::new, |shared| format!("{}:{}", shared.file, shared.place.line)),
        facts.join(" "),
        statements.collect::<Vec<_>>().join(AND),
        questions.collect::<Vec<_>>().join(AND),
        account.remedy.unwrap_or_default().to_owned(),
        at.line.to_string(),
        at.column.to_string(),
        rule.cite.document.clone(),
        rule.cite.paragraph.to_string(),
        rule.cite.phrase.clone(),
        part.map_or_else(String::new, |part| part.name.clone()),
        decision.applies.name_in_reports().to_owned(),
        scope.join(" "),
    ]
}

impl Renderer for Csv {
    fn begin(&self, _: &RunOpening<'_>) -> String {
        let mark = if self.for_excel { BYTE_ORDER_MARK } else { "" };
        format!("{mark}{}", table::row(HEAD))
    }

    fn pilot(&self, report: &PilotReport<'_>) -> String {
        report.results.iter().map(|result| table::row(cells(report, result))).collect()
    }

    fn end(&self, _: &RunOpening<'_>, _: &RunEnding) -> String {
        String::new()
    }

    fn tells(&self) -> bool {
        false
    }
}

//! The CSV form: a table, a line a result.
//!
//! A table has no room for errors and notices: they go to standard error.

use std::fmt::Write as _;

use super::result_in_words::{Account, PilotInWords, place, why};
use super::rules_of_run::RulesOfRun;
use super::{DisplayOptions, Format, Renderer, table};
use crate::citations::Register;
use crate::model::vocabulary::Fact;
use crate::model::{Basis, Verdict};
use crate::report::{Detail, PilotReport, ResultStanding, RuleResult, RunEnding, RunOpening};
use crate::rules::{ReadySet, Rule};

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
pub(super) static FOR_EXCEL: Format =
    Format { make: |_| Box::new(Csv { for_excel: true, rules: RulesOfRun::default() }), ..FORMAT };

/// What stands before a table for Excel.
pub const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Writes reports as a table.
#[derive(Debug)]
pub struct Csv {
    for_excel: bool,
    rules: RulesOfRun<RuleCells>,
}

impl Csv {
    /// A renderer; it has but one look.
    #[must_use]
    pub fn new(_: DisplayOptions) -> Self {
        Self { for_excel: false, rules: RulesOfRun::default() }
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

/// About as many bytes as a line takes.
const LINE: usize = 640;

/// Between two of several things in one cell.
const AND: &str = " | ";

/// The cells of a rule, which are the same in every result of it; each with the commas that it needs.
#[derive(Debug)]
struct RuleCells {
    /// From the rule set to who states the condition.
    first: String,
    /// Where that can be read.
    cite: String,
    remedy: String,
}

impl RuleCells {
    fn new(set: &ReadySet, rule: &Rule, register: &Register) -> Self {
        let (force, about) = (rule.force.name(), rule.about.name());
        let part = register.part(&rule.cite.document, &rule.cite.paragraph).map_or("", |part| part.name.as_str());
        let cite = [&rule.cite.document, &rule.cite.paragraph.to_string(), &rule.cite.phrase, part];
        Self {
            first: table::cells([set.set.id.as_str(), &rule.id, &rule.title, force, about, &rule.by]),
            cite: table::cells(cite),
            remedy: table::cells([rule.remedy.as_str()]),
        }
    }
}

/// A line; `pilot` has the cells of the pilot.
fn line(words: &PilotInWords<'_>, pilot: &str, of: &RuleCells, result: &RuleResult<'_>, out: &mut String) {
    let (report, decision) = (words.report, &result.decision);
    let account = Account::new(words, result);
    let at = place(report, result);
    let standing = match (decision.verdict, result.standing()) {
        (Verdict::Met | Verdict::NotApplicable, _) => "",
        (_, ResultStanding::Finding) => "finding",
        (_, ResultStanding::Known) => "known",
        (_, ResultStanding::Waived) => "waived",
        (_, ResultStanding::Below) => "below",
    };
    let waived = result.waived.as_ref();
    let until = waived.map_or_else(String::new, |one| one.waiver.until.to_string());
    let waived_at = waived.and_then(|one| one.shared);
    let waived_at = waived_at.map_or_else(String::new, |shared| format!("{}:{}", shared.file, shared.place.line));
    out.extend([pilot, ",", &of.first, ","]);
    table::cell(result.verdict_and_scope().name(), out);
    out.extend([",", decision.basis.map_or("", Basis::name), ",", standing, ","]);
    table::cell(waived.map_or("", |one| &one.waiver.by), out);
    out.extend([",", &until, ","]);
    table::cell(waived.map_or("", |one| &one.waiver.reason), out);
    out.extend([",", waived.map_or("", |one| if one.active { "active" } else { "expired" }), ","]);
    table::cell(&waived_at, out);
    out.push(',');
    paths(account.facts.iter().map(|told| told.fact), out);
    out.push(',');
    table::cell(&statements(&account), out);
    out.push(',');
    table::cell(&questions(&account), out);
    out.extend([",", account.remedy.map_or("", |_| &of.remedy)]);
    let _ = write!(out, ",{},{},", at.line, at.column);
    out.extend([&of.cite, ",", decision.applies.name_in_reports(), ","]);
    let vocabulary = report.facts.vocabulary();
    paths(decision.applies_because.iter().map(|fact| vocabulary.fact(*fact)), out);
    out.push_str("\r\n");
}

/// The paths of facts.
fn paths<'f>(facts: impl Iterator<Item = &'f Fact>, out: &mut String) {
    for (at, fact) in facts.enumerate() {
        out.extend([if at == 0 { "" } else { " " }, &fact.path]);
    }
}

/// What is said of the facts that decide a result, or that it turns on.
fn statements(account: &Account<'_>) -> String {
    let mut text = String::new();
    for (told, (words, at)) in account.facts.iter().flat_map(|told| told.said.iter().map(move |said| (told, said))) {
        text.push_str(if text.is_empty() { "" } else { AND });
        let _ = write!(text, "{}: {words} (line {})", told.fact.path, at.line);
    }
    text
}

/// What there is to ask.
fn questions(account: &Account<'_>) -> String {
    let mut text = String::new();
    for (fact, open) in account.questions() {
        text.push_str(if text.is_empty() { "" } else { AND });
        text.extend([&fact.path, " (", why(open), "): ", &fact.ask]);
    }
    text
}

impl Renderer for Csv {
    fn begin(&self, opening: &RunOpening<'_>) -> String {
        self.rules.begin(opening, |set, rule, _| RuleCells::new(set, rule, opening.register));
        let mark = if self.for_excel { BYTE_ORDER_MARK } else { "" };
        format!("{mark}{}", table::row(HEAD))
    }

    fn pilot(&self, report: &PilotReport<'_>) -> String {
        let pilot = table::cells([report.pilot.id.as_ref(), report.file, &report.document.to_string()]);
        let (words, mut rules) = (PilotInWords::new(report), self.rules.in_order());
        let mut out = String::with_capacity(report.results.len() * LINE);
        for result in &report.results {
            let of = rules.of(result, || RuleCells::new(result.set, result.rule, report.register));
            line(&words, &pilot, &of, result, &mut out);
        }
        out
    }

    fn end(&self, _: &RunOpening<'_>, _: &RunEnding) -> String {
        String::new()
    }

    fn tells(&self) -> bool {
        false
    }
}

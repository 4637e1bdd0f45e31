//! The TAP form (the Test Anything Protocol, version 13): a test point a result, and the reasons in YAML below it.
//!
//! Version 13 is what every reader takes, and what stands here means the same in version 14. Points carry no numbers,
//! which both allow, and the plan stands at the end: pilots are written as they come. Readers disagree on how `#` and `\`
//! are escaped in a description, and one that takes a `#` for the beginning of a directive would turn a finding into
//! something skipped; so wide forms stand in for both, and the YAML has the text to the letter.

use serde_json::{Map, Value, json};

use super::result_in_words::{Account, JsonFact, place, set_aside, why};
use super::{DisplayOptions, Format, Renderer};
use crate::model::diagnostic::Diagnostic;
use crate::report::{Detail, PilotReport, RuleResult, RunEnding, RunOpening};
use crate::text::words::harmless;
use crate::text::words::safe_json;

/// The TAP form.
pub(super) const FORMAT: Format = Format {
    name: "tap",
    what: "The Test Anything Protocol",
    detail: Detail::Reasons,
    quiet: None,
    summary: false,
    make: |look| Box::new(Tap::new(look)),
};

/// Writes reports as test points.
#[derive(Debug)]
pub struct Tap;

impl Tap {
    /// A renderer; it has but one look.
    #[must_use]
    pub fn new(_: DisplayOptions) -> Self {
        Self
    }
}

/// Text that no reader takes for a directive.
fn described(text: &str) -> String {
    harmless(text).replace('#', "＃").replace('\\', "＼")
}

/// A block of YAML below a point. Each value is written as JSON, which YAML reads as it stands.
fn block(values: &Map<String, Value>) -> String {
    let lines = values.iter().map(|(key, value)| format!("  {key}: {}\n", safe_json(value.to_string())));
    format!("  ---\n{}  ...\n", lines.collect::<String>())
}

fn point(report: &PilotReport<'_>, result: &RuleResult<'_>) -> String {
    let (rule, verdict) = (result.rule, result.decision.verdict);
    let ok = if verdict.is_satisfied() { "ok" } else { "not ok" };
    let directive = set_aside(report, result).map_or_else(String::new, |reason| {
        let directive = if verdict.is_satisfied() { "SKIP" } else { "TODO" };
        format!(" # {directive} {}", described(&reason))
    });
    let description = described(&format!("{}: {}: {}", report.pilot.id, rule.id, rule.title));
    format!("{ok} - {description}{directive}\n{}", block(&reasons(report, result)))
}

fn reasons(report: &PilotReport<'_>, result: &RuleResult<'_>) -> Map<String, Value> {
    let (rule, at, account) = (result.rule, place(report, result), Account::new(report, result));
    let mut values = Map::new();
    let mut put = |key: &str, value: Value| values.insert(key.to_owned(), value);
    put("verdict", json!(result.decision.verdict.name()));
    put("applies", json!(result.decision.applies.name_in_reports()));
    put("force", json!(rule.force.name()));
    put("title", json!(rule.title));
    put("pilot", json!(report.pilot.title));
    put("at", json!({"file": report.file, "line": at.line, "column": at.column}));
    put("stated_by", json!(account.stated_by));
    let fact = |told: &JsonFact<'_>| {
        let said: Vec<String> = told.said.iter().map(|(words, at)| format!("{words} [{at}]")).collect();
        let mut fact = Map::new();
        fact.insert("fact".into(), json!(told.fact.path));
        fact.extend(told.why.map(|open| ("why".into(), json!(why(open)))));
        fact.extend(told.why.map(|_| ("ask".into(), json!(told.fact.ask))));
        fact.insert("said".into(), told.silence().map_or(json!(said), |silence| json!(silence)));
        Value::Object(fact)
    };
    let decided = result.decision.verdict.is_decided();
    put(if decided { "because" } else { "turns_on" }, account.facts.iter().map(fact).collect());
    if !account.scope.is_empty() {
        put("applies_because", account.scope.iter().map(fact).collect());
    }
    for (key, text) in [("basis", account.basis.as_deref()), ("whose_word", account.sides.as_deref())] {
        if let Some(text) = text {
            put(key, json!(text));
        }
    }
    if let Some(remedy) = account.remedy {
        put("reason", json!(account.reason));
        put("remedy", json!(remedy));
    }
    if let Some((_, text)) = &account.waiver {
        put("waiver", json!(text));
    }
    values
}

/// An error as a point.
fn error(error: &Diagnostic) -> String {
    let mut values = Map::new();
    values.insert("severity".into(), json!("error"));
    values.insert("message".into(), json!(error.message));
    if let Some(file) = &error.file {
        let (line, column) = (error.place.map(|place| place.line), error.place.map(|place| place.column));
        values.insert("at".into(), json!({"file": file, "line": line, "column": column}));
    }
    format!("not ok - error: {}\n{}", described(&diagnostic_line(error)), block(&values))
}

fn diagnostic_line(diagnostic: &Diagnostic) -> String {
    match (&diagnostic.file, diagnostic.place) {
        (Some(file), Some(place)) => format!("{file}:{place}: {}", diagnostic.message),
        (Some(file), None) => format!("{file}: {}", diagnostic.message),
        (None, _) => diagnostic.message.clone(),
    }
}

impl Renderer for Tap {
    fn begin(&self, _: &RunOpening<'_>) -> String {
        "TAP version 13\n".to_owned()
    }

    fn pilot(&self, report: &PilotReport<'_>) -> String {
        report.results.iter().map(|result| point(report, result)).collect()
    }

    fn end(&self, _: &RunOpening<'_>, ending: &RunEnding) -> String {
        let results: usize = ending.summary.counts().map(|(_, count)| count).sum();
        let mut out: String = ending.errors.iter().map(error).collect();
        ending.notices.iter().for_each(|notice| out.extend(["# notice: ", &described(&diagnostic_line(notice)), "\n"]));
        match results + ending.errors.len() {
            0 => out.push_str("1..0 # SKIP nothing was checked\n"),
            points => out.extend(["1..", &points.to_string(), "\n"]),
        }
        out
    }
}

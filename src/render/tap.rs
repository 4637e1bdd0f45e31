//! The TAP form (the Test Anything Protocol, version 13): a test point a result, and the reasons in YAML below it.
//!
//! Version 13 is what every reader takes, and what stands here means the same in version 14. Points carry no numbers,
//! which both allow, and the plan stands at the end: pilots are written as they come. Readers disagree on how `#` and `\`
//! are escaped in a description, and one that takes a `#` for the beginning of a directive would turn a finding into
//! something skipped; so wide forms stand in for both, and the YAML has the text to the letter.

use std::fmt::Write as _;

use rustc_hash::FxHashMap;
use serde_json::{Map, Value, json};

use super::result_in_words::{Account, PilotInWords, ToldFact, place, set_aside, why};
use super::rules_of_run::RulesOfRun;
use super::{DisplayOptions, Format, Renderer, human};
use crate::citations::Register;
use crate::model::Why;
use crate::model::diagnostic::Diagnostic;
use crate::model::vocabulary::FactId;
use crate::report::{Detail, PilotReport, RuleResult, RunEnding, RunOpening};
use crate::rules::Rule;
use crate::text::words::{harmless, json_text, safe_json};

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
pub struct Tap {
    rules: RulesOfRun<RuleText>,
}

/// About as many bytes as a point takes.
const POINT: usize = 1280;

impl Tap {
    /// A renderer; it has but one look.
    #[must_use]
    pub fn new(_: DisplayOptions) -> Self {
        Self { rules: RulesOfRun::default() }
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

/// What is said of a rule in every point of it.
#[derive(Debug)]
struct RuleText {
    /// Its id and its title, as they stand in a description.
    described: String,
    /// The keys of its block, as far as they follow each other.
    force_and_title: String,
    stated_by: String,
    reason_and_remedy: String,
}

impl RuleText {
    fn new(rule: &Rule, register: &Register) -> Self {
        let mut texts = [const { String::new() }; 3];
        let [force_and_title, stated_by, reason_and_remedy] = &mut texts;
        key("force", rule.force.name(), force_and_title);
        key("title", &rule.title, force_and_title);
        key("stated_by", &human::citation(rule, register), stated_by);
        key("reason", &rule.reason, reason_and_remedy);
        key("remedy", &rule.remedy, reason_and_remedy);
        let [force_and_title, stated_by, reason_and_remedy] = texts;
        let described = described(&format!("{}: {}", rule.id, rule.title));
        Self { described, force_and_title, stated_by, reason_and_remedy }
    }
}

/// A line of a block of YAML: a text, written as JSON.
fn key(key: &str, text: &str, out: &mut String) {
    out.extend(["  ", key, ": \""]);
    json_text(text, out);
    out.push_str("\"\n");
}

/// The points of one pilot.
struct Points<'r> {
    words: PilotInWords<'r>,
    /// What is said of a fact, as JSON, by why it is open, and of the facts that make a rule apply by whether that is so by the
    /// whole pilot.
    facts: FxHashMap<(FactId, Option<Why>, Option<bool>), String>,
    /// The pilot's id as it stands in a description, its title as a line, and its file as JSON.
    id: String,
    title: String,
    file: String,
}

impl<'r> Points<'r> {
    fn new(report: &'r PilotReport<'r>) -> Self {
        let [mut title, mut file] = [const { String::new() }; 2];
        key("pilot", &report.pilot.title, &mut title);
        json_text(report.file, &mut file);
        let (words, id) = (PilotInWords::new(report), described(&report.pilot.id));
        Self { words, facts: FxHashMap::default(), id, title, file }
    }

    fn write(&mut self, of: &RuleText, result: &RuleResult<'_>, out: &mut String) {
        let (report, verdict) = (self.words.report, result.decision.verdict);
        out.extend([if verdict.is_satisfied() { "ok - " } else { "not ok - " }, &self.id, ": ", &of.described]);
        if let Some(reason) = set_aside(report, result) {
            out.extend([if verdict.is_satisfied() { " # SKIP " } else { " # TODO " }, &described(&reason)]);
        }
        out.push_str("\n  ---\n");
        self.reasons(of, result, out);
        out.push_str("  ...\n");
    }

    fn reasons(&mut self, of: &RuleText, result: &RuleResult<'_>, out: &mut String) {
        let (words, at) = (&self.words, place(self.words.report, result));
        let account = Account::new(words, result);
        key("verdict", result.decision.verdict.name(), out);
        key("applies", result.decision.applies.name_in_reports(), out);
        out.extend([of.force_and_title.as_str(), &self.title]);
        let _ = writeln!(out, "  at: {{\"file\":\"{}\",\"line\":{},\"column\":{}}}", self.file, at.line, at.column);
        out.push_str(&of.stated_by);
        let mut facts = |key: &str, told: &[ToldFact<'_>], whole: Option<bool>, out: &mut String| {
            out.extend(["  ", key, ": ["]);
            for (at, told) in told.iter().enumerate() {
                out.push_str(if at == 0 { "" } else { "," });
                out.push_str(self.facts.entry((told.fact.id, told.why, whole)).or_insert_with(|| fact(told)));
            }
            out.push_str("]\n");
        };
        let decided = result.decision.verdict.is_decided();
        facts(if decided { "because" } else { "turns_on" }, &account.facts, None, out);
        if !account.scope.is_empty() {
            facts("applies_because", &account.scope, Some(result.decision.on_whole_pilot), out);
        }
        for (name, text) in [("basis", account.basis.as_deref()), ("whose_word", account.sides.as_deref())] {
            text.into_iter().for_each(|text| key(name, text, out));
        }
        if account.remedy.is_some() {
            out.push_str(&of.reason_and_remedy);
        }
        if let Some((_, text)) = &account.waiver {
            key("waiver", text, out);
        }
    }
}

/// A fact with what is said of it, as JSON.
fn fact(told: &ToldFact<'_>) -> String {
    let said: Vec<String> = told.said.iter().map(|(words, at)| format!("{words} [{at}]")).collect();
    let mut fact = Map::new();
    fact.insert("fact".into(), json!(told.fact.path));
    fact.extend(told.why.map(|open| ("why".into(), json!(why(open)))));
    fact.extend(told.why.map(|_| ("ask".into(), json!(told.fact.ask))));
    fact.insert("said".into(), told.silence().map_or(json!(said), |silence| json!(silence)));
    safe_json(Value::Object(fact).to_string())
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
    fn begin(&self, opening: &RunOpening<'_>) -> String {
        self.rules.begin(opening, |_, rule, _| RuleText::new(rule, opening.register));
        "TAP version 13\n".to_owned()
    }

    fn pilot(&self, report: &PilotReport<'_>) -> String {
        let (mut points, mut rules) = (Points::new(report), self.rules.in_order());
        let mut out = String::with_capacity(report.results.len() * POINT);
        for result in &report.results {
            let of = rules.of(result, || RuleText::new(result.rule, report.register));
            points.write(&of, result, &mut out);
        }
        out
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

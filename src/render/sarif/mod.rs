//! The SARIF form: SARIF 2.1.0 (OASIS, with errata 01), for viewers and for services that collect results.
//!
//! It is written as the run goes on: first the tool with all its rules, then the results pilot by pilot, then how the run
//! ended. [`FOR_GITHUB`] is the same with what counts in the exit status alone, within the limits of GitHub.

mod descriptor;
mod message;
mod outcome;
mod place;
mod texts;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use serde_json::{Map, Value, json};

use outcome::PilotResults;
use texts::RuleTexts;

use super::rules_of_run::RulesOfRun;
use super::{Format, Renderer, Workspace};
use crate::model::diagnostic::Diagnostic;
use crate::model::{Force, Verdict};
use crate::report::{Detail, PilotReport, RuleResult, RunEnding, RunOpening};
use crate::text::words;
use crate::text::words::safe_json;

/// The SARIF form.
pub(super) const FORMAT: Format = Format {
    name: "sarif",
    what: "SARIF 2.1.0",
    detail: Detail::Reasons,
    quiet: None,
    summary: false,
    make: |look| Box::new(Sarif::new(None, look.workspace)),
};

/// The SARIF form as GitHub takes it.
pub(super) const FOR_GITHUB: Format = Format {
    name: "sarif-github",
    what: "SARIF 2.1.0 with findings only, for code scanning on GitHub",
    detail: Detail::Reasons,
    quiet: None,
    summary: true,
    make: |look| Box::new(Sarif::new(Some(GITHUB), look.workspace)),
};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// What a service takes.
#[derive(Debug, Clone, Copy)]
struct Limits {
    /// Results of a run.
    results: usize,
    /// Rules of a run.
    rules: usize,
    /// Places of a result, related ones included.
    places: usize,
    /// Letters of the descriptions of a rule; its help may be longer.
    description: usize,
}

/// What code scanning takes, as GitHub documents it under "SARIF support for code scanning".
const GITHUB: Limits = Limits { results: 25_000, rules: 25_000, places: 1_000, description: 1_024 };

/// Writes reports as SARIF.
#[derive(Debug)]
struct Sarif {
    /// Where there are limits, only what counts in the exit status is told, within them.
    limits: Option<Limits>,
    workspace: Option<&'static Workspace>,
    /// Whether there is a baseline.
    baseline: OnceLock<bool>,
    rules: RulesOfRun<RuleTexts>,
    /// Where there are limits, the results that there is room for, until all have been seen.
    gravest: Mutex<Gravest>,
}

/// The gravest results, as many as there is room for, and of those that are as grave the first.
#[derive(Debug, Default)]
struct Gravest {
    /// By how grave they are, and by their place among all.
    kept: BTreeMap<(u8, usize), String>,
    /// How many were seen.
    seen: usize,
}

impl Gravest {
    fn take(&mut self, rank: u8, result: &str, most: usize) {
        self.kept.insert((rank, self.seen), result.to_owned());
        self.seen += 1;
        if self.kept.len() > most {
            self.kept.pop_last();
        }
    }

    /// Those that are kept, in the order in which they came.
    fn in_order(&self) -> Vec<&str> {
        let mut all: Vec<(usize, &str)> = self.kept.iter().map(|((_, at), result)| (*at, result.as_str())).collect();
        all.sort_unstable();
        all.into_iter().map(|(_, result)| result).collect()
    }
}

/// How grave a result is, from 0: first by its verdict, then by the force of its rule.
fn rank(result: &RuleResult<'_>) -> u8 {
    let verdict = match result.decision.verdict {
        Verdict::Breached => 0,
        Verdict::Contested => 1,
        Verdict::Unstated => 2,
        Verdict::Met | Verdict::NotApplicable => 3,
    };
    let force = match result.rule.force {
        Force::Must => 0,
        Force::Should => 1,
        Force::Ask => 2,
    };
    verdict * 3 + force
}

/// A value of JSON on one line.
fn text(value: &Value) -> String {
    safe_json(value.to_string())
}

/// An object, of those keys that there is something for.
fn object<const N: usize>(entries: [(&str, Option<Value>); N]) -> Value {
    let some = entries.into_iter().filter_map(|(key, value)| value.map(|value| (key.to_owned(), value)));
    Value::Object(some.collect::<Map<String, Value>>())
}

impl Sarif {
    fn new(limits: Option<Limits>, workspace: Option<&'static Workspace>) -> Self {
        let (baseline, rules, gravest) = (OnceLock::new(), RulesOfRun::default(), Mutex::default());
        Self { limits, workspace, baseline, rules, gravest }
    }

    fn gravest(&self) -> MutexGuard<'_, Gravest> {
        self.gravest.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How an error or a notice is told.
    fn notification(&self, level: &str, diagnostic: &Diagnostic) -> Value {
        let location = diagnostic.file.as_deref().map(|file| {
            let region = diagnostic.place.map(|place| json!({"startLine": place.line, "startColumn": place.column}));
            json!([{"physicalLocation": place::physical(file, region, self.workspace)}])
        });
        object([
            ("level", Some(json!(level))),
            ("message", Some(json!({"text": message::escape(&diagnostic.message)}))),
            ("locations", location),
        ])
    }

    /// What was cut for want of room, in a sentence.
    fn cut(&self, opening: &RunOpening<'_>) -> Option<String> {
        let limits = self.limits?;
        let results = self.gravest().seen.saturating_sub(limits.results);
        let rules = opening.rules().count().saturating_sub(limits.rules);
        let of = |number, noun: &str, most| {
            let (number, noun) = (words::counted(number, &format!("more {noun}")), format!("{noun}s"));
            format!("{number} left out: at most {most} {noun} of a run are taken")
        };
        let results = (results > 0).then(|| of(results, "finding", limits.results));
        let rules = (rules > 0).then(|| of(rules, "rule", limits.rules));
        let cut: Vec<String> = rules.into_iter().chain(results).collect();
        (!cut.is_empty()).then(|| words::sentence(&cut.join("; ")))
    }
}

impl Renderer for Sarif {
    fn begin(&self, opening: &RunOpening<'_>) -> String {
        let most = self.limits.map_or(usize::MAX, |limits| limits.rules);
        let rules = || opening.rules().take(most);
        // A renderer is begun once; begun again, it is for the same run.
        let _ = self.baseline.set(opening.baseline);
        self.rules
            .begin(opening, |set, rule, at| RuleTexts::new(set, rule, opening.register, (at < most).then_some(at)));
        let described: Vec<String> =
            rules().map(|(set, rule)| text(&descriptor::descriptor(set, rule, self.limits.as_ref()))).collect();
        format!(
            "{{\"$schema\":\"{SCHEMA}\",\"version\":\"2.1.0\",\"runs\":[{{\"tool\":{{\"driver\":{{\"name\":\"brief\",\
             \"fullName\":\"Watching Brief {version}\",\"version\":\"{version}\",\"semanticVersion\":\"{version}\",\
             \"language\":\"en-GB\",\"rules\":[\n{rules}\n]}}}},\"automationDetails\":{{\"id\":\"watching-brief/\"}},\"language\":\"en-GB\",\
             \"columnKind\":\"unicodeCodePoints\",\"results\":[\n",
            version = env!("CARGO_PKG_VERSION"),
            rules = described.join(",\n"),
        )
    }

    fn pilot(&self, report: &PilotReport<'_>) -> String {
        let wanted = report.results.iter().filter(|result| self.limits.is_none() || result.is_finding());
        let (mut results, mut out) = (PilotResults::new(self, report), String::new());
        for (at, result) in wanted.enumerate() {
            if self.limits.is_some() {
                // A line each, behind how grave it is: they are taken up one by one.
                let _ = write!(out, "{}", rank(result));
            } else if at > 0 {
                out.push_str(",\n");
            }
            results.write(result, &mut out);
            out.push_str(if self.limits.is_some() { "\n" } else { "" });
        }
        out
    }

    fn between(&self) -> &'static str {
        ",\n"
    }

    /// Where there is room for so many results only, which these are is known at the end.
    fn take(&self, part: String) -> String {
        let Some(limits) = self.limits else { return part };
        let mut gravest = self.gravest();
        for line in part.lines() {
            let rank = line.bytes().next().unwrap_or_default();
            gravest.take(rank, line.get(1..).unwrap_or_default(), limits.results);
        }
        String::new()
    }

    fn end(&self, opening: &RunOpening<'_>, ending: &RunEnding) -> String {
        let cut = self.cut(opening).map(|cut| json!({"level": "warning", "message": {"text": cut}}));
        let errors = ending.errors.iter().map(|error| self.notification("error", error));
        let notices = ending.notices.iter().map(|notice| self.notification("note", notice));
        let notifications: Vec<Value> = errors.chain(cut).chain(notices).collect();
        let invocation = json!({
            // GitHub refuses a file of a run that says that it was none; what was wrong stands beside it all the same.
            "executionSuccessful": self.limits.is_some() || ending.errors.is_empty(),
            "exitCode": ending.exit_status(),
            "toolExecutionNotifications": notifications,
        });
        let counts = ending.summary.counts().map(|(verdict, count)| (verdict.name().to_owned(), json!(count)));
        // Those are among what is met.
        let apart = ("met-if-it-applies".to_owned(), json!(ending.summary.met_if_it_applies()));
        let properties = json!({
            "today": opening.today.to_string(),
            "basis": opening.hearing.least.map(crate::model::Basis::name),
            "without": opening.hearing.without,
            "pilots": ending.pilots,
            "summary": counts.chain([apart]).collect::<Map<String, Value>>(),
            "findings": ending.findings,
            "waived": ending.waived,
            "known": ending.known,
        });
        let results = self.gravest().in_order().join(",\n");
        format!("{results}\n],\"invocations\":[{}],\"properties\":{}}}]}}\n", text(&invocation), text(&properties))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::citations::Register;
    use crate::evaluate::StatementFilter;
    use crate::model::vocabulary::Vocabulary;
    use crate::report::Bar;

    #[test]
    fn results_beyond_the_limit_are_left_out_and_said() {
        let sarif = Sarif::new(Some(Limits { results: 3, ..GITHUB }), None);
        let hearing = StatementFilter::default();
        let today = jiff::civil::date(2026, 11, 22);
        let register = Register::embedded();
        let opening = RunOpening {
            vocabulary: Vocabulary::shipped(),
            sets: Vec::new(),
            bar: Bar::default(),
            hearing: &hearing,
            today,
            baseline: false,
            register: &register,
        };
        let end = |sarif: &Sarif| sarif.end(&opening, &RunEnding::default());
        let parts = ["1{1}\n0{2}\n", "", "1{3}\n1{4}\n3{5}\n", "0{6}\n"].map(|part| sarif.take(part.to_owned()));
        assert_eq!(parts, [""; 4]);
        // The gravest stay, and of equals the first, in the order in which they came.
        assert!(end(&sarif).starts_with("{1},\n{2},\n{6}\n],"), "{}", end(&sarif));
        let cut = "3 more findings left out: at most 3 findings of a run are taken.";
        assert!(end(&sarif).contains(cut), "{}", end(&sarif));
        let whole = Sarif::new(None, None);
        assert_eq!(whole.take("{1},\n{2}".to_owned()), "{1},\n{2}");
        assert!(!end(&whole).contains("left out"));
    }
}

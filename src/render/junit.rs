//! The JUnit form: a suite for each pilot, a case for each rule.
//!
//! There is no one standard; this is what common readers agree on. A finding is a failure. What is neither met nor a
//! finding is skipped, with the reason, so that nothing unstated reads as a pass; and so is what is met if it applies. Errors are cases of a last suite, and
//! notices its output. Pilots are written as they come: how many cases there are in all stands nowhere, since readers add
//! up what the suites say.

use std::fmt::Write as _;

use quick_xml::escape::escape;
use rustc_hash::FxHashMap;

use super::human::{citation, file_name};
use super::result_in_words::{Account, PilotInWords, ToldFact, because, place, set_aside, why};
use super::rules_of_run::RulesOfRun;
use super::{DisplayOptions, Format, Renderer};
use crate::citations::Register;
use crate::model::Why;
use crate::model::diagnostic::Diagnostic;
use crate::model::vocabulary::FactId;
use crate::report::{Detail, PilotReport, RuleResult, RunEnding, RunOpening};
use crate::rules::Rule;
use crate::text::words::{harmless, listed, sentence};

/// The JUnit form.
pub(super) const FORMAT: Format = Format {
    name: "junit",
    what: "XML as JUnit writes it, for test reports",
    detail: Detail::Reasons,
    quiet: None,
    summary: false,
    make: |look| Box::new(JUnit::new(look)),
};

/// Writes reports as XML for readers of test reports.
#[derive(Debug)]
pub struct JUnit {
    rules: RulesOfRun<RuleText>,
}

impl JUnit {
    /// A renderer; it has but one look.
    #[must_use]
    pub fn new(_: DisplayOptions) -> Self {
        Self { rules: RulesOfRun::default() }
    }
}

/// The name of the last suite; no pilot has an id with a space in it.
const TOLD: &str = "errors and notices";

/// About as many bytes as a case takes.
const CASE: usize = 1024;

/// A line of a text, or the value of an attribute, as XML has it. XML forbids control characters: visible ones stand in for
/// them.
fn put(text: &str, out: &mut String) {
    let is_plain = |byte: u8| matches!(byte, b' '..=b'~') && !matches!(byte, b'<' | b'>' | b'&' | b'\'' | b'"');
    if text.bytes().all(is_plain) {
        out.push_str(text);
    } else {
        out.push_str(&escape(harmless(text)));
    }
}

/// The same by itself.
fn written(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    put(text, &mut written);
    written
}

/// A further line of a text.
fn line(parts: &[&str], out: &mut String) {
    out.push('\n');
    parts.iter().for_each(|part| put(part, out));
}

/// The beginning of a suite, with its counts; what it is of stands last.
fn suite(name: &str, counts: [usize; 4], file: Option<&str>, out: &mut String) {
    let [tests, failures, errors, skipped] = counts;
    out.push_str("<testsuite name=\"");
    put(name, out);
    let _ = write!(out, "\" tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\" skipped=\"{skipped}\"");
    if let Some(file) = file {
        out.push_str(" file=\"");
        put(file, out);
        out.push('"');
    }
    out.push_str(">\n");
}

/// What is said of a rule in every case of it.
#[derive(Debug)]
struct RuleText {
    /// The beginning of the case, with its name.
    case: String,
    /// Its title, as an attribute has it.
    title: String,
    /// Lines of what there is to say.
    condition: String,
    stated_by: String,
    reason_and_reading: String,
    remedy: String,
}

impl RuleText {
    fn new(rule: &Rule, register: &Register) -> Self {
        let lines = |parts: &[&str]| {
            let mut lines = String::new();
            line(parts, &mut lines);
            lines
        };
        let mut reason_and_reading = lines(&["Why it matters: ", &rule.reason]);
        if let Some(reading) = &rule.reading {
            line(&["Our reading: ", &sentence(reading)], &mut reason_and_reading);
        }
        Self {
            case: format!("  <testcase name=\"{}\" classname=\"", written(&format!("{}: {}", rule.id, rule.title))),
            title: written(&rule.title),
            condition: lines(&["The condition: ", &rule.title]),
            stated_by: lines(&["Stated by ", &citation(rule, register)]),
            reason_and_reading,
            remedy: lines(&["What would have to change: ", &rule.remedy]),
        }
    }
}

/// The cases of one pilot.
struct Cases<'r> {
    words: PilotInWords<'r>,
    /// The lines on a fact, by why it is open, and of the facts that make a rule apply by whether that is so by the whole pilot.
    facts: FxHashMap<(FactId, Option<Why>, Option<bool>), String>,
    /// The pilot's id, and its file as it stands before a place.
    id: String,
    file: String,
}

impl<'r> Cases<'r> {
    fn new(report: &'r PilotReport<'r>) -> Self {
        let (id, file) = (written(&report.pilot.id), written(file_name(report.file)));
        Self { words: PilotInWords::new(report), facts: FxHashMap::default(), id, file }
    }

    /// One result; `aside` says why it is neither a pass nor a finding.
    fn write(&mut self, of: &RuleText, result: &RuleResult<'_>, aside: Option<&str>, out: &mut String) {
        let (report, verdict) = (self.words.report, result.decision.verdict);
        out.extend([of.case.as_str(), &self.id, "."]);
        put(&result.set.set.id, out);
        out.push_str("\">\n    ");
        match aside {
            Some(message) => {
                out.extend(["<skipped type=\"", verdict.name(), "\" message=\""]);
                put(message, out);
                out.push_str("\">");
                if !verdict.is_satisfied() {
                    self.account(of, result, out);
                }
                out.push_str("</skipped>");
            }
            None if result.is_finding() => {
                out.extend(["<failure type=\"", verdict.name(), "\" message=\"", verdict.name()]);
                out.extend([" (", result.rule.force.name(), "): ", &of.title, "\">"]);
                self.account(of, result, out);
                out.push_str("</failure>");
            }
            None => {
                out.push_str("<system-out>");
                self.at(result, out);
                line(&["met, ", &because(report, result)], out);
                out.push_str("</system-out>");
            }
        }
        out.push_str("\n  </testcase>\n");
    }

    /// The place of a result. It stands in the text: no schema of the form has attributes of a case for it.
    fn at(&self, result: &RuleResult<'_>, out: &mut String) {
        let _ = write!(out, "{}:{}", self.file, place(self.words.report, result));
    }

    /// All that there is to say of a result, a line each.
    fn account(&mut self, of: &RuleText, result: &RuleResult<'_>, out: &mut String) {
        self.at(result, out);
        let account = Account::new(&self.words, result);
        // A run has far more cases that are skipped than failures: those say no more than what is said and what to ask.
        let whole = result.is_finding();
        out.push_str(if whole { &of.condition } else { "" });
        out.push_str(&of.stated_by);
        out.push_str(if whole { &of.reason_and_reading } else { "" });
        let file = self.file.as_str();
        for told in &account.facts {
            let known = self.facts.entry((told.fact.id, told.why, None));
            out.push_str(known.or_insert_with(|| lines_on(told, file)));
        }
        for told in &account.scope {
            let known = self.facts.entry((told.fact.id, None, Some(result.decision.on_whole_pilot)));
            out.push_str(known.or_insert_with(|| lines_on_scope(told, file)));
        }
        if let Some(basis) = &account.basis {
            line(&["Basis: ", basis], out);
        }
        out.push_str(if whole && account.remedy.is_some() { &of.remedy } else { "" });
        if let Some(sides) = &account.sides {
            line(&["Whose word: ", sides], out);
        }
        for (fact, _) in account.questions() {
            line(&["What to ask: ", &fact.path, ": ", &fact.ask], out);
        }
        if let Some((lead, text)) = &account.waiver {
            line(&[lead, " ", text], out);
        }
    }
}

/// What is said of a fact that decides, or why it is open.
fn lines_on(told: &ToldFact<'_>, file: &str) -> String {
    let open = told.why.map_or_else(String::new, |open| format!(" ({})", why(open)));
    let mut lines = String::new();
    if let Some(silence) = told.silence() {
        line(&[&told.fact.path, &open, ": ", silence], &mut lines);
    }
    for (words, at) in told.said {
        line(&[&told.fact.path, &open, ": ", words], &mut lines);
        let _ = write!(lines, " [{file}:{at}]");
    }
    lines
}

/// What is said of a fact that makes a rule apply.
fn lines_on_scope(told: &ToldFact<'_>, file: &str) -> String {
    let mut lines = String::new();
    for (words, at) in told.said {
        line(&["It applies because of ", &told.fact.path, ": ", words], &mut lines);
        let _ = write!(lines, " [{file}:{at}]");
    }
    lines
}

/// An error as a case.
fn error(error: &Diagnostic, out: &mut String) {
    let told = written(&diagnostic_line(error));
    let message = written(&error.message);
    out.extend(["  <testcase name=\"", &told, "\" classname=\"", TOLD, "\">\n"]);
    out.extend(["    <error type=\"error\" message=\"", &message, "\">", &told, "</error>\n  </testcase>\n"]);
}

/// An error or a notice in a line, with its place.
fn diagnostic_line(diagnostic: &Diagnostic) -> String {
    let file = diagnostic.file.as_deref().map(file_name);
    let place = diagnostic.place.map(|place| place.to_string());
    let place: Vec<&str> = file.into_iter().chain(place.as_deref()).collect();
    if place.is_empty() { diagnostic.message.clone() } else { format!("{}: {}", place.join(":"), diagnostic.message) }
}

impl Renderer for JUnit {
    fn begin(&self, opening: &RunOpening<'_>) -> String {
        self.rules.begin(opening, |_, rule, _| RuleText::new(rule, opening.register));
        let sets: Vec<String> = opening.sets.iter().map(|of| of.set.set.id.clone()).collect();
        let name =
            if sets.is_empty() { "brief check".to_owned() } else { format!("brief check: {}", listed(&sets, "and")) };
        format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"{}\">\n", written(&name))
    }

    fn pilot(&self, report: &PilotReport<'_>) -> String {
        let (mut cases, mut rules) = (Cases::new(report), self.rules.in_order());
        let aside: Vec<Option<String>> = report.results.iter().map(|result| set_aside(report, result)).collect();
        let failures = report.results.iter().filter(|result| result.is_finding()).count();
        let skipped = aside.iter().flatten().count();
        let (pilot, mut out) = (report.pilot, String::with_capacity((report.results.len() + 1) * CASE));
        suite(&pilot.id, [report.results.len(), failures, 0, skipped], Some(report.file), &mut out);
        out.push_str("  <properties>\n");
        let document = report.document.to_string();
        for (name, value) in [("title", pilot.title.as_ref()), ("status", pilot.status.name()), ("document", &document)]
        {
            out.extend(["    <property name=\"", name, "\" value=\"", &written(value), "\"/>\n"]);
        }
        out.push_str("  </properties>\n");
        for (result, aside) in report.results.iter().zip(&aside) {
            let of = rules.of(result, || RuleText::new(result.rule, report.register));
            cases.write(&of, result, aside.as_deref(), &mut out);
        }
        out.push_str("</testsuite>\n");
        out
    }

    fn end(&self, _: &RunOpening<'_>, ending: &RunEnding) -> String {
        let (errors, notices, mut out) = (&ending.errors, &ending.notices, String::new());
        if !errors.is_empty() || !notices.is_empty() {
            suite(TOLD, [errors.len(), 0, errors.len(), 0], None, &mut out);
            errors.iter().for_each(|one| error(one, &mut out));
            if !notices.is_empty() {
                let notices: Vec<String> = notices.iter().map(|notice| written(&diagnostic_line(notice))).collect();
                out.extend(["  <system-out>", &notices.join("\n"), "</system-out>\n"]);
            }
            out.push_str("</testsuite>\n");
        }
        out + "</testsuites>\n"
    }
}

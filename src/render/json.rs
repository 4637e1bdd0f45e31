//! The JSON form: format 1. Its types are its own; the reference and the schema describe them.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io;

use serde::Serialize;

use super::{Format, Look, Out, Renderer, pieces};
use crate::diagnostic::Diagnostic;
use crate::evaluate::{Facts, Verdict};
use crate::pilot::{Said, Statement};
use crate::report::{Detail, Ending, Opening, PilotReport, RuleResult, Standing, Summary, Waived};
use crate::source::Place;
use crate::vocabulary::{Fact, FactId, Vocabulary};
use crate::words;

/// The JSON form.
pub(super) const FORMAT: Format = Format {
    name: "json",
    what: "One JSON object",
    detail: Detail::Reasons,
    quiet: true,
    summary: false,
    make: |look| Box::new(Json::new(look)),
};

/// Writes reports as one JSON object.
#[derive(Debug)]
pub struct Json {
    look: Look,
}

impl Json {
    /// A renderer; only `quiet` of the look matters.
    #[must_use]
    pub fn new(look: Look) -> Self {
        Self { look }
    }
}

/// What a run was asked to do.
#[derive(Serialize)]
pub(super) struct Head<'r> {
    format: u32,
    tool: Tool,
    today: String,
    basis: Option<&'static str>,
    without: &'r [String],
    rulesets: Vec<Set<'r>>,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct Set<'r> {
    ruleset: &'r str,
    title: &'r str,
    issued_by: &'r [String],
    rules: usize,
}

#[derive(Serialize)]
struct Pilot<'r> {
    #[serde(rename = "pilot")]
    id: &'r str,
    title: &'r str,
    file: &'r str,
    document: usize,
    results: Vec<Outcome<'r>>,
    summary: Counts,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Counts {
    met: usize,
    breached: usize,
    contested: usize,
    unstated: usize,
    not_applicable: usize,
}

/// A result.
#[derive(Serialize)]
pub(super) struct Outcome<'r> {
    rule: &'r str,
    ruleset: &'r str,
    title: &'r str,
    force: &'static str,
    about: &'static str,
    by: &'r str,
    verdict: &'static str,
    basis: Option<&'static str>,
    waived: Option<Waiver<'r>>,
    /// Whether the baseline has it already; there only where it does.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    known: bool,
    because: Vec<Reason<'r>>,
    turns_on: Vec<Open<'r>>,
    cite: Cite<'r>,
    #[serde(skip_serializing_if = "Option::is_none")]
    origin: Option<Origin<'r>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    by_word: Vec<Word<'r>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sides: Vec<Side<'r>>,
}

/// Where a rule comes from that is imported, or that was given another force.
#[derive(Serialize)]
struct Origin<'r> {
    ruleset: &'r str,
    title: &'r str,
    issued_by: &'r [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    force: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    weighed_by: Option<&'r [String]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'r str>,
}

/// A speaker on a contested fact; null is the author of the file.
#[derive(Serialize)]
struct Side<'r> {
    speaker: Option<&'r str>,
    verdict: &'static str,
}

/// A speaker on whom the verdict rests; null is the author of the file.
#[derive(Serialize)]
struct Word<'r> {
    speaker: Option<&'r str>,
    otherwise: &'static str,
}

#[derive(Serialize)]
struct Waiver<'r> {
    reason: &'r str,
    by: &'r str,
    until: String,
    state: &'static str,
    /// Where it is written, if that is not in the pilot.
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
}

#[derive(Serialize)]
struct Reason<'r> {
    fact: &'r str,
    statements: Vec<Stated<'r>>,
}

#[derive(Serialize)]
struct Open<'r> {
    fact: &'r str,
    why: &'static str,
    ask: &'r str,
    statements: Vec<Stated<'r>>,
}

#[derive(Serialize)]
struct Cite<'r> {
    document: &'r str,
    paragraph: u32,
    phrase: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    part: Option<&'r str>,
}

/// A statement; `value`, or `includes` and `excludes` of a set that is known in part.
#[derive(Serialize)]
struct Stated<'r> {
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<Value<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    includes: Option<Vec<&'r str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    excludes: Option<Vec<&'r str>>,
    by: Option<&'r str>,
    basis: &'static str,
    document: Option<&'r str>,
    paragraph: Option<u32>,
    phrase: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'r str>,
    line: u32,
    column: u32,
    written_at: Option<At>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Value<'r> {
    Bool(bool),
    Text(&'r str),
    Members(Vec<&'r str>),
}

#[derive(Serialize)]
struct At {
    line: u32,
    column: u32,
}

/// An error or a notice.
#[derive(Serialize)]
pub(super) struct Told<'r> {
    file: Option<&'r str>,
    line: Option<u32>,
    column: Option<u32>,
    message: &'r str,
}

/// One part as text. None of our types can fail to be written.
pub(super) fn text<T: Serialize>(part: &T) -> String {
    escaped(serde_json::to_string(part).unwrap_or_default())
}

/// JSON in which the control characters that JSON itself lets stand are escaped too: the text may go to a terminal.
pub(super) fn escaped(json: String) -> String {
    let acts = |c: char| c > '~' && words::harmless_char(c).is_some();
    if json.is_ascii() && !json.contains('\u{7f}') || !json.contains(acts) {
        return json;
    }
    let mut out = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        if acts(c) {
            // All of them stand in the first plane, so that one unit is enough.
            let _ = write!(out, "\\u{:04x}", c as u32);
        } else {
            out.push(c);
        }
    }
    out
}

impl Renderer for Json {
    fn begin(&self, opening: &Opening<'_>) -> String {
        let head = text(&head(opening));
        format!("{},\"pilots\":[\n", head.strip_suffix('}').unwrap_or(&head))
    }

    fn pilot(&self, report: &PilotReport<'_>) -> String {
        let shown: &[RuleResult<'_>] = if self.look.quiet { &[] } else { &report.results };
        text(&Pilot {
            id: &report.pilot.id,
            title: &report.pilot.title,
            file: report.file,
            document: report.document,
            results: shown.iter().map(|result| outcome(report, result)).collect(),
            summary: counts(&report.summary),
        })
    }

    fn write(&self, report: &PilotReport<'_>, out: Out<'_>) -> io::Result<()> {
        let whole = text(&Pilot {
            id: &report.pilot.id,
            title: &report.pilot.title,
            file: report.file,
            document: report.document,
            results: Vec::new(),
            summary: counts(&report.summary),
        });
        let shown: &[RuleResult<'_>] = if self.look.quiet { &[] } else { &report.results };
        // Quotation marks within a text have a backslash before them.
        let (before, after) = whole.split_once("\"results\":[]").unwrap_or((&whole, ""));
        out(&format!("{before}\"results\":["))?;
        for (at, result) in shown.iter().enumerate() {
            out(if at == 0 { "" } else { "," })?;
            pieces::write(&outcome(report, result), out)?;
        }
        out(&format!("]{after}"))
    }

    fn in_pieces(&self) -> bool {
        true
    }

    fn between(&self) -> &'static str {
        ",\n"
    }

    fn end(&self, _: &Opening<'_>, ending: &Ending) -> String {
        format!("\n],\"errors\":{},\"notices\":{}}}\n", told_as_json(&ending.errors), told_as_json(&ending.notices))
    }
}

/// What a run was asked to do.
pub(super) fn head<'r>(opening: &'r Opening<'_>) -> Head<'r> {
    let sets = opening.sets.iter().map(|of| Set {
        ruleset: &of.set.set.id,
        title: &of.set.set.title,
        issued_by: &of.set.set.issued_by,
        rules: of.rules.len(),
    });
    Head {
        format: 1,
        tool: Tool { name: "brief", version: env!("CARGO_PKG_VERSION") },
        today: opening.today.to_string(),
        basis: opening.hearing.least.map(crate::pilot::Basis::name),
        without: &opening.hearing.without,
        rulesets: sets.collect(),
    }
}

pub(super) fn counts(summary: &Summary) -> Counts {
    Counts {
        met: summary.of(Verdict::Met),
        breached: summary.of(Verdict::Breached),
        contested: summary.of(Verdict::Contested),
        unstated: summary.of(Verdict::Unstated),
        not_applicable: summary.of(Verdict::NotApplicable),
    }
}

pub(super) fn told(diagnostic: &Diagnostic) -> Told<'_> {
    Told {
        file: diagnostic.file.as_deref(),
        line: diagnostic.place.map(|place| place.line),
        column: diagnostic.place.map(|place| place.column),
        message: &diagnostic.message,
    }
}

/// The statements of a fact that are listened to, as JSON.
pub(super) fn statements_of(report: &PilotReport<'_>, fact: FactId) -> serde_json::Value {
    serde_json::to_value(statements(report, report.facts.vocabulary(), fact)).unwrap_or_default()
}

/// Diagnostics, as values of JSON.
pub(super) fn told_values(diagnostics: &[Diagnostic]) -> serde_json::Value {
    serde_json::to_value(diagnostics.iter().map(told).collect::<Vec<_>>()).unwrap_or_default()
}

/// Diagnostics, as JSON.
pub(super) fn told_as_json(diagnostics: &[Diagnostic]) -> String {
    text(&diagnostics.iter().map(told).collect::<Vec<_>>())
}

pub(super) fn outcome<'r>(report: &'r PilotReport<'_>, result: &'r RuleResult<'_>) -> Outcome<'r> {
    let (rule, decision) = (result.rule, &result.decision);
    let vocabulary = report.facts.vocabulary();
    Outcome {
        rule: &rule.id,
        ruleset: &result.set.set.id,
        title: &rule.title,
        force: rule.force.name(),
        about: rule.about.name(),
        by: &rule.by,
        verdict: decision.verdict.name(),
        basis: decision.basis.map(crate::pilot::Basis::name),
        waived: result.waived.as_ref().map(waiver),
        known: result.standing() == Standing::Known,
        because: decision
            .because
            .iter()
            .map(|fact| Reason {
                fact: &vocabulary.fact(*fact).path,
                statements: statements(report, vocabulary, *fact),
            })
            .collect(),
        turns_on: decision
            .turns_on
            .iter()
            .map(|turn| {
                let fact = vocabulary.fact(turn.fact);
                Open {
                    fact: &fact.path,
                    why: turn.why.name(),
                    ask: &fact.ask,
                    statements: statements(report, vocabulary, turn.fact),
                }
            })
            .collect(),
        cite: Cite {
            document: &rule.cite.document,
            paragraph: rule.cite.paragraph,
            phrase: &rule.cite.phrase,
            part: report.register.part(&rule.cite.document, rule.cite.paragraph).map(|part| part.name.as_str()),
        },
        origin: origin(result),
        by_word: result
            .by_word
            .iter()
            .map(|word| Word { speaker: word.speaker.as_deref(), otherwise: word.otherwise.name() })
            .collect(),
        sides: result
            .sides
            .iter()
            .map(|side| Side { speaker: side.speaker.as_deref(), verdict: side.verdict.name() })
            .collect(),
    }
}

/// The set that states a rule, and the force that it states it with where that is another now: with the last word on it,
/// if the force was changed more than once.
fn origin<'r>(result: &'r RuleResult<'_>) -> Option<Origin<'r>> {
    let (rule, set) = (result.rule, &result.set.set);
    let weighed = rule.weighed.last();
    let (id, title, issued_by) = match &rule.origin {
        Some(origin) => (&origin.id, &origin.title, &origin.issued_by),
        None if weighed.is_some() => (&set.id, &set.title, &set.issued_by),
        None => return None,
    };
    Some(Origin {
        ruleset: id,
        title,
        issued_by,
        force: weighed.map(|_| rule.stated_force().name()),
        weighed_by: weighed.map(|last| &*last.to.by),
        reason: weighed.map(|last| &*last.to.reason),
    })
}

fn waiver<'r>(waived: &'r Waived<'_>) -> Waiver<'r> {
    Waiver {
        reason: &waived.waiver.reason,
        by: &waived.waiver.by,
        until: waived.waiver.until.to_string(),
        state: if waived.active { "active" } else { "expired" },
        file: waived.shared.map(|shared| shared.file.as_str()),
        line: waived.shared.map(|shared| shared.place.line),
    }
}

fn statements<'r>(report: &'r PilotReport<'_>, vocabulary: &'r Vocabulary, fact: FactId) -> Vec<Stated<'r>> {
    let facts: &'r Facts<'_> = report.facts;
    let place = |span: crate::source::Span| report.lines.place(span.start);
    let each = facts.heard(fact).map(|statement| {
        said(statement, vocabulary.fact(fact), place(statement.span), statement.written_at.map(place))
    });
    each.collect()
}

/// A statement at a place, as a value of JSON.
pub(super) fn stated(statement: &Statement<'_>, fact: FactId, at: Place) -> serde_json::Value {
    serde_json::to_value(said(statement, Vocabulary::shipped().fact(fact), at, None)).unwrap_or_default()
}

fn said<'r>(statement: &'r Statement<'_>, fact: &'r Fact, at: Place, written_at: Option<Place>) -> Stated<'r> {
    let names = |members: &[u8]| members.iter().map(|member| fact.value_name(*member)).collect::<Vec<_>>();
    let some = |members: &[u8]| (!members.is_empty()).then(|| names(members));
    let (value, includes, excludes) = match &statement.said {
        Said::Bool(value) => (Some(Value::Bool(*value)), None, None),
        Said::Choice(value) => (Some(Value::Text(fact.value_name(*value))), None, None),
        Said::Text(text) => (Some(Value::Text(text)), None, None),
        Said::Exactly(members) => (Some(Value::Members(names(members))), None, None),
        Said::Partly { includes, excludes } => (None, some(includes), some(excludes)),
    };
    let text = |text: &'r Option<Cow<'_, str>>| text.as_deref();
    Stated {
        value,
        includes,
        excludes,
        by: text(&statement.by),
        basis: statement.basis.name(),
        document: text(&statement.document),
        paragraph: statement.paragraph,
        phrase: text(&statement.phrase),
        date: text(&statement.date),
        url: text(&statement.url),
        note: text(&statement.note),
        line: at.line,
        column: at.column,
        written_at: written_at.map(|place| At { line: place.line, column: place.column }),
    }
}

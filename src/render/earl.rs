//! The EARL form: results as linked data, in JSON-LD 1.1.
//!
//! Assertions are those of the Evaluation and Report Language (W3C, EARL 1.0 Schema, 2017); who said what is told with
//! PROV-O (2013), and where it can be read with the selectors of the Web Annotation Vocabulary (2017). The context is
//! part of the output, so that nothing needs to be fetched to read it.
//!
//! The form carries neither errors and notices, nor the summary, nor the questions of open facts, nor lines and columns.

use serde_json::{Map, Value, json};

use super::human::value;
use super::{DisplayOptions, Format, Renderer};
use crate::model::vocabulary::{Fact, FactId};
use crate::model::{Verdict, VerdictAndScope};
use crate::pilot::Paragraph;
use crate::pilot::Statement;
use crate::report::{Detail, PilotReport, RuleResult, RunEnding, RunOpening};
use crate::rules::{ReadySet, Rule};

/// The EARL form; each side of a contested verdict is an assertion of its own.
pub(super) const FORMAT: Format = Format {
    name: "earl",
    what: "Linked data: EARL in JSON-LD",
    detail: Detail::ByWord,
    quiet: false,
    summary: false,
    make: |look| Box::new(Earl::new(look)),
};

/// Writes reports as EARL.
#[derive(Debug)]
pub struct Earl;

impl Earl {
    /// A renderer; it has but one look.
    #[must_use]
    pub fn new(_: DisplayOptions) -> Self {
        Self
    }
}

const TOOL: &str = "urn:watching-brief:tool";

fn context() -> Value {
    json!({
        "earl": "http://www.w3.org/ns/earl#",
        "dct": "http://purl.org/dc/terms/",
        "prov": "http://www.w3.org/ns/prov#",
        "oa": "http://www.w3.org/ns/oa#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "wb": "urn:watching-brief:terms:",
        "assertedBy": {"@id": "earl:assertedBy", "@type": "@id"},
        "subject": {"@id": "earl:subject", "@type": "@id"},
        "test": {"@id": "earl:test", "@type": "@id"},
        "mode": {"@id": "earl:mode", "@type": "@id"},
        "outcome": {"@id": "earl:outcome", "@type": "@id"},
        "result": "earl:result",
        "title": "dct:title",
        "description": "dct:description",
        "isPartOf": {"@id": "dct:isPartOf", "@type": "@id"},
        "attributedTo": "prov:wasAttributedTo",
        "derivedFrom": "prov:wasDerivedFrom",
        "name": "foaf:name",
        "target": "oa:hasTarget",
        "source": {"@id": "oa:hasSource", "@type": "@id"},
        "selector": "oa:hasSelector",
        "refinedBy": "oa:refinedBy",
        "exact": "oa:exact",
        "paragraph": "rdf:value",
        "basis": "wb:basis",
        "fact": "wb:fact",
        "force": "wb:force",
        "weighed": "wb:weighed",
        "about": "wb:about",
        "verdict": "wb:verdict",
        "applies": "wb:applies",
        "appliesBecause": "wb:appliesBecause",
        "sideOf": "wb:sideOf",
        "waiver": "wb:waiver",
        "without": "wb:without",
        "until": "wb:until",
        "state": "wb:state",
    })
}

/// An address of our own for a thing of some kind.
fn address(kind: &str, id: &str) -> String {
    let id = percent_encoding::utf8_percent_encode(id, percent_encoding::NON_ALPHANUMERIC);
    format!("urn:watching-brief:{kind}:{id}")
}

fn outcome(result: VerdictAndScope) -> &'static str {
    match result.verdict {
        // It passes or is inapplicable, and cannot be told which.
        Verdict::Met if result.is_met_if_it_applies() => "earl:cantTell",
        Verdict::Met => "earl:passed",
        Verdict::Breached => "earl:failed",
        Verdict::Contested => "earl:cantTell",
        Verdict::Unstated => "earl:untested",
        Verdict::NotApplicable => "earl:inapplicable",
    }
}

/// A passage: the document, and in its paragraph the phrase.
fn passage(document: &str, paragraph: Option<&Paragraph<'_>>, phrase: Option<&str>) -> Value {
    let quote = phrase.map(|phrase| json!({"@type": "oa:TextQuoteSelector", "exact": phrase}));
    let selector = match (paragraph, quote) {
        (Some(paragraph), quote) => {
            let mut selector = json!({"@type": "oa:FragmentSelector", "paragraph": format!("paragraph={paragraph}")});
            if let (Some(selector), Some(quote)) = (selector.as_object_mut(), quote) {
                selector.insert("refinedBy".into(), quote);
            }
            Some(selector)
        }
        (None, quote) => quote,
    };
    let mut passage = json!({"@type": "oa:SpecificResource", "source": address("document", document)});
    if let (Some(passage), Some(selector)) = (passage.as_object_mut(), selector) {
        passage.insert("selector".into(), selector);
    }
    passage
}

/// The set that a rule is part of; of an imported rule, also the one that it comes from.
fn part_of(set: &ReadySet, rule: &Rule) -> Value {
    let address = |id: &str| json!(address("ruleset", id));
    match &rule.origin {
        Some(origin) => json!([address(&set.set.id), address(&origin.id)]),
        None => address(&set.set.id),
    }
}

/// A rule set.
fn requirement(id: &str, title: &str, issued_by: &[String]) -> Value {
    json!({"@id": address("ruleset", id), "@type": "earl:TestRequirement", "title": title, "attributedTo": agents(issued_by)})
}

fn agents(names: &[String]) -> Vec<Value> {
    names.iter().map(|name| json!({"@type": "prov:Agent", "name": name})).collect()
}

fn criterion(set: &ReadySet, rule: &Rule) -> Value {
    let mut criterion = stated(set, rule);
    // The force that somebody else gives a rule is attributed to them, and not to its source.
    if let (Some(last), Some(criterion)) = (rule.weighed.last(), criterion.as_object_mut()) {
        let weighed = json!({"force": last.to.force.name(), "description": &*last.to.reason, "attributedTo": agents(&last.to.by)});
        criterion.insert("weighed".into(), weighed);
    }
    criterion
}

/// A rule as its source states it.
fn stated(set: &ReadySet, rule: &Rule) -> Value {
    json!({
        "@id": address("rule", &rule.id),
        "@type": "earl:TestCriterion",
        "title": rule.title,
        "description": rule.reason,
        "isPartOf": part_of(set, rule),
        "force": rule.stated_force().name(),
        "about": rule.about.name(),
        "attributedTo": {"@type": "prov:Agent", "name": rule.by},
        "target": passage(&rule.cite.document, Some(&rule.cite.paragraph), Some(&rule.cite.phrase)),
    })
}

/// A statement, with who made it and where it can be read.
fn evidence(statement: &Statement<'_>, fact: &Fact, pilot: &str) -> Value {
    let mut evidence: Map<String, Value> = Map::new();
    evidence.insert("@type".into(), json!("prov:Entity"));
    evidence.insert("fact".into(), json!(fact.path));
    evidence.insert("description".into(), json!(value(&statement.said, fact)));
    evidence.insert("basis".into(), json!(statement.basis.name()));
    let agent = match statement.by.as_deref() {
        Some(by) => json!({"@type": "prov:Agent", "name": by}),
        None => json!({"@id": address("author", pilot), "@type": "prov:Agent"}),
    };
    evidence.insert("attributedTo".into(), agent);
    if let Some(document) = statement.document.as_deref() {
        evidence.insert("target".into(), passage(document, statement.paragraph.as_ref(), statement.phrase.as_deref()));
    }
    Value::Object(evidence)
}

fn assertion(report: &PilotReport<'_>, rule: &Rule, told: VerdictAndScope) -> Map<String, Value> {
    let (verdict, applies) = (told.verdict.name(), told.applies.name_in_reports());
    let assertion = json!({
        "@type": "earl:Assertion",
        "assertedBy": TOOL,
        "subject": address("pilot", &report.pilot.id),
        "test": address("rule", &rule.id),
        "mode": "earl:automatic",
        "result": {"@type": "earl:TestResult", "outcome": outcome(told), "verdict": verdict, "applies": applies},
    });
    match assertion {
        Value::Object(assertion) => assertion,
        _ => Map::new(),
    }
}

/// The assertion of a result and, where it is contested, one for each source: what the verdict is when that source alone
/// is believed on what is contested.
fn assertions(report: &PilotReport<'_>, result: &RuleResult<'_>) -> Vec<Value> {
    let vocabulary = report.facts.vocabulary();
    let id = format!(
        "{}:{}",
        address("assertion", &report.pilot.id),
        address("rule", &result.rule.id).rsplit(':').next().unwrap_or_default()
    );
    let mut whole = assertion(report, result.rule, result.verdict_and_scope());
    whole.insert("@id".into(), json!(id));
    let facts: Vec<FactId> = match result.decision.verdict {
        Verdict::Contested => result.decision.turns_on.iter().map(|turn| turn.fact).collect(),
        _ => result.decision.because.clone(),
    };
    let statements: Vec<Value> = facts
        .iter()
        .flat_map(|fact| {
            report.facts.heard(*fact).map(|statement| evidence(statement, vocabulary.fact(*fact), &report.pilot.id))
        })
        .collect();
    whole.insert("derivedFrom".into(), Value::Array(statements));
    let scope = report.applies_because(&result.decision).flat_map(|(fact, statements)| {
        let pilot = &report.pilot.id;
        statements.into_iter().map(move |statement| evidence(statement, fact, pilot)).collect::<Vec<Value>>()
    });
    let scope: Vec<Value> = scope.collect();
    if !scope.is_empty() {
        whole.insert("appliesBecause".into(), Value::Array(scope));
    }
    if let Some(basis) = result.decision.basis {
        whole.insert("basis".into(), json!(basis.name()));
    }
    if let Some(waived) = result.waived {
        let waiver = waived.waiver;
        let state = if waived.active { "active" } else { "expired" };
        whole.insert(
            "waiver".into(),
            json!({"description": waiver.reason, "attributedTo": {"@type": "prov:Agent", "name": waiver.by}, "until": waiver.until.to_string(), "state": state}),
        );
    }
    let mut all = vec![Value::Object(whole)];
    for side in &result.sides {
        let mut part = assertion(report, result.rule, side.verdict);
        let agent = match &side.speaker {
            Some(speaker) => json!({"@type": "prov:Agent", "name": speaker}),
            None => json!({"@id": address("author", &report.pilot.id), "@type": "prov:Agent"}),
        };
        part.insert("attributedTo".into(), agent);
        part.insert("sideOf".into(), json!({"@id": id}));
        all.push(Value::Object(part));
    }
    all
}

fn listed(values: &[Value]) -> String {
    crate::text::words::safe_json(values.iter().map(ToString::to_string).collect::<Vec<_>>().join(",\n"))
}

impl Renderer for Earl {
    fn begin(&self, opening: &RunOpening<'_>) -> String {
        let tool = json!({"@id": TOOL, "@type": ["earl:Assertor", "earl:Software"], "title": format!("brief {}", env!("CARGO_PKG_VERSION"))});
        let mut tool = tool;
        if let Some(tool) = tool.as_object_mut() {
            // What is set aside belongs to how the assertions were made.
            if let Some(least) = opening.hearing.least {
                tool.insert("basis".into(), json!(least.name()));
            }
            if !opening.hearing.without.is_empty() {
                tool.insert("without".into(), json!(opening.hearing.without));
            }
        }
        let mut nodes = vec![tool];
        let mut known: Vec<&str> = Vec::new();
        for ready in opening.sets.iter().map(|of| of.set) {
            known.push(&ready.set.id);
            nodes.push(requirement(&ready.set.id, &ready.set.title, &ready.set.issued_by));
        }
        for origin in opening.rules().filter_map(|(_, rule)| rule.rule.origin.as_ref()) {
            if !known.contains(&origin.id.as_str()) {
                known.push(&origin.id);
                nodes.push(requirement(&origin.id, &origin.title, &origin.issued_by));
            }
        }
        nodes.extend(opening.rules().map(|(set, rule)| criterion(set, &rule.rule)));
        format!("{{\"@context\":{},\n\"@graph\":[\n{}", context(), listed(&nodes))
    }

    fn pilot(&self, report: &PilotReport<'_>) -> String {
        let subject = json!({"@id": address("pilot", &report.pilot.id), "@type": "earl:TestSubject", "title": report.pilot.title});
        let results = report.results.iter().flat_map(|result| assertions(report, result));
        let nodes: Vec<Value> = std::iter::once(subject).chain(results).collect();
        format!(",\n{}", listed(&nodes))
    }

    fn end(&self, _: &RunOpening<'_>, _: &RunEnding) -> String {
        "\n]}\n".to_owned()
    }

    fn tells(&self) -> bool {
        false
    }
}

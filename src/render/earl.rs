//! The EARL form: results as linked data, in JSON-LD 1.1.
//!
//! Assertions are those of the Evaluation and Report Language (W3C, EARL 1.0 Schema, 2017), one for each pilot and rule; who said
//! what, and where it can be read, is told with PROV-O (2013). The context is part of the output, so that nothing needs to be
//! fetched to read it.
//!
//! The form carries neither errors and notices, nor the summary, nor the questions of open facts, nor lines and columns.

use std::sync::OnceLock;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use super::human::value;
use super::{DisplayOptions, Format, Renderer};
use crate::model::vocabulary::{Fact, FactId};
use crate::model::{Verdict, VerdictAndScope};
use crate::pilot::Paragraph;
use crate::pilot::Statement;
use crate::report::{Detail, PilotReport, RuleResult, RunEnding, RunOpening};
use crate::rules::{ReadySet, Rule};

/// The EARL form; of a contested verdict it tells each side.
pub(super) const FORMAT: Format = Format {
    name: "earl",
    what: "Linked data: EARL in JSON-LD",
    detail: Detail::ByWord,
    quiet: None,
    summary: false,
    make: |look| Box::new(Earl::new(look)),
};

/// Writes reports as EARL.
#[derive(Debug)]
pub struct Earl {
    /// The address of the run, which tells its assertions from those of others.
    run: OnceLock<String>,
}

impl Earl {
    /// A renderer; it has but one look.
    #[must_use]
    pub fn new(_: DisplayOptions) -> Self {
        Self { run: OnceLock::new() }
    }
}

/// What all our addresses begin with: a name that nobody else has, and that leads nowhere.
const OWN: &str = "urn:uuid:8d34a772-6717-4244-87d6-5cf82906092a#";

/// What stands for itself in an address.
const UNRESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

fn context() -> Value {
    json!({
        "earl": "http://www.w3.org/ns/earl#",
        "dct": "http://purl.org/dc/terms/",
        "prov": "http://www.w3.org/ns/prov#",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "wb": OWN,
        "assertedBy": {"@id": "earl:assertedBy", "@type": "@id"},
        "subject": {"@id": "earl:subject", "@type": "@id"},
        "test": {"@id": "earl:test", "@type": "@id"},
        "mode": {"@id": "earl:mode", "@type": "@id"},
        "outcome": {"@id": "earl:outcome", "@type": "@id"},
        "result": "earl:result",
        "title": "dct:title",
        "description": "dct:description",
        "date": "dct:date",
        "isPartOf": {"@id": "dct:isPartOf", "@type": "@id"},
        "attributedTo": "prov:wasAttributedTo",
        "associatedWith": {"@id": "prov:wasAssociatedWith", "@type": "@id"},
        "generatedBy": {"@id": "prov:wasGeneratedBy", "@type": "@id"},
        "derivedFrom": "prov:wasDerivedFrom",
        "primarySource": "prov:hadPrimarySource",
        "name": "foaf:name",
        "paragraph": "wb:paragraph",
        "phrase": "wb:phrase",
        "basis": "wb:basis",
        "fact": "wb:fact",
        "force": "wb:force",
        "weighed": "wb:weighed",
        "about": "wb:about",
        "verdict": "wb:verdict",
        "applies": "wb:applies",
        "appliesBecause": "wb:appliesBecause",
        "side": "wb:side",
        "verdictOfSide": "wb:verdictOfSide",
        "appliesOfSide": "wb:appliesOfSide",
        "waiver": "wb:waiver",
        "without": "wb:without",
        "until": "wb:until",
        "state": "wb:state",
    })
}

/// An address of our own for a thing of some kind.
fn address(kind: &str, parts: &[&str]) -> String {
    let parts = parts.iter().map(|part| percent_encoding::utf8_percent_encode(part, UNRESERVED).to_string());
    format!("{OWN}{kind}/{}", parts.collect::<Vec<_>>().join("/"))
}

/// A thing that is what it says and nothing else: the same has the same address in every run, and another another.
fn of_its_own(kind: &str, of: &[&str], thing: Value) -> Value {
    let digest = format!("{:x}", Sha256::digest(thing.to_string()));
    let digest = digest.get(..16).unwrap_or_default();
    let mut named = Map::from_iter([("@id".to_owned(), json!(address(kind, &[of, &[digest]].concat())))]);
    if let Value::Object(thing) = thing {
        named.extend(thing);
    }
    Value::Object(named)
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

/// A passage: where in a document it stands, and the phrase that is looked for there.
fn passage(document: &str, paragraph: Option<&Paragraph<'_>>, phrase: Option<&str>) -> Value {
    let mut passage = Map::from_iter([
        ("@type".to_owned(), json!("prov:Entity")),
        ("isPartOf".to_owned(), json!(address("document", &[document]))),
    ]);
    if let Some(paragraph) = paragraph {
        passage.insert("paragraph".into(), json!(paragraph.to_string()));
    }
    if let Some(phrase) = phrase {
        passage.insert("phrase".into(), json!(phrase));
    }
    of_its_own("passage", &[document], Value::Object(passage))
}

/// The set that a rule is part of; of an imported rule, also the one that it comes from.
fn part_of(set: &ReadySet, rule: &Rule) -> Value {
    let address = |id: &str| json!(address("ruleset", &[id]));
    match &rule.origin {
        Some(origin) => json!([address(&set.set.id), address(&origin.id)]),
        None => address(&set.set.id),
    }
}

/// A rule set.
fn requirement(id: &str, title: &str, issued_by: &[String]) -> Value {
    json!({"@id": address("ruleset", &[id]), "@type": ["earl:TestRequirement", "prov:Entity"], "title": title, "attributedTo": agents(issued_by)})
}

fn agent(name: &str) -> Value {
    json!({"@id": address("agent", &[name]), "@type": "prov:Agent", "name": name})
}

fn agents(names: &[String]) -> Vec<Value> {
    names.iter().map(|name| agent(name)).collect()
}

/// Whoever speaks: where no name is given, the author of the pilot's own file.
fn speaker(name: Option<&str>, pilot: &str) -> Value {
    match name {
        Some(name) => agent(name),
        None => json!({"@id": address("author", &[pilot]), "@type": "prov:Agent"}),
    }
}

fn criterion(set: &ReadySet, rule: &Rule) -> Value {
    let mut criterion = stated(set, rule);
    // The force that somebody else gives a rule is attributed to them, and not to its source.
    if let (Some(last), Some(criterion)) = (rule.weighed.last(), criterion.as_object_mut()) {
        let weighed = json!({"@type": "prov:Entity", "force": last.to.force.name(), "description": &*last.to.reason, "attributedTo": agents(&last.to.by)});
        criterion.insert("weighed".into(), of_its_own("weighed", &[&rule.id], weighed));
    }
    criterion
}

/// A rule as its source states it.
fn stated(set: &ReadySet, rule: &Rule) -> Value {
    json!({
        "@id": address("rule", &[&rule.id]),
        "@type": ["earl:TestCriterion", "prov:Entity"],
        "title": rule.title,
        "description": rule.reason,
        "isPartOf": part_of(set, rule),
        "force": rule.stated_force().name(),
        "about": rule.about.name(),
        "attributedTo": agent(&rule.by),
        "primarySource": passage(&rule.cite.document, Some(&rule.cite.paragraph), Some(&rule.cite.phrase)),
    })
}

/// A statement, with who made it and where it can be read.
fn evidence(statement: &Statement<'_>, fact: &Fact, pilot: &str) -> Value {
    let mut evidence: Map<String, Value> = Map::new();
    evidence.insert("@type".into(), json!("prov:Entity"));
    evidence.insert("fact".into(), json!(fact.path));
    evidence.insert("description".into(), json!(value(&statement.said, fact)));
    evidence.insert("basis".into(), json!(statement.basis.name()));
    evidence.insert("attributedTo".into(), speaker(statement.by.as_deref(), pilot));
    if let Some(document) = statement.document.as_deref() {
        evidence.insert(
            "primarySource".into(),
            passage(document, statement.paragraph.as_ref(), statement.phrase.as_deref()),
        );
    }
    of_its_own("statement", &[pilot], Value::Object(evidence))
}

/// The assertion of a result: there is one for each pilot and rule, whatever its sides say.
fn assertion(report: &PilotReport<'_>, result: &RuleResult<'_>, run: &str) -> Value {
    let vocabulary = report.facts.vocabulary();
    let told = result.verdict_and_scope();
    let (verdict, applies) = (told.verdict.name(), told.applies.name_in_reports());
    let mut whole = Map::from_iter([
        ("@type".to_owned(), json!(["earl:Assertion", "prov:Entity"])),
        ("assertedBy".to_owned(), json!(tool())),
        ("generatedBy".to_owned(), json!(run)),
        ("subject".to_owned(), json!(address("pilot", &[&report.pilot.id]))),
        ("test".to_owned(), json!(address("rule", &[&result.rule.id]))),
        ("mode".to_owned(), json!("earl:automatic")),
    ]);
    let outcome = json!({"@type": ["earl:TestResult", "prov:Entity"], "outcome": outcome(told), "verdict": verdict, "applies": applies});
    whole.insert("result".into(), of_its_own("result", &[&report.pilot.id, &result.rule.id], outcome));
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
            of_its_own("waiver", &[&report.pilot.id, &result.rule.id], json!({"@type": "prov:Entity", "description": waiver.reason, "attributedTo": agent(&waiver.by), "until": waiver.until.to_string(), "state": state})),
        );
    }
    // What the verdict would be for each who speaks of what is contested; no outcome of its own, as nothing more was tested.
    let sides = result.sides.iter().map(|side| {
        let (verdict, applies) = (side.verdict.verdict.name(), side.verdict.applies.name_in_reports());
        let speaker = speaker(side.speaker.as_deref(), &report.pilot.id);
        let side = json!({"@type": "prov:Entity", "attributedTo": speaker, "verdictOfSide": verdict, "appliesOfSide": applies});
        of_its_own("side", &[&report.pilot.id, &result.rule.id], side)
    });
    let sides: Vec<Value> = sides.collect();
    if !sides.is_empty() {
        whole.insert("side".into(), Value::Array(sides));
    }
    of_its_own("assertion", &[&report.pilot.id, &result.rule.id], Value::Object(whole))
}

/// The address of the program.
fn tool() -> String {
    address("tool", &["brief", env!("CARGO_PKG_VERSION")])
}

/// The run: when it was, and what was set aside in it. It is another where its rules are.
fn run(opening: &RunOpening<'_>, rules: &[Value]) -> Value {
    let mut run = Map::from_iter([
        ("@type".to_owned(), json!("prov:Activity")),
        ("associatedWith".to_owned(), json!(tool())),
        ("date".to_owned(), json!(opening.today.to_string())),
    ]);
    if let Some(least) = opening.hearing.least {
        run.insert("basis".into(), json!(least.name()));
    }
    if !opening.hearing.without.is_empty() {
        run.insert("without".into(), json!(opening.hearing.without));
    }
    let rules = format!("{:x}", Sha256::digest(Value::from(rules).to_string()));
    of_its_own("run", &[rules.get(..16).unwrap_or_default()], Value::Object(run))
}

fn listed(values: &[Value]) -> String {
    crate::text::words::safe_json(values.iter().map(ToString::to_string).collect::<Vec<_>>().join(",\n"))
}

impl Renderer for Earl {
    fn begin(&self, opening: &RunOpening<'_>) -> String {
        let mut nodes = vec![
            json!({"@id": tool(), "@type": ["earl:Assertor", "earl:Software", "prov:Agent", "prov:SoftwareAgent"], "title": format!("brief {}", env!("CARGO_PKG_VERSION"))}),
        ];
        let documents = opening.register.documents().iter();
        nodes.extend(documents.map(|document| {
            json!({"@id": address("document", &[&document.id]), "@type": ["foaf:Document", "prov:Entity"], "title": document.title})
        }));
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
        let run = run(opening, &nodes);
        // A renderer is begun once; begun again, it is for the same run.
        let _ = self.run.set(run.get("@id").and_then(Value::as_str).unwrap_or_default().to_owned());
        nodes.push(run);
        format!("{{\"@context\":{},\n\"@graph\":[\n{}", context(), listed(&nodes))
    }

    fn pilot(&self, report: &PilotReport<'_>) -> String {
        let run = self.run.get().map_or("", String::as_str);
        let subject = json!({"@id": address("pilot", &[&report.pilot.id]), "@type": ["earl:TestSubject", "prov:Entity"], "title": report.pilot.title});
        let results = report.results.iter().map(|result| assertion(report, result, run));
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

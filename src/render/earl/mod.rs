//! The EARL form: results as linked data, in JSON-LD 1.1.
//!
//! Assertions are those of the Evaluation and Report Language (W3C, EARL 1.0 Schema, 2017), one for each pilot and rule; who said
//! what, and where it can be read, is told with PROV-O (2013). The context is part of the output, so that nothing needs to be
//! fetched to read it.
//!
//! The form carries neither errors and notices, nor the summary, nor the questions of open facts, nor lines and columns.

mod assertion;

use std::sync::OnceLock;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use self::assertion::Assertions;
use super::{DisplayOptions, Format, Renderer};
use crate::pilot::Paragraph;
use crate::report::{Detail, PilotReport, RunEnding, RunOpening};
use crate::rules::{ReadySet, Rule};
use crate::text::words::safe_json;

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

/// The address of a thing that is what it says and nothing else: the same has the same in every run, and another another.
fn own_address(kind: &str, of: &[&str], thing: &str) -> String {
    let digest = format!("{:x}", Sha256::digest(thing));
    address(kind, &[of, &[digest.get(..16).unwrap_or_default()]].concat())
}

/// Such a thing, with its address.
fn of_its_own(kind: &str, of: &[&str], thing: Value) -> Value {
    let mut named = Map::from_iter([("@id".to_owned(), json!(own_address(kind, of, &thing.to_string())))]);
    if let Value::Object(thing) = thing {
        named.extend(thing);
    }
    Value::Object(named)
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
    safe_json(values.iter().map(ToString::to_string).collect::<Vec<_>>().join(",\n"))
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
        let assertions = Assertions::new(report, run);
        let mut nodes = format!(",\n{subject}");
        for result in &report.results {
            nodes.push_str(",\n");
            nodes.push_str(&assertions.assertion(result));
        }
        safe_json(nodes)
    }

    fn end(&self, _: &RunOpening<'_>, _: &RunEnding) -> String {
        "\n]}\n".to_owned()
    }

    fn tells(&self) -> bool {
        false
    }
}

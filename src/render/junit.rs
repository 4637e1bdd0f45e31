//! The JUnit form: a suite for each pilot, a case for each rule.
//!
//! There is no one standard; this is what common readers agree on. A finding is a failure. What is neither met nor a
//! finding is skipped, with the reason, so that nothing unstated reads as a pass; and so is what is met if it applies. Errors are cases of a last suite, and
//! notices its output. Pilots are written as they come: how many cases there are in all stands nowhere, since readers add
//! up what the suites say.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::human::file_name;
use super::result_in_words::{Account, PilotInWords, because, place, set_aside, why};
use super::{DisplayOptions, Format, Renderer};
use crate::model::diagnostic::Diagnostic;
use crate::report::{Detail, PilotReport, RuleResult, RunEnding, RunOpening};
use crate::text::words::{harmless, listed};

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
pub struct JUnit;

impl JUnit {
    /// A renderer; it has but one look.
    #[must_use]
    pub fn new(_: DisplayOptions) -> Self {
        Self
    }
}

/// The name of the last suite; no pilot has an id with a space in it.
const TOLD: &str = "errors and notices";

type Xml = Writer<Vec<u8>>;
type Attributes<'a> = &'a [(&'a str, String)];

/// An element with what is in it. XML forbids control characters: visible ones stand in for them. Into memory everything
/// can be written.
fn element(xml: &mut Xml, name: &str, attributes: Attributes<'_>, inside: impl FnOnce(&mut Xml)) {
    let harmless = attributes.iter().map(|(key, value)| (*key, harmless(value)));
    let harmless: Vec<(&str, String)> = harmless.collect();
    let attributes = harmless.iter().map(|(key, value)| (*key, value.as_str()));
    let _ = xml.create_element(name).with_attributes(attributes).write_inner_content(|xml| {
        inside(xml);
        Ok(())
    });
}

/// Lines of text, each made harmless.
fn lines(xml: &mut Xml, lines: &[String]) {
    let text: Vec<String> = lines.iter().map(|line| harmless(line)).collect();
    let _ = xml.write_event(Event::Text(BytesText::new(&text.join("\n"))));
}

fn written(write: impl FnOnce(&mut Xml)) -> String {
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 2);
    write(&mut xml);
    String::from_utf8(xml.into_inner()).unwrap_or_default() + "\n"
}

fn suite(name: &str, counts: [usize; 4], more: Attributes<'_>, inside: impl FnOnce(&mut Xml)) -> String {
    let [tests, failures, errors, skipped] = counts.map(|count| count.to_string());
    let counts = [("tests", tests), ("failures", failures), ("errors", errors), ("skipped", skipped)];
    let attributes = [&[("name", name.to_owned())][..], &counts, more].concat();
    written(|xml| element(xml, "testsuite", &attributes, inside))
}

/// One result.
fn case(xml: &mut Xml, words: &PilotInWords<'_>, result: &RuleResult<'_>, aside: Option<&str>) {
    let (report, rule) = (words.report, result.rule);
    let attributes = [
        ("name", format!("{}: {}", rule.id, rule.title)),
        ("classname", format!("{}.{}", report.pilot.id, result.set.set.id)),
    ];
    let verdict = ("type", result.decision.verdict.name().to_owned());
    element(xml, "testcase", &attributes, |xml| match aside {
        Some(message) => {
            let satisfied = result.decision.verdict.is_satisfied();
            let text = if satisfied { Vec::new() } else { account(words, result) };
            element(xml, "skipped", &[verdict, ("message", message.to_owned())], |xml| lines(xml, &text));
        }
        None if result.is_finding() => {
            let message = format!("{} ({}): {}", result.decision.verdict.name(), rule.force.name(), rule.title);
            let text = account(words, result);
            element(xml, "failure", &[verdict, ("message", message)], |xml| lines(xml, &text));
        }
        None => {
            let text = format!("met, {}", because(report, result));
            element(xml, "system-out", &[], |xml| lines(xml, &[at(report, result), text]));
        }
    });
}

/// The place of a result. It stands in the text: no schema of the form has attributes of a case for it.
fn at(report: &PilotReport<'_>, result: &RuleResult<'_>) -> String {
    format!("{}:{}", file_name(report.file), place(report, result))
}

/// All that there is to say of a result, a line each.
fn account(words: &PilotInWords<'_>, result: &RuleResult<'_>) -> Vec<String> {
    let (report, account) = (words.report, Account::new(words, result));
    // A run has far more cases that are skipped than failures: those say no more than what is said and what to ask.
    let whole = result.is_finding();
    let mut lines = vec![at(report, result)];
    lines.extend(whole.then(|| format!("The condition: {}", result.rule.title)));
    lines.push(format!("Stated by {}", account.stated_by()));
    lines.extend(whole.then(|| format!("Why it matters: {}", account.reason)));
    lines.extend(whole.then(|| account.reading()).flatten().map(|reading| format!("Our reading: {reading}")));
    for told in &account.facts {
        let open = told.why.map_or_else(String::new, |open| format!(" ({})", why(open)));
        lines.extend(told.silence().map(|silence| format!("{}{open}: {silence}", told.fact.path)));
        let file = file_name(report.file);
        let said = told.said.iter().map(|(words, at)| format!("{}{open}: {words} [{file}:{at}]", told.fact.path));
        lines.extend(said);
    }
    for told in &account.scope {
        let (path, file) = (&told.fact.path, file_name(report.file));
        let said = told.said.iter().map(|(words, at)| format!("It applies because of {path}: {words} [{file}:{at}]"));
        lines.extend(said);
    }
    lines.extend(account.basis.as_ref().map(|basis| format!("Basis: {basis}")));
    lines.extend(account.remedy.filter(|_| whole).map(|remedy| format!("What would have to change: {remedy}")));
    lines.extend(account.sides.as_ref().map(|sides| format!("Whose word: {sides}")));
    let questions = account.questions().map(|(fact, _)| format!("What to ask: {}: {}", fact.path, fact.ask));
    lines.extend(questions);
    lines.extend(account.waiver.as_ref().map(|(lead, text)| format!("{lead} {text}")));
    lines
}

/// An error as a case.
fn error(xml: &mut Xml, error: &Diagnostic) {
    let attributes = [("name", diagnostic_line(error)), ("classname", TOLD.to_owned())];
    element(xml, "testcase", &attributes, |xml| {
        let attributes = [("type", "error".to_owned()), ("message", error.message.clone())];
        element(xml, "error", &attributes, |xml| lines(xml, &[diagnostic_line(error)]));
    });
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
        let mut xml = Writer::new(Vec::new());
        let _ = xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
        let sets: Vec<String> = opening.sets.iter().map(|of| of.set.set.id.clone()).collect();
        let name =
            if sets.is_empty() { "brief check".to_owned() } else { format!("brief check: {}", listed(&sets, "and")) };
        let start =
            quick_xml::events::BytesStart::new("testsuites").with_attributes([("name", harmless(&name).as_str())]);
        let _ = xml.write_event(Event::Text(BytesText::new("\n")));
        let _ = xml.write_event(Event::Start(start));
        String::from_utf8(xml.into_inner()).unwrap_or_default() + "\n"
    }

    fn pilot(&self, report: &PilotReport<'_>) -> String {
        let words = PilotInWords::new(report);
        let aside: Vec<Option<String>> = report.results.iter().map(|result| set_aside(report, result)).collect();
        let failures = report.results.iter().filter(|result| result.is_finding()).count();
        let skipped = aside.iter().flatten().count();
        let pilot = report.pilot;
        let counts = [report.results.len(), failures, 0, skipped];
        suite(&pilot.id, counts, &[("file", report.file.to_owned())], |xml| {
            element(xml, "properties", &[], |xml| {
                let document = report.document.to_string();
                for (name, value) in
                    [("title", pilot.title.as_ref()), ("status", pilot.status.name()), ("document", &document)]
                {
                    let attributes = [("name", name), ("value", &harmless(value))];
                    let _ = xml.create_element("property").with_attributes(attributes).write_empty();
                }
            });
            for (result, aside) in report.results.iter().zip(&aside) {
                case(xml, &words, result, aside.as_deref());
            }
        })
    }

    fn end(&self, _: &RunOpening<'_>, ending: &RunEnding) -> String {
        let (errors, notices) = (&ending.errors, &ending.notices);
        let last = if errors.is_empty() && notices.is_empty() {
            String::new()
        } else {
            suite(TOLD, [errors.len(), 0, errors.len(), 0], &[], |xml| {
                errors.iter().for_each(|one| error(xml, one));
                if !notices.is_empty() {
                    let notices: Vec<String> = notices.iter().map(diagnostic_line).collect();
                    element(xml, "system-out", &[], |xml| lines(xml, &notices));
                }
            })
        };
        last + "</testsuites>\n"
    }
}

//! Any text in any free field gives well-formed output in every format.

use jiff::civil::date;
use proptest::prelude::*;
use watching_brief::check::{Checker, Selection};
use watching_brief::citations::Register;
use watching_brief::render::{DisplayOptions, FORMATS};
use watching_brief::report::{Detail, Run};
use watching_brief::rules::Collection;
use watching_brief::source::Documents;

use super::hostile::{NASTY, files};
use super::shapes;
use crate::testkit::cases::try_all;

/// A pilot and rules in which every free text is this one, in every format; and whether there was a pilot at all.
fn in_every_format(text: &str) -> (Vec<(&'static str, String)>, bool) {
    let (rules, pilot) = files(text);
    let (mut collection, mut run) = (Collection::default(), Run::default());
    let mut diagnostics = Vec::new();
    for document in Documents::new(rules.as_bytes()) {
        collection.add_document(text, &document.expect("a text"), false, &mut diagnostics);
    }
    run.add_diagnostics(diagnostics);
    let register = Register::embedded();
    let detail = Detail::ByWord;
    let checker =
        Checker { detail, ..Checker::new(&collection, Selection::all(&collection), &register, date(2026, 11, 22)) };
    let look = DisplayOptions {
        width: 80,
        colour: false,
        links: None,
        workspace: None,
        all: true,
        rules_first: false,
        quiet: false,
        codes: false,
    };
    let renderers: Vec<_> = FORMATS.iter().map(|format| (format.make)(look)).collect();
    let opening = checker.opening();
    let mut out: Vec<String> = renderers.iter().map(|renderer| renderer.begin(&opening)).collect();
    let mut any = false;
    for document in Documents::new(pilot.as_bytes()) {
        let outcome = checker.document(text, &document.expect("a text"), false, |report| {
            renderers.iter().map(|renderer| renderer.pilot(report)).collect::<Vec<String>>()
        });
        if let Some(parts) = run.take(text, outcome) {
            any = true;
            for ((out, part), renderer) in out.iter_mut().zip(parts).zip(&renderers) {
                out.push_str(&renderer.take(part));
            }
        }
    }
    let ending = run.end(&[]);
    out.iter_mut().zip(&renderers).for_each(|(out, renderer)| out.push_str(&renderer.end(&opening, &ending)));
    (FORMATS.iter().map(|format| format.name).zip(out).collect(), any)
}

/// What is wrong with a text in a format, if anything is.
fn fault(format: &str, text: &str) -> Option<String> {
    let steers = |c: char| c.is_control() && !matches!(c, '\n' | '\r');
    if let Some(c) = text.chars().find(|c| steers(*c)) {
        return Some(format!("the control character {c:?}"));
    }
    let json = |text: &str| serde_json::from_str::<serde_json::Value>(text).err().map(|error| error.to_string());
    match format {
        "json" | "earl" | "sarif" | "sarif-github" | "gitlab" => json(text),
        "ndjson" => text.lines().find_map(json),
        "junit" => roxmltree::Document::parse(text).err().map(|error| error.to_string()),
        "csv" | "table" => {
            csv::Reader::from_reader(text.as_bytes()).records().find_map(Result::err).map(|error| error.to_string())
        }
        "markdown" => {
            let acts = shapes::read(text).acts;
            (!acts.is_empty()).then(|| format!("{acts:?}"))
        }
        "tap" => text.lines().find_map(|line| {
            let begins = ["TAP version 13", "ok - ", "not ok - ", "  ---", "  ...", "# notice: ", "1.."];
            let known = begins.iter().any(|start| line.starts_with(start));
            let value = line.strip_prefix("  ").and_then(|line| line.split_once(": ")).map(|(_, value)| json(value));
            let directives = line.matches('#').count();
            let said = known && directives <= 1 || value.is_some_and(|fault| fault.is_none());
            (!said).then(|| format!("the line {line:?}"))
        }),
        _ => None,
    }
}

fn is_well_formed(text: &str) -> bool {
    let (all, any) = in_every_format(text);
    for (format, printed) in all {
        assert_eq!(fault(format, &printed), None, "{format} of {text:?}:\n{printed}");
    }
    any
}

#[test]
fn what_somebody_might_try_is_well_formed() {
    let read = NASTY.iter().filter(|text| is_well_formed(text)).count();
    assert!(read > 16, "only {read} make a pilot");
}

/// Letters of which much acts somewhere.
fn text() -> impl Strategy<Value = String> {
    let acts: Vec<char> = "#\\`*_[]{}<>()|~!&$^=+-@%:;,.'\"/ \n\r\t0aZ]>\u{0}\u{1b}\u{7f}\u{85}\u{2028}\u{202e}\u{feff}\u{fffe}\u{ffff}＝é😀".chars().collect();
    let c = prop_oneof![4 => proptest::sample::select(acts), 1 => any::<char>()];
    proptest::collection::vec(c, 1..40).prop_map(|letters| letters.into_iter().collect())
}

#[test]
fn any_text_is_well_formed() {
    try_all(200, text(), |text| {
        is_well_formed(&text);
        Ok(())
    });
}

//! The HTML of any report, as one page and as a folder of pages, and of the questions and the rules behind it.
//!
//! Each page is read by a reader that forgives nothing: no element, attribute or id that is not ours, nothing left open, no
//! link that runs anything or leads nowhere, and no script but the one that all reports have. Every result is there once with
//! its verdict, and whatever was said, by whom and in which words; and links between pages lead to pages that are there.

#[allow(dead_code, reason = "made for the tests, which need more of it")]
#[path = "../../tests/support/html.rs"]
mod reader;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::LazyLock;

use watching_brief::check::{Checker, Selection};
use watching_brief::questions::questions;
use watching_brief::render::{self, DisplayOptions, Format, Renderer, RulesSite, written_page};
use watching_brief::report::{PilotReport, Run};
use watching_brief::rules::Collection;
use watching_brief::source::{Document, Documents};

use super::bytes::Bytes;
use super::hostile;
use super::shipped::REGISTER;
use reader::read;

static FORMAT: LazyLock<&Format> = LazyLock::new(|| render::format("html").expect("a format"));

/// The script that every report has.
static SCRIPT: LazyLock<String> = LazyLock::new(|| {
    let rules = Collection::default();
    let checker = Checker::new(&rules, Selection::all(&rules), &REGISTER, today());
    let page = written(&checker, &[], &*(FORMAT.make)(DisplayOptions::default())).0;
    read(&page).named("script").next().expect("a script").text.clone()
});

fn today() -> jiff::civil::Date {
    jiff::civil::date(2026, 11, 22)
}

/// Makes a run, and shows it.
pub fn run(bytes: &[u8]) {
    let bytes = &mut Bytes::new(bytes);
    let rules = hostile::own_rules(bytes);
    let ids: Vec<&str> = rules.rules().map(|(_, rule)| rule.rule.id.as_str()).collect();
    let mut checker = Checker::new(&rules, Selection::all(&rules), &REGISTER, today());
    checker.detail = FORMAT.detail;
    checker.waive = bytes.below(8) > 0;
    let files: Vec<(String, String)> =
        (0..=bytes.below(3)).map(|_| (hostile::file(bytes), hostile::spoken_pilot(bytes, &ids))).collect();
    let documents: Vec<(&str, Document)> = files
        .iter()
        .flat_map(|(file, text)| Documents::new(text.as_bytes()).flatten().map(|document| (file.as_str(), document)))
        .collect();

    let (page, shown) = written(&checker, &documents, &*(FORMAT.make)(DisplayOptions::default()));
    let page = read(&page);
    let all = letters(&page.text);
    for (text, what) in shown.iter().flat_map(|pilot| &pilot.texts) {
        // A long text is shortened, and before a letter whose marks do not fit.
        let mut begin = letters(&text.chars().take(250).collect::<String>());
        if text.chars().count() > 250 {
            begin.pop();
        }
        assert!(all.contains(&begin), "{what} {text:?} is not on the page");
    }
    let results: usize = shown.iter().map(|pilot| pilot.results).sum();
    assert_eq!(page.named("details").filter(|one| one.attribute("class") == "result").count(), results);
    assert_eq!(page.named("script").next().map(|script| &script.text), Some(&*SCRIPT));
    pages(&checker, &documents, &shown);

    let (set, register) = (checker.opening(), &*REGISTER);
    let site = RulesSite { vocabulary: rules.vocabulary(), sets: &set.sets, register }.html();
    let site = letters(&read(&site).text);
    for (_, rule) in rules.rules() {
        for text in [&rule.rule.title, &rule.rule.by, &rule.rule.reason, &rule.rule.cite.phrase] {
            assert!(site.contains(&letters(text)), "{text:?} is not among the rules");
        }
    }
}

/// What is to be found of a pilot.
struct Shown {
    id: String,
    results: usize,
    /// Texts, each with what it is.
    texts: Vec<(String, &'static str)>,
}

impl Shown {
    fn of(report: &PilotReport<'_>) -> Self {
        let mut texts = vec![(report.pilot.title.to_string(), "the title")];
        for result in &report.results {
            texts.push((result.rule.title.clone(), "the title of a rule"));
            if let Some(waived) = &result.waived {
                texts.push((waived.waiver.reason.to_string(), "the reason of a waiver"));
                texts.push((waived.waiver.by.to_string(), "who waives"));
            }
            for one in result.decision.facts().flat_map(|fact| report.facts.heard(fact)) {
                texts.extend(one.by.iter().map(|by| (by.to_string(), "the speaker")));
                texts.extend(one.phrase.iter().map(|phrase| (phrase.to_string(), "the phrase")));
            }
        }
        let page = read(&render::questions::page(report, &questions(report)).html());
        assert!(letters(&page.text).contains(&letters(&report.pilot.title)));
        Self { id: report.pilot.id.to_string(), results: report.results.len(), texts }
    }
}

/// The letters and digits of a text: what is none may be shown in another way, and a sentence begins with a capital letter.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A report, as a renderer has it, and what is to be found in it.
fn written(checker: &Checker<'_>, documents: &[(&str, Document)], renderer: &dyn Renderer) -> (String, Vec<Shown>) {
    let opening = checker.opening();
    let (mut text, mut run, mut all) = (renderer.begin(&opening), Run::default(), Vec::new());
    for (file, document) in documents {
        let outcome = checker.document(file, document, false, |report| (Shown::of(report), renderer.pilot(report)));
        let Some((shown, part)) = run.take(file, outcome) else { continue };
        all.push(shown);
        text += &renderer.take(part);
    }
    text += &renderer.end(&opening, &run.end(&[]));
    (text, all)
}

/// The same report as pages: one for each pilot, each whole by itself, and one that leads to all of them.
fn pages(checker: &Checker<'_>, documents: &[(&str, Document)], shown: &[Shown]) {
    let renderer = render::pages(&FORMAT).expect("pages");
    let (text, _) = written(checker, documents, &*renderer);
    let pages: Vec<_> = written_page::pages(&text).collect();
    assert_eq!(pages.len(), shown.len() + 1, "a page for each pilot, and one that leads to them");
    let mut read_pages = BTreeMap::new();
    let mut names = BTreeSet::new();
    for page in &pages {
        let plain = page.name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '.'));
        assert!(
            plain
                && Path::new(page.name).extension().is_some_and(|end| end == "html")
                && names.insert(page.name.to_lowercase()),
            "{:?}",
            page.name
        );
        read_pages.insert(page.name, read(page.text));
    }
    for (name, page) in &read_pages {
        for href in page.named("a").map(|link| link.attribute("href")).filter(|href| !href.contains("//")) {
            let (file, id) = href.split_once('#').unwrap_or((href, ""));
            let to = if file.is_empty() { *name } else { file };
            let to = read_pages.get(to).unwrap_or_else(|| panic!("{href} leads nowhere"));
            assert!(id.is_empty() || to.by_id(id).is_some(), "{href} leads nowhere");
        }
    }
    let index = read_pages.get("index.html").expect("a page that leads to the others");
    for pilot in shown {
        let leads = index.named("a").any(|link| {
            read_pages.get(link.attribute("href").split('#').next().unwrap_or_default()).is_some_and(|page| {
                page.named("details").filter(|one| one.attribute("class") == "result").count() == pilot.results
            })
        });
        assert!(leads, "nothing leads to {}", pilot.id);
    }
}

//! Pilots, rule sets, waivers, errors and notices full of hostile texts, made of any bytes, and shown in every form.
//!
//! No form fails, and two runs give the same; `forms` says what else must be so of each.

use std::sync::LazyLock;

use watching_brief::baseline::Baseline;
use watching_brief::check::{Checker, Selection};
use watching_brief::evaluate::StatementFilter;
use watching_brief::model::diagnostic::Diagnostic;
use watching_brief::model::{Basis, DiagnosticCode, FailOn, Force, SharedWaiver, Waiver};
use watching_brief::pilot::fold_speaker;
use watching_brief::questions::{Law, letter, link, questions};
use watching_brief::render::{self, DisplayOptions, FORMATS, Links, Renderer};
use watching_brief::report::{Bar, Detail, Finding, PilotReport, Run, RunEnding};
use watching_brief::source::{Document, Documents};
use watching_brief::text::{LineIndex, Place, Span};

use super::bytes::Bytes;
use super::forms::{self, Shown};
use super::hostile;
use super::shipped::{REGISTER, RULES};

static LINKS: LazyLock<Links> =
    LazyLock::new(|| Links::new("desk", "/srv/a b", vec!["rules/professional-bodies.yaml".to_owned()]));

/// Makes a run, and shows it.
pub fn run(bytes: &[u8]) {
    let mut bytes = Bytes::new(bytes);
    let bytes = &mut bytes;
    let made = if bytes.below(4) > 0 { Some(hostile::own_rules(bytes)) } else { None };
    let rules = made.as_ref().unwrap_or(&RULES);
    let ids: Vec<&str> = rules.rules().map(|(_, rule)| rule.rule.id.as_str()).collect();
    let few = |bytes: &mut Bytes<'_>| (0..=bytes.below(6)).map(|_| bytes.one(&ids).to_owned()).collect::<Vec<String>>();
    let all = made.is_some() || bytes.below(32) == 0;
    let selection = if all { Selection::all(rules) } else { Selection::only(rules, &few(bytes)).expect("known rules") };

    let shared = shared_waivers(bytes, &ids);
    let mut checker = Checker::new(rules, selection, &REGISTER, jiff::civil::date(2026, 11, 22));
    checker.waivers = &shared;
    checker.waive = bytes.below(8) > 0;
    checker.bar = Bar { fail_on: bytes.one(&FailOn::ALL).0, min_force: bytes.one(&Force::ALL).0 };
    checker.detail = if bytes.flip() { Detail::ByWord } else { Detail::Reasons };
    let without: Vec<String> = (0..bytes.below(8).saturating_sub(5)).map(|_| hostile::text(bytes)).collect();
    checker.hearing = StatementFilter {
        hedged: false,
        least: [None, None, Some(Basis::Specified), Some(Basis::Observed)][bytes.below(4)],
        without: without.iter().map(|speaker| fold_speaker(speaker)).collect(),
        without_author: bytes.below(16) == 1,
    };

    let files: Vec<(String, String)> = (0..=bytes.below(3))
        .map(|_| {
            let (file, waived) = (hostile::file(bytes), bytes.below(ids.len()));
            (file, hostile::pilot(bytes, &ids[waived..]))
        })
        .collect();
    let (old, again, told) = (bytes.flip(), bytes.below(4) == 0, told(bytes));
    let look = look(bytes);
    let rest: Vec<u8> = bytes.0.by_ref().copied().collect();
    let mut documents: Vec<(&str, Document)> = Vec::new();
    for (file, text) in files.iter().map(|(file, text)| (file.as_str(), text.as_bytes())).chain([("rest", &*rest)]) {
        documents.extend(Documents::new(text).flatten().map(|document| (file, document)));
    }

    let baseline = old.then(|| baseline(&checker, &documents));
    checker.baseline = baseline.as_ref();
    let run = Asked { documents: &documents, told: &told, without: &without, look };
    let shown = run.shown(&checker, true);
    if again {
        assert_eq!(shown, run.shown(&checker, false));
    }
}

/// What is to be shown.
#[derive(Clone, Copy)]
struct Asked<'a> {
    documents: &'a [(&'a str, Document)],
    told: &'a [Diagnostic],
    without: &'a [String],
    look: DisplayOptions,
}

fn shared_waivers(bytes: &mut Bytes<'_>, rules: &[&str]) -> Vec<SharedWaiver> {
    let waivers = (0..bytes.below(3)).map(|number| {
        let waiver = Waiver {
            rule: bytes.one(rules).to_owned().into(),
            reason: hostile::text(bytes).into(),
            by: hostile::text(bytes).into(),
            until: jiff::civil::date(2026, 11, if bytes.flip() { 30 } else { 1 }),
            span: Span::default(),
        };
        let place = Place { line: 1, column: 1 + u32::try_from(number).expect("few") };
        SharedWaiver { waiver, pilots: vec!["*".to_owned(), "x".to_owned()], file: hostile::file(bytes), place }
    });
    waivers.collect()
}

/// Errors and notices of every kind.
fn told(bytes: &mut Bytes<'_>) -> Vec<Diagnostic> {
    let told = (0..bytes.below(5)).map(|_| {
        let (file, message, source) = (hostile::file(bytes), hostile::text(bytes), hostile::text(bytes));
        let lines = LineIndex::new(&source, 1 + u32::from(bytes.byte()));
        let edges: Vec<usize> = source.char_indices().map(|(at, _)| at).chain([source.len()]).collect();
        let [from, to] = [(), ()].map(|()| bytes.one(&edges));
        let (code, _) = DiagnosticCode::ALL[message.len() % DiagnosticCode::ALL.len()];
        let diagnostic = match bytes.below(4) {
            0 => Diagnostic::call(code, message),
            1 => Diagnostic::file(code, &file, message),
            2 => Diagnostic::placed(code, &file, Place { line: 1, column: u32::from(bytes.byte()) + 1 }, message),
            _ => Diagnostic::error(code, &file, &lines, Span::new(from.min(to), from.max(to)), message),
        };
        if bytes.flip() { diagnostic.as_notice() } else { diagnostic }
    });
    told.collect()
}

fn look(bytes: &mut Bytes<'_>) -> DisplayOptions {
    let any = bytes.byte();
    DisplayOptions {
        width: [20, 40, 80, 200][usize::from(any & 0b11)],
        colour: any >> 2 & 1 == 1,
        links: (any >> 3 & 1 == 1).then_some(&*LINKS),
        workspace: None,
        all: any >> 4 & 1 == 1,
        rules_first: any >> 5 & 1 == 1,
        quiet: any >> 5 == 0b111,
        codes: false,
    }
}

/// Some of what a run finds, as if it had been found on an earlier day.
fn baseline(checker: &Checker<'_>, documents: &[(&str, Document)]) -> Baseline {
    let mut findings = Vec::new();
    for (file, document) in documents {
        checker.document(file, document, false, |report| {
            let some = report.results.iter().filter(|result| result.at_bar).step_by(2);
            findings.extend(some.map(|result| Finding::from_result(report, result)));
        });
    }
    Baseline::from_findings(findings)
}

impl Asked<'_> {
    /// A run in every form, each held against what must be so of it, if that is asked for.
    fn shown(self, checker: &Checker<'_>, held: bool) -> Vec<String> {
        let looks = FORMATS
            .iter()
            .map(|format| DisplayOptions { quiet: self.look.quiet && format.quiet.is_some(), ..self.look });
        let looks: Vec<DisplayOptions> = looks.collect();
        let renderers: Vec<Box<dyn Renderer>> =
            FORMATS.iter().zip(&looks).map(|(format, look)| (format.make)(*look)).collect();
        let opening = checker.opening();
        let mut texts: Vec<String> = renderers.iter().map(|renderer| renderer.begin(&opening)).collect();
        let mut begun = vec![false; texts.len()];
        let (mut run, mut all) = (Run::default(), Vec::new());
        run.add_diagnostics(checker.shared_waiver_notices());
        for (file, document) in self.documents {
            let outcome = checker.document(file, document, false, |report| {
                if held {
                    asked(report, self.look);
                }
                let plain = report.without_words();
                let of = |detail: Detail| if detail < checker.detail { &plain } else { report };
                let parts = renderers.iter().zip(FORMATS).map(|(renderer, format)| renderer.pilot(of(format.detail)));
                (Shown::of(report), parts.collect::<Vec<String>>())
            });
            let Some((shown, parts)) = run.take(file, outcome) else { continue };
            all.push(shown);
            for (at, part) in parts.into_iter().enumerate() {
                let part = renderers[at].take(part);
                if !part.is_empty() {
                    if std::mem::replace(&mut begun[at], true) {
                        texts[at].push_str(renderers[at].between());
                    }
                    texts[at].push_str(&part);
                }
            }
        }
        run.add_diagnostics(checker.idle_waiver_notices(&run));
        run.add_diagnostics(checker.astray_waiver_notices(&run));
        run.add_diagnostics(self.told.to_vec());
        let ending: RunEnding = run.end(self.without);
        for (at, renderer) in renderers.iter().enumerate() {
            texts[at].push_str(&renderer.end(&opening, &ending));
            if held {
                forms::hold(FORMATS[at].name, looks[at], &texts[at], &all, &ending);
            }
        }
        for diagnostic in ending.errors.iter().chain(&ending.notices).filter(|_| held) {
            forms::hold("human", self.look, &render::diagnostic(diagnostic, self.look), &all, &ending);
        }
        texts
    }
}

/// The questions that a pilot leaves, in their forms.
fn asked(report: &PilotReport<'_>, look: DisplayOptions) {
    let questions = questions(report);
    let nothing = RunEnding::default();
    forms::hold("human", look, &render::questions::page(report, &questions).human(look), &[], &nothing);
    forms::hold("markdown", look, &render::questions::page(report, &questions).markdown(), &[], &nothing);
    let json = render::questions::begin_json()
        + &watching_brief::answers::json_line(&watching_brief::answers::PilotQuestions::new(report, &questions));
    let json = json + &render::questions::end_json(&nothing);
    assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok(), "{json}");
    for (law, _) in Law::ALL {
        if let Some(letter) = letter(report, &questions, law, 10) {
            forms::hold("markdown", look, &render::questions::letter(&letter, None), &[], &nothing);
        }
        if let Some((link, letter)) = link("a body", report, &questions, law, 10) {
            assert!(link.is_ascii() && link.len() <= 2_000 && !link.contains(char::is_whitespace), "{link}");
            forms::hold("markdown", look, &render::questions::letter(&letter, Some(&link)), &[], &nothing);
        }
    }
}

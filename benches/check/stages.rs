//! What happens in memory, on one core: the stages of a check, and the forms.

use std::hint::black_box;
use std::time::{Duration, Instant};
use watching_brief::model::vocabulary::Vocabulary;

use criterion::{BenchmarkId, Criterion, Throughput};
use watching_brief::check::{Checker, Selection};
use watching_brief::citations::Register;
use watching_brief::render::{DisplayOptions, FORMATS, format};
use watching_brief::report::Detail;
use watching_brief::rules::Collection;
use watching_brief::schema::{Kind, Schemas};
use watching_brief::source::{Document, Documents};
use watching_brief::tree;

use super::floor;
use super::generate::{Style, pilot};

/// How many pilots a stage is given.
const PILOTS: u32 = 10_000;

/// How often each stage takes its turn.
const TURNS: usize = 5;

const LOOK: DisplayOptions = DisplayOptions::PLAIN;

/// A stage takes the texts of pilots and gives a number that depends on all of its work.
type Stage = fn(&Checker<'_>, &[String]) -> usize;

const STAGES: [(&str, Detail, Stage); 8] = [
    ("libyaml's events", Detail::Verdicts, |_, texts| texts.iter().map(|text| floor::events(text)).sum()),
    ("reading into a tree", Detail::Verdicts, |_, texts| {
        each(texts, |document| usize::from(tree::build(&document.text).is_ok()))
    }),
    ("and holding it against the schema", Detail::Verdicts, |_, texts| {
        each(texts, |document| {
            let tree = tree::build(&document.text).expect("sound YAML");
            usize::from(Schemas::shipped().check(Kind::Pilot, &tree).is_ok())
        })
    }),
    ("and making a pilot of it", Detail::Verdicts, |_, texts| {
        each(texts, |document| {
            let tree = tree::build(&document.text).expect("sound YAML");
            let sound = Schemas::shipped().check(Kind::Pilot, &tree).is_ok();
            usize::from(sound && watching_brief::pilot::pilot(Vocabulary::shipped(), &tree).is_ok())
        })
    }),
    ("and every verdict (--quiet)", Detail::Verdicts, decided),
    ("and every reason", Detail::Reasons, decided),
    ("the whole, as JSON", Detail::Reasons, |checker, texts| shown("json", checker, texts)),
    ("the whole, for a person", Detail::Reasons, |checker, texts| shown("human", checker, texts)),
];

fn each(texts: &[String], mut work: impl FnMut(&Document) -> usize) -> usize {
    texts
        .iter()
        .flat_map(|text| Documents::new(text.as_bytes()))
        .map(|document| work(&document.expect("sound text")))
        .sum()
}

fn decided(checker: &Checker<'_>, texts: &[String]) -> usize {
    each(texts, |document| {
        checker.document("made-up.yaml", document, false, |_| ()).pilot.map_or(0, |pilot| pilot.findings.len() + 1)
    })
}

fn shown(name: &str, checker: &Checker<'_>, texts: &[String]) -> usize {
    let renderer = (format(name).expect("a format").make)(LOOK);
    renderer.begin(&checker.opening());
    each(texts, |document| {
        checker
            .document("made-up.yaml", document, false, |report| renderer.pilot(report))
            .pilot
            .map_or(0, |pilot| pilot.shown.len())
    })
}

fn collection() -> Collection {
    let (mut collection, mut diagnostics) = (Collection::default(), Vec::new());
    collection.add_all_embedded(&mut diagnostics);
    assert!(diagnostics.is_empty(), "the embedded sets are sound");
    collection
}

fn checker<'c>(collection: &'c Collection, register: &'c Register, detail: Detail) -> Checker<'c> {
    let today = jiff::civil::date(2026, 11, 22);
    Checker { detail, ..Checker::new(collection, Selection::all(collection), register, today) }
}

fn texts(style: Style, count: u32) -> Vec<String> {
    (0..count).map(|number| pilot(number.into(), style)).collect()
}

fn median(times: &mut [Duration]) -> f64 {
    times.sort();
    times.get(times.len() / 2).map_or(0.0, Duration::as_secs_f64)
}

/// The medians of what some work takes, in seconds, each in its turn.
fn medians(work: &mut [Box<dyn FnMut() + '_>]) -> Vec<f64> {
    let mut times = vec![Vec::new(); work.len()];
    for _ in 0..TURNS {
        for (work, times) in work.iter_mut().zip(&mut times) {
            let start = Instant::now();
            work();
            times.push(start.elapsed());
        }
    }
    times.iter_mut().map(|times| median(times)).collect()
}

/// The stages of a check, each as a ratio to the floor.
pub fn stages(style: Style) {
    let (collection, register) = (collection(), Register::embedded());
    let texts = texts(style, PILOTS);
    let bytes: usize = texts.iter().map(String::len).sum::<usize>() / PILOTS as usize;
    let reasons = checker(&collection, &register, Detail::Reasons);
    let few = texts.get(..100).expect("so many");
    let (json, findings) = (shown("json", &reasons, few) / 100, decided(&reasons, few) / 100 - 1);
    println!(
        "\n{style:?}: {PILOTS} pilots in memory, on one core; {bytes} bytes, {findings} findings and {json} bytes of JSON a pilot"
    );
    let mut work: Vec<Box<dyn FnMut() + '_>> = Vec::new();
    for (_, detail, stage) in STAGES {
        let (collection, register, texts) = (&collection, &register, &texts);
        work.push(Box::new(move || {
            black_box(stage(&checker(collection, register, detail), texts));
        }));
    }
    let times = medians(&mut work);
    for ((name, ..), time) in STAGES.iter().zip(&times) {
        println!("  {name:<36} {:>8.1} us a pilot {:>6.2} times libyaml's events", micro(*time), time / times[0]);
    }
    let verdicts = times[4] - times[3];
    println!("  of the check with --quiet, verdicts are {:.0}%", 100.0 * verdicts / times[4]);
    println!("  for a person it takes {:.2} times as long as in JSON", times[7] / times[6]);
}

fn micro(seconds: f64) -> f64 {
    seconds * 1e6 / f64::from(PILOTS)
}

/// Every form, as a ratio to the floor.
pub fn formats() {
    let (collection, register) = (collection(), Register::embedded());
    let texts = texts(Style::Mixed, PILOTS / 10);
    println!("\nForms: {} pilots in memory, on one core, each checked and shown", texts.len());
    let mut work: Vec<Box<dyn FnMut() + '_>> = vec![Box::new(|| {
        black_box(texts.iter().map(|text| floor::events(text)).sum::<usize>());
    })];
    for form in FORMATS {
        let (collection, register, texts) = (&collection, &register, &texts);
        work.push(Box::new(move || {
            black_box(shown(form.name, &checker(collection, register, form.detail), texts));
        }));
    }
    let times = medians(&mut work);
    for (form, time) in FORMATS.iter().zip(times.iter().skip(1)) {
        println!(
            "  {:<16} {:>8.1} us a pilot {:>6.2} times libyaml's events",
            form.name,
            micro(time * 10.0),
            time / times[0]
        );
    }
    let of = |name: &str| FORMATS.iter().zip(times.iter().skip(1)).find(|(form, _)| form.name == name);
    if let (Some((_, html)), Some((_, json))) = (of("html"), of("json")) {
        println!("  as a page to hand over it takes {:.2} times as long as in JSON", html / json);
    }
}

/// The shipped rule sets: how long it takes until each is ready, and a pilot is held against it.
pub fn sets() {
    let register = Register::embedded();
    let texts = texts(Style::Mixed, PILOTS / 10);
    println!("\nRule sets: each made ready on one core, and {} pilots held against it", texts.len());
    for (id, _) in Collection::embedded() {
        let mut set = Collection::default();
        set.add_embedded(id, &mut Vec::new());
        let with = checker(&set, &register, Detail::Verdicts);
        let none = Checker { selection: Selection::none(), ..checker(&set, &register, Detail::Verdicts) };
        let mut work: Vec<Box<dyn FnMut() + '_>> = vec![
            Box::new(|| {
                black_box(Collection::default().add_embedded(id, &mut Vec::new()));
            }),
            Box::new(|| {
                black_box(decided(&with, &texts));
            }),
            Box::new(|| {
                black_box(decided(&none, &texts));
            }),
        ];
        let times = medians(&mut work);
        let verdicts = micro((times[1] - times[2]) * 10.0);
        println!(
            "  {id:<26} {:>4} rules   ready in {:>5.2} ms   verdicts {verdicts:>5.1} us a pilot",
            set.rules().count(),
            times[0] * 1e3
        );
    }
}

/// The stages as criterion times them.
pub fn criterion() {
    let mut criterion = Criterion::default();
    let (collection, register) = (collection(), Register::embedded());
    let texts = texts(Style::Mixed, PILOTS / 10);
    let bytes: usize = texts.iter().map(String::len).sum();
    let mut group = criterion.benchmark_group("1,000 pilots");
    group.sample_size(10).throughput(Throughput::Bytes(bytes as u64));
    for (name, detail, stage) in STAGES {
        let checker = checker(&collection, &register, detail);
        group.bench_with_input(BenchmarkId::from_parameter(name), &texts, |bencher, texts| {
            bencher.iter(|| black_box(stage(&checker, texts)));
        });
    }
    group.finish();
}

//! What each stage of a check costs, over many made-up pilots.
//!
//! `cargo bench` prints the times of criterion, then, for 10,000 pilots in memory on one core, each stage's time as a
//! ratio to parsing alone: medians of one run in which the stages take turns, so that a machine that slows down slows
//! them all. Last comes the command itself on as many files, with its peak memory.
//!
//! `cargo bench -- --ratios` leaves the times of criterion out.

mod floor;
mod generate;

use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group};
use generate::{Style, pilot};
use watching_brief::check::{Checker, Selection};
use watching_brief::citations::Register;
use watching_brief::render::{Look, format};
use watching_brief::report::Detail;
use watching_brief::rules::Collection;
use watching_brief::schema::{self, Kind};
use watching_brief::source::{Document, Documents};
use watching_brief::tree;

/// How many pilots are checked.
const PILOTS: u32 = 10_000;

const LOOK: Look = Look { width: 80, colour: false, links: None, all: false, quiet: false };

/// A stage takes the texts of pilots and gives a number that depends on all of its work.
type Stage = fn(&Checker<'_>, &[String]) -> usize;

const STAGES: [(&str, Detail, Stage); 7] = [
    ("libyaml's events", Detail::Verdicts, |_, texts| texts.iter().map(|text| floor::events(text)).sum()),
    ("parse alone", Detail::Verdicts, |_, texts| {
        each(texts, |document| usize::from(tree::build(&document.text).is_ok()))
    }),
    ("parse and validate", Detail::Verdicts, |_, texts| {
        each(texts, |document| {
            let tree = tree::build(&document.text).expect("sound YAML");
            usize::from(schema::check(Kind::Pilot, &tree).is_ok() && watching_brief::pilot::pilot(&tree).is_ok())
        })
    }),
    ("whole check, --quiet", Detail::Verdicts, |checker, texts| {
        each(texts, |document| {
            checker.document("made-up.yaml", document, false, |_| ()).pilot.map_or(0, |pilot| pilot.findings + 1)
        })
    }),
    ("check with reasons", Detail::Reasons, |checker, texts| {
        each(texts, |document| {
            checker.document("made-up.yaml", document, false, |_| ()).pilot.map_or(0, |pilot| pilot.findings + 1)
        })
    }),
    ("whole check, --format json", Detail::Reasons, |checker, texts| shown("json", checker, texts)),
    ("whole check, human", Detail::Reasons, |checker, texts| shown("human", checker, texts)),
];

fn each(texts: &[String], mut work: impl FnMut(&Document) -> usize) -> usize {
    texts
        .iter()
        .flat_map(|text| Documents::new(text.as_bytes()))
        .map(|document| work(&document.expect("sound text")))
        .sum()
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

fn stages(criterion: &mut Criterion) {
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

#[allow(missing_docs, reason = "the macro makes a function of it")]
mod group {
    use super::stages;
    super::criterion_group!(benches, stages);
}

/// The ratios of the medians, each stage in turn, to the first.
fn ratios(style: Style) {
    let (collection, register) = (collection(), Register::embedded());
    let texts = texts(style, PILOTS);
    let bytes: usize = texts.iter().map(String::len).sum();
    println!(
        "\n{PILOTS} pilots ({style:?}), {} bytes each on average, in memory, on one core:",
        bytes / PILOTS as usize
    );
    let mut times = vec![Vec::new(); STAGES.len()];
    for _ in 0..5 {
        for ((_, detail, stage), times) in STAGES.iter().zip(&mut times) {
            let checker = checker(&collection, &register, *detail);
            let start = Instant::now();
            black_box(stage(&checker, &texts));
            times.push(start.elapsed());
        }
    }
    let medians: Vec<Duration> = times
        .iter_mut()
        .map(|times| {
            times.sort();
            times[times.len() / 2]
        })
        .collect();
    for ((name, ..), median) in STAGES.iter().zip(&medians) {
        let each = median.as_secs_f64() * 1e6 / f64::from(PILOTS);
        println!(
            "  {name:<28} {each:>8.1} us a pilot   {:>5.2} times parse alone",
            median.as_secs_f64() / medians[0].as_secs_f64()
        );
    }
}

/// The command on as many files: time, and the most memory that it had at once.
fn command() {
    let folder = tempfile::tempdir().expect("a folder");
    for number in 0..PILOTS {
        fs::write(folder.path().join(format!("{number:05}.yaml")), pilot(number.into(), Style::Mixed))
            .expect("written");
    }
    println!("\nthe command on {PILOTS} files, on all cores:");
    for words in [&["--quiet"][..], &["--format", "json"], &[]] {
        let start = Instant::now();
        let mut command = Command::new(env!("CARGO_BIN_EXE_brief"));
        let mut child =
            command.arg("check").arg(folder.path()).args(words).stdout(Stdio::null()).spawn().expect("brief runs");
        let mut peak = None;
        while child.try_wait().expect("it runs").is_none() {
            peak = peak_memory(child.id()).or(peak);
            std::thread::sleep(Duration::from_millis(5));
        }
        let memory = peak.map_or_else(|| "not measured".to_owned(), |kib| format!("{:.1} MiB", kib / 1024.0));
        println!("  {:<16} {:>6.2} s   peak memory {memory}", words.join(" "), start.elapsed().as_secs_f64());
    }
}

/// The most memory that a process has had so far, in KiB, where the system tells.
fn peak_memory(process: u32) -> Option<f64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches("kB").trim().parse().ok()
}

/// Writes made-up pilots into a folder, to try the command on them.
fn write(folder: &Path, count: u32, style: Style) {
    fs::create_dir_all(folder).expect("a folder");
    for number in 0..count {
        fs::write(folder.join(format!("{number:06}.yaml")), pilot(number.into(), style)).expect("written");
    }
}

fn main() {
    let args: Vec<String> = std::env::args().collect();
    if let Some(at) = args.iter().position(|arg| arg == "--write") {
        write(Path::new(&args[at + 1]), args[at + 2].parse().expect("a number"), Style::Mixed);
        write(
            Path::new(&args[at + 1]).join("ten").as_path(),
            args[at + 2].parse().expect("a number"),
            Style::TenFindings,
        );
        return;
    }
    if !std::env::args().any(|arg| arg == "--ratios") {
        group::benches();
    }
    ratios(Style::Mixed);
    ratios(Style::Clean);
    ratios(Style::TenFindings);
    command();
}

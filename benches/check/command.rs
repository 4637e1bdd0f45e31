//! The command itself, on files.

use std::fs;
use std::hint::black_box;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::floor;
use super::generate::{Style, pilot};

/// So many files are put into one folder.
const FOLDER: u32 = 1_000;

/// Writes made-up pilots into folders within a folder.
pub fn write(folder: &Path, count: u32, style: Style) {
    for number in 0..count {
        let within = folder.join(format!("{:03}", number / FOLDER));
        if number % FOLDER == 0 {
            fs::create_dir_all(&within).expect("a folder");
        }
        fs::write(within.join(format!("{number:06}.yaml")), pilot(number.into(), style)).expect("written");
    }
}

fn brief(words: &[&str], paths: &Path, threads: usize) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_brief"));
    command.arg("check").arg(paths).args(words).env("RAYON_NUM_THREADS", threads.to_string()).stdout(Stdio::null());
    command
}

/// How long a call takes, and its most memory in KiB, where the system tells.
fn run(command: &mut Command) -> (Duration, Option<f64>) {
    let start = Instant::now();
    let mut child = command.spawn().expect("the command runs");
    let mut peak = None;
    loop {
        peak = peak_memory(child.id()).or(peak);
        if child.try_wait().expect("it runs").is_some() {
            return (start.elapsed(), peak);
        }
        // Often enough to see the most, and not so often that to look is work.
        std::thread::sleep((start.elapsed() / 50).clamp(Duration::from_millis(1), Duration::from_millis(20)));
    }
}

/// How long calls take that have nothing to do with one another: so much the cores can do at most.
fn at_once(commands: impl Iterator<Item = Command>) -> Duration {
    let start = Instant::now();
    let calls: Vec<_> = commands.map(|mut command| command.spawn().expect("the command runs")).collect();
    for mut call in calls {
        call.wait().expect("it runs");
    }
    start.elapsed()
}

/// The most memory that a process has had so far, in KiB, where the system tells.
fn peak_memory(process: u32) -> Option<f64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches("kB").trim().parse().ok()
}

/// How long it takes from the call to its end: with one small pilot, and with none.
pub fn start() {
    let folder = tempfile::tempdir().expect("a folder");
    let small = folder.path().join("small.yaml");
    fs::write(&small, "format: 1\npilot: small\ntitle: A small pilot\nstatus: proposed\n").expect("written");
    let mut version = Command::new(env!("CARGO_BIN_EXE_brief"));
    version.arg("--version").stdout(Stdio::null());
    println!("\nStart: medians of 41 calls");
    for (name, mut command) in [
        ("brief --version", version),
        ("brief check --quiet, one small pilot", brief(&["--quiet"], &small, cores())),
        ("the same, on one core", brief(&["--quiet"], &small, 1)),
    ] {
        let mut times: Vec<f64> = Vec::new();
        for _ in 0..41 {
            let start = Instant::now();
            command.status().expect("it runs");
            times.push(start.elapsed().as_secs_f64() * 1e3);
        }
        times.sort_by(f64::total_cmp);
        println!("  {name:<38} {:>6.1} ms   (least {:.1} ms)", times[times.len() / 2], times[0]);
    }
}

fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
}

/// Calls on 1, 100, 10,000 and 100,000 files, against `cat` and libyaml's events over the same files.
pub fn files() {
    let folder = tempfile::tempdir().expect("a folder");
    let all = cores();
    println!(
        "\nFiles: medians of 3 calls; the floor is `cat` of the files, and libyaml's events over them on one core"
    );
    for count in [1, 100, 10_000, 100_000] {
        let paths = folder.path().join(count.to_string());
        write(&paths, count, Style::Mixed);
        let times = if count > 10_000 { 1 } else { 3 };
        let floor = (0..times).map(|_| floor(&paths)).min().expect("measured");
        println!("  {count} files: the floor takes {:.1} us a file", each(floor, count));
        for words in [&["--quiet"][..], &["--format", "json"], &["--format", "human"]] {
            if count > 10_000 && words.len() > 1 && words[1] == "human" {
                continue;
            }
            let call = |threads| brief(words, &paths, threads);
            let least = |threads| (0..times).map(|_| run(&mut call(threads))).min_by_key(|(time, _)| *time);
            let (one, _) = least(1).expect("measured");
            let (many, peak) = least(all).expect("measured");
            let at_once = (0..times).map(|_| at_once((0..all).map(|_| call(1)))).min().expect("measured");
            let memory = peak.map_or_else(|| "not measured".to_owned(), |kib| format!("{:.0} MiB", kib / 1024.0));
            let share = many.as_secs_f64() * f64::from(u32::try_from(all).expect("few cores"));
            println!(
                "    {:<15} one core {:>8.1} us a file, {:>5.2} times the floor;   {all} cores {:>8.1} us, {:>3.0}% of ideal, \
                 {:>3.0}% of {all} calls at once;   {memory}",
                words.last().copied().unwrap_or_default(),
                each(one, count),
                one.as_secs_f64() / floor.as_secs_f64(),
                each(many, count),
                100.0 * one.as_secs_f64() / share,
                100.0 * at_once.as_secs_f64() / share,
            );
        }
        fs::remove_dir_all(&paths).expect("removed");
    }
}

fn each(time: Duration, count: u32) -> f64 {
    time.as_secs_f64() * 1e6 / f64::from(count)
}

fn floor(paths: &Path) -> Duration {
    let files: Vec<PathBuf> = walkdir::WalkDir::new(paths)
        .into_iter()
        .map(|entry| entry.expect("an entry").into_path())
        .filter(|path| path.is_file())
        .collect();
    let start = Instant::now();
    for some in files.chunks(10_000) {
        let mut cat = Command::new("cat").args(some).stdout(Stdio::piped()).spawn().expect("cat runs");
        io::copy(&mut cat.stdout.take().expect("its output"), &mut io::sink()).expect("read");
        cat.wait().expect("it ends");
        for file in some {
            black_box(floor::events(&fs::read_to_string(file).expect("a text")));
        }
    }
    start.elapsed()
}

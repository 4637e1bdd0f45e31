//! What reasoning costs: `repair`, `compare`, `reconcile`, `rules audit` and `matrix` on the six embedded rule sets
//! together.
//!
//! `cargo bench --bench reasoning` runs each as the command several times and prints the median of its times, as seconds and
//! as a ratio to the command that only loads the rule sets, and the most memory that it had at once.

use std::fs;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const RUNS: usize = 7;

/// What is measured, the first only as what the others are held against.
const CALLS: [(&str, &str); 8] = [
    ("load the rule sets", "rules"),
    ("repair", "repair pilots/example-unacceptable.yaml"),
    ("repair --settle", "repair pilots/canterbury-psicon.yaml --settle"),
    ("compare two sets", "compare professional-bodies dwp-assurances"),
    (
        "compare three with three",
        "compare professional-bodies+dwp-assurances+mental-wealth-foundation community-concerns+cotton-questions+mental-health-workforce",
    ),
    (
        "reconcile all six",
        "reconcile professional-bodies dwp-assurances mental-wealth-foundation community-concerns cotton-questions mental-health-workforce",
    ),
    ("audit all six", "rules audit"),
    ("matrix", "matrix pilots/"),
];

fn main() {
    let mut first = None;
    println!("\nreasoning about the six rule sets, medians of {RUNS} runs of the command:");
    for (name, call) in CALLS {
        let mut runs: Vec<(Duration, f64)> = (0..RUNS).map(|_| run(call)).collect();
        runs.sort_by_key(|run| run.0);
        let median = runs[RUNS / 2].0.as_secs_f64();
        let memory = runs.iter().map(|(_, memory)| *memory).fold(0.0, f64::max) / 1024.0;
        let ratio = median / *first.get_or_insert(median);
        println!("  {name:<26} {median:>7.3} s   {ratio:>6.1} times loading   peak memory {memory:>6.1} MiB");
    }
}

/// Runs a call to its end, and gives its time and the most memory that it had, in KiB, as far as the system tells.
fn run(call: &str) -> (Duration, f64) {
    let start = Instant::now();
    let mut command = Command::new(env!("CARGO_BIN_EXE_brief"));
    let mut child =
        command.args(call.split(' ')).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("brief runs");
    let mut peak = 0.0;
    let status = loop {
        if let Some(status) = child.try_wait().expect("it runs") {
            break status;
        }
        peak = peak_memory(child.id()).unwrap_or(peak);
        std::thread::sleep(Duration::from_micros(500));
    };
    let took = start.elapsed();
    assert!(status.code().is_some_and(|code| code < 2), "{call} failed");
    (took, peak)
}

/// The most memory that a process has had so far, in KiB, where the system tells.
fn peak_memory(process: u32) -> Option<f64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches("kB").trim().parse().ok()
}

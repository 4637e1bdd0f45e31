//! What an editor waits for: a pilot of 5 KB is typed into, with all rule sets that come with the program.

use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use watching_brief::editor::Workspace;
use watching_brief::files::MemoryFiles;
use watching_brief::project::ProjectOptions;
use watching_brief::text::Place;

use super::floor;
use super::generate::{Style, pilot};

/// How often each question is asked.
const TURNS: u32 = 201;

/// The size of the pilot, in bytes.
const SIZE: usize = 5 * 1024;

/// An answer by its name, with what makes it.
type Answer<'a> = (&'static str, &'a mut dyn FnMut(&mut Workspace));

/// Prints how long each answer takes, and how many times libyaml's events over the same text that is.
pub fn editor() {
    let path = Path::new("/pilots/made-up.yaml");
    let mut text = pilot(1, Style::TenFindings);
    while text.len() < SIZE {
        text.push_str("# somebody wrote a remark here, as long as one is\n");
    }
    let mut workspace =
        Workspace::new(Arc::new(MemoryFiles::new()), ProjectOptions::new(jiff::civil::date(2026, 11, 22)));
    workspace.set(path, &text);
    let last =
        u32::try_from(text.lines().position(|line| line.starts_with("  ")).expect("a fact")).expect("a line") + 1;
    let floor = median(&mut || {
        black_box(floor::events(&text));
    });
    let mut typed = 0_u32;
    let mut answers: [Answer<'_>; 4] = [
        ("a letter typed, and all looked at again", &mut |workspace| {
            typed += 1;
            workspace.set(path, &format!("{text}# {typed}\n"));
            black_box(workspace.look_at(path));
        }),
        ("what a fact means", &mut |workspace| {
            black_box(workspace.explained_at(path, Place { line: last, column: 4 }));
        }),
        ("the outline", &mut |workspace| {
            black_box(workspace.symbols(path));
        }),
        ("what is not stated", &mut |workspace| {
            black_box(workspace.open_questions(path));
        }),
    ];
    println!("\nAn editor, with a pilot of {} bytes\n\n| answer | ms | libyaml's events |\n|---|---|---|", text.len());
    for (name, answer) in &mut answers {
        let took = median(&mut || answer(&mut workspace));
        println!("| {name} | {:.2} | {:.0} |", took.as_secs_f64() * 1e3, took.as_secs_f64() / floor.as_secs_f64());
    }
}

fn median(work: &mut dyn FnMut()) -> Duration {
    work();
    let mut times: Vec<Duration> = (0..TURNS)
        .map(|_| {
            let begun = Instant::now();
            work();
            begun.elapsed()
        })
        .collect();
    times.sort_unstable();
    times[times.len() / 2]
}

//! What checking costs, stage by stage, over many made-up pilots; `docs/reference/speed.md` has the figures.
//!
//! Every figure of a run is a ratio to the floor that was measured in the same run: the events of libyaml over the same
//! bytes, for what happens in memory, and those with `cat` of the files, for the command. Stages take turns, and medians are
//! taken, so that a machine that slows down slows all of them.
//!
//! `cargo bench --bench check` measures everything; a word behind `--` chooses a part: `stages`, `formats`, `sets`, `start`,
//! `files`, `editor`, or `criterion` for the times of criterion. `--write FOLDER COUNT` writes made-up pilots, to try the command on.

mod command;
mod editor;
mod floor;
#[path = "../generate/mod.rs"]
mod generate;
mod stages;

use std::path::Path;

use generate::Style;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    if let [write, folder, count] = args.as_slice()
        && write == "--write"
    {
        command::write(Path::new(folder), count.parse().expect("a number of pilots"), Style::Mixed);
        return;
    }
    let wanted = |part: &str| args.is_empty() || args.iter().any(|arg| arg == part);
    if wanted("stages") {
        [Style::Mixed, Style::Clean, Style::TenFindings].into_iter().for_each(stages::stages);
    }
    if wanted("formats") {
        stages::formats();
    }
    if wanted("sets") {
        stages::sets();
    }
    if wanted("start") {
        command::start();
    }
    if wanted("files") {
        command::files();
    }
    if wanted("editor") {
        editor::editor();
    }
    if wanted("criterion") {
        stages::criterion();
    }
}

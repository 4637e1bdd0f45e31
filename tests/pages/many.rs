//! A thousand pilots: the memory that they take, and the page that leads to them.

use std::fs;
use std::process::Stdio;

use super::browse;
use crate::support::{self, Folder};

/// How many pilots there are.
const PILOTS: usize = 1_000;

/// The page that leads to them may have so many bytes,
const INDEX: usize = 450_000;

/// and the run may take so much memory, in KiB: less than half of what its pages have.
const MEMORY: u64 = 64 * 1024;

/// Of a process that runs, the most memory that it ever took, where the system says so.
fn peak(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.trim().strip_suffix(" kB")?.parse().ok()
}

#[test]
fn a_thousand_pilots_are_written_in_little_memory_and_the_page_that_leads_to_them_is_short() {
    let folder = Folder::new("pages-many");
    let pilot = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/pilots/working-well-phase-2.yaml"));
    let pilot = pilot.expect("a pilot");
    let pilots = (0..PILOTS).map(|at| pilot.replace("pilot: working-well-phase-2", &format!("pilot: many-{at:04}")));
    folder.write("pilots.yaml", pilots.collect::<Vec<_>>().join("---\n"));
    let mut command = support::command(support::BRIEF);
    command.args(["check", "pilots.yaml", "--quiet", "--today", "2026-11-22", "--output", "html=report.html"]);
    command.args(["--only", "professional-bodies", "--only", "mental-wealth-foundation"]);
    command.env("RAYON_NUM_THREADS", "2").current_dir(folder.path()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().expect("brief runs");
    let mut most = 0;
    let status = loop {
        most = most.max(peak(child.id()).unwrap_or_default());
        match child.try_wait().expect("it can be waited for") {
            Some(status) => break status,
            None => std::thread::sleep(std::time::Duration::from_millis(5)),
        }
    };
    assert_eq!(status.code(), Some(1), "it has findings");
    if cfg!(target_os = "linux") {
        assert!(most > 1_024, "the system says how much memory was taken: {most}");
    }
    assert!(most <= MEMORY, "{most} KiB");
    let pages = fs::read_dir(folder.path().join("report")).expect("a folder");
    let bytes = pages.map(|page| page.expect("a page").metadata().expect("a file").len());
    let bytes: Vec<u64> = bytes.collect();
    assert_eq!(bytes.len(), PILOTS);
    assert!(bytes.iter().sum::<u64>() > 2 * MEMORY * 1_024, "so many that they could not all be in memory");
    let index = fs::read_to_string(folder.path().join("report.html")).expect("a page");
    assert!(index.len() <= INDEX && index.matches("report/pilot-many-").count() >= PILOTS, "{}", index.len());
    if let Some(wrong) = browse(&folder, &["index=report.html"]) {
        assert_eq!(wrong, "");
    }
    // So many pages are not kept.
    fs::remove_dir_all(folder.path().join("report")).expect("a folder");
}

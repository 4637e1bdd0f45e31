//! A disk that is full.

use std::fs;
use std::path::Path;
use std::process::Stdio;

use super::{CALL, check, folder, listed, many, read, unframed};
use crate::support::{self, Folder, Ran};

const TOO_LARGE: &str = "the file would be larger than the system allows";

/// `brief`, in a shell in which no file can grow beyond 4 KiB. Nobody has to be told of the signal: it is caught.
fn small_files(folder: &Folder, args: &[&str]) -> Ran {
    let mut command = support::command("bash");
    command.args(["-c", "ulimit -f 4; exec \"$0\" \"$@\"", support::BRIEF]).args(args);
    Ran::of(command.current_dir(folder.path()), &[])
}

#[test]
fn every_file_is_whole_or_as_it_was() {
    let folder = folder("disk-outputs");
    folder.write("p.yaml", many(200)).write("old.json", "old");
    let before = listed(folder.path());
    let outputs = ["--output", "json=old.json", "--output", "csv=new.csv", "--quiet"];
    let ran = small_files(&folder, &[&CALL[..], &["p.yaml"], &outputs].concat());
    assert_eq!(ran.status, Some(2), "{ran:?}");
    for name in ["old.json", "new.csv"] {
        assert!(ran.err.contains(&format!("brief: the output could not be written: {name}: {TOO_LARGE}")), "{ran:?}");
    }
    // What is on standard output is there in spite of that.
    assert!(ran.out.contains("200 pilots held against 1 rule"), "{ran:?}");
    assert_eq!((read(&folder, "old.json"), listed(folder.path())), ("old".to_owned(), before));
}

#[test]
fn one_file_that_fails_costs_no_other() {
    let folder = folder("disk-others");
    folder.write("p.yaml", many(200)).write("old.json", "old");
    if !Path::new("/dev/full").exists() {
        println!("skipped: there is no /dev/full");
        return;
    }
    let outputs = ["--format", "ndjson", "--output", "json=/dev/full", "--output", "csv=t.csv"];
    let ran = Ran::of(&mut check(&folder, &[&["p.yaml"][..], &outputs].concat()), &[]);
    assert_eq!(ran.status, Some(2), "{ran:?}");
    assert_eq!(unframed(&ran.err), format!("brief: the output could not be written: /dev/full: {NO_SPACE}"));
    for (format, written) in [("ndjson", ran.out), ("csv", read(&folder, "t.csv"))] {
        assert_eq!(written, Ran::of(&mut check(&folder, &["p.yaml", "--format", format]), &[]).out, "{format}");
    }
    // Nor does standard output.
    let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("opened");
    let mut command = check(&folder, &["p.yaml", "--output", "json=old.json"]);
    let done = command.stdout(Stdio::from(full)).output().expect("a run");
    assert_eq!(done.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&done.stderr).contains(NO_SPACE));
    assert_eq!(read(&folder, "old.json"), Ran::of(&mut check(&folder, &["p.yaml", "--format", "json"]), &[]).out);
}

const NO_SPACE: &str = "there is no space left on the disk; make room, or give a file elsewhere";

#[test]
fn other_commands_leave_no_half_either() {
    let folder = folder("disk-commands");
    folder.write("pilots.yaml", many(200)).write("man/x", "");
    let old = Ran::of(&mut folder.command(&["baseline", "p.yaml", "--rules", "rules.yaml", "-o", "base.json"]), &[]);
    assert_eq!(old.status, Some(0), "{old:?}");
    let before = (listed(folder.path()), read(&folder, "base.json"));
    for args in [
        &["new", "fresh"][..],
        &["baseline", "pilots.yaml", "--rules", "rules.yaml", "--output", "base.json"],
        &["man", "--output", "man"],
    ] {
        let ran = small_files(&folder, args);
        assert_eq!(ran.status, Some(2), "{args:?}: {ran:?}");
        assert!(unframed(&ran.err).contains(TOO_LARGE), "{args:?}: {ran:?}");
        assert_eq!((listed(folder.path()), read(&folder, "base.json")), before, "{args:?}");
    }
    // Of many pages some are small enough: each is whole.
    for page in listed(&folder.path().join("man")).iter().filter(|name| *name != "x") {
        assert!(read(&folder, &format!("man/{page}")).contains(".SH "), "{page}");
        assert!(!page.starts_with(".brief-"), "{page}");
    }
}

/// The summary of a job is added to a file: of that, too, nothing is left where it does not fit.
#[test]
fn no_half_is_added_to_a_summary() {
    let folder = folder("disk-summary");
    folder.write("p.yaml", many(200)).write("summary.md", "# Before\n");
    let mut command = support::command("bash");
    command.args(["-c", "ulimit -f 4; exec \"$0\" \"$@\"", support::BRIEF]).args(CALL);
    command.args(["p.yaml", "--format", "github"]).current_dir(folder.path());
    let ran = Ran::of(command.env("GITHUB_STEP_SUMMARY", "summary.md"), &[]);
    assert_eq!(ran.status, Some(2), "{ran:?}");
    assert!(ran.err.contains("summary.md, which GITHUB_STEP_SUMMARY names: the file would be larger"), "{ran:?}");
    assert_eq!(read(&folder, "summary.md"), "# Before\n");
}

/// A small disk in memory, where whoever runs the tests may have one.
#[test]
fn a_disk_that_is_really_full() {
    let folder = folder("disk-real");
    folder.write("p.yaml", many(200)).write("disk/.keep", "");
    let script =
        "mount -t tmpfs -o size=64k none disk && printf old >disk/old.json && printf small >disk/other || exit 99
        \"$0\" \"$@\" --output json=disk/old.json --output csv=disk/new.csv --output sarif=elsewhere.sarif; status=$?
        cat disk/old.json; ls -A disk; exit $status";
    let run = |unshare: &[&str]| {
        let mut command = support::command("unshare");
        command.args(unshare).args(["sh", "-c", script, support::BRIEF]).args(CALL).args(["p.yaml", "-q"]);
        command.current_dir(folder.path()).stdin(Stdio::null());
        // Where there is no such disk nothing is said.
        command.output().ok().filter(|done| !done.stdout.is_empty())
    };
    let Some(done) = run(&["--mount"]).or_else(|| run(&["--user", "--map-root-user", "--mount"])) else {
        println!("skipped: no small disk can be made here");
        return;
    };
    let (out, err) = (String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
    assert_eq!(done.status.code(), Some(2), "{err}");
    assert!(err.contains(&format!("disk/old.json: {NO_SPACE}")), "{err}");
    assert!(out.ends_with("\noldnew.csv\nold.json\nother\n"), "{out}");
    // What came first was given up, and made room for the next.
    assert!(read(&folder, "elsewhere.sarif").ends_with("}\n"), "the file on another disk is whole");
}

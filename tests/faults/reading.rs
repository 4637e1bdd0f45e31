//! Files and folders that vanish or change while they are read, and what only looks like a file.
#![allow(clippy::disallowed_types, reason = "a socket in a folder is one of the things that are met")]

use std::fs;
use std::io::Write;
use std::os::fd::AsRawFd;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};

use super::{check, folder, pilot, pipe};
use crate::support::{Folder, GOOD, RULES, Ran};

/// A run that has looked up which files there are, and has read none: it waits for the first, a pipe that nobody has
/// written to yet.
struct Waiting {
    child: Child,
    first: fs::File,
}

impl Waiting {
    fn new(folder: &Folder, paths: &[&str]) -> Self {
        let first = pipe(folder, "first.yaml");
        let mut command = check(folder, &[&["first.yaml"][..], paths, &["--format", "json"]].concat());
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let child = command.spawn().expect("a run");
        // Whoever opens a pipe to write waits until somebody reads it.
        let first = fs::OpenOptions::new().write(true).open(first).expect("somebody who reads");
        Self { child, first }
    }

    /// Lets it go on.
    fn end(mut self) -> Ran {
        self.first.write_all(pilot("first").as_bytes()).expect("read");
        drop(self.first);
        let done = self.child.wait_with_output().expect("an end");
        let text = |bytes| String::from_utf8(bytes).expect("text");
        Ran { status: done.status.code(), out: text(done.stdout), err: text(done.stderr) }
    }
}

#[test]
fn what_vanishes_costs_only_itself() {
    let folder = folder("vanishes");
    let large = format!("{}summary: {}\n", pilot("large"), "x".repeat(100_000));
    folder.write("pilots/a.yaml", pilot("a")).write("pilots/b.yaml", large).write("pilots/sub/c.yaml", pilot("c"));
    folder.write("pilots/d.yaml", pilot("d")).write("pilots/z.yaml", pilot("z")).write("gone/x.yaml", GOOD);
    // With a link, all files are looked up before any is read.
    symlink("sub", folder.path().join("pilots/yet")).expect("a link");
    let waiting = Waiting::new(&folder, &["pilots", "gone"]);
    fs::remove_file(folder.path().join("pilots/b.yaml")).expect("gone");
    fs::remove_file(folder.path().join("pilots/d.yaml")).expect("gone");
    fs::create_dir(folder.path().join("pilots/d.yaml")).expect("a folder in its place");
    fs::remove_dir_all(folder.path().join("pilots/sub")).expect("gone");
    fs::remove_dir_all(folder.path().join("gone")).expect("gone");
    let ran = waiting.end();
    assert_eq!((ran.status, ran.pilots()), (Some(2), ["first", "a", "z"].map(str::to_owned).to_vec()), "{ran:?}");
    assert_eq!(
        ran.errors(),
        [
            "pilots/b.yaml it is no longer there",
            "pilots/d.yaml it cannot be read: there is a folder in its place",
            "pilots/sub/c.yaml it is no longer there",
            "gone/x.yaml it is no longer there",
        ]
    );
}

#[test]
fn files_of_a_folder_that_is_a_link_stand_in_the_order_of_their_paths() {
    let folder = folder("link-order");
    for (path, id) in [
        ("pilots/a-b.yaml", "a-b"),
        ("pilots/a.yaml", "a"),
        ("pilots/a0/y.yaml", "a0-y"),
        ("pilots/b/y.yaml", "b-y"),
        ("pilots/b-c.yaml", "b-c"),
        ("pilots/b.yaml", "b"),
        ("real/x.yaml", "a-x"),
    ] {
        folder.write(path, pilot(id));
    }
    let call = ["pilots", "--format", "json"];
    let plain = Ran::of(check(&folder, &call).stdin(Stdio::null()), &[]);
    assert_eq!(plain.pilots(), ["a-b", "a", "a0-y", "b-c", "b", "b-y"]);
    symlink("../real", folder.path().join("pilots/a")).expect("a link");
    let linked = Ran::of(check(&folder, &call).stdin(Stdio::null()), &[]);
    assert_eq!(linked.pilots(), ["a-b", "a", "a-x", "a0-y", "b-c", "b", "b-y"]);
}

#[test]
fn what_vanishes_before_its_folder_is_read_is_told_by_number() {
    let folder = folder("vanishes-early");
    folder.write("pilots/a.yaml", pilot("a")).write("pilots/b.yaml", pilot("b")).write("pilots/sub/c.yaml", pilot("c"));
    folder.write("pilots/d.yaml", pilot("d")).write("pilots/z.yaml", pilot("z")).write("gone/x.yaml", GOOD);
    folder.write("more/m.yaml", pilot("m"));
    let waiting = Waiting::new(&folder, &["pilots", "gone", "more"]);
    fs::remove_file(folder.path().join("pilots/b.yaml")).expect("gone");
    fs::remove_file(folder.path().join("pilots/d.yaml")).expect("gone");
    fs::create_dir(folder.path().join("pilots/d.yaml")).expect("a folder in its place");
    fs::remove_dir_all(folder.path().join("pilots/sub")).expect("gone");
    fs::remove_dir_all(folder.path().join("gone")).expect("gone");
    folder.write("more/n.yaml", pilot("n"));
    let ran = waiting.end();
    assert_eq!((ran.status, ran.pilots()), (Some(2), ["first", "a", "z", "m", "n"].map(str::to_owned).to_vec()));
    assert_eq!(
        ran.errors(),
        ["pilots 3 files that stood in it at first went away meanwhile", "gone it is no longer there"]
    );
}

#[test]
fn what_changes_is_read_as_it_is_when_its_turn_comes() {
    let folder = folder("changes");
    folder.write("pilots/grows.yaml", pilot("small")).write("pilots/is-new.yaml", pilot("old"));
    let long = format!("summary: {}\n", "x".repeat(200_000));
    folder.write("pilots/shrinks.yaml", pilot("shrinks") + &long).write("pilots/is-emptied.yaml", GOOD);
    let waiting = Waiting::new(&folder, &["pilots"]);
    folder.write("pilots/grows.yaml", pilot("grown") + &long).write("pilots/shrinks.yaml", pilot("shrunk"));
    folder.write("new", pilot("replaced")).write("pilots/is-emptied.yaml", "");
    fs::rename(folder.path().join("new"), folder.path().join("pilots/is-new.yaml")).expect("replaced");
    let ran = waiting.end();
    assert_eq!(ran.pilots(), ["first", "grown", "replaced", "shrunk"]);
    assert_eq!(ran.errors(), ["pilots/is-emptied.yaml:1:1 the file is empty"]);
}

/// A file that grows while it is being read is read to where it then ends, and one that is cut off up to there.
#[test]
fn what_changes_in_the_middle_is_taken_as_it_comes() {
    let folder = folder("middle");
    let path = pipe(&folder, "slow.yaml");
    let mut command = check(&folder, &["slow.yaml", "--format", "json"]);
    let child = command.stdout(Stdio::piped()).spawn().expect("a run");
    let mut slow = fs::OpenOptions::new().write(true).open(path).expect("somebody who reads");
    slow.write_all(b"format: 1\npilot: slow\ntitle: cut o").expect("read");
    drop(slow);
    let done = child.wait_with_output().expect("an end");
    let out = String::from_utf8(done.stdout).expect("text");
    let ran = Ran { status: done.status.code(), out, err: String::new() };
    assert_eq!((ran.status, ran.pilots().len()), (Some(2), 0));
    assert_eq!(
        ran.errors(),
        ["slow.yaml:1:1 the pilot has no `status`; a pilot needs `format`, `pilot`, `title` and `status`"]
    );
}

#[test]
fn what_is_no_file_is_passed_over_in_a_folder_and_said() {
    let folder = folder("special");
    folder.write("pilots/a.yaml", GOOD).write("sets/r.yaml", RULES).write("texts/a.txt", "x\n").write("none/x.txt", "");
    for (name, socket) in [
        ("pilots/pipe.yaml", false),
        ("pilots/socket.yaml", true),
        ("sets/pipe.yml", false),
        ("texts/pipe.txt", false),
        ("none/pipe.yaml", false),
        ("brief.lock", false),
    ] {
        let path = folder.path().join(name);
        let _ = fs::remove_file(&path);
        if socket {
            // The path of a socket has to be short. It stays when nobody listens any more.
            let parent = fs::File::open(path.parent().expect("a folder")).expect("a folder");
            let short = PathBuf::from(format!("/proc/self/fd/{}/socket.yaml", parent.as_raw_fd()));
            let path = if short.parent().is_some_and(Path::exists) { short } else { path };
            drop(UnixListener::bind(path).expect("a socket"));
        } else {
            pipe(&folder, name);
        }
    }
    symlink("/dev/null", folder.path().join("pilots/device.yaml")).expect("a link");
    let ran = folder.brief(&["check", "pilots", "--rules", "sets", "--format", "json"]);
    assert_eq!((ran.status, ran.pilots().len(), ran.errors().len()), (Some(1), 1, 0), "{ran:?}");
    let over = |name: &str, what: &str| format!("{name} this is {what} and no file; it is passed over");
    assert_eq!(
        ran.notices(),
        [
            over("sets/pipe.yml", "a named pipe"),
            over("pilots/device.yaml", "a device"),
            over("pilots/pipe.yaml", "a named pipe"),
            over("pilots/socket.yaml", "a socket"),
        ]
    );
    // A folder with nothing else in it has no pilot.
    let none = folder.brief(&["check", "none", "--rules", "sets/r.yaml", "--format", "json"]);
    assert_eq!((none.status, none.errors()), (Some(2), vec!["none there is no pilot in this folder".to_owned()]));
    let none = folder.brief(&["check", "pilots/a.yaml", "--rules", "none", "--format", "json"]);
    assert_eq!((none.status, none.errors()), (Some(2), vec!["none there is no rule set in it".to_owned()]));
    // Named, a socket cannot be read; a device has nothing in it.
    let named = folder.brief(&["check", "pilots/socket.yaml", "/dev/null", "--format", "json"]);
    assert_eq!(
        named.errors(),
        ["pilots/socket.yaml this is a socket, which cannot be read", "/dev/null:1:1 the file is empty"]
    );
    let texts =
        folder.brief(&["sources", "verify", "texts", "pilots/a.yaml", "--rules", "sets/r.yaml", "--format", "json"]);
    assert!(texts.out.contains("this is a named pipe and no file; it is passed over"), "{texts:?}");
    // Nor does a lock file that is a pipe hang a check of it.
    let lock = folder.brief(&["rules", "lock", "--check", "--rules", "sets/r.yaml"]);
    assert!(lock.err.contains("this is not a file; name the lock file itself"), "{lock:?}");
}

#[test]
fn links_that_lead_round_or_nowhere() {
    let folder = folder("links");
    folder.write("pilots/sub/a.yaml", GOOD);
    for (to, link) in [
        ("..", "pilots/sub/up"),
        (".", "pilots/here"),
        ("round", "pilots/round"),
        ("b.yaml", "pilots/a.yaml"),
        ("a.yaml", "pilots/b.yaml"),
        ("nowhere.yaml", "pilots/lost.yaml"),
        ("nowhere", "pilots/lost"),
        ("nowhere.yaml", "lost.yaml"),
        ("c.yaml", "c.yaml"),
    ] {
        symlink(to, folder.path().join(link)).expect("a link");
    }
    let ran = Ran::of(&mut check(&folder, &["pilots", "lost.yaml", "c.yaml", "--format", "json"]), &[]);
    assert_eq!((ran.status, ran.pilots()), (Some(2), vec!["good".to_owned()]), "{ran:?}");
    let round = "this link leads round in a circle";
    assert_eq!(
        ran.errors(),
        [
            format!("pilots/a.yaml {round}"),
            format!("pilots/b.yaml {round}"),
            "pilots/lost.yaml this link leads to nothing".to_owned(),
            "lost.yaml this link leads to nothing".to_owned(),
            format!("c.yaml {round}"),
        ]
    );
    // A report is not written where no file can be.
    let ran = Ran::of(&mut check(&folder, &["p.yaml", "--output", "json=pilots/round"]), &[]);
    assert_eq!((ran.status, ran.out.as_str()), (Some(2), ""), "{ran:?}");
    assert!(ran.err.contains("pilots/round: this link leads round in a circle"), "{ran:?}");
    let ran = folder.brief(&["check", "--config", "c.yaml"]);
    assert!(ran.err.contains(round), "{ran:?}");
}

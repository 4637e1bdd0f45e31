//! A run that is ended from outside.

use std::fs;
use std::io::{Read, Write};
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};

use super::{folder, listed, many, pilot, pipe, read, until};
use crate::support::{Folder, Ran, signals, tools};

/// `brief check` with these options, about to be run.
fn check(folder: &Folder, more: &[&str]) -> Command {
    signals::heeded(super::check(folder, more))
}

fn send(child: &Child, signal: &str) {
    let sent = Command::new("kill").args([&format!("-{signal}"), &child.id().to_string()]).status();
    assert!(sent.expect("kill").success());
}

fn end(child: &mut Child) -> ExitStatus {
    let mut status = None;
    until("the end of the run", || {
        status = child.try_wait().expect("a run");
        status.is_some()
    });
    status.expect("a status")
}

/// Whether a file is being written that has no name yet.
fn is_writing(folder: &Path) -> bool {
    listed(folder).iter().any(|name| name.starts_with(".brief-"))
}

/// A run that has written results and goes on for ever: its standard input has no end.
fn endless(folder: &Folder, wrap: &[&str]) -> (Child, std::thread::JoinHandle<()>) {
    let outputs = ["-", "--format", "ndjson", "--output", "json=old.json", "--output", "csv=new.csv"];
    let brief = super::check(folder, &outputs);
    let mut command = match wrap {
        [] => signals::heeded(brief),
        [program, args @ ..] => {
            let mut command = Command::new(program);
            command.args(args).arg(brief.get_program()).args(brief.get_args()).current_dir(folder.path());
            command
        }
    };
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("a run");
    let mut input = child.stdin.take().expect("standard input");
    let writer = std::thread::spawn(move || {
        let long = "x".repeat(4000);
        for at in 0.. {
            if write!(input, "{}summary: {long}\n---\n", pilot(&format!("p{at}"))).is_err() {
                break;
            }
        }
    });
    let mut out = child.stdout.take().expect("standard output");
    out.read_exact(&mut vec![0; 100_000]).expect("results");
    // All threads are at work while somebody reads on.
    std::thread::spawn(move || std::io::copy(&mut out, &mut std::io::sink()));
    (child, writer)
}

#[test]
fn nothing_is_left_over_and_the_run_ends_by_the_signal() {
    let folder = folder("ended");
    folder.write("old.json", "old");
    let before = listed(folder.path());
    for (signal, number) in [("INT", 2), ("TERM", 15), ("HUP", 1), ("QUIT", 3), ("XCPU", 24)] {
        let (mut child, writer) = endless(&folder, &[]);
        assert!(is_writing(folder.path()), "{signal}");
        send(&child, signal);
        // A shell that runs a script sees that it was the signal, and ends the script on Ctrl-C.
        assert_eq!(end(&mut child).signal(), Some(number), "{signal}");
        assert_eq!((read(&folder, "old.json"), listed(folder.path())), ("old".to_owned(), before.clone()), "{signal}");
        writer.join().expect("an end");
    }
}

/// Nobody can clear up after this one; the file under the name is that of before all the same.
#[test]
fn what_cannot_be_caught_leaves_the_file_of_before() {
    let folder = folder("ended-killed");
    folder.write("old.json", "old");
    let (mut child, writer) = endless(&folder, &[]);
    send(&child, "KILL");
    assert_eq!(end(&mut child).signal(), Some(9));
    assert_eq!(read(&folder, "old.json"), "old");
    assert!(!folder.path().join("new.csv").exists());
    writer.join().expect("an end");
    // What is left has a name that is no pilot's and no report's, and is in nobody's way.
    listed(folder.path())
        .iter()
        .filter(|name| name.contains("brief-"))
        .for_each(|name| assert!(!name.contains('.') || name.starts_with(".brief-")));
    assert_eq!(Ran::of(&mut check(&folder, &[".", "--output", "json=old.json"]), &[]).status, Some(1));
}

/// `nohup` and shells that start something in the background want that no notice is taken of a signal.
#[cfg(target_os = "linux")]
#[test]
fn a_signal_that_is_to_be_ignored_is_ignored() {
    let folder = folder("ended-ignored");
    let (mut child, writer) = endless(&folder, &["sh", "-c", "trap '' HUP INT; exec \"$0\" \"$@\""]);
    assert!(is_writing(folder.path()));
    send(&child, "HUP");
    send(&child, "INT");
    send(&child, "TERM");
    assert_eq!(end(&mut child).signal(), Some(15));
    assert!(!is_writing(folder.path()));
    writer.join().expect("an end");
}

/// It waits for a pipe to which nobody writes: for an input, or for somebody to read what it writes.
#[test]
fn a_run_that_waits_is_ended_too() {
    let folder = folder("ended-waits");
    pipe(&folder, "never.yaml");
    let mut child = check(&folder, &["never.yaml", "--output", "json=x.json"]).spawn().expect("a run");
    until("a file that is being written", || is_writing(folder.path()));
    send(&child, "INT");
    assert_eq!(end(&mut child).signal(), Some(2));
    assert!(!is_writing(folder.path()));
    folder.write("p.yaml", many(2000));
    let mut child =
        check(&folder, &["p.yaml", "--output", "json=x.json"]).stdout(Stdio::piped()).spawn().expect("a run");
    child.stdout.as_mut().expect("standard output").read_exact(&mut [0; 10]).expect("results");
    send(&child, "TERM");
    assert_eq!(end(&mut child).signal(), Some(15));
    assert_eq!(listed(folder.path()), ["never.yaml", "p.yaml", "rules.yaml"]);
}

/// The first Ctrl-C waits for the report in progress, which here never ends, the second one does not.
#[test]
fn a_run_that_watches_leaves_nothing_over_either() {
    let folder = folder("ended-watch");
    folder.write("old.json", "old");
    pipe(&folder, "never.yaml");
    let watch = ["--watch", "--format", "json", "p.yaml", "never.yaml", "--output", "json=old.json"];
    let mut child = check(&folder, &watch).stdout(Stdio::piped()).spawn().expect("a run");
    until("a file that is being written", || is_writing(folder.path()));
    // Two that come at once may be heard as one.
    until("the end of the run", || {
        send_quietly(&child, "INT");
        child.try_wait().expect("a run").is_some()
    });
    // The status is that of the last report, of which there is none.
    assert_eq!(end(&mut child).code(), Some(2));
    assert_eq!((read(&folder, "old.json"), is_writing(folder.path())), ("old".to_owned(), false));
}

/// To a run that may have ended.
fn send_quietly(child: &Child, signal: &str) {
    let _ = Command::new("kill").args([&format!("-{signal}"), &child.id().to_string()]).stderr(Stdio::null()).status();
}

/// What Git has is taken into a folder of its own; it goes away too.
#[test]
fn a_comparison_leaves_no_folder_over() {
    if tools::program("git").is_none() {
        return;
    }
    let folder = folder("ended-git");
    folder.write("temporary/.keep", "");
    let git = |args: &[&str]| {
        let mut command = Command::new("git");
        command.args(["-c", "user.name=n", "-c", "user.email=n@example.org"]).args(args).current_dir(folder.path());
        assert!(command.stdout(Stdio::null()).status().expect("git").success(), "{args:?}");
    };
    git(&["init", "-q"]);
    git(&["add", "p.yaml"]);
    git(&["commit", "-qm", "one"]);
    fs::remove_file(folder.path().join("p.yaml")).expect("gone");
    pipe(&folder, "p.yaml");
    let temporary = folder.path().join("temporary");
    let mut command = signals::heeded(folder.command(&["diff", "--git", "HEAD", "p.yaml", "--rules", "rules.yaml"]));
    let mut child = command.env("TMPDIR", &temporary).spawn().expect("a run");
    // Whoever opens a pipe to write waits until somebody reads it.
    let waits = fs::OpenOptions::new().write(true).open(folder.path().join("p.yaml")).expect("somebody who reads");
    assert_eq!(listed(&temporary).len(), 2);
    send(&child, "INT");
    assert_eq!(end(&mut child).signal(), Some(2));
    assert_eq!(listed(&temporary), [".keep"]);
    drop(waits);
}

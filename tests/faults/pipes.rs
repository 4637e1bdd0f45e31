//! Standard input, output and error that are closed, or are closed in the middle.

use std::fs;
use std::process::Stdio;

use super::{CALL, check, folder, listed, many};
use crate::support::{self, Folder, Ran};

/// As shells give it for other programs that are ended by a closed pipe.
const CUT_OFF: Option<i32> = Some(141);

#[test]
fn a_closed_pipe_ends_the_run_quietly_in_every_form() {
    let folder = folder("pipes");
    folder.write("p.yaml", many(2000));
    for format in watching_brief::render::FORMATS {
        let mut command = check(&folder, &["p.yaml", "--format", format.name]);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("a run");
        drop(child.stdout.take());
        let done = child.wait_with_output().expect("an end");
        let told = String::from_utf8_lossy(&done.stderr);
        // Nobody knows what the rest would have said: it is neither 0, nor 1, nor 2.
        assert_eq!((done.status.code(), told.as_ref()), (CUT_OFF, ""), "{}", format.name);
    }
}

#[test]
fn so_it_is_with_every_command_and_while_files_are_watched() {
    let folder = folder("pipes-commands");
    for args in [
        &["facts"][..],
        &["rules"],
        &["explain", "PB-02"],
        &["schema", "pilot"],
        &["completions", "bash"],
        &["man"],
        &["new", "fresh", "--output", "-"],
        &["questions", "p.yaml", "--rules", "rules.yaml"],
        &["matrix", "p.yaml", "--rules", "rules.yaml"],
        &["rules", "test", "rules.yaml"],
        &["check", "--watch", "p.yaml", "--rules", "rules.yaml"],
        &["--help"],
        &["check", "--help"],
        &["--version"],
    ] {
        let mut command = folder.command(args);
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let done = command.stdin(Stdio::null()).stdout(writer).stderr(Stdio::piped()).output().expect("a run");
        let told = String::from_utf8_lossy(&done.stderr);
        assert_eq!(told, "", "{args:?}");
        assert_eq!(done.status.code(), CUT_OFF, "{args:?}");
    }
}

/// Where there is something to say and nobody to hear it, the exit status says it.
#[test]
fn standard_error_may_be_closed() {
    let folder = folder("pipes-errors");
    folder.write("bad.yaml", "format: 1\npilto: x\n");
    for (args, status) in [
        (&["check", "nowhere.yaml", "--format", "csv"][..], 2),
        (&["check", "bad.yaml", "--format", "tap"], 2),
        (&["check", "--nonsense"], 2),
        (&["explain", "nothing"], 2),
        (&["check", "p.yaml", "--rules", "rules.yaml", "--format", "csv"], 1),
    ] {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let done = folder.command(args).stdin(Stdio::null()).stderr(writer).output().expect("a run");
        assert_eq!(done.status.code(), Some(status), "{args:?}");
    }
}

/// `brief`, by a shell that closes streams beforehand.
fn without(folder: &Folder, closed: &str, more: &[&str]) -> Ran {
    let mut command = support::command("sh");
    command.args(["-c", &format!("exec \"$0\" \"$@\" {closed}"), support::BRIEF]).args(CALL).args(more);
    Ran::of(command.current_dir(folder.path()), &[])
}

/// A file that is opened must not take the place of standard output: a report for a person would be written into it.
#[test]
fn what_is_closed_from_the_start_is_no_other_file() {
    let folder = folder("pipes-closed");
    let whole = Ran::of(&mut check(&folder, &["p.yaml", "--format", "json"]), &[]).out;
    for closed in [">&-", "2>&-", "<&-", ">&- 2>&-", "<&- >&- 2>&-"] {
        let ran =
            without(&folder, closed, &["p.yaml", "gone.yaml", "--output", "json=out.json", "--output", "csv=t.csv"]);
        assert_eq!(ran.status, Some(2), "{closed}: {ran:?}");
        assert_eq!(ran.out.is_empty(), closed.split(' ').any(|one| one == ">&-"), "{closed}");
        let written = fs::read_to_string(folder.path().join("out.json")).expect("a report");
        assert!(serde_json::from_str::<serde_json::Value>(&written).is_ok(), "{closed}: {written}");
        let ran = without(&folder, closed, &["p.yaml", "--output", "json=out.json"]);
        assert_eq!(ran.status, Some(1), "{closed}: {ran:?}");
        assert_eq!(fs::read_to_string(folder.path().join("out.json")).expect("a report"), whole, "{closed}");
    }
    // Standard input that is closed has nothing in it.
    let ran = without(&folder, "<&-", &["-", "--format", "json"]);
    assert_eq!((ran.status, ran.errors()), (Some(2), vec!["-:1:1 the file is empty".to_owned()]));
    assert_eq!(listed(folder.path()), ["out.json", "p.yaml", "rules.yaml", "t.csv"]);
}

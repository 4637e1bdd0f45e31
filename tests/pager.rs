//! The pager: on a terminal only, for what is longer than the screen, and never in the way.
#![cfg(target_os = "linux")]

use std::process::Stdio;

use super::support::{Folder, RULES, tools};
use crate::support;

/// What a run shows on a terminal of so many rows, and its exit status. The pager marks each line that it shows.
fn shown(folder: &Folder, rows: usize, args: &str, variables: &[(&str, &str)]) -> (String, Option<i32>) {
    let call = format!("stty rows {rows} cols 80; exec {} {args}", support::BRIEF);
    let mut command = support::command("script");
    command.args(["-qefc", &call, "/dev/null"]).current_dir(folder.path()).stdin(Stdio::null()).env("TERM", "xterm");
    command.env("NO_COLOR", "1").env_remove("PAGER").env("BRIEF_PAGER", "sed s/^/P:/").envs(variables.iter().copied());
    let done = command.output().expect("script, which lends a terminal");
    (String::from_utf8(done.stdout).expect("text").replace('\r', ""), done.status.code())
}

fn folder(name: &str) -> Option<Folder> {
    tools::program("script")?;
    let folder = Folder::new(name);
    folder.write("rules.yaml", RULES).write("pilot.yaml", super::support::GOOD);
    Some(folder)
}

const CHECK: &str = "check pilot.yaml --rules rules.yaml";

#[test]
fn what_is_longer_than_the_screen_is_shown_by_the_pager() {
    let Some(folder) = folder("used") else { return };
    let (text, status) = shown(&folder, 10, CHECK, &[]);
    assert_eq!(status, Some(1), "the exit status of the check: {text}");
    assert!(text.lines().count() > 10 && text.lines().all(|line| line.starts_with("P:")), "{text}");
    // `PAGER` is that of all programs, and `BRIEF_PAGER` comes before it.
    let (text, _) = shown(&folder, 10, CHECK, &[("PAGER", "sed s/^/Q:/")]);
    assert!(text.lines().all(|line| line.starts_with("P:")), "{text}");
    // A call for the shell.
    let (text, status) = shown(&folder, 10, CHECK, &[("BRIEF_PAGER", "sed 's/^/A:/' | sed 's/^/B:/'")]);
    assert!(status == Some(1) && text.lines().all(|line| line.starts_with("B:A:")), "{text}");
    // Other commands have it as well.
    let (text, status) = shown(&folder, 5, "explain PB-01", &[]);
    assert!(status == Some(0) && text.starts_with("P:") && text.lines().all(|line| line.starts_with("P:")), "{text}");
    // One that is left early is no fault.
    let (text, status) = shown(&folder, 10, CHECK, &[("BRIEF_PAGER", "head -n 1")]);
    assert_eq!((text.lines().count(), status), (1, Some(1)), "{text}");
    let (text, status) = shown(&folder, 10, CHECK, &[("BRIEF_PAGER", "yes | head -n 1")]);
    assert_eq!((text.as_str(), status), ("y\n", Some(1)));
}

#[test]
fn there_is_none_where_there_is_no_need_or_no_wish() {
    let Some(folder) = folder("unused") else { return };
    let whole = folder.brief(&["check", "pilot.yaml", "--rules", "rules.yaml"]).out;
    let plain = |rows, args: &str, variables: &[(&str, &str)]| {
        let (text, status) = shown(&folder, rows, args, variables);
        assert_eq!((text.as_str(), status), (whole.as_str(), Some(1)), "{args} {variables:?}");
    };
    plain(60, CHECK, &[]);
    plain(10, &format!("{CHECK} --no-pager"), &[]);
    plain(10, &format!("--no-pager {CHECK}"), &[]);
    plain(10, CHECK, &[("TERM", "dumb")]);
    plain(10, CHECK, &[("BRIEF_PAGER", "")]);
    plain(10, CHECK, &[("BRIEF_PAGER", "cat")]);
    plain(10, CHECK, &[("BRIEF_PAGER", ""), ("PAGER", "sed s/^/Q:/")]);
    // Nor where the output goes elsewhere.
    let (text, _) = shown(&folder, 10, &format!("{CHECK} > report.txt"), &[]);
    assert_eq!(text, "");
    assert_eq!(std::fs::read_to_string(folder.path().join("report.txt")).expect("a report"), whole);
}

#[test]
fn where_the_pager_fails_the_text_is_written_as_it_is() {
    let Some(folder) = folder("broken") else { return };
    let whole = folder.brief(&["check", "pilot.yaml", "--rules", "rules.yaml"]).out;
    let mut pagers = vec!["no-such-pager-anywhere", "no-such-pager-anywhere 'a b'", "false"];
    // Only some shells tell where the first of two programs fails.
    if tools::program("bash").is_some() {
        pagers.extend([
            "no-such-pager-anywhere | cat",
            "false | cat",
            "head -n 2 | (cat; exit 3)",
            "cat >/dev/null | false",
        ]);
    }
    for pager in pagers {
        let (text, status) = shown(&folder, 10, CHECK, &[("BRIEF_PAGER", pager)]);
        assert!(text.ends_with(&whole), "{pager}: {text}");
        assert_eq!(status, Some(1), "{pager}");
    }
}

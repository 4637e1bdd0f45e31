//! No home, no folder, no terminal, a language and a time zone that there are not.

use std::fs;
use std::process::Stdio;

use super::{CALL, Somebody, check, folder, listed, unframed};
use crate::support::{self, Folder, Ran, tools};

#[test]
fn no_home_is_needed_and_nothing_is_written_there() {
    let somebody = Somebody::new("home");
    somebody.folder.write("home/.keep", "").write("pilots/p.yaml", super::pilot("a"));
    somebody.may("home", 0o555);
    let plain = Ran::of(&mut check(&somebody.folder, &["p.yaml"]), &[]);
    let home = somebody.path("home");
    let homes: [&[(&str, &str)]; 4] =
        [&[], &[("HOME", home.to_str().expect("text"))], &[("HOME", "/nonexistent")], &[("HOME", "")]];
    for variables in homes {
        let mut command = somebody.check(&["p.yaml"]);
        command.env_clear().envs(variables.iter().copied());
        let ran = Ran::of(&mut command, &[]);
        assert_eq!((ran.status, &ran.out, ran.err.as_str()), (plain.status, &plain.out, ""), "{variables:?}");
    }
    assert_eq!(listed(&home), [".keep"]);
    somebody.may("home", 0o755);
}

/// Only a comparison with a revision needs a folder for a time.
#[test]
fn no_folder_for_temporary_files_is_needed_but_by_git() {
    let somebody = Somebody::new("temporary");
    somebody.folder.write("closed/.keep", "");
    somebody.may("closed", 0o555);
    fs::create_dir(somebody.path("out")).expect("a folder");
    somebody.may("out", 0o777);
    for temporary in ["closed", "/nonexistent", "p.yaml"] {
        let mut command = somebody.check(&["p.yaml", "--output", "json=out/o.json"]);
        let ran = Ran::of(command.env("TMPDIR", temporary), &[]);
        assert_eq!((ran.status, ran.err.as_str()), (Some(1), ""), "{temporary}");
        let mut command = somebody.command(&["diff", "--git", "HEAD", "p.yaml"]);
        let ran = Ran::of(command.env("TMPDIR", temporary), &[]);
        assert_eq!((ran.status, ran.out.as_str()), (Some(2), ""), "{temporary}");
        let told = unframed(&ran.err);
        assert!(told.contains(&format!("{temporary}, which TMPDIR can name")) && !told.contains("os error"), "{told}");
    }
    somebody.may("closed", 0o755);
}

#[test]
fn the_current_folder_may_be_gone() {
    let folder = folder("gone");
    let run = |args: &str| {
        let script = format!("mkdir gone && cd gone && rmdir ../gone && exec \"$0\" {args}");
        let mut command = support::command("sh");
        command.args(["-c", &script, support::BRIEF]).current_dir(folder.path());
        Ran::of(&mut command, &[])
    };
    let here = folder.path().to_str().expect("text").replace(' ', "\\ ");
    let check = format!("check --rules {here}/rules.yaml --today 2026-11-22 {here}/p.yaml");
    for (call, status, told) in [
        (check.clone(), 1, ""),
        (format!("{check} --hyperlinks always"), 1, ""),
        (format!("{check} --output json=x.json"), 2, "x.json: the folder that it would stand in does not exist"),
        ("check p.yaml --format csv".to_owned(), 2, "there is no such file or folder"),
        ("check --format csv".to_owned(), 2, "there is no such file or folder"),
        ("new fresh".to_owned(), 2, "the folder that it would stand in does not exist"),
        ("rules lock".to_owned(), 2, "brief.lock: the folder that it would stand in does not exist"),
        (format!("baseline {here}/p.yaml"), 2, "brief-baseline.json: the folder that it would stand in does not exist"),
        ("facts".to_owned(), 0, ""),
        ("config".to_owned(), 0, ""),
    ] {
        let ran = run(&call);
        assert_eq!(ran.status, Some(status), "{call}: {ran:?}");
        assert!(unframed(&ran.err).contains(told) && ran.err.is_empty() == told.is_empty(), "{call}: {ran:?}");
    }
}

/// What a language, a time zone or the width of a terminal is said to be changes nothing but the width of the help.
#[test]
fn odd_variables_change_nothing() {
    let folder = folder("variables");
    let run = |name: &str, value: &str, args: &[&str]| Ran::of(folder.command(args).env(name, value), &[]);
    let plain = Ran::of(&mut check(&folder, &["p.yaml"]), &[]);
    for (name, values) in [
        ("LANG", &["C", "xx_XX.nonsense", ""][..]),
        ("LC_ALL", &["C", "POSIX"]),
        ("TZ", &["nonsense", ":/nowhere", "/dev/zero", "", "Asia/Kathmandu"]),
        ("TERM", &["dumb", "", "nonsense"]),
        ("COLUMNS", &["0", "1", "-5", "many", "99999999999999999999"]),
        ("RAYON_NUM_THREADS", &["0", "many", "100"]),
    ] {
        for value in values {
            let ran = run(name, value, &[&CALL[..], &["p.yaml"]].concat());
            assert_eq!((ran.status, &ran.out, ran.err.as_str()), (plain.status, &plain.out, ""), "{name}={value}");
            let help = run(name, value, &["check", "--help"]);
            assert_eq!((help.status, help.err.as_str()), (Some(0), ""), "{name}={value}");
            assert!(help.out.contains("--format"), "{name}={value}");
        }
    }
}

/// What a call prints on a terminal of so many columns.
#[cfg(target_os = "linux")]
fn on_a_terminal(folder: &Folder, columns: &str, variables: &str, args: &str) -> String {
    let call = format!("stty rows 24 cols {columns}; exec env {variables} {} {args}", support::BRIEF);
    let mut command = support::command("script");
    command.args(["-qefc", &call, "/dev/null"]).current_dir(folder.path()).stdin(Stdio::null());
    command.env("BRIEF_PAGER", "");
    let done = command.output().expect("script, which lends a terminal");
    String::from_utf8(done.stdout).expect("text").replace('\r', "")
}

#[cfg(target_os = "linux")]
#[test]
fn a_terminal_of_any_width_and_kind_gets_what_it_can_show() {
    if tools::program("script").is_none() {
        return;
    }
    let folder = folder("widths");
    for at in 0..600 {
        folder.write(&format!("pilots/{at:03}.yaml"), super::pilot(&format!("p{at}")).replace("true", "false"));
    }
    let check = "check --rules rules.yaml --today 2026-11-22 p.yaml";
    for columns in ["0", "1", "39", "65535"] {
        for args in [check, "check --help", "explain PB-02"] {
            let shown = on_a_terminal(&folder, columns, "TERM=xterm", args);
            assert!(shown.len() > 500 && !shown.contains("panicked"), "{columns}: {args}: {shown}");
        }
    }
    // With many files: no bar and no colours where the terminal takes text only.
    let many = "check --rules rules.yaml --today 2026-11-22 -q pilots";
    let plain = folder.brief(&many.split(' ').collect::<Vec<_>>()).out;
    for variables in ["TERM=dumb", "-u TERM", "TERM=dumb COLUMNS=1"] {
        let shown = on_a_terminal(&folder, "80", variables, many);
        assert_eq!(shown, plain, "{variables}");
    }
    let shown = on_a_terminal(&folder, "80", "TERM=xterm NO_COLOR=1", many);
    assert!(shown.ends_with(&plain) && !shown.contains("\u{1b}[1;"), "{shown:?}");
}

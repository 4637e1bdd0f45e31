//! `brief check --format` and `--output`: where a report goes.

use std::fs;
use std::io::{Read, Write};
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::Path;
use std::process::Stdio;

use crate::support::{self, Folder, GOOD, RULES, Ran};

const CALL: [&str; 6] = ["check", "p.yaml", "--rules", "rules.yaml", "--today", "2026-11-22"];

/// A folder with a pilot that has a finding.
fn folder(name: &str) -> Folder {
    let folder = Folder::new(&format!("outputs-{name}"));
    folder.write("rules.yaml", RULES).write("p.yaml", GOOD);
    folder
}

fn check(folder: &Folder, more: &[&str]) -> Ran {
    folder.brief(&[&CALL[..], more].concat())
}

fn read(folder: &Folder, name: &str) -> String {
    fs::read_to_string(folder.path().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The names of all files, so that nothing is left over.
fn names(folder: &Folder) -> Vec<String> {
    let entries = fs::read_dir(folder.path()).expect("a folder");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn several_files_are_written_in_one_run_each_as_if_alone() {
    let folder = folder("several");
    let outputs =
        ["--output", "json=a.json", "--output", "csv=t.csv", "--output", "json=b.json", "--output", "tap=t.tap"];
    let ran = check(&folder, &[&["--format", "markdown"][..], &outputs].concat());
    assert_eq!((ran.status, ran.err.as_str()), (Some(1), ""));
    for (format, printed) in [
        ("markdown", ran.out.clone()),
        ("json", read(&folder, "a.json")),
        ("json", read(&folder, "b.json")),
        ("csv", read(&folder, "t.csv")),
        ("tap", read(&folder, "t.tap")),
    ] {
        assert_eq!(printed, check(&folder, &["--format", format]).out, "{format}");
    }
    // Written a second time, the files are replaced and not added to.
    let before = read(&folder, "a.json");
    assert_eq!(check(&folder, &outputs).status, Some(1));
    assert_eq!(read(&folder, "a.json"), before);
    assert_eq!(names(&folder), ["a.json", "b.json", "p.yaml", "rules.yaml", "t.csv", "t.tap"]);
}

#[test]
fn quiet_shortens_standard_output_only() {
    let folder = folder("quiet");
    let ran = check(
        &folder,
        &["--format", "json", "--quiet", "--output", "json=whole.json", "--output", "markdown=whole.md"],
    );
    assert_eq!(ran.json()["pilots"][0]["results"], serde_json::json!([]));
    assert_eq!(read(&folder, "whole.json"), check(&folder, &["--format", "json"]).out);
    assert_eq!(read(&folder, "whole.md"), check(&folder, &["--format", "markdown"]).out);
}

#[test]
fn the_exit_status_is_the_same_whatever_is_written() {
    for (pilot, status) in [(GOOD.replace("true", "false"), 0), (GOOD.to_owned(), 1), (GOOD.replace("true", "yes"), 2)]
    {
        let folder = folder("status");
        folder.write("p.yaml", pilot);
        assert_eq!(check(&folder, &[]).status, Some(status));
        for format in watching_brief::render::FORMATS {
            let output = format!("{}=out", format.name);
            let ran = check(&folder, &["--output", &output, "--output", "json=j", "--format", format.name]);
            assert_eq!(ran.status, Some(status), "{}", format.name);
        }
        let errors = serde_json::from_str::<serde_json::Value>(&read(&folder, "j")).expect("JSON")["errors"].clone();
        assert_eq!(errors.as_array().expect("a list").is_empty(), status != 2);
    }
}

#[test]
fn two_outputs_to_one_file_are_refused_however_it_is_called() {
    let folder = folder("twice");
    folder.write("here/.keep", "");
    symlink("x", folder.path().join("link")).expect("a link");
    let before = names(&folder);
    let absolute = format!("csv={}/x", folder.path().display());
    for second in ["csv=x", "json=x", "csv=./x", "csv=here/../x", "csv=link", &absolute] {
        let ran = check(&folder, &["--output", "json=x", "--output", second]);
        assert_eq!((ran.status, ran.out.as_str()), (Some(2), ""), "{second}");
        assert!(ran.err.contains("two outputs would be written to this file"), "{second}: {}", ran.err);
        assert_eq!(names(&folder), before, "{second}");
    }
}

#[test]
fn what_cannot_be_written_is_told_before_anything_is_checked() {
    let folder = folder("wrong");
    folder.write("sub/.keep", "");
    let before = names(&folder);
    for (output, cause) in [
        ("json=nowhere/x.json", "nowhere/x.json: the folder that it would stand in does not exist"),
        ("json=sub", "sub: this is a folder; give a file in it"),
        ("json=p.yaml/x", "p.yaml/x: "),
    ] {
        let ran = check(&folder, &["--output", "csv=t.csv", "--output", output]);
        assert_eq!((ran.status, ran.out.as_str()), (Some(2), ""), "{output}");
        let told = ran.err.split(['│', ' ', '\n']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        assert!(told.contains(cause.trim_end()), "{output}: {told}");
        assert_eq!(names(&folder), before, "{output}");
    }
}

/// `brief` as somebody who may not write everywhere; none where that cannot be arranged.
fn as_ordinary_user(folder: &Folder, args: &[&str]) -> Option<Ran> {
    let root = fs::metadata("/proc/self").is_ok_and(|data| data.uid() == 0);
    if !root {
        return Some(folder.brief(args));
    }
    let drop = ["--reuid=65534", "--regid=65534", "--clear-groups"];
    let may = |args: &[&str]| {
        let mut command = support::command("setpriv");
        command.args(drop).args(args).current_dir(folder.path());
        command
    };
    let works = may(&[support::BRIEF, "--version"]).stdout(Stdio::null()).stderr(Stdio::null()).status();
    if !works.is_ok_and(|status| status.success()) {
        println!("skipped: nobody but root can run brief here");
        return None;
    }
    Some(Ran::of(&mut may(&[&[support::BRIEF], args].concat()), &[]))
}

#[test]
fn without_permission_nothing_is_replaced() {
    let folder = folder("permission");
    folder.write("open/mine.json", "old").write("closed/mine.json", "old");
    let set = |name: &str, mode: u32| {
        fs::set_permissions(folder.path().join(name), fs::Permissions::from_mode(mode)).expect("permissions");
    };
    // A file that may not be written in a folder that may, and the other way round.
    set("open", 0o777);
    set("open/mine.json", 0o444);
    set("closed/mine.json", 0o666);
    set("closed", 0o555);
    for file in ["open/mine.json", "closed/mine.json", "closed/new.json"] {
        let output = format!("json={file}");
        let Some(ran) = as_ordinary_user(&folder, &[&CALL[..], &["--output", &output]].concat()) else { return };
        assert_eq!((ran.status, ran.out.as_str()), (Some(2), ""), "{file}");
        assert!(ran.err.contains("permission is denied"), "{file}: {}", ran.err);
    }
    assert_eq!((read(&folder, "open/mine.json"), read(&folder, "closed/mine.json")), ("old".into(), "old".into()));
    set("closed", 0o755);
}

#[test]
fn a_file_keeps_its_permissions_and_a_link_stays_a_link() {
    let folder = folder("links");
    folder.write("sub/real.json", "old");
    let path = |name: &str| folder.path().join(name);
    fs::set_permissions(path("sub/real.json"), fs::Permissions::from_mode(0o640)).expect("permissions");
    symlink("sub/real.json", path("link.json")).expect("a link");
    symlink("sub/new.csv", path("link.csv")).expect("a link");
    let ran = check(&folder, &["--output", "json=link.json", "--output", "csv=link.csv"]);
    assert_eq!((ran.status, ran.err.as_str()), (Some(1), ""));
    for (link, file, format) in [("link.json", "sub/real.json", "json"), ("link.csv", "sub/new.csv", "csv")] {
        assert!(path(link).symlink_metadata().expect("a link").is_symlink(), "{link}");
        assert_eq!(read(&folder, file), check(&folder, &["--format", format]).out, "{file}");
    }
    assert_eq!(path("sub/real.json").metadata().expect("a file").permissions().mode() & 0o777, 0o640);
}

#[test]
fn a_full_disk_is_told_and_leaves_the_file_of_before() {
    let folder = folder("full");
    if !Path::new("/dev/full").exists() {
        println!("skipped: there is no /dev/full");
        return;
    }
    let full = || Stdio::from(fs::OpenOptions::new().write(true).open("/dev/full").expect("opened"));
    for format in watching_brief::render::FORMATS {
        let mut command = folder.command(&[&CALL[..], &["--format", format.name]].concat());
        let done = command.stdout(full()).output().expect("a run");
        let told = String::from_utf8_lossy(&done.stderr);
        assert_eq!(done.status.code(), Some(2), "{}", format.name);
        assert!(
            told.contains("could not be written") && told.contains("there is no space left on the disk"),
            "{}: {told}",
            format.name
        );
    }
    let ran = check(&folder, &["--output", "json=/dev/full"]);
    assert_eq!(ran.status, Some(2));
    assert!(ran.err.contains("/dev/full: there is no space left on the disk"), "{}", ran.err);
    // A file that must not grow stands for a disk that is full: there is something to lose.
    folder.write("old.json", "old");
    let pilots: String = (0..200).map(|at| format!("---\n{}", GOOD.replace("good", &format!("p{at}")))).collect();
    folder.write("p.yaml", pilots);
    let script = "trap '' XFSZ; ulimit -f 4; exec \"$0\" \"$@\" --output json=old.json >/dev/null";
    let mut command = support::command("bash");
    command.args(["-c", script, support::BRIEF]).args(CALL).current_dir(folder.path());
    let ran = Ran::of(&mut command, &[]);
    assert_eq!(ran.status, Some(2), "{ran:?}");
    assert!(ran.err.contains("old.json: the file would be larger than the system allows"), "{}", ran.err);
    assert_eq!(read(&folder, "old.json"), "old");
    assert_eq!(names(&folder), ["old.json", "p.yaml", "rules.yaml"]);
}

#[test]
fn a_run_that_dies_leaves_the_file_of_before() {
    let folder = folder("dies");
    folder.write("old.json", "old");
    let args = ["check", "-", "--rules", "rules.yaml", "--format", "ndjson", "--output", "json=old.json"];
    let mut child = folder.command(&args).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("a run");
    let mut input = child.stdin.take().expect("standard input");
    let writer = std::thread::spawn(move || {
        // Without an end: it goes on until the run is over.
        let document = format!("{GOOD}summary: {}\n---\n", "x".repeat(4000));
        for at in 0.. {
            if input.write_all(document.replace("good", &format!("p{at}")).as_bytes()).is_err() {
                break;
            }
        }
    });
    // It has come as far as to write results.
    let mut start = vec![0; 100_000];
    child.stdout.take().expect("standard output").read_exact(&mut start).expect("results");
    child.kill().expect("killed");
    child.wait().expect("an end");
    writer.join().expect("an end");
    assert_eq!(read(&folder, "old.json"), "old");
}

/// Whoever reads standard output may stop: the files are written all the same, and the exit status is theirs.
#[test]
fn a_closed_pipe_keeps_no_file_from_being_written() {
    let folder = folder("pipe");
    let pilots: String = (0..2000).map(|at| format!("---\n{}", GOOD.replace("good", &format!("p{at}")))).collect();
    folder.write("p.yaml", pilots);
    for format in ["json", "human", "csv"] {
        let mut command = folder.command(&[&CALL[..], &["--format", format, "--output", "ndjson=out"]].concat());
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("a run");
        drop(child.stdout.take());
        let done = child.wait_with_output().expect("an end");
        assert_eq!((done.status.code(), done.stderr.as_slice()), (Some(1), &b""[..]), "{format}");
        assert_eq!(read(&folder, "out"), check(&folder, &["--format", "ndjson"]).out, "{format}");
    }
}

#[test]
fn a_format_that_there_is_not_gets_the_nearest() {
    let folder = folder("unknown");
    for (args, parts) in [
        (["--format", "markdwn"], &["invalid value 'markdwn'", "markdown"][..]),
        (["--output", "jnit=x.xml"], &["`jnit` is no format; did you mean `junit`?"]),
        (["--output", "ndjsn=x"], &["`ndjsn` is no format; did you mean `ndjson`?"]),
        (["--output", "zebra=x"], &["`zebra` is no format; there are human, json, "]),
        (["--output", "json"], &["write it as FORMAT=FILE, such as json=report.json"]),
        (["--output", "json="], &["write it as FORMAT=FILE"]),
        (["--output", "json=-"], &["for standard output write --format json"]),
    ] {
        let ran = check(&folder, &args);
        assert_eq!((ran.status, ran.out.as_str()), (Some(2), ""), "{args:?}");
        parts.iter().for_each(|part| assert!(ran.err.contains(part), "{args:?}: {part} is not in {}", ran.err));
    }
    assert_eq!(names(&folder), ["p.yaml", "rules.yaml"]);
}

#[test]
fn nothing_that_is_read_is_written_over() {
    let folder = folder("inputs");
    symlink("p.yaml", folder.path().join("link.json")).expect("a link");
    let before = names(&folder);
    for target in ["p.yaml", "rules.yaml", "link.json"] {
        let ran = check(&folder, &["--output", &format!("json={target}")]);
        assert_eq!((ran.status, ran.out.as_str()), (Some(2), ""), "{target}");
        assert!(ran.err.contains("this is a file to be read, and it is left as it is"), "{target}: {}", ran.err);
    }
    assert_eq!((read(&folder, "p.yaml"), read(&folder, "rules.yaml")), (GOOD.to_owned(), RULES.to_owned()));
    assert_eq!(names(&folder), before);
}

#[test]
fn what_one_form_asks_for_is_not_shown_in_another() {
    let folder = folder("words");
    let alone = check(&folder, &["--format", "json"]);
    let beside = check(&folder, &["--format", "json", "--output", "earl=e.json"]);
    assert_eq!((alone.out, alone.status), (beside.out.clone(), beside.status));
    assert!(!beside.out.contains("by_word") && read(&folder, "e.json").contains("earl:failed"));
    // Asked for, it is there in both.
    assert!(check(&folder, &["--by-word", "--format", "json", "--output", "earl=e.json"]).out.contains("by_word"));
}

const REGISTER: &str = "\
format: 1
documents:
  - document: own
    title: Our own
    no_url: it is nowhere
    about: nothing
    paragraphs: 1
    counted: one
    sha256: 4a44dc15364204a80fe80e9039455cc1608281820fe2b24f1e5233ade6af1dd5
";

/// Each kind of input, whatever its name ends in, by each name that it has.
#[test]
fn no_output_destroys_an_input() {
    let folder = folder("destroys");
    let imports = "format: 1\nruleset: two\ntitle: Two\nissued_by: [nobody]\nsummary: One rule of another set.\nimport: [{from: ./made/one.txt}]\n";
    let config = "format: 1\nbrief:\n  pilots: [p.json]\n";
    folder.write("p.json", GOOD).write("in/p.yaml", GOOD.replace("good", "within")).write("in/.keep", "");
    folder.write("sets/one.rules", RULES).write("made/one.txt", RULES).write("two.rules", imports);
    folder.write("own.conf", config).write("docs.json", REGISTER);
    folder.write("linked/q.txt", GOOD.replace("good", "linked"));
    symlink("../linked/q.txt", folder.path().join("in/q.yaml")).expect("a link");
    symlink("p.json", folder.path().join("link.json")).expect("a link");
    fs::hard_link(folder.path().join("p.json"), folder.path().join("hard.json")).expect("a second name");
    let ran = folder.brief(&["baseline", "p.json", "--rules", "sets/one.rules", "--output", "base.json"]);
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    let absolute = folder.path().join("p.json").display().to_string();
    let (pilot, rules) = ("a pilot of this run", "a rule set of this run");
    let one = ["check", "p.json", "--rules", "sets/one.rules"];
    for (call, target, what) in [
        (&one[..], "p.json", pilot),
        (&one, "./in/../p.json", pilot),
        (&one, "link.json", pilot),
        (&one, "hard.json", pilot),
        (&one, &absolute, pilot),
        (&one, "sets/one.rules", rules),
        (&["check", "in", "--rules", "sets/one.rules"], "linked/q.txt", pilot),
        (&["check", "-", "--stdin-filename", "p.json", "--rules", "sets/one.rules"], "p.json", pilot),
        (&["check", "p.json", "--rules", "two.rules"], "made/one.txt", rules),
        (&["check", "p.json", "--rules", "sets/one.rules", "--baseline", "base.json"], "base.json", "the baseline"),
        (&["check", "p.json", "--config", "own.conf"], "own.conf", "the configuration"),
        (&["check", "p.json", "--documents", "docs.json"], "docs.json", "a register of this run"),
    ] {
        let before: Vec<Vec<u8>> =
            names(&folder).iter().filter_map(|name| fs::read(folder.path().join(name)).ok()).collect();
        let text = fs::read(folder.path().join(target)).expect("an input");
        let ran = folder.brief(&[call, &["--output", &format!("json={target}")]].concat());
        assert_eq!((ran.status, ran.out.as_str()), (Some(2), ""), "{call:?} {target}: {}", ran.err);
        let told = ran.err.split(['│', ' ', '\n']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        assert!(told.contains(&format!("it is {what}; give another name")), "{call:?} {target}: {told}");
        assert_eq!(fs::read(folder.path().join(target)).expect("an input"), text, "{call:?} {target}");
        let after: Vec<Vec<u8>> =
            names(&folder).iter().filter_map(|name| fs::read(folder.path().join(name)).ok()).collect();
        assert_eq!(before, after, "{call:?} {target}");
    }
    // The other commands that write: a baseline, a lock file.
    let ran = folder.brief(&["baseline", "p.json", "--rules", "sets/one.rules", "--output", "hard.json"]);
    assert!(ran.status == Some(2) && ran.err.contains("it is a pilot of"), "{ran:?}");
    folder.write("own.conf", config.to_owned() + "  rules: [sets/one.rules] # held by `brief rules lock`\n");
    let ran = folder.brief(&["rules", "lock", "--config", "own.conf", "--lock", "own.conf"]);
    assert!(ran.status == Some(2) && ran.err.contains("configuration"), "{ran:?}");
    assert!(read(&folder, "own.conf").starts_with(config));
    // What is no input is written over as ever, and so is the summary of a job that is none.
    folder.write("report.json", "old");
    let ran = folder.brief(&[&one[..], &["--output", "json=report.json"]].concat());
    assert!(ran.status == Some(1) && read(&folder, "report.json").starts_with('{'), "{ran:?}");
    let mut call = folder.command(&[&one[..], &["--format", "github"]].concat());
    let ran = Ran::of(call.env("GITHUB_STEP_SUMMARY", folder.path().join("hard.json")), &[]);
    assert!(ran.status == Some(2) && read(&folder, "p.json") == GOOD, "{ran:?}");
}

#[test]
fn lines_are_what_editors_read() {
    let folder = folder("line");
    folder.write("b.yaml", GOOD.replace("good", "b").replace("true", "false"));
    folder.write("w.yaml", GOOD.replace("good", "w").replace("true", "yes"));
    let ran = check(&folder, &["b.yaml", "w.yaml", "--format", "line", "--without", "a\nb"]);
    let lines: Vec<&str> = ran.out.lines().collect();
    assert_eq!((ran.status, lines.len(), ran.err.as_str()), (Some(2), 3, ""), "{ran:?}");
    assert_eq!(lines[0], "p.yaml:6:25: breached T-1: Nobody is sanctioned for refusing");
    assert!(lines[1].starts_with("w.yaml:6:25: error: "), "{}", lines[1]);
    assert!(lines[2].starts_with("brief: notice: `--without a"), "{}", lines[2]);
    assert_eq!(check(&folder, &["--format", "line"]).status, Some(1));
}

/// Keys of somebody's own, at the top of each kind of file and nowhere else.
#[test]
fn keys_that_begin_with_x_are_passed_over_at_the_top() {
    let folder = folder("own-keys");
    let own = "x-owner: {a: [1, null], b: *none}\n".replace("*none", "none") + "x-: 1\n";
    folder.write("p.yaml", GOOD.to_owned() + &own).write("rules.yaml", RULES.to_owned() + &own);
    folder.write("docs.yaml", REGISTER.to_owned() + &own);
    folder.write("brief.yaml", format!("format: 1\nbrief: {{documents: [docs.yaml]}}\n{own}"));
    let ran = check(&folder, &["--format", "json"]);
    assert_eq!((ran.status, ran.errors(), ran.notices()), (Some(1), vec![], vec![]));
    let inside = GOOD.replace("  sanction", "  x-owner: me\n  sanction");
    for wrong in [inside, GOOD.to_owned() + "X-owner: me\n", GOOD.to_owned() + "y-owner: me\n"] {
        folder.write("p.yaml", wrong);
        assert_eq!(check(&folder, &["--format", "json"]).status, Some(2));
    }
}

#[test]
fn colours_can_be_forced_into_the_log_of_a_job() {
    let folder = folder("forced");
    let out = |set: &[(&str, &str)], more: &[&str]| {
        let mut command = folder.command(&[&CALL[..], more].concat());
        let ran = Ran::of(command.envs(set.iter().copied()), &[]);
        ran.out.contains('\u{1b}')
    };
    assert!(!out(&[], &[]));
    for value in ["1", "true", "3"] {
        assert!(out(&[("FORCE_COLOR", value)], &[]), "{value}");
    }
    for value in ["0", "false", ""] {
        assert!(!out(&[("FORCE_COLOR", value)], &[]), "{value}");
    }
    assert!(!out(&[("FORCE_COLOR", "1"), ("NO_COLOR", "1")], &[]));
    assert!(!out(&[("FORCE_COLOR", "1")], &["--color", "never"]));
}

/// What other commands of the step have written counts among the 1 MiB that GitHub takes.
#[test]
fn the_summary_of_a_job_has_room_for_what_stands_in_it() {
    let folder = folder("summary-room");
    let run = |before: usize| {
        folder.write("summary.md", "x".repeat(before));
        let mut call = folder.command(&[&CALL[..], &["--format", "github"]].concat());
        let ran = Ran::of(call.env("GITHUB_STEP_SUMMARY", folder.path().join("summary.md")), &[]);
        assert_eq!(ran.status, Some(1), "{ran:?}");
        read(&folder, "summary.md").split_off(before)
    };
    let whole = run(0);
    assert!(whole.contains("T-1"));
    assert_eq!(run(1024 * 1024 - 1024 - whole.len()), whole);
    for before in [1024 * 1024 - 1023 - whole.len(), 1024 * 1024 - 1024] {
        let cut = run(before);
        assert!(cut.len() + before <= 1024 * 1024 && cut.contains("The rest of this report is left out"), "{cut}");
    }
}

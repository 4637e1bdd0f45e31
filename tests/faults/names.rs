//! Names of files that are no text, or that try to be more than a name.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use super::{CALL, pilot};
use crate::support::{self, Folder, RULES, Ran, texts, tools};

/// Names, how they are shown, and how they stand in addresses.
const NAMES: [(&[u8], &str, &str); 9] = [
    (b"-dash.yaml", "-dash.yaml", "-dash.yaml"),
    (b"a b.yaml", "a b.yaml", "a%20b.yaml"),
    (b"a\\xE9.yaml", r"a\x5CxE9.yaml", "a%5CxE9.yaml"),
    (b"caf\xE8.yaml", r"caf\xE8.yaml", "caf%E8.yaml"),
    (b"caf\xE9.yaml", r"caf\xE9.yaml", "caf%E9.yaml"),
    (b"line\nbreak.yaml", "line\nbreak.yaml", "line%0Abreak.yaml"),
    (b"red\x1b[31m.yaml", "red\u{1b}[31m.yaml", "red%1B%5B31m.yaml"),
    (b"x\"<&>,;%#?'`|*@].yaml", "x\"<&>,;%#?'`|*@].yaml", "x%22%3C%26%3E%2C%3B%25%23%3F%27%60%7C%2A%40%5D.yaml"),
    (b"\xC3\xA9.yaml", "é.yaml", "%C3%A9.yaml"),
];

fn path(name: &[u8]) -> PathBuf {
    PathBuf::from(OsStr::from_bytes(name))
}

/// A folder with a pilot under each name, and one with the longest name there can be.
fn folder(name: &str) -> Folder {
    let folder = super::folder(&format!("names-{name}"));
    folder.write("pilots/.keep", "");
    for (at, (name, _, _)) in NAMES.iter().enumerate() {
        let to = folder.path().join("pilots").join(path(name));
        fs::write(&to, pilot(&format!("p{at}"))).expect("a file system that takes any name");
    }
    folder.write(&format!("pilots/{}.yaml", "z".repeat(250)), pilot("long"));
    folder
}

fn check(folder: &Folder, format: &str) -> Ran {
    // As text, whatever is in the names: that is the first thing that is tested.
    folder.brief(&[&CALL[..], &["pilots", "--format", format]].concat())
}

#[test]
fn every_file_has_a_name_of_its_own_in_every_form() {
    let folder = folder("forms");
    let json = check(&folder, "json");
    assert_eq!((json.status, json.errors().len()), (Some(1), 0));
    let files = texts(&json.json()["pilots"], "file");
    let shown: Vec<String> = NAMES.iter().map(|(_, shown, _)| format!("pilots/{shown}")).collect();
    // In the order of their bytes, which is that of the table but for the last, since é begins with C3.
    assert_eq!(files[..8], shown[..8]);
    assert_eq!((files.len(), files[9].as_str()), (10, "pilots/é.yaml"));
    for format in watching_brief::render::FORMATS {
        let ran = check(&folder, format.name);
        assert_eq!((ran.status, ran.err.as_str()), (Some(1), ""), "{}", format.name);
        let hidden = |c: &char| c.is_control() && !['\n', '\r'].contains(c);
        assert_eq!(ran.out.chars().find(hidden), None, "{}", format.name);
        if !["earl", "sarif", "sarif-github"].contains(&format.name) {
            for name in [r"caf\xE8.yaml", r"caf\xE9.yaml"] {
                let escaped = name.replace('\\', r"\\");
                assert!(ran.out.contains(name) || ran.out.contains(&escaped), "{}: {}", format.name, ran.out);
            }
        }
    }
}

#[test]
fn addresses_lead_to_the_bytes_of_a_name() {
    let folder = folder("addresses");
    let sarif: serde_json::Value = check(&folder, "sarif").json();
    let results = sarif["runs"][0]["results"].as_array().expect("results");
    let of = |result: &serde_json::Value| {
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].as_str().expect("a URI").to_owned()
    };
    let uris: Vec<String> = results.iter().map(of).collect();
    for (name, _, address) in NAMES {
        assert!(uris.contains(&format!("pilots/{address}")), "{}: {uris:?}", path(name).display());
    }
    let links = folder.brief(&[&CALL[..], &["pilots", "--hyperlinks", "always"]].concat());
    for (name, _, address) in NAMES {
        assert!(links.out.contains(&format!("/pilots/{address}\u{1b}\\")), "{}: {address}", path(name).display());
    }
}

#[test]
fn forms_with_a_syntax_of_their_own_stay_valid() {
    let folder = folder("valid");
    let junit = check(&folder, "junit").out;
    let document = roxmltree::Document::parse(&junit).expect("XML");
    assert_eq!(document.descendants().filter(|node| node.has_tag_name("testsuite")).count(), 10);
    let csv = check(&folder, "csv").out;
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
    assert_eq!(rows.len(), 10);
    for line in check(&folder, "ndjson").out.lines() {
        serde_json::from_str::<serde_json::Value>(line).expect("JSON");
    }
    for format in ["gitlab", "sarif", "earl"] {
        check(&folder, format).json();
    }
    // A line for each finding, whatever is in the names.
    assert_eq!(check(&folder, "github").out.lines().filter(|line| line.starts_with("::")).count(), 10);
}

#[test]
fn named_in_the_call_they_are_found_and_what_is_wrong_with_them_is_told() {
    let folder = folder("named");
    let run = |args: &[&OsStr]| {
        let mut command = support::command(support::BRIEF);
        command.args(args).current_dir(folder.path()).stdin(Stdio::null()).env_remove("GITHUB_STEP_SUMMARY");
        let done = command.output().expect("a run");
        let text = |bytes| String::from_utf8(bytes).expect("text");
        Ran { status: done.status.code(), out: text(done.stdout), err: text(done.stderr) }
    };
    let call: Vec<&OsStr> = CALL.iter().map(OsStr::new).collect();
    let more = |args: &[&[u8]]| {
        let args: Vec<&OsStr> = args.iter().map(|arg| OsStr::from_bytes(arg)).collect();
        run(&[&call[..], &[OsStr::new("--format"), OsStr::new("json")], &args].concat())
    };
    for (name, shown, _) in NAMES.iter().filter(|(name, _, _)| !name.starts_with(b"-")) {
        let ran = more(&[&[b"pilots/", *name].concat()]);
        assert_eq!((ran.status, texts(&ran.json()["pilots"], "file")), (Some(1), vec![format!("pilots/{shown}")]));
    }
    // The nearest is found among names that are no text, too.
    let ran = more(&[b"pilots/caf\xE8s.yaml", b"pilots/caf\xEA\xEA\xEA\xEA.yaml"]);
    assert_eq!(
        ran.errors()[0],
        r"pilots/caf\xE8s.yaml there is no such file or folder; did you mean `pilots/caf\xE8.yaml`?"
    );
    // A leading hyphen makes an option of it; the help says what to do.
    let dash = folder.brief(&["check", "-dash.yaml"]);
    assert!(dash.status == Some(2) && dash.err.contains("-- -d"), "{dash:?}");
    let dash = folder.brief(&["check", "--rules", "rules.yaml", "--format", "json", "--", "pilots/-dash.yaml"]);
    assert_eq!(dash.pilots(), ["p0"]);
    // Outputs, baselines and configurations go by such names, too.
    for args in [
        [&b"check"[..], b"p.yaml", b"--rules", b"rules.yaml", b"--output", b"json=o\xE9.json"],
        [b"baseline", b"p.yaml", b"--rules", b"rules.yaml", b"--output", b"b\xE9.json"],
    ] {
        let ran = run(&args.map(OsStr::from_bytes));
        assert!(ran.status < Some(2), "{ran:?}");
    }
    assert!(folder.path().join(path(b"o\xE9.json")).exists() && folder.path().join(path(b"b\xE9.json")).exists());
    let ran = more(&[b"p.yaml", b"--baseline", b"b\xE9.json"]);
    assert_eq!((ran.status, ran.errors().len()), (Some(0), 0), "{ran:?}");
    let ran = run(&[&call[..], &[b"--output", &b"json=no\xE9/o.json"[..]].map(OsStr::from_bytes)].concat());
    assert!(ran.err.contains(r"no\xE9/o.json: the folder that it would stand in does not exist"), "{ran:?}");
}

/// Two rule sets whose names differ only in what is no text are two, and a folder of such a name holds a whole project.
#[test]
fn a_project_in_such_a_folder_works() {
    let folder = Folder::new("faults-names-project");
    let project = folder.path().join(path(b"caf\xE9"));
    fs::create_dir_all(project.join("pilots")).expect("a folder");
    let write = |name: &[u8], content: &str| fs::write(project.join(path(name)), content).expect("a file");
    write(b"pilots/p.yaml", &pilot("p"));
    write(b"r\xE8.yaml", RULES);
    write(b"r\xE9.yaml", &RULES.replace("one\n", "two\n").replace("T-1", "T-2"));
    write(b"brief.yaml", "format: 1\nbrief: {rules: [.], locked: true}\n");
    let run = |args: &[&str]| {
        let mut command = folder.command(args);
        Ran::of(command.current_dir(&project), &[])
    };
    let lock = run(&["rules", "lock"]);
    assert_eq!(lock.status, Some(0), "{lock:?}");
    let ran = run(&["check", "--format", "json"]);
    assert_eq!((ran.status, ran.errors(), ran.rulesets()), (Some(1), vec![], vec!["one".to_owned(), "two".to_owned()]));
    // A configuration is text, and names such files as they are shown.
    write(b"named.yaml", "format: 1\nbrief: {rules: ['r\\xE9.yaml'], pilots: ['pilots/p\\xE9.yaml']}\n");
    write(b"pilots/p\xE9.yaml", &pilot("e"));
    let ran = run(&["check", "--config", "named.yaml", "--format", "json"]);
    assert_eq!((ran.pilots(), ran.rulesets()), (vec!["e".to_owned()], vec!["two".to_owned()]), "{ran:?}");
    // Seen from above it is the same.
    let mut command = folder.command(&["check", "--format", "json"]);
    let ran = Ran::of(command.arg(path(b"caf\xE9/pilots")), &[]);
    assert_eq!((ran.status, ran.errors()), (Some(1), vec![]), "{ran:?}");
    assert_eq!(texts(&ran.json()["pilots"], "file"), [r"caf\xE9/pilots/p.yaml", r"caf\xE9/pilots/p\xE9.yaml"]);
    assert_eq!(ran.rulesets(), ["one", "two"]);
}

/// Git knows files by their bytes.
#[test]
fn a_revision_of_such_a_file_is_found() {
    if tools::program("git").is_none() {
        return;
    }
    let folder = folder("git");
    let git = |args: &[&str]| {
        let mut command = Command::new("git");
        command.args(["-c", "user.name=n", "-c", "user.email=n@example.org"]).args(args).current_dir(folder.path());
        assert!(command.stdout(Stdio::null()).status().expect("git").success(), "{args:?}");
    };
    git(&["init", "-q"]);
    git(&["add", "pilots", "rules.yaml"]);
    git(&["commit", "-qm", "one"]);
    let changed = folder.path().join("pilots").join(path(b"caf\xE9.yaml"));
    fs::write(&changed, pilot("p4").replace("true", "false")).expect("a change");
    for of in [path(b"pilots"), path(b"pilots/caf\xE9.yaml")] {
        let mut command = folder.command(&["diff", "--git", "HEAD", "--rules", "rules.yaml"]);
        let ran = Ran::of(command.arg(&of), &[]);
        assert_eq!(ran.err, "", "{ran:?}");
        assert!(ran.out.contains("T-1") && ran.out.contains(r"caf\xE9.yaml"), "{ran:?}");
    }
}

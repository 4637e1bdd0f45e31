//! `brief rules lock`, `brief rules lock --check` and `brief check --locked`.

use std::fs;
use std::path::Path;

use crate::support::{Folder, GOOD, RULES, Ran};

const HOUSE: &str = "format: 1\nruleset: house\ntitle: H\nissued_by: [C]\nsummary: S.\n\
                     import: [{from: cotton-questions}, {from: ../shared/}]\n";

/// A profile that imports an embedded set and a folder of one set, with its lock file.
fn folder(name: &str) -> Folder {
    let folder = Folder::within(Path::new(env!("CARGO_TARGET_TMPDIR")), &format!("lock-{name}"));
    folder.write("good.yaml", GOOD).write("council/house.yaml", HOUSE).write("shared/one.yaml", RULES);
    let ran = folder.brief(&["rules", "lock", "--rules", "council/house.yaml"]);
    assert_eq!((ran.status, ran.out.as_str(), ran.err.as_str()), (Some(0), "Wrote brief.lock: 3 rule sets.\n", ""));
    folder
}

fn check(folder: &Folder, more: &[&str]) -> Ran {
    folder.check(&[&["good.yaml", "--locked"], more].concat())
}

/// That a run with these rules is refused: nothing is checked, and `lock --check` says the same. Gives the errors.
fn refused(folder: &Folder, rules: &[&str]) -> Vec<String> {
    let ran = check(folder, rules);
    assert_eq!(ran.status, Some(2), "{ran:?}");
    assert_eq!((ran.pilots().len(), ran.rulesets().len()), (0, 0), "{ran:?}");
    let again = folder.brief(&[&["rules", "lock", "--check"], rules].concat());
    assert_eq!((again.status, again.out.as_str()), (Some(2), ""));
    assert_eq!(again.err.matches("error: ").count(), ran.errors().len(), "{again:?}");
    ran.errors()
}

const HOUSE_RULES: [&str; 2] = ["--rules", "council/house.yaml"];

fn lock(folder: &Folder) -> String {
    fs::read_to_string(folder.path().join("brief.lock")).expect("a lock file")
}

#[test]
fn what_is_locked_is_checked_as_long_as_nothing_changes() {
    let folder = folder("holds");
    let text = lock(&folder);
    let lines: Vec<&str> = text.lines().filter(|line| !line.contains("sha256")).collect();
    assert_eq!(
        lines,
        [
            "# The rule sets that the checks here rest on. Written by `brief rules lock`: do not edit.",
            "# `brief check --locked` refuses any other text of them.",
            "format: 1",
            "lock:",
            "  - ruleset: house",
            "    from: ./council/house.yaml",
            "  - ruleset: one",
            "    from: ./shared/one.yaml",
            "  - ruleset: cotton-questions",
            "    from: embedded",
            "vocabularies:",
            "  - vocabulary: health-and-work",
        ]
    );
    // The digest is that of the file: printf of RULES into sha256sum gives the same.
    let one = sha256(RULES);
    assert!(text.contains(&format!("    from: ./shared/one.yaml\n    sha256: {one}\n")), "{text}");
    let ran = check(&folder, &HOUSE_RULES);
    assert_eq!((ran.errors(), ran.status, ran.pilots().len()), (vec![], Some(1), 1));
    let held = folder.brief(&["rules", "lock", "--check", "--rules", "council/house.yaml"]);
    assert_eq!((held.status, held.out.as_str()), (Some(0), "brief.lock holds: 3 rule sets as pinned.\n"));
    // Written again, it is the same, and not even touched.
    let again = folder.brief(&["rules", "lock", "--rules", "council/house.yaml"]);
    assert_eq!((again.status, again.out.as_str()), (Some(0), "brief.lock is as it should be: 3 rule sets.\n"));
    assert_eq!(lock(&folder), text);
    // A pilot may change as it likes.
    folder.write("good.yaml", GOOD.replace("true", "false"));
    assert_eq!(check(&folder, &HOUSE_RULES).status, Some(0));
}

fn sha256(text: &str) -> String {
    use sha2::{Digest, Sha256};
    Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn ends_of_lines_do_not_count_and_all_else_does() {
    let folder = folder("changed");
    folder.write("shared/one.yaml", RULES.replace('\n', "\r\n"));
    assert_eq!(check(&folder, &HOUSE_RULES).status, Some(1));
    folder.write("shared/one.yaml", format!("\u{feff}{RULES}"));
    assert_eq!(check(&folder, &HOUSE_RULES).status, Some(1));
    let changed = [
        "./shared/one.yaml `one` is not what is pinned in brief.lock: its text has changed; look at the change, and if it is meant, write the lock file anew with `brief rules lock`",
    ];
    for text in [RULES.replace("Nothing.", "Nothing. "), format!("# a remark\n{RULES}"), RULES.replace("must", "ask")] {
        folder.write("shared/one.yaml", text);
        assert_eq!(refused(&folder, &HOUSE_RULES), changed);
    }
    // With the lock written anew, all is well.
    assert_eq!(folder.brief(&["rules", "lock", "--rules", "council/house.yaml"]).status, Some(0));
    assert_eq!(check(&folder, &HOUSE_RULES).status, Some(0));
}

#[test]
fn sets_that_are_new_missing_or_from_elsewhere_are_refused() {
    let folder = folder("drift");
    folder.write("shared/two.yaml", RULES.replace("one", "two").replace("T-1", "T-2"));
    let new = "brief.lock `two` from ./shared/two.yaml is not pinned here; look at it, and write the lock file anew with `brief rules lock`";
    assert_eq!(refused(&folder, &HOUSE_RULES), [new]);
    // Another file of the same set.
    fs::remove_file(folder.path().join("shared/two.yaml")).expect("gone");
    fs::rename(folder.path().join("shared/one.yaml"), folder.path().join("shared/moved.yaml")).expect("moved");
    let moved = "brief.lock:8:5 `one` is pinned as it comes from ./shared/one.yaml, and comes from ./shared/moved.yaml in this run; if that is meant, write the lock file anew with `brief rules lock`";
    assert_eq!(refused(&folder, &HOUSE_RULES), [moved]);
    // One set less.
    fs::rename(folder.path().join("shared/moved.yaml"), folder.path().join("shared/one.yaml")).expect("moved");
    folder.write("council/house.yaml", HOUSE.replace("{from: cotton-questions}, ", ""));
    let errors = refused(&folder, &HOUSE_RULES);
    assert_eq!(errors.len(), 2, "{errors:?}");
    assert_eq!(
        errors[1],
        "brief.lock:11:5 `cotton-questions` from the program is pinned, and is not among the rule sets of this run; give the same rule sets as for `brief rules lock`, or write the lock file anew with that"
    );
    // A copy of an embedded set that is given by the same id is another set, whatever its text.
    folder.write("council/house.yaml", HOUSE);
    let copy = fs::read_to_string("rules/cotton-questions.yaml").expect("an embedded set");
    folder.write("copy.yaml", copy);
    let errors = refused(&folder, &["--rules", "council/house.yaml", "--rules", "copy.yaml"]);
    assert_eq!(errors.len(), 1, "{errors:?}");
    assert!(
        errors[0].contains("`cotton-questions` is pinned as it comes from the program, and comes from ./copy.yaml")
    );
    // Other rules altogether.
    assert_eq!(refused(&folder, &[]).len(), 7);
    assert_eq!(refused(&folder, &["--rules", "shared/one.yaml"]).len(), 2);
}

#[test]
fn a_program_of_another_version_is_told() {
    let folder = folder("version");
    assert_eq!(folder.brief(&["rules", "lock"]).out, "Wrote brief.lock: 6 rule sets.\n");
    assert_eq!(check(&folder, &[]).errors(), [] as [&str; 0]);
    let text = lock(&folder);
    let digest = text.lines().find_map(|line| line.strip_prefix("    sha256: ")).expect("a digest").to_owned();
    folder.write("brief.lock", text.replace(&digest, &"0".repeat(64)));
    let errors = refused(&folder, &[]);
    assert_eq!(errors.len(), 1);
    assert!(
        errors[0]
            .starts_with("the rule set `professional-bodies` of this program is not the one pinned in brief.lock: "),
        "{errors:?}"
    );
}

#[test]
fn a_lock_file_that_is_missing_or_malformed_is_a_clear_error() {
    let folder = folder("malformed");
    let sound = lock(&folder);
    let anew = ". This file is written by `brief rules lock`: write it anew with that";
    let cases: [(&str, String, String); 12] = [
        ("empty", String::new(), "brief.lock the file is empty; `brief rules lock` writes it anew".to_owned()),
        ("conflict", format!("<<<<<<< HEAD\n{sound}"), String::new()),
        (
            "text",
            "nothing".into(),
            format!("brief.lock:1:1 this is not a lock file: it needs `format` and a list `lock`{anew}"),
        ),
        (
            "pilot",
            GOOD.into(),
            format!("brief.lock:1:1 this is not a lock file: it needs `format` and a list `lock`{anew}"),
        ),
        (
            "format",
            sound.replace("format: 1", "format: 2"),
            format!("brief.lock:3:9 this lock file is of the format 2, and this program reads 1 only{anew}"),
        ),
        (
            "no digest",
            sound.replacen("    sha256", "    sha255", 1),
            format!("brief.lock:5:5 a rule set here needs `ruleset`, `from` and `sha256`, each a text{anew}"),
        ),
        (
            "short digest",
            sound.replacen("    sha256: ", "    sha256: f", 1),
            format!("brief.lock:7:13 this is not a SHA-256: it has 64 digits, 0 to 9 and a to f{anew}"),
        ),
        ("a key", format!("{sound}more: 1\n"), format!("brief.lock:17:1 `more` is not a key of a lock file{anew}")),
        (
            "twice",
            sound
                .replace("ruleset: one\n    from: ./shared/one.yaml", "ruleset: house\n    from: ./council/house.yaml"),
            format!("brief.lock:8:5 `house` stands here already{anew}"),
        ),
        (
            "two",
            format!("{sound}---\n{sound}"),
            "brief.lock this is not a lock file: it has more than one document in it".to_owned(),
        ),
        (
            "keys twice",
            format!("format: 1\n{sound}"),
            format!("brief.lock:4:1 `format` is a key of this mapping already; keep one of the two{anew}"),
        ),
        ("deep", "[".repeat(10_000), String::new()),
    ];
    for (name, text, expected) in cases {
        folder.write("brief.lock", text);
        let errors = refused(&folder, &HOUSE_RULES);
        assert_eq!(errors.len(), 1, "{name}: {errors:?}");
        if expected.is_empty() {
            assert!(errors[0].starts_with("brief.lock:") && errors[0].ends_with(anew), "{name}: {errors:?}");
        } else {
            assert_eq!(errors[0], expected, "{name}");
        }
    }
    folder.write("brief.lock", b"format: 1\nlock: \xff\n");
    assert!(refused(&folder, &HOUSE_RULES)[0].starts_with("brief.lock:2:7 this is not UTF-8 text"));
    fs::remove_file(folder.path().join("brief.lock")).expect("gone");
    assert_eq!(
        refused(&folder, &HOUSE_RULES),
        ["brief.lock there is no such lock file; `brief rules lock` writes it, with the same rule sets"]
    );
    let elsewhere = check(&folder, &["--rules", "council/house.yaml", "--lock", "council"]);
    assert_eq!(elsewhere.errors(), ["council this is not a file; name the lock file itself"]);
    // Without --locked nobody looks at it, and --lock alone means nothing.
    assert_eq!(folder.check(&["good.yaml", "--rules", "council/house.yaml"]).status, Some(1));
    let alone = folder.brief(&["check", "good.yaml", "--lock", "brief.lock"]);
    assert_eq!((alone.status, alone.err.contains("--locked")), (Some(2), true), "{alone:?}");
}

#[test]
fn files_are_named_from_the_folder_of_the_lock_file() {
    let folder = folder("elsewhere");
    let ran = folder.brief(&["rules", "lock", "--rules", "council/house.yaml", "--lock", "council/our.lock"]);
    assert_eq!((ran.status, ran.out.as_str()), (Some(0), "Wrote council/our.lock: 3 rule sets.\n"));
    let text = fs::read_to_string(folder.path().join("council/our.lock")).expect("a lock file");
    assert!(text.contains("from: ./house.yaml\n") && text.contains("from: ../shared/one.yaml\n"), "{text}");
    // From another folder, by other paths, it is the same.
    let mut from_within =
        folder.command(&["check", "../good.yaml", "--rules", "./house.yaml", "--locked", "--lock", "our.lock"]);
    from_within.current_dir(folder.path().join("council"));
    assert_eq!(Ran::of(&mut from_within, &[]).status, Some(1));
    let whole = folder.path().join("council/house.yaml");
    let by_whole_path = ["--rules", whole.to_str().expect("a path"), "--lock", "council/our.lock"];
    assert_eq!(check(&folder, &by_whole_path).status, Some(1));
    // And the whole folder may be somewhere else.
    let moved = Folder::within(Path::new(env!("CARGO_TARGET_TMPDIR")), "lock-moved");
    for file in ["good.yaml", "council/house.yaml", "council/our.lock", "shared/one.yaml"] {
        moved.write(file, fs::read(folder.path().join(file)).expect("a file"));
    }
    assert_eq!(check(&moved, &["--rules", "council/house.yaml", "--lock", "council/our.lock"]).status, Some(1));
}

#[test]
fn nothing_is_written_where_something_is_wrong_and_nothing_is_left_behind() {
    let folder = folder("unwritten");
    let sound = lock(&folder);
    let files = |folder: &Folder| {
        let mut names: Vec<String> = fs::read_dir(folder.path())
            .expect("a folder")
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    };
    let before = files(&folder);
    folder.write("shared/one.yaml", RULES.replace("force: must", "force: shall"));
    let ran = folder.brief(&["rules", "lock", "--rules", "council/house.yaml"]);
    assert_eq!((ran.status, ran.out.as_str()), (Some(2), ""));
    assert!(ran.err.contains("brief.lock is left as it is: "), "{ran:?}");
    assert_eq!((lock(&folder), files(&folder)), (sound, before));
    let errors = refused(&folder, &HOUSE_RULES);
    assert_eq!(
        errors.last().map(String::as_str),
        Some("the rule sets cannot be held against brief.lock while there are mistakes in them: nothing is done")
    );
    for (lock, told) in [
        ("shared", "this is a folder; give a file in it"),
        ("lost/brief.lock", "the folder that it would stand in does not exist"),
    ] {
        let ran = folder.brief(&["rules", "lock", "--lock", lock]);
        assert_eq!((ran.status, ran.err.contains(told)), (Some(2), true), "{ran:?}");
    }
    assert_eq!(files(&folder).len(), 4);
    #[cfg(unix)]
    {
        // A link stays a link, and what it leads to is replaced.
        fs::rename(folder.path().join("brief.lock"), folder.path().join("shared/real.lock")).expect("moved");
        std::os::unix::fs::symlink("shared/real.lock", folder.path().join("brief.lock")).expect("a link");
        assert_eq!(folder.brief(&["rules", "lock"]).status, Some(0));
        assert!(folder.path().join("brief.lock").is_symlink());
        assert!(fs::read_to_string(folder.path().join("shared/real.lock")).expect("a text").contains("dwp-assurances"));
    }
}

#[test]
fn no_other_file_is_written_over() {
    let folder = folder("foreign");
    let ran = folder.brief(&["rules", "lock", "--lock", "good.yaml"]);
    assert_eq!((ran.status, ran.out.as_str()), (Some(2), ""), "{ran:?}");
    assert!(ran.err.contains("which is no lock file"), "{ran:?}");
    assert_eq!(fs::read_to_string(folder.path().join("good.yaml")).expect("a text"), GOOD);
    // A lock file that is broken is written anew.
    folder.write("brief.lock", "# Written by `brief rules lock`: do not edit.\n<<<<<<<\n");
    assert_eq!(folder.brief(&["rules", "lock", "--rules", "council/house.yaml"]).status, Some(0));
}

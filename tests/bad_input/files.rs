//! Files and folders that cannot be read, or are not what they should be.

use std::fs;
use std::path::Path;

use crate::support::{Folder, GOOD, RULES, Ran};

/// A folder with a sound pilot and a rule set.
fn folder(name: &str) -> Folder {
    let folder = Folder::new(name);
    folder.write("good.yaml", GOOD).write("rules.yaml", RULES);
    folder
}

/// The errors of a run that still reports the sound pilot, and whose exit status is 2.
fn errors(ran: &Ran) -> Vec<String> {
    assert_eq!((ran.status, ran.err.as_str()), (Some(2), ""), "{ran:?}");
    assert!(ran.pilots().contains(&"good".to_owned()), "{ran:?}");
    ran.errors()
}

#[test]
fn bytes_that_are_no_text() {
    let folder = folder("bytes");
    let cases: [(&[u8], &str); 5] = [
        (b"\x7fELF\x02\x01\x01\x00\x00\xff\xfe", "1:10 this is not UTF-8 text (byte 0xFF); save the file as UTF-8"),
        (b"\xff\xfef\x00o\x00r\x00m\x00a\x00t\x00", "1:1 this is UTF-16 text; save the file as UTF-8"),
        (b"title: caf\xe9\n", "1:11 this is not UTF-8 text (byte 0xE9); save the file as UTF-8"),
        ("a: é\r\nb: é".as_bytes().split_at(11).0, "2:4 this is not UTF-8 text (byte 0xC3); save the file as UTF-8"),
        (b"\x00\x01\x02\x03", "1:1 the character U+0000 cannot stand in a YAML text; take it out"),
    ];
    for (bytes, expected) in cases {
        folder.write("case.yaml", bytes);
        let ran = folder.check(&["case.yaml", "good.yaml", "--rules", "rules.yaml"]);
        assert_eq!(errors(&ran), [format!("case.yaml:{expected}")]);
        let human = folder.brief(&["check", "case.yaml", "good.yaml", "--rules", "rules.yaml"]);
        assert_eq!(human.status, Some(2), "{human:?}");
        assert!(human.out.chars().all(|c| c == '\n' || !c.is_control()), "{human:?}");
    }
}

#[test]
fn what_is_not_utf8_costs_only_its_document() {
    let folder = folder("utf8");
    let text = [GOOD.as_bytes(), b"---\ntitle: caf\xe9\n---\n", GOOD.replace("good", "third").as_bytes()].concat();
    folder.write("case.yaml", text);
    let ran = folder.check(&["case.yaml", "--rules", "rules.yaml"]);
    assert_eq!(errors(&ran), ["case.yaml:8:11 this is not UTF-8 text (byte 0xE9); save the file as UTF-8"]);
    assert_eq!(ran.pilots(), ["good", "third"]);
}

#[test]
fn paths_that_lead_to_nothing() {
    let folder = folder("paths");
    folder.write("sub/pilot-one.yaml", GOOD.replace("good", "one"));
    let cases = [
        ("god.yaml", "god.yaml there is no such file or folder; did you mean `good.yaml`?"),
        ("sub/pilot-on.yaml", "sub/pilot-on.yaml there is no such file or folder; did you mean `sub/pilot-one.yaml`?"),
        ("sab", "sab there is no such file or folder; did you mean `sub`?"),
        ("nowhere/at/all.yaml", "nowhere/at/all.yaml there is no such file or folder"),
    ];
    for (path, expected) in cases {
        let ran = folder.check(&[path, "good.yaml", "--rules", "rules.yaml"]);
        assert_eq!(errors(&ran), [expected], "{path:?}");
    }
    let none = Folder::new("no-pilots").check(&[]);
    assert_eq!(none.status, Some(2));
    assert_eq!(none.errors(), ["pilots/ there is no such file or folder"]);
}

#[test]
fn errors_come_in_the_order_of_the_call() {
    let folder = folder("order");
    folder.write("b.yaml", "").write("a.yaml", "");
    let ran = folder.check(&["nowhere", "b.yaml", "neither", "a.yaml", "good.yaml", "--rules", "rules.yaml"]);
    assert_eq!(
        errors(&ran),
        [
            "nowhere there is no such file or folder",
            "b.yaml:1:1 the file is empty",
            "neither there is no such file or folder",
            "a.yaml:1:1 the file is empty",
        ]
    );
}

#[test]
fn folders_without_pilots() {
    let folder = folder("folders");
    fs::create_dir_all(folder.path().join("empty/within")).expect("a folder");
    folder.write("text/notes.txt", GOOD).write("rules/set.yaml", RULES.replace("T-1", "T-2").replace("one", "two"));
    folder.write("rules/other.yml", "services: {web: {image: x}}\n---\njust: a list\n");
    let check = |path| folder.check(&[path, "good.yaml", "--rules", "rules.yaml"]);
    for path in ["empty", "text", "rules"] {
        assert_eq!(errors(&check(path)), [format!("{path} there is no pilot in this folder")]);
    }
    assert_eq!(check("rules").notices(), ["3 documents of another kind were passed over"]);
    assert_eq!(check("text").notices(), <[&str; 0]>::default());
}

#[test]
fn a_folder_whose_pilots_are_wrong_is_not_also_told_to_have_none() {
    let folder = folder("wrong");
    folder.write("pilots/case.yaml", "format: 1\npilot: p\n");
    let ran = folder.check(&["pilots", "good.yaml", "--rules", "rules.yaml"]);
    assert_eq!(
        errors(&ran),
        [
            "pilots/case.yaml:1:1 the pilot has no `title` and no `status`; a pilot needs `format`, `pilot`, `title` and `status`"
        ]
    );
}

#[test]
fn two_pilots_with_one_id_in_two_files() {
    let folder = folder("ids");
    folder
        .write("sub/a.yaml", format!("# first\n{GOOD}"))
        .write("sub/b.yaml", format!("{GOOD}---\n{}", GOOD.replace("good", "second")));
    let ran = folder.check(&["sub", "--rules", "rules.yaml"]);
    assert_eq!(
        errors(&ran),
        ["sub/b.yaml:2:8 there is a pilot `good` already: sub/a.yaml:3; give one of the two another id"]
    );
    assert_eq!(ran.pilots(), ["good", "second"]);
}

#[test]
fn rule_sets_that_clash_or_are_not_there() {
    let folder = folder("rules");
    let second = RULES.replace("ruleset: one", "ruleset: second");
    folder.write("second.yaml", second.replace("T-1", "t-1")).write("again.yaml", RULES.replace("T-1", "T-9"));
    folder.write("sub/pilot.yaml", GOOD).write("pilots/nothing.txt", "");
    let cases: [(&str, &[&str]); 7] = [
        (
            "second.yaml",
            &["second.yaml:7:9 there is a rule `t-1` already: rules.yaml:7; give one of the two another id"],
        ),
        (
            "again.yaml",
            &["again.yaml:2:10 there is a rule set `one` already: rules.yaml:2; give one of the two another id"],
        ),
        (
            "dwp-asurances",
            &[
                "dwp-asurances there is no such file or folder, nor an embedded rule set of that id; did you mean `dwp-assurances`?",
            ],
        ),
        ("zebra", &["zebra there is no such file or folder, nor an embedded rule set of that id"]),
        (
            "good.yaml",
            &[
                "good.yaml:2:1 this is a pilot, where a rule set is expected; to check it, name it as in `brief check FILE`",
            ],
        ),
        ("sub", &["sub there is no rule set in it"]),
        ("pilots", &["pilots there is no rule set in it"]),
    ];
    for (rules, expected) in cases {
        let ran = folder.check(&["good.yaml", "--rules", "rules.yaml", "--rules", rules]);
        assert_eq!(errors(&ran), expected, "{rules}");
        assert_eq!(ran.rulesets(), ["one"], "{rules}");
    }
}

#[test]
fn a_rule_set_with_a_mistake_is_left_out_whole() {
    let folder = folder("left-out");
    let wrong = RULES.replace("ruleset: one", "ruleset: wrong").replace("T-1", "W-1")
        + RULES.split_once("rules:\n").expect("rules").1;
    folder.write("wrong.yaml", wrong.replace("sanction_for_refusal: false", "sanction_for_refusing: false"));
    let ran = folder.check(&["good.yaml", "--rules", "wrong.yaml", "--rules", "rules.yaml"]);
    let told = |line: u32| {
        format!(
            "wrong.yaml:{line}:15 `voluntariness.sanction_for_refusing` is not a fact; did you mean \
             `voluntariness.sanction_for_refusal`? Or declare it in a vocabulary document: {{format: 1, vocabulary: our-own, \
             title: Our own facts, extends: [health-and-work], facts: {{voluntariness: {{sanction_for_refusing: {{type: bool, \
             means: what it tells, ask: the question}}}}}}}}, and give it with `--vocabulary FILE`"
        )
    };
    assert_eq!(errors(&ran), [told(13), told(22)]);
    assert_eq!(ran.rulesets(), ["one"]);
    let only = folder.check(&["good.yaml", "--rules", "wrong.yaml"]);
    assert_eq!((only.status, only.rulesets().len(), only.pilots()), (Some(2), 0, vec!["good".to_owned()]));
}

#[cfg(unix)]
#[test]
fn links_that_lead_nowhere_or_back() {
    let folder = folder("links");
    fs::create_dir_all(folder.path().join("sub/deeper")).expect("a folder");
    folder.write("sub/a.yaml", GOOD);
    let link = |to: &str, at: &str| std::os::unix::fs::symlink(to, folder.path().join(at)).expect("a link");
    link("gone.yaml", "sub/broken.yaml");
    link("gone", "sub/notes");
    // Whatever this one leads to is reached anyway.
    link("..", "sub/deeper/back");
    link("a.yaml", "sub/same.yaml");
    let ran = folder.check(&["sub", "sub/broken.yaml", "--rules", "rules.yaml"]);
    assert_eq!(errors(&ran), ["sub/broken.yaml this link leads to nothing"]);
    assert_eq!(ran.pilots(), ["good"]);
}

/// The administrator reads everything: run so, the test becomes an ordinary user for its runs.
#[cfg(unix)]
#[test]
fn files_and_folders_without_permission() {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;
    const NOBODY: u32 = 65_534;

    let mode = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("permissions");
    // An ordinary user may have no way into the folder of the build.
    let name = format!("watching-brief-permission-{}", std::process::id());
    let folder = Folder::within(&std::env::temp_dir(), &name);
    folder.write("good.yaml", GOOD).write("rules.yaml", RULES);
    folder.write("secret.yaml", GOOD.replace("good", "secret")).write("sub/locked/a.yaml", GOOD);
    folder.write("sub/b.yaml", GOOD.replace("good", "second")).write("secret-rules.yaml", RULES.replace("one", "two"));
    let brief = folder.path().join("brief");
    fs::copy(env!("CARGO_BIN_EXE_brief"), &brief).expect("a copy");
    for open in ["", "sub", "brief"] {
        mode(&folder.path().join(open), 0o755);
    }
    let closed = ["secret.yaml", "sub/locked", "secret-rules.yaml"].map(|name| folder.path().join(name));
    for path in &closed {
        mode(path, 0o000);
    }
    let administrator = fs::read(&closed[0]).is_ok();
    let check = |args: &[&str]| {
        let mut command = std::process::Command::new(&brief);
        command.current_dir(folder.path()).args(["check", "--format", "json"]).args(args);
        if administrator {
            command.uid(NOBODY).gid(NOBODY);
        }
        Ran::of(&mut command, &[])
    };
    let pilots = check(&["secret.yaml", "sub", "good.yaml", "--rules", "rules.yaml"]);
    let rules = check(&["good.yaml", "--rules", "secret-rules.yaml", "--rules", "rules.yaml"]);
    for path in &closed {
        mode(path, 0o755);
    }
    fs::remove_dir_all(folder.path()).expect("an end");

    assert_eq!(
        errors(&pilots),
        ["secret.yaml it cannot be read: permission is denied", "sub/locked it cannot be read: permission is denied",]
    );
    assert_eq!(pilots.pilots(), ["second", "good"]);
    assert_eq!(errors(&rules), ["secret-rules.yaml it cannot be read: permission is denied"]);
}

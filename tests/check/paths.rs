//! Which files are read, and in which order.

use serde_json::Value;

use super::{FORCES, pilot, verdicts};
use crate::support::{Folder, GOOD, RULES, Ran, texts};

/// The files of the pilots of a report.
fn files(ran: &Ran) -> Vec<String> {
    assert_eq!(ran.err, "");
    texts(&ran.json()["pilots"], "file")
}

fn folder(name: &str) -> Folder {
    let folder = Folder::new(name);
    folder.write("rules.yaml", RULES);
    folder
}

#[test]
fn folders_are_walked_whole_in_the_order_of_the_bytes_of_their_paths() {
    let folder = folder("walk");
    let found = [
        ".hidden/x.yaml",
        "Z.yaml",
        "a-b/x.yaml",
        "a.yaml",
        "a.yml",
        "a/b/c/x.yaml",
        "a/x.yaml",
        "b.yaml",
        "é.yaml",
        "ignored.yaml",
        "c.YAML",
    ];
    for (at, name) in found.iter().enumerate() {
        folder.write(&format!("pilots/{name}"), pilot(&format!("p{at}"), ""));
    }
    folder.write("pilots/.gitignore", "*\n").write(".gitignore", "pilots\n").write("pilots/.ignore", "*\n");
    folder.write("pilots/notes.txt", GOOD).write("pilots/d.yaml.bak", GOOD);
    folder.write("pilots/folder.yaml/notes.txt", GOOD);
    let mut sorted: Vec<String> = found.iter().map(|name| format!("pilots/{name}")).collect();
    sorted.sort_unstable_by(|a, b| a.as_bytes().cmp(b.as_bytes()));
    for args in
        [&["--rules", "rules.yaml"][..], &["pilots", "--rules", "rules.yaml"], &["pilots/", "--rules", "rules.yaml"]]
    {
        let ran = folder.check(&[args, &["--no-ignore"]].concat());
        assert_eq!(files(&ran), sorted, "{args:?}");
        assert_eq!((ran.status, ran.errors(), ran.notices()), (Some(0), vec![], vec![]));
    }
}

#[test]
fn paths_keep_the_order_of_the_call() {
    let folder = folder("order-of-call");
    folder.write("b.yaml", pilot("b", "")).write("a.yaml", pilot("a", "")).write("sub/c.txt", pilot("c", ""));
    folder.write("sub/d.yaml", pilot("d", ""));
    let ran = folder.check(&["b.yaml", "sub", "a.yaml", "sub/c.txt", "--rules", "rules.yaml"]);
    assert_eq!(files(&ran), ["b.yaml", "sub/d.yaml", "a.yaml", "sub/c.txt"]);
}

#[test]
fn a_file_reached_twice_is_checked_once() {
    let folder = folder("twice");
    folder.write("pilots/a.yaml", GOOD);
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("a.yaml", folder.path().join("pilots/link.yaml")).expect("a link");
        std::os::unix::fs::symlink("pilots", folder.path().join("more")).expect("a link");
    }
    let calls: [&[&str]; 5] = [
        &["pilots"],
        &["pilots/a.yaml", "pilots"],
        &["pilots", "./pilots/../pilots/a.yaml"],
        &["pilots/a.yaml", "pilots/a.yaml"],
        &["pilots", "pilots/"],
    ];
    for call in calls {
        let ran = folder.check(&[call, &["--rules", "rules.yaml"]].concat());
        assert_eq!(files(&ran), ["pilots/a.yaml"], "{call:?}");
        assert_eq!((ran.status, ran.errors()), (Some(1), vec![]), "{call:?}");
    }
    #[cfg(unix)]
    assert_eq!(files(&folder.check(&["more", "pilots", "--rules", "rules.yaml"])), ["more/a.yaml"]);
}

#[test]
fn standard_input_is_a_file_like_others() {
    let folder = folder("stdin");
    folder.write("a.yaml", pilot("a", ""));
    let check = |args: &[&str], input: &str| {
        Ran::of(
            &mut folder.command(&[&["check", "--format", "json", "--rules", "rules.yaml"], args].concat()),
            input.as_bytes(),
        )
    };
    let ran = check(&["-", "a.yaml"], GOOD);
    assert_eq!((files(&ran), ran.status), (vec!["-".to_owned(), "a.yaml".to_owned()], Some(1)));
    assert_eq!(files(&check(&["a.yaml", "-", "-"], GOOD)), ["a.yaml", "-"]);
    assert_eq!(check(&["-"], "").errors(), ["-:1:1 the file is empty"]);
    let rules = check(&["-"], RULES);
    assert_eq!(rules.errors(), ["-:2:1 this is a rule set, where a pilot is expected; give it with `--rules`"]);
    let from_input =
        Ran::of(&mut folder.command(&["check", "--format", "json", "a.yaml", "--rules", "-"]), FORCES.as_bytes());
    assert_eq!((from_input.rulesets(), from_input.status), (vec!["forces".to_owned()], Some(0)));
}

#[test]
fn documents_of_another_kind_are_passed_over_in_folders_and_wrong_when_named() {
    let folder = folder("kinds");
    folder.write("sub/a.yaml", format!("{GOOD}---\n{RULES}---\nbrief: 1\n---\ndocuments: []\n"));
    folder.write("sub/compose.yaml", "services: {web: {image: !ref x, image: y}}\n").write("sub/list.yaml", "- 1\n");
    folder.write("sub/empty.yaml", "---\n---\n");
    let walked = folder.check(&["sub", "--rules", "rules.yaml"]);
    assert_eq!(walked.errors(), ["sub/empty.yaml:1:1 the file is empty"]);
    assert_eq!(walked.notices(), ["5 documents of another kind were passed over"]);
    let named = folder.check(&["sub/a.yaml", "sub", "--rules", "rules.yaml"]);
    assert_eq!(
        named.errors(),
        [
            "sub/a.yaml:9:1 this is a rule set, where a pilot is expected; give it with `--rules`",
            "sub/a.yaml:24:1 this is configuration, where a pilot is expected; give it with `--config`",
            "sub/a.yaml:26:1 this is a register of documents, where a pilot is expected",
            "sub/empty.yaml:1:1 the file is empty",
        ]
    );
    assert_eq!((files(&named), named.status), (vec!["sub/a.yaml".to_owned()], Some(2)));
    // Named after its folder was walked, it is named all the same.
    assert_eq!(folder.check(&["sub", "sub/a.yaml", "--rules", "rules.yaml"]).errors().len(), 4);
    let nearly = folder.write("sub/near.yaml", "format: 1\npilto: p\n").check(&["sub", "--rules", "rules.yaml"]);
    assert_eq!(
        nearly.errors()[1],
        "sub/near.yaml:2:1 `pilto` does not say what this document is; did you mean `pilot`?"
    );
}

#[test]
fn documents_are_numbered_from_0_and_empty_ones_count() {
    let folder = folder("documents");
    folder.write("a.yaml", format!("{}---\n# nothing\n---\n{}...\n{}", pilot("a", ""), pilot("b", ""), pilot("c", "")));
    let json = folder.check(&["a.yaml", "--rules", "rules.yaml"]).json();
    let numbers: Vec<&Value> =
        json["pilots"].as_array().expect("pilots").iter().map(|pilot| &pilot["document"]).collect();
    assert_eq!(numbers, [0, 2, 3]);
}

#[test]
fn rules_replace_the_embedded_ones_in_the_order_given() {
    let folder = folder("rules-order");
    folder
        .write("a.yaml", GOOD)
        .write("sets/b.yaml", RULES)
        .write("sets/a.yaml", FORCES)
        .write("sets/notes.yaml", GOOD);
    let sets = |args: &[&str]| {
        let ran = folder.check(&[&["a.yaml"], args].concat());
        assert_eq!(ran.errors(), <[&str; 0]>::default(), "{args:?}");
        ran.rulesets()
    };
    let embedded = [
        "professional-bodies",
        "dwp-assurances",
        "mental-wealth-foundation",
        "community-concerns",
        "cotton-questions",
        "mental-health-workforce",
    ];
    assert_eq!(sets(&[]), embedded);
    assert_eq!(sets(&["--rules", "dwp-assurances"]), ["dwp-assurances"]);
    assert_eq!(sets(&["--rules", "rules.yaml"]), ["one"]);
    assert_eq!(sets(&["--rules", "sets"]), ["forces", "one"]);
    assert_eq!(
        sets(&["--rules", "sets/b.yaml", "--rules", "cotton-questions", "--rules", "sets"]),
        ["one", "cotton-questions", "forces"]
    );
    assert_eq!(sets(&["--rules", "dwp-assurances", "--rules", "dwp-assurances"]), ["dwp-assurances"]);
    let walked = folder.check(&["a.yaml", "--rules", "sets"]);
    assert_eq!(walked.notices(), ["sets 1 document of another kind passed over among the rules"]);
    assert_eq!(
        verdicts(&walked.json()),
        ["good F-MUST breached", "good F-SHOULD unstated", "good F-ASK unstated", "good T-1 breached",]
    );
}

#[test]
fn names_end_in_whatever_case() {
    let folder = folder("case");
    for (at, end) in ["YAML", "Yaml", "YML", "yMl"].iter().enumerate() {
        folder.write(&format!("pilots/p{at}.{end}"), GOOD.replace("good", &format!("p{at}")));
    }
    folder.write("sets/R.YAML", RULES.replace("ruleset: one", "ruleset: upper"));
    let ran = folder.check(&["pilots", "--rules", "sets"]);
    assert_eq!(
        (ran.pilots(), ran.rulesets()),
        (["p0", "p1", "p2", "p3"].map(str::to_owned).to_vec(), vec!["upper".to_owned()])
    );
    // Such a file is one to be read, and no report takes its place.
    let ran = folder.check(&["pilots/p0.YAML", "--rules", "sets", "--output", "json=pilots/p1.Yaml"]);
    assert!(ran.status == Some(2) && ran.err.contains("this is a file to be read"), "{ran:?}");
}

//! Standard input under the name of a file, as editors hand over what is not saved yet.

use crate::support::{Folder, GOOD, RULES, Ran, texts};

/// A pilot that breaches nothing.
const UNSAVED: &str =
    "format: 1\npilot: good\ntitle: G\nstatus: running\nvoluntariness:\n  sanction_for_refusal: false\n";

fn folder(name: &str) -> Folder {
    let folder = Folder::new(name);
    folder.write("rules.yaml", RULES).write("pilots/a.yaml", GOOD);
    folder
}

fn fed(folder: &Folder, args: &[&str], input: &str) -> Ran {
    Ran::of(&mut folder.command(args), input.as_bytes())
}

fn check(folder: &Folder, args: &[&str], input: &str) -> Ran {
    fed(folder, &[&["check", "--format", "json", "--rules", "rules.yaml"], args].concat(), input)
}

fn files(ran: &Ran) -> Vec<String> {
    texts(&ran.json()["pilots"], "file")
}

#[test]
fn reports_and_messages_use_the_name() {
    let folder = folder("stdin-name");
    let named = ["-", "--stdin-filename", "pilots/a.yaml"];
    let ran = check(&folder, &named, UNSAVED);
    assert_eq!((files(&ran), ran.status), (vec!["pilots/a.yaml".to_owned()], Some(0)));
    let wrong = check(&folder, &named, "format: 1\npilto: good\n");
    assert_eq!(wrong.errors().len(), 1);
    assert!(wrong.errors()[0].starts_with("pilots/a.yaml:2:1 "), "{:?}", wrong.errors());
    assert_eq!(check(&folder, &named, "").errors(), ["pilots/a.yaml:1:1 the file is empty"]);
    let human = fed(&folder, &[&["check", "--rules", "rules.yaml"][..], &named].concat(), GOOD);
    assert!(human.out.contains("good, running, pilots/a.yaml\n"), "{}", human.out);
    let named = ["-", "--stdin-filename", "pilots/a.yaml", "--rules-first"];
    let human = fed(&folder, &[&["check", "--rules", "rules.yaml"][..], &named].concat(), GOOD);
    assert!(human.out.contains("[pilots/a.yaml:6:25]"), "{}", human.out);
    assert!(!human.out.contains("standard input"), "{}", human.out);
}

#[test]
fn a_file_that_another_path_reaches_is_checked_once_from_standard_input() {
    let folder = folder("stdin-once");
    folder.write("pilots/b.yaml", GOOD.replace("good", "b"));
    let calls: [&[&str]; 4] = [
        &["-", "pilots"],
        &["pilots", "-"],
        &["pilots/a.yaml", "-", "pilots/b.yaml"],
        &["./pilots/../pilots/a.yaml", "pilots/b.yaml", "-", "pilots"],
    ];
    for call in calls {
        let ran = check(&folder, &[call, &["--stdin-filename", "pilots/a.yaml"]].concat(), UNSAVED);
        assert_eq!(files(&ran), ["pilots/a.yaml", "pilots/b.yaml"], "{call:?}");
        assert_eq!((ran.errors().len(), ran.status), (0, Some(1)), "{call:?}");
        assert_eq!(ran.json()["pilots"][0]["summary"]["breached"], 0, "{call:?}: {}", ran.out);
    }
    // One that is not saved yet is nowhere else.
    let new = check(&folder, &["pilots", "-", "--stdin-filename", "pilots/c.yaml"], &UNSAVED.replace("good", "c"));
    assert_eq!(files(&new), ["pilots/a.yaml", "pilots/b.yaml", "pilots/c.yaml"]);
    let named = check(&folder, &["pilots/c.yaml", "-", "--stdin-filename", "./pilots/c.yaml"], UNSAVED);
    assert_eq!((files(&named), named.errors().len()), (vec!["./pilots/c.yaml".to_owned()], 0));
}

#[test]
fn the_configuration_is_looked_for_from_there() {
    let folder = folder("stdin-configuration");
    folder.write("project/brief.yaml", "format: 1\nbrief: {rules: [../rules.yaml], fail_on: never}\n");
    folder.write("project/pilots/a.yaml", GOOD);
    let name = ["--stdin-filename", "project/pilots/a.yaml"];
    let config = folder.brief(&[&["config", "-"][..], &name].concat());
    assert!(config.out.starts_with("Configuration: project/brief.yaml\n"), "{config:?}");
    assert!(folder.brief(&["config", "-"]).out.starts_with("No configuration file.\n"));
    let ran = fed(&folder, &[&["check", "-", "-q"][..], &name].concat(), GOOD);
    assert!(ran.out.contains("1 pilot held against 1 rule of 1 rule set."), "{ran:?}");
    assert_eq!(ran.status, Some(0));
}

#[test]
fn other_commands_take_it_likewise() {
    let folder = folder("stdin-others");
    let name = ["-", "--stdin-filename", "pilots/a.yaml"];
    let waiver = "waivers: [{rule: T-1, reason: r, by: b, until: 2030-01-01}]\n";
    let waivers =
        fed(&folder, &[&["waivers", "--rules", "rules.yaml"][..], &name].concat(), &format!("{GOOD}{waiver}"));
    assert!(waivers.out.starts_with("T-1 of good (pilots/a.yaml:7)\n"), "{waivers:?}");
    let questions = fed(&folder, &[&["questions", "--rules", "rules.yaml"][..], &name].concat(), "x");
    assert!(questions.err.contains("pilots/a.yaml:1:1"), "{questions:?}");
    let baseline = fed(&folder, &[&["baseline", "--rules", "rules.yaml"][..], &name].concat(), "x");
    assert!(baseline.err.contains("pilots/a.yaml:1:1"), "{baseline:?}");
    folder.write("texts/nothing.txt", "a phrase\n");
    let sources = fed(&folder, &[&["sources", "verify", "texts", "--rules", "rules.yaml"][..], &name].concat(), "x");
    assert!(sources.out.contains("pilots/a.yaml:1:1"), "{sources:?}");
}

#[test]
fn without_standard_input_the_name_is_an_error() {
    let folder = folder("stdin-without");
    for call in [&["check"][..], &["check", "pilots"], &["waivers", "pilots/a.yaml"], &["sources", "verify", "pilots"]]
    {
        let ran = fed(&folder, &[call, &["--stdin-filename", "pilots/a.yaml"]].concat(), GOOD);
        assert_eq!((ran.status, ran.out.as_str()), (Some(2), ""), "{call:?}");
        assert!(ran.err.contains("give `-` among the paths"), "{call:?}: {}", ran.err);
    }
    let folder_named = fed(&folder, &["check", "-", "--stdin-filename", "pilots"], GOOD);
    assert!(folder_named.err.contains("`pilots` is a folder"), "{folder_named:?}");
    assert_eq!(folder_named.status, Some(2));
}

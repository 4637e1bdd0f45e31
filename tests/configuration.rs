//! `brief.yaml`: where it is found, what each key does, and what a call says instead.

use std::fs;

use crate::support::{Folder, GOOD, RULES, Ran, texts};
use serde_json::{Value, json};

/// A rule set of another rule, `U-1`, which asks for something.
const OTHER: &str = "\
format: 1
ruleset: two
title: Another rule
issued_by: [nobody]
summary: A rule.
rules:
  - id: U-1
    title: No diagnosis is needed
    about: referral
    force: ask
    by: nobody
    cite: {document: letter, paragraph: 1, phrase: a phrase}
    require: {referral.diagnosis_required: false}
    reason: A reason.
    remedy: A remedy.
";

const REGISTER: &str = "\
format: 1
documents:
  - document: letter
    title: A letter
    date: \"2020\"
    about: A letter.
    paragraphs: 9
    counted: a paragraph a line
    sha256: \"1f3f97de4f9da2e8376ebe5f0f8a41339edc36a6ea85742338956d2264c2dbd1\"
    parts: [{part: the first part, paragraphs: 1-9}]
";

fn brief(keys: &str) -> String {
    format!("format: 1\nbrief:\n{keys}")
}

/// Two rule sets and two pilots, with this configuration.
fn folder(name: &str, keys: &str) -> Folder {
    let folder = Folder::new(&format!("configuration-{name}"));
    let spoken = "format: 1\npilot: spoken\ntitle: S\nstatus: running\nvoluntariness:\n  sanction_for_refusal:\n    - {value: true, by: DWP, basis: claimed}\n";
    folder.write("rules/one.yaml", RULES).write("rules/two.yaml", OTHER);
    folder.write("schemes/good.yaml", GOOD).write("schemes/spoken.yaml", spoken);
    folder.write("brief.yaml", brief(keys));
    folder
}

/// What is asked for where nothing else is at stake.
const USUAL: &str = "  rules: [rules/]\n  pilots: [schemes/]\n";

fn usual(more: &str) -> String {
    USUAL.to_owned() + more
}

/// The lines of `brief config`, by their first word.
fn lines(ran: &Ran, key: &str) -> Vec<String> {
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""));
    let all = ran.out.lines().filter_map(|line| line.split_once(' ')).filter(|(first, _)| *first == key);
    all.map(|(_, rest)| rest.trim().to_owned()).collect()
}

fn config(folder: &Folder, args: &[&str], key: &str) -> String {
    let lines = lines(&folder.brief(&[&["config"], args].concat()), key);
    assert_eq!(lines.len(), 1, "{key}: {lines:?}");
    lines.concat()
}

#[test]
fn pilots_and_rules_are_those_of_the_configuration_unless_the_call_says_otherwise() {
    let folder = folder("both", USUAL);
    let ran = folder.check(&[]);
    assert_eq!((ran.status, ran.errors(), ran.notices()), (Some(1), vec![], vec![]));
    assert_eq!(
        (ran.pilots(), ran.rulesets()),
        (vec!["good".into(), "spoken".into()], vec!["one".into(), "two".into()])
    );
    assert_eq!(config(&folder, &[], "pilots"), "schemes/  (brief.yaml:4:11)");
    assert_eq!(config(&folder, &[], "rules"), "rules/  (brief.yaml:3:10)");

    assert_eq!(folder.check(&["schemes/good.yaml"]).pilots(), ["good"]);
    assert_eq!(folder.check(&["--rules", "rules/two.yaml"]).rulesets(), ["two"]);
    assert_eq!(config(&folder, &["schemes/good.yaml"], "pilots"), "schemes/good.yaml  (the call)");
    assert_eq!(config(&folder, &["--rules", "rules/two.yaml"], "rules"), "rules/two.yaml  (the call)");
    // An embedded set by its id.
    folder
        .write("brief.yaml", brief("  rules: [professional-bodies, rules/two.yaml]\n  pilots: [schemes/good.yaml]\n"));
    assert_eq!(folder.check(&[]).rulesets(), ["professional-bodies", "two"]);
}

#[test]
fn only_some_rules() {
    let folder = folder("only", &usual("  only: [u-1, targets]\n"));
    let ran = folder.check(&[]);
    assert_eq!((ran.status, ran.rulesets()), (Some(0), vec!["two".to_owned()]));
    assert_eq!(config(&folder, &[], "only"), "u-1, targets  (brief.yaml:5:9)");
    assert_eq!(folder.check(&["--only", "T-1"]).rulesets(), ["one"]);
    assert_eq!(config(&folder, &["--only", "T-1"], "only"), "T-1  (the call)");
}

#[test]
fn the_bar() {
    let folder = folder("bar", &usual("  fail_on: never\n  min_force: ask\n"));
    assert_eq!(folder.check(&[]).status, Some(0));
    assert_eq!(folder.check(&["--fail-on", "breached"]).status, Some(1));
    // The one rule that is open is an `ask`.
    let open = ["--fail-on", "unstated", "--only", "U-1"];
    assert_eq!(folder.check(&open).status, Some(1));
    assert_eq!(folder.check(&[&open[..], &["--min-force", "should"]].concat()).status, Some(0));
    assert_eq!(config(&folder, &[], "fail_on"), "never  (brief.yaml:5:12)");
    assert_eq!(config(&folder, &[], "min_force"), "ask  (brief.yaml:6:14)");
    assert_eq!(config(&folder, &["--min-force", "should"], "min_force"), "should  (the call)");
    assert_eq!(config(&folder, &["--fail-on", "breached"], "fail_on"), "breached  (the call)");
}

#[test]
fn what_is_listened_to() {
    let of = |ran: &Ran| texts(&ran.json()["pilots"][1]["results"], "verdict");
    let all = folder("heard", &usual("  only: [T-1]\n"));
    assert_eq!(of(&all.check(&[])), ["breached"]);
    assert_eq!(of(&all.check(&["--basis", "specified"])), ["unstated"]);

    let basis = folder("basis", &usual("  only: [T-1]\n  basis: specified\n"));
    assert_eq!(of(&basis.check(&[])), ["unstated"]);
    assert_eq!(of(&basis.check(&["--basis", "claimed"])), ["breached"]);
    assert_eq!(config(&basis, &[], "basis"), "specified  (brief.yaml:6:10)");

    let without = folder("without", &usual("  only: [T-1]\n  without: [dwp]\n"));
    assert_eq!(of(&without.check(&[])), ["unstated"]);
    assert_eq!(of(&without.check(&["--without", "a claimant"])), ["breached"], "the call's speakers alone");
    assert_eq!(config(&without, &[], "without"), "dwp  (brief.yaml:6:12)");
    assert_eq!(config(&without, &["--without", "x"], "without"), "x  (the call)");
}

#[test]
fn registers_of_documents() {
    let folder = folder("documents", &usual("  documents: [more/register.yaml]\n"));
    folder.write("more/register.yaml", REGISTER).write("more/other.yaml", REGISTER.replace("first", "other"));
    let part = |args: &[&str]| folder.check(args).json()["pilots"][0]["results"][1]["cite"]["part"].clone();
    assert_eq!(part(&[]), "the first part");
    assert_eq!(part(&["--documents", "more/other.yaml"]), "the other part");
    assert_eq!(config(&folder, &[], "documents"), "more/register.yaml  (brief.yaml:5:14)");
}

#[test]
fn forms_and_files_of_reports() {
    let folder = folder(
        "outputs",
        &usual(
            "  format: json\n  outputs:\n    - {format: json, file: out/report.json}\n    - {format: human, file: report.txt}\n",
        ),
    );
    fs::create_dir(folder.path().join("out")).expect("a folder");
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).expect("a file");
    let ran = folder.brief(&["check"]);
    assert_eq!((ran.status, ran.pilots().len()), (Some(1), 2));
    assert_eq!(read("out/report.json"), ran.out);
    assert!(read("report.txt").contains("2 pilots held against 2 rules"));
    assert_eq!(config(&folder, &[], "format"), "json  (brief.yaml:5:11)");
    let outputs = lines(&folder.brief(&["config"]), "outputs");
    assert_eq!(outputs, ["json to out/report.json  (brief.yaml:7:5)", "human to report.txt  (brief.yaml:7:5)"]);

    fs::remove_file(folder.path().join("report.txt")).expect("it was there");
    let ran = folder.brief(&["check", "--format", "human", "--output", "json=mine.json"]);
    assert!(ran.out.contains("Summary"));
    assert!(!folder.path().join("report.txt").exists());
    let mine: Value = serde_json::from_str(&read("mine.json")).expect("JSON");
    assert_eq!(mine["pilots"][1]["pilot"], "spoken");
}

#[test]
fn a_baseline_in_the_configuration() {
    let folder = folder("baseline", &usual("  baseline: old.json\n"));
    assert_eq!(folder.brief(&["baseline"]).out, "Recorded 2 findings of 2 pilots in old.json: 2 new, 0 gone.\n");
    assert_eq!(folder.check(&[]).status, Some(0));
    assert_eq!(folder.check(&["--no-baseline"]).status, Some(1));
    folder.write("none.json", "{\"format\": 1, \"baseline\": []}");
    assert_eq!(folder.check(&["--baseline", "none.json"]).status, Some(1));
    assert_eq!(config(&folder, &[], "baseline"), "old.json  (brief.yaml:5:13)");
    assert_eq!(config(&folder, &["--no-baseline"], "baseline"), "none  (the call)");
}

#[test]
fn waivers_are_shown_each_with_its_place() {
    let folder = folder(
        "waivers",
        &usual(
            "  waivers:\n    - {rule: T-1, pilots: [good, sp*], reason: it is being mended, by: the board, until: 2027-03-31}\n",
        ),
    );
    assert_eq!(folder.check(&["--today", "2027-03-31"]).status, Some(0));
    let shown = "T-1 of good, sp* until 2027-03-31, by the board: it is being mended  (brief.yaml:6:14)";
    assert_eq!(lines(&folder.brief(&["config"]), "waivers"), [shown]);
    let without = lines(&folder.brief(&["config", "--no-waivers"]), "waivers");
    assert_eq!(without, ["none counts  (the call)", shown]);
    assert_eq!(config(&folder, &["--today", "2027-03-31"], "today"), "2027-03-31  (the call)");
}

#[test]
fn what_nobody_said_is_usual() {
    let folder = Folder::new("configuration-usual");
    folder.write("brief.yaml", brief("  {}\n"));
    let ran = folder.brief(&["config", "--today", "2026-11-22"]);
    let expected = "\
Configuration: brief.yaml

pilots     pilots/  (usual)
exclude    nothing  (usual)
vocabulary the embedded one  (usual)
rules      all embedded rule sets  (usual)
only       all rules  (usual)
force      as the rules have it  (usual)
fail_on    breached  (usual)
min_force  must  (usual)
strict     false  (usual)
basis      all statements count  (usual)
without    nobody  (usual)
documents  the embedded one  (usual)
format     human  (usual)
outputs    none  (usual)
baseline   none  (usual)
lock       brief.lock  (usual)
locked     false  (usual)
limits     bytes 8388608  (usual)
limits     values 100000  (usual)
limits     nesting 64  (usual)
limits     characters 100000  (usual)
limits     statements 64  (usual)
limits     facts 64  (usual)
limits     tests 4096  (usual)
limits     steps 1000000  (usual)
waivers    those of the pilots  (usual)
today      2026-11-22  (the call)
";
    assert_eq!((ran.status, ran.out.as_str(), ran.err.as_str()), (Some(0), expected, ""));
    let none = folder.brief(&["config", "--no-config", "--today", "2026-11-22"]);
    assert_eq!(none.out, expected.replace("Configuration: brief.yaml", "No configuration file."));
}

#[test]
fn force_and_lock_are_shown() {
    let keys = "  force:\n    - {rule: PB-*, force: should, reason: the board takes them so}\n  lock: our.lock\n  locked: true\n";
    let folder = folder("force", &usual(keys));
    assert_eq!(config(&folder, &[], "force"), "PB-* is a should: the board takes them so  (brief.yaml:6:14)");
    assert_eq!(config(&folder, &[], "lock"), "our.lock  (brief.yaml:7:9)");
    assert_eq!(config(&folder, &[], "locked"), "true  (brief.yaml:8:11)");
}

/// The configuration of a call, by its first line.
fn which(ran: &Ran) -> &str {
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""));
    ran.out.lines().next().expect("a line")
}

#[test]
fn it_is_found_upwards_from_the_checked_path() {
    let folder = Folder::new("configuration-found");
    folder.write("brief.yaml", brief(USUAL)).write("rules/one.yaml", RULES);
    folder
        .write("a/b/good.yaml", GOOD)
        .write("other/brief.yaml", brief("  rules: [../rules/]\n"))
        .write("other/x/good.yaml", GOOD);
    let of = |args: &[&str]| which(&folder.brief(&[&["config"], args].concat())).to_owned();
    assert_eq!(of(&[]), "Configuration: brief.yaml");
    assert_eq!(of(&["-"]), "Configuration: brief.yaml");
    assert_eq!(of(&["a/b/good.yaml"]), "Configuration: brief.yaml");
    assert_eq!(of(&["a/b"]), "Configuration: brief.yaml");
    assert_eq!(of(&["./a/b/"]), "Configuration: ./brief.yaml");
    assert_eq!(of(&["other/x/good.yaml"]), "Configuration: other/brief.yaml");
    assert_eq!(of(&["other/x", "other/x/good.yaml", "other"]), "Configuration: other/brief.yaml");
    assert_eq!(of(&["other/../a/b"]), "Configuration: other/../brief.yaml");
    let absolute = folder.path().join("other/x/good.yaml");
    let file = folder.path().join("other/brief.yaml");
    assert_eq!(of(&[absolute.to_str().expect("UTF-8")]), format!("Configuration: {}", file.display()));
    // What is not there is told of where it is read, and not as another configuration.
    assert_eq!(of(&["nowhere/at/all.yaml"]), "Configuration: brief.yaml");
    assert_eq!(of(&["other/x", "other/nowhere/good.yaml"]), "Configuration: other/brief.yaml");
    let ran = folder.check(&["a/b", "nowhere/b.yaml"]);
    assert_eq!(ran.errors(), ["nowhere/b.yaml there is no such file or folder"]);

    // From a folder within, and to one beside it.
    let below = |folder_name: &str, args: &[&str]| {
        let mut command = folder.command(&[&["config"], args].concat());
        which(&Ran::of(command.current_dir(folder.path().join(folder_name)), &[])).to_owned()
    };
    assert_eq!(below("a/b", &[]), "Configuration: ../../brief.yaml");
    assert_eq!(below("a/b", &["good.yaml"]), "Configuration: ../../brief.yaml");
    assert_eq!(below("a/b", &["../../other/x"]), "Configuration: ../../other/brief.yaml");
    assert_eq!(below("a", &[".."]), "Configuration: ../brief.yaml");
    // Paths in it go from its folder.
    let mut command = folder.command(&["check", "--format", "json"]);
    let ran = Ran::of(command.current_dir(folder.path().join("a/b")), &[]);
    assert_eq!(ran.errors(), ["../../brief.yaml:4:12 `../../schemes/`: there is no such file or folder"]);
    assert_eq!(ran.rulesets(), ["one"]);
    assert_eq!(folder.check(&["other/x"]).rulesets(), ["one"]);
}

#[cfg(unix)]
#[test]
fn links_are_followed_by_their_names() {
    use std::os::unix::fs::symlink;

    let folder = Folder::new("configuration-links");
    folder
        .write("here/brief.yaml", brief("  {}\n"))
        .write("there/good.yaml", GOOD)
        .write("there/brief.yaml", brief("  {}\n"));
    symlink("../there/good.yaml", folder.path().join("here/link.yaml")).expect("a link");
    symlink("../there", folder.path().join("here/folder")).expect("a link");
    assert_eq!(which(&folder.brief(&["config", "here/link.yaml"])), "Configuration: here/brief.yaml");
    assert_eq!(which(&folder.brief(&["config", "here/folder"])), "Configuration: here/folder/brief.yaml");
    // One file by two names is one configuration.
    assert_eq!(folder.brief(&["config", "there", "here/folder"]).status, Some(0));
    fs::remove_file(folder.path().join("there/brief.yaml")).expect("it was there");
    symlink("nowhere.yaml", folder.path().join("there/brief.yaml")).expect("a link");
    let ran = folder.brief(&["check", "there"]);
    assert_eq!(ran.status, Some(2));
    assert!(ran.err.contains("this link leads to nothing") && ran.err.contains("there/brief.yaml"), "{ran:?}");
}

#[test]
fn paths_of_different_configurations_are_checked_apart() {
    let folder = Folder::new("configuration-apart");
    folder.write("a/brief.yaml", brief("  {}\n")).write("b/brief.yaml", brief("  {}\n"));
    folder.write("a/good.yaml", GOOD).write("b/good.yaml", GOOD.replace("good", "better"));
    let ran = folder.brief(&["check", "a", "b"]);
    assert_eq!((ran.status, ran.out.as_str()), (Some(2), ""));
    let told = ran.err.replace('│', " ").split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(told.contains("`a/brief.yaml` holds for the first path, and `b/brief.yaml` for this one"), "{told}");
    assert_eq!(folder.check(&["a", "b", "--config", "a/brief.yaml"]).pilots(), ["good", "better"]);
    assert_eq!(folder.check(&["a", "b", "--no-config"]).pilots(), ["good", "better"]);
}

#[test]
fn a_configuration_can_be_named_or_left_out() {
    let folder = folder("named", &usual("  fail_on: never\n"));
    folder.write("ci/strict.yaml", brief("  pilots: [../schemes/]\n  rules: [../rules]\n  fail_on: contested\n"));
    assert_eq!(folder.check(&[]).status, Some(0));
    assert_eq!(folder.check(&["--config", "ci/strict.yaml"]).status, Some(1));
    assert_eq!(config(&folder, &["--config", "ci/strict.yaml"], "pilots"), "ci/../schemes/  (ci/strict.yaml:3:11)");
    assert_eq!(folder.check(&["schemes", "--no-config", "--rules", "rules"]).status, Some(1));
    let missing = folder.brief(&["check", "--config", "ci/strikt.yaml"]);
    assert_eq!((missing.status, missing.out.as_str()), (Some(2), ""));
    assert!(missing.err.contains("did you mean `ci/strict.yaml`?"), "{missing:?}");
    let both = folder.brief(&["check", "--config", "ci/strict.yaml", "--no-config"]);
    assert_eq!(both.status, Some(2));
}

#[test]
fn what_it_names_and_is_not_there_is_told_at_its_place() {
    let folder = folder(
        "missing",
        "  rules: [rules/one.yaml, rules/tow.yaml]\n  pilots:\n    - schemes/good.yaml\n    - schemes/goood.yaml\n    - empty/\n  documents: [register.yaml]\n",
    );
    fs::create_dir(folder.path().join("empty")).expect("a folder");
    let ran = folder.check(&[]);
    assert_eq!((ran.status, ran.pilots()), (Some(2), vec!["good".to_owned()]));
    assert_eq!(
        ran.errors(),
        [
            "brief.yaml:3:27 `rules/tow.yaml`: there is no such file or folder, nor an embedded rule set of that id; did you mean `rules/two.yaml`?",
            "brief.yaml:8:15 `register.yaml`: there is no such file or folder",
            "brief.yaml:6:7 `schemes/goood.yaml`: there is no such file or folder; did you mean `schemes/good.yaml`?",
            "brief.yaml:7:7 `empty/`: there is no pilot in this folder",
        ]
    );
    // What the call names is the call's to answer for.
    let ran = folder.check(&["schemes/goood.yaml", "--rules", "rules/one.yaml", "--documents", "rules/one.yaml"]);
    assert_eq!(
        ran.errors()[1],
        "schemes/goood.yaml there is no such file or folder; did you mean `schemes/good.yaml`?"
    );

    folder.write("brief.yaml", brief(&usual("  only: [T-1, T-9]\n")));
    let ran = folder.check(&[]);
    assert_eq!((ran.status, ran.pilots().len()), (Some(2), 0));
    assert_eq!(
        ran.errors(),
        ["brief.yaml:5:15 `T-9` is neither a rule, nor a rule set, nor a dimension; did you mean `T-1`?"]
    );
    assert_eq!(folder.check(&["--only", "T-9"]).errors()[0][..6], *"`T-9` ");

    folder.write("brief.yaml", brief(&usual("  baseline: old.json\n")));
    let ran = folder.check(&[]);
    assert_eq!(
        ran.errors(),
        ["brief.yaml:5:13 `old.json`: there is no such file or folder; `brief baseline` writes one"]
    );
    assert_eq!(ran.pilots(), [""; 0], "without the baseline nothing can be told new from old");
}

#[test]
fn one_file_holds_one_configuration() {
    let folder = folder("second", USUAL);
    folder.write("brief.yaml", format!("---\n{}---\n", brief(USUAL)));
    assert_eq!(folder.check(&[]).status, Some(1), "an empty document is nothing");
    folder.write("brief.yaml", format!("{}---\n{}", brief(USUAL), brief(USUAL)));
    let ran = folder.brief(&["check"]);
    assert_eq!(ran.status, Some(2));
    assert!(ran.err.contains("a second configuration begins here") && ran.err.contains("brief.yaml:5:1"), "{ran:?}");
    for (text, message) in [("", "the file is empty"), ("\u{7}", "U+0007"), ("a: &a [*a]\nbrief: {}\n", "`a`")] {
        folder.write("brief.yaml", text);
        let ran = folder.brief(&["check"]);
        assert_eq!((ran.status, ran.out.as_str()), (Some(2), ""), "{text:?}");
        assert!(ran.err.contains(message), "{text:?}: {ran:?}");
    }
}

#[test]
fn explain_rules_and_questions_use_its_rule_sets() {
    let folder = folder("explain", "  rules: [rules/]\n  only: [U-1]\n");
    let listed = |args: &[&str]| folder.brief(&[&["rules"], args].concat()).out;
    assert!(listed(&[]).contains("T-1") && listed(&[]).contains("U-1"), "all rules of the sets, whichever are checked");
    assert!(!listed(&[]).contains("PB-02"));
    assert!(listed(&["--no-config"]).contains("PB-02"));
    assert!(!listed(&["--rules", "rules/two.yaml"]).contains("T-1"));
    assert_eq!(folder.brief(&["explain", "T-1"]).status, Some(0));
    assert_eq!(folder.brief(&["explain", "PB-02"]).status, Some(2));
    assert_eq!(folder.brief(&["explain", "PB-02", "--no-config"]).status, Some(0));
    assert_eq!(folder.brief(&["explain", "PB-02", "--rules", "professional-bodies"]).status, Some(0));
    folder.write("none.yaml", brief("  rules: [rules/tow.yaml]\n"));
    let ran = folder.brief(&["explain", "T-1", "--config", "none.yaml"]);
    assert!(ran.status == Some(2) && ran.err.contains("none.yaml:3:11"), "{ran:?}");

    let asked = folder.brief(&["questions", "schemes/good.yaml", "--format", "json"]).json();
    assert_eq!(texts(&asked["pilots"][0]["questions"], "fact"), ["referral.diagnosis_required"]);
    assert_eq!(asked["pilots"][0]["questions"][0]["rules"][0]["rule"], json!("U-1"));
}

#[test]
fn it_is_no_pilot() {
    let folder = folder("pilot", USUAL);
    let ran = folder.check(&["brief.yaml"]);
    assert_eq!(
        ran.errors(),
        ["brief.yaml:2:1 this is configuration, where a pilot is expected; give it with `--config`"]
    );
}

/// What is called nearly as it should be is not read, and that is told; only where it holds configuration.
#[test]
fn configuration_by_another_name_gets_a_notice() {
    let folder = folder("misnamed", USUAL);
    std::fs::rename(folder.path().join("brief.yaml"), folder.path().join("kept")).expect("renamed");
    let told = |args: &[&str]| folder.check(&[&["--rules", "rules"], args].concat()).notices();
    let notice = |file: &str| {
        format!(
            "{file} this is configuration, and is not read: only a file called `brief.yaml` is; rename it, or give it with --config"
        )
    };
    assert_eq!(told(&["schemes"]), [""; 0]);
    for name in ["brief.yml", "Brief.yaml", ".brief.yaml", "BRIEF.YML", ".brief.yml", "brief.YAML", "Brief.yml"] {
        folder.write(name, brief(USUAL));
        assert_eq!(told(&["schemes"]), [notice(name)], "{name}: upwards from a path");
        assert_eq!(told(&["schemes", "--no-config"]), [""; 0], "{name}");
        assert_eq!(told(&["schemes", "--config", name]), [""; 0], "{name}");
        folder.write(name, "format: 1\nnotes: [none]\n");
        assert_eq!(told(&["schemes"]), [""; 0], "{name} is something else");
        std::fs::remove_file(folder.path().join(name)).expect("it was there");
    }
    // Beside the one that holds it is told, above it nobody looks.
    folder.write("schemes/brief.yaml", "format: 1\nbrief: {}\n").write("brief.yml", brief(USUAL));
    assert_eq!(told(&["schemes"]), ["1 document of another kind was passed over"]);
    folder.write("schemes/.brief.yml", brief(USUAL));
    assert!(told(&["schemes"]).contains(&notice("schemes/.brief.yml")), "{:?}", told(&["schemes"]));
    let ran = folder.brief(&["rules"]);
    assert!(ran.status == Some(0) && ran.err.contains("brief.yml"), "{ran:?}");
}

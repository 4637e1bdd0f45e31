//! `brief config --format json`: what is in force, as data, with where each value comes from.

use serde_json::{Value, json};

use crate::support::{Folder, Ran};

/// A configuration that says all that one can.
const EVERYTHING: &str = "\
format: 1
brief:
  pilots: [schemes/]
  exclude: [drafts/]
  rules: [professional-bodies, our-rules.yaml]
  only: [referral]
  force:
    - {rule: PB-14, force: should, reason: it can wait}
  fail_on: contested
  min_force: should
  strict: true
  basis: specified
  without: [DWP]
  documents: [ours.yaml]
  format: markdown
  outputs:
    - {format: json, file: report.json}
  vocabulary: words.yaml
  baseline: old.json
  lock: our.lock
  locked: true
  limits: {nesting: 100}
  waivers:
    - {rule: PB-02, pilots: [\"quay-*\"], reason: it is being mended, by: the board, until: 2027-03-31}
";

fn config(folder: &Folder, args: &[&str], format: &str) -> Ran {
    folder.brief(&[&["config", "--format", format], args].concat())
}

fn in_force(folder: &Folder, args: &[&str]) -> Value {
    let ran = config(folder, args, "json");
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""));
    ran.json()
}

fn usual(value: impl Into<Value>) -> Value {
    json!({"value": value.into(), "from": "usual", "line": null, "column": null})
}

fn called(value: impl Into<Value>) -> Value {
    json!({"value": value.into(), "from": "call", "line": null, "column": null})
}

fn written(value: impl Into<Value>, line: u32, column: u32) -> Value {
    json!({"value": value.into(), "from": "configuration", "line": line, "column": column})
}

#[test]
fn without_a_configuration_all_is_usual() {
    let answer = in_force(&Folder::new("config-usual"), &["--no-config"]);
    assert_eq!((&answer["format"], &answer["file"], &answer["notices"]), (&json!(1), &json!(null), &json!([])));
    let expected = json!({
        "pilots": usual(json!(["pilots/"])), "exclude": usual(json!([])), "ignore_files": usual(true),
        "vocabulary": usual(json!([])), "rules": usual(json!([])), "only": usual(json!([])), "force": [],
        "fail_on": usual("breached"), "min_force": usual("must"), "strict": usual(false), "basis": usual(Value::Null),
        "without": usual(json!([])), "hedged": usual(false), "documents": usual(json!([])), "format": usual("human"),
        "outputs": usual(json!([])), "baseline": usual(Value::Null), "lock": usual("brief.lock"),
        "locked": usual(false),
        "limits": {
            "bytes": usual(8_388_608), "values": usual(100_000), "nesting": usual(64), "characters": usual(100_000),
            "statements": usual(64), "facts": usual(64), "tests": usual(4096), "steps": usual(1_000_000),
        },
        "waive": usual(true), "waivers": [], "today": answer["settings"]["today"],
    });
    assert_eq!(answer["settings"], expected);
    assert_eq!(answer["settings"]["today"]["from"], "usual");
}

#[test]
fn what_the_file_says_has_its_line_and_column() {
    let folder = Folder::new("config-written");
    folder.write("brief.yaml", EVERYTHING);
    let answer = in_force(&folder, &["--today", "2026-11-22"]);
    assert_eq!(answer["file"], "brief.yaml");
    let all = &answer["settings"];
    let expected = json!({
        "pilots": written(json!(["schemes/"]), 3, 11), "exclude": written(json!(["drafts/"]), 4, 12),
        "ignore_files": usual(true), "vocabulary": written(json!(["words.yaml"]), 18, 15),
        "rules": written(json!(["professional-bodies", "our-rules.yaml"]), 5, 10),
        "only": written(json!(["referral"]), 6, 9),
        "force": [{"rule": "PB-14", "force": "should", "reason": "it can wait", "line": 8, "column": 14}],
        "fail_on": written("contested", 9, 12), "min_force": written("should", 10, 14), "strict": written(true, 11, 11),
        "basis": written("specified", 12, 10), "without": written(json!(["DWP"]), 13, 12), "hedged": usual(false),
        "documents": written(json!(["ours.yaml"]), 14, 14), "format": written("markdown", 15, 11),
        "outputs": written(json!([{"format": "json", "file": "report.json"}]), 17, 5),
        "baseline": written("old.json", 19, 13), "lock": written("our.lock", 20, 9), "locked": written(true, 21, 11),
        "limits": all["limits"], "waive": usual(true),
        "waivers": [{
            "rule": "PB-02", "pilots": ["quay-*"], "by": "the board", "reason": "it is being mended",
            "until": "2027-03-31", "line": 24, "column": 14
        }],
        "today": called("2026-11-22"),
    });
    assert_eq!(*all, expected);
    assert_eq!(all["limits"]["nesting"], written(100, 22, 21));
    assert_eq!(all["limits"]["facts"], usual(64));
}

#[test]
fn what_the_call_says_counts_before_the_file() {
    let folder = Folder::new("config-called");
    folder.write("brief.yaml", EVERYTHING);
    let call = [
        &["mine/", "--rules", "dwp-assurances", "--only", "DWP-03", "--fail-on", "never", "--min-force", "ask"][..],
        &["--basis", "claimed", "--without", "x", "--documents", "theirs.yaml", "--output", "csv=report.csv"],
        &["--vocabulary", "other.yaml", "--no-baseline", "--lock", "their.lock", "--locked", "--strict", "--hedged"],
        &["--limit", "nesting=90", "--exclude", "*.old", "--no-ignore", "--no-waivers", "--today", "2026-11-22"],
    ]
    .concat();
    let all = in_force(&folder, &call)["settings"].clone();
    let expected = [
        ("pilots", json!(["mine/"])),
        ("exclude", json!(["*.old"])),
        ("ignore_files", json!(false)),
        ("vocabulary", json!(["other.yaml"])),
        ("rules", json!(["dwp-assurances"])),
        ("only", json!(["DWP-03"])),
        ("fail_on", json!("never")),
        ("min_force", json!("ask")),
        ("strict", json!(true)),
        ("basis", json!("claimed")),
        ("without", json!(["x"])),
        ("hedged", json!(true)),
        ("documents", json!(["theirs.yaml"])),
        ("outputs", json!([{"format": "csv", "file": "report.csv"}])),
        ("baseline", json!(null)),
        ("lock", json!("their.lock")),
        ("locked", json!(true)),
        ("waive", json!(false)),
        ("today", json!("2026-11-22")),
    ];
    for (key, value) in expected {
        assert_eq!(all[key], called(value), "{key}");
    }
    assert_eq!(all["limits"]["nesting"], called(90));
    // The form of this list says nothing of the form of the report.
    assert_eq!(all["format"], written("markdown", 15, 11));
}

/// What is worth knowing of the configuration is told to people beside the list, and to programs in it.
#[test]
fn a_file_that_is_not_read_is_told_of() {
    let folder = Folder::new("config-notices");
    folder.write("brief.yml", EVERYTHING);
    let notices = in_force(&folder, &[])["notices"].clone();
    assert_eq!((&notices[0]["file"], &notices[0]["code"]), (&json!("brief.yml"), &json!("misnamed-configuration")));
    let human = config(&folder, &[], "human");
    assert!(human.status == Some(0) && human.out.starts_with("No configuration file.\n"), "{human:?}");
    assert!(human.err.contains("brief.yml") && human.err.contains("is not read"), "{human:?}");
}

#[test]
fn a_wrong_configuration_is_refused() {
    let folder = Folder::new("config-wrong");
    folder.write("brief.yaml", "format: 1\nbrief: {fail_on: nothing}\n");
    for format in ["human", "markdown", "html", "json"] {
        let ran = config(&folder, &[], format);
        assert_eq!((ran.status, ran.out.as_str()), (Some(2), ""), "{format}");
        assert!(ran.err.contains("brief.yaml:2:18"), "{format}: {}", ran.err);
    }
}

//! `action.yml`: its step that checks is run as GitHub runs it.

use std::fs;
use std::process::Command;

use serde_yaml::Value;

use super::{file, ran};
use crate::support::{Folder, GOOD, RULES};

fn action() -> Value {
    serde_yaml::from_str(&file("action.yml")).expect("YAML")
}

/// Runs the step that checks, and gives the exit status, what it says, and its outputs.
fn check(folder: &Folder, paths: &str, options: &str) -> (Option<i32>, String, String) {
    let action = action();
    let steps = action["runs"]["steps"].as_sequence().expect("steps");
    let step = steps.iter().find(|step| step["id"] == "check").expect("the step that checks");
    let script = step["run"].as_str().expect("a script");
    let bin = folder.path().join("watching-brief/bin");
    fs::create_dir_all(&bin).expect("a folder");
    let _ = std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_brief"), bin.join("brief"));
    let output = folder.path().join("output");
    fs::write(&output, "").expect("a file");
    let mut command = Command::new("bash");
    // GitHub runs `shell: bash` with these options.
    command.args(["--noprofile", "--norc", "-eo", "pipefail", "-c", script]).current_dir(folder.path());
    command.env("RUNNER_TEMP", folder.path()).env("GITHUB_OUTPUT", &output).env_remove("GITHUB_STEP_SUMMARY");
    command.env("BRIEF_PATHS", paths).env("BRIEF_OPTIONS", options);
    let (status, said) = ran(&mut command);
    (status, said, fs::read_to_string(output).expect("the outputs"))
}

#[test]
fn the_action_marks_findings_writes_sarif_and_gives_the_status() {
    let folder = Folder::new("action");
    folder.write("rules.yaml", RULES).write("pilots/a b.yaml", GOOD);
    let (status, said, outputs) = check(&folder, "pilots/a b.yaml\n", "--rules=rules.yaml\n");
    assert_eq!(status, Some(1), "{said}");
    assert!(said.contains("::error file=pilots/a b.yaml"), "{said}");
    assert!(outputs.contains("status=1\n"), "{outputs}");
    let sarif = outputs.lines().find_map(|line| line.strip_prefix("sarif=")).expect("the output");
    let sarif: serde_json::Value = serde_json::from_slice(&fs::read(sarif).expect("the file")).expect("JSON");
    assert_eq!(sarif["runs"][0]["results"].as_array().map(Vec::len), Some(1));
    // Without paths it is the folder pilots/, and without options nothing is asked for.
    let (status, said, _) = check(&folder, "", "--rules=rules.yaml\n--fail-on=never");
    assert_eq!(status, Some(0), "{said}");
}

#[test]
fn what_a_caller_gives_is_never_run() {
    let folder = Folder::new("action-hostile");
    folder.write("rules.yaml", RULES).write("pilots/a.yaml", GOOD);
    let hostile = "$(touch hacked); touch hacked; `touch hacked`";
    let (status, said, _) = check(&folder, hostile, "--rules=rules.yaml");
    assert_eq!(status, Some(2), "{said}");
    assert!(!folder.path().join("hacked").exists(), "{said}");
    // A path that looks like an option is a path.
    let (status, said, _) = check(&folder, "--fail-on=never", "--rules=rules.yaml");
    assert_eq!(status, Some(2), "{said}");
    let action = file("action.yml");
    let script = action.split("run: |").nth(1).expect("the script");
    assert!(!script.contains("${{"), "what a caller gives stands in the script itself");
}

#[test]
fn it_installs_what_is_locked() {
    let action = action();
    let install = action["runs"]["steps"][0]["run"].as_str().expect("a script");
    for part in ["cargo install", "--locked", "\"$GITHUB_ACTION_PATH\"", "--root \"$RUNNER_TEMP/watching-brief\""] {
        assert!(install.contains(part), "{part}: {install}");
    }
}

#[test]
fn each_use_has_a_file_of_its_own_and_names_it_only_where_it_is() {
    let folder = Folder::new("action-twice");
    folder.write("rules.yaml", RULES).write("pilots/a.yaml", GOOD);
    let file = |paths: &str, options: &str| {
        let (_, _, outputs) = check(&folder, paths, options);
        outputs.lines().find_map(|line| line.strip_prefix("sarif=").map(str::to_owned))
    };
    let rules = "--rules=rules.yaml";
    let (first, second) = (file("", rules).expect("a file"), file("", rules).expect("a file"));
    assert_ne!(first, second);
    assert!(fs::metadata(&first).is_ok() && fs::metadata(&second).is_ok());
    // A call that is wrong writes none; a pilot that is wrong is told of in it.
    assert_eq!(file("", "--no-such-option"), None);
    assert!(file("nowhere.yaml", rules).is_some());
}

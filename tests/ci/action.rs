//! `action.yml`: its step that checks is run as GitHub runs it.

use std::fs;
use std::process::Command;

use serde_yaml::Value;

use super::project::{path_with_stand_in, released, tag, targets};
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
    for step in action()["runs"]["steps"].as_sequence().expect("steps") {
        let script = step["run"].as_str().expect("a script");
        assert!(!script.contains("${{"), "what others say stands in the script itself: {script}");
    }
}

/// Runs the step that installs, for an action that GitHub takes for this one of this revision; and gives what was said, and
/// what the command says that was installed.
fn install(folder: &Folder, repository: &str, revision: &str) -> (String, String) {
    let step = action()["runs"]["steps"][0].clone();
    assert_eq!(step["env"]["BRIEF_REPOSITORY"], "${{ github.action_repository }}");
    assert_eq!(step["env"]["BRIEF_REF"], "${{ github.action_ref }}");
    let script = step["run"].as_str().expect("a script");
    let mut command = Command::new("bash");
    command.args(["--noprofile", "--norc", "-eo", "pipefail", "-c", script]).current_dir(folder.path());
    command.env("RUNNER_TEMP", folder.path()).env("GITHUB_SERVER_URL", format!("file://{}", folder.path().display()));
    command.env("GITHUB_ACTION_PATH", folder.path().join("_actions/somebody/watching-brief").join(tag()));
    command.env("BRIEF_REPOSITORY", repository).env("BRIEF_REF", revision).env("PATH", path_with_stand_in(folder));
    let (status, said) = ran(&mut command);
    assert_eq!(status, Some(0), "{said}");
    (said, ran(Command::new(folder.path().join("watching-brief/bin/brief")).arg("--version")).1)
}

#[test]
fn it_installs_the_released_command_or_else_what_is_locked() {
    let folder = Folder::new("action-installs");
    let targets = targets();
    let (project, _) = released(&folder, &targets.iter().map(String::as_str).collect::<Vec<_>>());
    // Where GitHub has the action and its releases.
    let here = folder.path().join("_actions/somebody/watching-brief");
    fs::create_dir_all(&here).expect("a folder");
    fs::create_dir_all(folder.path().join("somebody")).expect("a folder");
    std::os::unix::fs::symlink(&project, here.join(tag())).expect("a link");
    std::os::unix::fs::symlink(&project, folder.path().join("somebody/watching-brief")).expect("a link");
    let (said, version) = install(&folder, "somebody/watching-brief", &tag());
    assert!(version.contains("released for ") && !said.contains("cargo "), "{said}: {version}");
    // Within another action GitHub speaks of that one; for the action of the repository itself it says nothing.
    for (repository, revision) in [("somebody/other", tag()), ("", String::new())] {
        let (said, version) = install(&folder, repository, &revision);
        assert!(said.contains("cargo install --quiet --locked --path "), "{said}");
        assert_eq!(version, "built by Cargo\n");
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

//! `.pre-commit-hooks.yaml`, run by pre-commit itself from a local clone.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::project::{git, path_with_stand_in, project, released, tag, targets};
use super::ran;
use crate::support::{Folder, GOOD, RULES, tools};

/// A repository with a pilot that breaches a rule and one that does not, and with the hook.
fn user(folder: &Folder, hook: &str) -> PathBuf {
    let (project, revision) = project(folder);
    user_of(folder, hook, &project.display().to_string(), &revision)
}

/// The same, where the project is at this address.
fn user_of(folder: &Folder, hook: &str, project: &str, revision: &str) -> PathBuf {
    let user = folder.path().join("user");
    let file = |name: &str, text: &str| {
        let path = user.join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    };
    file("rules.yaml", RULES);
    file("brief.yaml", "format: 1\nbrief: {rules: [rules.yaml]}\n");
    file("pilots/bad.yaml", GOOD);
    file("pilots/fine.yaml", &GOOD.replace("pilot: good", "pilot: fine").replace("refusal: true", "refusal: false"));
    file("elsewhere/other.yaml", "not: a pilot\n");
    file(
        ".pre-commit-config.yaml",
        &format!("repos:\n  - repo: {project}\n    rev: {revision}\n    hooks:\n      - id: {hook}\n"),
    );
    git(&user, &["init", "--quiet"]);
    git(&user, &["add", "--all"]);
    user
}

fn run(pre_commit: &Path, user: &Path, home: &Path, args: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::new(pre_commit);
    command.arg("run").args(args).current_dir(user).env("PRE_COMMIT_HOME", home);
    let brief = Path::new(env!("CARGO_BIN_EXE_brief")).parent().expect("a folder");
    let path = std::env::var_os("PATH").unwrap_or_default();
    let paths = std::iter::once(brief.to_owned()).chain(std::env::split_paths(&path));
    command.env("PATH", std::env::join_paths(paths).expect("a path"));
    // What was built for an earlier run is used again, and nothing is made fast that runs but once.
    let target = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/ci-hook");
    command.env("CARGO_TARGET_DIR", target).env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0");
    command.env("CARGO_PROFILE_RELEASE_LTO", "off");
    ran(&mut command)
}

/// A commit, with what git tells a hook of the repository, and with nothing that could build the command.
#[test]
fn the_hook_gets_the_released_command() {
    let Some(pre_commit) = tools::installed("ci-python/bin/pre-commit") else { return };
    let folder = Folder::new("hook-released");
    let targets = targets();
    let (project, _) = released(&folder, &targets.iter().map(String::as_str).collect::<Vec<_>>());
    let user = user_of(&folder, "brief-check", &format!("file://{}", project.display()), &tag());
    let home = folder.path().join("home");
    let commit = |name: &str| {
        let mut command = Command::new("git");
        command.args(["-c", "user.name=nobody", "-c", "user.email=nobody@example.org", "commit", "--message", name]);
        command.arg(format!("pilots/{name}.yaml")).current_dir(&user).env("PATH", path_with_stand_in(&folder));
        ran(command.env("PRE_COMMIT_HOME", &home))
    };
    assert_eq!(
        ran(Command::new(pre_commit).arg("install").current_dir(&user).env("PRE_COMMIT_HOME", &home)).0,
        Some(0)
    );
    let (status, said) = commit("bad");
    assert_eq!(status, Some(1), "{said}");
    assert!(said.contains("installed the released command, v") && said.contains("breached T-1"), "{said}");
    let (status, said) = commit("fine");
    assert_eq!(status, Some(0), "{said}");
}

fn checks(name: &str, hook: &str) {
    let Some(pre_commit) = tools::installed("ci-python/bin/pre-commit") else { return };
    let folder = Folder::new(name);
    let user = user(&folder, hook);
    let home = folder.path().join("home");
    let (status, said) = run(&pre_commit, &user, &home, &["--all-files"]);
    assert_eq!(status, Some(1), "{said}");
    assert!(said.contains("check pilots") && said.contains("breached T-1"), "{said}");
    assert!(!said.contains("other.yaml"), "{said}");
    let (status, said) = run(&pre_commit, &user, &home, &["--files", "pilots/fine.yaml"]);
    assert_eq!(status, Some(0), "{said}");
}

#[test]
fn the_hook_on_the_path_checks_what_a_commit_changes() {
    checks("hook-system", "brief-check-system");
}

#[test]
fn the_hook_that_builds_the_command_checks_what_a_commit_changes() {
    checks("hook-rust", "brief-check");
}

#[test]
fn the_hook_for_all_pilots_runs_when_the_configuration_changes() {
    let Some(pre_commit) = tools::installed("ci-python/bin/pre-commit") else { return };
    let folder = Folder::new("hook-all");
    let user = user(&folder, "brief-check-all-system");
    let home = folder.path().join("home");
    for changed in ["brief.yaml", "rules.yaml", "pilots/fine.yaml"] {
        let (status, said) = run(&pre_commit, &user, &home, &["--files", changed]);
        assert_eq!(status, Some(1), "{changed}: {said}");
        assert!(said.contains("breached T-1"), "{changed}: {said}");
    }
}

/// pre-commit shares files among as many processes as there are processors, unless a hook asks for one: then all pilots are in
/// one report, and two with one id are found.
#[test]
fn twelve_pilots_are_checked_together() {
    let Some(pre_commit) = tools::installed("ci-python/bin/pre-commit") else { return };
    let checked = |name: &str, hook: &str| {
        let folder = Folder::new(name);
        let user = user(&folder, hook);
        for number in 1..=12 {
            // The last has the id of the first.
            let id = format!("pilot: p{}", if number == 12 { 1 } else { number });
            let text = GOOD.replace("pilot: good", &id).replace("refusal: true", "refusal: false");
            std::fs::write(user.join(format!("pilots/p{number}.yaml")), text).expect("a pilot");
        }
        for other in ["bad", "fine"] {
            std::fs::remove_file(user.join(format!("pilots/{other}.yaml"))).expect("a pilot");
        }
        git(&user, &["add", "--all"]);
        run(&pre_commit, &user, &folder.path().join("home"), &["--all-files"])
    };
    let all = "11 pilots held against 1 rule";
    let (status, said) = checked("hook-twelve", "brief-check-system");
    assert_eq!((status, said.matches("\nSummary\n").count()), (Some(1), 1), "{said}");
    assert!(said.contains(all) && said.contains("there is a pilot `p1` already"), "{said}");
    // Otherwise no report is of them all, and the two may not meet, as far as there are several processors.
    if std::thread::available_parallelism().is_ok_and(|count| count.get() > 1) {
        let (_, said) = checked("hook-batches", "brief-check-system\n        require_serial: false");
        assert!(said.contains("check pilots...") && !said.contains(all), "{said}");
    }
}

/// Batches would each know only the ids of their own pilots.
#[test]
fn no_hook_runs_in_batches() {
    let hooks: serde_yaml::Value = serde_yaml::from_str(&super::file(".pre-commit-hooks.yaml")).expect("YAML");
    let hooks = hooks.as_sequence().expect("hooks");
    assert_eq!(hooks.len(), 4);
    assert!(hooks.iter().all(|hook| hook["require_serial"].as_bool() == Some(true)), "{hooks:?}");
}
